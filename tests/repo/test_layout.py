"""Where things stand: the traps that the folder names hide, and what decides a fresh set-up."""

import hashlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions

import pytest

from tests.repo.source import FLOORS, ROOT

NOT_PACKAGES = ("locale", "packaging")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
HOST = re.compile(r"://|index-url|find-links|\.(?:org|com|io|net)\b")


def pins(kind: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{kind}.txt").read_text(encoding="ascii")))


def project() -> dict[str, list[str]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def bare(requirement: str) -> str:
    return re.split(r"[<>=!~\[ ;]", requirement)[0].lower()


@pytest.mark.parametrize("folder", NOT_PACKAGES)
def test_a_folder_named_like_a_python_module_never_becomes_one(folder: str):
    # `locale/__init__.py` would take gettext down, `packaging/__init__.py` pytest and pip.
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_no_script_hides_a_module_of_python():
    # A script's own folder comes first on the path: packaging/platform.py would be `platform`.
    names = {path.stem for path in (ROOT / "packaging").rglob("*.py")}
    assert names.isdisjoint(sys.stdlib_module_names)
    assert names.isdisjoint({"build", "app", "ui", "storage", "version", "sign"})


def test_test_folders_do_not_hide_the_floors():
    folders = [p for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.rglob("*.py"))]
    assert not {p.name for p in folders} & set(FLOORS)
    assert [p.name for p in folders if not (p / "__init__.py").exists()] == []


def test_no_dependency_brings_a_package_named_like_a_floor():
    thieves = [
        (dist.name, str(file))
        for dist in distributions()
        if dist.name != "onechance"
        for file in dist.files or ()
        if file.parts[0] in {*FLOORS, *(f"{floor}.py" for floor in FLOORS)}
    ]
    assert not thieves


@pytest.mark.parametrize("kind", ["runtime", "dev", "package"])
def test_requirements_say_what_is_wanted_and_never_where_from(kind: str):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="ascii")
    without_reason = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert HOST.search(without_reason) is None


@pytest.mark.parametrize("kind", ["runtime", "dev", "package"])
def test_every_pin_has_a_hash(kind: str):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="ascii")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    bare_pins = [block for block in blocks if "==" in block and "--hash=sha256:" not in block]
    assert not bare_pins
    assert pins(kind)


@pytest.mark.parametrize("kind", ["dev", "package"])
def test_developers_and_builders_run_the_same_packages_as_users(kind: str):
    assert pins("runtime").items() <= pins(kind).items()


def test_all_that_the_program_needs_is_pinned():
    wanted = {bare(requirement) for requirement in project()["dependencies"]}
    assert wanted | {"hatchling", "editables", "tzdata"} <= set(pins("runtime"))


def test_each_dependency_has_its_reason_written_down():
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    silent = [name for name in map(bare, project()["dependencies"]) if f"`{name}`" not in page]
    assert not silent


def test_the_domain_stands_alone():
    """Importing the rules loads no window, no store, no use-case and no library."""
    question = (
        "import pkgutil, sys, app.domain\n"
        "for found in pkgutil.iter_modules(app.domain.__path__):\n"
        "    __import__('app.domain.' + found.name)\n"
        "print(*sorted(sys.modules))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = asked.stdout.split()
    ours = [name for name in loaded if name.split(".")[0] in FLOORS]
    assert [n for n in ours if n != "app" and not n.startswith("app.domain")] == []
    libraries = {"PySide6", "sqlcipher3", "cryptography", "pyrage", "typst", "babel", "socket"}
    assert not libraries & set(loaded)


class TestFonts:
    """The fonts are the files that were looked at, each with its licence beside it."""

    folder = ROOT / "locale" / "fonts"

    def sums(self) -> dict[str, str]:
        lines = (self.folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}

    def test_each_is_the_file_that_was_checked(self):
        for name, digest in self.sums().items():
            assert hashlib.sha256((self.folder / name).read_bytes()).hexdigest() == digest, name

    def test_none_came_in_unlisted(self):
        found = {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.ttf")}
        assert found == {name for name in self.sums() if name.endswith(".ttf")}

    def test_each_family_has_its_licence(self):
        families = {path.parent for path in self.folder.rglob("*.ttf")}
        assert families
        for family in families:
            assert "SIL OPEN FONT LICENSE" in (family / "OFL.txt").read_text(encoding="utf-8")


def test_icons_are_drawings_and_nothing_else():
    icons = list((ROOT / "ui" / "icon_files").glob("*.svg"))
    assert icons
    for icon in icons:
        drawn = icon.read_text(encoding="utf-8")
        assert re.search(r"<(script|image|style|use|foreignObject|text)\b|href", drawn) is None, (
            icon
        )
    assert "ISC License" in (ROOT / "ui" / "icon_files" / "LICENSE.txt").read_text("utf-8")
