"""Beside the keeper's page: the area as others know it, and the files that it gives out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from ui.controls import Facts, Secondary, Spread, Stack
from ui.text import plain
from ui.when import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.keeping_root import RootDesk
    from ui.controls.tables import Fact
    from ui.theme import Theme


class KeepingRail(Stack):
    """The area's own digits, to be read out, and its card, its list and its desk's key."""

    card_asked = Signal()
    list_asked = Signal()
    key_asked = Signal()

    def __init__(self, theme: Theme, desk: RootDesk) -> None:
        super().__init__()
        self.theme, self._desk = theme, desk
        card = desk.card()
        self.add(plain(theme, card.title, "panel"))
        witness = desk.witness()
        by = _("Two people, one of them {name}").format(name=witness)
        made: Fact = (_("Made by"), by if witness else _("Two people"))
        if card.alone:
            made = (_("Made by"), _("One person. Nobody vouches for it"), "attn", True)
        facts: list[Fact] = [
            (_("Area"), card.area),
            (_("Desks"), ", ".join(desk.name for desk in card.desks)),
            (_("Telephone"), card.telephone),
            made,
        ]
        self.add(Facts(theme, facts, label_width=110), gap=8)
        self.add(plain(theme, _("Our digits, to read out when asked"), "note_strong"), gap=14)
        self.add(plain(theme, card.fingerprint, "strong", selectable=True), gap=4)
        self._button(_("Save our area’s card"), "upload", "card", self.card_asked.emit)
        self._button(_("Save the list of withdrawn keys"), "save", "list", self.list_asked.emit)
        self.listed = Facts(theme, [], label_width=110)
        self.add(self.listed, gap=4)
        told = _("Our laptops need it, by a memory stick. It also goes along with every package.")
        self.add(plain(theme, told, "note", "ink2"), gap=4)
        self._button(_("Save the desk’s key"), "key-round", "desk-key", self.key_asked.emit)
        told = _("The desk’s key opens packages without this program. It belongs in the safe.")
        self.add(plain(theme, told, "note", "ink2"), gap=4)

    def _button(self, words: str, icon: str, name: str, ask: Callable[[], None]) -> None:
        button = Secondary(self.theme, words, icon=icon, on_click=ask)
        button.setObjectName(f"page.keeping.{name}")
        row = Spread()
        row.add(button)
        self.add(row, gap=12)

    def show_list(self) -> None:
        """The list's number, and until when laptops that have the newest may go by it."""
        until = self._desk.list_until()
        rows: list[Fact] = [(_("List number"), str(self._desk.list_number()))]
        if until is None:
            rows.append((_("Good until"), _("Not given out yet"), "attn", True))
        else:
            rows.append((_("Good until"), day(until)))
        self.listed.set_facts(rows)
