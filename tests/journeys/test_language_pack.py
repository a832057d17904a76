"""One area signs a language pack; another one's laptop takes it in, uses it, and stops using it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode, Revocation, Standing
from app.domain.translation import NotShown, Shown
from app.services import language_packs, translating
from app.services.post import Post, PostPorts
from app.services.post_kept import credentials_to_bytes
from app.services.translating import TranslationDesk
from storage.handover import signers
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.handover.trust import Book
from storage.memory import MemoryCaseStore
from tests.builders import SteppingClock
from tests.format import world
from tests.format.world import NOON
from tests.unit.a_pack import R1, T1, a_pack, rendered
from tests.unit.stories import the_library

LEAD = f"amina+content@{world.NORFOLK}"


def a_post(credentials, known) -> Post:
    clock = SteppingClock(NOON)
    store = MemoryCaseStore(clock)
    store.set_secret("credentials", credentials_to_bytes(credentials))
    store.set_setting("trust", signers.write_book(Book(Mode.LIVE, known)))
    ports = PostPorts(
        EnrolmentDesk(), TrustDesk(), lambda c, b: PackageDesk(c, Book(b.mode, b.areas)), None
    )
    return Post(store, clock, Mode.LIVE, credentials.principal, ports)


def signed_at_norfolk():
    post = a_post(world.norfolk().worker(LEAD), (world.norfolk().known(Standing.OWN),))
    desk = TranslationDesk(post._store, post._clock, the_library(), LEAD)
    day = NOON.date()
    text = rendered(translated_on=day, reviewed_on=day, approved_by=LEAD)
    translating._keep(desk, a_pack(text, people=(T1, R1), proof=None))
    return translating.sign(desk, "ckb", post)


def test_a_pack_signed_in_one_area_is_shown_in_another_until_its_signer_is_revoked():
    signed = signed_at_norfolk()
    known = world.norfolk().known(Standing.VOUCHED)
    here = a_post(world.west().worker(), (known,))
    language_packs.take_in(here._store, the_library(), signed, here, "pat@west.example")
    shelf = language_packs.shelf(here._store, the_library(), here)
    assert isinstance(shelf.may_show("ckb", "B2"), Shown)
    serial = int.from_bytes(world.seed(LEAD)[:4], "big")
    lost = replace(known, revocations=(Revocation(serial, "", NOON),))
    here._store.set_setting("trust", signers.write_book(Book(Mode.LIVE, (lost,))))
    shelf = language_packs.shelf(here._store, the_library(), here)
    assert shelf.may_show("ckb", "B2") == NotShown("no-pack")
    assert shelf.faults


def test_a_laptop_that_does_not_know_the_area_takes_nothing_in():
    signed = signed_at_norfolk()
    here = a_post(world.west().worker(), (world.west().known(Standing.OWN),))
    with pytest.raises(PackageRefused, match=r"package\.unknown-area"):
        language_packs.take_in(here._store, the_library(), signed, here, "pat@west.example")


def test_a_worker_who_is_no_content_lead_cannot_sign():
    here = a_post(world.west().worker(), (world.west().known(Standing.OWN),))
    with pytest.raises(PackageRefused, match=r"package\.wrong-role"):
        here.sign_interview(b"[meta]\n")
