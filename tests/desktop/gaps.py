"""How long the window stands still, and how often dear work is done; in and out of tests.

with GapMeter() as gaps:            # milliseconds; for a person to read, never for a test
    page.next.click()
    gaps.run(80)
print(gaps.longest)

with calls(text, "lay_out") as laid:     # counts; what a test may ask
    press(window, Qt.Key.Key_1)
assert laid.count <= 30

a_full_case(session)      # the case in hand grows to some four hundred entries
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, Qt, QTimer

from app.domain.codes import Channel
from app.domain.entry import AnswerBody, SettingBody, Value
from app.domain.questionnaire import ItemType
from app.domain.visit import prompts, visits
from app.services import recording, visiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.questionnaire import Item
    from ui.session import Session

FAMILY = (
    *("husband", "brother", "brother", "mother", "father_in_law", "uncle", "cousin"),
    *("family_friend", "child_of", "child_of"),
)
TOLD = frozenset({ItemType.STATE, ItemType.ONE, ItemType.MANY, ItemType.OFTEN, ItemType.TEXT})


class GapMeter:
    """Ticks every millisecond while the loop runs; a longer wait was somebody's work.

    `longest` is by the clock on the wall, `busiest` by this thread's own, which leaves out what
    other programs took of a busy machine.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._at = self._worked = 0.0
        self.longest = self.busiest = 0.0

    def __enter__(self) -> Self:
        """Begin."""
        self._begin()
        self._timer.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        """End; what came after the last tick counts too."""
        self._tick()
        self._timer.stop()

    def _begin(self) -> None:
        self._at, self._worked = time.perf_counter(), time.thread_time()
        self.longest = self.busiest = 0.0

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, 1000 * (now - self._at))
        self.busiest = max(self.busiest, 1000 * (worked - self._worked))
        self._at, self._worked = now, worked

    def run(self, milliseconds: int, act: Callable[[], object] | None = None) -> float:
        """Let the loop run, doing `act` from inside it; the longest gap in milliseconds."""
        loop = QEventLoop()
        self._begin()
        if act is not None:
            QTimer.singleShot(5, act)
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        return self.longest


@dataclass
class Calls:
    """How often something was called, and with what."""

    given: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How often."""
        return len(self.given)


@contextmanager
def calls(where: object, name: str) -> Iterator[Calls]:
    """Count the calls of a module's function or a class's method; they do what they did."""
    told = Calls()
    real = getattr(where, name)

    def counted(*given: object, **more: object) -> object:
        told.given.append(given)
        return real(*given, **more)

    with patch.object(where, name, counted):
        yield told


def a_full_case(session: Session, entries: int = 400) -> None:
    """Grow the case in hand: her family, then visits that asked everything, one after another."""
    desk, case = session.desk, session.case
    assert case is not None
    for relation in FAMILY:
        case, _who = recording.add_subject(desk, case, f"{relation.title()} {len(case.ordered)}",
                                           relation, to=case.at_risk())  # fmt: skip
    screening = session.library.screening
    while len(case.ordered) < entries:
        case, visit = visiting.plan(desk, case, "office", "To listen", None, ("screening 1",))
        case = visiting.note_setting(desk, case, visit, SettingBody("in_person", "Albanian, Gheg"))
        planned = visits(case)[-1]
        case = visiting.begin(desk, case, planned)
        room = entries - len(case.ordered) - 1
        every = prompts(case, screening, planned, session.today())
        asked = [p for p in every if p.item.type in TOLD]
        before = {(p.item.id, p.about): case.answers(p.item.id, p.about) for p in asked}
        made = tuple(
            recording.make(
                desk, case.id, _body(p.item), about=p.about, visit=visit,
                follows=[e.id for e in before[p.item.id, p.about]],
            )
            for p in asked[: max(0, room)]
        )  # fmt: skip
        case = visiting.end(desk, recording.append(desk, case, made), planned)
    assert session.record(lambda _desk, _case: case)


def _body(item: Item) -> AnswerBody:
    """An answer of the usual kind, with her words."""
    if item.type is ItemType.TEXT:
        value = Value(text="He said that nobody would find me.")
    else:
        value = Value(codes=(item.options[0].code if item.options else "yes",))
    return AnswerBody(
        item=item.id, item_version=item.version, row="", asked=item.heading, value=value,
        words="He keeps the key.", words_language="Albanian, Gheg", channel=Channel.INTERPRETED,
    )  # fmt: skip
