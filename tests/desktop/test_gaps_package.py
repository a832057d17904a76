"""What a package and a first look cost the window's thread; and nothing is half-stored."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.codes import Step
from app.domain.errors import VaultRefused
from app.services import replying
from app.services.receiving import Reply
from storage.memory import MemoryCaseStore
from tests.desktop.a_case import after_a_visit
from tests.desktop.exchanged import done, kept, sealed, two_desks
from tests.desktop.gaps import calls
from tests.desktop.importing import too_many
from tests.desktop.office import a_window, settle
from tests.journeys.practice import CONSENT
from ui import slices
from ui.pages.handover import drafting, sealing
from ui.pages.judgement import JudgementPage
from ui.pages.judgement.rail import Weighing
from ui.pages.package import PackagePage
from ui.pages.package import page as page_of_package

ROOT = Path(__file__).resolve().parents[2]


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
    read, worked = here(page_of_package, "report_of"), here(replying, "work_out")
    page.arrive((file, "HO-1.age"))
    done(qtbot, two.receiver)
    assert read == [("report_of", "job"), ("work_out", "job")]  # and that it arrived is signed
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
    built = here(sealing, "build_pages")
    chosen = replace(drafting.kept(two.sender, case), consent=CONSENT)
    one.copy(case, chosen, "Our own record system")
    done(qtbot, two.sender)
    assert built == [("build_pages", "job")]


MODULES_AT_ONCE = 24
"""Of ours, in one step: a few milliseconds for which the window does not answer."""


def test_pages_are_imported_a_few_modules_at_a_time_and_nothing_that_could_reach_out():
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.importing"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert len(found["steps"]) >= 10
    told = "\n".join(filter(None, (too_many(step, MODULES_AT_ONCE) for step in found["steps"])))
    assert not told, told
    assert not found["reaches out"]


def test_a_step_that_imports_too_much_is_named_with_what_to_import_before_it():
    step = {"ui.page": "", "ui.rail": "ui.page", "app.rules": "ui.rail", "app.law": "app.rules"}
    step |= {"ui.foot": "ui.page", "app.plan": "ui.page", "app.rows": "app.plan"}
    step |= {"app.rows.one": "app.rows"}  # which comes with the whole of app.rows
    assert too_many(step, 8) == ""
    told = too_many(step, 4)
    assert told.startswith("ui.page imports 8 of our modules in one step")
    assert told.endswith('ui/pages/directory.py: "ui.rail" (modules: 3), "app.plan" (modules: 3)')
    put_before = too_many(step, 2).partition("directory.py: ")[2]
    assert re.findall('"(.+?)"', put_before) == ["app.rules", "app.rows", "ui.rail", "ui.foot"]
    assert too_many(step, 1).endswith("and what is left has to be taken apart")


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
