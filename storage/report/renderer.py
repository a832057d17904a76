"""Draws reports and cards in a short-lived child process; the parent never loads the engine."""

from __future__ import annotations

import io
import json
import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import ReportRefused
from app.domain.lettering import LATIN, Typeface, typeface
from storage.report.cards import spell_card, spell_leave_behind
from storage.report.child import frame, read_message, to_json
from storage.report.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.cards import CardLook, LeaveBehindFormat
    from app.domain.report import RecoverySheet, Report
    from app.domain.translation import Shown

TIME_LIMIT = 60.0
"""Seconds before a drawing is given up; a long report takes under two."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """Draws PDFs, and show-cards as SVG.

    `command` starts the child; `fonts` is the folder of the bundled fonts.

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

    def card_svg(self, shown: Shown, look: CardLook) -> bytes:
        """A show-card as an SVG drawing of letter shapes, `look.width` wide, on no ground.

        For Nastaliq, whose letters Qt draws over one another; good for any language. Under a
        tenth of a second. A drawing has no text: give its control an accessible name.

        Raises:
            ReportRefused: as `handover` does; `report.turned` for a text with a stray character
                that turns its order.
        """
        face = typeface(shown.font)
        return self._draw("card", to_json(spell_card(shown, look)), face, starts=b"<svg")

    def leave_behind(self, shown: Shown, telephone: str, format_: LeaveBehindFormat) -> bytes:
        """A card that a person may keep: a neutral sentence, one number, and no more.

        Raises:
            ReportRefused: as `card_svg` does; `report.one-number` when `telephone` is no number
                or the sentence holds another.
        """
        spelt = spell_leave_behind(shown, telephone, format_)
        return self._draw("leave-behind", to_json(spelt), typeface(shown.font))

    def _draw(
        self,
        template: str,
        document: bytes,
        face: Typeface | None = None,
        starts: bytes = b"%PDF-",
    ) -> bytes:
        """Draw with every bundled face, or with one and its numerals alone, which is quicker."""
        folders = [self.fonts] if face is None else [self.fonts / f.folder for f in {face, LATIN}]
        if not all(any(folder.rglob("*.[to]tf")) for folder in folders):
            raise ReportRefused("report.no-fonts")
        places = sorted(str(folder.resolve()) for folder in folders)
        request = to_json({"template": template, "fonts": places})
        request = request[:-1] + b',"document":' + document + b"}"
        return _read_reply(self._ask(frame(request)), starts)

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


def _read_reply(reply: bytes, starts: bytes) -> bytes:
    kind, rest = reply[:1], io.BytesIO(reply[1:])
    try:
        body = read_message(rest)
    except ValueError:
        raise ReportRefused("report.failed", error="reply") from None
    if kind == b"P" and body.startswith(starts):
        return body
    said: dict[str, Any] = json.loads(body) if kind == b"E" else {}
    raise ReportRefused(str(said.get("code", "report.failed")), **said.get("facts", {}))
