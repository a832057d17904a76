"""Packages: too large, for another, of another mode, with other members, by whom they may not."""

import base64
import io
import zipfile
from dataclasses import replace

from app.domain.handover import Credentials
from storage.handover import archive, envelope, members, openssh, reader, trust
from storage.handover.refusals import Code
from storage.handover.statements import sha256
from tests.format import forge, world
from tests.format.faults import SMALL
from tests.format.forge import line
from tests.format.policy.bench import Bench, Fault, Read
from tests.format.world import DAY, FEN, NOON, NORFOLK


# ------------------------------------------------------------------------ envelope and archive
def too_large(bench: Bench) -> Read:
    sealed = forge.sealed(bench.pack(bench.files))
    head = bench.pick(sealed, sealed[:300], archive.pack([("README.txt", b"")]), b"")
    size = envelope.MAX_FILE + 1 + bench.pick(0, bench.chance.randrange(65_536))
    return bench.open_sealed(head + bytes(size - len(head)))


def not_age(bench: Bench) -> Read:
    plain = bench.pack(bench.files)
    armour = b"-----BEGIN AGE ENCRYPTED FILE-----\n%s-----END AGE ENCRYPTED FILE-----\n"
    armoured = armour % base64.encodebytes(forge.sealed(plain))
    return bench.open_sealed(bench.pick(plain, armoured, b"{\\rtf1", bench.chance.randbytes(99)))


def a_pdf(bench: Bench) -> Read:
    return bench.open_sealed(b"%PDF-" + bench.pick(b"1.7\n", b"2.0\n") + bench.chance.randbytes(99))


def header(bench: Bench) -> Read:
    text = base64.b64encode(bench.chance.randbytes(32)).rstrip(b"=")
    share = b"-> X25519 " + text + b"\n" + text + b"\n"
    cost = b" %d\n" % bench.chance.randint(1, 63)
    stanza = bench.pick(
        b"-> scrypt " + text[:22] + cost + text + b"\n",
        b"-> ssh-ed25519 AAAAAA " + text + b"\n" + text + b"\n",
        b"-> " + bench.word().encode() + b"\n" + text + b"\n",
        share * bench.chance.randint(16, 30),
        b"-> x-grease\n\n" * bench.chance.randint(5, 30),
    )
    sealed = forge.sealed(bench.pack(bench.files))
    return bench.open_sealed(sealed.replace(b"v1\n", b"v1\n" + stanza, 1))


def for_another(bench: Bench) -> Read:
    to = bench.pick("stranger", "fen/duty", "norfolk/duty")
    return bench.open(bench.pack(bench.files), to=to)


def in_a_new_envelope(bench: Bench) -> Read:
    """Addressed to another desk, and sealed to ours by whoever opened it there."""
    to = world.recipient(bench.pick("stranger", "fen/duty", "norfolk/duty"))
    return bench.say(line("to-key", to))


def damaged(bench: Bench) -> Read:
    sealed = forge.sealed(bench.pack(bench.files))
    body = sealed.index(b"\n--- ") + 49  # after the header
    at = bench.chance.randrange(body, len(sealed))
    cut, flipped = sealed[:at], forge.flipped(sealed, at)
    return bench.open_sealed(bench.pick(cut, flipped, sealed + bench.chance.randbytes(3)))


def another_zip(bench: Bench) -> Read:
    """The right files, zipped by somebody else's program."""
    out = io.BytesIO()
    how = bench.pick(zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    plain = bench.pack(bench.files)
    with zipfile.ZipFile(out, "w", how) as made:
        for name, raw in archive.unpack(plain, lambda _: 2**30):
            day = (2026, 3, bench.chance.randint(1, 28), 1, 1, 0)
            made.writestr(zipfile.ZipInfo(name, day), raw, how)
    return bench.open(out.getvalue())


def padding(bench: Bench) -> Read:
    files = dict(archive.unpack(bench.pack(bench.files), lambda _: 2**30))
    zeros = files["PADDING.bin"]
    at = bench.chance.randrange(len(zeros))
    marked = zeros[:at] + bytes([bench.chance.randint(1, 255)]) + zeros[at + 1 :]
    new = bench.pick(marked, zeros[: -bench.chance.randint(1, 900)], zeros + b"\0")
    text = b"".join(files["DELIVERY.txt"].splitlines(keepends=True)[:-1])
    text += f"{sha256(new)}  PADDING.bin\n".encode()
    signature = forge.signed(bench.jo, "delivery", text)
    more = {"DELIVERY.txt": text, "DELIVERY.txt.sig": signature, "PADDING.bin": new}
    return bench.open(archive.pack(list({**files, **more}.items())))


# ----------------------------------------------------------------------------- members, re-listed
_NEEDED = (*members.PACKAGE_HEAD, archive.PADDING, "01/MANIFEST.txt", "01/MANIFEST.txt.sig")
_HALVES = ("01/REVIEW-1.txt", "01/REVIEW-1.txt.sig")
_GONE = tuple(n for n in (*_NEEDED, *_HALVES) if not n.startswith("DELIVERY"))


def added(bench: Bench) -> Read:
    word = bench.word()
    names = (
        f"{word}.txt",
        f"01/{word}.txt",
        "01/papers/RC1-01.exe",
        "02/RC1.jsonl",
        "01/RC8.jsonl",
    )
    rows = [pair for pair in bench.files.items() if pair[0] != archive.PADDING]
    rows.insert(bench.chance.randint(1, len(rows)), (bench.pick(*names), word.encode()))
    return bench.open(bench.pack({**dict(rows), archive.PADDING: b""}))


def removed(bench: Bench) -> Read:
    gone = bench.pick(*_GONE)
    return bench.open(bench.pack({n: c for n, c in bench.files.items() if n != gone}))


def renamed(bench: Bench) -> Read:
    old = bench.pick(*_GONE, "01/RC1.jsonl", "01/RC4.jsonl", "01/papers/RC2-01.jpg")
    new = bench.pick(old.swapcase(), f"{old}.{bench.word()}", old[:-1] + "0")
    return bench.open(bench.pack({new if n == old else n: c for n, c in bench.files.items()}))


def out_of_place(bench: Bench) -> Read:
    names = [n for n in bench.files if not n.startswith("DELIVERY")]
    one, two = bench.chance.sample(range(len(names)), 2)
    names[one], names[two] = names[two], names[one]
    more = {n: bench.files[n] for n in ("DELIVERY.txt", "DELIVERY.txt.sig")}
    return bench.open(bench.pack({**{n: bench.files[n] for n in names}, **more}))


def unlisted(bench: Bench) -> Read:
    at = bench.chance.randrange(len(bench.files) - 3)

    def sums(text: bytes) -> bytes:
        rows = text.splitlines(keepends=True)
        return b"".join(rows[:at] + rows[at + 1 :])

    def turned(text: bytes) -> bytes:
        rows = text.splitlines(keepends=True)
        return b"".join([*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]])

    return bench.say(sums=bench.pick(sums, turned))


def oversized(bench: Bench) -> Read:
    name, most = bench.pick(
        ("README.txt", members.MAX_README),
        ("01/MANIFEST.txt.sig", members.MAX_SIGNATURE),
        ("AREA-CARD.txt.sig", members.MAX_SIGNATURE),
        ("TRUST.txt", members.MAX_STATEMENT),
    )
    raw = bytes(most + bench.chance.randint(1, 500))
    return bench.open(bench.pack({**bench.files, name: raw}))


def slice_twice(bench: Bench) -> Read:
    return bench.open(bench.pack(bench.twice))


# --------------------------------------------------------------------------------- who signed
def signature(bench: Bench) -> Read:
    other = forge.signed(bench.jo, "delivery", bench.chance.randbytes(40))
    edit = bench.pick(
        lambda _: other, lambda text: text + b"\n", lambda text: text.replace(b"\n", b"\r\n")
    )
    return bench.say(signature=edit) if bench.pick(0, 1) else bench.say(namespace=bench.word())


def certificate(bench: Bench) -> Read:
    noon = int(NOON.timestamp())
    word = openssh.string(bench.word().encode()) + openssh.string(b"")
    plain = openssh.key_blob(openssh.public_key(bench.jo.signing_key))
    faults = (
        {"principals": ("jo@norfolk.example", f"{bench.word()}@norfolk.example")},
        {"principals": ()},
        {"principals": (f"{bench.pick('*', '?', '!')}@norfolk.example",)},
        {"options": word},
        {"extensions": word},
        {"kind": bench.pick(0, 2, 3, 2**31)},
        {"begins": noon - 86400, "ends": noon + 86400 * bench.chance.randint(397, 9_999)},
        {"begins": 0, "ends": 2**64 - bench.chance.randint(1, 99)},
        {"tail": bench.chance.randbytes(bench.chance.randint(1, 9))},
        {"key": bench.pick(SMALL, bytes([2]) + bytes(31))},
        {"key": openssh.public_key(bench.norfolk.root.seed)},
        {"signature": forge.flipped},
        {"reference": f" {bench.word()}"},
    )
    if bench.chance.random() < 0.1:
        return bench.say(key=plain)
    return bench.say(by=bench.certified(bench.jo, **bench.pick(*faults)))


def role_of_delivery(bench: Bench) -> Read:
    return bench.say(namespace=bench.other_kind("delivery"))


def role_of_manifest(bench: Bench) -> Read:
    return bench.manifest(namespace=bench.other_kind("manifest"))


def role_of_review(bench: Bench) -> Read:
    if bench.pick(0, 1):
        return bench.review(bench.norfolk.worker(f"{bench.word()}@norfolk.example"))
    return bench.review(bench.sue, namespace=bench.other_kind("review"))


def role_of_root(bench: Bench) -> Read:
    """A card or a trust list by a worker, by another area's root, or as something else."""
    name, kind = bench.pick(("AREA-CARD.txt", "card"), ("TRUST.txt", "trust"))
    text = bench.files[name]
    made = bench.pick(
        forge.signed(bench.jo, kind, text),
        trust.sign_as_root(bench.fen.root, kind, text),
        trust.sign_as_root(bench.norfolk.root, "trust" if kind == "card" else "card", text),
    )
    return bench.open(bench.pack({**bench.files, f"{name}.sig": made}))


def unknown_sender(bench: Bench) -> Read:
    if bench.pick(0, 1):
        return bench.say(by=bench.stranger().worker())
    return bench.open(bench.pack(bench.files), bench.without(NORFOLK))


def unknown_author(bench: Bench) -> Read:
    if bench.pick(0, 1):
        return bench.manifest(by=bench.stranger().worker())
    return bench.open(bench.pack(bench.onward), bench.without(FEN))


def unknown_reviewer(bench: Bench) -> Read:
    return bench.review(bench.stranger().supervisor())


def changed_sender(bench: Bench) -> Read:
    if bench.pick(0, 1):
        return bench.open(bench.pack(bench.files), bench.rerooted(NORFOLK))
    root = bench.pick(bench.root(), bench.fen.root.seed)
    return bench.say(by=bench.certified(bench.jo, root))


def changed_author(bench: Bench) -> Read:
    if bench.pick(0, 1):
        return bench.open(bench.pack(bench.onward), bench.rerooted(FEN))
    return bench.manifest(by=bench.certified(bench.jo, bench.root()))


def changed_reviewer(bench: Bench) -> Read:
    return bench.review(bench.certified(bench.sue, bench.root()))


def expired_sender(bench: Bench) -> Read:
    return bench.say(by=bench.out_of_time(bench.jo))


def expired_author(bench: Bench) -> Read:
    if bench.pick(0, 1):
        return bench.manifest(by=bench.out_of_time(bench.jo))
    return bench.manifest(line("created", bench.pick(bench.time(-900, -31), bench.time(331, 900))))


def expired_reviewer(bench: Bench) -> Read:
    return bench.review(bench.out_of_time(bench.sue))


def revoked_sender(bench: Bench) -> Read:
    """Whatever date the list gives, past or to come."""
    book = bench.revoking(bench.norfolk, bench.jo, -300, 300)
    return bench.open(bench.pack(bench.files), book)


def revoked_in_newer_list(bench: Bench) -> Read:
    hit = bench.revocation(bench.jo, -300, 300)
    root = replace(bench.norfolk.root, serial=bench.chance.randint(2, 999), revocations=(hit,))
    text, sig = trust.write_trust(root, NOON - DAY, bench.moment(1, 90))
    return bench.open(bench.pack({**bench.files, "TRUST.txt": text, "TRUST.txt.sig": sig}))


def revoked_author(bench: Bench) -> Read:
    if bench.pick(0, 1):
        book = bench.revoking(bench.norfolk, bench.al, -300, -1.1)
        return bench.open(bench.pack(bench.by_al), book)
    book = bench.revoking(bench.fen, bench.fen.worker(), -300, -1.1)
    return bench.open(bench.pack(bench.onward), book)


def revoked_reviewer(bench: Bench) -> Read:
    return bench.review(bench.sue, book=bench.revoking(bench.norfolk, bench.sue, -300, -0.1))


# ---------------------------------------------------------------------------- mode and version
def practice(bench: Bench) -> Read:
    """A practice package in a live vault."""
    return bench.open(bench.pack(bench.demo, by=bench.demo_jo))


def practice_inside(bench: Bench) -> Read:
    """One thing of practice in a live package."""
    return bench.pick(
        lambda: bench.say(namespace="onechance-delivery-v1-demo"),
        lambda: bench.say(line("mode", "DEMO")),
        lambda: bench.manifest(line("mode", "DEMO")),
        lambda: bench.manifest(namespace="onechance-manifest-v1-demo"),
        lambda: bench.review(bench.sue, line("mode", "DEMO")),
        lambda: bench.review(bench.sue, namespace="onechance-review-v1-demo"),
    )()


def live(bench: Bench) -> Read:
    """A live package in a practice vault."""
    return bench.open(bench.pack(bench.files), bench.demo_book)


def live_inside(bench: Bench) -> Read:
    """One thing of live use in a practice package."""
    jo, demo = bench.demo_jo, bench.demo
    plain = bench.pick(
        lambda: bench.pack(demo, by=jo, namespace="onechance-delivery-v1"),
        lambda: bench.pack(demo, line("mode", "LIVE"), jo),
        lambda: bench.pack(forge.remanifest(demo, jo, line("mode", "LIVE")), by=jo),
        lambda: bench.pack(forge.remanifest(demo, jo, namespace="onechance-manifest-v1"), by=jo),
    )()
    return bench.open(plain, bench.demo_book)


def too_new(bench: Bench) -> Read:
    return bench.pick(
        lambda: bench.say(namespace=bench.later("delivery")),
        lambda: bench.say(bench.newer("delivery")),
        lambda: bench.manifest(namespace=bench.later("manifest")),
        lambda: bench.manifest(bench.newer("manifest")),
        lambda: bench.review(bench.sue, namespace=bench.later("review")),
        lambda: bench.review(bench.sue, bench.newer("review")),
    )()


def replayed(bench: Bench) -> Read:
    """Genuine, and received before: the caller asks its own log."""
    opened = bench.open(bench.pack(bench.files, by=_one_of(bench)))
    others = {bench.hex(64) for _ in range(bench.chance.randrange(9))}

    def again() -> None:
        received = others | {opened().delivery.digest}
        reader.check_not_replayed(opened().delivery.digest, received)

    return again


def _one_of(bench: Bench) -> Credentials:
    return bench.pick(bench.jo, bench.certified(bench.jo, serial=bench.chance.randint(1, 9**9)))


FAULTS = (
    Fault(Code.TOO_LARGE, too_large),
    Fault(Code.NOT_AGE, not_age),
    Fault(Code.PDF, a_pdf),
    Fault(Code.HEADER, header),
    Fault(Code.NOT_FOR_US, for_another),
    Fault(Code.NOT_FOR_US, in_a_new_envelope),
    Fault(Code.DAMAGED, damaged),
    Fault(Code.ARCHIVE, another_zip),
    Fault(Code.PADDING, padding),
    *(
        Fault(Code.MEMBERS, make)
        for make in (added, removed, renamed, out_of_place, unlisted, oversized, slice_twice)
    ),
    Fault(Code.SIGNATURE, signature),
    Fault(Code.CERTIFICATE, certificate),
    *(
        Fault(Code.WRONG_ROLE, make)
        for make in (role_of_delivery, role_of_manifest, role_of_review, role_of_root)
    ),
    *(
        Fault(Code.UNKNOWN_AREA, make)
        for make in (unknown_sender, unknown_author, unknown_reviewer)
    ),
    *(
        Fault(Code.CHANGED_ROOT, make)
        for make in (changed_sender, changed_author, changed_reviewer)
    ),
    *(Fault(Code.EXPIRED, make) for make in (expired_sender, expired_author, expired_reviewer)),
    *(
        Fault(Code.REVOKED, make)
        for make in (revoked_sender, revoked_in_newer_list, revoked_author, revoked_reviewer)
    ),
    Fault(Code.DEMO_IN_LIVE, practice),
    Fault(Code.DEMO_IN_LIVE, practice_inside),
    Fault(Code.LIVE_IN_DEMO, live),
    Fault(Code.LIVE_IN_DEMO, live_inside),
    Fault(Code.TOO_NEW, too_new),
    Fault(Code.REPLAYED, replayed),
)
