"""The sheets of the Handover page: to whom, one part, one gap, release, a reading copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.consent import NO_CONSENT, NO_RELEASE
from app.domain.handover import Urgency
from app.domain.recipients import Manner
from app.i18n import _
from app.services import handing_over
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    LineField,
    MenuItem,
    Option,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    TextField,
)
from ui.pages.handover.consenting import ReleaseFields
from ui.pages.handover.drafting import others
from ui.pages.handover.panels import key_state
from ui.pages.handover.words import MISSING, PARTS, gap_note, gap_title
from ui.pages.times import within
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.completeness import Missing
    from app.domain.deliveries import Delivery
    from app.domain.sharing import Term
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Theme


class ToSheet(Sheet):
    """To whom it goes, what for, on what legal ground, and by when they are to answer."""

    def __init__(
        self, session: Session, theme: Theme, chosen: Chosen, act: Callable[[Chosen], None]
    ) -> None:
        super().__init__(theme, _("Who is to have it?"))
        self._session, self._chosen, self._act = session, chosen, act
        self._desks = others(session)
        self._add_desks()
        self.person = LineField(theme, _("The person there"), width=580, limit=80)
        self.person.set_note(_("A name, not a team. Leave it empty if you do not know yet."))
        self.person.set_text(chosen.person)
        lists = session.library.sharing
        self.purpose = _choice(theme, _("What for"), lists.purposes, chosen.purpose)
        self.basis = _choice(theme, _("Legal ground"), lists.bases, chosen.basis)
        self.basis.chosen.connect(self._explain)
        self.body.add(self.person, self.purpose, self.basis, gap=12)
        self._explain(chosen.basis)
        self.body.add(plain(theme, _("How soon must they look?"), "note_strong"), gap=14)
        clocks = session.desk.clocks
        shown = [
            Option(
                Urgency.IMMEDIATE.value,
                _("Now"),
                _("{within} Ring as well.").format(within=within(clocks, Urgency.IMMEDIATE)),
            ),
            Option(Urgency.TODAY.value, _("Today"), within(clocks, Urgency.TODAY)),
            Option(Urgency.ROUTINE.value, _("By tomorrow"), within(clocks, Urgency.ROUTINE)),
        ]
        self.urgency = AnswerGroup(theme, shown, name=_("How soon"), shape="lines")
        self.urgency.choose(chosen.urgency)
        self.body.add(self.urgency)
        self.foot.add(
            Primary(theme, _("Keep this"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _add_desks(self) -> None:
        shown = [
            Option(_code(n), f"{d.title}, {d.desk.name}", key_state(d.area)[1])
            for n, d in enumerate(self._desks)
        ]
        self.desks = AnswerGroup(self.theme, shown, name=_("Desk"), shape="lines")
        here = (self._chosen.area, self._chosen.desk)
        for n, desk in enumerate(self._desks):
            if (desk.desk.area, desk.desk.name) == here:
                self.desks.choose(_code(n))
        self.problem = plain(self.theme, "", "note_strong", "attn")
        self.problem.hide()
        self.body.add(self.desks, self.problem)
        if not self._desks:
            words = _("No other area’s card is here yet. Import one in Contacts.")
            self.body.add(plain(self.theme, words, "strong", "attn"))

    def _explain(self, code: str) -> None:
        found = next((t for t in self._session.library.sharing.bases if t.code == code), None)
        self.basis.set_note(" ".join(w for w in (found.note, found.confirm) if w) if found else "")

    def show_gaps(self) -> None:
        """Say beside each field what is still to be chosen."""
        self.problem.setText(_("Choose whom it goes to."))
        self.problem.setVisible(not self.desks.value())
        for field in (self.purpose, self.basis):
            field.set_problem("" if field.value() else _("Choose one before it is sealed."))

    def _keep(self) -> None:
        at = self.desks.value()
        desk = self._desks[int(at[1:])].desk if at else None
        chosen = replace(
            self._chosen,
            area=desk.area if desk else "",
            desk=desk.name if desk else "",
            person=self.person.text().strip(),
            purpose=self.purpose.value(),
            basis=self.basis.value(),
            urgency=self.urgency.value() or Urgency.TODAY.value,
        )
        if (chosen.area, chosen.desk) != (self._chosen.area, self._chosen.desk) != ("", ""):
            chosen = replace(chosen, consent=NO_CONSENT, release=NO_RELEASE)  # of another reader
        self._act(chosen)
        self.close_sheet()


class PartSheet(Sheet):
    """Whether one part goes, or on what ground it stays."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        chosen: Chosen,
        rc: RestrictionClass,
        act: Callable[[Chosen], None],
    ) -> None:
        super().__init__(theme, _(PARTS[rc][0]), _("{rule}.").format(rule=_(PARTS[rc][1])))
        self._chosen, self._rc, self._act = chosen, rc, act
        shown = [
            Option("in", _("It goes")),
            *(
                Option(t.code, _("Withheld: {ground}").format(ground=t.label))
                for t in session.library.sharing.grounds
            ),
        ]
        self.answers = AnswerGroup(theme, shown, name=_("Does it go?"), shape="column")
        self.answers.choose(chosen.grounds.get(rc, "in"))
        self.body.add(self.answers)
        self.release: ReleaseFields | None = None
        if rc is RestrictionClass.RC4:
            self.release = ReleaseFields(theme, chosen.release)
            self.body.add(self.release, gap=12)
            self.answers.chosen.connect(self.asks)
            self.asks(self.answers.value() or "")
        if rc in {RestrictionClass.RC2, RestrictionClass.RC3}:
            words = _("Where she is and who is behind the threat are never on one printed sheet.")
            self.body.add(plain(theme, words, "note", "ink2"), gap=10)
        self.foot.add(
            Primary(theme, _("Keep this"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def asks(self, code: str) -> None:
        """The immigration part goes only by a named person's decision."""
        if self.release is not None:
            self.release.setVisible(code == "in")

    def _keep(self) -> None:
        code = self.answers.value() or "in"
        chosen = self._chosen.withholding(self._rc, "" if code == "in" else code)
        if self.release is not None:
            release = self.release.written() if code == "in" else NO_RELEASE
            if release is None:
                return
            chosen = replace(chosen, release=release)
        self._act(chosen)
        self.close_sheet()


class WhySheet(Sheet):
    """Why something is missing; or a way to the page where it can be put right."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        gap: Missing,
        given: str,
        go: Callable[[str, object], None],
    ) -> None:
        case = session.case
        title = gap_title(case, gap) if case else gap.code
        super().__init__(theme, title, _("{note}.").format(note=gap_note(gap)))
        self._session, self._gap, self._go = session, gap, go
        self.words = TextField(theme, _("Why it is sealed without this"), lines=3)
        self.words.set_text(given)
        self.body.add(self.words)
        told = _("The receiving area reads this first. It stays in the record.")
        self.body.add(plain(theme, told, "note", "ink2"), gap=6)
        self.foot.add(Primary(theme, _("Give this reason"), on_click=self._give))
        known = MISSING.get(gap.code)
        if known is not None:
            self.foot.add(Secondary(theme, _("Put it right instead"), on_click=self._put_right))
        self.foot.add(Quiet(theme, _("Leave it"), on_click=self.dismiss))

    def _give(self) -> None:
        reason = self.words.text().strip()
        if not reason:
            self.words.set_problem(_("Write the reason first."))
            return
        done = self._session.record(
            lambda desk, case: handing_over.give_reason(desk, case, self._gap, reason)
        )
        if done:
            self.close_sheet()

    def _put_right(self) -> None:
        known = MISSING[self._gap.code]
        argument = self._gap.about if known.argument == "about" else known.argument or None
        self.close_sheet()
        self._go(known.place, argument)


class ReleaseSheet(Sheet):
    """The sender says that they are released; only after a signed acceptance."""

    def __init__(self, session: Session, theme: Theme, delivery: Delivery) -> None:
        told = _(
            "{to} has accepted by name. From here on they hold it. What came before stays yours "
            "to answer for."
        ).format(to=delivery.body.to)
        super().__init__(theme, _("Release yourself?"), told)
        self._session, self._delivery = session, delivery
        self.foot.add(
            Primary(theme, _("I am released"), on_click=self._release),
            Quiet(theme, _("Not yet"), on_click=self.dismiss),
        )

    def _release(self) -> None:
        done = self._session.record(
            lambda desk, case: handing_over.release(desk, case, self._delivery)
        )
        if done:
            self.close_sheet()


class CopySheet(Sheet):
    """A copy to read, for the record system or a desk without this program: who gets it, why."""

    def __init__(
        self, session: Session, theme: Theme, chosen: Chosen, act: Callable[[str, Chosen], None]
    ) -> None:
        told = _("It proves nothing by itself, and anybody who holds it can read it. It is logged.")
        super().__init__(theme, _("Save a reading copy"), told)
        self._chosen, self._act = chosen, act
        self.to = LineField(theme, _("Who or what it is for"), width=460, limit=120)
        self.to.set_note(_("Such as: our own record system, restricted folder."))
        reader = session.library.recipients.of(chosen.preset)
        if reader is not None and reader.manner is Manner.PAPER:
            self.to.set_text(reader.label)
        lists = session.library.sharing
        self.purpose = _choice(theme, _("What for"), lists.purposes, chosen.purpose)
        self.basis = _choice(theme, _("Legal ground"), lists.bases, chosen.basis)
        self.body.add(self.to, self.purpose, self.basis, gap=10)
        self.foot.add(
            Primary(theme, _("Save the pages"), icon="save", on_click=self._save),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _save(self) -> None:
        to = self.to.text().strip()
        self.to.set_problem("" if to else _("Write who or what it is for."))
        for field in (self.purpose, self.basis):
            field.set_problem("" if field.value() else _("Choose one."))
        if to and self.purpose.value() and self.basis.value():
            chosen = replace(self._chosen, purpose=self.purpose.value(), basis=self.basis.value())
            self.close_sheet()
            self._act(to, chosen)


def _code(number: int) -> str:
    return f"d{number}"


def _choice(theme: Theme, label: str, terms: tuple[Term, ...], value: str) -> ChoiceField:
    return ChoiceField(theme, label, [MenuItem(t.code, t.label) for t in terms], value=value)
