"""Make the vault that tests keep for ever: `python -m tests.database.keep_a_vault`.

Run once for each version of the tables, when that version is released; an existing one is never
made again, since the point of it is to be old.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.codes import SubjectType
from app.domain.entry import SubjectBody
from app.domain.ids import SubjectId
from app.ports.record import Summary
from app.ports.vault import VaultKind, VaultPlace
from storage.keys.vault import FileKeyVault
from storage.keys.wrapping import CHOICES
from storage.sql.migrate import migrations
from tests.builders import CountingIds, SteppingClock, an_answer, an_entry
from tests.database.a_vault import AT, PROFILE, a_case, a_note

if TYPE_CHECKING:
    from app.domain.entry import Entry

KEPT = Path(__file__).parent / "vaults"
PASSPHRASE = "plain otter carries seven lamps"


def entries() -> list[Entry]:
    """What every kept vault holds, beside a case that was erased."""
    subject = SubjectId("5" * 32)
    person = an_entry(20, SubjectBody(SubjectType.PERSON, "N."), about=subject)
    return [
        a_note(1, "The school rang: ئەو نەهات"),
        a_note(2, "x" * 6_000),
        person,
        an_answer(21, "F2", "yes", about=subject, text="She may not go out"),
        an_answer(22, "F2", "no", about=subject, follows=(21,)),
    ]


def main() -> int:
    """Make the kept vault of this version."""
    folder = KEPT / f"version-{len(migrations())}"
    if folder.exists():
        print(f"{folder} is kept as it is", file=sys.stderr)
        return 1
    keys = FileKeyVault(SteppingClock(AT), CountingIds(), cost=CHOICES[-1], reserve=0)
    opened, code = keys.create(VaultPlace(folder), VaultKind.DEMO, PASSPHRASE, PROFILE)
    opened.store.append(entries())
    opened.store.set_secret("signing-key", b"\x07" * 32)
    opened.store.keep(b"%PDF a paper", a_case(1))
    opened.store.summarise(Summary(a_case(1), "N.", "Visit planned", AT, ""), ["Nasrin", "Leeds"])
    keys.seal_down()
    for name in ("lock", "reserve.bin", "vault.db-journal"):
        (folder / name).unlink(missing_ok=True)
    (folder / "recovery-code.txt").write_text(code + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
