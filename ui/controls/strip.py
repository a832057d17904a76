"""Strip: what holds for the whole conversation: who interprets, how long since a break."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.i18n import _
from ui.controls.buttons import Quiet
from ui.controls.menu import MenuButton, MenuItem
from ui.controls.painted import Panel
from ui.controls.stack import turned
from ui.controls.state import State
from ui.text import plain
from ui.theme import Ink, Theme

Level = Literal["calm", "strong", "late"]
_DOT: Final = "  ·  "
_HEIGHT: Final = 48


@dataclass(frozen=True, slots=True)
class StripAction:
    """Something to do from the strip: its code, words and key."""

    code: str
    label: str
    key: str


class Strip(Panel):
    """The strip under the header; `acted(code)` is sent for each action.

    When room is short the facts shorten, then the actions go under “More”; their keys go on
    working.
    """

    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "shade")
        self.theme = theme
        self.setAccessibleName(_("This conversation"))
        self._facts: tuple[str, ...] = ()
        self._clock = ("", "", "")
        self._actions: tuple[StripAction, ...] = ()
        self._buttons: list[Quiet] = []
        self.mode = State(theme, "", "", role="note_strong")
        self.facts = plain(theme, "", "note", "ink2", wrap=False)
        self.clock = State(theme, "", "", role="note", wrap=False)
        self.more = MenuButton(
            theme, _("More"), [], name=_("More for this conversation"), height=36
        )
        self.more.picked.connect(self.acted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*turned(self, 24, 0, 20, 0))
        self._row.setSpacing(4)
        self._row.addWidget(self.mode)
        self._row.addWidget(self.facts)
        self._row.addStretch(1)
        self._row.addWidget(self.clock)
        self._row.addSpacing(12)
        self._row.addWidget(self.more)
        self.more.hide()
        self.clock.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._arrange)
        self._arrange()

    def set_mode(self, icon: str, words: str, ink: Ink = "ink") -> None:
        """How it is interpreted (or a warning, in brick)."""
        self.mode.show_state(icon, words, ink)
        self._arrange()

    def set_facts(self, facts: Sequence[str]) -> None:
        """Variety, sex, reference; the first is kept longest."""
        self._facts = tuple(facts)
        self._arrange()

    def set_clock(self, icon: str, words: str, short: str = "", level: Level = "calm") -> None:
        """Minutes since the break in words; 600 from 25 minutes, brick from 45."""
        self._clock = (icon, words, short or words)
        self.clock.role = "note" if level == "calm" else "note_strong"
        self.clock.ink = "attn" if level == "late" else "ink"
        self.clock.setVisible(bool(words))
        self._arrange()

    def set_actions(self, actions: Sequence[StripAction]) -> None:
        """What can be done from the strip."""
        self._actions = tuple(actions)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = Quiet(self.theme, action.label, key=action.key, height=36)
            button.clicked.connect(self._sender_for(action.code))
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self.more.set_items([MenuItem(a.code, a.label, a.key) for a in actions])
        self._arrange()

    def _sender_for(self, code: str) -> Callable[[bool], None]:
        def send(_checked: bool) -> None:
            self.acted.emit(code)

        return send

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what the key says, also for actions under “More”."""
        for button in self._buttons:
            if button.isEnabled() and button.answers_to(event):
                button.click()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten or lengthen."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        for facts, short, more in self._trials():
            self._show(facts, short=short, more=more)
            if self._needed() <= self.width():
                self._stand(self.theme.tall(_HEIGHT))
                return
        room = self.width() - self._needed() + self.mode.sizeHint().width()
        tall = self.mode.heightForWidth(max(room, self.mode.minimumSizeHint().width()))
        self._stand(max(self.theme.tall(_HEIGHT), tall + 12))

    def _stand(self, tall: int) -> None:
        if (self.minimumHeight(), self.maximumHeight()) != (tall, tall):
            self.setFixedHeight(tall)
            self._row.invalidate()  # a height that is set within a resize does not reach the row

    def _trials(self) -> list[tuple[int, bool, bool]]:
        """How many facts, whether the clock is short, whether actions are under “More”."""
        many = len(self._facts)
        folded = [(min(1, many), False, True), (min(1, many), True, True), (0, True, True)]
        if self.theme.one_column:
            return folded
        return [
            *((n, False, False) for n in range(many, 0, -1)),
            (min(1, many), True, False),
            *folded,
        ]

    def _show(self, facts: int, *, short: bool, more: bool) -> None:
        self.facts.setText(_DOT.join(self._facts[:facts]))
        self.facts.setVisible(facts > 0)
        icon, words, brief = self._clock
        ink, role = self.clock.ink, self.clock.role
        self.clock.show_state(icon, brief if short else words, ink)
        self.clock.role = role
        self.more.setVisible(more and bool(self._actions))
        for button in self._buttons:
            button.setVisible(not more)

    def _needed(self) -> int:
        shown: list[QWidget] = [
            w for w in (self.mode, self.facts, self.clock, self.more, *self._buttons)
            if not w.isHidden()
        ]  # fmt: skip
        return sum(w.sizeHint().width() + 4 for w in shown) + 24 + 20 + 12
