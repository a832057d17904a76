"""Packages that say what is not so: statements, sums, parts, entries and reviews, all signed."""

import re
from dataclasses import replace

from app.domain.codes import RestrictionClass
from storage import codec
from storage.handover import archive, trust
from storage.handover.refusals import Code
from tests.format import forge, world
from tests.format.forge import line
from tests.format.policy.bench import Bench, Fault, Read
from tests.format.world import FEN, NOON

_HERE = ("RC1", "RC2", "RC5", "RC7")  # the parts of the good package that hold entries
_TIMES = ("2026-02-30T12:00:00Z", "2026-13-01T12:00:00Z", "2026-03-10T24:61:00Z")


# ---------------------------------------------------------------------------- who is said to be
def signer(bench: Bench) -> Read:
    who = f"{bench.word()}-{bench.word()}@norfolk.example"
    return bench.pick(
        lambda: bench.say(line("signer", who)),
        lambda: bench.say(line("from-area", bench.pick(FEN, bench.area()))),
        lambda: bench.say(by=bench.certified(bench.jo, principals=(who,))),
        lambda: bench.manifest(line("author", who)),
        lambda: bench.manifest(line("area", bench.pick(FEN, bench.area()))),
        lambda: bench.manifest(by=bench.al),
        lambda: bench.review(bench.sue, line("reviewer", who.replace("@", "+supervisor@"))),
    )()


def signed_by_another_area(bench: Bench) -> Read:
    """A real worker of an area we know signs what is in Norfolk's name."""
    fay = bench.pick(bench.fen, bench.west).worker()
    return bench.pick(lambda: bench.say(by=fay), lambda: bench.manifest(by=fay))()


def signer_of_card(bench: Bench) -> Read:
    """Our own root signs a card or a list in another area's name."""
    root = replace(bench.norfolk.root, area=bench.pick(FEN, bench.area()))
    until = bench.moment(1, 90)
    card = dict(
        zip(
            ("AREA-CARD.txt", "AREA-CARD.txt.sig"), trust.write_card(root, NOON, until), strict=True
        )
    )
    listed = dict(
        zip(("TRUST.txt", "TRUST.txt.sig"), trust.write_trust(root, NOON, until), strict=True)
    )
    return bench.open(bench.pack({**bench.files, **bench.pick(card, listed)}))


# ------------------------------------------------------------------------- statements and sums
def statement(bench: Bench) -> Read:
    extra = f"# {bench.word()}: {bench.word()}\n".encode()
    upper = bench.word().upper()
    return bench.pick(
        lambda: bench.say(line("from-desk", f"{bench.word()}-desk")),
        lambda: bench.say(line("created", bench.pick(*_TIMES))),
        lambda: bench.say(line("kind", bench.word())),
        lambda: bench.say(line("purpose", upper)),
        lambda: bench.say(lambda text: text.replace(b"# basis", extra + b"# basis", 1)),
        lambda: bench.say(lambda text: re.sub(rb" own\n", b" brought-by unnamed\n", text)),
        lambda: bench.open(
            bench.pack(bench.onward, lambda text: re.sub(rb" brought-by .*\n", b" own\n", text))
        ),
        lambda: bench.say(lambda text: text.replace(b"# slice: 01", b"# slice: 02", 1)),
        lambda: bench.manifest(line("parts", bench.pick("0", "01", upper))),
        lambda: bench.review(bench.sue, line("decision", bench.word())),
        lambda: bench.review(bench.sue, lambda text: text + b"0" * 64 + b"  x.txt\n"),
    )()


def checksum(bench: Bench) -> Read:
    digest = bench.hex(64)
    return bench.pick(
        lambda: bench.say(sums=lambda text: digest.encode() + text[64:]),
        lambda: bench.say(lambda text: re.sub(rb"slice: 01 .{64}", _announced(digest), text)),
        lambda: bench.review(bench.sue, line("over", digest)),
        lambda: _altered(bench),
    )()


def checksum_of_part(bench: Bench) -> Read:
    """The sender alters a part or a paper of the author's, and lists it again."""
    name = bench.pick(*(f"01/{rc}.jsonl" for rc in _HERE), "01/papers/RC2-01.jpg")
    raw = bench.files[name]
    at = bench.chance.randrange(len(raw))
    new = bench.pick(forge.flipped(raw, at), raw + b"\n", raw[:at], raw + raw)
    return bench.open(bench.pack({**bench.files, name: new}))


def _announced(digest: str) -> bytes:
    return b"slice: 01 " + digest.encode()


def _altered(bench: Bench) -> Read:
    """A file of the same length in place of a signed one."""
    plain = bench.pack(bench.files)
    files = dict(archive.unpack(plain, lambda _: 2**30))
    name = bench.pick("README.txt", "handover.pdf", "TRUST.txt", "01/RC5.jsonl", "01/RC1.jsonl")
    files[name] = forge.flipped(files[name], bench.chance.randrange(len(files[name])))
    return bench.open(archive.pack(list(files.items())))


# -------------------------------------------------------------------------- parts and entries
def part_said_otherwise(bench: Bench) -> Read:
    """DELIVERY.txt or MANIFEST.txt speaks of other parts than are here."""
    rc = bench.pick("RC1", "RC2", "RC4", "RC5", "RC7").encode()
    out = b"01/" + rc + b" withheld " + bench.word().encode()
    gone = bench.pick(b"RC3", b"RC6")
    other = b"RC%d.jsonl" % bench.pick(0, 8, 9)
    at = bench.chance.randrange(7)
    return bench.pick(
        lambda: bench.say(lambda text: text.replace(b"01/" + rc + b" in", out)),
        lambda: bench.say(lambda text: re.sub(gone + rb" withheld .*\n", gone + b" in\n", text)),
        lambda: bench.say(lambda text: text.replace(b"01/" + rc + b" in", b"01/RC3 in")),
        lambda: bench.manifest(sums=lambda text: _less(text, at)),
        lambda: bench.manifest(sums=lambda text: text.replace(b"RC3.jsonl", other)),
    )()


def part_taken_out(bench: Bench) -> Read:
    """A part, or a paper that a part names, is gone and no line says so."""
    name = bench.pick(*(f"01/{rc}.jsonl" for rc in _HERE), "01/papers/RC2-01.jpg")
    return bench.open(bench.pack({n: c for n, c in bench.files.items() if n != name}))


def paper_put_in(bench: Bench) -> Read:
    name = f"01/papers/RC2-{bench.chance.randint(2, 99):02d}.{bench.pick('jpg', 'png', 'pdf')}"
    files = {n: c for n, c in bench.files.items() if n != "PADDING.bin"}
    return bench.open(bench.pack({**files, name: bench.chance.randbytes(40), "PADDING.bin": b""}))


def entries(bench: Bench) -> Read:
    """A part with lines that no author's program writes, signed by its author."""
    rc = bench.pick(*_HERE)
    others = [other for other in RestrictionClass if other.value != rc]
    case = world.CaseId(bench.hex())
    more = bench.pick(
        _entry(bench, rc=bench.pick(*others)),
        _entry(bench, rc=RestrictionClass(rc), case=case),
        _entry(bench, rc=RestrictionClass(rc)).replace(b'"at":', b'"at": ', 1),
        b'{"id":%d}\n' % bench.chance.randrange(99),
        b"[" * bench.chance.randint(1, 20_000) + b"\n",
        b"\n",
    )
    edit = bench.pick(lambda part: part + more, lambda part: part[:-1], _last_twice, _short_nonce)
    return bench.part(f"{rc}.jsonl", edit)


def foreign_entry(bench: Bench) -> Read:
    rc = bench.pick(*_HERE)
    area = bench.pick(FEN, world.WEST, bench.area())
    entry = _entry(bench, rc=RestrictionClass(rc), area=area)
    if bench.pick(0, 1):  # our own area's entry, in a name of another
        ours = _entry(bench, rc=RestrictionClass(rc))
        entry = ours.replace(b"jo@norfolk.example", f"{bench.word()}@{area}".encode())
    return bench.part(f"{rc}.jsonl", lambda part: part + entry)


def two_of_one_id(bench: Bench) -> Read:
    """One slice says another thing under an id of the other."""
    name = f"02/{bench.pick(*_HERE)}.jsonl"
    word = bench.word().upper().encode()
    files = {n: c for n, c in bench.two.items() if not n.startswith("02/REVIEW")}
    files[name] = files[name].replace(b"is safe", b"is " + word, 1)
    files = forge.remanifest(files, bench.jo, line("slice", bench.hex()), number="02")
    return bench.open(bench.pack(files))


def own_review(bench: Bench) -> Read:
    if bench.pick(0, 1):
        who = f"{bench.word()}+supervisor@norfolk.example"
        return bench.review(bench.norfolk.worker(who, key="worker jo@norfolk.example LIVE"))
    again = line("review", bench.hex())(bench.files["01/REVIEW-1.txt"])
    again = line("decision", bench.pick("approved", "returned"))(again)
    rows: forge.Files = {}
    for name, raw in bench.files.items():
        rows[name] = raw
        if name == "01/REVIEW-1.txt.sig":
            rows["01/REVIEW-2.txt"] = again
            rows["01/REVIEW-2.txt.sig"] = forge.signed(bench.sue, "review", again)
    return bench.open(bench.pack(rows))


def _entry(bench: Bench, **facts) -> bytes:
    number = bench.chance.randint(1_000, 2**64)
    return codec.encode(world.entry(number, words=bench.word(), **facts)) + b"\n"


def _less(text: bytes, at: int) -> bytes:
    rows = text.splitlines(keepends=True)
    return b"".join(rows[:at] + rows[at + 1 :])


def _last_twice(part: bytes) -> bytes:
    return part + part.splitlines(keepends=True)[-1]


def _short_nonce(part: bytes) -> bytes:
    return part.replace(b'"nonce":"', b'"nonce":"0', 1)


FAULTS = (
    *(Fault(Code.SIGNER, make) for make in (signer, signed_by_another_area, signer_of_card)),
    Fault(Code.STATEMENT, statement),
    Fault(Code.CHECKSUM, checksum),
    Fault(Code.CHECKSUM, checksum_of_part),
    *(
        Fault(Code.PART, make)
        for make in (part_said_otherwise, part_taken_out, paper_put_in, entries)
    ),
    Fault(Code.FOREIGN_ENTRY, foreign_entry),
    Fault(Code.TWO_OF_ONE_ID, two_of_one_id),
    Fault(Code.OWN_REVIEW, own_review),
)
