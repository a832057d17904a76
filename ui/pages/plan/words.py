"""Words of the plan: when something is due, whose it is, and what the library means by a code."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.answers import latest
from app.domain.codes import ActionStatus
from app.domain.ids import ItemId
from app.domain.plan import LOOK_AGAIN_DAYS, actions
from app.i18n import _, ngettext
from ui import when

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.plan import Action
    from app.domain.reference import Plan, PlanRow


def due_words(action: Action, now: datetime) -> tuple[str, str, bool]:
    """Icon, words, and whether they are a warning: when an action is due, or was done."""
    body, at = action.body, action.entry.at
    if body.status is ActionStatus.DONE:
        return "check", _("Done, {when}").format(when=_short(at, now)), False
    if body.status is ActionStatus.LAPSED:
        return "circle-x", _("Lapsed, {when}").format(when=_short(at, now)), False
    if body.due is None:
        words = body.due_words.strip()
        return ("", capital(words), False) if words else ("", _("No date"), True)
    if action.is_late(now):
        return "clock-alert", _("Late: {when}").format(when=when.at(body.due, now)), True
    day = when.relative_day(body.due, now)
    return "", capital(_("{day} by {time}").format(day=day, time=when.clock(body.due))), False


def _short(moment: datetime, now: datetime) -> str:
    today = when.relative_day(moment, now) == _("today")
    return when.clock(moment) if today else when.relative_day(moment, now)


def owner_words(action: Action) -> str:
    """Whose it is: the agency and the person named."""
    owner, agency = action.body.owner.strip(), action.body.agency.strip()
    if not owner:
        nobody = _("Nobody is named yet")
        return f"{nobody} ({agency})" if agency else nobody
    return f"{capital(agency)}: {owner}" if agency else owner


def default_due(row: PlanRow) -> str:
    """The library's usual time for a row."""
    fixed = {
        "now": _("within the hour"),
        "same_day": _("the same day"),
        "24h": _("within 24 hours"),
        "72h": _("within 72 hours"),
        "standing": _("always, from now on"),
    }
    if row.due in fixed:
        return fixed[row.due]
    counted = re.fullmatch(r"(\d{1,2})(wd|d)", row.due)
    if counted is None:
        return row.due.replace("_", " ")
    n = int(counted[1])
    words = (
        ngettext("within {n} working day", "within {n} working days", n)
        if counted[2] == "wd"
        else ngettext("within {n} day", "within {n} days", n)
    )
    return words.format(n=when.number(n))


def default_owner(plan: Plan, row: PlanRow) -> str:
    """The agencies that may own a row."""
    labels = {agency.code: agency.label for agency in plan.agencies}
    return ", ".join(labels.get(code, code) for code in row.owner)


def summary(case: Case, now: datetime) -> str:
    """4 actions. 1 has no owner. Next look: 1 December, or sooner."""
    found = [a for a in actions(case) if a.body.status is not ActionStatus.NOT_NEEDED]
    if not found:
        return _("Nothing is planned yet.")
    told = [ngettext("{n} action.", "{n} actions.", len(found)).format(n=len(found))]
    unowned = sum(a.is_open and not a.has_owner for a in found)
    undated = sum(a.is_open and not a.has_date for a in found)
    if unowned:
        told.append(ngettext("{n} has no owner.", "{n} have no owner.", unowned).format(n=unowned))
    if undated:
        told.append(ngettext("{n} has no date.", "{n} have no date.", undated).format(n=undated))
    told.append(_next_look(case, found, now))
    return " ".join(told)


def _next_look(case: Case, found: list[Action], now: datetime) -> str:
    review = latest(case, ItemId("W11"))
    if review is not None and review.value.when is not None:
        known = when.known(review.value.when)
        return _("Next look: {day}, or sooner.").format(day=known)
    last = max(a.entry.at for a in found) + timedelta(days=LOOK_AGAIN_DAYS)
    return _("Next look: {day}, or sooner.").format(day=when.day(last, year=last.year != now.year))


def standing_words(plan: Plan) -> str:
    """What brings every action back, as the library says it."""
    return _("Every action is also looked at again when: {these}.").format(
        these="; ".join(re.sub(r" \([^)]*\)", "", trigger) for trigger in plan.standing)
    )


def because_words(reasons: list[str]) -> str:
    """Why a row is suggested: what was found, in the names of the rules."""
    return _("Suggested, because: {why}").format(why="; ".join(reasons))


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
