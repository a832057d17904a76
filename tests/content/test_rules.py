"""Rules and reference content: whole, sourced, and refused when one word of it is wrong."""

import re
from pathlib import Path

import pytest

from app.content import prohibited
from app.content.checking import NEVER_READ, Report, check_content
from app.content.packs_on_disk import read_packs
from app.content.screening_rules import codes_of
from app.domain.people import HELP, PLACES, ROLE, WORKER
from app.domain.plan import BEFORE_LEAVING
from app.domain.reference import RelationSort
from app.domain.sentences import reads
from app.services.planning import due_at
from tests.builders import NOON
from tests.unit.stories import the_library

ROOT = Path(__file__).parents[2]
BLAMED = '{item = "E1", answered = true}'


def checked(file: str = "", old: str = "", new: str = "") -> Report:
    """The report over all packs, with one text of one of them replaced."""
    packs = []
    for name, raw in read_packs():
        text = raw.decode()
        if name == file:
            assert old in text
            text = text.replace(old, new, 1)
        packs.append((name, text.encode()))
    return check_content(packs)


def test_all_content_is_there_and_nothing_is_wrong_with_it() -> None:
    report = checked()
    assert report.problems == ()
    counts = dict(report.counts)
    assert [counts[n] for n in ("items", "rules", "cards", "prohibitions", "plan rows")] == [
        144, 26, 20, 18, 74,
    ]  # fmt: skip
    assert all(waiver.reason for waiver in report.waivers)


def test_ids_are_those_the_field_will_quote() -> None:
    library = the_library()
    assert [r.id for r in library.book.rules] == [f"P{n:02}" for n in range(1, 27)]
    assert [p.id for p in library.prohibitions] == [f"NO{n}" for n in range(1, 19)]
    sizes = ["P7", "C8", "D6", "Dg7", "Mo5", "Tr6", "Im7", "H7", "Sp5", "K6", "R10"]
    sections = [(s.rstrip("0123456789"), int(s.lstrip("CDHIKMPRSTgmopr"))) for s in sizes]
    expected = {f"pl.{s}{n}" for s, size in sections for n in range(1, size + 1)}
    assert {row.id for row in library.plan.rows} == expected


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("patterns.toml", 'id = "P02"', 'id = "P01"', "already in"),
        (
            "patterns.toml",
            'code = "left_marriage"',
            'code = "left_the_marriage"',
            "no answer to E1",
        ),
        (
            "patterns.toml",
            '{item = "E1", code = "left_marriage"}',
            '{item = "G1", code = "no"}',
            "does not fire",
        ),
        ("patterns.toml", 'is = "shelters"}}', 'is = "uncle"}}', "the near miss fires"),
        ("patterns.toml", 'plan = ["pl.Sp1"', 'plan = ["pl.Sp9"', "there is no pl.Sp9"),
        ("patterns.toml", 'item = "E2", answered', 'item = "E99", answered', "no item E99"),
        (
            "patterns.toml",
            '"mediate", "test", "gifts"',
            '"mediate", "tests", "gifts"',
            "no answer tests",
        ),
        ("patterns.toml", 'urgency = "S"', 'urgency = "low"', "urgency is one of"),
        ("patterns.toml", 'urgency = "S"', 'urgency = "S"\nweight = 3', "unknown: weight"),
        (
            "patterns.toml",
            "Who else in your family knows about this?",
            "Is there coercion and abuse?",
            "IP02",
        ),
        ("patterns.toml", 'rules = ["P05", "P06"]', 'rules = ["P05", "P66"]', "P66 is no rule"),
        ("patterns.toml", 'also = ["P05", "P06"]', 'also = ["P11"]', "raised by itself"),
        ("patterns.toml", BLAMED, '{item = "C4", answered = true}', "NO13"),
        ("patterns.toml", BLAMED, '{item = "K1", answered = true, row = "nationality"}', "NO13"),
        ("patterns.toml", BLAMED, '{item = "K1", answered = true}', "NO13"),
        ("cards.toml", 'rules = ["P07", "P21"]', 'rules = ["P70"]', "there is no P70"),
        ("cards.toml", 'items = ["D1", "D6"]', 'items = ["D60"]', "there is no D60"),
        ("checks.toml", '"pl.C3", "pl.C6"', '"pl.C3", "pl.C66"', "there is no pl.C66"),
        ("checks.toml", 'item = "A9", equals = "no"', 'item = "A9", equals = "so"', "no answer so"),
        ("checks.toml", 'item = "A9", equals = "no"', 'item = "C4", answered = true', "NO13"),
        ("checks.toml", 'title = "Who they are', 'named = "Who they are', "title"),
        ("checks.toml", 'state = "closure_proposed"', 'state = "closed"', "state is not one of"),
        ("prohibitions.toml", "linter:no-grades", "linter:nothing", "no linter nothing"),
        ("plan-people.toml", 'owner = ["PRA"]', 'owner = ["AUNT"]', "one or more agencies"),
        ("plan-people.toml", 'due = "now"', 'due = "whenever"', "due is one of"),
        ("plan-people.toml", 'id = "pl.C8"', 'id = "pl.D8"', "the id says the section"),
        (
            "plan-people.toml",
            "Say nothing to neighbours",
            "Speak with the elders. Say nothing to neighbours",
            "no-family-contact",
        ),
    ],
)
def test_one_wrong_word_is_found_and_named(file: str, old: str, new: str, rule: str) -> None:
    found = [p.rule for p in checked(file, old, new).problems]
    assert any(rule in text for text in found), found


def test_every_row_says_where_it_comes_from_and_a_row_that_does_not_is_refused() -> None:
    for name, raw in read_packs():
        if not name.startswith(("screening-", "bank-")):
            text = raw.decode()
            assert "source = [" in text, name
            emptied = re.sub(r"source = \[[^\]]*\]", "source = []", text, count=1)
            problems = checked(name, text, emptied).problems
            assert [p.rule for p in problems] == ["every row has a source"], name


def test_a_pack_that_does_not_load_is_one_named_problem() -> None:
    (problem,) = checked("links.toml", "version = 1", "version = one").problems
    assert problem.file == "links.toml"
    missing = [p for p in read_packs() if p[0] != "clocks.toml"]
    assert [p.file for p in check_content(missing).problems] == ["clocks.toml"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Her risk score is eleven.", "no-grades"),
        ("This is low risk.", "no-grades"),
        ("Arrange a family meeting.", "no-family-contact"),
        ("Consider mediation.", "no-family-contact"),
        ("Ask an elder to help. Speak with elders.", "no-family-contact"),
        ("Call her mother first.", "no-family-contact"),
        ("Talk to the community leaders.", "no-family-contact"),
        ("Her sister can interpret.", "no-family-interpreter"),
        ("Let a child help with interpreting.", "no-family-interpreter"),
        ("Send a letter to the house.", "no-letters-home"),
        ("Report her status to immigration enforcement.", "no-enforcement"),
        ("Promise her that it stays here.", "no-promises"),
    ],
)
def test_what_must_never_be_suggested_is_found(text: str, name: str) -> None:
    assert name in prohibited.breaches(text)


@pytest.mark.parametrize(
    "text",
    [
        "Never arrange mediation.",
        "No contact with the family; nobody talks to the parents.",
        "Do not send a letter to the house.",
        "Nothing is shared with enforcement.",
    ],
)
def test_a_sentence_that_forbids_may_name_what_it_forbids(text: str) -> None:
    assert prohibited.breaches(text) == ()


def test_a_prohibition_kept_by_a_test_names_a_test_that_exists() -> None:
    written = "".join(p.read_text("utf-8") for p in (ROOT / "tests").rglob("test_*.py"))
    for prohibition in the_library().prohibitions:
        kind, _, name = prohibition.check.partition(":")
        assert kind != "test" or f"def {name}(" in written, prohibition.id


def test_forbidding_one_thing_does_not_let_another_through() -> None:
    assert prohibited.breaches("Never wait. Call her mother.") == ("no-family-contact",)
    assert prohibited.breaches("Call her mother, and do not wait.") == ("no-family-contact",)


def test_no_rule_reads_where_somebody_comes_from_or_what_they_believe() -> None:
    """NO13. Links, too: no relation or role is of a people or a faith."""
    read = {(i, r) for rule in the_library().book.rules for i, _, r in reads(rule.when)}
    for item, lines in NEVER_READ.items():
        assert (item, "*") not in read
        assert lines == "*" or not {(item, line) for line in lines.split()} & read


@pytest.mark.parametrize(
    ("item", "codes", "row"),
    [
        ("B2", {"yes", "no", "unclear"}, ""),
        ("H4", {"neighbourhood", "this_area", "elsewhere_uk", "abroad"}, ""),
        ("H5", {"known", "in_custody", "tagged"}, ""),
        ("H10", {"in_place", "not_needed"}, "linked"),
        ("J4", {"not_known"}, ""),
        ("M5", {"refuge_or_hotel"}, ""),
        ("Q1", set(), "helps"),
        ("R1", {"never", "once"}, ""),
        ("R6", set(), ""),
        ("R7", set(), "last"),
        ("W10", {"marac_high_risk", "marac_judgement", "marac_emergency"}, ""),
    ],
)
def test_what_the_record_tells_by_itself_is_still_asked(
    item: str, codes: set[str], row: str
) -> None:
    """The states are code and read these items: a code renamed in a pack would blind them."""
    found = the_library().book.items[item]
    assert codes <= set(codes_of(found))
    assert not row or row in {r.code for r in found.rows}


def test_every_due_code_is_a_time_or_says_that_it_is_none() -> None:
    named = {"standing", "on_concern", "as_needed", "later", "on_transfer", "each_move"}
    named |= {"before_move", "before_travel", "before_hearing", "before_placement", "day_of_move"}
    for row in the_library().plan.rows:
        assert (due_at(row.due, NOON, frozenset()) is None) == (row.due in named), row.id


def test_nobody_is_left_without_the_interim_rows() -> None:
    interim = {row.id for row in the_library().plan.rows if row.interim}
    assert interim == set(BEFORE_LEAVING)


def test_a_row_knows_the_rules_that_suggest_it() -> None:
    library = the_library()
    for rule in library.book.rules:
        assert rule.plan, rule.id
        for row in rule.plan:
            assert rule.id in library.plan.row(row).rules


def test_links_agree_with_the_codes_that_the_map_of_people_knows() -> None:
    links = the_library().book.links
    sorts = {r.code: r.sort for r in links.relations}
    assert {c for c, s in sorts.items() if s is RelationSort.HELP} == HELP
    assert {c for c, s in sorts.items() if s is RelationSort.PLACE} == PLACES
    assert all(c.startswith(WORKER) == (s is RelationSort.WORKER) for c, s in sorts.items())
    assert all(role.code.startswith(ROLE) for role in links.roles)
    assert {"husband", "former_husband", "mother_in_law"} <= links.partners_and_heads()


def test_every_time_limit_is_a_local_setting_with_a_source() -> None:
    for timer in the_library().timers:
        assert timer.amount > 0
        assert timer.source


ANSWERED = ROOT / "docs" / "learning-points.md"
POINTS = (
    *(f"37{c}" for c in "abcde"), *(f"49{c}" for c in "abcdefghijklmnopqr"),
    *(f"NP{n}" for n in range(1, 7)), *(f"R{n}" for n in range(1, 8)),
    *(f"R8{c}" for c in "abcd"),
)  # fmt: skip


def answers_to_the_review() -> dict[str, list[str]]:
    """Each learning point with the names in the last column of its row."""
    rows = re.findall(r"^\| (\w+) \| .* \| (`.*`) \|$", ANSWERED.read_text("utf-8"), re.MULTILINE)
    return {point: re.findall(r"`([^`]+)`", names) for point, names in rows}


def test_every_learning_point_of_the_review_is_answered() -> None:
    assert tuple(answers_to_the_review()) == POINTS


def test_everything_that_answers_a_learning_point_exists() -> None:
    library = the_library()
    known = {*library.book.items, *(r.id for r in library.book.rules)}
    known |= {r.id for r in library.plan.rows} | {c.id for c in library.checks}
    known |= {c.id for c in library.cards} | {p.id for p in library.prohibitions}
    known |= {t.id for t in library.timers}
    for point, names in answers_to_the_review().items():
        assert names, point
        for name in names:
            assert name in known or (ROOT / name).is_file(), f"{point}: {name}"
