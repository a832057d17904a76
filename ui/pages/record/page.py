"""RecordPage: the log made readable, what stood on another day, papers, closing and erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.entry import VisitBody
from app.domain.visit import visits
from app.i18n import _, ngettext
from app.services import following_up
from ui import when
from ui.controls import (
    ChoiceField,
    Line,
    Link,
    MenuItem,
    Page,
    SearchField,
    Secondary,
    Spread,
    Stack,
)
from ui.pages.exchange import place_dialog
from ui.pages.read_first import ReadFirstNotice
from ui.pages.record.call_sheet import RangSheet
from ui.pages.record.closing import Keeping
from ui.pages.record.correct import CorrectSheet
from ui.pages.record.log_sheet import LogSheet
from ui.pages.record.papers import Papers
from ui.pages.record.past import Past, PastSheet
from ui.pages.record.rows import Rows, Wanted
from ui.pages.record.words import kind_words, told
from ui.pages.register import RegisterSheet
from ui.pages.sentences import sentence_case
from ui.pages.side_by_side import TwoWays
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.entry import Entry
    from ui.pages.exchange import Place
    from ui.session import Session
    from ui.theme import Theme

QUIET = 250
"""Milliseconds without a key before a search is made."""


class RecordPage(Page):
    """The record of the case in hand."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Record"), rail_width=400, centred=False)
        self.setObjectName("page.record")
        self.session = session
        self._case_id = ""
        self._at: tuple[str, datetime] | None = None
        self._make_top()
        self._make_rail()
        session.changed.connect(self._changed)

    def _make_top(self) -> None:
        heading = Spread(gap=14)
        heading.add(plain(self.theme, _("Record"), "title", wrap=False))
        self.then = Secondary(
            self.theme, _("As it stood on …"), icon="clock", on_click=self._ask_then
        )
        self.call = Secondary(
            self.theme, _("Write down a call"), icon="phone", on_click=self._write_call
        )
        self.call.setObjectName("page.record.call")
        heading.add_end(self.call, self.then)
        self._told = Told(self)
        self.top.add(heading)
        self.top.add(self._told, gap=12)
        self.past = Past(self.session, self.theme)
        self.past.back.connect(self._back)
        self.past.hide()
        self.search = SearchField(self.theme, _("Search this record"))
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self._filter)
        self.search.searched.connect(self._search_soon)
        self.search.entered.connect(self._filter)
        self.kind = self._choice(_("Kind"))
        self.about = self._choice(_("About"))
        self.visit = self._choice(_("Visit"))
        self.stands = self._choice(_("What became of it"))
        self.filters = Stack()
        self.filters.add(self.search)
        line = Spread(gap=12, line_gap=4)
        line.add(self.kind, self.about, self.visit, self.stands)
        self.filters.add(line, gap=4)
        self.rows = Rows(self.session, self.theme)
        self.rows.correct.connect(self._correct)
        self.first = ReadFirstNotice(self.session, self.theme)
        self.two_ways = TwoWays(self.session, self.theme)
        self.body.add(self.first, self.past, self.two_ways)
        self.body.add(self.filters, gap=10)
        self.body.add(self.rows)

    def _choice(self, label: str) -> ChoiceField:
        field = ChoiceField(self.theme, label, [MenuItem("", _("All"))])
        field.chosen.connect(self._filter)
        return field

    def _make_rail(self) -> None:
        self.papers = Papers(self.session, self.theme)
        self.keeping = Keeping(self.session, self.theme)
        self.keeping.erased.connect(self._erased)
        self.rail.add(self.papers)
        self.rail.add(Line(self.theme), gap=16)
        self.rail.add(self.keeping, gap=16)
        self.rail.add(Line(self.theme), gap=16)
        # Asked of the desktop when it is wanted: a dialog that is kept would keep this page alive.
        self.choose_register: Place | None = None
        line = Spread()
        line.add(Link(self.theme, _("Disclosure register"), on_click=self._show_register))
        self.rail.add(line, gap=12)
        line = Spread()
        line.add(Link(self.theme, _("Show the log of this laptop"), on_click=self._show_log))
        self.rail.add(line)

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Show the record as it is today; an entry's id shows that entry alone."""
        case = self.session.case
        if case is None:
            return
        self._told.clear()
        if case.id != self._case_id:
            self._case_id = case.id
            self.search.set_text("")
            for field in (self.kind, self.about, self.visit, self.stands):
                field.choose("")
        wanted = next((e for e in case.ordered if e.id == argument), None)
        if wanted is not None:
            self.search.set_text(told(wanted, case, self.session.library)[0])
        self._back()

    def flush(self) -> None:
        """Nothing is typed on the page itself that must be kept."""

    def first_focus(self) -> QWidget | None:
        """The search."""
        return self.search.first_focus()

    # Drawing

    def _changed(self, case: Case) -> None:
        if self.session.case is not case or self.isHidden():
            return
        self._show_case(case)

    def _show_case(self, case: Case) -> None:
        self._offer(case)
        self.first.show_case(case)
        self.two_ways.show_case(case)
        self.papers.show_case(case)
        self.keeping.show_case(case)
        self._filter()

    def _offer(self, case: Case) -> None:
        every = MenuItem("", _("All"))
        here = {entry.kind for entry in case.ordered}
        kinds = [MenuItem(k.value, w) for k, w in kind_words().items() if k in here]
        self.kind.set_items([every, *kinds])
        named = dict.fromkeys(e.about for e in case.ordered if e.about is not None)
        people = [MenuItem(s, case.label(s)) for s in named if case.label(s)]
        self.about.set_items([every, MenuItem("case", _("The case")), *people])
        found = [
            MenuItem(v.id, when.day(v.began or v.planned or e.at))
            for v in visits(case)
            for e in case.ordered
            if e.visit == v.id and isinstance(e.body, VisitBody)
        ]
        seen = {item.code: item for item in found}
        self.visit.set_items([every, MenuItem("desk", _("At the desk")), *seen.values()])
        self.stands.set_items(
            [
                every,
                MenuItem("current", _("Stands today")),
                MenuItem("account", _("Written again since")),
                MenuItem("corrected", _("Recorded wrongly")),
            ]
        )

    def _search_soon(self, _text: str) -> None:
        self._quiet.start()

    def _filter(self, _code: str = "") -> None:
        case = self.session.case
        if case is None:
            return
        shown = case if self._at is None else self.past.show_past(case, *self._at)
        wanted = Wanted(
            kind=self.kind.value(),
            subject=self.about.value(),
            visit=self.visit.value(),
            words=self.search.text(),
            stands=self.stands.value(),
        )
        self.rows.begin_again()
        self.rows.show_entries(shown, wanted, past=self._at is not None)

    # Acting

    def _ask_then(self) -> None:
        sheet = PastSheet(self.theme)
        sheet.asked.connect(self.show_then)
        sheet.open_in(self.window())

    def show_then(self, way: str, moment: datetime) -> None:
        """Look at the record as it stood; `way` is `recorded` or `known`, `moment` UTC."""
        self._at = (way, moment)
        self._filter()
        self.scroll_to_top()

    def _back(self) -> None:
        self._at = None
        self.past.hide()
        if self.session.case is not None:
            self._show_case(self.session.case)

    def _correct(self, entry: Entry) -> None:
        case = self.session.case
        if case is not None:
            CorrectSheet(self.session, self.theme, case, entry).open_in(self.window())

    def _write_call(self) -> None:
        if self.session.case is not None:
            RangSheet(self.session, self.theme, self._kept_call).open_in(self.window())

    def _kept_call(self) -> None:
        """Say who holds the case and does not have it, with the way to send it."""
        case = self.session.case
        found = following_up.holders(self.session.desk, case) if case is not None else ()
        lacking = sum(holder.wants_news for holder in found)
        if not lacking:
            self._told.tell(_("The call stands in the record."))
            return
        words = ngettext(
            "{n} desk holds this case and does not know of the call",
            "{n} desks hold this case and do not know of the call",
            lacking,
        )
        said = sentence_case(words.format(n=when.number(lacking)))
        because = _("The call stands in the record.")
        notice = self._told.tell(said, icon="circle-alert", because=because)
        go = Link(self.theme, _("Send what is new"))
        go.clicked.connect(lambda _on=False: self.navigate.emit("handover", None))
        notice.acts.add(go)

    def _show_register(self) -> None:
        case = self.session.case
        if case is not None:
            title, store = _("Save the register as pages"), self.session.desk.store
            place = self.choose_register or place_dialog(self, title, store)
            sheet = RegisterSheet(self.session, self.theme, case, place)
            sheet.open_in(self.window())

    def _show_log(self) -> None:
        LogSheet(self.session, self.theme).open_in(self.window())

    def _erased(self) -> None:
        self._case_id = ""
        self.session.put_away()
        self.navigate.emit("today", None)
