"""Trust lists that come in any order and by any way: the newest counts, and no other root does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import PackageRefused
from app.domain.handover import KnownArea, Mode, Revocation, Standing, VoiceCheck
from app.domain.trusting import Clash
from storage.handover import openssh, trust
from storage.handover.fingerprint import spoken
from storage.handover.trust import Book
from tests.format import world
from tests.format.world import DAY, FEN, NOON, NORFOLK, WEST

OWN = world.norfolk().known(Standing.OWN, list_serial=0, list_until=None)
FIRST = Book(Mode.LIVE, (OWN,))


def a_list(serial=2, until=NOON + DAY, vouched=(), revoked=(), place=None):
    """Norfolk's trust list, or another area's."""
    root = (place or world.norfolk()).root
    made = replace(root, serial=serial, vouched=tuple(vouched), revocations=tuple(revoked))
    return trust.write_trust(made, NOON, until)


def other(place, **facts) -> KnownArea:
    return place.known(Standing.VOUCHED, list_serial=0, list_until=None, **facts)


# --------------------------------------------------------------------------- the newest counts
serials = st.integers(1, 6)
revoked = st.lists(st.integers(1, 4), unique=True, max_size=3)
stood_by = st.lists(st.sampled_from((world.west, world.fen)), unique=True, max_size=2)


@st.composite
def lists(draw):
    """Up to five lists of one area; each number stands for one content, as its keeper sees to."""
    contents = {n: (draw(revoked), draw(stood_by)) for n in range(1, 7)}
    picked = draw(st.lists(st.tuples(serials, st.integers(1, 3)), min_size=1, max_size=5))
    return [
        a_list(
            n,
            NOON + days * DAY,
            [other(place()) for place in contents[n][1]],
            [Revocation(gone, "", NOON) for gone in contents[n][0]],
        )
        for n, days in picked
    ]


def believed(book: Book):
    """What the book stands on; an area that nobody stands by any more is left out."""
    return [known for known in book.areas if known.standing is not Standing.UNCHECKED]


@settings(max_examples=60, deadline=None)
@given(lists(), st.randoms(use_true_random=False))
def test_the_order_in_which_lists_come_makes_no_difference(made, chance):
    shuffled = list(made)
    chance.shuffle(shuffled)
    books = []
    for order in (made, shuffled):
        book = FIRST
        for one in order:
            book = book.updated(*one)
        books.append(book)
    assert believed(books[0]) == believed(books[1])


@settings(max_examples=60, deadline=None)
@given(lists())
def test_an_older_list_never_wins(made):
    book = FIRST
    for one in made:
        before = book.area(NORFOLK)
        book, news = book.taken(*one)
        after = book.area(NORFOLK)
        reached = (after.list_serial, after.list_until)
        assert before.list_until is None or reached >= (before.list_serial, before.list_until)
        assert news.is_newer == (before != after)
        again, second = book.taken(*one)
        assert again == book
        assert not second.is_newer


def test_a_list_that_holds_for_longer_replaces_one_of_its_number_and_not_the_other_way():
    book = FIRST.updated(*a_list(until=NOON + 2 * DAY))
    assert book.updated(*a_list(until=NOON + DAY)) == book
    assert book.updated(*a_list(until=NOON + 3 * DAY)).area(NORFOLK).list_until == NOON + 3 * DAY


def test_what_was_withdrawn_is_told_once():
    gone, more = Revocation(7, "", NOON), Revocation(9, "", NOON)
    book, news = FIRST.taken(*a_list(revoked=[gone]))
    assert news.withdrawn == (gone,)
    _, news = book.taken(*a_list(3, revoked=[gone, more]))
    assert news.withdrawn == (more,)


# --------------------------------------------------------------------------- vouching
def test_an_area_that_ours_stands_by_is_known_and_no_longer_when_it_is_let_go():
    west = other(world.west(), alone=True)
    book, news = FIRST.taken(*a_list(vouched=[west]))
    assert (news.vouched, news.let_go) == ((WEST,), ())
    assert book.area(WEST).standing is Standing.VOUCHED
    assert book.area(WEST).alone
    book, news = book.taken(*a_list(3))
    assert (news.vouched, news.let_go) == ((), (WEST,))
    left = book.area(WEST)
    assert left.standing is Standing.UNCHECKED
    assert left.root == west.root  # another root for it is still a hard stop


def test_a_card_nobody_had_rung_about_is_vouched_for_and_one_that_was_rung_stays_so():
    unchecked = world.fen().known(Standing.UNCHECKED)
    rung = world.west().known()
    book = Book(Mode.LIVE, (OWN, unchecked, rung))
    newer, news = book.taken(*a_list(vouched=[other(world.fen()), other(world.west())]))
    assert news.vouched == (FEN,)
    assert newer.area(FEN) == replace(unchecked, standing=Standing.VOUCHED)
    assert newer.area(WEST) == rung
    later, news = newer.taken(*a_list(3))
    assert news.let_go == (FEN,)
    assert later.area(WEST) == rung


@pytest.mark.parametrize("standing", [Standing.CHECKED, Standing.UNCHECKED, Standing.VOUCHED])
def test_another_root_for_a_known_area_is_told_of_and_the_rest_of_the_list_holds(standing):
    known = world.fen().known(standing)
    false = replace(other(world.fen()), root=openssh.public_key(world.seed("another root")))
    gone = Revocation(7, "", NOON)
    book = Book(Mode.LIVE, (OWN, known))
    newer, news = book.taken(*a_list(vouched=[false], revoked=[gone]))
    assert news.clashes == (Clash(FEN, spoken(known.root), spoken(false.root)),)
    assert newer.area(NORFOLK).revocations == (gone,)
    kept = Standing.UNCHECKED if standing is Standing.VOUCHED else standing
    assert newer.area(FEN) == replace(known, standing=kept)


def test_another_areas_list_vouches_for_nobody():
    book = Book(Mode.LIVE, (OWN, world.fen().known(list_serial=0, list_until=None)))
    listed = a_list(vouched=[other(world.west())], place=world.fen())
    newer, news = book.taken(*listed)
    assert newer.area(WEST) is None
    assert news.vouched == ()


# --------------------------------------------------------------------------- being certified again
def test_a_second_certificate_keeps_the_call_and_the_newest_list():
    check = VoiceCheck(f"jo@{NORFOLK}", NOON, "101")
    was = replace(OWN, check=check, list_serial=4, list_until=NOON + DAY)
    book = Book(Mode.LIVE, (was,)).enrolled(replace(OWN, alone=True))
    assert book.area(NORFOLK) == replace(was, alone=True)
    assert Book(Mode.LIVE).enrolled(OWN).area(NORFOLK) == OWN
    with pytest.raises(PackageRefused, match=r"package\.changed-root"):
        book.enrolled(replace(OWN, root=openssh.public_key(world.seed("another root"))))


def test_an_area_with_a_new_root_starts_afresh():
    old = world.fen().known(revocations=(Revocation(7, "", NOON),))
    fresh = replace(world.fen().root, seed=world.seed("a new root"))
    card = trust.read_card(*trust.write_card(fresh, NOON, NOON + DAY), Mode.LIVE)
    check = VoiceCheck(f"jo@{NORFOLK}", NOON, "101")
    book = Book(Mode.LIVE, (OWN, old)).rooted_anew(card, check)
    assert book.area(FEN) == KnownArea(FEN, Mode.LIVE, card.root, Standing.CHECKED, check)
    assert book.area(NORFOLK) == OWN
    with pytest.raises(PackageRefused, match=r"package\.unknown-area"):
        FIRST.rooted_anew(card, check)


# --------------------------------------------------------------------------- as a file
def test_a_list_travels_by_itself_and_says_whose_root_signed_it():
    made = a_list(3)
    packed = trust.pack_list(*made)
    assert trust.is_list(packed)
    found = trust.unpack_list(packed, Mode.LIVE)
    assert (found.area, found.root, found.issued) == (NORFOLK, OWN.root, NOON)
    assert found.fingerprint == spoken(OWN.root)
    assert (found.content, found.signature) == made


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_is_put_together_otherwise_is_no_list(content):
    assert not trust.is_list(content)
    card = trust.pack_card(*trust.write_card(world.fen().root, NOON, NOON + DAY))
    assert not trust.is_list(card)


def test_a_list_that_was_altered_or_is_for_practice_is_refused():
    content, signature = a_list()
    altered = trust.pack_list(content.replace(b"serial: 2", b"serial: 9"), signature)
    with pytest.raises(PackageRefused, match=r"package\.signature"):
        trust.unpack_list(altered, Mode.LIVE)
    root = world.norfolk(Mode.DEMO).root
    played = trust.pack_list(*trust.write_trust(root, NOON, NOON + timedelta(days=9)))
    with pytest.raises(PackageRefused, match=r"package\.demo-in-live"):
        trust.unpack_list(played, Mode.LIVE)
