"""The languages of the windows: chosen, kept on the laptop, with their plurals; papers English."""

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app import i18n
from app.i18n import tongues
from ui.start import kept_language
from ui.when import number

SIX = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.install(i18n._Chosen.english)


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues that stands in for the program's own."""
    monkeypatch.setattr(tongues, "_compiled", lambda tag: tmp_path / f"{tag}.mo")
    return tmp_path


def a_catalogue(folder: Path, *, header: str = "") -> None:
    made = Catalog(locale="cy", language_team=header or None)
    made.add("Open", "Agor")
    forms = ["dim dydd", "un diwrnod", "dau ddiwrnod", "tri diwrnod", "chwe diwrnod", "{n} diwrnod"]
    made.add(("{n} day", "{n} days"), forms)
    made.mime_headers = [
        ("Plural-Forms" if name == "Plural-Forms" else name, SIX if "Plural" in name else value)
        for name, value in made.mime_headers
    ]
    told = BytesIO()
    write_mo(told, made)
    (folder / "cy.mo").write_bytes(told.getvalue())


def test_a_language_that_nobody_brought_has_no_words() -> None:
    assert tongues.read("xx") is None
    assert not i18n.right_to_left()


def test_a_language_is_offered_only_where_its_words_are(compiled: Path) -> None:
    assert [one.tag for one in tongues.offered()] == ["en"]
    assert not tongues.speak("cy")
    assert i18n._("Open") == "Open"
    a_catalogue(compiled)
    assert [one.tag for one in tongues.offered()] == ["en", "cy"]
    assert tongues.speak("cy")
    assert (i18n.language(), i18n._("Open"), i18n._("Close")) == ("cy", "Agor", "Close")


def test_a_broken_catalogue_leaves_the_windows_english(compiled: Path) -> None:
    (compiled / "cy.mo").write_bytes(b"no catalogue")
    assert not tongues.speak("cy")
    assert i18n.language() == "en"


@pytest.mark.parametrize("tag", ["", "xx", "../../etc", "CY"])
def test_a_language_that_is_not_listed_is_not_looked_for(tag: str) -> None:
    assert not tongues.speak(tag)
    assert tongues.speak("en")


def test_plurals_follow_the_language(compiled: Path) -> None:
    a_catalogue(compiled)
    tongues.speak("cy")
    said = [i18n.ngettext("{n} day", "{n} days", n).format(n=n) for n in (0, 1, 2, 3, 6, 7)]
    assert said[2:5] == ["dau ddiwrnod", "tri diwrnod", "chwe diwrnod"]
    assert said[5] == "7 diwrnod"


def test_a_paper_stays_english_and_only_on_its_own_thread(compiled: Path) -> None:
    a_catalogue(compiled)
    tongues.speak("cy")
    elsewhere: list[str] = []
    with i18n.in_english():
        assert i18n._("Open") == "Open"
        other = threading.Thread(target=lambda: elsewhere.append(i18n._("Open")))
        other.start()
        other.join()
    assert elsewhere == ["Agor"]
    assert i18n._("Open") == "Agor"


@pytest.mark.parametrize(
    ("header", "draft"), [("", True), ("unreviewed draft", True), ("reviewed by the team", False)]
)
def test_words_are_a_draft_until_their_header_says_that_they_were_reviewed(
    compiled: Path, header: str, draft: bool
) -> None:
    a_catalogue(compiled, header=header)
    tongues.speak("cy")
    assert tongues.is_draft(i18n.catalogue()) is draft


def test_english_is_no_draft() -> None:
    assert not tongues.is_draft(i18n.catalogue())


def test_the_choice_is_read_from_beside_the_vaults_before_there_is_any_window(
    tmp_path: Path,
) -> None:
    assert kept_language(tmp_path) == ""
    (tmp_path / "display.ini").write_bytes(b"[General]\nscale=1.50\nlanguage=cy\n\xff\xfe\n")
    assert kept_language(tmp_path) == "cy"


def test_an_empty_text_is_not_the_catalogues_header(compiled: Path) -> None:
    a_catalogue(compiled)
    tongues.speak("cy")
    assert i18n._("") == ""


def test_small_numbers_are_words_and_large_ones_digits() -> None:
    assert [number(n) for n in (0, 1, 20, 21, -1)] == ["no", "one", "twenty", "21", "-1"]
