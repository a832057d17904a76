"""Draws reports in a short-lived child process; the parent never loads the engine."""

from __future__ import annotations

import io
import json
import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import ReportRefused
from storage.report.child import frame, read_message
from storage.report.spelling import spell, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.report import RecoverySheet, Report

TIME_LIMIT = 60.0
"""Seconds before a drawing is given up; a long report takes under two."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """Draws PDFs. `command` starts the child; `fonts` is the folder of the bundled fonts.

    From source the command is `[sys.executable, "-m", "ui.main", "--render"]`; in the built
    program it is the program itself with `--render`. Nothing is written to disk.
    """

    command: Sequence[str]
    fonts: Path

    def handover(self, report: Report) -> bytes:
        """The report as PDF/A-2a and PDF/UA-1; the same report gives the same bytes.

        Raises:
            ReportRefused: a character no bundled font has (`report.no-glyph`), the fonts are
                missing (`report.no-fonts`), or the drawing failed (`report.failed`).
        """
        return self._draw("handover", spell(report))

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """The recovery sheet of one laptop, to be printed once. Raises as `handover` does."""
        return self._draw("recovery", spell(sheet))

    def _draw(self, template: str, document: bytes) -> bytes:
        if not any(self.fonts.rglob("*.[to]tf")):
            raise ReportRefused("report.no-fonts")
        request = to_json({"template": template, "fonts": str(self.fonts.resolve())})
        request = request[:-1] + b',"document":' + document + b"}"
        return _read_reply(self._ask(frame(request)))

    def _ask(self, message: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - the wiring gives the command
                list(self.command),
                input=message,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # an engine's complaint may quote the case
                timeout=TIME_LIMIT,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if os.name == "nt" else 0,
            )
        except subprocess.TimeoutExpired:
            raise ReportRefused("report.too-slow", seconds=int(TIME_LIMIT)) from None
        except OSError as error:
            raise ReportRefused("report.no-engine", error=error.errno or 0) from None
        return done.stdout


def _read_reply(reply: bytes) -> bytes:
    kind, rest = reply[:1], io.BytesIO(reply[1:])
    try:
        body = read_message(rest)
    except ValueError:
        raise ReportRefused("report.failed", error="reply") from None
    if kind == b"P" and body.startswith(b"%PDF-"):
        return body
    said: dict[str, Any] = json.loads(body) if kind == b"E" else {}
    raise ReportRefused(str(said.get("code", "report.failed")), **said.get("facts", {}))
