"""Faults that somebody found by looking, each held by a test; and the machine's eye itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter

from tests.desktop import clipping, painted
from tests.desktop.exchanged import done
from tests.desktop.kit import fonts, shown, theme
from tests.desktop.office import a_session, a_window, in_a_visit, settle
from tests.desktop.post_office import a_reader
from tests.format.test_vectors import read_vector
from ui.commands.rehearse import rehearse
from ui.controls import (
    Column,
    LineField,
    Quiet,
    Sheet,
    Stack,
    Table,
    TaskRow,
    TextField,
)
from ui.controls.answers import AnswerGroup, Option
from ui.pages.conversation import ConversationPage
from ui.pages.package import PackagePage
from ui.text import Label, plain

__all__ = ("fonts", "shown", "theme")

LONG = "Somebody near them may hear a word repeated. Choose words that fit an ordinary call."


def test_a_refused_file_begins_with_its_headline_at_any_size(qapp, qtbot, theme, tmp_path) -> None:
    theme.set_scale(2.0)
    facts, content = read_vector("zip-dotdot")
    session = a_reader(facts["trust"], facts["arrived"])
    page = PackagePage(session, theme)
    page.choose_file = lambda name: tmp_path / name
    shell = a_window(qtbot, session, page)
    page.arrive(None)
    page.open_file(content, "HO-evil.age")
    done(qtbot, session)
    settle(qapp)
    headline = max(
        (w for w in page.findChildren(Label) if w.isVisible()), key=lambda w: w.font().pixelSize()
    )
    assert headline.visibleRegion().boundingRect() == headline.rect()
    assert page.isAncestorOf(shell.focusWidget())  # and the keyboard is on the page


def test_saved_stands_in_one_line_with_the_buttons(qapp, qtbot, theme) -> None:
    session = a_session(alias="E.")
    in_a_visit(session)
    page = ConversationPage(session, theme)
    a_window(qtbot, session, page)
    page.arrive("C1")
    page._told_saved()
    page.saved.setText("Saved 20:08")
    settle(qapp)
    middles = {
        part.mapTo(page, part.rect().center()).y() // 4
        for part in (page.back, page.another, page.say_back, page.saved, page.next)
        if part.isVisible()
    }
    assert page.saved.isVisible()
    assert len(middles) == 1


def test_the_keyboard_goes_on_from_the_visit_that_has_ended(qapp, qtbot, theme) -> None:
    session = a_session(alias="E.")
    in_a_visit(session)
    page = ConversationPage(session, theme)
    shell = a_window(qtbot, session, page)
    shell.activateWindow()
    page.arrive("C1")
    page._show_no_visit()
    settle(qapp)
    assert page.isAncestorOf(shell.focusWidget())


def test_a_field_of_one_line_grows_when_its_text_takes_two(qapp, theme, shown) -> None:
    field = TextField(theme, "What it may cause", lines=1)
    field.set_text(LONG)
    stack = Stack()
    stack.add(field)
    stack.stretch()
    shown(stack, 420, 500)
    settle(qapp)
    assert not field.editor.verticalScrollBar().maximum()
    assert clipping.check(stack) == []


def test_columns_stand_under_their_headings_whatever_is_in_them(qapp, theme, shown) -> None:
    theme.set_scale(2.0)
    table = Table(theme, [Column("When", 170), Column("To", 170, 2), Column("How", 170, 2)])
    table.add_row(["23 November 2026, 05:11. T. Osei", "Calderby Hub", LONG])
    stack = Stack()
    stack.add(table)
    stack.stretch()
    shown(stack, 1318, 600)
    settle(qapp)
    heads = [w for w in table.findChildren(Label) if w.isVisible() and w.text() in {"To", "How"}]
    cells = [w for w in table.findChildren(Label) if w.text() in {"Calderby Hub", LONG}]
    assert [w.mapTo(table, QPoint()).x() for w in heads] == [
        w.mapTo(table, QPoint()).x() for w in cells
    ]


def test_a_task_with_nothing_to_add_keeps_no_empty_line(qapp, theme, shown) -> None:
    rows = [TaskRow(theme, "circle-dashed", "E.", "Missing", body) for body in ("", "More")]
    stack = Stack()
    stack.add(*rows)
    stack.stretch()
    shown(stack, 700, 500)
    settle(qapp)
    assert rows[1].height() - rows[0].height() >= theme.line_height("body")


def test_a_sheet_gives_large_text_the_room_there_is(qapp, theme, shown) -> None:
    theme.set_scale(2.0)
    window = Stack()
    shown(window)
    sheet = Sheet(theme, "What is the concern about the interpreter?")
    words = ["She looks afraid of the interpreter", "Knows the family or the area", "A bad line"]
    sheet.body.add(AnswerGroup(theme, [Option(w, w) for w in words], name="Concern"))
    sheet.open_in(window)
    settle(qapp)
    assert clipping.check(window) == []


def test_fields_of_a_form_end_in_one_line(qapp, theme, shown) -> None:
    one, two = LineField(theme, "Who", width=2000), TextField(theme, "What", lines=2)
    stack = Stack()
    stack.add(one, two)
    stack.stretch()
    shown(stack, 800, 500)
    settle(qapp)
    assert abs(one.box.geometry().right() - two.box.geometry().right()) <= 1


# ---------------------------------------------------------------------- the eye itself


class Faint(Quiet):
    """A button that paints a strong line and a faint one."""

    def paint(self, painter: QPainter, box: QRect) -> None:
        painter.fillRect(self.rect(), self.theme.colour("paper"))
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.colour("ink"))
        painter.drawText(box.left() + 8, box.top() + 24, "Strong words")
        painter.setPen(QColor("#9A9A9A"))
        painter.drawText(box.left() + 8, box.top() + 60, "Faint words")


def test_the_eye_finds_one_faint_line_beside_a_strong_one(qapp, theme, shown) -> None:
    stack = Stack()
    control = Faint(theme, "Two lines", height=92)
    control.setFixedSize(300, 100)
    stack.add(control)
    shown(stack, 320, 200)
    settle(qapp)
    assert ["is 2." in fault for fault in painted.faint(stack, theme)].count(True) >= 1


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ink", ["ink", "ink2", "accent", "attn"])
def test_the_eye_lets_every_ink_of_the_look_pass(qapp, theme, shown, ink, dark) -> None:
    theme.set_dark(dark)
    stack = Stack()
    stack.setAutoFillBackground(True)
    stack.setPalette(theme.palette())
    stack.add(plain(theme, "It was not safe to talk, and so nothing was asked.", "label", ink))
    shown(stack, 500, 100)
    settle(qapp)
    assert painted.faint(stack, theme) == []


def test_the_check_finds_what_is_wider_than_its_window_and_a_line_longer_than_its_field(
    qapp, theme, shown
) -> None:
    stack = Stack()
    line = LineField(theme, "Who")
    line.set_text(LONG)
    stack.add(line)
    shown(stack, 300, 200)
    settle(qapp)
    assert any("longer than its field" in fault for fault in clipping.check(stack))
    label = plain(theme, "Beside itself")
    label.setParent(stack)
    label.setGeometry(250, 10, 200, 30)
    label.show()
    assert any("stands outside" in fault for fault in clipping.check(stack))


def test_a_text_size_that_the_settings_do_not_have_is_not_rehearsed(tmp_path, capsys) -> None:
    def start(base):
        raise AssertionError(base)

    assert rehearse(tmp_path / "out", "main", start, [], text=300) == 2
    assert "100 to 200" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
