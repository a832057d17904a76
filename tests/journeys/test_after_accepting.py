"""What a desk owes once it has accepted, and what a case that is to be closed asks of everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain import after_accepting as owed
from app.domain import headings
from app.domain.after_accepting import holding, is_read, markers, reports
from app.domain.closing import NO_OBJECTION, Stage, Word, closing, elsewhere, window_ends
from app.domain.closing import heard as heard_in
from app.domain.codes import ActionStatus, Kind, Proof, Step
from app.domain.deliveries import CLOSURE_NOTICE, deliveries, redirect, taken
from app.domain.entry import ActionBody, NoteBody, ResponseBody
from app.domain.errors import PackageRefused, RecordRefused
from app.domain.handover import DeliveryKind, Urgency
from app.domain.silence import NO_CLOCKS
from app.services import (
    after_accepting,
    attention,
    carrying,
    disclosing,
    following_up,
    handing_over,
    inbox,
    receiving,
    recording,
    replying,
    visiting,
)
from app.services import closing as closes
from app.services.following_up import FollowUp
from app.services.receiving import Reply
from tests.journeys.relay import CALDERBY, NORTHMERE, TAKEN, Office, three
from tests.unit.stories import the_library

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.closing import Heard
    from app.services.handing_over import Made

WHY = "Each of them is ruled out, and it is written how"


def with_content(office: Office) -> Office:
    """The office with the time limits and the lists that come with the program."""
    library = the_library()
    desk = replace(office.at.desk, clocks=library.clocks, receiving=library.receiving)
    office.at = replace(office.at, desk=desk)
    return office


@pytest.fixture
def offices() -> tuple[Office, Office, Office]:
    a, b, c = (with_content(office) for office in three())
    return a, b, c


def accepted(offices: tuple[Office, Office, Office]) -> tuple[Office, Office, Office]:
    """Northmere has handed the case to Calderby, which has accepted it and said so."""
    a, b, c = offices
    made = a.hand_to(b)
    b.take(made)
    b.answer(made, a)
    return a, b, c


def needs(office: Office) -> dict[str, attention.Attention]:
    attention.refresh(office.at.desk, office.held, "An area")
    return {line.need.code: line for line in attention.today(office.at.desk)}


def start(office: Office) -> owed.Loop:
    loop = after_accepting.holding(office.at.desk, office.held)
    assert loop is not None
    return loop


def settle(office: Office, marker: str, *, done: bool = True) -> None:
    desk = office.at.desk
    state = next(
        m for m in markers(office.held, office.area, desk.receiving) if m.marker.id == marker
    )
    office.case = after_accepting.settle_marker(
        desk, office.held, state, "PC Hall", "today", "Command system, 4471", done=done
    )


def report(office: Office, to: Office, heading: str = headings.REPORT_FIRST) -> Made:
    follow = following_up.report_back(heading, "Seen, alone.")
    return office.follow_up(follow, to)[to.area]


# What is owed after an acceptance


def test_whoever_accepts_owes_reading_markers_and_two_reports_from_that_moment(offices) -> None:
    _a, b, _c = accepted(offices)
    found = needs(b)
    assert {"read-first", "markers-owed", "report-owed", "owed-contact"} <= set(found)
    assert found["markers-owed"].need.count == 4  # no child is in this record
    assert found["markers-owed"].need.due == owed.began(start(b)) + timedelta(hours=12)
    assert found["report-owed"].need.to == NORTHMERE
    assert found["report-owed"].need.due == owed.began(start(b)) + timedelta(days=7)
    b.clock.step(days=8)
    late = [code for code, line in needs(b).items() if line.weight is attention.Weight.LATE]
    assert {"read-first", "markers-owed", "report-owed"} <= set(late)


def test_nobody_owes_any_of_it_for_what_they_did_not_accept(offices) -> None:
    a, b, _c = offices
    made = a.hand_to(b)
    assert after_accepting.holding(a.at.desk, a.held) is None
    assert not {"read-first", "markers-owed", "report-owed"} & set(needs(a))
    package = b.opened(made)
    line = inbox.keep(b.at.desk, package, made.sealed.content, "HO-1.age")
    asked = Reply(Step.ASKED, "K. Lowe", "Which school?")
    replying.reply(b.at.desk, b.at.post, package, line, asked)
    assert b.at.desk.store.entries(package.slices[0].case) == ()


def test_a_marker_is_owed_until_somebody_says_who_set_it_or_why_not(offices) -> None:
    _a, b, _c = accepted(offices)
    settle(b, "mark.address")
    settle(b, "mark.person", done=False)
    assert needs(b)["markers-owed"].need.count == 2
    first, second, *_others = markers(b.held, CALDERBY, b.at.desk.receiving)
    assert (first.is_set, first.is_settled) == (True, True)
    assert (second.is_set, second.is_settled) == (False, True)
    assert first.action is not None
    assert first.action.entry.rc.value == "RC2"
    assert first.action.body.evidence == "Command system, 4471. today"
    settle(b, "mark.person")
    settle(b, "mark.parties")
    settle(b, "mark.health")
    assert "markers-owed" not in needs(b)
    said = [e.body for e in b.held.of(Kind.ACTION, ever=True) if isinstance(e.body, ActionBody)]
    assert [one.status for one in said if one.row == "mark.person"] == [
        ActionStatus.NOT_NEEDED,
        ActionStatus.DONE,
    ]  # the earlier word is kept


@pytest.mark.parametrize(
    ("who", "where", "code"), [(" ", "here", "marker.who"), ("PC Hall", " ", "marker.where")]
)
def test_a_marker_needs_a_name_and_a_place(offices, who: str, where: str, code: str) -> None:
    _a, b, _c = accepted(offices)
    state = markers(b.held, CALDERBY, b.at.desk.receiving)[0]
    with pytest.raises(RecordRefused) as refused:
        after_accepting.settle_marker(b.at.desk, b.held, state, who, "", where, done=True)
    assert refused.value.code == code


def test_reading_first_is_owed_until_somebody_says_that_they_did(offices) -> None:
    _a, b, _c = accepted(offices)
    b.case = after_accepting.read(b.at.desk, b.held)
    assert "read-first" not in needs(b)
    by = is_read(b.held, CALDERBY, owed.began(start(b)))
    assert by is not None
    assert (by.by.name, by.at) == ("k.lowe", b.clock.now())
    assert after_accepting.read(b.at.desk, b.held) is b.held  # once is enough


def test_a_visit_before_anybody_read_is_asked_why_and_never_stopped(offices) -> None:
    _a, b, _c = accepted(offices)
    desk = b.at.desk
    b.case, visit = visiting.plan(desk, b.held, "home", "", None, ())
    assert not after_accepting.may_begin(desk, b.held, visit)
    with pytest.raises(RecordRefused) as refused:
        after_accepting.begin_unread(desk, b.held, visit, " ")
    assert refused.value.code == "first-visit.no-reason"
    b.case = after_accepting.begin_unread(desk, b.held, visit, "She rang from the street")
    assert after_accepting.may_begin(desk, b.held, visit)
    assert "read-first" in needs(b)  # it is still to be read
    b.case, other = visiting.plan(desk, b.held, "home", "", None, ())
    assert not after_accepting.may_begin(desk, b.held, other)  # and asked again
    b.case = after_accepting.read(desk, b.held)
    assert after_accepting.may_begin(desk, b.held, other)


def test_a_report_back_is_done_once_it_went_out_and_the_sender_sees_it_come(offices) -> None:
    a, b, _c = accepted(offices)
    b.clock.step(days=6)
    assert needs(a)["report-awaited"].need.to.startswith("Calderby")
    made = report(b, a)
    first, second = reports(b.held, CALDERBY, owed.began(start(b)), b.at.desk.clocks)
    assert (first.is_done, second.is_done) == (True, False)
    assert needs(b)["report-owed"].need.timer == "clock.report-28"
    package = a.opened(made)
    assert (package.delivery.kind, package.delivery.purpose) == (
        DeliveryKind.ADDENDUM,
        "report-back",
    )
    a.take(made)
    assert "report-awaited" not in needs(a)  # the second is three weeks away
    assert not {"owed-contact", "read-first", "markers-owed"} & set(needs(a))  # it is no handover
    a.clock.step(days=22)
    assert needs(a)["report-awaited"].weight is attention.Weight.LATE


def test_a_report_that_was_written_and_lies_in_no_file_is_still_owed(offices) -> None:
    a, b, _c = accepted(offices)
    follow = following_up.report_back(headings.REPORT_FIRST, "Seen, alone.")
    holder = next(h for h in following_up.holders(b.at.desk, b.held) if h.area == NORTHMERE)
    b.case = following_up.say(b.at.desk, b.held, follow, [holder])
    first, _second = reports(b.held, CALDERBY, owed.began(start(b)), b.at.desk.clocks)
    assert (first.note is not None, first.is_done) == (True, False)
    assert needs(b)["report-owed"].need.timer == "clock.report-7"
    assert a.area == NORTHMERE


def test_a_report_that_nobody_takes_in_turns_late_at_the_desk_that_sent_it(offices) -> None:
    a, b, _c = accepted(offices)
    made = report(b, a)
    assert "delivery-unanswered" in needs(b)
    a.take(made)
    a.answer(made, b)
    assert "delivery-unanswered" not in needs(b)
    assert "may-release" not in needs(b)  # a report hands nothing over
    assert not deliveries(b.held, CALDERBY)[0].may_release


def test_a_report_says_something_or_it_is_not_sealed(offices) -> None:
    a, b, _c = accepted(offices)
    with pytest.raises(PackageRefused) as refused:
        b.follow_up(following_up.report_back(headings.REPORT_FIRST, " "), a)
    assert refused.value.code == "follow-up.no-words"


def test_without_time_limits_nothing_is_owed_by_a_time(offices) -> None:
    _a, b, _c = accepted(offices)
    assert reports(b.held, CALDERBY, owed.began(start(b)), NO_CLOCKS) == ()
    b.at = replace(b.at, desk=replace(b.at.desk, clocks=NO_CLOCKS))
    assert needs(b)["markers-owed"].need.due is None
    assert "report-owed" not in needs(b)


def test_an_area_that_changes_its_times_has_them_on_the_home_page_at_once(offices) -> None:
    """No case has to be opened first: its line knows from when the time counts."""
    _a, b, _c = accepted(offices)
    before = needs(b)
    timers = tuple(
        replace(t, amount=2) if t.id in {"clock.first-contact", "clock.markers"} else t
        for t in b.at.desk.clocks.timers
    )
    desk = replace(b.at.desk, clocks=replace(b.at.desk.clocks, timers=timers))
    after = {line.need.code: line for line in attention.today(desk)}
    began = owed.began(start(b))
    for code in ("owed-contact", "markers-owed"):
        assert before[code].need.due != after[code].need.due
        assert after[code].need.due == began + timedelta(hours=2)
    (summary,) = desk.store.cases()
    b.clock.step(hours=3)
    pressing = attention.pressing(summary, b.clock.now(), desk.clocks)
    assert pressing is not None
    assert pressing.weight is attention.Weight.LATE


def test_whoever_passed_it_on_and_released_themselves_owes_nothing_more(offices) -> None:
    a, b, c = accepted(offices)
    made = b.hand_to(c)
    c.take(made)
    c.answer(made, b)
    assert "markers-owed" in needs(b)
    (onward,) = (d for d in deliveries(b.held, CALDERBY) if d.digest == made.sealed.digest)
    b.clock.step(minutes=1)
    b.case = handing_over.release(b.at.desk, b.held, onward)
    assert after_accepting.holding(b.at.desk, b.held) is None
    assert "markers-owed" not in needs(b)
    assert a.area == NORTHMERE


def test_times_count_from_the_first_acceptance_and_anew_after_a_refusal(offices) -> None:
    _a, b, _c = accepted(offices)
    first, digest = owed.began(start(b)), start(b).digest

    def answers(step: Step) -> None:
        b.clock.step(hours=1)
        body = ResponseBody(digest, step, proof=Proof.DIGEST, area=CALDERBY)
        b.case = recording.write(b.at.desk, b.held, body)

    answers(Step.ACCEPTED)
    assert owed.began(start(b)) == first  # said twice, it gives nobody more time
    answers(Step.DECLINED)
    answers(Step.ACCEPTED)
    assert owed.began(start(b)) == b.clock.now()


def test_word_that_comes_back_from_where_the_case_went_hands_nothing_over(offices) -> None:
    a, b, _c = accepted(offices)
    b.write("She is settled")
    made = b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), a)[NORTHMERE]
    line = inbox.keep(a.at.desk, a.opened(made), made.sealed.content, "HO-2.age")
    replying.reply(a.at.desk, a.at.post, a.opened(made), line, TAKEN)
    a.case = a.reload()
    kept = inbox.find(a.at.desk, made.sealed.digest)
    assert kept is not None
    assert inbox.still_owed(a.at.desk, kept) == ()
    (loop,) = taken(a.held, NORTHMERE, carrying.told_here(a.at.desk, a.held.id))
    assert loop.follows
    assert holding(a.held, NORTHMERE, carrying.told_here(a.at.desk, a.held.id)) is None
    assert deliveries(b.held, CALDERBY)[0].follows  # and at the other end as well


# Closing asks everybody who holds it


def proposed(office: Office) -> None:
    office.clock.step(minutes=1)
    office.case = closes.propose(office.at.desk, office.held, ("ruled_out",), WHY)


def heard(office: Office) -> dict[str, Heard]:
    return {one.area: one for one in closes.heard(office.at.desk, office.held)}


def tell(office: Office, *to: Office) -> dict[str, Made]:
    return office.follow_up(following_up.closure_notice(WHY), *to)


def say(office: Office, made: Made, step: Step, words: str = "") -> Reply:
    """What a holder's desk does with a notice: it is kept, then answered."""
    package = office.opened(made)
    line = inbox.keep(office.at.desk, package, made.sealed.content, made.sealed.name)
    reply = Reply(step, "DS K. Lowe", words, on_closing=True)
    replying.reply(office.at.desk, office.at.post, package, line, reply)
    return reply


def answered(office: Office, made: Made, to: Office, step: Step, words: str = "") -> None:
    office.clock.step(minutes=1)
    reply = say(office, made, step, words)
    office.answer(made, to, reply)


def close(office: Office, consulted: dict[str, str] | None = None) -> Case:
    desk, case = office.at.desk, office.held
    now = closing(case).entry
    assert now is not None
    library, found = the_library(), closes.heard(desk, case)
    ends = window_ends(now, found, library.timers, library.holidays)
    said = dict.fromkeys(closes.to_ask(case, desk.area, found), "No objection, rang today")
    return closes.close(desk, case, "J. Hale", consulted or said, WHY, ends)


def refused_to_close(office: Office) -> str:
    with pytest.raises(RecordRefused) as refused:
        close(office)
    return refused.value.code


def test_everybody_who_holds_it_is_told_before_it_is_closed(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    assert heard(a)[CALDERBY].word is Word.NOT_TOLD
    assert needs(a)["closing-untold"].need.count == 1
    made = tell(a)[CALDERBY]
    package = b.opened(made)
    assert package.delivery.purpose == CLOSURE_NOTICE
    assert package.delivery.kind is DeliveryKind.ADDENDUM
    until = heard(a)[CALDERBY].until
    assert package.delivery.answer_by == until
    assert until == a.at.desk.clocks.ends("clock.objection", a.clock.now())
    told = [e.body for s in package.slices for e in s.entries if isinstance(e.body, NoteBody)]
    assert headings.CLOSING in [one.heading for one in told]
    assert "closing-untold" not in needs(a)
    assert needs(a)["closing-waiting"].need.due == until
    assert closing(a.held).stage is Stage.PROPOSED
    assert refused_to_close(a) == "closure.too-early"


def test_all_answered_and_nobody_objects_is_enough_before_the_time_ends(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    answered(b, tell(a)[CALDERBY], a, Step.ACCEPTED, "Seen twice since")
    assert heard(a)[CALDERBY].word is Word.NO_OBJECTION
    assert "closing-decide" in needs(a)
    a.case = close(a)
    assert closing(a.held).stage is Stage.CLOSED
    signed = a.held.of(Kind.SIGNOFF)[-1].body
    assert "no objection (DS K. Lowe)" in signed.reasons  # type: ignore[union-attr]
    assert signed.decision == "J. Hale"  # type: ignore[union-attr]


def test_an_objection_stops_it_and_stands_on_the_home_page_until_it_is_taken_back(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    made = tell(a)[CALDERBY]
    answered(b, made, a, Step.DECLINED, "He was released on Monday")
    one = heard(a)[CALDERBY]
    assert one.word is Word.OBJECTED
    assert one.answer is not None
    assert redirect(one.answer.body) == ("", "He was released on Monday")
    assert needs(a)["closing-objected"].need.to.startswith("Calderby")
    a.clock.step(days=9)
    assert refused_to_close(a) == "closure.objected"  # however long ago
    answered(b, made, a, Step.ACCEPTED)
    assert heard(a)[CALDERBY].word is Word.NO_OBJECTION
    assert closing(close(a)).stage is Stage.CLOSED


def test_an_objection_is_kept_in_the_case_of_whoever_objects_and_only_once(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    made = tell(a)[CALDERBY]
    say(b, made, Step.DECLINED, "He was released on Monday")
    b.case = b.reload()
    kept = [e.body for e in b.held.of(Kind.RESPONSE) if isinstance(e.body, ResponseBody)]
    assert [one.step for one in kept if one.delivery == made.sealed.digest] == [Step.DECLINED]
    say(b, made, Step.ACCEPTED)
    b.case = b.reload()
    kept = [e.body for e in b.held.of(Kind.RESPONSE) if isinstance(e.body, ResponseBody)]
    assert [one.step for one in kept if one.delivery == made.sealed.digest] == [
        Step.DECLINED,
        Step.ACCEPTED,
    ]
    assert "read-first" in needs(b)  # nothing of what they owe is lost by it
    assert following_up.holders(a.at.desk, a.held)[0].purpose != CLOSURE_NOTICE


def test_silence_at_the_end_is_silence_and_no_agreement(offices) -> None:
    a, _b, _c = accepted(offices)
    proposed(a)
    tell(a)
    a.clock.step(days=5)
    assert heard(a)[CALDERBY].word is Word.SILENT
    assert needs(a)["closing-decide"].need.count == 1
    a.case = close(a)
    signed = a.held.of(Kind.SIGNOFF)[-1].body
    assert "Silence is not agreement" in signed.reasons  # type: ignore[union-attr]


def test_taking_a_notice_in_says_nothing_of_the_closing(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    made = tell(a)[CALDERBY]
    b.take(made)
    b.answer(made, a)  # as an older program would: accepted, and no more
    assert heard(a)[CALDERBY].word is Word.WAITING
    b.answer(made, a, Reply(Step.ASKED, "K. Lowe", "Who decided it?", on_closing=True))
    assert heard(a)[CALDERBY].word is Word.ASKED
    assert "question" in needs(a)
    a.clock.step(days=5)
    assert heard(a)[CALDERBY].word is Word.SILENT


def test_an_answer_to_the_notice_before_last_says_nothing_of_this_one(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    answered(b, tell(a)[CALDERBY], a, Step.ACCEPTED)
    a.case = closes.take_back(a.at.desk, a.held, "She rang")
    assert closes.heard(a.at.desk, a.held) == ()
    proposed(a)
    assert heard(a)[CALDERBY].word is Word.NOT_TOLD


def test_whoever_cannot_be_told_by_a_file_is_asked_by_word_of_mouth(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    found = closes.heard(a.at.desk, a.held)
    assert len(closes.to_ask(a.held, NORTHMERE, found)) >= 1
    assert refused_to_close(a) == "closure.too-early"  # their time runs from the proposal
    a.clock.step(days=5)
    now = closing(a.held).entry
    assert now is not None
    with pytest.raises(RecordRefused) as refused:
        closes.close(a.at.desk, a.held, "J. Hale", {}, WHY, None)
    assert refused.value.code == "closure.not-consulted"
    a.case = close(a)
    signed = a.held.of(Kind.SIGNOFF)[-1].body
    assert "was sent no notice" in signed.reasons  # type: ignore[union-attr]
    assert b.area == CALDERBY


def test_a_case_that_nobody_else_holds_has_its_time_to_object_all_the_same(offices) -> None:
    a, _b, _c = offices
    proposed(a)
    assert closes.heard(a.at.desk, a.held) == ()
    assert refused_to_close(a) == "closure.too-early"
    assert "closing-decide" in needs(a)


def test_a_notice_waits_at_the_holder_under_its_own_name_until_it_is_answered(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    made = tell(a)[CALDERBY]
    inbox.keep(b.at.desk, b.opened(made), made.sealed.content, "HO-3.age")
    assert [line.need.code for line in inbox.to_answer(b.at.desk)] == ["closing-asked"]
    say(b, made, Step.DECLINED, "He was released on Monday")
    assert inbox.to_answer(b.at.desk) == ()


def test_a_closed_case_owes_no_markers_and_no_report(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(b)
    answered(a, tell(b)[NORTHMERE], b, Step.ACCEPTED)
    b.case = close(b)
    assert after_accepting.holding(b.at.desk, b.held) is None
    assert not {"markers-owed", "report-owed", "read-first"} & set(needs(b))


def test_the_proposal_of_another_area_is_theirs_to_follow_up(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    b.take(tell(a)[CALDERBY])
    assert closing(b.held, CALDERBY).stage is Stage.OPEN
    assert [area for area, _theirs in elsewhere(b.held, CALDERBY)] == [NORTHMERE]
    assert not [code for code in needs(b) if code.startswith("closing-")]
    b.case = closes.propose(b.at.desk, b.held, ("ruled_out",), WHY)  # and may propose its own
    assert elsewhere(a.held, NORTHMERE) == ()


def test_what_another_area_closes_takes_nothing_away_that_is_owed_here(offices) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    answered(b, tell(a)[CALDERBY], a, Step.ACCEPTED)
    a.case, b.case = close(a), b.reload()
    b.take(a.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY))[CALDERBY])
    ((area, theirs),) = elsewhere(b.held, CALDERBY)
    assert (area, theirs.stage) == (NORTHMERE, Stage.CLOSED)
    assert {"markers-owed", "report-owed", "read-first"} <= set(needs(b))


def test_no_objection_is_said_in_its_first_line_and_nowhere_else() -> None:
    said = Reply(Step.ACCEPTED, "K. Lowe", "Seen twice", on_closing=True)
    assert said.text == f"{NO_OBJECTION}\nSeen twice"
    assert Reply(Step.ACCEPTED, "K. Lowe", on_closing=True).text == NO_OBJECTION
    assert Reply(Step.ACCEPTED, "K. Lowe", "Seen twice").text == "Seen twice"
    with pytest.raises(PackageRefused):
        receiving.check_reply(Reply(Step.DECLINED, "K. Lowe", " ", on_closing=True))


def test_a_notice_to_a_case_that_was_erased_here_can_be_objected_to_and_writes_nothing(
    offices,
) -> None:
    a, b, _c = accepted(offices)
    proposed(a)
    made = tell(a)[CALDERBY]
    store = b.at.desk.store
    closes.erase(b.at.desk, store, b.held, "kept long enough", "J. Hale")  # type: ignore[arg-type]
    say(b, made, Step.DECLINED, "We erased it, and she is still at risk")
    assert len(store.entries(b.held.id)) == 1


def test_word_to_a_desk_that_nobody_has_rung_goes_with_the_reason_why(offices) -> None:
    a, _b, c = offices
    to = next(x for x in a.at.post.addressees() if x.desk.area == c.area)
    name = f"{to.title}, {to.desk.name}"
    why = disclosing.why_unchecked(a.at.desk, a.held, name, "She is on the train")
    assert not disclosing.has_said_why_unchecked(a.held, to.title, to.desk.name)  # not yet written
    a.case = recording.append(a.at.desk, a.held, (why,))
    assert disclosing.has_said_why_unchecked(a.held, to.title, to.desk.name)


def test_no_closing_is_heard_of_while_none_is_proposed(offices) -> None:
    a, _b, _c = accepted(offices)
    found = following_up.holders(a.at.desk, a.held)
    assert heard_in(a.held, NORTHMERE, found, a.clock.now()) == ()


def test_a_report_says_whether_she_was_seen_the_danger_and_whether_she_is_still_there() -> None:
    words = after_accepting.reported("not_alone", " He rang twice ", "moving", "To Estover, Friday")
    assert words == "Seen, not alone.\nHe rang twice\nAbout to move.\nTo Estover, Friday"
    assert after_accepting.reported("no", "Not known", "unknown", " ").endswith("still there.")


def test_whoever_never_accepted_the_handover_owes_nothing_by_answering_the_notice(offices) -> None:
    a, b, _c = offices
    a.hand_to(b)  # nobody there has answered it
    proposed(a)
    made = tell(a)[CALDERBY]
    answered(b, made, a, Step.ACCEPTED)
    notice = deliveries(a.held, NORTHMERE)[0]
    assert (notice.is_notice, notice.follows, notice.is_accepted) == (True, True, True)
    assert "first-contact" not in needs(a)
    b.case = recording.load(b.at.desk, a.held.id)
    line = inbox.find(b.at.desk, made.sealed.digest)
    assert line is not None
    assert inbox.still_owed(b.at.desk, line) == ()
    assert after_accepting.holding(b.at.desk, b.held) is None
    assert not {"owed-contact", "markers-owed"} & set(needs(b))
