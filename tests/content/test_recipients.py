"""Who a copy is made for: presets that say what goes, what stays and why, and never decide."""

import re

import pytest

from app.content.checking import check_content
from app.content.packs_on_disk import read_packs
from app.content.recipients_loader import load_recipients
from app.content.sharing_loader import load_sharing
from app.domain.codes import RestrictionClass
from app.domain.errors import ContentRefused
from app.domain.recipients import Manner, Pages

FILE = "recipients.toml"
PACKS = dict(read_packs())
SHARING = load_sharing("sharing.toml", PACKS["sharing.toml"])
ROWS = load_recipients(FILE, PACKS[FILE], SHARING).rows
RC = RestrictionClass


def load(raw: bytes):
    return load_recipients(FILE, raw, SHARING)


def test_there_is_a_preset_for_everybody_who_usually_gets_a_copy():
    assert [r.code for r in ROWS] == [
        "police", "social-care", "school", "doctor", "housing", "adviser", "home-office-placement",
    ]  # fmt: skip
    assert load(PACKS[FILE]).of("school") == ROWS[2]
    assert load(PACKS[FILE]).of("") is None


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.code)
def test_each_preset_says_of_all_seven_parts_whether_they_go(row):
    out = dict(row.out)
    assert row.parts_in | set(out) == set(RC)
    assert not row.parts_in & set(out)
    assert row.header
    assert row.source
    assert row.purpose in {t.code for t in SHARING.purposes}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.code)
def test_no_preset_holds_the_immigration_part(row):
    assert dict(row.out)[RC.RC4] == "named-decision"


def test_there_is_no_preset_for_immigration_enforcement():
    for row in ROWS:
        assert not re.search("enforce|remov|deport", f"{row.code} {row.label} {row.note}".lower())
    (home_office,) = [r for r in ROWS if "Home Office" in r.label]
    assert home_office.label == "Home Office, for placement and safety"
    assert "Never for immigration enforcement" in home_office.header


def test_names_of_the_network_go_to_the_police_alone_and_a_childs_words_to_social_care_alone():
    assert [r.code for r in ROWS if RC.RC3 in r.parts_in] == ["police"]
    assert [r.code for r in ROWS if RC.RC7 in r.parts_in] == ["social-care"]
    assert not [r.code for r in ROWS if RC.RC6 in r.parts_in]


def test_a_surgery_gets_one_page_with_what_it_is_asked_to_do_and_nothing_of_the_account():
    (row,) = [r for r in ROWS if r.pages is Pages.DOCTOR]
    assert row.parts_in == {RC.RC5}
    assert row.manner is Manner.PAPER
    asked = " ".join((row.header, *row.asks)).lower()
    for words in ("online", "text", "letter", "relative", "printed summar"):
        assert words in asked


def test_a_preset_for_enforcement_is_found_by_the_check_of_the_content():
    raw = PACKS[FILE].replace(b"Home Office, for placement and safety", b"Immigration Enforcement")
    sources = [(name, raw if name == FILE else there) for name, there in PACKS.items()]
    told = [(p.file, p.id, p.rule) for p in check_content(sources).problems]
    assert told == [(FILE, "home-office-placement", "no copy is made for enforcement (NO8)")]
    assert ("recipients", 7) in check_content(tuple(PACKS.items())).counts


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'code = "police"', b'code = "The Police"', "content.word"),
        (b'code = "police"', b'code = "school"', "content.duplicate"),
        (b'manner = "key"', b'manner = "post"', "content.word"),
        (b'pages = "doctor"', b'pages = "all"', "content.word"),
        (b'purpose = "transfer-of-case"', b'purpose = "removal"', "content.word"),
        (b'RC5 = "not-needed"', b'RC5 = "because"', "content.word"),
        (b'RC5 = "not-needed"\n', b"", "content.word"),
        (b'RC5 = "not-needed"', b'RC5 = "not-needed"\nRC1 = "not-needed"', "content.word"),
        (b'RC5 = "not-needed"', b'RC5 = "not-needed"\nRC8 = "not-needed"', "content.unknown-key"),
        (b'["RC1", "RC2", "RC3"]', b'["RC1", "RC2", "RC3", "RC9"]', "content.word"),
        (b'["RC1", "RC2", "RC3"]', b'["RC1", "RC2", "RC3", "RC4"]', "content.word"),
        (b'header = "For', b'header = "' + b"x" * 200 + b'For', "content.type"),
        (b'manner = "key"', b'manner = "key"\nextra = 1', "content.unknown-key"),
        (b'note = "local setting"', b"", "content.missing"),
    ],
)  # fmt: skip
def test_a_pack_with_a_slip_is_refused(old, new, code):
    assert old in PACKS[FILE]
    with pytest.raises(ContentRefused) as refused:
        load(PACKS[FILE].replace(old, new, 1))
    assert refused.value.code == code


def test_not_even_by_hand_in_the_pack_does_the_immigration_part_join_a_preset():
    raw = PACKS[FILE].replace(b'["RC1", "RC2", "RC3"]', b'["RC1", "RC2", "RC3", "RC4"]', 1)
    raw = raw.replace(b'RC4 = "named-decision"\n', b"", 1)
    with pytest.raises(ContentRefused) as refused:
        load(raw)
    assert "written decision" in str(refused.value.facts["rule"])


def test_a_page_of_its_own_says_what_its_reader_is_asked_to_do():
    start = PACKS[FILE].index(b"ask = [")
    end = PACKS[FILE].index(b"]\n", start) + 2
    with pytest.raises(ContentRefused) as refused:
        load(PACKS[FILE][:start] + PACKS[FILE][end:])
    assert refused.value.code == "content.missing"
