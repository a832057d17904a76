"""The source does not do what only one place may do, and the look-out sees it when it does."""

import ast

import pytest

from tests.repo.bans import BANS, faults
from tests.repo.source import ROOT, modules


def test_the_source_does_nothing_that_is_forbidden():
    found = [fault for name, tree in modules().items() for fault in faults(name, tree)]
    assert not found


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("QtWidgets.QLabel(name)", "a raw QLabel"),
        ("class Heading(QLabel): pass", "a raw QLabel"),
        ("from PySide6.QtWidgets import QLabel\nx = QLabel()", "a raw QLabel"),
        ("QMessageBox.warning(self, a, b)", "a message box"),
        ("button.setToolTip(person)", "a tool tip"),
        ("view.setHtml(text)", "rich text or a link"),
        ("QDesktopServices.openUrl(u)", "rich text or a link"),
        ("form.addRow(_('Name'), field)", "a form row labelled by text"),
        ("box = QTextEdit()", "rich text or a link"),
        ("eval(rule)", "dynamic code"),
        ("import pickle", "deserialising code"),
        ("from pickle import loads", "deserialising code"),
        ("import zipfile", "zipfile"),
        ("from zipfile import ZipFile", "zipfile"),
        ("archive.extractall(folder)", "unpacking by somebody else's names"),
        ("db.execute(f\"PRAGMA key = 'x'\")", "a key in SQL text"),
        ("db.execute('pragma rekey=1')", "a key in SQL text"),
        ("open(p, 'w')", "a file opened for writing"),
        ("path.open('ab')", "a file opened for writing"),
        ("path.open(mode='x')", "a file opened for writing"),
        ("open(p, 'r+')", "a file opened for writing"),
        ("path.write_text(story)", "a file opened for writing"),
        ("os.open(p, flags)", "a file opened for writing"),
        ("import tempfile", "a temporary file"),
        ("import subprocess", "starting a program"),
        ("os._exit(0)", "leaving without saying so"),
        ("laid.layout.draw(painter, at)", "a text drawn as it is"),
    ],
)
def test_a_planted_fault_is_seen(planted: str, what: str):
    found = list(faults("ui/home.py", ast.parse(planted)))
    assert len(found) >= 1
    assert all(what in fault for fault in found)


@pytest.mark.parametrize(
    "harmless",
    [
        "open(p)",
        "path.open('rb')",
        "window.open('case')",
        "re.compile('x')",
        "def label() -> QLabel: ...",
        "plain(text)",
        "'the key is kept in the vault'",
        "zip(a, b)",
    ],
)
def test_an_ordinary_line_is_let_be(harmless: str):
    assert list(faults("ui/home.py", ast.parse(harmless))) == []


def test_every_exception_has_a_reason():
    for ban in BANS:
        assert all(ban.allowed.values())


def test_the_place_that_may_is_the_only_one():
    tree = ast.parse("class Label(QLabel): pass")
    assert list(faults("ui/text.py", tree)) == []
    assert list(faults("ui/text_box.py", tree)) != []
    assert (ROOT / "ui").is_dir()
