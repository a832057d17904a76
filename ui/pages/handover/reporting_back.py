"""How she is, some days after this desk accepted: signed, and sealed to the desk that sent her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_, _
from app.services import after_accepting, following_up
from ui.controls import AnswerGroup, Option, Primary, Quiet, Sheet, TextField
from ui.errors import sentence
from ui.pages.handover.holding import holder_name
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.after_accepting import Report
    from app.domain.errors import Refused
    from app.services.following_up import FollowUp, Recipient
    from ui.session import Session
    from ui.theme import Theme

SEEN = {
    "alone": N_("Seen, alone"),
    "not_alone": N_("Seen, not alone"),
    "spoken": N_("Spoken to, not seen"),
    "no": N_("Neither seen nor spoken to"),
}
PLACE = {
    "here": N_("Still where we placed her"),
    "moving": N_("About to move"),
    "moved": N_("Moved on"),
    "unknown": N_("Not known"),
}
"""What is chosen, as it is shown here; the record keeps it as `reported` says it."""


class ReportSheet(Sheet):
    """Seen or not, the danger now, and whether she is still there: one file to the sender."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        report: Report,
        to: Recipient,
        act: Callable[[FollowUp, tuple[Recipient, ...], str], Refused | None],
    ) -> None:
        told = _("It goes to {who}, as a signed file, with what is new to them.").format(
            who=holder_name(session, to.holder)
        )
        super().__init__(theme, _("Report back"), told)
        self._report, self._to, self._act = report, to, act
        self.seen = self._choice(_("Has she been seen?"), "seen", SEEN)
        self.danger = TextField(theme, _("The danger now, and how you know"), lines=3)
        self.body.add(self.danger, gap=14)
        self.place = self._choice(_("Is she still there?"), "place", PLACE)
        moves = _("If she moves: to whom, and when. Do not write the address")
        self.next = TextField(theme, moves, lines=2)
        self.body.add(self.next, gap=14)
        self.reason = TextField(theme, _("Why it cannot wait until their key is checked"), lines=2)
        if to.to.is_unchecked:
            self.body.add(self.reason, gap=14)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        self.body.add(self.problem, gap=6)
        self.foot.add(
            Primary(theme, _("Seal the report and save the file"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _choice(self, name: str, key: str, words: dict[str, str]) -> AnswerGroup:
        self.body.add(plain(self.theme, name, "note_strong"), gap=14)
        shown = [Option(f"{key}-{code}", _(told)) for code, told in words.items()]
        group = AnswerGroup(self.theme, shown, name=name, shape="lines")
        self.body.add(group, gap=4)
        return group

    def _do(self) -> None:
        seen, place = self.seen.value(), self.place.value()
        danger = self.danger.text().strip()
        self.danger.set_problem("" if danger else _("Write this first. They act on it."))
        if not (seen and place):
            self._say(_("Choose whether she was seen, and whether she is still there."))
        reason = self.reason.text().strip()
        unsaid = self._to.to.is_unchecked and not reason
        self.reason.set_problem(_("Write it first. It stays in the record.") if unsaid else "")
        if unsaid or not (seen and place and danger):
            return
        seen, place = seen.removeprefix("seen-"), place.removeprefix("place-")
        words = after_accepting.reported(seen, danger, place, self.next.text())
        follow = following_up.report_back(self._report.heading, words)
        refusal = self._act(follow, (self._to,), reason)
        if refusal is None:
            self.close_sheet()
        else:
            self._say(sentence(refusal))

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
