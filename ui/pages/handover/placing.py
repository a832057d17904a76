"""The sheet that writes down a stay: where, from when, until when, and who placed her there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Status, SubjectType
from app.domain.errors import Refused
from app.i18n import _, pgettext
from app.services import moving
from ui.controls import AnswerGroup, DateField, LineField, Option, Primary, Quiet, Sheet
from ui.errors import sentence
from ui.questionnaire.when_field import when_of
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme


class LegSheet(Sheet):
    """One stay. It stands in the part on where she is, for named people only."""

    def __init__(self, session: Session, theme: Theme) -> None:
        told = _(
            "It goes with where she is: only to named people, and never on a sheet with names."
        )
        super().__init__(theme, _("Where was she placed?"), told)
        self._session = session
        self.where = LineField(theme, _("Place or organisation"), width=460, limit=120)
        self.where.set_note(_("As it may be said on the telephone. The address has its own place."))
        shown = [
            Option(SubjectType.PLACE.value, _("A place")),
            Option(SubjectType.ORGANISATION.value, _("An organisation")),
        ]
        self.type = AnswerGroup(theme, shown, name=_("What it is"))
        self.type.choose(SubjectType.PLACE.value)
        self.since = DateField(theme, pgettext("a day", "From"))
        self.until = DateField(theme, _("Until, if it is for a time"))
        self.by = LineField(theme, _("Who placed her there"), width=460, limit=120)
        sure = [
            Option(Status.ESTABLISHED.value, _("Established")),
            Option(Status.SUSPECTED.value, _("Thought to be so")),
            Option(Status.NOT_ESTABLISHED.value, _("Not established")),
        ]
        self.status = AnswerGroup(theme, sure, name=_("How sure is it?"))
        self.status.choose(Status.ESTABLISHED.value)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        self.body.add(self.where)
        self.body.add(plain(theme, _("What it is"), "note_strong"), gap=12)
        self.body.add(self.type)
        for part in (self.since, self.until, self.by):
            self.body.add(part, gap=8)
        self.body.add(plain(theme, _("How sure is it?"), "note_strong"), gap=12)
        self.body.add(self.status, self.problem)
        self.foot.add(
            Primary(theme, _("Keep this stay"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        if self.since.fault() or self.until.fault():
            return
        case = self._session.case
        if case is None:
            return
        try:
            placed = self._placed(self._session.desk, case)
        except Refused as refusal:
            self._refuse(refusal)
            return
        if self._session.record(lambda _desk, _case: placed):
            self.close_sheet()

    def _placed(self, desk: Desk, case: Case) -> Case:
        return moving.place(
            desk,
            case,
            self.where.text().strip(),
            type_=SubjectType(self.type.value() or SubjectType.PLACE.value),
            since=when_of(self.since),
            until=when_of(self.until),
            placed_by=self.by.text().strip(),
            status=Status(self.status.value() or Status.ESTABLISHED.value),
        )

    def _refuse(self, refusal: Refused) -> None:
        if refusal.code == "leg.no-place":
            self.where.set_problem(sentence(refusal))
        else:
            self.problem.setText(sentence(refusal))
            self.problem.show()
