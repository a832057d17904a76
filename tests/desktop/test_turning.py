"""Label and control, or two fields: side by side where there is room, else one above the other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.office import settle
from ui.controls import TextField
from ui.questionnaire.rows import RowLine
from ui.questionnaire.said_part import SideBySide
from ui.theme import Theme


def two_fields(theme):
    fields = [TextField(theme, "Her exact words"), TextField(theme, "As interpreted")]
    return SideBySide(theme, fields), *fields


def a_line(theme):
    field = TextField(theme, "")
    line = RowLine(theme, "Front door", field)
    return line, line._label, field


@pytest.mark.parametrize("make", [two_fields, a_line])
def test_they_stand_beside_one_another_until_it_is_narrow_or_the_text_is_large(
    qtbot, fonts, make
) -> None:
    theme = Theme()
    part, first, second = make(theme)
    qtbot.addWidget(part)
    part.show()

    def stands(width: int) -> str:
        part.resize(width, 300)
        settle(QApplication.instance())
        if second.x() >= first.geometry().right():
            return "beside"
        return "under" if second.y() >= first.geometry().bottom() else "over one another"

    assert [stands(900), stands(500), stands(900)] == ["beside", "under", "beside"]
    theme.set_scale(2.0)
    assert stands(900) == "under"


def test_in_a_column_a_label_stands_close_above_its_control(qtbot, fonts) -> None:
    line, label, field = a_line(Theme())
    qtbot.addWidget(line)
    line.show()
    line.resize(900, 300)
    settle(QApplication.instance())
    assert label.layout().contentsMargins().top() == 15  # level with the words in the control
    line.resize(500, 300)
    settle(QApplication.instance())
    assert label.layout().contentsMargins().top() == 0
    assert field.y() - label.geometry().bottom() <= 3
