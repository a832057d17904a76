"""How far setting up has come, kept in the vault so that it can be broken off and gone on with.

The recovery code stays in the vault until somebody has typed two groups of it from the paper: a
vault whose only way back was lost with a flat battery would be worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports.vault import Unlocked, VaultStore

_STAGE = "set-up"
_CODE = "recovery-code"
SHEET, KEY = "sheet", "key"


def begun(unlocked: Unlocked, code: str, organisation: str) -> None:
    """The vault has just been made: the sheet comes next."""
    store = unlocked.store
    store.set_secret(_CODE, code.encode())
    name_organisation(store, organisation)
    store.set_setting(_STAGE, SHEET)


def name_organisation(store: VaultStore, organisation: str) -> None:
    """The name that stands over what is printed and sent from here."""
    store.set_setting("area-title", organisation)


def stage(store: VaultStore) -> str:
    """What comes next, `sheet` or `key`; the empty string when setting up is done."""
    return store.setting(_STAGE)


def code(store: VaultStore) -> str:
    """The recovery code while its sheet is still to be printed; empty afterwards."""
    return (store.secret(_CODE) or b"").decode()


def sheet_is_safe(store: VaultStore, who: str) -> None:
    """Two groups were typed from the paper: the vault forgets the code."""
    store.set_secret(_CODE, b"")
    store.log("recovery sheet", "", who)
    store.set_setting(_STAGE, KEY)


def finished(store: VaultStore) -> None:
    """Setting up is over; the area's key may come later."""
    store.set_setting(_STAGE, "")
