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

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ui.rehearsal.stage import Stage

Step = tuple[str, "Callable[[Stage], None]"]


@dataclass
class Done:
    """One step: what it was, whether a person could do it, and how long it took."""

    name: str
    ok: bool
    seconds: float
    longest_gap_ms: float
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
        if not why and stage.stray.found:
            why = f"a window of its own: {', '.join(stage.stray.found)}"
        gap = stage.pace.take()
        spent = round(time.perf_counter() - began, 2)
        done.append(Done(name, not why, spent, gap, why, usable))
        tell(done[-1])
        if why:
            stage.keep_failure()
            break


def _usable(stage: Stage) -> list[str]:
    front = stage.front
    return front.hands.names() if front is not None else []


def write(path: Path, done: list[Done], stage: Stage, steps: int) -> bool:
    """Write rehearsal.json; whether every step was taken."""
    whole = len(done) == steps and all(step.ok for step in done)
    hands = [person.hands for person in stage.people]
    said = {
        "ok": whole,
        "seconds": round(sum(step.seconds for step in done), 2),
        "longest_gap_ms": max((step.longest_gap_ms for step in done), default=0.0),
        "key_presses": sum(h.keys for h in hands),
        "pointer_presses": sum(h.presses for h in hands),
        "buttons_by_keyboard": sum(h.by_keys for h in hands),
        "buttons_by_pointer": sum(h.by_pointer for h in hands),
        "buttons_tried_switched_off": sum(len(h.tried) for h in hands),
        "steps": [asdict(step) for step in done],
    }
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return whole
