"""Reviews that bring the reviewer's own slice along, which holds the reasons."""

from collections.abc import Callable

from app.domain.codes import SignoffOn
from app.domain.entry import Author, Entry, SignoffBody
from app.domain.handover import Credentials, SliceDraft
from app.domain.ids import EntryId
from storage.handover import archive, review, writer
from tests.format import forge, world
from tests.format.faults.base import GENUINE, Vector, plain
from tests.format.world import CASE, NOON, NORFOLK

RECORD = EntryId("d" * 32)
DUTY = "norfolk/duty"


def _reasons(by: Credentials) -> Entry:
    body = SignoffBody(SignoffOn.REVIEW, (EntryId("1" * 32),), "approved", "Seen with the team")
    return Entry(RECORD, CASE, NORFOLK, Author(by.principal, "Sue", "team manager"), NOON, body)


def _files(by: Credentials | None = None, record: EntryId = RECORD) -> forge.Files:
    """The files of such a review; `by` wrote the reasons, the supervisor decided."""
    sue = world.norfolk().supervisor()
    words = writer.sign_slice(SliceDraft(CASE, (_reasons(by or sue),), NOON), by or sue)
    draft = world.ReviewDraft(
        "d" * 64, world.ReviewRole.SUPERVISOR, world.Decision.APPROVED, NOON, record
    )
    sealed = review.seal_review(draft, sue, world.recipient(DUTY), words)
    return forge.take_apart(sealed.content, DUTY)


def _padded(files: forge.Files) -> bytes:
    kept = [pair for pair in files.items() if pair[0] != archive.PADDING]
    return archive.pack([*kept, (archive.PADDING, archive.padding_for(kept))])


def _without(name: str) -> Callable[[], bytes]:
    return lambda: _padded({n: c for n, c in _files().items() if n != name})


def vectors() -> list[Vector]:
    al = world.norfolk().worker("al@norfolk.example")
    flipped = lambda f: {**f, "01/RC1.jsonl": forge.flipped(f["01/RC1.jsonl"], 60)}  # noqa: E731
    rows = [
        ("reasons", GENUINE, "a review with its reasons", lambda: plain(_files())),
        (
            "reasons-altered",
            "package.checksum",
            "the reasons were altered",
            lambda: plain(flipped(_files())),
        ),
        (
            "reasons-anothers",
            "package.signer",
            "somebody else's reasons",
            lambda: plain(_files(al)),
        ),
        (
            "reasons-unnamed",
            "package.signer",
            "reasons without the entry that the review names",
            lambda: plain(_files(record=EntryId("e" * 32))),
        ),
        ("reasons-part", "package.part", "reasons in six parts", _without("01/RC4.jsonl")),
        (
            "reasons-no-manifest",
            "package.members",
            "reasons without their manifest",
            _without("01/MANIFEST.txt"),
        ),
        (
            "reasons-two",
            "package.members",
            "a second slice",
            lambda: _padded(
                {**_files(), **{n.replace("01/", "02/"): c for n, c in _files().items()}}
            ),
        ),
    ]
    later = "2026-03-10T13:00:00Z"
    return [Vector(n, e, c, m, identity=DUTY, arrived=later) for n, e, c, m in rows]
