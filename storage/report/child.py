"""The drawing child: reads one request, writes one reply, and ends.

It is a process of its own because the engine keeps past documents in memory for as long as it
lives. Nothing is written to disk, and nothing of a document goes to an error stream.

Request: length (8 bytes, big-endian), then JSON `{"template", "fonts", "document"}`.
Reply: `P` and a PDF (of a show-card, an SVG drawing), or `E` and JSON `{"code", "facts"}`, its
length between in 8 bytes. `fonts` is a list of folders.
"""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_REQUEST = 16 * 1024 * 1024
"""Bytes: some four thousand pages of text."""

TEMPLATES = {"handover": "pdf", "recovery": "pdf", "leave-behind": "pdf", "card": "svg"}
"""Each template and what is drawn from it."""

_LENGTH = struct.Struct(">Q")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed with font', re.DOTALL)
_HERE = Path(__file__).parent


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Draw what `source` asks for and write the reply to `sink`; the standard streams if none.

    The exit code is 0 when a reply was written, be it a PDF or a refusal.
    """
    # By number: a windowed program has no `sys.stdin`, yet the pipes its parent gave it.
    source = source or open(0, "rb", closefd=False)  # noqa: SIM115
    sink = sink or open(1, "wb", closefd=False)  # noqa: SIM115
    try:
        reply = b"P", draw(read_message(source))
    except Exception as error:  # noqa: BLE001 - its text may hold words of the case
        reply = b"E", to_json(_refusal(error))
    sink.write(reply[0] + frame(reply[1]))
    sink.flush()
    return 0


def to_json(document: object) -> bytes:
    """Plain values as UTF-8 JSON, spelt one way."""
    spelt = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return spelt.encode("utf-8", errors="replace")


def frame(message: bytes) -> bytes:
    """A message with its length before it."""
    return _LENGTH.pack(len(message)) + message


def read_message(source: IO[bytes]) -> bytes:
    """One framed message. Raises `ValueError` when it is cut short or too long."""
    head = source.read(_LENGTH.size)
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else -1
    if not 0 <= length <= MAX_REQUEST:
        msg = "length"
        raise ValueError(msg)
    message = source.read(length)
    if len(message) != length:
        msg = "short"
        raise ValueError(msg)
    return message


def draw(request: bytes) -> bytes:
    """The PDF (PDF/A-2a and PDF/UA-1) or drawing for a request, from bundled fonts alone.

    The same request gives the same bytes: the template sets the document's own date.
    """
    import typst  # noqa: PLC0415 - 80 MB, and only the child needs it

    asked = json.loads(request)
    template, document = str(asked["template"]), cast("dict[str, Any]", asked["document"])
    if template not in TEMPLATES:
        msg = "template"
        raise ValueError(msg)
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=cast("list[str]", asked["fonts"]),
    )
    files = {
        "main.typ": (_HERE / f"{template}.typ").read_bytes(),
        "look.typ": (_HERE / "look.typ").read_bytes(),
        "document.json": to_json(document),
    }
    compile_files = cast("Callable[..., bytes]", typst.compile)  # its types miss virtual files
    drawn = compile_files(
        files,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        # Also for a drawing, of which it is thrown away: only these find a missing letter.
        pdf_standards=["a-2a", "ua-1"],
    )
    if TEMPLATES[template] == "pdf":
        return drawn
    return compile_files(files, font_paths=fonts, ignore_system_fonts=True, format="svg")


def _refusal(error: Exception) -> dict[str, Any]:
    """What may be said of a failure outside this process: a code, and no words of the case."""
    found = _NO_GLYPH.search(str(getattr(error, "message", "")))
    if found:
        return {"code": "report.no-glyph", "facts": {"character": f"U+{ord(found[1][0]):04X}"}}
    return {"code": "report.failed", "facts": {"error": type(error).__name__}}


if __name__ == "__main__":  # pragma: no cover - runs in the child, which is not measured
    raise SystemExit(serve())
