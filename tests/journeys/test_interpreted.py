"""A visit through two interpreters, by key and pointer; and no "no" of it stands anywhere after.

What left the laptop is read here by the program's own command and by `pdftotext`, as a receiver
would: apart from the check that the rehearsal makes itself.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.answers import accounts_at, body_of, value_of
from app.domain.case import Case, fold
from app.domain.codes import Reliability
from app.domain.entry import AnswerBody, Entry, SettingBody
from app.domain.established import NOT_ESTABLISHED
from app.domain.ids import ItemId, VisitId
from app.domain.visit import settings_of
from storage.codec import decode
from tests.journeys.conftest import LOOKS, ROOT, Rehearsed
from ui.main import main

pytestmark = pytest.mark.slow

NEEDS_PDFTOTEXT = [
    pytest.mark.interop("pdftotext"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="not installed: pdftotext"),
]

PICTURES = (
    *("language-too-broad", "point-to-language", "language-card", "gate-refused", "gate-stop"),
    *("gate-first-step", "life-in-danger", "gate-where", "gate-ties", "gate-own-check"),
    *("gate-understand", "gate-passed", "read-first", "read-first-card", "read-first-last"),
    *("who-can-hear", "opening", "exact-and-interpreted", "card-in-sorani"),
    *("asked-another-way", "said-back", "by-gesture", "someone-came-in", "change-interpreter"),
    *("questions-put-away", "second-interpreter", "concern-serious", "not-established"),
    *("teach-back", "closing-lines", "visit-ended", "debrief", "languages"),
    *("translation-desk", "translation-text", "task-on-today", "asked-later"),
    *("sealed", "package-genuine"),
)

SAID_NO = {"B4", "B5", "C2", "D1", "E3", "E4", "G1", "G2"}
"""Items that the rehearsal answers with a denial: a code that denies, or the bare word."""

DENIED = {"no", "never", "not_afraid"}


@pytest.fixture(scope="module")
def opened(interpreted: Rehearsed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The genuine package, written out by `onechance verify --extract`."""
    folder = tmp_path_factory.mktemp("opened") / "parts"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ui.main", "verify", str(interpreted.one("DEMO-HO-*.age"))),
            *("--identity", str(interpreted.folder / "receiver-identity.txt")),
            *("--trust", str(interpreted.folder / "trust.txt"), "--extract", str(folder)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stdout + done.stderr  # nobody has reviewed it
    return folder


@pytest.fixture(scope="module")
def parts(opened: Path) -> dict[str, list[Entry]]:
    """The entries of each part, as they were signed."""
    return {
        path.stem: [decode(line) for line in path.read_bytes().splitlines()[1:]]
        for path in sorted(opened.glob("01/RC*.jsonl"))
    }


@pytest.fixture(scope="module")
def pages(opened: Path) -> str:
    """The text layer of the pages that travel in the package."""
    done = subprocess.run(["pdftotext", opened / "handover.pdf", "-"], capture_output=True)
    return done.stdout.decode()


def folded(entries: list[Entry]) -> Case:
    return fold(entries[0].case, entries)


def the_visit(parts: dict[str, list[Entry]]) -> VisitId:
    every = [e for part in parts.values() for e in part]
    (visit,) = {e.visit for e in every if isinstance(e.body, SettingBody) and e.body.reference}
    assert visit is not None
    return visit


def answers(entries: list[Entry], visit: VisitId) -> list[Entry]:
    return [e for e in entries if e.visit == visit and isinstance(e.body, AnswerBody)]


def denies(codes: tuple[str, ...], text: str) -> bool:
    return bool(DENIED.intersection(codes)) or text.strip().lower() in {"no.", "no"}


def test_every_step_of_the_interpreted_visit_is_done_by_key_and_pointer(
    interpreted: Rehearsed,
) -> None:
    assert interpreted.code == 0, interpreted.said[-3000:]
    report = interpreted.report
    assert report["ok"]
    assert len(report["steps"]) >= 33
    assert report["buttons_by_keyboard"] > report["buttons_by_pointer"]
    assert not (interpreted.folder / "vaults").exists()


def test_no_window_of_it_cuts_a_text_or_is_too_faint_or_nameless_large_or_small_light_or_dark(
    interpreted: Rehearsed, interpreted_enlarged: Rehearsed
) -> None:
    assert interpreted_enlarged.code == 0, interpreted_enlarged.said[-3000:]
    seen = [interpreted.looked, interpreted_enlarged.looked]
    assert [look for one in seen for look in one["looks"]] == LOOKS
    assert [one["seen"] >= least for one, least in zip(seen, (43, 38), strict=True)] == [True] * 2
    assert [fault for one in seen for fault in one["faults"]] == []


def test_a_scenario_that_is_not_there_is_answered_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", "--scenario", "other", "--out", str(tmp_path / "out")]) == 2
    assert "main, interpreted" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("picture", PICTURES)
def test_there_is_a_picture_of_each(interpreted: Rehearsed, picture: str) -> None:
    assert interpreted.one(f"[0-9][0-9]-{picture}.png").stat().st_size > 5_000


def test_the_rehearsals_own_check_found_every_denial_and_none_that_stands(
    interpreted: Rehearsed,
) -> None:
    told = (interpreted.folder / "not-established.txt").read_text(encoding="utf-8")
    assert told.count("reads as not established") >= len(SAID_NO)
    assert "of them stand" in told or "pages not read" in told


def test_the_parts_carry_each_no_as_it_was_signed(parts: dict[str, list[Entry]]) -> None:
    visit = the_visit(parts)
    said = [e for part in parts.values() for e in answers(part, visit)]
    bodies = [e.body for e in said if isinstance(e.body, AnswerBody)]
    written = {b.item for b in bodies if denies((*b.value.codes, *b.value.past), b.value.text)}
    assert written == SAID_NO


def test_reading_the_parts_together_or_one_by_one_leaves_no_no_of_that_visit(
    parts: dict[str, list[Entry]],
) -> None:
    visit = the_visit(parts)
    whole = [e for part in parts.values() for e in part]
    copies = [whole, *(part for part in parts.values() if part)]
    for entries in copies:
        case = folded(entries)
        for entry in answers(entries, visit):
            value = value_of(case, entry)
            assert not denies((*value.codes, *value.past), value.text), entry.body
    case = folded(whole)
    for item in SAID_NO:
        about = case.at_risk()
        found = [*accounts_at(case, ItemId(item), about), *accounts_at(case, ItemId(item))]
        mine = [a for a in found if a.entry.visit == visit]
        assert mine
        assert all(a.not_established for a in mine), item
        assert all(NOT_ESTABLISHED in (*a.value.codes, *a.value.past) for a in mine)


def test_what_was_not_denied_in_that_visit_stands(parts: dict[str, list[Entry]]) -> None:
    case = folded([e for part in parts.values() for e in part])
    (grown,) = accounts_at(case, ItemId("D5"), case.at_risk())
    assert (grown.value.codes, grown.body.channel.value) == (("more",), "gesture")


def test_the_record_tells_the_whole_of_it(parts: dict[str, list[Entry]]) -> None:
    case = folded([e for part in parts.values() for e in part])
    visit = the_visit(parts)
    noted = [e.body for e in settings_of(case, visit) if isinstance(e.body, SettingBody)]
    gates = list(dict.fromkeys((s.reference, s.gate) for s in noted))
    assert gates == [
        ("", "not_suitable"), ("LB-204", "suitable"), ("", ""), ("OT-3391", "suitable"),
    ]  # fmt: skip
    assert [s.asked_after for s in noted if s.asked_after == "came_in"]
    assert noted[-1].reliability is Reliability.DOUBTFUL
    assert (noted[-1].concern, noted[-1].item) == ("answered_for_her", "G1")
    stand = [e for e in answers(list(case.ordered), visit) if e.id in case.current]
    asked = {b.item: b for b in map(body_of, stand)}
    assert asked[ItemId("D1")].way == "D1.w1"
    assert asked[ItemId("D1")].checked == "read_back"
    assert asked[ItemId("D1")].interpreted == "No."
    assert (asked[ItemId("C1")].words or asked[ItemId("C1")].value.text) == "Kilil."
    assert {"teach.first", "teach.word", "debrief.unclear"} <= set(asked)
    assert accounts_at(case, ItemId("later.happy"), case.at_risk())


class TestThePages:
    pytestmark = NEEDS_PDFTOTEXT

    @pytest.mark.parametrize(
        "words",
        [
            *("LB-204, Language Bridge", "OT-3391, Other Tongues", "Interpreter on the telephone"),
            *("Kurdish, Sorani and English", "Suitable", "Not suitable: not used"),
            *("Answered for the person", "Nothing denied in this visit is established."),
            "Not established, because of the conditions",
        ],
    )
    def test_they_say_who_interpreted_and_what_is_therefore_not_established(
        self, pages: str, words: str
    ) -> None:
        assert words in " ".join(pages.split())

    def test_each_denial_is_listed_as_not_established(self, pages: str) -> None:
        flat = " ".join(pages.split())
        listed = flat.split("Not established, because of the conditions", 1)[1]
        listed = listed.split("Said back, and asked afterwards", 1)[0]
        for label in ("Knows the interpreter", "How afraid", "Threat to kill", "What changed"):
            assert label in listed
        assert listed.count("Not established.") == len(SAID_NO)

    def test_no_no_of_that_visit_stands_in_them_as_an_answer(self, pages: str) -> None:
        lines = {" ".join(line.split()).rstrip(".").lower() for line in pages.splitlines()}
        assert not lines & {"no", "never", "no, never", "no, nothing", "says: not afraid"}
        flat = " ".join(pages.split()).replace("Blank is never “no”.", "")
        assert not re.search(r"“no\W", flat, re.IGNORECASE)
        assert not re.search(r"\b(now|in the past) no\b", flat, re.IGNORECASE)
        assert "Says: not afraid" not in flat
