"""Three areas that hand a case on: what the tests of several hops have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.codes import Kind, RestrictionClass, Step
from app.domain.consent import Consent, Release
from app.domain.entry import DisclosureBody, NoteBody
from app.domain.handover import DeliveryKind, Urgency, Verified
from app.domain.ids import CaseId
from app.services import following_up, handing_over, receiving, recording
from app.services.following_up import FollowUp
from app.services.receiving import Reply
from tests.builders import SteppingClock
from tests.journeys.practice import PDF, Practice, a_draft, practice

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.services.handing_over import Made

if TYPE_CHECKING:
    from app.domain.case import Case

NORTHMERE, CALDERBY, ESTOVER = "northmere.example", "calderby.example", "estover.example"
TAKEN = Reply(Step.ACCEPTED, "DS K. Lowe")
HEADED = {
    RestrictionClass.RC1: "Call",
    RestrictionClass.RC2: "Where she sleeps",
    RestrictionClass.RC3: "Who came by",
}
ASKED = Consent("told-agreed", "", "decides", "She has moved there", "J. Hale", "team manager")
DECIDED = Release("J. Hale", "team manager", "The bed depends on it")
NEWS = FollowUp(DeliveryKind.ADDENDUM, Urgency.TODAY)


@dataclass
class Office:
    """One area's desk with the case as it stands there."""

    at: Practice
    clock: SteppingClock
    case: Case | None = None

    @property
    def area(self) -> str:
        return self.at.desk.area

    @property
    def held(self) -> Case:
        assert self.case is not None
        return self.case

    def open_case(self) -> None:
        self.case = recording.open_case(self.at.desk, "E.", "the school rang")

    def write(self, text: str, rc: RestrictionClass = RestrictionClass.RC1) -> None:
        self.clock.step(minutes=1)
        self.case = recording.write(self.at.desk, self.held, NoteBody(HEADED[rc], text), rc=rc)

    def hand_to(
        self,
        other: Office,
        left_out: dict[RestrictionClass, str] | None = None,
        purpose: str = "safeguarding",
    ) -> Made:
        """Seal everything to another office, and keep what was sealed."""
        self.clock.step(minutes=1)
        draft = replace(
            a_draft(self.at, other.area, left_out), purpose=purpose, consent=ASKED, release=DECIDED
        )
        desk = self.at.desk
        prepared = handing_over.prepare(desk, self.held, self.at.post, draft)
        made = handing_over.seal(prepared, self.at.post.papers(), PDF)
        self.case = handing_over.keep(desk, self.held, made)
        return made

    def follow_up(self, follow: FollowUp = NEWS, *to: Office) -> dict[str, Made]:
        """Seal a follow-up to these, or to everybody it is meant for; by area."""
        self.clock.step(minutes=1)
        desk, post = self.at.desk, self.at.post
        found = following_up.holders(desk, self.held)
        areas = {one.area for one in to}
        wanted = (
            [h for h in found if h.area in areas] if to else following_up.suggested(follow, found)
        )
        self.case = following_up.say(desk, self.held, follow, wanted)
        desks = {h.desk for h in wanted}
        chosen = [
            r for r in following_up.recipients(desk, self.held, post) if r.holder.desk in desks
        ]
        prepared = following_up.prepare(desk, self.held, post, follow, chosen)
        made = following_up.seal(prepared, post.papers(), lambda _one: PDF)
        self.case = following_up.keep(desk, self.held, made)
        return {one.draft.to.desk.area: one for one in made}

    def opened(self, made: Made) -> Verified:
        return self.at.post.papers().open(made.sealed.content, self.clock.now())

    def take(self, made: Made, reply: Reply = TAKEN) -> Verified:
        """Prove a delivery and take it in."""
        self.clock.step(minutes=1)
        package = self.opened(made)
        self.case = receiving.take_in(self.at.desk, package, made.sealed.content, reply)
        return package

    def answer(self, made: Made, to: Office, reply: Reply = TAKEN) -> None:
        """Sign an answer to a delivery, and open it at the desk that sent it."""
        desk, post = self.at.desk, self.at.post
        receipt = receiving.answer(desk, post, self.opened(made), reply)
        sent = [
            e.body.digests[0]
            for e in to.held.of(Kind.DISCLOSURE, ever=True)
            if isinstance(e.body, DisclosureBody) and e.area == to.area
        ]
        found = to.at.post.papers().open_receipt(receipt.content, self.clock.now(), sent)
        to.case = handing_over.import_receipt(to.at.desk, to.held, found)

    def reload(self) -> Case:
        """The case as the vault holds it."""
        return recording.load(self.at.desk, CaseId(self.held.id))


def three() -> tuple[Office, Office, Office]:
    """Northmere with the case open, Calderby and Estover without it; one clock for all."""
    clock = SteppingClock()
    first = Office(practice(NORTHMERE, "t.osei", clock, 0), clock)
    first.open_case()
    return (
        first,
        Office(practice(CALDERBY, "k.lowe", clock, 5_000), clock),
        Office(practice(ESTOVER, "r.shah", clock, 9_000), clock),
    )
