"""Closing, holding and erasing in the rail: where the case stands, and what is asked first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.closing import Stage, closing, elsewhere
from app.domain.entry import CaseBody
from app.domain.errors import Refused
from app.domain.people import parties
from app.i18n import _
from app.services import closing as closings
from ui import when
from ui.controls import (
    AnswerGroup,
    Danger,
    DateField,
    LineField,
    Link,
    Notice,
    Option,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
    TextField,
)
from ui.pages.areas import area_title
from ui.pages.conversation.sheets import ReasonSheet
from ui.pages.record.close_sheet import CloseSheet, HeardPanel
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.closing import Closing
    from ui.session import Session
    from ui.theme import Theme

HORIZON = date(9999, 12, 31)


def ground_words() -> dict[str, str]:
    """Why a case might be closed."""
    return {
        "ruled_out": _("Each party’s part is ruled out, and it is written how"),
        "accepted": _("Another area has accepted it, by a signed answer"),
        "her_wish": _("She asked for it, seen alone, with a sound interpreter"),
        "changed": _("Something else has changed"),
        closings.QUIET: _("Nothing more has been said for a while"),
    }


class Keeping(Stack):
    """Where the case stands, and what can be done about it. `erased()` when it is gone."""

    erased = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.setObjectName("page.record.keeping")

    def show_case(self, case: Case) -> None:
        """Say it in words, with the buttons that fit."""
        self.clear()
        now = closing(case, self._session.desk.area)
        self.add(plain(self._theme, _("Closing and keeping"), "panel"))
        self._say_stage(now)
        for area, theirs in elsewhere(case, self._session.desk.area):
            title = area_title(self._session, area)
            words = _("{area} means to close it. That closes nothing here.")
            if theirs.stage is Stage.CLOSED:
                words = _("{area} has closed it. That closes nothing here.")
            told = words.format(area=title)
            self.add(State(self._theme, "info", told, "ink", role="note"), gap=6)
        due = closings.due_for_erasure(self._session.unlocked.store, case, HORIZON)
        if due is not None and now.held is None:
            told = _("Due for erasure on {day}.").format(day=when.day(due))
            self.add(State(self._theme, "calendar-clock", told, "ink", role="note"), gap=6)
        for button in self._buttons(now):
            line = Spread()
            line.add(button)
            self.add(line, gap=2)

    def _say_stage(self, now: Closing) -> None:
        entry = now.entry
        said = {
            Stage.OPEN: _("Open."),
            Stage.PROPOSED: _("Closing: proposed, and not closed."),
            Stage.CLOSED: _("Closed."),
        }[now.stage]
        if entry is not None:
            said += " " + _("{who}, {when}.").format(who=entry.by.name, when=when.day(entry.at))
        self.add(plain(self._theme, said, "body"), gap=4)
        if entry is not None and now.stage is Stage.PROPOSED:
            self.add(HeardPanel(self._session, self._theme, entry), gap=2)
        if now.held is not None and isinstance(now.held.body, CaseBody):
            told = _("Held, so it cannot be erased: {why}").format(why=now.held.body.reason)
            self.add(State(self._theme, "lock", told, "ink", role="note_strong"), gap=6)

    def _buttons(self, now: Closing) -> list[Quiet | Link | Secondary | Danger]:
        theme = self._theme
        made: list[Quiet | Link | Secondary | Danger] = []
        if now.stage is Stage.OPEN:
            made.append(Secondary(theme, _("Propose to close"), on_click=self._propose))
        elif now.stage is Stage.PROPOSED:
            made.append(Secondary(theme, _("Close the case"), on_click=self._close))
            made.append(Link(theme, _("Take the proposal back"), on_click=self._take_back))
        else:
            made.append(Secondary(theme, _("Open it again"), on_click=self._open_again))
        if now.held is None:
            made.append(Link(theme, _("Hold it: nothing may be erased"), on_click=self._hold))
            made.append(Link(theme, _("Set the day it is due for erasure"), on_click=self._due))
        else:
            made.append(Link(theme, _("Lift the hold"), on_click=self._lift))
        made.append(Link(theme, _("Erase this case here"), on_click=self._erase))
        return made

    # Acting

    def _ask(self, title: str, body: str, do: str, act: Callable[[str], bool]) -> None:
        ReasonSheet(self._theme, title, body, do, act).open_in(self.window())

    def _propose(self) -> None:
        ProposeSheet(self._session, self._theme).open_in(self.window())

    def _close(self) -> None:
        CloseSheet(self._session, self._theme).open_in(self.window())

    def _take_back(self) -> None:
        self._ask(
            _("Take the proposal back"),
            _("That it was proposed stays in the record."),
            _("Take it back, with this reason"),
            lambda why: self._session.record(lambda d, c: closings.take_back(d, c, why)),
        )

    def _open_again(self) -> None:
        self._ask(
            _("Open the case again"),
            _("That it was closed stays in the record."),
            _("Open it, with this reason"),
            lambda why: self._session.record(lambda d, c: closings.open_again(d, c, why)),
        )

    def _hold(self) -> None:
        store = self._session.unlocked.store
        self._ask(
            _("Hold this case"),
            _("For an inquiry, a court or a review. Until it is lifted, nothing can be erased."),
            _("Hold it, with this reason"),
            lambda why: self._session.record(lambda d, c: closings.hold(d, store, c, why)),
        )

    def _lift(self) -> None:
        store = self._session.unlocked.store
        self._ask(
            _("Lift the hold"),
            _("After that the case can be erased. Say who decided it."),
            _("Lift it, with this reason"),
            lambda why: self._session.record(lambda d, c: closings.lift_hold(d, store, c, why)),
        )

    def _due(self) -> None:
        sheet = DueSheet(self._session, self._theme)
        sheet.told.connect(self._again)
        sheet.open_in(self.window())

    def _again(self) -> None:
        if self._session.case is not None:
            self.show_case(self._session.case)

    def _erase(self) -> None:
        sheet = EraseSheet(self._session, self._theme)
        sheet.erased.connect(self.erased)
        sheet.open_in(self.window())


class ProposeSheet(Sheet):
    """Why it might be closed. Silence alone is no reason (rule P22)."""

    def __init__(self, session: Session, theme: Theme) -> None:
        words = _("Nothing is closed yet: everybody with an open interest may object first.")
        super().__init__(theme, _("Propose to close"), words)
        self._session = session
        case = session.case
        still = [p.label for p in parties(case) if not p.ruled_out] if case else []
        if still:
            told = _("Quiet is not safe. Not ruled out: {who}").format(who=", ".join(still))
            self.body.add(Notice(theme, told, icon="triangle-alert"))
        shown = [Option(code, label) for code, label in ground_words().items()]
        self.grounds = AnswerGroup(
            theme, shown, name=_("Why it might be closed"), shape="column", multiple=True
        )
        self.grounds.chosen.connect(self._warn)
        self.body.add(self.grounds, gap=10)
        self.warning = plain(theme, "", "note_strong", "attn")
        self.body.add(self.warning, gap=4)
        self.reasons = TextField(theme, _("What has changed about each of them"), lines=3)
        self.body.add(self.reasons, gap=8)
        self.foot.add(
            Primary(theme, _("Propose it"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _warn(self, _code: str = "") -> bool:
        alone = set(self.grounds.values()) <= {closings.QUIET}
        told = _("That nothing more was said is no reason by itself. Choose what has changed.")
        self.warning.setText(told if alone and self.grounds.values() else "")
        return alone

    def _do(self) -> None:
        grounds, reasons = self.grounds.values(), self.reasons.text().strip()
        if self._warn():
            told = _("Choose why. That nothing more was said is no reason by itself.")
            self.warning.setText(told)
            return
        self.reasons.set_problem("" if reasons else _("Write what has changed, and how you know."))
        if not reasons:
            return
        labels = ground_words()
        text = "\n".join([*(labels[g] for g in grounds), reasons])
        if self._session.record(lambda d, c: closings.propose(d, c, grounds, text)):
            self.close_sheet()


class DueSheet(Sheet):
    """The day the case is due for erasure here. `told()` when it was set."""

    told = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        words = _("This laptop is not the record system. Nothing is erased by itself on that day.")
        super().__init__(theme, _("When is it due for erasure here?"), words)
        self._session = session
        self.day = DateField(theme, _("The day"))
        self.day.about.hide()
        self.body.add(self.day)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.body.add(self.problem, gap=4)
        self.foot.add(
            Primary(theme, _("Set this day"), on_click=self._set),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _set(self) -> None:
        case, day = self._session.case, self.day.whole_day()
        if case is None or day is None:
            self.problem.setText(_("Write day, month and year."))
            return
        try:
            self._session.unlocked.store.set_purge_due(case.id, day)
        except Refused as refusal:
            self._session.refused.emit(refusal)
            return
        self.told.emit()
        self.close_sheet()


class EraseSheet(Sheet):
    """What goes and what stays, on what ground and on whose word."""

    erased = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, _("Erase this case here"))
        self._session = session
        case = session.case
        held = session.unlocked.store.hold(case.id) if case else ""
        if held:
            self._say_held(held)
            return
        n = len(case.ordered) if case else 0
        goes = _(
            "Goes: all {n} entries, their papers, every search word, and the copies in backups."
        )
        stays = _(
            "Stays: that a case was erased, when, by whom, on what ground and on whose word. "
            "What others hold stays with them."
        )
        self.body.add(State(theme, "trash-2", goes.format(n=n), "attn", role="body"))
        self.body.add(State(theme, "lock", stays, "ink", role="body"), gap=8)
        told = _(
            "First make sure it is in your record system, and that every handover is answered."
        )
        self.body.add(plain(theme, told, "note_strong"), gap=8)
        self.why = TextField(theme, _("On what ground"), lines=2)
        self.authority = LineField(theme, _("On whose word: name and post"), limit=200)
        self.sure = LineField(theme, _("Write the word erase"), width=240, limit=10)
        self.body.add(self.why, self.authority, self.sure)
        self.foot.add(
            Danger(theme, _("Erase it here for good"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _say_held(self, why: str) -> None:
        told = _("It is held, so nothing can be erased: {why}").format(why=why)
        self.body.add(State(self.theme, "lock", told, "attn", role="strong"))
        words = _("Whoever asked for the hold has to lift it first.")
        self.body.add(plain(self.theme, words, "body"), gap=6)
        self.foot.add(Quiet(self.theme, _("Back to the record"), on_click=self.dismiss))

    def _do(self) -> None:
        ground, authority = self.why.text().strip(), self.authority.text().strip()
        sure = self.sure.text().strip().casefold() == _("erase")
        self.why.set_problem("" if ground else _("Write the ground. It stays in the log."))
        self.authority.set_problem("" if authority else _("Write who decided it."))
        self.sure.set_problem(
            "" if sure else _("Write the word, so that it is no slip of the hand.")
        )
        case = self._session.case
        if case is None or not (ground and authority and sure):
            return
        store = self._session.unlocked.store
        try:
            closings.erase(self._session.desk, store, case, ground, authority)
        except Refused as refusal:
            self._session.refused.emit(refusal)
            return
        self.close_sheet()
        self.erased.emit()
