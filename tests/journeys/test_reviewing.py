"""The supervisor's desk, from a folder to the author's record, over the package format itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.content.packs_on_disk import read_practice
from app.domain.codes import RestrictionClass, SignoffOn, Step
from app.domain.deliveries import deliveries
from app.domain.entry import ErasedBody, NoteBody, SignoffBody
from app.domain.errors import Refused
from app.domain.handover import Carried, Decision, DeliveryKind, ReviewRole
from app.domain.headings import REVIEW_BACK
from app.domain.judgement import signed_over
from app.domain.report import Line
from app.domain.review import (
    CHECKED,
    COMMENT,
    Answered,
    Comment,
    Mark,
    Review,
    Verdict,
    signed_off,
)
from app.services import (
    carrying,
    handing_over,
    receiving,
    recording,
    reviewing,
    reviews_back,
    worklist,
)
from app.services.attention import needs
from app.services.practice import seed
from app.services.reading_together import together
from app.services.receiving import Reply
from app.services.reporting import build_report
from app.services.signed_off import in_part
from app.services.worklist import Standing
from tests.journeys.practice import Practice, a_draft, practice, send
from tests.report.a_case import COPY
from tests.unit.stories import the_library

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.handover import Verified
    from app.services.reviewing import Made
    from tests.builders import SteppingClock

CHECKS = the_library().checks
ALL = frozenset(RestrictionClass)
NORTHMERE, CALDERBY = "northmere.example", "calderby.example"


@pytest.fixture
def sue(clock: SteppingClock) -> Practice:
    """A supervisor of the sending area, at another laptop."""
    return practice(NORTHMERE, "sue+supervisor", clock, 50_000)


@pytest.fixture
def case(northmere: Practice) -> Case:
    """The fullest practice case, at the worker's laptop."""
    script = dict(read_practice())["e-northmere.toml"]
    return seed(northmere.desk, the_library().screening, "e-northmere.toml", script)


def sent_in(sender: Practice, case: Case, to: str = NORTHMERE) -> tuple[Case, bytes]:
    """The case sealed to a desk, and recorded as sent."""
    made = handing_over.seal(
        handing_over.prepare(sender.desk, case, sender.post, a_draft(sender, to)),
        sender.post.papers(),
        b"%PDF-1.7 pages",
    )
    return handing_over.keep(sender.desk, case, made), made.sealed.content


def opened(at: Practice, content: bytes) -> Verified:
    return at.post.papers().open(content, at.desk.clock.now())


def line(at: Practice, content: bytes, name: str = "HO-1.age") -> worklist.Line:
    return worklist.read(at.post.papers(), the_library(), content, name, at.desk.clock.now())


def a_review(verdict: Verdict = Verdict.APPROVE, **facts: object) -> Review:
    answers = tuple(Answered(check.id, Mark.MET) for check in CHECKS)
    return replace(Review(answers, verdict=verdict, reasons="Seen with the team"), **facts)


def signed(at: Practice, package: Verified, review: Review) -> Made:
    prepared = reviewing.prepare(at.desk, at.post, package, review, CHECKS)
    made = reviewing.sign(prepared, at.post.papers())
    reviewing.keep(at.desk, made)
    return made


def brought_back(to: Practice, case: Case, content: bytes) -> Case:
    asked = reviews_back.prepare(to.desk, case, to.post.papers())
    return reviews_back.take(to.desk, case, reviews_back.open_(asked, content), content)


def refused(work) -> str:
    with pytest.raises(Refused) as found:
        work()
    return found.value.code


# ---------------------------------------------------------------------------- the worklist


def test_a_line_says_what_the_list_shows(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    found = line(sue, content)
    assert (found.label, found.kind, found.urgency) == ("E.", "handover", "today")
    assert (found.author, found.standing) == ("t.osei@northmere.example", Standing.UNREVIEWED)
    assert (bool(found.gaps), found.is_genuine, found.reviewers) == (True, True, ())


def test_a_judgement_signed_over_something_else_is_one_of_the_gaps(northmere, sue, case):
    over = signed_over(case, the_library().screening, ())
    signed_one = SignoffBody(SignoffOn.JUDGEMENT, over, "signed", "Before the rules were shown")
    unsigned = line(sue, sent_in(northmere, case)[1]).gaps
    case = recording.write(northmere.desk, case, signed_one)
    assert line(sue, sent_in(northmere, case)[1]).gaps == unsigned  # signed, and stale


@pytest.mark.parametrize(
    ("content", "standing"),
    [(b"a letter", Standing.FALSE), (b"age-encryption.org/v1\nand no more", Standing.FALSE)],
)
def test_what_is_no_package_is_refused_and_says_why(sue, content, standing):
    found = line(sue, content)
    assert (found.standing, found.is_genuine) == (standing, False)
    assert found.refusal is not None
    assert found.file


def test_a_file_for_another_desk_and_one_of_an_unknown_area_say_so(northmere, sue, case, clock):
    _case, made = send(northmere, case)
    assert line(sue, made.sealed.content).standing is Standing.OTHER_DESK
    fen = practice("estover.example", "al", clock, 90_000)
    sue.desk.store.set_setting("trust", "")
    _case, content = sent_in(northmere, case)
    assert line(sue, content).standing is Standing.UNKNOWN_AREA
    assert fen.desk.area == "estover.example"


def test_a_package_cut_short_is_damaged_and_an_answer_is_told_from_a_package(
    northmere, calderby, sue, case
):
    case, content = sent_in(northmere, case)
    assert line(sue, content[:-40]).standing is Standing.FALSE
    case, made = send(northmere, case)
    package = opened(calderby, made.sealed.content)
    reply = receiving.answer(calderby.desk, calderby.post, package, Reply(Step.READ, "K. Lowe"))
    assert line(northmere, reply.content).standing is Standing.OTHER_KIND
    back = signed(sue, opened(sue, content), a_review()).files[-1]
    assert line(northmere, back.content).standing is Standing.OTHER_KIND


def test_what_waits_comes_first_and_what_is_followed_or_here_already_after_it(
    northmere, sue, case, clock
):
    case, first = sent_in(northmere, case)
    clock.step(hours=1)
    case = recording.write(northmere.desk, case, NoteBody("Call", "School rang"))
    _case, second = sent_in(northmere, case)
    one, two = line(sue, first, "a.age"), line(sue, second, "b.age")
    bad = line(sue, b"nothing", "0.age")
    found = worklist.in_order([bad, one, two], ())
    assert [(f.name, f.standing) for f in found] == [
        ("b.age", Standing.UNREVIEWED),
        ("a.age", Standing.REPLACED),
        ("0.age", Standing.FALSE),
    ]
    found = worklist.in_order([two], {two.delivery})
    assert found[0].standing is Standing.RECEIVED
    sooner = replace(two, name="c.age", urgency="immediate", delivery="c" * 64, answer_by=None)
    unsaid = replace(two, name="d.age", urgency="", created=None, delivery="d" * 64, previous="")
    found = worklist.in_order([unsaid, two, sooner], ())
    assert [f.name for f in found] == ["c.age", "b.age", "d.age"]


def test_what_came_back_signed_off_or_sent_back_stands_in_the_list(northmere, sue, case):
    case, content = sent_in(northmere, case)
    back = signed(sue, opened(sue, content), a_review(Verdict.RETURN)).files[-1]
    case = brought_back(northmere, case, back.content)
    case, content = sent_in(northmere, case)
    found = line(sue, content)
    assert found.standing is Standing.RETURNED
    assert found.reviewers == ("sue+supervisor@northmere.example",)


def test_what_was_written_in_since_it_was_sent_back_waits_for_the_supervisor_again(
    northmere, sue, calderby, case
):
    case, content = sent_in(northmere, case)
    back = signed(sue, opened(sue, content), a_review(Verdict.RETURN)).files[-1]
    case = brought_back(northmere, case, back.content)
    case = recording.write(northmere.desk, case, NoteBody("Call", "Mrs Hall asks her at eleven"))
    case, content = sent_in(northmere, case)
    assert line(sue, content).standing is Standing.TAKEN_UP
    assert reviewing.needs_reason(sue.post, opened(sue, content)) == ()
    _case, content = sent_in(northmere, case, CALDERBY)
    there = opened(calderby, content)  # who may not sign it off is asked why they rely on it
    assert "slice.returned-by-reviewer" in reviewing.needs_reason(calderby.post, there)


def test_a_wholly_signed_package_is_signed_off_and_a_finding_is_to_be_weighed(northmere, sue, case):
    case, content = sent_in(northmere, case)
    package = opened(sue, content)
    assert reviewing.subject(package).digest == package.slices[-1].digest
    slices = replace(package, findings=())
    assert worklist._standing(slices) is Standing.REVIEWED
    heavy = replace(package, findings=(replace(package.findings[0], code="clock.ahead"),))
    assert worklist._standing(heavy) is Standing.WEIGH


def test_a_key_withdrawn_after_it_was_signed_says_since_when(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    facts = (("signer", "t.osei@northmere.example"), ("since", "2026-11-24"))
    found = (replace(package.findings[0], code="author.revoked-since", facts=facts),)
    made = worklist._genuine(
        replace(package, findings=found), the_library(), "a.age", sue.desk.clock.now()
    )
    assert (made.standing, made.since) == (Standing.WEIGH, "2026-11-24")


def test_one_that_is_too_new_to_read_is_genuine_all_the_same(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    bare = tuple(replace(one, entries=()) for one in package.slices)
    found = worklist._genuine(
        replace(package, slices=bare), the_library(), "a.age", sue.desk.clock.now()
    )
    assert (found.standing, found.label, found.gaps) == (Standing.TOO_NEW, "", None)


def test_a_withdrawal_and_a_copy_that_holds_it_all_replace_and_an_addendum_does_not(
    northmere, sue, case, clock
):
    _case, content = sent_in(northmere, case)
    one = line(sue, content)
    later = replace(one, name="b.age", delivery="b" * 64, previous=one.delivery, kind="addendum")
    for kind, slices, standing in (
        ("addendum", one.slices, Standing.REPLACED),
        ("addendum", ("e" * 64,), Standing.UNREVIEWED),
        ("withdrawal", ("e" * 64,), Standing.REPLACED),
    ):
        other = replace(later, kind=kind, slices=slices)
        found = {f.name: f.standing for f in worklist.in_order([one, other], ())}
        assert found[one.name] is standing


# ------------------------------------------------------------------------- read together


def as_(package: Verified, n: int, kind: DeliveryKind, previous: str = "") -> Verified:
    """The same package as another delivery."""
    facts = replace(package.delivery, kind=kind, digest=f"{n:064x}", previous=previous)
    return replace(package, delivery=facts)


def test_a_follow_up_is_read_with_everything_that_it_follows(northmere, sue, case, clock):
    case, content = sent_in(northmere, case)
    first = as_(opened(sue, content), 1, DeliveryKind.HANDOVER)
    clock.step(hours=1)
    case = recording.write(northmere.desk, case, NoteBody("Call", "School rang"))
    _case, content = sent_in(northmere, case)
    whole = opened(sue, content)
    fresh = tuple(s for s in whole.slices if s.digest not in {o.digest for o in first.slices})
    second = as_(replace(whole, slices=fresh), 2, DeliveryKind.ADDENDUM, first.delivery.digest)
    third = as_(replace(whole, slices=fresh), 3, DeliveryKind.CORRECTION, second.delivery.digest)
    assert together(first, [second]).before == ()
    joined = together(third, [first, second])
    assert (joined.before, joined.partial) == ((second, first), False)
    assert len(joined.case.ordered) > len(receiving.preview(third).ordered)
    alone = together(third, [second])
    assert (alone.before, alone.partial) == ((second,), True)
    assert together(third, ()).partial
    assert not together(as_(whole, 4, DeliveryKind.ADDENDUM, "9" * 64), ()).partial


def test_what_contradicts_itself_is_not_joined(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    one = package.slices[0]
    wrong = replace(one.entries[0], area="fen.example")
    other = replace(package, slices=(replace(one, entries=(wrong, *one.entries[1:])),))
    late = replace(package, slices=(replace(one, follows="e" * 64),))
    follow = as_(late, 2, DeliveryKind.ADDENDUM, f"{1:064x}")
    joined = together(follow, [as_(other, 1, DeliveryKind.HANDOVER)])
    assert (joined.before, joined.partial) == ((), True)


# ------------------------------------------------------------------------------ the review


def test_what_is_written_is_kept_until_it_is_signed(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    assert reviewing.find(sue.desk, package) is None
    begun = Review().answered(Answered("check.01", Mark.PARTLY, "Half of it"))
    reviewing.keep_draft(sue.desk, package, begun)
    reviewing.keep_draft(sue.desk, package, begun)
    found = reviewing.find(sue.desk, package)
    assert found is not None
    assert (found.review, found.signed) == (begun, None)
    made = signed(sue, package, a_review())
    found = reviewing.kept(sue.desk)[package.slices[-1].digest]
    assert found.signed == sue.desk.clock.now()
    assert [name for name, _blob in found.files] == [made.files[0].name]
    reviewing.keep_draft(sue.desk, package, begun)  # written on: it is not signed any more
    again = reviewing.find(sue.desk, package)
    assert again is not None
    assert (again.signed, again.files) == (None, found.files)


def test_who_opened_a_package_and_read_on_is_chained_and_nothing_else_kept(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    reviewing.note_opened(sue.desk, package)
    reviewing.note_read_on(sue.desk, package)
    acts = [(one.act, one.object) for one in sue.desk.store.log_lines(2)]
    assert acts == [
        ("package read for review", package.delivery.digest),
        ("package opened for review", package.delivery.digest),
    ]
    assert reviewing.kept(sue.desk) == {}


def test_erasing_the_case_takes_the_review_along(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    reviewing.keep_draft(sue.desk, package, a_review())
    gone = recording.make(sue.desk, case.id, ErasedBody((), "done", "head of service"))
    sue.desk.store.erase(case.id, "done", "head of service", gone)
    assert reviewing.find(sue.desk, package) is None
    assert reviewing.kept(sue.desk) == {}


def test_a_review_is_signed_by_a_supervisor_who_did_not_write_it(northmere, sue, case, clock):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)
    worker = practice(NORTHMERE, "al", clock, 70_000)
    own = practice(NORTHMERE, "t.osei+supervisor", clock, 80_000)
    assert (
        refused(lambda: reviewing.check_may_sign(worker.post, package)) == "review.not-a-supervisor"
    )
    assert refused(lambda: reviewing.check_may_sign(own.post, package)) == "package.own-review"
    reviewing.check_may_sign(sue.post, package)


def test_nothing_is_signed_while_something_is_owed(northmere, sue, case):
    _case, content = sent_in(northmere, case)
    package = opened(sue, content)

    def prepare() -> object:
        return reviewing.prepare(sue.desk, sue.post, package, Review(), CHECKS)

    assert refused(prepare) == "review.not-complete"


def test_a_review_comes_back_and_goes_on_with_the_record(northmere, sue, calderby, case):
    health = NoteBody("Surgery", "She has not been")
    case = recording.write(northmere.desk, case, health, rc=RestrictionClass.RC5)
    case, content = sent_in(northmere, case)
    package = opened(sue, content)
    entry = next(e for e in receiving.preview(package).ordered if e.rc is not RestrictionClass.RC1)
    review = a_review(
        Verdict.WITH_ACTIONS,
        reasons="See A. alone by Friday.",
        comments=(
            Comment(entry.id, "Who told you?"),
            Comment(package.slices[0].entries[0].id, "?"),
        ),
        read_because="It was urgent",
    )
    made = signed(sue, package, review)
    before = len(case.ordered)
    case = brought_back(northmere, case, made.files[-1].content)
    (decision,) = signed_off(case)
    assert decision.entry.by.principal == "sue+supervisor@northmere.example"
    assert "See A. alone by Friday." in decision.reasons
    assert "It was urgent" in decision.reasons
    remarks = [e for e in case.ordered if getattr(e.body, "decision", "") == COMMENT]
    assert (remarks[0].rc, remarks[0].body.over) == (entry.rc, (entry.id,))
    assert any(isinstance(e.body, NoteBody) and e.body.heading == CHECKED for e in case.ordered)
    assert len(case.ordered) == before + 4
    again = brought_back(northmere, case, made.files[-1].content)
    assert again is case or len(again.ordered) == len(case.ordered)
    case, made_ = send(northmere, case)
    there = opened(calderby, made_.sealed.content)
    assert there.slices[0].reviews[0].decision is Decision.APPROVED_WITH_CONDITIONS
    assert reviewing.subject(there).author == "t.osei@northmere.example"
    told = build_report(
        receiving.preview(there), the_library(), COPY, northmere.desk.clock.now(), ALL
    )
    said = [row for row in told.control if isinstance(row, Line) and row.label == "Signed off"]
    assert len(said) == 1
    assert "Approved, with actions" in said[0].text
    assert "sue+supervisor" in said[0].text


def test_a_copy_for_the_own_office_waits_until_it_was_reviewed(northmere, sue, case, clock):
    case, content = sent_in(northmere, case)
    clock.step(minutes=1)
    (before,) = deliveries(case)
    assert before.is_waited_for
    assert before.is_overdue(clock.now() + timedelta(days=9))
    assert "delivery-unanswered" in [n.code for n in needs(case, clock.now())]
    made = signed(sue, opened(sue, content), a_review())
    case = brought_back(northmere, case, made.files[-1].content)
    (after,) = deliveries(case)
    assert after.reviewed is not None
    assert not after.is_waited_for
    assert not after.is_overdue(clock.now() + timedelta(days=9))
    assert not after.may_release  # nothing was handed over
    assert "delivery-unanswered" not in [n.code for n in needs(case, clock.now())]
    clock.step(minutes=1)
    case, _again = sent_in(northmere, case)
    assert deliveries(case)[0].is_waited_for  # sealed after that review: nobody has looked at it


def test_what_was_sent_back_put_right_and_approved_is_signed_off_at_the_next_desk(
    northmere, sue, calderby, case, clock
):
    case, content = sent_in(northmere, case)
    made = signed(sue, opened(sue, content), a_review(Verdict.RETURN))
    for file in made.files:
        case = brought_back(northmere, case, file.content)
    clock.step(minutes=5)
    case = recording.write(northmere.desk, case, NoteBody("Call", "He rang the school"))
    case, content = sent_in(northmere, case)
    made = signed(sue, opened(sue, content), a_review(read_because="Put right"))
    for file in made.files:
        case = brought_back(northmere, case, file.content)
    clock.step(minutes=5)
    case, sent = send(northmere, case)
    there = opened(calderby, sent.sealed.content)
    found = in_part(there)
    assert found is not None
    assert found.left == 0


def test_a_review_does_not_stand_for_the_answer_of_another_area(northmere, sue, case, clock):
    case, content = sent_in(northmere, case)
    case, _made = send(northmere, case)
    clock.step(minutes=1)
    made = signed(sue, opened(sue, content), a_review())
    case = brought_back(northmere, case, made.files[-1].content)
    waiting = {one.body.desk: one.is_waited_for for one in deliveries(case)}
    assert list(waiting.values()).count(True) == 1
    assert next(desk for desk, waits in waiting.items() if waits).endswith(CALDERBY)


def test_escalating_and_sending_back_never_approve(northmere, sue, case):
    case, content = sent_in(northmere, case)
    made = signed(sue, opened(sue, content), a_review(Verdict.ESCALATE))
    case = brought_back(northmere, case, made.files[-1].content)
    (decision,) = signed_off(case)
    assert decision.verdict is Verdict.ESCALATE
    _case, content = sent_in(northmere, case)
    assert "slice.returned-by-reviewer" in {f.code for f in opened(sue, content).findings}


def test_each_slice_not_yet_approved_is_signed_and_the_newest_brings_the_reasons(
    northmere, sue, case, clock
):
    case, _first = sent_in(northmere, case)
    clock.step(hours=1)
    case = recording.write(northmere.desk, case, NoteBody("Call", "School rang"))
    case, second = sent_in(northmere, case)
    whole = handing_over.prepare(northmere.desk, case, northmere.post, a_draft(northmere, CALDERBY))
    made = handing_over.seal(whole, northmere.post.papers(), b"%PDF-1.7")
    assert len(made.slices) >= 2
    parcel = [Carried(one.slice) for one in whole.kept]
    assert parcel
    package = opened(sue, second)
    files = signed(sue, package, a_review()).files
    assert len(files) == len(package.slices)
    for file in files:
        case = brought_back(northmere, case, file.content)
    assert len(signed_off(case)) == 1


def test_police_and_social_care_sign_in_their_own_office(northmere, calderby, case, clock):
    case, _made = send(northmere, case)
    package = opened(calderby, _made.sealed.content)
    ds = practice(CALDERBY, "ds.lowe+supervisor", clock, 60_000)
    made = signed(ds, package, a_review(role=ReviewRole.POLICE))
    case = brought_back(northmere, case, made.files[-1].content)
    papers = northmere.post.papers()
    kept = papers.kept(northmere.desk.store.blob(carrying.own(northmere.desk, case.id)[0].blob))
    assert sum(name.startswith("REVIEW-") for name, _ in kept.members) == 2
    # Another area's reasons join the case, and go on only where that area sends them.
    assert signed_off(case)[0].entry.area == CALDERBY
    assert len(carrying.own(northmere.desk, case.id)) == 1


def test_where_the_case_is_here_the_reviewers_words_join_it(northmere, calderby, case, clock):
    case, made = send(northmere, case)
    package = opened(calderby, made.sealed.content)
    reply = Reply(Step.ACCEPTED, "K. Lowe")
    receiving.take_in(calderby.desk, package, made.sealed.content, reply)
    ds = Practice(calderby.desk, practice(CALDERBY, "ds.lowe+supervisor", clock, 60_000).post)
    signed(ds, package, a_review(role=ReviewRole.POLICE))
    assert len(signed_off(recording.load(calderby.desk, case.id))) == 1


def test_a_desk_nobody_knows_gets_no_review(northmere, sue, case, clock):
    case, made = send(northmere, case)
    calder = practice(CALDERBY, "k.lowe", clock, 5_000)
    package = opened(calder, made.sealed.content)
    onward = replace(package.delivery, from_area=CALDERBY)
    known = reviewing._desk_key(sue.post, replace(package, delivery=onward), NORTHMERE)
    assert known == package.delivery.reply_key
    assert (
        refused(lambda: reviewing._desk_key(sue.post, package, "fen.example")) == "review.nowhere"
    )


# ------------------------------------------------------------------------- at the author's


def test_a_review_of_something_else_is_not_taken_and_says_whose_it_is(northmere, sue, case):
    case, content = sent_in(northmere, case)
    back = signed(sue, opened(sue, content), a_review()).files[-1]
    other = recording.open_case(northmere.desk, "J.", "A call")
    assert refused(lambda: brought_back(northmere, other, back.content)) == "review.of-nothing-here"
    papers, now = northmere.post.papers(), northmere.desk.clock.now()
    came = reviews_back.came_back(papers, back.content, now)
    assert came is not None
    assert reviews_back.case_of(northmere.desk, came[1]) == case.id
    assert reviews_back.case_of(northmere.desk, "") == ""
    assert reviews_back.came_back(papers, b"anything", now) is None


def test_a_review_that_brings_no_reasons_is_noted_once(northmere, sue, case):
    case, content = sent_in(northmere, case)
    package = opened(sue, content)
    made = signed(sue, package, a_review())
    prepared = made.prepared
    draft = reviewing.ReviewDraft(
        package.slices[-1].digest, ReviewRole.SUPERVISOR, Decision.APPROVED, prepared.now
    )
    bare = sue.post.papers().seal_review(draft, prepared.to_key)
    case = brought_back(northmere, case, bare.content)
    notes = [e for e in case.ordered if isinstance(e.body, NoteBody)]
    assert notes[-1].body.heading == REVIEW_BACK
    assert brought_back(northmere, case, bare.content) is case


def test_a_fifth_review_finds_no_room(northmere, sue, case, clock):
    case, content = sent_in(northmere, case)
    for n, name in enumerate(("a", "b", "c", "d", "e")):
        desk = practice(NORTHMERE, f"{name}+supervisor", clock, 100_000 * (n + 2))
        back = signed(desk, opened(desk, content), a_review()).files[-1]
        if name == "e":
            assert refused(lambda: brought_back(northmere, case, back.content)) == "review.no-room"  # noqa: B023 - called at once
        else:
            case = brought_back(northmere, case, back.content)


def test_a_check_that_was_left_out_of_a_review_is_in_no_line():
    lines = reviewing.check_lines(Review((Answered("check.03", Mark.PARTLY, "A. alone"),)), CHECKS)
    assert lines.startswith("3. ")
    assert lines.endswith("– partly. A. alone")
    assert "\n" not in lines
