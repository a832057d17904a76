"""The translation desk: out to a translator, back with every check, to a signed pack in use."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from app.content.exchange import MASCULINE
from app.content.interview_writer import write_pack
from app.content.translation_sheet import read_sheet, write_sheet
from app.content.xliff import read_xliff, write_xliff
from app.domain.errors import ContentRefused, PackageRefused
from app.domain.handover import Mode
from app.domain.renderings import MACHINE, Address, State
from app.domain.translation import NotShown, Shown
from app.services import language_packs, translating
from app.services.language_packs import SignedPack
from app.services.translating import TranslationDesk
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock
from tests.unit.a_pack import (
    ARABIC,
    HELPER,
    LEAD,
    PROOF,
    R1,
    SORANI,
    T1,
    TO_A_MAN,
    Seals,
    a_pack,
    rendered,
    source,
)
from tests.unit.stories import the_library

LIBRARY = the_library()
CKB, AR = LIBRARY.languages.get("ckb"), LIBRARY.languages.get("ar")
assert CKB is not None
assert AR is not None
BETTER = "ئێستا دەتوانین بە ئارامی قسە بکەین؟"


def a_desk() -> TranslationDesk:
    clock = SteppingClock()
    return TranslationDesk(MemoryCaseStore(clock), clock, LIBRARY, LEAD)


BEGUN = tuple(
    replace(translating.working(a_desk(), tag), people=(T1, R1, HELPER)) for tag in ("ckb", "ar")
)


@pytest.fixture
def desk() -> TranslationDesk:
    """A desk with working copies that were begun from our drafts, and three people."""
    desk = a_desk()
    for pack in BEGUN:
        translating._keep(desk, pack)
    return desk


def test_a_person_is_named_before_the_file_of_a_translator_comes(desk):
    translating.name_person(desk, "ckb", replace(T1, name="T. Two"))
    assert [p.name for p in translating.working(desk, "ckb").people if p.id == "T-1"] == ["T. Two"]


def code_of(refused) -> str:
    return str(refused.value.facts["rule"])[:4]


def a_sheet(*rows: tuple[str, str], head: str = "Kurdish, Sorani (ckb)") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([("English", head), *rows])
    return out.getvalue().encode("utf-8-sig")


def row(id_: str, text: str) -> tuple[str, str]:
    return f"[{id_}] {source(id_.removesuffix(MASCULINE)).text}", text


def an_xliff(desk, tag: str, **targets: str) -> bytes:
    """The exported file with some targets put in by a translator's tool."""
    ns = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    ET.register_namespace("", ns["x"])
    root = ET.fromstring(translating.export_xliff(desk, tag))  # noqa: S314 - our own
    for unit in root.iterfind(".//x:trans-unit", ns):
        text = targets.get(unit.get("id", "").replace(".", "_").replace(MASCULINE, "_man"))
        if text is not None:
            target = unit.find("x:target", ns)
            target = ET.SubElement(unit, f"{{{ns['x']}}}target") if target is None else target
            target.attrib.clear()
            target.text = text
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def test_a_language_begins_from_its_machine_drafts_or_from_nothing(desk):
    begun = translating.working(desk, "ckb").renderings
    assert {one.state for one in begun.values()} == {State.MACHINE_DRAFT}
    assert translating.working(desk, "pl").renderings == {}
    assert translating.working(desk, "pl").version == 0
    for tag in ("xx", "syl"):
        with pytest.raises(ContentRefused) as refused:
            translating.working(desk, tag)
        assert code_of(refused) == "LP02"


def test_a_sheet_goes_out_and_comes_back_as_the_translators_work(desk):
    out = translating.export_sheet(desk, "ckb").decode("utf-8-sig")
    assert out.splitlines()[0] == 'English,"Kurdish, Sorani (ckb)"'
    back = translating.bring_in(desk, "ckb", "back.csv", a_sheet(row("B2", BETTER)), "T-1")
    assert (back.taken, back.faults) == (("B2",), ())
    kept = translating.working(desk, "ckb").renderings["B2"]
    assert (kept.text, kept.state, kept.translated_by) == (BETTER, State.TRANSLATED, "T-1")
    assert kept.address is Address.ANY


def test_somebody_without_a_qualification_makes_a_draft(desk):
    translating.bring_in(desk, "ckb", "back.csv", a_sheet(row("B2", BETTER)), "H-1")
    assert translating.working(desk, "ckb").renderings["B2"].state is State.DRAFT


@pytest.mark.parametrize("tag", ["ckb", "ar"])
@pytest.mark.parametrize("export", [translating.export_sheet, translating.export_xliff])
def test_a_file_that_comes_back_as_it_went_out_changes_nothing(desk, export, tag):
    before = translating.working(desk, tag)
    name = "b.csv" if export is translating.export_sheet else "b.xlf"
    back = translating.bring_in(desk, tag, name, export(desk, tag), "T-1")
    assert (back.taken, back.faults) == ((), ())
    assert translating.working(desk, tag).renderings == before.renderings


def test_xliff_carries_states_notes_and_longest_lengths(desk):
    out = translating.export_xliff(desk, "ckb").decode()
    assert 'state="needs-review-translation" state-qualifier="mt-suggestion"' in out
    assert 'id="B2" approved="no" maxwidth="86"' in out
    assert 'target-language="ckb"' in out
    back = translating.bring_in(desk, "ckb", "b.xliff", an_xliff(desk, "ckb", B2=BETTER), "T-1")
    assert back.taken == ("B2",)
    made = back.pack.renderings["B2"]
    assert (made.state, made.back_translation) == (
        State.TRANSLATED,
        "Is talking without danger now?",
    )


def test_what_a_tool_says_a_machine_wrote_stays_a_machines(desk):
    raw = an_xliff(desk, "ckb", B2=BETTER).decode()
    marked = raw.replace(f">{BETTER}", f' state-qualifier="mt-suggestion">{BETTER}')
    back = translating.bring_in(desk, "ckb", "b.xlf", marked.encode(), "T-1")
    made = back.pack.renderings["B2"]
    assert (made.state, made.translated_by) == (State.MACHINE_DRAFT, MACHINE)


def test_arabic_comes_back_with_words_to_a_woman_and_to_a_man(desk):
    head = "Arabic (ar)"
    man = "open.hear" + MASCULINE
    changed = ARABIC.replace("جيدا", "الآن")
    sheet = a_sheet(row("open.hear", changed), row(man, TO_A_MAN), head=head)
    made = translating.bring_in(desk, "ar", "b.csv", sheet, "T-1").pack.renderings["open.hear"]
    assert (made.address, made.masculine) == (Address.WOMAN, TO_A_MAN)
    sheet = a_sheet(row("open.hear", changed), row(man, changed), head=head)
    made = translating.bring_in(desk, "ar", "b.csv", sheet, "T-1").pack.renderings["open.hear"]
    assert (made.address, made.masculine) == (Address.ANY, "")
    for rows in ([row("open.hear", TO_A_MAN)], [row(man, TO_A_MAN)], [row(man, "x"), row(man, "")]):
        back = translating.bring_in(desk, "ar", "b.csv", a_sheet(*rows, head=head), "T-1")
        assert {one.code for one in back.faults} & {"LP11", "LP01"}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([("[nothing.here] Hello", BETTER)], ["LP03"]),
        ([("[nothing.here] Hello", "")], ["LP03"]),
        ([("[B2] Is it safe?", BETTER)], ["LP12"]),
        ([row("B2", BETTER), row("B2", BETTER)], ["LP01"]),
        ([row("close.number", BETTER)], ["LP04"]),
        ([row("B2", "Is it safe?")], ["LP05"]),
        ([row("B2", BETTER.replace("ی", "ي"))], ["LP06"]),
        ([row("B2", BETTER * 4)], ["LP07"]),
        ([row("B2", BETTER + "\u200f")], ["LP08"]),
        ([row("B2", "@" + BETTER)], ["LP08"]),
        ([row("B2", BETTER + " 0800")], ["LP10"]),
    ],
)
def test_a_bad_text_is_named_with_its_rule_and_nothing_of_the_file_is_kept(desk, rows, codes):
    before = translating.working(desk, "ckb")
    good = row("D1", "ئەمڕۆ تۆ چەند دەترسیت؟")
    back = translating.bring_in(desk, "ckb", "back.csv", a_sheet(good, *rows), "T-1")
    assert [one.code for one in back.faults] == codes
    assert back.pack == before
    assert translating.working(desk, "ckb") == before


def test_a_file_from_nobody_we_know_is_refused(desk):
    with pytest.raises(ContentRefused) as refused:
        translating.bring_in(desk, "ckb", "b.csv", a_sheet(), "nobody")
    assert code_of(refused) == "LP15"


GOOD = write_xliff(a_pack(), CKB, {"B2": source("B2")}).decode()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<xliff", '<!DOCTYPE x [<!ENTITY a "b">]><xliff', "LP01"),
        ("<xliff", "<!doctype x><xliff", "LP01"),
        ("<xliff", '<!ENTITY a "b"><xliff', "LP01"),
        ("</xliff>", "", "LP01"),
        ('version="1.2"', 'version="2.0"', "LP01"),
        ("<source>", "<source><g id='1'/>", "LP01"),
        ('target-language="ckb"', 'target-language="ar"', "LP02"),
        ("<source>", "<source>&undefined;", "LP01"),
    ],
)
def test_an_xliff_that_is_not_one_is_refused_before_anything_is_taken(old, new, code):
    assert old in GOOD
    with pytest.raises(ContentRefused) as refused:
        read_xliff("b.xlf", GOOD.replace(old, new, 1).encode(), CKB)
    assert code_of(refused) == code


@pytest.mark.parametrize("raw", [GOOD.encode("utf-16"), b" " * (4 * 1024 * 1024 + 1)])
def test_an_xliff_in_another_encoding_or_without_end_is_refused(raw):
    with pytest.raises(ContentRefused):
        read_xliff("b.xlf", raw, CKB)


def test_a_comment_is_no_definition():
    found = read_xliff("b.xlf", GOOD.replace("<xliff", "<!-- a note --><xliff", 1).encode(), CKB)
    assert [(one.id, one.target) for one in found] == [("B2", SORANI)]


def test_a_unit_with_no_source_and_no_target_says_nothing():
    bare = GOOD.replace(GOOD[GOOD.index("<source>") : GOOD.index("</trans-unit>")], "")
    assert [(one.source, one.target, one.back) for one in read_xliff("b", bare.encode(), CKB)] == [
        ("", "", "")
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfe", "LP01"),
        (b"", "LP01"),
        (b"English\r\n", "LP01"),
        (b" " * (4 * 1024 * 1024 + 1), "LP01"),
        (a_sheet(head="Arabic (ar)"), "LP02"),
        (a_sheet(("B2 Is it safe?", "x")), "LP01"),
        (a_sheet(("[B2] Is it safe?",)), "LP01"),
        (b'English,"Kurdish, Sorani (ckb)"\r\n"open', "LP01"),
    ],
)
def test_a_sheet_that_is_not_one_is_refused(raw, code):
    with pytest.raises(ContentRefused) as refused:
        read_sheet("b.csv", raw, CKB)
    assert code_of(refused) == code


def test_an_empty_row_of_a_sheet_is_nothing():
    raw = write_sheet(a_pack(), CKB, {"B2": source("B2")}) + b"\r\n,\r\n"
    assert [one.id for one in read_sheet("b.csv", raw, CKB)] == ["B2"]


def reviewed(desk, text: str = BETTER) -> None:
    translating.bring_in(desk, "ckb", "b.csv", a_sheet(row("B2", text)), "T-1")
    translating.put_back_translation(desk, "ckb", "B2", "Can we talk in peace now?")
    translating.move(desk, "ckb", "B2", State.REVIEWED, "R-1")


def test_the_comparison_shows_what_a_second_person_read_in_a_text(desk):
    translating.put_back_translation(desk, "ckb", "D1", source("D1").text)
    found = {one.source.id: one for one in translating.compare(desk, "ckb")}
    assert (found["D1"].same, found["D1"].stale) == (True, False)
    assert not found["B2"].same
    assert found["answer.yes"].rendering is None
    with pytest.raises(ContentRefused) as refused:
        translating.put_back_translation(desk, "ckb", "answer.yes", "Yes")
    assert code_of(refused) == "LP03"


def test_a_text_is_approved_signed_and_then_shown_in_a_live_vault(desk):
    seals = Seals()
    reviewed(desk)
    translating.move(desk, "ckb", "B2", State.APPROVED, LEAD)
    signed = translating.sign(desk, "ckb", seals)
    assert [name for name, _ in signed.files] == ["ckb.toml", "ckb.toml.sig"]
    assert b"machine" not in signed.content
    shelf = language_packs.shelf(desk.store, LIBRARY, seals)
    shown = shelf.may_show("ckb", "B2")
    assert isinstance(shown, Shown)
    assert (shown.text, shown.draft) == (BETTER, False)
    assert shelf.may_show("ckb", "D1") == NotShown("no-text")
    assert shelf.may_show("ur", "B2") == NotShown("no-pack")
    assert language_packs.tags(desk.store) == ("ckb",)
    assert translating.working(desk, "ckb").version == 1
    assert "language pack" in {line.act for line in desk.store.log_lines(5)}


def test_another_back_translation_makes_an_approval_void(desk):
    reviewed(desk)
    translating.approve(desk, "ckb", ["B2"])
    pack = translating.put_back_translation(desk, "ckb", "B2", "Something else")
    assert (pack.renderings["B2"].state, pack.renderings["B2"].approved_by) == (State.REVIEWED, "")


def test_only_a_content_lead_approves_and_only_what_is_reviewed_and_sound(desk):
    reviewed(desk)
    worker = replace(desk, who="t.osei@northmere.example")
    for here, ids, code in (
        (worker, ["B2"], "LP15"),
        (desk, ["nothing"], "LP03"),
        (desk, ["D1"], "LP18"),
    ):
        with pytest.raises(ContentRefused) as refused:
            translating.approve(here, "ckb", ids)
        assert code_of(refused) == code
    with pytest.raises(ContentRefused) as refused:
        translating.move(desk, "ckb", "nothing", State.DRAFT, "T-1")
    assert code_of(refused) == "LP03"


def kept(desk, pack) -> None:
    """Put a working copy in place, as an older program or another hand would have left it."""
    translating._keep(desk, pack)


def test_a_text_that_breaks_a_rule_is_neither_approved_nor_signed(desk):
    english = rendered(text="Is it safe?", state=State.REVIEWED)
    kept(desk, a_pack(replace(english, target_sha256=english.target_now)))
    with pytest.raises(ContentRefused) as refused:
        translating.approve(desk, "ckb", ["B2"])
    assert code_of(refused) == "LP05"
    stale = rendered(source_sha256="0" * 64)
    for pack, code in ((a_pack(stale), "LP12"), (a_pack(rendered(state=State.DRAFT)), "LP18")):
        kept(desk, pack)
        with pytest.raises(ContentRefused) as refused:
            translating.sign(desk, "ckb", Seals())
        assert code_of(refused) == code


def test_a_stale_text_that_a_translator_sends_again_is_new_work(desk):
    old = rendered(text=BETTER, source_sha256="0" * 64)
    kept(desk, a_pack(replace(old, target_sha256=old.target_now)))
    back = translating.bring_in(desk, "ckb", "b.csv", a_sheet(row("B2", BETTER)), "T-1")
    assert back.taken == ("B2",)
    assert translating.compare(desk, "ckb")[0].stale is False
    assert back.pack.renderings["B2"].state is State.TRANSLATED


def a_signed(pack=None, name: str = "ckb.toml") -> SignedPack:
    content = write_pack(replace(pack or a_pack(), proof=None), desk_sources())
    return SignedPack(name, content, Seals().sign_interview(content))


def desk_sources():
    from app.content.spoken import sources_of

    return sources_of(LIBRARY)


def test_a_pack_from_elsewhere_is_taken_in_used_and_let_go(desk):
    store, seals = desk.store, Seals()
    language_packs.take_in(store, LIBRARY, a_signed(), seals, LEAD)
    assert isinstance(language_packs.shelf(store, LIBRARY, seals).may_show("ckb", "B2"), Shown)
    one = language_packs.shelf(store, LIBRARY, seals, only="ur")  # the others are not even read
    assert one.may_show("ckb", "B2") == NotShown("no-pack")
    newer = a_signed(replace(a_pack(), version=2))
    language_packs.take_in(store, LIBRARY, newer, seals, LEAD)
    with pytest.raises(ContentRefused) as refused:
        language_packs.take_in(store, LIBRARY, a_signed(), seals, LEAD)
    assert code_of(refused) == "LP18"
    language_packs.let_go(store, "ckb", LEAD)
    shelf = language_packs.shelf(store, LIBRARY, seals)
    assert shelf.may_show("ckb", "B2") == NotShown("no-pack")


@pytest.mark.parametrize(
    ("signed", "seals", "code"),
    [
        (replace(a_signed(), signature=b""), Seals(), "package.signature"),
        (a_signed(), Seals(proof=replace(PROOF, trusted=False)), "LP17"),
        (a_signed(), Seals(proof=replace(PROOF, revoked=True)), "LP17"),
        (a_signed(a_pack(rendered(reviewed_by="T-1"))), Seals(), "LP14"),
        (a_signed(a_pack(rendered(source_sha256="0" * 64))), Seals(), "LP12"),
        (a_signed(a_pack(tag="xx")), Seals(), "LP02"),
        (a_signed(a_pack(rendered(state=State.MACHINE_DRAFT))), Seals(), "LP19"),
        (a_signed(a_pack(rendered(state=State.WITHDRAWN))), Seals(), "LP19"),
    ],
)
def test_a_pack_that_cannot_be_believed_is_refused_and_not_kept(desk, signed, seals, code):
    with pytest.raises((ContentRefused, PackageRefused)) as refused:
        language_packs.take_in(desk.store, LIBRARY, signed, seals, LEAD)
    assert code in (refused.value.code, str(refused.value.facts.get("rule"))[:4])
    assert language_packs.tags(desk.store) == ()


def test_practice_takes_in_a_signed_draft(desk):
    demo = Seals(Mode.DEMO)
    draft = a_signed(a_pack(rendered(state=State.DRAFT)))
    language_packs.take_in(desk.store, LIBRARY, draft, demo, LEAD)
    shown = language_packs.shelf(desk.store, LIBRARY, demo).may_show("ckb", "B2")
    assert isinstance(shown, Shown)
    assert shown.draft


@pytest.mark.parametrize("proof", [replace(PROOF, revoked=True), replace(PROOF, trusted=False)])
def test_a_kept_pack_whose_signer_is_believed_no_more_is_off(desk, proof):
    language_packs.take_in(desk.store, LIBRARY, a_signed(), Seals(), LEAD)
    shelf = language_packs.shelf(desk.store, LIBRARY, Seals(proof=proof))
    assert shelf.may_show("ckb", "B2") == NotShown("no-pack")
    assert [(tag, fault.code) for tag, fault in shelf.faults] == [("ckb", "LP17")]


def test_practice_shows_the_machine_drafts_and_a_live_vault_never_holds_them(desk):
    demo = language_packs.shelf(desk.store, LIBRARY, Seals(Mode.DEMO))
    shown = demo.may_show("ckb", "B2")
    assert isinstance(shown, Shown)
    assert shown.draft
    assert shown.state is State.MACHINE_DRAFT
    live = language_packs.shelf(desk.store, LIBRARY, Seals())
    assert live.packs == {}
    assert live.may_show("ckb", "B2") == NotShown("no-pack")


def test_every_machine_draft_can_be_shown_in_practice_with_its_values_filled(desk):
    demo = language_packs.shelf(desk.store, LIBRARY, Seals(Mode.DEMO))
    values = {
        "worker": "Tess Osei",
        "agency": "Northmere",
        "cover_topic": "school",
        "number": "0800 5999 247",
        "date": "Friday",
    }
    shown = 0
    for tag, pack in demo.packs.items():
        for id_ in pack.renderings:
            wanted = {n: v for n, v in values.items() if f"{{{n}}}" in demo.sources[id_].text}
            found = demo.may_show(tag, id_, values=wanted)
            assert isinstance(found, Shown), (tag, id_, found)
            assert found.draft
            shown += 1
    assert shown >= 5 * 64
