"""How an answer was said: exact words, the interpreter's words, the language and the way.

Where nobody interprets there is one field for exact words and one quiet line. Where somebody
does, the interpreter's words have a field of their own, and one key says by what way they came.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.domain.codes import Channel
from app.i18n import _
from ui.controls import Link, Quiet, Spread, Stack, TextField
from ui.questionnaire import how
from ui.questionnaire.turning import Turning
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.entry import SettingBody
    from app.services.recording import Said
    from ui.controls.fields import Field
    from ui.theme import Theme

NARROW = 560
"""Pixels at 100 % under which the two fields stand one above the other."""


class SaidPart(Stack):
    """`typed()` while words are typed or the way is changed, `left()` when it is to be saved."""

    typed = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        usual: Said,
        setting: SettingBody | None,
        *,
        words: str,
        lines: int,
        beside: Field | None,
    ) -> None:
        """`words` is the label of the exact words, empty where another control holds them.

        `beside` is the field whose label the quiet line stands beside, where that is not ours.
        """
        super().__init__()
        self.theme = theme
        self._setting = setting
        self._said = usual
        self._card_shown = False  # since the answer that stands, if any
        self.interpreted: TextField | None = None
        spoken = usual.said_by in {"person", "child"}
        self.is_interpreted = spoken and how.is_interpreted(setting)
        least = min(lines, 2) if self.is_interpreted else lines
        self.words = self._field(words, least) if words else None
        if self.is_interpreted:
            self.interpreted = self._field(_("As interpreted"), 2)
        self._add_line(beside)
        fields = [field for field in (self.interpreted, self.words) if field is not None]
        if fields:
            self.add(SideBySide(theme, fields))
        self.panel: how.HowPanel | None = None  # made when it is first asked for: seldom
        self._place = Stack()
        self.add(self._place)
        self.show_said(usual)

    def _field(self, label: str, lines: int) -> TextField:
        field = TextField(self.theme, label, lines=lines)
        field.edited.connect(lambda _text="": self.typed.emit())
        field.finished.connect(lambda _text="": self.left.emit())
        return field

    def _add_line(self, beside: Field | None) -> None:
        self.line = plain(self.theme, "", "provenance", "ink2", wrap=False)
        self.change = Link(self.theme, _("Change"), on_click=self._open)
        self.change.setAccessibleDescription(_("Language, way, and whose words"))
        self.way = Quiet(self.theme, _("How it came"), key="C", on_click=self.next_way, height=36)
        self.way.setAccessibleDescription(_("Interpreted, in English, mixed, by gesture, by card"))
        if self.is_interpreted:
            line = Spread(gap=4)
            line.add(self.line)
            line.add_end(self.way, self.change)
            self.add(line)
            return
        self.way.deleteLater()
        holder = self.words or beside
        if holder is not None:
            holder.aside.add(self.line, self.change)
        else:
            line = Spread(gap=4)
            line.add_end(self.line, self.change)
            self.add(line, gap=8)

    # What was said

    def show_said(self, said: Said) -> None:
        """Show how it was said, without telling anybody. Words are shown by `show_words`."""
        self._said = said
        self.line.setText(how.line_of(said, interpreted=self.is_interpreted))
        if self.panel is not None:
            self.panel.show_said(said)
        if self.interpreted is not None:
            kept = self.interpreted.text() or said.interpreted
            self.interpreted.setVisible(said.channel in how.THROUGH or bool(kept))

    def show_words(self, said: Said) -> None:
        """Show the words that were written down."""
        if self.words is not None:
            self.words.set_text(said.words)
        if self.interpreted is not None:
            self.interpreted.set_text(said.interpreted)
        self.show_said(said)

    def how_said(self) -> Said:
        """How it was said, without the words."""
        return replace(self._said, words="", interpreted="", asked="")

    def with_words(self, said: Said) -> Said:
        """The same, with the words that stand in the fields."""
        words = self.words.text().strip() if self.words is not None else ""
        told = self.interpreted.text().strip() if self.interpreted is not None else ""
        return replace(said, words=words, interpreted=told)

    def show_checked(self, checked: str) -> None:
        """Say what came of saying it back."""
        self.show_said(replace(self._said, checked=checked))

    def by_card(self, *, answered: bool) -> None:
        """The question was shown on a card: an answer that is written now came by card.

        One that stood already came as it came; only another in its place is by card. Whoever
        writes it down may say otherwise.
        """
        self._card_shown = self._said.said_by in {"person", "child"}
        if not answered:
            self.answer_begins()

    def answer_begins(self) -> None:
        """Something new is written down: after a card, by card."""
        if self._card_shown:
            self._card_shown = False
            self.show_said(how.by_way(self._said, Channel.CARD, self._setting))

    def next_way(self) -> None:
        """Say that it came by the next way: interpreted, English, mixed, gesture, card."""
        self._card_shown = False
        at = how.WAYS.index(self._said.channel) if self._said.channel in how.WAYS else -1
        channel: Channel = how.WAYS[(at + 1) % len(how.WAYS)]
        self.show_said(how.by_way(self._said, channel, self._setting))
        self.typed.emit()

    # The fields behind “Change”

    def _open(self) -> None:
        if self.panel is not None:
            self.close_panel()
            return
        self.panel = how.HowPanel(self.theme)
        self.panel.show_said(self._said)
        self.panel.changed.connect(self._changed)
        self.panel.left.connect(self.close_panel)
        self._place.add(self.panel)
        self.panel.show()
        self.panel.said_by.first_focus().setFocus()

    def close_panel(self) -> None:
        """Put the fields away; what stands in them is saved first."""
        self.left.emit()
        self.panel = None
        self._place.clear()
        self.change.setFocus()

    def _changed(self) -> None:
        if self.panel is None:
            return
        self._card_shown = False
        self._said = self.panel.said()
        self.show_said(self._said)
        self.typed.emit()


class SideBySide(Turning):
    """One field, or two: beside one another, or one above the other where it is narrow."""

    def __init__(self, theme: Theme, fields: Sequence[Field]) -> None:
        super().__init__(theme, NARROW)
        self.across.setContentsMargins(0, 0, 0, 0)
        self.across.setSpacing(8)
        for field in fields:
            self.across.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
