"""What a report says of a case: all that is in this copy, nothing that is withheld from it."""

import dataclasses
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import fold
from app.domain.codes import RestrictionClass
from app.domain.errors import ReportRefused
from app.domain.handover import Mode
from app.domain.report import Mark, Report, Tone
from app.services.reporting import build_report
from tests.builders import CASE, NOON
from tests.report.a_case import COPY, DOUBTED, EVERY, HER, LIBRARY, SECRET, Written, a_case
from tests.report.sample import SORANI

RC = RestrictionClass
CORE = frozenset({RC.RC1})


def report(parts=EVERY, case=None, copy=COPY, now=NOON):
    return build_report(case or a_case(), LIBRARY, copy, now, frozenset(parts))


def words_of(value: Any) -> str:
    """Every word of a report or of a part of it."""
    if dataclasses.is_dataclass(value):
        return " | ".join(words_of(getattr(value, f.name)) for f in dataclasses.fields(value))
    if isinstance(value, tuple):
        return " | ".join(words_of(part) for part in value)
    return str(value)


def page_one(made: Report) -> dict[str, Any]:
    return {line.label: line for line in made.summary}


def section(made: Report, title: str) -> Any:
    return next(s for sheet in made.sheets for s in sheet.sections if s.title == title)


class TestWhatIsWithheld:
    @given(st.frozensets(st.sampled_from(sorted(RC))))
    def test_is_nowhere_in_the_report_and_what_is_in_is_there(self, parts):
        text = words_of(report(parts))
        for rc, secret in SECRET.items():
            assert (secret in text) == (rc in parts)

    def test_is_named_with_its_ground_even_if_no_ground_was_given(self):
        made = report(CORE, copy=replace(COPY, withheld=((RC.RC4, "not-needed"),)))
        rows = section(made, "What is in this copy, and what is withheld").blocks[0].rows
        told = {row[0].text: (row[1].text, row[2].text) for row in rows}
        assert len(told) == 7
        assert told["The account and the plan"] == ("Inside", "")
        assert told["Immigration and money"][0] == "Withheld"
        assert "does not need it" in told["Immigration and money"][1]
        assert told["Health"] == ("Withheld", "No ground given.")

    def test_is_said_to_be_withheld_whether_or_not_it_holds_anything(self):
        full = section(report(CORE), "What is in this copy, and what is withheld")
        empty = section(report(CORE, fold(CASE, [])), "What is in this copy, and what is withheld")
        assert full.blocks[0].rows[1:] == empty.blocks[0].rows[1:]

    def test_an_empty_part_that_is_in_is_said_to_be_empty(self):
        made = report(case=fold(CASE, []))
        rows = section(made, "What is in this copy, and what is withheld").blocks[0].rows
        assert {row[1].text for row in rows} == {"Inside, and empty"}
        assert [s.klass for s in made.sheets] == [RC.RC1]

    def test_cannot_be_in_the_copy_as_well(self):
        with pytest.raises(ReportRefused):
            report({RC.RC1, RC.RC4}, copy=replace(COPY, withheld=((RC.RC4, "not-needed"),)))

    def test_takes_what_it_corrects_out_with_it(self):
        w = Written()
        w.person(HER, "E.")
        wrong = w.says("D2", "They will do nothing", about=HER)
        right = w.says("D2", "They will find her in Larkfield", about=HER, rc=RC.RC2)
        entries = [*w.entries[:-1], replace(right, corrects=(wrong.id,))]
        text = words_of(report(CORE, fold(CASE, entries)))
        assert "They will do nothing" not in text
        assert "Larkfield" not in text


class TestPageOne:
    def test_has_every_line_that_an_officer_needs_at_three_in_the_morning(self):
        lines = page_one(report())
        assert "Being killed" in lines["Feared"].text
        assert SORANI in lines["Feared"].text
        assert lines["From whom"].text == (
            "B. (husband): part not established. M. (husband’s mother): decides."
        )
        assert lines["Not known"].text.startswith("What part these play: B.")
        assert lines["Not known"].tone is Tone.MISSING
        assert "Threat to kill: now yes, in the past unclear" in lines["Critical, ever said"].text
        assert "Whispered" in lines["Fear that shows"].text
        assert "husband in the room" in lines["She may say no"].text
        assert "Arrange mediation" in lines["Do not"].text
        assert "See A. alone at school (M. Reid, now)" in lines["Within a day"].text
        assert lines["Next date"].text == "1 December 2026: Orders and dates. Hearing."

    def test_says_what_is_not_recorded_and_leaves_no_line_out(self):
        full = set(page_one(report())) - {"Critical, ever said", "Next date"}
        empty = page_one(report(case=fold(CASE, [])))
        assert set(empty) == full
        assert empty["Feared"].text == "Not recorded. Ask the sender."
        assert empty["Feared"].mark is Mark.MISSING

    def test_shows_the_safe_contact_only_when_no_names_are_in_the_copy(self):
        assert SECRET[RC.RC2] in page_one(report({RC.RC1, RC.RC2}))["Safe contact"].text
        with_names = report({RC.RC1, RC.RC2, RC.RC3})
        assert "sheet of its own" in page_one(with_names)["Safe contact"].text
        without = page_one(report({RC.RC1, RC.RC3}))["Safe contact"]
        assert without.text.startswith("Withheld from this copy")
        assert without.tone is Tone.MISSING

    def test_keeps_a_long_account_to_one_line_and_says_where_the_rest_is(self):
        w = Written()
        w.person(HER, "E.")
        w.says("D4", "She trembled and looked at the door. " * 40, about=HER)
        made = report(case=fold(CASE, w.entries))
        short = page_one(made)["Fear that shows"].text
        assert len(short) < 300
        assert short.endswith("(in full inside)")
        assert ("She trembled and looked at the door. " * 40).strip() in words_of(
            section(made, "Everything that was answered")
        )

    def test_says_who_sends_and_until_when_an_answer_is_owed(self):
        lines = {line.label: line for line in report().control}
        assert lines["Answer by"].text.startswith("24 November 2026, 16:00.")
        assert "the sender stays responsible until you answer" in lines["Answer by"].text


class TestSheets:
    def test_where_she_is_has_paper_of_its_own_and_names_no_one_of_the_network(self):
        made = report()
        place = next(s for s in made.sheets if s.klass is RC.RC2)
        assert place.own_leaf
        assert made.sheets[-1] is place
        assert SECRET[RC.RC3] not in words_of(place)
        for sheet in made.sheets:
            told = {rc for rc, secret in SECRET.items() if secret in words_of(sheet)}
            assert told <= {sheet.klass}

    def test_each_carries_its_own_rule(self):
        rules = {s.klass: s.rule for s in report().sheets}
        assert "Never for immigration enforcement" in rules[RC.RC4]
        assert "online record" in rules[RC.RC5]
        assert "names of the network" in rules[RC.RC2]


class TestDoubt:
    def test_a_no_from_a_doubtful_visit_is_not_established_and_never_a_no(self):
        made = report()
        answered = section(made, "Everything that was answered")
        row = next(r for b in answered.blocks for r in b.rows if r[0].text == "Watched")
        assert row[1].text == "Not established"
        assert row[1].tone is Tone.MISSING
        conditions = section(made, "Conditions of the interview")
        assert [line.label for line in conditions.blocks[1].lines] == ["Watched"]
        assert conditions.blocks[1].lines[0].mark is Mark.NOT_ESTABLISHED

    def test_a_no_from_a_sound_visit_is_a_no(self):
        w = Written()
        w.person(HER, "E.")
        w.says("F2", "", "no", about=HER)
        answered = section(report(case=fold(CASE, w.entries)), "Everything that was answered")
        assert answered.blocks[0].rows[0][1].text == "No"

    def test_the_past_half_of_an_answer_is_doubted_too(self):
        case = a_case()
        w = Written()
        w.entries = list(case.entries.values())
        w.says("G1", "", "no", past=("no",), about=HER, visit=DOUBTED)
        answered = words_of(
            section(report(case=fold(CASE, w.entries)), "Everything that was answered")
        )
        assert "Now not established, in the past not established" in answered

    def test_her_words_from_a_doubtful_visit_carry_the_caution(self):
        quotes = section(report(), "Her words").blocks[0].quotes
        denied = next(q for q in quotes if q.words == "all is good")
        assert "not established" in denied.caution
        assert "husband in the room" in denied.provenance
        assert next(q for q in quotes if q.words == SORANI).language == "ckb"


class TestDenial:
    def test_saying_there_is_no_fear_is_never_told_as_what_is_feared(self):
        w = Written()
        w.person(HER, "E.")
        w.says("D1", "", "not_afraid", about=HER, words="All is good")
        lines = page_one(report(case=fold(CASE, w.entries)))
        assert lines["Feared"].text == "Not recorded. Ask the sender."
        assert lines["Fear that shows"].text == "Not recorded. Ask the sender."
        assert "All is good" in lines["She may say no"].text


class TestContradictions:
    def test_both_accounts_stand_side_by_side_with_who_was_present(self):
        w = Written()
        w.entries = list(a_case().entries.values())
        before = next(e for e in w.entries if getattr(e.body, "item", "") == "G1")
        w.says("G1", "", "no", past=("no",), about=HER, visit=DOUBTED)
        w.entries[-1] = replace(w.entries[-1], follows=(before.id,))
        part = section(report(case=fold(CASE, w.entries)), "Where accounts differ")
        (block,) = part.blocks
        assert block.title == "Threat to kill (E.)"
        assert {line.text.split(".")[0] for line in block.lines} == {
            "Now yes, in the past unclear",
            "Now not established, in the past not established",
        }
        assert any("husband in the room" in line.provenance for line in block.lines)

    def test_one_account_alone_differs_from_nothing(self):
        assert section(report(), "Where accounts differ").blocks == ()


class TestHonesty:
    def test_what_is_missing_comes_first_with_its_reason(self):
        made = report()
        first = made.sheets[0].sections[0]
        assert first.title == "What is missing, and why"
        rows = {row[0].text: row[1].text for row in first.blocks[0].rows}
        assert rows["A conference told, or why not"] == "It meets on Thursday."
        assert rows["What part B. plays"] == "No reason given."

    def test_a_part_older_than_four_weeks_is_stale(self):
        assert section(report(), "People behind the threat").stale
        assert not section(report(), "Judgement").stale
        later = report(now=NOON + timedelta(days=29))
        assert section(later, "Judgement").stale
        assert section(later, "Judgement").age == "29 days old"

    def test_those_of_whom_least_is_established_stand_first(self):
        rows = section(report(), "People behind the threat").blocks[0].rows
        assert [row[0].text for row in rows] == ["B.", "M."]
        assert rows[0][1].mark is Mark.NOT_ESTABLISHED

    def test_a_pattern_has_its_reason_and_its_source(self):
        row = section(report(), "Patterns raised").blocks[0].rows[0]
        assert row[0].text == "Lethality cluster"
        assert "yes" in row[1].text
        assert row[2].text == "review ¶42"

    def test_a_late_action_without_an_owner_says_both(self):
        rows = section(report(), "Plan").blocks[0].rows
        late = next(r for r in rows if r[0].text == "Marker on the address")
        assert late[1].text == "Nobody named"
        assert late[2].second == "Late"

    def test_there_is_no_score_no_total_and_no_count_of_answers(self):
        text = words_of(report())
        assert not re.search(
            r"\b\d+ ?(%|of \d|out of|points|answers)|\bscore:|\btotal\b", text, re.IGNORECASE
        )

    def test_it_says_that_it_proves_nothing_by_itself(self):
        assert "It proves nothing by itself" in report().standing
        assert "3f9a 21c0 77de 55aa" in report().digest

    def test_the_file_title_names_nobody(self):
        assert report().title == "Handover HO-7K3M-1"

    def test_demo_mode_is_on_every_page_and_a_live_one_has_no_band(self):
        assert report().band.startswith("DEMO")
        assert report(copy=replace(COPY, mode=Mode.LIVE)).band == ""

    def test_the_order_in_which_entries_arrived_changes_nothing(self):
        case = a_case()
        again = fold(CASE, reversed(list(case.entries.values())))
        assert report(case=again) == report(case=case)


@pytest.mark.interop("pdftotext")
def test_withheld_words_are_nowhere_in_the_printed_text(renderer, pages_of):
    pdf = renderer.handover(report(CORE))
    text = " ".join(pages_of(pdf))
    assert "Two minutes" in text
    assert "Whispered" in text
    for rc, secret in SECRET.items():
        assert secret not in text, rc
        assert secret.encode() not in pdf
    everything = " ".join(pages_of(renderer.handover(report())))
    assert all(secret in everything for secret in SECRET.values())
