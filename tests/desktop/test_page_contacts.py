"""Contacts: an area is known when somebody rang a number that is not the card's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.handover import KnownArea, Mode, Revocation, Standing
from app.services import calling_back
from app.services.practice_areas import load_areas
from storage.handover import openssh, signers, trust
from tests.builders import NOON
from tests.desktop import clipping, exchanged, naming
from tests.desktop.exchanged import fill, kept
from tests.desktop.office import click, seen, settle
from tests.desktop.post_office import AREAS, a_practice_session
from tests.format import world
from ui.controls import Check
from ui.pages.contacts import ContactsPage
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.office import AnOffice

a_page = partial(exchanged.a_page, ContactsPage)

CHECK = "Check Estover Police by voice"


@pytest.fixture
def session() -> AnOffice:
    return a_practice_session("northmere.example")


def a_card(area: str = "estover.example", **changed: object) -> bytes:
    """Estover's card or another area's, or one that says it is."""
    root = replace(load_areas(AREAS.name, AREAS.read_bytes())[area], **changed)
    return trust.pack_card(*trust.write_card(root, NOON, NOON.replace(year=2027)))


def standing(session: AnOffice, area: str = "estover.example") -> Standing:
    known = session.post.book().area(area)
    assert known is not None
    return known.standing


def test_each_area_says_how_well_it_is_known(qtbot, session, theme, tmp_path):
    _page, shell = a_page(qtbot, session, theme, tmp_path)
    words = seen(shell)
    assert "Our own area" in words
    assert "Key checked by voice, 24 November 2026" in words
    assert "Key NOT CHECKED. Nobody has rung them" in words
    for area in session.post.addressees():
        assert area.fingerprint in words
        assert [len(group) for group in area.fingerprint.split()] == [4] * 8
    assert "t.osei@northmere.example rang 01632 960 900" in words


@pytest.mark.parametrize(
    "number", ["01632 960 358", "+44 1632 960358", "0044 1632 960 358", "(01632) 960-358"]
)
def test_the_number_on_the_card_checks_nothing(qtbot, session, theme, tmp_path, number):
    _page, shell = a_page(qtbot, session, theme, tmp_path)
    click(shell, CHECK)
    click(shell, "All eight groups agree")
    assert "Write the number you rang." in seen(shell)
    fill(shell, "The number you rang", number)
    click(shell, "All eight groups agree")
    assert "That is the number on the card." in seen(shell)
    assert standing(session) is Standing.UNCHECKED


def test_a_number_found_elsewhere_and_the_same_digits_make_it_known(
    qtbot, session, theme, tmp_path
):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    click(shell, CHECK)
    fill(shell, "The number you rang", "+44 (0)1632-960 111")
    click(shell, "All eight groups agree")
    assert standing(session) is Standing.CHECKED
    assert "Estover Police is checked by voice" in seen(shell)
    assert shell.focusWidget() is page.take  # not Lock, where the next Enter would lock
    book = session.post.book()  # and the trust list can still be read
    check = book.area("estover.example").check
    assert (check.by, check.number) == ("t.osei@northmere.example", "01632960111")


def test_digits_that_differ_leave_it_unchecked_and_are_chained(qtbot, session, theme, tmp_path):
    _page, shell = a_page(qtbot, session, theme, tmp_path)
    click(shell, CHECK)
    click(shell, "They differ")
    assert "The digits of Estover Police differ. Send them nothing." in seen(shell)
    assert standing(session) is Standing.UNCHECKED
    assert session.desk.store.log_lines(1)[0].act == "voice check differed"


def test_a_card_comes_in_unchecked(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    saved = tmp_path / "card.age"
    saved.write_bytes(a_card())
    page.find_file = lambda: saved
    click(shell, "Import an area’s card")
    assert "Estover Police is here, NOT CHECKED." in seen(shell)
    assert standing(session) is Standing.UNCHECKED


def test_a_newer_card_of_an_area_that_was_rung_keeps_it_checked(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.take_card(a_card(area="calderby.example"), "card.age")
    assert "It is known by the same key as before." in seen(shell)
    assert standing(session, "calderby.example") is Standing.CHECKED


def test_another_key_for_a_known_area_is_a_hard_stop_with_both_digits(
    qtbot, session, theme, tmp_path
):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    false = a_card(seed=b"\7" * 32)
    before = kept(session)
    page.take_card(false, "card.age")
    words = seen(shell)
    assert "Stop. This is another key." in words
    known = next(a for a in session.post.addressees() if a.desk.area == "estover.example")
    assert known.fingerprint in words
    assert session.post.read_card(false).fingerprint in words
    click(shell, "Leave it out")
    assert kept(session) == before
    assert session.desk.store.log_lines(1)[0].act == "changed root refused"


@pytest.mark.parametrize("harm", ["altered", "cut", "another kind", "live in demo"])
def test_a_card_that_does_not_prove_itself_is_refused_in_words(
    qtbot, session, theme, tmp_path, harm
):
    good = a_card()
    live = world.norfolk(Mode.LIVE).root
    bad = {
        "altered": good.replace(b"Estover", b"Estovar", 1),
        "cut": good[: len(good) // 2],
        "another kind": b"%PDF-1.7",
        "live in demo": trust.pack_card(*trust.write_card(live, NOON, NOON.replace(year=2027))),
    }[harm]
    page, shell = a_page(qtbot, session, theme, tmp_path)
    before = kept(session)
    page.take_card(bad, "card.age")
    assert "NOT CHECKED." not in seen(shell).replace("Key NOT CHECKED. ", "")
    assert page._told.count() == 1
    assert "Nothing in the file has been shown or kept." in seen(shell)
    assert kept(session) == before


def test_our_own_card_and_the_trust_list_can_be_given_to_others(qtbot, session, theme, tmp_path):
    _page, shell = a_page(qtbot, session, theme, tmp_path)
    click(shell, "Save our own card")
    card = session.post.read_card((tmp_path / "area-card.age").read_bytes())
    assert card.area == "northmere.example"
    click(shell, "Save the trust list")
    text = (tmp_path / "trust.txt").read_text()
    assert [a.area for a in signers.read_book(text, Mode.DEMO).areas] == [
        "calderby.example",
        "estover.example",
        "northmere.example",
    ]


def test_a_laptop_with_no_area_is_told_where_to_begin(qtbot, theme, tmp_path):
    session = a_practice_session("northmere.example", enrolled=False)
    page, shell = a_page(qtbot, session, theme, tmp_path)
    assert "No area is known here yet." in seen(shell)
    click(shell, "Save our own card")
    assert "Sealing needs your area’s key" in seen(shell)
    went: list[str] = []
    page.navigate.connect(lambda place, _to: went.append(place))
    click(shell, "Open Settings")
    assert went == ["settings"]


@pytest.mark.parametrize("text", ["", "12", "call me", "0" * 25, "٠١٦٠٣"])
def test_what_cannot_be_rung_is_no_number(text):
    assert not calling_back.is_number(text)


@pytest.mark.parametrize(
    ("scale", "dark", "size"), [(1.0, True, (1280, 648)), (2.0, False, (1366, 696))]
)
def test_every_word_fits_and_every_control_has_a_name(
    qtbot,
    session,
    fonts,
    tmp_path,
    scale,
    dark,
    size,
):
    del fonts
    theme = Theme(dark=dark, scale=scale)
    page, shell = a_page(qtbot, session, theme, tmp_path, size=size)
    settle(QApplication.instance())
    assert clipping.check(page) == []
    assert naming.check(shell) == []
    assert clipping.contrasts(page, theme) == []


# Lists of withdrawn keys


def a_list(area: str = "northmere.example", *, days: int = 90, **changed: object) -> bytes:
    """An area's list of withdrawn keys, as its keeper saves it."""
    root = replace(load_areas(AREAS.name, AREAS.read_bytes())[area], serial=2, **changed)
    return trust.pack_list(*trust.write_trust(root, NOON, NOON + timedelta(days=days)))


def import_list(page: ContactsPage, shell: object, folder: Path, content: bytes) -> None:
    (folder / "list.age").write_bytes(content)
    page.find_list = lambda: folder / "list.age"
    click(shell, "Import a list of withdrawn keys")


def known_as(area: str, seed: bytes = b"", **facts: object) -> KnownArea:
    """An area as a list names it."""
    root = seed or load_areas(AREAS.name, AREAS.read_bytes())[area].seed
    return KnownArea(area, Mode.DEMO, openssh.public_key(root), Standing.VOUCHED, **facts)


def test_a_list_from_a_stick_says_what_it_changed(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    gone = (Revocation(7, "", NOON), Revocation(8, "", NOON))
    import_list(page, shell, tmp_path, a_list(revocations=gone))
    words = seen(shell)
    assert "2 more keys are withdrawn: what they sign is refused from now on." in words
    assert "2 keys are withdrawn" in words  # and it stays said
    import_list(page, shell, tmp_path, a_list(revocations=gone))
    assert "Nothing has changed" in seen(shell)
    click(shell, "Save our list of withdrawn keys")
    given = (tmp_path / "withdrawn-keys.age").read_bytes()
    assert given == a_list(revocations=gone)  # on to the next laptop


def test_an_area_that_ours_vouches_for_says_that_nobody_here_rang(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.take_card(a_list(vouched=(known_as("estover.example"),)), "dropped.age")
    words = seen(shell)
    assert "Our own area vouches for estover.example now." in words
    assert "Key vouched for by our area" in words
    assert "Our own area. Nobody at this laptop has rung them" in words
    later = trust.pack_list(
        *trust.write_trust(
            replace(load_areas(AREAS.name, AREAS.read_bytes())["northmere.example"], serial=3),
            NOON,
            NOON + timedelta(days=90),
        )
    )
    page.take_card(later, "dropped.age")
    assert "no longer vouches for estover.example: its key is NOT CHECKED." in seen(shell)
    assert standing(session) is Standing.UNCHECKED


def test_a_list_that_ran_out_says_since_when_nothing_is_known(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    assert "None is here yet. Which keys they withdrew is not known" in seen(shell)
    page.take_card(a_list("calderby.example", days=5), "list.age")
    session.desk.clock.step(days=6)
    page.arrive(None)
    assert "Withdrawn keys unknown since 29 November 2026. Ask for a newer list" in seen(shell)


@pytest.mark.parametrize("whose", ["another root's", "an unknown area's"])
def test_a_list_that_may_not_be_believed_changes_nothing(qtbot, session, theme, tmp_path, whose):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    before = kept(session)
    if whose == "another root's":
        import_list(page, shell, tmp_path, a_list("estover.example", seed=b"\7" * 32))
        words = seen(shell)
        assert "Stop. This is another key." in words
        assert session.post.spoken(known_as("estover.example").root) in words
        assert "have their new card sent to you and import it here" in words
        assert "I rang them" not in words  # a list brings no card to ring about
    else:
        stranger = world.norfolk(Mode.DEMO).root
        listed = trust.write_trust(stranger, NOON, NOON + timedelta(days=9))
        import_list(page, shell, tmp_path, trust.pack_list(*listed))
        assert "Nothing in the file has been shown or kept." in seen(shell)
    assert kept(session) == before


def test_another_root_that_ours_vouches_for_is_a_hard_stop_too(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    page.take_card(a_list(vouched=(known_as("estover.example", b"\7" * 32),)), "list.age")
    words = seen(shell)
    assert "Our own area vouches for estover.example by another key" in words
    assert session.post.spoken(openssh.public_key(b"\7" * 32)) in words
    assert standing(session) is Standing.UNCHECKED


def test_without_our_areas_key_there_is_no_list_to_give(qtbot, theme, tmp_path):
    session = a_practice_session("northmere.example", enrolled=False)
    _page, shell = a_page(qtbot, session, theme, tmp_path)
    click(shell, "Save our list of withdrawn keys")
    assert "Sealing needs your area’s key" in seen(shell)
    assert not (tmp_path / "withdrawn-keys.age").exists()


# A root that changed


def ring_about(page: ContactsPage, shell: object, card: bytes) -> None:
    page.take_card(card, "card.age")
    click(shell, "I rang them. They changed it")


def test_a_changed_key_is_taken_up_on_purpose_by_voice_and_with_the_reason(
    qtbot, session, theme, tmp_path
):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    card = a_card(seed=b"\7" * 32)
    digits = session.post.read_card(card).fingerprint
    ring_about(page, shell, card)
    assert digits not in seen(shell)  # they can only be heard
    do = "Know them by the new key"
    click(shell, do)
    for said in (
        "Write the number you rang.",
        "Those are not the digits of this card.",
        "Write it first. It stays in the record.",
    ):
        assert said in seen(shell)
    fill(shell, "The number you rang, known to you before", "01632 960 111")
    fill(shell, "Their digits, eight groups of four", digits.replace(" ", ""))
    fill(shell, "Who said so, and why it was changed", "J. Field. The safe was opened")
    click(shell, do)
    assert "Tick this first, or leave it." in seen(shell)
    assert standing(session) is Standing.UNCHECKED  # nobody said that they knew the voice
    next(b for b in shell.findChildren(Check) if b.isVisible()).click()
    click(shell, do)
    assert "estover.example is known by its new key, checked by you, now." in seen(shell)
    assert standing(session) is Standing.CHECKED
    assert session.desk.store.log_lines(1)[0].act == "root changed"
    assert digits in seen(shell)


def test_our_own_areas_new_key_asks_for_a_new_certificate(qtbot, session, theme, tmp_path):
    page, shell = a_page(qtbot, session, theme, tmp_path)
    card = a_card("northmere.example", seed=b"\7" * 32)
    ring_about(page, shell, card)
    fill(shell, "The number you rang, known to you before", "01632 960 111")
    fill(shell, "Their digits, eight groups of four", session.post.read_card(card).fingerprint)
    fill(shell, "Who said so, and why it was changed", "P. Ward. A new safe")
    next(b for b in shell.findChildren(Check) if b.isVisible()).click()
    click(shell, "Know them by the new key")
    assert "Your own certificate is of the old key. Ask for a new one in Settings." in seen(shell)
