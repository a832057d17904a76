"""The sheets of the conversation: a concern, who can hear, saying back, the plan, set aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.entry import Reliability, SettingBody
from app.domain.plan import actions
from app.i18n import _
from app.services import judging, planning, visiting
from ui.controls import AnswerGroup, Check, Option, Primary, Quiet, Secondary, Sheet, TextField
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.patterns import Finding
    from app.domain.reference import Rule
    from app.domain.visit import Visit
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme


def concerns() -> dict[str, tuple[str, str]]:
    """The closed list of interpreter concerns: what it is, and what to do about it now."""
    return {
        "shorter": (_("Much shorter than what was said"), _("Ask again, in shorter parts.")),
        "longer": (_("Much longer than what was said"), _("Ask what was added.")),
        "answered_for_her": (_("Answered for her"), _("Stop. Ask for another interpreter.")),
        "side_talk": (_("Talked aside with her"), _("Ask for every word of it.")),
        "advice": (_("Gave advice or an opinion"), _("Stop. Ask for another interpreter.")),
        "wrong_language": (_("Wrong language or variety"), _("Stop and book again.")),
        "vague": (_("Vague replies"), _("Ask the same in another way.")),
        "afraid_of_interpreter": (
            _("She looks afraid of the interpreter"),
            _("Stop kindly. See her again with another."),
        ),
        "knows_family": (_("Knows the family or the area"), _("Stop at once. Say no more names.")),
        "background_voices": (_("Voices behind the interpreter"), _("Ask for a private room.")),
        "tired": (_("The interpreter is tired"), _("Take a break, or change interpreter.")),
        "line_quality": (_("A bad line"), _("Call again.")),
    }


class ConcernSheet(Sheet):
    """Note a concern about the interpreter. What a serious one does is said before it is done."""

    def __init__(self, session: Session, theme: Theme, visit: Visit, item: str) -> None:
        super().__init__(theme, _("What is the concern about the interpreter?"))
        self._session, self._visit, self._item = session, visit, item
        shown = [Option(code, label) for code, (label, _do) in concerns().items()]
        self.answers = AnswerGroup(theme, shown, name=_("Concern"))
        self.answers.chosen.connect(self._chosen)
        self.body.add(self.answers)
        self.told = plain(theme, "", "strong")
        self.body.add(self.told, gap=10)
        self.words = TextField(theme, _("What happened"), lines=2)
        self.body.add(self.words, gap=10)
        self.done = Primary(theme, _("Note this concern"), on_click=self._note)
        self.done.setEnabled(False)
        self.done.set_reason(_("Choose a concern first."))
        self.foot.add(self.done, Quiet(theme, _("Leave it"), on_click=self.dismiss))

    def _chosen(self, code: str) -> None:
        told = concerns()[code][1]
        if code in visiting.SERIOUS:
            told += " " + _("This makes the visit doubtful: no “no” said in it counts as a no.")
        self.told.setText(told)
        self.done.setEnabled(True)
        self.done.set_reason("")

    def _note(self) -> None:
        code = self.answers.value()
        if code is None:
            return
        done = self._session.record(
            lambda desk, case: visiting.raise_concern(
                desk, case, self._visit, code, self._item, self.words.text().strip()
            )
        )
        if done:
            self.close_sheet()


class HearSheet(Sheet):
    """Who is here and who can hear: a new setting at each change."""

    def __init__(self, session: Session, theme: Theme, visit: Visit) -> None:
        super().__init__(theme, _("Who can hear or see?"))
        self._session, self._visit = session, visit
        shown = [
            Option("nobody", _("Nobody else")),
            Option("in_room", _("Somebody in the room")),
            Option("next_room", _("Somebody in another room")),
            Option("child", _("A child")),
            Option("phone", _("Somebody on a phone or speaker")),
            Option("device", _("A device may be listening")),
            Option("unsure", _("I cannot tell")),
        ]
        self._labels = {o.code: o.label for o in shown}
        self.answers = AnswerGroup(theme, shown, name=_("Who can hear"), multiple=True)
        self.answers.chosen.connect(self._chosen)
        self.body.add(self.answers)
        self.words = TextField(theme, _("Who is present, and where"), lines=2)
        now = visit.setting or SettingBody()
        self.words.set_text(now.present)
        self.body.add(self.words, gap=10)
        advice = _("If somebody can hear: talk about the harmless topic, and book another time.")
        self.body.add(plain(theme, advice, "note", "ink2"), gap=8)
        self.foot.add(
            Primary(theme, _("Note who can hear"), on_click=self._note),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _chosen(self, code: str) -> None:
        kept = self.answers.values()
        if code == "nobody" and code in kept:
            self.answers.choose(code)
        elif "nobody" in kept:
            self.answers.choose(*(c for c in kept if c != "nobody"))

    def _note(self) -> None:
        chosen = self.answers.values()
        if chosen == ("nobody",):
            hearing = "nobody"
        else:
            hearing = "; ".join(self._labels[code] for code in chosen)
        present = self.words.text().strip()

        def change(desk: Desk, case: Case) -> Case:
            now = self._visit.setting or SettingBody()
            setting = replace(now, hearing=hearing or now.hearing, present=present)
            return visiting.note_setting(desk, case, self._visit.id, setting)

        if self._session.record(change):
            self.close_sheet()


class SayBackSheet(Sheet):
    """Her answer, to be said back to her in plain words; and whether she said that it is right."""

    def __init__(self, session: Session, theme: Theme, visit: Visit, label: str, told: str) -> None:
        super().__init__(
            theme, _("Say it back"), _("Read this aloud. Then ask: did I say this well?")
        )
        self._session, self._visit, self._label = session, visit, label
        self.body.add(plain(theme, told, "panel"))
        self.words = TextField(theme, _("What she put right"), lines=2)
        self.body.add(self.words, gap=12)
        self.foot.add(
            Primary(theme, _("Said right"), on_click=lambda: self._note("right")),
            Secondary(theme, _("Right after a repeat"), on_click=lambda: self._note("repeat")),
            Secondary(theme, _("Not right: ask again"), on_click=lambda: self._note("wrong")),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _note(self, how: str) -> None:
        result = {
            "right": _("Said right."),
            "repeat": _("Right after a repeat."),
            "wrong": _("Not right."),
        }[how]
        text = " ".join(part for part in (result, self.words.text().strip()) if part)
        heading = _("Said back: {item}").format(item=self._label)
        done = self._session.record(
            lambda desk, case: visiting.note(desk, case, self._visit, heading, text)
        )
        if done:
            self.close_sheet()


class PlanSheet(Sheet):
    """The rows of the plan library that a finding asks for; those ticked are added."""

    def __init__(self, session: Session, theme: Theme, rule: Rule) -> None:
        body = _("Each gets its usual time. Name a person for each on the Plan page.")
        super().__init__(theme, _("Add to the plan"), body)
        self._session = session
        case = session.case
        have: set[str] = {a.body.row for a in actions(case)} if case else set()
        known = {row.id: row for row in session.library.plan.rows}
        self._rows = [known[r] for r in rule.plan if r in known and r not in have]
        self.checks = [Check(theme, row.action, checked=True) for row in self._rows]
        self.body.add(*self.checks)
        self.foot.add(
            Primary(theme, _("Add these to the plan"), on_click=self._add),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _add(self) -> None:
        chosen = [r for r, c in zip(self._rows, self.checks, strict=True) if c.isChecked()]
        if not chosen or add_rows(self._session, [row.id for row in chosen]):
            self.close_sheet()


def add_rows(session: Session, rows: list[str]) -> bool:
    """Put rows of the library into the plan, with their usual times."""
    library = session.library
    agencies = {agency.code: agency.label for agency in library.plan.agencies}

    def change(desk: Desk, case: Case) -> Case:
        for row in (library.plan.row(id_) for id_ in rows):
            action = planning.from_row(row, agencies, desk.clock.now(), library.holidays)
            case = planning.add(desk, case, action, rc=row.rc)
        return case

    return session.record(change)


class ReasonSheet(Sheet):
    """A reason to be written before something is done; without one nothing happens."""

    def __init__(
        self, theme: Theme, title: str, body: str, do: str, act: Callable[[str], bool]
    ) -> None:
        super().__init__(theme, title, body)
        self._act = act
        self.words = TextField(theme, _("The reason"), lines=3)
        self.body.add(self.words)
        self.foot.add(
            Primary(theme, do, on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        reason = self.words.text().strip()
        if not reason:
            self.words.set_problem(_("Write the reason first. It stays in the record."))
            return
        if self._act(reason):
            self.close_sheet()


def aside_sheet(session: Session, theme: Theme, finding: Finding, rule: Rule) -> ReasonSheet:
    """Set a finding aside with a reason; it stays in the record and in the package."""

    def act(reason: str) -> bool:
        return session.record(
            lambda desk, case: planning.set_aside(
                desk, case, finding, judging.shown(case, finding.rule), reason
            )
        )

    body = _("It stays in the record and in the handover, with your reason beside it.")
    title = _("Set aside: {title}").format(title=rule.name)
    return ReasonSheet(theme, title, body, _("Set aside with this reason"), act)


def is_doubtful(visit: Visit) -> bool:
    """Whether the conditions of the visit make its “no” no answer."""
    return visit.setting is not None and visit.setting.reliability is Reliability.DOUBTFUL
