"""What holds of the pattern rules over any case at all."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.examples import TODAY
from app.domain.case import fold
from app.domain.codes import Reliability
from app.domain.entry import AnswerBody, Entry, SettingBody, Value
from app.domain.ids import EntryId, ItemId, VisitId
from app.domain.patterns import evaluate
from app.domain.questionnaire import AboutType, Item, ItemType
from tests.unit.stories import Fact, answer, findings, the_library, told

PEOPLE: list[Fact] = [
    {"person": "hal", "is": "husband"},
    {"person": "bo", "is": "brother_in_law"},
    {"person": "bo", "role": "role.threatens", "status": "suspected"},
    {"child": "ana"},
]
_ABOUT = {AboutType.PARTY: ["hal", "bo"], AboutType.CHILD: ["ana"]}
_NO = {ItemType.STATE: "no", ItemType.NOW_PAST: "no", ItemType.OFTEN: "never"}


def _codes(item: Item) -> list[str]:
    if item.type in {ItemType.STATE, ItemType.NOW_PAST}:
        return ["yes", "no", "unclear", "declined", "not_asked"]
    if item.type is ItemType.OFTEN:
        return ["never", "once", "often", "not_safe"]
    return [option.code for option in item.options]


_READ = [i for i in the_library().book.items.values() if _codes(i) and i.section != "W"]
_DENIABLE = [i for i in _READ if i.type in _NO]


@st.composite
def answers(draw: st.DrawFn) -> Fact:
    """Some answer that the screening allows."""
    item = draw(st.sampled_from(_READ))
    about = draw(st.sampled_from(_ABOUT.get(item.about, [""])))
    return answer(str(item.id), draw(st.sampled_from(_codes(item))), about=about)


stories = st.lists(answers(), max_size=25).map(lambda said: [*PEOPLE, *said])
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(stories, st.randoms(use_true_random=False))
def test_the_order_in_which_entries_arrive_changes_no_finding(story, random) -> None:  # type: ignore[no-untyped-def]
    case = told(*story)
    shuffled = list(case.ordered) * 2
    random.shuffle(shuffled)
    again = fold(case.id, shuffled)
    book = the_library().book
    assert evaluate(again, book, TODAY) == evaluate(case, book, TODAY)


@quick
@given(stories, st.sampled_from(_DENIABLE))
def test_one_more_no_beside_the_rest_takes_no_finding_away(story: list[Fact], item: Item) -> None:
    about = _ABOUT.get(item.about, [""])[0]
    no = answer(str(item.id), _NO[item.type], about=about)
    assert set(findings(told(*story))) <= set(findings(told(*story, no)))


@quick
@given(stories)
def test_a_denial_of_everything_in_a_doubtful_visit_takes_no_finding_away(
    story: list[Fact],
) -> None:
    case, book = told(*story), the_library().book
    before = {f.rule: f.urgency for f in evaluate(case, book, TODAY)}
    after = {f.rule for f in evaluate(fold(case.id, _denied(list(case.ordered))), book, TODAY)}
    assert set(before) <= after


_CONDITIONS: list[Fact] = [
    {"setting": "v1"},
    {"setting": "v1", "hearing": "nobody", "mode": "telephone"},
    {"setting": "v1", "hearing": "mother-in-law"},
    {"setting": "v1", "mode": "telephone", "concern": "line_quality"},
    {"setting": "v1", "mode": "in_person", "concern": "line_quality"},
    {"setting": "v1", "reliability": "concern"},
    {"setting": "v2", "reliability": "doubtful"},
    {"visit": "v1", "minutes": 4},
    {"visit": "v2", "minutes": 30},
    answer("B2", "yes", number=9, visit="v1"),
    answer("B2", "yes", number=9),
    answer("B2", "yes", number=10, visit="v2"),
    *(answer(item, code, visit=v) for item, code in (("B1", "alone"), ("B1", "at_door"),
      ("B2", "no"), ("B4", "unclear"), ("B5", "no"), ("B5", "yes"), ("D1", "very"))
      for v in ("v1", "v2")),
    answer("B5", "yes"),
    *(answer(item, "not_safe", visit="v1") for item in ("G1", "G2", "G3", "G4", "G5", "G6")),
    *(answer(item, "not_safe") for item in ("G1", "G2", "G3", "G4", "G5", "G6")),
]  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_CONDITIONS), max_size=12))
def test_the_card_and_the_doubt_of_a_visit_always_agree(conditions: list[Fact]) -> None:
    """“It was not safe to talk” is raised exactly when a “no” of some visit is not established."""
    case = told(*PEOPLE, *conditions)
    assert ("P23" in findings(case)) is bool(case.doubtful)


@quick
@given(stories)
def test_findings_stand_on_entries_of_the_case_and_say_why(story: list[Fact]) -> None:
    case = told(*story)
    for finding in evaluate(case, the_library().book, TODAY):
        assert set(finding.evidence) <= case.accounts
        assert finding.because[0].isupper()
        assert "not_" not in finding.because


def _denied(entries: list[Entry]) -> list[Entry]:
    """Every question is asked again, and denied, in a visit that was overheard."""
    visit = VisitId("d" * 32)
    last = entries[-1]
    doubt = _entry(last, 0, SettingBody(reliability=Reliability.DOUBTFUL), visit)
    denials = [
        _entry(e, n, _denial(e.body), visit, (e.id,))
        for n, e in enumerate(entries, 1)
        if isinstance(e.body, AnswerBody)
    ]
    return [*entries, doubt, *denials]


def _denial(body: AnswerBody) -> AnswerBody:
    type_ = the_library().book.items[body.item].type
    value = Value(codes=(_NO.get(type_, "declined"),))
    return AnswerBody(ItemId(body.item), 1, body.row, "asked again", value)


def _entry(
    like: Entry,
    n: int,
    body: AnswerBody | SettingBody,
    visit: VisitId,
    follows: tuple[EntryId, ...] = (),
) -> Entry:
    about = like.about if follows else None
    return Entry(
        id=EntryId(f"{n + 1:032x}"),
        case=like.case,
        area=like.area,
        by=like.by,
        at=like.at,
        body=body,
        about=about,
        visit=visit,
        follows=follows,
    )


def test_a_long_case_is_judged_between_two_answers() -> None:
    """400 answers: a worker must not feel it. Twenty times the usual, for a slow machine."""
    said = [answer(str(i.id), _codes(i)[0]) for i in _READ if i.about is AboutType.PERSON]
    case = told(*PEOPLE, *(said * 6)[:400])
    began = time.perf_counter()
    evaluate(case, the_library().book, TODAY)
    assert time.perf_counter() - began < 0.4
