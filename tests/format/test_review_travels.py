"""A review on its way back to the author: the reasons it brings, and what turns it down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.codes import SignoffOn
from app.domain.entry import Author, Entry, SignoffBody
from app.domain.errors import PackageRefused
from app.domain.handover import Carried, Decision, ReviewDraft, ReviewRole, SliceDraft
from app.domain.ids import CaseId, EntryId
from storage.handover import archive, envelope, members, signers
from storage.handover.desk import PackageDesk
from storage.handover.verify import GENUINE, verify
from tests.format import forge, world
from tests.format.world import CASE, NOON, NORFOLK

SUE = "sue+supervisor@norfolk.example"
RECORD = EntryId("d" * 32)
DUTY = world.recipient("norfolk/duty")


def sue(**facts) -> PackageDesk:
    return PackageDesk(world.norfolk().supervisor(**facts), world.book())


def jo() -> PackageDesk:
    return PackageDesk(world.norfolk().worker(), world.book())


def reasons(case: CaseId = CASE, area: str = NORFOLK) -> Entry:
    """The decision as an entry of the reviewer's own."""
    body = SignoffBody(SignoffOn.REVIEW, (EntryId("1" * 32),), "approved", "Seen with the team")
    return Entry(RECORD, case, area, Author(SUE, "Sue", "team manager"), NOON, body)


def draft(over: str, **facts) -> ReviewDraft:
    given = {"role": ReviewRole.SUPERVISOR, "decision": Decision.APPROVED, **facts}
    return ReviewDraft(over, created=NOON, record=RECORD, **given)


def words_of(desk: PackageDesk, entry: Entry | None = None):
    one = entry or reasons()
    return desk.sign(SliceDraft(one.case, (one,), NOON))


def code(work) -> str:
    with pytest.raises(PackageRefused) as refused:
        work()
    return refused.value.code


def test_the_reviewers_own_reasons_arrive_with_the_decision():
    bare, desk = world.a_slice(reviewed=False), sue()
    sealed = desk.seal_review(draft(bare.digest), DUTY, bare, words_of(desk))
    facts, findings = jo().read_review(sealed.content, NOON)
    assert (facts.slice, facts.record, findings) == (bare.digest, RECORD, ())
    assert facts.words is not None
    assert facts.words.entries == (reasons(),)
    whole, again, _findings = jo().open_review(sealed.content, NOON, bare)
    assert again == facts
    carried = (Carried(whole), Carried(facts.words.signed))
    package = world.west().worker("ann@west-midlands.example")
    opened = PackageDesk(package, world.book()).open(
        jo().seal(world.a_parcel(*carried)).content, NOON
    )
    assert opened.findings == ()  # the reasons need nobody else's review
    assert [r.reviewer for r in opened.slices[0].reviews] == [SUE]


def test_a_stranger_is_told_that_reasons_came_along():
    bare, desk = world.a_slice(reviewed=False), sue()
    trust = signers.write_book(world.book())
    keys = world.IDENTITIES["norfolk/duty"]
    for words, told in ((words_of(desk), True), (None, False)):
        sealed = desk.seal_review(draft(bare.digest), DUTY, bare, words)
        outcome = verify(sealed.content, keys, trust, NOON)
        assert outcome.code == GENUINE
        assert ("with the reviewer's own reasons: 1 of them" in outcome.lines) is told


def test_a_slice_of_anything_else_still_wants_a_review():
    bare, desk = world.a_slice(reviewed=False), sue()
    other = replace(reasons(), id=EntryId("e" * 32))
    sealed = desk.seal_review(draft(bare.digest), DUTY, bare, words_of(desk))
    whole, _facts, _findings = jo().open_review(sealed.content, NOON, bare)
    stray = words_of(desk, other)
    ann = PackageDesk(world.west().worker("ann@west-midlands.example"), world.book())
    opened = ann.open(jo().seal(world.a_parcel(Carried(whole), Carried(stray))).content, NOON)
    assert [f.code for f in opened.findings] == ["slice.unreviewed"]


def test_nobody_reviews_what_they_wrote_in_whatever_office_or_with_whatever_key():
    own = world.a_slice(world.norfolk().worker("sue@norfolk.example"), reviewed=False)
    assert code(lambda: sue().seal_review(draft(own.digest), DUTY, own)) == "package.own-review"
    same_key = world.norfolk().supervisor(key="worker jo@norfolk.example LIVE")
    theirs = world.a_slice(reviewed=False)
    desk = PackageDesk(same_key, world.book())
    assert (
        code(lambda: desk.seal_review(draft(theirs.digest), DUTY, theirs)) == "package.own-review"
    )


def test_reasons_of_another_case_are_not_taken():
    bare, desk = world.a_slice(reviewed=False), sue()
    stray = words_of(desk, reasons(CaseId("a" * 32)))
    sealed = desk.seal_review(draft(bare.digest), DUTY, bare, stray)
    assert code(lambda: jo().open_review(sealed.content, NOON, bare)) == "package.part"


def test_reasons_have_to_hold_the_entry_that_the_review_names():
    bare, desk = world.a_slice(reviewed=False), sue()
    other = replace(draft(bare.digest), record=EntryId("e" * 32))
    sealed = desk.seal_review(other, DUTY, bare, words_of(desk))
    assert code(lambda: jo().read_review(sealed.content, NOON)) == "package.signer"


def test_reasons_are_the_reviewers_own_and_nobody_elses():
    bare = world.a_slice(reviewed=False)
    theirs = words_of(PackageDesk(world.norfolk().worker("al@norfolk.example"), world.book()))
    sealed = sue().seal_review(draft(bare.digest), DUTY, bare, theirs)
    assert code(lambda: jo().read_review(sealed.content, NOON)) == "package.signer"


@pytest.mark.parametrize("gone", ["01/RC4.jsonl", "01/MANIFEST.txt", "01/MANIFEST.txt.sig"])
def test_reasons_come_whole_or_not_at_all(gone):
    bare, desk = world.a_slice(reviewed=False), sue()
    sealed = desk.seal_review(draft(bare.digest), DUTY, bare, words_of(desk))
    files = forge.take_apart(sealed.content, "norfolk/duty")
    assert set(files) >= {gone, *members.REVIEW}
    kept = [(n, c) for n, c in files.items() if n not in {gone, archive.PADDING}]
    kept.append((archive.PADDING, archive.padding_for(kept)))
    content = envelope.encrypt(archive.pack(kept), [DUTY])
    assert code(lambda: jo().read_review(content, NOON)) in {"package.part", "package.members"}


def test_a_newer_review_by_the_same_person_takes_the_earlier_ones_place():
    bare, desk = world.a_slice(reviewed=False), sue()
    police = PackageDesk(world.norfolk().supervisor(), world.book())
    back = desk.seal_review(draft(bare.digest, decision=Decision.RETURNED), DUTY)
    one, _facts, _ = jo().open_review(back.content, NOON, bare)
    cosigned = police.seal_review(draft(bare.digest, role=ReviewRole.POLICE), DUTY)
    two, _facts, _ = jo().open_review(cosigned.content, NOON, one)
    approved = desk.seal_review(draft(bare.digest), DUTY)
    three, _facts, _ = jo().open_review(approved.content, NOON, two)
    ann = PackageDesk(world.west().worker("ann@west-midlands.example"), world.book())
    opened = ann.open(jo().seal(world.a_parcel(Carried(three))).content, NOON)
    assert [(r.role, r.decision) for r in opened.slices[0].reviews] == [
        (ReviewRole.POLICE, Decision.APPROVED),
        (ReviewRole.SUPERVISOR, Decision.APPROVED),
    ]
    assert opened.findings == ()
