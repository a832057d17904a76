"""The coded PDF: pages that a code opens, with the signed archive attached. FORMAT.md section 15.

The encryption is that of PDF 2.0 (ISO 32000-2, 7.6: AES-256, revision 6), made by pypdf. It keeps
the pages from whoever has no code, and it proves nothing: a changed file may open and read
otherwise. So nothing is ever taken from such a PDF here. It is written, and it is read again once,
by the writer, who holds the code. What a receiver's program reads is the attachment.
"""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, Any

from app.domain.coded import CODE_SYMBOLS, READ_BACK_SYMBOLS, Codes, spell_code, spell_read_back

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTACHMENT = "handover.hop"
"""Not `.zip`: a common PDF reader saves no attachment of that name."""

_OWNER_BYTES = 24
_ABOUT = ("/Metadata", "/OutputIntents", "/PieceInfo", "/AF")
"""What pages say of themselves that is no page: metadata, and that they keep to PDF/A."""


def new_codes() -> Codes:
    """A code of 100 random bits and a read-back code of 25, neither told by the other."""
    code = [secrets.randbelow(32) for _ in range(CODE_SYMBOLS)]
    read_back = [secrets.randbelow(32) for _ in range(READ_BACK_SYMBOLS - 1)]
    return Codes(spell_code(code), spell_read_back(read_back))


def lock(pages: bytes, archive: bytes, code: str) -> bytes:
    """The pages and the archive as one PDF that the code opens; both are encrypted whole.

    Nothing that stands outside the encryption says whose it is or who made it: there is no
    document information, no name of a typeface (which would tell that a story is in Arabic
    letters), and the file's identifier is random. The owner's password is random and thrown away.
    """
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - a fifth of a second; few need it
    from pypdf.generic import NameObject  # noqa: PLC0415

    read, writer = PdfReader(io.BytesIO(pages)), PdfWriter()
    for name in _ABOUT:
        read.root_object.pop(name, None)
    read.root_object.get("/MarkInfo", {}).pop("/Suspects", None)  # some readers stumble over it
    writer.clone_reader_document_root(read)
    writer.metadata = None
    for holder, name in _face_names(writer.pages):
        holder[NameObject(name)] = NameObject("/F")
    writer.add_attachment(ATTACHMENT, archive)
    writer.pdf_header = "%PDF-2.0"
    writer.encrypt(code, secrets.token_urlsafe(_OWNER_BYTES), algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def attached(content: bytes, code: str) -> bytes:
    """What is attached to a PDF that was just made here; `ValueError` when it is not there.

    Never called on a file that came from somewhere else.
    """
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - as above

    reader = PdfReader(io.BytesIO(content))
    if reader.decrypt(code) is not PasswordType.USER_PASSWORD:
        raise ValueError("the coded PDF does not open as it was made")
    (only,) = reader.attachment_list
    return only.content


def _face_names(pages: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - pypdf's dictionaries
    """Where the name of a typeface stands: dictionary and key. Some places come more than once."""
    for page in pages:
        for font in page["/Resources"].get("/Font", {}).values():
            face = font.get_object()
            yield face, "/BaseFont"
            for part in face.get("/DescendantFonts", ()):
                yield part.get_object(), "/BaseFont"
                yield part.get_object()["/FontDescriptor"].get_object(), "/FontName"
