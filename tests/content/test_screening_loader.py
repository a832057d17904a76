"""A screening pack with a fault is refused whole, naming the file, the id and the rule."""

from __future__ import annotations

import pytest

from app.content.packs_on_disk import read_screening_packs
from app.content.screening_loader import load_screening
from app.content.screening_wording import check_wording
from app.domain.errors import ContentRefused
from app.domain.questionnaire import Place

GOOD = """
pack = "screening"
version = 1

[section]
id = "F"
order = 60
title = "Control and freedom"
place = "visit"

[[item]]
id = "F1"
version = 1
type = "state"
label = "Going out"
ask = "Can you go out alone?"
note = "For the practitioner."
source = ["review ¶49a"]
way = [{ id = "F1.w1", text = "Who goes out with you?" }]

[[item]]
id = "F2"
version = 2
type = "one"
label = "Key"
ask = "Who has the key?"
source = ["review ¶49a"]
option = [{ code = "own", label = "They do" }, { code = "other", label = "Somebody else" }]
row = [{ code = "front", label = "Front door" }]
way = [{ id = "F2.w1", text = "Who locks the door?" }]
show = { item = "F1", any_of = ["yes", "unclear"] }
"""

OWN = """
pack = "screening"
version = 3

[section]
id = "own.north"
order = 500
title = "North"
place = "office"

[[item]]
id = "own.north.bus"
version = 1
type = "text"
label = "Bus"
prompt = "Which bus?"
source = ["North county, local procedure 4"]
"""

INTO = """
pack = "screening"
version = 1
[into]
section = "F"

[[item]]
id = "own.north.gate"
version = 1
type = "state"
label = "Gate"
prompt = "Is the gate locked?"
source = ["North county"]
show = { item = "F2", equals = "other", row = "front" }
"""


def _changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def _refused(*texts: str) -> ContentRefused:
    sources = [(f"pack-{n}.toml", text.encode()) for n, text in enumerate(texts)]
    with pytest.raises(ContentRefused) as caught:
        load_screening(sources)
    return caught.value


def test_a_good_pack_is_read() -> None:
    screening = load_screening([("good.toml", GOOD.encode())])
    assert [s.title for s in screening.sections] == ["Control and freedom"]
    assert screening.item("F2").version == 2
    assert screening.item("F1").ways[0].text == "Who goes out with you?"
    assert screening.item("F1").raised_by == ("yes", "unclear")


FAULTS = [
    ("a key nobody knows", 'label = "Key"', 'label = "Key"\ncritcal = true', "content.unknown-key"),
    ("a section key nobody knows", "order = 60", "order = 60\ncolour = 1", "content.unknown-key"),
    (
        "an option key nobody knows",
        'code = "own",',
        'code = "own", hint = "x",',
        "content.unknown-key",
    ),
    ("a missing source", 'source = ["review ¶49a"]\n', "", "content.missing"),
    ("an empty source", 'source = ["review ¶49a"]', "source = []", "content.source"),
    ("a blank source", 'source = ["review ¶49a"]', 'source = [" "]', "content.empty"),
    ("a missing label", 'label = "Key"\n', "", "content.missing"),
    ("a blank label", 'label = "Key"', 'label = " "', "content.empty"),
    ("a number for words", 'label = "Key"', "label = 5", "content.type"),
    ("a word for a number", "version = 2", 'version = "2"', "content.type"),
    ("true for a number", "version = 2", "version = true", "content.type"),
    ("version nought", "version = 2", "version = 0", "content.type"),
    ("a word for true", 'label = "Key"', 'label = "Key"\ncritical = "yes"', "content.type"),
    ("a type nobody knows", 'type = "one"', 'type = "score"', "content.word"),
    ("a class nobody knows", 'label = "Key"', 'label = "Key"\nrc = "RC8"', "content.word"),
    ("a place nobody knows", 'place = "visit"', 'place = "bus"', "content.word"),
    ("another kind of pack", 'pack = "screening"', 'pack = "rules"', "content.word"),
    ("an id of another section", 'id = "F2"', 'id = "G2"', "content.id"),
    ("an id of no shape", 'id = "F2"', 'id = "key"', "content.id"),
    ("a section of no shape", 'id = "F"', 'id = "north"', "content.id"),
    ("an id twice", 'id = "F2"', 'id = "F1"', "content.duplicate"),
    ("another way's id twice", 'id = "F2.w1"', 'id = "F1.w1"', "content.duplicate"),
    ("a code twice", 'code = "other"', 'code = "own"', "content.duplicate"),
    ("a code of no shape", 'code = "other"', 'code = "Other one"', "content.code"),
    ("a code that means no answer", 'code = "other"', 'code = "declined"', "content.code"),
    ("options without a choice", 'type = "one"', 'type = "text"', "content.item"),
    ("nothing to ask or show", 'ask = "Who has the key?"\n', "", "content.item"),
    ("asked and shown", 'label = "Key"', 'label = "Key"\nprompt = "The key"', "content.item"),
    ("no other way", 'way = [{ id = "F2.w1", text = "Who locks the door?" }]', "", "content.item"),
    ("observed and asked", 'label = "Key"', 'label = "Key"\nobserved = true', "content.item"),
    ("said as it is marked", '"They do"', '"They do", said = "They do"', "content.item"),
    ("two questions", '"Who has the key?"', '"Who has it? Where is it?"', "content.item"),
    ("no question", '"Who has the key?"', '"Tell me of the key."', "content.item"),
    ("words after the question", '"Who has the key?"', '"Who has the key? Say."', "content.item"),
    (
        "a follow-up to nothing",
        'label = "Key"',
        'label = "Key"\nfollow_up = ["F9"]',
        "content.unknown-id",
    ),
    (
        "a follow-up to itself",
        'label = "Key"',
        'label = "Key"\nfollow_up = ["F2"]',
        "content.cycle",
    ),
    ("shown by nothing", 'item = "F1"', 'item = "F9"', "content.unknown-id"),
    ("shown by itself", 'item = "F1"', 'item = "F2"', "content.later"),
    ("shown by no such answer", '"unclear"] }', '"perhaps"] }', "content.unknown-id"),
    ("shown by no such row", '"unclear"] }', '"unclear"], row = "x" }', "content.unknown-id"),
    ("an operator nobody knows", "any_of =", "matches =", "content.condition"),
    (
        "raised by no such answer",
        'label = "Key"',
        'label = "Key"\nraised_by = ["yes"]',
        "content.unknown-id",
    ),
    (
        "a waiver without a reason",
        'label = "Key"',
        'label = "Key"\nwaive = ["IP02"]',
        "content.waiver",
    ),
    ("no TOML", "[section]", "[section", "content.not-toml"),
]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_a_pack_with_a_fault_is_refused(old: str, new: str, code: str) -> None:
    refused = _refused(_changed(old, new))
    assert refused.code == code
    assert refused.facts["file"] == "pack-0.toml"
    assert refused.facts["rule"]


def test_an_answer_may_be_said_to_her_in_other_words_than_it_is_marked_with() -> None:
    text = _changed('label = "They do"', 'label = "Says: they do", said = "You do"')
    item = load_screening([("good.toml", text.encode())]).item("F2")
    assert [o.label for o in item.options] == ["Says: they do", "Somebody else"]
    assert [o.spoken for o in item.options] == ["You do", "Somebody else"]
    assert [o.label for o in item.as_said().options] == ["You do", "Somebody else"]


def test_what_is_never_read_aloud_has_no_answer_that_is_said_to_her() -> None:
    text = _changed('label = "They do"', 'label = "Says: they do", said = "You do"')
    text = text.replace('ask = "Who has the key?"', 'prompt = "Who has the key?"')
    text = text.replace('way = [{ id = "F2.w1", text = "Who locks the door?" }]', "")
    refused = _refused(text)
    assert refused.facts["rule"] == "only an answer to what is read aloud is said to her"


def test_a_refusal_names_the_item() -> None:
    refused = _refused(_changed('label = "Key"', 'label = "Key"\ncritcal = true'))
    assert refused.facts == {"file": "pack-0.toml", "id": "F2", "rule": "unknown: critcal"}


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ContentRefused) as caught:
        load_screening([("bad.toml", b"\xff\xfe")])
    assert caught.value.code == "content.not-toml"


def test_a_question_shown_by_a_later_question_is_refused() -> None:
    text = _changed(
        'note = "For the practitioner."', 'show = { any = [{ item = "F2", equals = "own" }] }'
    )
    assert _refused(text).code == "content.later"


def test_follow_ups_in_a_circle_are_refused() -> None:
    text = _changed('label = "Going out"', 'label = "Going out"\nfollow_up = ["F2"]')
    text = text.replace('label = "Key"', 'label = "Key"\nfollow_up = ["F1"]')
    refused = _refused(text)
    assert refused.code == "content.cycle"
    assert refused.facts["rule"] == "follow_up goes round: F1 → F2 → F1"


def test_two_follow_ups_to_the_same_item_are_no_circle() -> None:
    third = GOOD[GOOD.index("[[item]]") : GOOD.rindex("[[item]]")].replace("F1", "F3")
    text = _changed('label = "Going out"', 'label = "Going out"\nfollow_up = ["F2", "F3"]')
    text = text.replace('label = "Key"', 'label = "Key"\nfollow_up = ["F3"]')
    assert load_screening([("a.toml", (text + third).encode())]).item("F1").follow_up == (
        "F2",
        "F3",
    )


def test_an_organisations_pack_stands_beside_ours() -> None:
    ours = load_screening(read_screening_packs())
    both = load_screening([*read_screening_packs(), ("north.toml", OWN.encode())])
    assert both.sections[:-1] == ours.sections
    assert both.sections[-1].place is Place.OFFICE
    assert both.item("own.north.bus").heading == "Which bus?"
    assert both.version == 3


def test_an_organisation_may_add_its_items_to_our_section() -> None:
    both = load_screening([("ours.toml", GOOD.encode()), ("gate.toml", INTO.encode())])
    assert [i.id for i in both.sections[0].items] == ["F1", "F2", "own.north.gate"]
    assert both.item("own.north.gate").section == "F"


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (INTO.replace("own.north.gate", "F1"), "content.id"),
        (INTO.replace("own.north.gate", "F10"), "content.id"),
        (INTO.replace('section = "F"', 'section = "G"'), "content.unknown-id"),
        (OWN.replace("own.north.bus", "F1"), "content.id"),
        (OWN.replace('"own.north"', '"F"'), "content.duplicate"),
        (OWN.replace("500", "60"), "content.duplicate"),
    ],
    ids=["ours", "new number", "no section", "ours in theirs", "our section", "our place"],
)
def test_an_organisations_pack_never_takes_the_place_of_ours(pack: str, code: str) -> None:
    refused = _refused(GOOD, pack)
    assert refused.code == code
    assert refused.facts["file"] == "pack-1.toml"


def test_an_organisations_badly_worded_question_is_named_by_the_wording_check() -> None:
    spoken = """ask = "Are you isolated and abused?"
way = [{ id = "own.north.gate.w1", text = "Who visits you?" }]"""
    pack = INTO.replace('prompt = "Is the gate locked?"', spoken)
    screening = load_screening([("ours.toml", GOOD.encode()), ("gate.toml", pack.encode())])
    faults = [(f.words, f.finding.rule) for f in check_wording(screening)]
    assert faults == [("own.north.gate", "IP02"), ("own.north.gate", "IP06")]


def test_the_order_of_the_files_makes_no_difference() -> None:
    packs = read_screening_packs()
    assert load_screening(packs) == load_screening(list(reversed(packs)))
