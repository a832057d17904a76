"""Choosing people of the network, and adding somebody nobody has named yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import Kind, Status, SubjectType
from app.domain.entry import SettingBody, Value
from app.domain.ids import SubjectId
from app.domain.people import parties
from app.domain.questionnaire import NO_ANSWER
from app.domain.reference import RelationSort
from app.i18n import _, in_english
from app.services import recording
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    LineField,
    Link,
    MenuItem,
    Option,
    Quiet,
    Secondary,
    Spread,
    Stack,
)
from ui.questionnaire import words
from ui.questionnaire.asked import Asked, ValueField
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.ids import VisitId
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme

NOT_KNOWN = "role.unknown"
CHILD = "child_of"


def people_of(case: Case) -> tuple[SubjectId, ...]:
    """Everybody who may be chosen: the network first; not her, and no interpreter."""
    interpreters = {
        e.body.interpreter
        for e in case.of(Kind.SETTING, ever=True)
        if isinstance(e.body, SettingBody)
    }
    first = [p.subject for p in parties(case)]
    every = [e.about for e in case.subjects(SubjectType.PERSON) if e.about is not None]
    apart = {case.at_risk(), *interpreters}
    return tuple(s for s in dict.fromkeys([*first, *every]) if s not in apart)


class AddPerson(Stack):
    """A line to add somebody by an alias, or somebody whose name is not known.

    `added(SubjectId)` is sent once they are in the record. With `child` the person is her child.
    """

    added = Signal(str)
    left = Signal()

    def __init__(
        self, session: Session, theme: Theme, visit: VisitId | None, *, child: bool = False
    ) -> None:
        super().__init__(gap=8)
        self.session = session
        self._visit = visit
        self._child = child
        label = _("A short alias for the child, no name") if child else _("A short alias, no name")
        self.alias = LineField(theme, label, limit=40)
        self.alias.entered.connect(self._named)
        self.add(self.alias)
        self.relation = ChoiceField(theme, _("Who this is to her"), self._relations())
        self.add(self.relation)
        self.relation.setVisible(not child)
        row = Spread(gap=12)
        row.add(Secondary(theme, _("Add this person"), on_click=self._named))
        if not child:
            row.add(Quiet(theme, _("Add somebody not known by name"), on_click=self._unknown))
        row.add(Quiet(theme, _("Leave it"), on_click=self.left.emit))
        self.add(row)

    def _relations(self) -> list[MenuItem]:
        apart = {RelationSort.CASE, RelationSort.PLACE}
        known = [r for r in self.session.library.book.links.relations if r.sort not in apart]
        first = MenuItem("", _("Not known yet"))
        return [first, *(MenuItem(r.code, r.label[:1].upper() + r.label[1:]) for r in known)]

    def first_focus(self) -> QWidget:
        """The alias."""
        return self.alias.first_focus()

    def _named(self) -> None:
        alias = self.alias.text().strip()
        if not alias:
            self.alias.set_problem(_("Write an alias: an initial or two is enough."))
            return
        self._write(alias, known=True)

    def _unknown(self) -> None:
        case = self.session.case
        count = len(people_of(case)) + 1 if case else 1
        with in_english():  # it goes into the record
            told = _("Person {n}, not known").format(n=count)
        self._write(self.alias.text().strip() or told, known=False)

    def _write(self, alias: str, *, known: bool) -> None:
        made: list[SubjectId] = []
        chosen = self.relation.value()
        relation = CHILD if self._child else chosen or NOT_KNOWN
        sure = known and (self._child or bool(chosen))
        status = Status.ESTABLISHED if sure else Status.NOT_ESTABLISHED

        def change(desk: Desk, case: Case) -> Case:
            after, subject = recording.add_subject(
                desk, case, alias, relation, to=case.at_risk(), status=status, visit=self._visit
            )
            made.append(subject)
            return after

        if self.session.record(change):
            self.alias.set_text("")
            self.alias.set_problem("")
            self.added.emit(made[0])


class WhoField(ValueField):
    """People of the network: `who`. Somebody new can be added on the spot."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.group: AnswerGroup | None = None
        self._chosen: tuple[str, ...] = ()
        if asked.row is not None:
            self.add(plain(theme, asked.row.label, "note_strong"))
        self._place = Stack()
        self.add(self._place)
        self.opener = Link(theme, _("Add somebody"), icon="user-plus", on_click=self._open)
        if asked.row is not None:
            self.opener.setAccessibleName(_("Add somebody: {row}").format(row=asked.row.label))
        self.add(self.opener)
        self.adder = AddPerson(asked.session, theme, asked.visit)
        self.adder.hide()
        self.adder.added.connect(self._added)
        self.adder.left.connect(self._close)
        self.add(self.adder)
        self.follow()

    def follow(self) -> None:
        """Somebody may have been added elsewhere: show who can be chosen now."""
        found = self._options()
        if found == self._shown:
            return
        self._shown = found
        self._place.clear()
        self.group = None
        if not found:
            return
        self.group = AnswerGroup(
            self.theme,
            [Option(code, label) for code, label in found],
            name=self.asked.label,
            multiple=True,
        )
        self.group.choose(*self._chosen)
        self.group.chosen.connect(self._press)
        self._place.add(self.group)

    def _options(self) -> tuple[tuple[str, str], ...]:
        case = self.asked.session.case
        people = people_of(case) if case else ()
        shown = [(str(s), case.label(s)) for s in people] if case else []
        if self.asked.at_visit and self.asked.row is None:
            shown += [(code, words.state_words()[code]) for code in NO_ANSWER]
        return tuple(shown)

    def _press(self, code: str) -> None:
        group = self.group
        if group is None:
            return
        kept = group.values()
        if code in NO_ANSWER and code in kept:
            group.choose(code)
        elif any(c in NO_ANSWER for c in kept):
            group.choose(*(c for c in kept if c not in NO_ANSWER))
        self._chosen = group.values()
        self.pressed.emit()

    def _open(self) -> None:
        self.opener.hide()
        self.adder.show()
        self.adder.first_focus().setFocus()

    def _close(self) -> None:
        self.adder.hide()
        self.opener.show()
        self.opener.setFocus()

    def _added(self, subject: str) -> None:
        self._chosen = (*(c for c in self._chosen if c not in NO_ANSWER), subject)
        self._shown = ()
        self.follow()
        self._close()
        self.pressed.emit()

    def value(self) -> Value:
        """Who, or why nobody is named."""
        why = tuple(c for c in self._chosen if c in NO_ANSWER)
        who = tuple(SubjectId(c) for c in self._chosen if c not in NO_ANSWER)
        return Value(codes=why, who=who)

    def show_value(self, value: Value) -> None:
        """Show who was chosen."""
        self._chosen = (*value.codes, *value.who)
        if self.group is not None:
            self.group.choose(*self._chosen)

    def first_focus(self) -> QWidget:
        """The first person, or the way to add one."""
        if self.group is not None and self.group.answers:
            return self.group.first_focus()
        return self.opener

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose."""
        return self.group.handle_key(event) if self.group is not None else False

    def set_low(self, low: bool) -> None:
        """Lower answers."""
        if self.group is not None:
            self.group.set_low(low)
