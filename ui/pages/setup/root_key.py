"""Step four where an area's root is kept: the key itself, made once, by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.services.keeping_root import card_title, is_card_telephone, is_desk
from ui.controls import LineField
from ui.pages.setup.frame import KEY, StepPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.keeping_root import RootDesk
    from ui.theme import Theme


class RootKeyPage(StepPage):
    """What stands on the area's card, and who was there when its key was made."""

    def __init__(self, theme: Theme, desk: RootDesk, area: str, organisation: str) -> None:
        super().__init__(
            theme,
            KEY,
            _("Make your area’s root key"),
            _("It certifies your area’s laptops, and other areas know yours by it."),
            _("Make the key"),
        )
        self._desk, self._area = desk, area
        self.title = self._field("title", _("Your area’s name, as other areas will read it"))
        self.title.set_text(card_title(organisation))
        self.telephone = self._field("telephone", _("The number other areas may ring"))
        self.desk_name = self._field("desk", _("The desk that opens what is sent to you"))
        self.desk_name.set_text("duty")
        self.witness = self._field("witness", _("The second person who is here now"))
        self.witness.set_note(
            _("With nobody beside you, every area is told that nobody vouches for this key.")
        )
        self.witness.entered.connect(self.go_on)

    def _field(self, code: str, label: str) -> LineField:
        field = LineField(self.theme, label, width=500, limit=60)
        field.setObjectName(f"page.setup.4.{code}")
        self.body.add(field, gap=6)
        return field

    def first_focus(self) -> QWidget:
        """The area's name."""
        return self.title.first_focus()

    def in_order(self) -> bool:
        """Say at each field what is missing; with nothing missing, make the key."""
        title, desk = card_title(self.title.text()), self.desk_name.text().strip()
        telephone = self.telephone.text().strip()
        problems = [
            (self.title, "" if title else _("Write a name in plain letters, without accents.")),
            (
                self.telephone,
                ""
                if is_card_telephone(telephone)
                else _("Digits and spaces, such as 01632 960 100."),
            ),
            (self.desk_name, "" if is_desk(desk) else _("Small letters and digits, such as duty.")),
        ]
        for field, problem in problems:
            field.set_problem(problem)
        wrong = [field for field, problem in problems if problem]
        if wrong:
            wrong[0].first_focus().setFocus()
            return False
        witness = self.witness.text().strip()
        self._desk.make(self._area, title, telephone, desk, witness, alone=not witness)
        return True
