"""The five steps of the interpreter gate: who, where, ties, her own check, understanding.

The order matters: identity, then conflict, then details. Each answer lets the gate go on, goes
on with a concern, or stops it. The scripts are ours; what they ask follows docs/interpreter.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.i18n import _
from ui.controls import Option

Outcome = Literal["", "on", "concern", "stop"]


@dataclass(frozen=True, slots=True)
class GateStep:
    """One step: what is asked of whom, and what each answer leads to."""

    code: str
    title: str
    note: str
    to: str
    ask: str
    aside: str
    options: tuple[Option, ...]
    outcomes: dict[str, Outcome] = field(default_factory=dict[str, Outcome])
    words: str = ""  # label of the words field


NO_INTERPRETER = "none"
"""Answer of the first step that needs no gate."""


def gate_steps() -> tuple[GateStep, ...]:
    """The steps in their order."""
    return (_who(), _where(), _ties(), _check(), _understand())


def _who() -> GateStep:
    return GateStep(
        "who",
        _("Who is interpreting"),
        _("Service, reference, woman or man"),
        _("before anything is said"),
        _("Who will interpret?"),
        _(
            "A relative, friend, child, neighbour or community leader never interprets, "
            "however kind or however late."
        ),
        (
            Option("service", _("An interpreter from a service"), _("Go on to where they are")),
            Option(
                NO_INTERPRETER,
                _("Nobody: we share a language"),
                _("She was offered one, and does not want one"),
            ),
            Option(
                "known",
                _("Somebody she knows, or who came along"),
                _("Stop here and ask for an interpreter from a service"),
            ),
        ),
        {"service": "on", NO_INTERPRETER: "on", "known": "stop"},
        _("How they were chosen"),
    )


def _where() -> GateStep:
    return GateStep(
        "where",
        _("Where they are"),
        _("A private room, far from here"),
        _("to the interpreter, before she is on the line"),
        _("Are you in a private room?"),
        _("Ask who is near. A voice behind them, or a public place, is not private."),
        (
            Option("private_far", _("Private, and far from here"), _("Go on to ties")),
            Option("private_near", _("Private, but nearby"), _("Goes on with a concern")),
            Option("open", _("Not private, or not clear"), _("Stop here, or ask them to move")),
        ),
        {"private_far": "on", "private_near": "concern", "open": "stop"},
        _("Where they are calling from"),
    )


def _ties() -> GateStep:
    return GateStep(
        "ties",
        _("Ties"),
        _("To family, area or community"),
        _("to the interpreter, before she is on the line"),
        _("Do you have family or close ties in this county, or in this community?"),
        _(
            "A relative, friend, neighbour or community leader never interprets, "
            "however kind or however late."
        ),
        (
            Option("no_ties", _("No ties"), _("Go on to her own check")),
            Option("ties", _("Some ties"), _("Stop here and ask for another interpreter")),
            Option("unclear", _("Would not say, or not clear"), _("Treated as ties")),
        ),
        {"no_ties": "on", "ties": "stop", "unclear": "stop"},
        _("What the interpreter said"),
    )


def _check() -> GateStep:
    return GateStep(
        "check",
        _("Her own check"),
        _("First name and voice. Hand sign"),
        _("to her, through the interpreter"),
        _("Do you know this interpreter, or this voice?"),
        _("Agree the hand sign first. Let her refuse without a word, and without a reason."),
        (
            Option("agrees", _("She agrees to this interpreter"), _("Go on to the last step")),
            Option("objects", _("She does not want this one"), _("Stop here, ask for another")),
            Option("unsure", _("Not clear"), _("Treated as a no")),
        ),
        {"agrees": "on", "objects": "stop", "unsure": "stop"},
        _("What she said, or showed"),
    )


def _understand() -> GateStep:
    return GateStep(
        "understand",
        _("Do they understand each other"),
        _("Two everyday questions"),
        _("to her, through the interpreter"),
        _("Where did you grow up? What did you eat today?"),
        _("Listen for replies that do not fit, or that are much shorter than what she says."),
        (
            Option("well", _("They understand each other"), _("The gate is done")),
            Option("effort", _("With effort, or partly"), _("Goes on with a concern")),
            Option("badly", _("They do not"), _("Stop here: another variety is needed")),
        ),
        {"well": "on", "effort": "concern", "badly": "stop"},
        _("What you noticed"),
    )


BROAD = frozenset(
    {"kurdish", "arabic", "persian", "farsi", "punjabi", "chinese", "kurdi", "panjabi"}
)
"""Names of languages that say too little to book by."""


def is_broad(language: str) -> bool:
    """Whether a language is named without its variety."""
    return language.strip().casefold() in BROAD
