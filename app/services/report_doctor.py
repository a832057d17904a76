"""One page for a surgery: what they are asked to do, and what of her health they need.

Part of a page cannot be hidden in an online record, so nothing of the account is on it: neither
what is feared, nor by whom, nor where she is. It holds the health part of a copy and no other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.handover import Mode
from app.domain.report import Line, Marking, Report, Tone, Words
from app.i18n import _, in_english
from app.services.report_source import Source, cut
from app.services.report_words import LONDON, answer, clipped, day

if TYPE_CHECKING:
    from datetime import datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.recipients import Recipient
    from app.services.report_source import Copy

LONG = 120
"""Characters of one answer: the page is one page, whatever was written."""

MOST = 5
"""Answers on the page, critical ones first; of others it says that the sender holds them."""


@in_english()
def doctor_sheet(
    case: Case, packs: Library, copy: Copy, now: datetime, recipient: Recipient
) -> Report:
    """The page for a surgery (UTC), in English. The same input gives the same page."""
    return Report(
        reference=copy.reference,
        title=_("For the surgery {reference}").format(reference=copy.reference),
        made=now.astimezone(LONDON).date(),
        marking=Marking(copy.marking, recipient.header),
        band=_("DEMO. Made-up people. Not a real case.") if copy.mode is Mode.DEMO else "",
        headline=_("For the surgery’s safeguarding lead"),
        standing=_(
            "Made {day} for this surgery alone. She is at risk of harm from people she knows. "
            "Who she is, the sender says by telephone: her name is not on this page."
        ).format(day=day(now)),
        control=_control(copy),
        summary=(*_asked(recipient), *_health(case, packs, now)),
        sheets=(),
        words=Words(_("Page {page} of {pages}"), "", _("Stale: assess again")),
        caution=recipient.header,
    )


def _asked(recipient: Recipient) -> tuple[Line, ...]:
    """What they are asked to do, each in a line of its own, the first of them in bold."""
    return tuple(
        Line("" if n else _("Please"), text, Tone.PLAIN if n else Tone.STRONG)
        for n, text in enumerate(recipient.asks)
    )


def _health(whole: Case, packs: Library, now: datetime) -> tuple[Line, ...]:
    """The answers of the health part. Whether a "no" is established, the whole record says."""
    source = Source(cut(whole, frozenset({RestrictionClass.RC5})), packs, now)
    found = [replace(a, doubtful=whole.is_doubtful(a.entry)) for a in source.answers()]
    found.sort(key=lambda a: not _is_critical(source, a.body.item))
    lines = [
        Line(
            source.label(a.body.item, a.body.row),
            clipped(answer(a, packs.book.items, source.case), LONG),
        )
        for a in found[:MOST]
    ]
    if len(found) > MOST:
        lines.append(Line(_("More"), _("The sender holds more. Ask by telephone."), Tone.MISSING))
    if not lines:
        lines = [Line(_("Health"), _("Nothing is recorded. Ask her, alone."), Tone.MISSING)]
    return tuple(lines)


def _is_critical(source: Source, item: str) -> bool:
    known = source.item(item)
    return known is not None and known.critical


def _control(copy: Copy) -> tuple[Line, ...]:
    return (
        Line(_("From"), copy.sender),
        Line(_("To"), copy.recipient),
        Line(_("Lawful basis"), copy.basis),
        Line(
            _("Not here"),
            _("Everything else of the record is left out. Do not ask her family for it."),
            Tone.STRONG,
        ),
    )
