"""Three answers kept apart: signed at one desk, opened at the other; or read over a telephone."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from app.domain import spoken_code
from app.domain.case import Case
from app.domain.codes import Proof, Step
from app.domain.deliveries import deliveries, redirect
from app.domain.entry import ResponseBody
from app.domain.errors import PackageRefused
from app.domain.handover import Receipt, Verified
from app.services import handing_over, hearing_back, inbox, receiving, recording, replying
from app.services.handing_over import Made
from app.services.hearing_back import Call
from app.services.receiving import Reply
from tests.builders import SteppingClock
from tests.journeys.practice import Practice, practice, send

NUMBER = "01632 960 123"
LATER = (Step.FIRST_CONTACT, Step.CONFERENCE, Step.TRANSFERRED)


@pytest.fixture
def sent(northmere: Practice) -> tuple[Case, Made]:
    return send(northmere, recording.open_case(northmere.desk, "E.", "the school rang"))


def opened(desk: Practice, made: Made) -> tuple[Verified, inbox.Arrived]:
    package = desk.post.papers().open(made.sealed.content, desk.desk.clock.now())
    return package, inbox.keep(desk.desk, package, made.sealed.content, made.sealed.name)


def reply_of(step: Step) -> Reply:
    words = {Step.ASKED: "Which school?", Step.DECLINED: "She moved there"}.get(step, "")
    return Reply(step, "K. Lowe", words, goes_to="Estover duty" if step is Step.DECLINED else "")


def say(desk: Practice, made: Made, answer: Reply) -> bytes:
    """Give an answer at the receiving desk; the file that goes back."""
    package, line = opened(desk, made)
    return replying.reply(desk.desk, desk.post, package, line, answer)[1].content


def read(desk: Practice, case: Case, file: bytes) -> Receipt:
    digests = [d.digest for d in deliveries(case, desk.desk.area)]
    return desk.post.papers().open_receipt(file, desk.desk.clock.now(), digests)


def take(desk: Practice, case: Case, file: bytes) -> Case:
    return handing_over.import_receipt(desk.desk, case, read(desk, case, file))


# Signed


def test_that_it_arrived_needs_no_persons_name_and_is_signed_all_the_same(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made]
) -> None:
    case, made = sent
    case = take(northmere, case, say(calderby, made, Reply(Step.ARRIVED, "")))
    arrived = deliveries(case)[0].at(Step.ARRIVED)
    assert arrived is not None
    assert (arrived.body.proof, arrived.body.by) == (Proof.DIGEST, "")
    line = inbox.find(calderby.desk, made.sealed.digest)
    assert line is not None
    assert (line.state, line.is_decided) == ("opened", False)


@pytest.mark.parametrize("step", [s for s in spoken_code.SPOKEN if s is not Step.ARRIVED])
def test_every_other_answer_is_somebodys(
    calderby: Practice, sent: tuple[Case, Made], step: Step
) -> None:
    with pytest.raises(PackageRefused) as refused:
        say(calderby, sent[1], Reply(step, " ", "words", goes_to="Estover"))
    assert refused.value.code == "reply.no-name"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Reply(Step.ASKED, "K. Lowe", " "), "reply.no-words"),
        (Reply(Step.DECLINED, "K. Lowe", "Not ours"), "reply.goes-nowhere"),
        (Reply(Step.DECLINED, "K. Lowe", " ", goes_to="Estover"), "reply.no-words"),
    ],
)
def test_an_answer_that_leaves_nothing_to_act_on_is_not_signed(
    calderby: Practice, sent: tuple[Case, Made], answer: Reply, code: str
) -> None:
    with pytest.raises(PackageRefused) as refused:
        say(calderby, sent[1], answer)
    assert refused.value.code == code
    line = inbox.find(calderby.desk, sent[1].sealed.digest)
    assert line is not None
    assert line.given == ()


def test_who_declines_says_who_should_have_it_and_the_sender_reads_both(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made]
) -> None:
    answer = Reply(Step.DECLINED, "K. Lowe", "She moved\nlast week", goes_to="Estover\nduty desk")
    case = take(northmere, sent[0], say(calderby, sent[1], answer))
    decision = deliveries(case)[0].decision
    assert decision is not None
    assert redirect(decision.body) == ("Estover duty desk", "She moved\nlast week")


def test_answers_stand_side_by_side_in_whatever_order_they_are_opened_and_twice(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    case, made = sent
    files: list[bytes] = []
    for step in (Step.ARRIVED, Step.READ, Step.ASKED, Step.ACCEPTED):
        files.append(say(calderby, made, reply_of(step)))
        clock.step(minutes=10)
    for order in permutations(files):
        now = case
        for file in (*order, *order):
            now = take(northmere, now, file)
        delivery = deliveries(now)[0]
        assert [a.body.step for a in delivery.answers if a.is_theirs] == [
            Step.ARRIVED,
            Step.READ,
            Step.ASKED,
            Step.ACCEPTED,
        ]
        assert delivery.may_release


def test_what_follows_an_acceptance_reaches_the_sender_each_with_its_own_time(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    case, made = sent
    case = take(northmere, case, say(calderby, made, reply_of(Step.ACCEPTED)))
    for step in LATER:
        clock.step(hours=1)
        case = take(northmere, case, say(calderby, made, reply_of(step)))
    delivery = deliveries(case)[0]
    said = [delivery.at(step) for step in (Step.ACCEPTED, *LATER)]
    times = [answer.said for answer in said if answer is not None]
    assert len(times) == 4
    assert times == sorted(set(times))
    line = inbox.find(calderby.desk, made.sealed.digest)
    assert line is not None
    assert inbox.is_taken(calderby.desk, line)
    assert inbox.still_owed(calderby.desk, line) == ()


def test_what_was_said_before_the_case_was_here_joins_it_with_its_own_time(
    calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    _case, made = sent
    say(calderby, made, Reply(Step.ARRIVED, ""))
    clock.step(hours=1)
    say(calderby, made, reply_of(Step.ASKED))
    clock.step(hours=1)
    package, line = opened(calderby, made)
    _, _, case = replying.reply(
        calderby.desk, calderby.post, package, line, reply_of(Step.ACCEPTED)
    )
    assert case is not None
    said = [
        (e.body.step, e.body.said_at or e.at)
        for e in case.ordered
        if isinstance(e.body, ResponseBody) and e.body.delivery == made.sealed.digest
    ]
    assert {step for step, _ in said} == {Step.ARRIVED, Step.ASKED, Step.ACCEPTED}
    assert len({at for _, at in said}) == 3


def test_an_answer_from_a_laptop_whose_clock_runs_ahead_is_weighed_and_stands_where_it_came(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    case, made = sent
    ahead = SteppingClock(clock.now() + timedelta(days=30))
    wrong = replace(calderby, desk=replace(calderby.desk, clock=ahead))
    package, line = opened(calderby, made)
    _, sealed, _ = replying.reply(
        wrong.desk, wrong.post, package, line, Reply(Step.DECLINED, "K. Lowe", "No", goes_to="E.")
    )
    receipt = read(northmere, case, sealed.content)
    assert "clock.ahead" in [finding.code for finding in receipt.findings]
    case = handing_over.import_receipt(northmere.desk, case, receipt)
    clock.step(hours=1)
    case = take(northmere, case, say(calderby, made, reply_of(Step.ACCEPTED)))
    assert deliveries(case)[0].may_release, "what is signed later counts"


def test_an_answer_by_an_area_it_was_not_sent_to_is_refused(
    northmere: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    """Somebody passed the file on, and they who have it now sign for it."""
    case, made = sent
    estover = practice("estover.example", "p.hart", clock, 9_000)
    package = (
        practice("calderby.example", "k.lowe", clock, 7_000)
        .post.papers()
        .open(made.sealed.content, clock.now())
    )
    forged = receiving.answer(estover.desk, estover.post, package, reply_of(Step.ACCEPTED))
    with pytest.raises(PackageRefused) as refused:
        take(northmere, case, forged.content)
    assert refused.value.code == "receipt.another-area"
    assert not deliveries(case)[0].may_release


def test_an_answer_for_a_package_never_sent_is_refused(
    calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    other = practice("northmere.example", "s.grant", clock, 20_000)
    case, _ = send(other, recording.open_case(other.desk, "J.", "why"))
    with pytest.raises(PackageRefused) as refused:
        read(other, case, say(calderby, sent[1], reply_of(Step.ACCEPTED)))
    assert refused.value.code == "package.receipt-for-nothing-sent"


def test_only_the_sender_can_say_that_the_sender_is_released(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made]
) -> None:
    case, made = sent
    with pytest.raises(ValueError, match="does not take"):
        say(calderby, made, Reply(Step.RELEASED, "K. Lowe"))
    case = take(northmere, case, say(calderby, made, reply_of(Step.ACCEPTED)))
    delivery = deliveries(case)[0]
    with pytest.raises(PackageRefused) as refused:
        handing_over.release(calderby.desk, case, delivery)
    assert refused.value.code == "handover.not-accepted"
    assert deliveries(handing_over.release(northmere.desk, case, delivery))[0].is_finished


def test_an_answer_that_nobody_could_seal_leaves_the_package_waiting(
    calderby: Practice, sent: tuple[Case, Made]
) -> None:
    opened(calderby, sent[1])
    (line,) = inbox.to_answer(calderby.desk)
    assert (line.need.code, line.need.to) == ("package-unanswered", "northmere.example")
    assert line.package == sent[1].sealed.digest
    say(calderby, sent[1], reply_of(Step.ASKED))
    say(calderby, sent[1], reply_of(Step.READ))  # said later, it takes no question back
    assert inbox.to_answer(calderby.desk) == ()


def test_a_line_knows_its_newest_answer_of_each_kind(
    calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    say(calderby, sent[1], Reply(Step.ASKED, "K. Lowe", "Which school?"))
    clock.step(hours=1)
    say(calderby, sent[1], Reply(Step.ASKED, "K. Lowe", "Which uncle?"))
    line = inbox.find(calderby.desk, sent[1].sealed.digest)
    assert line is not None
    asked = line.of(Step.ASKED)
    assert asked is not None
    assert asked.words == "Which uncle?"
    assert line.of(Step.ACCEPTED) is None


def test_a_line_from_before_every_answer_was_kept_still_says_what_is_owed(
    calderby: Practice, sent: tuple[Case, Made]
) -> None:
    _package, line = opened(calderby, sent[1])
    older = replace(line, step="accepted", by="K. Lowe", answered=line.opened)
    owed = [one.step for one in inbox.still_owed(calderby.desk, older)]
    assert owed == [Step.FIRST_CONTACT, Step.CONFERENCE, Step.TRANSFERRED]


def test_a_package_is_judged_by_when_it_came_however_late_it_is_answered(
    calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    _package, line = opened(calderby, sent[1])
    clock.step(days=100)
    content = inbox.content_of(calderby.desk, line)
    assert inbox.opened_before(calderby.desk, content) == line.opened_at()
    assert inbox.opened_before(calderby.desk, b"another file") is None


# Spoken


def heard(made: Made, step: Step, words: str = "") -> Call:
    code = spoken_code.code_of(made.sealed.digest, step)
    return Call("K. Lowe", NUMBER, words, code.lower().replace("-", " "))


def hear(desk: Practice, case: Case, call: Call) -> Case:
    return hearing_back.log_call(desk.desk, case, deliveries(case)[0], call)


def test_a_code_read_out_is_kept_as_spoken_with_who_and_on_which_number(
    northmere: Practice, sent: tuple[Case, Made]
) -> None:
    case, made = sent
    case = hear(northmere, case, heard(made, Step.ACCEPTED, "Ours from now"))
    delivery = deliveries(case)[0]
    spoken = delivery.spoken
    assert spoken is not None
    assert (spoken.body.proof, spoken.body.by) == (Proof.SPOKEN, "K. Lowe")
    code = spoken_code.code_of(made.sealed.digest, Step.ACCEPTED)
    assert spoken.body.text == f"Code {code} read out on {NUMBER}. Ours from now"
    assert delivery.decision is None
    assert not delivery.may_release
    with pytest.raises(PackageRefused):
        handing_over.release(northmere.desk, case, delivery)
    assert hear(northmere, case, heard(made, Step.ACCEPTED, "Ours from now")) is case


def test_the_signed_answer_comes_after_the_spoken_one_and_only_it_frees(
    northmere: Practice, calderby: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    case, made = sent
    case = hear(northmere, case, heard(made, Step.ACCEPTED))
    clock.step(hours=1)
    case = take(northmere, case, say(calderby, made, reply_of(Step.ACCEPTED)))
    delivery = deliveries(case)[0]
    assert [a.body.proof for a in delivery.answers if a.is_theirs] == [Proof.SPOKEN, Proof.DIGEST]
    assert delivery.spoken is None
    assert delivery.may_release


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (Call("K. Lowe", NUMBER, "", "K7QF-3MZQ"), "spoken.mistyped"),
        (Call("", NUMBER, "", "fits"), "reply.no-name"),
        (Call("K. Lowe", "", "", "fits"), "spoken.no-number"),
        (Call("K. Lowe", "their mobile", "", "fits"), "spoken.no-number"),
        (Call("K. Lowe", NUMBER, "", "other"), "spoken.another-delivery"),
    ],
)
def test_a_code_that_says_nothing_here_is_not_kept(
    northmere: Practice, sent: tuple[Case, Made], call: Call, code: str
) -> None:
    case, made = sent
    digest = {"fits": made.sealed.digest, "other": "0" * 64}.get(call.code)
    if digest:
        read_out = spoken_code.code_of(digest, Step.READ)
        call = Call(call.by, call.number, call.words, read_out)
    with pytest.raises(PackageRefused) as refused:
        hear(northmere, case, call)
    assert refused.value.code == code


def test_a_code_finds_the_handover_that_it_is_for(
    northmere: Practice, sent: tuple[Case, Made], clock: SteppingClock
) -> None:
    case, made = sent
    clock.step(hours=1)
    case, second = send(northmere, case)
    found = hearing_back.fits(northmere.desk, case, heard(made, Step.READ).code)
    assert found is not None
    assert (found[0].digest, found[1]) == (made.sealed.digest, Step.READ)
    newer = hearing_back.fits(northmere.desk, case, heard(second, Step.READ).code)
    assert newer is not None
    assert newer[0].digest == second.sealed.digest
    unknown = spoken_code.code_of("0" * 64, Step.READ)
    assert hearing_back.fits(northmere.desk, case, unknown) is None


def test_a_call_without_a_code_is_kept_with_its_number(
    northmere: Practice, sent: tuple[Case, Made]
) -> None:
    case = hear(northmere, sent[0], Call("", NUMBER, "Nobody answered"))
    assert deliveries(case)[0].answers[-1].body.text == f"On {NUMBER}: Nobody answered"
    again = hear(northmere, case, Call("", NUMBER, "Nobody answered"))
    assert len(deliveries(again)[0].answers) == len(deliveries(case)[0].answers) + 1
