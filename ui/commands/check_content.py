"""`onechance check-content`: every pack read strictly, counted, and held against its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.content.checking import check_content, is_language_pack
from app.content.packs_on_disk import read_interview_packs, read_packs

if TYPE_CHECKING:
    from collections.abc import Sequence


def check(files: Sequence[str]) -> int:
    """Check our packs, and an organisation's own files beside them; 0 when nothing is wrong."""
    sources, languages = read_packs(), list[tuple[str, bytes]]()
    for name in files:
        path = Path(name)
        try:
            raw = path.read_bytes()
        except OSError as error:
            print(f"{name}: cannot be read ({error.strerror})")
            return 2
        (languages if is_language_pack(raw) else sources).append((path.name, raw))
    report = check_content(sources, read_interview_packs(), languages)
    print(", ".join(f"{count} {what}" for what, count in report.counts))
    for waived in report.waivers:
        print(f"waived: {waived.id} {waived.rule}: {waived.reason}")
    for problem in report.problems:
        print(f"{problem.file}: {problem.id}: {problem.rule}")
    print("content is sound" if not report.problems else f"{len(report.problems)} to mend")
    return 1 if report.problems else 0
