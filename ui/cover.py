"""The cover: a clock and two lines. Comes at once, says nothing, and opens with the passphrase."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.controls.fields import PassphraseField
from ui.controls.painted import Panel
from ui.text import Label, plain
from ui.theme import Role, Theme

_TICK: Final = 5_000
"""Milliseconds between looks at the clock."""


class Cover(Panel):
    """Covers the window. Typing begins the passphrase; Enter sends `passphrase(text)`.

    `local_now` gives the local time (the wiring turns the Clock port's UTC into it).
    """

    passphrase = Signal(str)

    def __init__(self, theme: Theme, local_now: Callable[[], datetime]) -> None:
        super().__init__(theme, "paper")
        self.theme = theme
        self._now = local_now
        self.setAccessibleName(_("Paused"))
        self.clock = _centred(theme, "", "clock")
        self.paused = _centred(theme, _("Paused. Everything is saved."), "answer_chosen")
        self.how = _centred(theme, _("Type your passphrase to carry on."), "body")
        self.how.set_ink("ink2")
        self.how.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.how)
        self.field = PassphraseField(theme, _("Passphrase"))
        self.field.entered.connect(self._entered)
        self._field_holder = QWidget()
        row = QHBoxLayout(self._field_holder)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(self.field, 2)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(1)
        for label in (self.clock, self.paused, self.how):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        column.addWidget(self._field_holder)
        column.addStretch(1)
        self._field_holder.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tell_time)

    def _tell_time(self) -> None:
        self.clock.setText(self._now().strftime("%H:%M"))

    def refuse(self, words: str) -> None:
        """Say that the passphrase was not right; the field is emptied."""
        self.field.forget()
        self.field.set_problem(words)
        self.field.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self) -> None:
        typed = self.field.text()
        if typed:
            self.field.set_problem("")
            self.passphrase.emit(typed)

    def showEvent(self, event: QShowEvent) -> None:
        """The clock is right at once; the field is put away."""
        super().showEvent(event)
        self._tell_time()
        self.field.forget()
        self.field.set_problem("")
        self._field_holder.hide()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing runs while the cover is away, and nothing typed stays."""
        super().hideEvent(event)
        self._timer.stop()
        self.field.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first letter brings the field with that letter in it; Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.field.forget()
            self._field_holder.hide()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        text = event.text()
        if (text and text.isprintable()) or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Tab}:
            self._field_holder.show()
            self.field.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            if text.isprintable():
                self.field.editor.insert(text)


def _centred(theme: Theme, text: str, role: Role) -> Label:
    """A single line that stands in the middle."""
    return plain(theme, text, role, wrap=False)
