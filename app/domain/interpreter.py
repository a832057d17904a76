"""A third person in the conversation: the gate, what may be shown before it, and who is believed.

Views over a visit and the pack of content; nothing is written here. That a "no" of a doubtful
visit is not established is said by `established` alone: this module only says why, and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.answers import Account
from app.domain.codes import Kind, Reliability
from app.domain.entry import AnswerBody, SettingBody
from app.domain.gate import NO_INTERPRETER, GateState, Leads, gate_state
from app.domain.ids import ItemId
from app.domain.visit import last_break, visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.gate import GateScript, GateStep
    from app.domain.interpreting import Breaks, Concern, Interpreting
    from app.domain.visit import Prompt, Visit

CARD = ItemId("A7")
"""The item whose lines are the language card."""

AGAIN = "int.again"
"""Row of the task that an override leaves: interview again."""

LATER = "int.later"
"""Row of the task to ask the person later how the interpreter was."""

NOT_AGAIN = "Interpreter not to be used again"
"""Heading of the restricted notes that together are the list of those not to be used."""

CAME_IN = "came_in"
"""Why it must be asked again who can hear: somebody came in."""


class Matter(StrEnum):
    """What a screen, a script or a card is about."""

    IDENTITY = "identity"  # of the interpreter
    CONFLICT = "conflict"
    UNDERSTANDING = "understanding"
    QUESTION = "question"  # an item of the conversation
    LEAST = "least"  # one of the few questions that an override allows
    PERSON = "person"  # a name, an alias, an address, an area, anything of the record


_GATE = frozenset({Matter.IDENTITY, Matter.CONFLICT, Matter.UNDERSTANDING})
_MAY_SHOW = {
    GateState.NOT_NEEDED: frozenset(Matter),
    GateState.OPEN: _GATE,
    GateState.SUITABLE: frozenset(Matter),
    GateState.WITH_CONCERN: frozenset(Matter),
    GateState.REFUSED: frozenset({Matter.IDENTITY}),
    GateState.OVERRIDDEN: _GATE | {Matter.LEAST},
}


class Verdict(StrEnum):
    """What the answers at the gate come to; the values of a setting's `gate`."""

    SUITABLE = "suitable"
    WITH_CONCERN = "concern"
    NOT_SUITABLE = "not_suitable"
    NOT_NEEDED = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the language card: the code when it is one of the choices, and the words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one setting to the next: under what conditions, and what was answered then.

    The order is that of the clock, so it is for showing. What is established is a matter of the
    whole visit and never of a stretch.
    """

    entry: Entry
    setting: SettingBody
    until: datetime | None  # None: the last of its visit
    state: GateState
    reliability: Reliability
    answers: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """One concern about an interpreter: when, at which prompt, and what it is."""

    entry: Entry
    setting: SettingBody
    concern: Concern | None  # None: the pack does not know this code any more

    @property
    def label(self) -> str:
        """What it was, in the words of the pack or as its code."""
        return self.concern.label if self.concern else self.setting.concern.replace("_", " ")


def may_show(setting: SettingBody | None, matter: Matter) -> bool:
    """Whether a matter may be on any screen, in any script or on any card now.

    Before the gate is passed that is the interpreter's identity, the conflict check and whether
    the two understand each other: no name, no address, no area, no question.
    """
    return matter in _MAY_SHOW[gate_state(setting)]


def askable(
    found: tuple[Prompt, ...], setting: SettingBody | None, script: Interpreting
) -> tuple[Prompt, ...]:
    """Those of the prompts that may be asked now: all, the least questions, or none."""
    return tuple(p for p in found if may_ask(setting, p.item.id, script))


def may_ask(setting: SettingBody | None, item: str, script: Interpreting) -> bool:
    """Whether one item may be asked in this visit as its gate stands."""
    matter = Matter.LEAST if item in script.override.items else Matter.QUESTION
    return may_show(setting, matter) or may_show(setting, Matter.QUESTION)


def verdict(
    script: GateScript, answers: Mapping[str, str], stops: Iterable[str] = ()
) -> Verdict | None:
    """What the answers at the gate (step to code) and the hard stops come to; None: not all asked.

    One stop is enough, whatever else was answered and however much is still unasked.
    """
    if any(stops) or Leads.STOP in {_leads(step, answers) for step in script.steps}:
        return Verdict.NOT_SUITABLE
    if answers.get("who") == NO_INTERPRETER:
        return Verdict.NOT_NEEDED
    led = [_leads(step, answers) for step in script.steps]
    if None in led:
        return None
    return Verdict.WITH_CONCERN if Leads.CONCERN in led else Verdict.SUITABLE


def next_step(script: GateScript, answers: Mapping[str, str]) -> GateStep | None:
    """The first step that has no answer: identity, then conflict, then understanding."""
    if verdict(script, answers) is not None:
        return None
    return next((step for step in script.steps if _leads(step, answers) is None), None)


def _leads(step: GateStep, answers: Mapping[str, str]) -> Leads | None:
    given = answers.get(step.id, "")
    return next((answer.leads for answer in step.answers if answer.code == given), None)


def card_of(case: Case, script: Interpreting) -> dict[str, Written]:
    """The language card as the record tells it: line to what was written, the newest only.

    A line that was cleared is not on it, whatever it said before. A line may hold a choice's
    label or its code, or any words of a worker's own.
    """
    written: dict[str, Written] = {}
    for field in script.card:
        found = case.answers(CARD, None, field.id) or case.answers(CARD, case.at_risk(), field.id)
        bodies = [e.body for e in found if isinstance(e.body, AnswerBody)]
        if not bodies:
            continue
        words = bodies[-1].value.text or bodies[-1].words
        if not words:
            continue
        written[field.id] = Written(field.code_of(words), words)
    return written


def stretches(case: Case, visit: Visit) -> tuple[Stretch, ...]:
    """The settings of a visit, each with what was answered while it was the last one written."""
    noted = [(e, e.body) for e in visit.settings if isinstance(e.body, SettingBody)]
    said = [
        Account(e, e.body, case.is_doubtful(e))
        for e in case.of(Kind.ANSWER, ever=True)
        if e.visit == visit.id and isinstance(e.body, AnswerBody)
    ]
    found: list[Stretch] = []
    for number, (entry, body) in enumerate(noted):
        until = noted[number + 1][0].at if number + 1 < len(noted) else None
        within = [a for a in said if entry.at <= a.entry.at and (not until or a.entry.at < until)]
        found.append(
            Stretch(entry, body, until, gate_state(body), reliability(case, visit, body),
                    tuple(within))
        )  # fmt: skip
    return tuple(found)


def reliability(case: Case, visit: Visit, setting: SettingBody) -> Reliability:
    """Whether what was said in a setting can be relied on; nothing heals a doubtful visit."""
    return Reliability.DOUBTFUL if visit.id in case.doubtful else setting.reliability


def raised(visit: Visit, script: Interpreting) -> tuple[Raised, ...]:
    """The concerns of a visit, oldest first; a setting that only carries one on is not another.

    One carries on when it says the same concern and something else has changed.
    """
    found: list[Raised] = []
    before = SettingBody()
    for entry in visit.settings:
        body = entry.body
        assert isinstance(body, SettingBody)  # noqa: S101 - `Visit.settings` holds nothing else
        told, earlier = ((b.concern, b.item, b.why) for b in (body, before))
        if body.concern and (told != earlier or body == before):
            found.append(Raised(entry, body, script.concern(body.concern)))
        before = body
    return tuple(found)


def interpreted(case: Case) -> tuple[Visit, ...]:
    """The visits in which anybody interpreted, or was sent away as not suitable."""
    return tuple(
        v
        for v in visits(case)
        if any(
            isinstance(e.body, SettingBody) and gate_state(e.body) is not GateState.NOT_NEEDED
            for e in v.settings
        )
    )


def overridden(case: Case) -> tuple[Visit, ...]:
    """The visits that went on without a checked interpreter; they mark every page."""
    return tuple(
        v
        for v in visits(case)
        if any(isinstance(e.body, SettingBody) and e.body.gate == "override" for e in v.settings)
    )


def not_established(case: Case) -> tuple[Account, ...]:
    """Every denial that stands and was given in a doubtful visit, oldest first."""
    found = (
        Account(e, e.body, case.is_doubtful(e))
        for e in case.of(Kind.ANSWER)
        if isinstance(e.body, AnswerBody)
    )
    return tuple(account for account in found if account.not_established)


def hearing_owed(visit: Visit) -> bool:
    """Whether it must be asked who can hear: never asked yet, or somebody came in since."""
    now = visit.setting
    if now is None:
        return True
    return not now.places and (not now.hearing or now.asked_after == CAME_IN)


def paused(case: Case, visit: Visit, now: datetime, breaks: Breaks) -> bool:
    """Whether nothing was written for so long that it must be asked again who can hear."""
    written = [e.at for e in case.ordered if e.visit == visit.id]
    return bool(written) and now - written[-1] > timedelta(seconds=breaks.pause_seconds)


def break_due(case: Case, visit: Visit, now: datetime, breaks: Breaks) -> str:
    """The reminder due now, in words; empty before the first one's time."""
    since = last_break(case, visit)
    if since is None:
        return ""
    if now - since >= timedelta(minutes=breaks.stronger):
        return breaks.stronger_words
    return breaks.first_words if now - since >= timedelta(minutes=breaks.first) else ""
