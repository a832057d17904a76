"""Collect, check and compile the catalogues of the program's own words.

`collect` writes locale/onechance.pot and brings the translations in line with it; `check` fails
when it no longer names exactly the strings of the source, or when a translation lost a
placeholder, a plural or an access key, and says how much of each is not translated; `compile`
writes the .mo files of those that have changed.
Interview text is not here: it lives in packs with review states, never in gettext.
"""

import os
import re
import sys
from datetime import UTC, datetime
from io import BytesIO
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
    """Write the template, and bring every translation in line with it.

    What is new stands empty in a translation, and what is gone goes. Nothing is guessed from a
    message that reads alike: a wrong sentence is worse than English.
    """
    write(TEMPLATE, collected())
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalogue = read(path)
        catalogue.update(collected(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(path, catalogue)
    return []


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue, in the same order and without line numbers, so that little differs."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=None, sort_by_file=True, include_lineno=False)


def texts(message: Message) -> tuple[list[str], list[str]]:
    """A message's English forms and its translated forms."""
    as_list = [
        [said] if isinstance(said, str) else list(said or ())
        for said in (message.id, message.string)
    ]
    return as_list[0], as_list[1]


def faults_of(path: Path, wanted: set[Key]) -> list[str]:
    """What is wrong with one translation: unknown messages, lost placeholders, missing plurals."""
    catalogue = read(path)
    name = path.relative_to(ROOT)
    found = [f"{name}: no longer in the source: {text}" for _, text in keys(catalogue) - wanted]
    for message in catalogue:
        if message.id and not message.fuzzy:
            found += [f"{name}: {why}" for why in wrong_in(message, catalogue.num_plurals)]
    return found


def wrong_in(message: Message, plurals: int) -> list[str]:
    """What is wrong with one translated message; an untranslated one is not wrong."""
    english, translated = texts(message)
    said = [form for form in translated if form]
    if not said:
        return []
    allowed = {place for form in english for place in PLACEHOLDER.findall(form)}
    found = []
    if len(english) > 1 and len(said) != plurals:
        found.append(f"{len(said)} plural forms of {plurals}: {english[0]}")
    for form in said:
        places = set(PLACEHOLDER.findall(form))
        if places - allowed:
            found.append(f"a placeholder that the English has not: {form}")
        if len(english) == 1 and places != allowed:
            found.append(f"placeholders differ from the English: {form}")
        found += [
            f"“{sign}” differs from the English: {form}"
            for sign in "&%"
            if form.count(sign) != english[-1].count(sign)
        ]
        if ends(form) != ends(english[-1]):
            found.append(f"space at an end differs from the English: “{form}”")
    return found


def ends(text: str) -> tuple[bool, bool]:
    """Whether a text begins and ends with a space: such pieces are put together."""
    return text[:1].isspace(), text[-1:].isspace()


def untranslated(path: Path, wanted: set[Key]) -> str:
    """How much of the source a translation does not have yet, as one line."""
    done = {
        key(message)
        for message in read(path)
        if message.id and not message.fuzzy and all(texts(message)[1])
    }
    missing = len(wanted - done)
    return f"{path.relative_to(ROOT)}: {missing} of {len(wanted)} messages are not translated"


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
        print(untranslated(path, wanted))
    return found


def compile_all() -> list[str]:
    """Write the compiled form of every translation beside it, where it is not there yet."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            made = BytesIO()
            write_mo(made, read(path))
            fresh = compiled.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(made.getvalue())
            fresh.replace(compiled)  # whoever starts meanwhile reads the old one or the new
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
