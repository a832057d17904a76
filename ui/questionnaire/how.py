"""How something was said: the line beside the exact words, and the fields behind “Change”."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import Channel, Nature, RestrictionClass
from app.i18n import _
from app.services.recording import Said
from ui.controls import ChoiceField, DateField, Line, LineField, Quiet, Spread, Stack
from ui.questionnaire import words
from ui.questionnaire.when_field import show_when, when_of

if TYPE_CHECKING:
    from app.domain.entry import SettingBody
    from app.domain.visit import Prompt
    from ui.theme import Theme


def usual(prompt: Prompt, setting: SettingBody | None, *, at_visit: bool) -> Said:
    """How an answer to this prompt is said unless somebody says otherwise."""
    item = prompt.item
    if not at_visit:
        nature = Nature.ASSESSMENT if item.section == "W" else Nature.REPORTED
        return Said(said_by="practitioner", nature=nature)
    if item.observed:
        return Said(said_by="practitioner", nature=Nature.OBSERVED)
    if not item.ask and item.rc is not RestrictionClass.RC7:
        return Said(said_by="practitioner", nature=Nature.ASSESSMENT)
    return Said(
        said_by="child" if item.rc is RestrictionClass.RC7 else "person",
        words_language=setting.language if setting else "",
        channel=Channel.INTERPRETED if is_interpreted(setting) else Channel.DIRECT,
    )


WAYS = (Channel.INTERPRETED, Channel.DIRECT, Channel.MIXED, Channel.GESTURE, Channel.CARD)
"""By what ways an answer may come where somebody interprets, in the order of the key."""

THROUGH = frozenset({Channel.INTERPRETED, Channel.MIXED})
"""The ways by which there are words of an interpreter."""


def is_interpreted(setting: SettingBody | None) -> bool:
    """Whether somebody interprets."""
    return setting is not None and setting.mode != "none"


def by_way(said: Said, channel: Channel, setting: SettingBody | None) -> Said:
    """The same said by another way: without the interpreter that is in English."""
    usual = setting.language if setting else ""
    language = said.words_language
    if channel is Channel.DIRECT and language == usual:
        language = _("English")
    elif channel is not Channel.DIRECT and said.channel is Channel.DIRECT:
        language = usual
    return replace(said, channel=channel, words_language=language)


def line_of(said: Said, *, interpreted: bool = False) -> str:
    """Albanian, Gheg · as interpreted. With `interpreted` what was said without is told so."""
    parts = [said.words_language]
    if said.said_by in {"person", "child"}:
        alone = interpreted and said.channel is Channel.DIRECT
        parts.append(_("without the interpreter") if alone else words.channel_words()[said.channel])
        if said.checked:
            parts.append(words.checked_words()[said.checked])
    else:
        parts.append(words.said_by_words()[said.said_by].lower())
    if said.confidence:
        parts.append(words.confidence_words()[said.confidence].lower())
    return "  ·  ".join(part for part in parts if part)


class HowPanel(Stack):
    """Whose words, in what language, by what way, how sure, and when it happened."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(gap=8)
        self._said = Said()
        self.language = LineField(theme, _("Language of the words"), width=280, limit=60)
        self.channel = ChoiceField(theme, _("How they came"), words.menu(words.channel_words()))
        self.said_by = ChoiceField(theme, _("Whose words"), words.menu(words.said_by_words()))
        self.nature = ChoiceField(theme, _("What it is"), words.menu(words.nature_words()))
        self.sure = ChoiceField(theme, _("How sure"), words.menu(words.confidence_words()))
        self.happened = DateField(theme, _("When it happened"))
        for pair in ((self.said_by, self.channel), (self.nature, self.sure)):
            row = Spread(gap=12, line_gap=8)
            row.add(*pair)
            self.add(row)
        self.add(self.language, self.happened)
        row = Spread()
        row.add(Quiet(theme, _("Put this away"), on_click=self.left.emit))
        self.add(row, Line(theme))
        for choice in (self.channel, self.said_by, self.nature, self.sure):
            choice.chosen.connect(lambda _code="": self.changed.emit())
        self.language.edited.connect(lambda _text="": self.changed.emit())
        self.happened.edited.connect(lambda _text="": self.changed.emit())

    def show_said(self, said: Said) -> None:
        """Show how it was said, without telling anybody."""
        self._said = said
        self.language.set_text(said.words_language)
        self.channel.choose(said.channel.value)
        self.said_by.choose(said.said_by)
        self.nature.choose(said.nature.value)
        self.sure.choose(said.confidence)
        show_when(self.happened, said.happened)

    def said(self) -> Said:
        """How it was said, as it stands in the fields; words and question are not among them."""
        return replace(
            self._said,
            words_language=self.language.text().strip(),
            channel=Channel(self.channel.value() or Channel.DIRECT),
            said_by=self.said_by.value() or "person",
            nature=Nature(self.nature.value() or Nature.REPORTED),
            confidence=self.sure.value(),
            happened=when_of(self.happened),
        )
