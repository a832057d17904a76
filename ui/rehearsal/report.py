"""What became of a rehearsal: each step with its seconds and its longest silence, as JSON."""

from __future__ import annotations

import json
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ui.rehearsal.driver import StepFailed
from ui.rehearsal.pace import LONG

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ui.rehearsal.stage import Stage

Step = tuple[str, "Callable[[Stage], None]"]


@dataclass
class Done:
    """One step: what it was, whether a person could do it, and how long it took.

    Of its longest gap in the event loop: milliseconds by the clock on the wall and of this
    thread's own work, and after which control; `long_gaps` is how many were over `pace.LONG`.
    """

    name: str
    ok: bool
    seconds: float
    longest_gap_ms: float
    busy_ms: float = 0.0
    long_gaps: int = 0
    during: str = ""
    why: str = ""
    could_be_used: list[str] = field(default_factory=list[str])


def run(steps: tuple[Step, ...], stage: Stage, tell: Callable[[Done], None]) -> list[Done]:
    """Take the steps in order, up to the first that fails."""
    done: list[Done] = []
    raised: list[str] = []
    before, sys.excepthook = sys.excepthook, _note_in(raised)
    try:
        _take(steps, stage, tell, done, raised)
    finally:
        sys.excepthook = before
    return done


def _note_in(raised: list[str]) -> Callable[..., None]:
    """A slot that raises does not stop Qt: it is noted, shown, and the step has failed."""

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        last = traceback.extract_tb(trace)[-1] if trace is not None else None
        where = f" in {Path(last.filename).name}:{last.lineno}" if last else ""
        raised.append(f"{kind.__name__}{where}: {error}")
        traceback.print_exception(kind, error, trace)

    return note


def _take(
    steps: tuple[Step, ...],
    stage: Stage,
    tell: Callable[[Done], None],
    done: list[Done],
    raised: list[str],
) -> None:
    for name, act in steps:
        began = time.perf_counter()
        stage.pace.take()
        why, usable = "", []
        try:
            act(stage)
        except StepFailed as failed:
            why = str(failed)
            usable = _usable(stage)
        if raised:
            why = f"the program raised {raised[0]}"
        if not why and stage.stray.look():
            why = f"a window of its own: {', '.join(stage.stray.found)}"
        silence = stage.pace.take()
        spent, gap = round(time.perf_counter() - began, 2), silence.longest
        done.append(
            Done(
                name, not why, spent, gap.wall_ms, gap.busy_ms, silence.long_ones, gap.doing,
                why, usable,
            )
        )  # fmt: skip
        tell(done[-1])
        if why:
            stage.keep_failure()
            break


def _usable(stage: Stage) -> list[str]:
    front = stage.front
    return front.hands.names() if front is not None else []


def gaps(done: list[Done], most: int = 10) -> str:
    """The steps with the longest gaps as a table, the longest first."""
    worst = sorted(done, key=lambda step: -step.longest_gap_ms)[:most]
    rows = [
        f"{step.longest_gap_ms:6.1f} {step.busy_ms:6.1f} {step.long_gaps:5d}  {step.name}"
        + (f" (after “{step.during}”)" if step.during else "")
        for step in worst
    ]
    heading = f"Longest gaps in the event loop, milliseconds; over {LONG:.0f} ms it can be noticed"
    return "\n".join([heading, "  wall   busy  over  step", *rows])


def write(path: Path, done: list[Done], stage: Stage, steps: int) -> bool:
    """Write rehearsal.json; whether every step was taken."""
    whole = len(done) == steps and all(step.ok for step in done)
    hands = [person.hands for person in stage.people]
    said = {
        "ok": whole,
        "seconds": round(sum(step.seconds for step in done), 2),
        "longest_gap_ms": max((step.longest_gap_ms for step in done), default=0.0),
        "gaps_over_50_ms": sum(step.long_gaps for step in done),
        "key_presses": sum(h.keys for h in hands),
        "pointer_presses": sum(h.presses for h in hands),
        "buttons_by_keyboard": sum(h.by_keys for h in hands),
        "buttons_by_pointer": sum(h.by_pointer for h in hands),
        "buttons_tried_switched_off": sum(len(h.tried) for h in hands),
        "steps": [asdict(step) for step in done],
    }
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return whole


def leave(path: Path, text: str) -> None:
    """Leave what a step found beside the pictures."""
    path.write_text(text, encoding="utf-8")
