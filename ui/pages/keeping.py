"""Keeping an area's root: open a laptop's request, compare its number, save the answer.

The number is compared by voice before anything is signed: a request file proves that its maker
holds a key, and not who its maker is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.i18n import _
from app.services.keeping_root import same_number
from ui.controls import (
    Facts,
    HeadRule,
    Line,
    LineField,
    Page,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
)
from ui.pages.exchange import find_dialog, place_dialog, read_in, save_and_read_back
from ui.pages.told import Told
from ui.text import plain
from ui.when import day

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.enrolment import EnrolmentRequest
    from app.services.keeping_root import RootDesk
    from ui.controls.tables import Fact
    from ui.pages.exchange import Find, Place
    from ui.theme import Theme


class KeepingPage(Page):
    """Requests in, answers out; beside them the area's own digits and files."""

    def __init__(self, desk: RootDesk, theme: Theme) -> None:
        """Draw what this vault keeps."""
        super().__init__(theme, name=_("Your area’s root key"), rail_width=400)
        self.setObjectName("page.keeping")
        self._desk = desk
        self.find_file: Find = find_dialog(self, _("Open a request"))
        self.choose_file: Place = place_dialog(self, _("Save the file"))
        self.top.add(plain(theme, _("Laptops that ask for their key"), "title"))
        told = _("Sign only for somebody you know, whose number you have just heard.")
        self.top.add(plain(theme, told, "body", "ink2"), gap=2)
        self._told, self._list = Told(self), Stack()
        self.open = Primary(theme, _("Open a request"), icon="folder-open", on_click=self._find)
        self.open.setObjectName("page.keeping.open")
        row = Spread()
        row.add(self.open)
        self.body.add(self._told, gap=8)
        self.body.add(row, gap=8)
        self.body.add(HeadRule(theme, _("Answered")), gap=20)
        self.body.add(self._list)
        self._make_rail()
        self._draw()

    def _make_rail(self) -> None:
        theme, card = self.theme, self._desk.card()
        self.rail.add(plain(theme, card.title, "panel"))
        made: Fact = (_("Made by"), _("Two people"))
        if card.alone:
            made = (_("Made by"), _("One person. Nobody vouches for it"), "attn", True)
        facts: list[Fact] = [
            (_("Area"), card.area),
            (_("Desks"), ", ".join(desk.name for desk in card.desks)),
            (_("Telephone"), card.telephone),
            made,
        ]
        self.rail.add(Facts(theme, facts, label_width=110), gap=8)
        self.rail.add(plain(theme, _("Our digits, to read out when asked"), "note_strong"), gap=14)
        self.rail.add(plain(theme, card.fingerprint, "strong", selectable=True), gap=4)
        self.give = Secondary(
            theme, _("Save our area’s card"), icon="upload", on_click=self._save_card
        )
        self.key = Secondary(theme, _("Save the desk’s key"), icon="save", on_click=self._ask_key)
        for button, name in ((self.give, "card"), (self.key, "desk-key")):
            button.setObjectName(f"page.keeping.{name}")
            row = Spread()
            row.add(button)
            self.rail.add(row, gap=8)
        told = _("The desk’s key opens packages without this program. It belongs in the safe.")
        self.rail.add(plain(theme, told, "note", "ink2"), gap=8)

    def first_focus(self) -> QWidget:
        """Opening a request."""
        return self.open

    def _draw(self) -> None:
        self._list.clear()
        answered = self._desk.answered()
        if not answered:
            words = _(
                "Nobody yet. A laptop’s request comes as a file, from step four of setting up."
            )
            self._list.add(plain(self.theme, words, "body", "ink2"), gap=8)
        for given in reversed(answered):
            said = _("{who}, number {reference}: answered {day}, good until {until}").format(
                who=given.principal,
                reference=given.reference,
                day=day(given.at),
                until=day(given.until),
            )
            self._list.add(plain(self.theme, said, "body", measure=0), Line(self.theme), gap=8)

    # Requests

    def _find(self) -> None:
        read_in(self.find_file(), self.take_request, self._told.refuse)

    def take_request(self, content: bytes, _name: str) -> None:
        """Show who asks, with the number to compare; refused when it is no good request."""
        try:
            asked = self._desk.read(content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        RequestSheet(self, asked).open_in(self)

    def answer(self, asked: EnrolmentRequest) -> None:
        """The numbers agree: sign, and save the answer. Nothing is signed with no place for it."""
        path = self.choose_file("answer.age")
        if path is None:
            return
        try:
            save_and_read_back(path, self._desk.answer(asked).content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._draw()
        words = _("Saved as {name} for {who}.").format(name=path.name, who=asked.principal)
        self._told.tell(words, because=_("Only that laptop can open it. Take it there yourself."))

    # Files out

    def _save_card(self) -> None:
        self._save("area-card.age", self._desk.card_file())

    def _ask_key(self) -> None:
        DeskKeySheet(self).open_in(self)

    def save_key(self) -> None:
        """Save the desks' identities where somebody says."""
        path = self.choose_file("our-desk-key.txt")
        if path is not None:
            self._write(path, self._desk.desk_key().encode())

    def _save(self, name: str, content: bytes) -> None:
        path = self.choose_file(name)
        if path is not None:
            self._write(path, content)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            save_and_read_back(path, content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._told.tell(_("Saved as {name}, and read back from the disk.").format(name=path.name))


class RequestSheet(Sheet):
    """Who asks; their number is not shown, so that it can only come from their own voice."""

    def __init__(self, page: KeepingPage, asked: EnrolmentRequest) -> None:
        theme = page.theme
        told = _("Have them read the number on their screen to you, and type it as you hear it.")
        super().__init__(theme, _("Is it really their laptop?"), told)
        self._page, self._asked = page, asked
        facts: list[Fact] = [
            (_("Signs as"), asked.principal),
            (_("Staff number"), asked.reference),
            (_("Asked on"), day(asked.created)),
        ]
        self.body.add(Facts(theme, facts, label_width=130))
        self.heard = LineField(theme, _("Their number, eight groups of four"), width=460, limit=50)
        self.heard.setObjectName("page.keeping.heard")
        self.heard.edited.connect(self._typed)
        self.heard.entered.connect(self._sign)
        self.body.add(self.heard, gap=14)
        self.foot.add(
            Primary(theme, _("Sign, and save the answer"), on_click=self._sign),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _typed(self, _text: str) -> None:
        self.heard.set_problem("")

    def _sign(self) -> None:
        if not same_number(self.heard.text(), self._asked):
            self.heard.set_problem(
                _("That is not the number of this file. Listen again, or sign nothing.")
            )
            self.heard.first_focus().setFocus()
            return
        self.close_sheet()
        self._page.answer(self._asked)


class DeskKeySheet(Sheet):
    """What the desk's key can do, before it is put into a file."""

    def __init__(self, page: KeepingPage) -> None:
        told = _(
            "Whoever has this file can open every package sent to your desk. Its only use is to "
            "check a package without this program. Keep it in the safe, never on a case laptop."
        )
        super().__init__(page.theme, _("Save the desk’s key?"), told)
        self._page = page
        self.foot.add(
            Primary(page.theme, _("Save it"), on_click=self._do),
            Quiet(page.theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        self.close_sheet()
        self._page.save_key()
