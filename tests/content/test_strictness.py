"""One wrong word in a pack is refused where it stands, and every fault of the packs is named."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from app.content.calendar_loader import load_holidays
from app.content.checking import check_content
from app.content.examples import build_case, decode_example
from app.content.gate_loader import load_gate
from app.content.packs_on_disk import read_packs
from app.content.reference_loader import load_cards, load_links, load_prohibitions
from app.content.rules_loader import load_rules
from app.content.screening_loader import load_screening
from app.content.screening_wording import check_wording
from app.content.sharing_loader import load_sharing
from app.content.strict import Table, Where
from app.domain.errors import ContentRefused
from app.domain.report import Column
from app.domain.report import Table as Drawn
from tests.content.test_screening_loader import GOOD, INTO
from tests.unit.stories import the_library

PACKS = {name: raw.decode() for name, raw in read_packs()}
HERE = Where("a test")


def refusal(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(ContentRefused) as refused:
        act()
    return refused.value.code, str(refused.value.facts["rule"])


def changed(file: str, old: str, new: str) -> tuple[str, bytes]:
    assert old in PACKS[file]
    return file, PACKS[file].replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("load", "file", "old", "new", "code"),
    [
        (load_links, "links.toml", '"role.decides"', '"decides"', "content.word"),
        (load_cards, "cards.toml", 'items = ["D6", "V1", "V2"]\nrules = ["P07", "P21"]\n', "",
         "content.missing"),
        (load_prohibitions, "prohibitions.toml", '"linter:no-grades"', '"linter"', "content.word"),
        (load_prohibitions, "prohibitions.toml", '"linter:no-grades"', '"hope"', "content.word"),
        (load_holidays, "bank-holidays.toml", "2026-01-01", "2026-02-30", "content.type"),
        (load_sharing, "sharing.toml", '"safeguarding"', '"Safe Guarding"', "content.word"),
        (load_sharing, "sharing.toml", '"safeguarding"', f'"{"a" * 41}"', "content.word"),
        (load_rules, "patterns.toml", ', also = ["P05", "P06"]', "", "content.raise"),
    ],
)  # fmt: skip
def test_a_row_that_says_too_little_or_too_much_is_refused(
    load: Callable[[str, bytes], object], file: str, old: str, new: str, code: str
) -> None:
    assert refusal(lambda: load(*changed(file, old, new)))[0] == code


def test_a_section_without_a_question_is_refused() -> None:
    empty = "item = []\n" + GOOD[: GOOD.index("[[item]]")]
    assert refusal(lambda: load_screening([("own.toml", empty.encode())]))[0] == "content.empty"


def test_the_gate_asks_something_at_each_step_and_knows_broad_names_of_languages() -> None:
    file = next(name for name, text in PACKS.items() if "[[step]]" in text)
    script = load_gate(file, PACKS[file].encode())
    spoken = next(step for step in script.steps if step.ask)
    silent = PACKS[file].replace(f'ask = "{spoken.ask}"', "", 1)
    assert refusal(lambda: load_gate(file, silent.encode()))[0] == "content.missing"
    assert script.is_broad(f" {min(script.broad).upper()} ")
    assert not script.is_broad("Kurdish, Sorani")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('source = ["review ¶49a"]', "source = [5]", "content.type"),
        ('source = ["review ¶49a"]', 'source = ["a", "a"]', "content.duplicate"),
        ('source = ["review ¶49a"]', 'source = "a"', "content.type"),
        ("way = [{", "way = [5, {", "content.type"),
        ("show = {", "show = 5 #", "content.condition"),
    ],
)
def test_a_list_is_a_list_of_what_it_should_be(old: str, new: str, code: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert refusal(lambda: load_screening([("own.toml", text.encode())]))[0] == code


def test_a_number_may_be_left_out_and_a_table_is_a_table() -> None:
    table = Table({"a": 1}, HERE)
    assert table.integer("b", 7) == 7
    assert table.integer("a", 7) == 1
    assert refusal(lambda: Table({"a": 1}, HERE).table("a"))[0] == "content.type"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([5], "a fact is a table"),
        ([{"weather": "rain"}], "begins with"),
        ([{"item": "G1", "code": "yes", "about": "hal"}], "hal is nobody yet"),
        ([{"item": "G1"}], "says something"),
    ],
)
def test_an_example_that_tells_nothing_is_refused(facts: list[object], told: str) -> None:
    assert told in refusal(lambda: build_case(facts, HERE))[1]


@pytest.mark.parametrize(
    ("fires", "near", "told"),
    [
        ("G1", {}, "list of facts"),
        ([], {}, "list of facts"),
        ([{"child": "ana"}], {"drop": 2}, "counts the facts from 1"),
    ],
)
def test_a_rule_without_an_example_and_a_near_miss_is_refused(
    fires: object, near: object, told: str
) -> None:
    table = Table({"fires": fires, "near_miss": near}, HERE)
    assert told in refusal(lambda: decode_example(table))[1]


def test_every_fault_of_the_packs_is_named_and_not_only_the_first() -> None:
    packs = dict(PACKS)
    cards = packs["cards.toml"]
    packs["cards.toml"] = cards[: cards.rindex("[[card]]")]
    rules = packs["patterns.toml"]
    for old, new in [
        ('any_of = ["yes", "unclear"], row = "address"', 'any_of = ["yes"], row = "moon"'),
        ('{item = "J5", days = -20, row = "contact"}', '{item = "J5", days = -20, row = "moon"}'),
        ('waive = ["IP13: the person was named one prompt before"]', 'waive = ["IP13"]'),
    ]:
        assert old in rules
        rules = rules.replace(old, new, 1)
    packs["patterns.toml"] = rules
    asked = packs["screening-f-control.toml"]
    first = re.search(r'^ask = "[^"]*"', asked, re.MULTILINE)
    assert first is not None
    asked = asked.replace(first[0], 'ask = "Are you isolated and abused?"', 1)
    packs["screening-f-control.toml"] = asked
    packs["links.toml"] = packs["links.toml"].replace('"role.decides"', '"role.settles"', 1)
    found = check_content([(name, text.encode()) for name, text in packs.items()]).problems
    told = " / ".join(p.rule for p in found)
    for words in (
        "there are 19, and should be 20",
        "H6 has no line moon",
        "J5 has no line moon",
        "a waiver names a rule and a reason",
        "isolated and abused",
        "there is no link role.decides",
    ):
        assert words in told, words


def test_a_waived_wording_rule_lets_only_that_rule_pass() -> None:
    spoken = """ask = "Are you isolated and abused?"
waive = ["IP02: the law names both together"]
way = [{ id = "own.north.gate.w1", text = "Who visits you?" }]"""
    pack = INTO.replace('prompt = "Is the gate locked?"', spoken)
    screening = load_screening([("ours.toml", GOOD.encode()), ("gate.toml", pack.encode())])
    assert [f.finding.rule for f in check_wording(screening)] == ["IP06"]


def test_a_plan_row_that_is_not_there_and_a_code_nobody_knows() -> None:
    library = the_library()
    with pytest.raises(KeyError):
        library.plan.row("pl.Zz1")
    first = library.sharing.purposes[0]
    assert library.sharing.words(first.code) == first.label
    assert library.sharing.words("something-new") == "something-new"


def test_a_ragged_table_is_never_drawn() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Drawn("People", (Column("One", 1), Column("Two", 1)), (((),),))  # type: ignore[arg-type]


def test_the_holidays_of_each_nation_are_days() -> None:
    found = load_holidays("bank-holidays.toml", PACKS["bank-holidays.toml"].encode())
    assert date(2026, 12, 25) in found["england-and-wales"]
