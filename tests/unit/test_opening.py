"""What is read aloud before the first question, and that it was: once a visit, and no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.codes import Kind
from app.domain.entry import NoteBody, SettingBody
from app.domain.errors import ContentRefused
from app.domain.opening import BLANK, CLOSING, OPENING, READ_FIRST, due, lines, noted, to_read
from app.domain.renderings import SpokenText
from app.domain.visit import visits
from app.services import opening, visiting
from tests.unit.a_desk import a_desk, answered, her_case, talking, visited
from tests.unit.stories import the_library

KNOWN = {"worker": "T. Osei", "agency": "Northmere", "cover_topic": "school forms"}
BY_TELEPHONE = SettingBody(mode="telephone", language="Sorani", gate="suitable")


def opening_lines(values=KNOWN, *, interpreted=True):
    return lines(the_library().script, OPENING, values, interpreted=interpreted)


def test_the_lines_come_in_the_order_of_the_script_with_their_values():
    found = opening_lines()
    assert [line.words for line in found[:2]] == ["My name is T. Osei.", "I work for Northmere."]
    assert [line.id for line in found] == [t.id for t in the_library().script if t.part == OPENING]
    (topic,) = (line for line in found if line.id == "open.cover")
    assert topic.words == "If someone comes in, I will talk about school forms."
    assert dict(topic.values) == {"cover_topic": "school forms"}
    assert topic.whole
    assert topic.note == ""  # what it says is for translators
    (hand,) = (line for line in found if line.id == "open.hand")
    assert hand.note.startswith("The sign itself is agreed")


def test_with_nobody_interpreting_nothing_is_said_of_an_interpreter():
    whole, alone = opening_lines(), opening_lines(interpreted=False)
    left_out = {line.id for line in whole} - {line.id for line in alone}
    assert left_out == {
        *("open.both", "open.silent", "open.advice", "open.known", "open.other", "open.hear"),
    }


@pytest.mark.parametrize("topic", ["", "  ", "forms\u202eretsis", "two\nlines"])
def test_a_subject_that_nobody_agreed_or_that_cannot_be_shown_is_not_read(topic):
    found = opening_lines({**KNOWN, "cover_topic": topic})
    (line,) = (line for line in found if line.id == "open.cover")
    assert (line.whole, line.words[-2:], dict(line.values)) == (False, f" {BLANK}", {})
    assert "open.cover" not in {one.id for one in to_read(found)}
    assert len(to_read(found)) == len(found) - 1


def test_what_is_agreed_only_at_the_end_stays_open_in_the_closing_lines():
    found = lines(the_library().script, CLOSING, KNOWN, interpreted=True)
    assert [line.words for line in found if not line.whole] == [
        f"You can call this number: {BLANK}",
        f"I will call you on {BLANK}",
    ]


def test_a_line_that_is_no_template_is_refused():
    broken = SpokenText("open.x", 1, "Ring {number", "", OPENING)
    with pytest.raises(ContentRefused):
        lines([broken], OPENING, KNOWN, interpreted=True)


def begun(setting: SettingBody | None = None):
    desk = a_desk()
    case, visit = visited(desk, her_case(desk))
    if setting is not None:
        case = visiting.note_setting(desk, case, visit.id, setting)
    return desk, case, visits(case)[-1]


def test_it_is_due_once_in_a_visit_and_the_note_is_for_practitioners_only():
    desk, case, visit = begun(BY_TELEPHONE)
    before = len(case.entries)
    case = visiting.note(desk, case, visit, "A call", "from the school")
    assert due(case, visit)
    case = opening.done(desk, case, visit, read=True)
    case = opening.done(desk, case, visit, read=False)
    assert noted(case, visit)
    assert not due(case, visit)
    assert len(case.entries) == before + 2
    body = case.of(Kind.NOTE)[-1].body
    assert body == NoteBody(READ_FIRST, "Read aloud to the end.", practitioner_only=True)


def test_that_it_had_been_read_already_is_written_as_that_and_the_next_visit_reads_it_again():
    desk = a_desk()
    case, visit = talking(desk, her_case(desk))
    case = opening.done(desk, case, visit, read=False)
    body = case.of(Kind.NOTE)[-1].body
    assert isinstance(body, NoteBody)
    assert body.text == "Not read aloud now: it had been read already."
    case = visiting.end(desk, case, visit)
    case, later = talking(desk, case)
    assert due(case, later)


@pytest.mark.parametrize("gate", ["", "not_suitable", "override"])
def test_it_is_not_read_before_somebody_who_was_not_checked(gate):
    _desk, case, visit = begun(replace(BY_TELEPHONE, gate=gate))
    assert not due(case, visit)


def test_the_lines_are_filled_from_who_writes_and_what_was_agreed():
    desk = a_desk()
    case = her_case(desk)
    assert opening.values(desk, case) == {
        "worker": desk.author.name, "agency": "Northmere", "cover_topic": "",
    }  # fmt: skip
    case = answered(desk, case, "A8", text="School forms", row="topic")
    assert opening.values(desk, case)["cover_topic"] == "School forms"
