"""What a handover lacks, said first; and what must not stay in a smaller copy. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, codes_of, is_answered, text_of
from app.domain.deliveries import taken_out
from app.domain.entry import ActionBody, AnswerBody, Kind, RestrictionClass, SignoffBody, SignoffOn
from app.domain.ids import ItemId
from app.domain.judgement import signed
from app.domain.people import children, parties
from app.domain.plan import actions
from app.domain.visit import visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Case
    from app.domain.entry import Body, Entry
    from app.domain.ids import SubjectId

MIN_NEEDLE = 4
"""Shorter withheld words are not looked for: they would be found everywhere."""


MAX_NAME_WORDS = 6
"""A withheld text of so few words is looked for whole: a name or an address, not an account."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing the handover lacks. The words for the code are in the UI."""

    code: str
    about: SubjectId | None = None
    count: int = 0

    @property
    def key(self) -> str:
        """How a reason given for it is filed."""
        return f"{self.code}:{self.about}" if self.about else self.code


@dataclass(frozen=True, slots=True)
class Leak:
    """Something withheld that occurs in text which stays in."""

    needle: str
    withheld_in: Entry
    found_in: Entry


def missing(case: Case) -> tuple[Missing, ...]:
    """What a receiver would ask for first, in the order they would ask it."""
    return (
        *_children_unheard(case),
        *_roles_open(case),
        *_not_said(case),
        *_plan_gaps(case),
    )


def reasons(case: Case) -> dict[str, str]:
    """Reasons given for what is missing: key to the newest reason."""
    return {
        e.body.decision: e.body.reasons
        for e in case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody) and e.body.on is SignoffOn.MISSING
    }


def leaks(case: Case, classes: frozenset[RestrictionClass]) -> tuple[Leak, ...]:
    """Withheld names, addresses and numbers that occur in text which stays in the copy."""
    gone = taken_out(case, classes)
    stays = [e for e in case.ordered if e.rc in classes and e.id not in gone]
    kept = [(e, _folded(" \n ".join(texts(e.body)))) for e in stays]
    found: list[Leak] = []
    seen: set[str] = set()
    for entry in case.ordered:
        if entry.rc in classes:
            continue
        for needle in _needles(entry):
            folded = _folded(needle)
            if folded in seen or len(folded) < MIN_NEEDLE:
                continue
            seen.add(folded)
            found.extend(Leak(needle, entry, e) for e, text in kept if _occurs(folded, text))
    return tuple(found)


def texts(body: Body) -> Iterator[str]:
    """Every free text of a body, in its order; codes and ids are not text."""
    if isinstance(body, AnswerBody):
        yield from filter(None, (body.value.text, body.words, body.interpreted))
        return
    for field in fields(body):
        value = getattr(body, field.name)
        if isinstance(value, str) and field.name in _FREE:
            yield value


_FREE = frozenset(
    {
        "agency", "basis", "by", "called_from", "chosen", "decided_by", "decision", "due_words",
        "evidence", "heading", "hearing", "her_view", "label", "owner", "placed_by", "present",
        "provider", "purpose", "reason", "reasons", "side_effects", "text", "to", "triggers", "why",
    }
)  # fmt: skip
"""Fields of bodies that hold words somebody typed."""


def _children_unheard(case: Case) -> Iterator[Missing]:
    for child in children(case):
        if not (text_of(case, "L3", child) or text_of(case, "L9", child)):
            yield Missing("child-not-heard", child)


def _roles_open(case: Case) -> Iterator[Missing]:
    for party in parties(case):
        if party.role_open:
            yield Missing("role-not-established", party.subject)


def _not_said(case: Case) -> Iterator[Missing]:
    her = case.at_risk()
    if signed(case) is None:
        yield Missing("judgement-not-signed")
    if not codes_of(case, "W10"):
        yield Missing("no-conference")
    if not (text_of(case, "W8") or codes_of(case, "W8")):
        yield Missing("no-specialist")
    if not _any_row(case, "Z2", her):
        yield Missing("no-safe-contact")
    if not any(v.settings for v in visits(case)):
        yield Missing("no-interview-conditions")
    if not (text_of(case, "D4", her) or codes_of(case, "D4", her) or text_of(case, "W4")):
        yield Missing("fear-not-described")


def _plan_gaps(case: Case) -> Iterator[Missing]:
    found = [a for a in actions(case) if a.is_open]
    if not found:
        yield Missing("no-plan")
        return
    unowned = sum(not a.has_owner for a in found)
    if unowned:
        yield Missing("plan-no-owner", count=unowned)
    undated = sum(not a.has_date for a in found)
    if undated:
        yield Missing("plan-no-date", count=undated)


def _any_row(case: Case, item: str, about: SubjectId | None) -> bool:
    return any(
        is_answered(a.value)
        for (i, subject, row) in case.by_address
        if i == item and subject == about
        for a in accounts_at(case, ItemId(item), about, row)
    )


def _needles(entry: Entry) -> Iterator[str]:
    """The names, places and numbers of a withheld text: short answers whole, and long numbers."""
    body = entry.body
    if isinstance(body, ActionBody):  # an agency is no secret: "police" would be found everywhere
        body = replace(body, agency="", due_words="")
    for text in texts(body):
        if len(text.split()) <= MAX_NAME_WORDS:
            yield text.strip()
        yield from re.findall(r"\+?\d[\d \-]{5,}\d", text)
        yield from re.findall(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", text)


_SPELLINGS = str.maketrans("يىك", "ییک")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    kept = kept.translate(_SPELLINGS)
    return re.sub(r"(?<=\d)[ \-](?=\d)", "", kept)


def _occurs(needle: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text) is not None
