"""Two enrolled practice desks over memory stores: enough to send a package and answer it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

import app
from app.domain.case import Case
from app.domain.codes import RestrictionClass
from app.domain.consent import Consent, Release
from app.domain.entry import Author
from app.domain.handover import Mode, Standing, Urgency
from app.services import handing_over
from app.services.desk import Desk
from app.services.handing_over import Draft, Made
from app.services.post import Post, PostPorts
from app.services.practice_areas import join, load_areas
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.memory import MemoryCaseStore
from tests.builders import CountingIds, SteppingClock

AREAS = Path(app.__file__).parent / "content" / "demo" / "areas.toml"
ALL = frozenset(RestrictionClass)
CONSENT = Consent(
    "told-agreed", "", "decides", "They take over tonight", "D. Marsh", "team manager"
)
RELEASE = Release("K. Lowe", "detective inspector", "Her placement hangs on it")
PDF = b"%PDF-1.7 drawn elsewhere"


class NoPrinter:
    """No page is drawn in these tests."""


@dataclass
class Practice:
    """One area's desk in practice mode."""

    desk: Desk
    post: Post


def practice(area: str, name: str, clock: SteppingClock, first_id: int) -> Practice:
    """A desk of a practice area, enrolled, knowing the other areas."""
    store = MemoryCaseStore(clock)
    ports = PostPorts(EnrolmentDesk(), TrustDesk(), PackageDesk, NoPrinter())  # type: ignore[arg-type]
    principal = f"{name}@{area}"
    post = Post(store, clock, Mode.DEMO, principal, ports)
    join(post, ports, load_areas(AREAS.name, AREAS.read_bytes()), area, clock.now())
    for other in post.book().areas:  # they have rung each other: what is not checked has its tests
        if other.standing is Standing.UNCHECKED:
            post.check_by_voice(other.area, "01632 960 901")
    author = Author(principal, name, "worker")
    desk = Desk(store, clock, CountingIds(first_id), author, area, area.title(), "demo")
    return Practice(desk, post)


def a_draft(
    sender: Practice, to: str, left_out: dict[RestrictionClass, str] | None = None
) -> Draft:
    """A handover to an area's first desk, with some classes left out on a ground."""
    addressee = next(a for a in sender.post.addressees() if a.area.area == to)
    grounds = left_out or {}
    return Draft(
        to=addressee,
        person="DS K. Lowe",
        purpose="safeguarding",
        basis="vital-interests",
        urgency=Urgency.TODAY,
        answer_by=sender.desk.clock.now() + timedelta(hours=4),
        parts_in=ALL - frozenset(grounds),
        grounds=grounds,
        consent=CONSENT,
        release=RELEASE,
    )


def send(
    sender: Practice, case: Case, left_out: dict[RestrictionClass, str] | None = None
) -> tuple[Case, Made]:
    """The case sealed for Calderby and recorded as sent; and what was made."""
    draft = a_draft(sender, "calderby.example", left_out)
    prepared = handing_over.prepare(sender.desk, case, sender.post, draft)
    made = handing_over.seal(prepared, sender.post.papers(), PDF)
    return handing_over.keep(sender.desk, case, made), made


@pytest.fixture
def clock() -> SteppingClock:
    """One clock for both desks."""
    return SteppingClock()


@pytest.fixture
def northmere(clock: SteppingClock) -> Practice:
    """The desk that sends."""
    return practice("northmere.example", "t.osei", clock, 0)


@pytest.fixture
def calderby(clock: SteppingClock) -> Practice:
    """The desk that receives."""
    return practice("calderby.example", "k.lowe", clock, 5_000)
