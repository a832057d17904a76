"""A reviewer's remark, as its author reads it in the record: it says what it is on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import SignoffOn
from app.domain.entry import SignoffBody
from app.domain.review import COMMENT
from app.services import recording
from tests.desktop.office import the_library
from tests.desktop.reviewed import an_area
from ui.pages.record.words import told

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_remark_names_the_entry_that_it_is_on(qtbot: QtBot) -> None:
    session = an_area().worker
    case = session.case
    assert case is not None
    entry = case.ordered[3]
    what, _words = told(entry, case, the_library())
    remark = SignoffBody(SignoffOn.REVIEW, (entry.id,), COMMENT, "Who asks her?")
    case = recording.write(session.desk, case, remark)
    mine = case.ordered[-1]
    assert told(mine, case, the_library()) == (f"A reviewer’s remark on: {what}", "Who asks her?")
    elsewhere = replace(mine, body=replace(remark, over=()))  # what it is on is not in this copy
    assert told(elsewhere, case, the_library()) == ("A reviewer’s remark", "Who asks her?")
