"""What came later is said beside the earlier package, and nothing is erased."""

from dataclasses import replace

from app.domain.handover import DeliveryKind, Urgency
from app.services import inbox, superseding
from app.services.following_up import FollowUp, address_known
from app.services.handing_over import Made
from app.services.superseding import Mark
from tests.journeys.relay import CALDERBY, NEWS, Office, three


def arrives(office: Office, made: Made) -> inbox.Arrived:
    office.clock.step(minutes=1)
    package = office.opened(made)
    return inbox.keep(office.at.desk, package, made.sealed.content, made.sealed.name)


def marks(office: Office) -> list[tuple[str, Mark]]:
    found = superseding.later(inbox.arrived(office.at.desk))
    return sorted((digest, one.mark) for digest, one in found.items())


def test_an_addendum_is_said_beside_what_it_follows_and_a_correction_over_it() -> None:
    a, b, _c = three()
    first = a.hand_to(b)
    arrives(b, first)
    assert marks(b) == []
    a.write("The man rang again")
    news = a.follow_up(NEWS)[CALDERBY]
    arrives(b, news)
    assert marks(b) == [(first.sealed.digest, Mark.FOLLOWED)]
    right = FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY, "It was his brother")
    arrives(b, a.follow_up(right, b)[CALDERBY])
    assert dict(marks(b)) == {
        first.sealed.digest: Mark.CORRECTED,
        news.sealed.digest: Mark.CORRECTED,
    }


def test_what_is_taken_back_stays_in_the_list_and_is_marked() -> None:
    a, b, _c = three()
    first = a.hand_to(b)
    arrives(b, first)
    back = FollowUp(DeliveryKind.WITHDRAWAL, Urgency.TODAY, "Sent by mistake")
    taken_back = a.follow_up(back, b)[CALDERBY]
    arrives(b, taken_back)
    assert marks(b) == [(first.sealed.digest, Mark.WITHDRAWN)]
    assert len(inbox.arrived(b.at.desk)) == 2
    # ... and what is said after it makes it no better
    arrives(b, a.follow_up(address_known("A cousin rang"), b)[CALDERBY])
    assert dict(marks(b))[first.sealed.digest] is Mark.WITHDRAWN
    assert dict(marks(b))[taken_back.sealed.digest] is Mark.ADDRESS_KNOWN


def test_another_area_cannot_take_it_back_and_a_circle_ends() -> None:
    a, b, _c = three()
    line = arrives(b, a.hand_to(b))
    foreign = replace(line, delivery="f" * 64, area="estover.example", kind="withdrawal",
                      previous=line.delivery)  # fmt: skip
    assert superseding.later([line, foreign]) == {}
    one = replace(line, kind="addendum", previous="e" * 64)
    two = replace(line, delivery="e" * 64, kind="addendum", previous=line.delivery)
    assert set(superseding.later([one, two])) == {line.delivery, "e" * 64}
