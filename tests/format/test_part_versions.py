"""Entries that say more than version 1 had room for travel, and their number says that they do."""

import json
from dataclasses import fields, replace

import pytest

from app.domain.answers import latest
from app.domain.case import fold
from app.domain.codes import Reliability, RestrictionClass, Status, VisitStage
from app.domain.entry import (
    AnswerBody,
    DisclosureBody,
    Entry,
    LinkBody,
    NoteBody,
    SettingBody,
    Value,
    VisitBody,
    When,
)
from app.domain.errors import PackageRefused
from app.domain.established import NOT_ESTABLISHED
from app.domain.handover import Carried, SliceDraft
from app.domain.ids import ItemId, VisitId
from storage import codec
from storage.handover import parts, writer
from tests.format import world
from tests.format.test_roundtrip import opened, sealed
from tests.format.world import NOON

VISIT = VisitId("5" * 32)
NEW = [
    AnswerBody(ItemId("F2"), 1, "", "", Value(("yes",)), interpreted="He watches"),
    AnswerBody(ItemId("F2"), 1, "", "", Value(("yes",)), way="F2.w1"),
    AnswerBody(ItemId("F2"), 1, "", "", Value(("yes",)), checked="read_back"),
    *(
        SettingBody(**{name: "words"})
        for name in ("provider", "pair", "registration", "called_from", "chosen", "asked_after")
    ),
    SettingBody(places=("child",)),
]
NEWER = [
    AnswerBody(ItemId("D3"), 1, "", "", Value(text="Maya."), noes=("maya",)),
    *(
        LinkBody(None, "placed_at", Status.ESTABLISHED, **{name: said})
        for name, said in (
            ("since", When(2026, 11, 1)),
            ("until", When(2026, 12)),
            ("placed_by", "words"),
        )
    ),
    *(
        DisclosureBody("package", "Desk", "safeguarding", "legal-duty", **{name: "words"})
        for name in ("kind", "desk", "previous", "preset", "told", "decided_by", "reasons")
    ),
    DisclosureBody("package", "Desk", "safeguarding", "legal-duty", slices=("0" * 64,)),
]


def entry(number: int, body, rc: RestrictionClass = RestrictionClass.RC1) -> Entry:
    return replace(world.entry(number), body=body, visit=VISIT, rc=rc)


def slice_of(*entries: Entry):
    return writer.sign_slice(
        SliceDraft(world.CASE, entries, NOON, (), audit=(7, "a" * 64)), world.norfolk().worker()
    )


@pytest.mark.parametrize(("version", "bodies"), [(3, NEW), (4, NEWER)])
def test_every_later_field_is_one_that_needs_the_later_version(version, bodies):
    named = {name for names in codec.LATER[version].values() for name in names}
    told = {name for body in bodies for name in named if getattr(body, name, "")}
    assert told == named
    for body in bodies:
        said = entry(1, body)
        assert codec.version_of(said) == version
        assert codec.decode(codec.encode(said)) == said
        usual = {f.name: f.default for f in fields(body)}
        before = replace(body, **{n: usual[n] for n in codec.LATER[version][said.kind]})
        assert codec.version_of(entry(1, before)) == 1
        keys = json.loads(codec.encode(entry(1, before)))["body"]
        assert not named & set(keys)


def test_a_kind_with_no_later_field_is_version_1():
    assert codec.version_of(entry(1, NoteBody("Call", "x"))) == 1
    assert parts.version(()) == 1


@pytest.mark.parametrize(
    ("body", "version"),
    [(NEW[0], b"# parts: 3"), (NEWER[0], b"# parts: 4"), (NoteBody("Call", "x"), b"# parts: 1")],
)
def test_a_slice_names_the_first_version_with_room_for_it_and_is_read(body, version):
    signed = slice_of(entry(1, body))
    assert version in dict(signed.members)["MANIFEST.txt"]
    found = opened(sealed(Carried(signed, ())).content)
    assert [e.body for e in found.slices[0].entries] == [body]


def test_a_slice_that_names_too_early_a_version_is_refused(monkeypatch):
    monkeypatch.setattr(parts, "version", lambda _entries: 1)
    signed = slice_of(entry(1, NEW[0]))
    monkeypatch.undo()
    with pytest.raises(PackageRefused, match=r"package\.part"):
        opened(sealed(Carried(signed, ())).content)


def test_a_no_of_a_doubtful_visit_is_none_to_whoever_reads_the_parts():
    begun = entry(1, VisitBody(VisitStage.BEGAN, "home"))
    doubt = entry(2, SettingBody(mode="telephone", reliability=Reliability.DOUBTFUL))
    denied = AnswerBody(ItemId("P-1"), 1, "", "", Value(("no",)))
    answer = entry(3, denied, RestrictionClass.RC5)
    signed = slice_of(begun, doubt, answer)
    held = (world.Withheld(RestrictionClass.RC1, "not-needed"),)
    for withheld in ((), held):
        found = opened(sealed(Carried(signed, withheld)).content)
        case = fold(world.CASE, found.slices[0].entries)
        said = latest(case, ItemId("P-1"), answer.about)
        assert said is not None
        assert said.value.codes == (NOT_ESTABLISHED,)
