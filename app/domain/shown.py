"""What a person was shown in her language, as the record keeps it. Pure.

Kept with the words as they stood: a newer pack changes no record, and another desk has no pack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.codes import Kind
from app.domain.entry import NoteBody
from app.domain.isolates import marks_taken_out
from app.domain.renderings import Address, State

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.translation import Shown

CARD: Final = "Shown on a card"
"""Heading of the note that a text was shown on the screen."""

KEPT: Final = "Given to keep"
"""Heading of the note that a text was given on a card to keep."""

_DRAFT = "draft"
_TO = {Address.WOMAN: ", to a woman", Address.MAN: ", to a man"}
_FIRST = re.compile(
    r"shown: (?P<tag>[A-Za-z-]+), (?P<id>[^,\n]+), version (?P<version>\d+), "
    r"(?P<digest>[0-9a-f]{64}), (?P<state>[a-z_]+), reviewer (?P<who>[^,\n]*)"
    r"(?P<to>, to a (?:wo)?man)?(?P<draft>, draft)?"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One text that was before a person's eyes: which, in what state, and its words."""

    entry: Entry
    tag: str
    id: str
    version: int
    target_sha256: str
    state: State
    reviewed_by: str
    draft: bool
    english: str
    words: str
    address: Address  # to whom the words speak; `ANY` where they are the same for everybody

    @property
    def kept(self) -> bool:
        """Whether it was given to keep."""
        return isinstance(self.entry.body, NoteBody) and self.entry.body.heading == KEPT


def note_of(shown: Shown, english: str, *, kept: bool = False) -> NoteBody:
    """The note of what was shown. It is made of a `Shown` alone, so no other text comes in."""
    first = (
        f"shown: {shown.tag}, {shown.id}, version {shown.version}, {shown.target_sha256}, "
        f"{shown.state.value}, reviewer {shown.reviewed_by}{_TO.get(shown.address, '')}"
        f"{f', {_DRAFT}' if shown.draft else ''}"
    )
    words = marks_taken_out(shown.text)
    return NoteBody(KEPT if kept else CARD, "\n".join((first, english, words)))


def seen(entry: Entry) -> Seen | None:
    """What an entry says was shown; None for any other entry, or a note of another shape."""
    body = entry.body
    if not isinstance(body, NoteBody) or body.heading not in {CARD, KEPT}:
        return None
    first, _, rest = body.text.partition("\n")
    english, _, words = rest.partition("\n")
    found = _FIRST.fullmatch(first)
    if found is None or found["state"] not in set(State) or not words:
        return None
    return Seen(
        entry, found["tag"], found["id"], int(found["version"]), found["digest"],
        State(found["state"]), found["who"], bool(found["draft"]), english, words,
        next((to for to, told in _TO.items() if told == found["to"]), Address.ANY),
    )  # fmt: skip


def seen_in(case: Case) -> tuple[Seen, ...]:
    """Everything that was shown, oldest first; each text once for each time."""
    found = (seen(entry) for entry in case.of(Kind.NOTE))
    return tuple(one for one in found if one is not None)


def last_addressed(case: Case) -> Address:
    """To whom the last card spoke whose words told a woman from a man; a woman before any did.

    Nothing else in the record says whether the person is a woman or a man.
    """
    told = [one.address for one in seen_in(case) if one.address is not Address.ANY]
    return told[-1] if told else Address.WOMAN
