"""The catalogues as they are committed: every word of the source is in them, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.i18n import ENGLISH
from app.i18n.tongues import TONGUES
from tests.repo.source import ROOT, modules

MARKS = {"_": 0, "N_": 0, "ngettext": 0, "pgettext": 1}
"""What marks a message, and which of its arguments the English is."""

TEMPLATE = ROOT / "locale" / "onechance.pot"
OTHERS = [one.tag for one in TONGUES if one.tag != ENGLISH]

Message = tuple[str, str]


def of(tag: str) -> Path:
    return ROOT / "locale" / tag / "LC_MESSAGES" / "onechance.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> dict[Message, list[str]]:
    """Context and English of each message, with the words that will be shown for it."""
    found = {}
    for one in catalogue:
        if one.id:
            english = one.id if isinstance(one.id, str) else one.id[0]
            words = [one.string] if isinstance(one.string, str) else list(one.string or ("",))
            found[one.context or "", english] = [""] if one.fuzzy else words
    return found


def without_words(template: Catalog, translation: Catalog) -> list[Message]:
    """Messages of which a form has no words in the translation, or that it does not have."""
    have = messages(translation)
    return sorted(one for one in messages(template) if not all(have.get(one, [""])))


def marked(tree: ast.Module) -> Iterator[Message]:
    """Context and English of every text that a module marks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            text = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if isinstance(node.args[MARKS[node.func.id]], ast.Constant):
                yield ("", text[0]) if node.func.id != "pgettext" else (text[0], text[1])


@pytest.mark.parametrize("tag", OTHERS)
def test_every_message_has_words_in_every_language_that_is_offered(tag: str):
    assert without_words(read(TEMPLATE), read(of(tag))) == []


def test_everything_that_is_marked_is_collected():
    # The collector reads tokens: it passes over a mark within an f-string or within another mark.
    collected = messages(read(TEMPLATE))
    lost = [
        f"{name}: {text!r}"
        for name, tree in modules().items()
        for context, text in marked(tree)
        if (context, text) not in collected
    ]
    assert lost == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one, _all: setattr(one, "string", ""),
        lambda one, _all: one.flags.add("fuzzy"),
        lambda one, all_: all_.delete(one.id, one.context),
    ],
)
def test_a_message_without_words_is_seen(spoil):
    made = Catalog(locale="cy")
    made.add("Open", "Agor")
    made.add("Close", "Cau")
    template = Catalog()
    template.add("Open")
    template.add("Close")
    assert without_words(template, made) == []
    spoil(made.get("Close"), made)
    assert without_words(template, made) == [("", "Close")]


def test_a_plural_with_one_form_empty_is_seen():
    template, made = Catalog(), Catalog(locale="cy")
    template.add(("{n} call", "{n} calls"))
    made.add(("{n} call", "{n} calls"), ["galwad", "galwad", "", "galwad", "galwad"])
    assert without_words(template, made) == [("", "{n} call")]


@pytest.mark.parametrize(
    "hidden", ["told = f\"{_('and')}\"", "_(WORDS.get(code, N_('and')))", "_('a' 'nd')"]
)
def test_a_mark_is_seen_wherever_it_stands(hidden: str):
    assert ("", "and") in set(marked(ast.parse(hidden)))
