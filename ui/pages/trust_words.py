"""What is known of an area's withdrawn keys, and what a list that came in changed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.handover import Standing
from app.i18n import _, ngettext
from ui import when

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.handover import KnownArea
    from app.domain.trusting import TrustNews
    from ui.controls.tables import Fact


def list_facts(area: KnownArea, now: datetime) -> list[Fact]:
    """How far an area's list of withdrawn keys can be relied on, and how many it names."""
    label, until = _("List of withdrawn keys"), area.list_until
    if until is None:
        if area.standing is Standing.OWN:
            return []
        words = _("None is here yet. Which keys they withdrew is not known")
        return [(label, words, "ink2", False)]
    if until < now:
        words = _("Withdrawn keys unknown since {day}. Ask for a newer list").format(
            day=when.day(until)
        )
        return [(label, words, "attn", True)]
    count = len(area.revocations)
    words = _("Good until {day}. None is withdrawn").format(day=when.day(until))
    if count:
        words = ngettext(
            "Good until {day}. {n} key is withdrawn",
            "Good until {day}. {n} keys are withdrawn",
            count,
        ).format(n=count, day=when.day(until))
    return [(label, words)]


def vouching_facts(area: KnownArea) -> list[Fact]:
    """That our own area stands by it, and that this laptop has not checked it itself."""
    if area.standing is not Standing.VOUCHED:
        return []
    return [(_("Vouched for by"), _("Our own area. Nobody at this laptop has rung them"))]


def news_words(news: TrustNews) -> str:
    """What a list changed here."""
    if not news.is_newer:
        words = _("Nothing has changed: a list of {area} as new as this one was here already.")
        return words.format(area=news.area)
    told = [
        _("The list of {area} is taken in. It is good until {day}.").format(
            area=news.area, day=when.day(news.until)
        )
    ]
    count = len(news.withdrawn)
    if count:
        told.append(
            ngettext(
                "{n} more key is withdrawn: what it signs is refused from now on.",
                "{n} more keys are withdrawn: what they sign is refused from now on.",
                count,
            ).format(n=count)
        )
    stood_by = _("Our own area vouches for {area} now.")
    told += [stood_by.format(area=area) for area in news.vouched]
    gone = _("Our own area no longer vouches for {area}: its key is NOT CHECKED.")
    told += [gone.format(area=area) for area in news.let_go]
    return " ".join(told)


def clash_words(area: str) -> str:
    """That our own area vouches for a root that is not the one known here."""
    return _(
        "Our own area vouches for {area} by another key than the one known here. The one known "
        "here has been kept, and the rest of the list is taken in."
    ).format(area=area)
