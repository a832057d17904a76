"""A laptop asks its area's root for a certificate, and can then seal and open."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from app.domain.enrolment import EnrolmentSecrets, RootKeys
from app.domain.errors import PackageRefused
from app.domain.handover import Carried, Mode, Parcel, Sealed, Standing
from storage.handover import archive, certificates, envelope, openssh
from storage.handover.desk import EnrolmentDesk, PackageDesk
from storage.handover.trust import Book
from tests.format import forge, world
from tests.format.world import DAY, NOON

DESK = EnrolmentDesk()


def asked(
    principal: str = "kim@norfolk.example", mode: Mode = Mode.LIVE
) -> tuple[Sealed, EnrolmentSecrets]:
    return DESK.request(mode, principal, "NK 77", NOON)


def root(**facts: Any) -> RootKeys:
    vouched = (world.west().known(Standing.VOUCHED, list_serial=0, list_until=None),)
    return replace(world.norfolk().root, vouched=vouched, **facts)


def answered(
    request: Sealed, by: RootKeys | None = None, until: datetime = NOON + 300 * DAY
) -> Sealed:
    by = by or root()
    read = DESK.read_request(request.content, by.mode)
    return DESK.answer(read, by, 501, NOON, until)


def test_from_request_to_the_first_package():
    request, kept = asked()
    enrolled = DESK.accept(answered(request).content, kept, NOON)
    assert enrolled.credentials.principal == "kim@norfolk.example"
    assert enrolled.own.standing is Standing.OWN
    assert enrolled.findings == ()
    assert [known.area for known in enrolled.others] == [world.WEST]
    assert [desk.name for desk in enrolled.desks] == ["duty"]
    book = Book(Mode.LIVE).put(enrolled.own).put(enrolled.others[0])
    kim = PackageDesk(enrolled.credentials, book)
    draft = world.SliceDraft(world.CASE, world.entries(), NOON)
    duty = enrolled.desks[0]
    parcel = Parcel(
        (Carried(kim.sign(draft)),), "duty", duty, "review", "public-task", NOON, b"%PDF"
    )
    found = kim.open(kim.seal(parcel).content, NOON)
    assert found.delivery.sender == "kim@norfolk.example"
    assert found.delivery.sender_reference == "NK 77"


def test_the_request_holds_nothing_secret():
    request, kept = asked()
    assert kept.signing_key not in request.content
    assert kept.laptop_identity.encode() not in request.content
    assert b"AGE-SECRET" not in request.content
    assert "AGE-SECRET" not in repr(kept)
    assert repr(kept.signing_key) not in repr(kept)


def test_a_root_one_person_made_alone_is_said_to_be_vouched_for_by_nobody():
    request, kept = asked()
    enrolled = DESK.accept(answered(request, root(alone=True)).content, kept, NOON)
    assert [one.code for one in enrolled.findings] == ["area.vouched-by-nobody"]
    assert enrolled.own.alone


def test_nobody_can_ask_for_a_certificate_over_anothers_key():
    request, _ = asked()
    files = dict(archive.unpack(request.content, lambda _: 2**20))
    other = openssh.key_line(openssh.public_key(world.seed("somebody else")))
    text = forge.line("signing-key", other)(files["REQUEST.txt"])
    with pytest.raises(PackageRefused, match=r"package\.signature"):
        DESK.read_request(
            archive.pack([("REQUEST.txt", text), *list(files.items())[1:]]), Mode.LIVE
        )


def test_an_answer_to_another_laptop_does_not_open_here():
    request, _ = asked()
    _, kept = asked()
    with pytest.raises(PackageRefused, match=r"package\.not-for-us"):
        DESK.accept(answered(request).content, kept, NOON)


def test_an_answer_to_an_earlier_request_is_refused():
    request, kept = asked()
    with pytest.raises(PackageRefused, match=r"package\.enrolment"):
        DESK.accept(answered(request).content, replace(kept, request="0" * 64), NOON)


def test_an_altered_answer_is_refused():
    request, kept = asked()
    plain = envelope.decrypt(answered(request).content, (kept.laptop_identity,))
    files = dict(archive.unpack(plain, lambda _: 2**20))
    files["DESK-1.txt"] = (world.IDENTITIES["stranger"] + "\n").encode()
    sealed = envelope.encrypt(
        archive.pack(list(files.items())), [envelope.recipient_of(kept.laptop_identity)]
    )
    with pytest.raises(PackageRefused, match=r"package\.checksum"):
        DESK.accept(sealed, kept, NOON)


def test_an_area_certifies_its_own_people_only():
    request, _ = asked("kim@fen.example")
    with pytest.raises(PackageRefused, match=r"package\.enrolment"):
        answered(request)


def test_practice_and_live_requests_do_not_mix():
    request, _ = asked(mode=Mode.DEMO)
    with pytest.raises(PackageRefused, match=r"package\.demo-in-live"):
        DESK.read_request(request.content, Mode.LIVE)
    with pytest.raises(PackageRefused, match=r"package\.live-in-demo"):
        DESK.read_request(asked()[0].content, Mode.DEMO)


def test_a_certificate_lasts_at_most_thirteen_months():
    request, _ = asked()
    with pytest.raises(ValueError, match="thirteen months"):
        answered(request, until=NOON + 398 * DAY)


@pytest.mark.parametrize(
    "principal", ["Kim@norfolk.example", "kim", "kim+root@norfolk.example", "*@a.b"]
)
def test_a_principal_has_one_spelling(principal):
    with pytest.raises(ValueError, match=r"REQUEST\.txt"):
        asked(principal)


def test_a_certificate_opens_no_door_on_a_server():
    line = world.norfolk().worker().certificate
    blob = certificates.blob_of(line)
    found = certificates.read(blob)
    assert (found.principal, found.reference) == ("jo@norfolk.example", "NK 1234")
    assert certificates.line_of(blob) == line  # and `read` refuses any option or extension


def test_a_new_root_is_alone_until_two_say_otherwise():
    made = DESK.new_root(Mode.LIVE, "fen.example", "Fen")
    assert made.alone
    desk, identity = DESK.new_desk("fen.example", "duty")
    assert envelope.recipient_of(identity) == desk.key


def test_a_request_must_be_signed_by_the_key_it_names():
    """Signed by one's own key, it asks for another's: both signatures fit, and it is refused."""
    request, kept = asked()
    files = dict(archive.unpack(request.content, lambda _: 2**20))
    other = openssh.key_line(openssh.public_key(world.seed("somebody else")))
    text = forge.line("signing-key", other)(files["REQUEST.txt"])
    blob = openssh.key_blob(openssh.public_key(kept.signing_key))
    signature = forge.proof.sign(kept.signing_key, blob, "request", Mode.LIVE, text)
    packed = archive.pack([("REQUEST.txt", text), ("REQUEST.txt.sig", signature)])
    with pytest.raises(PackageRefused, match=r"package\.signer"):
        DESK.read_request(packed, Mode.LIVE)


def test_a_desk_key_that_is_not_the_cards_is_refused():
    request, kept = asked()
    desk = world.norfolk().desk
    wrong = root(desks=((desk, world.IDENTITIES["stranger"]),))
    with pytest.raises(PackageRefused, match=r"package\.enrolment"):
        DESK.accept(answered(request, wrong).content, kept, NOON)


def test_a_certificate_of_another_root_or_for_somebody_else_is_refused(monkeypatch):
    issue = certificates.issue
    others = (
        lambda _root, key, who, *rest, **facts: issue(world.seed("x"), key, who, *rest, **facts),
        lambda own, key, _who, *rest, **facts: issue(
            own, key, "al@norfolk.example", *rest, **facts
        ),
        lambda own, _key, who, *rest, **facts: issue(
            own, openssh.public_key(world.seed("x")), who, *rest, **facts
        ),
    )
    for other in others:
        request, kept = asked()
        monkeypatch.setattr(certificates, "issue", other)
        content = answered(request).content
        with pytest.raises(PackageRefused, match=r"package\.certificate"):
            DESK.accept(content, kept, NOON)
