"""Vectors that others published, asked of our own functions, and counted.

`python -m tests.format.published_checks --wycheproof DIR --cctv DIR` does the same with checkouts
of the whole repositories C2SP/wycheproof and C2SP/CCTV, two files of the first and the Ed25519
vectors of the second among them, which are not kept here. `published/README.md` says what is.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import lzma
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyrage
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, keywrap, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.domain.errors import PackageRefused
from storage.handover import envelope, openssh

FOLDER = Path(__file__).parent / "published"
Test = Mapping[str, Any]
Facts = Mapping[str, bytes]


def kept(name: str) -> Any:
    """A published file that is kept here."""
    return json.loads(lzma.decompress((FOLDER / f"{name}.json.xz").read_bytes()))


# ------------------------------------------------------------------------------ Wycheproof
def _ed25519(of: Facts, group: Test, _test: Test) -> bool:
    """Through the functions that every signature of a package passes."""
    key = bytes.fromhex(group["publicKey"]["pk"])
    return openssh.is_sound_point(key) and openssh.is_signed(key, of["sig"], of["msg"])


def _x25519(of: Facts, _group: Test, _test: Test) -> bool:
    public = X25519PublicKey.from_public_bytes(of["public"])
    shared = X25519PrivateKey.from_private_bytes(of["private"]).exchange(public)
    return shared == of["shared"]


def _aead(cipher: Any) -> Callable[[Facts, Test, Test], bool]:
    def check(of: Facts, group: Test, _test: Test) -> bool:
        if group["tagSize"] != 128:
            raise ValueError("another length of tag")
        plain = cipher(of["key"]).decrypt(of["iv"], of["ct"] + of["tag"], of["aad"])
        return bool(plain == of["msg"])

    return check


def _hkdf(of: Facts, _group: Test, test: Test) -> bool:
    made = HKDF(hashes.SHA256(), test["size"], of["salt"], of["info"])
    return bool(made.derive(of["ikm"]) == of["okm"])


def _hmac(of: Facts, group: Test, _test: Test) -> bool:
    made = hmac.digest(of["key"], of["msg"], "sha256")
    return hmac.compare_digest(made[: group["tagSize"] // 8], of["tag"])


def _pbkdf2(of: Facts, _group: Test, test: Test) -> bool:
    made = PBKDF2HMAC(hashes.SHA256(), test["dkLen"], of["salt"], test["iterationCount"])
    return bool(made.derive(of["password"]) == of["dk"])


def _wrap(unwrap: Callable[[bytes, bytes], bytes]) -> Callable[[Facts, Test, Test], bool]:
    return lambda of, _group, _test: unwrap(of["key"], of["ct"]) == of["msg"]


def _p256(of: Facts, group: Test, _test: Test) -> bool:
    key = serialization.load_der_public_key(bytes.fromhex(group["publicKeyDer"]))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(of["sig"], of["msg"], ec.ECDSA(hashes.SHA256()))
    return True


CHECKS: dict[str, Callable[[Facts, Test, Test], bool]] = {
    "ed25519_test": _ed25519,
    "x25519_test": _x25519,
    "chacha20_poly1305_test": _aead(ChaCha20Poly1305),
    "hkdf_sha256_test": _hkdf,
    "aes_gcm_test": _aead(AESGCM),
    "aes_gcm_siv_test": _aead(AESGCMSIV),
    "aes_wrap_test": _wrap(keywrap.aes_key_unwrap),
    "aes_kwp_test": _wrap(keywrap.aes_key_unwrap_with_padding),
    "ecdsa_secp256r1_sha256_test": _p256,
}
NOT_KEPT: dict[str, Callable[[Facts, Test, Test], bool]] = {
    "hmac_sha256_test": _hmac,
    "pbkdf2_hmacsha256_test": _pbkdf2,
}


def wycheproof(check: Callable[[Facts, Test, Test], bool], document: Any) -> Counter[str]:
    """How often a test that is valid, invalid or acceptable was taken or refused."""
    counts: Counter[str] = Counter()
    for group in document["testGroups"]:
        for test in group["tests"]:
            of = {k: _bytes(v) for k, v in test.items() if isinstance(v, str)}
            try:
                took = check(of, group, test)
            except (InvalidTag, InvalidSignature, keywrap.InvalidUnwrap, ValueError):
                took = False
            counts[f"{test['result']} {'taken' if took else 'refused'}"] += 1
    return counts


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""  # a comment or a verdict


# ------------------------------------------------------------------------------ CCTV, age
def age_vector(raw: bytes) -> tuple[dict[str, list[str]], bytes]:
    """A vector's header and the file under it."""
    head, _, body = raw.partition(b"\n\n")
    facts: dict[str, list[str]] = {}
    for line in head.decode().splitlines():
        key, _, value = line.partition(": ")
        facts.setdefault(key, []).append(value)
    return facts, zlib.decompress(body) if facts.get("compressed") else body


def ours(facts: Mapping[str, list[str]], body: bytes) -> str:
    """What our envelope says: `decrypted`, or the code of the refusal."""
    keys = [k for k in facts.get("identity", ()) if k.startswith("AGE-SECRET-KEY-1")]
    try:
        plain = envelope.decrypt(body, keys)
    except PackageRefused as refused:
        return refused.code
    assert hashlib.sha256(plain).hexdigest() == facts["payload"][0]
    return "decrypted"


def library(facts: Mapping[str, list[str]], body: bytes) -> bool:
    """Whether the age library by itself decrypts an X25519 vector."""
    keys = [k for k in facts.get("identity", ()) if k.startswith("AGE-SECRET-KEY-1")]
    try:
        pyrage.decrypt(body, [pyrage.x25519.Identity.from_str(key) for key in keys])
    except pyrage.DecryptError:
        return False
    return True


def age_vectors() -> dict[str, bytes]:
    """Every age vector that is kept here, by name."""
    return {name: base64.b64decode(text) for name, text in kept("cctv_age").items()}


# ------------------------------------------------------------------------------ a checkout
def main() -> None:
    """Ask the same of whole checkouts, and print what came out."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--wycheproof", type=Path)
    parser.add_argument("--cctv", type=Path)
    given = parser.parse_args()
    faults = 0
    if given.wycheproof:
        for name, check in (CHECKS | NOT_KEPT).items():
            path = given.wycheproof / "testvectors_v1" / f"{name}.json"
            faults += _told(name, wycheproof(check, json.loads(path.read_text())))
    if given.cctv:
        tests = json.loads((given.cctv / "ed25519" / "ed25519vectors.json").read_text())
        faults += _told("CCTV ed25519", cctv_ed25519(tests))
        files = sorted((given.cctv / "age" / "testdata").iterdir())
        faults += _told("CCTV age", age_counts(path.read_bytes() for path in files))
    raise SystemExit(1 if faults else 0)


def cctv_ed25519(tests: Iterable[Test]) -> Counter[str]:
    """A key of small order or of a second spelling is invalid here; all others are acceptable."""
    counts: Counter[str] = Counter()
    for test in tests:
        flags, key = set(test["flags"] or ()), bytes.fromhex(test["key"])
        bad = flags & {"low_order_A", "non_canonical_A", "non_canonical_R", "low_order_residue"}
        took = openssh.is_sound_point(key) and openssh.is_signed(
            key, bytes.fromhex(test["sig"]), test["msg"].encode()
        )
        counts[f"{'invalid' if bad else 'acceptable'} {'taken' if took else 'refused'}"] += 1
    return counts


def age_counts(files: Iterable[bytes]) -> Counter[str]:
    """How often what should decrypt did, and what should not did not."""
    counts: Counter[str] = Counter()
    for raw in files:
        facts, body = age_vector(raw)
        valid = "valid" if facts["expect"] == ["success"] else "invalid"
        took = ours(facts, body) == "decrypted"
        counts[f"{valid} {'taken' if took else 'refused'}"] += 1
    return counts


def _told(name: str, counts: Counter[str]) -> int:
    said = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
    print(f"{name:<30} {said}")
    return counts["invalid taken"]


if __name__ == "__main__":
    main()
