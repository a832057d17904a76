"""What a page tells at its top: the newest alone, in brick when it is bad news, and seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.domain.errors import PackageRefused
from tests.desktop.office import a_session, a_window, seen, settle
from ui.controls import Notice, Page
from ui.errors import explain
from ui.pages.told import Told
from ui.text import plain


@pytest.fixture(params=[False, True], ids=["in the page", "over its headline"])
def page(request, qtbot, theme) -> Page:
    """A page longer than its window, that has told something, and was read to its end."""
    page = Page(theme, name="Long")
    page.setObjectName("page.long")
    page.told = Told(page, over_headline=request.param)
    (page.top if request.param else page.body).add(page.told)
    for line in range(60):
        page.body.add(plain(theme, f"Line {line}"))
    a_window(qtbot, a_session(), page)
    page.told.tell("Saved as one.age.")
    settle(QApplication.instance())
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    return page


def notices(page: Page) -> list[Notice]:
    settle(QApplication.instance())
    return [one for one in page.findChildren(Notice) if one.isVisible()]


def test_the_newest_is_told_alone_and_seen_wherever_the_page_was_read(page) -> None:
    page.told.tell("Saved as two.age.", because="Take it there yourself.")
    (notice,) = notices(page)
    assert notice.objectName() == "page.long.told"
    assert "Saved as two.age." in seen(notice)
    assert "Take it there yourself." in seen(notice)
    assert "one.age" not in seen(page)
    assert page.rect().contains(notice.mapTo(page, QPoint(0, 0)))
    assert notice.visibleRegion().boundingRect() == notice.rect()


def test_good_news_is_in_ink_and_everything_else_in_brick(page) -> None:
    inks = {icon: page.told.tell("Words", icon=icon).state.ink for icon in
            ("check", "badge-check", "circle-alert", "octagon-alert", "circle-x")}  # fmt: skip
    assert [icon for icon, ink in inks.items() if ink == "ink"] == ["check", "badge-check"]
    assert set(inks.values()) == {"ink", "attn"}


def test_a_refusal_says_what_happened_what_to_do_and_what_is_safe(page) -> None:
    refusal = PackageRefused("file.unwritable")
    page.told.refuse(refusal)
    (notice,) = notices(page)
    said = explain(refusal)
    assert said.what in notice.state.words
    assert notice.state.words.endswith(said.next)
    assert said.safe in seen(notice)
    assert notice.state.ink == "attn"


def test_what_was_told_can_be_put_away(page) -> None:
    page.told.clear()
    assert notices(page) == []
