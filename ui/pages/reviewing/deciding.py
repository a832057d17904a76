"""The decision: what the reviewer says, in what office, and why; then the signed files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refused
from app.domain.handover import ReviewRole
from app.domain.review import Verdict, owed
from app.i18n import _, ngettext
from app.services import reviewing
from app.services.report_words import OFFICES
from ui.controls import AnswerGroup, ChoiceField, MenuItem, Option, Primary, Quiet, Sheet, TextField
from ui.errors import sentence
from ui.pages.exchange import save_and_read_back
from ui.pages.reviewing.words import VERDICTS, number_of
from ui.questionnaire.said_part import SideBySide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.handover import Verified
    from app.domain.review import Review
    from app.services.reviewing import Made
    from ui.controls.buttons import Button
    from ui.pages.exchange import Place
    from ui.session import Session
    from ui.theme import Theme


class DecideSheet(Sheet):
    """Four decisions, an office, and the reasons. `act` is given the review with all three."""

    column_width = 1000

    def __init__(
        self, session: Session, theme: Theme, review: Review, act: Callable[[Review], None]
    ) -> None:
        """With what was chosen before."""
        told = _(
            "It is signed with your own key and sealed to the author’s desk. It cannot be changed "
            "afterwards; a newer one takes its place."
        )
        super().__init__(theme, _("Decide and sign"), told)
        self._review, self._act, self._checks = review, act, session.library.checks
        options = [Option(v.value, _(title), _(note)) for v, (title, note) in VERDICTS.items()]
        self.verdict = AnswerGroup(theme, options, name=_("Decision"), shape="column")
        if review.verdict is not None:
            self.verdict.choose(review.verdict.value)
        offices = [MenuItem(role.value, _(words)) for role, words in OFFICES.items()]
        self.office = ChoiceField(theme, _("You sign as"), offices, value=review.role.value)
        self.reasons = TextField(theme, _("Reasons, and what must be done"), lines=3, limit=8_000)
        self.reasons.set_text(review.reasons)
        self.body.add(self.verdict)
        self.body.add(SideBySide(theme, [self.reasons, self.office]), gap=12)
        self.sign = Primary(theme, _("Sign and save the file"), icon="stamp", on_click=self._sign)
        self.foot.add(self.sign, Quiet(theme, _("Go back"), on_click=self._leave))

    def review(self) -> Review:
        """The review with what stands on the sheet."""
        chosen = self.verdict.value()
        return replace(
            self._review,
            verdict=Verdict(chosen) if chosen else None,
            reasons=self.reasons.text().strip(),
            role=ReviewRole(self.office.value() or ReviewRole.SUPERVISOR.value),
        )

    def _leave(self) -> None:
        self.dismiss()

    def _sign(self) -> None:
        review = self.review()
        left = owed(review, self._checks)
        checks = ", ".join(str(number_of(code)) for code in left if code.startswith("check."))
        problem = ""
        if checks:
            problem = _("These checks still need an answer, or a reason: {numbers}.").format(
                numbers=checks
            )
        elif "verdict" in left:
            problem = _("Choose a decision first.")
        elif "reasons" in left:
            problem = _("Write the reasons. They go back with the decision.")
        self.reasons.set_problem(problem)
        if not problem:
            self.close_sheet()
            self._act(review)


def allow_signing(button: Button, session: Session, package: Verified) -> None:
    """Let a package be decided by those who may; to the others the button says why not."""
    reason = ""
    try:
        reviewing.check_may_sign(session.post, package)
    except Refused as refusal:
        reason = sentence(refusal)
    button.setEnabled(not reason)
    button.set_reason(reason)


def saved_words(names: Sequence[str]) -> tuple[str, str]:
    """That a review is signed and saved under these names, and what to do with the files."""
    words = _("Signed, saved as {names}, and read back from the disk.")
    then = ngettext(
        "Give it to the author’s desk. It opens on their case.",
        "Each signs one part of the record. Give every one to the author’s desk.",
        len(names),
    )
    return words.format(names=", ".join(names)), then


class Signing(QObject):
    """Signs one review at a time off the GUI thread, then asks where the files go."""

    signed = Signal(object, object)  # Kept, and the names as saved
    left = Signal()  # nobody chose a place: nothing was signed off or saved
    refused = Signal(object)  # Refused

    def __init__(self, session: Session, choose_file: Place, parent: QObject) -> None:
        """Stand on a session; nothing is running."""
        super().__init__(parent)
        self._session = session
        self.choose_file = choose_file

    def begin(self, package: Verified, review: Review) -> None:
        """Read what is needed, sign in a job, then place the files."""
        session = self._session
        try:
            prepared = reviewing.prepare(
                session.desk, session.post, package, review, session.library.checks
            )
            papers = session.post.papers()
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        session.jobs.run(lambda: reviewing.sign(prepared, papers), self._place, self.refused.emit)

    def _place(self, made: Made) -> None:
        """Keep and save. Several files go beside the first, each under its own name."""
        first = made.files[0]
        path = self.choose_file(first.name)
        if path is None:
            self.left.emit()
            return
        session = self._session
        try:
            kept = reviewing.keep(session.desk, made)
            session.vault.anchor()
            save_and_read_back(path, first.content)
            names = [path.name]
            for other in made.files[1:]:
                save_and_read_back(path.with_name(other.name), other.content)
                names.append(other.name)
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        self.signed.emit(kept, tuple(names))
