"""Section 15: the attachment of a coded PDF, which comes in no envelope, and the PDF itself."""

import io
import re

from pypdf import PdfWriter

from app.domain.handover import NO_DESK, Carried, Mode
from storage.handover import coded_pdf
from tests.format import forge, world
from tests.format.faults.base import GENUINE, Vector, good, jo, plain
from tests.format.forge import line, redeliver

CODE = "K7QF-3MZP-9XTW-2RHB-6N4D"
FINDING = ("delivery.coded",)


def hop(edit: forge.Edit = forge.same) -> bytes:
    """What is attached, its DELIVERY.txt said otherwise and signed again."""
    return redeliver(good(to=NO_DESK), jo(), edit)


def _demo() -> bytes:
    place = world.norfolk(Mode.DEMO)
    carried = Carried(world.a_slice(place.worker()), world.OUT)
    return plain(good(carried, by=place.worker(), mode=Mode.DEMO, to=NO_DESK))


def _altered() -> bytes:
    files = good(to=NO_DESK)
    return plain(files | {"handover.pdf": forge.flipped(files["handover.pdf"])})


def a_page() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def _pdf() -> bytes:
    return coded_pdf.lock(a_page(), plain(good(to=NO_DESK)), CODE)


def vectors() -> list[Vector]:
    statement = "package.statement"
    key = f"to-key: {world.recipient('west/mash')}".encode()
    to = re.compile(rb"to-key: coded")
    rows = [
        ("coded-area", statement, "nobody's key, and an area", hop, line("to-area", world.WEST)),
        ("coded-desk", statement, "nobody's key, and a desk", hop, line("to-desk", "mash")),
        ("coded-key", statement, "no area, and a desk's key", hop, lambda t: to.sub(key, t)),
        ("coded-word", statement, "another word than coded", hop, line("to-key", "nobody")),
    ]
    said = [Vector(n, e, c, lambda m=m, x=x: m(x), layer="hop") for n, e, c, m, x in rows]
    return [
        Vector("coded", GENUINE, "the attachment", hop, layer="hop", findings=FINDING),
        *said,
        Vector(
            "coded-sealed",
            "package.not-for-us",
            "addressed to nobody's key, in an envelope",
            lambda: forge.sealed(hop()),
            layer="age",
        ),
        Vector("coded-altered", "package.checksum", "one bit of the pages", _altered, layer="hop"),
        Vector("coded-cut", "package.archive", "cut short", lambda: hop()[:-1], layer="hop"),
        Vector("coded-demo", "package.demo-in-live", "a practice copy", _demo, layer="hop"),
        Vector("coded-pdf", "package.pdf", "the PDF itself", _pdf, layer="age", code=CODE),
    ]
