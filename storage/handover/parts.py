"""Layer 4: the seven parts of a slice, one for each restriction class. FORMAT.md section 7.

Line 1 is a random nonce, so that nobody can guess a withheld part from its checksum, and the
checksums of the class's papers. It belongs to the statements and stays at version 1. The lines
after it are entries in the version that MANIFEST.txt names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.errors import RecordRefused
from storage import codec
from storage.handover import members
from storage.handover.refusals import Code, refuse
from storage.handover.statements import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.entry import Entry
    from app.domain.handover import Paper

READS = frozenset({1, 3, 4})
"""The versions of the entry lines that this program reads; it writes the first of them that has
room for what it writes. Nobody ever wrote version 2: it is what a vector calls too new."""

PROGRAM = "program"
"""The author of what no person wrote: a finding, as it was shown."""

CLASSES = tuple(RestrictionClass)

_HEAD = re.compile(
    r'\{"nonce":"[0-9a-f]{64}","papers":\[(?P<papers>"[^"\\]{1,96}"(?:,"[^"\\]{1,96}")*)?\]\}',
    re.ASCII,
)
_PAPER = re.compile(r"([0-9a-f]{64}) (RC[1-7]-(?:0[1-9]|[1-9][0-9])\.(?:pdf|jpg|png))", re.ASCII)


def version(entries: Sequence[Entry]) -> int:
    """The version of the lines of these entries: the first that can spell them all."""
    return max(map(codec.version_of, entries), default=1)


def name(rc: RestrictionClass) -> str:
    """The file of a class: RC1.jsonl."""
    return f"{rc.value}.jsonl"


def number_papers(papers: Sequence[Paper]) -> tuple[tuple[str, bytes], ...]:
    """Give each paper its file name, counted within its class."""
    counted: dict[RestrictionClass, int] = defaultdict(int)
    named: list[tuple[str, bytes]] = []
    for paper in sorted(papers, key=lambda p: p.rc):
        counted[paper.rc] += 1
        count = counted[paper.rc]
        if count > members.MAX_PAPERS or len(paper.content) > members.MAX_PAPER:
            raise ValueError("too many or too large papers for one slice")
        named.append((f"{paper.rc.value}-{count:02d}.{paper.type}", paper.content))
    return tuple(named)


def write(
    rc: RestrictionClass,
    entries: Sequence[Entry],
    papers: Sequence[tuple[str, bytes]],
    nonce: str,
    encode: Callable[[Entry], bytes] = codec.encode,
) -> bytes:
    """The part of one class: its head, then its entries by ascending id."""
    listed = ",".join(f'"{sha256(c)} {n}"' for n, c in papers if n.startswith(rc.value))
    head = f'{{"nonce":"{nonce}","papers":[{listed}]}}'.encode("ascii")
    chosen = sorted((e for e in entries if e.rc is rc), key=lambda entry: entry.id)
    part = b"".join(line + b"\n" for line in [head, *map(encode, chosen)])
    if len(part) > members.MAX_PART:
        raise ValueError("a part holds at most 8 MiB")
    return part


def read_papers(rc: RestrictionClass, part: bytes) -> dict[str, str]:
    """The papers a part names, with their SHA-256; refuses any other first line."""
    line, end, _ = part.partition(b"\n")
    text = line.decode("ascii", "replace")
    match = _HEAD.fullmatch(text)
    if match is None or not end:
        refuse(Code.PART, file=name(rc), line=1)
    papers: dict[str, str] = {}
    for item in (match["papers"] or "").split(",") if match["papers"] else ():
        paper = _PAPER.fullmatch(item.strip('"'))
        if paper is None or not paper[2].startswith(rc.value) or paper[2] in papers:
            refuse(Code.PART, file=name(rc), line=1)
        papers[paper[2]] = paper[1]
    numbers = [int(item[4:6]) for item in papers]
    if numbers != list(range(1, len(numbers) + 1)):
        refuse(Code.PART, file=name(rc), line=1)
    return papers


def _speaks_for(principal: str, area: str) -> bool:
    """Whether an author is one of the area's own, or the program, which wrote a finding."""
    return principal == PROGRAM or principal.partition("@")[2] == area


def read_entries(
    rc: RestrictionClass,
    part: bytes,
    case: str,
    area: str,
    decode: Callable[[bytes], Entry] = codec.decode,
) -> tuple[tuple[Entry, bytes], ...]:
    """The entries of a part, each with its bytes.

    Refuses (`part`, `foreign-entry`) what does not decode, stands out of order, or belongs to
    another class, case or area than the slice says.
    """
    if not part.endswith(b"\n"):
        refuse(Code.PART, file=name(rc))
    found: list[tuple[Entry, bytes]] = []
    for number, line in enumerate(part[:-1].split(b"\n")[1:], 2):
        try:
            entry = decode(line)
        except RecordRefused:
            refuse(Code.PART, file=name(rc), line=number)
        if entry.area != area or not _speaks_for(entry.by.principal, area):
            refuse(Code.FOREIGN_ENTRY, file=name(rc), line=number)
        if entry.rc is not rc or entry.case != case or (found and found[-1][0].id >= entry.id):
            refuse(Code.PART, file=name(rc), line=number)
        found.append((entry, line))
    return tuple(found)
