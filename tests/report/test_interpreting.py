"""Who interpreted, as the report says it, and the mark that an override leaves on every page."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Case, fold
from app.domain.codes import ActionStatus, Channel, Reliability, RestrictionClass, VisitStage
from app.domain.entry import ActionBody, NoteBody, SettingBody, VisitBody
from app.domain.ids import VisitId
from app.domain.interpreter import AGAIN, LATER, NOT_AGAIN
from app.domain.report import Mark, Report, Tone
from app.services.report_source import CORE
from app.services.reporting import build_report
from storage.report.child import draw
from storage.report.spelling import spell
from tests.builders import CASE, NOON, an_id
from tests.report.a_case import COPY, HER, LIBRARY, Written
from tests.report.conftest import FONTS
from tests.report.sample import SAMPLE
from tests.unit.stories import the_library

VISIT = VisitId(an_id(850))
PACKS = replace(LIBRARY, interpreting=the_library().interpreting, book=replace(
    LIBRARY.book,
    items={**LIBRARY.book.items, **{str(i.id): i for i in the_library().interpreting.items}},
))  # fmt: skip
LATER_ON = NOON + timedelta(minutes=5)
PHONE = SettingBody(
    present="Alone", hearing="nobody", mode="telephone", language="Kurdish, Sorani",
    interpreter_sex="woman", reference="LB-204", provider="Language Bridge", gate="suitable",
    pair="Kurdish, Sorani and English", registration="seen", called_from="Another city",
    chosen="By the service",
)  # fmt: skip


def a_visit(*settings: SettingBody) -> Written:
    w = Written()
    w.person(HER, "E.")
    w.add(VisitBody(VisitStage.BEGAN, "home"), visit=VISIT, at=NOON)
    for n, setting in enumerate(settings):
        w.add(setting, visit=VISIT, at=NOON + timedelta(minutes=n))
    return w


def case_of(w: Written) -> Case:
    return fold(CASE, w.entries)


def report(w: Written, parts=frozenset(RestrictionClass)) -> Report:
    return build_report(case_of(w), PACKS, COPY, NOON + timedelta(hours=2), frozenset(parts))


def who(made: Report):
    return next(s for sheet in made.sheets for s in sheet.sections if s.title == "Who interpreted")


def blocks(made: Report) -> dict[str, object]:
    return {getattr(b, "name", "") or getattr(b, "title", ""): b for b in who(made).blocks}


def everything(made: Report) -> str:
    return json.dumps(json.loads(spell(made)), ensure_ascii=False)


def test_an_interpreter_is_told_by_reference_service_way_and_result():
    made = report(a_visit(PHONE))
    (row,) = blocks(made)["Who interpreted"].rows
    told = ["LB-204, Language Bridge", "Interpreter on the telephone", "Suitable"]
    assert [cell.text for cell in row[1:]] == told
    assert row[1].second == "a woman, registration seen"
    assert row[2].second == "Kurdish, Sorani and English, Another city, By the service"
    assert row[3].mark is Mark.DONE
    assert made.caution == ""


def test_a_case_that_nobody_interpreted_says_so():
    part = who(report(a_visit(SettingBody(present="Alone"))))
    assert part.blocks == ()
    assert part.empty == "No interpreter is recorded in this copy."


def test_a_serious_concern_has_its_time_and_question_and_voids_every_no():
    concern = replace(
        PHONE, concern="answered_for_her", item="F2", why="She had not spoken",
        reliability=Reliability.DOUBTFUL,
    )  # fmt: skip
    w = a_visit(PHONE, concern)
    w.says("F2", "", "no", about=HER, visit=VISIT, at=LATER_ON, interpreted="No.", words="na",
           channel=Channel.INTERPRETED)  # fmt: skip
    w.says("G1", "", "yes", past=("no",), about=HER, visit=VISIT, at=LATER_ON)
    made = report(w)
    found = blocks(made)
    (row,) = found["Concerns about an interpreter"].rows
    assert row[0].text.endswith("12:01")
    assert (row[1].text, row[1].second) == ("Answered for the person", "She had not spoken")
    assert row[2].text == "Watched"
    assert row[1].tone is Tone.MISSING
    lines = found["Not established, because of the conditions"].lines
    assert [line.label for line in lines] == ["Watched", "Threat to kill"]
    assert {line.text for line in lines} == {"Not established."}
    assert all(r[3].mark is not Mark.MISSING for r in found["Who interpreted"].rows)
    assert "Nothing denied in this visit" in found["Who interpreted"].rows[0][3].second
    told = everything(made)
    assert '"No"' not in told
    assert "“No" not in told
    assert "in the past not established" in told


def test_a_no_of_an_overheard_talk_without_interpreter_is_under_the_conditions_alone():
    other = VisitId(an_id(851))
    w = a_visit(PHONE)
    w.add(VisitBody(VisitStage.BEGAN, "home"), visit=other)
    w.add(SettingBody(hearing="His mother"), visit=other)
    w.says("F2", "", "no", about=HER, visit=other)
    made = report(w)
    assert "Not established, because of the conditions" not in blocks(made)
    found = [s for sheet in made.sheets for s in sheet.sections]
    conditions = next(s for s in found if s.title == "Conditions of the interview")
    assert [line.label for line in conditions.blocks[1].lines] == ["Watched"]


def test_a_lesser_concern_between_questions_is_told_and_voids_nothing():
    tired = replace(PHONE, concern="tired", reliability=Reliability.CONCERN)
    unknown = replace(PHONE, concern="sang", why="Aloud", reliability=Reliability.CONCERN)
    w = a_visit(PHONE, tired, unknown)
    w.says("F2", "", "no", about=HER, visit=VISIT, at=LATER_ON)
    found = blocks(report(w))
    rows = found["Concerns about an interpreter"].rows
    assert [r[2].text for r in rows] == ["Between questions"] * 2
    assert [r[1].text for r in rows] == ["The interpreter is tired", "sang"]
    assert rows[0][1].tone is Tone.PLAIN
    assert "Not established, because of the conditions" not in found


def test_who_was_refused_is_on_the_sheet_of_the_network_or_withheld_with_it():
    refused = SettingBody(mode="telephone", gate="not_suitable", why="Knows the family")
    w = a_visit(refused, PHONE)
    w.add(NoteBody(NOT_AGAIN, "LB-777, Other Tongues"), visit=VISIT, rc=RestrictionClass.RC3)
    made = report(w)
    rows = blocks(made)["Who interpreted"].rows
    assert [r[3].text for r in rows] == ["Not suitable: not used", "Suitable"]
    assert rows[0][1].text == "No reference"
    assert "LB-777" in everything(made)
    assert "LB-777" not in everything(report(w, {CORE}))


def test_an_interpreter_who_turned_doubtful_stands_in_one_row_and_another_in_their_own():
    doubted = replace(PHONE, reliability=Reliability.DOUBTFUL, concern="answers_for")
    second = replace(PHONE, reference="OT-3391", provider="Other Tongues")
    rows = blocks(report(a_visit(PHONE, doubted, second)))["Who interpreted"].rows
    assert [r[1].text for r in rows] == ["LB-204, Language Bridge", "OT-3391, Other Tongues"]
    assert all("Nothing denied in this visit" in r[3].second for r in rows)


def test_what_was_said_back_and_afterwards_is_told_under_its_own_name():
    w = a_visit(PHONE)
    w.says("teach.word", "", "right_after", about=HER, visit=VISIT, words="the blue scarf")
    w.says("debrief.words", "shame", about=HER, visit=VISIT, said_by="third_party")
    w.says("F2", "", "yes", about=HER, visit=VISIT, interpreted="He watches", words="چاودێری",
           checked="read_back")  # fmt: skip
    w.says("D6", "", "no", about=HER, visit=VISIT, checked="corrected", words="she put it right")
    made = report(w)
    lines = blocks(made)["Said back, and asked afterwards"].lines
    assert [line.label for line in lines] == ["The agreed word", "Words with more than one meaning"]
    assert lines[0].text.startswith("Right after")
    told = everything(made)
    assert "As interpreted: “He watches”" in told
    assert "said back to her and confirmed" in told
    assert "said back to her and put right" in told


def test_the_tasks_left_behind_are_named_with_their_time_and_state():
    w = a_visit(PHONE)
    w.add(ActionBody("Interview again", row=AGAIN, due=NOON + timedelta(hours=24)), visit=VISIT)
    w.add(ActionBody("Ask later", row=LATER, due_words="soon", status=ActionStatus.DONE))
    w.add(ActionBody("Something else"))
    lines = blocks(report(w))["Left to be done"].lines
    assert [line.text for line in lines] == [
        "Interview again. 25 November 2026, 12:00. Open", "Ask later. soon. Done",
    ]  # fmt: skip
    assert [line.mark for line in lines] == [Mark.DUE, Mark.DONE]


@pytest.mark.parametrize("parts", [frozenset(RestrictionClass), {RestrictionClass.RC5}])
def test_an_override_marks_every_page_even_of_a_copy_without_the_core(parts):
    overridden = replace(PHONE, gate="override", reliability=Reliability.DOUBTFUL)
    made = report(a_visit(overridden), parts)
    assert made.caution == the_library().interpreting.override.mark
    if CORE in parts:
        (row,) = blocks(made)["Who interpreted"].rows
        assert row[3].text == "Not checked: life was in danger"


def test_a_health_sheet_alone_does_not_turn_a_doubtful_no_into_a_no():
    w = a_visit(replace(PHONE, reliability=Reliability.DOUBTFUL))
    w.says("P-1", "", "no", about=HER, visit=VISIT, at=LATER_ON, rc=RestrictionClass.RC5)
    for parts in ({RestrictionClass.RC5}, frozenset(RestrictionClass)):
        made = report(w, parts)
        sheet = next(s for s in made.sheets if s.klass is RestrictionClass.RC5)
        assert sheet.sections[0].blocks[0].lines[0].text == "Not established"


@pytest.mark.interop("pdftotext")
def test_the_mark_is_printed_at_the_head_of_every_page(pages_of):
    mark = the_library().interpreting.override.mark
    marked = replace(SAMPLE, caution=mark)
    request = {"template": "handover", "fonts": [str(FONTS)], "document": json.loads(spell(marked))}
    pages = pages_of(draw(json.dumps(request).encode()))
    assert len(pages) > 5
    for page in pages:
        assert mark in " ".join(page.split())
