"""Checking all content at once: does every pack load, hold together, and do what it says?

Returns data. Nothing is printed here, and nothing is put right: a problem names its file, the id
of the row and the rule that it breaks, and a person mends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content import prohibited
from app.content.examples import TODAY
from app.content.interview_loader import load_pack, load_shipped
from app.content.library import Library, load_library
from app.content.rules_loader import load_examples
from app.content.screening_rules import codes_of
from app.content.screening_wording import check_wording, spoken, waived
from app.content.spoken import sources_of
from app.content.wording import Finding, Severity, findings, unwaived, waivers
from app.domain.entry import AnswerBody
from app.domain.errors import ContentRefused
from app.domain.patterns import evaluate
from app.domain.people import ROLE
from app.domain.questionnaire import NO_ANSWER, TRENDS, ItemType
from app.domain.renderings import State
from app.domain.sentences import reads
from app.domain.translation_checks import pack_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.content.examples import Example
    from app.domain.conditions import Condition
    from app.domain.reference import Rule
    from app.domain.renderings import Pack

EXPECTED = {
    "items": 144,
    "rules": 26,
    "cards": 20,
    "prohibitions": 18,
    "plan rows": 74,
    "checks": 32,
    "recipients": 7,
    "markers to set": 5,
    "read before a visit": 5,
}
"""How many of each our own packs hold. An organisation's own items come on top."""

NEVER_READ = {
    "A10": "*",
    "C3": "*",
    "C4": "*",
    "H8": "*",
    "K1": "nationality languages",
}
"""Items about where somebody comes from or what they believe, with their lines (NO13)."""

RULES_FILE = "patterns.toml"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: in which file, at which id, against which rule."""

    file: str
    id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Waived:
    """A wording rule that an author set aside, and why."""

    id: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `counts` and `waivers` are for reading, `problems` for mending."""

    counts: tuple[tuple[str, int], ...] = ()
    waivers: tuple[Waived, ...] = ()
    warnings: tuple[Problem, ...] = ()  # wording to look at a second time
    problems: tuple[Problem, ...] = ()


class _Found:
    """Gathers while the checks run."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.waivers: list[Waived] = []

    def problem(self, file: str, id_: str, rule: str) -> None:
        self.problems.append(Problem(file, id_, rule))


def is_language_pack(raw: bytes) -> bool:
    """Whether a file that was given to be checked is a language pack rather than questions."""
    return b"[meta]" in raw


def check_content(
    sources: Sequence[tuple[str, bytes]],
    shipped: Sequence[tuple[str, bytes]] = (),
    languages: Sequence[tuple[str, bytes]] = (),
) -> Report:
    """Check packs, given as (file name, bytes): ours, with an organisation's own beside them.

    `shipped` are the language packs that come with the program, `languages` an organisation's.
    Whether one is signed is for a vault to say.

    A pack that does not load is one problem, and the rest is not looked at: nothing that
    stands on it could be believed.
    """
    found = _Found()
    try:
        library = load_library(sources)
        examples = load_examples(RULES_FILE, dict(sources)[RULES_FILE])
        packs = tuple(load_shipped(shipped).values())
        others = tuple(load_pack(name, raw) for name, raw in languages)
    except ContentRefused as refusal:
        facts = refusal.facts
        found.problem(str(facts["file"]), str(facts["id"]), str(facts["rule"]))
        return Report(problems=tuple(found.problems))
    counts = _counts(library) | _language_counts((*packs, *others))
    _check_counts(counts, found)
    for rule in library.book.rules:
        _check_rule_reads(rule, library, found)
        _check_words(rule.id, rule.ask, rule.waive, found)
        _check_raises(rule, library.book.rules, found)
        _check_example(rule, examples[rule.id], library, found)
    for check in library.checks:
        _check_reads("checks.toml", check.id, check.conditions, library, found)
    _check_spoken(library, found)
    _check_references(library, found)
    _check_prohibited(library, found)
    _check_recipients(library, found)
    _check_roles(library, found)
    _check_languages(library, packs, others, found)
    return Report(
        counts=tuple(counts.items()),
        waivers=tuple(found.waivers),
        warnings=tuple(found.warnings),
        problems=tuple(found.problems),
    )


def _counts(library: Library) -> dict[str, int]:
    asked = [item.id for section in library.screening.sections for item in section.items]
    ours = [i for i in asked if not i.startswith("own.")]
    return {
        "items": len(ours),
        "rules": len(library.book.rules),
        "cards": len(library.cards),
        "prohibitions": len(library.prohibitions),
        "plan rows": len(library.plan.rows),
        "checks": len(library.checks),
        "recipients": len(library.recipients.rows),
        "markers to set": len(library.receiving.markers),
        "read before a visit": len(library.receiving.cards),
        "stops": len(library.book.stops),
        "relations": len(library.book.links.relations),
        "roles": len(library.book.links.roles),
        "clocks": len(library.timers),
        "own items": len(asked) - len(ours),
    }


def _check_counts(counts: dict[str, int], found: _Found) -> None:
    for name, expected in EXPECTED.items():
        if counts[name] != expected:
            found.problem("", name, f"there are {counts[name]}, and should be {expected}")


def _check_rule_reads(rule: Rule, library: Library, found: _Found) -> None:
    conditions = (rule.when, *(r.when for r in rule.raises if r.when is not None))
    _check_reads(RULES_FILE, rule.id, conditions, library, found)


def _check_reads(
    file: str, id_: str, conditions: Iterable[Condition], library: Library, found: _Found
) -> None:
    for item_id, codes, row in (read for c in conditions for read in reads(c)):
        item = library.book.items.get(item_id)
        if item is None:
            found.problem(file, id_, f"there is no item {item_id}")
            continue
        known = {*codes_of(item)} - {*NO_ANSWER}
        if item.type is ItemType.OFTEN:
            known |= {f"trend.{trend}" for trend in TRENDS}
        for code in codes:
            if code not in known:
                found.problem(file, id_, f"{item_id} has no answer {code}")
        if row != "*" and row not in {r.code for r in item.rows}:
            found.problem(file, id_, f"{item_id} has no line {row}")
        lines = NEVER_READ.get(item_id, "").split()
        if "*" in lines or row in lines or (lines and row == "*"):
            found.problem(file, id_, f"no rule may read {item_id} (NO13)")


def _check_example(rule: Rule, example: Example, library: Library, found: _Found) -> None:
    if rule.id not in {f.rule for f in evaluate(example.fires, library.book, TODAY)}:
        found.problem(RULES_FILE, rule.id, "the firing example does not fire it")
    if rule.id in {f.rule for f in evaluate(example.near_miss, library.book, TODAY)}:
        found.problem(RULES_FILE, rule.id, "the near miss fires it")
    # An example with an answer that nobody could give would prove nothing.
    for entry in (*example.fires.ordered, *example.near_miss.ordered):
        body = entry.body
        if not isinstance(body, AnswerBody):
            continue
        item = library.book.items.get(body.item)
        codes = {*body.value.codes, *body.value.past}
        if item is None or not codes.issubset(codes_of(item)):
            found.problem(RULES_FILE, rule.id, f"the example has no answer to {body.item}")
        elif body.row and body.row not in {r.code for r in item.rows}:
            found.problem(RULES_FILE, rule.id, f"{body.item} has no line {body.row}")


def _check_raises(rule: Rule, rules: tuple[Rule, ...], found: _Found) -> None:
    also = {r.id: {id_ for raised in r.raises for id_ in raised.also} for r in rules}
    seen: set[str] = set()
    ahead = set(also[rule.id])
    while ahead:
        seen |= ahead
        ahead = {id_ for other in ahead for id_ in also[other]} - seen
    if rule.id in seen:
        found.problem(RULES_FILE, rule.id, "it is raised by itself")


def _check_words(id_: str, asks: Iterable[str], waive: tuple[str, ...], found: _Found) -> None:
    try:
        found.waivers += [Waived(id_, w.rule, w.reason) for w in waivers(waive)]
        broken = [(ask, f) for ask in asks for f in unwaived(ask, waive)]
    except ValueError:
        found.problem(RULES_FILE, id_, "a waiver names a rule and a reason")
        return
    for ask, finding in broken:
        _note(found, RULES_FILE, id_, ask, finding)


def _check_spoken(library: Library, found: _Found) -> None:
    screening = library.screening
    found.waivers += [Waived(id_, w.rule, w.reason) for id_, w in waived(screening)]
    for fault in check_wording(screening):
        _note(found, "screening", fault.words, fault.text, fault.finding)
    for step in library.gate.steps:
        for text in filter(None, (step.ask, *(way.text for way in step.ways))):
            _check_said("gate.toml", step.id, text, found)
    for cover in library.interpreting.covers:
        _check_said("interpreting.toml", cover.id, cover.say, found)
    for item in library.interpreting.items:
        for id_, text in spoken(item):
            _check_said("interpreting.toml", id_, text, found)


def _check_said(file: str, id_: str, text: str, found: _Found) -> None:
    for finding in findings(text):
        _note(found, file, id_, text, finding)


def _note(found: _Found, file: str, id_: str, text: str, finding: Finding) -> None:
    told = Problem(file, id_, f"{finding.rule}: {finding.message} “{text}”")
    listed = found.problems if finding.severity is Severity.ERROR else found.warnings
    listed.append(told)


def _check_references(library: Library, found: _Found) -> None:
    items, rules = set(library.book.items), {r.id for r in library.book.rules}
    rows = {row.id for row in library.plan.rows}
    named = [
        *(("patterns.toml", r.id, (), (), r.plan) for r in library.book.rules),
        *(("cards.toml", c.id, c.items, c.rules, ()) for c in library.cards),
        *(("checks.toml", c.id, c.items, c.rules, c.plan) for c in library.checks),
    ]
    for file, id_, of_items, of_rules, of_plan in named:
        for known, ids in ((items, of_items), (rules, of_rules), (rows, of_plan)):
            for missing in sorted(set(ids) - known):
                found.problem(file, id_, f"there is no {missing}")
    for p in library.prohibitions:
        kind, _, name = p.check.partition(":")
        if kind == "linter" and name not in prohibited.NAMES:
            found.problem("prohibitions.toml", p.id, f"there is no linter {name}")


def _check_prohibited(library: Library, found: _Found) -> None:
    texts = [
        *(("patterns.toml", r.id, (r.name, r.why, *r.ask, *r.do)) for r in library.book.rules),
        *(("cards.toml", c.id, (c.text, c.because)) for c in library.cards),
        *(
            ("plan", row.id, (row.action, row.side_effects, *row.triggers))
            for row in library.plan.rows
        ),
        *(("checks.toml", c.id, (c.title, c.text)) for c in library.checks),
        *(
            ("recipients.toml", r.code, (r.label, r.note, r.header, *r.asks))
            for r in library.recipients.rows
        ),
        *(("receiving.toml", m.id, (m.label, m.told)) for m in library.receiving.markers),
        *(("receiving.toml", c.id, (c.title, c.words, c.empty)) for c in library.receiving.cards),
    ]
    for file, id_, lines in texts:
        for line in lines:
            for name in prohibited.breaches(line):
                found.problem(file, id_, f"{name}: “{line}”")


def _check_recipients(library: Library, found: _Found) -> None:
    for row in library.recipients.rows:
        if re.search("enforce|remov|deport", f"{row.code} {row.label} {row.note}".casefold()):
            found.problem("recipients.toml", row.code, "no copy is made for enforcement (NO8)")


def _check_roles(library: Library, found: _Found) -> None:
    known = {role.code for role in library.book.links.roles}
    known |= {relation.code for relation in library.book.links.relations}
    for item_id in ("H2", "H3"):
        item = library.book.items.get(item_id)
        for option in item.options if item else ():
            if option.code not in known and ROLE + option.code not in known:
                found.problem("links.toml", item_id, f"there is no link {option.code}")


def _language_counts(packs: Iterable[Pack]) -> dict[str, int]:
    packs = tuple(packs)
    states = [one.state for pack in packs for one in pack.renderings.values()]
    approved = states.count(State.APPROVED)
    return {
        "language packs": len(packs),
        "approved translations": approved,
        "unreviewed drafts": len(states) - approved,
    }


def _check_languages(
    library: Library, shipped: Iterable[Pack], others: Iterable[Pack], found: _Found
) -> None:
    sources = sources_of(library)
    for line in library.script:
        for finding in unwaived(line.text):
            _note(found, "script.toml", line.id, line.text, finding)
    for pack in (*shipped, *others):
        for fault in pack_faults(pack, library.languages, sources):
            found.problem(pack.file, fault.id, fault.rule)
    for pack in shipped:
        for id_ in sorted(sources.keys() - {*pack.renderings, *pack.empty}):
            found.problem(pack.file, id_, "there is no place for it: packaging/interview_packs.py")
