"""Collect, check and compile the catalogues of the program's own words.

`collect` writes locale/onechance.pot; `check` fails when it no longer names exactly the strings
of the source, or when a translation lost a placeholder; `compile` writes the .mo files.
Interview text is not here: it lives in packs with review states, never in gettext.
"""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
TEMPLATE = LOCALE / "onechance.pot"
FLOORS = ("app", "ui", "storage")
METHODS = [("**.py", "python")]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
PLACEHOLDER = re.compile(r"\{[A-Za-z_][A-Za-z0-9_.]*(?:![rs])?(?::[^{}]*)?\}")
SAME_EVERY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
"""The template's date: a fixed one, so that collecting twice changes nothing."""

Key = tuple[str, str]


def collected() -> Catalog:
    """The strings that the source marks today, with the files they stand in."""
    catalogue = Catalog(
        project="One Chance",
        version="0.1.0",
        copyright_holder="The One Chance authors",
        msgid_bugs_address="see CONTRIBUTING.md",
        header_comment="# The program's own words. Made by `make catalogues`; do not edit.",
        creation_date=SAME_EVERY_TIME,
    )
    for floor in FLOORS:
        for name, _line, message, comments, context in extract_from_dir(
            str(ROOT / floor), METHODS, keywords=KEYWORDS, comment_tags=("For translators:",)
        ):
            where = [(f"{floor}/{name}", 1)]
            catalogue.add(message, None, where, auto_comments=comments, context=context)
    return catalogue


def key(message: Message) -> Key:
    """What tells one message from another: its context and its English."""
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", first


def keys(catalogue: Catalog) -> set[Key]:
    """Every message of a catalogue but its header."""
    return {key(message) for message in catalogue if message.id}


def read(path: Path) -> Catalog:
    """A catalogue from disk."""
    with path.open("rb") as file:
        return read_po(file)


def collect() -> list[str]:
    """Write the template."""
    with TEMPLATE.open("wb") as file:
        write_po(file, collected(), width=None, sort_by_file=True, include_lineno=False)
    return []


def texts(message: Message) -> tuple[list[str], list[str]]:
    """A message's English forms and its translated forms."""
    as_list = [
        [said] if isinstance(said, str) else list(said or ())
        for said in (message.id, message.string)
    ]
    return as_list[0], as_list[1]


def faults_of(path: Path, wanted: set[Key]) -> list[str]:
    """What is wrong with one translation: unknown messages, lost placeholders."""
    found = []
    catalogue = read(path)
    name = path.relative_to(ROOT)
    found += [f"{name}: no longer in the source: {text}" for _, text in keys(catalogue) - wanted]
    for message in catalogue:
        english, translated = texts(message)
        allowed = {place for form in english for place in PLACEHOLDER.findall(form)}
        for form in filter(None, translated if message.id else []):
            if set(PLACEHOLDER.findall(form)) - allowed:
                found.append(f"{name}: a placeholder that the English has not: {form}")
            if len(english) == 1 and set(PLACEHOLDER.findall(form)) != allowed:
                found.append(f"{name}: placeholders differ from the English: {form}")
    return found


def check() -> list[str]:
    """Everything that is out of date or wrong, as sentences."""
    wanted = keys(collected())
    have = keys(read(TEMPLATE)) if TEMPLATE.exists() else set()
    found = []
    if wanted != have:
        found.append(
            f"locale/onechance.pot is behind the source ({len(wanted - have)} new,"
            f" {len(have - wanted)} gone): run make catalogues"
        )
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        found += faults_of(path, wanted)
    return found


def compile_all() -> list[str]:
    """Write the compiled form of every translation beside it."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    return []


VERBS = {"collect": collect, "check": check, "compile": compile_all}


def main(words: list[str]) -> int:
    """Do one verb; 1 when it found faults, 2 when misspelt."""
    if len(words) != 1 or words[0] not in VERBS:
        print(f"usage: catalogues.py {'|'.join(VERBS)}", file=sys.stderr)
        return 2
    found = VERBS[words[0]]()
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
