"""The facts of the map as a list: every person with their part, place and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import SubjectType
from app.domain.ids import SubjectId
from app.domain.people import Ring, children, parties, party, ties, unplaced
from app.i18n import _
from ui.controls import HeadRule, ListRow, Stack
from ui.map import Standing
from ui.pages.people.figures import capital, relation_words, ring_words
from ui.pages.people.panel import ICONS
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.case import Case
    from ui.controls.rows import StateWords
    from ui.map import Figure, Scene
    from ui.session import Session
    from ui.theme import Theme


class PeopleList(Stack):
    """Everybody, by ring. `chosen(id)` when a row is pressed."""

    chosen = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("People, as a list"))
        self.session, self.theme = session, theme
        self.rows: dict[str, ListRow] = {}
        self._drawn: object = None

    def show_scene(self, scene: Scene, chosen: str) -> None:
        """Draw the list if anything in it differs; the keyboard stays on its person."""
        case = self.session.case
        if case is None:
            return
        told = [(f.id, self._note(case, f.id, scene)) for f in scene.parties]
        key = (scene, tuple(told), self._others(case))
        if key != self._drawn:
            self._drawn = key
            self._draw(case, scene, dict(told))
        for id_, row in self.rows.items():
            row.set_chosen(id_ == chosen)

    def _draw(self, case: Case, scene: Scene, notes: dict[str, str]) -> None:
        had = next((i for i, row in self.rows.items() if row.hasFocus()), "")
        self.clear()
        self.rows = {}
        for ring, words in ring_words().items():
            here = [f for f in scene.parties if f.ring is ring]
            if here or ring is Ring.NEAR:
                self._add_ring(words, here, notes)
        children_shown = [(c.id, c.who, _("Opens the child’s page")) for c in scene.children]
        self._add_group(_("Her children"), children_shown)
        self._add_group(_("Others in this record"), self._others(case))
        if had in self.rows:
            self.rows[had].setFocus()

    def _add_ring(self, words: str, here: Sequence[Figure], notes: dict[str, str]) -> None:
        """One place and the parties in it, each with where they stand."""
        self.add(HeadRule(self.theme, words), gap=12)
        if not here:
            self.add(plain(self.theme, _("Nobody recorded here."), "note", "ink2"), gap=8)
        for figure in here:
            icon, ink = ICONS[figure.standing]
            icon = "circle-question-mark" if figure.standing is Standing.OPEN else icon
            self._add(figure.id, figure.who, notes[figure.id], (icon, figure.said, ink))

    def _add_group(self, words: str, people: Sequence[tuple[str, str, str]]) -> None:
        """People who have no standing: id, name and note of each; no heading over nobody."""
        if people:
            self.add(HeadRule(self.theme, words), gap=12)
        for id_, who, note in people:
            self._add(id_, who, note, None)

    def _add(self, id_: str, who: str, note: str, state: StateWords | None) -> None:
        row = ListRow(self.theme, "", who, note=note, state=state, inset=8)
        row.setObjectName(f"list.{id_}")
        row.clicked.connect(lambda: self.chosen.emit(id_))
        self.rows[id_] = row
        self.add(row)

    def _note(self, case: Case, id_: str, scene: Scene) -> str:
        links = self.session.library.book.links
        names = {f.id: f.who for f in (scene.person, *scene.parties, *scene.children)}
        relation = relation_words(party(case, SubjectId(id_)), links)
        aimed = [names[a.target] for a in scene.aims if a.source == id_ and not a.plain]
        towards = _("Aimed at {who}").format(who=", ".join(aimed)) if aimed else ""
        return ". ".join(t for t in (relation, towards) if t)

    def _others(self, case: Case) -> tuple[tuple[str, str, str], ...]:
        """People who help, and workers: not behind the threat, and not left out."""
        links = self.session.library.book.links
        shown = {*self._ids(case), case.at_risk()}
        found: list[tuple[str, str, str]] = []
        for entry in case.subjects(SubjectType.PERSON):
            if entry.about is None or entry.about in shown:
                continue
            said = [links.label(t.relation) for t in ties(case, entry.about)]
            if said:
                found.append((str(entry.about), case.label(entry.about), capital(", ".join(said))))
        return tuple(dict.fromkeys(found))

    def _ids(self, case: Case) -> set[SubjectId]:
        return {*children(case), *(p.subject for p in parties(case)), *unplaced(case)}

    def first_focus(self) -> ListRow | None:
        """The chosen row, or the first."""
        return next(iter(self.rows.values()), None)
