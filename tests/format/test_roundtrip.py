"""What is sealed comes out again, whole, for its desk and for nobody else."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codes import Step
from app.domain.errors import PackageRefused
from app.domain.handover import (
    Carried,
    Decision,
    Mode,
    ReviewDraft,
    ReviewRole,
    SliceDraft,
    Standing,
    Withheld,
)
from storage.handover import archive, envelope, parts, reader, receipt, signers, writer
from storage.handover.desk import PackageDesk, TrustDesk
from tests.format import forge, mutants, world
from tests.format.world import DAY, NOON

MASH = (world.IDENTITIES["west/mash"],)
OTHERS = st.lists(st.sampled_from(parts.CLASSES[1:]), unique=True)


def sealed(*slices, **facts):
    return writer.seal(world.a_parcel(*slices, **facts), world.norfolk().worker(), world.book())


def opened(content, arrived=NOON, book=None, keys=MASH):
    return reader.open_package(content, keys, book or world.book(), arrived)


def test_the_receiving_desk_reads_what_was_recorded():
    signed = world.a_slice()
    found = opened(sealed(Carried(signed, world.OUT)).content)
    assert found.findings == ()
    one = found.slices[0]
    held_back = {withheld.rc for withheld in world.OUT}
    assert one.withheld == world.OUT
    assert set(one.present) == set(parts.CLASSES) - held_back
    told = [entry for entry in world.entries() if entry.rc not in held_back]
    assert sorted(one.entries, key=lambda e: e.id) == told
    assert one.papers == (("papers/RC2-01.jpg", world.PAPERS[0].content),)
    assert found.pdf == b"%PDF-1.7 what Norfolk prints"
    assert (found.delivery.from_area, found.delivery.to_desk) == (world.NORFOLK, "mash")
    assert found.delivery.reply_key == world.recipient("norfolk/duty")
    assert one.reviews[0].reviewer == "sue+supervisor@norfolk.example"


def test_another_desk_cannot_open_it():
    with pytest.raises(PackageRefused, match=r"package\.not-for-us"):
        opened(sealed().content, keys=(world.IDENTITIES["fen/duty"],))


def test_a_package_passed_on_in_a_new_envelope_is_refused():
    inner = envelope.decrypt(sealed().content, MASH)
    with pytest.raises(PackageRefused, match=r"package\.not-for-us"):
        opened(forge.sealed(inner, "fen/duty"), keys=(world.IDENTITIES["fen/duty"],))


def test_what_came_can_be_passed_on_under_its_authors_signature():
    first = opened(sealed().content)
    came = first.slices[0]
    parcel = world.a_parcel(
        Carried(came.signed, (Withheld(parts.CLASSES[6], "not-needed"),), first.delivery.digest),
        from_desk="mash",
        to=world.fen().desk,
    )
    onward = writer.seal(parcel, world.west().worker(), world.book())
    found = opened(onward.content, keys=(world.IDENTITIES["fen/duty"],))
    assert found.findings == ()
    one = found.slices[0]
    assert (found.delivery.from_area, one.area) == (world.WEST, world.NORFOLK)
    assert one.digest == came.digest
    grounds = {w.rc.value: w.ground for w in one.withheld}
    assert grounds == {"RC3": "not-held", "RC6": "not-held", "RC7": "not-needed"}


def test_withholding_tells_nothing_about_what_a_part_holds():
    """Seven checksums of random-looking parts, and no paper's name, whatever is withheld."""
    files = forge.take_apart(sealed(Carried(world.a_slice(), world.OUT)).content)
    manifest = files["01/MANIFEST.txt"].decode()
    assert re.findall(r"  (\S+)\n", manifest) == [f"RC{n}.jsonl" for n in range(1, 8)]
    assert not any("RC6" in name for name in files)
    empty = [world.a_slice().members for _ in range(2)]
    assert dict(empty[0])["RC4.jsonl"] != dict(empty[1])["RC4.jsonl"]


def test_size_says_only_how_many_blocks():
    for papers in (0, 1, 3):
        draft = SliceDraft(world.CASE, world.entries(), NOON, world.PAPERS[:1] * papers)
        signed = writer.sign_slice(draft, world.norfolk().worker())
        plain = envelope.decrypt(sealed(Carried(signed)).content, MASH)
        assert len(plain) == archive.BLOCK


@settings(max_examples=12)
@given(OTHERS, st.integers(1, 40))
def test_any_choice_of_parts_opens_with_exactly_those(out, first):
    withheld = tuple(Withheld(rc, "not-needed") for rc in sorted(out))
    found = opened(sealed(Carried(world.a_slice(first=first), withheld)).content).slices[0]
    assert found.withheld == withheld
    assert {entry.rc for entry in found.entries}.isdisjoint(out)


def test_a_slice_may_carry_four_reviews_and_no_fifth():
    signed = world.a_slice()
    for n, role in enumerate((ReviewRole.POLICE, ReviewRole.CARE, ReviewRole.SUPERVISOR)):
        by = world.norfolk().worker(f"pc{n}+supervisor@norfolk.example")
        draft = ReviewDraft(signed.digest, role, Decision.APPROVED, NOON)
        signed = writer.review_slice(signed, draft, by)
    assert len(opened(sealed(Carried(signed)).content).slices[0].reviews) == 4
    with pytest.raises(ValueError, match="four"):
        writer.review_slice(signed, draft, by)


def test_a_kept_slice_is_the_same_slice():
    signed = world.a_slice()
    assert writer.unpack_slice(writer.pack_slice(signed)) == signed


def test_the_writer_lets_nothing_out_that_the_reader_would_refuse():
    late = world.norfolk().worker(begins=NOON - 9 * DAY, ends=NOON - DAY)
    with pytest.raises(PackageRefused, match=r"package\.expired"):
        writer.seal(world.a_parcel(), late, world.book())
    bent = world.a_slice()
    spoilt = tuple((n, c + b"\n" if n == "RC1.jsonl" else c) for n, c in bent.members)
    with pytest.raises(PackageRefused, match=r"package\.checksum"):
        sealed(Carried(replace(bent, members=spoilt)))
    with pytest.raises(PackageRefused, match=r"package\.statement"):
        sealed(from_desk="night")


def test_an_entry_of_another_area_cannot_be_signed():
    draft = SliceDraft(world.CASE, world.entries(world.FEN), NOON)
    with pytest.raises(ValueError, match="own area"):
        writer.sign_slice(draft, world.norfolk().worker())


def test_what_the_program_wrote_travels_too_and_a_strangers_words_do_not():
    one = world.entry(1)
    by_program = replace(one, by=replace(one.by, principal="program"))
    signed = writer.sign_slice(
        SliceDraft(world.CASE, (by_program,), NOON), world.norfolk().worker()
    )
    assert opened(sealed(Carried(signed)).content).slices[0].entries == (by_program,)
    by_fen = replace(one, by=replace(one.by, principal="jo@fen.example"))
    signed = writer.sign_slice(SliceDraft(world.CASE, (by_fen,), NOON), world.norfolk().worker())
    with pytest.raises(PackageRefused, match=r"package\.foreign-entry"):
        sealed(Carried(signed))


def test_a_file_over_64_mib_is_refused_before_it_is_read():
    with pytest.raises(PackageRefused, match=r"package\.too-large"):
        opened(bytes(envelope.MAX_FILE + 1))


def test_the_same_delivery_twice_is_refused_by_its_digest():
    one = sealed()
    reader.check_not_replayed(one.digest, ())
    with pytest.raises(PackageRefused, match=r"package\.replayed"):
        reader.check_not_replayed(one.digest, {one.digest})


def test_file_names_are_neutral_and_practice_says_so():
    assert re.fullmatch(r"HO-[0-9a-f]{8}\.age", sealed().name)
    demo = world.norfolk(Mode.DEMO).worker()
    parcel = world.a_parcel(Carried(world.a_slice(demo)), mode=Mode.DEMO)
    made = writer.seal(parcel, demo, world.book(Mode.DEMO))
    assert re.fullmatch(r"DEMO-HO-[0-9a-f]{8}\.age", made.name)


def test_an_answer_travels_back_and_names_what_it_answers():
    one = sealed()
    came = opened(one.content)
    ann = PackageDesk(world.west().worker("ann@west-midlands.example"), world.book())
    answer = ann.seal_receipt(world.a_receipt_draft(came.delivery.digest))
    jo = PackageDesk(world.norfolk().worker(), world.book())
    found = jo.open_receipt(answer.content, NOON + DAY / 12, [one.digest])
    assert (found.delivery, found.step, found.by) == (one.digest, Step.ACCEPTED, "Ann Żak")
    assert found.words == "We take it. Ann rings tonight."
    assert found.findings == ()
    with pytest.raises(PackageRefused, match="receipt-for-nothing-sent"):
        jo.open_receipt(answer.content, NOON, ["0" * 64])


@pytest.mark.parametrize("step", [Step.SENT, Step.CALLED, Step.RELEASED])
def test_a_receiver_cannot_say_what_is_the_senders_to_say(step):
    ann = world.west().worker("ann@west-midlands.example")
    with pytest.raises(ValueError, match=r"RECEIPT\.txt"):
        receipt.seal_receipt(world.a_receipt_draft("d" * 64, step), ann, world.book())


def test_a_receiver_says_that_responsibility_has_been_taken_over():
    ann = world.west().worker("ann@west-midlands.example")
    sent = sealed(Carried(world.a_slice()))
    draft = world.a_receipt_draft(sent.digest, Step.TRANSFERRED)
    answer = receipt.seal_receipt(draft, ann, world.book())
    jo = PackageDesk(world.norfolk().worker(), world.book())
    assert jo.open_receipt(answer.content, NOON, [sent.digest]).step is Step.TRANSFERRED


def test_a_review_made_elsewhere_joins_its_slice():
    bare = world.a_slice(reviewed=False)
    sue = PackageDesk(world.norfolk().supervisor(), world.book())
    draft = ReviewDraft(bare.digest, ReviewRole.SUPERVISOR, Decision.APPROVED, NOON)
    travelled = sue.seal_review(draft, world.recipient("norfolk/duty"))
    jo = PackageDesk(world.norfolk().worker(), world.book())
    whole, facts, findings = jo.open_review(travelled.content, NOON, bare)
    assert (facts.decision, findings) == (Decision.APPROVED, ())
    assert opened(jo.seal(world.a_parcel(Carried(whole))).content).findings == ()
    with pytest.raises(PackageRefused, match=r"package\.checksum"):
        jo.open_review(travelled.content, NOON, world.a_slice())


def test_a_card_gives_its_spoken_fingerprint_and_trust_only_after_a_call():
    card = TrustDesk().card(TrustDesk().pack_card(world.fen().worker()), Mode.LIVE)
    assert re.fullmatch(r"\d{4}( \d{4}){7}", card.fingerprint)
    book = TrustDesk().read("", Mode.LIVE).admit(card)
    assert book.areas[0].standing is Standing.UNCHECKED
    check = world.VoiceCheck("jo@norfolk.example", NOON, "01354 000000")
    book = book.checked(world.FEN, check)
    assert book.areas[0].standing is Standing.CHECKED
    assert TrustDesk().read(TrustDesk().write(book), Mode.LIVE) == book


def test_a_known_area_with_another_root_is_a_hard_stop():
    other = replace(world.fen().root, seed=world.seed("a new root"))
    card = TrustDesk().card(
        TrustDesk().pack_card(replace(world.fen(), root=other).worker()), Mode.LIVE
    )
    with pytest.raises(PackageRefused, match=r"package\.changed-root") as stop:
        world.book().admit(card)
    assert stop.value.facts["found"] == card.fingerprint != stop.value.facts["known"]


def test_an_older_trust_list_takes_nothing_back():
    newer = replace(world.fen().root, serial=3, revocations=(world.Revocation(5, "", NOON),))
    was = world.fen().worker(listed=newer)
    book = world.book().updated(was.trust, was.trust_signature)
    assert book.area(world.FEN).revocations
    old = world.fen().worker()
    assert book.updated(old.trust, old.trust_signature) == book


@pytest.mark.parametrize("mode", list(Mode))
def test_a_trust_file_reads_back_as_the_same_book(mode):
    book = world.book(mode).put(
        world.fen(mode).known(
            Standing.UNCHECKED,
            revocations=(world.Revocation(5, "", NOON),),
            list_until=None,
        )
    )
    assert signers.read_book(signers.write_book(book)) == book


def test_a_plain_allowed_signers_file_is_enough_and_counts_as_unchecked():
    text = "".join(
        row + "\n"
        for row in signers.write_book(world.book()).splitlines()
        if row.startswith(("*@", "*+"))
    )
    found = opened(sealed().content, book=signers.read_book(text))
    assert [one.code for one in found.findings] == ["area.unchecked"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "*@norfolk.example ssh-ed25519 AAAA",
        "# area: norfolk.example own two 1 none\n",
        signers.write_book(world.book()).replace("-v1", "-v1-demo", 3),
        signers.write_book(world.book()).replace(" cert-authority,", " ", 1),
    ],
)
def test_a_trust_file_with_anything_else_in_it_is_not_read(text):
    with pytest.raises(signers.TrustFileError):
        signers.read_book(text)


def test_no_mutant_of_any_layer_is_taken_for_genuine():
    said = []
    table = mutants.run(per_layer=300, seed=2, say=said.append)
    assert table.accepted == 0, "\n".join(said)
    assert table.faults == []
    assert min(table.totals.values()) >= 3, "every code there is was due, and was seen"
    assert table.slowest < 1
    assert all(codes.total() == 300 for codes in table.counts.values())
