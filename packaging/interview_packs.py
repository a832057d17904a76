"""Give every language pack of locale/interview a place for each text, and a file if it has none.

Run after a question or a line of the script was added or taken away. Words are never touched: a
text whose English has changed is stale until a person has looked at it.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from app.content.interview_loader import PEOPLE, load_pack
from app.content.interview_writer import complete, write_pack
from app.content.library import load_library
from app.content.packs_on_disk import read_packs
from app.content.spoken import sources_of
from app.domain.renderings import Pack

FOLDER = Path(__file__).resolve().parent.parent / "locale" / "interview"
MOST_NEEDED = 11
"""Languages down to this rank of the registry have a file; further ones may be added by hand."""

HEAD = """# {english} ({tag}). Each text has a place; those with words say how far they have come.
# NOT REVIEWED: no person has checked any text in this file. A live vault shows none of them.
# docs/languages.md says what the states mean and who may change them.
"""


def main() -> int:
    """Write the files; say which have changed."""
    library = load_library(read_packs())
    sources = sources_of(library)
    for language in library.languages.written:
        path = FOLDER / f"{language.tag}.toml"
        if not path.exists() and language.rank > MOST_NEEDED:
            continue
        before = path.read_bytes() if path.exists() else b""
        blank = Pack(language.tag, 1, datetime(2026, 11, 23, tzinfo=UTC), file=path.name)
        pack = load_pack(path.name, before) if before else blank
        head = HEAD.format(english=language.english, tag=language.tag)
        after = write_pack(complete(pack, sources), sources, head)
        if after != before:
            path.write_bytes(after)
            print(f"{path.name}: {len(pack.renderings)} texts, {len(sources)} places")
    people = FOLDER / PEOPLE
    if not people.exists():
        people.write_text("# Translators and reviewers. Nobody yet.\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
