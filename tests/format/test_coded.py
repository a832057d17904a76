"""A receiver with no key and no program: a PDF that a code opens, with the package attached.

What the strangers' tools do here is FORMAT.md section 15: poppler takes the attachment out, and
the rest is the check of any package.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.coded import Codes
from app.domain.errors import PackageRefused
from app.domain.handover import NO_DESK, Mode
from storage.handover import coded_pdf, reader, signers, writer
from storage.handover.desk import PackageDesk
from storage.handover.verify import verify
from tests.format import world
from tests.format.faults import BOOKS
from tests.format.faults.coded import CODE
from tests.format.test_interop import JO, needs, proved, run
from tests.format.test_vectors import read_vector
from tests.format.world import NOON
from tests.report.conftest import CHILD, FONTS
from tests.report.sample import SAMPLE

SYMBOL = "[0-9A-HJKMNP-TV-Z]"
NAMES_OF_FACES = re.compile(rb"(?i)atkinson|naskh|noto|siliguri|hyperlegible")


@pytest.fixture(scope="module")
def pages():
    from storage.report.renderer import Renderer

    return Renderer(CHILD, FONTS).handover(SAMPLE)


@pytest.fixture(scope="module")
def desk():
    return PackageDesk(world.norfolk().worker(), world.book())


@pytest.fixture(scope="module")
def sealed(desk, pages):
    return desk.seal_coded(world.a_parcel(to=NO_DESK, pdf=pages), pages, CODE)


@pytest.fixture
def stranger(tmp_path, sealed):
    """What somebody with a PDF reader, the code and their office's trust file has."""
    (tmp_path / sealed.name).write_bytes(sealed.content)
    (tmp_path / "trust.txt").write_text(signers.write_book(world.book()))
    return tmp_path


def test_a_code_is_a_hundred_random_bits_in_five_groups_and_short_enough(desk):
    made = [desk.new_codes() for _ in range(200)]
    group = f"{SYMBOL}{{4}}"
    for codes in made:
        assert re.fullmatch(f"{group}(-{group}){{4}}", codes.code)
        assert re.fullmatch(f"{SYMBOL}{{3}}-{SYMBOL}{{3}}", codes.read_back)
    assert len({codes.code for codes in made}) == len({codes.read_back for codes in made}) == 200
    assert {len(codes.code) for codes in made} == {24}  # poppler takes no more than 32
    assert "K7QF" not in repr(Codes(CODE, "K7Q-3MZ"))


def test_the_attachment_is_the_signed_archive_byte_for_byte(sealed, pages):
    hop = coded_pdf.attached(sealed.content, CODE)
    found = reader.open_package(hop, (), world.book(), NOON)
    assert found.delivery.digest == sealed.digest
    assert found.pdf == pages
    assert found.delivery.is_coded
    assert [one.code for one in found.findings] == ["delivery.coded"]
    assert not {"envelope", "addressed-to-us"} & {*found.checks}


def test_nothing_of_it_can_be_read_from_outside(sealed):
    assert sealed.name == f"HO-{sealed.name[3:11]}.pdf"
    assert re.fullmatch(r"HO-[0-9a-f]{8}\.pdf", sealed.name)
    content = sealed.content
    for word in (b"handover", b"DELIVERY", b"norfolk", b"Handover", b"/Info", b"/Metadata", b"/JS"):
        assert word not in content, word
    assert not NAMES_OF_FACES.search(content)
    assert CODE.encode() not in content


def test_a_practice_copy_says_so_in_its_name_and_is_refused_by_a_live_desk(pages):
    book = world.book(Mode.DEMO)
    jo = world.norfolk(Mode.DEMO).worker()
    signed = world.Carried(world.a_slice(jo), world.OUT)
    parcel = world.a_parcel(signed, mode=Mode.DEMO, to=NO_DESK)
    made = writer.seal_coded(parcel, pages, CODE, jo, book)
    assert made.name.startswith("DEMO-HO-")
    hop = coded_pdf.attached(made.content, CODE)
    assert reader.open_package(hop, (), book, NOON).delivery.mode is Mode.DEMO
    with pytest.raises(PackageRefused, match="demo-in-live"):
        reader.open_package(hop, (), world.book(), NOON)


def test_a_coded_copy_is_never_sealed_to_a_desk_and_a_keyed_one_never_attached(desk, pages):
    with pytest.raises(ValueError, match="age X25519"):
        desk.seal(world.a_parcel(to=NO_DESK))
    with pytest.raises(ValueError, match="no desk"):
        desk.seal_coded(world.a_parcel(), pages, CODE)


def test_a_copy_that_does_not_open_as_it_was_made_is_not_given_out(sealed):
    with pytest.raises(ValueError, match="does not open"):
        coded_pdf.attached(sealed.content, CODE[::-1])


def test_the_command_needs_no_key_for_an_attachment_and_says_that_it_names_nobody():
    _facts, content = read_vector("coded")
    trust = signers.write_book(BOOKS["all"]())
    found = verify(content, "", trust, NOON)
    assert found.code == 3
    assert "to nobody's key" in " ".join(found.lines)
    assert "finding delivery.coded" in found.lines
    assert verify(content, world.IDENTITIES["stranger"], trust, NOON).code == 3  # no use of a key
    assert verify(content, "not a key", trust, NOON).code == 2
    taken_out = verify(read_vector("age-a-zip")[1], "", trust, NOON)
    assert taken_out.lines == ("refused package.not-age",)
    whole = verify(read_vector("coded-pdf")[1], "", trust, NOON)
    assert (whole.code, whole.lines) == (4, ("refused package.pdf",))


def test_a_file_larger_than_any_is_refused_before_it_is_read():
    with pytest.raises(PackageRefused, match="too-large"):
        reader.take_out(b"PK\3\4" + bytes(64 * 1024 * 1024), ())


def test_the_vector_of_the_pdf_opens_with_its_code():
    facts, content = read_vector("coded-pdf")
    hop = coded_pdf.attached(content, facts["code"])
    assert reader.open_package(hop, (), world.book(), NOON).delivery.is_coded


def test_what_makes_it_brings_no_network():
    """A process that makes a coded PDF loads nothing that could reach a host."""
    program = (
        "import sys, io; from storage.handover import coded_pdf; from pypdf import PdfWriter; "
        "w = PdfWriter(); w.add_blank_page(9, 9); o = io.BytesIO(); w.write(o); "
        "c = coded_pdf.new_codes().code; made = coded_pdf.lock(o.getvalue(), b'PK', c); "
        "assert coded_pdf.attached(made, c) == b'PK'; print(*sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    loaded = done.stdout.split()
    assert "pypdf" in loaded
    network = ("socket", "_socket", "ssl", "_ssl", "http", "urllib.request", "asyncio", "ftplib",
               "smtplib", "requests", "urllib3", "multiprocessing")  # fmt: skip
    assert not [name for name in loaded if name in network or name.startswith("http.")]


class TestStrangers:
    pytestmark = needs("qpdf", "pdfdetach", "pdftotext", "pdfinfo", "unzip", "sha256sum",
                       "ssh-keygen")  # fmt: skip

    def test_qpdf_finds_it_sound_and_of_the_strongest_kind(self, stranger, sealed):
        done = run(stranger, "qpdf", "--check", f"--password={CODE}", sealed.name)
        assert done.returncode == 0, done.stdout
        assert b"R = 6" in done.stdout
        assert done.stdout.count(b"method: AESv3") == 3
        assert b"No syntax or stream encoding errors" in done.stdout

    def test_the_pages_are_the_handovers_and_the_document_says_nothing_of_itself(
        self, stranger, sealed, pages
    ):
        (stranger / "plain.pdf").write_bytes(pages)
        coded = run(stranger, "pdftotext", "-upw", CODE, sealed.name, "-")
        plain = run(stranger, "pdftotext", "plain.pdf", "-")
        assert coded.returncode == 0
        assert coded.stdout == plain.stdout != b""
        about = run(stranger, "pdfinfo", "-upw", CODE, sealed.name).stdout.decode()
        for key in ("Title:", "Author:", "Producer:", "Creator:", "CreationDate:", "Subject:"):
            assert key not in about
        assert re.search(r"JavaScript: +no", about)
        assert re.search(r"Form: +none", about)

    def test_the_attachment_proves_itself_with_stock_tools(self, stranger, sealed):
        saved = run(stranger, "pdfdetach", "-saveall", "-upw", CODE, sealed.name)
        assert saved.returncode == 0, saved.stderr
        hop = (stranger / "handover.hop").read_bytes()
        assert hop == coded_pdf.attached(sealed.content, CODE)
        assert run(stranger, "unzip", "-q", "handover.hop", "-d", "h").returncode == 0
        top = stranger / "h"
        assert run(top, "sha256sum", "-c", "--strict", "DELIVERY.txt").returncode == 0
        assert proved(stranger, "DELIVERY.txt", JO, "onechance-delivery-v1")
        assert proved(stranger, "01/MANIFEST.txt", JO, "onechance-manifest-v1")
        said = (top / "DELIVERY.txt").read_text()
        assert "# to-area: none\n# to-desk: none\n# to-key: coded\n" in said
        assert "nobody's\nkey" in (top / "README.txt").read_text()

    @pytest.mark.parametrize("code", ["", CODE.lower(), CODE.replace("-", ""), CODE[:-1] + "E"])
    def test_a_wrong_code_opens_nothing(self, stranger, sealed, code):
        for tool, *more in (("pdftotext",), ("pdfdetach", "-saveall"), ("pdfinfo",)):
            done = run(stranger, tool, *more, "-upw", code, sealed.name)
            assert done.returncode != 0, tool
        done = run(stranger, "qpdf", "--check", f"--password={code}", sealed.name)
        assert done.returncode != 0
        assert not (stranger / "handover.hop").exists()
