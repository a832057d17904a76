"""What a handover lacks, said first; and what must not stay in a smaller copy. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from app.domain import headings
from app.domain.answers import accounts_at, codes_of, is_answered, text_of
from app.domain.codes import Kind, RestrictionClass, SignoffOn
from app.domain.deliveries import taken_out
from app.domain.entry import ActionBody, AnswerBody, DisclosureBody, NoteBody, SignoffBody
from app.domain.ids import ItemId
from app.domain.judgement import is_stale, signed
from app.domain.people import children, parties
from app.domain.plan import actions
from app.domain.visit import visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.case import Case
    from app.domain.entry import Body, Entry
    from app.domain.ids import SubjectId
    from app.domain.patterns import Finding
    from app.domain.questionnaire import Screening

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


def missing(case: Case, screening: Screening, findings: Iterable[Finding]) -> tuple[Missing, ...]:
    """What a receiver would ask for first, in the order they would ask it.

    `findings` are those of today: a judgement that was signed over others is not one of this.
    """
    return (
        *_children_unheard(case),
        *_roles_open(case),
        *_judgement(case, screening, findings),
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
    held = ((e, needle) for e in case.ordered if e.rc not in classes for needle in _needles(e))
    return _where(held, stays)


def on_one_sheet(case: Case, classes: frozenset[RestrictionClass]) -> tuple[Leak, ...]:
    """The place where she is, and names of the network, that would stand on one printed sheet.

    Each class is printed on a sheet of its own (NO9); what somebody typed may still name a person
    on hers, or an address on any other, once both parts are in the copy.
    """
    place, names = RestrictionClass.RC2, RestrictionClass.RC3
    if not {place, names} <= classes:
        return ()
    gone = taken_out(case, classes)
    stays = [e for e in case.ordered if e.rc in classes and e.id not in gone]
    hers = [e for e in stays if e.rc is place]
    others = [e for e in stays if e.rc is not place]
    addresses = ((e, n) for e in hers for n in _needles(e) if _is_address(e, n))
    named = [(e, n) for e in others if e.rc is names and _is_name(e) for n in _needles(e)]
    if not named:
        return ()
    return (*_where(addresses, others), *_where(named, hers))


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


def _judgement(case: Case, screening: Screening, findings: Iterable[Finding]) -> Iterator[Missing]:
    signature = signed(case)
    if signature is None:
        yield Missing("judgement-not-signed")
    elif is_stale(case, signature, screening, findings):
        yield Missing("judgement-stale")


def _not_said(case: Case) -> Iterator[Missing]:
    her = case.at_risk()
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


def _where(held: Iterable[tuple[Entry, str]], stays: Iterable[Entry]) -> tuple[Leak, ...]:
    """Where each word that is held apart stands; a word that several entries hold is told once."""
    kept = [(e, _folded(" \n ".join(texts(e.body)))) for e in stays]
    nowhere: list[int] = []
    index: dict[str, list[int]] = {}  # in which texts each word stands; most needles, in none
    for at, (_e, text) in enumerate(kept):
        for word in {*_WORD.findall(text)}:
            index.setdefault(word, []).append(at)
    found: list[Leak] = []
    seen: set[str] = set()
    for entry, needle in held:
        folded = _folded(needle)
        if folded in seen or len(folded) < MIN_NEEDLE:
            continue
        seen.add(folded)
        places = (index.get(word, nowhere) for word in _WORD.findall(folded))
        rarest = min(places, key=len, default=nowhere)
        found += [Leak(needle, entry, kept[n][0]) for n in rarest if _occurs(folded, kept[n][1])]
    return tuple(found)


def _needles(entry: Entry) -> Iterator[str]:
    """The names, places and numbers of a withheld text: short answers whole, and long numbers."""
    for text in texts(_secret(entry.body)):
        if len(text.split()) <= MAX_NAME_WORDS and not (_is_core(entry) and _is_common(text)):
            yield text.strip()
        yield from _NUMBER.findall(text)
        yield from _POSTCODE.findall(text)


def _secret(body: Body) -> Body:
    """A body without what is no secret: "police" and "safeguarding" would be found everywhere."""
    if isinstance(body, ActionBody):
        return replace(body, agency="", due_words="")
    if isinstance(body, DisclosureBody):
        return replace(body, purpose="", basis="")
    if isinstance(body, NoteBody) and body.heading in headings.OURS:
        return replace(body, heading="")
    if isinstance(body, SignoffBody) and body.on not in {SignoffOn.LOWERING, SignoffOn.CLOSURE}:
        return replace(body, decision="")
    return body


def _is_core(entry: Entry) -> bool:
    return entry.rc is RestrictionClass.RC1


def _is_common(text: str) -> bool:
    """Of the core, where people stand by alias: what holds neither a digit nor a name inside.

    "His mother" and "Call" are said of everybody; "the garage in Larkfield" is not.
    """
    return not re.search(r"\d", text) and not re.search(r"\S\s+[^\W\d_a-z]", text)


def _is_address(entry: Entry, needle: str) -> bool:
    """Whether words of the part on where she is look like a place or a number to reach her by."""
    if isinstance(entry.body, AnswerBody) and entry.body.row in {"born", "hours"}:
        return False
    there = re.search(r"\d", needle) and re.search(r"[A-Z]", needle)
    return bool(there or _NUMBER.fullmatch(needle))


def _is_name(entry: Entry) -> bool:
    body = entry.body
    return isinstance(body, AnswerBody) and body.item == "H1" and body.row not in {"born", "photo"}


_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\+?\d[\d \-]{5,}\d")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")


_SPELLINGS = str.maketrans("يىك", "ییک")


def _folded(text: str) -> str:
    kept = text.casefold()
    if not kept.isascii():  # nothing else of it has marks, or is spelt in two ways
        plain = unicodedata.normalize("NFKD", kept)
        kept = "".join(c for c in plain if not unicodedata.combining(c)).translate(_SPELLINGS)
    return re.sub(r"(?<=\d)[ \-](?=\d)", "", kept)


def _occurs(needle: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text) is not None
