"""Headings that the program itself puts over a note, in English: they are read at other desks."""

from __future__ import annotations

WRONG = "Recorded wrongly"
"""Over the note that takes an entry out of the accounts."""

ADDED = "Added after the handover"
PUT_RIGHT = "Put right after it was sent"
TAKEN_BACK = "Taken back: not to be relied on"
ADDRESS_KNOWN = "Her address may be known"
"""Over the covering notes of what follows a handover."""

REPORT_FIRST = "First report back"
REPORT_SECOND = "Second report back"
"""Over what a receiving desk tells the sender some days after it accepted."""

CLOSING = "We intend to close this case"
"""Over what is said to everybody who holds it before a case is closed."""

EARLIER_READ = "Earlier accounts read before the first visit"
EARLIER_UNREAD = "Visit begun before the earlier accounts were read"
"""Over the note of who read what came, or why a visit began without."""

REVIEW_BACK = "A review came back"
"""Over the note that a reviewer signed, where no reasons of theirs came with it."""

CALL = "A telephone call"
"""Over what somebody said who rang about the person."""

UNCHECKED = "Sealed to a desk whose key is not checked: "
"""Before the desk, over the reason why its key could not be checked first."""

READ_ON = "Read in spite of what was found about the file"
"""Over the reason why a package was read that had something to be weighed."""

OURS = frozenset(
    {CALL, WRONG, ADDED, PUT_RIGHT, TAKEN_BACK, ADDRESS_KNOWN}
    | {REPORT_FIRST, REPORT_SECOND, CLOSING, EARLIER_READ, EARLIER_UNREAD}
)
"""They say nothing of anybody, so finding one in another part of the record is no leak."""
