"""Every kind of signed file, made by every kind of hand: what the two trust matrices are made of.

A file is whole in every other way: only its signature, or the certificate under it, is the hand's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from app.domain.errors import PackageRefused
from app.domain.handover import Credentials, DeliveryKind, Mode, ReviewDraft, Standing
from app.domain.translation_checks import proof_faults
from storage.handover import (
    archive,
    certificates,
    enrolment,
    envelope,
    interview,
    members,
    openssh,
    proof,
    reader,
    receipt,
    review,
    sshsig,
    trust,
    writer,
)
from storage.handover.ends import Reader
from tests.format import faults, forge, world
from tests.format.world import DAY, NOON

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.renderings import Pack
    from storage.handover.trust import Book

PASSES = "passes"
PACK = b'[meta]\ntag = "ckb"\n'
CONSTANT = faults.SMALL + bytes(32)
"""With a key of small order this one signature fits every message."""

WORKERS = ("handover", "follow-up", "record", "answer", "review", "review alone", "language pack")
ROOTS = ("card", "trust list", "enrolment answer")
FILES = (*WORKERS, *ROOTS, "enrolment request")
STATEMENT = {  # what of the format each file's proof is over
    "handover": "delivery",
    "follow-up": "delivery",
    "record": "manifest",
    "answer": "receipt",
    "review": "review",
    "review alone": "review",
    "language pack": "interview",
    "card": "card",
    "trust list": "trust",
    "enrolment answer": "answer",
    "enrolment request": "request",
}
_OFFICE = {"review": "sue+supervisor@", "review alone": "sue+supervisor@"}
_OFFICE["language pack"] = "amina+content@"
_WITHOUT = {"review": "sue@", "review alone": "sue@", "language pack": "amina@"}
_OTHER_USE = {"delivery": "receipt", "receipt": "delivery", "manifest": "delivery"}


@dataclass(frozen=True)
class Hand:
    """Who signs a file: the key, what the signature carries, and what it says it is for."""

    by: Credentials
    blob: bytes
    space: str
    constant: bool = False

    def armoured(self, message: bytes) -> bytes:
        """This hand's signature over any bytes."""
        made = sshsig.sign(self.by.signing_key, self.blob, self.space, message)
        return self.edit(made)

    def edit(self, armoured: bytes) -> bytes:
        """What this hand does to a signature that was made."""
        if not self.constant:
            return armoured
        return sshsig.armour(replace(sshsig.read(armoured), value=CONSTANT))


@dataclass(frozen=True)
class Signed:
    """A file as it would travel, and the statement, signature and principal for ssh-keygen."""

    content: bytes
    statement: bytes
    signature: bytes
    principal: str


def principal(file: str) -> str:
    """Whose signature a file of this kind bears."""
    return "root@norfolk.example" if file in ROOTS else _OFFICE.get(file, "jo@") + world.NORFOLK


def good(file: str, mode: Mode = Mode.LIVE, space: Mode | None = None, **facts: object) -> Hand:
    """The hand that may sign a file of this kind; the space can be the other mode's."""
    place = world.norfolk(mode)
    kind = STATEMENT[file]
    name = proof.namespace(kind, space or mode)
    if file in ROOTS:
        seed = place.root.seed
        by = replace(place.worker(), signing_key=seed)
        return Hand(by, openssh.key_blob(openssh.public_key(seed)), name)
    who = "kim@norfolk.example" if file == "enrolment request" else principal(file)
    by = place.worker(who, **facts)
    if file == "enrolment request":
        return Hand(by, openssh.key_blob(openssh.public_key(by.signing_key)), name)
    return Hand(by, certificates.blob_of(by.certificate), name)


def certified(file: str, **facts: object) -> Hand:
    """A worker's hand with a certificate that says anything at all; roots have none of their own.

    For a file that only a root may sign this is a worker who signs it all the same.
    """
    who = "jo@norfolk.example" if file in {*ROOTS, "enrolment request"} else principal(file)
    by = world.norfolk().worker(who)
    given = {"principals": (who,), "root": world.norfolk().root.seed, **facts}
    blob = forge.certificate(by.signing_key, **given)
    return Hand(by, blob, proof.namespace(STATEMENT[file], Mode.LIVE))


def _seconds(days: float) -> int:
    return int((NOON + days * DAY).timestamp())


def _raw(file: str) -> Hand:
    by = world.norfolk().worker(principal(file) if file in WORKERS else "")
    blob = openssh.key_blob(openssh.public_key(by.signing_key))
    return Hand(by, blob, proof.namespace(STATEMENT[file], Mode.LIVE))


def _other_root(file: str) -> Hand:
    fen = world.fen().root.seed
    if file in ROOTS:
        by = replace(world.norfolk().worker(), signing_key=fen)
        blob = openssh.key_blob(openssh.public_key(fen))
        return Hand(by, blob, proof.namespace(STATEMENT[file], Mode.LIVE))
    return certified(file, root=fen)


def _wrong_role(file: str) -> Hand:
    if file in _WITHOUT:
        return certified(file, principals=(_WITHOUT[file] + world.NORFOLK,))
    if file in WORKERS:
        kind = _OTHER_USE[STATEMENT[file]]
        return replace(certified(file), space=proof.namespace(kind, Mode.LIVE))
    return certified(file)


def _small_order(file: str) -> Hand:
    if file in ROOTS or file == "enrolment request":
        blob = openssh.key_blob(faults.SMALL)
        return replace(_raw(file), blob=blob, constant=True)
    return replace(certified(file, key=faults.SMALL), constant=True)


HANDS: dict[str, Callable[[str], Hand]] = {
    "good": good,
    "expired": lambda f: certified(f, begins=_seconds(-40), ends=_seconds(-1)),
    "not yet valid": lambda f: certified(f, begins=_seconds(1), ends=_seconds(40)),
    "revoked": lambda f: certified(f, serial=77),
    "other root": _other_root,
    "raw key": _raw,
    "wrong role": _wrong_role,
    "small order": _small_order,
    "demo": lambda f: good(f, Mode.DEMO),
    "demo, by the live key": lambda f: good(f, Mode.LIVE, Mode.DEMO),
}


def book(hand: str = "good", mode: Mode = Mode.LIVE) -> Book:
    """What the reader knows; for the revoked hand, that its key and its certificate were lost."""
    known = world.book(mode)
    if hand != "revoked":
        return known
    lost = {certified(file).by.signing_key for file in FILES}
    keys = [openssh.key_line(openssh.public_key(seed)) for seed in sorted(lost)]
    listed = tuple(world.Revocation(None, key, NOON - DAY) for key in keys)
    return known.put(
        world.norfolk(mode).known(revocations=(*listed, world.Revocation(77, "", NOON - DAY)))
    )


# ------------------------------------------------------------------------ the files
@cache
def _package(mode: Mode, **facts: object) -> tuple[tuple[str, bytes], ...]:
    carried = world.Carried(world.a_slice(world.norfolk(mode).worker()), world.OUT)
    parcel = world.a_parcel(carried, mode=mode, **facts)
    plain = writer._archive(parcel, world.norfolk(mode).worker(), "0f" * 16)
    return archive.unpack(plain, lambda _: 2**30)


def make(file: str, hand: Hand, mode: Mode = Mode.LIVE, says: str = "") -> Signed:
    """A file of this kind by this hand; `mode` is the world it is made in.

    `says` puts another word on the `mode` line of the statement that the hand signs.
    """
    edit = forge.line("mode", says) if says else forge.same
    if file in {"handover", "follow-up", "record", "review"}:
        return _delivered(file, hand, mode, edit)
    named, statement = _alone(file, hand, mode)
    if statement is None:
        return Signed(PACK, PACK, hand.armoured(PACK), principal(file))
    if file == "answer":
        content = forge.redeliver(
            *(named, hand.by, edit),
            statement=statement,
            namespace=hand.space,
            key=hand.blob,
            signature=hand.edit,
        )
        named = dict(archive.unpack(content, members.limit))
        return Signed(content, named[statement], named[statement + members.SIG], principal(file))
    message = edit(named[statement])
    named = {**named, statement: message, statement + members.SIG: hand.armoured(message)}
    if file == "review alone":
        draft = [pair for pair in named.items() if pair[0] != archive.PADDING]
        named[archive.PADDING] = archive.padding_for(draft)
    content = archive.pack(list(named.items()))
    return Signed(content, message, named[statement + members.SIG], principal(file))


def _delivered(file: str, hand: Hand, mode: Mode, edit: forge.Edit) -> Signed:
    follow = {"kind": DeliveryKind.CORRECTION, "previous": "e" * 64}
    files = dict(_package(mode, **(follow if file == "follow-up" else {})))
    jo = world.norfolk(mode).worker()
    if file in {"handover", "follow-up"}:
        plain = forge.redeliver(
            files, hand.by, edit, namespace=hand.space, key=hand.blob, signature=hand.edit
        )
        name = "DELIVERY.txt"
    elif file == "record":
        files = forge.remanifest(files, hand.by, edit, namespace=hand.space, key=hand.blob)
        name = "01/MANIFEST.txt"
        files[name + members.SIG] = hand.edit(files[name + members.SIG])
        plain = forge.redeliver(files, jo)
    else:
        name = "01/REVIEW-1.txt"
        files[name] = edit(files[name])
        files[name + members.SIG] = hand.armoured(files[name])
        plain = forge.redeliver(files, jo)
    inside = dict(archive.unpack(plain, lambda _: 2**30))
    return Signed(plain, inside[name], inside[name + members.SIG], principal(file))


def _alone(file: str, hand: Hand, mode: Mode) -> tuple[dict[str, bytes], str | None]:
    """The files of a kind that travels by itself, and the one the hand signs."""
    place = world.norfolk(mode)
    if file == "answer":
        draft = replace(world.a_receipt_draft("d" * 64), to=world.west(mode).desk)
        plain = receipt._archive(draft, place.worker(), "0a" * 16)
        return dict(archive.unpack(plain, members.limit)), "RECEIPT.txt"
    if file == "review alone":
        what = ReviewDraft("a" * 64, world.ReviewRole.SUPERVISOR, world.Decision.APPROVED, NOON)
        sealed = review.seal_review(what, place.supervisor(), world.recipient("west/mash"))
        return forge.take_apart(sealed.content), "REVIEW.txt"
    if file == "card":
        card = trust.write_card(place.root, NOON - DAY, NOON + DAY)
        return dict(zip(members.CARD_FILE, card, strict=True)), members.CARD
    if file == "trust list":
        listed = trust.write_trust(place.root, NOON - DAY, NOON + DAY)
        names = (members.TRUST, members.TRUST + members.SIG)
        return dict(zip(names, listed, strict=True)), members.TRUST
    if file == "enrolment answer":
        return dict(_answer(mode)), "ANSWER.txt"
    if file == "enrolment request":
        return _request(hand, mode), "REQUEST.txt"
    return {}, None


@cache
def _kim(mode: Mode) -> tuple[bytes, enrolment.EnrolmentSecrets]:
    sealed, kept = enrolment.request(mode, "kim@norfolk.example", "NK 77", NOON)
    return sealed.content, kept


@cache
def _answer(mode: Mode) -> tuple[tuple[str, bytes], ...]:
    asked = enrolment.read_request(_kim(mode)[0], mode)
    sealed = enrolment.answer(asked, world.norfolk(mode).root, 501, NOON, NOON + 300 * DAY)
    plain = envelope.decrypt(sealed.content, (_kim(mode)[1].laptop_identity,))
    return archive.unpack(plain, members.limit)


def _request(hand: Hand, mode: Mode) -> dict[str, bytes]:
    """A request names the very key that signs it; a certificate's blob names the worker's."""
    files = dict(archive.unpack(_kim(mode)[0], members.limit))
    key = faults.SMALL if hand.constant else openssh.public_key(hand.by.signing_key)
    edit = forge.line("signing-key", openssh.key_line(key))
    return {**files, "REQUEST.txt": edit(files["REQUEST.txt"])}


# ------------------------------------------------------------------------ the readers
def verdict(file: str, signed: Signed, known: Book) -> str:
    """What the reader of this kind of file says: that it passes, or the code of its refusal."""
    try:
        return _read(file, signed, known)
    except PackageRefused as refused:
        return refused.code.removeprefix("package.")


def _read(file: str, signed: Signed, known: Book) -> str:
    given = Reader(known, (world.recipient("west/mash"),), NOON)
    if file in {"handover", "follow-up", "record", "review"}:
        reader.read_archive(signed.content, given)
    elif file == "answer":
        receipt.read_receipt(signed.content, given)
    elif file == "review alone":
        review.read_review(signed.content, given)
    elif file == "card":
        root = known.area(world.NORFOLK)
        assert root is not None
        trust.read_card_of(root.root, signed.statement, signed.signature, known.mode)
    elif file == "trust list":
        fresh = replace(known.areas[1], list_serial=0, standing=Standing.OWN)
        assert fresh.area == world.NORFOLK
        known.put(fresh).updated(signed.statement, signed.signature)
    elif file == "enrolment answer":
        kept = _kim(known.mode)[1]
        content = envelope.encrypt(signed.content, [envelope.recipient_of(kept.laptop_identity)])
        enrolment.accept(content, kept, NOON)
    elif file == "enrolment request":
        enrolment.read_request(signed.content, known.mode)
    else:
        found = interview.prove(signed.content, signed.signature, known)
        pack = SimpleNamespace(created=NOON, proof=found)  # as services.language_packs asks it
        return "".join(fault.code for fault in proof_faults(cast("Pack", pack))) or PASSES
    return PASSES
