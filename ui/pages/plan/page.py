"""PlanPage: the safety plan as rows, what is missing first, what is suggested, and signing it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.codes import ActionStatus, SignoffOn
from app.domain.judgement import signed
from app.domain.plan import actions, changed_since, missing_before_leaving
from app.i18n import _, ngettext
from app.services import judging, planning
from ui import when
from ui.controls import (
    Column,
    HeadRule,
    Line,
    Link,
    Notice,
    Page,
    Painted,
    Primary,
    Secondary,
    Spread,
    Stack,
    State,
    Table,
)
from ui.pages.conversation.after_visit import AfterVisit
from ui.pages.conversation.sheets import ReasonSheet
from ui.pages.conversation.teach_back import TeachBack
from ui.pages.languages.keeping import KeepLink
from ui.pages.plan import words
from ui.pages.plan.action_sheet import ActionSheet
from ui.pages.plan.library_sheet import LibrarySheet, add_row, suggested
from ui.pages.plan.row import Title, cells, title_of
from ui.pages.plan.words import due_words
from ui.questionnaire.how import is_interpreted
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Case
    from app.domain.plan import Action, Suggestion
    from ui.controls.tables import Cells
    from ui.session import Session
    from ui.theme import Theme

_ORDER = (ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.LAPSED)


class PlanPage(Page):
    """The plan of the case in hand."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Plan"), centred=False)
        self.setObjectName("page.plan")
        self.session = session
        self._shown: object = None
        self._titles: dict[str, Title] = {}  # by the id of the action's entry
        self._slices = Slices(self)
        self._sheet: ActionSheet | None = None
        self._make()
        session.changed.connect(self._changed)

    def _make(self) -> None:
        heading = Spread(gap=14)
        self.summary = plain(self.theme, "", "body", "ink2")
        heading.add(plain(self.theme, _("Plan"), "title", wrap=False), self.summary)
        self.library = Secondary(
            self.theme, _("Add from the library"), icon="plus", on_click=self._open_library
        )
        self.write = Secondary(
            self.theme, _("Write an action"), icon="plus", on_click=lambda: self._open(None)
        )
        heading.add_end(self.library, self.write)
        self.top.add(heading)
        self.lacking = Stack()
        self.lacking.setObjectName("page.plan.lacking")
        self.band = Stack()
        self.band.setObjectName("page.plan.suggested")
        self.table = Table(
            self.theme,
            [
                Column(_("Action and owner"), 340, 9),
                Column(_("Due"), 160, 3),
                Column(_("Look again if"), 180, 4),
                Column(_("What it may cause"), 180, 4),
                Column(_("Her view"), 150, 3),
            ],
            name=_("The plan"),
        )
        self.left_out = Stack()
        self.foot_note = plain(self.theme, "", "note", "ink2", measure=110)
        self.after_visit = AfterVisit(self.session, self.theme)
        self.teach: TeachBack | None = None
        self._teach_place = Stack()
        self.body.add(self.lacking, gap=4)
        self.body.add(self.band)
        self.body.add(self.table, gap=12)
        self.body.add(self.left_out, gap=16)
        self.body.add(self.foot_note, gap=14)
        self.body.add(self._teach_place, gap=16)
        self.body.add(self.after_visit, gap=16)
        self.state = State(self.theme, "pencil", "", "ink2", role="note")
        self.state.setObjectName("page.plan.state")
        self.sign = Primary(self.theme, _("Sign this plan"), on_click=self._sign)
        self.keep = KeepLink(self.session, self.theme, self)
        self.foot.add(self.state, self.keep)
        self.foot.add_end(self.sign)

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Show the plan; the argument may be an action's entry id, which is opened."""
        case = self.session.case
        if case is None:
            return
        self.keep.look_again()
        self._show_case(case)
        for action in actions(case):
            if action.entry.id == argument:
                self._open(action)

    def flush(self) -> None:
        """Save an action that is being written, if it can be saved as it is."""
        if self._sheet is not None and isValid(self._sheet):  # a closed sheet is soon gone
            self._sheet.keep()

    # Drawing

    def _changed(self, case: Case) -> None:
        if self.session.case is case and not self.isHidden():
            self._show_case(case)

    def _show_case(self, case: Case) -> None:
        now = self.session.now()
        self.summary.setText(words.summary(case, now))
        self._draw_lacking(case)
        self._draw_band()
        self._draw_teach_back()
        self.after_visit.draw()
        key = (case.id, tuple((a.entry.id, a.is_late(now)) for a in actions(case)))
        if key != self._shown:
            self._shown = key
            self._draw_rows(case)
        self._draw_state(case)

    def _draw_lacking(self, case: Case) -> None:
        self.lacking.clear()
        missing = missing_before_leaving(case)
        if not missing:
            return
        n = len(missing)
        told = ngettext(
            "Nobody leaves without this. The plan does not have it yet:",
            "Nobody leaves without these. The plan does not have them yet:",
            n,
        )
        self.lacking.add(State(self.theme, "circle-dashed", told, "attn", role="strong"))
        for id_ in missing:
            row = self.session.library.plan.row(id_)
            line = Spread(gap=12)
            link = Link(self.theme, _("Add"))
            link.setAccessibleName(_("Add: {action}").format(action=row.action))
            link.setObjectName(f"page.plan.add.{id_}")
            link.clicked.connect(lambda _checked=False, to=row: add_row(self.session, to))
            line.add(plain(self.theme, row.action, "note", measure=110), link)
            self.lacking.add(line, gap=4)

    def _draw_teach_back(self) -> None:
        """While an interpreted visit is open: what matters in the plan, said back by her."""
        visit = self.session.visit
        if visit is None or not is_interpreted(visit.setting):
            self._teach_place.clear()
            self.teach = None
        elif self.teach is None or self.teach.visit != visit.id:
            self._teach_place.clear()
            self.teach = TeachBack(self.session, self.theme, visit)
            self._teach_place.add(self.teach)

    def _draw_band(self) -> None:
        focused = QApplication.focusWidget()
        had = focused is not None and self.band.isAncestorOf(focused)
        self.band.clear()
        case = self.session.case
        least = missing_before_leaving(case) if case else ()
        found = [s for s in suggested(self.session) if s.row.id not in least]
        if found:
            self._add_band(found, focus=had)

    def _add_band(self, found: list[Suggestion], *, focus: bool) -> None:
        first = found[0]
        rules = {rule.id: rule.name for rule in self.session.library.book.rules}
        why = words.because_words([rules[f.rule] for f in first.because])
        notice = Notice(self.theme, first.row.action, because=why)
        add = Primary(self.theme, _("Add to the plan"))
        add.clicked.connect(lambda _checked=False: add_row(self.session, first.row))
        aside = Link(self.theme, _("Not needed, say why"))
        aside.clicked.connect(lambda _checked=False: self._not_needed(first))
        notice.acts.add(add, aside)
        self.band.add(notice, gap=10)
        if len(found) > 1:
            told = _("See all {n} that are suggested").format(n=when.number(len(found)))
            line = Spread()
            line.add(Link(self.theme, told, on_click=self._open_library))
            self.band.add(line, gap=2)
        if focus:
            add.setFocus()

    def _draw_rows(self, case: Case) -> None:
        self.left_out.clear()
        found = [a for a in actions(case) if a.body.status in _ORDER]
        self.table.setVisible(bool(found))
        self._slices.begin(self._drawing_rows(case, sorted(found, key=_rank)))
        self._draw_left_out(case)
        hint = _("Press an action to change it.") + " " if found else ""
        self.foot_note.setText(hint + words.standing_words(self.session.library.plan))

    def _drawing_rows(self, case: Case, found: list[Action]) -> Iterator[None]:
        """Rows that are as they were stay; one that is not is made at each step."""
        had, now = self._focused_action(), self.session.now()

        def row_of(action: Action) -> Cells:
            title = Title(self.theme, title_of(case, action), partial(self._open, action))
            self._titles[action.entry.id] = title
            return cells(self.theme, title, action, now)

        wanted = [
            ((a.entry.id, title_of(case, a), due_words(a, now)), partial(row_of, a)) for a in found
        ]
        yield from self.table.show_rows(wanted)
        shown = self._titles = {a.entry.id: self._titles[a.entry.id] for a in found}
        order = [*self.band.findChildren(Painted)[-1:], *shown.values()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        again = next((title for title in shown.values() if had and title.words == had), None)
        if again is not None and not again.hasFocus():
            again.setFocus()

    def _focused_action(self) -> str:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.table.isAncestorOf(focused)
        return str(getattr(focused, "words", "")) if inside else ""

    def _draw_left_out(self, case: Case) -> None:
        found = [a for a in actions(case) if a.body.status is ActionStatus.NOT_NEEDED]
        if not found:
            return
        self.left_out.add(HeadRule(self.theme, _("Left out, with the reason")))
        for action in found:
            told = _("{why} ({who}, {when})").format(
                why=action.body.evidence,
                who=action.entry.by.name,
                when=when.day(action.entry.at),
            )
            back = Link(self.theme, _("Put it into the plan after all"))
            back.setAccessibleName(
                _("Put it into the plan: {action}").format(action=action.body.text)
            )
            back.clicked.connect(lambda _checked=False, a=action: self._put_back(a))
            line = Spread()
            line.add(back)
            self.left_out.add(plain(self.theme, title_of(case, action), "note_strong"), gap=8)
            self.left_out.add(plain(self.theme, told, "note", "ink2"), line, Line(self.theme))

    def _draw_state(self, case: Case) -> None:
        signature = signed(case, SignoffOn.PLAN)
        if signature is None:
            self.state.show_state("pencil", _("Not signed"), "ink2")
            return
        told = _("Signed by {who}, {when}").format(
            who=signature.by.name, when=when.at(signature.at, self.session.now())
        )
        if changed_since(case, signature):
            told += ". " + _("The plan has changed since.")
            self.state.show_state("pencil", told, "attn")
        else:
            self.state.show_state("check", told, "ink2")

    # Acting

    def _open(self, action: Action | None) -> None:
        self._sheet = ActionSheet(self.session, self.theme, action)
        self._sheet.open_in(self.window())

    def _open_library(self) -> None:
        LibrarySheet(self.session, self.theme).open_in(self.window())

    def _not_needed(self, suggestion: Suggestion) -> None:
        def act(reason: str) -> bool:
            return self.session.record(
                lambda desk, case: planning.not_needed(desk, case, suggestion.row, reason)
            )

        title = _("Why is it not needed?")
        button = _("Leave it out, with this reason")
        ReasonSheet(self.theme, title, suggestion.row.action, button, act).open_in(self.window())

    def _put_back(self, action: Action) -> None:
        row = next((r for r in self.session.library.plan.rows if r.id == action.body.row), None)
        if row is None:
            return
        library = self.session.library
        agencies = {agency.code: agency.label for agency in library.plan.agencies}
        body = planning.from_row(row, agencies, self.session.now(), library.holidays)
        self.session.record(lambda desk, case: planning.change(desk, case, action, body))

    def _sign(self) -> None:
        self.session.record(lambda desk, case: judging.sign_plan(desk, case, ""))


def _rank(action: Action) -> tuple[int, bool, str]:
    """Open first, the earliest due before the others; what has no date comes last of them."""
    due = action.body.due
    told = due.isoformat() if due else action.entry.at.isoformat()
    return _ORDER.index(action.body.status), due is None, told
