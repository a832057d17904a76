"""Layer 4: slices, parts, papers and reviews."""

from collections.abc import Callable

from app.domain.codes import RestrictionClass
from app.domain.handover import (
    Carried,
    Credentials,
)
from storage import codec
from tests.format import forge, world
from tests.format.faults.base import Vector, good, jo, plain, without
from tests.format.forge import line, redeliver, remanifest
from tests.format.world import FEN


def _manifest(edit: Callable[[bytes], bytes] = forge.same, **facts) -> Callable[[], bytes]:
    return lambda: redeliver(remanifest(good(), facts.pop("by", None) or jo(), edit, **facts), jo())


def _part(name: str, edit: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    """A part changed and everything above it signed again, reviews left out."""

    def make() -> bytes:
        files = without("01/REVIEW-1.txt", "01/REVIEW-1.txt.sig")
        files[f"01/{name}"] = edit(files[f"01/{name}"])
        return redeliver(remanifest(files, jo()), jo())

    return make


def _entry(**facts) -> bytes:
    return codec.encode(world.entry(99, **facts)) + b"\n"


def _two_of_one() -> bytes:
    one = world.a_slice(first=1)
    two = world.a_slice(first=1)
    files = good(Carried(one, world.OUT), Carried(two, world.OUT))
    part = files["02/RC5.jsonl"].replace(b"is safe", b"is gone")
    files = {n: c for n, c in files.items() if not n.startswith("02/REVIEW")}
    return redeliver(remanifest({**files, "02/RC5.jsonl": part}, jo(), number="02"), jo())


def _review(
    by: Credentials, edit: Callable[[bytes], bytes] = forge.same, **facts
) -> Callable[[], bytes]:
    def make() -> bytes:
        files = good()
        review = line("reviewer", by.principal)(edit(files["01/REVIEW-1.txt"]))
        files["01/REVIEW-1.txt"] = review
        files["01/REVIEW-1.txt.sig"] = forge.signed(by, "review", review, **facts)
        return redeliver(files, jo())

    return make


def vectors() -> list[Vector]:
    part, role = "package.part", "package.wrong-role"
    al = world.norfolk().worker("al@norfolk.example")
    same_key = world.norfolk().supervisor(key="worker jo@norfolk.example LIVE")
    sue = world.norfolk().supervisor()
    rows = [
        (
            "slice-signature",
            "package.signature",
            "a manifest altered by the sender",
            lambda: redeliver({**good(), "01/MANIFEST.txt": good()["01/MANIFEST.txt"]}, jo()),
        ),
        (
            "slice-namespace",
            role,
            "a manifest signed as a delivery",
            _manifest(namespace="onechance-delivery-v1"),
        ),
        (
            "slice-author",
            "package.signer",
            "an author who is not the certificate's",
            _manifest(by=al),
        ),
        (
            "slice-area",
            "package.signer",
            "a slice in another area's name",
            _manifest(line("area", FEN)),
        ),
        (
            "slice-mode",
            "package.demo-in-live",
            "a practice slice under a live delivery",
            _manifest(line("mode", "DEMO")),
        ),
        (
            "slice-demo",
            "package.demo-in-live",
            "a practice slice's signature",
            _manifest(namespace="onechance-manifest-v1-demo"),
        ),
        (
            "slice-version",
            "package.too-new",
            "a manifest of version 2",
            _manifest(lambda t: t.replace(b"manifest 1", b"manifest 2")),
        ),
        (
            "slice-early",
            "package.expired",
            "recorded before the certificate's time",
            _manifest(line("created", "2025-03-10T12:00:00Z")),
        ),
        (
            "slice-six",
            part,
            "a manifest of six parts",
            _manifest(sums=lambda s: b"".join(s.splitlines(True)[:-1])),
        ),
        (
            "slice-names",
            part,
            "a manifest that names something else",
            _manifest(sums=lambda s: s.replace(b"RC3.jsonl", b"RC9.jsonl")),
        ),
        (
            "slice-part",
            "package.checksum",
            "a part altered by the sender",
            lambda: redeliver({**good(), "01/RC5.jsonl": good()["01/RC5.jsonl"] + b"\n"}, jo()),
        ),
        ("slice-twice", "package.members", "the same slice twice", _twice),
        (
            "part-foreign",
            "package.foreign-entry",
            "an entry of another area",
            _part("RC1.jsonl", lambda p: p + _entry(area=FEN)),
        ),
        (
            "part-class",
            part,
            "an entry of another class",
            _part("RC1.jsonl", lambda p: p + _entry(rc=RestrictionClass.RC2)),
        ),
        (
            "part-case",
            part,
            "an entry of another case",
            _part("RC1.jsonl", lambda p: p + _entry(case="d" * 32)),
        ),
        ("part-order", part, "entries out of order", _part("RC1.jsonl", _swapped)),
        (
            "part-twice",
            part,
            "an entry twice in one part",
            _part("RC1.jsonl", lambda p: p + p.splitlines(True)[-1]),
        ),
        (
            "part-json",
            part,
            "a line that is no entry",
            _part("RC1.jsonl", lambda p: p + b'{"id":1}\n'),
        ),
        (
            "part-spelling",
            part,
            "an entry spelt another way",
            _part("RC1.jsonl", lambda p: p.replace(b'"at":', b'"at": ', 1)),
        ),
        (
            "part-deep",
            part,
            "a hundred thousand brackets",
            _part("RC1.jsonl", lambda p: p + b"[" * 100_000 + b"\n"),
        ),
        (
            "part-bidi",
            part,
            "a letter that turns the writing",
            _part(
                "RC1.jsonl",
                lambda p: p + _entry(words="safe").replace(b"safe", "sa\u202efe".encode()),
            ),
        ),
        ("part-no-lf", part, "no line feed at the end", _part("RC1.jsonl", lambda p: p[:-1])),
        ("part-blank", part, "an empty line", _part("RC1.jsonl", lambda p: p + b"\n")),
        ("part-empty", part, "a part without its nonce", _part("RC4.jsonl", lambda _: b"")),
        (
            "part-nonce",
            part,
            "a short nonce",
            _part("RC4.jsonl", lambda p: p.replace(b'"nonce":"', b'"nonce":"0')),
        ),
        ("part-paper", part, "a paper that no part names", lambda: _paper("RC2-02.jpg", b"x")),
        (
            "part-paper-gone",
            part,
            "a paper that is named and not here",
            lambda: redeliver(without("01/papers/RC2-01.jpg"), jo()),
        ),
        (
            "part-paper-altered",
            "package.checksum",
            "a paper altered by the sender",
            lambda: _paper("RC2-01.jpg", b"x"),
        ),
        (
            "part-two-of-one",
            "package.two-of-one-id",
            "one id with two bodies in two slices",
            _two_of_one,
        ),
        ("review-role", "package.wrong-role", "a review by one who may not review", _review(al)),
        (
            "review-own",
            "package.own-review",
            "a review with the author's own key",
            _review(same_key),
        ),
        (
            "review-sum",
            "package.statement",
            "a checksum line where none belongs",
            _review(sue, lambda t: t + b"0" * 64 + b"  x.txt\n"),
        ),
        (
            "review-over",
            "package.checksum",
            "a review of another slice",
            _review(sue, line("over", "0" * 64)),
        ),
        (
            "review-name",
            "package.signer",
            "a reviewer who is not the certificate's",
            lambda: _review_named("al+supervisor@norfolk.example"),
        ),
        (
            "review-manifest",
            role,
            "a manifest's signature on a review",
            _review(sue, namespace="onechance-manifest-v1"),
        ),
        (
            "review-demo",
            "package.demo-in-live",
            "a practice review",
            _review(sue, namespace="onechance-review-v1-demo"),
        ),
    ]
    vectors = [Vector(n, e, c, m) for n, e, c, m in rows if n != "slice-signature"]
    return [
        Vector(
            "slice-signature",
            "package.signature",
            "a manifest altered by the sender",
            _bent_manifest,
        ),
        *vectors,
    ]


def _bent_manifest() -> bytes:
    files = good()
    armoured = files["01/MANIFEST.txt.sig"]
    files = remanifest(files, jo(), line("app", "one-chance 9.9"))
    return redeliver({**files, "01/MANIFEST.txt.sig": armoured}, jo())


def _review_named(name: str) -> bytes:
    files = good()
    review = line("reviewer", name)(files["01/REVIEW-1.txt"])
    files["01/REVIEW-1.txt"] = review
    files["01/REVIEW-1.txt.sig"] = forge.signed(world.norfolk().supervisor(), "review", review)
    return redeliver(files, jo())


def _twice() -> bytes:
    one = Carried(world.a_slice(), world.OUT)
    return plain(good(one, one))


def _swapped(part: bytes) -> bytes:
    head, first, second, *rest = part.splitlines(True)
    return b"".join([head, second, first, *rest])


def _paper(name: str, content: bytes) -> bytes:
    files = good()
    last = {"PADDING.bin": files.pop("PADDING.bin")}
    return redeliver({**files, f"01/papers/{name}": content, **last}, jo())
