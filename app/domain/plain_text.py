"""What text of the record may hold, and how typed text is made so. Pure."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
"""What no text may hold: controls but LF and TAB, overrides and isolates of writing direction,
lone surrogates, noncharacters. LRM, RLM, ALM, ZWJ and ZWNJ are needed to write Kurdish, Farsi,
Urdu and Arabic and are allowed."""


def clean(text: str) -> str:
    """Typed or pasted text as the record can hold it: normal form C, forbidden points left out.

    Line ends become LF. For the author's own input only; what another area wrote is refused
    instead, since changing it would break their signature.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Composed last: leaving a point out may bring two others together.
    return unicodedata.normalize("NFC", FORBIDDEN.sub("", text))
