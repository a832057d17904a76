"""Which files may stand in an archive, in what order, and how large. FORMAT.md section 4."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from storage.handover.archive import BLOCK, PADDING
from storage.handover.refusals import Code, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.handover.archive import Members

README = "README.txt"
PDF = "handover.pdf"
CARD = "AREA-CARD.txt"
TRUST = "TRUST.txt"
SIG = ".sig"

MAX_PART = 8 * 1024 * 1024
MAX_PAPER = 8 * 1024 * 1024
MAX_PDF = 24 * 1024 * 1024
MAX_STATEMENT = 256 * 1024
MAX_SIGNATURE = 4_096
MAX_README = 16 * 1024
MAX_REVIEWS = 4
MAX_SLICES = 16
MAX_PAPERS = 99  # of one class in one slice

PACKAGE_HEAD = (
    README,
    "DELIVERY.txt",
    "DELIVERY.txt.sig",
    PDF,
    CARD,
    CARD + SIG,
    TRUST,
    TRUST + SIG,
)
RECEIPT = (
    README,
    "RECEIPT.txt",
    "RECEIPT.txt.sig",
    "BY.txt",
    "WORDS.txt",
    CARD,
    CARD + SIG,
    TRUST,
    TRUST + SIG,
    PADDING,
)
REVIEW = ("REVIEW.txt", "REVIEW.txt.sig", CARD, CARD + SIG, TRUST, TRUST + SIG, PADDING)
CARD_FILE = (CARD, CARD + SIG)
LIST_FILE = (TRUST, TRUST + SIG)
REQUEST = ("REQUEST.txt", "REQUEST.txt.sig")

_IN_SLICE = re.compile(
    r"(?P<manifest>MANIFEST\.txt)|(?P<manifest_sig>MANIFEST\.txt\.sig)"
    r"|RC(?P<part>[1-7])\.jsonl"
    r"|REVIEW-(?P<review>[1-4])\.txt(?P<review_sig>\.sig)?"
    r"|papers/RC(?P<paper>[1-7])-(?P<number>0[1-9]|[1-9][0-9])\.(?:pdf|jpg|png)",
    re.ASCII,
)
_SLICE = re.compile(r"(0[1-9]|1[0-6])/(.+)", re.ASCII)

Rank = tuple[int, ...]


def slice_rank(name: str) -> Rank | None:
    """Where a file stands inside a slice, or None when it has no place there."""
    match = _IN_SLICE.fullmatch(name)
    if match is None:
        return None
    if match["manifest"] or match["manifest_sig"]:
        return (0, 0 if match["manifest"] else 1)
    if match["part"]:
        return (1, int(match["part"]))
    if match["review"]:
        return (2, int(match["review"]), 1 if match["review_sig"] else 0)
    return (3, int(match["paper"]), int(match["number"]))


def limit(name: str) -> int:
    """The most bytes a member of this name may have, whatever the archive."""
    name = name.rpartition("/")[2] if not _SLICE.fullmatch(name) else name[3:]
    if name.endswith(SIG):
        return MAX_SIGNATURE
    if name.endswith(".jsonl"):
        return MAX_PART
    if name == PDF:
        return MAX_PDF
    if name.startswith(("papers/", "RC")):
        return MAX_PAPER
    if name == PADDING:
        return BLOCK - 1
    return MAX_README if name == README else MAX_STATEMENT


def check_exactly(members: Members, names: Sequence[str]) -> None:
    """Refuse an archive whose files are not exactly these, in this order."""
    if tuple(name for name, _ in members) != tuple(names):
        refuse(Code.MEMBERS)


def check_package(members: Members) -> None:
    """Refuse a package with a file too many, too few or out of place."""
    names = [name for name, _ in members]
    head, tail = names[: len(PACKAGE_HEAD)], names[len(PACKAGE_HEAD) :]
    if tuple(head) != PACKAGE_HEAD or not tail or tail[-1] != PADDING:
        refuse(Code.MEMBERS)
    ranks: list[Rank] = []
    for name in tail[:-1]:
        match = _SLICE.fullmatch(name)
        rank = slice_rank(match[2]) if match else None
        if match is None or rank is None:
            refuse(Code.MEMBERS, file=name)
        ranks.append((int(match[1]), *rank))
    if any(not a < b for a, b in pairwise(ranks)):
        refuse(Code.MEMBERS)
    numbers = sorted({rank[0] for rank in ranks})
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        refuse(Code.MEMBERS)
    for number in numbers:
        check_slice(tuple(name[3:] for name in tail[:-1] if name.startswith(f"{number:02d}/")))


def check_slice(names: Sequence[str]) -> None:
    """Refuse a slice without its manifest, out of order, or with half a review."""
    ranks = [slice_rank(name) for name in names]
    known = [rank for rank in ranks if rank is not None]
    if len(known) != len(ranks) or known != sorted(set(known)):
        refuse(Code.MEMBERS)
    if known[:2] != [(0, 0), (0, 1)] or not any(rank[0] == 1 for rank in known):
        refuse(Code.MEMBERS)
    reviews = [rank[1:] for rank in known if rank[0] == 2]
    count = len(reviews) // 2
    if reviews != [(n, half) for n in range(1, count + 1) for half in (0, 1)]:
        refuse(Code.MEMBERS)


def slices(members: Members) -> list[tuple[tuple[str, bytes], ...]]:
    """The files of each slice, in order, by their names inside the slice."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for name, content in members:
        if match := _SLICE.fullmatch(name):
            found.setdefault(match[1], []).append((match[2], content))
    return [tuple(files) for _, files in sorted(found.items())]
