"""Hands for the rehearsal: finds a control by its accessible name and uses key and pointer events.

Nothing is called behind a control's back. A control that is hidden, disabled, covered by another
or nameless cannot be used, and the step that needed it fails. With `sabotage` every button is
first switched off and tried: whatever it leads to must then not happen.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.controls import AnswerGroup, Painted, Sheet
from ui.controls.menu import Menu, MenuButton
from ui.rehearsal import eyes
from ui.rehearsal.keys import code, focused, keeps, target
from ui.rehearsal.pace import let_work
from ui.rehearsal.wheel import bring_into_view
from ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.rehearsal.pace import Pace
    from ui.rehearsal.twins import Twins

PATIENCE: Final = 30.0
"""Seconds to wait for work off the GUI thread: unlocking, sealing, drawing pages."""

MOST_TABS: Final = 400
"""Tabs after which a control counts as out of reach of the keyboard."""

_LEFT: Final = Qt.MouseButton.LeftButton


class StepFailed(Exception):
    """A person could not have done this step."""


class Driver:
    """One pair of hands and eyes on one window."""

    def __init__(
        self, window: QWidget, pace: Pace, twins: Twins | None = None, *, sabotage: bool = False
    ) -> None:
        """Work in this window and nowhere else; `twins` reads it in English."""
        self.window = window
        self.pace = pace
        self.keys = 0
        self.presses = 0
        self.by_keys = self.by_pointer = 0  # buttons pressed
        self.tried: list[str] = []  # buttons that were switched off first, and then did nothing
        self._sabotage, self._twins = sabotage, twins
        self._rounds = 2  # of the window, before what Tab did not come to is out of reach
        self._group = ""

    # ------------------------------------------------------------------ hands

    def click(self, name: str) -> None:
        """Press the control of this name with the pointer."""
        menu = self._folded_into(name)
        for pressed in filter(None, (menu, name)):
            self.by_pointer += 1
            self._press(pressed, self._with_pointer)

    def go(self, name: str) -> None:
        """Press the control of this name with the keyboard: its key cap, or Tab to it and Enter."""
        menu = self._folded_into(name)
        if menu:
            self.pick(menu, name)
            return
        self.by_keys += 1
        self._press(name, self._with_keys)

    def choose(self, name: str, group: str = "") -> None:
        """Choose an answer with its digit, or with Tab, the arrows and Space.

        `group` is the name of the answers it stands among, where two have one of that name.
        """
        self._group = group
        control = self._usable(name)
        if not (isinstance(control, QAbstractButton) and control.isChecked()):
            self.by_keys += 1
            self._press(name, self._with_digit)
        self._group = ""

    def pick(self, field: str, item: str) -> None:
        """Open a list by its name and pick an item, all with the keyboard."""
        self.go(field)
        self.by_keys += 1
        self._press(item, self._down_to)

    def type(self, name: str, text: str) -> None:
        """Click into a field, empty it, and type."""
        field = self._usable(name, fields=True)
        bring_into_view(field, self)
        self.presses += 1
        self.pace.mark()
        QTest.mouseClick(target(field), _LEFT)
        self.write(text, field)

    def fill(self, name: str, text: str) -> None:
        """Tab to a field, empty it, and type."""
        field = self._usable(name, fields=True)
        self._tab_to(field, name)
        self.write(text, field)

    def write(self, text: str, field: QWidget | None = None) -> None:
        """Type into the field that has the keyboard."""
        target = field or self._focus()
        self.pace.doing = "typing"
        self._key(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._key(target, Qt.Key.Key_Delete)
        for letter in text:
            self.keys += 1
            self.pace.mark()
            QTest.keyClicks(target, letter)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys, wherever the keyboard is now."""
        for key in keys:
            self._key(self._focus(), code(key))

    def letter(self, letter: str) -> None:
        """Type one letter, wherever the keyboard is now."""
        self.keys += 1
        self.pace.mark()
        QTest.keyClicks(self._focus(), letter)
        self.settle()

    # ------------------------------------------------------------------ eyes

    def look_at(self, name: str) -> None:
        """Turn the wheel until the control of this name can be seen."""
        bring_into_view(self._usable(name), self)

    def see(self, *words: str) -> None:
        """Wait until these words can be read in the window."""
        for word in words:
            self.wait(lambda word=word: self.reads(word), f"cannot read: {word}")  # type: ignore[misc]

    def reads(self, words: str) -> bool:
        """Whether the words stand in something visible."""
        folded = words.casefold()
        return any(folded in text.casefold() for text in self.texts())

    def texts(self) -> Iterator[str]:
        """Every text that can be read in the window, in English."""
        for text in eyes.texts(self.window):
            yield from self._english(text)

    def wait(self, ready: Callable[[], bool], why: str) -> None:
        """Let the program work until something is so."""
        end = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise StepFailed(why)
            self.pace.mark()
            let_work(5)
        self.pace.mark()

    def has(self, name: str) -> bool:
        """Whether a control of this name could be used now."""
        try:
            self._usable(name)
        except StepFailed:
            return False
        return True

    def offered(self, name: str) -> bool:
        """Whether a control of this name could be used now, or picked from a menu."""
        return self.has(name) or bool(self._folded_into(name))

    def named(self, beginning: str) -> str:
        """The full name of the first usable control whose name begins so."""
        found = [n for n in self.names() if n.startswith(beginning)]
        if not found:
            raise StepFailed(f"{beginning}…: not there")
        return found[0]

    def names(self) -> list[str]:
        """Names of every control that could be used now; for a failure's report."""
        found = [w for w in self._place().findChildren(QWidget) if eyes.is_control(w)]
        usable = {w.accessibleName() for w in found if w.isVisible() and w.isEnabled()}
        return sorted({name for said in usable - {""} for name in self._readings(said)})

    def settle(self) -> None:
        """Let the program answer what was done."""
        for _turn in range(3):
            QApplication.processEvents()
        while any(part.busy for part in self.window.findChildren(Slices)):
            QApplication.processEvents()
        self.pace.mark()

    # ------------------------------------------------------------------ pressing

    def _press(self, name: str, how: Callable[[QWidget, str], None]) -> None:
        self.pace.doing = name
        control = self._usable(name)
        if self._sabotage and isinstance(control, QAbstractButton):
            self._try_switched_off(control, name, how)
        told = self._spied(control)
        how(control, name)
        self.settle()
        if not told:
            raise StepFailed(f"{name}: nothing happened")

    def _spied(self, control: QWidget) -> list[bool]:
        told: list[bool] = []

        def gone(_control: object = None) -> None:
            told.append(True)

        if isinstance(control, QAbstractButton):
            control.pressed.connect(lambda: told.append(True))
            control.clicked.connect(lambda _on=False: told.append(True))
            control.destroyed.connect(gone)
        else:
            told.append(True)
        return told

    def _try_switched_off(
        self, control: QAbstractButton, name: str, how: Callable[[QWidget, str], None]
    ) -> None:
        """The control is switched off and used all the same: nothing may happen, then it is on."""
        had = focused(self.window)
        control.setEnabled(False)
        told = self._spied(control)
        try:
            self._usable(name, only=control)
        except StepFailed:
            pass
        else:
            raise StepFailed(f"{name}: switched off, and yet it could be used")
        self._rounds = 1  # nothing changes meanwhile: a second would pass the same
        with suppress(StepFailed):
            how(control, name)
        self._rounds = 2
        self.settle()
        if told:
            raise StepFailed(f"{name}: switched off, and yet it answered")
        control.setEnabled(True)
        if had is not None:
            had.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tried.append(name)
        self.settle()

    def _with_pointer(self, control: QWidget, name: str) -> None:
        bring_into_view(control, self)
        at = control.mapTo(self.window, control.rect().center())
        under = self.window.childAt(at)
        if under is None or not (under is control or control.isAncestorOf(under)):
            raise StepFailed(f"{name}: something else is in front of it")
        self.presses += 1
        self.pace.mark()
        QTest.mouseClick(under, _LEFT, pos=under.mapFrom(self.window, at))

    def _with_keys(self, control: QWidget, name: str) -> None:
        focus = self._focus()
        cap = control.key if isinstance(control, Painted) else ""
        if cap and " " not in cap and not keeps(focus, cap):
            self._key(focus, code(cap))
            return
        self._tab_to(control, name)
        self._key(control, Qt.Key.Key_Return)

    def _with_digit(self, control: QWidget, name: str) -> None:
        group = control.parentWidget()
        if not isinstance(control, Painted) or not isinstance(group, AnswerGroup):
            self._with_keys(control, name)
            return
        others = [g for g in self._place().findChildren(AnswerGroup) if g.isVisible()]
        alone = others == [group] and control.key and not eyes.is_field(self._focus())
        if not alone:
            self._walk(Qt.Key.Key_Tab, lambda: group.isAncestorOf(self._focus()), name)
        if control.key:
            self._key(self._focus(), code(control.key))
            return
        way = Qt.Key.Key_Left if group.isRightToLeft() else Qt.Key.Key_Right
        if group.answers[0].x() == group.answers[-1].x():
            way = Qt.Key.Key_Down
        self._walk(way, control.hasFocus, name)
        self._key(control, Qt.Key.Key_Space)

    def _walk(self, key: Qt.Key, there: Callable[[], bool], name: str) -> None:
        """Press a key until something is so, at most twice round the window (once when off)."""
        seen: dict[int, int] = {}
        for _turn in range(MOST_TABS):
            if there():
                return
            at = id(self._focus())
            seen[at] = seen.get(at, 0) + 1
            if seen[at] > self._rounds:
                break
            self._key(self._focus(), key)
        had = self._focus()
        where = f"{type(had).__name__} “{had.accessibleName()}”"
        raise StepFailed(f"{name}: cannot be reached with the keyboard, which is at {where}")

    def _down_to(self, control: QWidget, name: str) -> None:
        self._walk(Qt.Key.Key_Down, control.hasFocus, name)
        self._key(control, Qt.Key.Key_Return)

    def _tab_to(self, control: QWidget, name: str) -> None:
        self._walk(Qt.Key.Key_Tab, control.hasFocus, name)

    def _key(
        self,
        target: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.keys += 1
        self.pace.mark()
        QTest.keyClick(target, key, modifier)
        self.settle()

    def _focus(self) -> QWidget:
        """What has the keyboard, as Qt itself would find it."""
        return focused() or focused(self.window) or self.window

    # ------------------------------------------------------------------ finding

    def _place(self) -> QWidget:
        """Where hands can reach: an open menu, else the topmost sheet, else the window."""
        for kind in (Menu, Sheet):
            found = [w for w in self.window.findChildren(kind) if w.isVisible()]
            if found:
                return found[-1]
        return self.window

    def _usable(self, name: str, *, fields: bool = False, only: QWidget | None = None) -> QWidget:
        self.pace.mark()
        self.settle()
        wanted: list[QWidget] = []
        for place in dict.fromkeys((self._place(), self.window)):
            found = [w for w in place.findChildren(QWidget) if self.called(w, name)]
            kind = eyes.is_field if fields else eyes.is_control
            wanted = [w for w in found if kind(w) and only in {None, w} and self._in_group(w)]
            usable = [w for w in wanted if w.isVisible() and w.isEnabled()]
            if usable:
                return usable[-1]
        raise StepFailed(f"{name}: {'disabled or hidden' if wanted else 'not there'}")

    def _folded_into(self, name: str) -> str:
        """The menu a control has gone into for want of room, as tabs do; "" when it has not."""
        if self.has(name):
            return ""
        menus = (w for w in self._place().findChildren(MenuButton) if w.isVisible())
        return next((w.accessibleName() for w in menus if self._offers(w, name)), "")

    def _offers(self, menu: MenuButton, name: str) -> bool:
        return any(name in self._english(said) for said in menu.offers())

    def called(self, widget: QWidget, name: str) -> bool:
        """Whether a part of a window bears this name, in the English of the steps."""
        said = widget.accessibleName()
        return said == name or (bool(said) and name in self._english(said))

    def _readings(self, said: str) -> tuple[str, ...]:
        """The same without the text itself, where it has been looked up."""
        return self._english(said)[:-1] or (said,)

    def _english(self, said: str) -> tuple[str, ...]:
        """What a text on the screen may be in the English of the steps."""
        return (said,) if self._twins is None else self._twins.english(said)

    def _in_group(self, widget: QWidget) -> bool:
        above = widget.parentWidget()
        return not self._group or (above is not None and self.called(above, self._group))
