"""The screening that comes with the program: all of it is there, sourced and fit to be spoken."""

from __future__ import annotations

import re

import pytest

from app.content.packs_on_disk import read_packs, read_screening_packs
from app.content.screening_loader import load_screening
from app.content.screening_wording import check_wording, spoken, waived
from app.domain.codes import RestrictionClass
from app.domain.questionnaire import AboutType, Item, ItemType, Place, Screening

COUNTS = {
    "A": 10, "B": 7, "C": 5, "D": 7, "E": 6, "F": 9, "G": 13, "H": 13, "J": 8, "K": 8, "L": 10,
    "M": 6, "N": 4, "P": 5, "R": 7, "Q": 3, "V": 5, "Z": 7, "W": 11,
}  # fmt: skip

CRITICAL = {
    "B1",
    "B2",
    "D1",
    "D2",
    "D4",
    "E3",
    "E4",
    "F2",
    "G1",
    "G2",
    "G3",
    "G4",
    "G5",
    "G6",
    "G7",
    "H1",
    "H3",
    "H5",
    "J2",
    "J3",
    "J4",
    "J5",
    "K2",
    "K3",
    "L6",
    "M2",
    "M3",
    "N1",
    "P-2",
    "R1",
    "R3",
    "Q1",
    "Z2",
}
PATTERN = {
    "A2",
    "C2",
    "D5",
    "E1",
    "E2",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F7",
    "G8",
    "G9",
    "G10",
    "J6",
    "J7",
    "K4",
    "K6",
    "M2",
    "V2",
}
OBSERVED = {"B1", "B4", "B7", "D4", "F8"}


@pytest.fixture(scope="module")
def screening() -> Screening:
    return load_screening(read_screening_packs())


@pytest.fixture(scope="module")
def items(screening: Screening) -> list[Item]:
    return [item for section in screening.sections for item in section.items]


def test_all_144_items_are_there_in_the_order_of_the_conversation(screening: Screening) -> None:
    assert {s.id: len(s.items) for s in screening.sections} == COUNTS
    assert [s.id for s in screening.sections] == list(COUNTS)
    assert sum(COUNTS.values()) == 144


def test_the_ids_are_the_permanent_ones(items: list[Item]) -> None:
    dash = {"P": "P-"}
    ids = [f"{dash.get(s, s)}{n}" for s, count in COUNTS.items() for n in range(1, count + 1)]
    assert [item.id for item in items] == ids


def test_preparation_and_judgement_are_office_work_and_the_rest_is_the_visit(
    screening: Screening,
) -> None:
    assert {s.id for s in screening.sections if s.place is Place.OFFICE} == {"A", "W"}


def test_markers_are_on_the_items_that_the_field_marks(items: list[Item]) -> None:
    assert {i.id for i in items if i.critical} == CRITICAL
    assert {i.id for i in items if i.pattern} == PATTERN
    assert {i.id for i in items if i.observed} == OBSERVED


def test_a_short_visit_has_what_cannot_wait(items: list[Item]) -> None:
    assert {i.id for i in items if i.short} == {
        "B1", "B2", "B3", "D1", "D2", "H1", "Z2"
    }  # fmt: skip


def test_every_item_says_where_it_comes_from(items: list[Item]) -> None:
    for item in items:
        assert item.source, item.id
        for source in item.source:
            known = ("review", "https://", "http://", "proposal, unverified")
            assert any(word in source for word in known), (item.id, source)
            assert not re.search(r"\[[A-Z]|S¶", source), (item.id, source)


def test_what_rests_on_nobody_but_us_is_called_a_proposal(items: list[Item]) -> None:
    ours = {i.id for i in items if i.source == ("proposal, unverified",)}
    assert ours == {"F8", "F9", "H13", "J1", "L10", "M5", "V4"}


def test_every_spoken_word_passes_the_wording_rules(screening: Screening) -> None:
    assert check_wording(screening) == ()
    assert len(waived(screening)) <= 6


def test_every_spoken_item_can_be_asked_another_way(items: list[Item]) -> None:
    asked = [i for i in items if i.ask]
    assert len(asked) > 90
    for item in asked:
        texts = [text for _, text in spoken(item)]
        assert len(texts) >= 2, item.id
        assert len(set(texts)) == len(texts), item.id


def test_no_words_are_asked_twice_under_two_items_about_the_same_person(
    items: list[Item],
) -> None:
    seen: dict[tuple[AboutType, str], str] = {}
    for item in items:
        if item.ask:
            assert (item.about, item.ask) not in seen, (item.id, seen[item.about, item.ask])
            seen[item.about, item.ask] = item.id


def test_every_item_has_a_note_for_the_practitioner_apart_from_what_is_said(
    items: list[Item],
) -> None:
    for item in items:
        assert item.note, item.id
        assert item.note not in {item.ask, item.prompt}, item.id
        assert len(item.note) < 300, item.id


def test_nothing_raises_concern_from_ethnicity_religion_or_nationality(items: list[Item]) -> None:
    kinds = re.compile(
        r"ethnic|religio|nationalit|citizenship|race\b|tribe|caste|muslim|hindu|sikh"
    )
    for item in items:
        raising = {o.label for o in item.options if o.code in item.raised_by}
        words = " ".join([item.ask, item.prompt, *raising]).lower()
        assert not kinds.search(words), item.id


def test_nothing_offers_a_low_or_no_risk_answer(items: list[Item]) -> None:
    for item in items:
        for option in item.options:
            assert option.code not in {"low", "no_risk", "safe"}, item.id
    concern = next(i for i in items if i.id == "W6")
    assert [o.code for o in concern.options] == [
        "immediate", "critical", "serious", "concern", "not_enough_known"
    ]  # fmt: skip


def test_what_raises_a_marker_is_said_for_each_answer(screening: Screening) -> None:
    assert screening.item("G1").raised_by == ("yes", "unclear")
    assert screening.item("B2").raised_by == ("no", "unclear")  # "it is safe" raises nothing
    assert screening.item("F2").raised_by == ("locked_in",)
    assert "tag_removed" in screening.item("H5").raised_by
    assert "in_custody" not in screening.item("H5").raised_by


def test_roles_use_the_words_of_the_links_pack(screening: Screening) -> None:
    links = dict(read_packs()).get("links.toml", b"").decode()
    codes = [o.code for o in screening.item("H3").options]
    assert len(codes) == 9
    for code in codes:
        assert f'"{code}"' in links, code


@pytest.mark.parametrize(
    ("item", "rc"),
    [
        ("Z2", "RC2"), ("K1", "RC2"), ("H1", "RC3"), ("H3", "RC1"), ("H5", "RC1"), ("M2", "RC4"),
        ("P-2", "RC5"), ("A6", "RC6"), ("L3", "RC7"), ("L6", "RC7"), ("D4", "RC1"), ("W6", "RC1"),
    ],
)  # fmt: skip
def test_each_answer_starts_in_the_class_of_those_who_may_have_it(
    screening: Screening, item: str, rc: str
) -> None:
    assert screening.item(item).rc is RestrictionClass(rc)


def test_people_and_children_have_pages_of_their_own(items: list[Item]) -> None:
    assert all((i.about is AboutType.PARTY) == (i.section == "H") for i in items)
    assert {i.id for i in items if i.about is AboutType.CHILD} == {
        *(f"L{n}" for n in range(1, 11)), "K1", "K3", "K5", "K6", "K7"
    }  # fmt: skip


def test_forms_have_a_line_for_each_answer(screening: Screening) -> None:
    for item in ("A3", "A7", "H6", "H10", "K1", "Z2", "J5"):
        assert len(screening.item(item).rows) >= 6, item
    assert screening.item("H6").type is ItemType.STATE


def test_both_intentions_can_be_compared(screening: Screening) -> None:
    hers = {o.code for o in screening.item("J3").options}
    theirs = {o.code for o in screening.item("J4").options}
    assert hers <= theirs
