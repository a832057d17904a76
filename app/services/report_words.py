"""Words of a report: dates, classes, states and answers as people say them.

Nothing here decides anything; each function turns one value of the record into English that
may be translated. Times are shown in Europe/London.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.codes import ActionStatus, Channel, Reliability, RestrictionClass, Status
from app.domain.established import NOT_ESTABLISHED, only_denies
from app.domain.handover import ReviewRole
from app.domain.report import Mark
from app.domain.review import Verdict
from app.domain.sentences import code_words
from app.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.answers import Account
    from app.domain.case import Case
    from app.domain.entry import When
    from app.domain.questionnaire import Item

LONDON = ZoneInfo("Europe/London")

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
CLASS_TITLES = {
    RestrictionClass.RC1: N_("The account and the plan"),
    RestrictionClass.RC2: N_("Where she is and how she is reached"),
    RestrictionClass.RC3: N_("Names and facts of the people behind the threat"),
    RestrictionClass.RC4: N_("Immigration and money"),
    RestrictionClass.RC5: N_("Health"),
    RestrictionClass.RC6: N_("Legal statements"),
    RestrictionClass.RC7: N_("A child’s own words"),
}
CLASS_RULES = {
    RestrictionClass.RC1: "",
    RestrictionClass.RC2: N_(
        "Named people only. Never keep or copy these pages with the names of the network."
    ),
    RestrictionClass.RC3: N_(
        "Police, and others by police decision. Never keep or copy with where she is."
    ),
    RestrictionClass.RC4: N_(
        "For her safety and placement only. Never for immigration enforcement."
    ),
    RestrictionClass.RC5: N_(
        "Health staff. Hide the whole document from her online record. No text, no letter."
    ),
    RestrictionClass.RC6: N_("With her consent, through her legal adviser."),
    RestrictionClass.RC7: N_("Never shown to a parent or to anybody the child may fear."),
}
_STATUS = {
    Status.ESTABLISHED: (N_("Established"), Mark.ESTABLISHED),
    Status.SUSPECTED: (N_("Suspected"), Mark.SUSPECTED),
    Status.NOT_ESTABLISHED: (N_("Not established"), Mark.NOT_ESTABLISHED),
    Status.RULED_OUT: (N_("Ruled out"), Mark.RULED_OUT),
}
_CHANNEL = {
    Channel.DIRECT: N_("directly"),
    Channel.INTERPRETED: N_("through an interpreter"),
    Channel.MIXED: N_("partly through an interpreter"),
    Channel.GESTURE: N_("by gesture"),
    Channel.CARD: N_("by card"),
    Channel.RECORD: N_("read in a file"),
}
_SAID_BY = {
    "person": N_("said by her"),
    "child": N_("said by the child"),
    "record": N_("from a record"),
    "third_party": N_("said by somebody else"),
    "practitioner": N_("written by the practitioner"),
}
_REPORTED = N_("reported")
_CHECKED = {
    "read_back": N_("said back to her and confirmed"),
    "corrected": N_("said back to her and put right"),
}
RELIABILITY = {
    Reliability.SOUND: (N_("Sound"), Mark.DONE),
    Reliability.CONCERN: (N_("With concern"), Mark.PARTLY),
    Reliability.DOUBTFUL: (N_("Doubtful"), Mark.MISSING),
}
ACTION_STATUS = {
    ActionStatus.OPEN: (N_("Open"), Mark.NONE),
    ActionStatus.DONE: (N_("Done"), Mark.DONE),
    ActionStatus.NOT_NEEDED: (N_("Not needed"), Mark.NONE),
    ActionStatus.LAPSED: (N_("Lapsed"), Mark.MISSING),
}
MODES = {
    "none": N_("no interpreter"),
    "in_person": N_("interpreter in the room"),
    "telephone": N_("interpreter on the telephone"),
    "video": N_("interpreter by video"),
}
MISSING = {
    "child-not-heard": N_("What {who} says"),
    "role-not-established": N_("What part {who} plays"),
    "judgement-not-signed": N_("A signed judgement"),
    "judgement-stale": N_("A judgement of what is known now: the signed one is older"),
    "no-conference": N_("A conference told, or why not"),
    "no-specialist": N_("Specialist advice"),
    "no-safe-contact": N_("A safe way to reach her"),
    "no-interview-conditions": N_("Under what conditions she spoke"),
    "fear-not-described": N_("What her fear looks like"),
    "no-plan": N_("A plan"),
    "plan-no-owner": N_("Somebody named for each action"),
    "plan-no-date": N_("A date for each action"),
}
OFFICES = {
    ReviewRole.SUPERVISOR: N_("Supervisor"),
    ReviewRole.POLICE: N_("Police"),
    ReviewRole.CARE: N_("Children’s social care"),
}
VERDICTS = {
    Verdict.APPROVE: N_("Approved"),
    Verdict.WITH_ACTIONS: N_("Approved, with actions"),
    Verdict.RETURN: N_("Sent back to its author"),
    Verdict.ESCALATE: N_("Taken to somebody more senior: not approved"),
}
GROUNDS = {
    "not-needed": N_("The recipient does not need it to keep her safe."),
    "police-decision": N_("Police decide who has it."),
    "no-consent": N_("She did not agree."),
    "not-held": N_("Not held here."),
}
_TONGUES = (
    ("sorani", "ckb"), ("badini", "kmr"), ("bahdini", "kmr"), ("kurmanji", "kmr"),
    ("urdu", "ur"), ("dari", "prs"), ("farsi", "fa"), ("persian", "fa"), ("pashto", "ps"),
    ("arabic", "ar"), ("mirpuri", "pnb"), ("pahari", "pnb"), ("turkish", "tr"),
    ("somali", "so"), ("albanian", "sq"), ("romanian", "ro"), ("polish", "pl"),
)  # fmt: skip


def day(moment: datetime) -> str:
    """23 November 2026; a moment is shown as its day in London."""
    here = local(moment)
    return f"{here.day} {_(_MONTHS[here.month - 1])} {here.year}"


def minute(moment: datetime) -> str:
    """23 November 2026, 16:38, in London."""
    return f"{day(moment)}, {local(moment):%H:%M}"


def about_when(when: When) -> str:
    """A date as well as it is known."""
    words = f"{when.year}"
    if when.month is not None:
        words = f"{_(_MONTHS[when.month - 1])} {words}"
    if when.day is not None:
        words = f"{when.day} {words}"
    return _("about {date}").format(date=words) if when.about else words


def age(days: int) -> str:
    """How many days old, in words."""
    if days <= 0:
        return _("written today")
    return _("one day old") if days == 1 else _("{n} days old").format(n=days)


def status(code: Status) -> tuple[str, Mark]:
    """The word and the shape of how well a link is known."""
    word, mark = _STATUS[code]
    return _(word), mark


def answer(
    account: Account,
    items: Mapping[str, Item],
    case: Case | None = None,
    *,
    words: bool = True,
    void: str = "",
) -> str:
    """What an answer says. A "no" from a doubtful visit is said to be not established.

    `case` gives people's aliases; without it a named person is "somebody named". `void` is
    what such a "no" is called; empty for "not established", which alone may be printed.
    """
    value = account.value
    said = [_codes(account, value.codes, items, void)]
    if value.past:
        now = _inside(said[0]) or _("not asked")
        past = _inside(_codes(account, value.past, items, void))
        said = [_("Now {now}, in the past {past}").format(now=now, past=past)]
    if value.trend:
        said.append(_("Trend: {trend}.").format(trend=value.trend))
    if value.when is not None:
        said.append(about_when(value.when))
    if value.number is not None:
        said.append(_("{n} minutes").format(n=value.number))
    labels = [case.label(s) if case else "" for s in value.who]
    said.extend(label or _("somebody held back") for label in labels)
    said.append(value.text)
    own = account.words
    if words and own and own != value.text:
        said.append(_quoted(own))
    if words:
        said.append(rendered(account))
    return sentences(said)


def rendered(account: Account) -> str:
    """What the interpreter said, told apart from the person's own words; empty when not kept."""
    told = account.interpreted
    return _("As interpreted: “{words}”").format(words=told) if told else ""


def provenance(account: Account, present: str = "") -> str:
    """When, by whom, in what language and by what way it was said, and who wrote it down."""
    entry, body = account.entry, account.body
    parts = [day(entry.at), _(_SAID_BY.get(body.said_by, _REPORTED))]
    if body.words_language:
        parts.append(_("in {language}").format(language=body.words_language))
    if body.said_by != "practitioner":
        parts.append(_(_CHANNEL[body.channel]))
    if body.checked in _CHECKED:
        parts.append(_(_CHECKED[body.checked]))
    line = ", ".join(parts) + "."
    if present:
        line += " " + _("Present: {present}.").format(present=present.rstrip("."))
    by = f"{entry.by.name}, {entry.by.role}" if entry.by.role else entry.by.name
    return line + " " + _("Written by {by}.").format(by=by)


def language_tag(spoken: str) -> str:
    """The language tag of a spoken variety or of a tag itself; empty when it is not known."""
    folded = spoken.strip().casefold()
    if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", folded):
        return folded
    return next((tag for name, tag in _TONGUES if name in folded), "")


def without_address(source: str) -> str:
    """A source by its name; the pack keeps where on the web it stands."""
    return re.sub(r"\s*\(https?://[^)]*\)", "", source)


def sentences(parts: Iterable[str]) -> str:
    """Parts one after another, each ended once; a single part is left as it is."""
    said = [part.strip(" ") for part in parts if part.strip()]
    if len(said) == 1:
        return said[0].strip()
    ended = (p if p.rstrip()[-1] in ".!?”…" else f"{p}." for p in said)
    return " ".join(ended).strip()


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words; a cut says where the rest is."""
    cut = clipped(text, most)
    return cut + " " + _("(in full inside)") if cut.endswith(" …") else cut


def clipped(text: str, most: int) -> str:
    """At most so many characters, cut between words; a cut ends in dots."""
    flat = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    if len(flat) <= most:
        return flat
    return flat[:most].rsplit(" ", 1)[0].rstrip(",;:. \n") + " …"


def _codes(account: Account, codes: tuple[str, ...], items: Mapping[str, Item], void: str) -> str:
    said = [_code(account, code, items, void) for code in codes]
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def _code(account: Account, code: str, items: Mapping[str, Item], void: str) -> str:
    if code == NOT_ESTABLISHED:
        return void or _("not established")
    said = code_words(items, account.body.item, code)
    # "Has no key" admits something and is labelled "No": there a bare "no" would read as a denial.
    return code.replace("_", " ") if account.doubtful and only_denies(said) else said


def _quoted(words: str) -> str:
    """Words in quotation marks; on a line of their own when they run from right to left."""
    turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in words)
    return f"\n“{words}”\n" if turned else f"“{words}”"


def _inside(said: str) -> str:
    """A word as it stands inside a sentence: "UK" keeps its capitals."""
    return said[:1].lower() + said[1:] if said[1:2].islower() else said


def local(moment: datetime) -> datetime:
    """A moment as clocks in London show it."""
    return moment.astimezone(LONDON)
