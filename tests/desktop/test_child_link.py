"""From the conversation to a child's own page, and from no other prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.domain.people import children
from tests.desktop.a_case import somebody
from tests.desktop.an_office import an_office
from tests.desktop.exchanged import two_desks
from tests.desktop.office import click, in_a_visit, seen, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.theme import Theme


def test_a_prompt_about_a_child_leads_to_that_childs_page(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    session = two_desks().sender
    somebody(session, "A.", "child_of")
    somebody(session, "M.", "child_of")
    in_a_visit(session)
    office = an_office(qtbot, session, theme, tmp_path)
    assert session.case is not None
    assert office.session.open(session.case.id, "resumed")
    second = children(session.case)[1]
    office.go("conversation", f"L1|{second}")
    click(office.shell, "The page of M.")
    settle(QApplication.instance())  # type: ignore[arg-type]
    page = office.shell.page
    assert page is not None
    assert page.objectName() == "page.child"
    assert page.child == second  # type: ignore[attr-defined]
    office.go("conversation", "F2")
    assert "The page of" not in seen(office.shell)
    way = office.shell.page.child  # type: ignore[union-attr]
    assert not way.isVisible()
