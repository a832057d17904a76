"""An unlocked vault for page tests: memory store, real content, a clock that is moved by hand.

    session = a_session(tmp_path)                 # nobody's case is open
    session = a_session(tmp_path, alias="E.")     # with a case just begun
    visit = in_a_visit(session)                   # a home visit, no interpreter needed

`session.desk.clock` is a `SteppingClock`; `session.refusals` lists what was refused.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.content.packs_on_disk import read_packs
from app.domain.entry import SettingBody
from app.domain.visit import open_visit, visits
from app.ports import Failures, Profile, Unlocked, VaultKind
from app.services import visiting
from app.services.desk import Desk
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, CountingIds, SteppingClock
from ui.jobs import Jobs
from ui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from app.content.library import Library
    from app.domain.visit import Visit

AREA = "northmere.example"


class AnOffice(Session):
    """A session that remembers what was refused."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.refusals: list[str] = []
        self.refused.connect(lambda refusal: self.refusals.append(refusal.code))


@cache
def the_library() -> Library:
    """The content that comes with the program; read once for all tests."""
    try:
        from app.content.library import load_library
    except ImportError:
        return _interim()
    return load_library(read_packs())


def _interim() -> Library:
    """Until the library loader stands: screening, links, plan and clocks; no rules."""
    from types import MappingProxyType

    from app.content.library import Library
    from app.content.reference_loader import load_links, load_plan, load_prohibitions, load_timers
    from app.content.screening_loader import load_screening
    from app.domain.reference import Book

    packs = dict(read_packs())
    screening = load_screening([p for p in packs.items() if p[0].startswith("screening-")])
    items = {i.id: i for s in screening.sections for i in s.items}
    links = load_links("links.toml", packs["links.toml"])
    plan = load_plan({k: v for k, v in packs.items() if k.startswith("plan-")}, ())
    return Library(
        screening, Book((), (), links, MappingProxyType(items)), plan, (),
        load_prohibitions("p", packs["prohibitions.toml"]), (),
        load_timers("c", packs["clocks.toml"]), frozenset(),
    )  # fmt: skip


def a_session(tmp_path: Path | None = None, *, alias: str = "") -> AnOffice:  # noqa: ARG001
    """A session at T. Osei's desk in Northmere; with `alias`, a case is begun and open."""
    clock = SteppingClock()
    store = MemoryCaseStore(clock)
    desk = Desk(store, clock, CountingIds(), OSEI, AREA, "Northmere Children's Services")
    unlocked = Unlocked(store, VaultKind.LIVE, Profile(OSEI, AREA), Failures())
    session = AnOffice(unlocked, desk, the_library(), None, None, Jobs())
    if alias:
        assert session.begin(alias, "A school told us")
    return session


def in_a_visit(session: Session, *, type_: str = "home", **setting: object) -> Visit:
    """Plan and begin a visit under a setting; by default no interpreter is needed."""
    packs = (f"screening {session.library.screening.version}",)
    assert session.record(
        lambda desk, case: visiting.plan(desk, case, type_, "To listen", None, packs)[0]
    )
    planned = visits(session.case)[-1]
    conditions = SettingBody(**{"mode": "none", "language": "English", **setting})
    assert session.record(
        lambda desk, case: visiting.note_setting(desk, case, planned.id, conditions)
    )
    assert session.record(lambda desk, case: visiting.begin(desk, case, planned))
    opened = open_visit(session.case)
    assert opened is not None
    return opened
