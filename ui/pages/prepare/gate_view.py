"""One step of the interpreter gate on the screen: what is asked, its answers, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.gate import Leads
from app.i18n import _
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    LineField,
    MenuItem,
    Option,
    Scrolling,
    Spread,
    Stack,
    State,
)
from ui.pages.prepare.card import Offers
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.gate import GateScript
    from app.domain.languages import Languages
    from ui.pages.prepare.gate import Gate
    from ui.theme import Theme


class StepPanel(Stack):
    """A step: what is asked, three answers, and words. `edited()` after each change to the gate.

    `sign` is how the hand sign is agreed, for the step that is answered by it.
    """

    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        gate: Gate,
        script: GateScript,
        number: int,
        languages: Languages,
        *,
        sign: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName("page.prepare.step")
        step = script.steps[number]
        self.theme, self.gate, self.step, self.script = theme, gate, step, script
        self._languages, self._number = languages, number
        self.where = plain(theme, "", "label", "ink2")
        self.add(self.where)
        self.add(plain(theme, step.heading, "prompt"), gap=4)
        for way in step.ways:
            words = _("Another way: “{words}”").format(words=way.text)
            self.add(plain(theme, words, "note"), gap=2)
        aside = _("For you, not to read aloud. {note}").format(note=step.note)
        if step.sign and sign:
            self.add(State(theme, "hand", sign, "ink", role="note"), gap=4)
        self.add(State(theme, "eye", aside, "ink2", role="note"), gap=4)
        options = [Option(a.code, a.label, a.note) for a in step.answers]
        self.answers = AnswerGroup(theme, options, name=step.title, shape="lines")
        self.answers.choose(*filter(None, [gate.answers.get(step.id, "")]))
        self.answers.chosen.connect(self._chosen)
        self.add(self.answers, gap=12)
        self.problem = State(theme, "circle-x", "", "attn")
        self.add(self.problem, gap=6)
        if step.id == "who":
            self._add_who()
        self.words = LineField(theme, step.words, limit=400)
        self.words.set_text(gate.words.get(step.id, ""))
        self.words.edited.connect(self._typed)
        self.add(self.words, gap=12)
        self._say()

    def _add_who(self) -> None:
        theme, gate = self.theme, self.gate
        modes = [
            MenuItem("in_person", _("In the room")),
            MenuItem("telephone", _("By telephone")),
            MenuItem("video", _("By video")),
        ]
        sexes = [
            MenuItem("", _("Not known")),
            MenuItem("woman", _("Woman")),
            MenuItem("man", _("Man")),
        ]
        self.mode = ChoiceField(theme, _("By what way"), modes, value=gate.mode)
        self.sex = ChoiceField(theme, _("Woman or man"), sexes, value=gate.sex)
        self.reference = LineField(theme, _("Their reference number"), width=220, limit=40)
        self.language = LineField(theme, _("Language, with its variety"), limit=60)
        self.reference.set_text(gate.reference)
        self.language.set_text(gate.language)
        self.mode.chosen.connect(self._who)
        self.sex.chosen.connect(self._who)
        self.reference.edited.connect(self._who)
        self.language.edited.connect(self._who)
        row = Spread(gap=12, line_gap=8)
        row.add(self.mode, self.sex, self.reference)
        self.add(row, gap=12)
        self.add(self.language, gap=8)
        self.varieties = Offers(theme, _("The variety is {name}"))
        self.varieties.setObjectName("page.prepare.step.varieties")
        self.varieties.pressed.connect(self._is_variety)
        self.add(self.varieties, gap=4)
        self._warn()

    def _who(self, _text: str) -> None:
        gate = self.gate
        gate.mode, gate.sex = self.mode.value() or "telephone", self.sex.value()
        gate.reference = self.reference.text().strip()
        gate.language = self.language.text().strip()
        self._warn()
        self.edited.emit()

    def _warn(self) -> None:
        """Warn of a name that says too little, and offer each variety behind it."""
        said, languages = self.gate.language, self._languages
        broad = languages.broad(said)
        told = _("Which variety? The name alone is not enough to book by. Ask her.")
        self.language.set_problem(told if broad or self.script.is_broad(said) else "")
        of = languages.varieties(broad) if broad is not None else ()
        self.varieties.offer(tuple(one.english for one in of))
        if of and self.language.first_focus().hasFocus():
            QTimer.singleShot(0, self, self._bring)  # once it has its place

    def _bring(self) -> None:
        """Scroll until what is offered is in view."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, Scrolling):
            around = around.parentWidget()
        if around is not None:
            around.bring(self.varieties)

    def _is_variety(self, name: str) -> None:
        self.language.set_text(name)
        self._who(name)
        self.language.first_focus().setFocus()

    def _chosen(self, code: str) -> None:
        self.gate.answers[self.step.id] = code
        self._say()
        self.edited.emit()

    def _typed(self, text: str) -> None:
        self.gate.words[self.step.id] = text.strip()
        self.edited.emit()

    def _say(self) -> None:
        of = len(self.script.steps) if self.gate.needs_interpreter else 1  # and the details
        told = _("Step {n} of {of}").format(n=self._number + 1, of=of + 1)
        self.where.setText(f"{told}  ·  {self.step.to}")
        stops = self.gate.leads(self.step) is Leads.STOP
        told = _("This interpreter cannot be used. Stop kindly, and book another.")
        self.problem.show_state("circle-x", told if stops else "", "attn")
        self.problem.setVisible(stops)

    def first_focus(self) -> QWidget:
        """The chosen or first answer."""
        return self.answers.first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose."""
        return self.answers.handle_key(event)
