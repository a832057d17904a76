"""A case that is handed on, and on again: every word goes on as its author signed it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.case import Case, case_digest
from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.deliveries import deliveries
from app.domain.entry import DisclosureBody, NoteBody, When
from app.domain.errors import PackageRefused
from app.domain.handover import DeliveryKind, Urgency
from app.domain.holders import How, is_paperwork
from app.domain.legs import Reached, path
from app.services import (
    attention,
    carrying,
    choosing,
    correcting,
    following_up,
    moving,
    receiving,
    recording,
)
from app.services.following_up import FollowUp, address_known
from app.services.receiving import Reply
from storage.codec import encode
from tests.journeys.relay import CALDERBY, ESTOVER, HEADED, NORTHMERE, Office, three

RC1, RC2, RC3 = RestrictionClass.RC1, RestrictionClass.RC2, RestrictionClass.RC3
WITHOUT_PLACE = {RC2: "not-needed"}
CORRECTION = FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY)


def record(case: Case) -> str:
    """The case but for what each desk wrote of its own sending and answering."""
    return case_digest(case, encode, is_paperwork)


def ids(case: Case) -> set[str]:
    return {e.id for e in case.ordered if not is_paperwork(e)}


def texts(office: Office) -> set[str]:
    return {e.body.text for e in office.held.of(Kind.NOTE) if isinstance(e.body, NoteBody)}


def relayed(left_out: dict[RestrictionClass, str] | None = None) -> tuple[Office, Office, Office]:
    """Northmere to Calderby for a time, and Calderby to Estover."""
    a, b, c = three()
    a.write("He said he would find her")
    a.write("7 Larch Way", RC2)
    made = a.hand_to(b, purpose="temporary-stay")
    b.take(made)
    b.answer(made, a)
    b.write("She sleeps badly")
    made = b.hand_to(c, left_out, purpose="transfer-of-case")
    c.take(made)
    c.answer(made, b)
    return a, b, c


def test_each_area_holds_the_same_record_and_each_slice_is_its_authors_own() -> None:
    a, b, c = relayed()
    package_areas = [one.area for one in carrying.slices(c.at.desk, c.held.id)]
    assert package_areas == [NORTHMERE, CALDERBY]
    assert record(c.held) == record(b.held)
    news = b.follow_up(following_up.FollowUp(DeliveryKind.ADDENDUM, Urgency.ROUTINE), a)
    a.take(news[NORTHMERE])
    assert record(a.held) == record(c.held)


def test_what_goes_on_names_the_delivery_that_brought_it_and_is_no_surprise() -> None:
    a, b, c = three()
    made = a.hand_to(b)
    b.take(made)
    onward = b.hand_to(c)
    package = c.opened(onward)
    assert [one.brought_by for one in package.slices] == [made.sealed.digest, ""]
    assert "slice.onward" not in {f.code for f in package.findings}
    assert package.slices[0].author == "t.osei@northmere.example"
    assert package.delivery.sender == "k.lowe@calderby.example"


def test_a_delivery_of_before_the_record_named_desks_is_followed_all_the_same() -> None:
    a, b, _c = three()
    body = DisclosureBody("package", "Calderby Safeguarding Hub, hub", "p", "b", ("d" * 64,))
    a.case = recording.write(a.at.desk, a.held, body)
    a.write("The man rang again")
    (one,) = following_up.recipients(a.at.desk, a.held, a.at.post)
    assert one.to.desk.area == CALDERBY
    elsewhere = replace(one.holder, desk="Nowhere@", to="Nowhere")
    assert following_up.addressee_of(a.at.post, elsewhere) is None
    assert b.case is None


def test_taking_the_same_package_in_again_keeps_one_copy() -> None:
    a, b, c = three()
    made = a.hand_to(b)
    b.take(made)
    b.take(made)
    (one,) = carrying.foreign(b.at.desk, b.held.id)
    assert len(one.copies) == 1
    c.take(b.hand_to(c))
    assert ids(c.held) >= ids(a.held) - {e.id for e in a.held.ordered if is_paperwork(e)}


def test_a_part_that_is_held_back_on_the_way_is_held_back_for_good_and_nothing_else() -> None:
    a, b, c = relayed(WITHOUT_PLACE)
    withheld = {e.id for e in b.held.ordered if e.rc is RC2}
    assert ids(b.held) - ids(c.held) == withheld
    whole = c.held
    assert {e.id for e in whole.ordered if e.rc is RC2} == set()
    del a


def test_a_late_call_goes_to_everybody_who_holds_the_case() -> None:
    a, b, c = relayed()
    b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.ROUTINE), a)  # not yet opened at Northmere
    assert [h.desk for h in following_up.holders(a.at.desk, a.held)] == ["hub@calderby.example"]
    a.write("The man rang again")
    news = a.follow_up()
    assert news.keys() == {CALDERBY}
    assert news[CALDERBY].kind is DeliveryKind.ADDENDUM
    b.take(news[CALDERBY])
    onward = b.follow_up()
    assert onward.keys() == {ESTOVER}
    package = c.take(onward[ESTOVER])
    assert package.slices[0].area == NORTHMERE
    assert "The man rang again" in texts(c)


def test_once_told_of_the_next_area_the_first_sends_to_it_itself_and_is_answered() -> None:
    a, b, c = relayed()
    a.take(b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.ROUTINE), a)[NORTHMERE])
    found = {h.area: h for h in following_up.holders(a.at.desk, a.held)}
    assert (found[ESTOVER].how, found[ESTOVER].by) == (How.PASSED, CALDERBY)
    a.write("The man rang again")
    news = a.follow_up()
    assert news.keys() == {CALDERBY, ESTOVER}
    assert news[CALDERBY].slice == news[ESTOVER].slice, "signed once"
    for there in (b, c):
        there.take(news[there.area])
        there.answer(news[there.area], a, Reply(Step.ACCEPTED, "PC Shah"))
    assert record(a.held) == record(b.held) == record(c.held)
    loops = {d.body.desk: d for d in deliveries(a.held, NORTHMERE) if d.body.kind}
    assert all(d.at(Step.ACCEPTED) for d in loops.values())
    assert len(loops) == 2, "each with a loop of its own"


def test_the_answer_of_the_last_goes_back_along_the_way() -> None:
    a, b, c = relayed()
    c.write("Seen today, and well")
    back = c.follow_up()
    assert back.keys() == {CALDERBY}
    b.take(back[CALDERBY])
    home = b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), a)
    assert carrying.missing_before(a.at.desk, a.opened(home[NORTHMERE])) == ()
    a.take(home[NORTHMERE])
    assert "Seen today, and well" in texts(a)
    assert record(a.held) == record(b.held) == record(c.held)


def test_the_whole_way_is_seen_by_each_and_passed_on_is_not_received() -> None:
    a, b, c = relayed()
    made = b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.ROUTINE), a)
    a.take(made[NORTHMERE])
    hops = path(
        a.held,
        "duty@northmere.example",
        carrying.slices(a.at.desk, a.held.id),
        carrying.brought(a.at.desk, a.held.id),
    )
    assert [(h.by, h.desk) for h in hops] == [
        (NORTHMERE, "hub@calderby.example"),
        (CALDERBY, "duty@estover.example"),
        (CALDERBY, "duty@northmere.example"),
    ]
    assert hops[0].reached is Reached.ACCEPTED
    assert hops[1].areas == (NORTHMERE, CALDERBY)
    assert hops[1].reached is Reached.ACCEPTED  # Calderby opened their answer before it wrote
    unanswered = path(c.held, "duty@estover.example", (), carrying.brought(c.at.desk, c.held.id))
    assert [(h.by, h.reached) for h in unanswered] == [(CALDERBY, Reached.ACCEPTED)]


# What was wrong


def test_a_correction_is_owed_until_each_holder_was_sent_it() -> None:
    a, b, _c = relayed()
    wrong = next(e for e in a.held.of(Kind.NOTE) if e.rc is RC1)
    a.clock.step(minutes=1)
    a.case = correcting.put_right(a.at.desk, a.held, wrong, "It was his brother who said so")
    (owed,) = following_up.held.owed_correction(following_up.holders(a.at.desk, a.held))
    assert [e.id for e in owed.wrong] == [wrong.id]
    made = a.follow_up(CORRECTION)
    assert not following_up.held.owed_correction(following_up.holders(a.at.desk, a.held))
    b.take(made[CALDERBY])
    assert wrong.id not in b.held.accounts
    # ... and Calderby owes it to Estover, which had it from them
    onward = b.follow_up(CORRECTION)
    assert onward.keys() == {ESTOVER}
    assert not following_up.held.owed_correction(following_up.holders(b.at.desk, b.held))


def test_a_correction_that_is_held_back_is_told_without_what_it_says() -> None:
    a, b, _c = three()
    a.write("She is at 7 Larch Way")
    wrong = a.held.ordered[-1]
    b.take(a.hand_to(b, WITHOUT_PLACE))
    assert wrong.id in b.held.accounts
    a.clock.step(minutes=1)
    a.case = correcting.put_right(a.at.desk, a.held, wrong, "That is where she is", held_with=RC2)
    (owed,) = following_up.held.owed_correction(following_up.holders(a.at.desk, a.held))
    assert [e.id for e in owed.wrong] == [wrong.id]
    made = a.follow_up(FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY, "One call is taken out"))
    assert not following_up.held.owed_correction(following_up.holders(a.at.desk, a.held))
    package = b.take(made[CALDERBY])
    assert wrong.id not in b.held.accounts
    assert all(e.rc is not RC2 for one in package.slices for e in one.entries)


def test_another_areas_wrong_words_are_named_by_a_note_where_the_correction_is_held_back() -> None:
    a, b, c = three()
    a.write("She is at 7 Larch Way")
    wrong = a.held.ordered[-1]
    b.take(a.hand_to(b))
    c.take(b.hand_to(c, WITHOUT_PLACE))
    a.clock.step(minutes=1)
    a.case = correcting.put_right(a.at.desk, a.held, wrong, "Never write it here", held_with=RC2)
    b.take(a.hand_to(b))  # the correction came with the whole record, and with no note over it
    (owed,) = following_up.held.owed_correction(following_up.holders(b.at.desk, b.held))
    assert owed.area == ESTOVER
    made = b.follow_up(FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY, "One call is taken out"))
    assert not following_up.held.owed_correction(following_up.holders(b.at.desk, b.held))
    c.take(made[ESTOVER])
    assert wrong.id not in c.held.current


def test_the_part_with_words_that_were_put_right_stays_behind_when_it_goes_on() -> None:
    a, b, c = three()
    a.write("She is at 7 Larch Way")
    wrong = a.held.ordered[-1]
    b.take(a.hand_to(b))
    a.clock.step(minutes=1)
    a.case = correcting.put_right(a.at.desk, a.held, wrong, "Never write it here", held_with=RC2)
    b.take(a.follow_up(CORRECTION)[CALDERBY])
    package = c.opened(b.hand_to(c, WITHOUT_PLACE))
    sent = {e.id for one in package.slices for e in one.entries}
    assert wrong.id not in sent
    assert ("RC1", "put-right") in {(w.rc, w.ground) for w in package.slices[0].withheld}


def test_a_notice_that_her_address_is_known_goes_to_all_at_once_and_first() -> None:
    a, b, _c = relayed()
    a.take(b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.ROUTINE), a)[NORTHMERE])
    notice = address_known("Her cousin rang the refuge")
    made = a.follow_up(notice)
    assert made.keys() == {CALDERBY, ESTOVER}
    package = b.opened(made[CALDERBY])
    assert package.delivery.purpose == "address-compromised"
    assert package.delivery.urgency is Urgency.IMMEDIATE
    b.take(made[CALDERBY])
    assert "Her cousin rang the refuge" in texts(b)


def test_taking_back_sends_the_reason_and_not_one_word_more() -> None:
    a, b, c = three()
    first = a.hand_to(b)
    b.take(first)
    a.write("Not for them")
    a.hand_to(c)  # what is new has been signed by now, and still is not for them
    a.write("Nor this")
    made = a.follow_up(FollowUp(DeliveryKind.WITHDRAWAL, Urgency.TODAY, "Sent by mistake"), b)
    back = FollowUp(DeliveryKind.WITHDRAWAL, Urgency.TODAY)
    assert following_up.suggested(back, following_up.holders(a.at.desk, a.held)) == ()
    package = b.take(made[CALDERBY])
    assert [e.body.text for s in package.slices for e in s.entries] == ["Sent by mistake"]  # type: ignore[union-attr]
    assert package.delivery.previous == first.sealed.digest
    holder = next(h for h in following_up.holders(a.at.desk, a.held) if h.area == CALDERBY)
    assert holder.withdrawn
    assert not holder.wants_news
    assert "He" not in "".join(texts(b))


@pytest.mark.parametrize("kind", [DeliveryKind.CORRECTION, DeliveryKind.WITHDRAWAL])
def test_without_words_nothing_is_taken_back_or_put_right(kind: DeliveryKind) -> None:
    a, b, _c = three()
    b.take(a.hand_to(b))
    with pytest.raises(PackageRefused) as refused:
        a.follow_up(FollowUp(kind, Urgency.TODAY, "  "), b)
    assert refused.value.code == "follow-up.no-words"


def test_a_follow_up_to_nobody_and_one_with_nothing_in_it_are_refused() -> None:
    a, b, _c = three()
    b.take(a.hand_to(b))
    with pytest.raises(PackageRefused) as refused:
        a.follow_up()
    assert refused.value.code == "follow-up.to-nobody"
    a.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), b)  # that it was sent
    desk, post = a.at.desk, a.at.post
    (one,) = following_up.recipients(desk, a.held, post)
    nothing = FollowUp(DeliveryKind.WITHDRAWAL, Urgency.TODAY)
    with pytest.raises(PackageRefused) as refused:
        following_up.prepare(desk, a.held, post, nothing, [one])
    assert refused.value.code == "handover.nothing-new"


# What comes before, and is not here


def test_an_addendum_without_what_it_follows_says_so_and_can_be_taken_in() -> None:
    a, b, _c = three()
    first = a.hand_to(b)
    a.write("The man rang again")
    news = a.follow_up()[CALDERBY]
    package = b.opened(news)
    assert set(carrying.missing_before(b.at.desk, package)) == {
        first.sealed.digest,
        first.slices[0],
    }
    b.take(news)
    assert "The man rang again" in texts(b)
    b.take(first)
    assert carrying.missing_before(b.at.desk, package) == ()
    assert record(b.held) == record(a.held)


def test_who_looks_at_what_a_package_would_change_is_chained_and_nothing_is_taken_in() -> None:
    a, b, _c = three()
    first = a.hand_to(b)
    desk = b.at.desk
    assert receiving.look_at(desk, b.opened(first)) == (), "the case is not here yet"
    b.take(first)
    assert receiving.look_at(desk, b.opened(first)) == (), "it is in it already"
    a.write("The man rang again")
    news = b.opened(a.follow_up()[CALDERBY])
    acts = [line.act for line in desk.store.log_lines()]
    assert set(receiving.look_at(desk, news)) == set(b.held.ordered)
    assert [line.act for line in desk.store.log_lines()] == ["consult joining", *acts]
    assert set(b.reload().ordered) == set(b.held.ordered)


def test_two_copies_of_one_record_with_different_parts_are_one_record() -> None:
    a, b, c = three()
    a.write("7 Larch Way", RC2)
    a.write("His uncle", RC3)
    b.take(a.hand_to(b, {RC2: "not-needed"}))
    b.take(a.hand_to(b, {RC3: "police-decision"}))
    assert record(b.held) == record(a.held)
    package = c.take(b.hand_to(c))
    assert {RC2, RC3} <= set(package.slices[0].present)
    assert record(c.held) == record(a.held)


# The next step


def test_a_temporary_holder_owes_word_of_the_next_step_to_whoever_sent_it() -> None:
    a, b, c = three()
    b.take(a.hand_to(b, purpose="temporary-stay"))
    owed = moving.next_hop(b.at.desk, b.held)
    assert owed is not None
    assert owed.tell == ()
    b.hand_to(c, purpose="transfer-of-case")
    owed = moving.next_hop(b.at.desk, b.held)
    assert owed is not None
    assert [h.area for h in owed.tell] == [NORTHMERE]
    found = following_up.holders(b.at.desk, b.held)
    told = following_up.suggested(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), found, owed.tell)
    assert [h.area for h in told] == [NORTHMERE]
    b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), a)
    assert moving.next_hop(b.at.desk, b.held) is None
    assert moving.next_hop(a.at.desk, a.held) is None


def test_a_stay_with_an_end_asks_for_the_next_step_and_one_without_does_not() -> None:
    a, b, _c = three()
    b.take(a.hand_to(b))
    assert moving.next_hop(b.at.desk, b.held) is None
    b.case = moving.place(b.at.desk, b.held, "Refuge, south", until=When(2026, 12, 4))
    owed = moving.next_hop(b.at.desk, b.held)
    assert owed is not None
    assert owed.until is not None
    assert needs(b) == {"next-hop"}
    b.clock.step(minutes=1)
    b.case = moving.place(b.at.desk, b.held, "A flat of her own", since=When(2026, 12, 4))
    assert moving.next_hop(b.at.desk, b.held) is None
    assert needs(b) == set()


def test_who_handed_her_on_owes_no_next_step_when_word_of_it_comes_back() -> None:
    a, b, c = three()
    a.case = moving.place(a.at.desk, a.held, "Refuge in Calderby", until=When(2026, 12, 4))
    b.take(a.hand_to(b, purpose="temporary-stay"))
    b.hand_to(c, purpose="transfer-of-case")
    a.take(b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), a)[NORTHMERE])
    assert moving.next_hop(a.at.desk, a.held) is None
    assert "next-hop" not in needs(a)


def needs(office: Office) -> set[str]:
    """What the home page says of other desks."""
    attention.refresh(office.at.desk, office.held, "Calderby")
    codes = {line.need.code for line in attention.today(office.at.desk)}
    return codes & {"next-hop", "tell-sender", "correction-owed"}


def test_the_home_page_says_what_is_owed_to_other_desks_until_it_was_sent() -> None:
    a, b, _c = relayed()
    assert needs(b) == {"tell-sender"}
    b.follow_up(FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), a)
    assert needs(b) == set()
    put_right(a)
    assert needs(a) == {"correction-owed"}
    a.follow_up(CORRECTION)
    assert needs(a) == set()


def test_what_another_area_sent_is_seen_here_and_is_not_ours_to_chase() -> None:
    a, b, _c = three()
    b.take(a.hand_to(b))
    a.write("The man rang again")
    b.take(a.follow_up()[CALDERBY])
    assert [d.entry.area for d in deliveries(b.held)] == [NORTHMERE]
    assert deliveries(b.held, CALDERBY) == ()
    attention.refresh(b.at.desk, b.held, "Calderby")
    waiting = {line.need.code for line in attention.today(b.at.desk)}
    assert "delivery-unanswered" not in waiting


def test_more_slices_than_a_file_has_room_for_go_as_one() -> None:
    a, b, c = three()
    for n in range(17):
        a.write(f"Call {n}")
        made = a.hand_to(b)
    assert len(made.slices) <= choosing.MOST_SLICES
    b.take(made)
    assert record(b.held) == record(a.held)
    a.write("One more")
    again = a.hand_to(b)
    assert len(again.slices) == 2, "what the one slice says in full is not sent twice"
    del c


def test_other_areas_slices_that_do_not_fit_are_refused_in_words() -> None:
    a, b, c = three()
    b.take(a.hand_to(b))
    for n in range(16):
        a.write(f"Call {n}")
        b.take(a.follow_up()[CALDERBY])
    with pytest.raises(PackageRefused) as refused:
        b.hand_to(c)
    assert refused.value.code == "handover.too-many-slices"


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["write", "right", "tell", "call"]),
        st.integers(0, 2),
        st.sampled_from([RC1, RC2, RC3]),
    ),
    max_size=5,
)


HELD_BACK = st.sets(st.sampled_from([RC2, RC3]))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS, first=HELD_BACK, then=HELD_BACK)
def test_the_same_parts_are_the_same_case_and_what_differs_is_what_was_withheld(
    acts: list[tuple[str, int, RestrictionClass]],
    first: set[RestrictionClass],
    then: set[RestrictionClass],
) -> None:
    offices = a, b, c = three()
    a.write("Before it went")
    a.write("Where she is", RC2)
    b.take(a.hand_to(b, dict.fromkeys(sorted(first), "not-needed")))
    c.take(b.hand_to(c, dict.fromkeys(sorted(then), "not-needed")))
    for n, act in enumerate(acts):
        do(offices, n, *act)
    for office in (a, b, c, b):
        send_round(office, offices)
    # Each sends on what it has, but for what it holds back; nothing else is lost on the way.
    assert ids(a.held) - ids(b.held) == those(a, {NORTHMERE}, first)
    assert ids(b.held) - ids(c.held) == those(b, {NORTHMERE, CALDERBY}, then)
    if not first | then:
        assert record(a.held) == record(b.held) == record(c.held)
    assert [record(o.reload()) for o in offices] == [record(o.held) for o in offices]


def those(office: Office, areas: set[str], classes: set[RestrictionClass]) -> set[str]:
    """What some areas wrote in some classes, as far as one office has it."""
    found = (e for e in office.held.ordered if e.area in areas and e.rc in classes)
    return {e.id for e in found if not is_paperwork(e)}


def do(offices: tuple[Office, ...], n: int, act: str, who: int, rc: RestrictionClass) -> None:
    """One act of one office: it writes, puts right what it wrote, or sends what is new."""
    office = offices[who]
    if act == "write":
        office.write(f"{office.area.split('.')[0]} {n}", rc)
    elif act == "right":
        put_right(office)
    elif act == "tell":
        send_round(office, offices)
    else:
        offices[0].write(f"A late call {n}")


def put_right(office: Office) -> None:
    own = [e for e in office.held.of(Kind.NOTE) if e.area == office.area]
    own = [e for e in own if isinstance(e.body, NoteBody) and e.body.heading in HEADED.values()]
    if own:
        office.clock.step(minutes=1)
        office.case = correcting.put_right(office.at.desk, office.held, own[0], f"No: {own[0].id}")


def send_round(office: Office, offices: tuple[Office, ...]) -> None:
    """Send what is new, and what was put right, to everybody it is meant for; they take it in."""
    for follow in (FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY), CORRECTION):
        found = following_up.holders(office.at.desk, office.held)
        if following_up.suggested(follow, found):
            made = office.follow_up(follow)
            for there in offices:
                if there.area in made:
                    there.take(made[there.area])
