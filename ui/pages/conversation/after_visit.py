"""After an interpreted visit: the debrief away from her, and the question to her later.

Neither is asked in front of the other: the interpreter is asked when she has gone, and she is
asked by another way, never through the same interpreter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import accounts_at
from app.domain.codes import Channel
from app.domain.entry import Value
from app.domain.interpreter import LATER, interpreted
from app.domain.plan import actions
from app.i18n import _
from app.services import interpreting, planning
from app.services.interpreting import Interpreter
from app.services.recording import Said
from ui.controls import (
    Check,
    ChoiceField,
    HeadRule,
    LineField,
    MenuItem,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Stack,
    State,
    TextField,
)
from ui.questionnaire.said_part import SideBySide
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.plan import Action
    from app.domain.questionnaire import Item
    from app.domain.visit import Visit
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme


def to_debrief(session: Session) -> Visit | None:
    """The last interpreted visit that ended, if nobody has asked its interpreter anything."""
    case, script = session.case, session.library.interpreting
    ended = [v for v in interpreted(case) if v.ended is not None] if case is not None else []
    if case is None or not ended or not ended[-1].gate_passed:
        return None
    found = (a for item in script.debrief for a in accounts_at(case, item.id, case.at_risk()))
    return None if any(a.entry.visit == ended[-1].id for a in found) else ended[-1]


def to_ask_later(case: Case | None) -> Action | None:
    """The open task to ask the person how the interpreter was."""
    found = actions(case) if case is not None else ()
    return next((a for a in found if a.is_open and a.body.row == LATER), None)


class AfterVisit(Stack):
    """What is left to do about an interpreter once a visit is over; nothing else to be seen."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("after-visit")
        self._session, self._theme = session, theme
        self._drawn: object = None
        self.draw()
        session.changed.connect(self._changed)

    def _changed(self, case: Case) -> None:
        if case is self._session.case and not self.isHidden():
            self.draw()

    def draw(self) -> None:
        """Say what is left, from the record as it is now."""
        visit, later = to_debrief(self._session), to_ask_later(self._session.case)
        key = (visit.id if visit else None, later.entry.id if later else None)
        if key == self._drawn:
            return
        self._drawn = key
        self.clear()
        if visit is None and later is None:
            return
        self.add(HeadRule(self._theme, _("About the interpreter")))
        if visit is not None:
            told = _("Not debriefed yet. Speak with the interpreter alone, when she has gone.")
            self.add(State(self._theme, "circle-dashed", told, "attn"), gap=8)
            words = _("Debrief the interpreter")
            self.add(Secondary(self._theme, words, on_click=lambda: self._debrief(visit)), gap=4)
        if later is not None:
            told = _("Ask her later, by another way, and never through the same interpreter.")
            self.add(State(self._theme, "message-circle-question-mark", told), gap=8)
            words = _("Write what she said of the interpreter")
            self.add(Secondary(self._theme, words, on_click=lambda: self._later(later)), gap=4)

    def _debrief(self, visit: Visit) -> None:
        DebriefSheet(self._session, self._theme, visit).open_in(self.window())

    def _later(self, action: Action) -> None:
        LaterSheet(self._session, self._theme, action).open_in(self.window())


class Asked(Stack):
    """One item of the pack: what is asked, a choice when it has any, and words."""

    def __init__(self, theme: Theme, item: Item, words: str = "") -> None:
        super().__init__(gap=4)
        self.item = item
        self.choice: ChoiceField | None = None
        self.add(plain(theme, f"“{item.ask}”", "strong"))
        if item.note:
            self.add(plain(theme, item.note, "note", "ink2"))
        if item.options:
            shown = [MenuItem("", _("Not answered"))]
            shown += [MenuItem(option.code, option.label) for option in item.options]
            self.choice = ChoiceField(theme, item.label, shown)
        label = words or (_("{item}: words").format(item=item.label) if self.choice else item.label)
        self.words = LineField(theme, label)
        if self.choice is None:
            self.words.label.hide()  # the question stands right above
            self.add(self.words)
        else:
            self.words.label.setText(_("Her words") if words else _("In their words"))
            self.add(SideBySide(theme, (self.choice, self.words)))

    def value(self) -> Value | None:
        """What was answered, or None."""
        code, text = self.choice.value() if self.choice else "", self.words.text().strip()
        if code:
            return Value(codes=(code,))
        return Value(text=text) if text else None


class DebriefSheet(Sheet):
    """Asked of the interpreter, away from her. It leaves the task to ask her later."""

    def __init__(self, session: Session, theme: Theme, visit: Visit) -> None:
        body = _("Away from her. Ask nothing about her that the interpreter need not know.")
        super().__init__(theme, _("Debrief the interpreter"), body, ink="ink")
        self.setObjectName("page.conversation.debrief")
        self._session, self._visit = session, visit
        self.asked = [Asked(theme, item) for item in session.library.interpreting.debrief]
        for one in self.asked:
            self.body.add(one, gap=18)
        self.not_again = Check(theme, _("Do not use this interpreter again"))
        self.why = TextField(theme, _("Why they are not to be used again"), lines=2)
        self.why.hide()
        self.not_again.toggled.connect(self.why.setVisible)
        self.body.add(self.not_again, gap=12)
        self.body.add(self.why, gap=4)
        setting = visit.setting
        self.not_again.setVisible(bool(setting and (setting.reference or setting.provider)))
        self.later = Check(theme, _("Leave the task to ask her later"), checked=True)
        self.body.add(self.later, gap=8)
        self.foot.add(
            Primary(theme, _("Keep the debrief"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        told = [(one, one.value()) for one in self.asked]
        if all(value is None for _one, value in told):
            self.asked[0].words.set_problem(_("Write something first: a word is enough."))
            return
        if self.not_again.isChecked() and not self.why.text().strip():
            self.why.set_problem(_("Write the reason first. It stays in the record."))
            return
        if self._session.record(self._change):
            self.close_sheet()

    def _change(self, desk: Desk, case: Case) -> Case:
        visit, script = self._visit, self._session.library.interpreting
        for one in self.asked:
            value = one.value()
            if value is not None:
                words = one.words.text().strip() if value.codes else ""
                case = interpreting.debrief(desk, case, visit, one.item, value, words)
        if self.not_again.isChecked():
            case = _not_again(desk, case, visit, self.why.text().strip())
        return (
            interpreting.plan_later(desk, case, visit, script) if self.later.isChecked() else case
        )


class LaterSheet(Sheet):
    """What she said of the interpreter, through another channel; the task is then done."""

    def __init__(self, session: Session, theme: Theme, action: Action) -> None:
        body = _("When she is alone, in person or on a line that is safe for her.")
        super().__init__(theme, _("How was the interpreter for her?"), body, ink="ink")
        self.setObjectName("page.conversation.later")
        self._session, self._action = session, action
        self.asked = [
            Asked(theme, item, _("Her words: {item}").format(item=item.label))
            for item in session.library.interpreting.later
        ]
        for one in self.asked:
            self.body.add(one, gap=18)
        ways = [
            MenuItem("another", _("Through another interpreter")),
            MenuItem("english", _("In English")),
            MenuItem("card", _("By card")),
        ]
        self.way = ChoiceField(theme, _("How it was asked"), ways, value="another")
        self.body.add(self.way, gap=8)
        self.not_again = Check(theme, _("Do not use this interpreter again"))
        self.body.add(self.not_again, gap=8)
        self.foot.add(
            Primary(theme, _("Keep what she said"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        if all(one.choice is None or not one.choice.value() for one in self.asked):
            self.asked[0].words.set_problem(_("Choose what she said first."))
            return
        if self._session.record(self._change):
            self.close_sheet()

    def _change(self, desk: Desk, case: Case) -> Case:
        channel = {
            "another": Channel.INTERPRETED, "english": Channel.DIRECT, "card": Channel.CARD,
        }[self.way.value()]  # fmt: skip
        for one in self.asked:
            code = one.choice.value() if one.choice is not None else ""
            if code:
                said = Said(words=one.words.text().strip(), channel=channel)
                case = interpreting.ask_later(desk, case, one.item, code, said)
        of = next((v for v in interpreted(case) if v.id == self._action.entry.visit), None)
        if self.not_again.isChecked() and of is not None:
            case = _not_again(desk, case, of, _("She does not want them again."))
        return planning.finish(desk, case, self._action, _("She was asked."))


def _not_again(desk: Desk, case: Case, visit: Visit, why: str) -> Case:
    setting = visit.setting
    if setting is None:
        return case
    who = Interpreter(reference=setting.reference, provider=setting.provider)
    return interpreting.not_again(desk, case, visit, who, why)
