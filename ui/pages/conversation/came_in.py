"""Somebody came in: one press, and only the harmless subject that was agreed is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.answers import text_of
from app.domain.interpreter import hearing_owed
from app.i18n import _
from app.services import interpreting
from ui.controls import Secondary, Sheet, Stack
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.session import Session
    from ui.theme import Theme


class TopicPanel(Stack):
    """What anybody may see when somebody came in: the harmless topic that was agreed.

    `say` is a first sentence about it, when the topic is one of those that come with the program.
    As long as it is seen, the window shows nothing beside it: a row of tabs tells what this is.
    """

    carry_on = Signal()

    def __init__(self, theme: Theme, topic: str, say: str = "") -> None:
        super().__init__()
        self.setObjectName("page.conversation.topic")
        self.add(plain(theme, topic, "title"))
        if say:
            self.add(plain(theme, say, "lead"), gap=8)
        self.button = Secondary(theme, _("Carry on"), on_click=self.carry_on.emit)
        self.add(self.button, gap=32)

    def showEvent(self, event: QShowEvent) -> None:
        """The window's own lines go."""
        super().showEvent(event)
        _harmless(self.window(), harmless=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """They are back, as soon as this is gone."""
        super().hideEvent(event)
        _harmless(self.window(), harmless=False)


def _harmless(window: QWidget, *, harmless: bool) -> None:
    set_harmless = getattr(window, "set_harmless", None)
    if callable(set_harmless):
        set_harmless(harmless)


def put_sheets_by(window: QWidget) -> None:
    """Whatever stands over the page goes; what was typed in it is kept."""
    for sheet in window.findChildren(Sheet):
        sheet.put_by()


def topic_panel(session: Session, theme: Theme) -> TopicPanel | None:
    """The agreed subject, or None when none was agreed."""
    topic = text_of(session.case, "A8", None, "topic") if session.case else ""
    if not topic or session.veiled:  # it was written before anybody was checked
        return None
    covers = session.library.interpreting.covers
    folded = topic.strip().casefold()
    say = next((c.say for c in covers if c.label.casefold() == folded), "")
    return TopicPanel(theme, topic, say)


def cover(window: QWidget) -> None:
    """Cover the window, as no subject was agreed."""
    cover_now = getattr(window, "cover_now", None)
    if callable(cover_now):
        cover_now()


def note(session: Session) -> None:
    """Write down that somebody came in, once nothing of the visit can be seen any more."""
    visit = session.visit
    if visit is not None:
        session.record(lambda desk, case: interpreting.someone_came_in(desk, case, visit))


def must_ask(session: Session) -> bool:
    """Whether nothing comes back before it was asked who can hear."""
    return session.visit is not None and hearing_owed(session.visit)
