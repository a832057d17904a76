"""Edit facts: every question about one person, each drawn by the one generic form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.answers import accounts_at
from app.domain.questionnaire import ItemType
from app.domain.visit import Prompt, is_dealt
from app.i18n import _
from ui.controls import ListRow, Primary, Quiet, Sheet, Stack
from ui.pages.people.facts import PEOPLE_SECTION
from ui.questionnaire import ItemForm
from ui.questionnaire.words import told as answer_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.ids import SubjectId
    from ui.controls.rows import StateWords
    from ui.session import Session
    from ui.theme import Theme

_SHOWN = 90
"""Characters of an answer in the list."""


class FactsSheet(Sheet):
    """The questions about a person as a list; one pressed opens its form in the same place."""

    opened = Signal(str)

    def __init__(self, session: Session, theme: Theme, subject: SubjectId) -> None:
        case = session.case
        who = case.label(subject) if case else ""
        super().__init__(theme, _("Facts about {who}").format(who=who))
        self.session, self.subject = session, subject
        self.form: ItemForm | None = None
        self._item = ""
        self._place = Stack()
        self.body.add(self._place)
        self.back = Quiet(theme, _("All facts"), icon="arrow-left", on_click=self.show_all)
        self.foot.add(self.back, Primary(theme, _("Done"), on_click=self._done))
        self.show_all()

    def prompts(self) -> list[Prompt]:
        """Every question of the section about people, for this person."""
        found = [s for s in self.session.library.screening.sections if s.id == PEOPLE_SECTION]
        return [Prompt(s, item, self.subject) for s in found for item in s.items]

    def show_all(self) -> None:
        """The list, with what stands."""
        if not self.flush():
            return
        before = self._item
        self._clear()
        rows = {str(p.item.id): self._row(p) for p in self.prompts()}
        self._place.add(*rows.values())
        self.back.hide()
        if self.isVisible() and before in rows:
            rows[before].setFocus()

    def _row(self, prompt: Prompt) -> ListRow:
        item, case = prompt.item, self.session.case
        told = self._told(prompt)
        visit = self.session.visit
        asked = bool(told) or (
            case is not None and is_dealt(case, prompt, visit.id if visit else None)
        )
        state: StateWords | None = None if asked else ("circle-dashed", _("Not asked yet"), "attn")
        row = ListRow(self.theme, "", item.label, note=told, state=state)
        row.clicked.connect(lambda _checked=False, code=item.id: self.show_item(code))
        return row

    def _told(self, prompt: Prompt) -> str:
        case, item = self.session.case, prompt.item
        if case is None or item.type is ItemType.LINKS:
            return ""
        rows = [(r.code, r.label) for r in item.rows] or [("", "")]
        items = self.session.library.book.items
        told: list[str] = []
        for code, label in rows:
            for account in accounts_at(case, item.id, prompt.about, code)[-1:]:
                said = answer_words(account, items, case)
                told.append(f"{label}: {said}" if label else said)
        text = " ".join(" ".join(told).split())
        return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"

    def show_item(self, code: str) -> None:
        """One question, in place of the list."""
        prompt = next(p for p in self.prompts() if p.item.id == code)
        self._clear()
        visit = self.session.visit
        self.form = ItemForm(self.session, self.theme, prompt, visit.id if visit else None)
        self.form.follow.connect(self.show_item)
        self._item = code
        self._place.add(self.form)
        self.back.show()
        self.opened.emit(code)
        self.form.first_focus().setFocus()

    def _clear(self) -> None:
        self.form = None
        self._place.clear()

    def flush(self) -> bool:
        """Save what is typed; False when it was refused and stays in front."""
        return self.form is None or self.form.flush()

    def _done(self) -> None:
        if self.flush():
            self.close_sheet()

    def dismiss(self) -> None:
        """Esc: what was typed is saved first."""
        if self.flush():
            super().dismiss()

    def first_focus(self) -> QWidget | None:
        """The first question, or its first answer."""
        if self.form is not None:
            return self.form.first_focus()
        rows = self._place.findChildren(ListRow)
        return rows[0] if rows else super().first_focus()
