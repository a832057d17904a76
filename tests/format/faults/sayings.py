"""Layer 3: statements, cards and lists that say something else."""

import re
from collections.abc import Callable
from dataclasses import replace

from app.domain.handover import (
    Carried,
    Mode,
)
from storage.handover import openssh, trust
from tests.format import forge, world
from tests.format.faults.base import GENUINE, Vector, good, jo, plain
from tests.format.forge import line, redeliver
from tests.format.world import DAY, FEN, NOON


def _said(edit: Callable[[bytes], bytes], **facts) -> Callable[[], bytes]:
    return lambda: redeliver(good(), jo(), edit, **facts)


def _demo(book_of: str = "") -> bytes:
    place = world.norfolk(Mode.DEMO)
    carried = Carried(world.a_slice(place.worker()), world.OUT)
    return plain(good(carried, by=place.worker(), mode=Mode.DEMO))


def _statement_vectors() -> list[Vector]:
    st, part = "package.statement", "package.part"
    swap = re.compile(rb"(# urgency: .*\n)(# answer-by: .*\n)")
    withheld = "01/RC2 withheld not-needed"
    rows = [
        (
            "say-version-2",
            "package.too-new",
            "a statement of version 2",
            _said(lambda t: t.replace(b"delivery 1", b"delivery 2", 1)),
        ),
        (
            "say-missing",
            st,
            "a line is missing",
            _said(lambda t: re.sub(rb"# basis: .*\n", b"", t)),
        ),
        ("say-order", st, "two lines have changed places", _said(lambda t: swap.sub(rb"\2\1", t))),
        (
            "say-more",
            st,
            "a line of another key",
            _said(lambda t: t.replace(b"# basis", b"# note: hello\n# basis", 1)),
        ),
        (
            "say-twice",
            st,
            "a line stands twice",
            _said(lambda t: re.sub(rb"(# purpose: .*\n)", rb"\1\1", t)),
        ),
        ("say-crlf", st, "CR LF", _said(lambda t: t.replace(b"\n", b"\r\n"))),
        ("say-utf8", st, "a letter outside ASCII", _said(line("marking", "OFFICIAL-SENSITIVÉ"))),
        ("say-space", st, "a space at a line's end", _said(line("purpose", "safeguarding "))),
        ("say-blank", st, "an empty line", _said(lambda t: t.replace(b"# basis", b"\n# basis", 1))),
        ("say-no-lf", st, "no line feed at the end", _said(forge.same, sums=lambda s: s[:-1])),
        ("say-upper", st, "a checksum in capitals", _said(forge.same, sums=bytes.upper)),
        (
            "say-30-february",
            st,
            "a date no calendar has",
            _said(line("created", "2026-02-30T12:00:00Z")),
        ),
        (
            "say-offset",
            st,
            "a time with an offset",
            _said(line("created", "2026-03-10T12:00:00+01:00")),
        ),
        (
            "say-mode",
            "package.demo-in-live",
            "DEMO under a live signature",
            _said(line("mode", "DEMO")),
        ),
        (
            "say-signer",
            "package.signer",
            "a signer who is not the certificate's",
            _said(line("signer", "al@norfolk.example")),
        ),
        (
            "say-area",
            "package.signer",
            "sent in another area's name",
            _said(line("from-area", FEN)),
        ),
        ("say-desk", st, "a desk the card does not name", _said(line("from-desk", "night"))),
        (
            "say-to-key",
            "package.not-for-us",
            "sealed to us, addressed to another",
            _said(line("to-key", world.recipient("stranger"))),
        ),
        (
            "say-sum",
            "package.checksum",
            "a checksum that does not fit",
            _said(forge.same, sums=lambda s: s.replace(s[:4], b"0000", 1)),
        ),
        (
            "say-pdf",
            "package.checksum",
            "the PDF was altered",
            lambda: plain({**good(), "handover.pdf": b"%PDF-1.7 what Norfolk prinTs"}),
        ),
        (
            "say-slice",
            "package.checksum",
            "another manifest than announced",
            _said(lambda t: re.sub(rb"# slice: 01 .{64}", b"# slice: 01 " + b"0" * 64, t)),
        ),
        (
            "say-six",
            part,
            "six parts are spoken of",
            _said(lambda t: re.sub(rb"# part: 01/RC7 .*\n", b"# part: 01/RC6 in\n", t)),
        ),
        (
            "say-withheld",
            part,
            "a part that is here, said to be withheld",
            _said(lambda t: t.replace(b"01/RC2 in", withheld.encode())),
        ),
        (
            "say-in",
            part,
            "a withheld part, said to be here",
            _said(lambda t: t.replace(b"01/RC3 withheld police-decision", b"01/RC3 in")),
        ),
        (
            "say-own",
            st,
            "another area's slice called our own",
            lambda: redeliver(
                good(Carried(world.a_slice(world.fen().worker()))),
                jo(),
                lambda t: t.replace(b"brought-by unnamed", b"own"),
            ),
        ),
        (
            "say-not-own",
            st,
            "our own slice called another area's",
            _said(lambda t: re.sub(rb" own\n", b" brought-by unnamed\n", t)),
        ),
    ]
    vectors = [Vector(n, e, c, m) for n, e, c, m in rows]
    return [
        *vectors,
        Vector("mode-demo", "package.demo-in-live", "a practice package in a live vault", _demo),
        Vector(
            "mode-live",
            "package.live-in-demo",
            "a live package in a practice vault",
            lambda: plain(good()),
            trust="demo",
        ),
        Vector(
            "mode-demo-demo", GENUINE, "a practice package in a practice vault", _demo, trust="demo"
        ),
    ]


def _other_root(files: forge.Files) -> forge.Files:
    other = openssh.key_line(openssh.public_key(world.seed("another root")))
    card = line("root-key", other)(files["AREA-CARD.txt"])
    signature = trust.sign_as_root(world.norfolk().root, "card", card)
    return {"AREA-CARD.txt": card, "AREA-CARD.txt.sig": signature}


def _card_vectors() -> list[Vector]:
    place = world.norfolk()

    def with_papers(edit: Callable[[forge.Files], forge.Files]) -> Callable[[], bytes]:
        return lambda: redeliver(edit(good()), jo())

    fen_card = dict(
        zip(
            ("AREA-CARD.txt", "AREA-CARD.txt.sig"),
            trust.write_card(world.fen().root, NOON, NOON + DAY),
            strict=True,
        )
    )
    own = replace(world.norfolk().root, area=FEN)
    renamed = dict(
        zip(
            ("AREA-CARD.txt", "AREA-CARD.txt.sig"),
            trust.write_card(own, NOON, NOON + DAY),
            strict=True,
        )
    )
    worker_card = jo().card.replace(b"norfolk.example\n", b"norfolk.example\n", 1)
    rows = [
        (
            "card-flip",
            "package.signature",
            "the card was altered",
            with_papers(
                lambda f: {**f, "AREA-CARD.txt": f["AREA-CARD.txt"].replace(b"01603", b"01604")}
            ),
        ),
        (
            "card-foreign",
            "package.wrong-role",
            "another area's card",
            with_papers(lambda f: {**f, **fen_card}),
        ),
        (
            "card-renamed",
            "package.signer",
            "a card in another area's name, by our root",
            with_papers(lambda f: {**f, **renamed}),
        ),
        (
            "card-other-root",
            "package.signer",
            "a card by our root that names another",
            with_papers(lambda f: {**f, **_other_root(f)}),
        ),
        (
            "card-by-worker",
            "package.wrong-role",
            "a card signed by a worker",
            with_papers(
                lambda f: {**f, "AREA-CARD.txt.sig": forge.signed(jo(), "card", worker_card)}
            ),
        ),
        (
            "trust-flip",
            "package.signature",
            "the trust list was altered",
            with_papers(
                lambda f: {**f, "TRUST.txt": f["TRUST.txt"].replace(b"serial: 1", b"serial: 2")}
            ),
        ),
        (
            "trust-as-card",
            "package.wrong-role",
            "a trust list signed as a card",
            with_papers(
                lambda f: {
                    **f,
                    "TRUST.txt.sig": trust.sign_as_root(place.root, "card", f["TRUST.txt"]),
                }
            ),
        ),
    ]
    return [Vector(n, e, c, m) for n, e, c, m in rows]


def vectors() -> list[Vector]:
    return [*_statement_vectors(), *_card_vectors()]
