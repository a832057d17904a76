"""When the program itself goes wrong: it is calm, tells nothing of anybody, and starts again."""

import gettext
import io
import sys

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app import i18n
from app.domain.errors import VaultRefused
from app.domain.passphrase import check_passphrase
from tests.desktop import clipping, naming
from ui.crash import CrashPath
from ui.qt_translator import CatalogueTranslator
from ui.theme import Theme

SECRET = "He said he would kill her"


class Broken:
    """A program with one window, and what the crash path does to it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.other = QWidget()
        self.other.show()
        self.theme = Theme()
        self.path = CrashPath(self.theme, self._close, lambda: self.done.append("again"))

    def _close(self) -> None:
        self.done.append("closed")
        raise RuntimeError(SECRET)

    def fail(self, error: BaseException) -> None:
        self.path.take(type(error), error, error.__traceback__)


@pytest.fixture
def broken(qtbot):
    made = Broken()
    yield made
    if made.path.window is not None:
        made.path.window.close()
    made.other.close()


def test_no_word_of_the_error_is_written_anywhere(broken, monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    try:
        check_passphrase("short")  # a refusal nobody caught: its code may be said
    except VaultRefused as refused:
        broken.path.take(type(refused), refused, refused.__traceback__)
    broken.fail(KeyError(SECRET))
    first, second = stream.getvalue().splitlines()
    assert first.startswith("one chance: VaultRefused, app/domain/passphrase.py:")
    assert first.endswith(", passphrase.short")
    assert second == "one chance: KeyError"
    shown = " ".join(w.accessibleName() for w in broken.path.window.findChildren(QWidget))
    assert SECRET not in stream.getvalue() + shown


def test_what_was_on_screen_goes_and_one_page_says_that_what_was_saved_is_safe(broken, capsys):
    broken.fail(ValueError(SECRET))
    window = broken.path.window
    assert not broken.other.isVisible()
    assert window.windowTitle() == "Notes"
    shown = " ".join(w.accessibleName() for w in window.findChildren(QWidget))
    assert "Something in the program went wrong." in shown
    assert "What you saved is safe." in shown
    assert not clipping.check(window)
    assert not naming.check(window)
    broken.fail(ValueError("again"))
    assert broken.path.window is window  # a second fault changes nothing


def test_starting_again_lets_the_vault_go_even_if_that_breaks_too(broken, capsys):
    broken.fail(ValueError(SECRET))
    QTest.keyClick(broken.path.window.page.first_focus(), Qt.Key.Key_Return)
    assert broken.done == ["closed", "again"]


def test_a_program_with_no_error_stream_goes_the_same_way(broken, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    broken.fail(ValueError(SECRET))
    assert broken.path.window.isVisible()


class _Turned(gettext.NullTranslations):
    def pgettext(self, _context: str, message: str) -> str:
        return {"Cancel": "Abbrechen"}.get(message, message)


def test_qts_own_words_come_from_our_catalogue(qtbot, monkeypatch):
    translator = CatalogueTranslator()
    QCoreApplication.installTranslator(translator)
    try:
        assert QFileDialog.tr("Parent Directory") == "Folder above"
        assert QFileDialog.tr("A string we do not know") == "A string we do not know"
        monkeypatch.setattr(i18n._Chosen, "catalogue", _Turned())
        assert QFileDialog.tr("Cancel") == "Abbrechen"
    finally:
        QCoreApplication.removeTranslator(translator)
