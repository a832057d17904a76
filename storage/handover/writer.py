"""Making a package: sign a slice, gather reviews, seal a delivery. FORMAT.md section 8.

Whatever is made here is read again by the reader before it is let out.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.handover import Mode, Sealed, SignedSlice
from storage import codec
from storage.handover import (
    archive,
    certificates,
    coded_pdf,
    envelope,
    grammars,
    members,
    parts,
    proof,
    reader,
    statements,
    texts,
)
from storage.handover.ends import Reader
from storage.handover.statements import NONE, sha256, write_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.domain.entry import Entry
    from app.domain.handover import Carried, Credentials, Parcel, ReviewDraft, SliceDraft
    from storage.handover.trust import Book

APP = "one-chance 0.1.0"
"""What statements say made them; for people only, no reader acts on it."""

NOT_HELD = "not-held"
"""The ground for a part that never reached the sender of this copy."""

Files = list[tuple[str, bytes]]


def sign(credentials: Credentials, kind: str, message: bytes) -> bytes:
    """The worker's signature over a statement, certificate included."""
    blob = certificates.blob_of(credentials.certificate)
    return proof.sign(credentials.signing_key, blob, kind, credentials.mode, message)


def file_name(stem: str, name: str, mode: Mode, ending: str = "age") -> str:
    """A neutral name for a finished file: HO-3f2a9c01.age, DEMO-HO-... in practice."""
    return f"{'DEMO-' if mode is Mode.DEMO else ''}{stem}-{name[:8]}.{ending}"


def audit(head: tuple[int, str]) -> str:
    """The head of the vault's chain as statements spell it."""
    return f"{head[0]}:{head[1]}"


def sign_slice(
    draft: SliceDraft,
    credentials: Credentials,
    encode: Callable[[Entry], bytes] = codec.encode,
) -> SignedSlice:
    """Sign one author's entries. `ValueError` when one is of another area or case."""
    if any(e.area != credentials.area or e.case != draft.case for e in draft.entries):
        raise ValueError("a slice holds one case's entries of its author's own area")
    papers = parts.number_papers(draft.papers)
    seven = [
        (parts.name(rc), parts.write(rc, draft.entries, papers, secrets.token_hex(32), encode))
        for rc in RestrictionClass
    ]
    manifest = statements.write(
        grammars.MANIFEST,
        {
            "mode": credentials.mode.value,
            "slice": secrets.token_hex(16),
            "case": draft.case,
            "created": write_time(draft.created),
            "author": credentials.principal,
            "area": credentials.area,
            "follows": draft.follows or NONE,
            "parts": str(parts.version(draft.entries)),
            "audit": audit(draft.audit),
            "app": APP,
        },
        [(name, sha256(content)) for name, content in seven],
    )
    signature = sign(credentials, "manifest", manifest)
    files = [("MANIFEST.txt", manifest), ("MANIFEST.txt.sig", signature), *seven]
    files += [(f"papers/{name}", content) for name, content in papers]
    return SignedSlice(sha256(manifest), credentials.area, tuple(files))


def write_review(draft: ReviewDraft, credentials: Credentials) -> tuple[bytes, bytes]:
    """A review and its signature."""
    content = statements.write(
        grammars.REVIEW,
        {
            "mode": credentials.mode.value,
            "review": secrets.token_hex(16),
            "over": draft.slice,
            "created": write_time(draft.created),
            "reviewer": credentials.principal,
            "role": draft.role.value,
            "decision": draft.decision.value,
            "record": draft.record or NONE,
        },
    )
    return content, sign(credentials, "review", content)


def with_review(signed: SignedSlice, content: bytes, signature: bytes) -> SignedSlice:
    """The slice with one more review after those it has; `ValueError` for a fifth."""
    taken = sum(1 for name, _ in signed.members if name.startswith("REVIEW-")) // 2
    if taken == members.MAX_REVIEWS:
        raise ValueError("a slice carries at most four reviews")
    name = f"REVIEW-{taken + 1}.txt"
    files = [*signed.members, (name, content), (name + members.SIG, signature)]
    return SignedSlice(signed.digest, signed.area, _ordered(files))


def review_slice(signed: SignedSlice, draft: ReviewDraft, credentials: Credentials) -> SignedSlice:
    """Sign a review of this slice and put it in."""
    return with_review(signed, *write_review(draft, credentials))


def join_slices(one: SignedSlice, other: SignedSlice) -> SignedSlice:
    """Two copies of one slice with every part that either holds, and each person's newest review.

    What was signed is the same in both, so a part is the same wherever it is. `ValueError` when
    they are two slices.
    """
    if one.digest != other.digest:
        raise ValueError("only copies of one slice can be joined")
    files = {
        name: content
        for name, content in (*other.members, *one.members)
        if not name.startswith("REVIEW-")
    }
    whole = SignedSlice(one.digest, one.area, _ordered(list(files.items())))
    newest: dict[tuple[str, str], tuple[str, bytes, bytes]] = {}
    for copy in (one, other):
        for who, found in _reviews(copy):
            newest[who] = max(newest.get(who, found), found)
    for _made, review, signature in list(newest.values())[: members.MAX_REVIEWS]:
        whole = with_review(whole, review, signature)
    return whole


def _reviews(signed: SignedSlice) -> Iterator[tuple[tuple[str, str], tuple[str, bytes, bytes]]]:
    """Each review of a slice: who made it in what office; when, its bytes and its signature.

    One person reviews a slice once in one office, or it is refused where it is opened.
    """
    files = dict(signed.members)
    for name in (n for n in files if n.startswith("REVIEW-") and not n.endswith(members.SIG)):
        said = statements.read(grammars.REVIEW, files[name])
        found = (said.one("created"), files[name], files[name + members.SIG])
        yield (said.one("reviewer"), said.one("role")), found


def pack_slice(signed: SignedSlice) -> bytes:
    """A slice as one blob, to be kept by its digest."""
    return archive.pack(signed.members)


def unpack_slice(content: bytes) -> SignedSlice:
    """A kept slice again. Raises `PackageRefused`; its signature is proved when it is opened."""
    files = archive.unpack(content, members.limit)
    members.check_slice([name for name, _ in files])
    manifest = dict(files)["MANIFEST.txt"]
    area = statements.read(grammars.MANIFEST, manifest).one("area")
    return SignedSlice(sha256(manifest), area, files)


def seal(parcel: Parcel, credentials: Credentials, book: Book) -> Sealed:
    """Make the package for one receiving desk.

    It is read again, all checks included, before it is let out; so a slice that has been damaged
    or a signer whose time is over raises `PackageRefused` here and not at the receiver. Raises
    `ValueError` for a parcel that cannot be spelt.
    """
    name = secrets.token_hex(16)
    plain = _archive(parcel, credentials, name)
    again = Reader(book, (parcel.to.key,), parcel.created)
    verified = reader.read_archive(plain, again)
    content = envelope.encrypt(plain, [parcel.to.key])
    envelope.check_header(content)
    return Sealed(content, verified.delivery.digest, file_name("HO", name, credentials.mode))


def seal_coded(
    parcel: Parcel, pages: bytes, code: str, credentials: Credentials, book: Book
) -> Sealed:
    """Make the package for somebody with no key: pages that the code opens, the archive attached.

    `parcel.to` is `NO_DESK`. The archive is read again with every check, out of the very PDF that
    is given out. Raises as `seal`.
    """
    if not parcel.to.is_coded:
        raise ValueError("a coded copy is addressed to no desk")
    name = secrets.token_hex(16)
    plain = _archive(parcel, credentials, name)
    content = coded_pdf.lock(pages, plain, code)
    again, to = reader.take_out(coded_pdf.attached(content, code), ())
    verified = reader.read_archive(again, Reader(book, to, parcel.created))
    named = file_name("HO", name, credentials.mode, "pdf")
    return Sealed(content, verified.delivery.digest, named)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One slice as it goes into this copy, with what DELIVERY.txt says of it."""

    files: Files
    line: str
    parts: list[str]


def _archive(parcel: Parcel, credentials: Credentials, name: str) -> bytes:
    copies = [_copy(n, one, credentials.area) for n, one in enumerate(parcel.slices, 1)]
    head: Files = [
        (members.README, texts.README_CODED if parcel.to.is_coded else texts.README_PACKAGE),
        (members.PDF, parcel.pdf),
        *area_papers(credentials),
    ]
    body = [file for copy in copies for file in copy.files]
    values = {
        **_address(parcel, credentials, name),
        "slice": [copy.line for copy in copies],
        "part": [line for copy in copies for line in copy.parts],
    }

    def signed(padding: bytes) -> Files:
        others = [*head, *body, (archive.PADDING, padding)]
        sums = [(title, sha256(content)) for title, content in others]
        delivery = statements.write(grammars.DELIVERY, values, sums)
        signature = sign(credentials, "delivery", delivery)
        own = [("DELIVERY.txt", delivery), ("DELIVERY.txt.sig", signature)]
        return [others[0], *own, *others[1:]]

    # A checksum has one length, whatever it is of, so padding may be measured on a first try.
    draft = signed(b"")
    return archive.pack(signed(archive.padding_for(draft[:-1])))


def area_papers(credentials: Credentials) -> Files:
    """The sender's area card and trust list, which every sealed file brings along."""
    return [
        (members.CARD, credentials.card),
        (members.CARD + members.SIG, credentials.card_signature),
        (members.TRUST, credentials.trust),
        (members.TRUST + members.SIG, credentials.trust_signature),
    ]


def _address(parcel: Parcel, credentials: Credentials, name: str) -> dict[str, str]:
    answer_by = NONE if parcel.answer_by is None else write_time(parcel.answer_by)
    return {
        "mode": credentials.mode.value,
        "delivery": name,
        "kind": parcel.kind.value,
        "created": write_time(parcel.created),
        "urgency": parcel.urgency.value,
        "answer-by": answer_by,
        "signer": credentials.principal,
        "from-area": credentials.area,
        "from-desk": parcel.from_desk,
        "to-area": parcel.to.area or NONE,
        "to-desk": parcel.to.name or NONE,
        "to-key": parcel.to.key,
        "purpose": parcel.purpose,
        "basis": parcel.basis,
        "marking": parcel.marking,
        "previous": parcel.previous or NONE,
        "audit": audit(parcel.audit),
        "app": APP,
    }


def _copy(number: int, carried: Carried, area: str) -> _Copy:
    """A slice without its withheld parts, and without their papers.

    What did not reach us cannot go on from here: its ground is `not-held`, unless one is given.
    """
    here = {title for title, _ in carried.slice.members}
    grounds = {rc: NOT_HELD for rc in RestrictionClass if parts.name(rc) not in here}
    grounds |= {one.rc: one.ground for one in carried.withheld}
    out = tuple(f"RC{n}" for n in range(1, 8) if RestrictionClass(f"RC{n}") in grounds)
    files = [
        (f"{number:02d}/{title}", content)
        for title, content in carried.slice.members
        if not (out and title.removeprefix("papers/").startswith(out))
    ]
    said = [
        f"{number:02d}/{rc.value} {f'withheld {grounds[rc]}' if rc in grounds else 'in'}"
        for rc in RestrictionClass
    ]
    how = "own" if carried.slice.area == area else f"brought-by {carried.brought_by or 'unnamed'}"
    return _Copy(files, f"{number:02d} {carried.slice.digest} {how}", said)


def _ordered(files: Sequence[tuple[str, bytes]]) -> tuple[tuple[str, bytes], ...]:
    return tuple(sorted(files, key=lambda file: members.slice_rank(file[0]) or ()))
