"""What a need is called on the home page, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.silence import NO_CLOCKS, chase
from app.i18n import N_, _, ngettext
from app.services.attention import Weight
from ui import when
from ui.pages.home import of_holders, of_holding
from ui.pages.times import ring_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.silence import Clocks
    from app.services.attention import Attention, Need
    from ui.theme import Ink


@dataclass(frozen=True, slots=True)
class Words:
    """One line of the home page: shape, words, what the button says and where it goes."""

    icon: str
    title: str
    body: str
    button: str
    page: str
    ink: Ink = "ink"


@dataclass(frozen=True, slots=True)
class Places:
    """What the words of a need are made with: the time limits, and the number on a card."""

    clocks: Clocks = NO_CLOCKS
    telephone: str = ""


NOWHERE = Places()
"""For words that need neither."""


def words_for(line: Attention, now: datetime, places: Places = NOWHERE) -> Words:
    """The words for one need, as it stands now."""
    need = line.need
    late = line.weight is Weight.LATE
    if need.code == "delivery-unanswered":
        return _unanswered(need, now, places, late=late)
    if need.code == "package-unanswered":
        return _to_answer(need, now, late=late)
    if need.code in _OWED:
        return _owed(need, now, late=late)
    if need.code in of_holders.CODES:
        return Words(*of_holders.said(need, now, late=late))
    if need.code in of_holding.CODES:
        return Words(*of_holding.said(need, now, late=late))
    if need.code == "closing-asked":
        return _closing_asked(need, now, late=late)
    if need.code in {"plan-due", "review"}:
        return _dated(need, now, late=late)
    return _undated(need, now)


def short_state(line: Attention | None) -> tuple[str, str, Ink] | None:
    """A case's most pressing need in two or three words, for its row in the list."""
    if line is None:
        return None
    late = line.weight is Weight.LATE
    short: dict[str, tuple[str, str, Ink]] = {
        "delivery-unanswered": (
            ("clock-alert", _("Not answered"), "attn")
            if late
            else ("hourglass", _("Sent, not yet answered"), "ink")
        ),
        "roles-open": ("circle-question-mark", _("Roles not established"), "attn"),
        "question": ("message-circle-question-mark", _("Question waiting"), "ink"),
        "declined": ("undo-2", _("Declined"), "attn"),
        "may-release": ("check", _("Accepted by name"), "ink"),
        "visit-open": ("door-open", _("Visit open"), "ink"),
        "plan-due": (
            "clock-alert" if late else "clock",
            _("Action due"),
            "attn" if late else "ink",
        ),
        "review": (
            "clock-alert" if late else "calendar-clock",
            _("Review due"),
            "attn" if late else "ink",
        ),
        "interview-again": ("triangle-alert", _("Interview again"), "attn"),
        "interpreter-later": (
            "message-circle-question-mark",
            _("Ask about the interpreter"),
            "ink",
        ),
        "plan-no-owner": ("user-x", _("Action without an owner"), "ink"),
        "judgement-unsigned": ("pencil", _("Judgement not signed"), "ink"),
        "owed-later": ("file-check", _("Sender waits"), "ink"),
        **of_holders.short(),
        **of_holding.short(late=late),
        **dict.fromkeys(
            _OWED,
            ("clock-alert", _("Contact overdue"), "attn")
            if late
            else ("clock", _("Contact due"), "ink"),
        ),
    }
    return short.get(line.need.code)


def _unanswered(need: Need, now: datetime, places: Places, *, late: bool) -> Words:
    found = None
    if need.since is not None:
        found = chase(need.since, need.due, need.rang, places.clocks, now)
    ring = ring_words(found, now, places.telephone) if found else ""
    if need.count:  # an acceptance by telephone, which stops no clock
        spoken = _("Somebody said on the telephone that they accept: spoken, not proved")
        ring = ". ".join(w for w in (spoken, ring) if w)
    pressing = found is not None and found.is_pressing
    sent = when.at(need.since, now) if need.since else _("at a time not recorded")
    if not late:
        by = when.at(need.due, now) if need.due else _("no time set")
        body = _("Sent {sent}. An answer is due {due}. Until then you hold it.")
        return Words(
            "hourglass",
            _("Waiting for {desk}").format(desk=need.to),
            _joined(body.format(sent=sent, due=by), ring),
            _("Ring, and log the call") if pressing else _("Open the handover"),
            "handover",
        )
    body = _(
        "Sent {sent}. An answer was due {due}, {length} ago. Until somebody accepts by name, "
        "the responsibility is yours."
    )
    due = need.due or now
    return Words(
        "clock-alert",
        _("{desk} has not answered").format(desk=need.to),
        _joined(body.format(sent=sent, due=when.at(due, now), length=when.length(now - due)), ring),
        _("Ring, and log the call"),
        "handover",
        "attn",
    )


def _joined(body: str, more: str) -> str:
    return f"{body} {more}." if more else body


def _to_answer(need: Need, now: datetime, *, late: bool) -> Words:
    """A package that somebody sent here and nobody has answered."""
    opened = when.at(need.since, now) if need.since else _("at a time not recorded")
    if not late or need.due is None:
        by = when.at(need.due, now) if need.due else _("no time set")
        body = _("Opened here {opened}. An answer is due {due}. Until then they hold it alone.")
        told = body.format(opened=opened, due=by)
        return Words(
            "hourglass",
            _("{area} waits for your answer").format(area=need.to),
            told,
            _("Open the package"),
            "package",
        )
    body = _(
        "Opened here {opened}. An answer was due {due}, {length} ago. Accept it by name, ask, or "
        "say who should have it."
    )
    length = when.length(now - need.due)
    return Words(
        "clock-alert",
        _("{area} has had no answer from you").format(area=need.to),
        body.format(opened=opened, due=when.at(need.due, now), length=length),
        _("Open the package"),
        "package",
        "attn",
    )


def _closing_asked(need: Need, now: datetime, *, late: bool) -> Words:
    """Somebody means to close a case that is held here as well, and asks who objects."""
    due = when.at(need.due, now) if need.due else _("no time set")
    body = _("Object until {due}. Say nothing, and your silence is written down as silence.")
    if late:
        body = _("The time to object ended {due}. You can still say it, and they still read it.")
    return Words(
        "clock-alert" if late else "hourglass",
        _("{area} means to close a case that you hold too").format(area=need.to),
        body.format(due=due),
        _("Open the notice"),
        "package",
        "attn",
    )


_OWED = {
    "first-contact": N_("First safe contact: {desk}"),
    "promised": N_("{desk} promised another word"),
    "owed-contact": N_("First safe contact is yours to make"),
    "owed-word": N_("You promised another word"),
}
"""What is owed by a time, by them or by this desk."""


def _owed(need: Need, now: datetime, *, late: bool) -> Words:
    ours = need.code.startswith("owed")
    due = need.due or now
    title = _(_OWED[need.code]).format(desk=need.to)
    if late:
        body = _("It was due {due}, {length} ago.").format(
            due=when.at(due, now), length=when.length(now - due)
        )
    else:
        body = _("It is due {due}.").format(due=when.at(due, now))
    more = (
        _("Tell the sender with a signed answer.")
        if ours
        else _("Nothing has come back. Ring, and ask whether she was reached.")
        if late
        else _("They tell you with a signed answer.")
    )
    return Words(
        "clock-alert" if late else "clock",
        title,
        f"{body} {more}",
        _("Open the handover"),
        "handover",
        "attn" if late else "ink",
    )


def _dated(need: Need, now: datetime, *, late: bool) -> Words:
    due = need.due or now
    plan = need.code == "plan-due"
    if late:
        title = _("An action is late") if plan else _("The review is late")
        body = _("It was due {due}, {length} ago.").format(
            due=when.at(due, now), length=when.length(now - due)
        )
    else:
        day = when.relative_day(due, now)
        title = (_("An action is due {day}") if plan else _("Review due {day}")).format(day=day)
        body = (
            _("Look at the plan, and at who is named for it.")
            if plan
            else _("Quiet is not the same as safe.")
        )
    return Words(
        "clock-alert" if late else "calendar-clock",
        title,
        body,
        _("Open the plan") if plan else _("Begin the review"),
        "plan" if plan else "judgement",
        "attn" if late else "ink",
    )


def _undated(need: Need, now: datetime) -> Words:
    since = when.at(need.since, now) if need.since else ""
    make = _ANSWERED.get(need.code)
    if make is not None:
        return make(need.to, since)
    if need.code in {"roles-open", "plan-no-owner"}:
        return _counted(need)
    if need.code == "visit-open":
        return Words(
            "door-open",
            _("A visit is open"),
            _("Begun {since}. It goes on at the prompt where you left it.").format(since=since),
            _("Go on"),
            "conversation",
        )
    if need.code == "interview-again":
        return Words(
            "triangle-alert",
            _("Interview again, with a checked interpreter"),
            _("Nothing denied without one is established. It was left to do {since}.").format(
                since=since
            ),
            _("Open the plan"),
            "plan",
            "attn",
        )
    if need.code == "interpreter-later":
        return Words(
            "message-circle-question-mark",
            _("Ask how the interpreter was"),
            _("By another way, and never through the same interpreter."),
            _("Write what she said"),
            "plan",
        )
    if need.code == "judgement-unsigned":
        return Words(
            "pencil",
            _("The judgement is not signed"),
            _("Write it away from the home, while it is fresh."),
            _("Write the judgement"),
            "judgement",
        )
    return Words("info", _("Something to look at"), "", _("Open the case"), "prepare")


def _counted(need: Need) -> Words:
    count = when.number(need.count).capitalize()
    if need.code == "roles-open":
        title = ngettext(
            "{n} person whose role is not established",
            "{n} people whose role is not established",
            need.count,
        )
        body = _("Nothing known is not the same as no part in it. Name who is to find out.")
        button = _("Open the people")
        return Words("circle-question-mark", title.format(n=count), body, button, "people", "attn")
    title = ngettext("{n} action has no owner", "{n} actions have no owner", need.count)
    body = _("An agency alone is nobody. Name a person.")
    return Words("user-x", title.format(n=count), body, _("Open the plan"), "plan")


def _asked(desk: str, since: str) -> Words:
    return Words(
        "message-circle-question-mark",
        _("{desk} has a question").format(desk=desk),
        _("Asked {since}.").format(since=since),
        _("Read and answer"),
        "handover",
    )


def _declined(desk: str, since: str) -> Words:
    return Words(
        "undo-2",
        _("{desk} has declined").format(desk=desk),
        _("Said {since}. You still hold it: send it to whoever does.").format(since=since),
        _("Open the handover"),
        "handover",
        "attn",
    )


def _may_release(desk: str, since: str) -> Words:
    return Words(
        "file-check",
        _("{desk} has accepted by name").format(desk=desk),
        _("Signed {since}. You may release yourself once they have met.").format(since=since),
        _("Open the handover"),
        "handover",
    )


def _owed_later(_desk: str, _since: str) -> Words:
    return Words(
        "file-check",
        _("The sender still waits for a later answer"),
        _("A conference, or that responsibility is taken over. Say it when it is so."),
        _("Open the handover"),
        "handover",
    )


_ANSWERED: dict[str, Callable[[str, str], Words]] = {
    "question": _asked,
    "declined": _declined,
    "may-release": _may_release,
    "owed-later": _owed_later,
}
"""What the other desk said, or waits to be told, as a line of the home page."""
