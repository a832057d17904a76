"""One entry has one spelling, and nothing else is read."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import entry as record
from app.domain.codes import RestrictionClass
from app.domain.entry import AnswerBody, Author, Entry, ErasedBody, NoteBody, Value, VisitBody, When
from app.domain.errors import RecordRefused
from app.domain.ids import CaseId, EntryId, ItemId, SubjectId
from app.domain.plain_text import FORBIDDEN, clean
from storage.codec import MAX_LINE, decode, decode_kept, encode

AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=UTC)
BY = Author("jo@norfolk.example", "Jo Field", "Social worker")

IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
TEXTS = st.one_of(
    st.sampled_from(["", "She said \u201cno\u201d.\n\tThen left", "ئەو وتی نا\u200f"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(clean),
)
TIMES = st.datetimes(timezones=st.just(UTC)).map(lambda t: t.replace(microsecond=0, fold=0))
WHENS = st.builds(
    When,
    year=st.integers(1, 9999),
    month=st.one_of(st.none(), st.just(2)),
    about=st.booleans(),
)
SORTED_IDS = st.sets(IDS, max_size=4).map(lambda ids: tuple(sorted(ids)))


def _registered() -> None:
    st.register_type_strategy(str, TEXTS)
    st.register_type_strategy(datetime, TIMES)
    st.register_type_strategy(int, st.integers(-(2**53) + 1, 2**53 - 1))
    st.register_type_strategy(When, WHENS)
    for name in (EntryId, SubjectId, record.VisitId):
        st.register_type_strategy(name, IDS)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry at all: each kind, every field of its body."""
    _registered()
    kind = draw(st.sampled_from(sorted(record.KIND_OF, key=lambda k: k.__name__)))
    body = draw(st.builds(kind, **{f.name: ... for f in fields(kind)}))
    setting = isinstance(body, record.SettingBody)
    return Entry(
        id=EntryId(draw(IDS)),
        case=CaseId(draw(IDS)),
        area="norfolk.example",
        by=draw(st.builds(Author)),
        at=draw(TIMES),
        body=body,
        about=draw(st.one_of(st.none(), IDS)),
        visit=draw(st.one_of(st.none(), IDS)),
        rc=RestrictionClass.RC1 if setting else draw(st.sampled_from(RestrictionClass)),
        clock=draw(st.sampled_from(record.Clock)),
        corrects=draw(SORTED_IDS),
        follows=draw(SORTED_IDS),
    )


def note(text: str = "He rang the school") -> Entry:
    """One note, the smallest real entry."""
    return Entry(
        EntryId("a" * 32), CaseId("c" * 32), "norfolk.example", BY, AT, NoteBody("Call", text)
    )


def line_with(**changes: object) -> bytes:
    """The note's line with members replaced, spelt as the codec spells them."""
    members = json.loads(encode(note())) | changes
    spelt = json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return spelt.encode("utf-8", "surrogatepass")


@given(entries())
@settings(max_examples=60, deadline=None)
def test_every_entry_comes_back_the_same_from_its_one_line(entry: Entry) -> None:
    line = encode(entry)
    assert decode(line) == entry
    assert b"\n" not in line
    assert unicodedata.is_normalized("NFC", line.decode())


@given(entries(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_changed_byte_is_refused_or_is_another_well_spelt_entry(
    entry: Entry, data: st.DataObject
) -> None:
    line = bytearray(encode(entry))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(line) - 1))
        change = data.draw(st.sampled_from(["set", "cut", "put", "end"]))
        if change == "set":
            line[at] = data.draw(st.integers(0, 255))
        elif change == "cut" and len(line) > 1:
            del line[at]
        elif change == "put":
            line.insert(at, data.draw(st.sampled_from(b'{}[]",:0 \\nu\x00\xff')))
        else:
            del line[max(at, 1) :]
    try:
        read = decode(bytes(line))
    except RecordRefused:
        return
    assert encode(read) == bytes(line)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused_in_words_and_never_crash(raw: bytes) -> None:
    with pytest.raises(RecordRefused):
        decode(raw)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"NaN",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"1" * 5_000,
        b'{"kind":[]}',
        b'{"kind":{}}',
        b"\xef\xbb\xbf" + encode(note()),
        encode(note()) + b"\n",
        b" " + encode(note()),
        b" " * (MAX_LINE + 1),
    ],
    ids=lambda line: repr(line[:12]),
)
def test_a_hostile_line_is_refused(line: bytes) -> None:
    with pytest.raises(RecordRefused):
        decode(line)


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "red"},
        {"rc": "RC1"},  # the default, spelt out
        {"rc": "RC8"},
        {"clock": None},
        {"visit": None},
        {"id": "A" * 32},
        {"id": 7},
        {"at": "2026-11-23T14:05:09+00:00"},
        {"at": "2026-11-23T14:05:60Z"},
        {"at": "2026-02-30T14:05:09Z"},
        {"at": "٢٠٢٦-11-23T14:05:09Z"},
        {"by": {"principal": "jo", "name": "Jo"}},
        {"by": {"principal": "jo", "name": "Jo", "role": "SW", "more": ""}},
        {"by": []},
        {"body": {"heading": "Call"}},
        {"body": {"heading": "Call", "text": 3}},
        {"body": {"heading": "Call", "text": 1.5}},
        {"body": {"heading": "Call", "text": "x" * 20_001}},
        {"body": {"heading": "Call", "text": "", "practitioner_only": 1}},
        {"body": {"heading": "Call", "text": "", "happened": {"year": 2**60}}},
        {"body": {"heading": "Call", "text": "", "happened": {"year": True}}},
        {"body": {"heading": "Call", "text": "", "happened": {"year": 2026, "day": 3}}},
        {"kind": "diary"},
        {"corrects": ["b" * 32, "a" * 32]},  # not sorted
        {"corrects": "b" * 32},
        {"corrects": [["b" * 32]]},
    ],
    ids=str,
)
def test_an_entry_of_a_wrong_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RecordRefused):
        decode(line_with(**changes))


@pytest.mark.parametrize(
    "changes",
    [{"by": []}, {"body": {"heading": 3, "text": ""}}, {"body": {"heading": "Call"}}, {"at": 7}],
    ids=str,
)
def test_a_kept_line_of_a_wrong_shape_is_refused_as_well(changes: dict[str, object]) -> None:
    with pytest.raises(RecordRefused):
        decode_kept(line_with(**changes))


@pytest.mark.parametrize(
    "point",
    [
        "\x00", "\x0b", "\r", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069",
        "\udfff", "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff",
    ],
    ids=lambda point: f"U+{ord(point):04X}",
)  # fmt: skip
def test_text_that_could_deceive_the_eye_is_neither_written_nor_read(point: str) -> None:
    with pytest.raises(RecordRefused):
        encode(note(f"a{point}b"))
    with pytest.raises(RecordRefused):
        decode(line_with(body={"heading": "Call", "text": f"a{point}b"}))


@pytest.mark.parametrize("point", ["\n", "\t", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c"])
def test_text_that_other_scripts_need_is_kept(point: str) -> None:
    kept = note(f"a{point}b")
    assert decode(encode(kept)) == kept


def test_two_spellings_of_one_letter_are_not_both_let_in() -> None:
    with pytest.raises(RecordRefused):
        encode(note("Zoe\u0308"))
    assert clean("Zoe\u0308\r\nx\x00") == "Zoë\nx"


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_whatever_is_typed_can_be_recorded_once_it_is_cleaned(typed: str) -> None:
    assert decode(encode(note(clean(typed)))).body == NoteBody("Call", clean(typed))


def test_a_duplicate_key_is_refused() -> None:
    line = encode(note()).replace(b'{"area"', b'{"area":"kent.example","area"')
    with pytest.raises(RecordRefused):
        decode(line)


@pytest.mark.parametrize(
    "body",
    [
        AnswerBody(ItemId("F2"), True, "", "Asked", Value()),
        AnswerBody(ItemId("F2"), 1, "", "Asked", Value(codes=["yes"])),  # type: ignore[arg-type]
        VisitBody("planned", "home"),  # type: ignore[arg-type]
        VisitBody(record.VisitStage.PLANNED, "home", when=AT.replace(microsecond=1)),
        VisitBody(record.VisitStage.PLANNED, "home", when=AT.replace(tzinfo=None)),
        ErasedBody((EntryId("x"),), "", ""),
        ErasedBody((EntryId("a" * 32),) * 20_001, "", ""),
        NoteBody("x", None),  # type: ignore[arg-type]
    ],
)
def test_a_slip_of_our_own_is_refused_before_it_is_written(body: record.Body) -> None:
    with pytest.raises(RecordRefused):
        encode(replace(note(), body=body))


def test_the_spelling_never_changes() -> None:
    # These bytes are hashed, signed and kept for decades: this test may only ever grow.
    assert encode(note('ئا "\\/\n')) == (
        b'{"area":"norfolk.example","at":"2026-11-23T14:05:09Z",'
        b'"body":{"heading":"Call","text":"\xd8\xa6\xd8\xa7 \\"\\\\/\\n"},'
        b'"by":{"name":"Jo Field","principal":"jo@norfolk.example","role":"Social worker"},'
        b'"case":"cccccccccccccccccccccccccccccccc","id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",'
        b'"kind":"note"}'
    )
    assert FORBIDDEN.search("\U0002ffff")
