"""What crosses this laptop's edge: enrolling, the areas it knows, and checking one by voice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode, Revocation, Standing
from app.services import calling_back, disclosing, handing_over, recording
from app.services.post import Post, PostPorts
from app.services.practice_areas import load_areas
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.handover.trust import write_trust
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock
from tests.journeys.practice import AREAS, NoPrinter, Practice, a_draft, send


@pytest.fixture
def stranger(clock: SteppingClock) -> Post:
    ports = PostPorts(EnrolmentDesk(), TrustDesk(), PackageDesk, NoPrinter())  # type: ignore[arg-type]
    return Post(MemoryCaseStore(clock), clock, Mode.DEMO, "a.new@northmere.example", ports)


def test_a_laptop_asks_once_and_knows_that_it_has_not_been_answered(stranger: Post) -> None:
    assert (stranger.mode, stranger.is_enrolled(), stranger.has_asked()) == (
        Mode.DEMO,
        False,
        False,
    )
    assert stranger.enrolled_until() is None
    with pytest.raises(PackageRefused) as refused:
        stranger.take_enrolment(b"anything")
    assert refused.value.code == "enrolment.not-asked"
    request = stranger.enrolment_request("P-1")
    assert stranger.has_asked()
    assert len(stranger.fingerprint_of(request).split()) == 8


def test_nothing_is_signed_before_an_area_has_certified_this_laptop(stranger: Post) -> None:
    for act in (stranger.papers, stranger.own_card):
        with pytest.raises(PackageRefused) as refused:
            act()
        assert refused.value.code == "handover.not-enrolled"


def test_an_enrolled_laptop_knows_its_area_the_others_and_until_when(
    northmere: Practice, clock: SteppingClock
) -> None:
    post = northmere.post
    until = post.enrolled_until()
    assert until is not None
    assert until > clock.now() == post.now()
    assert "northmere.example" in post.trust_text()
    card = post.read_card(post.own_card())
    assert card.area == "northmere.example"
    standing = {a.area: a.standing for a in post.book().areas}
    assert standing["northmere.example"] is Standing.OWN
    assert Standing.CHECKED in standing.values()


def test_an_area_whose_card_is_not_here_has_no_desk_to_send_to(northmere: Practice) -> None:
    post = northmere.post
    northmere.desk.store.set_setting("card:calderby.example", "")
    listed = {area.area: desks for area, desks in calling_back.areas(post)}
    assert listed["calderby.example"] == ()
    assert [d.desk.name for d in listed["northmere.example"]] == ["duty"]


def test_without_our_own_card_there_is_no_desk_to_answer_to(northmere: Practice) -> None:
    case = recording.open_case(northmere.desk, "E.", "why")
    draft = a_draft(northmere, "calderby.example")
    northmere.desk.store.set_setting("card:northmere.example", "")
    with pytest.raises(PackageRefused) as refused:
        handing_over.prepare(northmere.desk, case, northmere.post, draft)
    assert refused.value.code == "handover.not-enrolled"


def test_a_card_with_another_root_is_held_against_the_one_known_here(northmere: Practice) -> None:
    post = northmere.post
    card = post.read_card(post.own_card())
    assert calling_back.changed_root(post, card) is None
    changed = calling_back.changed_root(post, replace(card, root=b"\1" * 32))
    assert changed is not None
    assert changed.area == card.area
    assert calling_back.changed_root(post, replace(card, area="nowhere.example")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("01632 960 114", "01632960114"),
        ("+44 1632 960114", "01632 960 114"),
        ("+44 (0)1632 960114", "01632 960 114"),
        ("0044 1632 960114", "01632 960 114"),
    ],
)
def test_the_number_on_the_card_is_known_however_it_is_spelt(one: str, other: str) -> None:
    assert calling_back.is_on_card(one, other)
    assert not calling_back.is_on_card(one, "01632 960 271")
    assert not calling_back.is_on_card("", "")


@pytest.mark.parametrize(
    ("text", "rings"),
    [("101", True), ("+44 1632 960114", True), ("99", False), ("ring me", False), ("", False)],
)
def test_a_number_can_be_rung_or_it_is_none(text: str, rings: bool) -> None:
    assert calling_back.is_number(text) is rings


def test_a_newer_trust_list_of_a_known_area_is_kept_and_an_old_one_changes_nothing(
    northmere: Practice, clock: SteppingClock
) -> None:
    credentials = northmere.post.credentials()
    before = northmere.post.trust_text()
    northmere.post.take_trust(credentials.trust, credentials.trust_signature)
    northmere.post.take_trust(credentials.trust, credentials.trust_signature)
    assert northmere.post.trust_text() == before
    root = load_areas(AREAS.name, AREAS.read_bytes())["northmere.example"]
    gone = Revocation(9, "", clock.now())
    newer = write_trust(
        replace(root, serial=2, revocations=(gone,)), clock.now(), clock.now() + timedelta(days=9)
    )
    northmere.post.take_trust(*newer)
    own = northmere.post.book().area("northmere.example")
    assert own is not None
    assert own.revocations == (gone,)


def test_nothing_is_sealed_to_a_card_nobody_rang_about_without_a_reason_in_the_record(
    northmere: Practice,
) -> None:
    post, desk = northmere.post, northmere.desk
    estover = post.book().area("estover.example")
    assert estover is not None
    unrung = replace(estover, standing=Standing.UNCHECKED, check=None)
    desk.store.set_setting("trust", TrustDesk().write(post.book().put(unrung)))
    case = recording.open_case(desk, "E.", "why")
    draft = a_draft(northmere, "estover.example")
    with pytest.raises(PackageRefused) as refused:
        handing_over.prepare(desk, case, post, draft)
    assert refused.value.code == "handover.unchecked"
    other = disclosing.say_why_unchecked(desk, case, "Estover Police, night", "it cannot wait")
    with pytest.raises(PackageRefused):
        handing_over.prepare(desk, other, post, draft)
    for who in ("Estover Police, duty", "Estover Police, duty, DS K. Lowe"):
        said = disclosing.say_why_unchecked(desk, case, who, "it cannot wait")
        assert handing_over.prepare(desk, said, post, draft).draft is draft


def test_our_newest_list_goes_along_and_is_taken_up_only_where_our_area_is_known(
    northmere: Practice, calderby: Practice, clock: SteppingClock
) -> None:
    root = load_areas(AREAS.name, AREAS.read_bytes())["northmere.example"]
    gone = Revocation(99, "", clock.now())
    until = clock.now() + timedelta(days=90)
    older = northmere.post.credentials()
    newer = write_trust(replace(root, serial=2, revocations=(gone,)), clock.now(), until)
    assert northmere.post.take_trust(*newer).is_newer
    _case, made = send(northmere, recording.open_case(northmere.desk, "E.", "why"))
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    assert package.trust == newer[0]
    news = calderby.post.take_trust(package.trust, package.trust_signature)
    assert news.withdrawn == (gone,)
    assert not calderby.post.take_trust(older.trust, older.trust_signature).is_newer
    known = calderby.post.book().area("northmere.example")
    assert known is not None
    assert known.revocations == (gone,)
    stranger = trust_book_without(calderby, "northmere.example")
    with pytest.raises(PackageRefused) as refused:
        stranger.take_trust(*newer)
    assert refused.value.code == "package.unknown-area"


def trust_book_without(who: Practice, area: str) -> Post:
    """A desk's post that does not know one area."""
    book = who.post.book()
    left = replace(book, areas=tuple(one for one in book.areas if one.area != area))  # type: ignore[type-var]
    who.desk.store.set_setting("trust", TrustDesk().write(left))
    return who.post
