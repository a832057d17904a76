"""The proof of the relay: what the vaults hold is compared, entry by entry, and left as a paper.

The digest is that of the record without what each desk wrote of its own sending and answering.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from app.domain.case import case_digest, fold
from app.domain.holders import is_paperwork
from app.services import carrying
from ui.rehearsal.driver import StepFailed
from ui.rehearsal.report import leave

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.codes import RestrictionClass
    from app.domain.entry import Entry
    from app.domain.ids import CaseId
    from ui.rehearsal.stage import Person, Stage

PAPER: Final = "relay.json"
LINES: Final = "relay.txt"

FEWEST: Final = 30
"""Entries that are passed on at least; with fewer the proof would show little."""


def note(stage: Stage, name: str, found: dict[str, Any], line: str) -> None:
    """Leave what was found under its name, and one line of it in words."""
    paper, lines = stage.out / PAPER, stage.out / LINES
    before: dict[str, Any] = json.loads(paper.read_text("utf-8")) if paper.exists() else {}
    leave(paper, json.dumps(before | {name: found}, indent=1, ensure_ascii=False) + "\n")
    leave(lines, (lines.read_text("utf-8") if lines.exists() else "") + line + "\n")


def held(person: Person, case: CaseId) -> Case:
    """The case as somebody's vault holds it, read anew."""
    return fold(case, person.office.session.desk.store.entries(case))


def of_her(case: Case) -> dict[str, Entry]:
    """What is recorded of her: everything but the papers of sending and answering."""
    return {e.id: e for e in case.ordered if not is_paperwork(e)}


def same_everywhere(stage: Stage, case: CaseId, must: str) -> None:
    """The same parts in every vault are the same record, with `must` among what is written.

    Raises:
        StepFailed: it is not so; says which vault lacks what.
    """
    encode = stage.instruments.encode
    found: dict[str, Any] = {}
    every: dict[str, Entry] = {}
    for person in stage.people:
        every |= of_her(held(person, case))
    for person in stage.people:
        here = held(person, case)
        own, desk = of_her(here), person.office.session.desk
        lacking = [what(e) for key, e in every.items() if key not in own]
        if lacking:
            raise StepFailed(f"{desk.area} lacks {len(lacking)}: {'; '.join(lacking)}")
        found[desk.area] = {
            "digest": case_digest(here, encode, is_paperwork),
            "entries": len(own),
            "parts": dict(sorted(Counter(e.rc.value for e in own.values()).items())),
            "signed_by": [one.author for one in carrying.slices(desk, case)],
        }
    digests = {one["digest"] for one in found.values()}
    said = any(must in repr(e.body) for e in every.values())
    if len(digests) != 1 or len(every) < FEWEST or not said:
        raise StepFailed(f"{len(digests)} records of {len(every)} entries; the call: {said}")
    note(
        stage,
        "same",
        found,
        f"Same parts, same record: {len(every)} entries in each of {len(found)} vaults,"
        f" case digest {digests.pop()}.",
    )


def differs_by(
    stage: Stage, case: CaseId, whole: Person, smaller: Person, out: dict[RestrictionClass, str]
) -> None:
    """Between two vaults the difference is what was withheld, all of it, and nothing else.

    `out` are the classes held back, each with its ground.

    Raises:
        StepFailed: more is missing, or less, or what is there differs.
    """
    all_, some = held(whole, case), held(smaller, case)
    full, less = of_her(all_), of_her(some)
    missing = [e for key, e in full.items() if key not in less]
    withheld = [e for e in full.values() if e.rc in out]
    if missing != withheld or not missing or less.keys() - full.keys():
        odd = {e.id for e in missing} ^ {e.id for e in withheld} | (less.keys() - full.keys())
        raise StepFailed(f"{len(odd)} entries differ that were not withheld, or went all the same")
    encode = stage.instruments.encode
    without = case_digest(all_, encode, lambda e: is_paperwork(e) or e.rc in out)
    if without != case_digest(some, encode, is_paperwork):
        raise StepFailed("without the withheld part the two records are still not the same")
    listed = [{"part": e.rc.value, "ground": out[e.rc], "what": what(e)} for e in missing]
    parts = ", ".join(sorted({e.rc.value for e in missing}))
    found = {
        "whole": case_digest(all_, encode, is_paperwork),
        "smaller": without,
        "entries": [len(full), len(less)],
        "withheld": listed,
    }
    told = "; ".join(f"{one['what']} ({one['ground']})" for one in listed)
    line = f"Part {parts} withheld: the difference is these {len(listed)} entries and no other: "
    note(stage, "withheld", found, f"{line}{told}.")


def what(entry: Entry) -> str:
    """One entry by its part and kind, and nothing it says."""
    body = entry.body
    name = getattr(body, "relation", "") or getattr(body, "heading", "") or ""
    return " ".join(word for word in (entry.rc.value, entry.kind.value, name) if word)
