"""Copies made for somebody: never her address and a name of the network on one sheet, never more
than the parts that go, and for a surgery one page that asks to be hidden."""

import subprocess
from dataclasses import replace

import pytest

from app.domain.case import fold
from app.domain.codes import RestrictionClass
from app.domain.entry import DisclosureBody, NoteBody
from app.domain.handover import Mode
from app.domain.recipients import Pages
from app.domain.report import Tone
from app.services.report_register import register_report, register_section
from app.services.reporting import build_pages, build_report
from tests.builders import CASE, NOON
from tests.report.a_case import COPY, DOUBTED, EVERY, HER, LIBRARY, SECRET, Written, a_case
from tests.report.test_reporting import words_of
from tests.unit.stories import the_library

RC = RestrictionClass
PRESETS = the_library().recipients.rows
PACKS = replace(LIBRARY, recipients=the_library().recipients, sharing=the_library().sharing)
DOCTOR = next(r for r in PRESETS if r.pages is Pages.DOCTOR)


def pages(recipient, case=None, now=NOON):
    copy = replace(COPY, withheld=recipient.out, header=recipient.header, handling=recipient.header)
    return build_pages(case or a_case(), PACKS, copy, now, recipient.parts_in, recipient)


class TestOneSheet:
    """NO9, over every preset and every sheet."""

    @pytest.mark.parametrize("recipient", PRESETS, ids=lambda r: r.code)
    def test_no_sheet_of_any_preset_has_both(self, recipient):
        made = pages(recipient)
        front = words_of((made.headline, made.standing, *made.control, *made.summary))
        for sheet in (front, *(words_of(s) for s in made.sheets)):
            assert not (SECRET[RC.RC2] in sheet and SECRET[RC.RC3] in sheet)
        whole = words_of(made)
        for rc, secret in SECRET.items():
            assert (secret in whole) == (rc in recipient.parts_in), rc

    @pytest.mark.interop("pdftotext")
    @pytest.mark.parametrize("parts", [EVERY, PRESETS[0].parts_in], ids=["all", "police"])
    def test_nor_has_any_piece_of_paper_printed_on_both_sides(self, renderer, pages_of, parts):
        made = build_report(a_case(), PACKS, replace(COPY, withheld=()), NOON, parts)
        read = pages_of(renderer.handover(made))
        papers = [" ".join(read[n : n + 2]) for n in range(0, len(read), 2)]
        assert any(SECRET[RC.RC2] in paper for paper in papers)
        assert any(SECRET[RC.RC3] in paper for paper in papers)
        for paper in papers:
            assert not (SECRET[RC.RC2] in paper and SECRET[RC.RC3] in paper)

    @pytest.mark.interop("pdftotext")
    def test_the_sheet_on_where_she_is_begins_on_paper_of_its_own(self, renderer, pages_of):
        empty = 0
        for more in (0, 8, 16):
            w = Written()
            w.entries = list(a_case().entries.values())
            for n in range(more):
                w.says("H1", f"Number {n}. " + "He is known by sight. " * 12, about=HER, rc=RC.RC3)
            read = pages_of(renderer.handover(pages(PRESETS[0], fold(CASE, w.entries))))
            (first,) = [n for n, page in enumerate(read) if SECRET[RC.RC2] in page]
            assert first % 2 == 0
            empty += "Left empty, so that two sheets can be kept apart." in read[first - 1]
        assert 0 < empty < 3


@pytest.mark.parametrize("recipient", [r for r in PRESETS if r != DOCTOR], ids=lambda r: r.code)
def test_the_first_page_and_each_foot_say_how_this_reader_handles_it(recipient):
    made = pages(recipient)
    told = {line.label: line for line in made.control}
    assert told["Handling"].text == recipient.header
    assert made.marking.handling == recipient.header


class TestForASurgery:
    def test_it_asks_to_be_hidden_before_it_says_anything(self):
        made = pages(DOCTOR)
        assert made.sheets == ()
        assert made.caution == DOCTOR.header
        assert [line.text for line in made.summary[: len(DOCTOR.asks)]] == list(DOCTOR.asks)
        assert "her name is not on this page" in made.standing

    def test_it_holds_the_health_part_and_no_other_word_of_the_record(self):
        text = words_of(pages(DOCTOR))
        assert SECRET[RC.RC5] in text
        for rc in EVERY - {RC.RC1, RC.RC5}:
            assert SECRET[rc] not in text
        for words in ("Whispered", "husband", "E.", "B.", "killed", "Lethality"):
            assert words not in text

    def test_a_no_that_was_said_where_it_was_not_safe_is_not_a_no(self):
        w = Written()
        w.entries = list(a_case().entries.values())
        w.says("F2", "", "no", about=HER, visit=DOUBTED, rc=RC.RC5)
        told = {line.label: line.text for line in pages(DOCTOR, fold(CASE, w.entries)).summary}
        assert told["Watched"] == "Not established"

    def test_nothing_recorded_is_said_and_is_not_nothing_to_know(self):
        line = pages(DOCTOR, fold(CASE, [])).summary[-1]
        assert (line.text, line.tone) == ("Nothing is recorded. Ask her, alone.", Tone.MISSING)

    @pytest.mark.interop("pdftotext", "pdfinfo")
    def test_it_is_one_page_however_much_was_written(self, renderer, pages_of):
        w = Written()
        for n in range(14):
            w.says("P-1", f"Number {n}. " + "She goes there on foot. " * 60, about=HER, rc=RC.RC5)
        w.says("G1", "", "yes", about=HER, rc=RC.RC5)
        made = pages(DOCTOR, fold(CASE, w.entries))
        (page,) = pages_of(renderer.handover(made))
        assert "Number 0." in page
        assert "Threat to kill" in page
        assert "The sender holds more" in page
        assert "Number 13." not in page
        for asked in DOCTOR.asks:
            assert " ".join(asked.split()) in page

    @pytest.mark.interop("pdfinfo")
    def test_it_is_a_tagged_page_like_every_other(self, renderer):
        pdf = renderer.handover(pages(DOCTOR))
        told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
        assert b"Tagged:          yes" in told
        assert b"pdfuaid" in pdf
        assert b"pdfaid" in pdf


class TestRegister:
    def a_case(self):
        w = Written()
        w.person(HER, "E.")
        w.add(
            DisclosureBody(
                "package", "Calderby, hub, DS K. Lowe", "transfer-of-case", "vital-interests",
                ("d" * 64,), (RC.RC1, RC.RC2), ((RC.RC3, "police-decision"),),
                preset="social-care", told="not-told-unsafe", decided_by="D. Marsh, team manager",
                reasons="not-free\nThey take over tonight\nHe reads her post",
            )
        )  # fmt: skip
        w.add(
            DisclosureBody(
                "package", "Calderby, hub", "transfer-of-case", "vital-interests",
                kind="correction", previous="d" * 64,
            )
        )  # fmt: skip
        w.add(DisclosureBody("spoken", "Duty desk", "safeguarding", "legal-duty"))
        w.add(DisclosureBody("by pigeon", "Elsewhere", "something-new", ""))
        w.add(NoteBody("Call", "not a disclosure"))
        return fold(CASE, w.entries)

    def test_it_says_who_got_what_when_why_and_on_whose_word(self):
        (table,) = register_section(self.a_case(), PACKS).blocks
        assert len(table.rows) == 4
        first = table.rows[-1]
        assert first[0].text == "24 November 2026, 12:00"
        assert first[0].second == "T. Osei, social worker"
        assert first[1].text == "Calderby, hub, DS K. Lowe"
        assert first[1].second == "Sealed file, made for: Receiving social care"
        assert first[2].text == "To hand over responsibility: she has moved, or is about to"
        why = first[2].second.split("\n")
        assert why[1:] == [
            "Not told: telling her now is not safe",
            "She can decide, and is not free to: pressed, watched or afraid",
            "They take over tonight",
            "He reads her post",
            "Decided by D. Marsh, team manager",
        ]
        assert first[3].text == "The account and the plan; Where she is and how she is reached"
        assert first[3].second == (
            "Held back: Names and facts of the people behind the threat. Police decide who has it"
        )

    def test_what_is_not_written_is_said_and_a_correction_goes_on_what_was_decided(self):
        (table,) = register_section(self.a_case(), PACKS).blocks
        pigeon, spoken, correction, _first = table.rows
        assert "As decided for the one before it." in correction[2].second
        assert correction[1].second == "Sealed file, a correction"
        assert "What she was told is not written." in spoken[2].second
        assert spoken[2].tone is Tone.MISSING
        assert spoken[3].text == "Not written"
        assert (pigeon[1].second, pigeon[2].text) == ("by pigeon", "something-new")

    def test_nothing_shared_is_said(self):
        section = register_section(fold(CASE, []), PACKS)
        assert section.blocks == ()
        assert "Nothing has left" in section.empty
        made = register_report(fold(CASE, []), PACKS, Mode.LIVE, "Northmere", NOON)
        assert [line.text for line in made.summary] == ["The person", "0"]
        assert made.band == ""

    @pytest.mark.interop("pdftotext")
    def test_it_can_be_printed(self, renderer, pages_of):
        made = register_report(self.a_case(), PACKS, Mode.DEMO, "Northmere", NOON)
        read = " ".join(pages_of(renderer.handover(made)))
        for words in ("Disclosure register", "DS K. Lowe", "He reads her post", "D. Marsh", "DEMO"):
            assert words in read
