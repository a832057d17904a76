"""Where the keyboard begins: on the page somebody came to, never on Lock or the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.codes import RestrictionClass
from tests.desktop.a_case import somebody
from tests.desktop.an_office import an_office
from tests.desktop.exchanged import done, sealed, two_desks
from tests.desktop.office import in_a_visit, settle
from ui.pages.directory import CASE_PAGES, OFFICE_PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.exchanged import Two
    from ui.office import Office
    from ui.theme import Theme


@pytest.fixture
def two() -> Two:
    return two_desks()


def begins_on_the_page(office: Office) -> str:
    """What has the keyboard when it is not on the page; empty when it is."""
    settle(QApplication.instance())  # type: ignore[arg-type]
    now = office.shell.focusWidget()
    page = office.shell.page
    assert page is not None
    inside = now is not None and page.isAncestorOf(now) and now.isVisible()
    return "" if inside else repr(now and (now.accessibleName() or now))


@pytest.mark.parametrize("code", OFFICE_PAGES)
def test_in_the_office(qtbot: QtBot, two: Two, theme: Theme, tmp_path: Path, code: str) -> None:
    office = an_office(qtbot, two.receiver, theme, tmp_path)
    office.go("cases" if code == "today" else "today", None)
    office.go(code, None)
    assert begins_on_the_page(office) == ""


@pytest.mark.parametrize("visiting", [False, True])
@pytest.mark.parametrize("code", CASE_PAGES)
def test_in_a_case(
    qtbot: QtBot, two: Two, theme: Theme, tmp_path: Path, code: str, visiting: bool
) -> None:
    somebody(two.sender, "A.", "child_of")
    if visiting:
        in_a_visit(two.sender)
    office = an_office(qtbot, two.sender, theme, tmp_path)
    assert two.sender.case is not None
    assert office.session.open(two.sender.case.id, "resumed")
    office.go("record" if code == "prepare" else "prepare", None)
    office.go(code, None)
    assert begins_on_the_page(office) == ""


@pytest.mark.parametrize("left_out", [{}, {RestrictionClass.RC2: "no-consent"}])
def test_when_a_package_opens(
    qtbot: QtBot, two: Two, theme: Theme, tmp_path: Path, left_out: dict[RestrictionClass, str]
) -> None:
    file = sealed(two, left_out)
    office = an_office(qtbot, two.receiver, theme, tmp_path)
    office.go("package", (file, "HO-1.age"))
    done(qtbot, two.receiver)
    assert begins_on_the_page(office) == ""


def test_when_a_package_is_chosen_on_its_page(
    qtbot: QtBot, two: Two, theme: Theme, tmp_path: Path
) -> None:
    file = sealed(two)
    office = an_office(qtbot, two.receiver, theme, tmp_path)
    office.go("package", None)
    (tmp_path / "HO-1.age").write_bytes(file)
    settle(QApplication.instance())  # type: ignore[arg-type]
    page = office.shell.page
    page.find_file = lambda: tmp_path / "HO-1.age"
    page.open_button.click()
    done(qtbot, two.receiver)
    assert begins_on_the_page(office) == ""


def test_when_a_file_is_refused_or_cannot_be_read(
    qtbot: QtBot, two: Two, theme: Theme, tmp_path: Path
) -> None:
    office = an_office(qtbot, two.receiver, theme, tmp_path)
    office.go("package", (b"not a package", "HO-1.age"))
    done(qtbot, two.receiver)
    assert begins_on_the_page(office) == ""
    page = office.shell.page
    page.find_file = lambda: tmp_path / "gone.age"
    page.find_one()
    done(qtbot, two.receiver)
    assert begins_on_the_page(office) == ""
