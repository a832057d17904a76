"""Every window in a language that nobody speaks: no English left, nothing cut, at 100 and 200 %.

The whole rehearsal does the same, mirrored, for what a visit shows (tests/journeys).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app import i18n
from app.domain.errors import Refused
from tests import plain_english, pseudo
from tests.desktop import clipping, naming
from tests.desktop.a_case import somebody
from tests.desktop.an_entrance import AnEntrance
from tests.desktop.an_office import an_office
from tests.desktop.exchanged import two_desks
from tests.desktop.office import in_a_visit, settle
from tests.repo.words import KEPT
from ui import qt_translator
from ui.display import Display
from ui.errors import _TABLES, explain, finding_words, sentence
from ui.errors.findings import FINDINGS
from ui.pages.directory import CASE_PAGES, OFFICE_PAGES
from ui.pages.settings.about import licences
from ui.pages.settings.page import titles
from ui.rehearsal import eyes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("fonts")

HERE = Path(__file__).parent
FIXTURES = ("a_case", "an_entrance", "exchanged", "office", "post_office")
SIZES = [1.0, 2.0]


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    pseudo.speak()
    yield
    i18n.install(i18n._Chosen.english)


@pytest.fixture(scope="module")
def known() -> plain_english.Known:
    typed = set().union(
        *(plain_english.literals(HERE / f"{name}.py") for name in FIXTURES),
        plain_english.literals(HERE.parent / "builders.py"),
    )
    return plain_english.Known({*typed, *KEPT, *(word for row in licences() for word in row)})


def wrong(window: QWidget, known: plain_english.Known) -> list[str]:
    """What is cut, nameless or plain English in a window."""
    settle(QApplication.instance())  # type: ignore[arg-type]
    english = [
        f"English: {piece}: {text[:80]}"
        for text in eyes.texts(window)
        for piece in known.left(text)
    ]
    return [*clipping.check(window), *naming.check(window), *english]


@pytest.mark.parametrize("scale", SIZES)
def test_the_office(qtbot: QtBot, tmp_path: Path, known: plain_english.Known, scale: float) -> None:
    theme = Display(tmp_path)
    theme.set_scale(scale)
    office = an_office(qtbot, two_desks().receiver, theme, tmp_path)
    found = []
    places = [(code, None) for code in OFFICE_PAGES if code not in {"settings", "package"}]
    # Three parts ask the vault on the disk, which this office does not have.
    asks = {"copies", "you", "passphrase"}
    for code, argument in [*places, *(("settings", part) for part in titles() if part not in asks)]:
        office.go(code, argument)
        found += [f"{code} {argument}: {fault}" for fault in wrong(office.shell, known)]
    assert found == []


@pytest.mark.parametrize("scale", SIZES)
def test_a_case(qtbot: QtBot, tmp_path: Path, known: plain_english.Known, scale: float) -> None:
    theme = Display(tmp_path)
    theme.set_scale(scale)
    two = two_desks()
    child = somebody(two.sender, "A.", "child_of")
    in_a_visit(two.sender)
    office = an_office(qtbot, two.sender, theme, tmp_path)
    assert two.sender.case is not None
    office.session.open(two.sender.case.id, "resumed")
    found = []
    for code in CASE_PAGES:
        office.go(code, child if code == "child" else None)
        found += [f"{code}: {fault}" for fault in wrong(office.shell, known)]
    assert found == []


@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("first", [False, True])
def test_before_any_vault_is_open(
    qtbot: QtBot,
    tmp_path: Path,
    known: plain_english.Known,
    scale: float,
    first: bool,
) -> None:
    desk = AnEntrance(tmp_path)
    desk.theme = Display(tmp_path)
    desk.theme.set_scale(scale)
    if not first:
        desk.somebody()
        desk.somebody("desk-2")
    window = desk.paint()
    desk.load()
    try:
        assert wrong(window, known) == []
    finally:
        desk.close()


def test_every_refusal_finding_and_notice_is_said_in_it(known: plain_english.Known) -> None:
    found = []
    for code in (code for table in _TABLES for code in table):
        told = explain(Refused(code))
        for text in (sentence(Refused(code)), told.what, told.safe, told.next):
            found += [f"{code}: {piece}" for piece in known.left(text)]
    found += [f"{c}: {piece}" for c in FINDINGS for piece in known.left(finding_words(c))]
    assert found == []


def test_qts_own_words_come_from_our_catalogue(qapp: QApplication) -> None:
    words = qt_translator.CatalogueTranslator(qapp)
    qapp.installTranslator(words)
    try:
        assert QFileDialog.tr("&Save").startswith("⟦")
        assert QFileDialog.tr("Look in:").startswith("⟦")
    finally:
        qapp.removeTranslator(words)
