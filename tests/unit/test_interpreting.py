"""What is written down of a third person in the conversation, and what it does to the record."""

import pytest

from app.domain.answers import latest
from app.domain.case import Case
from app.domain.codes import Channel, Kind, Reliability, RestrictionClass
from app.domain.entry import ActionBody, AnswerBody, Entry, NoteBody, SettingBody, Value
from app.domain.errors import RecordRefused
from app.domain.established import NOT_ESTABLISHED
from app.domain.gate import GateState, gate_state
from app.domain.interpreter import (
    AGAIN,
    LATER,
    NOT_AGAIN,
    Verdict,
    card_of,
    hearing_owed,
    overridden,
    raised,
)
from app.domain.questionnaire import Item
from app.domain.reading import reading_of
from app.domain.visit import Visit, last_break, visits
from app.services import attention, interpreting, recording
from app.services.attention import Weight
from app.services.desk import Desk
from app.services.interpreting import Interpreter
from app.services.recording import Said
from tests.builders import OSEI
from tests.unit.a_desk import a_desk, clock_of, her_case, talking, visited
from tests.unit.stories import the_library

LIBRARY = the_library()
SCRIPT = LIBRARY.interpreting
WHO = Interpreter(
    language="Kurdish, Sorani", pair="Kurdish, Sorani and English", sex="woman",
    provider="Language Bridge", reference="LB-204", registration="seen",
    called_from="Another city, a private room", chosen="By the service", why="Gate: passed",
)  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def begun(desk: Desk) -> tuple[Case, Visit]:
    case, visit = visited(desk, her_case(desk))
    clock_of(desk).step(minutes=1)
    return case, visit


def passed(desk: Desk, found: Verdict = Verdict.SUITABLE) -> tuple[Case, Visit]:
    case, visit = begun(desk)
    case = interpreting.pass_gate(desk, case, visit, WHO, found)
    clock_of(desk).step(minutes=1)
    return case, visits(case)[0]


def item(id_: str) -> Item:
    return LIBRARY.book.items[id_]


def ask(desk: Desk, case: Case, id_: str, *codes: str, **said: object) -> Case:
    told = Said(channel=Channel.INTERPRETED, **said)  # type: ignore[arg-type]
    return interpreting.answer(
        desk, case, visits(case)[0], item(id_), Value(codes=codes), told,
        about=case.at_risk(),
    )  # fmt: skip


def now(case: Case) -> SettingBody:
    setting = visits(case)[0].setting
    assert setting is not None
    return setting


def code(refused: pytest.ExceptionInfo[RecordRefused]) -> str:
    return refused.value.code


def test_a_card_is_written_line_by_line_and_who_it_must_not_be_is_restricted(desk: Desk) -> None:
    written = {"language": "Kurdish, Sorani", "sex": "woman", "avoid": "Anyone from Larkfield",
               "reads": "little", "others": "  "}  # fmt: skip
    case = interpreting.record_card(desk, her_case(desk), LIBRARY, written)
    card = card_of(case, SCRIPT)
    assert (card["sex"].code, card["reads"].words) == ("woman", "Reads a little")
    assert "others" not in card
    classes = {e.body.row: e.rc for e in case.of(Kind.ANSWER) if isinstance(e.body, AnswerBody)}
    assert classes["avoid"] is RestrictionClass.RC3
    assert classes["language"] is RestrictionClass.RC1
    again = interpreting.record_card(desk, case, LIBRARY, written)
    assert len(again.ordered) == len(case.ordered)


def test_a_line_of_the_card_that_is_cleared_is_on_it_no_more_and_was_not_lost(desk: Desk) -> None:
    case = interpreting.record_card(
        desk, her_case(desk), LIBRARY, {"language": "Kurdish", "avoid": "Anyone from Larkfield"}
    )
    (wrong,) = (e for e in case.of(Kind.ANSWER) if answer_body(e).row == "language")
    cleared = interpreting.record_card(desk, case, LIBRARY, {"language": "", "avoid": " "})
    assert card_of(cleared, SCRIPT) == {}
    assert reading_of(cleared, None, LIBRARY.languages, SCRIPT).languages == ()
    assert wrong.id in cleared.accounts  # followed, and still to be read in the history
    classes = {answer_body(e).row: e.rc for e in cleared.of(Kind.ANSWER)}
    assert classes["avoid"] is RestrictionClass.RC3  # what is cleared there is no less apart
    again = interpreting.record_card(desk, cleared, LIBRARY, {"language": "", "variety": ""})
    assert len(again.ordered) == len(cleared.ordered)
    again = interpreting.record_card(desk, cleared, LIBRARY, {"language": "Sorani"})
    assert card_of(again, SCRIPT)["language"].words == "Sorani"


def test_a_slip_on_the_card_that_is_cleared_at_once_was_a_slip(desk: Desk) -> None:
    case = interpreting.record_card(desk, her_case(desk), LIBRARY, {"region": "Kirkuk"})
    slip = case.ordered[-1].id
    case = interpreting.record_card(desk, case, LIBRARY, {"region": ""}, slips={slip})
    assert case.ordered[-1].corrects == (slip,)
    assert slip not in case.accounts
    assert card_of(case, SCRIPT) == {}


def answer_body(entry: Entry) -> AnswerBody:
    assert isinstance(entry.body, AnswerBody)
    return entry.body


def test_a_passed_gate_says_who_interprets_by_reference_and_keeps_who_could_hear(
    desk: Desk,
) -> None:
    case, visit = begun(desk)
    case = interpreting.who_can_hear(
        desk, case, visit, ("nobody",), "Alone", after="start", script=SCRIPT
    )
    case = interpreting.pass_gate(desk, case, visits(case)[0], WHO, Verdict.WITH_CONCERN)
    told = now(case)
    assert gate_state(told) is GateState.WITH_CONCERN
    assert (told.reference, told.provider, told.pair) == ("LB-204", "Language Bridge", WHO.pair)
    assert (told.present, told.hearing, told.places) == ("Alone", "nobody", ("nobody",))
    assert told.reliability is Reliability.CONCERN
    assert not case.doubtful


def test_a_shared_language_needs_no_interpreter(desk: Desk) -> None:
    case, visit = begun(desk)
    case = interpreting.pass_gate(desk, case, visit, WHO, Verdict.NOT_NEEDED)
    assert gate_state(now(case)) is GateState.NOT_NEEDED
    assert now(case).reference == ""


def test_nobody_passes_who_was_found_not_suitable(desk: Desk) -> None:
    case, visit = begun(desk)
    with pytest.raises(RecordRefused) as refused:
        interpreting.pass_gate(desk, case, visit, WHO, Verdict.NOT_SUITABLE)
    assert code(refused) == "interpreter.not-suitable"


def test_a_refused_interpreter_is_named_on_the_restricted_list_alone(desk: Desk) -> None:
    case, visit = begun(desk)
    case = interpreting.refuse(desk, case, visit, WHO, ("knows_family", "unheard_of"), SCRIPT)
    assert gate_state(now(case)) is GateState.REFUSED
    assert now(case).why == "Knows the family\nGate: passed"
    assert (now(case).reference, now(case).provider) == ("", "")
    (note,) = [e for e in case.ordered if isinstance(e.body, NoteBody)]
    assert note.rc is RestrictionClass.RC3
    assert note.body == NoteBody(NOT_AGAIN, "LB-204, Language Bridge\nKnows the family")
    assert visits(case)[0].is_open


def test_nobody_is_put_on_the_list_without_a_number_or_a_service(desk: Desk) -> None:
    case, visit = begun(desk)
    case = interpreting.refuse(desk, case, visit, Interpreter(), (), SCRIPT)
    assert [e.kind for e in case.ordered][-1] is Kind.SETTING
    later = interpreting.not_again(desk, case, None, WHO, "She asked for another")
    assert later.ordered[-1].visit is None


@pytest.mark.parametrize("refused_first", [False, True])
def test_no_question_is_recorded_while_the_gate_is_open(desk: Desk, refused_first: bool) -> None:
    case, visit = begun(desk)
    if refused_first:
        case = interpreting.refuse(desk, case, visit, WHO, ("friend",), SCRIPT)
    for id_ in ("F1", "D1"):
        with pytest.raises(RecordRefused) as refused:
            ask(desk, case, id_, "yes")
        assert code(refused) == "interpreter.gate-open"


def test_an_override_asks_the_least_voids_every_no_and_leaves_a_task_for_today(
    desk: Desk,
) -> None:
    case, visit = begun(desk)
    with pytest.raises(RecordRefused) as refused:
        interpreting.override(desk, case, visit, WHO, "  ", SCRIPT)
    assert code(refused) == "interpreter.no-reason"
    case = interpreting.override(desk, case, visit, WHO, "He is on his way", SCRIPT)
    with pytest.raises(RecordRefused) as refused:
        ask(desk, case, "H1", "yes")
    assert code(refused) == "interpreter.not-one-of-the-least"
    case = ask(desk, case, "D1", "not_afraid")
    said = latest(case, item("D1").id, case.at_risk())
    assert said is not None
    assert said.value.codes == (NOT_ESTABLISHED,)
    assert overridden(case) == visits(case)
    assert now(case).why.startswith("He is on his way")
    (task,) = [e.body for e in case.of(Kind.ACTION) if isinstance(e.body, ActionBody)]
    assert (task.row, task.text) == (AGAIN, SCRIPT.override.task)
    attention.refresh(desk, case, "Northmere")
    lines = {line.need.code: line.weight for line in attention.today(desk)}
    assert lines["interview-again"] is Weight.OPEN_QUESTION
    assert lines["plan-due"] is Weight.SOON


def test_a_change_of_interpreter_is_a_new_setting_and_opens_the_gate(desk: Desk) -> None:
    case, visit = passed(desk)
    case = ask(desk, case, "F1", "yes")
    case = interpreting.change_interpreter(desk, case, visit, "The line broke")
    settings = [e for e in case.ordered if e.kind is Kind.SETTING]
    assert len(settings) == 2
    assert settings[1].follows == (settings[0].id,)
    assert settings[1].corrects == ()
    assert gate_state(now(case)) is GateState.OPEN
    assert (now(case).reference, now(case).language) == ("", "Kurdish, Sorani")
    with pytest.raises(RecordRefused):
        ask(desk, case, "F1", "no")
    case = interpreting.pass_gate(desk, case, visits(case)[0], WHO, Verdict.SUITABLE)
    assert ask(desk, case, "F1", "no") != case


def test_an_interpreter_may_be_called_to_a_conversation_that_began_without(desk: Desk) -> None:
    case, visit = begun(desk)
    case = interpreting.change_interpreter(desk, case, visit, "She asks for one")
    assert (now(case).mode, gate_state(now(case))) == ("telephone", GateState.OPEN)
    case = interpreting.pass_gate(desk, case, visits(case)[0], WHO, Verdict.NOT_NEEDED)
    case = interpreting.change_interpreter(desk, case, visits(case)[0], "She asks for one")
    assert now(case).mode == "telephone"


@pytest.mark.parametrize("concern", SCRIPT.concerns, ids=lambda c: c.id)
def test_a_serious_concern_and_only_that_voids_every_no_of_the_visit(desk: Desk, concern) -> None:
    case, visit = passed(desk)
    case = ask(desk, case, "E4", "no")
    case = interpreting.raise_concern(desk, case, visit, concern, "E4", "Seen and heard")
    poor_line = concern.id == "line_quality"  # by telephone alone
    assert bool(case.doubtful) is (concern.serious or poor_line)
    said = latest(case, item("E4").id, case.at_risk())
    assert said is not None
    assert said.not_established is bool(case.doubtful)
    (found,) = raised(visits(case)[0], SCRIPT)
    assert (found.concern, found.setting.item) == (concern, "E4")


def test_a_lesser_concern_makes_nothing_sound_again(desk: Desk) -> None:
    case, visit = passed(desk)
    serious, lesser = SCRIPT.concern("advice"), SCRIPT.concern("tired")
    assert serious is not None
    assert lesser is not None
    case = interpreting.raise_concern(desk, case, visit, serious, "", "")
    case = interpreting.raise_concern(desk, case, visits(case)[0], lesser, "", "")
    assert now(case).reliability is Reliability.DOUBTFUL


def test_whoever_can_hear_makes_it_unsafe_and_both_at_once_is_refused(desk: Desk) -> None:
    case, visit = passed(desk)
    with pytest.raises(RecordRefused) as refused:
        interpreting.who_can_hear(
            desk, case, visit, ("nobody", "child"), "", after="door", script=SCRIPT
        )
    assert code(refused) == "interpreter.nobody-and-somebody"
    case = interpreting.who_can_hear(
        desk, case, visit, ("nobody",), "Alone", after="door", script=SCRIPT
    )
    assert (now(case).hearing, now(case).asked_after) == ("nobody", "door")
    assert not case.doubtful
    case = interpreting.who_can_hear(
        desk, case, visits(case)[0], ("child", "speaker"), "A.", after="noise", script=SCRIPT
    )
    assert now(case).hearing == "A child, A telephone on loud"
    assert case.doubtful == {visit.id}
    unknown = interpreting.who_can_hear(
        desk, case, visits(case)[0], ("from_a_newer_pack",), "", after="pause", script=SCRIPT
    )
    assert now(unknown).hearing == ""


def test_somebody_coming_in_voids_nothing_and_asks_again_who_can_hear(desk: Desk) -> None:
    case, visit = passed(desk)
    case = interpreting.who_can_hear(
        desk, case, visit, ("nobody",), "Alone", after="start", script=SCRIPT
    )
    assert not hearing_owed(visits(case)[0])
    case = interpreting.someone_came_in(desk, case, visits(case)[0], "His mother")
    assert now(case).present == "His mother"
    assert hearing_owed(visits(case)[0])
    assert not case.doubtful
    assert now(interpreting.someone_came_in(desk, case, visits(case)[0])).present == "His mother"


def test_an_answer_keeps_both_peoples_words_the_channel_and_how_it_was_asked(desk: Desk) -> None:
    case, _ = passed(desk)
    case = ask(
        desk, case, "F1", "yes", words="دەپرسێت", words_language="Kurdish, Sorani",
        interpreted="He asks every time", way="F1.w1", asked="Who asks you where you go?",
    )  # fmt: skip
    body = case.ordered[-1].body
    assert isinstance(body, AnswerBody)
    assert (body.words, body.interpreted, body.way) == ("دەپرسێت", "He asks every time", "F1.w1")
    assert body.channel is Channel.INTERPRETED


def test_an_answer_said_back_is_confirmed_or_put_right(desk: Desk) -> None:
    case, _ = passed(desk)
    case = ask(desk, case, "E4", "no")
    case = interpreting.read_back(desk, case, case.ordered[-1])
    said = latest(case, item("E4").id, case.at_risk())
    assert said is not None
    assert (said.body.checked, said.value.codes) == ("read_back", ("no",))
    case = interpreting.read_back(desk, case, said.entry, Value(codes=("yes",)))
    said = latest(case, item("E4").id, case.at_risk())
    assert said is not None
    assert (said.body.checked, said.value.codes) == ("corrected", ("yes",))
    theirs = recording.make(
        Desk(desk.store, desk.clock, desk.ids, OSEI, "calderby.example", "Calderby"),
        case.id,
        said.body,
    )
    with pytest.raises(RecordRefused) as refused:
        interpreting.read_back(desk, case, theirs)
    assert code(refused) == "record.not-ours"


def test_teach_back_debrief_and_the_later_question_are_answers_with_their_words(
    desk: Desk,
) -> None:
    case, visit = passed(desk)
    word = next(i for i in SCRIPT.teach_back if i.id == "teach.word")
    case = interpreting.teach_back(desk, case, visit, word, "right_after", "The blue scarf")
    notes = next(i for i in SCRIPT.debrief if i.id == "debrief.notes")
    case = interpreting.debrief(desk, case, visit, notes, Value(codes=("destroyed",)))
    later = SCRIPT.later[0]
    case = interpreting.ask_later(desk, case, later, "good", Said(channel=Channel.DIRECT))
    told = [e.body for e in case.ordered if isinstance(e.body, AnswerBody)]
    assert [b.asked for b in told] == [word.ask, notes.ask, later.ask]
    assert [b.said_by for b in told] == ["person", "third_party", "person"]
    channels = [Channel.INTERPRETED, Channel.DIRECT, Channel.DIRECT]
    assert [b.channel for b in told] == channels
    setting = visit.setting
    assert setting is not None
    assert told[0].words_language == setting.language
    assert case.ordered[-1].visit is None
    asked = Said(asked="Was she good?")
    case = interpreting.ask_later(desk, case, SCRIPT.later[1], "another", asked, visit)
    assert case.ordered[-1].visit == visit.id
    assert isinstance(case.ordered[-1].body, AnswerBody)
    assert case.ordered[-1].body.asked == "Was she good?"


def test_what_is_said_back_with_nobody_interpreting_was_said_directly(desk: Desk) -> None:
    case, visit = talking(desk, her_case(desk))
    case = interpreting.teach_back(desk, case, visit, SCRIPT.teach_back[0], "right")
    body = case.ordered[-1].body
    assert isinstance(body, AnswerBody)
    assert (body.channel, body.words_language) == (Channel.DIRECT, "")


def test_the_later_question_is_left_as_one_task_for_each_visit(desk: Desk) -> None:
    case, visit = passed(desk)
    case = interpreting.plan_later(desk, case, visit, SCRIPT)
    case = interpreting.plan_later(desk, case, visit, SCRIPT)
    rows = [e.body.row for e in case.of(Kind.ACTION) if isinstance(e.body, ActionBody)]
    assert rows == [LATER]
    assert "interpreter-later" in [n.code for n in attention.needs(case, desk.clock.now())]


def test_a_break_starts_the_minutes_again(desk: Desk) -> None:
    case, visit = passed(desk)
    case = interpreting.take_break(desk, case, visit)
    assert last_break(case, visit) == desk.clock.now()


def test_the_minutes_to_a_break_are_the_packs_or_the_owners(desk: Desk) -> None:
    assert interpreting.breaks(desk, SCRIPT) == SCRIPT.breaks
    interpreting.set_breaks(desk, 15, 30)
    own = interpreting.breaks(desk, SCRIPT)
    assert (own.first, own.stronger) == (15, 30)
    assert own.first_words == SCRIPT.breaks.first_words
    for first, stronger in ((30, 15), (0, 15)):
        with pytest.raises(RecordRefused) as refused:
            interpreting.set_breaks(desk, first, stronger)
        assert code(refused) == "interpreter.breaks"
    for spoilt in ("15", "a b", "30 15", "0 9"):
        desk.store.set_setting(interpreting.BREAKS, spoilt)
        assert interpreting.breaks(desk, SCRIPT) == SCRIPT.breaks
