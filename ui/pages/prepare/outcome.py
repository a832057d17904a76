"""How the gate ends: the details of a suitable interpreter, or a kind stop for one who is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.gate import Leads
from app.domain.interpreter import Verdict
from app.i18n import _
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    HeadRule,
    LineField,
    MenuItem,
    Option,
    Spread,
    Stack,
    State,
)
from ui.pages.prepare import gate as gates
from ui.questionnaire.said_part import SideBySide
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.gate import GateScript
    from app.domain.interpreting import Fact, Interpreting
    from ui.pages.prepare.gate import Gate
    from ui.theme import Theme


_SHORT = ("provider", "reference", "registration")
"""Details that stand beside one another."""


def mode_items() -> list[MenuItem]:
    """By what way somebody interprets."""
    return [
        MenuItem("in_person", _("In the room")),
        MenuItem("telephone", _("By telephone")),
        MenuItem("video", _("By video")),
    ]


class DetailsPanel(Stack):
    """The gate is passed: how it came out, the details, who is here, and the conversation."""

    begin = Signal()
    edited = Signal()

    def __init__(
        self, theme: Theme, gate: Gate, script: GateScript, pack: Interpreting, *, can_begin: bool
    ) -> None:
        super().__init__()
        self.setObjectName("page.prepare.done")
        self.theme, self.gate = theme, gate
        self.fields: dict[str, LineField | ChoiceField] = {}
        self.add(plain(theme, _title(gate, script), "title"))
        for concern in _concerns(gate, script):
            self.add(State(theme, "circle-question-mark", concern, "attn"), gap=4)
        self.present = LineField(theme, _("Who is present, and where"), limit=200)
        self.present.set_text(gate.present)
        self.present.edited.connect(self._typed)
        lines: list[LineField | ChoiceField] = [self.present]
        if gate.needs_interpreter:
            lines = [*self._details(pack), self.present]
        else:
            told = _("It was offered, and is not wanted. A sensitive talk may still need one.")
            self.add(plain(theme, told, "body", "ink2"), gap=8)
        for at in range(0, len(lines), 2):
            self.add(SideBySide(theme, lines[at : at + 2]), gap=12)
        self.do = _("Begin the conversation") if can_begin else _("Keep this, and go back")

    def _details(self, pack: Interpreting) -> list[LineField | ChoiceField]:
        """The short ones on one line; the others, still to be placed."""
        self.add(HeadRule(self.theme, _("Details of this interpreter")), gap=12)
        self.mode = ChoiceField(self.theme, _("By what way"), mode_items(), value=self.gate.mode)
        self.mode.chosen.connect(self._typed)
        for fact in pack.facts:
            self.fields[fact.id] = self._fact(fact)
        row = Spread(gap=16, line_gap=8)
        row.add(*(self.fields[fact.id] for fact in pack.facts if fact.id in _SHORT), self.mode)
        self.add(row, gap=8)
        return [self.fields[fact.id] for fact in pack.facts if fact.id not in _SHORT]

    def _fact(self, fact: Fact) -> LineField | ChoiceField:
        if fact.choices:
            items = [MenuItem(c.code, c.label) for c in fact.choices]
            choice = ChoiceField(self.theme, fact.label, items, value=_get(self.gate, fact.id))
            choice.chosen.connect(self._typed)
            return choice
        wide = 220 if fact.id in _SHORT else 0
        line = LineField(self.theme, fact.label, width=wide, limit=200)
        line.set_text(_get(self.gate, fact.id))
        line.edited.connect(self._typed)
        return line

    def _typed(self, _text: str) -> None:
        gate = self.gate
        gate.present = self.present.text().strip()
        if self.fields:
            gate.mode = self.mode.value() or gate.mode
        for id_, field in self.fields.items():
            said = field.value() if isinstance(field, ChoiceField) else field.text().strip()
            _set(gate, id_, said)
        self.edited.emit()

    def first_focus(self) -> QWidget:
        """The first detail, or who is present."""
        for field in self.fields.values():
            return field.first_focus()
        return self.present.first_focus()


def _title(gate: Gate, script: GateScript) -> str:
    titles = {
        Verdict.SUITABLE: _("The interpreter is suitable"),
        Verdict.WITH_CONCERN: _("The interpreter is suitable, with a concern"),
    }
    found = gate.found(script) or Verdict.NOT_NEEDED
    return titles.get(found, _("No interpreter is needed"))


def _concerns(gate: Gate, script: GateScript) -> list[str]:
    """What the concern is, step by step, as it was answered."""
    labels = {a.code: a.label for step in script.steps for a in step.answers}
    worried = [step for step in script.steps if gate.leads(step) is Leads.CONCERN]
    return [f"{step.title}: {labels[gate.answers[step.id]]}" for step in worried]


_WORDS_OF = {"called_from": gates.CALLED_FROM, "chosen": gates.CHOSEN}


def _get(gate: Gate, fact: str) -> str:
    if fact in _WORDS_OF:
        return gate.words.get(_WORDS_OF[fact], "")
    if fact == "pair" and not gate.pair:
        return gate.language
    return str(getattr(gate, fact))


def _set(gate: Gate, fact: str, said: str) -> None:
    if fact in _WORDS_OF:
        gate.words[_WORDS_OF[fact]] = said
    else:
        setattr(gate, fact, said)


class StopPanel(Stack):
    """This interpreter is not used: which tie it is, and what was said instead of it.

    `stopped` when it is to be recorded, `edited` after each change.
    """

    stopped = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, gate: Gate, script: GateScript, pack: Interpreting) -> None:
        super().__init__()
        self.setObjectName("page.prepare.stop")
        self.gate = gate
        self.add(plain(theme, _("Stop here, kindly"), "prompt"))
        told = _(
            "The interpreter is told only that it ends. Nothing is said of the person. Your draft "
            "of the visit stays as it is."
        )
        self.add(State(theme, "eye", told, "ink2", role="note"), gap=4)
        self.add(HeadRule(theme, _("Read one of these aloud")), gap=12)
        says = [Option(one.id, f"“{one.say}”") for one in pack.excuses]
        self.excuses = AnswerGroup(theme, says, name=_("What was said"), shape="column")
        self.excuses.choose(*filter(None, [gate.excuse]))
        self.excuses.chosen.connect(self._chosen)
        self.add(self.excuses, gap=4)
        self.add(HeadRule(theme, _("What rules them out")), gap=16)
        ties = [Option(stop.id, stop.label) for stop in pack.stops]
        self.stops = AnswerGroup(theme, ties, name=_("What rules them out"), multiple=True)
        self.stops.choose(*gate.met(script))
        self.stops.changed.connect(self._tied)
        self.add(self.stops, gap=4)
        self.problem = State(theme, "circle-dashed", "", "attn")
        self.problem.hide()
        self.add(self.problem, gap=6)

    def _chosen(self, code: str) -> None:
        self.gate.excuse = code
        self.edited.emit()

    def _tied(self) -> None:
        self.gate.stops = list(self.stops.values())
        self.problem.hide()
        self.edited.emit()

    def stop(self) -> None:
        """Stop now, when it is said what rules them out."""
        if not self.stops.values() and not self.gate.answers:
            words = _("Choose what rules them out. It goes on the list of those not to be used.")
            self.problem.show_state("circle-dashed", words, "attn")
            self.problem.show()
            return
        self.gate.stops = list(self.stops.values())
        self.stopped.emit()

    def first_focus(self) -> QWidget:
        """What may be said."""
        return self.excuses.first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose in the group that has the keyboard."""
        group = self.stops if self.stops.isAncestorOf(self.focusWidget()) else self.excuses
        return group.handle_key(event)
