"""Markers to set at the receiving desk: each with who set it, when and where, or why it is not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain import after_accepting as owed
from app.i18n import _
from app.services import after_accepting
from app.services.report_words import without_address
from ui import when
from ui.controls import (
    Line,
    LineField,
    Link,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
    TextField,
)
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.after_accepting import MarkerState
    from app.domain.case import Case
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme


class MarkersSheet(Sheet):
    """The list of markers as they stand, each with the way to say what became of it."""

    def __init__(self, session: Session, theme: Theme) -> None:
        told = _(
            "This list is a starting point and a local setting. Each one is set by the desk that "
            "can set it; say here who did, when and where."
        )
        super().__init__(theme, _("Markers to set"), told)
        self._session = session
        self._list = Stack()
        self.body.add(self._list)
        self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss))
        self._draw()

    def _draw(self) -> None:
        session, case = self._session, self._session.case
        self._list.clear()
        for state in owed.markers(case, session.desk.area, session.desk.receiving) if case else ():
            self._row(state)

    def _row(self, state: MarkerState) -> None:
        theme, marker = self.theme, state.marker
        icon = "check" if state.is_set else "circle-x" if state.is_settled else "circle-dashed"
        self._list.add(State(theme, icon, marker.label, role="strong"), gap=12)
        self._list.add(plain(theme, f"{marker.agency}. {marker.told}", "note", "ink2"), gap=2)
        source = "; ".join(without_address(one) for one in marker.source)
        said = _("From: {source}").format(source=source)
        self._list.add(plain(theme, said, "note", "ink2"))
        if state.action is not None:
            self._list.add(plain(theme, outcome(self._session, state), "note_strong"), gap=4)
        acts = Spread(gap=14)
        words = _("Say it again") if state.is_settled else _("Set: say who, when and where")
        for told, done, name in ((words, True, "set"), (_("Not possible: say why"), False, "not")):
            link = Link(theme, told, on_click=partial(self._ask, state, done=done))
            link.setAccessibleName(f"{marker.label}. {told}")
            link.setObjectName(f"marker.{name}.{marker.id}")
            acts.add(link)
        self._list.add(acts, gap=4)
        self._list.add(Line(theme), gap=6)

    def _ask(self, state: MarkerState, *, done: bool) -> None:
        window = self.parentWidget()
        sheet = MarkerSheet(self._session, self.theme, state, done=done)
        sheet.dismissed.connect(self._draw)
        sheet.open_in(window if window is not None else self)


class MarkerSheet(Sheet):
    """One marker: set by whom, when and where; or why it cannot be set here."""

    def __init__(self, session: Session, theme: Theme, state: MarkerState, *, done: bool) -> None:
        title = _("Set: {marker}") if done else _("Not possible: {marker}")
        super().__init__(theme, title.format(marker=state.marker.label), state.marker.told)
        self._session, self._state, self._done = session, state, done
        who = _("Who set it, by name") if done else _("Who tried, by name")
        self.who = LineField(theme, who, width=460, limit=120)
        self.at = LineField(theme, _("When"), width=460, limit=60)
        self.at.set_text(_("{day}, {time}").format(
            day=when.day(session.now()), time=when.clock(session.now())
        ))  # fmt: skip
        where = _("Where: the system, and its reference") if done else _("Because")
        self.where = TextField(theme, where, lines=2)
        self.body.add(self.who, self.at, self.where, gap=8)
        do = _("It is set") if done else _("It cannot be set here")
        self.foot.add(
            Primary(theme, do, on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        who, at, where = self.who.text(), self.at.text(), self.where.text()
        self.who.set_problem("" if who.strip() else _("Write a name."))
        self.where.set_problem("" if where.strip() else _("Write it. Others go by it."))
        if not (who.strip() and where.strip()):
            return

        def change(desk: Desk, case: Case) -> Case:
            return after_accepting.settle_marker(
                desk, case, self._state, who, at, where, done=self._done
            )

        if self._session.record(change):
            self.dismiss()


def outcome(session: Session, state: MarkerState) -> str:
    """What became of a marker, and who said so."""
    action = state.action
    if action is None:
        return ""
    said = _("Set by {who}. {where}") if state.is_set else _("Not possible. {who}: {where}")
    at = when.at(action.entry.at, session.now())
    words = said.format(who=action.body.owner, where=action.body.evidence.rstrip("."))
    return _("{words}. Written {when}").format(words=words, when=at)


def set_button(session: Session, theme: Theme, window: Stack, late: bool) -> Primary | Secondary:
    """The way to the list."""
    kind = Primary if late else Secondary
    button = kind(
        theme,
        _("Set the markers"),
        on_click=lambda: MarkersSheet(session, theme).open_in(window),
    )
    button.setObjectName("page.handover.markers")
    return button
