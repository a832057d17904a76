"""One person at the side of the map: their part, who finds out, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.domain.codes import Status
from app.domain.entry import LinkBody
from app.domain.people import ROLE, SAME_AS, party
from app.i18n import _
from app.services.network import finding_out
from ui.controls import Facts, Line, MenuButton, MenuItem, Primary, Quote, Secondary, Stack, State
from ui.map import Standing
from ui.pages.people import facts as told
from ui.pages.people.figures import capital, relation_words, role_words, standing_of
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.people import Party
    from ui.session import Session
    from ui.theme import Ink, Theme

ICONS: dict[Standing, tuple[str, Ink]] = {
    Standing.ESTABLISHED: ("check", "ink"),
    Standing.SUSPECTED: ("contrast", "ink"),
    Standing.OPEN: ("circle-question-mark", "attn"),
    Standing.RULED_OUT: ("user-x", "ink2"),
}


class PartyPanel(Stack):
    """`asked(code)` names a sheet to open: role, find_out, facts, link, same."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page.people.panel")
        self.session, self.theme = session, theme
        self.subject: SubjectId | None = None
        self._words = Stack()
        self.add(self._words)
        self._make_buttons()

    def _make_buttons(self) -> None:
        theme = self.theme
        self.role = Primary(theme, _("Change role or status"))
        self.find_out = Secondary(theme, _("Name somebody to find out"))
        self.facts = Secondary(theme, _("Edit facts"))
        links = [
            MenuItem("link", _("Link to another person")),
            MenuItem("same", _("The same person as")),
        ]
        self.more = MenuButton(theme, _("More"), links, name=_("More about this person"))
        self.role.clicked.connect(lambda: self.asked.emit("role"))
        self.find_out.clicked.connect(lambda: self.asked.emit("find_out"))
        self.facts.clicked.connect(lambda: self.asked.emit("facts"))
        self.more.picked.connect(self.asked.emit)

    def show_person(self, subject: SubjectId | None) -> None:
        """Show somebody, or the way to begin."""
        self.subject = subject
        self.draw()

    def draw(self) -> None:
        """From the record as it is now."""
        self._words.clear()
        case, subject = self.session.case, self.subject
        for part in (self.role, self.find_out, self.facts, self.more):
            part.setVisible(subject is not None and case is not None)
        if case is None or subject is None:
            hint = _("Choose a person to see what is known of them.")
            self._words.add(plain(self.theme, hint, "body", "ink2"))
            return
        one = party(case, subject)
        self._head(case, one)
        self._words.add(Line(self.theme), gap=14)
        items = self.session.library.book.items
        lines = told.facts(case, subject, items, self.session.now())
        self._words.add(Facts(self.theme, lines, label_width=84), gap=14)
        for words, source in told.quotes(case, subject, items):
            self._words.add(Quote(self.theme, words, source), gap=14)
        self._ties(case, one)
        named = finding_out(case, subject)
        again = _("Name somebody else to find out")
        self.find_out.set_words(again if named else _("Name somebody to find out"))
        self.find_out.setVisible(one.role_open or named is not None)

    def _head(self, case: Case, one: Party) -> None:
        words, links = self._words, self.session.library.book.links
        words.add(plain(self.theme, one.label or _("No alias yet"), "panel_large"))
        relation = relation_words(one, links)
        if relation:
            words.add(plain(self.theme, relation, "note", "ink2"), gap=2)
        icon, ink = ICONS[standing_of(one)]
        words.add(State(self.theme, icon, role_words(one, links), ink, role="strong"), gap=6)
        if one.role_open:
            text, late = told.open_words(case, one, self.session.now())
            words.add(plain(self.theme, text, "note", "attn" if late else "ink2"), gap=6)

    def _ties(self, case: Case, one: Party) -> None:
        """Each part with how it is known, and who else they are tied to."""
        known = [t for t in (*one.roles, *one.relations) if self._worth_saying(case, one, t.entry)]
        if not known:
            return
        self._words.add(Line(self.theme), gap=14)
        links = self.session.library.book.links
        status = {
            Status.ESTABLISHED: _("established"),
            Status.SUSPECTED: _("suspected"),
            Status.NOT_ESTABLISHED: _("not established"),
            Status.RULED_OUT: _("ruled out"),
        }
        for tie in known:
            body = case.entries[tie.entry].body
            parts = [capital(links.label(tie.relation))]
            if tie.to is not None and tie.to != case.at_risk():
                parts.append(case.label(tie.to))
            line = _("{part}: {status}").format(part=" ".join(parts), status=status[tie.status])
            basis = body.basis if isinstance(body, LinkBody) else ""
            whole = _("{line}. {basis}").format(line=line, basis=basis) if basis else line
            self._words.add(plain(self.theme, whole, "note"), gap=8)

    def _worth_saying(self, case: Case, one: Party, entry: object) -> bool:
        del one
        body = next((e.body for i, e in case.entries.items() if i == entry), None)
        if not isinstance(body, LinkBody):
            return False
        elsewhere = body.to is not None and body.to != case.at_risk()
        return elsewhere or body.relation == SAME_AS or body.relation.startswith(ROLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the map, and is passed on so that Esc Esc still covers."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.ignore()
