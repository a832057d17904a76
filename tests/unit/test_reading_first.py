"""What is read before the first visit: both forms of what was said, and nothing left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.codes import RestrictionClass, Status
from app.services import reading_first, recording
from tests.builders import NOON
from tests.unit.a_desk import a_desk, answered, her_case
from tests.unit.stories import the_library

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.services.desk import Desk
    from app.services.reading_first import Part


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def read(case: Case) -> dict[str, Part]:
    return {p.card.id: p for p in reading_first.parts(case, the_library(), NOON)}


def test_with_nothing_in_the_record_each_card_says_whom_to_ask(desk: Desk) -> None:
    found = read(her_case(desk))
    empty = {name for name, part in found.items() if part.is_empty}
    assert empty == {"read.denial", "read.nobody_told", "read.contact"}
    assert found["read.accounts"].fear == ()
    assert found["read.accounts"].denied == ()
    assert all(part.card.words for part in found.values())


def test_what_she_feared_and_where_it_was_denied_stand_side_by_side(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "D1", "very", words="He will find me")
    case = answered(desk, case, "D2", text="That he takes the children")
    case = answered(desk, case, "D1", "not_afraid", words="I am fine")
    case = answered(desk, case, "V2", text="Told the new team that all is well")
    both = read(case)["read.accounts"]
    fear, denied = [t.words for t in both.fear], [t.words for t in both.denied]
    assert any("He will find me" in words for words in fear)
    assert any("takes the children" in words for words in fear)
    assert not any("I am fine" in words for words in fear)
    assert any("I am fine" in words for words in denied)
    assert any("all is well" in words for words in denied)
    assert not any("He will find me" in words for words in denied)
    assert all("Written by T. Osei" in told.where for told in (*both.fear, *both.denied))


def test_the_newer_word_does_not_take_the_older_one_away(desk: Desk) -> None:
    case = answered(desk, her_case(desk), "D1", "very", words="He will find me")
    (first,) = case.ordered[-1:]
    body = case.ordered[-1].body
    case = recording.write(desk, case, body, follows=[first.id])
    assert len(read(case)["read.accounts"].fear) == 2


def test_whom_nobody_tells_are_named_unless_they_were_ruled_out(desk: Desk) -> None:
    case = her_case(desk)
    case, brother = recording.add_subject(desk, case, "The brother", "role.decides")
    case, _uncle = recording.add_subject(
        desk, case, "The uncle", "role.decides", status=Status.RULED_OUT
    )
    named = [t.label for t in read(case)["read.nobody_told"].told]
    assert "The brother" in named
    assert "The uncle" not in named
    assert brother


def test_how_she_is_reached_is_there_where_it_came(desk: Desk) -> None:
    case = answered(
        desk, her_case(desk), "Z2", text="01632 960 001", row="number", rc=RestrictionClass.RC2
    )
    part = read(case)["read.contact"]
    assert not part.is_empty
    assert part.told[0].words == "01632 960 001"
    assert "Number" in part.told[0].label
