"""The forms of the judgement: the level on five rows, and every other item under its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.visit import Prompt
from app.i18n import _
from ui.controls import AnswerGroup, Option, Stack
from ui.questionnaire import Asked, ItemForm, ValueField
from ui.questionnaire.fields import GroupField, WordsField
from ui.questionnaire.spots import Spot
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.questionnaire import Item, Section
    from ui.session import Session
    from ui.theme import Theme

SECTION = "W"
"""The office section that this page is made of."""

ORDER = ("W6", "W5", "W1", "W2", "W3", "W4", "W7", "W8", "W9", "W10", "W11")
"""The order on the page: the level, its reasons and what is not known come first."""


class LevelField(GroupField):
    """The level on five rows, what it asks of the worker beside it."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        ValueField.__init__(self, theme, asked)
        shown = [Option(o.code, o.label, o.note) for o in asked.item.options]
        self.group = AnswerGroup(theme, shown, name=asked.label, shape="column")
        self.group.chosen.connect(self._chosen)
        self.add(self.group)


class JudgementForm(ItemForm):
    """An item of the judgement. All of it is the worker's own assessment, so nothing says so."""

    def __init__(self, session: Session, theme: Theme, prompt: Prompt) -> None:
        super().__init__(session, theme, prompt, None, heading=False)
        if self.said is not None:
            self.said.line.hide()
            self.said.change.hide()
        self.note.show_state("", self.item.note, "ink2")
        if prompt.item.id == "W6":
            self.note.hide()
        for field in self.fields:
            if isinstance(field, WordsField):
                field.field.set_lines(2)
                if field.asked.row is None:
                    field.field.label.hide()  # the heading above says it; the name stays
            if isinstance(field, GroupField) and not isinstance(field, LevelField):
                self._without_caps(field.group)
        if self.words is not None:
            self.words.set_lines(3 if prompt.item.id == "W6" else 2)

    @staticmethod
    def _without_caps(group: AnswerGroup) -> None:
        # The digits belong to the level of concern, and to nothing else on this page.
        for answer in group.answers:
            answer.key = ""

    def _add_controls(self) -> None:
        if self.item.id != "W6":
            super()._add_controls()
            return
        field = LevelField(self.theme, Asked(self.session, self.item, None, None))
        field.pressed.connect(self._pressed)
        self.spots = [Spot(field.asked, field)]
        self.fields = [field]
        self.add(field)

    def _words_label(self) -> str:
        return {
            "W6": _("Your reasons"),
            "W7": _("Why this grade, and why the two do not fit if they do not"),
            "W10": _("On what ground, to whom and when; or why no conference"),
            "W11": _("What brings it forward"),
        }.get(self.item.id, _("In your words"))


def prompts(session: Session) -> dict[str, Prompt]:
    """Every item of the judgement, by its id."""
    section = next(s for s in session.library.screening.sections if s.id == SECTION)
    return {str(item.id): _prompt(section, item) for item in section.items}


def _prompt(section: Section, item: Item) -> Prompt:
    return Prompt(section, item, None)


class Block(Stack):
    """One item under its own heading."""

    def __init__(self, theme: Theme, form: JudgementForm) -> None:
        super().__init__()
        self.form = form
        self.heading = plain(theme, form.item.heading, "panel")
        self.add(self.heading)
        self.after = Stack()
        self.add(form, gap=4)
        self.add(self.after, gap=6)
