"""Teach-back: she says the plan in her own words; what came of it is kept, and never the word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.answers import latest
from app.i18n import _
from app.services import interpreting
from ui.controls import ChoiceField, HeadRule, Line, MenuItem, Stack
from ui.questionnaire.rows import RowLine
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.questionnaire import Item
    from app.domain.visit import Visit
    from ui.session import Session
    from ui.theme import Theme


NOT_CHECKED = "not_checked"
"""The result that takes another one back: nobody asked."""


class TeachBack(Stack):
    """One line for each thing that matters in the plan: what is asked, and how it was said."""

    def __init__(self, session: Session, theme: Theme, visit: Visit) -> None:
        super().__init__()
        self.setObjectName("teach-back")
        self._session, self._theme, self._visit = session, theme, visit
        self.visit = visit.id
        self.add(HeadRule(theme, _("In her own words")))
        told = _("Ask each, and listen. Never write the agreed word itself.")
        self.add(plain(theme, told, "note", "ink2"), gap=4)
        self.fields: dict[str, ChoiceField] = {}
        for item in session.library.interpreting.teach_back:
            self.add(self._line(item), gap=2)
            self.add(Line(theme))
        self.follow()
        session.changed.connect(self._changed)

    def _line(self, item: Item) -> RowLine:
        results = [MenuItem("", _("Not asked yet"))]
        results += [MenuItem(option.code, option.label) for option in item.options]
        field = ChoiceField(self._theme, item.label, results)
        field.setObjectName(f"teach-back.{item.id}")
        field.chosen.connect(partial(self._chosen, item))
        field.label.hide()
        self.fields[item.id] = field
        return RowLine(self._theme, f"“{item.ask}”", field)

    def follow(self) -> None:
        """Show what the record says."""
        case = self._session.case
        if case is None:
            return
        for item in self._session.library.interpreting.teach_back:
            found = latest(case, item.id, case.at_risk())
            mine = found is not None and found.entry.visit == self._visit.id
            codes = found.value.codes if found is not None and mine else ()
            self.fields[item.id].choose(codes[0] if codes else "")

    def _changed(self, case: Case) -> None:
        if case is self._session.case and not self.isHidden():
            self.follow()

    def _chosen(self, item: Item, code: str) -> None:
        result = code or NOT_CHECKED
        if not self._session.record(
            lambda desk, case: interpreting.teach_back(desk, case, self._visit, item, result)
        ):
            self.follow()
