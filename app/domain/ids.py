"""Names for the identifiers of the record, so that one is never passed for another."""

import re
from typing import NewType

EntryId = NewType("EntryId", str)
"""128 random bits, as 32 lower-case hexadecimal digits; the same on every laptop."""

CaseId = NewType("CaseId", str)
SubjectId = NewType("SubjectId", str)
VisitId = NewType("VisitId", str)

ItemId = NewType("ItemId", str)
"""The permanent id of a screening item, such as `F2` or `P-1`."""

_HEX = re.compile(r"[0-9a-f]{32}", re.ASCII)
_AREA = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+", re.ASCII)


def is_record_id(text: str) -> bool:
    """Tell whether `text` is spelt as an entry, case, subject or visit id."""
    return _HEX.fullmatch(text) is not None


def is_area(text: str) -> bool:
    """Tell whether `text` is an area's name: lower-case dotted labels, at most 63 characters."""
    return len(text) <= 63 and _AREA.fullmatch(text) is not None
