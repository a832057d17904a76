"""Each thing that a file, a trust book or a draft must not be is refused where it is read."""

import base64
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from app.domain.codes import RestrictionClass
from app.domain.errors import PackageRefused
from app.domain.handover import (
    Carried,
    Decision,
    Desk,
    Mode,
    Paper,
    ReviewDraft,
    ReviewRole,
    Standing,
    VoiceCheck,
)
from storage.handover import (
    archive,
    certificates,
    envelope,
    grammars,
    members,
    openssh,
    parts,
    proof,
    signers,
    sshsig,
    stack,
    trust,
    verify,
    writer,
)
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.handover.refusals import Code
from storage.handover.statements import read, write_time
from tests.format import faults, forge, world
from tests.format.test_enrolment import answered, asked, root
from tests.format.world import DAY, NOON

RC2 = RestrictionClass.RC2
DESK = EnrolmentDesk()
NOBODY: Any = (None, None)  # refused before anybody is looked at


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(PackageRefused) as caught:
        act()
    return caught.value.code


# ------------------------------------------------------------------------------ the archive
def test_an_archive_of_too_many_or_too_large_members_is_refused() -> None:
    many = archive.pack([(f"f{n}", b"") for n in range(archive.MAX_MEMBERS + 1)])
    assert refused(lambda: archive.unpack(many, lambda _: 10)) == "package.archive"
    large = archive.pack([("README.txt", b"x" * 11)])
    assert refused(lambda: archive.unpack(large, lambda _: 10)) == "package.members"
    assert refused(lambda: archive.unpack(b"PK\3\4cut", lambda _: 10)) == "package.archive"


def test_padding_stands_last() -> None:
    made = archive.pack([("README.txt", b"")])
    assert refused(lambda: archive.check_padding(made, (("README.txt", b""),))) == "package.members"


@pytest.mark.parametrize(
    "names",
    [
        ["01/other.txt"],
        ["other.txt"],
        ["01/MANIFEST.txt.sig", "01/MANIFEST.txt", "01/RC1.jsonl"],
        ["02/MANIFEST.txt", "01/MANIFEST.txt"],
    ],
)
def test_every_file_of_a_package_has_its_place(names: list[str]) -> None:
    files = [*members.PACKAGE_HEAD, *names, archive.PADDING]
    assert (
        refused(lambda: members.check_package(tuple((n, b"") for n in files))) == "package.members"
    )


@pytest.mark.parametrize("names", [["other.txt"], ["RC1.jsonl", "MANIFEST.txt"]])
def test_every_file_of_a_slice_has_its_place(names: list[str]) -> None:
    assert members.slice_rank("other.txt") is None
    assert refused(lambda: members.check_slice(names)) == "package.members"


# ------------------------------------------------------------------------------ the envelope
def test_an_envelope_has_one_to_sixteen_desks_with_real_keys() -> None:
    key = world.recipient("west/mash")
    for keys in ([], [key] * 17):
        with pytest.raises(ValueError, match="1 to 16"):
            envelope.encrypt(b"", keys)
    with pytest.raises(ValueError, match="not an age"):
        envelope.encrypt(b"", ["age1nobody"])
    assert not envelope.is_recipient("age1nobody")
    sealed = envelope.encrypt(b"words", [key])
    assert refused(lambda: envelope.decrypt(sealed, [])) == "package.not-for-us"


def test_a_file_of_keys_is_no_larger_than_keys_are() -> None:
    with pytest.raises(ValueError, match="too large"):
        verify.read_identities("#" * 2_000_000)


# ------------------------------------------------------------------------------ keys and signatures
def test_a_certificate_needs_a_principal_and_a_staff_number() -> None:
    key = openssh.public_key(world.seed("x"))
    for who, reference in (("Jo", "NK 1"), ("jo@norfolk.example", "")):
        with pytest.raises(ValueError, match="staff reference"):
            certificates.issue(
                world.seed("r"), key, who, reference, serial=1, begins=NOON, ends=NOON + DAY
            )
    assert refused(lambda: certificates.blob_of(b"ssh-rsa AAAA")) == "package.certificate"


def test_a_key_line_says_what_sort_of_key_it_is() -> None:
    line = openssh.key_line(openssh.public_key(world.seed("x")))
    other = line.replace("ssh-ed25519", "ssh-rsa", 1)
    assert refused(lambda: openssh.read_key_line(other)) == "package.certificate"


def test_a_signature_has_sixty_four_bytes_and_a_plain_namespace() -> None:
    short = openssh.signature_field(b"x" * 63)
    assert refused(lambda: openssh.read_signature_field(short, Code.SIGNATURE)) == (
        "package.signature"
    )
    good = sshsig.sign(
        world.seed("x"), openssh.key_blob(openssh.public_key(world.seed("x"))), "n", b""
    )
    inner = openssh.read_base64("".join(good.decode().splitlines()[1:-1]), Code.SIGNATURE)
    key_end = 6 + 4 + 4 + 51
    bad = inner[:key_end] + openssh.string(b"\xff") + inner[key_end + 5 :]
    armoured = _armoured(bad)
    assert refused(lambda: sshsig.read(armoured)) == "package.signature"


def _armoured(raw: bytes) -> bytes:
    text = base64.b64encode(raw).decode()
    lines = "\n".join(text[n : n + 70] for n in range(0, len(text), 70))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n".encode()


def test_a_statement_takes_whole_seconds_of_utc() -> None:
    for at in (NOON.replace(microsecond=1), NOON.replace(tzinfo=None)):
        with pytest.raises(ValueError, match="whole seconds"):
            write_time(at)


# ------------------------------------------------------------------------------ parts and slices
def test_papers_are_few_and_small_enough_and_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="too many or too large"):
        parts.number_papers([Paper(RC2, "jpg", b"")] * (members.MAX_PAPERS + 1))
    with pytest.raises(ValueError, match="too many or too large"):
        parts.number_papers([Paper(RC2, "jpg", bytes(members.MAX_PAPER + 1))])
    digest = "a" * 64
    for papers in (f'"{digest} RC3-01.jpg"', f'"{digest} RC2-02.jpg"'):
        head = f'{{"nonce":"{"0" * 64}","papers":[{papers}]}}\n'.encode()
        assert refused(partial(parts.read_papers, RC2, head)) == "package.part"


def test_a_part_holds_at_most_eight_mebibytes() -> None:
    with pytest.raises(ValueError, match="8 MiB"):
        parts.write(
            RestrictionClass.RC1,
            [world.entry(1)],
            (),
            "0" * 32,
            encode=lambda _: bytes(members.MAX_PART),
        )


def test_one_person_reviews_a_slice_once_in_one_office() -> None:
    signed = world.a_slice()
    draft = ReviewDraft(signed.digest, ReviewRole.SUPERVISOR, Decision.APPROVED, NOON)
    twice = PackageDesk(world.norfolk().supervisor(), world.book()).review(signed, draft)
    assert (
        refused(
            lambda: writer.seal(
                world.a_parcel(Carried(twice)), world.norfolk().worker(), world.book()
            )
        )
        == "package.own-review"
    )


@pytest.mark.parametrize("number", ["02", "03"])
def test_a_delivery_counts_its_slices_from_one(number: str) -> None:
    files = faults.base.good()
    text = files["DELIVERY.txt"]
    line = next(ln for ln in text.split(b"\n") if ln.startswith(b"# slice: 01"))
    said = line.replace(b"01", number.encode(), 1)
    changed = read(grammars.DELIVERY, text.replace(line, said))
    assert refused(lambda: stack._announced(changed)) == "package.statement"


def test_a_delivery_without_the_slice_it_announces_is_refused() -> None:
    files = faults.base.good()
    delivery = read(grammars.DELIVERY, files["DELIVERY.txt"])
    nothing = tuple((name, raw) for name, raw in files.items() if not name.startswith("01/"))
    assert refused(lambda: stack.read_slices(delivery, nothing, *NOBODY)) == "package.members"


# ------------------------------------------------------------------------------ trust
def test_a_trust_book_holds_one_mode_and_only_areas_it_knows() -> None:
    book = world.book()
    assert refused(lambda: book.put(world.norfolk(Mode.DEMO).known())) == "package.demo-in-live"
    check = VoiceCheck("ann@west-midlands.example", NOON, "101")
    assert refused(lambda: book.checked("nowhere.example", check)) == "package.unknown-area"
    other = world.place("nowhere.example", "duty", "stranger")
    listed = trust.write_trust(other.root, NOON, NOON + DAY)
    assert refused(lambda: book.updated(*listed)) == "package.unknown-area"


def test_our_own_areas_list_vouches_for_areas_new_to_us_and_changes_none_we_know() -> None:
    west = world.west().known(Standing.VOUCHED, list_serial=0, list_until=None)
    fen = world.fen().known(Standing.VOUCHED, list_serial=0, list_until=None)
    own = replace(world.norfolk().root, vouched=(fen, west), serial=2)
    book = trust.Book(Mode.LIVE, (world.norfolk().known(Standing.OWN), world.west().known()))
    newer = book.updated(*trust.write_trust(own, NOON, NOON + DAY))
    assert newer.area(world.FEN) is not None
    assert newer.area(world.WEST) == world.west().known()


def test_a_card_names_each_desk_once_with_a_real_key() -> None:
    desk = world.norfolk().desk
    twice = replace(world.norfolk().root, desks=((desk, "a"), (desk, "b")))
    wrong = replace(
        world.norfolk().root, desks=((Desk(world.NORFOLK, "duty", "age1" + "q" * 58), "a"),)
    )
    for made in (twice, wrong):
        card = trust.write_card(made, NOON, NOON + DAY)
        assert refused(partial(trust.read_card, *card, Mode.LIVE)) == "package.statement"


def test_a_trust_file_is_of_one_mode_and_says_each_thing_once() -> None:
    live, demo = signers.write_book(world.book()), signers.write_book(world.book(Mode.DEMO))
    fen = "\n".join(ln for ln in demo.splitlines() if "fen.example" in ln)
    others = "\n".join(ln for ln in live.splitlines() if "fen.example" not in ln)
    area = next(ln for ln in live.splitlines() if ln.startswith("# area: norfolk"))
    checked = next(ln for ln in live.splitlines() if ln.startswith("# checked: norfolk"))
    for text in (
        f"{others}\n{fen}\n",
        f"{area}\n{area}\n",
        f"{checked}\n",
        "# revoked: what\n",
    ):
        with pytest.raises(signers.TrustFileError):
            signers.read_book(text)
    assert signers.read_book(live.replace("\n", "\n\n")) == world.book()
    with pytest.raises(signers.TrustFileError, match="other mode"):
        TrustDesk().read(demo, Mode.LIVE)


# ------------------------------------------------------------------------------ enrolment
def test_a_request_names_its_own_area_and_a_key_that_can_be_sealed_to() -> None:
    request, kept = asked()
    files = dict(archive.unpack(request.content, lambda _: 2**20))
    blob = openssh.key_blob(openssh.public_key(kept.signing_key))
    for key, value in (("area", "fen.example"), ("laptop-key", "age1" + "q" * 58)):
        text = forge.line(key, value)(files["REQUEST.txt"])
        signature = proof.sign(kept.signing_key, blob, "request", Mode.LIVE, text)
        packed = archive.pack([("REQUEST.txt", text), ("REQUEST.txt.sig", signature)])
        assert refused(partial(DESK.read_request, packed, Mode.LIVE)) == ("package.statement")


def test_a_root_answers_requests_of_its_own_mode() -> None:
    request, _ = asked(mode=Mode.DEMO)
    read_ = DESK.read_request(request.content, Mode.DEMO)
    assert refused(lambda: DESK.answer(read_, root(), 1, NOON, NOON + DAY)) == (
        "package.demo-in-live"
    )


def test_an_answer_without_its_card_or_out_of_date_is_refused() -> None:
    request, kept = asked()
    bare = archive.pack([("ANSWER.txt", b"")])
    sealed = envelope.encrypt(bare, [envelope.recipient_of(kept.laptop_identity)])
    assert refused(lambda: DESK.accept(sealed, kept, NOON)) == "package.members"
    late = answered(request, until=NOON + DAY).content
    assert refused(lambda: DESK.accept(late, kept, NOON + 2 * DAY)) == "package.expired"


def test_an_answer_with_another_areas_list_or_a_spoilt_desk_key_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request, kept = asked()
    own = trust.write_trust
    monkeypatch.setattr(
        trust, "write_trust", lambda r, *times: own(replace(r, area="fen.example"), *times)
    )
    content = answered(request).content
    assert refused(lambda: DESK.accept(content, kept, NOON)) == "package.signer"
    monkeypatch.setattr(trust, "write_trust", own)
    spoilt = root(desks=((world.norfolk().desk, "AGE-SECRET-KEY-1SPOILT"),))
    content = answered(request, spoilt).content
    assert refused(lambda: DESK.accept(content, kept, NOON)) == "package.enrolment"
