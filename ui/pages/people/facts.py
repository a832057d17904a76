"""What is known of one person, in words for the side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import accounts_at, latest
from app.domain.codes import Kind
from app.domain.ids import ItemId
from app.domain.people import ROLE_UNKNOWN, ring
from app.domain.sentences import code_words
from app.i18n import _
from app.services.network import finding_out
from ui import when
from ui.pages.people.figures import capital, ring_words
from ui.questionnaire import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.answers import Account
    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.people import Party
    from app.domain.questionnaire import Item
    from ui.theme import Ink

PEOPLE_SECTION = "H"
_LIVES, _NOW, _KNOWS, _WANTS, _MARKERS, _CONTACT = (
    ItemId(i) for i in ("H4", "H5", "H6", "H9", "H10", "H11")
)
QUOTED = tuple(ItemId(i) for i in ("H9", "H3", "H4", "H5", "H6", "H7", "H11", "H12"))
"""Items whose exact words stand in the panel, the first of them that have any."""

Line = tuple[str, str, "Ink", bool]


def facts(case: Case, subject: SubjectId, items: Mapping[str, Item], now: datetime) -> list[Line]:
    """Where, travels, knows, contact, markers; what nobody asked is said in brick."""
    return [
        _where(case, subject, items, now),
        _travels(case, subject),
        _knows(case, subject, items),
        _contact(case, subject, items),
        _markers(case, subject, items, now),
    ]


def _line(label: str, told: str) -> Line:
    return (label, told, "ink", False) if told else (label, _("Not asked yet"), "attn", False)


def _where(case: Case, subject: SubjectId, items: Mapping[str, Item], now: datetime) -> Line:
    told: list[str] = []
    for item in (_LIVES, _NOW):
        account = latest(case, item, subject)
        if account is not None and account.value.codes:
            told.append(words.told(account, items, case, words=False))
    account = latest(case, _NOW, subject) or latest(case, _LIVES, subject)
    if told and account is not None:
        told.append(when.relative_day(account.entry.at, now))
    return _line(_("Where"), ". ".join(told))


def _travels(case: Case, subject: SubjectId) -> Line:
    account = latest(case, _LIVES, subject)
    told = (words.own_words(account) or account.value.text) if account else ""
    return _line(_("Travels"), f"“{told}”" if told else "")


def _knows(case: Case, subject: SubjectId, items: Mapping[str, Item]) -> Line:
    item = items.get(_KNOWS)
    yes: list[str] = []
    unclear: list[str] = []
    for row in item.rows if item else ():
        account = latest(case, _KNOWS, subject, row.code)
        codes = account.value.codes if account else ()
        doubted = account is not None and account.not_established
        if "yes" in codes:
            yes.append(row.label.lower())
        elif "no" not in codes or doubted:
            unclear.append(row.label.lower())
    if item is not None and len(unclear) == len(item.rows):
        return _line(_("Knows"), "")
    told = [capital(", ".join(yes)) + "."] if yes else []
    if unclear:
        told.append(_("Not known whether: {facts}.").format(facts=", ".join(unclear)))
    return _line(_("Knows"), " ".join(told) or _("None of what was asked about"))


def _contact(case: Case, subject: SubjectId, items: Mapping[str, Item]) -> Line:
    account = latest(case, _CONTACT, subject)
    return _line(_("Contact"), words.told(account, items, case, words=False) if account else "")


def _markers(case: Case, subject: SubjectId, items: Mapping[str, Item], now: datetime) -> Line:
    item = items.get(_MARKERS)
    told: list[str] = []
    for row in item.rows if item else ():
        account = latest(case, _MARKERS, subject, row.code)
        if account is None or not account.value.codes:
            continue
        said = ", ".join(code_words(items, _MARKERS, c) for c in account.value.codes)
        day = when.relative_day(account.entry.at, now)
        told.append(
            _("{system}: {said}, {day}.").format(system=row.label, said=said.lower(), day=day)
        )
    line = _line(_("Markers"), " ".join(told))
    return line if told else (_("Markers"), _("Not looked for yet"), "attn", False)


def quotes(case: Case, subject: SubjectId, items: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Her words about somebody, newest last: the words, and where they come from."""
    found: list[Account] = []
    for item in QUOTED:
        known = items.get(item)
        rows = [row.code for row in known.rows] if known else []
        for row in ("", *rows):
            found += [a for a in accounts_at(case, item, subject, row) if _words_of(a)]
    return [(f"“{_words_of(a)}”", ", ".join(words.provenance(case, a))) for a in found[:2]]


def _words_of(account: Account) -> str:
    body, own = account.body, words.own_words(account)
    if body.item == _WANTS and not own:
        return account.value.text
    return own if body.said_by == "person" and body.item != _LIVES else ""


def open_since(case: Case, one: Party) -> datetime | None:
    """When somebody's part was first left open: their first role that stands, or their naming."""
    standing = [t.entry for t in one.roles if t.relation != ROLE_UNKNOWN] or [
        t.entry for t in one.roles
    ]
    if standing:
        return min(case.entries[i].at for i in standing)
    named = [e.at for e in case.of(Kind.SUBJECT, ever=True) if e.about == one.subject]
    return min(named, default=None)


def open_words(case: Case, one: Party, now: datetime) -> tuple[str, bool]:
    """Open since when, who finds out by when; and whether that is late or nobody is named."""
    since = open_since(case, one)
    told: list[str] = []
    if since is not None:
        told.append(_("Open since {day}.").format(day=when.relative_day(since, now)))
    action = finding_out(case, one.subject)
    missing = action is None or not action.has_owner
    if action is None or missing:
        told.append(_("Nobody is named to find out."))
        return " ".join(told), True
    who, due = action.body.owner, action.body.due
    if due is None:
        told.append(_("{who} is to find out.").format(who=who))
    elif action.is_late(now):
        told.append(
            _("{who} was to find out by {day}. That is past.").format(
                who=who, day=when.long_day(due)
            )
        )
    else:
        told.append(_("{who} is to find out, by {day}.").format(who=who, day=when.long_day(due)))
    told.append(_("Nothing known is not the same as no part in it."))
    return " ".join(told), action.is_late(now)


def place_words(case: Case, subject: SubjectId) -> str:
    """The ring in words."""
    return ring_words()[ring(case, subject)]
