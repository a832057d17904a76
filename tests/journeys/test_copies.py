"""One record, three copies: everything, for a school, for a surgery. Each is proved by strangers'
tools; no fact that is held back stands in a part or on a page of a smaller one."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.case import Case
from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.consent import NO_CONSENT, NO_RELEASE
from app.domain.entry import AnswerBody, DisclosureBody, Entry, NoteBody, Value
from app.domain.errors import PackageRefused
from app.domain.ids import ItemId
from app.domain.report import Table
from app.services import correcting, handing_over, leaving, receiving, recording
from app.services.practice_areas import load_areas
from app.services.receiving import Reply
from app.services.report_register import register_section
from app.services.report_source import Copy
from app.services.reporting import build_pages
from storage.report.renderer import Renderer
from tests.builders import SteppingClock
from tests.journeys.conftest import ROOT
from tests.journeys.practice import AREAS, PDF, Practice, a_draft, practice
from tests.unit.stories import the_library

RC = RestrictionClass
TOOLS = ("age", "unzip", "sha256sum", "ssh-keygen", "pdftotext")
GONE = [tool for tool in TOOLS if shutil.which(tool) is None]

FACTS = {
    RC.RC2: (("B3", "children", "Larkspur Walk 14, AB1 2CD"), ("Z2", "number", "07700 900 381")),
    RC.RC3: (("H1", "name", "Karwan Testname"), ("H1", "spellings", "Karvan, Kawan")),
    RC.RC4: (("M2", "", "visa ends in Marchember"), ("M2", "", "case number QX7712345")),
    RC.RC5: (("P-1", "now", "Examplehill Surgery"), ("P-4", "", "tablets named Exampline")),
    RC.RC6: (("A6", "", "statement to the tribunal of Samplecourt"),),
    RC.RC7: (("L3", "", "I hide in the blue cupboard"),),
}  # fmt: skip
"""Texts, names and numbers that stand in one class only."""

CORE = "She whispers and watches the garage door in Quillham"


@dataclass(frozen=True)
class Unpacked:
    """A sealed copy as a stranger finds it, with the entries that were shown before the seal."""

    folder: Path
    parts_in: frozenset[RestrictionClass]
    shown: tuple[Entry, ...]
    content: bytes


@pytest.fixture(scope="module")
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture(scope="module")
def northmere(clock: SteppingClock) -> Practice:
    return practice("northmere.example", "t.osei", clock, 0)


@pytest.fixture(scope="module")
def calderby(clock: SteppingClock) -> Practice:
    return practice("calderby.example", "k.lowe", clock, 5_000)


def a_case(sender: Practice) -> Case:
    case = recording.open_case(sender.desk, "E.", "the school rang")
    case = says(sender, case, "D4", "", CORE, RC.RC1)
    for rc, facts in FACTS.items():
        for item, row, text in facts:
            case = says(sender, case, item, row, text, rc)
    return case


def says(sender: Practice, case: Case, item: str, row: str, text: str, rc: RC) -> Case:
    body = AnswerBody(ItemId(item), 1, row, "", Value(text=text))
    return recording.write(sender.desk, case, body, about=case.at_risk(), rc=rc)


def draft_for(sender: Practice, preset: str, to: str = "calderby.example"):
    """A draft for one of the presets; the empty one is everything, and by decision."""
    row = the_library().recipients.of(preset)
    draft = a_draft(sender, to, dict(row.out) if row else None)
    return replace(draft, preset=preset)


def drawn(sender: Practice, case: Case, draft) -> bytes:
    renderer = Renderer((sys.executable, "-m", "ui.main", "--render"), ROOT / "locale" / "fonts")
    reader = the_library().recipients.of(draft.preset)
    copy = Copy(
        sender.post.mode, "HO-1", "Northmere", "Calderby", "safety", "vital interests",
        withheld=tuple(draft.grounds.items()),
    )  # fmt: skip
    now = sender.desk.clock.now()
    return renderer.handover(build_pages(case, the_library(), copy, now, draft.parts_in, reader))


@pytest.fixture(scope="module", params=["", "school", "doctor"], ids=["full", "school", "surgery"])
def copy(request, northmere, tmp_path_factory) -> Unpacked:
    folder = tmp_path_factory.mktemp("copy")
    case = a_case(northmere)
    draft = draft_for(northmere, request.param)
    shown = leaving.in_copy(northmere.desk, case, draft.parts_in)
    prepared = handing_over.prepare(northmere.desk, case, northmere.post, draft)
    made = handing_over.seal(prepared, northmere.post.papers(), drawn(northmere, case, draft))
    handing_over.keep(northmere.desk, case, made)
    areas = load_areas(AREAS.name, AREAS.read_bytes())
    ((_desk, key),) = areas["calderby.example"].desks
    (folder / "key.txt").write_text(key + "\n")
    (folder / "trust.txt").write_text(northmere.post.trust_text())
    (folder / "h.age").write_bytes(made.sealed.content)
    if not GONE:
        assert run(folder, "age", "-d", "-i", "key.txt", "-o", "h.zip", "h.age") == 0
        assert run(folder, "unzip", "-q", "h.zip", "-d", "h") == 0
    return Unpacked(folder, draft.parts_in, shown, made.sealed.content)


def run(folder: Path, *command: str, message: bytes = b"") -> int:
    done = subprocess.run(command, cwd=folder, input=message, capture_output=True, timeout=60)
    return done.returncode


def proved(folder: Path, statement: str, namespace: str) -> bool:
    path = folder / "h" / statement
    found = re.search(r"^# created: (\S+)$", path.read_text(), re.MULTILINE)
    assert found is not None
    at = re.sub(r"[-:T]", "", found[1])
    return not run(
        folder, "ssh-keygen", "-Y", "verify", "-O", f"verify-time={at}", "-f", "trust.txt",
        "-I", "t.osei@northmere.example", "-n", namespace, "-s", f"{path}.sig",
        message=path.read_bytes(),
    )  # fmt: skip


@pytest.mark.interop(*TOOLS)
@pytest.mark.skipif(bool(GONE), reason=f"not installed: {', '.join(GONE)}")
class TestByStrangersTools:
    def test_every_copy_is_the_authors_own_word(self, copy):
        top = copy.folder / "h"
        assert run(top, "sha256sum", "-c", "--strict", "--quiet", "DELIVERY.txt") == 0
        part = ("sha256sum", "-c", "--strict", "--quiet", "--ignore-missing", "MANIFEST.txt")
        assert run(top / "01", *part) == 0
        assert proved(copy.folder, "DELIVERY.txt", "onechance-delivery-v1-demo")
        assert proved(copy.folder, "01/MANIFEST.txt", "onechance-manifest-v1-demo")
        here = {path.stem for path in (top / "01").glob("RC*.jsonl")}
        assert here == {rc.value for rc in copy.parts_in}

    def test_nothing_that_is_held_back_is_in_a_part_or_on_a_page(self, copy):
        top = copy.folder / "h"
        parts = " ".join(p.read_text() for p in top.rglob("*") if p.suffix in {".jsonl", ".txt"})
        pages = subprocess.run(
            ["pdftotext", str(top / "handover.pdf"), "-"], capture_output=True, check=True
        ).stdout.decode()
        pages = " ".join(pages.split())
        for rc, facts in FACTS.items():
            for _item, _row, text in facts:
                for word in (text, *re.findall(r"\w*\d[\w ]{3,}\d", text)):
                    assert (word in parts) == (rc in copy.parts_in), word
                    assert (word in pages) <= (rc in copy.parts_in), word
        assert (CORE in parts) == (CORE in pages) == (RC.RC1 in copy.parts_in)


def test_what_was_shown_before_the_seal_is_what_the_reader_finds(copy, calderby, clock):
    opened = calderby.post.papers().open(copy.content, clock.now())
    found = {e.id for one in opened.slices for e in one.entries}
    assert found == {e.id for e in copy.shown}


def test_what_was_signed_before_is_shown_with_its_wrong_words_or_not_at_all(
    northmere, calderby, clock
):
    case = recording.open_case(northmere.desk, "E.", "why")
    case = recording.write(northmere.desk, case, NoteBody("Call", "She is at Larch Way"))
    wrong = case.ordered[-1]
    prepared = handing_over.prepare(northmere.desk, case, northmere.post, draft_for(northmere, ""))
    made = handing_over.seal(prepared, northmere.post.papers(), PDF)
    case = handing_over.keep(northmere.desk, case, made)
    clock.step(hours=1)
    case = correcting.put_right(northmere.desk, case, wrong, "Not there", held_with=RC.RC2)
    for preset in ("social-care", "school"):
        draft = draft_for(northmere, preset)
        shown = leaving.in_copy(northmere.desk, case, draft.parts_in)
        prepared = handing_over.prepare(northmere.desk, case, northmere.post, draft)
        made = handing_over.seal(prepared, northmere.post.papers(), PDF)
        opened = calderby.post.papers().open(made.sealed.content, clock.now())
        assert {e.id for e in shown} == {e.id for one in opened.slices for e in one.entries}
        assert (wrong.id in {e.id for e in shown}) == (RC.RC2 in draft.parts_in)


@pytest.mark.parametrize("preset", ["social-care", "school"])
def test_what_came_from_another_area_is_shown_as_it_goes_on(northmere, clock, preset):
    holder = practice("calderby.example", "k.lowe", clock, 5_000)
    reader = practice("estover.example", "d.hale", clock, 9_000)
    case = recording.open_case(northmere.desk, "E.", "why")
    case = recording.write(northmere.desk, case, NoteBody("Call", "She is at Larch Way"))
    wrong = case.ordered[-1]
    case = correcting.put_right(northmere.desk, case, wrong, "Not there", held_with=RC.RC2)
    case = says(northmere, case, "L3", "", "I hide", RC.RC7)
    first = sealed(northmere, case, draft_for(northmere, ""))
    package = holder.post.papers().open(first, clock.now())
    receiving.take_in(holder.desk, package, first, Reply(Step.ACCEPTED, "DS K. Lowe", "Ours"))
    case = recording.load(holder.desk, case.id)
    case = recording.write(holder.desk, case, NoteBody("Visit", "Seen alone"))
    draft = draft_for(holder, preset, "estover.example")
    shown = leaving.in_copy(holder.desk, case, draft.parts_in)
    opened = reader.post.papers().open(sealed(holder, case, draft), clock.now())
    assert {e.id for e in shown} == {e.id for one in opened.slices for e in one.entries}
    assert {e.area for e in shown} >= {"calderby.example"}
    assert (wrong.id in {e.id for e in shown}) == (RC.RC2 in draft.parts_in)


def sealed(sender: Practice, case: Case, draft) -> bytes:
    prepared = handing_over.prepare(sender.desk, case, sender.post, draft)
    return handing_over.seal(prepared, sender.post.papers(), PDF).sealed.content


@pytest.mark.parametrize("preset", ["school", "doctor"])
@pytest.mark.parametrize("rc", [rc for rc in FACTS if rc is not RC.RC5])
def test_a_needle_planted_in_free_text_stops_the_seal(northmere, rc, preset):
    case = a_case(northmere)
    stays = RC.RC5 if preset == "doctor" else RC.RC1
    for _item, _row, text in FACTS[rc]:
        planted = says(northmere, case, "P-3", "", f"She said: {text}. That is all.", stays)
        with pytest.raises(PackageRefused) as refused:
            handing_over.prepare(
                northmere.desk, planted, northmere.post, draft_for(northmere, preset)
            )
        assert refused.value.code == "handover.leak"


def test_nothing_is_sealed_before_it_is_written_who_decided(northmere):
    case = a_case(northmere)
    for changed, code in (
        ({"consent": NO_CONSENT}, "handover.consent"),
        ({"release": NO_RELEASE}, "handover.status-undecided"),
    ):
        draft = replace(draft_for(northmere, ""), **changed)
        with pytest.raises(PackageRefused) as refused:
            handing_over.prepare(northmere.desk, case, northmere.post, draft)
        assert refused.value.code == code


def test_the_record_says_for_whom_it_was_made_what_she_was_told_and_who_decided(northmere):
    case = a_case(northmere)
    draft = draft_for(northmere, "")
    prepared = handing_over.prepare(northmere.desk, case, northmere.post, draft)
    made = handing_over.seal(prepared, northmere.post.papers(), PDF)
    case = handing_over.keep(northmere.desk, case, made)
    (left,) = case.of(Kind.DISCLOSURE)
    assert isinstance(left.body, DisclosureBody)
    assert left.body.told == "told-agreed"
    assert left.body.decided_by == "D. Marsh, team manager"
    (note,) = [e for e in case.of(Kind.NOTE) if e.rc is RC.RC4]
    assert isinstance(note.body, NoteBody)
    assert "K. Lowe, detective inspector" in note.body.text
    (table,) = register_section(case, the_library()).blocks
    assert isinstance(table, Table)
    assert "Immigration part: Her placement hangs on it" in table.rows[0][2].second
