"""Wrapping the vault's key under a passphrase or a recovery code, and taking it out again.

Passphrase: Argon2id (RFC 9106). Recovery code: HKDF-SHA256, since it has 128 bits of its own.
Each wrap has a fresh salt, so a fresh key, which is what lets ChaCha20-Poly1305 (RFC 8439) use a
nonce of zeros. Everything else in the slot, the vault's id and its kind are bound in.
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import VaultRefused
from storage.keys.slots import canonical
from storage.masked import Masked, wipe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MIB = 1024
"""KiB, the unit in which Argon2id counts memory."""

_NONCE = bytes(12)
_SALT = 16
_KEY = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes side by side."""

    memory: int
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Clamps:
    """Costs that are believed when read: no silent downgrade, no bomb of memory."""

    least: Cost
    most: Cost

    def hold(self, cost: Cost) -> bool:
        """Tell whether a cost lies within."""
        return (
            self.least.memory <= cost.memory <= self.most.memory
            and self.least.passes <= cost.passes <= self.most.passes
            and self.least.lanes <= cost.lanes <= self.most.lanes
        )


REAL = Clamps(Cost(64 * MIB, 3, 1), Cost(1024 * MIB, 10, 8))
CHOICES = tuple(Cost(mib * MIB) for mib in (512, 256, 128, 64))


def calibrate(timer: Callable[[], float] = time.perf_counter) -> Cost:
    """The dearest cost of which this laptop does one guess in a second; never below 64 MiB."""
    floor = CHOICES[-1]
    started = timer()
    wipe(_stretch("calibration", bytes(_SALT), floor))
    second_per_kib = (timer() - started) / floor.memory
    return next((c for c in CHOICES if c.memory * second_per_kib <= 1.0), floor)


def wrap_passphrase(
    key: Masked, passphrase: str, cost: Cost, vault: str, kind: str
) -> dict[str, Any]:
    """A slot that opens with a passphrase."""
    kdf = {"name": "argon2id", "m": cost.memory, "t": cost.passes, "p": cost.lanes}
    slot = _new_slot("pass", kdf)
    return _wrap(key, _stretch(passphrase, bytes.fromhex(slot["salt"]), cost), slot, vault, kind)


def unwrap_passphrase(
    slot: Mapping[str, Any], passphrase: str, vault: str, kind: str, clamps: Clamps = REAL
) -> Masked | None:
    """The key in a passphrase slot; None when the passphrase is wrong.

    Raises:
        VaultRefused: `vault.damaged` for a cost out of bounds, `vault.not-enough-memory`.
    """
    try:
        cost = Cost(*(int(slot["kdf"][name]) for name in ("m", "t", "p")))
        salt = bytes.fromhex(slot["salt"])
    except (KeyError, ValueError, TypeError):
        raise VaultRefused("vault.damaged", file="slots") from None
    if not clamps.hold(cost) or len(salt) != _SALT:
        raise VaultRefused("vault.damaged", file="slots")
    return _unwrap(slot, _stretch(passphrase, salt, cost), vault, kind)


def wrap_code(key: Masked, code: bytes, vault: str, kind: str) -> dict[str, Any]:
    """A slot that opens with the recovery code's 16 bytes."""
    slot = _new_slot("recovery", {"name": "hkdf-sha256"})
    wrapping = _expand(code, bytes.fromhex(slot["salt"]), b"onechance/1/recovery")
    return _wrap(key, wrapping, slot, vault, kind)


def unwrap_code(slot: Mapping[str, Any], code: bytes, vault: str, kind: str) -> Masked | None:
    """The key in a recovery slot; None when the code is another vault's."""
    try:
        salt = bytes.fromhex(slot["salt"])
    except (KeyError, ValueError, TypeError):
        raise VaultRefused("vault.damaged", file="slots") from None
    return _unwrap(slot, _expand(code, salt, b"onechance/1/recovery"), vault, kind)


def derive(key: Masked, purpose: str) -> Masked:
    """A key for one purpose, `db` or `slots`, from the vault's key."""
    with key.shown() as plain:
        return Masked(_expand(plain, None, f"onechance/1/{purpose}".encode()))


def _new_slot(kind: str, kdf: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(8),
        "type": kind,
        "kdf": kdf,
        "salt": secrets.token_hex(_SALT),
    }


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytearray:
    # One spelling, whatever the keyboard: NIST SP 800-63B asks for NFKC or NFKD.
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    out = bytearray(_KEY)
    try:
        Argon2id(
            salt=salt,
            length=_KEY,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory,
        ).derive_into(typed, out)
    except MemoryError as error:
        raise VaultRefused("vault.not-enough-memory") from error
    return out


def _expand(secret: bytes | bytearray, salt: bytes | None, info: bytes) -> bytearray:
    out = bytearray(_KEY)
    HKDF(SHA256(), _KEY, salt, info).derive_into(secret, out)
    return out


def _bound(slot: Mapping[str, Any], vault: str, kind: str) -> bytes:
    rest = {name: slot[name] for name in sorted(slot) if name != "ct"}
    return canonical({"slot": rest, "vault": vault, "kind": kind})


def _wrap(
    key: Masked, wrapping: bytearray, slot: dict[str, Any], vault: str, kind: str
) -> dict[str, Any]:
    try:
        with key.shown() as plain:
            sealed = ChaCha20Poly1305(wrapping).encrypt(_NONCE, plain, _bound(slot, vault, kind))
    finally:
        wipe(wrapping)
    return slot | {"ct": sealed.hex()}


def _unwrap(slot: Mapping[str, Any], wrapping: bytearray, vault: str, kind: str) -> Masked | None:
    out = bytearray(_KEY)
    try:
        sealed, bound = bytes.fromhex(slot["ct"]), _bound(slot, vault, kind)
        ChaCha20Poly1305(wrapping).decrypt_into(_NONCE, sealed, bound, out)
    except InvalidTag:
        return None
    except (KeyError, ValueError, TypeError):  # also a ciphertext of another length
        raise VaultRefused("vault.damaged", file="slots") from None
    finally:
        wipe(wrapping)
    return Masked(out)
