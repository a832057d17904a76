"""The full-screen stop: things that came together, and the calls that must be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.stops import OpenStop, name_of
from app.i18n import _
from app.services import stopping
from ui import when
from ui.controls import Line, LineField, Primary, Secondary, Sheet, Spread, Stack, State, TextField
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session
    from ui.theme import Theme


class StopSheet(Sheet):
    """Covers the page. It closes when both calls are recorded, or a supervisor's reason.

    `left()` when somebody goes on with her first: that does not close the stop.
    """

    left = Signal()

    def __init__(self, session: Session, theme: Theme, stop: OpenStop) -> None:
        words = {2: _("Two things have come together"), 3: _("Three things have come together")}
        super().__init__(
            theme,
            _("Do not leave without speaking to {calls}.").format(calls=_listed(stop.stop.calls)),
            stop.stop.words,
            icon="octagon-alert",
            lead=words.get(len(stop.stop.rules), _("Several things have come together")),
            stop=True,
            stays=True,
        )
        self.session = session
        self.stop = stop
        self.setObjectName("page.conversation.stop")
        self._why()
        self.fields: list[LineField] = []
        self._choice = Stack()
        self._calls = Stack(gap=8)
        self._calls.hide()
        self.body.add(self._choice, self._calls)
        self._offer()

    def _why(self) -> None:
        names = {rule.id: rule.name for rule in self.session.library.book.rules}
        self.body.add(Line(self.theme))
        for finding in self.stop.findings:
            self.body.add(plain(self.theme, names.get(finding.rule, finding.rule), "row"), gap=12)
            if not self.session.veiled:  # it may name somebody
                self.body.add(plain(self.theme, finding.because, "body", "ink2"))
            self.body.add(Line(self.theme), gap=12)

    def _offer(self) -> None:
        row = Spread(gap=10, line_gap=4)
        self.record_it = Primary(
            self.theme, _("I have spoken to them: record it"), on_click=self._open_calls
        )
        self.go_on = Secondary(self.theme, _("Go on with her first"), on_click=self._leave)
        row.add(self.record_it, self.go_on)
        self._choice.add(row, gap=22)
        note = _(
            "Going on does not close this. It stays at the top of every page until the calls are "
            "recorded, or your supervisor gives a reason."
        )
        self._choice.add(plain(self.theme, note, "note", "ink2"), gap=10)

    def _leave(self) -> None:
        self.close_sheet()
        self.left.emit()

    def _open_calls(self) -> None:
        self._choice.hide()
        self._calls.show()
        self._draw_calls()
        if self.fields:
            self.fields[0].first_focus().setFocus()

    def _draw_calls(self) -> None:
        self._calls.clear()
        self.fields = []
        for n, (call, made) in enumerate(zip(self.stop.stop.calls, self.stop.made, strict=True)):
            if made is not None:
                told = _("{call}: recorded at {time}").format(call=call, time=when.clock(made.at))
                self._calls.add(State(self.theme, "check", told))
                continue
            field = LineField(self.theme, _("{call}: who, when, what was agreed").format(call=call))
            button = Secondary(self.theme, _("Record the call: {call}").format(call=call))
            button.clicked.connect(
                lambda _checked=False, at=n, typed=field: self._record(at, typed)
            )
            self.fields.append(field)
            self._calls.add(field, button)
        self.reason = TextField(
            self.theme, _("Or: my supervisor, named here, gives a reason"), lines=2
        )
        row = Spread(gap=10, line_gap=4)
        row.add(
            Secondary(self.theme, _("Record the reason"), on_click=self._record_reason),
            Secondary(self.theme, _("Go on with her first"), on_click=self._leave),
        )
        self._calls.add(self.reason, row, gap=12)

    def _record(self, call: int, field: LineField) -> None:
        told = field.text().strip()
        if not told:
            field.set_problem(_("Write who you spoke to, and what was agreed."))
            return
        visit = self.session.visit
        where = visit.id if visit else None
        self._done(
            lambda: self.session.record(
                lambda desk, case: stopping.record_call(desk, case, self.stop, call, told, where)
            )
        )

    def _record_reason(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.set_problem(_("Write your supervisor’s name and the reason."))
            return
        visit = self.session.visit
        where = visit.id if visit else None
        self._done(
            lambda: self.session.record(
                lambda desk, case: stopping.record_reason(desk, case, self.stop, reason, where)
            )
        )

    def _done(self, record: Callable[[], bool]) -> None:
        typed = {f.name: f.text() for f in self.fields}
        if not record():
            return
        still = [s for s in self.session.stops if s.stop == self.stop.stop]
        if not still:
            self.close_sheet()
            return
        self.stop = still[0]
        self._draw_calls()
        for field in self.fields:  # what was typed for the other calls is kept
            field.set_text(typed.get(field.name, ""))


def key_of(stop: OpenStop) -> str:
    """How a stop is told from another while somebody goes on with her first."""
    evidence = sorted(i for f in stop.findings for i in f.evidence)
    return f"{name_of(stop.stop)} {len(evidence)}"


def _listed(calls: tuple[str, ...]) -> str:
    lowered = [_("the {call}").format(call=call[:1].lower() + call[1:]) for call in calls]
    if len(lowered) == 1:
        return lowered[0]
    return _("{some} and {last}").format(some=", ".join(lowered[:-1]), last=lowered[-1])
