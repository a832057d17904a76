"""What is said of a file whose key is another, or no longer stood by; and of our own key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Revocation
from app.services.practice_areas import load_areas
from storage.handover import certificates, openssh, trust
from tests.desktop import exchanged
from tests.desktop.exchanged import done
from tests.desktop.office import a_window, seen
from tests.desktop.post_office import AREAS, a_practice_session, a_reader
from tests.format import world
from tests.format.test_vectors import read_vector
from ui.pages.digits import refusal_facts
from ui.pages.home import TodayPage
from ui.pages.package import PackagePage
from ui.pages.settings import SettingsPage

a_page = partial(exchanged.a_page, PackagePage)


def opened(qtbot, theme, tmp_path, name: str) -> str:
    facts, content = read_vector(name)
    session = a_reader(facts["trust"], facts["arrived"])
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.open_file(content, "HO-1.age")
    done(qtbot, session)
    return seen(shell)


def test_both_keys_stand_under_one_another_when_a_package_bears_a_changed_one(
    qtbot, theme, tmp_path
):
    words = opened(qtbot, theme, tmp_path, "trust-changed")
    facts, content = read_vector("trust-changed")
    known = a_reader(facts["trust"], facts["arrived"]).post.book().area(world.NORFOLK)
    assert "Known here" in words
    assert "In this file" in words
    assert any(
        a_reader(facts["trust"], facts["arrived"]).post.spoken(known.root) in line
        for line in words.splitlines()
    )
    assert "import their new card in Contacts" in words
    del content


def test_a_withdrawn_key_says_since_when_and_why_no_date_helps(qtbot, theme, tmp_path):
    words = opened(qtbot, theme, tmp_path, "trust-serial")
    assert "Key withdrawn" in words
    assert "is refused whatever date it bears" in words


def test_other_refusals_say_nothing_of_keys():
    assert refusal_facts(PackageRefused("package.damaged")) == []
    assert refusal_facts(PackageRefused("package.revoked")) == []


@pytest.mark.parametrize("place", ["today", "settings"])
def test_a_laptop_whose_own_key_was_withdrawn_is_told_where_it_works(qtbot, theme, place):
    session = a_practice_session("northmere.example")
    kept = session.post.credentials()
    key = certificates.read(certificates.blob_of(kept.certificate)).key
    now = session.now()
    gone = Revocation(None, openssh.key_line(key), now - timedelta(hours=3))
    root = load_areas(AREAS.name, AREAS.read_bytes())["northmere.example"]
    listed = trust.write_trust(
        replace(root, serial=2, revocations=(gone,)), now, now + timedelta(days=90)
    )
    session.post.take_list(trust.pack_list(*listed))
    page = (TodayPage if place == "today" else SettingsPage)(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive("key" if place == "settings" else None)
    words = seen(window)
    assert "Your area withdrew this laptop’s key: it counts for nothing since" in words
    assert "09:00" in words
    assert "save a new request file in Settings" in words
