"""Writing the record through the use-cases: what is kept, what is followed, what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.answers import prompted, text_of
from app.domain.case import Case, fold
from app.domain.codes import Clock, Kind, RestrictionClass, Status
from app.domain.entry import (
    AnswerBody,
    DisclosureBody,
    LinkBody,
    NoteBody,
    SettingBody,
    Value,
    When,
)
from app.domain.errors import RecordRefused
from app.domain.ids import ItemId, SubjectId
from app.domain.questionnaire import Item, ItemType
from app.domain.visit import Visit, open_visit, visits
from app.services import disclosing, recording, visiting
from app.services.desk import Desk
from app.services.recording import Said
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, CountingIds, SteppingClock
from tests.journeys.practice import CONSENT, RELEASE

KEY = Item(
    id=ItemId("F2"),
    version=1,
    section="F",
    type=ItemType.STATE,
    label="House key",
    ask="Do you have your own key to the front door?",
    source=("test",),
)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def desk(clock: SteppingClock) -> Desk:
    ids = CountingIds()
    return Desk(MemoryCaseStore(clock), clock, ids, OSEI, "northmere.example", "Northmere")


def begun(desk: Desk, case: Case) -> tuple[Case, Visit]:
    case, _ = visiting.plan(desk, case, "home", "first", None, ("screening 1",))
    planned = visits(case)[-1]
    case = visiting.note_setting(desk, case, planned.id, SettingBody())  # nobody interprets
    case = visiting.begin(desk, case, planned)
    visit = open_visit(case)
    assert visit is not None
    return case, visit


def say(desk: Desk, case: Case, code: str, visit: Visit | None, words: str = "") -> Case:
    return recording.answer(
        desk,
        case,
        KEY,
        Value(codes=(code,)),
        Said(asked=KEY.ask, words=words),
        about=case.at_risk(),
        visit=visit.id if visit else None,
    )


def test_a_new_case_knows_the_person_by_an_alias_only(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "the school rang")
    her = case.at_risk()
    assert her is not None
    assert case.label(her) == "E."
    assert recording.load(desk, case.id) == case


def test_pressing_another_answer_in_the_same_visit_leaves_one_account(desk: Desk) -> None:
    case, visit = begun(desk, recording.open_case(desk, "E.", "why"))
    case = say(desk, case, "yes", visit)
    case = say(desk, case, "no", visit, "The key is with his mother.")
    accounts = case.answers(KEY.id, case.at_risk(), ever=True)
    assert [e.body.value.codes for e in accounts if isinstance(e.body, AnswerBody)] == [("no",)]
    assert len(case.by_address[KEY.id, case.at_risk(), ""]) == 2


def test_an_answer_in_a_later_visit_keeps_the_earlier_one_in_sight(desk: Desk) -> None:
    case, first = begun(desk, recording.open_case(desk, "E.", "why"))
    case = say(desk, case, "yes", first)
    case = visiting.end(desk, case, visits(case)[0])
    case, second = begun(desk, case)
    case = say(desk, case, "no", second)
    shown = prompted(case, KEY.id, case.at_risk(), "", second.id)
    assert [a.body.value.codes for a in shown.today] == [("no",)]
    assert [a.body.value.codes for a in shown.earlier] == [("yes",)]
    assert shown.differs


def test_saving_the_same_answer_twice_writes_nothing(desk: Desk) -> None:
    case, visit = begun(desk, recording.open_case(desk, "E.", "why"))
    once = say(desk, case, "yes", visit)
    assert say(desk, once, "yes", visit) is once


def test_a_bare_no_in_her_language_is_kept_as_one_with_the_answer(desk: Desk) -> None:
    """Another desk has no pack: doubted later, it is read as a denial there as well."""
    case, visit = begun(desk, recording.open_case(desk, "E.", "why"))
    her = case.at_risk()
    english = Said(words="Maya, maya.", words_language="Somali", interpreted="She did not say")
    said = replace(english, noes=frozenset({"maya"}))
    case = recording.answer(desk, case, KEY, Value(), said, about=her, visit=visit.id)
    entry = case.ordered[-1]
    assert isinstance(entry.body, AnswerBody)
    assert entry.body.noes == ("maya maya",)
    assert recording.answer(desk, case, KEY, Value(), said, about=her, visit=visit.id) is case
    case = recording.answer(desk, case, KEY, Value(), english, about=her, visit=visit.id)
    assert isinstance(case.ordered[-1].body, AnswerBody)
    assert case.ordered[-1].body.noes == ()


def test_a_clock_that_went_back_is_marked_and_loses_nothing(
    desk: Desk, clock: SteppingClock
) -> None:
    case, visit = begun(desk, recording.open_case(desk, "E.", "why"))
    clock.step(days=-400)
    case = say(desk, case, "yes", visit)
    assert text_of(case, "F2", case.at_risk()) == ""
    entry = case.answers(KEY.id, case.at_risk())[0]
    assert entry.clock is Clock.DOUBTED


def test_a_role_said_again_with_another_status_is_followed(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "why")
    case, mother = recording.add_subject(
        desk, case, "His mother", "mother_in_law", to=case.at_risk()
    )
    for status in (Status.SUSPECTED, Status.ESTABLISHED):
        body = LinkBody(case.at_risk(), "role.decides", status)
        case = recording.link(desk, case, mother, body)
    links = case.links("role.decides", about=mother)
    assert [e.body.status for e in links if isinstance(e.body, LinkBody)] == [Status.ESTABLISHED]


def test_a_paste_with_hidden_controls_is_saved_without_them_and_never_lost(desk: Desk) -> None:
    case, visit = begun(desk, recording.open_case(desk, "E.", "why"))
    case = say(desk, case, "no", visit, "The\u202e key\x07 is with Ren\u0065\u0301")
    entry = case.answers(KEY.id, case.at_risk())[0]
    assert isinstance(entry.body, AnswerBody)
    assert entry.body.words == "The key is with Ren\u00e9"
    again = say(desk, case, "no", visit, "The\u202e key\x07 is with Ren\u0065\u0301")
    assert again is case


def test_opening_a_case_is_chained_with_who_and_why(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "why")
    assert recording.consult(desk, case.id, "cover", ["cover"]) == case
    line = desk.store.log_lines(1)[0]
    assert (line.act, line.who, line.object) == ("consult cover", OSEI.principal, case.id)


def test_a_reason_in_words_stands_in_the_case_and_never_in_the_chain(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "why")
    opened = recording.consult(desk, case.id, "Her sister Sana rang", ["cover"])
    notes = [e.body for e in opened.of(Kind.NOTE) if isinstance(e.body, NoteBody)]
    assert [(n.text, n.practitioner_only) for n in notes] == [("Her sister Sana rang", True)]
    told = " ".join(f"{line.act} {line.object}" for line in desk.store.log_lines())
    assert "consult in-words" in told
    assert "Sana" not in told


def test_what_was_printed_or_read_aloud_is_in_the_record_with_what_was_left_out(
    desk: Desk,
) -> None:
    case = recording.open_case(desk, "E.", "why")
    every = frozenset(RestrictionClass)
    handed = disclosing.Handed(
        "Court", "hearing", "order", every - {RestrictionClass.RC2}, {},
        consent=CONSENT, release=RELEASE,
    )  # fmt: skip
    case = disclosing.log_copy(desk, case, handed, b"%PDF")
    (copy,) = disclosing.disclosures(case)
    assert isinstance(copy.body, DisclosureBody)
    assert copy.body.parts_out == ((RestrictionClass.RC2, "not-needed"),)
    assert desk.store.log_lines(2)[1].object == copy.body.digests[0]
    case = disclosing.say_why_unchecked(desk, case, "Calderby, hub", "Life in danger")
    assert isinstance(case.ordered[-1].body, NoteBody)


def test_a_slip_at_the_desk_is_corrected_and_yesterdays_answer_is_followed(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "why")
    case = say(desk, case, "yes", None)
    first = case.answers(KEY.id, case.at_risk())[0]
    followed = say(desk, case, "no", None)
    assert first.id in followed.accounts
    corrected = recording.answer(
        desk,
        case,
        KEY,
        Value(codes=("no",)),
        Said(asked=KEY.ask),
        about=case.at_risk(),
        slips={first.id},
    )
    assert first.id not in corrected.accounts


def test_a_person_ruled_out_as_the_one_at_risk_is_not(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "why")
    her = case.at_risk()
    assert her is not None
    case = recording.link(desk, case, her, LinkBody(None, "at_risk", Status.RULED_OUT))
    assert case.at_risk() is None
    assert case.label(SubjectId("f" * 32)) == ""


def test_a_date_is_as_long_as_it_is_vague_and_no_calendar_is_bent() -> None:
    assert When(2026, 2, 3).last_day() == date(2026, 2, 3)
    assert When(2026, 2).last_day() == date(2026, 2, 28)
    assert When(2026, 12).last_day() == date(2026, 12, 31)
    assert When(2026).last_day() == date(2026, 12, 31)
    with pytest.raises(RecordRefused):
        When(2026, 2, 30)


def test_an_entry_of_another_case_is_refused(desk: Desk) -> None:
    case = recording.open_case(desk, "E.", "why")
    other = recording.open_case(desk, "J.", "why")
    with pytest.raises(RecordRefused) as refused:
        fold(case.id, other.ordered)
    assert refused.value.code == "entry.other-case"
