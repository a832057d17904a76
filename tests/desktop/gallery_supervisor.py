"""The supervisor's desk in every look, to look at.

Run: python -m tests.desktop.gallery_supervisor OUT. An empty desk. A folder on a stick as a
worklist: what is late, sent back, replaced and refused. One package under review, a check beside
what it looks at, an earlier package of the same case beside it, and the decision.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.domain.codes import Kind
from app.domain.entry import AnswerBody, NoteBody, Value
from app.domain.handover import Urgency
from app.domain.ids import ItemId
from app.domain.review import Verdict
from app.services import correcting, recording, reviewing
from tests.desktop.exchanged import ESTOVER, NORTHMERE, write_note
from tests.desktop.posing import LOOKS, Look, a_seeded_case, a_window, draw, press, rest
from tests.desktop.post_office import a_practice_session
from tests.desktop.reviewed import Area, a_review, an_area, opened_by, sealed_to
from ui.pages.reviewing import ReviewPage
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.asked import Other, Wanted

if TYPE_CHECKING:
    from tests.desktop.posing import Posed
    from ui.theme import Theme

CHECK = "15 Markers set and linked"


def answer(area: Area, item: str, code: str) -> None:
    """An answer about her, given today."""
    body = AnswerBody(ItemId(item), 1, "", "", Value(codes=(code,)))
    assert area.worker.record(lambda d, c: recording.write(d, c, body, about=c.at_risk()))


def a_stick(area: Area, folder: Path, look: Look) -> Path:
    """Four cases at one desk: one has gone on since, one is late, one is signed, one sent back."""
    stick = folder / "Stick"
    stick.mkdir()
    answer(area, "F2", "no")
    write_note(area.worker, "Call", "The man rang. He says he is an uncle.")
    first = sealed_to(area)
    (stick / "HO-1.age").write_bytes(first)
    police = a_practice_session(ESTOVER, "r.vane", clock=area.clock, first_id=20_000, alias="J.")
    write_note(police, "Call", "His tutor rang: he is to be flown to a wedding.")
    urgent = sealed_to(replace(area, worker=police), urgency=Urgency.IMMEDIATE)
    (stick / "HO-5.age").write_bytes(urgent)
    other = a_practice_session(NORTHMERE, "s.grant", clock=area.clock, first_id=30_000)
    a_seeded_case(other, "p-northmere.toml")
    (stick / "HO-6.age").write_bytes(sealed_to(replace(area, worker=other)))
    settle_one(area, (stick / "HO-6.age").read_bytes())
    area.clock.step(hours=3)
    _goes_on(area)
    (stick / "HO-2.age").write_bytes(sealed_to(area))
    (stick / "HO-3.age").write_bytes(first[:-40])
    letter = look.said("Letter").replace(" ", "-")
    (stick / f"{letter}.age").write_bytes(b"A letter under another name")
    area.clock.step(hours=2)
    return stick


def _goes_on(area: Area) -> None:
    """What three hours bring: something new, something put right, something asked again."""
    worker = area.worker
    wrong = next(
        e
        for e in worker.case.of(Kind.NOTE)
        if isinstance(e.body, NoteBody) and e.body.heading == "Call"
    )
    assert worker.record(lambda d, c: correcting.put_right(d, c, wrong, "It was a neighbour"))
    answer(area, "F2", "yes")
    write_note(worker, "School rang", "A. was not collected. Nobody knew the man at the gate.")


def settle_one(area: Area, content: bytes) -> None:
    """A file that was sent back from this desk."""
    there = area.supervisor
    package = opened_by(there, content)
    review = a_review(package, Verdict.RETURN, "The girl was not seen alone.")
    prepared = reviewing.prepare(there.desk, there.post, package, review, there.library.checks)
    reviewing.keep(there.desk, reviewing.sign(prepared, there.post.papers()))


def read_out(page: SupervisionPage, area: Area) -> None:
    """Until the folder is read to its end."""
    while page.folder.reading.busy or page.folder.reading.listing is None:
        QApplication.processEvents()
    rest(area.supervisor)


def supervisor_scenes(look: Look, theme: Theme, folder: Path) -> Posed:
    """Every picture of one look."""
    area = an_area()
    here = area.supervisor
    page = SupervisionPage(here, theme)
    shell = a_window(here, theme, page, look)
    page.arrive(None)
    shell.focus_page()
    rest(here)
    yield "0-empty", shell
    stick = a_stick(area, folder, look)
    page.find_folder = lambda: stick
    press(shell, "Open a folder", here)
    read_out(page, area)
    yield "1-worklist", shell
    page._scroll.verticalScrollBar().setValue(10_000)
    rest(here)
    yield "1b-worklist-end", shell
    shell.close()
    yield from _reviewed(area, theme, look, stick)


def _reviewed(area: Area, theme: Theme, look: Look, stick: Path) -> Posed:
    here = area.supervisor
    page = ReviewPage(here, theme)
    shell = a_window(here, theme, page, look)
    first = Other("HO-1.age", None, stick / "HO-1.age")
    page.arrive(Wanted("HO-2.age", stick / "HO-2.age", b"", (first,)))
    rest(here)
    shell.focus_page()
    rest(here)
    yield "2-two-minutes", shell
    press(shell, CHECK, here)
    yield "3-check", shell
    yield "3b-next-check", press(shell, "Next check", here)
    press(shell, "Back to the checks", here)
    page._show_part("entries")
    rest(here)
    yield "3c-every-entry", shell
    page._remark(page.read.case.ordered[0])
    rest(here)
    yield "3d-remark", shell
    press(shell, "Leave it", here)
    page.earlier.picked.emit(str(stick / "HO-1.age"))
    rest(here)
    yield "4-beside-an-earlier-one", shell
    page._scroll.verticalScrollBar().setValue(560)
    rest(here)
    yield "4b-beside-further-down", shell
    press(shell, "Decide and sign", here)
    yield "5-decision", shell
    press(shell, "Sign and save the file", here)
    yield "5b-decision-not-yet", shell
    shell.close()
    page = ReviewPage(here, theme)
    shell = a_window(here, theme, page, look)
    page.arrive(Wanted("HO-3.age", stick / "HO-3.age"))
    rest(here)
    yield "6-refused", shell
    shell.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        draw(supervisor_scenes, Path(sys.argv[1]), LOOKS, Path(made))
