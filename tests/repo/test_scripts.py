"""What the scripts of set-up, demo and catalogues promise to somebody with a fresh machine."""

import ast
import importlib.util
import os
import subprocess
import sys
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tests.repo.source import ROOT


def script(name: str) -> ModuleType:
    """A script of packaging/, loaded from its file since that folder is no package."""
    spec = importlib.util.spec_from_file_location(
        f"script_{name}", ROOT / "packaging" / f"{name}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestSetUp:
    @pytest.fixture
    def set_up(self, tmp_path, monkeypatch):
        module = script("set_up")
        (tmp_path / "requirements").mkdir()
        for kind in module.KINDS:
            (tmp_path / "requirements" / f"{kind}.txt").write_text("a==1\n")
        (tmp_path / "pyproject.toml").write_text("[project]\nname='x'\n\n# -----\n[tool]\n")
        (tmp_path / ".venv").mkdir()
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
        monkeypatch.setattr(module, "VENV_PYTHON", tmp_path / ".venv" / "python")
        self.steps = []
        monkeypatch.setattr(module, "make_venv", lambda _: module.VENV_PYTHON.touch())
        monkeypatch.setattr(module, "install", self.steps.append)
        monkeypatch.setattr(module, "check_qt", lambda: None)
        return module

    def test_a_second_call_finds_nothing_to_do(self, set_up, capsys):
        assert set_up.main(["runtime"]) == 0
        capsys.readouterr()
        assert set_up.main(["runtime"]) == 0
        assert capsys.readouterr().out == ""
        assert self.steps == ["runtime"]

    def test_a_changed_pin_is_installed(self, set_up):
        set_up.main(["runtime"])
        (set_up.ROOT / "requirements" / "runtime.txt").write_text("a==2\n")
        set_up.main(["runtime"])
        assert self.steps == ["runtime", "runtime"]

    def test_a_changed_tool_setting_installs_nothing(self, set_up):
        set_up.main(["runtime"])
        with (set_up.ROOT / "pyproject.toml").open("a") as file:
            file.write("line-length = 1\n")
        set_up.main(["runtime"])
        assert self.steps == ["runtime"]

    def test_a_translation_is_compiled_when_it_has_changed_and_only_then(self, set_up, monkeypatch):
        folder = set_up.ROOT / "locale" / "cy" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        source, made = folder / "onechance.po", folder / "onechance.mo"
        source.touch()
        asked = []

        def compiled(command, **_how):
            asked.append(command[-1])
            made.touch()
            return subprocess.CompletedProcess(command, 0, "", "")

        monkeypatch.setattr(set_up.subprocess, "run", compiled)
        set_up.main(["runtime"])
        set_up.main(["runtime"])
        assert asked == ["compile"]
        os.utime(source, (made.stat().st_mtime + 5,) * 2)
        set_up.main(["runtime"])
        assert asked == ["compile", "compile"]

    def test_developers_have_all_that_users_have(self, set_up):
        set_up.main(["dev"])
        set_up.main(["runtime"])
        assert self.steps == ["dev"]

    def test_a_set_up_that_failed_is_not_taken_for_done(self, set_up, monkeypatch, capsys):
        def no_qt():
            raise set_up.NotReadyError(f"Qt does not start.\n{set_up.QT_LINE}")

        monkeypatch.setattr(set_up, "check_qt", no_qt)
        assert set_up.main(["runtime"]) == 1
        assert "apt-get install -y libegl1" in capsys.readouterr().err
        assert not set_up.is_done("runtime")

    @pytest.mark.parametrize(
        ("version", "will_do"),
        [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)],
    )
    def test_only_a_python_that_was_tried_will_do(self, set_up, version, will_do):
        assert set_up.supported(version) is will_do

    def test_an_old_python_is_told_what_to_install(self, set_up, monkeypatch, capsys):
        monkeypatch.setattr(set_up, "supported", lambda _version: False)
        assert set_up.main(["runtime"]) == 1
        told = capsys.readouterr().err
        assert "needs Python 3.11, 3.12 or 3.13" in told
        assert "apt-get install" in told

    def test_a_misspelt_kind_is_refused(self, set_up):
        assert set_up.main(["everything"]) == 2


def test_set_up_can_be_read_by_an_older_python():
    # It has to start there in order to say what is missing.
    source = (ROOT / "packaging" / "set_up.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_an_unseen_screen_is_no_screen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert script("run_demo").has_screen() is False


def test_a_display_that_is_not_there_is_no_screen(monkeypatch):
    # Qt aborts here; the question is asked in a child so that nothing else does.
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":977")
    assert script("run_demo").has_screen() is False


class TestCatalogues:
    @pytest.fixture
    def catalogues(self, tmp_path, monkeypatch):
        module = script("catalogues")
        (tmp_path / "ui").mkdir()
        (tmp_path / "locale").mkdir()
        (tmp_path / "ui" / "home.py").write_text(
            '_("Open {name}")\npgettext("a case", "Open")\nngettext("{n} call", "{n} calls", n)\n'
        )
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "LOCALE", tmp_path / "locale")
        monkeypatch.setattr(module, "TEMPLATE", tmp_path / "locale" / "onechance.pot")
        return module

    def translate(self, catalogues, english, translated):
        folder = catalogues.LOCALE / "cy" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = Catalog(locale="cy")
        catalogue.add(english, translated)
        with (folder / "onechance.po").open("wb") as file:
            write_po(file, catalogue)

    def test_collecting_makes_the_check_pass(self, catalogues):
        assert catalogues.main(["check"]) == 1
        assert catalogues.main(["collect"]) == 0
        assert catalogues.main(["check"]) == 0

    def test_a_new_string_is_noticed(self, catalogues, capsys):
        catalogues.main(["collect"])
        with (catalogues.ROOT / "ui" / "home.py").open("a") as file:
            file.write('_("Close")\n')
        assert catalogues.main(["check"]) == 1
        assert "1 new" in capsys.readouterr().err

    def test_a_string_in_another_context_is_another_string(self, catalogues):
        catalogues.main(["collect"])
        home = catalogues.ROOT / "ui" / "home.py"
        home.write_text(home.read_text().replace("a case", "a package"))
        assert catalogues.main(["check"]) == 1

    def test_a_lost_placeholder_is_noticed(self, catalogues, capsys):
        catalogues.main(["collect"])
        self.translate(catalogues, "Open {name}", "Agor {enw}")
        assert catalogues.main(["check"]) == 1
        assert "placeholder" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("english", "translated", "fault"),
        [
            ("{n} of {all} %", "{n} o {all}", "“%”"),
            ("&Open", "Agor", "“&”"),
            (" and ", "a", "space"),
            (("{n} call", "{n} calls"), ["{n} galwad", "{n} alwad"], "2 plural forms of 5"),
        ],
    )
    def test_what_a_translation_must_keep_is_kept(
        self, catalogues, capsys, english, translated, fault
    ):
        first = english if isinstance(english, str) else english[0]
        call = f"_({first!r})" if isinstance(english, str) else f"ngettext{(*english, 2)!r}"
        (catalogues.ROOT / "ui" / "home.py").write_text(call + "\n")
        catalogues.main(["collect"])
        self.translate(catalogues, english, translated)
        assert catalogues.main(["check"]) == 1
        assert fault in capsys.readouterr().err

    def test_it_is_told_how_much_is_not_translated(self, catalogues, capsys):
        catalogues.main(["collect"])
        self.translate(catalogues, "Open {name}", "Agor {name}")
        assert catalogues.main(["check"]) == 0
        assert "2 of 3 messages are not translated" in capsys.readouterr().out

    def test_collecting_brings_a_translation_in_line_and_guesses_nothing(self, catalogues):
        catalogues.main(["collect"])
        self.translate(catalogues, "Open {name}", "Agor {name}")
        home = catalogues.ROOT / "ui" / "home.py"
        home.write_text(home.read_text().replace("Open {name}", "Open {name} now"))
        assert catalogues.main(["check"]) == 1
        assert catalogues.main(["collect"]) == 0
        assert catalogues.main(["check"]) == 0
        text = (catalogues.LOCALE / "cy" / "LC_MESSAGES" / "onechance.po").read_text()
        assert "Open {name} now" in text
        assert "Agor" not in text

    def test_a_good_translation_passes_and_compiles(self, catalogues):
        catalogues.main(["collect"])
        self.translate(catalogues, "Open {name}", "Agor {name}")
        assert catalogues.main(["check"]) == 0
        assert catalogues.main(["compile"]) == 0
        assert (catalogues.LOCALE / "cy" / "LC_MESSAGES" / "onechance.mo").stat().st_size > 0


def test_missing_tools_are_named_with_the_line_that_brings_them():
    told = subprocess.run(
        [sys.executable, "packaging/stranger_tools.py", "--require"],
        cwd=ROOT,
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert "age, qpdf, ssh-keygen" in told.stdout
    assert "apt-get install -y age" in told.stdout
