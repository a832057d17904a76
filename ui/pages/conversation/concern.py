"""A concern about the interpreter: the closed list of the pack, and what to do about it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.interpreting import Suggests
from app.i18n import _
from app.services import interpreting
from ui.controls import AnswerGroup, Option, Primary, Quiet, Secondary, Sheet, State, TextField
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.interpreting import Concern
    from app.domain.visit import Visit
    from ui.session import Session
    from ui.theme import Theme


def _next_act(suggests: Suggests) -> tuple[str, str]:
    """The act that goes with a suggestion, and its button; empty when it is only to be said."""
    change = ("change", _("Note it, and change interpreter"))
    return {
        Suggests.REPHRASE: ("rephrase", _("Note it, and ask another way")),
        Suggests.BREAK: ("break", _("Note it, and take a break")),
        Suggests.MOVE: ("hear", _("Note it, and ask who can hear")),
        Suggests.STOP: change,
        Suggests.REBOOK: change,
    }.get(suggests, ("", ""))


class ConcernSheet(Sheet):
    """Note a concern. What a serious one does to the visit is said before it is done.

    `then(code)` asks for the act that was suggested, once the concern is written down.
    """

    then = Signal(str)
    column_width = 960  # so that no answer takes three lines, and all of it stands in a window

    def __init__(self, session: Session, theme: Theme, visit: Visit, item: str) -> None:
        super().__init__(theme, _("What is the concern about the interpreter?"))
        self.setObjectName("page.conversation.concern")
        self._session, self._visit, self._item = session, visit, item
        self._script = session.library.interpreting
        shown = [Option(concern.id, concern.label) for concern in self._script.concerns]
        self.answers = AnswerGroup(theme, shown, name=_("Concern"), low=True)
        self.answers.chosen.connect(self._chosen)
        self.body.add(self.answers)
        self.told = plain(theme, "", "strong")
        self.serious = State(theme, "circle-question-mark", "", "attn")
        self.told.hide()
        self.serious.hide()
        self.body.add(self.told, gap=10)
        self.body.add(self.serious, gap=4)
        self.words = TextField(theme, _("What happened"), lines=2)
        self.body.add(self.words, gap=6)
        self.done = Primary(theme, _("Note this concern"), on_click=lambda: self._note(""))
        self.done.setEnabled(False)
        self.done.set_reason(_("Choose a concern first."))
        self.go_on = Secondary(theme, "", on_click=self._note_and_do)
        self.go_on.hide()
        self.foot.add(self.done, self.go_on, Quiet(theme, _("Leave it"), on_click=self.dismiss))

    @property
    def _concern(self) -> Concern | None:
        return self._script.concern(self.answers.value() or "")

    def _chosen(self, _code: str) -> None:
        concern = self._concern
        if concern is None:
            return
        self.told.setText(concern.do)
        self.told.show()
        words = _("This makes the visit doubtful: no “no” said in it counts as a no.")
        self.serious.show_state("circle-question-mark", words, "attn")
        self.serious.setVisible(concern.serious)
        self.done.setEnabled(True)
        self.done.set_reason("")
        _act, label = _next_act(concern.suggests)
        self.go_on.set_words(label)
        self.go_on.setVisible(bool(label))
        QTimer.singleShot(0, self, lambda: self._scroll.bring(self.foot))  # it has moved down

    def _note_and_do(self) -> None:
        concern = self._concern
        if concern is not None:
            self._note(_next_act(concern.suggests)[0])

    def _note(self, act: str) -> None:
        concern = self._concern
        if concern is None:
            return
        done = self._session.record(
            lambda desk, case: interpreting.raise_concern(
                desk, case, self._visit, concern, self._item, self.words.text().strip()
            )
        )
        if done:
            self.close_sheet()
            if act:
                self.then.emit(act)
