"""What somebody saw in the pictures of an interpreted visit, so that it does not come back."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.showing import shown as made
from ui.controls import Page, Quiet, Secondary, Spread
from ui.rehearsal.stage import StrayWindows
from ui.show_card import ShowCard
from ui.text import plain


def test_what_changed_while_nobody_saw_it_is_placed_anew_when_it_is_shown(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    back, stop = Quiet(theme, "Back"), Secondary(theme, "Keep this, and go back")
    foot = Spread()
    foot.add(back, stop)
    QVBoxLayout(window).addWidget(foot)
    window.resize(900, 100)
    window.show()
    QApplication.processEvents()
    assert stop.x() > 0
    window.hide()
    back.hide()
    stop.set_words("Next")
    window.show()
    QApplication.processEvents()
    assert (stop.x(), stop.width()) == (0, stop.sizeHint().width())


def test_with_nothing_beside_it_a_page_has_the_window_to_itself(qtbot, theme):
    page = Page(theme, name="Conversation", rail_width=336, side_width=232)
    page.body.add(plain(theme, "No visit is open", "title"))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    QApplication.processEvents()
    assert page._rail_panel.isVisible()
    page.clear_sides(empty=True)
    QApplication.processEvents()
    beside = (page._rail_panel, page._side_panel, page._side_line)
    assert not any(part.isVisible() for part in beside)
    assert page._middle.width() == page.width()
    page.clear_sides(empty=False)
    assert all(part.isVisible() for part in beside)


def test_no_part_of_a_card_is_a_window_of_its_own_for_a_moment(qtbot, theme):
    stray = StrayWindows(watch=True)
    card = ShowCard(theme, made("ckb"))
    qtbot.addWidget(card)
    card.show()
    QApplication.processEvents()
    QApplication.instance().removeEventFilter(stray)
    assert stray.found == []
    assert card.band.isVisible()


@pytest.mark.parametrize("tag", ["ckb", "bn-BD", "so"])
def test_the_lines_of_a_card_are_about_as_long_as_one_another(qtbot, theme, tag):
    card = ShowCard(theme, made(tag, draft=False))
    qtbot.addWidget(card)
    card.resize(1366, 768)
    card.show()
    QApplication.processEvents()
    layout = card.face.laid.layout
    wide = [layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())]
    assert len(wide) > 1
    assert min(wide) > max(wide) / 2
