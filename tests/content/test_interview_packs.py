"""A language pack is read strictly, written in one spelling, and ours are whole and labelled."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import app
from app.content.checking import check_content, is_language_pack
from app.content.interview_loader import load_pack, load_people, load_shipped
from app.content.interview_writer import complete, write_pack
from app.content.packs_on_disk import read_interview_packs, read_packs
from app.content.spoken import sources_of
from app.domain.errors import ContentRefused
from app.domain.renderings import MACHINE, Address, State
from app.domain.translation_checks import RULES
from app.services.language_packs import shipped
from tests.unit.a_pack import ARABIC, TO_A_MAN, a_pack, rendered
from tests.unit.stories import the_library
from ui.commands.check_content import check

SOURCES = sources_of(the_library())
DRAFTED = {"ckb", "ur", "ar", "bn-BD", "so"}
GOOD = write_pack(a_pack(proof=None), SOURCES, "# Sorani\n").decode()


def test_a_pack_is_the_same_after_writing_and_reading_it():
    both = rendered("open.hear", ARABIC, address=Address.WOMAN, masculine=TO_A_MAN)
    pack = complete(a_pack(both, tag="ar", proof=None), SOURCES)
    again = load_pack("ar.toml", write_pack(pack, SOURCES))
    assert again == pack
    assert write_pack(again, SOURCES) == write_pack(pack, SOURCES)


def test_a_text_with_quotes_and_a_backslash_comes_back():
    odd = replace(rendered(), back_translation='"Safe" \\ now?')
    again = load_pack("ckb.toml", write_pack(a_pack(odd), SOURCES))
    assert again.renderings["B2"].back_translation == '"Safe" \\ now?'


def test_what_we_no_longer_say_stays_in_the_file_until_the_pack_is_completed():
    pack = a_pack(replace(rendered(), id="gone.text"), proof=None)
    assert b'[text."gone.text"]' in write_pack(pack, SOURCES)
    assert "gone.text" not in complete(pack, SOURCES).renderings


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('tag = "ckb"', "tag = 5", "content.type"),
        ("created = ", "made = ", "content.missing"),
        ("2026-11-24T12:00:00Z", "2026-11-24", "content.type"),
        ("2026-11-24T12:00:00Z", "2026-13-24T12:00:00Z", "content.type"),
        ('until = "2027-01-31"', 'until = "January"', "content.type"),
        ('id = "R-1"', 'id = "T-1"', "content.duplicate"),
        ('state = "approved"', 'state = "good"', "content.word"),
        ('source_sha256 = "', 'source_sha256 = "x', "content.type"),
        ('address = "any"', 'address = "man"', "content.word"),
        ("[[person]]", "[[persons]]", "content.unknown-key"),
        ("back_translation", "backtranslation", "content.unknown-key"),
        ("[text", "[[text", "content.not-toml"),
    ],
)
def test_a_pack_of_another_shape_is_refused(old, new, code):
    assert old in GOOD
    with pytest.raises(ContentRefused) as refused:
        load_pack("ckb.toml", GOOD.replace(old, new, 1).encode())
    assert refused.value.code == code


def test_a_pack_may_be_empty_and_may_not_be_endless():
    bare = load_pack("ckb.toml", GOOD[: GOOD.index("[[person]]")].encode())
    assert (bare.renderings, bare.empty, bare.people) == ({}, (), ())
    with pytest.raises(ContentRefused, match=r"content\.language"):
        load_pack("ckb.toml", b"#" * (4 * 1024 * 1024 + 1))


def test_people_of_a_folder_speak_for_every_pack_in_it():
    people = b'[[person]]\nid = "X-1"\nqualification = "Diploma"\n'
    found = load_shipped([("ckb.toml", GOOD.encode()), ("people.toml", people)])
    assert [one.id for one in found["ckb"].people][:2] == ["X-1", "T-1"]
    assert [one.id for one in load_people("people.toml", people)] == ["X-1"]
    with pytest.raises(ContentRefused, match=r"content\.language"):
        load_shipped([("sorani.toml", GOOD.encode())])


def test_every_language_down_to_rank_eleven_has_a_place_for_every_text():
    packs = shipped()
    assert packs.keys() >= {one.tag for one in the_library().languages.written if one.rank <= 11}
    for pack in packs.values():
        assert {*pack.renderings, *pack.empty} == SOURCES.keys()


def test_our_drafts_say_that_they_are_a_machines_and_cover_what_was_promised():
    packs = shipped()
    assert {tag for tag, pack in packs.items() if pack.renderings} == DRAFTED
    wanted = {
        one.id
        for one in SOURCES.values()
        if one.part in {"opening", "teach-back", "closing"}
        or (one.critical and one.part == "question" and one.id in the_library().book.items)
    }
    for tag in DRAFTED:
        texts = packs[tag].renderings
        assert texts.keys() >= wanted
        assert {one.state for one in texts.values()} == {State.MACHINE_DRAFT}
        assert {one.translated_by for one in texts.values()} == {MACHINE}
        assert all(one.back_translation for one in texts.values())
        assert not any(one.reviewed_by or one.approved_by for one in texts.values())


def test_every_file_says_at_its_head_that_nobody_has_checked_it():
    for name, raw in read_interview_packs():
        if name != "people.toml":
            assert b"NOT REVIEWED" in raw.split(b"[meta]")[0]


def test_check_content_counts_language_packs_and_names_what_is_wrong_in_one():
    report = check_content(read_packs(), read_interview_packs())
    counts = dict(report.counts)
    assert report.problems == ()
    assert counts["language packs"] >= 12
    assert counts["approved translations"] == 0
    assert counts["unreviewed drafts"] == sum(len(p.renderings) for p in shipped().values())
    wrong = GOOD.replace("ئایا", "Is it", 1).encode()
    assert is_language_pack(wrong)
    report = check_content(read_packs(), (), [("ours.toml", wrong)])
    assert [(p.file, p.id) for p in report.problems] == [("ours.toml", "B2")] * len(report.problems)
    assert "LP13" in str(report.problems)


def test_a_shipped_pack_with_no_place_for_a_text_is_a_problem():
    shorn = [(n, r.replace(b'[text."answer.yes"]\n', b"")) for n, r in read_interview_packs()]
    report = check_content(read_packs(), shorn)
    assert {p.id for p in report.problems} == {"answer.yes"}


def test_a_pack_that_does_not_load_is_one_problem():
    report = check_content(read_packs(), (), [("ours.toml", b"[meta]\n")])
    assert [p.file for p in report.problems] == ["ours.toml"]


def test_every_rule_stands_on_the_page_for_translators():
    page = (Path(app.__file__).parents[1] / "docs" / "languages.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (LP\d\d) \|", page, re.MULTILINE) == list(RULES)


def test_the_command_takes_an_organisations_pack(tmp_path, capsys):
    path = tmp_path / "ckb.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert check([str(path)]) == 0
    assert "1 approved translations" in capsys.readouterr().out
    path.write_text(GOOD.replace('id = "R-1"', 'id = "R-2"'), encoding="utf-8")
    assert check([str(path)]) == 1
    assert "ckb.toml: B2: LP15" in capsys.readouterr().out
