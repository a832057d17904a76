"""A review that comes back to the page where its record was sealed: proved, then taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.entry import SignoffBody
from app.domain.errors import Refused
from app.domain.handover import Decision
from app.i18n import N_, _
from app.services import reviews_back
from app.services.report_words import VERDICTS
from ui import when

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.handover import ReviewFacts
    from app.services.desk import Desk
    from app.services.reviews_back import Opened
    from ui.session import Session

_DECIDED = {
    Decision.APPROVED: N_("Approved"),
    Decision.APPROVED_WITH_CONDITIONS: N_("Approved, with actions"),
    Decision.RETURNED: N_("Sent back to its author"),
}


class ReviewsBack(QObject):
    """Opens one review at a time. `taken(words, because)` says what it was."""

    taken = Signal(str, str)
    refused = Signal(object)  # Refused
    elsewhere = Signal(str)  # the case that it is of, when it is not the one in hand

    def __init__(self, session: Session, parent: QObject) -> None:
        """Stand on a session."""
        super().__init__(parent)
        self._session = session

    def open(self, content: bytes) -> None:
        """Prove a review in a job, then put it into the slice of the open case that it is of."""
        session = self._session
        case = session.case
        if case is None:
            return
        try:
            asked = reviews_back.prepare(session.desk, case, session.post.papers())
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        session.jobs.run(
            lambda: reviews_back.open_(asked, content),
            lambda opened: self._take(opened, case, content),
            self._refuse,
        )

    def _take(self, opened: Opened, case: Case, content: bytes) -> None:
        session = self._session
        if session.case is None or session.case.id != case.id:
            return  # another case is open by now; the file is still where it was

        def change(desk: Desk, now: Case) -> Case:
            return reviews_back.take(desk, now, opened, content)

        if session.record(change):
            session.vault.anchor()
            self.taken.emit(self._words(opened.facts), _reasons(opened.facts))

    def _words(self, facts: ReviewFacts) -> str:
        return _("Genuine. Reviewed by {who}, {when}: {decision}.").format(
            who=facts.reviewer,
            when=when.at(facts.created, self._session.now()),
            decision=_decision(facts),
        )

    def _refuse(self, refusal: Refused) -> None:
        other = ""
        if refusal.code == "review.of-nothing-here":
            slice_ = str(refusal.facts.get("slice", ""))
            other = reviews_back.case_of(self._session.desk, slice_)
        if other:
            self.elsewhere.emit(other)
        else:
            self.refused.emit(refusal)


def _decision(facts: ReviewFacts) -> str:
    body = _signoff(facts)
    words = {verdict.value: said for verdict, said in VERDICTS.items()}
    return _(words[body.decision] if body and body.decision in words else _DECIDED[facts.decision])


def _reasons(facts: ReviewFacts) -> str:
    body = _signoff(facts)
    return body.reasons if body else ""


def _signoff(facts: ReviewFacts) -> SignoffBody | None:
    entries = facts.words.entries if facts.words else ()
    found = next((e.body for e in entries if e.id == facts.record), None)
    return found if isinstance(found, SignoffBody) else None
