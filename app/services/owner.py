"""Whose vault this is, corrected while setting it up: before anything has been recorded in it.

Later a name cannot be changed: it stands on every entry as it was when the entry was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports.vault import Profile, Unlocked

_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_AREA = re.compile(rf"(?=.{{1,63}}$){_LABEL}(?:\.{_LABEL})+", re.ASCII)
_USER = re.compile(r"(?=.{1,64}$)[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)
_REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./-]{0,38}[A-Za-z0-9])?", re.ASCII)


def is_reference(text: str) -> bool:
    """Whether a text can be a staff or collar number in a certificate."""
    return _REFERENCE.fullmatch(text) is not None


def is_area(text: str) -> bool:
    """Whether a text can be an area's address, such as `northmere.example` (docs/package.md)."""
    return _AREA.fullmatch(text) is not None


def is_user(text: str) -> bool:
    """Whether a text can stand before the @ of a principal."""
    return _USER.fullmatch(text) is not None


def user_of(name: str) -> str:
    """What stands before the @ for a person's name: `t.osei` for “T. Osei”, as far as it goes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join(re.findall(r"[a-z0-9]+", plain))[:64].rstrip(".")


def correct(unlocked: Unlocked, profile: Profile) -> Unlocked:
    """Put another name, role or area on a vault that is still being set up."""
    if profile == unlocked.profile:
        return unlocked
    store, by = unlocked.store, profile.by
    store.set_setting("profile.principal", by.principal)
    store.set_setting("profile.name", by.name)
    store.set_setting("profile.role", by.role)
    store.set_setting("profile.area", profile.area)
    store.log("profile", "", by.principal)
    return replace(unlocked, profile=profile)
