"""A review that travels by itself, back to the author's desk. FORMAT.md section 10.

With it may come a slice of the reviewer's own, which holds the reasons and the remarks: the
statement alone says no more than approved, approved with conditions, or returned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.handover import Sealed, SignedSlice
from storage.handover import (
    archive,
    certificates,
    envelope,
    grammars,
    members,
    proof,
    reader,
    sshsig,
    stack,
)
from storage.handover.refusals import Code, refuse
from storage.handover.statements import read, sha256
from storage.handover.writer import area_papers, file_name, write_review

if TYPE_CHECKING:
    from app.domain.handover import (
        Credentials,
        PolicyFinding,
        ReviewDraft,
        ReviewFacts,
        VerifiedSlice,
    )
    from storage.handover.archive import Members
    from storage.handover.ends import Reader, Sender

_FOLDER = "01/"


@dataclass(frozen=True, slots=True)
class ReadReview:
    """A proved review, what must be weighed of it, and its two files as they join the slice."""

    facts: ReviewFacts
    findings: tuple[PolicyFinding, ...]
    message: bytes
    signature: bytes


def seal_review(
    draft: ReviewDraft, credentials: Credentials, to_key: str, words: SignedSlice | None = None
) -> Sealed:
    """Sign a review and seal it to the author's desk, where it joins its slice.

    `words` is a slice by the reviewer that holds the entry which the review names as its record.
    """
    content, signature = write_review(draft, credentials)
    files = [("REVIEW.txt", content), ("REVIEW.txt.sig", signature), *area_papers(credentials)]
    files += [(_FOLDER + name, raw) for name, raw in (words.members if words else ())]
    files.append((archive.PADDING, archive.padding_for(files)))
    sealed = envelope.encrypt(archive.pack(files), [to_key])
    return Sealed(sealed, sha256(content), file_name("RV", draft.slice, credentials.mode))


def read_review(plain: bytes, given: Reader) -> ReadReview:
    """Read a decrypted review. Raises `PackageRefused`."""
    files = archive.unpack(plain, members.limit)
    inside = [file for file in files if file[0].startswith(_FOLDER)]
    members.check_exactly(files, _names(inside))
    archive.check_padding(plain, files)
    named = dict(files)
    content, signature = named["REVIEW.txt"], named["REVIEW.txt.sig"]
    signer = proof.prove("review", content, signature, given.book)
    facts = stack.read_review(content, signer, given)
    sender = reader.read_sender(named, signer, given.book)
    findings = reader.sender_findings(sender, facts.created, given)
    if inside:
        words = _words(tuple((n.removeprefix(_FOLDER), c) for n, c in inside), given, sender)
        if words.author != facts.reviewer or facts.record not in {e.id for e in words.entries}:
            refuse(Code.SIGNER, file=f"{_FOLDER}MANIFEST.txt")
        facts = replace(facts, words=words)
    return ReadReview(facts, reader.once(findings), content, signature)


def check_other_hand(signed: SignedSlice, credentials: Credentials) -> None:
    """Refuse to review what one wrote oneself: neither the same key nor the same person may.

    An office added to a name makes nobody another: jo+supervisor is jo.
    """
    files = dict(signed.members)
    author = read(grammars.MANIFEST, files["MANIFEST.txt"]).one("author")
    own = certificates.read(certificates.blob_of(credentials.certificate)).key
    theirs = certificates.read(sshsig.read(files["MANIFEST.txt.sig"]).key).key
    if own == theirs or _person(author) == _person(credentials.principal):
        refuse(Code.OWN_REVIEW, signer=credentials.principal)


def check_same_case(found: ReadReview, signed: SignedSlice) -> None:
    """The reviewer's own words are of the case that was reviewed, or nothing is taken."""
    words = found.facts.words
    manifest = dict(signed.members).get("MANIFEST.txt")
    if words is None or manifest is None:
        return
    if read(grammars.MANIFEST, manifest).one("case") != words.case:
        refuse(Code.PART, file=f"{_FOLDER}MANIFEST.txt")


def without_earlier(signed: SignedSlice, facts: ReviewFacts) -> SignedSlice:
    """The slice without an earlier review of the same person in the same office.

    One decision of one reviewer stands: the newest that came back.
    """
    kept: list[tuple[bytes, bytes]] = []
    files = dict(signed.members)
    for number in range(1, members.MAX_REVIEWS + 1):
        message = files.get(f"REVIEW-{number}.txt")
        if message is None:
            break
        said = read(grammars.REVIEW, message)
        if (said.one("reviewer"), said.one("role")) != (facts.reviewer, facts.role.value):
            kept.append((message, files[f"REVIEW-{number}.txt.sig"]))
    others = [f for f in signed.members if not f[0].startswith("REVIEW-")]
    for number, (message, signature) in enumerate(kept, 1):
        name = f"REVIEW-{number}.txt"
        others += [(name, message), (name + members.SIG, signature)]
    ordered = sorted(others, key=lambda file: members.slice_rank(file[0]) or ())
    return SignedSlice(signed.digest, signed.area, tuple(ordered))


def _names(inside: list[tuple[str, bytes]]) -> tuple[str, ...]:
    """Every name in its place: the slice stands before the padding."""
    own = tuple(name for name, _ in inside)
    if own:
        members.check_slice([name.removeprefix(_FOLDER) for name in own])
    return (*members.REVIEW[:-1], *own, members.REVIEW[-1])


def _words(files: Members, given: Reader, sender: Sender) -> VerifiedSlice:
    """The reviewer's own slice, whole: all seven parts, of the reviewer's own area."""
    digest = sha256(dict(files)["MANIFEST.txt"])
    announced = stack.Announced(
        number=1,
        digest=digest,
        own=True,
        brought_by="",
        present=tuple(RestrictionClass),
        withheld=(),
    )
    return stack.read_slice(announced, files, given, sender).verified


def _person(principal: str) -> tuple[str, str]:
    user, _, area = principal.partition("@")
    return user.partition("+")[0], area
