"""Vectors that we did not write: Wycheproof and CCTV, by the expected table; none invalid passes.

Whole checkouts are asked by `python -m tests.format.published_checks`.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from storage.handover import openssh
from tests.format import matrix, published_checks
from tests.format.published_checks import CHECKS, FOLDER

# file: taken and refused of what is valid; of what is acceptable; and refused of what is invalid.
# None invalid is ever taken.
EXPECTED = {
    "ed25519_test": ((117, 0), (21, 8), 64),
    "x25519_test": ((264, 0), (223, 31), 0),
    "chacha20_poly1305_test": ((256, 0), (0, 0), 69),
    "hkdf_sha256_test": ((83, 0), (0, 0), 3),
    "aes_gcm_test": ((202, 27), (0, 0), 87),  # 27 nonces of lengths that the library does not take
    "aes_gcm_siv_test": ((136, 0), (0, 0), 66),
    "aes_wrap_test": ((36, 0), (0, 3), 126),
    "aes_kwp_test": ((77, 0), (0, 0), 177),
    "ecdsa_secp256r1_sha256_test": ((174, 0), (0, 0), 310),
}
# Right files that our gate refuses all the same, because nothing of ours ever writes them.
NOT_OURS = {
    **dict.fromkeys(
        (
            *("armor_crlf", "armor_full_last_line", "armor_hybrid", "armor_no_eol"),
            *("armor_scrypt", "armor_whitespace_outside", "armor_x25519"),
        ),
        "package.not-age",
    ),
    **dict.fromkeys(
        (
            *("hybrid", "hybrid_and_x25519", "hybrid_grease", "hybrid_multiple_recipients"),
            *("scrypt", "stanza_empty_body", "stanza_empty_last_line", "stanza_valid_characters"),
            "x25519_grease",
        ),
        "package.header",
    ),
}
REFUSALS = {
    ("HMAC failure", "package.damaged"): 1,
    ("armor failure", "package.not-age"): 22,
    ("header failure", "package.damaged"): 4,
    ("header failure", "package.header"): 55,
    ("header failure", "package.not-age"): 3,
    ("no match", "package.header"): 10,
    ("no match", "package.not-age"): 1,
    ("no match", "package.not-for-us"): 2,
    ("payload failure", "package.damaged"): 18,
    ("payload failure", "package.not-age"): 1,
}


@pytest.mark.parametrize("name", CHECKS)
def test_wycheproof_comes_out_by_the_table(name):
    counts = published_checks.wycheproof(CHECKS[name], published_checks.kept(name))
    valid, acceptable, invalid = EXPECTED[name]
    assert counts["invalid taken"] == 0
    assert counts["invalid refused"] == invalid
    assert (counts["valid taken"], counts["valid refused"]) == valid
    assert (counts["acceptable taken"], counts["acceptable refused"]) == acceptable


def test_every_age_vector_is_refused_or_opened_as_it_must_be():
    refused: Counter[tuple[str, str]] = Counter()
    not_ours, opened = {}, 0
    for name, raw in published_checks.age_vectors().items():
        facts, body = published_checks.age_vector(raw)
        said, expect = published_checks.ours(facts, body), facts["expect"][0]
        if expect != "success":
            assert said != "decrypted", name
            refused[expect, said] += 1
        elif said == "decrypted":
            opened += 1
        else:
            not_ours[name] = said
    assert dict(refused) == REFUSALS
    assert not_ours == NOT_OURS
    assert opened + len(not_ours) + sum(refused.values()) == 143


def test_the_gate_refuses_what_the_library_alone_would_let_through():
    """Two malformed headers; a third, which costs 42 seconds and 8 GB, is not tried without it."""
    let_through = set()
    for name, raw in published_checks.age_vectors().items():
        facts, body = published_checks.age_vector(raw)
        if facts["expect"] == ["success"] or "passphrase" in facts:
            continue
        if published_checks.library(facts, body):
            let_through.add(name)
            assert published_checks.ours(facts, body) == "package.header"
    assert let_through == {"stanza_missing_body", "stanza_missing_final_line"}


def test_the_vectors_are_the_files_that_were_looked_at():
    sums = dict(
        line.split("  ")[::-1]
        for line in (FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    )
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in FOLDER.glob("*.xz")}
    assert found == sums
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


# The fourteen spellings of the eight points of small order, by Ed25519's own arithmetic; a set of
# the same kind is published as CCTV's Ed25519 vectors.
def _spellings() -> list[bytes]:
    canonical = {y.to_bytes(32, "little") for y in openssh._SMALL_ORDER}
    second = {(openssh._P + y).to_bytes(32, "little") for y in (0, 1)}
    return [
        bytes([*raw[:31], raw[31] | sign])
        for raw in sorted(canonical | second)
        for sign in (0, 128)
    ]


def test_no_spelling_of_a_point_of_small_order_signs_anything():
    """Each, as the key and as the half R of a signature, with the S that would fit."""
    keys = _spellings()
    assert len(keys) == 14
    for key in keys:
        assert not openssh.is_sound_point(key)
    sound = openssh.public_key(bytes(32))
    for half in keys:
        assert not openssh.is_signed(sound, half + bytes(32), b"she is safe")
    assert any(openssh.is_signed(key, matrix.CONSTANT, b"she is safe") for key in keys)


def test_argon2id_gives_what_rfc_9106_says():
    made = Argon2id(
        salt=bytes([2]) * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=bytes([4]) * 12,
        secret=bytes([3]) * 8,
    ).derive(bytes([1]) * 32)
    assert made.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
