"""Time limits from the clocks pack, and an organisation's own amounts in their place.

An own file replaces amount, unit and source of timers that the program has; it can neither add
one nor take one away, so that no silence is left without a clock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.content.rules_loader import source_of
from app.content.strict import read_pack, refuse_twice
from app.domain.codes import Step
from app.domain.handover import Urgency
from app.domain.reference import Timer
from app.domain.silence import COUNTS_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content.strict import Table, Where

OWN = "clocks-own-"
"""How the name of a file with an organisation's own amounts begins."""

UNITS = ("hours", "days", "working_days")
MOST = 366
"""No amount is larger, whatever its unit: beyond that a clock is no clock."""


def load_timers(file: str, raw: bytes) -> tuple[Timer, ...]:
    """Default time limits, each a local setting.

    Raises:
        ContentRefused: a key that is unknown, missing or wrong; an answer that is owed without a
            timer for every urgency; a ladder with a rung missing.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    pack.text("note")
    tables = [table.named() for table in pack.tables("timer")]
    refuse_twice((table.text("id"), table.where) for table in tables)
    timers = tuple(_timer(table) for table in tables)
    pack.finish()
    _check_whole(timers, pack.where)
    return timers


def with_own(timers: tuple[Timer, ...], packs: Iterable[tuple[str, bytes]]) -> tuple[Timer, ...]:
    """The timers with an organisation's own amounts, each with the organisation's own source.

    Raises:
        ContentRefused: `content.dangling` for a timer that we do not have, and as `load_timers`.
    """
    known = {timer.id: timer for timer in timers}
    for file, raw in packs:
        pack = read_pack(file, raw)
        pack.text("id")
        pack.integer("version")
        tables = [table.named() for table in pack.tables("timer")]
        refuse_twice((table.text("id"), table.where) for table in tables)
        if not tables:
            pack.where.refuse("content.missing", "the file sets at least one timer")
        for table in tables:
            name = table.text("id")
            if name not in known:
                table.where.refuse("content.dangling", f"{name} is no timer of the clocks pack")
            amount, unit, source = _amount(table)
            known[name] = replace(known[name], amount=amount, unit=unit, source=source, own=file)
            table.finish()
        pack.finish()
    return tuple(known.values())


def _timer(table: Table) -> Timer:
    amount, unit, source = _amount(table)
    timer = Timer(
        id=table.text("id"),
        label=table.text("label"),
        amount=amount,
        unit=unit,
        source=source,
        after=table.text("after"),
        step=table.one_of("step", [s.value for s in Step], "") if table.has("step") else "",
        urgency=table.texts("urgency", ()),
        ladder=table.integer("ladder", 0),
        at_due=table.boolean("at_due", default=False),
    )
    table.finish()
    if (timer.step or timer.ladder) and timer.after not in COUNTS_FROM:
        table.where.refuse("content.word", f"after is one of {', '.join(COUNTS_FROM)}")
    if not set(timer.urgency) <= {u.value for u in Urgency}:
        table.where.refuse("content.word", "urgency is of immediate, today, routine")
    return timer


def _amount(table: Table) -> tuple[int, str, tuple[str, ...]]:
    amount = table.integer("amount")
    if not 0 < amount <= MOST:
        table.where.refuse("content.word", f"amount is from 1 to {MOST}")
    return amount, table.one_of("unit", UNITS), source_of(table)


def _check_whole(timers: tuple[Timer, ...], where: Where) -> None:
    for urgency in Urgency:
        found = [t for t in timers if t.step == Step.ACCEPTED and urgency.value in t.urgency]
        if len(found) != 1:
            where.refuse("content.missing", f"one timer says when an answer is owed: {urgency}")
    rungs = sorted(t.ladder for t in timers if t.ladder)
    if rungs != list(range(1, len(rungs) + 1)):
        where.refuse("content.missing", "the rungs of the ladder are 1, 2, 3 … without a gap")
