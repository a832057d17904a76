"""Keys and cards that run out are said in time, where something can be done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.desktop.office import a_window, click, seen
from tests.desktop.post_office import a_practice_session
from tests.desktop.test_page_contacts import a_card
from ui.pages.contacts import ContactsPage
from ui.pages.home import TodayPage
from ui.pages.settings import SettingsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desktop.office import AnOffice
    from ui.controls import Page
    from ui.theme import Theme


def session_with(days: int) -> AnOffice:
    """A desk whose certificate has so many days left; fewer than nought are gone."""
    session = a_practice_session("northmere.example")
    until = session.post.enrolled_until()
    assert until is not None
    clock = session.desk.clock
    clock.step(minutes=int((until - timedelta(days=days) - clock.now()).total_seconds() // 60))
    return session


def words_on(qtbot: QtBot, session: AnOffice, page: Page, argument: object = None) -> str:
    window = a_window(qtbot, session, page)
    page.arrive(argument)  # type: ignore[attr-defined]
    return seen(window)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (31, ""),
        (29, "Your area’s key ends in 29 days, on "),
        (1, "Your area’s key ends in 1 day, on "),
        (-1, "Your area’s key ended on "),
    ],
)
def test_ones_own_key_on_today_and_in_settings(
    qtbot: QtBot, theme: Theme, days: int, said: str
) -> None:
    session = session_with(days)
    today = words_on(qtbot, session, TodayPage(session, theme))
    settings = words_on(qtbot, session, SettingsPage(session, theme), "key")
    for words in (today, settings):
        assert (said in words) if said else ("key end" not in words)
        assert ("Save a request file in Settings" in words) is bool(said)
    assert ("Nothing is waiting" in today) is not bool(said)


def test_the_button_on_today_leads_to_asking_for_a_new_one(qtbot: QtBot, theme: Theme) -> None:
    session = session_with(5)
    page = TodayPage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive(None)
    went: list[tuple[str, object]] = []
    page.navigate.connect(lambda place, part: went.append((place, part)))
    click(window, "Ask for a new one")
    assert went == [("settings", "key")]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (60, "Card good until"),
        (10, "in 10 days. Ask them for a new card, and import it here"),
        (-3, "Ask them for a new card, and import it here"),
    ],
)
def test_an_areas_card_in_contacts(qtbot: QtBot, theme: Theme, days: int, said: str) -> None:
    session = a_practice_session("northmere.example")
    session.post.admit_card(a_card())
    card = session.post.read_card(a_card())
    clock = session.desk.clock
    left = card.until - timedelta(days=days) - clock.now()
    clock.step(minutes=int(left.total_seconds() // 60))
    words = words_on(qtbot, session, ContactsPage(session, theme))
    assert said in words
    assert "Estover" in words


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (60, "Your key good until"),
        (10, "in 10 days. Ask for a new one in Settings"),
        (-3, "Ask for a new one in Settings"),
    ],
)
def test_ones_own_key_stands_with_its_area_in_contacts(
    qtbot: QtBot, theme: Theme, days: int, said: str
) -> None:
    session = session_with(days)
    words = words_on(qtbot, session, ContactsPage(session, theme))
    assert said in words
    assert ("Ask for a new one in Settings" in words) is (days < 30)
