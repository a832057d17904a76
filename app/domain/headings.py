"""Headings that the program itself puts over a note, in English: they are read at other desks."""

from __future__ import annotations

WRONG = "Recorded wrongly"
"""Over the note that takes an entry out of the accounts."""

ADDED = "Added after the handover"
PUT_RIGHT = "Put right after it was sent"
TAKEN_BACK = "Taken back: not to be relied on"
ADDRESS_KNOWN = "Her address may be known"
"""Over the covering notes of what follows a handover."""

OURS = frozenset({WRONG, ADDED, PUT_RIGHT, TAKEN_BACK, ADDRESS_KNOWN})
"""They say nothing of anybody, so finding one in another part of the record is no leak."""
