"""What tests of the supervisor's desk have in common: a worker, two supervisors, sealed files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.content.packs_on_disk import read_practice
from app.domain.review import Answered, Mark, Review, Verdict, begun, tells_all
from app.services import handing_over, receiving
from app.services.practice import seed
from tests.builders import SteppingClock
from tests.desktop.exchanged import NORTHMERE
from tests.desktop.office import the_library
from tests.desktop.post_office import a_practice_session
from tests.journeys.practice import Practice, a_draft
from ui.pages.reviewing.opening import given_of

if TYPE_CHECKING:
    from app.domain.handover import Verified
    from tests.desktop.office import AnOffice

SUE = "sue+supervisor"


@dataclass
class Area:
    """One area: a worker with a case of practice open, and a supervisor at another laptop."""

    clock: SteppingClock
    worker: AnOffice
    supervisor: AnOffice


def an_area() -> Area:
    """Northmere with its fullest practice case, and Sue who may sign reviews."""
    clock = SteppingClock()
    worker = a_practice_session(NORTHMERE, clock=clock)
    supervisor = a_practice_session(NORTHMERE, SUE, clock=clock, first_id=50_000)
    script = dict(read_practice())["e-northmere.toml"]
    case = seed(worker.desk, the_library().screening, "e-northmere.toml", script)
    assert worker.open(case.id, "review")
    return Area(clock, worker, supervisor)


def sealed_to(area: Area, to: str = NORTHMERE, **facts: object) -> bytes:
    """The worker's case as it stands, sealed to a desk and recorded as sent."""
    desk, post, case = area.worker.desk, area.worker.post, area.worker.case
    assert case is not None
    draft = replace(a_draft(Practice(desk, post), to), **facts)
    prepared = handing_over.prepare(desk, case, post, draft)
    made = handing_over.seal(prepared, post.papers(), b"%PDF-1.7 pages")
    assert area.worker.record(lambda d, c: handing_over.keep(d, c, made))
    return made.sealed.content


def opened_by(session: AnOffice, content: bytes) -> Verified:
    """A package proved at a desk."""
    return session.post.papers().open(content, session.now())


def a_review(package: Verified, verdict: Verdict = Verdict.APPROVE, reasons: str = "") -> Review:
    """What the record tells, the rest met, and a decision."""
    library = the_library()
    case = receiving.preview(package)
    now = package.delivery.created
    review = begun(Review(), tells_all(case, library.checks, given_of(package, library, now)))
    for check in library.checks:
        if review.answer(check.id) is None:
            review = review.answered(Answered(check.id, Mark.MET))
    return replace(review, verdict=verdict, reasons=reasons or "Looked at with the team.")
