"""The slices of a package: each proved by its own author's signature. FORMAT.md section 7.

DELIVERY.txt says which parts of which slice are here; MANIFEST.txt says what each part is. Both
must agree with the files to the last one: parts present and parts withheld make seven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.handover import (
    Decision,
    PolicyFinding,
    ReviewFacts,
    ReviewRole,
    SignedSlice,
    VerifiedSlice,
    Withheld,
)
from app.domain.ids import CaseId
from storage.handover import grammars, members, parts, proof
from storage.handover.refusals import Code, Finding, refuse
from storage.handover.statements import read, sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from app.domain.entry import Entry
    from app.domain.handover import Revocation
    from storage.handover.archive import Members
    from storage.handover.ends import Reader, Sender
    from storage.handover.proof import Signer
    from storage.handover.statements import Statement


@dataclass(frozen=True, slots=True)
class ReadSlice:
    """A proved slice, the bytes of its entries by id, and what must be said of it."""

    verified: VerifiedSlice
    lines: tuple[tuple[str, bytes], ...]
    findings: tuple[PolicyFinding, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """What DELIVERY.txt says of one slice."""

    number: int
    digest: str
    own: bool
    brought_by: str
    present: tuple[RestrictionClass, ...]
    withheld: tuple[Withheld, ...]


def read_slices(
    delivery: Statement, files: Members, reader: Reader, sender: Sender
) -> tuple[list[ReadSlice], list[PolicyFinding]]:
    """Prove every slice of a package, in order. Raises `PackageRefused`."""
    announced = _announced(delivery)
    found = members.slices(files)
    if len(announced) != len(found):
        refuse(Code.MEMBERS)
    digests = [one.digest for one in announced]
    if len(set(digests)) != len(digests):
        refuse(Code.MEMBERS)
    slices = [
        read_slice(one, content, reader, sender)
        for one, content in zip(announced, found, strict=True)
    ]
    return slices, [finding for one in slices for finding in _weighed(one, slices)]


def _weighed(one: ReadSlice, slices: Sequence[ReadSlice]) -> Iterator[PolicyFinding]:
    """What is found about a slice. A reviewer's own reasons need nobody else's review."""
    records = {(r.reviewer, r.record) for s in slices for r in s.verified.reviews}
    reasons = any((one.verified.author, e.id) in records for e in one.verified.entries)
    for found in one.findings:
        if not (reasons and found.code == Finding.UNREVIEWED.value):
            yield found


def check_parts(present: Sequence[RestrictionClass], files: Mapping[str, bytes]) -> None:
    """The part files of a slice are exactly those announced as present."""
    here = {name for name in files if name.endswith(".jsonl")}
    if here != {parts.name(rc) for rc in present}:
        refuse(Code.PART)


def check_papers(present: Sequence[RestrictionClass], files: Mapping[str, bytes]) -> None:
    """The papers of a slice are exactly those its present parts name, to the byte."""
    listed: dict[str, str] = {}
    for rc in present:
        listed.update(parts.read_papers(rc, files[parts.name(rc)]))
    here = {name: content for name, content in files.items() if name.startswith("papers/")}
    if set(here) != {f"papers/{name}" for name in listed}:
        refuse(Code.PART)
    for name, digest in listed.items():
        if sha256(here[f"papers/{name}"]) != digest:
            refuse(Code.CHECKSUM, file=name)


def read_reviews(
    files: Mapping[str, bytes], digest: str, author: Signer, reader: Reader
) -> tuple[tuple[ReviewFacts, ...], list[PolicyFinding]]:
    """Prove the reviews that travel with a slice. Raises `PackageRefused`."""
    reviews: list[ReviewFacts] = []
    findings: list[PolicyFinding] = []
    for number in range(1, members.MAX_REVIEWS + 1):
        content = files.get(f"REVIEW-{number}.txt")
        if content is None:
            break
        signer = proof.prove("review", content, files[f"REVIEW-{number}.txt.sig"], reader.book)
        facts = read_review(content, signer, reader)
        if facts.slice != digest:
            refuse(Code.CHECKSUM, file=f"REVIEW-{number}.txt")
        if author.certificate.key == signer.certificate.key:
            refuse(Code.OWN_REVIEW, signer=facts.reviewer)
        findings += _revocation(signer, facts.created, ())
        reviews.append(facts)
    if len({(one.reviewer, one.role) for one in reviews}) != len(reviews):
        refuse(Code.OWN_REVIEW)
    return tuple(reviews), findings


def read_review(content: bytes, signer: Signer, reader: Reader) -> ReviewFacts:
    """Read a proved review. Raises `PackageRefused`."""
    statement = read(grammars.REVIEW, content)
    proof.check_mode(statement.one("mode"), reader.book.mode)
    created = proof.check_signer(statement, "reviewer", signer)
    return ReviewFacts(
        slice=statement.one("over"),
        reviewer=statement.one("reviewer"),
        role=ReviewRole(statement.one("role")),
        decision=Decision(statement.one("decision")),
        created=created,
        record=statement.maybe("record"),
        digest=statement.digest,
    )


def _announced(delivery: Statement) -> list[Announced]:
    """The slice and part lines, which must count up without a gap."""
    lines = [line.split(" ") for line in delivery.all("slice")]
    if [int(words[0]) for words in lines] != list(range(1, len(lines) + 1)):
        refuse(Code.STATEMENT, file="DELIVERY.txt")
    stated = [line.split(" ") for line in delivery.all("part")]
    expected = [f"{words[0]}/{rc.value}" for words in lines for rc in RestrictionClass]
    if [words[0] for words in stated] != expected:
        refuse(Code.PART, file="DELIVERY.txt")
    found: list[Announced] = []
    for at, words in enumerate(lines):
        seven = list(zip(RestrictionClass, stated[7 * at : 7 * at + 7], strict=True))
        found.append(
            Announced(
                number=at + 1,
                digest=words[1],
                own=words[2] == "own",
                brought_by="" if words[-1] in {"own", "unnamed"} else words[-1],
                present=tuple(rc for rc, said in seven if said[1] == "in"),
                withheld=tuple(Withheld(rc, said[2]) for rc, said in seven if said[1] != "in"),
            )
        )
    return found


def read_slice(announced: Announced, content: Members, reader: Reader, sender: Sender) -> ReadSlice:
    """Prove one slice against what is announced of it. Raises `PackageRefused`."""
    files = dict(content)
    message = files["MANIFEST.txt"]
    author = proof.prove("manifest", message, files["MANIFEST.txt.sig"], reader.book)
    manifest = read(grammars.MANIFEST, message)
    if manifest.digest != announced.digest:
        refuse(Code.CHECKSUM, file="MANIFEST.txt", slice=announced.number)
    proof.check_mode(manifest.one("mode"), reader.book.mode)
    proof.check_signer(manifest, "author", author)
    check_manifest(manifest, author, announced, files)
    reviews, findings = read_reviews(files, manifest.digest, author, reader)
    same = author.certificate.area == sender.signer.certificate.area
    if same != announced.own:
        refuse(Code.STATEMENT, file="DELIVERY.txt")
    newer = sender.revocations if same else ()
    findings = _revocation(author, manifest.time("created"), newer) + findings
    version = int(manifest.one("parts"))
    lines = _entries(manifest, announced, files, reader) if version in parts.READS else []
    findings += _said(announced, author, reviews, version)
    verified = _verified(announced, manifest, author, reviews=reviews, lines=lines, content=content)
    return ReadSlice(verified, tuple((entry.id, raw) for entry, raw in lines), tuple(findings))


def check_manifest(
    manifest: Statement, author: Signer, announced: Announced, files: Mapping[str, bytes]
) -> None:
    """MANIFEST.txt names seven parts; those present match it, and their papers match them."""
    if manifest.one("area") != author.certificate.area:
        refuse(Code.SIGNER)
    if tuple(name for name, _ in manifest.sums) != tuple(map(parts.name, RestrictionClass)):
        refuse(Code.PART, file="MANIFEST.txt")
    check_parts(announced.present, files)
    sums = dict(manifest.sums)
    for rc in announced.present:
        if sha256(files[parts.name(rc)]) != sums[parts.name(rc)]:
            refuse(Code.CHECKSUM, file=parts.name(rc), slice=announced.number)
    check_papers(announced.present, files)


def _entries(
    manifest: Statement, announced: Announced, files: Mapping[str, bytes], reader: Reader
) -> list[tuple[Entry, bytes]]:
    case, area = manifest.one("case"), manifest.one("area")
    lines = [
        pair
        for rc in announced.present
        for pair in parts.read_entries(rc, files[parts.name(rc)], case, area, reader.decode)
    ]
    if parts.version([entry for entry, _ in lines]) > int(manifest.one("parts")):
        refuse(Code.PART, file="MANIFEST.txt")
    return lines


def _revocation(
    signer: Signer, created: datetime, newer: tuple[Revocation, ...]
) -> list[PolicyFinding]:
    """A key given up: what it signed since is refused, what it signed before is remarked on.

    The sender, whose own key stands, had these words before; a thief could not send them alone.
    """
    hit = proof.revoked(signer, newer)
    if hit is None:
        return []
    since, principal = f"{hit.since:%Y-%m-%d}", signer.certificate.principal
    if created >= hit.since:
        refuse(Code.REVOKED, signer=principal, since=since)
    facts = (("signer", principal), ("since", since))
    return [PolicyFinding(Finding.AUTHOR_REVOKED.value, facts)]


def _said(
    announced: Announced, author: Signer, reviews: tuple[ReviewFacts, ...], version: int
) -> list[PolicyFinding]:
    """What a person must know of a proved slice."""
    number = ("slice", f"{announced.number:02d}")
    found: list[PolicyFinding] = []
    if not announced.own and not announced.brought_by:
        area = ("area", author.certificate.area)
        found.append(PolicyFinding(Finding.ONWARD.value, (number, area)))
    if not reviews:
        found.append(PolicyFinding(Finding.UNREVIEWED.value, (number,)))
    if any(one.decision is Decision.RETURNED for one in reviews):
        found.append(PolicyFinding(Finding.RETURNED.value, (number,)))
    if version not in parts.READS:
        found.append(PolicyFinding(Finding.PARTS_TOO_NEW.value, (number,)))
    return found


def _verified(
    announced: Announced,
    manifest: Statement,
    author: Signer,
    *,
    reviews: tuple[ReviewFacts, ...],
    lines: Sequence[tuple[Entry, bytes]],
    content: Members,
) -> VerifiedSlice:
    area = manifest.one("area")
    return VerifiedSlice(
        digest=manifest.digest,
        id=manifest.one("slice"),
        area=area,
        author=manifest.one("author"),
        author_reference=author.certificate.reference,
        case=CaseId(manifest.one("case")),
        created=manifest.time("created"),
        follows=manifest.maybe("follows"),
        part_version=int(manifest.one("parts")),
        present=announced.present,
        withheld=announced.withheld,
        reviews=reviews,
        entries=tuple(entry for entry, _ in lines),
        papers=tuple((name, raw) for name, raw in content if name.startswith("papers/")),
        brought_by=announced.brought_by,
        signed=SignedSlice(manifest.digest, area, content),
    )
