"""A "no" of an unsafe conversation is not established, for whoever reads it."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.examples import TODAY
from app.domain.answers import Account, codes_of, is_answered, latest
from app.domain.case import Case, fold
from app.domain.codes import Reliability, RestrictionClass, Status, VisitStage
from app.domain.conditions import AnyOf, Distinct, Equals, Tense
from app.domain.entry import AnswerBody, Entry, LinkBody, NoteBody, SettingBody, Value, VisitBody
from app.domain.established import (
    DENIALS,
    DENIALS_OF,
    NOT_ESTABLISHED,
    UNANSWERED,
    UNSAFE,
    denials,
    folded,
    noes_among,
    only_denies,
    quotable,
    reading,
)
from app.domain.ids import ItemId, SubjectId, VisitId
from app.domain.patterns import evaluate, holds
from app.domain.questionnaire import NO_ANSWER, AboutType, Item, ItemType
from app.services import report_words
from app.services.report_source import cut
from tests.builders import CASE, an_answer, an_entry, an_id
from tests.unit.stories import the_library

VISIT, OTHER = VisitId("e" * 32), VisitId("f" * 32)
HER = SubjectId(an_id(901))
APP = Path(__file__).parents[2] / "app"

BEGUN = an_entry(800, VisitBody(VisitStage.BEGAN, "home"), visit=VISIT)
ROOM = an_entry(801, SettingBody(present="Alone", mode="in_person", gate="suitable"), visit=VISIT)
NO = an_answer(1, "F2", "no", visit=VISIT, about=HER)


def setting(n: int = 802, visit: VisitId = VISIT, **facts) -> Entry:
    return an_entry(n, SettingBody(**facts), visit=visit)


def said(item: str, *codes: str, n: int = 803, number: int | None = None, **envelope) -> Entry:
    made = an_answer(n, item, *codes, visit=envelope.pop("visit", VISIT), **envelope)
    assert isinstance(made.body, AnswerBody)
    return replace(made, body=replace(made.body, value=replace(made.body.value, number=number)))


def reads(*entries: Entry) -> tuple[str, ...]:
    return codes_of(fold(CASE, [BEGUN, NO, *entries]), "F2", HER)


@pytest.mark.parametrize(
    "unsafe",
    [
        setting(reliability=Reliability.DOUBTFUL),
        setting(mode="telephone", gate="override"),
        setting(hearing="Her mother-in-law"),
        setting(mode="telephone", gate="suitable", concern="line_quality"),
        *(said(item, code) for item, codes in UNSAFE.items() for code in sorted(codes)),
        said("B2", "yes", number=9),
    ],
    ids=lambda entry: str(entry.body)[:70],
)
def test_what_makes_it_unsafe_to_talk_makes_every_no_of_the_visit_not_established(
    unsafe: Entry,
) -> None:
    assert reads(ROOM, unsafe) == (NOT_ESTABLISHED,)


@pytest.mark.parametrize(
    "sound",
    [
        setting(mode="telephone", gate="suitable"),
        setting(mode="telephone", gate="concern", reliability=Reliability.CONCERN),
        setting(hearing="Nobody"),
        setting(mode="in_person", gate="suitable", concern="line_quality"),
        said("B1", "alone"),
        said("B2", "yes", number=10),
        said("B4", "no"),
        said("B5", "no"),
        setting(visit=OTHER, reliability=Reliability.DOUBTFUL),
        said("B4", "yes", visit=None),
    ],
    ids=lambda entry: str(entry.body)[:70],
)
def test_a_no_of_a_sound_visit_stays_a_no(sound: Entry) -> None:
    assert reads(ROOM, sound) == ("no",)


def test_six_questions_that_could_not_be_asked_make_it_unsafe_and_five_do_not() -> None:
    unasked = [said(f"G{n}", "not_safe", n=810 + n) for n in range(1, 7)]
    assert reads(ROOM, *unasked) == (NOT_ESTABLISHED,)
    assert reads(ROOM, *unasked[1:]) == ("no",)


def test_a_visit_whose_conditions_were_held_back_denies_nothing() -> None:
    case = fold(CASE, [NO])
    assert codes_of(case, "F2", HER) == (NOT_ESTABLISHED,)
    assert case.doubts == {VISIT: ()}
    health = replace(NO, rc=RestrictionClass.RC5)
    doubted = [health, BEGUN, setting(reliability=Reliability.DOUBTFUL)]
    for classes in ({RestrictionClass.RC5}, set(RestrictionClass)):
        seen = cut(fold(CASE, doubted), frozenset(classes))
        assert codes_of(seen, "F2", HER) == (NOT_ESTABLISHED,)


def test_the_doubt_goes_when_the_answer_that_raised_it_was_put_right_in_its_visit() -> None:
    raised = said("B4", "yes", n=820)
    right = said("B4", "no", n=821, corrects=(820,))
    assert reads(ROOM, raised, right) == ("no",)
    note = an_entry(822, NoteBody("Recorded wrongly", "A slip"), corrects=(820,))
    assert reads(ROOM, raised, note) == ("no",)
    elsewhere = said("B4", "no", n=823, visit=OTHER, corrects=(820,))
    assert reads(ROOM, raised, elsewhere) == (NOT_ESTABLISHED,)
    asked_again = said("B4", "no", n=824, follows=(820,))
    assert reads(ROOM, raised, asked_again) == (NOT_ESTABLISHED,)


def test_a_yes_and_an_unclear_of_a_doubtful_visit_are_read_as_they_were_said() -> None:
    doubt = setting(reliability=Reliability.DOUBTFUL)
    for code in ("yes", "unclear", "declined"):
        case = fold(CASE, [BEGUN, doubt, an_answer(1, "F2", code, visit=VISIT)])
        assert codes_of(case, "F2") == (code,)


def test_a_wish_is_no_denial_and_a_bare_no_in_words_is_one() -> None:
    assert denials("P-5", ("nothing",)) == ()
    assert denials("E5", ("nothing", "other")) == ("nothing",)
    body = AnswerBody(ItemId("D3"), 1, "", "", Value(text="No, never."))
    assert reading(body, doubtful=True).text == ""
    assert reading(body, doubtful=True).codes == (NOT_ESTABLISHED,)
    body = AnswerBody(ItemId("D3"), 1, "", "", Value(), words="No.", interpreted="She says no")
    assert reading(body, doubtful=True) == Value(codes=(NOT_ESTABLISHED,))
    assert reading(body, doubtful=False) == Value()
    more = replace(body, interpreted="She says no, but he does")
    assert reading(more, doubtful=True) == Value()
    assert reading(body, doubtful=False) == body.value
    assert only_denies(" No! ")
    assert not only_denies("No, but he hit my sister")
    assert not only_denies("")
    assert (quotable("No.", doubtful=True), quotable("No.", doubtful=False)) == ("", "No.")


@pytest.mark.parametrize(
    ("said", "noes", "kept"),
    [
        ("نەخێر.", {"نەخێر"}, ("نەخێر",)),
        ("نەخێر، نەخێر!", {"نەخێر"}, ("نەخێر نەخێر",)),
        ("না।", {"না"}, ("না",)),
        ("নি।", {"না"}, ()),  # the vowel is what tells them apart
        ("Maya.", {"maya", "marna"}, ("maya",)),
        ("Maya, marna", {"maya", "marna"}, ("marna maya", "maya marna")),
        ("Maya, wuu i garaacay", {"maya"}, ()),
        ("Maya.", set(), ()),
        ("", {"maya"}, ()),
    ],
)
def test_a_bare_no_in_the_language_spoken_is_one_for_whoever_reads_the_answer(
    said: str, noes: set[str], kept: tuple[str, ...]
) -> None:
    found = noes_among((said, ""), {folded(one) for one in noes})
    assert set(found) <= set(kept)
    assert bool(found) == bool(kept)
    body = AnswerBody(ItemId("D3"), 1, "", "", Value(text=said), words=said, noes=found)
    value = reading(body, doubtful=True)
    assert value.codes == ((NOT_ESTABLISHED,) if kept else ())
    assert value.text == ("" if kept else said)
    assert reading(body, doubtful=False) == body.value
    account = Account(an_entry(1, body), body, doubtful=True)
    assert account.words == ("" if kept else said)
    assert replace(account, doubtful=False).words == said


def test_every_denial_that_is_named_for_an_item_is_an_answer_to_it() -> None:
    items = the_library().book.items
    for item, codes in DENIALS_OF.items():
        assert codes <= {option.code for option in items[item].options}
    for item, codes in UNSAFE.items():
        found = items[item]
        assert found.type is ItemType.STATE or codes <= {o.code for o in found.options}
    assert frozenset(NO_ANSWER) == UNANSWERED


def test_the_rule_of_unsafe_talk_reads_what_the_record_doubts() -> None:
    for item, codes in UNSAFE.items():
        for code in codes:
            case = fold(CASE, [BEGUN, ROOM, said(item, code)])
            assert "P23" in {f.rule for f in evaluate(case, the_library().book, TODAY)}


# The property: from a doubtful stretch no "no" can be read as a value by any rule or any page.

_ASKED = [
    item
    for section in the_library().screening.sections
    for item in section.items
    if item.id not in UNSAFE and item.type not in {ItemType.LINKS, ItemType.VIEW}
]
_CODES = ("no", "never", "yes", "unclear", "sometimes", "declined")


@st.composite
def stretches(draw: st.DrawFn) -> list[Entry]:
    """Answers of one visit, about her and about a party, that deny more often than not."""
    made: list[Entry] = []
    for n in range(draw(st.integers(1, 12))):
        item: Item = draw(st.sampled_from(_ASKED))
        codes = [*_CODES, *(o.code for o in item.options), *DENIALS_OF.get(item.id, ())]
        denied = draw(st.sampled_from(codes))
        past = draw(st.sampled_from(((), ("no",), ("never",), ("yes",))))
        words = draw(st.sampled_from(("", "No.", "no no", "never", "Maya.")))
        row = draw(st.sampled_from([r.code for r in item.rows] or [""]))
        body = AnswerBody(
            item.id, item.version, row, item.ask, Value(codes=(denied,), past=past, text=words),
            words=words, interpreted=words, noes=SOMALI if words == "Maya." else (),
        )  # fmt: skip
        about = {AboutType.CASE: None, AboutType.PERSON: HER}.get(item.about, PARTY)
        made.append(an_entry(100 + n, body, about=about, visit=VISIT))
    return made


SOMALI = ("maya",)
PARTY = SubjectId(an_id(902))
PEOPLE = [
    an_entry(903, LinkBody(None, "at_risk", Status.ESTABLISHED), about=HER),
    an_entry(904, LinkBody(HER, "husband", Status.ESTABLISHED), about=PARTY),
]
DOUBT = setting(reliability=Reliability.DOUBTFUL)


def told(entries: list[Entry]) -> Case:
    return fold(CASE, [BEGUN, DOUBT, *PEOPLE, *entries])


def without_denials(entry: Entry) -> Entry:
    """The same answer as if what it denies had never been asked."""
    body = entry.body
    assert isinstance(body, AnswerBody)
    value = body.value
    gone = set(denials(body.item, (*value.codes, *value.past)))
    kept = replace(
        value,
        codes=tuple(c for c in value.codes if c not in gone),
        past=tuple(c for c in value.past if c not in gone),
        text="" if only_denies(value.text, body.noes) else value.text,
    )
    return replace(entry, body=replace(body, value=kept))


@given(stretches())
@settings(max_examples=30, deadline=None)
def test_no_rule_reads_a_denial_of_a_doubtful_stretch(entries: list[Entry]) -> None:
    book = the_library().book
    found = evaluate(told(entries), book, TODAY)
    silent = evaluate(told([without_denials(e) for e in entries]), book, TODAY)
    assert [(f.rule, f.urgency, f.evidence) for f in found] == [
        (f.rule, f.urgency, f.evidence) for f in silent
    ]
    for finding in found:
        assert not re.search(r": no\b", finding.because)


@given(stretches())
@settings(max_examples=30, deadline=None)
def test_no_condition_that_anybody_could_write_reads_one(entries: list[Entry]) -> None:
    case = told(entries)
    for entry in entries:
        body = entry.body
        assert isinstance(body, AnswerBody)
        for code in (*denials(body.item, (*body.value.codes, *body.value.past)), NOT_ESTABLISHED):
            for tense in Tense:
                assert not holds(case, Equals(body.item, code, tense, "*"), TODAY)
        silent = without_denials(entry)
        assert isinstance(silent.body, AnswerBody)
        if not is_answered(silent.body.value) and len(entries) == 1:
            assert not holds(case, AnyOf(body.item, (), Tense.EITHER, "*"), TODAY)
            assert not holds(case, Distinct(body.item, 1), TODAY)


@given(stretches())
@settings(max_examples=30, deadline=None)
def test_no_page_prints_a_denial_of_a_doubtful_stretch(entries: list[Entry]) -> None:
    case, items = told(entries), the_library().book.items
    for entry in case.ordered:
        if not isinstance(entry.body, AnswerBody):
            continue
        account = Account(entry, entry.body, case.is_doubtful(entry))
        assert not denials(entry.body.item, (*account.value.codes, *account.value.past))
        printed = report_words.answer(account, items, case)
        for part in re.split(r"[.,:;]", printed):
            assert part.strip(" “”").casefold() not in {"no", "never", "na", *SOMALI}, printed
        newest = latest(case, entry.body.item, entry.about, entry.body.row)
        assert newest is None or not DENIALS & set(newest.value.codes)


WRITES = {"established.py", "recording.py", "practice.py", "checking.py", "interpreting.py"}
"""Modules that write what was answered, check a pack's examples, or are the one place itself."""


def test_nobody_reads_what_was_put_down_but_the_one_place() -> None:
    """`entry.body.value.codes` would read a doubtful "no" as a no; `Account.value` does not."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted(APP.rglob("*.py"))
        if path.name not in WRITES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _reads_codes_as_put_down(node)
    ]
    assert found == []


def _reads_codes_as_put_down(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr in {"codes", "past"}
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "value"
        and ast.unparse(node.value.value).endswith("body")
    )
