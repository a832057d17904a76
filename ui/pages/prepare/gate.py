"""What was answered at the gate so far, kept in the vault: a lock in the middle loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from app.domain.entry import ActionBody, Reliability, SettingBody
from app.domain.errors import Refused
from app.domain.gate import NO_INTERPRETER, Leads
from app.i18n import _

if TYPE_CHECKING:
    from app.domain.gate import GateScript, GateStep
    from app.domain.ids import VisitId
    from ui.session import Session

KEPT = "gate"
"""The vault's setting; emptied when the gate is done."""


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

    @property
    def needs_interpreter(self) -> bool:
        """Whether somebody interprets."""
        return self.answers.get("who") != NO_INTERPRETER

    def leads(self, step: GateStep) -> Leads | None:
        """What the answer to a step leads to; nothing while it has none."""
        given = self.answers.get(step.id, "")
        return next((answer.leads for answer in step.answers if answer.code == given), None)

    def stopped(self, script: GateScript) -> bool:
        """Whether any answer stops the gate."""
        return any(self.leads(step) is Leads.STOP for step in script.steps)

    def finished(self, script: GateScript) -> bool:
        """Whether every step that is needed has its answer and none stops."""
        steps = script.steps if self.needs_interpreter else script.steps[:1]
        return all(self.leads(step) in {Leads.ON, Leads.CONCERN} for step in steps)

    def told(self, script: GateScript) -> str:
        """Every answer with its words, as the setting keeps them."""
        lines: list[str] = []
        for step in script.steps:
            labels = {answer.code: answer.label for answer in step.answers}
            said = [labels.get(self.answers.get(step.id, ""), ""), self.words.get(step.id, "")]
            if any(said):
                lines.append(f"{step.title}: {'. '.join(part for part in said if part)}")
        return "\n".join(lines)

    def setting(self, script: GateScript) -> SettingBody:
        """The setting of a gate that was passed."""
        steps = script.steps if self.needs_interpreter else ()
        worried = any(self.leads(step) is Leads.CONCERN for step in steps)
        return SettingBody(
            present=self.present,
            mode=self.mode if self.needs_interpreter else "none",
            language=self.language,
            interpreter_sex=self.sex if self.needs_interpreter else "",
            reference=self.reference if self.needs_interpreter else "",
            gate=("concern" if worried else "suitable") if self.needs_interpreter else "",
            reliability=Reliability.CONCERN if worried else Reliability.SOUND,
            why=self.told(script),
        )

    def refused(self, script: GateScript) -> SettingBody:
        """The setting of an interpreter who is not suitable: who it was, and why."""
        return SettingBody(
            mode=self.mode,
            language=self.language,
            interpreter_sex=self.sex,
            reference=self.reference,
            gate="not_suitable",
            reliability=Reliability.CONCERN,
            why=self.told(script),
        )

    def overridden(self, script: GateScript, reason: str) -> SettingBody:
        """The setting of a conversation that life in danger did not let wait."""
        why = "\n".join(part for part in (reason, self.told(script)) if part)
        return SettingBody(
            present=self.present,
            mode=self.mode,
            language=self.language,
            interpreter_sex=self.sex,
            reference=self.reference,
            gate="override",
            reliability=Reliability.DOUBTFUL,
            why=why,
        )


def again() -> ActionBody:
    """What an override leaves to be done."""
    return ActionBody(
        text=_("Interview again, with an independent interpreter"),
        due_words=_("as soon as she is safe"),
        triggers=_("life in danger: went on without a checked interpreter"),
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
