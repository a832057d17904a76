"""The interpreter gate from its pack, read strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.gate import GateAnswer, GateScript, GateStep, Leads
from app.domain.interpreting import Phase
from app.domain.questionnaire import OtherWay

if TYPE_CHECKING:
    from app.content.strict import Table


def load_gate(file: str, raw: bytes) -> GateScript:
    """The steps of the gate.

    Raises:
        ContentRefused: an unknown key, a step or answer twice, an answer that leads nowhere,
            steps out of the order identity, conflict, understanding (`content.order`).
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    source_of(pack)
    broad = frozenset(pack.texts("broad"))
    tables = [table.named() for table in pack.tables("step")]
    steps = tuple(_step(table) for table in tables)
    refuse_twice((step.id, table.where) for step, table in zip(steps, tables, strict=True))
    pack.finish()
    order = list(Phase)
    phases = [order.index(step.phase) for step in steps]
    if phases != sorted(phases):
        pack.where.refuse("content.order", "identity comes first, then conflict")
    return GateScript(steps, broad)


def _step(table: Table) -> GateStep:
    answers = tuple(_answer(answer) for answer in table.tables("answer"))
    refuse_twice((answer.code, table.where) for answer in answers)
    step = GateStep(
        id=table.text("id"),
        title=table.text("title"),
        short=table.text("short"),
        to=table.text("to"),
        ask=table.text("ask", ""),
        prompt=table.text("prompt", ""),
        note=table.text("note"),
        words=table.text("words"),
        answers=answers,
        ways=tuple(_way(way) for way in table.tables("way")),
        source=source_of(table),
        phase=Phase(table.one_of("phase", Phase, Phase.IDENTITY)),
        sign=table.boolean("sign", default=False),
    )
    if not step.heading:
        table.where.refuse("content.missing", "ask or prompt is needed")
    table.finish()
    return step


def _answer(table: Table) -> GateAnswer:
    leads = Leads(table.one_of("leads", [leads.value for leads in Leads]))
    answer = GateAnswer(table.text("code"), table.text("label"), table.text("note"), leads)
    table.finish()
    return answer


def _way(table: Table) -> OtherWay:
    way = OtherWay(table.text("id"), table.text("text"))
    table.finish()
    return way
