"""The packs beside the rules: links, plan library, cards, prohibitions, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.condition_loader import decode_condition
from app.content.rules_loader import source_of
from app.content.strict import Table, read_pack, refuse_twice
from app.domain.codes import RestrictionClass
from app.domain.reference import (
    Agency,
    Card,
    Check,
    Links,
    Plan,
    PlanRow,
    PlanSection,
    Prohibition,
    Relation,
    RelationSort,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    from app.domain.conditions import Condition
    from app.domain.reference import Rule

    _T = TypeVar("_T")

FOR_WHOM = ("person", "each_child", "each_party", "household")
DUE = (
    *("now", "same_day", "24h", "72h", "5d", "7d", "1wd", "2wd", "3wd", "5wd", "10wd", "20wd"),
    *("standing", "on_concern", "as_needed", "later", "on_transfer", "each_move", "day_of_move"),
    *("before_move", "before_travel", "before_hearing", "before_placement"),
)


def load_links(file: str, raw: bytes) -> Links:
    """Relations and roles; raises `ContentRefused`, as all readers here do."""
    pack = _head(file, raw)
    source_of(pack)
    return _done(
        pack,
        Links(_rows(pack, "relation", _relation, "code"), _rows(pack, "role", _role, "code")),
    )


def load_cards(file: str, raw: bytes) -> tuple[Card, ...]:
    """The cards of what is never safe to infer."""
    pack = _head(file, raw)
    return _done(pack, _rows(pack, "card", _card))


def load_prohibitions(file: str, raw: bytes) -> tuple[Prohibition, ...]:
    """What the program must not do."""
    pack = _head(file, raw)
    return _done(pack, _rows(pack, "prohibition", _prohibition))


def load_checks(file: str, raw: bytes) -> tuple[Check, ...]:
    """The supervisor's checklist."""
    pack = _head(file, raw)
    return _done(pack, _rows(pack, "check", _check))


def load_plan(packs: Mapping[str, bytes], rules: Sequence[Rule]) -> Plan:
    """The plan library from its packs; `plan-library.toml` holds owners and standing triggers.

    Which rules suggest a row is read from the rules, so that it is written down once.
    """
    suggested: dict[str, list[str]] = {}
    for rule in rules:
        for row in rule.plan:
            suggested.setdefault(row, []).append(rule.id)
    agencies: tuple[Agency, ...] = ()
    standing: tuple[str, ...] = ()
    sections: list[PlanSection] = []
    tables: list[Table] = []
    for file, raw in sorted(packs.items()):
        pack = _head(file, raw)
        if pack.has("standing"):
            standing, _ = pack.texts("standing"), source_of(pack)
            agencies = _rows(pack, "agency", _agency, "code")
        sections += _rows(pack, "section", _section)
        tables += [table.named() for table in pack.tables("row")]
        pack.finish()
    refuse_twice((table.text("id"), table.where) for table in tables)
    codes = [agency.code for agency in agencies]
    rows = tuple(
        _plan_row(t, tuple(suggested.get(t.text("id"), ())), codes, [s.id for s in sections])
        for t in tables
    )
    return Plan(agencies, standing, tuple(sections), rows)


def _head(file: str, raw: bytes) -> Table:
    pack = read_pack(file, raw)
    pack.text("id")
    pack.integer("version")
    return pack


def _done(pack: Table, read: _T) -> _T:
    pack.finish()
    return read


def _rows(pack: Table, name: str, read: Callable[[Table], _T], key: str = "id") -> tuple[_T, ...]:
    tables = [table.named(key) for table in pack.tables(name)]
    refuse_twice((table.text(key), table.where) for table in tables)
    return tuple(_done(table, read(table)) for table in tables)


def _relation(table: Table) -> Relation:
    return Relation(
        code=table.text("code"),
        label=table.text("label"),
        sort=RelationSort(table.one_of("sort", list(RelationSort))),
        partner=table.boolean("partner", default=False),
        head=table.boolean("head", default=False),
    )


def _role(table: Table) -> Role:
    code = table.text("code")
    if not code.startswith("role."):
        table.where.refuse("content.word", "a role's code begins with role.")
    return Role(code, table.text("label"), table.text("note"))


def _agency(table: Table) -> Agency:
    return Agency(table.text("code"), table.text("label"))


def _section(table: Table) -> PlanSection:
    return PlanSection(
        table.text("id"), table.text("title"), table.texts("triggers"), source_of(table)
    )


def _plan_row(
    table: Table, rules: tuple[str, ...], agencies: list[str], sections: list[str]
) -> PlanRow:
    owners = table.texts("owner")
    if not owners or not set(owners).issubset(agencies):
        table.where.refuse("content.dangling", "owner is one or more agencies")
    row = PlanRow(
        id=table.text("id"),
        version=table.integer("version"),
        section=table.one_of("section", sections),
        action=table.text("action"),
        for_whom=table.one_of("for", FOR_WHOM),
        owner=owners,
        due=table.one_of("due", DUE),
        triggers=table.texts("triggers"),
        side_effects=table.text("side_effects"),
        rc=RestrictionClass(table.one_of("rc", list(RestrictionClass))),
        rules=rules,
        interim=table.boolean("interim", default=False),
        source=source_of(table),
    )
    if row.id.rstrip("0123456789") != f"pl.{row.section}":
        table.where.refuse("content.word", "the id says the section")
    return _done(table, row)


def _card(table: Table) -> Card:
    card = Card(
        id=table.text("id"),
        text=table.text("text"),
        because=table.text("because"),
        items=table.texts("items", ()),
        rules=table.texts("rules", ()),
        source=source_of(table),
    )
    if not card.items and not card.rules:
        table.where.refuse("content.missing", "a card is shown beside an item or a rule")
    return card


def _prohibition(table: Table) -> Prohibition:
    check = table.text("check")
    kind, _, name = check.partition(":")
    if (kind in {"linter", "test", "runtime"}) != bool(name) or (not name and kind != "person"):
        table.where.refuse("content.word", "check is linter:…, test:…, runtime:… or person")
    return Prohibition(table.text("id"), table.text("text"), check, source_of(table))


def _check(table: Table) -> Check:
    return Check(
        id=table.text("id"),
        title=table.text("title"),
        text=table.text("text"),
        items=table.texts("items", ()),
        rules=table.texts("rules", ()),
        plan=table.texts("plan", ()),
        source=source_of(table),
        when=_condition(table, "when"),
        person=_condition(table, "person"),
        not_applicable=_condition(table, "not_applicable"),
        not_met=_condition(table, "not_met"),
        partly=_condition(table, "partly"),
        met=_condition(table, "met"),
        by_person=table.boolean("by_person", default=False),
    )


def _condition(table: Table, key: str) -> Condition | None:
    if not table.has(key):
        return None
    return decode_condition(table.value(key), table.where.file, table.where.id)
