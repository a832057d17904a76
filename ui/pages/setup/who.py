"""Step one: whose laptop this is. The names stand on everything that is recorded and signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _
from app.services.owner import is_area, is_user, user_of
from ui.controls import LineField
from ui.pages.setup.frame import WHO, StepPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Who:
    """What the first step asks, and how this person signs: `t.osei@northmere.example`."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    area: str = ""
    user: str = ""

    @property
    def principal(self) -> str:
        """The name that certificates and statements carry."""
        return f"{self.user}@{self.area}"


class WhoPage(StepPage):
    """Name, role, organisation, area, and the signing name made of them."""

    def __init__(self, theme: Theme, who: Who) -> None:
        super().__init__(
            theme,
            WHO,
            _("Who you are"),
            _("This stands on everything you record, and on what you send."),
            _("Next: passphrase"),
        )
        self.name_field = self._field("name", _("Your name, as colleagues know it"), who.name)
        self.role = self._field("role", _("Your role, such as social worker"), who.role)
        self.organisation = self._field(
            "organisation", _("Your organisation, as it stands on letters"), who.organisation
        )
        self.area = self._field("area", _("Your area’s address, from your supervisor"), who.area)
        self.area.set_note(
            _("It looks like northmere.example. It is a name, nothing is sent to it.")
        )
        self.user = self._field("user", _("The name you sign with"), who.user)
        self._own_user = bool(who.user) and who.user != user_of(who.name)
        self.name_field.edited.connect(self._derive)
        self.area.edited.connect(self._tell)
        self.user.edited.connect(self._user_typed)
        self.user.entered.connect(self.go_on)
        self._tell()

    def _field(self, code: str, label: str, text: str) -> LineField:
        field = LineField(self.theme, label, width=500, limit=60)
        field.setObjectName(f"page.setup.1.{code}")
        field.set_text(text)
        self.body.add(field, gap=6)
        return field

    def first_focus(self) -> QWidget:
        """The name."""
        return self.name_field.first_focus()

    def who(self) -> Who:
        """What has been typed, without space at the ends."""
        return Who(
            name=self.name_field.text().strip(),
            role=self.role.text().strip(),
            organisation=self.organisation.text().strip(),
            area=self.area.text().strip().lower(),
            user=self.user.text().strip().lower(),
        )

    def in_order(self) -> bool:
        """Say at each field what is missing."""
        who = self.who()
        problems = [
            (self.name_field, "" if who.name else _("Write your name.")),
            (self.role, "" if who.role else _("Write your role.")),
            (self.organisation, "" if who.organisation else _("Write your organisation’s name.")),
            (self.area, "" if is_area(who.area) else _area_problem()),
            (self.user, "" if is_user(who.user) else _user_problem()),
        ]
        for field, problem in problems:
            field.set_problem(problem)
        wrong = [field for field, problem in problems if problem]
        if wrong:
            wrong[0].first_focus().setFocus()
        return not wrong

    def _user_typed(self, _text: str) -> None:
        self._own_user = bool(self.user.text())
        self._tell()

    def _derive(self, _text: str = "") -> None:
        if not self._own_user:
            self.user.set_text(user_of(self.name_field.text()))
        self._tell()

    def _tell(self, _text: str = "") -> None:
        who = self.who()
        said = _("You sign as {principal}.").format(principal=who.principal)
        self.user.set_note(said if who.user and who.area else "")


def _area_problem() -> str:
    return _("Small letters, digits and dots, such as northmere.example. Your supervisor has it.")


def _user_problem() -> str:
    return _("Small letters, digits and dots, such as t.osei.")
