"""Taking in what a translator sent: all of it with every check, or nothing and the faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.i18n import _, ngettext
from app.services import translating
from ui import files
from ui.controls import ChoiceField, Column, MenuItem, Primary, Quiet, Sheet, Stack, State, Table
from ui.errors import sentence
from ui.pages.exchange import read_in
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.translation_checks import Fault
    from app.services.translating import TranslationDesk
    from ui.theme import Theme

MOST: Final = 60
"""Faults that are listed; a file with more is sent back all the same."""


class ImportSheet(Sheet):
    """`changed` is sent when texts were taken."""

    changed = Signal()

    def __init__(self, theme: Theme, desk: TranslationDesk, tag: str) -> None:
        said = _("An XLIFF 1.2 file or a sheet of two columns, as it was exported. One bad text, "
                 "and nothing of the file is kept.")  # fmt: skip
        super().__init__(theme, _("Import"), said)
        self.setObjectName("translating.import")
        self.about = tag
        self._desk, self._tag = desk, tag
        self._given: tuple[bytes, str] | None = None
        self.choose_file: Callable[[], Path | None] = lambda: files.ask_what_to_open(
            self.window(), _("Import"), _("Translators’ files (*.xlf *.xliff *.csv)")
        )
        people = translating.working(desk, tag).people
        items = [MenuItem(p.id, f"{p.id} {p.name}".strip(), p.qualification) for p in people]
        value = items[0].code if len(items) == 1 else ""
        self.translator = ChoiceField(theme, _("Whose work it is"), items, value=value)
        if not items:
            self.translator.set_note(_("Name the people first, on the page behind."))
        self.body.add(self.translator)
        self.state = State(theme, "circle-alert", "")
        self.state.setObjectName("translating.import.state")
        self.state.hide()
        self.body.add(self.state, gap=8)
        self.faults = Stack()
        self.faults.setObjectName("translating.import.faults")
        self.body.add(self.faults, gap=8)
        self.choose = Primary(theme, _("Choose the file"), on_click=self._choose)
        self.foot.add(self.choose, Quiet(theme, _("Back to the list"), on_click=self.dismiss))

    def put(self, content: bytes, name: str) -> None:
        """Take in a file that was dropped, once it is said whose work it is."""
        self._given = (content, name)
        if self.translator.value():
            self._take(content, name)
            return
        self._say("circle-alert", _("Say first whose work {name} is.").format(name=name))
        self.choose.set_words(_("Take in {name}").format(name=name))
        self.translator.first_focus().setFocus()

    def _choose(self) -> None:
        if not self.translator.value():
            self._say("circle-alert", _("Say first whose work it is."))
            self.translator.first_focus().setFocus()
        elif self._given is not None:
            self._take(*self._given)
        else:
            read_in(self.choose_file(), self._take, self._refused)

    def _take(self, content: bytes, name: str) -> None:
        self._given = None
        self.choose.set_words(_("Choose the file"))
        self.faults.clear()
        try:
            came = translating.bring_in(
                self._desk, self._tag, name, content, self.translator.value()
            )
        except Refused as refused:
            self._refused(refused)
            return
        if came.faults:
            self._list(name, came.faults)
            return
        n = len(came.taken)
        told = ngettext("{n} text is new.", "{n} texts are new.", n).format(n=n)
        self._say("check", told + " " + _("The rest came back as it went out."))
        self.changed.emit()

    def _list(self, name: str, faults: tuple[Fault, ...]) -> None:
        n = len(faults)
        told = ngettext(
            "Nothing of {name} was kept: {n} fault. Send it back with this list.",
            "Nothing of {name} was kept: {n} faults. Send it back with this list.",
            n,
        )
        self._say("circle-alert", told.format(name=name, n=n))
        columns = [Column(_("Text"), 150, 3), Column(_("Rule"), 300, 9)]
        table = Table(self.theme, columns, name=_("Faults"))
        for fault in faults[:MOST]:
            row = plain(self.theme, fault.id or _("The file"), "note_strong")
            table.add_row([row, plain(self.theme, fault.rule, "note")])
        self.faults.add(table)
        if n > MOST:
            more = _("and {n} more").format(n=n - MOST)
            self.faults.add(plain(self.theme, more, "note", "ink2"), gap=4)

    def _refused(self, refused: Refused) -> None:
        self._say("circle-alert", sentence(refused))

    def _say(self, icon: str, told: str) -> None:
        self.state.show_state(icon, told, "attn" if icon == "circle-alert" else "ink")
        self.state.show()
