"""Whatever kind of entry a class holds, its sheet says it, and a report owns up to its gaps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import Case, fold
from app.domain.codes import (
    ActionStatus,
    Channel,
    RestrictionClass,
    SignoffOn,
    Status,
    SubjectType,
    VisitStage,
)
from app.domain.entry import (
    ActionBody,
    AnswerBody,
    DisclosureBody,
    FindingBody,
    LinkBody,
    SignoffBody,
    SubjectBody,
    Value,
    VisitBody,
    When,
)
from app.domain.ids import ItemId, SubjectId
from app.domain.report import Mark, Report, Tone
from app.services import report_words
from app.services.reporting import Copy, build_report
from tests.builders import CASE, NOON
from tests.report.a_case import CHILD, COPY, EVERY, HER, HUSBAND, LIBRARY, Written
from tests.report.test_reporting import page_one, section, words_of

RC2, RC3 = RestrictionClass.RC2, RestrictionClass.RC3


def report(case: Case, copy: Copy = COPY) -> Report:
    return build_report(case, LIBRARY, copy, NOON, EVERY)


def begun() -> Written:
    w = Written()
    w.person(HER, "E.")
    w.add(LinkBody(None, "at_risk", Status.ESTABLISHED), about=HER)
    return w


def told(w: Written, copy: Copy = COPY) -> str:
    return words_of(report(fold(CASE, w.entries), copy))


def test_every_kind_of_entry_is_told_on_the_sheet_of_its_class() -> None:
    w = begun()
    w.person(HUSBAND, "B.")
    for body in (
        ActionBody("Flag his car", due=NOON),
        ActionBody("Ask the aunt", owner="Jo", due_words="this week"),
        LinkBody(HER, "husband", Status.ESTABLISHED, "Said by her"),
        LinkBody(HER, "role.unknown", Status.NOT_ESTABLISHED),
        SignoffBody(SignoffOn.SET_ASIDE, (), "P18", "Known and answered"),
        DisclosureBody("spoken", "Duty desk", "Called ahead", "safeguarding"),
        SubjectBody(SubjectType.PERSON, "Uncle B."),
    ):
        w.add(body, about=HUSBAND, rc=RC3)
    w.add(VisitBody(VisitStage.BEGAN, "home"), rc=RC3)
    w.says("H1", about=HUSBAND, rc=RC3)
    made = report(fold(CASE, w.entries))
    sheet = next(s for s in made.sheets if s.klass is RC3)
    text = words_of(sheet)
    for words in (
        "Flag his car | About: Uncle B. |",
        "Nobody named",
        "24 November 2026, 12:00 |",
        "Ask the aunt | About: Uncle B. |",
        "Jo | ",
        "This week",
        "Said by her",
        "P18. Known and answered",
        "Duty desk. Called ahead",
        "Also called | Uncle B.",
    ):
        assert words in text
    ties = [
        line
        for s in sheet.sections
        for block in s.blocks
        for line in getattr(block, "lines", ())
        if line.label == "Tie"
    ]
    assert [(line.tone, line.mark) for line in ties][1] == (Tone.MISSING, Mark.NOT_ESTABLISHED)


def test_a_stay_says_from_when_until_when_and_who_placed_her_there() -> None:
    w = begun()
    place = SubjectId(f"{77:032x}")
    w.add(SubjectBody(SubjectType.PLACE, "Refuge, south"), about=place, rc=RC2)
    since, until = When(2026, 11, 20), When(2026, 12, about=True)
    body = LinkBody(place, "placed_at", Status.ESTABLISHED, "", since, until, "Northmere housing")
    w.add(body, about=HER, rc=RC2)
    sheet = next(s for s in report(fold(CASE, w.entries)).sheets if s.klass is RC2)
    said = "From 20 November 2026. Until about December 2026. Placed by Northmere housing."
    assert f"Refuge, south. {said}" in words_of(sheet)


def test_an_earlier_answer_on_a_sheet_is_said_to_be_earlier() -> None:
    w = begun()
    first = w.says("H1", "Karwan", about=HUSBAND, rc=RC3)
    later = w.says("H1", "Karwan T.", about=HUSBAND, rc=RC3)
    w.entries[-1] = replace(later, follows=(first.id,))
    assert "Names (before)" in told(w)


def test_what_the_worker_wrote_on_a_sheet_came_by_no_channel() -> None:
    w = begun()
    w.says("H1", "Karwan", about=HUSBAND, rc=RC3, said_by="practitioner")
    sheet = next(s for s in report(fold(CASE, w.entries)).sheets if s.klass is RC3)
    assert "directly" not in words_of(sheet)
    assert "Karwan" in words_of(sheet)


def test_a_trend_a_number_and_a_vague_date_are_told() -> None:
    w = begun()
    w.add(AnswerBody(ItemId("F2"), 1, "", "", Value(codes=("yes",), trend="more")), about=HER)
    w.add(AnswerBody(ItemId("F2"), 1, "n", "", Value(number=20)), about=HER)
    w.says("A5", "", about=HER, when=When(2026, about=True))
    w.says("A5", "", about=HER, when=When(2026, 7))
    text = told(w)
    assert "Trend: more." in text
    assert "20 minutes" in text
    assert "about 2026" in text
    assert "July 2026" in text


def test_what_the_worker_saw_has_no_channel_and_what_was_said_has_one() -> None:
    w = begun()
    w.says("D4", "Trembled", about=HER, said_by="practitioner")
    seen = words_of(section(report(fold(CASE, w.entries)), "Her words"))
    assert "interpreter" not in seen
    w.says("D2", "", "death", about=HER, words="They will", channel=Channel.INTERPRETED)
    assert "interpreter" in told(w)


@pytest.mark.parametrize(
    ("spoken", "tag"),
    [("ckb", "ckb"), ("Kurdish, Sorani", "ckb"), ("the language of the village", "")],
)
def test_a_language_is_tagged_when_it_is_known(spoken: str, tag: str) -> None:
    assert report_words.language_tag(spoken) == tag


def test_a_copy_without_a_reason_or_a_time_has_no_such_line() -> None:
    bare = replace(COPY, reason="", answer_by=None, digest="")
    made = report(fold(CASE, begun().entries), bare)
    assert not {"Why now", "Answer by"} & {line.label for line in made.control}
    assert made.digest == ""


def test_what_was_not_asked_is_said_with_its_reason() -> None:
    w = begun()
    w.says("V4", "Her brother came in", about=HER)
    first = words_of(report(fold(CASE, w.entries)).sheets[0].sections[0])
    assert "Not asked, and why" in first
    assert "Her brother came in" in first


def test_a_child_that_was_heard_is_not_called_unheard() -> None:
    w = begun()
    w.person(CHILD, "A.")
    w.add(LinkBody(HER, "child_of", Status.ESTABLISHED), about=CHILD)
    silent = words_of(section(report(fold(CASE, w.entries)), "Children"))
    assert "What this child says is not on this sheet." in silent
    w.says("L9", "Hides", about=CHILD)
    heard = words_of(section(report(fold(CASE, w.entries)), "Children"))
    assert "What this child says is not on this sheet." not in heard


def test_an_action_that_is_done_says_how_and_one_without_a_date_says_so() -> None:
    w = begun()
    w.add(ActionBody("Locks", owner="Jo", status=ActionStatus.DONE, evidence="Seen"))
    w.add(ActionBody("School", owner="Jo"))
    w.add(ActionBody("Car", owner="Jo", due=NOON + timedelta(days=2)))
    rows = section(report(fold(CASE, w.entries)), "Plan").blocks[0].rows
    due = {row[0].text: (row[2].text, row[2].second) for row in rows}
    done = report_words.ACTION_STATUS[ActionStatus.DONE][0]
    assert due["Locks"] == (done, "Seen")
    assert due["School"] == ("No date", "")


def test_a_pattern_shown_earlier_and_one_set_aside_are_both_told() -> None:
    w = begun()
    w.add(FindingBody("P18", 1, "I", ()))
    text = told(w)
    assert "Its reason is not in this copy, or has changed since." in text
    w.says("G1", "", "yes", about=HER)
    w.add(SignoffBody(SignoffOn.SET_ASIDE, (), "P18", "Old, and answered"))
    assert "Set aside by T. Osei: Old, and answered" in told(w)


def test_words_said_before_and_asked_again_carry_that_beside_them() -> None:
    w = begun()
    first = w.says("D2", "", "death", about=HER, words="They will kill me")
    later = w.says("D2", "", "taken_abroad", about=HER, words="They will take me")
    w.entries[-1] = replace(later, follows=(first.id,))
    quotes = words_of(section(report(fold(CASE, w.entries)), "Her words"))
    assert "They will take me" in quotes
    assert "Said before; asked again since." in quotes
    made = report(fold(CASE, w.entries))
    assert "Feared" in page_one(made)


def test_an_answer_that_is_only_a_refusal_differs_from_nothing() -> None:
    w = begun()
    w.says("F2", "", "declined", about=HER)
    w.says("F2", "", "yes", about=HER)
    w.says("F2", about=HER)
    assert section(report(fold(CASE, w.entries)), "Where accounts differ").blocks == ()
