"""Everything the packs hold, read once and handed to whoever needs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.content.calendar_loader import load_holidays
from app.content.clocks_loader import OWN as OWN_CLOCKS
from app.content.clocks_loader import load_timers, with_own
from app.content.gate_loader import load_gate
from app.content.interpreting_loader import load_interpreting
from app.content.languages_loader import load_languages
from app.content.opening_loader import load_reasons
from app.content.receiving_loader import load_receiving
from app.content.recipients_loader import load_recipients
from app.content.reference_loader import (
    load_cards,
    load_checks,
    load_links,
    load_plan,
    load_prohibitions,
)
from app.content.rules_loader import load_rules
from app.content.screening_loader import load_screening
from app.content.script_loader import load_script
from app.content.sharing_loader import load_sharing
from app.domain.errors import ContentRefused
from app.domain.gate import NO_GATE, GateScript
from app.domain.interpreting import NO_INTERPRETING, Interpreting
from app.domain.languages import NO_LANGUAGES, Languages
from app.domain.receiving import NO_RECEIVING, Receiving
from app.domain.recipients import NO_RECIPIENTS
from app.domain.reference import Book
from app.domain.sharing import NONE
from app.domain.silence import Clocks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.questionnaire import Option, Screening
    from app.domain.recipients import Recipients
    from app.domain.reference import Card, Check, Plan, Prohibition, Timer
    from app.domain.renderings import SpokenText
    from app.domain.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Library:
    """The content an open visit goes on with."""

    screening: Screening
    book: Book
    plan: Plan
    cards: tuple[Card, ...]
    prohibitions: tuple[Prohibition, ...]
    checks: tuple[Check, ...]
    timers: tuple[Timer, ...]
    holidays: frozenset[date]
    sharing: Sharing = NONE
    gate: GateScript = NO_GATE
    reasons: tuple[Option, ...] = ()  # why a case is opened
    languages: Languages = NO_LANGUAGES
    script: tuple[SpokenText, ...] = ()  # said to everybody beside the questions
    interpreting: Interpreting = NO_INTERPRETING
    recipients: Recipients = NO_RECIPIENTS  # presets for copies
    receiving: Receiving = NO_RECEIVING  # what a desk does once it has accepted

    @property
    def clocks(self) -> Clocks:
        """The time limits in force, with the days on which offices are open."""
        return Clocks(self.timers, self.holidays)


def load_library(packs: Sequence[tuple[str, bytes]], nation: str = "england-and-wales") -> Library:
    """Decode the packs, given as (file name, bytes); about 60 ms.

    Raises:
        ContentRefused: a pack is missing (`content.no-pack`) or breaks a rule of its loader.
    """
    by_name = dict(packs)

    def pack(name: str) -> tuple[str, bytes]:
        if name not in by_name:
            raise ContentRefused("content.no-pack", file=name, id="", rule="the pack is needed")
        return name, by_name[name]

    screening = load_screening([p for p in packs if p[0].startswith("screening-")])
    rules = load_rules(*pack("patterns.toml"))
    items = {str(item.id): item for section in screening.sections for item in section.items}
    script = load_script(*pack("script.toml"))
    interpreting = load_interpreting(*pack("interpreting.toml"), script, items)
    screening = _with_least(screening, interpreting.override.items)
    items = {str(item.id): item for section in screening.sections for item in section.items}
    items |= {str(item.id): item for item in interpreting.items}
    sharing = load_sharing(*pack("sharing.toml"))
    return Library(
        screening=screening,
        book=Book(
            rules.rules, rules.stops, load_links(*pack("links.toml")), MappingProxyType(items)
        ),
        plan=load_plan({n: r for n, r in packs if n.startswith("plan-")}, rules.rules),
        cards=load_cards(*pack("cards.toml")),
        prohibitions=load_prohibitions(*pack("prohibitions.toml")),
        checks=load_checks(*pack("checks.toml")),
        timers=with_own(
            load_timers(*pack("clocks.toml")), [p for p in packs if p[0].startswith(OWN_CLOCKS)]
        ),
        holidays=load_holidays(*pack("bank-holidays.toml"))[nation],
        sharing=sharing,
        gate=load_gate(*pack("gate.toml")),
        reasons=load_reasons(*pack("opening.toml")),
        languages=load_languages(*pack("languages.toml")),
        script=script,
        interpreting=interpreting,
        recipients=load_recipients(*pack("recipients.toml"), sharing),
        receiving=load_receiving(*pack("receiving.toml"), items),
    )


def _with_least(screening: Screening, least: tuple[str, ...]) -> Screening:
    """The screening with its few questions marked that an override of the gate allows."""
    sections = (
        replace(s, items=tuple(replace(item, least=item.id in least) for item in s.items))
        for s in screening.sections
    )
    return replace(screening, sections=tuple(sections))
