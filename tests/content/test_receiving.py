"""The receiving pack: a short list with sources, and cards that show what the record has."""

from collections.abc import Callable

import pytest

from app.content.library import load_library
from app.content.packs_on_disk import read_packs
from app.content.receiving_loader import load_receiving
from app.domain.errors import ContentRefused

FILE = "receiving.toml"
OURS = dict(read_packs())[FILE].decode()
ITEMS = frozenset(load_library(read_packs()).book.items)


def refused(text: str) -> str:
    with pytest.raises(ContentRefused) as found:
        load_receiving(FILE, text.encode(), ITEMS)
    return found.value.code


def test_each_marker_says_who_sets_it_what_it_does_and_where_that_comes_from() -> None:
    pack = load_receiving(FILE, OURS.encode(), ITEMS)
    assert pack.version == 1
    for marker in pack.markers:
        assert marker.agency
        assert marker.told.endswith(".")
        assert marker.source
    assert [m.id for m in pack.markers if m.children] == ["mark.school"]


def test_what_is_read_first_says_that_a_no_ends_nothing_and_who_must_not_know() -> None:
    cards = {c.id: c for c in load_receiving(FILE, OURS.encode(), ITEMS).cards}
    assert list(cards) == [
        "read.denial",
        "read.accounts",
        "read.no_all_clear",
        "read.nobody_told",
        "read.contact",
    ]
    assert cards["read.accounts"].fear
    assert cards["read.accounts"].deny
    assert cards["read.nobody_told"].parties
    assert "Z2" in cards["read.contact"].items


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t.replace('rc = "RC5"', 'rc = "RC9"'), "content.word"),
        (lambda t: t.replace('id = "mark.person"', 'id = "mark.address"'), "content.duplicate"),
        (lambda t: t.replace('id = "read.contact"', 'id = "mark.address"'), "content.duplicate"),
        (lambda t: t.replace('items = ["V3"]', 'items = ["V33"]'), "content.dangling"),
        (lambda t: t.replace('deny = ["D1", "D6", "V2"]', 'deny = ["Y1"]'), "content.dangling"),
        (lambda t: t + "\n[[rota]]\n", "content.unknown-key"),
        (lambda t: t.replace('source = ["review ¶17", "review ¶49l"]', "source = []"),
         "content.no-source"),
    ],
)  # fmt: skip
def test_a_list_with_a_slip_in_it_is_refused(change: Callable[[str], str], code: str) -> None:
    assert change(OURS) != OURS
    assert refused(change(OURS)) == code
