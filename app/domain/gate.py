"""The interpreter gate as its pack declares it: steps, answers, and what each leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.questionnaire import OtherWay

NO_INTERPRETER = "none"
"""Answer of the first step that needs no further one."""


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
