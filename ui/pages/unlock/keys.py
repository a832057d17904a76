"""Choosing the keys of a copy, when those beside the case file are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.i18n import _
from ui import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

MOST = 1 << 20
"""Bytes; a file of keys is far smaller."""


def copied_keys(
    parent: QWidget,
    choose: Callable[[], Path | None] | None,
    refused: Callable[[Refused], None],
) -> bytes | None:
    """Ask which file, and give its bytes; None when none was chosen or it cannot be read."""
    title, kinds = _("Choose the keys of a copy"), _("Keys of a copy (*.slots);;All files (*)")
    path = choose() if choose else files.ask_what_to_open(parent, title, kinds)
    try:
        return files.read(path, MOST) if path is not None else None
    except Refused as refusal:
        refused(refusal)
        return None
