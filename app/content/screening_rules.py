"""What must hold of a screening item by itself, and of all items together."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from app.content.strict import refuse_twice
from app.content.wording import waivers
from app.domain.questionnaire import NO_ANSWER, OFTEN, STATES, ItemType
from app.domain.sentences import reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.content.strict import Where
    from app.domain.conditions import Condition
    from app.domain.questionnaire import Item

_CODE = re.compile(r"[a-z0-9]+(?:[._][a-z0-9]+)*", re.ASCII)
_CHOICES = frozenset({ItemType.ONE, ItemType.MANY})
_STATEMENTS = frozenset({ItemType.TICK, ItemType.TEXT})
_STATE_LIKE = frozenset({ItemType.STATE, ItemType.NOW_PAST})


def raised_by_default(type_: ItemType) -> tuple[str, ...]:
    """What raises a concern unless the item says otherwise: "yes" and "unclear"."""
    return ("yes", "unclear") if type_ in _STATE_LIKE else ()


def codes_of(item: Item) -> tuple[str, ...]:
    """Every code that an answer to the item may have."""
    if item.type in _STATE_LIKE:
        return STATES
    if item.type is ItemType.OFTEN:
        return (*OFTEN, *NO_ANSWER)
    return (*(option.code for option in item.options), *NO_ANSWER)


def check_item(item: Item, where: Where) -> None:
    """Refuse an item that contradicts itself (`content.item`, `content.code`, …)."""
    _check_words(item, where)
    _check_codes(item, where)
    _check_said(item, where)
    if not item.source:
        where.refuse("content.source", "every item says where it comes from")
    try:
        waivers(item.waive)
    except ValueError:
        where.refuse("content.waiver", "a waiver names a rule and a reason: “IP02: …”")


def _check_words(item: Item, where: Where) -> None:
    if bool(item.ask) == bool(item.prompt):
        where.refuse("content.item", "an item has ask, or prompt, and not both")
    if item.ask and item.observed:
        where.refuse("content.item", "what is observed is never read aloud")
    if bool(item.ask) != bool(item.ways):
        where.refuse("content.item", "what is read aloud has another way, and nothing else has")
    questions = item.ask.count("?")
    if item.ask and questions != 1 and not (item.type in _STATEMENTS and questions == 0):
        where.refuse("content.item", "what is asked is one question")
    if questions and not item.ask.endswith("?"):
        where.refuse("content.item", "the question comes last")


def _check_codes(item: Item, where: Where) -> None:
    if (item.type in _CHOICES) != bool(item.options) and item.type is not ItemType.LINKS:
        where.refuse("content.item", "a choice has options, and nothing else has")
    for kind in ("option", "row"):
        codes = [o.code for o in item.options] if kind == "option" else [r.code for r in item.rows]
        refuse_twice((f"{item.id} {kind} {code}", where) for code in codes)
        for code in codes:
            if _CODE.fullmatch(code) is None or code in NO_ANSWER:
                where.refuse("content.code", f"{code} is no {kind} code")
    for code in item.raised_by:
        if code not in codes_of(item):
            where.refuse("content.unknown-id", f"raised_by: the item has no answer {code}")


def _check_said(item: Item, where: Where) -> None:
    for option in item.options:
        if option.said and not item.ask:
            where.refuse("content.item", "only an answer to what is read aloud is said to her")
        if option.said == option.label:
            where.refuse("content.item", "said is there only where it differs from the label")


def check_together(lines: Sequence[tuple[Item, Where]]) -> None:
    """Refuse ids used twice, ids of nothing, conditions on later questions, and circles."""
    refuse_twice((item.id, where) for item, where in lines)
    refuse_twice((way.id, where) for item, where in lines for way in item.ways)
    known = {str(item.id): item for item, _ in lines}
    earlier: set[str] = set()
    for item, where in lines:
        for id_ in item.follow_up:
            if id_ not in known:
                where.refuse("content.unknown-id", f"follow_up: there is no item {id_}")
        if item.show is not None:
            _check_show(item.show, where, known, earlier)
        earlier.add(item.id)
    _refuse_circles(lines)


def _check_show(show: Condition, where: Where, known: dict[str, Item], earlier: set[str]) -> None:
    for id_, codes, row in reads(show):
        if id_ not in known:
            where.refuse("content.unknown-id", f"show: there is no item {id_}")
        if id_ not in earlier:
            where.refuse("content.later", f"show: {id_} is asked later")
        for code in codes:
            if code not in codes_of(known[id_]):
                where.refuse("content.unknown-id", f"show: {id_} has no answer {code}")
        if row != "*" and row not in {r.code for r in known[id_].rows}:
            where.refuse("content.unknown-id", f"show: {id_} has no row {row}")


def _refuse_circles(lines: Sequence[tuple[Item, Where]]) -> None:
    """Follow-ups that open each other in a circle would never end."""
    try:
        TopologicalSorter({str(item.id): item.follow_up for item, _ in lines}).prepare()
    except CycleError as fault:
        circle: list[str] = fault.args[1]
        where = next(where for item, where in lines if item.id == circle[0])
        where.refuse("content.cycle", f"follow_up goes round: {' → '.join(reversed(circle))}")
