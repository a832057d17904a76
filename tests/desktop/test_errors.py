"""Every refusal that any module can raise has words, and the words say what to do."""

import ast
import re

import pytest

from app.domain.errors import ContentRefused, PackageRefused, VaultRefused
from storage.handover.refusals import Code, Finding
from tests.repo.source import modules
from ui.errors import explain, finding_words, has_words, log_line, sentence
from ui.errors.about_files import FILES
from ui.errors.about_packages import PACKAGES
from ui.errors.about_records import RECORDS
from ui.errors.about_texts import TEXTS
from ui.errors.about_vaults import VAULTS
from ui.errors.findings import FINDINGS
from ui.errors.wording import UNKNOWN

CODE = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
NOT_CODES = {
    # Files, settings and addresses that look like codes.
    *("vault.db", "vault.part", "vault.db-journal", "backup.part", "handover.pdf", "log.txt"),
    "handover.hop",
}
ALL = {**VAULTS, **RECORDS, **PACKAGES, **FILES, **TEXTS}


def raised_directly(tree: ast.AST) -> set[str]:
    """The first words given to `…Refused(...)` and to a `refuse(...)`."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0]
        if (name.endswith("Refused") or name.strip("_") == "refuse") and isinstance(
            first, ast.Constant
        ):
            found.add(str(first.value))
    return {code for code in found if CODE.fullmatch(code)}


def strings(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


def codes_of_the_source() -> set[str]:
    """What is raised by name, and every other text with one of those beginnings."""
    trees = {n: t for n, t in modules().items() if n.startswith(("app/", "storage/"))}
    raised = set().union(*(raised_directly(tree) for tree in trees.values()))
    beginnings = {code.partition(".")[0] for code in raised} | {"health"}
    named = set().union(*(strings(tree) for tree in trees.values()))
    tables = {text for text in named if text.partition(".")[0] in beginnings}
    return (raised | tables) - NOT_CODES


def test_every_code_that_the_source_can_raise_has_words():
    codes = codes_of_the_source()
    assert {"vault.wrong-passphrase", "package.checksum", "content.cycle", "health.pages"} <= codes
    assert not {code for code in codes if not has_words(code)}


def test_a_code_nobody_wrote_words_for_would_be_seen():
    planted = ast.parse('raise VaultRefused("vault.on-fire")')
    assert {code for code in raised_directly(planted) if not has_words(code)} == {"vault.on-fire"}


def test_every_refusal_and_every_finding_of_the_package_has_words():
    assert all(code.value in PACKAGES for code in Code)
    assert set(FINDINGS) == {finding.value for finding in Finding}
    assert all(finding_words(finding.value) for finding in Finding)


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_refusal_says_what_happened_what_is_safe_and_what_to_do(code: str):
    said = explain(VaultRefused(code))  # without its facts: a gap is a dash, never a crash
    for part in (said.what, said.safe, said.next):
        assert part.endswith((".", "–")), part
        assert "!" not in part
        assert "{" not in part
    assert sentence(VaultRefused(code))


def test_facts_stand_in_the_sentence():
    assert "64" in sentence(VaultRefused("vault.wait", seconds=64))
    refused = ContentRefused("content.type", file="own.toml", id="x.1", rule="ask is text")
    assert sentence(refused) == "In own.toml, at x.1: “ask is text”."


def test_no_two_refusals_of_the_vault_say_the_same():
    said = [words.what for words in VAULTS.values()]
    assert len(said) == len(set(said))


def test_a_code_without_words_still_says_something_calm():
    said = explain(VaultRefused("vault.on-fire"))
    assert "vault.on-fire" in said.what
    assert said.safe == UNKNOWN.safe


def test_the_line_for_a_log_names_the_code_and_its_facts():
    refused = PackageRefused("package.checksum", file="RC1.jsonl")
    assert log_line(refused) == "package.checksum, file RC1.jsonl"
