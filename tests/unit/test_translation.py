"""What leaves the one door: in a live vault approved, current and signed text, and no other."""

from __future__ import annotations

import ast
import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from app.content.spoken import sources_of
from app.domain.errors import ContentRefused
from app.domain.handover import Mode
from app.domain.renderings import MACHINE, Address, State, digest_of
from app.domain.translation import (
    NotShown,
    Shelf,
    Shown,
    is_stale,
    may_show,
    moved,
    with_person,
)
from app.domain.translation_checks import (
    RULES,
    letters_in,
    pack_faults,
    text_faults,
    vowel_mark,
)
from tests.builders import NOON
from tests.unit.a_pack import (
    ARABIC,
    DAY,
    HELPER,
    LAPSED,
    LEAD,
    NUMBER,
    PROOF,
    R1,
    SORANI,
    T1,
    TO_A_MAN,
    a_pack,
    rendered,
    source,
)
from tests.unit.stories import the_library

LANGUAGES = the_library().languages
CKB, AR = LANGUAGES.get("ckb"), LANGUAGES.get("ar")


def asked(pack, id_="B2", mode=Mode.LIVE, language=CKB, **more):
    return may_show(pack, id_, source(id_), mode, language=language, **more)


def test_an_approved_text_of_a_signed_pack_is_shown_with_all_that_a_renderer_needs():
    shown = asked(a_pack())
    assert isinstance(shown, Shown)
    assert (shown.text, shown.tag, shown.direction, shown.font) == (SORANI, "ckb", "rtl", "naskh")
    assert (shown.state, shown.version, shown.draft) == (State.APPROVED, 1, False)
    assert shown.target_sha256 == digest_of(f"{SORANI}\n")
    assert (shown.reviewed_by, shown.qt_tag) == (R1.id, "ckb-IQ")


def test_a_number_is_isolated_in_what_is_shown():
    shown = asked(
        a_pack(rendered("close.number", NUMBER)),
        "close.number",
        values={"number": "0800 5999 247"},
    )
    assert isinstance(shown, Shown)
    assert "\u20660800\u00a05999\u00a0247\u2069" in shown.text


LATER = PROOF.ends + timedelta(days=1)


@pytest.mark.parametrize(
    ("pack", "why"),
    [
        (None, "no-pack"),
        (a_pack(tag="ur"), "no-pack"),
        (a_pack(rendered("D1")), "no-text"),
        (a_pack(rendered(state=State.WITHDRAWN)), "withdrawn"),
        (a_pack(rendered(source_sha256="0" * 64)), "stale"),
        (a_pack(rendered(target_sha256="0" * 64)), "stale"),
        (a_pack(rendered(state=State.REVIEWED)), "not-approved"),
        (a_pack(rendered(state=State.MACHINE_DRAFT)), "not-approved"),
        (a_pack(proof=None), "unsigned"),
        (a_pack(proof=replace(PROOF, revoked=True)), "unsigned"),
        (a_pack(proof=replace(PROOF, trusted=False)), "unsigned"),
        (a_pack(created=LATER), "unsigned"),
        (a_pack(rendered(reviewed_by=T1.id)), "LP14"),
        (a_pack(rendered(reviewed_by=HELPER.id)), "LP15"),
        (a_pack(rendered(translated_by=MACHINE)), "LP15"),
        (a_pack(rendered(translated_by=LAPSED.id)), "LP15"),
        (a_pack(rendered(translated_on=None)), "LP15"),
        (a_pack(rendered(approved_by="")), "LP15"),
        (a_pack(rendered(back_translation="")), "LP16"),
        (a_pack(rendered(text="Is it safe to talk?")), "LP05"),
        (a_pack(rendered(text=SORANI.replace("ی", "ي"))), "LP06"),
    ],
)
def test_nothing_else_is_shown_in_a_live_vault(pack, why):
    if pack is not None and why.startswith("LP"):
        pack = replace(
            pack,
            renderings=MappingProxyType(
                {i: replace(r, target_sha256=r.target_now) for i, r in pack.renderings.items()}
            ),
        )
    assert asked(pack) == NotShown(why)


def test_only_a_language_that_is_written_here_is_shown():
    assert asked(a_pack(), language=None) == NotShown("language")
    assert asked(a_pack(tag="syl"), language=LANGUAGES.get("syl")) == NotShown("language")


def test_a_text_is_not_shown_under_another_ones_english():
    assert may_show(a_pack(), "B2", source("D1"), Mode.LIVE, language=CKB) == NotShown("no-text")


def test_practice_shows_a_draft_and_says_that_it_is_one():
    draft = rendered(state=State.MACHINE_DRAFT, translated_by=MACHINE)
    shown = asked(a_pack(draft, proof=None), mode=Mode.DEMO)
    assert isinstance(shown, Shown)
    assert shown.draft
    unsigned = asked(a_pack(proof=None), mode=Mode.DEMO)
    assert isinstance(unsigned, Shown)
    assert unsigned.draft
    signed = asked(a_pack(), mode=Mode.DEMO)
    assert isinstance(signed, Shown)
    assert not signed.draft


def test_practice_shows_no_draft_that_breaks_a_rule():
    draft = rendered(state=State.DRAFT, text="Hello?", target_sha256=digest_of("Hello?\n"))
    assert asked(a_pack(draft, proof=None), mode=Mode.DEMO) == NotShown("LP05")


def test_words_to_a_woman_are_not_shown_to_a_man():
    to_her = rendered("open.hear", ARABIC, address=Address.WOMAN, state=State.DRAFT)
    pack = a_pack(to_her, tag="ar", proof=None)
    ask = {"id_": "open.hear", "language": AR, "mode": Mode.DEMO}
    assert isinstance(asked(pack, **ask), Shown)
    assert asked(pack, **ask, address=Address.MAN) == NotShown("no-variant")
    text = rendered("open.hear", ARABIC, address=Address.WOMAN, masculine=TO_A_MAN)
    both = a_pack(text, tag="ar")
    shown = asked(both, "open.hear", language=AR, address=Address.MAN)
    assert isinstance(shown, Shown)
    assert (shown.text, shown.address) == (TO_A_MAN, Address.MAN)
    shown = asked(both, "open.hear", language=AR)
    assert isinstance(shown, Shown)
    assert (shown.text, shown.address) == (ARABIC, Address.WOMAN)
    assert asked(both, "open.hear", language=AR, address=Address.ANY) == NotShown("no-variant")


@pytest.mark.parametrize(
    ("pack", "mode", "found"),
    [
        (a_pack(rendered("answer.no", "نەخێر."), rendered("answer.never", "هەرگیز")), Mode.LIVE,
         {"نەخێر", "هەرگیز"}),
        (a_pack(rendered("answer.no", "نەخێر", state=State.DRAFT)), Mode.LIVE, set()),
        (a_pack(rendered("answer.no", "نەخێر", state=State.DRAFT)), Mode.DEMO, {"نەخێر"}),
        (a_pack(rendered("answer.yes", "بەڵێ")), Mode.LIVE, set()),
        (a_pack(rendered("answer.no", "نەخێر", source_sha256="0" * 64)), Mode.DEMO, set()),
    ],
)  # fmt: skip
def test_the_words_for_no_are_those_of_the_pack_as_far_as_they_may_be_shown(pack, mode, found):
    sources = sources_of(the_library())
    shelf = Shelf(LANGUAGES, sources, {"ckb": pack}, mode)
    assert shelf.noes("ckb") == found
    assert shelf.noes("so") == frozenset()


@pytest.mark.parametrize("address", [Address.ANY, Address.WOMAN, Address.MAN])
def test_words_that_are_the_same_for_everybody_are_shown_to_everybody(address):
    for pack, id_, language in (
        (a_pack(rendered("open.hear", ARABIC), tag="ar"), "open.hear", AR),
        (a_pack(), "B2", CKB),
        # A text that speaks to nobody says nothing of whom it speaks to.
        (a_pack(rendered("answer.no", "لا", address=Address.UNSAID), tag="ar"), "answer.no", AR),
    ):
        shown = asked(pack, id_, language=language, address=address)
        assert isinstance(shown, Shown)
        assert shown.address is Address.ANY


SOURCES = sources_of(the_library())


@given(
    state=st.sampled_from(list(State)),
    stale=st.booleans(),
    altered=st.booleans(),
    signed=st.sampled_from([PROOF, None, replace(PROOF, trusted=False)]),
    by=st.sampled_from([T1.id, R1.id, HELPER.id, MACHINE, ""]),
    text=st.sampled_from([SORANI, "No", SORANI + " ٣", "\u202e" + SORANI, SORANI + "{x}"]),
)
def test_no_text_that_is_not_approved_current_and_signed_leaves_a_live_vault(
    state, stale, altered, signed, by, text
):
    one = rendered(text=text, state=state, translated_by=by)
    one = replace(
        one,
        source_sha256="0" * 64 if stale else one.source_sha256,
        target_sha256="0" * 64 if altered else one.target_now,
    )
    shelf = Shelf(LANGUAGES, SOURCES, {"ckb": a_pack(one, proof=signed)}, Mode.LIVE)
    good = state is State.APPROVED and not stale and not altered and signed is PROOF
    good = good and by == T1.id and text == SORANI
    assert isinstance(shelf.may_show("ckb", "B2"), Shown) is good
    assert shelf.may_show("ckb", "nothing") == NotShown("no-text")
    assert shelf.may_show("xx", "B2") == NotShown("language")


def test_nobody_but_the_door_makes_what_is_shown():
    shown = asked(a_pack())
    assert isinstance(shown, Shown)
    with pytest.raises(TypeError):
        Shown(**{f: getattr(shown, f) for f in shown.__slots__}, maker=None)
    with pytest.raises((TypeError, ValueError)):
        replace(shown, text="Anything")


def test_no_module_beside_the_door_names_its_maker():
    root = Path(app.__file__).parents[1]
    made = [
        path.relative_to(root).as_posix()
        for floor in ("app", "storage", "ui")
        for path in (root / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Shown"
    ]
    assert made == ["app/domain/translation.py"]


WAY = [
    (State.DRAFT, HELPER.id),
    (State.TRANSLATED, T1.id),
    (State.REVIEWED, R1.id),
    (State.APPROVED, LEAD),
]


def test_a_text_goes_through_every_hand_to_approved_and_can_be_withdrawn():
    pack = a_pack(rendered(state=State.MACHINE_DRAFT, translated_by=MACHINE))
    for to, by in WAY:
        pack = moved(pack, "B2", to, by, DAY, source("B2"))
    final = pack.renderings["B2"]
    assert (final.translated_by, final.reviewed_by, final.approved_by) == (T1.id, R1.id, LEAD)
    assert (final.translated_on, final.reviewed_on) == (DAY, DAY)
    assert pack.proof is None
    gone = moved(pack, "B2", State.WITHDRAWN, LEAD, DAY, source("B2"))
    again = moved(gone, "B2", State.DRAFT, HELPER.id, DAY, source("B2"))
    assert again.renderings["B2"].state is State.DRAFT


@pytest.mark.parametrize(
    ("now", "to", "by", "code"),
    [
        (State.DRAFT, State.REVIEWED, R1.id, "LP18"),
        (State.WITHDRAWN, State.TRANSLATED, T1.id, "LP18"),
        (State.APPROVED, State.TRANSLATED, T1.id, "LP18"),
        (State.MACHINE_DRAFT, State.DRAFT, "nobody", "LP15"),
        (State.MACHINE_DRAFT, State.TRANSLATED, HELPER.id, "LP15"),
        (State.MACHINE_DRAFT, State.TRANSLATED, MACHINE, "LP15"),
        (State.TRANSLATED, State.REVIEWED, T1.id, "LP14"),
        (State.TRANSLATED, State.REVIEWED, LAPSED.id, "LP15"),
    ],
)
def test_a_step_that_may_not_be_taken_is_refused_by_its_rule(now, to, by, code):
    with pytest.raises(ContentRefused) as refused:
        moved(a_pack(rendered(state=now)), "B2", to, by, DAY, source("B2"))
    assert str(refused.value.facts["rule"]).startswith(code)


def test_a_stale_text_cannot_go_on_and_a_missing_one_has_no_state():
    stale = a_pack(rendered(state=State.DRAFT, source_sha256="0" * 64))
    for id_, code in (("B2", "LP12"), ("D1", "LP03")):
        with pytest.raises(ContentRefused) as refused:
            moved(stale, id_, State.TRANSLATED, T1.id, DAY, source(id_))
        assert str(refused.value.facts["rule"]).startswith(code)
    assert is_stale(stale.renderings["B2"], source("B2"))


def test_a_person_is_put_in_the_place_of_the_same_id():
    pack = with_person(a_pack(), replace(T1, until=DAY))
    assert [one.until for one in pack.people if one.id == T1.id] == [DAY]
    assert len(pack.people) == 4


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (a_pack(tag="xx"), "LP02"),
        (a_pack(tag="syl"), "LP02"),
        (a_pack(empty=("nothing.here",)), "LP03"),
        (a_pack(replace(rendered(), id="nothing.here")), "LP03"),
        (a_pack(rendered("close.number", SORANI)), "LP04"),
        (a_pack(rendered("close.number", NUMBER + " {number}")), "LP04"),
        (a_pack(rendered(text=SORANI + "{")), "LP04"),
        (a_pack(rendered(text=SORANI + "{worker}")), "LP04"),
        (a_pack(rendered(text="Is it safe?")), "LP05"),
        (a_pack(rendered(text=SORANI.replace("ک", "ك"))), "LP06"),
        (a_pack(rendered(text=SORANI * 5)), "LP07"),
        (a_pack(rendered(text="\u200e" + SORANI)), "LP08"),
        (a_pack(rendered(text="\u2066" + SORANI)), "LP08"),
        (a_pack(rendered(text=SORANI + "\n" + SORANI)), "LP08"),
        (a_pack(rendered(text="=" + SORANI)), "LP08"),
        (a_pack(rendered(text=SORANI + " ")), "LP09"),
        (a_pack(rendered("B2", "এখন কথা বলা কি নিরাপদ \u09dc?"), tag="bn-BD"), "LP09"),
        (a_pack(rendered(text=SORANI + " ٩٩٩")), "LP10"),
        (a_pack(rendered(text=SORANI + " 12/11/2026")), "LP10"),
        (a_pack(rendered("open.hear", ARABIC, address=Address.WOMAN), tag="ar"), "LP11"),
        (a_pack(rendered("open.hear", ARABIC, address=Address.UNSAID), tag="ar"), "LP11"),
        (a_pack(rendered(source_sha256="0" * 64)), "LP12"),
        (a_pack(rendered(target_sha256="0" * 64)), "LP13"),
        (a_pack(rendered(reviewed_by=T1.id)), "LP14"),
        (a_pack(rendered(reviewed_by="nobody")), "LP15"),
        (a_pack(rendered(back_translation="")), "LP16"),
        (a_pack(rendered(text=SORANI.replace("ب", "ب\u0650"))), "LP20"),
    ],
)
def test_each_rule_is_broken_by_its_fault_and_says_so_in_words(pack, code):
    if code != "LP13":
        texts = {i: replace(r, target_sha256=r.target_now) for i, r in pack.renderings.items()}
        pack = replace(pack, renderings=MappingProxyType(texts))
    faults = pack_faults(pack, LANGUAGES, sources_of(the_library()))
    assert {fault.code for fault in faults} == {code}
    assert faults[0].rule.startswith(f"{code}: {RULES[code]}")


def test_a_good_pack_breaks_none_and_a_withdrawn_text_is_not_looked_at():
    gone = rendered("D1", "Hello", state=State.WITHDRAWN)
    pack = a_pack(rendered(), gone)
    assert pack_faults(pack, LANGUAGES, sources_of(the_library())) == ()


def test_zwnj_is_a_letter_and_a_text_with_no_letters_has_no_script():
    assert letters_in("Arab", "می\u200cخواهم") == 1
    assert letters_in("Arab", "{number}.") == 1
    assert letters_in("Arab", "abcd") == 0


@pytest.mark.parametrize("word", ["مَن", "شكرًا", "أنتِ", "محمّد", "قلْ", "هٰذا", "ۖمن"])
def test_a_vowel_mark_is_named_and_the_translator_is_told_to_leave_it_out(word):
    mark = next(c for c in word if unicodedata.category(c) == "Mn")
    assert vowel_mark(word).startswith(f"U+{ord(mark):04X}, ")
    (fault,) = text_faults(
        replace(made := rendered("open.hear", f"{ARABIC} {word}"), target_sha256=made.target_now),
        AR,
        source("open.hear"),
    )
    assert fault.code == "LP20"
    assert "Write the word without the mark" in fault.rule
    assert mark not in fault.rule  # it would stand on the bracket before it


@pytest.mark.parametrize("word", ["آب أم إن مسؤول ئێستا", "می\u200cخواهم", "ক্ষমতা", "é", "e\u0301"])
def test_letters_with_a_part_above_or_below_are_no_vowel_marks(word):
    assert vowel_mark(word) == ""
    assert vowel_mark(unicodedata.normalize("NFD", word)) == ""


def test_a_qualification_with_no_end_stands():
    assert R1.qualified(DAY)
    assert T1.qualified(DAY)
    assert not LAPSED.qualified(DAY)
    assert not HELPER.qualified(DAY)
    assert NOON.date() == DAY


WORKS_ON_TEXTS = {"ui/pages/languages", "ui/pages/translating"}
"""Where texts may be looked at that nobody may show: the windows of the translation desk."""


def test_no_window_or_renderer_reads_a_pack_beside_the_door():
    root = Path(app.__file__).parents[1]
    found = {
        path.relative_to(root).as_posix()
        for floor in ("storage", "ui")
        for path in (root / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module in {"app.domain.renderings", "app.content.interview_loader"}
        and {one.name for one in node.names} & {"Pack", "Rendering", "load_pack", "load_shipped"}
    }
    assert {one for one in found if not one.startswith(tuple(WORKS_ON_TEXTS))} == set()
