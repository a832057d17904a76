"""A card to keep is off until somebody turns it on, and holds one neutral sentence."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from app.domain.cards import LeaveBehindFormat
from app.domain.errors import ReportRefused
from app.domain.handover import Mode
from app.domain.renderings import Address, Pack, Rendering, SpokenText, State
from app.domain.translation import NotShown, Shelf
from app.services.showing import TO_KEEP, card_to_keep, let_keep, may_keep
from tests.builders import NOON
from tests.showing import LANGUAGES, NUMBER
from tests.unit.a_desk import a_desk

ENGLISH = SpokenText(TO_KEEP, 1, "You can call {number}.", "", "card")


def shelf(mode: Mode = Mode.DEMO) -> Shelf:
    words = Rendering(
        TO_KEEP, 1, ENGLISH.sha256, State.DRAFT, "Waad wici kartaa {number}.", Address.ANY
    )
    words = replace(words, target_sha256=words.target_now)
    pack = Pack("so", 1, NOON, renderings=MappingProxyType({TO_KEEP: words}))
    return Shelf(LANGUAGES, {TO_KEEP: ENGLISH}, {"so": pack}, mode)


class Pen:
    """Remembers what it was told to draw."""

    def __init__(self) -> None:
        self.drawn: list[tuple[str, str, bool]] = []

    def card_svg(self, *_):
        raise AssertionError

    def leave_behind(self, shown, telephone, _format):
        self.drawn.append((shown.text, telephone, shown.draft))
        return b"%PDF-"


def kept(store, pen, on_shelf):
    return card_to_keep(store, pen, on_shelf, "so", NUMBER, LeaveBehindFormat.A6)


def test_it_is_off_until_it_is_turned_on_and_who_did_is_written_down():
    store, pen = a_desk().store, Pen()
    assert not may_keep(store)
    with pytest.raises(ReportRefused) as refused:
        kept(store, pen, shelf())
    assert refused.value.code == "report.no-card"
    let_keep(store, True, "jo@northmere.example")
    assert kept(store, pen, shelf()) == b"%PDF-"
    let_keep(store, False, "jo@northmere.example")
    assert not may_keep(store)
    acts = [line.act for line in store.log_lines() if "keep" in line.act]
    assert sorted(acts) == ["cards to keep off", "cards to keep on"]
    assert pen.drawn == [("Waad wici kartaa \u20660800\u00a05999\u00a0247\u2069.", NUMBER, True)]


def test_it_speaks_to_whom_it_is_given_or_there_is_none():
    store, pen = a_desk().store, Pen()
    let_keep(store, True, "jo@northmere.example")
    both = Rendering(
        TO_KEEP, 1, ENGLISH.sha256, State.DRAFT, "يمكنك الاتصال على {number}.", Address.WOMAN
    )
    both = replace(both, masculine="تستطيع الاتصال على {number}.")
    both = replace(both, target_sha256=both.target_now)
    pack = Pack("ar", 1, NOON, renderings=MappingProxyType({TO_KEEP: both}))
    on_shelf = Shelf(LANGUAGES, {TO_KEEP: ENGLISH}, {"ar": pack}, Mode.DEMO)
    for address in (Address.WOMAN, Address.MAN, Address.ANY):
        found = card_to_keep(
            store, pen, on_shelf, "ar", NUMBER, LeaveBehindFormat.A6, address=address
        )
        assert found == (NotShown("no-variant") if address is Address.ANY else b"%PDF-")
    assert [text.split()[0] for text, *_rest in pen.drawn] == ["يمكنك", "تستطيع"]


def test_a_live_vault_gives_none_that_nobody_has_approved():
    store, pen = a_desk().store, Pen()
    let_keep(store, True, "jo@northmere.example")
    assert kept(store, pen, shelf(Mode.LIVE)) == NotShown("not-approved")
    assert pen.drawn == []
