"""The interpreter gate as its pack declares it: steps, answers, and what each leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.interpreting import Phase

if TYPE_CHECKING:
    from app.domain.entry import SettingBody
    from app.domain.questionnaire import OtherWay

NO_INTERPRETER = "none"
"""Answer of the first step that needs no further one."""


class GateState(StrEnum):
    """How far the gate of a visit is."""

    NOT_NEEDED = "not_needed"  # they share a language
    OPEN = "open"
    SUITABLE = "suitable"
    WITH_CONCERN = "concern"
    REFUSED = "not_suitable"
    OVERRIDDEN = "override"


PASSED = frozenset(
    {GateState.NOT_NEEDED, GateState.SUITABLE, GateState.WITH_CONCERN, GateState.OVERRIDDEN}
)
"""States of the gate in which a conversation may go on."""


class Leads(StrEnum):
    """What an answer at the gate leads to."""

    ON = "on"
    CONCERN = "concern"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """One closed answer of a step."""

    code: str
    label: str
    note: str
    leads: Leads


@dataclass(frozen=True, slots=True)
class GateStep:
    """One step: what is asked of whom."""

    id: str
    title: str
    short: str
    to: str
    ask: str  # read aloud; empty when the step is not spoken
    prompt: str
    note: str  # for the practitioner only
    words: str  # label of the words field
    answers: tuple[GateAnswer, ...]
    ways: tuple[OtherWay, ...]
    source: tuple[str, ...]
    phase: Phase = Phase.IDENTITY
    sign: bool = False  # answered by the hand sign agreed beforehand

    @property
    def heading(self) -> str:
        """The largest words on the screen."""
        return self.ask or self.prompt


@dataclass(frozen=True, slots=True)
class GateScript:
    """All steps in their order."""

    steps: tuple[GateStep, ...]
    broad: frozenset[str]  # names of languages that say too little to book by

    def is_broad(self, language: str) -> bool:
        """Whether a language is named without its variety."""
        return language.strip().casefold() in self.broad


NO_GATE = GateScript((), frozenset())
"""For a library that carries no gate."""


def gate_state(setting: SettingBody | None) -> GateState:
    """How far the gate is; open until a setting says otherwise."""
    if setting is None:
        return GateState.OPEN
    known = {state.value: state for state in GateState if state is not GateState.OPEN}
    if setting.gate in {GateState.REFUSED, GateState.OVERRIDDEN}:
        return GateState(setting.gate)
    if setting.mode == NO_INTERPRETER:
        return GateState.NOT_NEEDED
    return known.get(setting.gate, GateState.OPEN)
