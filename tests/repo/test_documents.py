"""What the project says about itself is there, short, and true where a machine can tell."""

import re
import tomllib

import pytest

from tests.repo.source import ROOT

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
HEADINGS = ("## Context", "## Options", "## Decision", "## Bad consequences")


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem[:4])
def test_a_decision_fits_a_page_and_owns_its_cost(page):
    text = page.read_text(encoding="utf-8")
    places = [text.find(heading) for heading in HEADINGS]
    assert -1 not in places
    assert places == sorted(places)
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_a_gap_and_listed():
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in DECISIONS if f"({page.name})" not in index] == []


def test_the_changelog_knows_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md"])
def test_a_page_names_only_make_targets_that_exist(page: str):
    path = ROOT / page
    if not path.exists():
        pytest.fail(f"{page} is missing")
    named = set(re.findall(r"`make ([a-z-]+)", path.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert named <= targets
