"""The page that is the law of the format, and the program, say the same."""

import re
from pathlib import Path

import pytest

from storage.handover import grammars, members, proof, refusals, signers
from storage.handover.statements import Grammar
from tests.format import world

PAGE = (Path(members.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")
GRAMMARS = [one for one in vars(grammars).values() if isinstance(one, Grammar)]


def test_every_code_is_explained_and_none_is_invented():
    told = set(
        re.findall(
            r"`((?:package|delivery|signer|author|slice|parts|area|trust|card|clock)\.[a-z-]+)`",
            PAGE,
        )
    )
    assert told == {code.value for code in (*refusals.Code, *refusals.Finding)}


@pytest.mark.parametrize("grammar", GRAMMARS, ids=lambda grammar: grammar.file)
def test_every_line_of_every_statement_is_on_the_page_in_its_order(grammar):
    start = PAGE.index(f"**{grammar.file}**")
    told = PAGE[start : PAGE.index("\n\n", start)]
    at = -1
    for one in grammar.lines:
        at = told.index(f"`{one.key}`", at + 1)


def test_the_page_gives_the_allowed_signers_lines_that_are_written():
    written = signers.write_book(world.book())
    for row in re.findall(r"^    (\S+@AREA .*) KEY$", PAGE, re.MULTILINE):
        assert row.replace("AREA", world.NORFOLK) + " ssh-ed25519 " in written


def test_every_kind_of_signature_is_named():
    told = re.search(r"kind is ([a-z, ]+ or [a-z]+)\.", PAGE)
    assert told
    assert set(re.findall(r"[a-z]+", told[1])) - {"or"} == set(proof.KINDS)
