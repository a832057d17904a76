"""Closing a case behind its gate, holding it, and erasing it. Never silently (NO7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.closing import Stage, Word, closing, to_consult
from app.domain.closing import heard as heard_in
from app.domain.codes import CaseEvent, SignoffOn
from app.domain.entry import CaseBody, ErasedBody, NoteBody, SignoffBody
from app.domain.errors import RecordRefused, VaultRefused
from app.services import following_up
from app.services.drafts import forget_case
from app.services.recording import append, make, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from app.domain.case import Case
    from app.domain.closing import Heard
    from app.domain.entry import Entry
    from app.ports.vault import VaultStore
    from app.services.desk import Desk

QUIET = "quiet"
"""The ground that is none by itself: nothing more was said (rule P22)."""

GROUNDS = ("ruled_out", "accepted", "her_wish", "changed", QUIET)
"""Closed codes of why a case might be closed; the words are the page's."""

TAKEN_BACK = "Proposal to close taken back"


def propose(desk: Desk, case: Case, grounds: tuple[str, ...], reasons: str) -> Case:
    """Propose to close the case; every holder may object from now on.

    Raises:
        RecordRefused: `closure.quiet` when silence is the only ground; `closure.reasons`.
    """
    if not set(grounds) - {QUIET}:
        raise RecordRefused("closure.quiet")
    if not reasons.strip():
        raise RecordRefused("closure.reasons")
    if closing(case, desk.area).stage is not Stage.OPEN:
        raise RecordRefused("closure.stage")
    return write(desk, case, CaseBody(CaseEvent.CLOSURE_PROPOSED, reasons))


def take_back(desk: Desk, case: Case, reason: str) -> Case:
    """The proposal no longer stands; that it was made stays."""
    now = closing(case, desk.area)
    if now.stage is not Stage.PROPOSED or now.entry is None:
        raise RecordRefused("closure.stage")
    return write(desk, case, NoteBody(TAKEN_BACK, reason), follows=[now.entry.id])


def heard(desk: Desk, case: Case) -> tuple[Heard, ...]:
    """What every desk that holds something of the case has said of the closing, as of now."""
    if closing(case, desk.area).stage is not Stage.PROPOSED:
        return ()
    every = following_up.holders(desk, case)
    found = (one for one in every if not one.desk.startswith("@"))  # else there is no desk to ask
    return heard_in(case, desk.area, found, desk.clock.now())


def to_ask(case: Case, own_area: str, found: Sequence[Heard]) -> tuple[str, ...]:
    """Everybody with an open interest who has to be asked by word of mouth.

    A desk that was sent a notice is asked by it, and speaks for its area. A reader with no desk,
    and so no key, cannot sign an answer: they are asked as well.
    """
    told = [one for one in found if one.word is not Word.NOT_TOLD and one.area]
    named = {one.to for one in told} | {one.area for one in told}
    return tuple(who for who in to_consult(case, own_area) if who not in named)


def close(
    desk: Desk,
    case: Case,
    supervisor: str,
    consulted: Mapping[str, str],
    reasons: str,
    objections: datetime | None,
) -> Case:
    """Close the case: a named supervisor, everybody asked, reasons, and time to object over.

    `objections` is when that time ends, UTC; none when every holder has said that nobody objects.

    Raises:
        RecordRefused: `closure.stage`, `closure.supervisor`, `closure.objected` with `who`,
            `closure.not-consulted` with how many were not asked, `closure.reasons`,
            `closure.too-early` with the day (`until`).
    """
    now = closing(case, desk.area)
    if now.stage is not Stage.PROPOSED or now.entry is None:
        raise RecordRefused("closure.stage")
    if not supervisor.strip() or supervisor.strip() == desk.author.name:
        raise RecordRefused("closure.supervisor")
    found = heard(desk, case)
    against = [one.to or one.desk for one in found if one.word is Word.OBJECTED]
    if against:
        raise RecordRefused("closure.objected", who="; ".join(against))
    asked = to_ask(case, desk.area, found)
    unasked = [who for who in asked if not consulted.get(who, "").strip()]
    if unasked:
        raise RecordRefused("closure.not-consulted", count=len(unasked))
    if not reasons.strip():
        raise RecordRefused("closure.reasons")
    if objections is not None and desk.clock.now() < objections:
        raise RecordRefused("closure.too-early", until=objections.date().isoformat())
    words = [f"{who}: {said}" for who, said in consulted.items()]
    told = "\n".join([reasons, *words, *(_said(one) for one in found)])
    last = case.ordered[-1]
    signed = SignoffBody(SignoffOn.CLOSURE, (now.entry.id,), supervisor.strip(), told)
    entries = (
        make(desk, case.id, signed, last=last),
        make(desk, case.id, CaseBody(CaseEvent.CLOSED, reasons), last=last, follows=[now.entry.id]),
    )
    return append(desk, case, entries)


_SAID = {
    Word.NO_OBJECTION: "no objection",
    Word.ASKED: "asked a question, and did not object",
    Word.WAITING: "had time to object until {until}, and has said nothing yet",
    Word.SILENT: "silent. They had time to object until {until}. Silence is not agreement",
    Word.NOT_TOLD: "was sent no notice",
}
"""In English, as everything the program itself writes."""


def _said(one: Heard) -> str:
    """What a holder said, as the signature of the closing keeps it."""
    until = one.until.date().isoformat() if one.until else ""
    by = one.answer.body.by if one.answer else ""
    words = _SAID[one.word].format(until=until)
    return f"{one.to or one.desk}: {words}{f' ({by})' if by else ''}"


def open_again(desk: Desk, case: Case, reason: str) -> Case:
    """A closed case is worked on again."""
    now = closing(case, desk.area)
    if now.stage is not Stage.CLOSED or now.entry is None:
        raise RecordRefused("closure.stage")
    return write(desk, case, CaseBody(CaseEvent.OPENED, reason), follows=[now.entry.id])


def hold(desk: Desk, store: VaultStore, case: Case, reason: str) -> Case:
    """Forbid erasing the case, for an inquiry or a court."""
    store.set_hold(case.id, reason)
    return write(desk, case, CaseBody(CaseEvent.HELD, reason))


def lift_hold(desk: Desk, store: VaultStore, case: Case, reason: str) -> Case:
    """The case may be erased again."""
    held = closing(case, desk.area).held
    follows = [held.id] if held else []
    case = write(desk, case, CaseBody(CaseEvent.HOLD_LIFTED, reason), follows=follows)
    store.set_hold(case.id, "")
    return case


def due_for_erasure(store: VaultStore, case: Case, horizon: date) -> date | None:
    """The day the case is due for erasure, if one is set up to `horizon` and it is not held."""
    return next((day for id_, day in store.purge_due(horizon) if id_ == case.id), None)


def erase(desk: Desk, store: VaultStore, case: Case, ground: str, authority: str) -> Entry:
    """Erase everything of the case here but the chain's lines; the erasing entry is returned.

    Raises:
        VaultRefused: `case.held`.
        RecordRefused: `erase.ground` without a ground and an authority.
    """
    if store.hold(case.id):
        raise VaultRefused("case.held")
    if not ground.strip() or not authority.strip():
        raise RecordRefused("erase.ground")
    ids = tuple(e.id for e in case.ordered)
    by = make(desk, case.id, ErasedBody(ids, ground.strip(), authority.strip()))
    forget_case(store, desk.clock.now(), case.id)
    store.erase(case.id, ground.strip(), authority.strip(), by)
    return by
