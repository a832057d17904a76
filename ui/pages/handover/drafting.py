"""What has been chosen for a handover that is not sealed yet; kept in the vault meanwhile."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.consent import NO_CONSENT, NO_RELEASE, Consent, Release
from app.domain.handover import Standing, Urgency
from app.services import drafts
from app.services.disclosing import READING_COPY, Handed
from app.services.handing_over import Draft, said_to
from app.services.reporting import Copy

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.recipients import Recipient
    from app.domain.silence import Clocks
    from app.services.coding import NoKey
    from app.services.post import Addressee
    from ui.session import Session

_OUT = {
    RestrictionClass.RC3: "police-decision",
    RestrictionClass.RC4: "not-needed",
    RestrictionClass.RC5: "not-needed",
    RestrictionClass.RC6: "no-consent",
}
"""What stays out until somebody decides that it goes (domain rules for each class)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A handover being put together. An empty code has not been chosen."""

    area: str = ""
    desk: str = ""
    person: str = ""
    purpose: str = ""
    basis: str = ""
    urgency: str = Urgency.TODAY.value
    grounds: dict[RestrictionClass, str] = field(default_factory=lambda: dict(_OUT))
    preset: str = ""  # the recipients pack's row that it was put together from
    consent: Consent = NO_CONSENT
    release: Release = NO_RELEASE  # of the immigration part, where it goes

    @property
    def parts_in(self) -> frozenset[RestrictionClass]:
        """Classes that travel."""
        return frozenset(RestrictionClass) - frozenset(self.grounds)

    @property
    def is_whole(self) -> bool:
        """Whether addressee, purpose and legal ground are chosen."""
        return bool(self.area and self.desk and self.purpose and self.basis)

    def answer_by(self, now: datetime, clocks: Clocks) -> datetime:
        """When an answer is owed, by urgency and the time limits in force here; UTC."""
        return clocks.answer_due(now, Urgency(self.urgency))

    def withholding(self, rc: RestrictionClass, ground: str) -> Chosen:
        """With a class in (no ground) or out."""
        grounds = {k: v for k, v in self.grounds.items() if k is not rc}
        return replace(self, grounds=grounds | ({rc: ground} if ground else {}))

    def made_for(self, recipient: Recipient) -> Chosen:
        """Put together anew for a kind of reader. What she was told is asked again."""
        return replace(
            self,
            preset=recipient.code,
            purpose=recipient.purpose,
            grounds=dict(recipient.out),
            consent=NO_CONSENT,
            release=NO_RELEASE,
        )


def others(session: Session) -> tuple[Addressee, ...]:
    """Every desk that can be sent to; our own area's last."""
    found = session.post.addressees()
    return tuple(sorted(found, key=lambda a: (a.area.standing is Standing.OWN, a.title)))


def addressee(session: Session, chosen: Chosen) -> Addressee | None:
    """The desk chosen, or none when its card is no longer here."""
    wanted = (chosen.area, chosen.desk)
    return next((a for a in others(session) if (a.desk.area, a.desk.name) == wanted), None)


def draft(session: Session, chosen: Chosen) -> Draft | None:
    """What the seal is put on; None while something is not chosen."""
    to = addressee(session, chosen)
    if to is None or not chosen.is_whole:
        return None
    return _draft(session, chosen, to, chosen.person)


def coded_draft(session: Session, chosen: Chosen, to: NoKey) -> Draft:
    """What a coded copy for somebody with no key is made of; purpose and ground are chosen."""
    return _draft(session, chosen, to, "")


def _draft(session: Session, chosen: Chosen, to: Addressee | NoKey, person: str) -> Draft:
    return Draft(
        to=to,
        person=person,
        purpose=chosen.purpose,
        basis=chosen.basis,
        urgency=Urgency(chosen.urgency),
        answer_by=chosen.answer_by(session.now(), session.desk.clocks),
        parts_in=chosen.parts_in,
        grounds=dict(chosen.grounds),
        preset=chosen.preset,
        consent=chosen.consent,
        release=chosen.release,
    )


def handed(chosen: Chosen, to: str, manner: str = READING_COPY) -> Handed:
    """What is handed out other than under a seal, to somebody named in words."""
    return Handed(
        to=to,
        purpose=chosen.purpose,
        basis=chosen.basis,
        parts_in=chosen.parts_in,
        grounds=dict(chosen.grounds),
        manner=manner,
        preset=chosen.preset,
        consent=chosen.consent,
        release=chosen.release,
    )


def copy_of(
    session: Session,
    case: Case,
    chosen: Chosen,
    to: str = "",
    answer_by: datetime | None = None,
) -> Copy:
    """What the printed pages say of this copy; `to` names somebody other than the addressee."""
    desk, words = session.desk, session.library.sharing.words
    made = draft(session, chosen)
    reader = session.library.recipients.of(chosen.preset)
    header = reader.header if reader else ""
    by = ", ".join(w for w in (desk.area_title, desk.author.name, desk.author.role) if w)
    return Copy(
        mode=session.post.mode,
        reference=f"HO-{case.id[:4].upper()}-{case.id[-2:].upper()}",
        sender=by,
        recipient=to or (said_to(made) if made else "–"),
        purpose=words(chosen.purpose) or "–",
        basis=words(chosen.basis) or "–",
        answer_by=made.answer_by if made and not to else answer_by,
        withheld=tuple((rc, words(ground)) for rc, ground in sorted(chosen.grounds.items())),
        handling=header,
        header=header,
    )


def keep(session: Session, case: Case, chosen: Chosen) -> None:
    """Remember what was chosen, in the vault, for the next time this case is open."""
    said = {
        "area": chosen.area,
        "desk": chosen.desk,
        "person": chosen.person,
        "purpose": chosen.purpose,
        "basis": chosen.basis,
        "urgency": chosen.urgency,
        "grounds": {rc.value: ground for rc, ground in chosen.grounds.items()},
        "preset": chosen.preset,
        "consent": asdict(chosen.consent),
        "release": asdict(chosen.release),
    }
    drafts.keep_handover(session.desk.store, case.id, said if chosen != Chosen() else {})


def kept(session: Session, case: Case) -> Chosen:
    """What was chosen for this case; a fresh start when nothing was."""
    said = drafts.handover(session.desk.store, case.id)
    try:
        return Chosen(
            area=str(said["area"]),
            desk=str(said["desk"]),
            person=str(said["person"]),
            purpose=str(said["purpose"]),
            basis=str(said["basis"]),
            urgency=Urgency(said["urgency"]).value,
            grounds={RestrictionClass(rc): str(ground) for rc, ground in said["grounds"].items()},
            preset=str(said.get("preset", "")),
            consent=Consent(**said.get("consent", {})),
            release=Release(**said.get("release", {})),
        )
    except (ValueError, KeyError, AttributeError, TypeError):
        return Chosen()
