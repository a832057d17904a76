"""Receipts and reviews that travel alone: files of another kind, with refusals of their own."""

from app.domain.handover import Credentials, SignedSlice
from storage.handover import archive, members, receipt, trust
from storage.handover.desk import PackageDesk
from storage.handover.refusals import Code
from storage.handover.trust import Book
from tests.format import forge, world
from tests.format.forge import Edit, Files, line, same
from tests.format.policy.bench import Bench, Fault, Read
from tests.format.world import DAY, NOON, NORFOLK, WEST

LATER = NOON + DAY
DUTY = "norfolk/duty"


def read_receipt(bench: Bench, plain: bytes, book: Book | None = None) -> Read:
    """Seal a receipt well, and open it at the desk that sent the delivery."""
    content = forge.sealed(plain, DUTY)
    keys = (world.IDENTITIES[DUTY],)
    return lambda: receipt.open_receipt(content, keys, book or bench.book, LATER)


def answer(
    bench: Bench,
    edit: Edit = same,
    *,
    files: Files | None = None,
    by: Credentials | None = None,
    book: Book | None = None,
    **facts,
) -> Read:
    """Another receipt by the same hand, with one edit after that."""

    def varied(text: bytes) -> bytes:
        text = line("receipt", bench.hex())(line("delivery", bench.hex(64))(text))
        return edit(line("created", bench.time(-20, 0.9))(text))

    made = forge.redeliver(
        files or bench.receipt, by or bench.ann, varied, statement="RECEIPT.txt", **facts
    )
    return read_receipt(bench, made, book)


def for_nothing_sent(bench: Bench) -> Read:
    """A genuine answer to a delivery that this desk never sent."""
    draft = world.a_receipt_draft(bench.hex(64), words=bench.word(), created=bench.moment(0, 0.4))
    sealed = receipt.seal_receipt(draft, bench.ann, bench.book).content
    sent = [bench.hex(64) for _ in range(bench.chance.randrange(9))]
    desk = PackageDesk(bench.jo, bench.book)
    return lambda: desk.open_receipt(sealed, LATER, sent)


def receipt_statement(bench: Bench) -> Read:
    forbidden = bench.pick("\u202e", "\u2066", "\x1b[2J", "e\u0301", "\x00", "\ufffe")
    words = bench.pick(b"\xff\xfe", forbidden.encode(), b"a" * 20_001)
    name = bench.pick("WORDS.txt", "BY.txt")
    return bench.pick(
        lambda: answer(bench, files={**bench.receipt, name: bench.word().encode() + words}),
        lambda: answer(bench, line("step", bench.pick("released", "sent", bench.word()))),
        lambda: answer(bench, line("due", bench.word())),
    )()


def receipt_checksum(bench: Bench) -> Read:
    name = bench.pick("WORDS.txt", "BY.txt", "README.txt", "AREA-CARD.txt")
    raw = bench.receipt[name]
    files = {**bench.receipt, name: forge.flipped(raw, bench.chance.randrange(len(raw)))}
    return read_receipt(bench, archive.pack(list(files.items())))


def receipt_members(bench: Bench) -> Read:
    """A file too many or too few; or a package, where a receipt is read, and the other way."""
    gone = bench.pick(*(n for n in members.RECEIPT if not n.startswith("RECEIPT")))
    return bench.pick(
        lambda: answer(bench, files={**bench.receipt, f"{bench.word()}.txt": b""}),
        lambda: answer(bench, files={n: c for n, c in bench.receipt.items() if n != gone}),
        lambda: read_receipt(bench, bench.pack(bench.files)),
        lambda: bench.open(archive.pack(list(bench.pick(*_others(bench)).items()))),
    )()


def _others(bench: Bench) -> tuple[Files, ...]:
    text, sig = trust.write_card(bench.norfolk.root, NOON, bench.moment(1, 300))
    return bench.receipt, bench.lone_review, {"AREA-CARD.txt": text, "AREA-CARD.txt.sig": sig}


def receipt_role(bench: Bench) -> Read:
    return answer(bench, namespace=bench.other_kind("receipt"))


def receipt_for_another(bench: Bench) -> Read:
    return answer(bench, line("to-key", world.recipient(bench.pick("stranger", "fen/duty"))))


def receipt_signer(bench: Bench) -> Read:
    who = f"{bench.word()}-{bench.word()}@{WEST}"
    return bench.pick(
        lambda: answer(bench, line("area", bench.pick(NORFOLK, bench.area()))),
        lambda: answer(bench, line("signer", who)),
        lambda: answer(bench, by=bench.fen.worker()),
    )()


def receipt_mode(bench: Bench) -> Read:
    namespace = bench.pick("onechance-receipt-v1-demo", "onechance-delivery-v1-demo")
    return bench.pick(
        lambda: answer(bench, namespace=namespace), lambda: answer(bench, line("mode", "DEMO"))
    )()


def receipt_live(bench: Bench) -> Read:
    return answer(bench, book=bench.demo_book)


def receipt_too_new(bench: Bench) -> Read:
    return bench.pick(
        lambda: answer(bench, namespace=bench.later("receipt")),
        lambda: answer(bench, bench.newer("receipt")),
    )()


def receipt_trust(code: Code) -> Fault:
    """The answering area is unknown, has another root, or no longer stands by its worker."""

    def make(bench: Bench) -> Read:
        root = bench.west.root.seed
        if code is Code.EXPIRED:
            return answer(bench, by=bench.out_of_time(bench.ann, root))
        if code is Code.REVOKED:
            return answer(bench, book=bench.revoking(bench.west, bench.ann, -300, 300))
        if code is Code.UNKNOWN_AREA:
            return answer(bench, book=bench.without(WEST))
        return answer(bench, by=bench.certified(bench.ann, bench.root()))

    return Fault(code, make)


# ------------------------------------------------------------------------------------- reviews
def alone(
    bench: Bench,
    edit: Edit = same,
    *,
    by: Credentials | None = None,
    book: Book | None = None,
    over: str = "d" * 64,
    **facts,
) -> Read:
    """Another review that travels alone, opened at its author's desk."""
    by = by or bench.sue
    text = line("created", bench.time(-20, 0.9))(bench.lone_review["REVIEW.txt"])
    text = edit(line("reviewer", by.principal)(line("review", bench.hex())(text)))
    rest = [(n, c) for n, c in bench.lone_review.items() if n.startswith(("AREA", "TRUST"))]
    signature = forge.signed(by, "review", text, **facts)
    files = [("REVIEW.txt", text), ("REVIEW.txt.sig", signature), *rest]
    plain = archive.pack([*files, (archive.PADDING, archive.padding_for(files))])
    content = forge.sealed(plain, DUTY)
    desk = PackageDesk(bench.jo, book or bench.book)
    return lambda: desk.open_review(content, LATER, SignedSlice(over, NORFOLK, ()))


def review_of_another(bench: Bench) -> Read:
    return alone(bench, over=bench.hex(64))


def review_role(bench: Bench) -> Read:
    worker = bench.norfolk.worker(f"{bench.word()}@norfolk.example")
    space = bench.other_kind("review")
    return bench.pick(lambda: alone(bench, by=worker), lambda: alone(bench, namespace=space))()


def review_altered(bench: Bench) -> Read:
    """A word of the decision, changed on the way."""
    files = dict(bench.lone_review)
    other = line("decision", bench.pick("returned", "approved-with-conditions"))
    text = files["REVIEW.txt"] = line("review", bench.hex())(other(files["REVIEW.txt"]))
    del files[archive.PADDING]
    rows = list(files.items())
    plain = archive.pack([*rows, (archive.PADDING, archive.padding_for(rows))])
    content = forge.sealed(plain, DUTY)
    digest = forge.sha256(text)
    desk = PackageDesk(bench.jo, bench.book)
    return lambda: desk.open_review(content, LATER, SignedSlice(digest, NORFOLK, ()))


def review_trust(code: Code) -> Fault:
    def make(bench: Bench) -> Read:
        if code is Code.EXPIRED:
            return alone(bench, by=bench.out_of_time(bench.sue))
        if code is Code.REVOKED:
            return alone(bench, book=bench.revoking(bench.norfolk, bench.sue, -300, 300))
        if code is Code.UNKNOWN_AREA:
            return alone(bench, by=bench.stranger().supervisor())
        if code is Code.DEMO_IN_LIVE:
            return alone(bench, line("mode", "DEMO"))
        if code is Code.LIVE_IN_DEMO:
            return alone(bench, book=bench.demo_book)
        return alone(bench, by=bench.certified(bench.sue, bench.root()))

    return Fault(code, make)


_TRUST = (Code.EXPIRED, Code.REVOKED, Code.UNKNOWN_AREA, Code.CHANGED_ROOT)

FAULTS = (
    Fault(Code.STRANGER, for_nothing_sent),
    Fault(Code.STATEMENT, receipt_statement),
    Fault(Code.CHECKSUM, receipt_checksum),
    Fault(Code.MEMBERS, receipt_members),
    Fault(Code.WRONG_ROLE, receipt_role),
    Fault(Code.NOT_FOR_US, receipt_for_another),
    Fault(Code.SIGNER, receipt_signer),
    Fault(Code.DEMO_IN_LIVE, receipt_mode),
    Fault(Code.LIVE_IN_DEMO, receipt_live),
    Fault(Code.TOO_NEW, receipt_too_new),
    *(receipt_trust(code) for code in _TRUST),
    Fault(Code.CHECKSUM, review_of_another),
    Fault(Code.WRONG_ROLE, review_role),
    Fault(Code.SIGNATURE, review_altered),
    *(review_trust(code) for code in (*_TRUST, Code.DEMO_IN_LIVE, Code.LIVE_IN_DEMO)),
)
