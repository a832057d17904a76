"""The closed lists of a handover: what it is for, on what ground, why a part stays out."""

import pytest

from app.content.packs_on_disk import read_packs
from app.content.sharing_loader import load_sharing
from app.domain.consent import AGREED
from app.domain.errors import ContentRefused
from app.services.report_words import GROUNDS
from storage.handover import grammars

RAW = dict(read_packs())["sharing.toml"]


def test_every_code_fits_into_a_delivery_statement():
    lists = load_sharing("sharing.toml", RAW)
    codes = [t.code for t in (*lists.purposes, *lists.bases, *lists.grounds)]
    assert all(grammars.CODE.fullmatch(code) for code in codes)
    assert len(codes) == len(set(codes))


def test_whatever_she_was_told_but_that_she_agreed_asks_for_the_reason():
    lists = load_sharing("sharing.toml", RAW)
    assert {t.code for t in lists.told if not t.asks} == {AGREED}
    assert len(lists.told) == 4
    assert len(lists.capacities) == 5


def test_every_legal_ground_says_that_nobody_has_confirmed_it():
    for term in load_sharing("sharing.toml", RAW).bases:
        assert "data protection officer" in term.confirm
        assert "proposal, unverified" in term.source


def test_the_grounds_that_reports_know_are_all_there():
    assert set(GROUNDS) <= {t.code for t in load_sharing("sharing.toml", RAW).grounds}


def test_a_code_of_a_newer_pack_is_shown_as_it_is():
    assert load_sharing("sharing.toml", RAW).words("something-new") == "something-new"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'code = "safeguarding"', b'code = "Safe Guarding"', "content.word"),
        (b'code = "safeguarding"', b'code = "not-needed"', "content.duplicate"),
        (b'code = "safeguarding"', b'code = "safeguarding"\nextra = 1', "content.unknown-key"),
        (b'note = "local setting"', b"", "content.missing"),
    ],
)
def test_a_pack_with_a_slip_is_refused(old, new, code):
    with pytest.raises(ContentRefused) as refused:
        load_sharing("sharing.toml", RAW.replace(old, new, 1))
    assert refused.value.code == code
