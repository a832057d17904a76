"""A language pack's signature: by a content lead of a known area, and by nobody else."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode, Revocation, Standing
from storage.handover import interview, signers
from storage.handover.desk import PackageDesk, TrustDesk
from storage.handover.trust import Book
from tests.format import world
from tests.format.world import NOON

PACK = '[meta]\ntag = "ckb"\n# ئایا\n'.encode()
LEAD = f"amina+content@{world.NORFOLK}"


def lead(mode: Mode = Mode.LIVE):
    return world.norfolk(mode).worker(LEAD)


def test_a_content_leads_signature_proves_who_and_for_which_area():
    signature = PackageDesk(lead(), world.book()).sign_interview(PACK)
    proof = TrustDesk().prove_interview(world.book(), PACK, signature)
    assert (proof.principal, proof.area) == (LEAD, world.NORFOLK)
    assert proof.begins < NOON < proof.ends
    assert proof.trusted
    assert not proof.revoked


@pytest.mark.parametrize("who", ["jo", "sue+supervisor"])
def test_nobody_else_may_sign_one(who):
    worker = world.norfolk().worker(f"{who}@{world.NORFOLK}")
    with pytest.raises(PackageRefused, match=r"package\.wrong-role"):
        interview.sign(PACK, worker)
    from storage.handover import certificates, proof

    blob = certificates.blob_of(worker.certificate)
    forged = proof.sign(worker.signing_key, blob, "interview", Mode.LIVE, PACK)
    with pytest.raises(PackageRefused, match=r"package\.wrong-role"):
        interview.prove(PACK, forged, world.book())


def test_one_changed_byte_another_statement_or_no_signature_is_refused():
    signature = interview.sign(PACK, lead())
    for content, given in ((PACK + b"\n", signature), (PACK, b""), (PACK, signature[:-1])):
        with pytest.raises(PackageRefused, match=r"package\.signature"):
            interview.prove(content, given, world.book())


def test_practice_and_live_never_mix():
    for made, read, code in (
        (Mode.DEMO, Mode.LIVE, "demo-in-live"),
        (Mode.LIVE, Mode.DEMO, "live-in-demo"),
    ):
        signature = interview.sign(PACK, lead(made))
        with pytest.raises(PackageRefused, match=code):
            interview.prove(PACK, signature, world.book(read))


def test_an_unknown_area_is_refused_and_an_unchecked_one_is_not_trusted():
    signature = interview.sign(PACK, lead())
    with pytest.raises(PackageRefused, match=r"package\.unknown-area"):
        interview.prove(PACK, signature, Book(Mode.LIVE))
    for standing in Standing:
        book = Book(Mode.LIVE, (world.norfolk().known(standing),))
        assert interview.prove(PACK, signature, book).trusted is (
            standing is not Standing.UNCHECKED
        )


def test_a_revoked_signer_is_told_of_whenever_it_was():
    signature = interview.sign(PACK, lead())
    serial = int.from_bytes(world.seed(LEAD)[:4], "big")
    known = world.norfolk().known(revocations=(Revocation(serial, "", NOON),))
    assert interview.prove(PACK, signature, Book(Mode.LIVE, (known,))).revoked


def test_an_older_trust_file_without_the_new_line_is_read_as_before():
    text = signers.write_book(world.book())
    older = "".join(line for line in text.splitlines(True) if not line.startswith("*+content"))
    assert signers.read_book(older) == signers.read_book(text) == world.book()


@pytest.mark.interop("ssh-keygen")
def test_stock_ssh_keygen_proves_a_pack_with_the_trust_file(tmp_path):
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    (tmp_path / "trust").write_text(signers.write_book(world.book()))
    (tmp_path / "ckb.toml.sig").write_bytes(interview.sign(PACK, lead()))
    words = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "trust"), "-I", LEAD]
    words += ["-n", "onechance-interview-v1", "-s", str(tmp_path / "ckb.toml.sig")]
    words += ["-O", "verify-time=20260301"]

    def proved(content: bytes) -> bool:
        return subprocess.run(words, input=content, capture_output=True).returncode == 0

    assert proved(PACK)
    assert not proved(PACK + b"x")
    words[words.index("-I") + 1] = f"jo@{world.NORFOLK}"
    assert not proved(PACK)


def test_a_lead_is_a_worker_of_the_area_in_every_other_way():
    assert replace(lead()).principal == LEAD
    signed = world.a_slice(lead(), reviewed=False)
    assert signed.area == world.NORFOLK
