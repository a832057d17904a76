"""Pages as an officer reads them at three in the morning: what to do by when, said once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import fold
from app.domain.codes import RestrictionClass, SignoffOn
from app.domain.entry import ActionBody, SignoffBody
from app.domain.report import Mark, Report
from app.services.reporting import build_report
from tests.builders import CASE, NOON
from tests.report.a_case import COPY, EVERY, HER, LIBRARY, Written
from tests.report.test_reporting import page_one, section, words_of

RC = RestrictionClass
PLACED = frozenset({RC.RC1, RC.RC2})


def begun(*actions: ActionBody) -> Written:
    w = Written()
    w.person(HER, "E.")
    for body in actions:
        w.add(body, rc=RC.RC2)
    return w


def report(w: Written, parts: frozenset[RestrictionClass] = EVERY) -> Report:
    return build_report(fold(CASE, w.entries), LIBRARY, COPY, NOON, parts)


def soon(w: Written, parts: frozenset[RestrictionClass] = EVERY) -> str:
    return page_one(report(w, parts))["Within a day"].text


WORDS = ActionBody("Agree two code words", owner="T. Osei", due=NOON + timedelta(hours=3))
LATE = ActionBody("Marker on the address", agency="POL", due=NOON - timedelta(hours=1))
NEXT = ActionBody("Test the card", owner="T. Osei", due=NOON + timedelta(days=3))


def test_page_one_has_what_is_due_and_late_with_who_does_it_and_by_when() -> None:
    assert soon(begun(WORDS, LATE, NEXT), PLACED) == (
        "Marker on the address (Police, 24 November 2026, 11:00, late).\n"
        "Agree two code words (T. Osei, 24 November 2026, 15:00)."
    )


def test_with_names_of_the_network_page_one_says_on_which_sheet_the_actions_are() -> None:
    text = soon(begun(WORDS))
    assert text == "On the sheet “Where she is and how she is reached”, at the end."
    assert "code words" not in text


def test_a_plan_that_is_withheld_is_not_told_and_not_denied() -> None:
    text = soon(begun(WORDS), frozenset({RC.RC1}))
    assert text == "Not recorded. Ask the sender."


def test_a_plan_with_nothing_so_soon_says_so_and_is_not_called_unrecorded() -> None:
    line = page_one(report(begun(NEXT), PLACED))["Within a day"]
    assert line.text == "The plan in this copy has nothing due so soon. Ask the sender."
    assert line.mark is Mark.MISSING


def test_an_action_that_was_given_an_owner_stands_once_on_its_sheet() -> None:
    w = begun(ActionBody("Agree two code words", due=NOON))
    first = w.entries[-1]
    given = w.add(WORDS, rc=RC.RC2)
    w.entries[-1] = replace(given, follows=(first.id,))
    sheet = next(s for s in report(w).sheets if s.klass is RC.RC2)
    assert words_of(sheet).count("Agree two code words") == 1
    assert "T. Osei" in words_of(sheet)


def test_no_line_of_a_report_ends_twice() -> None:
    w = begun(WORDS)
    w.says("D1", "", "very", about=HER, words="When he is quiet I am more afraid.")
    w.says("D4", "Whispers.", about=HER, said_by="practitioner")
    w.says("W4", "She named the quiet.", said_by="practitioner")
    text = words_of(report(w))
    for twice in ("..", ".”.", ". .", ").."):
        assert twice not in text


@pytest.mark.parametrize(
    ("on", "title"), [(SignoffOn.JUDGEMENT, "Judgement signed"), (SignoffOn.PLAN, "Plan signed")]
)
def test_a_signature_is_not_said_twice(on: SignoffOn, title: str) -> None:
    w = begun()
    w.says("W5", "Who telephones", said_by="practitioner")
    w.add(SignoffBody(on, (), "signed", "She was followed."))
    lines = [ln for b in section(report(w), "Judgement").blocks for ln in b.lines]
    assert [ln.text for ln in lines if ln.label == title] == ["She was followed."]


def test_parts_that_were_written_on_one_day_share_a_line_and_the_oldest_is_first() -> None:
    w = begun()
    w.says("D4", "Whispers.", about=HER, at=NOON - timedelta(days=40))
    w.says("F2", "", "no", about=HER)
    w.says("G1", "", "yes", about=HER)
    (table,) = section(report(w), "How old each part is").blocks
    assert [row[0].text for row in table.rows] == ["Fear", "Control, Harm"]
    assert table.rows[0][2].mark is Mark.DUE


def test_the_safe_contact_stands_in_the_order_of_its_card() -> None:
    w = begun()
    for row, text in (("where", "At the school"), ("number", "01632 960 447")):
        w.says("Z2", text, about=HER, row=row, rc=RC.RC2)
    text = page_one(report(w, PLACED))["Safe contact"].text
    assert text.index("Number") < text.index("Where she is")
