"""What stands apart, what stands in line, and what begins where: found by looking, held here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.desktop.kit import fonts, shown, theme
from tests.desktop.office import settle
from ui.controls import (
    DateField,
    DetailRow,
    LineField,
    Link,
    ListRow,
    Page,
    Primary,
    Sheet,
    Stack,
    TextField,
)
from ui.text import plain

__all__ = ("fonts", "shown", "theme")

SAYS = "What part: Unknown man who was seen at the school gate twice"


def top(part: QWidget, within: QWidget) -> int:
    return part.mapTo(within, QPoint(0, 0)).y()


def end(part: QWidget, within: QWidget) -> int:
    return part.mapTo(within, QPoint(part.width(), 0)).x()


def a_form(theme, shown, qapp, *, hide: bool = False) -> tuple[Stack, list[LineField]]:
    fields = [LineField(theme, name) for name in ("Who", "On which number", "What was said")]
    stack = Stack()
    stack.add(*fields, gap=12)
    stack.stretch()
    fields[1].setHidden(hide)
    shown(stack, 600, 500)
    settle(qapp)
    return stack, fields


def test_a_label_never_stands_close_under_the_field_before_it(qapp, theme, shown) -> None:
    stack, (first, second, third) = a_form(theme, shown, qapp)
    for before, after in ((first, second), (second, third)):
        under = top(before.box, stack) + before.box.height()
        assert top(after.label, stack) - under >= 12


def test_a_field_that_is_not_shown_leaves_no_hole(qapp, theme, shown) -> None:
    stack, (first, _second, third) = a_form(theme, shown, qapp, hide=True)
    under = top(first.box, stack) + first.box.height()
    assert top(third.label, stack) - under == 12


def test_the_box_to_tick_stands_level_with_the_boxes_to_type_in(qapp, theme, shown) -> None:
    stack = Stack()
    field = DateField(theme, "From")
    stack.add(field)
    stack.stretch()
    shown(stack, 900, 300)
    settle(qapp)
    middle = top(field.year.box, stack) + field.year.box.height() / 2
    assert abs(top(field.about, stack) + field.about.height() / 2 - middle) <= 1


def test_a_row_of_two_lines_begins_in_one_line_and_touches_no_rule(qapp, theme, shown) -> None:
    row = DetailRow(theme, "circle-dashed", SAYS, "Role not established", end=Link(theme, "Say"))
    one = DetailRow(theme, "circle-dashed", "A plan", "No action is open", end="Empty")
    stack = Stack()
    stack.add(row, one)
    stack.stretch()
    shown(stack, 900, 300)
    settle(qapp)
    line = theme.line_height("strong")
    assert row.title.height() >= 2 * line
    assert abs(top(row.title, row) - top(row.note, row)) <= 1
    assert top(row.title, row) >= 8
    assert row.height() - top(row.title, row) - row.title.height() >= 8
    assert one.height() == 40


def test_no_word_is_left_alone_under_a_line_where_another_can_keep_it_company(theme) -> None:
    words = "For this copy alone. Being open about it is right wherever that is safe."
    label = plain(theme, words, "lead", measure=0)
    width = next(
        w
        for w in range(300, 700)
        if label.heightForWidth(w) == 2 * theme.line_height("lead") and "safe" in last(label, w)
    )
    assert " " in last(label, width)


def last(label, width: int) -> str:
    layout = label._lay(width).layout
    return layout.text()[layout.lineAt(layout.lineCount() - 1).textStart() :].strip()


@pytest.mark.parametrize("lines", [2, 60])
def test_what_scrolls_ends_where_the_buttons_end(qapp, qtbot, theme, lines) -> None:
    page = Page(theme, name="Handover", rail_width=400)
    field = TextField(theme, "What was said")
    page.body.add(field, *(plain(theme, "A line") for _ in range(lines)))
    button = Primary(theme, "Seal and save the file")
    page.foot.add_end(button)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.show()
    settle(qapp)
    assert (page._scroll.bar > 0) is (lines > 2)
    assert end(field.box, page) == end(button, page)


@pytest.mark.parametrize("lines", [2, 60])
def test_a_sheet_keeps_its_edges_when_its_bar_comes(qapp, theme, shown, lines) -> None:
    window = Stack()
    shown(window)
    sheet = Sheet(theme, "Log a call")
    field = TextField(theme, "What was said")
    sheet.body.add(field, *(plain(theme, "A line") for _ in range(lines)))
    sheet.open_in(window)
    settle(qapp)
    start = field.mapTo(window, QPoint(0, 0)).x()
    assert (start, end(field, window)) == (273, 273 + 820)


def test_a_long_list_ends_where_its_last_line_ends(qapp, qtbot, theme) -> None:
    page = Page(theme, name="Supervision", rail_width=400)
    words = ("circle-alert", f"{SAYS}. {SAYS}", "attn")
    page.body.add(*(ListRow(theme, "E.", SAYS, note=SAYS, state=words) for _ in range(60)))
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.show()
    settle(qapp)
    inside = page._inside
    assert inside.height() == inside.layout().heightForWidth(inside.width())


def test_in_a_mirrored_window_the_margins_are_mirrored_too(qapp, qtbot, theme) -> None:
    edges: list[tuple[int, int]] = []
    for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(way)
        try:
            page = Page(theme, name="Handover", rail_width=400)
            field = TextField(theme, "What was said")
            page.body.add(field)
            qtbot.addWidget(page)
            page.resize(1366, 600)
            page.show()
            settle(QApplication.instance())  # type: ignore[arg-type]
            left = field.mapTo(page, QPoint(0, 0)).x()
            edges.append((left, 1366 - left - field.width()))
            page.close()
        finally:
            qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert edges[0] == edges[1][::-1]
