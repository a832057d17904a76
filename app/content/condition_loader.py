"""Conditions as TOML spells them. Closed keys; anything else is refused with file, id and rule.

    {item="F1", equals="often"}          {item="G1", any_of=["yes","unclear"], tense="now"}
    {item="Q1", answered=true}           {item="A3", equals="not_checked", row="pnc"}
    {all=[…]}  {any=[…]}  {at_least=2, of=[…]}  {ever={…}}  {not={…}}
    {some="party", where={…}}            {count="party", n=2, where={…}}
    {distinct="H4", n=2}                 {differs=["J3","J4"]}  {same_place=["R3","H4"]}
    {within="A5", days=90, side="after"} {state="role_open"}

`not` may stand only around `state`, and around `all`, `any`, `at_least`, `some` and `count`
made of nothing but `state`: those are facts of the record, true or false whatever was asked.
Around an answer it would turn "not asked" into "no", which nothing here may do (NO6).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar, cast

from app.domain.conditions import (
    All,
    Any,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    Differs,
    Distinct,
    Equals,
    Ever,
    Holds,
    Not,
    SamePlace,
    Side,
    Some,
    SomeOf,
    State,
    Tense,
    Within,
)
from app.domain.errors import ContentRefused

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 12
"""Conditions inside conditions; no sentence that deep could be read."""

_E = TypeVar("_E", bound=StrEnum)


def decode_condition(value: object, file: str, id_: str) -> Condition:
    """Read one condition of `id_` in `file`.

    Raises:
        ContentRefused: `content.condition`, with the file, the id and the rule that it broke.
    """
    return _Reader(file, id_).condition(value, 0)


def only_states(condition: Condition) -> bool:
    """Tell whether nothing but recorded facts decides it, so that `not` is safe around it."""
    match condition:
        case Holds():
            return True
        case All(of=parts) | Any(of=parts) | AtLeast(of=parts):
            return all(only_states(part) for part in parts)
        case Some(where=part) | Count(where=part) | Not(of=part) | Ever(of=part):
            return only_states(part)
        case _:
            return False


class _Reader:
    """Reads tables of one row; holds only whose row it is, for refusals."""

    def __init__(self, file: str, id_: str) -> None:
        self.file = file
        self.id = id_

    def condition(self, value: object, depth: int) -> Condition:
        if not isinstance(value, dict):
            raise self.refused("a condition is a table")
        if depth > MAX_DEPTH:
            raise self.refused("conditions are nested too deep")
        table = cast("dict[str, object]", value)
        readers: dict[str, Callable[[dict[str, object], int], Condition]] = {
            "item": self._answer,
            "all": self._parts,
            "any": self._parts,
            "not": self._not,
            "at_least": self._at_least,
            "some": self._some,
            "count": self._count,
            "distinct": self._distinct,
            "ever": self._ever,
            "differs": self._pair,
            "same_place": self._pair,
            "within": self._within,
            "state": self._state,
        }
        named = [key for key in readers if key in table]
        if len(named) != 1:
            raise self.refused("a condition has exactly one operator")
        return readers[named[0]](table, depth)

    def _answer(self, table: dict[str, object], _: int) -> Condition:
        item = self._text(table, "item")
        tense = self._one_of(Tense, table.get("tense", Tense.EITHER.value), "tense")
        row = self._text(table, "row") if "row" in table else "*"
        tests = [key for key in ("equals", "any_of", "answered") if key in table]
        if len(tests) != 1:
            raise self.refused("item needs one of equals, any_of, answered")
        self._only(table, "item", tests[0], "tense", "row")
        if tests[0] == "equals":
            return Equals(item, self._text(table, "equals"), tense, row)
        if tests[0] == "any_of":
            return AnyOf(item, self._texts(table, "any_of"), tense, row)
        if table["answered"] is not True:
            raise self.refused("answered is true or left out")
        return AnyOf(item, (), tense, row)

    def _parts(self, table: dict[str, object], depth: int) -> Condition:
        key = "all" if "all" in table else "any"
        self._only(table, key)
        parts = self._list(table, key, depth)
        return All(parts) if key == "all" else Any(parts)

    def _not(self, table: dict[str, object], depth: int) -> Condition:
        self._only(table, "not")
        part = self.condition(table["not"], depth + 1)
        if not only_states(part):
            raise self.refused("not stands only around state: unanswered is never no")
        return Not(part)

    def _ever(self, table: dict[str, object], depth: int) -> Condition:
        self._only(table, "ever")
        return Ever(self.condition(table["ever"], depth + 1))

    def _at_least(self, table: dict[str, object], depth: int) -> Condition:
        self._only(table, "at_least", "of")
        parts = self._list(table, "of", depth)
        n = self._number(table, "at_least")
        if n > len(parts):
            raise self.refused("at_least asks for more parts than there are")
        return AtLeast(n, parts)

    def _some(self, table: dict[str, object], depth: int) -> Condition:
        self._only(table, "some", "where")
        over = self._one_of(SomeOf, table["some"], "some")
        return Some(over, self.condition(table.get("where"), depth + 1))

    def _count(self, table: dict[str, object], depth: int) -> Condition:
        self._only(table, "count", "n", "where")
        over = self._one_of(SomeOf, table["count"], "count")
        where = self.condition(table.get("where"), depth + 1)
        return Count(over, where, self._number(table, "n"))

    def _distinct(self, table: dict[str, object], _: int) -> Condition:
        self._only(table, "distinct", "n")
        return Distinct(self._text(table, "distinct"), self._number(table, "n"))

    def _pair(self, table: dict[str, object], _: int) -> Condition:
        key = "differs" if "differs" in table else "same_place"
        self._only(table, key)
        items = self._texts(table, key)
        if len(items) != 2:
            raise self.refused(f"{key} names two items")
        return Differs(*items) if key == "differs" else SamePlace(*items)

    def _within(self, table: dict[str, object], _: int) -> Condition:
        self._only(table, "within", "days", "side")
        side = self._one_of(Side, table.get("side"), "side")
        return Within(self._text(table, "within"), self._number(table, "days"), side)

    def _state(self, table: dict[str, object], _: int) -> Condition:
        self._only(table, "state")
        return Holds(self._one_of(State, table["state"], "state"))

    def _list(self, table: dict[str, object], key: str, depth: int) -> tuple[Condition, ...]:
        found = table.get(key)
        if not isinstance(found, list) or not found:
            raise self.refused(f"{key} is a list of conditions")
        return tuple(self.condition(part, depth + 1) for part in cast("list[object]", found))

    def _text(self, table: dict[str, object], key: str) -> str:
        found = table.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.refused(f"{key} is a text")
        return found

    def _texts(self, table: dict[str, object], key: str) -> tuple[str, ...]:
        found = table.get(key)
        if not isinstance(found, list) or not found:
            raise self.refused(f"{key} is a list of texts")
        texts = tuple(text for text in cast("list[object]", found) if isinstance(text, str))
        if len(texts) != len(cast("list[object]", found)) or len(set(texts)) != len(texts):
            raise self.refused(f"{key} is a list of different texts")
        return texts

    def _number(self, table: dict[str, object], key: str) -> int:
        found = table.get(key)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise self.refused(f"{key} is a whole number from 1")
        return found

    def _one_of(self, names: type[_E], value: object, key: str) -> _E:
        for name in names:
            if name.value == value:
                return name
        raise self.refused(f"{key} is not one of: " + ", ".join(n.value for n in names))

    def _only(self, table: dict[str, object], *keys: str) -> None:
        unknown = sorted(set(table) - set(keys))
        if unknown:
            raise self.refused("unknown key " + unknown[0])

    def refused(self, rule: str) -> ContentRefused:
        return ContentRefused("content.condition", file=self.file, id=self.id, rule=rule)
