"""Every window and sheet of the supervisor's desk and of a handover, in every look.

No text is cut, faint, or wider than its window, and no control is without a name: at both sizes of
text and of window, light and dark, mirrored, and with names of sixty letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.desktop import clipping, naming
from tests.desktop.gallery_handover import handover_scenes
from tests.desktop.gallery_supervisor import supervisor_scenes
from tests.desktop.posing import Look
from ui.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desktop.posing import Scenes

LOW = (1280, 648)
LOOKED_AT = (
    Look("100 long", long=True),
    Look("100 low dark mirrored", dark=True, size=LOW, mirrored=True),
    Look("200 low long", 2.0, size=LOW, long=True),
)
"""Each size, ground, window and way round once; `posing.LOOKS` are for somebody to look at."""


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """Windows made after this stand as they did."""
    palette = qapp.palette()
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setPalette(palette)


@pytest.mark.parametrize("scenes", [supervisor_scenes, handover_scenes], ids=["desk", "handover"])
@pytest.mark.parametrize("look", LOOKED_AT, ids=lambda look: look.name)
def test_every_window_fits_is_clear_and_has_names(
    fonts: tuple[str, ...], tmp_path: Path, scenes: Scenes, look: Look
) -> None:
    del fonts
    theme = look.wear()
    faults: list[str] = []
    for name, window in scenes(look, theme, tmp_path):
        found = [
            *clipping.check(window),
            *naming.check(window),
            *clipping.contrasts(window, theme),
        ]
        faults += [f"{name}: {fault}" for fault in found]
    assert faults == []


def test_words_keep_to_the_side_where_a_mirrored_window_begins(
    fonts: tuple[str, ...], tmp_path: Path
) -> None:
    del fonts
    look = Look("mirrored", mirrored=True)
    _name, window = next(iter(supervisor_scenes(look, look.wear(), tmp_path)))
    title = next(
        w for w in window.findChildren(Label) if w.isVisible() and w.text() == "Waiting for you"
    )
    image = title.grab().toImage()
    ink = [
        x for x in range(image.width()) if image.pixelColor(x, image.height() // 2).lightness() < 90
    ]
    assert ink
    assert min(ink) > image.width() // 2, "the title stands at the right"
