"""Pattern rules and full-screen stops, read strictly from their pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.condition_loader import decode_condition
from app.content.examples import Example, decode_example
from app.content.strict import Table, read_pack, refuse_twice
from app.domain.reference import Raise, Rule, Stop, Urgency

if TYPE_CHECKING:
    from app.content.strict import Where


@dataclass(frozen=True, slots=True)
class Rules:
    """What the patterns pack holds for use; its examples are read only when it is checked."""

    rules: tuple[Rule, ...]
    stops: tuple[Stop, ...]


def load_rules(file: str, raw: bytes) -> Rules:
    """Read the patterns pack.

    Raises:
        ContentRefused: an unknown key or operator, an id twice, a stop over an unknown rule,
            a row without a source.
    """
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    tables = [table.named() for table in pack.tables("rule")]
    refuse_twice((table.text("id"), table.where) for table in tables)
    rules = tuple(_rule(table) for table in tables)
    stops = tuple(_stop(table) for table in pack.tables("stop"))
    pack.finish()
    known = {rule.id for rule in rules}
    for stop in stops:
        _known(stop.rules, known, pack.where)
    for rule in rules:
        _known([id_ for raised in rule.raises for id_ in raised.also], known, pack.where)
    return Rules(rules, stops)


def load_examples(file: str, raw: bytes) -> dict[str, Example]:
    """The two invented cases of every rule; raises `ContentRefused` where one is no case."""
    tables = [table.named() for table in read_pack(file, raw).tables("rule")]
    return {table.text("id"): decode_example(table) for table in tables}


def source_of(table: Table) -> tuple[str, ...]:
    """The sources of a row; refused when there is none."""
    found = table.texts("source")
    if not found:
        table.where.refuse("content.no-source", "every row has a source")
    return found


def _rule(table: Table) -> Rule:
    where = table.where
    for key in ("fires", "near_miss"):
        table.value(key)
    rule = Rule(
        id=table.text("id"),
        version=table.integer("version"),
        name=table.text("name"),
        urgency=Urgency(table.one_of("urgency", list(Urgency))),
        when=decode_condition(table.value("when"), where.file, where.id),
        why=table.text("why"),
        ask=table.texts("ask"),
        do=table.texts("do"),
        plan=table.texts("plan"),
        source=source_of(table),
        raises=tuple(_raise(raised) for raised in table.tables("raise")),
        waive=table.texts("waive", ()),
    )
    table.finish()
    return rule


def _raise(table: Table) -> Raise:
    where = table.where
    has_when = table.has("when")
    raised = Raise(
        to=Urgency(table.one_of("to", list(Urgency))),
        when=decode_condition(table.value("when"), where.file, where.id) if has_when else None,
        also=table.texts("also", ()),
    )
    if not has_when and not raised.also:
        where.refuse("content.raise", "raise needs when or also")
    table.finish()
    return raised


def _stop(table: Table) -> Stop:
    stop = Stop(
        rules=table.texts("rules"),
        title=table.text("title"),
        words=table.text("words"),
        calls=table.texts("calls"),
        source=source_of(table),
    )
    table.finish()
    return stop


def _known(ids: list[str] | tuple[str, ...], known: set[str], where: Where) -> None:
    for id_ in ids:
        if id_ not in known:
            where.refuse("content.dangling", f"{id_} is no rule")
