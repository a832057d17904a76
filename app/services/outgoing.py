"""Where files that leave are offered to be put: one folder for each vault, kept in the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports.record import CaseStore

_SETTING = "export-folder"


def chosen_folder(store: CaseStore) -> str:
    """The folder somebody chose; empty when nobody has."""
    return store.setting(_SETTING)


def choose_folder(store: CaseStore, folder: str) -> None:
    """Offer this folder from now on; an empty one goes back to the usual."""
    store.set_setting(_SETTING, folder)
