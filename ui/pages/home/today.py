"""Today: what needs somebody, the most pressing first, beside the newest cases and one search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import _
from app.services import attention, inbox
from app.services.expiring import Ending, ending, own_key_until, own_key_withdrawn
from ui import when
from ui.controls import HeadRule, Line, Page, Primary, Secondary, Spread, TaskRow
from ui.ending import key_words, withdrawn_words
from ui.pages.home.finder import Finder
from ui.pages.home.words import Places, words_for
from ui.text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QShowEvent

    from app.services.attention import Attention
    from app.services.post import Addressee
    from ui.session import Session
    from ui.theme import Theme

MINUTE = 60_000
"""Milliseconds between looks at the clocks: what is due turns late while the page stands there."""

MOST = 40
"""Lines shown; beyond that the list of cases is the better place."""


class TodayPage(Page):
    """The home page."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Draw nothing until it is arrived at."""
        super().__init__(theme, name=_("Today"), rail_width=472, centred=False)
        self.setObjectName("page.today")
        self._session = session
        self._title = plain(theme, _("Today"), "title", wrap=False)
        self._day = plain(theme, "", "body", "ink2", wrap=False)
        heading = Spread(gap=14)
        heading.add(self._title, self._day)
        self.top.add(heading)
        self.top.add(HeadRule(theme, _("Needs you")), gap=20)
        self.finder = Finder(session, theme, limit=8)
        self.finder.picked.connect(self._open)
        self.finder.begin_asked.connect(self._begun)
        self.finder.found.connect(self._show_found)
        self._actions = Spread(gap=12)
        self.new_case = Primary(theme, _("New case"), icon="plus", on_click=self.finder.ask_first)
        self.open_package = Secondary(
            theme,
            _("Open a package"),
            icon="package-open",
            on_click=lambda: self.navigate.emit("package", None),
        )
        self._actions.add(self.new_case, self.open_package)
        self.rail.add(self._actions)
        self.rail.add(self.finder, gap=20)
        self._buttons: dict[str, QWidget] = {}
        self._desks: tuple[Addressee, ...] = ()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    def first_focus(self) -> QWidget | None:
        """The first thing to be done, or else the search box."""
        return super().first_focus() or self.finder.first_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard goes to the first thing to be done; what stands above it is seen as well."""
        super().showEvent(event)
        self.show_top()

    def arrive(self, _argument: object) -> None:
        """Read the needs afresh."""
        self._draw(self._lines())
        self.finder.refresh()

    def _lines(self) -> tuple[Attention, ...]:
        desk = self._session.desk
        return attention.in_order((*attention.today(desk), *inbox.to_answer(desk)))

    def _tick(self) -> None:
        """Draw the list again, with the keyboard where it was, while somebody looks at it."""
        if not self.isVisible() or self._session.case is not None:
            return
        focus = QApplication.focusWidget()
        name = focus.objectName() if focus is not None else ""
        self._draw(self._lines())
        if name in self._buttons:
            self._buttons[name].setFocus()

    def _draw(self, lines: tuple[Attention, ...]) -> None:
        now = self._session.now()
        self._day.setText(f"{when.long_day(now)}, {when.clock(now)}")
        self.body.clear()
        self._buttons.clear()
        self._desks = self._reached(lines)
        if not self._key_ends(now) and not lines:
            self._nothing()
        for line in lines[:MOST]:
            self.body.add(self._row(line))
            self.body.add(Line(self.theme))
        self.body.stretch()

    def _reached(self, lines: tuple[Attention, ...]) -> tuple[Addressee, ...]:
        """The desks whose cards are here, read once for all lines, and only if one asks."""
        asked = any(line.need.desk or line.package for line in lines)
        return self._session.post.addressees() if asked else ()

    def flush(self) -> None:
        """Nothing is typed here that must be kept."""

    def _nothing(self) -> None:
        words = _("Nothing is waiting for you on this laptop.")
        self.body.add(plain(self.theme, words, "lead"), gap=20)
        more = _("Begin with a new case, or open a package that came to you.")
        self.body.add(plain(self.theme, more, "body", "ink2"), gap=6)

    def _key_ends(self, now: datetime) -> bool:
        """Whether the key that everything is signed with runs out: said above everything else."""
        store = self._session.desk.store
        until, since = own_key_until(store), own_key_withdrawn(store)
        if since is not None:
            title, told = withdrawn_words(since)
        elif until is None or ending(until, now) is Ending.NOT_YET:
            return False
        else:
            title, told = key_words(until, now)
        button = Secondary(
            self.theme,
            _("Ask for a new one"),
            on_click=lambda: self.navigate.emit("settings", "key"),
        )
        button.setObjectName("page.today.key")
        row = TaskRow(
            self.theme, "clock-alert", _("This laptop"), title, told, ink="attn", action=button
        )
        self.body.add(row, Line(self.theme))
        return True

    def _row(self, line: Attention) -> TaskRow:
        session, need = self._session, line.need
        rang = (d.telephone for d in self._desks if f"{d.desk.name}@{d.desk.area}" == need.desk)
        if line.package:
            titles = (d.title for d in self._desks if d.desk.area == need.to)
            line = replace(line, need=replace(need, to=next(titles, need.to)))
        said = words_for(line, session.now(), Places(session.desk.clocks, next(rang, "")))

        def go() -> None:
            if line.package:
                self._open_package(line.package)
            else:
                self.navigate.emit("case", (line.case, said.page))

        kind = Primary if line.weight is attention.Weight.LATE else Secondary
        button = kind(self.theme, said.button, on_click=go)
        button.setAccessibleName(f"{line.label} {said.title}. {said.button}")
        button.setObjectName(f"page.today.{line.need.code}.{line.label}")
        self._buttons[button.objectName()] = button
        return TaskRow(
            self.theme, said.icon, line.label, said.title, said.body, ink=said.ink, action=button
        )

    def _open_package(self, delivery: str) -> None:
        """Open a package that waits, as it arrived."""
        line = inbox.find(self._session.desk, delivery)
        if line is not None:
            content = inbox.content_of(self._session.desk, line)
            self.navigate.emit("package", (content, line.name))

    def _show_found(self) -> None:
        """In one column the search stands far down: what it finds comes into view."""
        if self.fit == "single":
            QTimer.singleShot(0, self, lambda: self._scroll.begin_with(self.finder))

    def _open(self, case: str) -> None:
        self.navigate.emit("case", case)

    def _begun(self, alias: str, reason: str) -> None:
        if self._session.begin(alias, reason):
            self.navigate.emit("prepare", None)
