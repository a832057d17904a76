"""Checking an area by voice: by a number found elsewhere, never by the one on its own card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.handover import AreaCard, KnownArea
    from app.services.post import Addressee, Post

LEAST_DIGITS = 3
"""999 and 101 are numbers; fewer digits are none."""

MOST_DIGITS = 24
"""What a trust file has room for (storage/handover/FORMAT.md)."""


def digits(number: str) -> str:
    """A number as dialled inside the United Kingdom: only digits, +44 and 0044 as 0."""
    found = "".join(c for c in number if c.isascii() and c.isdigit())
    if number.strip().startswith("+44"):
        return "0" + found[2:].removeprefix("0")
    if found.startswith("0044"):
        return "0" + found[4:].removeprefix("0")
    return found


def is_number(text: str) -> bool:
    """Whether this can be rung: digits with spaces between, perhaps a + in front."""
    rest = text.strip().removeprefix("+")
    spelt = all(c in "0123456789 ()-" for c in rest)
    return spelt and LEAST_DIGITS <= len(digits(text)) <= MOST_DIGITS


def is_on_card(number: str, card: str) -> bool:
    """Whether this is the number that the card itself gives, however it is spelt."""
    return bool(digits(card)) and digits(number) == digits(card)


def areas(post: Post) -> tuple[tuple[KnownArea, tuple[Addressee, ...]], ...]:
    """Every known area with the desks of its card; none when its card is not here."""
    desks = post.addressees()
    return tuple(
        (area, tuple(d for d in desks if d.area.area == area.area)) for area in post.book().areas
    )


def changed_root(post: Post, card: AreaCard) -> KnownArea | None:
    """The area as it is known here, when a card shows another root for it; else none."""
    known = post.book().area(card.area)
    return known if known is not None and known.root != card.root else None
