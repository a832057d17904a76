"""A card to keep: one neutral sentence and one number, when the organisation allows it at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.cards import LeaveBehindFormat
from app.domain.errors import Refused
from app.domain.reading import reading_of
from app.domain.renderings import Address
from app.domain.translation import NotShown
from app.i18n import _
from app.services import showing
from ui.controls import Check, ChoiceField, Danger, LineField, Link, MenuItem, Quiet, Sheet, State
from ui.errors import sentence
from ui.pages.exchange import place_dialog, save_and_read_back
from ui.pages.languages.words import address_items, without_words
from ui.showing import record_shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.languages import Language
    from app.domain.translation import Shown
    from ui.pages.exchange import Place
    from ui.session import Session
    from ui.theme import Theme

NAME = "card.pdf"
"""What the file is called: nothing that says whose it is, or what for."""


class KeepLink(Link):
    """“A card to keep”, there only where the organisation has turned them on."""

    def __init__(self, session: Session, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, _("A card to keep"), on_click=self._open)
        self._session, self._page = session, page
        self.setObjectName("keep.open")
        self.look_again()

    def look_again(self) -> None:
        """The setting may have changed."""
        self.setVisible(showing.may_keep(self._session.desk.store))

    def _open(self) -> None:
        KeepSheet(self._session, self.theme).open_in(self._page)


class KeepSheet(Sheet):
    """Language, number and size; and that she says it is safe to have."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, _("A card to keep"), _("Only if she says that it is safe to have. "
            "Better: learn one number by heart."))  # fmt: skip
        self.setObjectName("keep")
        self._session = session
        self.where: Place = place_dialog(self, _("Save the card"), session.desk.store)
        items = [MenuItem(one.tag, one.english) for one in _offered(session)]
        first = items[0].code if items else ""
        self.language = ChoiceField(theme, _("Language of the card"), items, value=first)
        self.number = LineField(theme, _("The number on it"), width=280, limit=24)
        sizes = [
            MenuItem(LeaveBehindFormat.CREDIT.value, _("As large as a bank card")),
            MenuItem(LeaveBehindFormat.A6.value, _("A6")),
        ]
        self.size_of = ChoiceField(theme, _("Size"), sizes, value=LeaveBehindFormat.CREDIT.value)
        self.to = ChoiceField(
            theme, _("Whom it speaks to"), address_items(), value=session.address.value
        )
        self.to.setObjectName("keep.to")
        self.safe = Check(theme, _("She says it is safe to have this card"))
        self.state = State(theme, "circle-alert", "", "attn")
        self.state.setObjectName("keep.state")
        for part in (self.language, self.to, self.number, self.size_of, self.safe):
            self.body.add(part, gap=8)
        self.body.add(self.state, gap=8)
        self.state.hide()
        self.save = Danger(theme, _("Save the card to be printed"), on_click=self._save)
        self.leave = Quiet(theme, _("No card"), on_click=self.dismiss)
        self.foot.add(self.save, self.leave)

    def _save(self) -> None:
        if not self.safe.isChecked():
            self._say(_("Ask her first whether it is safe to have. Then tick it here."))
            self.safe.setFocus()
            return
        session, tag = self._session, self.language.value()
        try:
            shown = showing.text_to_keep(
                session.desk.store,
                session.shelf(tag),
                tag,
                self.number.text().strip(),
                Address(self.to.value()),
            )
        except Refused as refused:
            self._say(sentence(refused))
            self.number.first_focus().setFocus()
            return
        if isinstance(shown, NotShown):
            self._say(_not_there(shown, Address(self.to.value())))
            return
        session.speak_to(Address(self.to.value()))
        number, size = self.number.text().strip(), LeaveBehindFormat(self.size_of.value())
        drawer = session.post.printer
        session.jobs.run(
            lambda: drawer.leave_behind(shown, number, size),
            lambda pages: self._drawn(shown, number, pages),
            lambda refused: self._say(sentence(refused)),
        )

    def _drawn(self, shown: Shown, number: str, pages: bytes) -> None:
        path = self.where(NAME)
        if path is None:
            return
        if self._session.case is not None and not record_shown(
            self._session, shown, {"number": number}, kept=True
        ):
            return
        try:
            save_and_read_back(path, pages)
        except Refused as refused:
            self._say(sentence(refused))
            return
        self.close_sheet()

    def _say(self, words: str) -> None:
        self.state.show_state("circle-alert", words, "attn")
        self.state.show()


def _not_there(why: NotShown, address: Address) -> str:
    if why.reason == "no-variant":
        return without_words(address)
    return _("There is no approved text for a card in this language.")


def _offered(session: Session) -> tuple[Language, ...]:
    """Languages that she may read first; then every one that can be written."""
    case, library = session.case, session.library
    if case is not None:
        read = reading_of(case, session.visit, library.languages, library.interpreting).languages
        others = tuple(one for one in library.languages.written if one not in read)
        return (*read, *others)
    return library.languages.written
