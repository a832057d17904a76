"""Page one of a report: two minutes, for somebody who opens it at three in the morning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain import people
from app.domain.codes import RestrictionClass, Status
from app.domain.established import denials
from app.domain.plan import actions
from app.domain.report import Line, Mark, Tone
from app.domain.review import signed_off
from app.i18n import _
from app.services.report_words import (
    CLASS_TITLES,
    VERDICTS,
    about_when,
    answer,
    clipped,
    day,
    minute,
    sentences,
    shortened,
)

if TYPE_CHECKING:
    from app.domain.answers import Account
    from app.domain.entry import AnswerBody
    from app.domain.people import Party
    from app.domain.plan import Action
    from app.domain.review import Signature
    from app.services.report_source import Copy, Source

LONG = 260
"""Characters of one line of page one; ten such lines and the desks fill one sheet of A4."""

ACTION = 120
"""Characters of one action on page one; who does it and by when always follow."""

DATED = ("A5", "A6", "J5", "J6", "N1", "N4", "G5", "R7", "W11")
"""Items whose answers carry a date that may lie ahead."""

SOON = ("now", "24h", "today", "same day", "before leaving")


def control(copy: Copy) -> tuple[Line, ...]:
    """Who sends, who receives, why, and by when an answer is owed."""
    lines = [Line(_("From"), copy.sender), Line(_("To"), copy.recipient)]
    if copy.header:
        lines.append(Line(_("Handling"), copy.header, Tone.STRONG))
    if copy.reason:
        lines.append(Line(_("Why now"), copy.reason))
    if copy.answer_by is not None:
        due = minute(copy.answer_by)
        words = _("{when}. Sent is not accepted: the sender stays responsible until you answer.")
        lines.append(Line(_("Answer by"), words.format(when=due), Tone.STRONG, mark=Mark.DUE))
    return tuple(lines)


def summary(core: Source, soon: Line, contact: Line) -> tuple[Line, ...]:
    """The lines of page one, from the core of the record alone, but for the two given."""
    return (
        _feared(core),
        _from_whom(core),
        _not_known(core),
        *_critical(core),
        _visible_fear(core),
        _denial(core),
        Line(_("Do not"), _do_not(), Tone.STRONG),
        soon,
        *_next_date(core),
        contact,
    )


def signed_by(core: Source) -> tuple[Line, ...]:
    """Who reviewed the record and what they decided: the newest decision of each of them."""
    newest = {one.entry.by.principal: one for one in signed_off(core.case)}
    return tuple(Line(_("Signed off"), _decision(one)) for one in newest.values())


def _decision(one: Signature) -> str:
    by = one.entry.by
    who = ", ".join(w for w in (by.name, by.role, day(one.entry.at)) if w)
    return sentences((_(VERDICTS[one.verdict]), who, clipped(one.reasons, ACTION)))


def safe_contact(place: Source | None, *, with_names: bool) -> Line:
    """Where the safe contact stands: here, on its own sheet, or withheld.

    It is on page one only when no names of the network are in this copy at all (NO9).
    """
    label = _("Safe contact")
    if place is None:
        text = _("Withheld from this copy. Ask the sender. Do not look for another way.")
        return Line(label, text, Tone.MISSING, mark=Mark.MISSING)
    found = [a for a in place.accounts("Z2") if a.entry.rc is RestrictionClass.RC2]
    if not found:
        return Line(label, _("Not recorded. Ask the sender."), Tone.MISSING, mark=Mark.MISSING)
    if with_names:
        return Line(label, _("On a sheet of its own, at the end. Keep that sheet apart."))
    items = place.packs.book.items
    card = place.item("Z2")
    order = [row.code for row in card.rows] if card else []
    found.sort(key=lambda a: order.index(a.body.row) if a.body.row in order else len(order))
    said = [f"{_row(place, a.body)}: {answer(a, items, place.case)}" for a in found]
    return Line(label, shortened(sentences(said), 2 * LONG), Tone.STRONG)


def _feared(core: Source) -> Line:
    said = _said(core, "D2") or _said(core, "C2")
    return _line(_("Feared"), said, Tone.STRONG)


def _from_whom(core: Source) -> Line:
    found = [p for p in people.parties(core.case) if not p.ruled_out]
    words = " ".join(f"{_party(core, p)}." for p in found)
    return _line(_("From whom"), words or _said(core, "D3"))


def _party(core: Source, party: Party) -> str:
    links = core.packs.book.links
    kin = [links.label(t.relation) for t in party.relations if t.relation in _family(core)]
    name = party.label or _("somebody held back")
    new = [k[:1].lower() + k[1:] for k in kin[:1] if k.casefold() not in name.casefold()]
    who = f"{name} ({new[0]})" if new else name
    known = [t for t in party.roles if t.status in {Status.ESTABLISHED, Status.SUSPECTED}]
    if not known:
        return who + ": " + _("part not established")
    says = [
        links.label(t.relation) + (_(" (suspected)") if t.status is Status.SUSPECTED else "")
        for t in known
    ]
    return who + ": " + ", ".join(w[:1].lower() + w[1:] for w in says)


def _family(core: Source) -> frozenset[str]:
    return frozenset(
        r.code for r in core.packs.book.links.relations if r.sort.value in {"family", "community"}
    )


def _not_known(core: Source) -> Line:
    unsettled = [p.label for p in people.parties(core.case) if p.role_open and p.label]
    parts = (
        _("What part these play: {who}").format(who="; ".join(unsettled).rstrip(".") + ".")
        if unsettled
        else ""
    )
    words = " ".join(filter(None, (parts, _said(core, "W5"))))
    return _line(_("Not known"), words, Tone.MISSING)


def _critical(core: Source) -> tuple[Line, ...]:
    found = [a for a in core.answers(ever=True) if _raises_alarm(core, a)]
    said = dict.fromkeys(_briefly(core, a) for a in found)
    if not said:
        return ()
    return (Line(_("Critical, ever said"), shortened("; ".join(said), LONG)),)


def _briefly(core: Source, account: Account) -> str:
    said = answer(account, core.packs.book.items, core.case, words=False).rstrip(".")
    return f"{core.label(account.body.item)}: {said[:1].lower()}{said[1:]}"


def _raises_alarm(core: Source, account: Account) -> bool:
    item = core.item(account.body.item)
    if item is None or not item.critical:
        return False
    alarming = set(item.raised_by or ("yes", "unclear"))
    return bool(alarming & {*account.value.codes, *account.value.past})


def _visible_fear(core: Source) -> Line:
    afraid = [a for a in core.accounts("D1") if not _is_denial(a)]
    told = [answer(a, core.packs.book.items, core.case) for a in afraid]
    return _line(_("Fear that shows"), sentences((_said(core, "D4"), *told, _said(core, "W4"))))


def _denial(core: Source) -> Line:
    found = [a for item in ("V2", "V3", "D6") for a in core.accounts(item, ever=True)]
    found += [a for a in core.accounts("D1", ever=True) if _is_denial(a)]
    if not found:
        words = _("Nothing is recorded. If she does, concern stays: see her again, alone.")
        return Line(_("She may say no"), words)
    said = [f"{_denied(core, a)} ({_where(core, a)})" for a in found]
    return _line(_("She may say no"), sentences(said))


def _is_denial(account: Account) -> bool:
    """Whether somebody said there is no fear; it lowers nothing, and is told as a denial."""
    denied = denials(account.body.item, account.value.codes)
    return bool(denied) or account.not_established


def _denied(core: Source, account: Account) -> str:
    """A denial with what was asked: "None" alone tells nobody of what there is none."""
    said = answer(account, core.packs.book.items, core.case)
    if account.body.item == "V2":
        return said
    return f"{core.label(account.body.item)}: {said[:1].lower()}{said[1:]}"


def _where(core: Source, account: Account) -> str:
    present = core.present(account)
    when = day(account.entry.at)
    return _("{day}; present: {present}").format(day=when, present=present) if present else when


def _do_not() -> str:
    return _(
        "Ring, write to or visit the home except by the safe contact. Ask the family or the "
        "community anything. Use a relative, a child or a local interpreter. Arrange mediation."
    )


def within_a_day(core: Source, place: Source | None, *, with_names: bool) -> Line:
    """What the plan has somebody do by this time tomorrow, by whom and when; what is late first.

    Actions that touch where she is stand here as her safe contact does: only where no names of
    the network are in this copy (NO9). With names, it is said on which sheet they are.
    """
    label = _("Within a day")
    source = core if place is None or with_names else place
    found = _soon(source)
    words = [_action(source, a) for a in found]
    if place is not None and len(_soon(place)) > len(found):
        sheet = _(CLASS_TITLES[RestrictionClass.RC2])
        words.append(
            _("More to do is on the sheet “{sheet}”, at the end.").format(sheet=sheet)
            if found
            else _("On the sheet “{sheet}”, at the end.").format(sheet=sheet)
        )
    if not words and actions(source.case):
        text = _("The plan in this copy has nothing due so soon. Ask the sender.")
        return Line(label, text, Tone.MISSING, mark=Mark.MISSING)
    return _line(label, "\n".join(f"{word.rstrip('.')}." for word in words), most=3 * LONG)


def _soon(source: Source) -> list[Action]:
    far = source.now + timedelta(days=1)
    found = [a for a in actions(source.case) if a.is_open and _is_soon(source, a)]
    return sorted(found, key=lambda a: (a.body.due or far, a.entry.at, a.entry.id))


def _is_soon(source: Source, action: Action) -> bool:
    due = action.body.due
    if due is not None:
        return due <= source.now + timedelta(days=1)
    return action.body.due_words.strip().casefold() in SOON


def _action(source: Source, action: Action) -> str:
    agencies = {a.code: a.label for a in source.packs.plan.agencies}
    body = action.body
    owner = body.owner or agencies.get(body.agency, body.agency) or _("nobody named")
    when = minute(body.due) if body.due else body.due_words
    late = _("late") if action.is_late(source.now) else ""
    text = clipped(body.text.strip(), ACTION).rstrip(". ")
    return f"{text} ({', '.join(filter(None, (owner, when, late)))})"


def _next_date(core: Source) -> tuple[Line, ...]:
    today = core.now.date()
    ahead = [
        (a.value.when, a)
        for item in DATED
        for a in core.accounts(item)
        if a.value.when is not None and a.value.when.last_day() >= today
    ]
    if not ahead:
        return ()
    when, account = min(ahead, key=lambda pair: (pair[0].first_day(), pair[1].entry.id))
    label = core.label(account.body.item, account.body.row)
    what = sentences((label, account.value.text))
    return (Line(_("Next date"), shortened(f"{about_when(when)}: {what}", LONG), Tone.STRONG),)


def _said(core: Source, item: str) -> str:
    """Everything that stands on an item, in its own words; what is not established says so."""
    found = core.accounts(item)
    return " ".join(answer(a, core.packs.book.items, core.case) for a in found).strip()


def _line(label: str, words: str, tone: Tone = Tone.PLAIN, *, most: int = LONG) -> Line:
    if not words:
        return Line(label, _("Not recorded. Ask the sender."), Tone.MISSING, mark=Mark.MISSING)
    return Line(label, shortened(words, most), tone)


def _row(place: Source, body: AnswerBody) -> str:
    item = place.item(body.item)
    rows = item.rows if item else ()
    label = next((r.label for r in rows if r.code == body.row), body.row or body.item)
    return label.partition(":")[0]  # "Way: call, message …" lists what may be written there
