"""What was answered at the gate so far, kept in the vault: a lock in the middle loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.gate import NO_INTERPRETER, Leads
from app.domain.interpreter import Verdict, verdict
from app.services.interpreting import Interpreter

if TYPE_CHECKING:
    from app.domain.gate import GateScript, GateStep
    from app.domain.ids import VisitId
    from ui.session import Session

KEPT = "gate"
"""The vault's setting; emptied when the gate is done."""

CHOSEN, CALLED_FROM = "who", "where"
"""Steps whose words say how the interpreter was chosen, and where they call from."""

_STOPS_OF = {"ties": "knows_area", "check": "objected"}
"""Steps at which an answer that stops says by itself which hard stop it is."""


@dataclass
class Gate:
    """One pass through the gate."""

    visit: str = ""
    step: int = 0
    answers: dict[str, str] = field(default_factory=dict[str, str])
    words: dict[str, str] = field(default_factory=dict[str, str])
    mode: str = "telephone"
    sex: str = ""
    reference: str = ""
    language: str = ""
    present: str = ""
    provider: str = ""
    registration: str = ""
    pair: str = ""
    stops: list[str] = field(default_factory=list[str])  # hard stops that were met
    excuse: str = ""  # why the talk ended, as it was said

    @property
    def needs_interpreter(self) -> bool:
        """Whether somebody interprets."""
        return self.answers.get("who") != NO_INTERPRETER

    def leads(self, step: GateStep) -> Leads | None:
        """What the answer to a step leads to; nothing while it has none."""
        given = self.answers.get(step.id, "")
        return next((answer.leads for answer in step.answers if answer.code == given), None)

    def found(self, script: GateScript) -> Verdict | None:
        """What it all comes to; None while something is unasked."""
        return verdict(script, self.answers, self.stops)

    def met(self, script: GateScript) -> list[str]:
        """The hard stops that were chosen, or that the answers themselves say."""
        if self.stops:
            return self.stops
        led = [step.id for step in script.steps if self.leads(step) is Leads.STOP]
        return [_STOPS_OF[step] for step in led if step in _STOPS_OF]

    def told(self, script: GateScript) -> str:
        """Every answer with its words, as the setting keeps them."""
        lines: list[str] = []
        for step in script.steps:
            labels = {answer.code: answer.label for answer in step.answers}
            said = [labels.get(self.answers.get(step.id, ""), ""), self.words.get(step.id, "")]
            if any(said):
                lines.append(f"{step.title}: {'. '.join(part for part in said if part)}")
        return "\n".join(lines)

    def interpreter(self, script: GateScript, *more: str) -> Interpreter:
        """Everything that was found out about the interpreter."""
        return Interpreter(
            mode=self.mode,
            language=self.language,
            pair=self.pair,
            sex=self.sex,
            provider=self.provider,
            reference=self.reference,
            registration=self.registration,
            called_from=self.words.get(CALLED_FROM, ""),
            chosen=self.words.get(CHOSEN, ""),
            present=self.present,
            why="\n".join(filter(None, (*more, self.told(script)))),
        )


def keep(session: Session, gate: Gate) -> bool:
    """Keep the gate as it stands; False, and told, when the vault refused."""
    try:
        session.desk.store.set_setting(KEPT, json.dumps(asdict(gate)))
    except Refused as refusal:
        session.refused.emit(refusal)
        return False
    return True


def drop(session: Session) -> None:
    """The gate is done: nothing of it stays but its setting in the record."""
    try:
        session.desk.store.set_setting(KEPT, "")
    except Refused:
        return


def kept(session: Session, visit: VisitId) -> Gate:
    """The gate of a visit where it was left, or a fresh one."""
    try:
        found = json.loads(session.desk.store.setting(KEPT) or "{}")
        gate = Gate(**found)
    except (ValueError, TypeError):
        return Gate(visit=visit)
    return gate if gate.visit == visit else Gate(visit=visit)
