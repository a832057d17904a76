"""One child's page: what is owed, their words kept apart, both readings of a change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.child import owed
from app.domain.codes import RestrictionClass
from app.domain.ids import ItemId, SubjectId
from app.domain.people import children
from app.services import recording
from tests.desktop import clipping, naming
from tests.desktop.kit import fonts, shown, theme
from tests.desktop.office import a_session, in_a_shell
from ui.controls import Sheet, State
from ui.pages.child import PARTS, ChildPage
from ui.questionnaire import AddPerson
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice

__all__ = ["fonts", "shown", "theme"]

_open = partial(in_a_shell, ChildPage)


def _child(session: AnOffice, label: str) -> SubjectId:
    assert session.record(
        lambda desk, case: recording.add_subject(desk, case, label, "child_of", to=case.at_risk())[
            0
        ]
    )
    assert session.case is not None
    return children(session.case)[-1]


@pytest.fixture
def session() -> AnOffice:
    session = a_session(alias="E.")
    _child(session, "M., 5")
    _child(session, "A., 12")
    return session


@pytest.fixture
def page(theme: Theme, shown: Callable[..., QWidget], session: AnOffice) -> ChildPage:
    return _open(theme, shown, session)


def test_what_is_owed_is_said_first_in_brick(page: ChildPage) -> None:
    assert page.owed.words.startswith("Still owed: whether the child was seen")
    assert page.owed.ink == "attn"


def test_not_seen_asks_why_and_by_when(page: ChildPage) -> None:
    assert not page._frames["L10"].isVisible()
    QTest.keyClick(page.forms["L1"].first_focus(), Qt.Key.Key_4)
    assert page._frames["L10"].isVisible()
    assert "why the child was not heard" in page.owed.words
    assert page.saved.text().startswith("Saved")


def test_a_childs_own_words_are_kept_apart_and_marked(page: ChildPage, session: AnOffice) -> None:
    page.show_part("words")
    marked = [s.words for s in page._frames["L3"].findChildren(State)]
    assert "Restricted: a child’s own words" in marked
    page.forms["L3"].fields[0].field.set_text("I hide under the bed")
    page.flush()
    assert session.case is not None
    (entry,) = session.case.answers(ItemId("L3"), page.child)
    assert entry.rc is RestrictionClass.RC7
    assert "own words" not in page.owed.words


def test_a_change_with_one_reading_is_still_owed_the_other(
    page: ChildPage, session: AnOffice
) -> None:
    page.show_part("change")
    change, loss, other = (spot.field for spot in page.forms["K6"].spots[:3])
    change.field.set_text("Hits other children since October")
    loss.field.set_text("He lost his father and is afraid")
    page.flush()
    assert session.case is not None
    assert page.child is not None
    assert "readings" in owed(session.case, page.child)
    assert "both readings" in page.owed.words
    other.field.set_text("The class is loud")
    page.flush()
    assert "readings" not in owed(session.case, page.child)


def test_leaving_for_another_child_saves_what_was_typed(page: ChildPage, session: AnOffice) -> None:
    first = page.child
    page.show_part("meaning")
    page.forms["L9"].fields[0].field.set_text("She keeps watch at night; the plan names her school")
    assert session.case is not None
    page.arrive(children(session.case)[-1])
    assert page.child != first
    (entry,) = session.case.answers(ItemId("L9"), first)
    assert entry.body.value.text.startswith("She keeps watch")
    assert page.part == "seen"


def test_every_question_about_a_child_stands_in_some_part(
    page: ChildPage, session: AnOffice
) -> None:
    shown_ids = [p.item.id for part in PARTS for p in page.items(part)]
    every = [
        item.id
        for section in session.library.screening.sections
        for item in section.items
        if item.about.value == "child"
    ]
    assert sorted(shown_ids) == sorted(every)


def test_a_child_is_added_by_an_alias(theme: Theme, shown: Callable[..., QWidget]) -> None:
    session = a_session(alias="E.")
    page = _open(theme, shown, session)
    assert page.child is None
    page.add_child.click()
    adder = page.window().findChild(Sheet).findChild(AddPerson)
    adder.alias.set_text("A., 12")
    adder._named()
    assert session.case is not None
    assert page.child == children(session.case)[0]
    assert page.alias.text() == "A., 12"


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 648)), (2.0, (1366, 696))])
@pytest.mark.parametrize("part", ["seen", "change"])
def test_everything_fits_and_has_a_name(
    scale: float,
    size: tuple[int, int],
    part: str,
    fonts: object,
    shown: Callable[..., QWidget],
    session: AnOffice,
    qtbot: QtBot,
) -> None:
    del fonts
    look = Theme(dark=True, scale=scale)
    page = _open(look, shown, session, *size)
    page.show_part(part)
    qtbot.waitUntil(lambda: clipping.check(page.window()) == [], timeout=5000)
    assert naming.check(page.window()) == []
    assert clipping.contrasts(page.window(), look) == []
