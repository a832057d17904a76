"""What has not changed is not made again when somebody looks again; and nothing is missing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

import ui.controls
import ui.map.people_map
import ui.pages.handover.leaking
from app.domain.people import Ring
from tests.desktop.a_case import after_a_visit, say
from tests.desktop.office import a_window, seen
from tests.repo.source import ROOT
from ui.map import Figure, MapView, Scene
from ui.pages.handover.drafting import Chosen
from ui.pages.handover.leaking import LeakPanel
from ui.pages.record import RecordPage
from ui.text import Label

if TYPE_CHECKING:
    from ui.pages.record.rows import Rows


def rows_of(page: RecordPage) -> list[Label]:
    rows: Rows = page.rows
    return [label for label in rows.findChildren(Label) if label.isVisible()]


def test_the_record_is_not_drawn_again_until_something_is_written(qtbot, theme) -> None:
    session = after_a_visit()
    page = RecordPage(session, theme)
    page.arrive(None)
    window = a_window(qtbot, session, page, theme=theme)
    before = rows_of(page)
    page.arrive(None)
    assert [id(row) for row in rows_of(page)] == [id(row) for row in before]
    say(session, "F2", "yes", words="I have it now")
    assert "I have it now" in seen(window)


def counted(monkeypatch, module, name: str) -> list[int]:
    calls: list[int] = []
    plain = getattr(module, name)

    def count(*given, **named):
        calls.append(1)
        return plain(*given, **named)

    monkeypatch.setattr(module, name, count)
    return calls


def test_words_held_back_are_looked_for_once_in_each_state_of_a_case(
    qtbot, theme, monkeypatch
) -> None:
    session = after_a_visit()
    looked = counted(monkeypatch, ui.pages.handover.leaking, "leaks")
    panel = LeakPanel(session, theme)
    qtbot.addWidget(panel)
    for _visit in range(3):
        panel.show_case(session.case, Chosen())
    assert len(looked) == 1
    say(session, "F2", "yes", words="I have it now")
    panel.show_case(session.case, Chosen())
    assert len(looked) == 2


def test_the_map_is_not_arranged_again_for_the_same_people_in_the_same_room(
    qtbot, theme, monkeypatch
) -> None:
    arranged = counted(monkeypatch, ui.map.people_map, "arranging")
    scene = Scene(Figure("her", "E."), parties=(Figure("b", "Her husband, B.", ring=Ring.ABROAD),))
    view = MapView(theme, "People")
    qtbot.addWidget(view)
    view.resize(QSize(900, 600))
    view.map.show_scene(scene)
    view.show()
    qtbot.waitUntil(lambda: view.map.drawing is not None, timeout=5_000)
    drawing, once = view.map.drawing, len(arranged)
    view.hide()
    view.show()
    qtbot.waitUntil(lambda: not (view.map._soon.isActive() or view.map._slices.busy), timeout=5_000)
    assert view.map.drawing is drawing
    assert len(arranged) == once
    theme.set_scale(1.5)
    qtbot.waitUntil(lambda: len(arranged) > once, timeout=5_000)


def test_every_part_of_the_kit_is_found_under_its_own_name() -> None:
    assert set(ui.controls.__all__) == set(ui.controls._AT)
    for name, module in ui.controls._AT.items():
        part = getattr(ui.controls, name)
        assert getattr(part, "__module__", "") in {f"ui.controls.{module}", "typing"}
    assert not hasattr(ui.controls, "Slider")


def test_every_page_is_there_after_the_quiet_turns() -> None:
    source = (
        "import sys\n"
        "from ui.pages.directory import _WHERE, load_pages\n"
        "steps = sum(1 for _step in load_pages())\n"
        "assert all(module in sys.modules for module, _name in _WHERE.values())\n"
        "print(steps, sum(1 for _step in load_pages()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    first, again = map(int, done.stdout.split())
    assert first >= 10
    assert again == 0
