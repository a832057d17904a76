"""What this desk owes for a case that it accepted, or means to close, as lines of the home page.

None of it falls quiet before it is done, or somebody has said why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import after_accepting as owed
from app.domain.closing import Stage, Word, closing
from app.services import after_accepting, carrying
from app.services.closing import heard
from app.services.need import Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Case
    from app.domain.closing import Heard
    from app.services.desk import Desk


def of_holding(desk: Desk, case: Case) -> Iterator[Need]:
    """What is still owed for what was accepted: reading first, markers, word to the sender."""
    loop = after_accepting.holding(desk, case)
    if loop is None:
        return
    start = owed.began(loop)
    ends = desk.clocks.ends
    if owed.is_read(case, desk.area, start) is None:
        timer = owed.FIRST_VISIT
        yield Need("read-first", due=ends(timer, start), since=start, timer=timer)
    left = [m for m in owed.markers(case, desk.area, desk.receiving) if not m.is_settled]
    if left:
        timer = owed.MARKERS
        yield Need("markers-owed", ends(timer, start), len(left), since=start, timer=timer)
    came = {one.digest: one.area for one in carrying.brought(desk, case.id)}
    reports = [r for r in owed.reports(case, desk.area, start, desk.clocks) if not r.is_done]
    if reports:
        first, to = reports[0], came.get(loop.digest, "")
        yield Need("report-owed", first.due, len(reports), to, start, timer=first.timer)


def of_closing(desk: Desk, case: Case) -> Iterator[Need]:
    """How the closing that is proposed here stands with those who hold the case."""
    now = closing(case, desk.area)
    if now.stage is not Stage.PROPOSED or now.entry is None:
        return
    found, since = heard(desk, case), now.entry.at
    against = _of(found, Word.OBJECTED)
    untold = _of(found, Word.NOT_TOLD)
    waiting = _of(found, Word.WAITING, Word.ASKED)
    if against:
        to = against[0].to or against[0].area
        yield Need("closing-objected", count=len(against), to=to, since=since)
    if untold:
        yield Need("closing-untold", count=len(untold), since=since)
    if waiting:
        until = max((one.until for one in waiting if one.until is not None), default=None)
        yield Need("closing-waiting", due=until, count=len(waiting), since=since)
    if not (against or untold or waiting):
        silent = len(_of(found, Word.SILENT))
        yield Need("closing-decide", count=silent, since=since)


def _of(found: tuple[Heard, ...], *words: Word) -> list[Heard]:
    return [one for one in found if one.word in words]
