"""What the pages of a handover have in common in tests: two desks, a sealed file, hostile files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.entry import NoteBody
from app.services import disclosing, handing_over, recording
from tests.builders import SteppingClock
from tests.desktop.office import AnOffice, a_window, named
from tests.desktop.post_office import a_practice_session
from tests.journeys.practice import Practice, a_draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.codes import RestrictionClass
    from app.domain.ids import CaseId
    from ui.pages.contacts import ContactsPage
    from ui.pages.handover import HandoverPage
    from ui.pages.package import PackagePage
    from ui.shell import Shell
    from ui.theme import Theme

    P = TypeVar("P", ContactsPage, HandoverPage, PackagePage)

NORTHMERE, CALDERBY, ESTOVER = "northmere.example", "calderby.example", "estover.example"


@dataclass
class Two:
    """A sender with an open case, and a receiver; one clock for both."""

    clock: SteppingClock
    sender: AnOffice
    receiver: AnOffice


def two_desks() -> Two:
    """Northmere with case E. open, and Calderby's hub."""
    clock = SteppingClock()
    sender = a_practice_session(NORTHMERE, clock=clock, alias="E.")
    receiver = a_practice_session(CALDERBY, "k.lowe", clock=clock, first_id=5_000)
    return Two(clock, sender, receiver)


def sealed(
    two: Two, left_out: dict[RestrictionClass, str] | None = None, to: str = CALDERBY
) -> bytes:
    """The open case, sealed to another area (Calderby) and recorded as sent."""
    desk, post = two.sender.desk, two.sender.post
    draft = a_draft(Practice(desk, post), to, left_out)
    if draft.to.is_unchecked:  # as the page asks for it
        where = f"{draft.to.title}, {draft.to.desk.name}"
        why = "She is going there tonight"
        assert two.sender.record(lambda d, case: disclosing.say_why_unchecked(d, case, where, why))
    assert two.sender.case is not None
    prepared = handing_over.prepare(desk, two.sender.case, post, draft)
    made = handing_over.seal(prepared, post.papers(), b"%PDF-1.7 pages")
    assert two.sender.record(lambda d, case: handing_over.keep(d, case, made))
    return made.sealed.content


def a_page(
    kind: Callable[[AnOffice, Theme], P],
    qtbot: QtBot,
    session: AnOffice,
    theme: Theme,
    folder: Path,
    size: tuple[int, int] = (1366, 696),
) -> tuple[P, Shell]:
    """A page of this kind, arrived at, that saves into a folder without asking; its window."""
    page = kind(session, theme)
    page.choose_file = lambda name: folder / name
    shell = a_window(qtbot, session, page, size=size)
    page.arrive(None)
    QApplication.processEvents()
    return page, shell


def write_note(session: AnOffice, heading: str, text: str) -> None:
    """Something in the record that everybody who opens it may read."""
    assert session.record(lambda d, case: recording.write(d, case, NoteBody(heading, text)))


def fill(window: QWidget, name: str, text: str) -> None:
    """Type over what stands in the field that is called by this name."""
    QApplication.processEvents()
    shown = [
        w
        for kind in (QLineEdit, QPlainTextEdit)
        for w in window.findChildren(kind)
        if w.isVisible() and w.accessibleName() == name
    ]
    assert shown, f"no field {name!r}"
    shown[-1].setFocus()
    QTest.keyClick(shown[-1], Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown[-1], Qt.Key.Key_Delete)
    QTest.keyClicks(shown[-1], text)


def pick(window: QWidget, field: str, words: str) -> None:
    """Open a choice or a menu and pick from it."""
    QTest.mouseClick(named(window, field), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    QTest.mouseClick(named(window, words), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def done(qtbot: QtBot, session: AnOffice) -> None:
    """Wait until no job is running."""
    qtbot.waitUntil(lambda: not session.jobs.busy, timeout=20_000)
    QApplication.processEvents()


def kept(session: AnOffice) -> tuple[int, str, str]:
    """What a vault holds: cases, blobs and settings; acts in the chain are not counted."""
    store = session.desk.store
    blobs = sorted(store._blobs)  # type: ignore[attr-defined]
    entries = sorted(store._lines)  # type: ignore[attr-defined]
    settings = sorted(store._settings.items())  # type: ignore[attr-defined]
    return (
        len(entries),
        hashlib.sha256(repr(blobs).encode()).hexdigest(),
        hashlib.sha256(repr(settings).encode()).hexdigest(),
    )


def entries_of(session: AnOffice, case: CaseId) -> int:
    """How many entries of a case a vault holds."""
    return len(session.desk.store.entries(case))
