"""Two copies of one slice with different parts are one slice again, as its author signed it."""

import pytest

from app.domain.codes import RestrictionClass
from app.domain.handover import Carried, Decision, ReviewDraft, ReviewRole, SignedSlice, Withheld
from storage.handover import members, writer
from storage.handover.desk import PackageDesk
from tests.format import world
from tests.format.world import NOON


def opened(signed: SignedSlice, *withheld: RestrictionClass) -> SignedSlice:
    """The slice as it came out of a package in which some parts were held back."""
    norfolk = PackageDesk(world.norfolk().worker(), world.book())
    west = PackageDesk(world.west().worker(), world.book())
    out = tuple(Withheld(rc, "not-needed") for rc in withheld)
    content = norfolk.seal(world.a_parcel(Carried(signed, out))).content
    return west.open(content, NOON).slices[0].signed


def review(
    signed: SignedSlice, who: str, role: ReviewRole, decision: Decision = Decision.APPROVED
) -> SignedSlice:
    by = world.norfolk().worker(who)
    later = NOON if decision is Decision.APPROVED else NOON + world.DAY
    return writer.review_slice(signed, ReviewDraft(signed.digest, role, decision, later), by)


def test_what_either_copy_holds_the_whole_holds_in_the_formats_order() -> None:
    whole = world.a_slice()
    one = opened(whole, RestrictionClass.RC2)
    other = opened(whole, RestrictionClass.RC3, RestrictionClass.RC5)
    west = PackageDesk(world.west().worker(), world.book())
    for first, second in ((one, other), (other, one)):
        joined = west.join(first, second)
        assert joined == whole
        members.check_slice([name for name, _ in joined.members])
    assert west.join(one, one) == one


def test_each_review_is_there_once_and_no_fifth() -> None:
    bare = world.a_slice(reviewed=False)
    ann = review(bare, "ann+supervisor@norfolk.example", ReviewRole.SUPERVISOR)
    both = review(ann, "sue+supervisor@norfolk.example", ReviewRole.CARE)
    joined = writer.join_slices(ann, both)
    assert joined == both
    many = bare
    for n in range(members.MAX_REVIEWS):
        many = review(many, f"r{n}+supervisor@norfolk.example", ReviewRole.POLICE)
    names = [name for name, _ in writer.join_slices(many, both).members]
    assert sum(name.startswith("REVIEW-") for name in names) == 2 * members.MAX_REVIEWS


def test_of_two_reviews_of_one_person_the_later_one_stays() -> None:
    bare, sue = world.a_slice(reviewed=False), "sue+supervisor@norfolk.example"
    approved = review(bare, sue, ReviewRole.SUPERVISOR)
    returned = review(bare, sue, ReviewRole.SUPERVISOR, Decision.RETURNED)
    for one, other in ((approved, returned), (returned, approved)):
        assert writer.join_slices(one, other) == returned


def test_two_slices_are_not_two_copies() -> None:
    with pytest.raises(ValueError, match="one slice"):
        writer.join_slices(world.a_slice(), world.a_slice())
