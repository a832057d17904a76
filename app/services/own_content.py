"""An organisation's own questions and time limits: kept in the vault, used from the next start.

A screening pack adds questions: `[into]` puts items into one of our sections, `[section]` makes
a section of one's own. Our own items are never changed by them. A file whose name begins with
`clocks-` sets time limits of ours to amounts of its own, each with its own source.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.content.clocks_loader import OWN as OWN_CLOCKS
from app.content.library import load_library
from app.content.packs_on_disk import read_packs
from app.content.screening_wording import check_wording
from app.content.wording import Severity
from app.domain.errors import ContentRefused

if TYPE_CHECKING:
    from app.content.library import Library
    from app.ports.vault import VaultStore

_KEPT = "own-packs"
MOST = 1024 * 1024
"""Bytes; our largest pack has a twentieth of that."""


def names(store: VaultStore) -> tuple[str, ...]:
    """The files taken in, by name."""
    return tuple(sorted(_kept(store)))


def take_in(store: VaultStore, name: str, raw: bytes, who: str) -> Library:
    """Check a pack together with ours and keep it; the content as it will be from the next start.

    Raises:
        ContentRefused: with `file`, `id` and `rule`, for the first fault found; nothing is kept.
            `content.wording` for a question that must not be read aloud as it stands.
    """
    file = _named(name)
    kept = {**_packs(store), file: raw}
    library = _together(kept)
    _refuse_wording(file, library)
    digests = {**_kept(store), file: store.keep(raw)}
    store.set_setting(_KEPT, json.dumps(digests, sort_keys=True))
    store.log("content", file[:80], who)
    return library


def let_go(store: VaultStore, name: str, who: str) -> None:
    """Use a pack no longer, from the next start. What was asked with it keeps its words."""
    digests = {file: digest for file, digest in _kept(store).items() if file != name}
    store.set_setting(_KEPT, json.dumps(digests, sort_keys=True))
    store.log("content let go", name[:80], who)


def with_own(store: VaultStore, library: Library) -> Library:
    """The content with the organisation's own, or ours alone when there is none.

    Raises:
        ContentRefused: a kept pack does not fit this version of the program any more.
    """
    return _together(_packs(store)) if _kept(store) else library


def _together(own: dict[str, bytes]) -> Library:
    return load_library([*read_packs(), *sorted(own.items())])


def _refuse_wording(file: str, library: Library) -> None:
    for fault in check_wording(library.screening):
        if fault.finding.severity is Severity.ERROR:
            rule = f"{fault.finding.rule}: {fault.finding.message}"
            raise ContentRefused("content.wording", file=file, id=fault.words, rule=rule)


def _named(name: str) -> str:
    """The name a pack is loaded under: ours can never be taken by a stranger's file."""
    if not name.endswith(".toml"):
        raise ContentRefused("content.not-toml", file=name, id="", rule="the name ends in .toml")
    if name.startswith("clocks-"):
        return name if name.startswith(OWN_CLOCKS) else OWN_CLOCKS + name.removeprefix("clocks-")
    return name if name.startswith("screening-own-") else f"screening-own-{name}"


def _kept(store: VaultStore) -> dict[str, str]:
    found = json.loads(store.setting(_KEPT) or "{}")
    return {str(file): str(digest) for file, digest in found.items()}


def _packs(store: VaultStore) -> dict[str, bytes]:
    return {file: store.blob(digest) for file, digest in _kept(store).items()}
