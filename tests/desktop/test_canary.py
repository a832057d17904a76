"""Nobody's words make this program open a file: hostile text goes through every screen.

Many Qt widgets look at a text, decide that it is markup, and fetch the pictures that it names
(docs/decisions/0012-plain-text-only.md). Here every text that somebody typed, here or in another
area, names a picture on this disk; each page and each sheet is drawn; and the kernel is asked
whether anybody opened that picture. On the way, nothing is shown otherwise than as it was typed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.domain.codes import CaseEvent, Channel, Proof, SignoffOn, Step
from app.domain.entry import (
    ActionBody,
    AnswerBody,
    Author,
    CaseBody,
    DisclosureBody,
    NoteBody,
    ResponseBody,
    SettingBody,
    SignoffBody,
    Value,
)
from app.domain.ids import EntryId
from app.domain.people import children
from app.services import recording
from tests.desktop.a_case import somebody
from tests.desktop.exchanged import NORTHMERE, done, sealed, two_desks
from tests.desktop.office import a_window, in_a_visit, seen, settle
from tests.desktop.post_office import a_practice_session
from ui.controls import Painted, Sheet
from ui.pages.directory import CASE_PAGES, OFFICE_PAGES, make_page
from ui.pages.reviewing import ReviewPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.entry import Body
    from tests.desktop.office import AnOffice
    from ui.controls import Page
    from ui.shell import Shell
    from ui.theme import Theme

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel through inotify"),
]

IN_ACCESS, IN_OPEN, IN_NONBLOCK = 0x1, 0x20, 0o4000


class Canary:
    """A picture on this disk, text that names it in every way known, and who opened it."""

    def __init__(self, folder: Path) -> None:
        self.picture = folder / "c.png"
        image = QImage(4, 4, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        assert image.save(str(self.picture))
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(IN_NONBLOCK)
        name = os.fsencode(self.picture)
        assert self._watch >= 0
        assert libc.inotify_add_watch(self._watch, name, IN_OPEN | IN_ACCESS) >= 0

    @property
    def text(self) -> str:
        """What a stranger typed, short enough for a name."""
        return f'<img src="{self.picture}"><b>E.</b> ![c](file://{self.picture})'

    def sang(self) -> bool:
        """Whether the picture was opened since this was last asked."""
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._watch)


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Canary]:
    made = Canary(tmp_path_factory.mktemp("canary"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nobody_chooses_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_given: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "")


def filled(body: Body, words: str) -> Body:
    """The body with the stranger's words in every text that may be typed."""
    typed = {"text", "words", "asked", "reason", "reasons", "basis", "purpose", "present",
             "hearing", "language", "reference", "why", "heading", "agency", "owner", "due_words",
             "triggers", "side_effects", "her_view", "evidence", "to", "by", "area"}  # fmt: skip
    there = {f.name for f in fields(body)} & typed
    changes: dict[str, object] = dict.fromkeys(there, words)
    return replace(body, **changes)  # type: ignore[arg-type]


def hostile(session: AnOffice, words: str) -> None:
    """A case in which every text that can be typed is the stranger's; some from another area."""
    for relation in ("husband", "child_of", "interpreter", "brother"):
        somebody(session, words if relation != "brother" else f"{words} 2", relation)
    case, desk = session.case, session.desk
    people = [None, *(s.about for s in case.subjects())]
    everything: list[tuple[Body, object]] = [
        (filled(body, words), None)
        for body in (
            NoteBody("", ""),
            ActionBody(""),
            SettingBody(),
            CaseBody(CaseEvent.HELD, ""),
            SignoffBody(SignoffOn.JUDGEMENT, (), words, ""),
            SignoffBody(SignoffOn.LOWERING, (), words, ""),
            SignoffBody(SignoffOn.SET_ASIDE, (), "P02", ""),
            SignoffBody(SignoffOn.MISSING, (), "no-plan", ""),
            DisclosureBody("package", "", "", "", ("d" * 64,)),
            ResponseBody("d" * 64, Step.ASKED, proof=Proof.SPOKEN),
        )
    ]
    for item in (item for part in session.library.screening.sections for item in part.items):
        row = next((r.code for r in item.rows), "")
        said = AnswerBody(item.id, item.version, row, words, Value(("yes",), text=words), words)
        everything += [(said, about) for about in people[:3]]
        everything.append((replace(said, channel=Channel.INTERPRETED), None))
    made = [recording.make(desk, case.id, body, about=about) for body, about in everything]
    stranger = Author("k.lowe@calderby.example", words, words)
    foreign = [
        replace(e, id=EntryId(f"{n:032x}"), area="calderby.example", by=stranger)
        for n, e in enumerate(made, start=10**6)
    ]
    assert session.record(lambda d, c: recording.append(d, c, (*made, *foreign)))
    session.summarise()


@pytest.fixture(scope="module")
def session(canary: Canary) -> AnOffice:
    made = a_practice_session(NORTHMERE, alias=canary.text)
    hostile(made, canary.text)
    in_a_visit(made)
    return made


def everything_typed(window: QWidget) -> str:
    """What is on the screen, and in its fields."""
    fields_ = [f.text() for f in window.findChildren(QLineEdit) if f.isVisible()]
    areas = [f.toPlainText() for f in window.findChildren(QPlainTextEdit) if f.isVisible()]
    return "\n".join([seen(window), *fields_, *areas])


def looked_through(window: Shell, page: Page, app: QApplication) -> str:
    """Press everything on the page once and put away what opens: all that was to be read."""
    read = [everything_typed(page)]
    for button in [b for b in page.findChildren(Painted) if b.isVisible() and b.isEnabled()]:
        if not isValid(button) or not button.isVisible():
            continue
        button.click()
        settle(app)
        read.append(everything_typed(page))
        for sheet in [s for s in window.findChildren(Sheet) if s.isVisible()]:
            read.append(everything_typed(sheet))
            sheet.dismiss()
        settle(app)
    return "\n".join(read)


@pytest.mark.parametrize("widget", [QLabel, QTextEdit, QMessageBox])
def test_the_canary_sings_where_a_widget_takes_a_text_for_markup(
    qtbot: QtBot, qapp: QApplication, canary: Canary, widget: type[QLabel]
) -> None:
    """Without this the silence below would say nothing."""
    shown = widget()
    qtbot.addWidget(shown)
    shown.setText(canary.text)
    shown.show()
    settle(qapp)
    assert canary.sang()
    assert not canary.sang()


SPEAKS_OF_NO_CASE = frozenset({"supervision", "contacts", "settings", "translating"})
"""Pages on which nothing stands that was typed about anybody; they are only drawn."""

OF_FILES = ("package", "review")
"""Pages that show a file which came."""


@pytest.mark.parametrize("code", [c for c in (*OFFICE_PAGES, *CASE_PAGES) if c not in OF_FILES])
def test_no_page_and_no_sheet_on_it_opens_what_a_text_names(
    qtbot: QtBot, theme: Theme, qapp: QApplication, session: AnOffice, canary: Canary, code: str
) -> None:
    page = make_page(code, session, theme)
    window = a_window(qtbot, session, page)
    window.set_case(canary.text, [], "here")
    child = next(iter(children(session.case)))
    page.arrive(child if code == "child" else None)
    settle(qapp)
    assert not canary.sang()
    if code not in SPEAKS_OF_NO_CASE:
        assert canary.text in looked_through(window, page, qapp)
        done(qtbot, session)
    assert not canary.sang()


def test_no_file_that_came_opens_what_it_names(
    qtbot: QtBot, theme: Theme, qapp: QApplication, canary: Canary
) -> None:
    two = two_desks()
    hostile(two.sender, canary.text)
    page = make_page("package", two.receiver, theme)
    window = a_window(qtbot, two.receiver, page)
    page.arrive((sealed(two), f"HO-{canary.text}.age"))
    done(qtbot, two.receiver)
    assert canary.text in everything_typed(page)
    looked_through(window, page, qapp)
    page.arrive((b"not a package", f"HO-{canary.text}.age"))
    done(qtbot, two.receiver)
    settle(qapp)
    assert not canary.sang()


def test_no_file_under_review_opens_what_it_names(
    qtbot: QtBot, theme: Theme, qapp: QApplication, canary: Canary, tmp_path: Path
) -> None:
    two = two_desks()
    hostile(two.sender, canary.text)
    page = ReviewPage(two.receiver, theme)
    window = a_window(qtbot, two.receiver, page)
    page.arrive((sealed(two), f"HO-{canary.text}.age"))
    for _turn in range(3):
        done(qtbot, two.receiver)
    assert canary.text in everything_typed(page)
    looked_through(window, page, qapp)
    for check in two.receiver.library.checks:
        page.checks.picked.emit(check.id)
        settle(qapp)
    page.parts.picked.emit("entries")
    settle(qapp)
    assert canary.text in everything_typed(page)
    (tmp_path / "HO-1.age").write_bytes(sealed(two))
    page.find_file = lambda: tmp_path / "HO-1.age"
    page.earlier.picked.emit("file")
    done(qtbot, two.receiver)
    settle(qapp)
    assert not canary.sang()
