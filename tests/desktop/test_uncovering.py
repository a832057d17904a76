"""Back from the cover, over every vault: by its passphrase alone, and each wrong one is counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.errors import VaultRefused
from tests.builders import NOON
from tests.desktop.office import seen
from ui.jobs import Jobs
from ui.shell import Shell
from ui.uncovering import uncover


class AVault:
    """An open vault whose passphrase is "plain words"; after a wrong one there is a wait."""

    def __init__(self) -> None:
        self.wrong = 0

    def matches(self, passphrase: str) -> bool:
        if self.wrong:
            raise VaultRefused("vault.wait", seconds=4)
        return passphrase == "plain words"

    def count_wrong(self) -> None:
        self.wrong += 1
        raise VaultRefused("vault.wrong-passphrase")


@pytest.fixture
def vault() -> AVault:
    return AVault()


@pytest.fixture
def type_at_the_cover(qtbot, theme, vault):
    shell, jobs = Shell(theme, lambda: NOON), Jobs()
    qtbot.addWidget(shell)
    shell.show()
    shell.cover.passphrase.connect(lambda words: uncover(shell, vault, jobs, words))
    shell.cover_now()

    def typed(words: str) -> Shell:
        QTest.keyClicks(shell.cover, words[:1])
        QTest.keyClicks(shell.cover.field.editor, words[1:])
        QTest.keyClick(shell.cover.field.editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not jobs.busy)
        return shell

    return typed


def test_the_passphrase_of_the_vault_brings_back_what_was_there(type_at_the_cover, vault) -> None:
    assert not type_at_the_cover("plain words").is_covered()
    assert vault.wrong == 0


def test_a_wrong_one_is_counted_and_the_next_has_to_wait(type_at_the_cover, vault) -> None:
    shell = type_at_the_cover("plain word")
    assert shell.is_covered()
    assert vault.wrong == 1
    assert "That is not the passphrase" in seen(shell.cover)
    assert shell.cover.field.text() == ""
    shell = type_at_the_cover("plain words")
    assert shell.is_covered()
    assert "Wait 4 seconds" in seen(shell.cover)


def test_the_seconds_until_it_locks_by_itself_are_told_and_put_away(qtbot, theme) -> None:
    shell = Shell(theme, lambda: NOON)
    qtbot.addWidget(shell)
    shell.count_down(20)
    assert "Locking in 20 seconds." in shell.told.state.words
    shell.count_down(0)
    assert not shell.told.isVisibleTo(shell)
