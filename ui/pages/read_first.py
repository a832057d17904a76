"""“She may deny: read this first”: before the first visit, and before a package is accepted.

What she said and where it was denied stand side by side. It is never on the page while a visit is
open: what was said before is not for a screen in her home (NO14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import after_accepting as owed
from app.domain.codes import Step
from app.domain.side_by_side import conflicts
from app.i18n import _, ngettext
from app.services import after_accepting, reading_first
from ui import when
from ui.controls import (
    Column,
    HeadRule,
    Notice,
    Primary,
    Quiet,
    Quote,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
    Table,
)
from ui.pages.exchange import ReasonSheet
from ui.pages.side_by_side import accounts_of
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.ids import VisitId
    from app.services.desk import Desk
    from app.services.reading_first import Part, Told
    from ui.session import Session
    from ui.theme import Theme


class ReadFirstNotice(Stack):
    """The card at the top of a case that was received, until somebody here has read it."""

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a case is shown."""
        super().__init__()
        self._session, self._theme = session, theme

    def show_case(self, case: Case) -> None:
        """Say it, or nothing: not during a visit, and not once it was read."""
        self.clear()
        session = self._session
        loop = after_accepting.to_read(session.desk, case)
        if loop is None or session.visit is not None:
            return
        due = session.desk.clocks.ends(owed.FIRST_VISIT, owed.began(loop))
        because = _("Nobody at this desk has read what she said before.")
        if due is not None:
            at = when.at(due, session.now())
            because = _("{said} The first visit is due {when}.").format(said=because, when=at)
        notice = Notice(
            self._theme,
            _("She may deny: read this first"),
            icon="book-open",
            ink="attn",
            because=because,
        )
        read = Primary(self._theme, _("Read it now"), on_click=lambda: self._open(case))
        read.setObjectName("page.read_first")
        notice.acts.add(read)
        self.add(notice)
        self.add(plain(self._theme, "", "label"))

    def _open(self, case: Case) -> None:
        ReadFirstSheet(self._session, self._theme, case, confirm=True).open_in(self.window())


class ReadFirstSheet(Sheet):
    """The cards with what the record has for each; `confirm` asks who read it to say so."""

    def __init__(self, session: Session, theme: Theme, case: Case, *, confirm: bool) -> None:
        told = _("Read it away from the home. It is drawn from the record as it stands here.")
        super().__init__(theme, _("She may deny: read this first"), told)
        self._session = session
        for part in reading_first.parts(case, session.library, session.now()):
            self._part(case, part)
        if confirm:
            who = session.desk.author.name
            words = _("I have read it: {who}").format(who=who)
            self.foot.add(
                Primary(theme, words, icon="check", on_click=self._read),
                Quiet(theme, _("Not yet"), on_click=self.dismiss),
            )
        else:
            self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss))

    def _part(self, case: Case, part: Part) -> None:
        theme = self.theme
        self.body.add(HeadRule(theme, part.card.title), gap=18)
        self.body.add(plain(theme, part.card.words, "body"), gap=6)
        for told in part.told:
            self.body.add(self._quote(told), gap=8)
        if part.is_empty:
            icon = "circle-question-mark"
            self.body.add(State(theme, icon, part.card.empty, "attn", role="note_strong"), gap=8)
        if part.card.fear:
            self.body.add(self._both(part), gap=8)
            self._two_ways(case)

    def _quote(self, told: Told) -> Quote:
        words = f"{told.label}: {told.words}" if told.words else told.label
        return Quote(self.theme, words, told.where, strong=False)

    def _both(self, part: Part) -> Table:
        """What she feared, and where it was denied: a column for each, and neither is empty."""
        columns = [Column(_("What she feared"), 240, 1), Column(_("Where it was denied"), 240, 1)]
        table = Table(self.theme, columns, name=part.card.title)
        cells: list[QWidget | str] = [
            self._cell(part.fear, _("No fear is written down. That is a gap, and no answer.")),
            self._cell(part.denied, _("Nothing was denied. She still may, at the door.")),
        ]
        table.add_row(cells)
        return table

    def _cell(self, found: tuple[Told, ...], empty: str) -> Stack:
        cell = Stack()
        for told in found:
            cell.add(plain(self.theme, told.label, "note_strong"), gap=6)
            cell.add(plain(self.theme, told.words, "body"))
            cell.add(plain(self.theme, told.where, "note", "ink2"))
        if not found:
            cell.add(plain(self.theme, empty, "note_strong", "attn"))
        return cell

    def _two_ways(self, case: Case) -> None:
        """What two areas wrote differently, question by question."""
        found = conflicts(case)
        if not found:
            return
        words = ngettext(
            "{n} thing is told in two ways", "{n} things are told in two ways", len(found)
        )
        said = words.format(n=when.number(len(found)))
        self.body.add(plain(self.theme, said[:1].upper() + said[1:] + ".", "note_strong"), gap=10)
        for conflict in found:
            self.body.add(*accounts_of(self._session, self.theme, case, conflict))

    def _read(self) -> None:
        if self._session.record(after_accepting.read):
            self.close_sheet()


class WhyUnread(ReasonSheet):
    """Why a visit begins before anybody read what she said before. It is kept; nothing stops it."""

    def __init__(
        self, session: Session, theme: Theme, visit: VisitId, begin: Callable[[], object]
    ) -> None:
        def act(reason: str) -> bool:
            def change(desk: Desk, case: Case) -> Case:
                return after_accepting.begin_unread(desk, case, visit, reason)

            if not session.record(change):
                return False
            begin()
            return True

        super().__init__(
            theme,
            _("Nobody here has read what she said before"),
            _("She may deny it at the door. If it cannot wait, write why. It stays in the record."),
            _("Begin with this reason"),
            act,
        )
        self._of, self._theme_of = session, theme
        first = Secondary(theme, _("Read it first"), icon="book-open", on_click=self._read)
        self.foot.add(first)

    def _read(self) -> None:
        case, window = self._of.case, self.window()
        self.close_sheet()
        if case is not None:
            ReadFirstSheet(self._of, self._theme_of, case, confirm=True).open_in(window)


def before_visit(
    session: Session, theme: Theme, page: QWidget, visit: VisitId, begin: Callable[[], object]
) -> None:
    """Begin a visit; where nobody has read the earlier accounts, ask why first."""
    case = session.case
    if case is None or after_accepting.may_begin(session.desk, case, visit):
        begin()
    else:
        WhyUnread(session, theme, visit, begin).open_in(page)


class OnceAccepted(Stack):
    """In the preview of a package: what this desk owes from the moment it accepts."""

    def __init__(self, session: Session, theme: Theme, case: Case) -> None:
        super().__init__()
        self.setObjectName("page.package.once_accepted")
        desk, now = session.desk, session.now()
        self.add(HeadRule(theme, _("If you accept it")), gap=22)
        contact = desk.clocks.timer_for(Step.FIRST_CONTACT)
        if contact is not None:
            at = when.at(desk.clocks.after(contact, now), now)
            words = _("First safe contact: due {when}").format(when=at)
            self.add(State(theme, "phone", words), gap=8)
        asked = owed.markers(case, desk.area, desk.receiving)
        ends = desk.clocks.ends(owed.MARKERS, now)
        if asked:
            said = ngettext("{n} marker to set", "{n} markers to set", len(asked))
            said = said.format(n=when.number(len(asked)))
            due = (
                _("{what}: due {when}").format(what=said, when=when.at(ends, now)) if ends else said
            )
            self.add(State(theme, "triangle-alert", due[:1].upper() + due[1:]), gap=8)
            for one in asked:
                self.add(plain(theme, f"{one.marker.label}.", "note", "ink2"), gap=2)
        self.add(State(theme, "book-open", _("She may deny: read this first")), gap=8)
        line = Spread()
        show = Secondary(
            theme,
            _("Read what she said before"),
            on_click=lambda: ReadFirstSheet(session, theme, case, confirm=False).open_in(self),
        )
        show.setObjectName("page.package.read_first")
        line.add(show)
        self.add(line, gap=4)
