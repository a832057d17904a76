"""A supervisor's review of a package: kept while it is written, signed, and sealed to the author.

The package itself is not taken in: this desk keeps what its reviewer wrote, and what it sealed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.case import fold
from app.domain.codes import RestrictionClass, SignoffOn
from app.domain.entry import NoteBody, SignoffBody
from app.domain.errors import PackageRefused
from app.domain.handover import ReviewDraft, ReviewRole, SliceDraft
from app.domain.ids import CaseId, EntryId
from app.domain.review import (
    CHECKED,
    COMMENT,
    DECISIONS,
    Answered,
    Comment,
    Mark,
    Review,
    Verdict,
    may_sign,
    owed,
    same_person,
)
from app.i18n import _, in_english
from app.services import inbox
from app.services.recording import make

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import Sealed, SignedSlice, Verified, VerifiedSlice
    from app.domain.reference import Check
    from app.services.desk import Desk
    from app.services.post import Papers, Post

_SETTING = "reviews"

_SENT_BACK = "slice.returned-by-reviewer"


@dataclass(frozen=True, slots=True)
class Kept:
    """A review as this desk has it, for the newest slice of a package."""

    slice: str  # digest
    case: str
    review: Review
    signed: datetime | None = None  # UTC; None while it is being written
    files: tuple[tuple[str, str], ...] = ()  # name and digest of each file sealed


@dataclass(frozen=True, slots=True)
class Prepared:
    """What signing needs, read from the vault; nothing is signed or written yet."""

    package: Verified
    review: Review
    entries: tuple[Entry, ...]  # the decision first, then the checks, then remarks
    slices: tuple[VerifiedSlice, ...]  # what is signed, oldest first
    to_key: str
    now: datetime  # UTC
    head: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A signed review: one file for each slice; not yet kept."""

    prepared: Prepared
    words: SignedSlice
    blob: bytes  # the reviewer's own slice as the vault keeps it
    files: tuple[Sealed, ...]


def kept(desk: Desk) -> dict[str, Kept]:
    """Every review begun or signed here, by the digest of the newest slice it is of."""
    found: dict[str, Kept] = {}
    for digest, blob in _index(desk).items():
        try:
            found[digest] = _read(desk.store.blob(blob))
        except KeyError:  # its case was erased, and it went along
            continue
    return found


def find(desk: Desk, package: Verified) -> Kept | None:
    """The review of this package's newest slice, or none yet."""
    blob = _index(desk).get(subject(package).digest)
    try:
        return _read(desk.store.blob(blob)) if blob else None
    except KeyError:
        return None


def needs_reason(post: Post, package: Verified) -> tuple[str, ...]:
    """Codes of the findings for which a reviewer must say why they read on.

    That somebody sent it back is no reason not to look again, for whoever may sign it off.
    """
    found = inbox.needs_reason(package)
    if not may_sign(post.credentials().principal):
        return found
    return tuple(code for code in found if code != _SENT_BACK)


def note_opened(desk: Desk, package: Verified) -> None:
    """Chain that a package was opened here for review, and by whom; nothing of it is kept."""
    desk.store.log("package opened for review", package.delivery.digest, desk.author.principal)


def note_read_on(desk: Desk, package: Verified) -> None:
    """Chain that it was read in spite of what was found about it; the reason is in the review."""
    desk.store.log("package read for review", package.delivery.digest, desk.author.principal)


def keep_draft(desk: Desk, package: Verified, review: Review) -> None:
    """Keep what has been written so far. After a signature that is a new review, not yet signed."""
    before = find(desk, package)
    if before is not None and before.review == review:
        return
    newest = subject(package)
    _keep(desk, Kept(newest.digest, newest.case, review, None, before.files if before else ()))


def subject(package: Verified) -> VerifiedSlice:
    """The newest slice of the record itself; one that holds a reviewer's reasons is not it."""
    records = {(r.reviewer, r.record) for one in package.slices for r in one.reviews if r.record}
    mine = [s for s in package.slices if not any((s.author, e.id) in records for e in s.entries)]
    return (mine or package.slices)[-1]


def check_may_sign(post: Post, package: Verified) -> None:
    """Refuse who may not sign this.

    Raises:
        PackageRefused: `handover.not-enrolled`; `review.not-a-supervisor`; `package.own-review`
            for its own author, whatever office they sign in.
    """
    principal = post.credentials().principal
    if not may_sign(principal):
        raise PackageRefused("review.not-a-supervisor")
    if same_person(subject(package).author, principal):
        raise PackageRefused("package.own-review", signer=principal)


def prepare(
    desk: Desk, post: Post, package: Verified, review: Review, checks: Sequence[Check]
) -> Prepared:
    """Read what signing needs.

    Raises:
        PackageRefused: as `check_may_sign`; `review.not-complete` with how many things are owed;
            `review.nowhere` when no desk of the author's area is known here.
    """
    check_may_sign(post, package)
    left = owed(review, checks)
    if left:
        raise PackageRefused("review.not-complete", count=len(left))
    principal = post.credentials().principal
    newest = subject(package)
    slices = tuple(
        one
        for one in package.slices
        if one.area == newest.area
        and not same_person(one.author, principal)
        and one.digest in {newest.digest, *_open(package, principal, review.role)}
    )
    return Prepared(
        package=package,
        review=review,
        entries=_entries(desk, package, review, checks, slices),
        slices=slices,
        to_key=_desk_key(post, package, newest.area),
        now=desk.clock.now(),
        head=desk.store.head(),
    )


def sign(prepared: Prepared, papers: Papers) -> Made:
    """Sign the reasons, then the decision over each slice, and seal them to the author's desk.

    Touches no store: it may run off the GUI thread. Raises `PackageRefused` `package.own-review`
    when the slice was signed with this very key.
    """
    p = prepared
    newest = p.slices[-1]
    words = papers.sign(SliceDraft(newest.case, p.entries, p.now, (), newest.digest, p.head))
    files: list[Sealed] = []
    for one in p.slices:
        draft = ReviewDraft(
            slice=one.digest,
            role=p.review.role,
            decision=DECISIONS[p.review.verdict or Verdict.RETURN],
            created=p.now,
            record=p.entries[0].id,
        )
        last = words if one is newest else None
        files.append(papers.seal_review(draft, p.to_key, one.signed, last))
    return Made(p, words, papers.keep(words), tuple(files))


def keep(desk: Desk, made: Made) -> Kept:
    """Keep a signed review. Where the case itself is here, the reviewer's entries join it."""
    p = made.prepared
    newest = p.slices[-1]
    with desk.store.together():
        if desk.store.entries(newest.case):
            desk.store.append(p.entries)
        desk.store.keep(made.blob, newest.case)
        files = tuple((f.name, desk.store.keep(f.content, newest.case)) for f in made.files)
        found = Kept(newest.digest, newest.case, p.review, p.now, files)
        _keep(desk, found)
        verdict = p.review.verdict or Verdict.RETURN
        desk.store.log(f"review {verdict}", newest.digest, desk.author.principal)
    return found


def check_lines(review: Review, checks: Sequence[Check]) -> str:
    """Every check with its answer and reason, one under another, as it is kept and printed."""
    words = {
        Mark.MET: _("met"),
        Mark.PARTLY: _("partly"),
        Mark.NOT_MET: _("not met"),
        Mark.NOT_APPLICABLE: _("does not apply"),
    }
    lines: list[str] = []
    for check in checks:
        answer = review.answer(check.id)
        if answer is None:
            continue
        said = f"{words[answer.mark]}. {answer.reason.strip()}".strip()
        lines.append(f"{int(check.id.rpartition('.')[2])}. {check.text} – {said}")
    return "\n".join(lines)


@in_english()
def _entries(
    desk: Desk,
    package: Verified,
    review: Review,
    checks: Sequence[Check],
    slices: Sequence[VerifiedSlice],
) -> tuple[Entry, ...]:
    """The reviewer's own entries. A remark stands in the class of the entry it is on."""
    newest = slices[-1]
    case = fold(newest.case, [e for s in package.slices for e in s.entries])
    last = case.ordered[-1] if case.ordered else None
    over = tuple(e.id for s in slices for e in s.entries)
    decision = (review.verdict or Verdict.RETURN).value
    reasons = review.reasons.strip()
    if review.read_because:
        told = _("Read in spite of what was found about the file: {why}")
        reasons = "\n".join(filter(None, (reasons, told.format(why=review.read_because))))
    signoff = SignoffBody(SignoffOn.REVIEW, over, decision, reasons)
    made = [
        make(desk, case.id, signoff, last=last),
        make(desk, case.id, NoteBody(CHECKED, check_lines(review, checks)), last=last),
    ]
    made += [_remark(desk, case, comment, last) for comment in review.comments]
    return tuple(made)


def _remark(desk: Desk, case: Case, comment: Comment, last: Entry | None) -> Entry:
    on = case.entries.get(comment.entry)
    body = SignoffBody(SignoffOn.REVIEW, (comment.entry,), COMMENT, comment.words.strip())
    rc = on.rc if on else RestrictionClass.RC1
    return make(desk, case.id, body, last=last, about=on.about if on else None, rc=rc)


def _open(package: Verified, principal: str, role: ReviewRole) -> frozenset[str]:
    """Slices on which this reviewer has not approved yet in this office."""
    return frozenset(
        one.digest
        for one in package.slices
        if not any(
            r.reviewer == principal
            and r.role is role
            and r.decision is not DECISIONS[Verdict.RETURN]
            for r in one.reviews
        )
    )


def _desk_key(post: Post, package: Verified, area: str) -> str:
    """The author's desk: the sender's own where it is the author's area, else as its card says."""
    if package.delivery.from_area == area:
        return package.delivery.reply_key
    found = next((a.desk.key for a in post.addressees() if a.desk.area == area), "")
    if not found:
        raise PackageRefused("review.nowhere", area=area)
    return found


def _index(desk: Desk) -> dict[str, str]:
    said = json.loads(desk.store.setting(_SETTING) or "{}")
    return {str(digest): str(blob) for digest, blob in said.items()}


def _keep(desk: Desk, found: Kept) -> None:
    content = json.dumps(asdict(found), ensure_ascii=False, sort_keys=True, default=str).encode()
    blob = desk.store.keep(content, CaseId(found.case))
    desk.store.set_setting(_SETTING, json.dumps({**_index(desk), found.slice: blob}))


def _read(content: bytes) -> Kept:
    said = json.loads(content)
    of = said["review"]
    review = Review(
        answers=tuple(Answered(a["check"], Mark(a["mark"]), a["reason"]) for a in of["answers"]),
        comments=tuple(Comment(EntryId(c["entry"]), c["words"]) for c in of["comments"]),
        verdict=Verdict(of["verdict"]) if of["verdict"] else None,
        reasons=of["reasons"],
        role=ReviewRole(of["role"]),
        read_because=of["read_because"],
    )
    signed = datetime.fromisoformat(said["signed"]) if said["signed"] else None
    files = tuple((name, digest) for name, digest in said["files"])
    return Kept(said["slice"], said["case"], review, signed, files)
