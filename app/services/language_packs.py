"""The language packs of a vault: taken in with their signature, kept, and proved at each start.

A pack that cannot be proved, or breaks a rule, is off; the English is read aloud instead. An
organisation gives out a pack as two files, `ckb.toml` and `ckb.toml.sig`, with no new release.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from app.content.interview_loader import load_pack, load_shipped
from app.content.packs_on_disk import read_interview_packs
from app.content.spoken import sources_of
from app.domain.errors import ContentRefused, PackageRefused
from app.domain.handover import Mode
from app.domain.translation import Shelf, refusal
from app.domain.translation_checks import Fault, pack_faults, proof_faults, unapproved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.content.library import Library
    from app.domain.renderings import Pack, Proof, SpokenText
    from app.ports.vault import VaultStore

_KEPT = "interview-packs"
SIGNATURE = ".sig"
"""Ends the name of the file beside a pack that holds its signature."""


class PackSeals(Protocol):
    """Signs and proves language packs with the keys and the trust of the open vault."""

    @property
    def mode(self) -> Mode:
        """Live or demo; a pack of the other mode is refused."""
        ...

    def sign_interview(self, content: bytes) -> bytes:
        """An armoured signature over a pack's bytes, for the file beside it.

        Raises `PackageRefused`: `handover.not-enrolled`, or `package.wrong-role` for a principal
        without `+content`.
        """
        ...

    def prove_interview(self, content: bytes, signature: bytes) -> Proof:
        """Who signed these bytes, and how far that is believed; nothing of them is read.

        Raises `PackageRefused`, as for any signature: `package.signature`, `package.wrong-role`,
        `package.unknown-area`, `package.changed-root`, `package.demo-in-live` …
        """
        ...


@dataclass(frozen=True, slots=True)
class SignedPack:
    """A pack as it is given to other laptops: two files."""

    name: str
    content: bytes
    signature: bytes

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Both, by name."""
        return (self.name, self.content), (self.name + SIGNATURE, self.signature)


def shelf(store: VaultStore, library: Library, seals: PackSeals, only: str = "*") -> Shelf:
    """The packs in force, or the one of a single language, which is quicker.

    A live vault never even holds the drafts that come with the program.
    """
    packs = shipped(only) if seals.mode is Mode.DEMO else {}
    sources = sources_of(library)
    faults: list[tuple[str, Fault]] = []
    for tag, kept in sorted(_kept(store).items()):
        if only not in {"*", tag}:
            continue
        packs.pop(tag, None)
        try:
            signed = _signed(store, kept)
            pack = _proved(signed, seals)
            _refuse(proof_faults(pack), signed.name)
        except (ContentRefused, PackageRefused) as refused:
            faults.append((tag, Fault("", "LP17", refused.code)))
            continue
        packs[tag] = pack
    return Shelf(library.languages, sources, MappingProxyType(packs), seals.mode, tuple(faults))


def shipped(tag: str = "*") -> dict[str, Pack]:
    """What comes with the program, by tag: one language's pack, or all of them in about 200 ms.

    None of them is signed.
    """
    return load_shipped(read_interview_packs(tag))


def take_in(
    store: VaultStore, library: Library, signed: SignedPack, seals: PackSeals, who: str
) -> Pack:
    """Prove a pack, hold it against every rule, and keep it in place of the language's old one.

    Raises:
        PackageRefused: the signature is not one, or not by a content lead of a known area.
        ContentRefused: `content.language` with `file`, `id` and `rule`, for the first rule that
            is broken; nothing is kept. An older version than the one here is refused too.
    """
    pack = _proved(signed, seals)
    _refuse(proof_faults(pack), signed.name)
    if seals.mode is not Mode.DEMO:
        _refuse(unapproved(pack), signed.name)
    _refuse(faults_of(pack, library), signed.name)
    kept = _kept(store)
    if pack.tag in kept and _proved(_signed(store, kept[pack.tag]), seals).version > pack.version:
        raise refusal(signed.name, Fault("", "LP18", f"version {pack.version}"))
    row = {
        "name": signed.name,
        "pack": store.keep(signed.content),
        "signature": store.keep(signed.signature),
    }
    store.set_setting(_KEPT, json.dumps({**kept, pack.tag: row}, sort_keys=True))
    store.log("language pack", f"{pack.tag} {pack.version}", who)
    return pack


def let_go(store: VaultStore, tag: str, who: str) -> None:
    """Use a language's pack no longer. What was shown from it stays in the record."""
    kept = {t: row for t, row in _kept(store).items() if t != tag}
    store.set_setting(_KEPT, json.dumps(kept, sort_keys=True))
    store.log("language pack let go", tag[:80], who)


def tags(store: VaultStore) -> tuple[str, ...]:
    """The languages with a signed pack in this vault."""
    return tuple(sorted(_kept(store)))


def faults_of(pack: Pack, library: Library) -> tuple[Fault, ...]:
    """Every rule that a pack's texts break against today's English; not those of its signature."""
    sources: Mapping[str, SpokenText] = sources_of(library)
    return pack_faults(pack, library.languages, sources)


def _proved(signed: SignedPack, seals: PackSeals) -> Pack:
    # Proved before it is read: no stranger's text reaches the reader.
    proof = seals.prove_interview(signed.content, signed.signature)
    return replace(load_pack(signed.name, signed.content), proof=proof)


def _refuse(faults: list[Fault] | tuple[Fault, ...], file: str) -> None:
    for fault in faults:
        raise refusal(file, fault)


def _signed(store: VaultStore, row: Mapping[str, str]) -> SignedPack:
    return SignedPack(row["name"], store.blob(row["pack"]), store.blob(row["signature"]))


def _kept(store: VaultStore) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(store.setting(_KEPT) or "{}")
    return found
