"""Relations and roles of one person, each with how well it is known. Kept as links, not answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Status
from app.domain.entry import LinkBody, Value
from app.domain.people import ROLE, ties
from app.domain.reference import RelationSort
from app.i18n import _
from app.services import recording
from ui.controls import ChoiceField, Line, MenuItem, Stack
from ui.questionnaire import words
from ui.questionnaire.asked import Asked, ValueField
from ui.questionnaire.rows import RowLine
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.people import Tie
    from ui.theme import Theme

_APART = frozenset({RelationSort.CASE, RelationSort.PLACE})


class LinksField(ValueField):
    """One line for each role, or for each relation there is and one more to add."""

    saves_itself = True

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self._roles = any(o.code.startswith(ROLE) for o in asked.item.options)
        self._lines: dict[str, ChoiceField] = {}
        self._place = Stack()
        self.add(self._place)
        self.another: ChoiceField | None = None
        if not self._roles:
            self.another = ChoiceField(theme, _("Add who this is to her"), self._relations())
            self.another.chosen.connect(self._add_relation)
            self.add(self.another)
        self.add(plain(theme, _("“Not established” needs somebody to find out."), "note", "ink2"))
        self.follow()

    def _relations(self) -> list[MenuItem]:
        links = self.asked.session.library.book.links
        known = [(r.code, r.label) for r in links.relations if r.sort not in _APART]
        chosen = [(o.code, o.label) for o in self.asked.item.options]
        found = [(c, label[:1].upper() + label[1:]) for c, label in chosen or known]
        return [MenuItem(code, label) for code, label in found]

    def _ties(self) -> dict[str, Tie]:
        case, about = self.asked.session.case, self.asked.about
        if case is None or about is None:
            return {}
        return {
            t.relation: t for t in ties(case, about) if t.relation.startswith(ROLE) == self._roles
        }

    def follow(self) -> None:
        """Show what stands: a line a role, or a line for each relation that stands."""
        standing = self._ties()
        labels = {o.code: o.label for o in self.asked.item.options}
        codes = tuple(labels) if self._roles else tuple(standing)
        for code in codes:
            if code not in self._lines:
                label = labels.get(code, self._label(code))
                line = self._line(code, label)
                line.label.hide()
                self._lines[code] = line
                self._place.add(RowLine(self.theme, label, line), Line(self.theme))
        for code, line in self._lines.items():
            tie = standing.get(code)
            line.choose(tie.status.value if tie else "")

    def _label(self, code: str) -> str:
        label = self.asked.session.library.book.links.label(code)
        return label[:1].upper() + label[1:]

    def _line(self, code: str, label: str) -> ChoiceField:
        items = words.menu(words.status_words(), empty=_("Not said"))
        line = ChoiceField(self.theme, label, items)
        line.chosen.connect(lambda status="": self._say(code, status))
        return line

    def _say(self, code: str, status: str) -> None:
        if status:
            self._write(code, Status(status))
        else:
            self.follow()  # a link once said is ruled out, never unsaid

    def _add_relation(self, code: str) -> None:
        if self.another is not None:
            self.another.choose("")
        if code and code not in self._ties():
            self._write(code, Status.ESTABLISHED)

    def _write(self, code: str, status: Status) -> None:
        asked, about = self.asked, self.asked.about
        if about is None:
            return
        standing = self._ties().get(code)
        to = (
            standing.to
            if standing
            else (asked.session.case.at_risk() if asked.session.case else None)
        )
        body = LinkBody(to, code, status)
        done = asked.session.record(
            lambda desk, case: recording.link(
                desk, case, about, body, visit=asked.visit, rc=asked.item.rc
            )
        )
        if done:
            self.pressed.emit()
        self.follow()

    def value(self) -> Value:
        """Nothing: what is chosen here is a link."""
        return Value()

    def first_focus(self) -> QWidget:
        """The first line."""
        line = next(iter(self._lines.values()), self.another)
        return line.first_focus() if line is not None else self
