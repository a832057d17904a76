"""What a package and a first look cost the window's thread; and nothing is half-stored."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from app.domain.entry import Step
from app.domain.errors import VaultRefused
from app.services import inbox
from app.services.receiving import Reply
from storage.memory import MemoryCaseStore
from tests.desktop.a_case import after_a_visit
from tests.desktop.exchanged import done, kept, sealed, two_desks
from tests.desktop.gaps import calls
from tests.desktop.office import a_window, settle
from ui import slices
from ui.pages.handover import drafting, sealing
from ui.pages.judgement import JudgementPage
from ui.pages.judgement.rail import Weighing
from ui.pages.package import PackagePage
from ui.pages.package import page as page_of_package


@pytest.fixture
def here(monkeypatch):
    """Names what a module's function did on the window's own thread, and what in a job."""
    done = []

    def watch(where, name):
        real = getattr(where, name)

        def watched(*given):
            in_front = threading.current_thread() is threading.main_thread()
            done.append((name, "window" if in_front else "job"))
            return real(*given)

        monkeypatch.setattr(where, name, watched)
        return done

    return watch


def test_a_package_is_read_and_answered_in_jobs_and_written_at_once(
    qtbot, theme, qapp, tmp_path, here
):
    two = two_desks()
    file = sealed(two)
    page = PackagePage(two.receiver, theme)
    page.choose_file = lambda name: tmp_path / name
    a_window(qtbot, two.receiver, page)
    read, worked = here(page_of_package, "report_of"), here(inbox, "work_out")
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)
    assert read == [("report_of", "job")]
    told = []
    with calls(MemoryCaseStore, "append") as written:
        page.answers.give(Reply(Step.ACCEPTED, "DS K. Lowe"), told.append)
        assert written.count == 0
        done(qtbot, two.receiver)
        settle(qapp)
    assert worked[-1] == ("work_out", "job")
    assert told == [None]
    assert written.count == 1, "the entries and our answer in one"
    assert two.receiver.desk.store.unsummarised() == (), "and its list line after it"


def test_a_disk_that_fills_while_a_package_is_taken_in_leaves_nothing_of_it(
    qtbot, theme, qapp, tmp_path, monkeypatch
):
    two = two_desks()
    file = sealed(two)
    page = PackagePage(two.receiver, theme)
    page.choose_file = lambda name: tmp_path / name
    a_window(qtbot, two.receiver, page)
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)
    store = two.receiver.desk.store
    before = (kept(two.receiver), store.head())

    def full(name, _text):
        raise VaultRefused("vault.full", setting=name)

    told = []
    monkeypatch.setattr(store, "set_setting", full)
    page.answers.give(Reply(Step.ACCEPTED, "DS K. Lowe"), told.append)
    done(qtbot, two.receiver)
    monkeypatch.undo()
    assert [refusal.code for refusal in told] == ["vault.full"]
    assert (kept(two.receiver), store.head()) == before
    page.answers.give(Reply(Step.ACCEPTED, "DS K. Lowe"), told.append)
    done(qtbot, two.receiver)
    settle(qapp)
    assert told[-1] is None
    assert store.entries(two.sender.case.id)


def test_the_pages_of_a_handover_are_put_together_in_a_job(qtbot, here):
    two = two_desks()
    one = sealing.Sealing(two.sender, lambda _name: None, two.sender)
    case = two.sender.case
    built = here(sealing, "build_report")
    one.copy(case, drafting.kept(two.sender, case), "Our own record system")
    done(qtbot, two.sender)
    assert built == [("build_report", "job")]


LOADING = """
import sys
import ui.office, ui.pages.home
from ui.pages.directory import load_pages
had, most = set(sys.modules), 0
for step in load_pages():
    new = {name for name in sys.modules if name not in had}
    had |= new
    most = max(most, len([name for name in new if name.startswith(("app.", "ui."))]))
print(most, "urllib.request" in sys.modules)
"""


def test_pages_are_imported_a_few_modules_at_a_time_and_nothing_that_could_reach_out():
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
    )
    most, reaches_out = done.stdout.split()
    assert int(most) <= 24
    assert reaches_out == "False"


def test_what_is_weighed_comes_after_the_level_and_not_with_it(qtbot, theme, qapp, monkeypatch):
    monkeypatch.setattr(slices, "SLICE", 0.0)
    session = after_a_visit()
    page = JudgementPage(session, theme)
    with calls(Weighing, "_piece") as pieces:
        page.arrive(None)
        assert list(page.forms) == ["W6"]
        assert pieces.count == 0
        a_window(qtbot, session, page)
        settle(qapp)
    assert 0 < pieces.count < 20, "drawn once"
