"""A telephone call to the receiving desk: spoken, unproved, and perhaps with a code read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import coded, spoken_code
from app.domain.codes import Step
from app.domain.errors import Refused
from app.i18n import N_, _
from app.services import hearing_back
from app.services.calling_back import is_number
from app.services.hearing_back import Call
from ui import when
from ui.controls import LineField, Primary, Quiet, Sheet, State, TextField
from ui.errors import sentence
from ui.questionnaire.said_part import SideBySide

if TYPE_CHECKING:
    from app.domain.deliveries import Delivery
    from ui.session import Session
    from ui.theme import Ink, Theme

LONGEST_CODE = 24
"""Characters: room for what is typed while it is read out slowly, with spaces."""

SAID = {
    Step.ARRIVED: N_("it arrived and was proved genuine"),
    Step.READ: N_("a named person has read it"),
    Step.ACCEPTED: N_("they accept it"),
    Step.ASKED: N_("they ask a question"),
    Step.DECLINED: N_("they decline it"),
    Step.FIRST_CONTACT: N_("first safe contact is made"),
    Step.CONFERENCE: N_("the conference is told"),
    Step.TRANSFERRED: N_("responsibility is taken over"),
}
"""What each code says, in the middle of a sentence."""


class CallSheet(Sheet):
    """What was said on the telephone about one delivery."""

    def __init__(self, session: Session, theme: Theme, delivery: Delivery) -> None:
        told = _("A call is kept as spoken. Only their signed answer frees you.")
        super().__init__(theme, _("Log a call"), told)
        self._session, self._delivery = session, delivery
        self.who = LineField(theme, _("Whom you spoke to"), width=580, limit=80)
        self.who.set_note(_("Leave it empty when nobody answered."))
        self.number = LineField(theme, _("On which number"), width=300, limit=30)
        self.code = LineField(theme, _("The code they read out"), width=300, limit=LONGEST_CODE)
        note = _("Eight letters and figures, if they read one to you. Else empty.")
        if delivery.is_coded:
            note = _("The six letters and figures of the first page, if they read them to you.")
        self.code.set_note(note)
        self.fits = State(theme, "check", "")
        self.fits.setObjectName("page.handover.call.fits")
        self.fits.hide()
        self.words = TextField(theme, _("What was said"), lines=3)
        self.body.add(self.who)
        self.body.add(SideBySide(theme, [self.number, self.code]), gap=12)
        self.body.add(self.fits, gap=4)
        self.body.add(self.words, gap=12)
        self.code.edited.connect(self._look)
        self.foot.add(
            Primary(theme, _("Log this call"), icon="phone", on_click=self._log),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _call(self) -> Call:
        return Call(
            by=self.who.text().strip(),
            number=self.number.text().strip(),
            words=self.words.text().strip(),
            code=self.code.text().strip(),
        )

    def _look(self, *_args: object) -> None:
        """Say at once what a whole code stands for, while they are still on the line."""
        self.code.set_problem("")
        case = self._session.case
        typed = sum(c.isalnum() for c in self.code.text())
        whole = coded.READ_BACK_SYMBOLS if self._delivery.is_coded else spoken_code.LENGTH
        if case is None or typed < whole:
            self.fits.hide()
            return
        try:
            found = hearing_back.fits(self._session.desk, case, self.code.text())
        except Refused as refusal:
            self.fits.show_state("circle-x", sentence(refusal), "attn")
        else:
            self.fits.show_state(*self._found(found))
        self.fits.show()

    def _found(self, found: tuple[Delivery, Step] | None) -> tuple[str, str, Ink]:
        if found is None:
            return "circle-x", _("The code is for no handover of this case."), "attn"
        delivery, step = found
        if delivery.digest != self._delivery.digest:
            day = when.day(delivery.sent)
            words = _("The code is for another handover: to {to}, {day}. Choose that one first.")
            return "circle-alert", words.format(to=delivery.body.to, day=day), "attn"
        words = _("It fits this handover: {said}. Spoken, not proved.")
        return "check", words.format(said=_(SAID[step])), "ink"

    def _log(self) -> None:
        call = self._call()
        told = _("Write what was said, or that nobody answered.")
        self.words.set_problem("" if call.words or call.code else told)
        needs = bool(call.code)
        self.who.set_problem(_("Write who read it out.") if needs and not call.by else "")
        bad = not is_number(call.number) and (needs or call.number)
        self.number.set_problem(_("Write the number you spoke on.") if bad else "")
        if not (call.words or call.code) or (needs and not call.by) or bad:
            return
        try:
            hearing_back.step_of(self._session.desk, call, self._delivery)
        except Refused as refusal:
            self.code.set_problem(sentence(refusal))
            return
        delivery = self._delivery
        if self._session.record(lambda d, c: hearing_back.log_call(d, c, delivery, call)):
            self.close_sheet()
