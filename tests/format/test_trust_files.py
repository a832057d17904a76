"""The trust matrix over whole files: every kind of file by every kind of hand, here and in stock
ssh-keygen; and practice against live use, both ways.

The tables are written out. A cell that is not named as passing must be refused, with this code.
"""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from storage.handover import openssh, proof, signers, sshsig
from tests.format import matrix, world
from tests.format.matrix import FILES, HANDS, PASSES, ROOTS, STATEMENT
from tests.format.world import DAY, NOON

# hand: what is said of a file that a worker signs, of one that a root signs, and of a request,
# which is signed by the very key that it asks to have certified
CELLS = {
    "good": (PASSES, PASSES, PASSES),
    "expired": ("expired", "wrong-role", "certificate"),
    "not yet valid": ("expired", "wrong-role", "certificate"),
    "revoked": ("revoked", "wrong-role", "certificate"),
    "other root": ("changed-root", "wrong-role", "certificate"),
    "raw key": ("certificate", "wrong-role", PASSES),
    "wrong role": ("wrong-role", "wrong-role", "certificate"),
    "small order": ("certificate", "wrong-role", "certificate"),
    "demo": ("demo-in-live", "demo-in-live", "demo-in-live"),
    "demo, by the live key": ("demo-in-live", "demo-in-live", "demo-in-live"),
}
# A pack's certificate is judged after its signature, by the rules of language packs.
PACKS = {"expired": "LP17", "not yet valid": "LP17", "revoked": "LP17"}

# Where stock ssh-keygen says another thing, and why.
STOCK_SAYS_GOOD = {  # it knows nothing of small order: we refuse the key wherever it comes in
    ("small order", file) for file in FILES if file not in {*ROOTS, "enrolment request"}
}
STOCK_CANNOT = {  # read before there is any trust, so the trust file has no line for them
    ("good", "enrolment answer"),
    ("good", "enrolment request"),
    ("raw key", "enrolment request"),
}


def expected(hand: str, file: str) -> str:
    by_worker, by_root, by_asker = CELLS[hand]
    if file == "language pack" and hand in PACKS:
        return PACKS[hand]
    if file == "enrolment request":
        return by_asker
    return by_root if file in ROOTS else by_worker


def made_by(hand: str, file: str) -> matrix.Signed:
    return matrix.make(file, HANDS[hand](file), Mode.DEMO if hand == "demo" else Mode.LIVE)


def test_the_table_has_a_cell_for_every_hand_and_every_file():
    assert set(CELLS) == set(HANDS)
    passing = {(h, f) for h in HANDS for f in FILES if expected(h, f) == PASSES}
    assert passing == {("good", f) for f in FILES} | {("raw key", "enrolment request")}
    assert len(HANDS) * len(FILES) == 110


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("hand", HANDS)
def test_exactly_the_allowed_cells_pass(hand, file):
    assert matrix.verdict(file, made_by(hand, file), matrix.book(hand)) == expected(hand, file)


@pytest.mark.interop("ssh-keygen")
@pytest.mark.parametrize("hand", HANDS)
def test_stock_ssh_keygen_agrees_but_in_the_cells_it_cannot_know(tmp_path, hand):
    for file in FILES:
        said = stock(tmp_path, file, made_by(hand, file), matrix.book(hand))
        if (hand, file) in STOCK_SAYS_GOOD:
            assert said, file
        elif (hand, file) in STOCK_CANNOT:
            assert not said, file
        else:
            assert said is (expected(hand, file) == PASSES), file


@pytest.mark.interop("ssh-keygen")
def test_what_else_stock_ssh_keygen_cannot_know(tmp_path):
    """A serial that was revoked, a line after the armour, a certificate for ever."""
    delivery = made_by("good", "handover")
    serial = int.from_bytes(world.seed("jo@norfolk.example")[:4], "big")
    lost = world.book().put(
        world.norfolk().known(revocations=(world.Revocation(serial, "", NOON - DAY),))
    )
    tail = replace(delivery, signature=delivery.signature + b"x\n")
    years = matrix.make("handover", matrix.certified("handover", ends=2**40))
    for signed, known, ours in (
        (delivery, lost, "revoked"),
        (years, world.book(), "certificate"),
    ):
        assert matrix.verdict("handover", signed, known) == ours
        assert stock(tmp_path, "handover", signed, known)
    assert stock(tmp_path, "handover", tail, world.book())
    with pytest.raises(PackageRefused, match=r"package\.signature"):
        sshsig.read(tail.signature)


@pytest.mark.interop("ssh-keygen")
@pytest.mark.parametrize("hand", ["good", "raw key"])
def test_stock_ssh_keygen_proves_that_whoever_asks_holds_the_key(tmp_path, hand):
    """No trust is asked for a request: possession is all that it shows."""
    signed = made_by(hand, "enrolment request")
    for name, good in ((proof.namespace("request", Mode.LIVE), True), ("onechance-card-v1", False)):
        words = ["ssh-keygen", "-Y", "check-novalidate", "-n", name, "-s", "sig"]
        (tmp_path / "sig").write_bytes(signed.signature)
        done = subprocess.run(
            words, cwd=tmp_path, input=signed.statement, capture_output=True, check=False
        )
        assert (done.returncode == 0) is good


# ------------------------------------------------------------------ practice against live use
OTHER = {Mode.LIVE: Mode.DEMO, Mode.DEMO: Mode.LIVE}
CROSSED = {Mode.LIVE: "demo-in-live", Mode.DEMO: "live-in-demo"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("vault", list(Mode))
def test_practice_and_live_files_cross_nowhere(vault, file):
    """Keys, signature and the statement's own word: each alone in the other mode is enough."""
    other, known = OTHER[vault], world.book(vault)
    whole = matrix.make(file, matrix.good(file, other), other)
    assert matrix.verdict(file, whole, known) == CROSSED[vault]
    own_key = matrix.make(file, matrix.good(file, vault, other), vault)
    assert matrix.verdict(file, own_key, known) == CROSSED[vault]
    if file == "enrolment request":
        return  # its key is nobody's yet, so there is no other key to cross with
    their_key = matrix.make(file, matrix.good(file, other, vault), vault)
    said = "wrong-role" if file in ROOTS else "changed-root"
    assert matrix.verdict(file, their_key, known) == said


@pytest.mark.parametrize("file", [f for f in FILES if f != "language pack"])
@pytest.mark.parametrize("vault", list(Mode))
def test_a_statement_that_says_the_other_mode_is_refused_under_its_own_signature(vault, file):
    """All is right but the word on the `mode` line; a pack has no such line."""
    lied = matrix.make(file, matrix.good(file, vault), vault, says=OTHER[vault].value)
    assert matrix.verdict(file, lied, world.book(vault)) == CROSSED[vault]


@pytest.mark.interop("ssh-keygen")
@pytest.mark.parametrize("vault", list(Mode))
def test_stock_ssh_keygen_crosses_nowhere_either(tmp_path, vault):
    """In either namespace, by either key, with the trust file of the vault it was not made for."""
    other = OTHER[vault]
    for file in FILES:
        own = matrix.make(file, matrix.good(file, vault), vault)
        trusted = ("good", file) not in STOCK_CANNOT
        assert stock(tmp_path, file, own, world.book(vault), vault) is trusted, file
        for signed in (
            matrix.make(file, matrix.good(file, other), other),
            matrix.make(file, matrix.good(file, vault, other), vault),
            matrix.make(file, matrix.good(file, other, vault), vault),
        ):
            for mode in Mode:
                assert not stock(tmp_path, file, signed, world.book(vault), mode), (file, mode)


def stock(folder, file, signed, known, mode=Mode.LIVE) -> bool:
    """Whether stock ssh-keygen, with this trust file, calls the signature good."""
    (folder / "trust").write_text(signers.write_book(known))
    (folder / "lost").write_text(signers.revoked_keys(known))
    (folder / "sig").write_bytes(signed.signature)
    words = ["ssh-keygen", "-Y", "verify", "-f", "trust", "-I", signed.principal]
    words += ["-n", proof.namespace(STATEMENT[file], mode), "-s", "sig", "-r", "lost"]
    words += ["-O", "verify-time=20260310120000Z"]
    done = subprocess.run(
        words, cwd=folder, input=signed.statement, capture_output=True, check=False
    )
    return done.returncode == 0


def test_the_constant_signature_of_a_small_order_key_would_fit_any_words():
    """Were the key not refused where it comes in, one signature would sign everything."""
    for words in (b"she is safe", b"she is not", b""):
        assert openssh.is_signed(matrix.CONSTANT[:32], matrix.CONSTANT, words)
