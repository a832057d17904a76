"""Practice mode fills itself with fictional cases, through the same use-cases as real ones."""

from dataclasses import replace

import pytest

from app.content.packs_on_disk import read_practice
from app.domain.answers import latest
from app.domain.entry import Author, When
from app.domain.errors import ContentRefused, PackageRefused
from app.domain.handover import Mode
from app.domain.ids import ItemId
from app.domain.trusting import CertifiedAs
from app.services import attention, handing_over, recording, reviewing
from app.services.desk import Desk
from app.services.post import Post, PostPorts
from app.services.practice import AREAS, begin_practice, seed
from app.services.practice_areas import load_areas
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.memory import MemoryCaseStore
from tests.builders import OSEI, CountingIds, SteppingClock
from tests.journeys.practice import NoPrinter, Practice, a_draft
from tests.unit.stories import the_library

SCRIPTS = read_practice()
SCREENING = the_library().screening
PORTS = PostPorts(EnrolmentDesk(), TrustDesk(), PackageDesk, NoPrinter())  # type: ignore[arg-type]


def a_vault(area: str) -> tuple[Desk, Post]:
    clock = SteppingClock()
    store = MemoryCaseStore(clock)
    post = Post(store, clock, Mode.DEMO, f"t.osei@{area}", PORTS)
    return Desk(store, clock, CountingIds(), OSEI, area, "", "demo"), post


def test_the_sending_area_begins_with_cases_that_need_something() -> None:
    desk, post = a_vault("northmere.example")
    begin_practice(desk, post, PORTS, SCREENING, SCRIPTS)
    labels = {s.label for s in desk.store.cases()}
    assert labels == {"E.", "J.", "P."}
    assert post.is_enrolled()
    assert attention.today(desk)
    head = desk.store.head()
    begin_practice(desk, post, PORTS, SCREENING, SCRIPTS)
    assert desk.store.head() == head


def test_the_other_areas_begin_with_an_empty_list() -> None:
    desk, post = a_vault("calderby.example")
    begin_practice(desk, post, PORTS, SCREENING, SCRIPTS)
    assert desk.store.cases() == ()
    assert {a.area for a in post.book().areas} >= {"northmere.example", "estover.example"}


def test_a_supervisor_of_the_same_area_begins_with_no_cases_and_may_sign_what_its_worker_sealed():
    worker, workers_post = a_vault("northmere.example")
    desk, _ = a_vault("northmere.example")
    principal = "d.marsh+supervisor@northmere.example"
    post = Post(desk.store, desk.clock, Mode.DEMO, principal, PORTS)
    desk = replace(desk, author=Author(principal, "D. Marsh", "team manager"))
    for each, its_post in ((worker, workers_post), (desk, post)):
        begin_practice(each, its_post, PORTS, SCREENING, SCRIPTS)
    assert desk.store.cases() == ()
    assert post.role() is CertifiedAs.SUPERVISOR
    case = recording.load(worker, worker.store.cases()[0].case)
    draft = a_draft(Practice(worker, workers_post), "northmere.example")  # to their own area's desk
    prepared = handing_over.prepare(worker, case, workers_post, draft)
    made = handing_over.seal(prepared, workers_post.papers(), b"%PDF-1.7 pages")
    package = post.papers().open(made.sealed.content, desk.clock.now())
    reviewing.check_may_sign(post, package)
    with pytest.raises(PackageRefused, match="not-a-supervisor"):
        reviewing.check_may_sign(workers_post, package)


@pytest.mark.parametrize(
    ("old", "new"),
    [('do = "person"', 'do = "dance"'), ("source = [", "extra = 1\nsource = [")],
)
def test_a_script_with_a_word_nobody_knows_is_refused(old: str, new: str) -> None:
    desk, _ = a_vault("northmere.example")
    file, raw = next((f, r) for f, r in SCRIPTS if f != AREAS)
    with pytest.raises(ContentRefused):
        seed(desk, SCREENING, file, raw.decode().replace(old, new, 1).encode())


def test_a_date_in_a_script_counts_from_today() -> None:
    desk, _ = a_vault("northmere.example")
    script = """
source = ["a test"]
[opening]
alias = "Z."
reason = "why"
days_ago = 3
time = "09:00"
[[step]]
do = "answer"
item = "A5"
in_days = 7
"""
    case = seed(desk, SCREENING, "z.toml", script.encode())
    dated = latest(case, ItemId("A5"))
    assert dated is not None
    assert dated.body.value.when == When(2026, 12, 1)


def test_an_area_without_its_key_is_refused() -> None:
    raw = dict(SCRIPTS)[AREAS].decode()
    with pytest.raises(ContentRefused):
        load_areas(AREAS, raw.replace("desk =", "dock =", 1).encode())
