"""The field factory: which control fills the `Value` of each item type.

The two dictionaries are written out and complete: one for an item on a screen of its own, one
for a line of an item with rows. A test walks every item of the packs through them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.entry import Value
from app.domain.questionnaire import NO_ANSWER, ItemType
from app.i18n import _
from ui.controls import AnswerGroup, ChoiceField, DateField, LineField, Option, TextField
from ui.questionnaire import words
from ui.questionnaire.asked import Asked, ValueField
from ui.questionnaire.links_field import LinksField
from ui.questionnaire.people_field import WhoField
from ui.questionnaire.view_field import ViewField
from ui.questionnaire.when_field import show_when, when_of
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ui.controls.answers import Shape
    from ui.theme import Theme

TELLS_MINUTES = frozenset({"B2"})
"""Items whose answer also says how many minutes there are (`visit.is_short` reads them)."""

LONG_LABEL = 46
"""Characters of an answer that no longer stands well three across."""


class GroupField(ValueField):
    """One of a closed list on answers that the digits choose: `codes` has that one."""

    multiple = False

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        found = words.codes_of_item(asked.item, at_visit=asked.at_visit)
        self.group = _group(theme, asked, found, self.name(), multiple=self.multiple)
        self.group.chosen.connect(self._chosen)
        self.add(self.group)

    def name(self) -> str:
        """The group's accessible name."""
        return self.asked.label

    def _chosen(self, _code: str) -> None:
        self.pressed.emit()

    def value(self) -> Value:
        """The code chosen."""
        return Value(codes=self.group.values())

    def show_value(self, value: Value) -> None:
        """Show the code as chosen."""
        self.group.choose(*value.codes)

    def first_focus(self) -> QWidget:
        """The chosen answer, or the first."""
        return self.group.first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose."""
        return self.group.handle_key(event)

    def set_low(self, low: bool) -> None:
        """Lower answers."""
        self.group.set_low(low)


class StateField(GroupField):
    """Yes, no, unclear, declined, not safe to ask, not asked yet; perhaps with minutes."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self.minutes: LineField | None = None
        if asked.item.id in TELLS_MINUTES:
            self.minutes = LineField(theme, _("Minutes there are"), width=120, limit=3)
            self.minutes.edited.connect(lambda _text="": self.typed.emit())
            self.add(self.minutes)

    def value(self) -> Value:
        """The state, and the minutes when they are a number."""
        typed = self.minutes.text().strip() if self.minutes else ""
        number = int(typed) if typed.isascii() and typed.isdigit() else None
        return Value(codes=self.group.values(), number=number)

    def show_value(self, value: Value) -> None:
        """Show state and minutes."""
        super().show_value(value)
        if self.minutes is not None:
            self.minutes.set_text("" if value.number is None else str(value.number))


class NowPastField(ValueField):
    """The same asked of now and of the past; after now, the keyboard goes on to the past."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        found = words.codes_of_item(asked.item, at_visit=asked.at_visit)
        self.now = _group(theme, asked, found, _("{item}: now").format(item=asked.label))
        self.past = _group(theme, asked, found, _("{item}: in the past").format(item=asked.label))
        self.add(plain(theme, _("Now"), "note_strong"), self.now)
        self.add(plain(theme, _("In the past"), "note_strong"), self.past)
        self.now.chosen.connect(self._now_chosen)
        self.past.chosen.connect(lambda _code="": self.pressed.emit())

    def _now_chosen(self, _code: str) -> None:
        if not self.past.values():
            self.past.first_focus().setFocus()
        self.pressed.emit()

    def value(self) -> Value:
        """Both halves."""
        return Value(codes=self.now.values(), past=self.past.values())

    def show_value(self, value: Value) -> None:
        """Show both halves."""
        self.now.choose(*value.codes)
        self.past.choose(*value.past)

    def first_focus(self) -> QWidget:
        """Now, or the past when now is answered."""
        half = self.past if self.now.values() and not self.past.values() else self.now
        return half.first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose in the half that is in hand."""
        in_past = any(answer.hasFocus() for answer in self.past.answers)
        unasked = bool(self.now.values()) and not self.past.values()
        return (self.past if in_past or unasked else self.now).handle_key(event)

    def set_low(self, low: bool) -> None:
        """Lower answers."""
        self.now.set_low(low)
        self.past.set_low(low)


class OftenField(GroupField):
    """How often, and whether that is less or more than before."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        items = words.menu(words.trends(), empty=_("Not asked yet"))
        self.trend = ChoiceField(theme, _("Against before"), items)
        self.trend.chosen.connect(lambda _code="": self.pressed.emit())
        self.add(self.trend)

    def value(self) -> Value:
        """How often, with the trend."""
        return Value(codes=self.group.values(), trend=self.trend.value())

    def show_value(self, value: Value) -> None:
        """Show both."""
        super().show_value(value)
        self.trend.choose(value.trend)


class ManyField(GroupField):
    """Any of a closed list. A reason for no answer stands alone."""

    multiple = True

    def _chosen(self, code: str) -> None:
        kept = self.group.values()
        if code in NO_ANSWER and code in kept:
            self.group.choose(code)
        elif any(c in NO_ANSWER for c in kept):
            self.group.choose(*(c for c in kept if c not in NO_ANSWER))
        self.pressed.emit()


class _WithReasons(ValueField):
    """Something told, or at a visit one of the reasons why nothing was."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self.reasons: AnswerGroup | None = None

    def _add_reasons(self) -> None:
        if not self.asked.at_visit or self.asked.row is not None:
            return
        found = {code: words.state_words()[code] for code in NO_ANSWER}
        name = _("Why there is no answer")
        self.reasons = _group(self.theme, self.asked, found, name)
        self.reasons.chosen.connect(lambda _code="": self.pressed.emit())
        self.add(self.reasons)

    def _why_not(self) -> tuple[str, ...]:
        return self.reasons.values() if self.reasons else ()

    def _told(self) -> None:
        # Somebody is answering: the reason for no answer no longer holds.
        if self.reasons is not None and self.reasons.values():
            self.reasons.clear()
        self.typed.emit()

    def _show_reason(self, value: Value) -> None:
        if self.reasons is not None:
            self.reasons.choose(*value.codes)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose a reason."""
        return self.reasons.handle_key(event) if self.reasons else False

    def set_low(self, low: bool) -> None:
        """Lower answers."""
        if self.reasons is not None:
            self.reasons.set_low(low)


class WordsField(_WithReasons):
    """An account in words: `text`."""

    lines = 4

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self.field = TextField(theme, self._label(), lines=1 if asked.row else self.lines)
        self.field.edited.connect(lambda _text="": self._told())
        self.add(self.field)
        self._add_reasons()

    def _label(self) -> str:
        if self.asked.row is not None:
            return self.asked.row.label
        if not self.asked.at_visit:
            return self.asked.item.label
        return _("What you saw") if self.asked.item.observed else _("Her exact words")

    def value(self) -> Value:
        """The words, or why there are none."""
        text = self.field.text().strip()
        return Value(text=text) if text else Value(codes=self._why_not())

    def show_value(self, value: Value) -> None:
        """Show words or reason."""
        self.field.set_text(value.text)
        self._show_reason(value)

    def first_focus(self) -> QWidget:
        """The field."""
        return self.field.first_focus()


class DayField(_WithReasons):
    """A date as well as it is known: `when`."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self.field = DateField(theme, asked.label)
        self.field.edited.connect(lambda _text="": self._told())
        self.add(self.field)
        self._add_reasons()

    def value(self) -> Value:
        """The date, or why there is none."""
        when = when_of(self.field)
        return Value(when=when) if when else Value(codes=self._why_not())

    def show_value(self, value: Value) -> None:
        """Show date or reason."""
        show_when(self.field, value.when)
        self._show_reason(value)

    def first_focus(self) -> QWidget:
        """The day."""
        return self.field.first_focus()


class ChoiceRow(ValueField):
    """One of a closed list, on one line of an item with rows."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        found = words.codes_of_item(asked.item, at_visit=asked.at_visit)
        items = words.menu(found, empty=_("Not answered"))
        self.field = ChoiceField(theme, asked.label, items)
        self.field.chosen.connect(lambda _code="": self.pressed.emit())
        self.add(self.field)

    def value(self) -> Value:
        """The code chosen."""
        code = self.field.value()
        return Value(codes=(code,)) if code else Value()

    def show_value(self, value: Value) -> None:
        """Show the code."""
        self.field.choose(value.codes[0] if value.codes else "")

    def first_focus(self) -> QWidget:
        """The button."""
        return self.field.first_focus()


FIELD_FOR_TYPE: Mapping[ItemType, Callable[[Theme, Asked], ValueField]] = {
    ItemType.STATE: StateField,
    ItemType.NOW_PAST: NowPastField,
    ItemType.OFTEN: OftenField,
    ItemType.TEXT: WordsField,
    ItemType.DATE: DayField,
    ItemType.WHO: WhoField,
    ItemType.ONE: GroupField,
    ItemType.MANY: ManyField,
    ItemType.TICK: GroupField,
    ItemType.LINKS: LinksField,
    ItemType.VIEW: ViewField,
}
"""An item that has the screen to itself."""

ROW_FOR_TYPE: Mapping[ItemType, Callable[[Theme, Asked], ValueField]] = {
    ItemType.STATE: ChoiceRow,
    ItemType.NOW_PAST: NowPastField,
    ItemType.OFTEN: ChoiceRow,
    ItemType.TEXT: WordsField,
    ItemType.DATE: DayField,
    ItemType.WHO: WhoField,
    ItemType.ONE: ChoiceRow,
    ItemType.MANY: ManyField,
    ItemType.TICK: ChoiceRow,
    ItemType.LINKS: LinksField,
    ItemType.VIEW: ViewField,
}
"""One line of an item that has several."""


def _group(
    theme: Theme, asked: Asked, found: dict[str, str], name: str, *, multiple: bool = False
) -> AnswerGroup:
    notes = {option.code: option.note for option in asked.item.options}
    shown = [Option(code, label, notes.get(code, "")) for code, label in found.items()]
    shape: Shape = "three"
    if any(option.note for option in shown):
        shape = "lines"
    elif any(len(option.label) > LONG_LABEL for option in shown):
        shape = "column"
    return AnswerGroup(theme, shown, name=name, shape=shape, multiple=multiple)
