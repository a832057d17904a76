"""What is said of a file in the worklist: its state, what it is, and what it lacks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.handover import Urgency
from app.domain.review import Verdict
from app.i18n import N_, _, ngettext
from app.services.report_words import VERDICTS
from app.services.worklist import Standing
from ui import when
from ui.errors import finding_words, sentence

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.reviewing import Kept
    from app.services.worklist import Line
    from ui.controls.rows import StateWords
    from ui.theme import Ink

KINDS = {
    "handover": N_("Handover"),
    "addendum": N_("Addendum"),
    "correction": N_("Correction"),
    "withdrawal": N_("Withdrawal"),
}

_URGENCY = {
    Urgency.IMMEDIATE: N_("Immediate"),
    Urgency.TODAY: N_("Today"),
    Urgency.ROUTINE: N_("Routine"),
}

_GENUINE: dict[Standing, tuple[str, str, Ink]] = {
    Standing.REVIEWED: ("badge-check", N_("Genuine, and signed off by {who}"), "ink"),
    Standing.UNREVIEWED: ("badge-check", N_("Genuine. Nobody has signed it off yet"), "ink"),
    Standing.RETURNED: ("undo-2", N_("Genuine. {who} sent it back to its author"), "attn"),
    Standing.TAKEN_UP: (
        "pencil",
        N_("Genuine. {who} sent it back. It was written in since, and nobody has signed that off"),
        "ink",
    ),
    Standing.WEIGH: ("circle-alert", N_("Genuine, with something to weigh. {found}"), "attn"),
    Standing.TOO_NEW: (
        "badge-check",
        N_("Genuine, and written by a newer version. It can be read after an update"),
        "ink",
    ),
    Standing.REPLACED: ("file-check", N_("Genuine. A newer one in this folder replaces it"), "ink"),
    Standing.RECEIVED: ("file-check", N_("Genuine, and received at this desk before"), "ink"),
}

_REFUSED = {
    Standing.UNKNOWN_AREA: N_("From an area that is not known here"),
    Standing.OTHER_DESK: N_("Sealed to another desk"),
    Standing.REVOKED: N_("Signed with a key that was withdrawn"),
    Standing.EXPIRED: N_("Signed outside the certificate’s time"),
    Standing.PRACTICE: N_("Practice and real things do not mix"),
    Standing.OTHER_KIND: N_("An answer or a review. Open it from its case"),
    Standing.UNREADABLE: N_("It could not be read"),
    Standing.FALSE: N_("Damaged, or not genuine"),
}


def kind_words(line: Line) -> str:
    """What the file is, how urgent, and who wrote it."""
    urgency = next((_(w) for u, w in _URGENCY.items() if u.value == line.urgency), "")
    author = _("By {who}").format(who=line.author)
    return ". ".join(w for w in (_(KINDS.get(line.kind, line.kind)), urgency, author) if w)


def gap_words(line: Line) -> str:
    """How much a receiver would have to ask for."""
    if line.gaps is None:
        return _("It holds only what is new")
    if not line.gaps:
        return _("Nothing is missing that is looked for")
    words = ngettext("{n} thing is missing", "{n} things are missing", line.gaps)
    said = words.format(n=when.number(line.gaps))
    return said[:1].upper() + said[1:]


def due_words(line: Line, now: datetime) -> str:
    """By when an answer is owed, and how late it is; empty where nobody asked."""
    if line.answer_by is None:
        return ""
    at = when.at(line.answer_by, now)
    if now < line.answer_by:
        return _("Answer due {when}").format(when=at)
    late = when.length(now - line.answer_by)
    return _("Answer was due {when}, {length} ago").format(when=at, length=late)


def is_pressing(line: Line, mine: Kept | None, now: datetime) -> bool:
    """Whether an answer is late for something that is still to be looked at here."""
    late = line.answer_by is not None and now >= line.answer_by
    settled = line.standing in {Standing.REPLACED, Standing.RECEIVED}
    return late and not settled and (mine is None or mine.signed is None)


def note_words(line: Line, mine: Kept | None, now: datetime) -> str:
    """What the file is and lacks; and when an answer is due, unless the state says how late."""
    due = "" if is_pressing(line, mine, now) else due_words(line, now)
    return ". ".join(part for part in (kind_words(line), due, gap_words(line)) if part)


def state_words(line: Line, mine: Kept | None, now: datetime) -> StateWords:
    """Icon, words and ink of a genuine file's state, and what this desk has done with it.

    What is late says so first, in brick.
    """
    icon, said, ink = _standing_words(line, mine, now)
    if not is_pressing(line, mine, now):
        return icon, said, ink
    return "clock-alert", f"{due_words(line, now)}. {said}", "attn"


def _standing_words(line: Line, mine: Kept | None, now: datetime) -> StateWords:
    icon, words, ink = _GENUINE[line.standing]
    if line.standing is Standing.UNREVIEWED and line.reviewers:
        words = N_("Genuine. {who} signed off what came before, and nobody what was written since")
    found = " ".join(finding_words(code) for code in line.findings if code != "slice.unreviewed")
    found = " ".join(part for part in (found, _since(line)) if part)
    said = _(words).format(who=", ".join(line.reviewers), found=found).rstrip(".")
    if mine is None:
        return icon, said, ink
    if mine.signed is None:
        return "pencil", _("{state}. Your review is begun").format(state=said), ink
    verdict = _(VERDICTS[mine.review.verdict or Verdict.RETURN])
    told = _("{verdict}, by you, {when}").format(verdict=verdict, when=when.at(mine.signed, now))
    return "check", told, "ink"


def refused_words(line: Line) -> tuple[str, str]:
    """What a refused file is, and the reason in one line."""
    reason = sentence(line.refusal) if line.refusal is not None else ""
    if line.standing is Standing.OTHER_KIND:
        reason = ""
    return _(_REFUSED[line.standing]), " ".join(part for part in (reason, _since(line)) if part)


def _since(line: Line) -> str:
    """From when on a key was withdrawn."""
    if not line.since:
        return ""
    return _("Withdrawn since {day}.").format(day=when.day(date.fromisoformat(line.since)))
