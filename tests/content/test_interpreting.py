"""The interpreting pack: what it holds, and what a slip of the pen in it gets."""

import pytest

from app.content.checking import check_content
from app.content.gate_loader import load_gate
from app.content.interpreting_loader import FACTS, load_interpreting
from app.content.packs_on_disk import read_packs
from app.domain.errors import ContentRefused
from app.domain.interpreting import Phase, Suggests
from tests.unit.stories import the_library

RAW = dict(read_packs())["interpreting.toml"]
GATE = dict(read_packs())["gate.toml"]
LIBRARY = the_library()
PACK = LIBRARY.interpreting


def load(raw: bytes):
    return load_interpreting("interpreting.toml", raw, LIBRARY.script, LIBRARY.book.items)


def changed(old: str, new: str, raw: bytes = RAW) -> bytes:
    assert old.encode() in raw, old
    return raw.replace(old.encode(), new.encode(), 1)


def test_it_holds_what_the_windows_ask_for():
    assert [f.id for f in PACK.card] == [
        "language", "variety", "region", "others", "reads", "sex", "mode", "avoid", "seen_with",
    ]  # fmt: skip
    assert {f.id for f in PACK.card} <= {r.code for r in LIBRARY.book.items["A7"].rows}
    assert [f.id for f in PACK.facts] == list(FACTS)
    assert [p for f in PACK.facts if (p := f.phase) is not Phase.IDENTITY] == [Phase.CONFLICT]
    assert {"relative", "spouse", "in_law", "child", "friend", "neighbour", "leader", "came_along",
            "objected", "knows_family", "knows_area"} <= {s.id for s in PACK.stops}  # fmt: skip
    assert len(PACK.concerns) == 12
    assert {c.suggests for c in PACK.concerns} == set(Suggests)
    assert (PACK.breaks.first, PACK.breaks.stronger, PACK.breaks.pause_seconds) == (25, 45, 60)
    assert "no reason is asked" in PACK.hand_signal
    assert [o.code for o in PACK.teach_back[0].options] == [
        "right", "right_after", "not_right", "not_checked",
    ]  # fmt: skip
    assert PACK.place("child") is not None
    assert PACK.place("attic") is None
    assert PACK.stop("attic") is None
    assert [p.id for p in PACK.places if not p.heard] == ["nobody"]


def test_the_least_questions_ask_for_no_name_and_no_place_to_be_found():
    for id_ in PACK.override.items:
        item = LIBRARY.book.items[id_]
        assert "name" not in item.heading.casefold()
        assert id_ not in {"H1", "Z2", "A8"}
    assert LIBRARY.book.items["D2"].id in PACK.override.items


def test_what_is_said_to_the_person_is_a_line_of_the_script_under_its_own_id():
    script = {line.id: line for line in LIBRARY.script}
    for item in (*PACK.teach_back, *PACK.later):
        line = script[str(item.id)]
        assert (item.ask, item.version) == (line.text, line.version)
    assert {str(i.id) for i in PACK.items} <= set(LIBRARY.book.items)


def test_all_of_it_passes_the_wording_rules():
    report = check_content(read_packs())
    ours = {"interpreting.toml", "gate.toml"}
    assert [p for p in (*report.problems, *report.warnings) if p.file in ours] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("interpreting.toml", "Which room is cold?", "Which room is cold and which is damp?"),
        ("interpreting.toml", "Where are your notes?", "You took no notes, did you?"),
        ("gate.toml", "Who is near you now?", "Are you near the perpetrator?"),
    ],
)
def test_badly_worded_speech_in_it_is_found(file, old, new):
    packs = dict(read_packs())
    packs[file] = changed(old, new, packs[file])
    found = [p for p in check_content(list(packs.items())).problems if p.file == file]
    assert any("IP" in p.rule for p in found)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version = 1\nsource", "version = 1\nextra = 1\nsource", "content.unknown-key"),
        ('id = "longer"', 'id = "shorter"', "content.duplicate"),
        ('id = "variety"\nversion = 1', 'id = "variety"\nversion = 0', "content.number"),
        ('seriousness = "serious"', 'seriousness = "grave"', "content.word"),
        ('suggests = "rebook"', 'suggests = "pray"', "content.word"),
        ('id = "registration"', 'id = "address"', "content.word"),
        ('phase = "conflict"', 'phase = "details"', "content.word"),
        (
            'id = "provider"\nversion = 1\nphase = "identity"',
            'id = "provider"\nversion = 1\nphase = "conflict"',
            "content.order",
        ),
        ('items = ["B1", "B2"', 'items = ["B1", "B99"', "content.unknown-id"),
        ('script = "teach.word"', 'script = "teach.nothing"', "content.unknown-id"),
        ('script = "later.again"', 'script = "later.happy"', "content.duplicate"),
        ('code = "woman"', 'code = "man"', "content.duplicate"),
        ('code = "safe", label = "Safe"', 'code = "no", label = "Safe"', "content.word"),
        ('code = "right"', 'code = "not_asked"', "content.word"),
        ("first = 25", "first = 45", "content.order"),
        ("first = 25", "first = 0", "content.number"),
        ("task_hours = 24", "task_hours = 0", "content.number"),
        ("heard = false", 'heard = "no"', "content.type"),
        (
            'label = "A neighbour"\nsource = ["proposal, unverified"]',
            'label = "A neighbour"\nsource = []',
            "content.no-source",
        ),
    ],
)
def test_a_slip_is_refused_by_name(old, new, code):
    with pytest.raises(ContentRefused) as refused:
        load(changed(old, new))
    assert refused.value.code == code
    assert refused.value.facts["file"] == "interpreting.toml"


def test_a_pack_without_one_of_its_lists_is_refused():
    text = RAW.decode()
    cut = text[: text.index("[[cover]]")] + text[text.index("# A serious one") :]
    with pytest.raises(ContentRefused) as refused:
        load(cut.encode())
    assert refused.value.code == "content.missing"


def test_without_items_to_compare_with_the_override_is_taken_as_it_is():
    found = load_interpreting("interpreting.toml", RAW, LIBRARY.script)
    assert found.override.items == PACK.override.items


def test_a_gate_out_of_order_is_refused():
    with pytest.raises(ContentRefused) as refused:
        load_gate("gate.toml", changed('phase = "identity"', 'phase = "understanding"', GATE))
    assert refused.value.code == "content.order"
