"""Genuine packages with something to weigh; receipts and reviews that travel alone."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.entry import AnswerBody, Value
from app.domain.handover import (
    Carried,
    Decision,
    SliceDraft,
    Withheld,
)
from app.domain.ids import ItemId
from storage.handover import archive, parts, receipt, review, writer
from tests.format import forge, world
from tests.format.faults.base import GENUINE, Vector, good, jo, plain, without
from tests.format.forge import line, redeliver, remanifest
from tests.format.world import DAY, NOON, NORFOLK


def _onward(brought_by: str) -> Callable[[], bytes]:
    def make() -> bytes:
        theirs = world.a_slice(world.fen().worker())
        return plain(good(Carried(theirs, (), brought_by)))

    return make


def _parts_2() -> bytes:
    files = without("01/REVIEW-1.txt", "01/REVIEW-1.txt.sig")
    files["01/RC1.jsonl"] += b"a line of a version to come\n"
    return redeliver(remanifest(files, jo(), line("parts", "2")), jo())


def _parts_3() -> bytes:
    said = AnswerBody(ItemId("F2"), 1, "", "", Value(("yes",)), interpreted="He watches her")
    entries = (replace(world.entry(1), body=said),)
    draft = SliceDraft(world.CASE, entries, NOON, (), audit=(7, "a" * 64))
    signed = writer.sign_slice(draft, world.norfolk().worker())
    return plain(good(Carried(signed, ())))


def _lone() -> bytes:
    return plain(good(by=world.norfolk(alone=True).worker()))


def _genuine_vectors() -> list[Vector]:
    whole = lambda: plain(good())  # noqa: E731
    unreviewed = lambda: plain(good(Carried(world.a_slice(reviewed=False), world.OUT)))  # noqa: E731
    returned = lambda: plain(good(Carried(world.a_slice(decision=Decision.RETURNED))))  # noqa: E731
    all_out = tuple(Withheld(rc, "not-needed") for rc in parts.CLASSES[1:])
    only_1 = lambda: plain(good(Carried(world.a_slice(), all_out)))  # noqa: E731

    def stack():
        return plain(
            good(Carried(world.a_slice(first=1), world.OUT), Carried(world.a_slice(first=50)))
        )

    by_88 = world.fen().worker(serial=88)
    old = lambda: plain(good(Carried(world.a_slice(by_88, created=NOON - 5 * DAY), (), "e" * 64)))  # noqa: E731
    new = lambda: plain(good(Carried(world.a_slice(by_88), (), "e" * 64)))  # noqa: E731
    row = lambda n, c, m, *f, **k: Vector(n, GENUINE, c, m, findings=f, **k)  # noqa: E731
    return [
        row("good", "nothing is wrong", whole),
        row("good-stack", "two slices", stack),
        row("good-one-part", "six of seven parts withheld", only_1),
        row("good-onward", "another area's slice, and what brought it", _onward("e" * 64)),
        row(
            "find-onward",
            "another area's slice, and nobody says what brought it",
            _onward(""),
            "slice.onward",
        ),
        row("find-unreviewed", "nobody has reviewed it", unreviewed, "slice.unreviewed"),
        row("find-returned", "the reviewer sent it back", returned, "slice.returned-by-reviewer"),
        row(
            "find-parts-2",
            "the parts are of a version to come",
            _parts_2,
            "slice.unreviewed",
            "parts.too-new",
        ),
        row(
            "find-parts-3",
            "an entry with a field that version 3 of the parts added",
            _parts_3,
            "slice.unreviewed",
        ),
        row(
            "find-unchecked",
            "nobody has rung the sender's area",
            whole,
            "area.unchecked",
            trust="unchecked",
        ),
        row(
            "find-lone",
            "one person made the sender's root",
            _lone,
            "area.unchecked",
            "area.vouched-by-nobody",
            trust="unchecked",
        ),
        row(
            "find-late",
            "arrived when the certificate had ended",
            whole,
            "signer.expired-at-arrival",
            "trust.stale",
            "card.expired",
            arrived="2027-03-10T12:00:00Z",
        ),
        row(
            "find-stale",
            "the sender's trust list is old",
            whole,
            "trust.stale",
            arrived="2026-06-10T12:00:00Z",
        ),
        row(
            "find-clock",
            "made two days from now, our clock says",
            whole,
            "clock.ahead",
            arrived="2026-03-08T11:00:00Z",
        ),
        row(
            "find-author",
            "the author's key was given up later",
            old,
            "author.revoked-since",
            trust="fen-revoked",
        ),
        Vector(
            "slice-revoked",
            "package.revoked",
            "recorded after the author's key was given up",
            new,
            trust="fen-revoked",
        ),
    ]


# ------------------------------------------------------------------------ receipts and reviews
def _receipt_files() -> forge.Files:
    ann = world.west().worker("ann@west-midlands.example")
    return dict(
        archive.unpack(
            receipt._archive(world.a_receipt_draft("d" * 64), ann, "1e" * 16), lambda _: 2**30
        )
    )


def _receipt(
    edit: Callable[[forge.Files], forge.Files] = lambda f: f,
    say: Callable[[bytes], bytes] = forge.same,
    **facts,
) -> Callable[[], bytes]:
    ann = world.west().worker("ann@west-midlands.example")
    return lambda: redeliver(edit(_receipt_files()), ann, say, statement="RECEIPT.txt", **facts)


def _review_files() -> forge.Files:
    draft = world.ReviewDraft("d" * 64, world.ReviewRole.SUPERVISOR, Decision.APPROVED, NOON)
    sealed = review.seal_review(
        draft, world.norfolk().supervisor(), world.recipient("norfolk/duty")
    )
    return forge.take_apart(sealed.content, "norfolk/duty")


def _answer_vectors() -> list[Vector]:
    words = lambda text: lambda f: {**f, "WORDS.txt": text}  # noqa: E731
    st = "package.statement"
    later = "2026-03-10T13:00:00Z"
    rows = [
        ("receipt-good", GENUINE, "an answer", _receipt()),
        (
            "receipt-role",
            "package.wrong-role",
            "a delivery's signature on a receipt",
            _receipt(namespace="onechance-delivery-v1"),
        ),
        (
            "receipt-demo",
            "package.demo-in-live",
            "a practice receipt",
            _receipt(namespace="onechance-receipt-v1-demo"),
        ),
        (
            "receipt-to",
            "package.not-for-us",
            "an answer to another desk",
            _receipt(say=line("to-key", world.recipient("stranger"))),
        ),
        (
            "receipt-step",
            st,
            "a step only the sender can say",
            _receipt(say=line("step", "released")),
        ),
        (
            "receipt-area",
            "package.signer",
            "an answer in another area's name",
            _receipt(say=line("area", NORFOLK)),
        ),
        (
            "receipt-words",
            "package.checksum",
            "the words were altered",
            lambda: plain({**_receipt_files(), "WORDS.txt": b"We take it. Ann rings toniGht."}),
        ),
        (
            "receipt-bidi",
            st,
            "words that turn the writing",
            _receipt(words("take \u202e it".encode())),
        ),
        ("receipt-utf8", st, "words that are not UTF-8", _receipt(words(b"\xff\xfe"))),
        ("receipt-nfd", st, "words in another normal form", _receipt(words("e\u0301".encode()))),
        ("receipt-control", st, "a terminal's escape in the words", _receipt(words(b"\x1b[2J"))),
        (
            "receipt-more",
            "package.members",
            "a receipt with a file too many",
            _receipt(lambda f: {**f, "x.txt": b""}),
        ),
        ("review-good", GENUINE, "a review that travels alone", lambda: plain(_review_files())),
        (
            "review-flip",
            "package.signature",
            "a review that was altered",
            lambda: plain(
                {
                    n: c.replace(b"approved", b"returned") if n == "REVIEW.txt" else c
                    for n, c in _review_files().items()
                }
            ),
        ),
    ]
    return [Vector(n, e, c, m, identity="norfolk/duty", arrived=later) for n, e, c, m in rows]


def vectors() -> list[Vector]:
    return [*_genuine_vectors(), *_answer_vectors()]
