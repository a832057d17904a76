"""The desk's page: one language, its texts beside their English, and files out and in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.i18n import _, ngettext
from app.services import translating
from app.services.translating import TranslationDesk
from ui.controls import (
    ChoiceField,
    Column,
    Link,
    MenuItem,
    Page,
    Primary,
    Quiet,
    Secondary,
    Spread,
    Stack,
    State,
    Table,
)
from ui.errors import sentence
from ui.native import NativeText
from ui.pages.exchange import FileDrop, place_dialog, save_and_read_back
from ui.pages.translating import words
from ui.pages.translating.import_sheet import ImportSheet
from ui.pages.translating.people_sheet import PeopleSheet
from ui.pages.translating.sign_sheet import SignSheet
from ui.pages.translating.text_sheet import TextSheet
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.renderings import Rendering
    from app.services.translating import Comparison
    from ui.pages.exchange import Place
    from ui.session import Session
    from ui.theme import Theme

AT_ONCE: Final = 20
"""Texts on the page at a time; a language has some six hundred."""


class TranslatingPage(Page):
    """`arrive("ckb")` opens at a language."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Translation desk"), centred=False)
        self.setObjectName("page.translating")
        self.session = session
        library = session.library
        self.desk = TranslationDesk(
            session.unlocked.store, session.desk.clock, library, session.desk.author.principal
        )
        self.where: Place = place_dialog(self, _("Save for a translator"), session.desk.store)
        self._from = 0
        self._found: list[Comparison] = []
        self._slices = Slices(self)
        written = library.languages.written
        items = [MenuItem(one.tag, one.english) for one in written]
        self.language = ChoiceField(
            theme, _("Language"), items, value=written[0].tag if written else ""
        )
        self._make_top()
        self._make_body()
        self._drop = FileDrop(self, self._dropped, self._refused)

    @property
    def tag(self) -> str:
        """The language in hand."""
        return self.language.value()

    def _make_top(self) -> None:
        theme = self.theme
        head = Spread(gap=14)
        head.add(plain(theme, _("Translation desk"), "title", wrap=False))
        back = Quiet(theme, _("Back to the settings"), icon="arrow-left",
                     on_click=lambda: self.navigate.emit("settings", "languages"))  # fmt: skip
        head.add_end(back)
        self.top.add(head)
        said = _("Nothing here is shown to a person. Only a signed pack of approved texts is.")
        self.top.add(plain(theme, said, "lead", "ink2"), gap=4)
        self.narrow = ChoiceField(theme, _("Show"), words.filters(), value="")
        self.language.chosen.connect(self._again)
        self.narrow.chosen.connect(self._again)
        line = Spread(gap=12, line_gap=4)
        line.add(self.language, self.narrow)
        self.top.add(line, gap=8)
        acts = Spread(gap=8, line_gap=4)
        acts.add(
            self._act("people", _("People"), "users", self._people),
            self._act("xliff", _("Export XLIFF"), "upload", partial(self._export, "xlf")),
            self._act("sheet", _("Export a sheet"), "upload", partial(self._export, "csv")),
            self._act("import", _("Import"), "download", self._import),
        )
        self.sign = Primary(theme, _("Sign the approved texts"), on_click=self._sign)
        self.sign.setObjectName("page.translating.sign")
        acts.add_end(self.sign)
        self.top.add(acts, gap=8)

    def _act(self, name: str, label: str, icon: str, act: Callable[[], None]) -> Secondary:
        button = Secondary(self.theme, label, icon=icon, on_click=act)
        button.setObjectName(f"page.translating.{name}")
        return button

    def _make_body(self) -> None:
        theme = self.theme
        self.state = State(theme, "check", "")
        self.state.setObjectName("page.translating.state")
        self.state.hide()
        self.summary = plain(theme, "", "note_strong", "ink2")
        self.summary.setObjectName("page.translating.summary")
        self.table = Table(
            theme,
            [
                Column(_("Text"), 190, 4),
                Column(_("English"), 220, 6),
                Column(_("In the language"), 240, 7),
                Column(_("Back-translation"), 220, 6),
            ],
            name=_("Texts of this language"),
        )
        self.none = plain(theme, _("No text is as you asked. Choose “All texts”."), "body", "ink2")
        self.body.add(self.state)
        self.body.add(self.summary, gap=8)
        self.body.add(self.table, gap=8)
        self.body.add(self.none, gap=8)
        self.back = Quiet(theme, _("Texts before"), icon="arrow-left", on_click=self._before)
        self.further = Quiet(theme, _("Further texts"), on_click=self._further)
        self.foot.add(self.back)
        self.foot.add_end(self.further)

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Show a language by its tag, or the one that was shown last."""
        if argument and self.session.library.languages.get(str(argument)) is not None:
            self.language.choose(str(argument))
        self.state.hide()
        self._again()

    def flush(self) -> None:
        """What is typed stands in a sheet, and is saved by its button."""

    def first_focus(self) -> QWidget | None:
        """The language."""
        return self.language.first_focus()

    # Drawing

    def _again(self, _chosen: str = "") -> None:
        self._from = 0
        self.draw()

    def draw(self) -> None:
        """Show the texts as they stand in the working copy."""
        try:
            every = translating.compare(self.desk, self.tag)
        except Refused as refused:
            self._refused(refused)
            return
        self._found = [one for one in every if words.fits(one, self.narrow.value())]
        self._from = min(self._from, max(0, len(self._found) - 1) // AT_ONCE * AT_ONCE)
        self.summary.setText(self._summary(every))
        shown = self._found[self._from : self._from + AT_ONCE]
        self.table.setVisible(bool(shown))
        self.none.setVisible(not shown)
        self.back.setVisible(self._from > 0)
        self.further.setVisible(self._from + AT_ONCE < len(self._found))
        rows = [(_key(self.tag, one), partial(self._cells, one)) for one in shown]
        self._slices.begin(self.table.show_rows(rows))

    def _summary(self, every: tuple[Comparison, ...]) -> str:
        n, with_text = len(every), sum(one.rendering is not None for one in every)
        approved = sum(words.fits(one, "approved") and not one.stale for one in every)
        told = _("{texts} of {n} texts have words. {approved} are approved and current.").format(
            texts=with_text, n=n, approved=approved
        )
        first = self._from + 1
        last = min(len(self._found), self._from + AT_ONCE)
        if not self._found:
            return told
        shown = ngettext(
            "Shown: {first} to {last} of {found}.", "Shown: {first} to {last} of {found}.",
            len(self._found),
        )  # fmt: skip
        return f"{told} {shown.format(first=first, last=last, found=len(self._found))}"

    def _cells(self, one: Comparison) -> list[QWidget | str]:
        theme, rendering = self.theme, one.rendering
        about = Stack(gap=2)
        icon, told, ink = words.state_words(one)
        work = Link(theme, one.source.id, on_click=partial(self._open, one.source.id))
        work.setAccessibleName(_("Work on {text}").format(text=one.source.id))
        about.add(work)
        about.add(State(theme, icon, told, ink, role="note"))
        english = _level(plain(theme, one.source.text, "body", measure=0))
        if rendering is None:
            return [
                about,
                english,
                _level(plain(theme, "–", "body", "ink2")),
                _level(plain(theme, "–", "body", "ink2")),
            ]
        back = Stack(gap=2)
        back.add(plain(theme, rendering.back_translation or "–", "body", "ink2", measure=0))
        if one.same:
            same = _("Word for word the English: look again")
            back.add(State(theme, "circle-alert", same, "attn", role="note"))
        return [about, english, _level(target_cell(theme, rendering)), _level(back)]

    # What somebody does

    def _before(self) -> None:
        self._from = max(0, self._from - AT_ONCE)
        self.draw()
        self.begin_at_top()

    def _further(self) -> None:
        self._from += AT_ONCE
        self.draw()
        self.begin_at_top()

    def _open(self, id_: str) -> None:
        sheet = TextSheet(self.theme, self.desk, self.tag, id_)
        sheet.changed.connect(self.draw)
        ids = [one.source.id for one in self._found]
        at = ids.index(id_) if id_ in ids else len(ids)
        if at + 1 < len(ids):
            sheet.offer_next(partial(self._open, ids[at + 1]))
        sheet.open_in(self)

    def _people(self) -> None:
        sheet = PeopleSheet(self.theme, self.desk, self.tag)
        sheet.open_in(self)

    def _import(self, given: tuple[bytes, str] | None = None) -> None:
        sheet = ImportSheet(self.theme, self.desk, self.tag)
        sheet.changed.connect(self.draw)
        sheet.open_in(self)
        if given is not None:
            sheet.put(*given)

    def _dropped(self, content: bytes, name: str) -> None:
        self._import((content, name))

    def _export(self, kind: str) -> None:
        path = self.where(f"{self.tag}.{kind}")
        if path is None:
            return
        make = translating.export_sheet if kind == "csv" else translating.export_xliff
        try:
            save_and_read_back(path, make(self.desk, self.tag))
        except Refused as refused:
            self._refused(refused)
            return
        self._say("check", _("Saved as {name}.").format(name=path.name))

    def _sign(self) -> None:
        sheet = SignSheet(self.theme, self.session, self.desk, self.tag)
        sheet.signed.connect(self._signed)
        sheet.open_in(self)

    def _signed(self, name: str) -> None:
        self.session.forget_packs()
        told = _("Signed, saved and in use here: {name} and {name}.sig. Send both.")
        self._say("badge-check", told.format(name=name))
        self.draw()

    def _refused(self, refused: Refused) -> None:
        self._say("circle-alert", sentence(refused))

    def _say(self, icon: str, told: str) -> None:
        self.state.show_state(icon, told, "attn" if icon == "circle-alert" else "ink")
        self.state.show()


def _level(cell: QWidget) -> Stack:
    """A cell whose first line is level with the link at the start of its row."""
    lower = Stack(margins=(0, 5, 0, 0))
    lower.add(cell)
    lower.stretch()
    return lower


def target_cell(theme: Theme, rendering: Rendering) -> QWidget:
    """The words of a text, each at the start of its own direction, in its own script."""
    cell = Stack(gap=4, margins=(0, 0, 20, 0))
    for to_whom, said in words.spoken_to(rendering):
        if to_whom:
            cell.add(plain(theme, to_whom, "provenance", "ink2"))
        none = plain(theme, _("No words yet."), "note", "ink2")
        cell.add(NativeText(theme, said) if said else none)
    return cell


def _key(tag: str, one: Comparison) -> tuple[object, ...]:
    return (tag, one.source.id, one.rendering, one.stale)
