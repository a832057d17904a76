"""What is read before the first visit, drawn from the record by the receiving pack's cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import people
from app.domain.established import denials
from app.i18n import _
from app.services.report_source import Source
from app.services.report_words import answer, provenance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.content.library import Library
    from app.domain.answers import Account
    from app.domain.case import Case
    from app.domain.receiving import Card


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said, and where it comes from."""

    label: str
    words: str
    where: str  # date, who said it, in what language, who was present, who wrote it down


@dataclass(frozen=True, slots=True)
class Part:
    """One card with what the record has for it."""

    card: Card
    told: tuple[Told, ...] = ()
    fear: tuple[Told, ...] = ()  # what she was afraid of ...
    denied: tuple[Told, ...] = ()  # ... and where it was denied, to stand beside it

    @property
    def is_empty(self) -> bool:
        """The record has nothing for it, and the card says what to do then."""
        return bool(self.card.empty) and not self.told


def parts(case: Case, library: Library, now: datetime) -> tuple[Part, ...]:
    """Every card in its order; nothing is left out because something newer stands beside it."""
    source = Source(case, library, now)
    return tuple(_part(source, card) for card in library.receiving.cards)


def _part(source: Source, card: Card) -> Part:
    told = list(_told(source, (a for item in card.items for a in source.accounts(item))))
    if card.parties:
        told = [*_parties(source), *told]
    every = [a for item in card.fear for a in source.accounts(item, ever=True)]
    deny = [a for item in card.deny for a in source.accounts(item, ever=True)]
    return Part(
        card,
        tuple(told),
        tuple(_told(source, (a for a in every if not _denies(a)))),
        tuple(_told(source, (a for a in deny if _denies(a) or a.body.item not in card.fear))),
    )


def _denies(account: Account) -> bool:
    """Whether it says that there is nothing to fear; a "no" that is not established is one too."""
    return account.not_established or bool(denials(account.body.item, account.value.codes))


def _told(source: Source, accounts: Iterable[Account]) -> Iterable[Told]:
    for account in accounts:
        words = answer(account, source.packs.book.items, source.case)
        label = source.label(account.body.item, account.body.row)
        yield Told(label, words, provenance(account, source.present(account)))


def _parties(source: Source) -> Iterable[Told]:
    """Everybody who is part of the threat, or may be: whom nobody tells."""
    found = [p for p in people.parties(source.case) if not p.ruled_out and p.label]
    for party in found:
        role = _("Part not established") if party.role_open else _("Part of the threat, or close")
        yield Told(party.label, role, "")
