"""Setting a vault up: whose it is, how far it has come, and the code that is kept until printed."""

import pytest

from app.domain.entry import Author
from app.ports.vault import Failures, Profile, Unlocked, VaultKind
from app.services import owner, setting_up
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, SteppingClock

PROFILE = Profile(OSEI, "northmere.example")


@pytest.fixture
def unlocked() -> Unlocked:
    return Unlocked(MemoryCaseStore(SteppingClock()), VaultKind.LIVE, PROFILE, Failures())


@pytest.mark.parametrize(
    ("name", "user"),
    [("T. Osei", "t.osei"), ("Zoë Åkesson-Brown", "zoe.akesson.brown"), ("نسرین", "")],
)
def test_a_name_proposes_what_stands_before_the_at(name: str, user: str) -> None:
    assert owner.user_of(name) == user


def test_addresses_users_and_staff_numbers_have_one_spelling() -> None:
    assert owner.is_area("northmere.example")
    assert not owner.is_area("Northmere")
    assert not owner.is_area("n." + "a" * 70)
    assert owner.is_user("t.osei")
    assert not owner.is_user("t..osei")
    assert owner.is_reference("P-114 b")
    assert not owner.is_reference("-1")


def test_a_name_is_put_right_before_anything_is_recorded(unlocked: Unlocked) -> None:
    assert owner.correct(unlocked, PROFILE) is unlocked
    by = Author("a.osei@northmere.example", "A. Osei", "constable")
    told = owner.correct(unlocked, Profile(by, "estover.example"))
    assert told.profile == Profile(by, "estover.example")
    kept = [told.store.setting(f"profile.{p}") for p in ("principal", "name", "role", "area")]
    assert kept == [by.principal, by.name, by.role, "estover.example"]
    assert told.store.log_lines(1)[0].act == "profile"


def test_the_recovery_code_is_forgotten_once_it_is_safe_on_paper(unlocked: Unlocked) -> None:
    store = unlocked.store
    assert setting_up.code(store) == ""
    setting_up.begun(unlocked, "ABCD-EFGH", "Northmere")
    assert (setting_up.stage(store), setting_up.code(store)) == ("sheet", "ABCD-EFGH")
    assert store.setting("area-title") == "Northmere"
    setting_up.sheet_is_safe(store, OSEI.principal)
    assert (setting_up.stage(store), setting_up.code(store)) == ("key", "")
    setting_up.finished(store)
    assert setting_up.stage(store) == ""
