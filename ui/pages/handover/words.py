"""Words of the Handover page: what is missing, the seven parts, and where each thing is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.deliveries import CLOSURE_NOTICE, REPORT_BACK
from app.domain.handover import DeliveryKind
from app.i18n import N_, _, ngettext
from app.services.following_up import ADDRESS_KNOWN
from ui import when
from ui.pages.sentences import sentence_case

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.completeness import Missing
    from app.domain.entry import DisclosureBody


@dataclass(frozen=True, slots=True)
class Gap:
    """How one thing that is missing is said, and the page where it can be put right."""

    title: str  # with {who}
    note: str  # with {n}
    place: str
    argument: str = ""  # "about" for the one it is about
    link: str = N_("Say why")


MISSING = {
    "child-not-heard": Gap(
        N_("What {who} says"), N_("Nothing in the child’s own words yet"), "child", "about"
    ),
    "role-not-established": Gap(
        N_("What part: {who}"), N_("Role not established"), "people", "about"
    ),
    "judgement-not-signed": Gap(
        N_("A signed judgement"), N_("Nobody has put their name to it"), "judgement"
    ),
    "judgement-stale": Gap(
        N_("A judgement of what is known now"),
        N_("What there is to judge has changed since it was signed"),
        "judgement",
    ),
    "no-conference": Gap(
        N_("No conference has been told"),
        N_("One has to be, or a reason why not"),
        "judgement",
        link=N_("Refer or say why"),
    ),
    "no-specialist": Gap(
        N_("No specialist has advised"), N_("Nothing is written of any advice"), "judgement"
    ),
    "no-safe-contact": Gap(N_("A safe way to reach her"), N_("Not recorded"), "conversation", "Z2"),
    "no-interview-conditions": Gap(
        N_("Under what conditions she spoke"), N_("No visit says who could hear"), "prepare"
    ),
    "fear-not-described": Gap(
        N_("What her fear looks like"), N_("Not described"), "conversation", "D4"
    ),
    "no-plan": Gap(N_("A plan"), N_("No action is open"), "plan"),
    "plan-no-owner": Gap(
        N_("Somebody named for each action"), N_("Actions that nobody owns: {n}"), "plan"
    ),
    "plan-no-date": Gap(N_("A date for each action"), N_("Actions without a date: {n}"), "plan"),
}
"""For each code of `app.domain.completeness`."""

PARTS = {
    RestrictionClass.RC1: (
        N_("What is feared, and the plan"),
        N_("Everybody there who opens it"),
    ),
    RestrictionClass.RC2: (
        N_("Where she is, code words"),
        N_("Named people only. Never on one sheet with names"),
    ),
    RestrictionClass.RC3: (
        N_("People behind the threat"),
        N_("Police, and others by their decision"),
    ),
    RestrictionClass.RC4: (N_("Visa, status and money"), N_("For safety and placement only")),
    RestrictionClass.RC5: (N_("Health"), N_("Health staff, hidden from her online record")),
    RestrictionClass.RC6: (N_("Legal statements"), N_("With her consent, by her adviser")),
    RestrictionClass.RC7: (N_("A child’s own words"), N_("Never shown to a parent")),
}

MANNERS = {
    "package": N_("Sealed file"),
    "coded": N_("Coded PDF"),
    "reading_copy": N_("Reading copy"),
    "print": N_("Printed"),
    "spoken": N_("Spoken"),
}


def gap_title(case: Case, missing: Missing) -> str:
    """What is missing, with the alias of whom it is about."""
    gap = MISSING.get(missing.code)
    who = case.label(missing.about) if missing.about else ""
    return _(gap.title).format(who=who or _("somebody")) if gap else missing.code


def gap_note(missing: Missing) -> str:
    """What is so, under the title."""
    gap = MISSING.get(missing.code)
    return _(gap.note).format(n=when.number(missing.count)) if gap else ""


def headline(count: int) -> str:
    """Three things are missing."""
    if not count:
        return _("Nothing that must be there is missing")
    words = ngettext("{n} thing is missing", "{n} things are missing", count)
    return sentence_case(words.format(n=when.number(count)))


def part_title(rc: RestrictionClass) -> str:
    """A class in plain words."""
    return _(PARTS[rc][0])


def kind_words(body: DisclosureBody) -> str:
    """What a delivery is to one before it; empty for a first handover."""
    if body.purpose == ADDRESS_KNOWN:
        return _("Her address is known")
    if body.purpose == CLOSURE_NOTICE:
        return _("Notice of closing")
    if body.purpose == REPORT_BACK:
        return _("Report back")
    return {
        DeliveryKind.ADDENDUM.value: _("Addendum"),
        DeliveryKind.CORRECTION.value: _("Correction"),
        DeliveryKind.WITHDRAWAL.value: _("Withdrawal"),
    }.get(body.kind, "")
