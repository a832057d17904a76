"""The scenarios of the rehearsal: every step in its order, and what they leave behind."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from ui.application import make_application
from ui.rehearsal import across, at_the_desk, away, in_the_visit, report
from ui.rehearsal.interpreted import after, before, talking
from ui.rehearsal.pace import Pace
from ui.rehearsal.people import PEOPLE, THREE
from ui.rehearsal.relay import addenda, onward, silence
from ui.rehearsal.stage import Stage, home_in
from ui.rehearsal.twins import remembering

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.ports.vault import Profile
    from ui.rehearsal.clock import Instruments
    from ui.rehearsal.report import Done, Step
    from ui.rehearsal.stage import Look
    from ui.start import Start

STEPS: tuple[Step, ...] = (*at_the_desk.STEPS, *in_the_visit.STEPS, *away.STEPS, *across.STEPS)
"""The whole case, from the first prompt to an answered handover."""

INTERPRETED: tuple[Step, ...] = (*before.STEPS, *talking.STEPS, *after.STEPS)
"""One visit through two interpreters, from the language card to what it leaves not established."""

RELAY: tuple[Step, ...] = (*onward.STEPS, *addenda.STEPS, *silence.STEPS)
"""One record through three areas, its proof; then an answer that is lost, and a wrong addressee."""


def scenario(name: str) -> tuple[tuple[Step, ...], Mapping[str, Profile]]:
    """The steps of a scenario, and who takes them."""
    return {
        "main": (STEPS, PEOPLE),
        "interpreted": (INTERPRETED, PEOPLE),
        "relay": (RELAY, THREE),
    }[name]


def rehearse_whole(
    out: Path,
    start_for: Callable[[Path], Start],
    tell: Callable[[Done], None],
    *,
    sabotage: bool = False,
    look: Callable[[QWidget, str], object] | None = None,
    worn: Look | None = None,
    steps: tuple[Step, ...] = STEPS,
    people: Mapping[str, Profile] = PEOPLE,
    instruments: Instruments | None = None,
) -> bool:
    """Take every step; whether all could be taken. Leaves pictures, papers and rehearsal.json.

    `worn` is the text size and the colours; 100 % and light when nothing is said. `instruments`
    are what the relay is proved with; the clock among them is that of `start_for`.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = QApplication.instance() or make_application(sys.argv[:1])
    pace = Pace()
    with remembering() as twins, home_in(out / "vaults" / "home"):
        stage = Stage(
            out, start_for, pace, sabotage=sabotage, look=look, worn=worn, twins=twins,
            people=people, instruments=instruments,
        )  # fmt: skip
        try:
            stage.make_vaults()
            done = report.run(steps, stage, tell)
        finally:
            pace.stop()
            stage.clear()
            application.processEvents()
    return report.write(out / "rehearsal.json", done, stage, len(steps))
