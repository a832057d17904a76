"""The people behind a language's texts: an id, a qualification, and its last day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.renderings import Person
from app.i18n import _
from app.services import translating
from ui.controls import (
    DateField,
    DetailRow,
    HeadRule,
    Line,
    LineField,
    Primary,
    Quiet,
    Sheet,
    Stack,
)
from ui.errors import sentence
from ui.text import plain

if TYPE_CHECKING:
    from app.services.translating import TranslationDesk
    from ui.theme import Theme


class PeopleSheet(Sheet):
    """Who is named, and naming another; the same id again puts right what was written."""

    def __init__(self, theme: Theme, desk: TranslationDesk, tag: str) -> None:
        said = _("An id is enough. No private address. Two of them stand behind every text: one "
                 "translates, another one reviews.")  # fmt: skip
        super().__init__(theme, _("People"), said)
        self.setObjectName("translating.people")
        self.about = tag
        self._desk, self._tag = desk, tag
        self.list = Stack()
        self.body.add(self.list)
        self.body.add(HeadRule(theme, _("Name somebody")), gap=16)
        self.id = LineField(theme, _("Id, such as T-014"), width=200, limit=40)
        self.name = LineField(theme, _("Name, if it may be known"), width=320, limit=80)
        self.qualification = LineField(
            theme, _("Qualification, or their number on a register"), limit=120
        )
        self.until = DateField(theme, _("Its last day, if it has one"))
        for field in (self.id, self.name, self.qualification, self.until):
            self.body.add(field, gap=8)
        self.state = plain(theme, "", "note_strong", "attn")
        self.state.setObjectName("translating.people.state")
        self.body.add(self.state, gap=4)
        self.put = Primary(theme, _("Name this person"), on_click=self._put)
        self.foot.add(self.put, Quiet(theme, _("Back to the list"), on_click=self.dismiss))
        self._draw()

    def _draw(self) -> None:
        self.list.clear()
        people = translating.working(self._desk, self._tag).people
        for one in people:
            until = _("until {day}").format(day=one.until.isoformat()) if one.until else ""
            told = ", ".join(filter(None, (one.qualification or _("no qualification"), until)))
            named = f"{one.id} {one.name}".strip()
            self.list.add(DetailRow(self.theme, "users", named, told), Line(self.theme))
        if not people:
            self.list.add(plain(self.theme, _("Nobody is named yet."), "body", "ink2"))

    def _put(self) -> None:
        id_ = self.id.text().strip()
        if not id_:
            self.id.set_problem(_("An id is needed."))
            self.id.first_focus().setFocus()
            return
        self.id.set_problem("")
        day = self.until.value()
        if day and self.until.precision() != "day":
            self.state.setText(_("The last day needs day, month and year."))
            return
        until = date.fromisoformat(day) if day else None
        person = Person(id_, self.qualification.text().strip(), until, self.name.text().strip())
        try:
            translating.name_person(self._desk, self._tag, person)
        except Refused as refused:
            self.state.setText(sentence(refused))
            return
        self.state.setText("")
        for field in (self.id, self.name, self.qualification):
            field.set_text("")
        self._draw()
        self.id.first_focus().setFocus()
