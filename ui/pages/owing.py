"""What this desk owes the sender of a package: each answer, signed or still to come.

Under each answer that was signed stands the code to be read out where no file can be sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain import spoken_code
from app.domain.codes import Step
from app.domain.deliveries import CLOSURE_NOTICE, NOTICES
from app.i18n import N_, _
from app.services import inbox
from ui import when
from ui.controls import Facts, Line, Link, Primary, Sheet, Spread, Stack, State
from ui.pages.times import UNBROKEN, capital, desk_called, times_link
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.silence import Owed
    from app.services.inbox import Arrived, Given
    from ui.controls.tables import Fact
    from ui.session import Session
    from ui.theme import Ink, Theme

SAID = {
    Step.ARRIVED: N_("Arrived, and proved genuine"),
    Step.READ: N_("Read by a named person"),
    Step.ACCEPTED: N_("Accepted by name"),
    Step.ASKED: N_("A question asked"),
    Step.DECLINED: N_("Declined"),
    Step.FIRST_CONTACT: N_("First safe contact"),
    Step.CONFERENCE: N_("Conference told"),
    Step.TRANSFERRED: N_("Responsibility taken over"),
}
_ON_CLOSING = {
    Step.ACCEPTED: N_("No objection to closing"),
    Step.DECLINED: N_("Objected to closing"),
}
DECIDED = frozenset({Step.ACCEPTED, Step.ASKED, Step.DECLINED})
"""Who has answered so has it, and has read it."""

GIVE = {
    Step.ARRIVED: N_("Sign that it arrived"),
    Step.READ: N_("Say that it was read"),
    Step.FIRST_CONTACT: N_("Say that she was reached"),
    Step.CONFERENCE: N_("Say which conference"),
    Step.TRANSFERRED: N_("Say that it is yours now"),
}
"""How each answer is given from the list; those that decide have the buttons at the foot."""


class OwingPanel(Stack):
    """The answers to one package, given and owed."""

    give = Signal(str)  # the step
    save = Signal(str)  # digest of the answer file kept here

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a package is shown."""
        super().__init__()
        self._session, self.theme = session, theme
        self._key: object = None

    def clear(self) -> None:
        """Nothing is shown."""
        self._key = None
        super().clear()

    def show_line(self, line: Arrived, area: str, *, here: bool = True) -> None:
        """What was answered and what is owed; `here` for the page where answers are given."""
        now = self._session.now()
        found = inbox.still_owed(self._session.desk, line)
        key = (
            line.delivery,
            line.given,
            area,
            here,
            [(o, o.due is not None and now >= o.due) for o in found],
        )
        if key == self._key:
            return
        self.clear()
        self._key = key
        title = _("What you owe {area}").format(area=area)
        self.add(plain(self.theme, title, "panel"))
        given = {Step(one.step) for one in line.given}
        for one in line.given:
            self._add_given(line, one, here=here)
        before = () if given & DECIDED else (Step.ARRIVED, Step.READ)
        for step in before:
            if step not in given and here:
                self._add_open(step, "circle-dashed", _("Not said by itself yet"), "ink2")
        for owed in found:
            self._add_owed(line, owed, now, here=here)
        if not found:
            words = _("Nothing more is owed for this one.")
            self.add(State(self.theme, "check", words, role="note"), gap=10)
        if here:
            row = Spread()
            row.add(times_link(self._session, self.theme, self))
            self.add(row, gap=8)

    def _add_given(self, line: Arrived, one: Given, *, here: bool) -> None:
        step, now = Step(one.step), self._session.now()
        at = when.at(datetime.fromisoformat(one.at), now)
        told = ". ".join(capital(w) for w in (at, one.by) if w)
        self.add(State(self.theme, "check", _said(line, step)), gap=10)
        self.add(plain(self.theme, told, "note", "ink2"))
        code = spoken_code.code_of(line.delivery, step)
        aloud = _("If no file can be sent, read this out: {code}").format(
            code=code.translate(UNBROKEN)
        )
        self.add(plain(self.theme, aloud, "note"))
        links = Spread(gap=14)
        if here:
            save = Link(self.theme, _("Save it"), on_click=lambda: self.save.emit(one.file))
            save.setAccessibleName(_("Save the answer: {answer}").format(answer=_(SAID[step])))
            save.setObjectName(f"page.package.save.{step.value}")
            links.add(save)
        say = Link(self.theme, _("How to say it"), on_click=lambda: self._aloud(line, step))
        say.setAccessibleName(_("How to say it: {answer}").format(answer=_(SAID[step])))
        say.setObjectName(f"page.package.aloud.{step.value}")
        links.add(say)
        self.add(links)
        self.add(Line(self.theme), gap=6)

    def _add_owed(self, line: Arrived, owed: Owed, now: datetime, *, here: bool) -> None:
        late = owed.due is not None and now >= owed.due
        if owed.step is Step.ACCEPTED:
            asked = _("An answer: accept, ask or decline")
            if line.purpose == CLOSURE_NOTICE:
                asked = _("Whether you object to closing it")
            self._title(asked, owed, now, late=late)
            if late and line.purpose not in NOTICES:
                told = _("Until somebody answers, they hold it alone.")
                self.add(plain(self.theme, told, "note", "ink2"))
        elif owed.step is None:
            self._title(_("Another word, as you promised"), owed, now, late=late)
        else:
            self._title(_(SAID[owed.step]), owed, now, late=late)
            if here:
                self._add_link(owed.step)
        self.add(Line(self.theme), gap=8)

    def _title(self, words: str, owed: Owed, now: datetime, *, late: bool) -> None:
        icon = "clock-alert" if late else "clock" if owed.due else "circle-dashed"
        self.add(State(self.theme, icon, words, "attn" if late else "ink"), gap=10)
        if owed.due is None:
            self.add(plain(self.theme, _("No time is set"), "note", "ink2"))
            return
        said = _("Promised by {when}") if owed.promised else _("Due {when}")
        told = said.format(when=when.at(owed.due, now))
        if late:
            length = capital(_("{length} late").format(length=when.length(now - owed.due)))
            told = f"{told}. {length}"
        self.add(plain(self.theme, told, "note", "ink2"))

    def _add_open(self, step: Step, icon: str, note: str, ink: Ink) -> None:
        self.add(State(self.theme, icon, _(SAID[step]), "ink", words_ink=ink), gap=10)
        self.add(plain(self.theme, note, "note", "ink2"))
        self._add_link(step)
        self.add(Line(self.theme), gap=6)

    def _add_link(self, step: Step) -> None:
        link = Link(self.theme, _(GIVE[step]), on_click=lambda: self.give.emit(step.value))
        link.setObjectName(f"page.package.give.{step.value}")
        row = Spread()
        row.add(link)
        self.add(row)

    def _aloud(self, line: Arrived, step: Step) -> None:
        AloudSheet(self._session, self.theme, line, step).open_in(self)


def _said(line: Arrived, step: Step) -> str:
    """An answer in words; to a notice of closing it says whether somebody objects."""
    if line.purpose == CLOSURE_NOTICE and step in _ON_CLOSING:
        return _(_ON_CLOSING[step])
    return _(SAID[step])


class AloudSheet(Sheet):
    """One code, large and as it is said, and on which number."""

    def __init__(self, session: Session, theme: Theme, line: Arrived, step: Step) -> None:
        told = _(
            "For when no file can be sent. It shows that somebody here has this very package "
            "open. It is spoken, not proved: the sender stays responsible until the file is there."
        )
        super().__init__(theme, _("Read this out"), told)
        code = spoken_code.code_of(line.delivery, step)
        shown = plain(theme, code, "stop", wrap=False)
        shown.setObjectName("page.package.code")
        self.body.add(shown)
        self.body.add(plain(theme, spoken_code.aloud(code), "lead"), gap=6)
        to = desk_called(session, f"{line.desk}@{line.area}")
        rows: list[Fact] = [(_("It says"), _said(line, step))]
        if to is not None:
            rows.append((_("Their desk"), f"{to.title}, {to.desk.name}"))
            rows.append((_("Number on their card"), to.telephone))
        self.body.add(Facts(theme, rows, label_width=170), gap=14)
        self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss))


def owing_of_case(session: Session, case: str) -> tuple[Arrived, ...]:
    """Packages that were taken into a case here, newest first."""
    return tuple(
        line
        for line in inbox.arrived(session.desk)
        if line.case == case and inbox.is_taken(session.desk, line)
    )


class CaseOwing(Stack):
    """The same list beside the case that was made, with the way back to the package."""

    answer = Signal(object)  # Arrived

    def __init__(self, session: Session, theme: Theme, line: Arrived, area: str) -> None:
        """What is given and owed for one package."""
        super().__init__()
        panel = OwingPanel(session, theme)
        panel.show_line(line, area, here=False)
        self.add(panel)
        go = Link(theme, _("Open the package to answer"), icon="package-open")
        go.setAccessibleName(_("Open the package from {area} to answer").format(area=area))
        go.setObjectName(f"page.handover.answer.{line.delivery[:12]}")
        go.clicked.connect(lambda _on=False: self.answer.emit(line))
        row = Spread()
        row.add(go)
        self.add(row, gap=8)
