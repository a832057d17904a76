"""What the interpreting pack holds, as values: cards, stops, concerns and questions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.domain.questionnaire import Item, Option

GATE = "gate"
"""Section of the items that are asked of an interpreter, or about one."""


class Seriousness(StrEnum):
    """What a concern does to the visit."""

    MINOR = "minor"  # kept and said; nothing is voided
    SERIOUS = "serious"  # every denial of the visit is not established


class Suggests(StrEnum):
    """What to do about a concern now."""

    REPEAT = "repeat"
    REPHRASE = "rephrase"
    BREAK = "break"
    MOVE = "move"
    STOP = "stop"
    REBOOK = "rebook"


class Phase(StrEnum):
    """The order of the gate; nothing of a later one is asked before the earlier is done."""

    IDENTITY = "identity"
    CONFLICT = "conflict"
    UNDERSTANDING = "understanding"


@dataclass(frozen=True, slots=True)
class CardField:
    """One line of the language card: a row of item A7."""

    id: str
    version: int
    label: str
    note: str
    choices: tuple[Option, ...]
    source: tuple[str, ...]

    def code_of(self, words: str) -> str:
        """The code of the choice that these words are the label or the code of, or empty.

        What follows a colon is a detail of the choice: "Reads well: Arabic letters".
        """
        said = words.split(":", maxsplit=1)[0].strip().casefold()
        found = (c.code for c in self.choices if said in {c.code, c.label.casefold()})
        return next(found, "")

    def words_of(self, code: str) -> str:
        """The label of a choice; anything else as it is."""
        return next((c.label for c in self.choices if c.code == code), code)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is written down of the interpreter: a field of the setting."""

    id: str
    version: int
    phase: Phase
    label: str
    note: str
    choices: tuple[Option, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HardStop:
    """A tie that rules an interpreter out."""

    id: str
    version: int
    label: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Override:
    """Going on without a check, for danger to life: what may be asked, and what it leaves."""

    version: int
    confirm: str
    note: str
    items: tuple[str, ...]  # ids of the least questions
    mark: str  # on every later page
    task: str
    task_hours: int
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody may hear or see."""

    id: str
    version: int
    label: str
    heard: bool
    do: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """Harmless words: for when somebody comes in, or to end a talk."""

    id: str
    version: int
    label: str
    say: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of concern about an interpreter."""

    id: str
    version: int
    label: str
    seriousness: Seriousness
    suggests: Suggests
    do: str
    source: tuple[str, ...]

    @property
    def serious(self) -> bool:
        """Whether it makes the visit doubtful."""
        return self.seriousness is Seriousness.SERIOUS


@dataclass(frozen=True, slots=True)
class Breaks:
    """When to remind of a break, in minutes since the last; and how long a pause may be."""

    first: int = 25
    stronger: int = 45
    first_words: str = ""
    stronger_words: str = ""
    pause_seconds: int = 60


@dataclass(frozen=True, slots=True)
class LaterTask:
    """The task to ask the person later."""

    text: str = ""
    days: int = 3


@dataclass(frozen=True, slots=True)
class Interpreting:
    """The whole pack. Teach-back, debrief and later questions are items, and recorded as such."""

    card: tuple[CardField, ...] = ()
    facts: tuple[Fact, ...] = ()
    stops: tuple[HardStop, ...] = ()
    hand_signal: str = ""
    override: Override = Override(0, "", "", (), "", "", 24, ())
    places: tuple[Spot, ...] = ()
    again: tuple[Option, ...] = ()
    covers: tuple[Cover, ...] = ()
    excuses: tuple[Cover, ...] = ()  # to an interpreter who is not used
    concerns: tuple[Concern, ...] = ()
    breaks: Breaks = Breaks()
    teach_back: tuple[Item, ...] = ()
    debrief: tuple[Item, ...] = ()
    later: tuple[Item, ...] = ()
    later_task: LaterTask = LaterTask()

    def concern(self, code: str) -> Concern | None:
        """The concern with this code."""
        return next((c for c in self.concerns if c.id == code), None)

    def place(self, code: str) -> Spot | None:
        """The place with this code."""
        return next((p for p in self.places if p.id == code), None)

    def stop(self, code: str) -> HardStop | None:
        """The hard stop with this code."""
        return next((s for s in self.stops if s.id == code), None)

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is recorded as an answer."""
        return (*self.teach_back, *self.debrief, *self.later)


NO_INTERPRETING: Final = Interpreting()
"""For a library that carries no interpreting pack."""
