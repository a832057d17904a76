"""What a hostile sender tries on whoever opens a file, beside the kinds of the other modules.

Zips that tools disagree about, envelopes whose pieces have changed places, JSON that readers read
differently, names that look like others; and two files that are genuine and hold what only a
viewer could do harm with.
"""

from collections.abc import Callable

from app.domain.codes import RestrictionClass
from app.domain.handover import Carried, SliceDraft
from storage.handover import archive, writer
from tests.format import forge, world
from tests.format.faults.archives import _named, _zip
from tests.format.faults.base import Vector, good, jo, plain
from tests.format.faults.slices import _entry, _part
from tests.format.forge import line, redeliver, remanifest
from tests.format.world import NOON

CHUNK = 65_536 + 16
"""Bytes of one sealed piece of an age file."""

MARKUP = (
    '<img src="file:///canary.png"><a href="//host/share">x</a> ![x](file:///canary.png)'
    " <script>alert(1)</script> &lt;b&gt; <b>bold</b>"
)
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
    b"/AA<</O<</S/Launch/F(cmd.exe)>>>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def _zip_vectors() -> list[Vector]:
    files = lambda: list(good().items())  # noqa: E731
    rows = [
        ("zip-nul", "a name with a zero byte", _named(b"README.txt\0.exe")),
        ("zip-long-name", "a name of sixty thousand letters", _named(b"a" * 60_000)),
        ("zip-no-name", "no name at all", _named(b"")),
        (
            "zip-through-link",
            "a link, and a file that goes through it",
            lambda: forge.zip_with(
                [("link", b"/etc"), ("link/passwd", b"x"), *files()],
                central={"attributes": 0o120777 << 16},
            ),
        ),
        (
            "zip-64",
            "sizes that stand in a field of zip64",
            _zip(both={"packed": 2**32 - 1, "size": 2**32 - 1}, extra=b"\1\0\x10\0" + bytes(16)),
        ),
        ("zip-no-index", "members and no index", lambda: plain(good()).split(b"PK\1\2")[0]),
        (
            "zip-hidden",
            "a member between two others that the index does not name",
            lambda: _hidden(files()),
        ),
        ("zip-empty", "an index of nothing", lambda: archive._END.pack(b"PK\5\6", *[0] * 7)),
        (
            "zip-many",
            "five thousand members",
            lambda: archive.pack([(f"{n:05d}", b"") for n in range(5_000)]),
        ),
    ]
    named = [  # in the form of ours, under names that are not
        ("zip-con", "a name that is a device", _named(b"CON")),
        (
            "zip-case",
            "two names that one file system takes for one",
            lambda: archive.pack([*files(), ("readme.TXT", b"")]),
        ),
    ]
    return [
        *(Vector(n, "package.archive", c, m) for n, c, m in rows),
        *(Vector(n, "package.members", c, m) for n, c, m in named),
    ]


def _hidden(files: list[tuple[str, bytes]]) -> bytes:
    whole, first = archive.pack(files), archive.pack(files[:1])
    cut = first.index(b"PK\1\2")
    extra = archive.pack([("hidden.exe", b"MZ")])
    return whole[:cut] + extra[: extra.index(b"PK\1\2")] + whole[cut:]


def _age_vectors() -> list[Vector]:
    def pieces(edit: Callable[[list[bytes]], list[bytes]], many: int) -> Callable[[], bytes]:
        def make() -> bytes:
            sealed = forge.sealed(bytes(many * 65_536 + 5))
            at = sealed.index(b"\n", sealed.index(b"\n---") + 1) + 1 + 16
            body = sealed[at:]
            return sealed[:at] + b"".join(
                edit([body[n : n + CHUNK] for n in range(0, len(body), CHUNK)])
            )

        return make

    rows = [
        ("age-swapped", "two pieces have changed places", lambda p: [p[1], p[0]]),
        ("age-dropped", "a piece is missing in the middle", lambda p: [p[0], p[2]]),
        ("age-doubled", "a piece stands twice", lambda p: [p[0], p[0], *p[1:]]),
        ("age-no-last", "cut at the end of a piece", lambda p: p[:-1]),
        ("age-half", "half of it came", lambda p: [p[0][: CHUNK // 2]]),
    ]
    many = {"age-dropped": 2}
    return [
        Vector(n, "package.damaged", c, pieces(e, many.get(n, 1)), layer="age") for n, c, e in rows
    ]


def _json_vectors() -> list[Vector]:
    def put(old: bytes, new: bytes) -> Callable[[], bytes]:
        return _part("RC1.jsonl", lambda p: p + _entry().replace(old, new, 1))

    words, version = b"They will be told where I am.", b'"item_version":1'
    rows = [
        ("part-key-twice", "a key that stands twice", put(b'"row":""', b'"row":"","row":""')),
        ("part-nan", "a number that is none", put(version, b'"item_version":NaN')),
        ("part-infinite", "a number without end", put(version, b'"item_version":1e999')),
        ("part-float", "a number with a fraction", put(version, b'"item_version":1.0')),
        ("part-big", "a number of a thousand digits", put(version, version + b"0" * 999)),
        ("part-long", "words over the longest", _long),
        ("part-surrogate", "half of a letter", put(words, b"\\ud800")),
        ("part-nul", "a zero byte in the words", put(words, b"\\u0000")),
        ("part-escape", "a terminal's escape in the words", put(words, b"\\u001b[2J")),
        ("part-isolate", "an isolate left open", put(words, "\u2067safe".encode())),
        ("part-noncharacter", "a letter that is none", put(words, "\uffff".encode())),
        ("part-nfd", "words in another normal form", put(words, "e\u0301".encode())),
        ("part-utf8", "bytes that are no text", put(words, b"\xff\xfe")),
        ("part-utf16", "text of another coding", put(words, "safe".encode("utf-16"))),
        ("part-bom", "a mark before the text", _part("RC1.jsonl", lambda p: b"\xef\xbb\xbf" + p)),
        ("part-list", "a list for an entry", _part("RC1.jsonl", lambda p: p + b"[]\n")),
        ("part-wide", "a list of fifty thousand", put(b'["yes"]', _wide())),
        ("part-key", "a key nobody knows", put(b'"body":{', b'"body":{"aa":1,')),
    ]
    return [Vector(n, "package.part", c, m) for n, c, m in rows]


def _wide() -> bytes:
    return b"[" + b",".join([b'"yes"'] * 50_000) + b"]"


def _long() -> bytes:
    return _part(
        "RC1.jsonl", lambda p: p + _entry(words="They").replace(b"They", b"a" * 200_000, 1)
    )()


def _names() -> list[Vector]:
    """Names that look like others: a statement is ASCII, so no such letter gets in."""
    look = "n\u043erf\u043elk.example"  # two Cyrillic letters

    def said(edit: forge.Edit) -> Callable[[], bytes]:
        return lambda: redeliver(good(), jo(), edit)

    def as_is(old: str, new: str) -> forge.Edit:
        return lambda text: text.replace(old.encode(), new.encode(), 1)

    root = world.norfolk().root.seed
    bearer = lambda who: forge.bearing(  # noqa: E731
        jo(), forge.certificate(jo().signing_key, root, principals=(who,))
    )
    return [
        Vector(
            "say-lookalike",
            "package.statement",
            "an area's name with a letter of another script",
            said(as_is("norfolk.example", look)),
        ),
        Vector(
            "say-zero-width",
            "package.statement",
            "a name with a letter nobody sees",
            said(as_is("norfolk.example", "norfolk\u200b.example")),
        ),
        Vector(
            "cert-zero",
            "package.certificate",
            "a principal with a zero byte",
            lambda: redeliver(good(), bearer("jo\0@norfolk.example")),
        ),
        Vector(
            "slice-version-0",
            "package.statement",
            "parts of version nought",
            lambda: redeliver(remanifest(good(), jo(), line("parts", "0")), jo()),
        ),
    ]


def _only_a_viewer() -> list[Vector]:
    """Genuine, and for a careful screen to survive: a digest is all that is claimed of the PDF."""

    def marked() -> bytes:
        notes = tuple(world.entry(n, RestrictionClass.RC1, words=MARKUP) for n in (2, 4, 6))
        signed = writer.sign_slice(SliceDraft(world.CASE, notes, NOON, audit=(7, "a" * 64)), jo())
        return plain(good(Carried(signed)))

    unreviewed = ("slice.unreviewed",)
    return [
        Vector("good-markup", "genuine", "marked-up words", marked, findings=unreviewed),
        Vector("good-hostile-pdf", "genuine", "a PDF with scripts", lambda: plain(good(pdf=PDF))),
    ]


def vectors() -> list[Vector]:
    return [*_zip_vectors(), *_age_vectors(), *_json_vectors(), *_names(), *_only_a_viewer()]
