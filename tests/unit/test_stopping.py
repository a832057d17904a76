"""A full-screen stop holds until each call is recorded, and opens again on other news."""

from dataclasses import replace

from app.domain.entry import NoteBody
from app.domain.reference import Stop
from app.domain.stops import open_stops
from app.services import recording, stopping
from tests.unit.a_desk import a_desk, clock_of, her_case, visited
from tests.unit.stories import a_finding

STOP = Stop(("P02",), "Nobody leaves yet", "Ring first", ("police", "supervisor"), ("review",))


def test_each_call_is_recorded_and_then_the_stop_is_over() -> None:
    desk = a_desk()
    case = her_case(desk)
    finding = replace(a_finding(), evidence=(case.ordered[0].id,))
    (stop,) = open_stops(case, [STOP], (finding,))
    assert stop.made == (None, None)
    case = stopping.record_call(desk, case, stop, 0, "999, at once", None)
    (stop,) = open_stops(case, [STOP], (finding,))
    assert [bool(made) for made in stop.made] == [True, False]
    case = stopping.record_call(desk, case, stop, 1, "Sue, agreed", None)
    assert open_stops(case, [STOP], (finding,)) == ()


def test_a_supervisors_reason_ends_it_until_another_day_brings_news() -> None:
    desk = a_desk()
    case = her_case(desk)
    finding = replace(a_finding(), evidence=(case.ordered[0].id,))
    (stop,) = open_stops(case, [STOP], (finding,))
    case = stopping.record_reason(desk, case, stop, "Sue: the police are here", None)
    assert open_stops(case, [STOP], (finding,)) == ()
    clock_of(desk).step(days=1)
    case, visit = visited(desk, case)
    case = recording.write(desk, case, NoteBody("Call", "He rang"), visit=visit.id)
    news = replace(finding, evidence=(case.ordered[-1].id, case.ordered[0].id))
    assert len(open_stops(case, [STOP], (news,))) == 1
