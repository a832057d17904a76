"""The wording rules over a whole screening: every word that would be read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.wording import Finding, Waiver, findings, waivers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.questionnaire import Item, Screening


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that some spoken words break, and that their item does not waive."""

    item: str
    words: str  # id of the item, or of one of its other ways
    text: str
    finding: Finding


def spoken(item: Item) -> tuple[tuple[str, str], ...]:
    """What is read aloud for an item, each with its id: the question and its other ways."""
    asked = ((str(item.id), item.ask),) if item.ask else ()
    return (*asked, *((way.id, way.text) for way in item.ways))


def check_wording(screening: Screening) -> tuple[Fault, ...]:
    """Every wording rule broken without a waiver, in the order of the conversation."""
    return tuple(fault for item in _items(screening) for fault in _faults(item))


def waived(screening: Screening) -> tuple[tuple[str, Waiver], ...]:
    """Every waiver with the id of its item, so that a reader can judge the reasons."""
    return tuple((item.id, waiver) for item in _items(screening) for waiver in waivers(item.waive))


def _faults(item: Item) -> Iterator[Fault]:
    rules = {waiver.rule for waiver in waivers(item.waive)}
    for id_, text in spoken(item):
        for finding in findings(text):
            if finding.rule not in rules:
                yield Fault(item.id, id_, text, finding)


def _items(screening: Screening) -> Iterator[Item]:
    for section in screening.sections:
        yield from section.items
