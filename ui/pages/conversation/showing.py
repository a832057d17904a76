"""The prompt on screen as a card in the person's language, where a text of it may be shown.

Where none may, one calm line says so: the English is read aloud, and the interpreter says it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, cast

from shiboken6 import isValid

from app.domain.interpreter import Matter, may_ask, may_show
from app.domain.reading import Reading, reading_of
from app.domain.renderings import Address
from app.domain.translation import NotShown, Shown
from app.i18n import _
from ui.controls import Link, Menu, MenuItem, Quiet
from ui.pages.languages.words import address_items, addressed, without_words
from ui.questionnaire import ItemForm
from ui.showing import NOTHING, show_card
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QLayout, QVBoxLayout

    from app.domain.entry import SettingBody
    from app.domain.interpreting import Interpreting
    from app.domain.languages import Language
    from app.domain.opening import Line
    from ui.session import Session
    from ui.show_card import ShowCard
    from ui.text import Label
    from ui.theme import Theme


class Spoken(Protocol):
    """A line to read aloud that is on the screen."""

    line: Line

    def flush(self) -> bool:
        """Save what is typed."""
        ...

    def layout(self) -> QLayout | None:
        """Where a word about its card goes."""
        ...


class CardButton(Quiet):
    """“Show card” at the foot of a prompt. Nothing is to be seen of it where nobody interprets."""

    def __init__(self, session: Session, theme: Theme, key: str = "F11") -> None:
        super().__init__(theme, _("Show card"), key=key, on_click=self._press)
        self.setObjectName("page.conversation.card")
        self.line: Label | None = None  # of the form on screen, and goes with it
        self.to: Link | None = None  # the same: to whom the card speaks
        self.card: ShowCard | None = None
        self._session = session
        self._form: ItemForm | Spoken | None = None
        self._ready: tuple[Shown, ...] = ()
        self._sure = False
        self.hide()

    @property
    def offers(self) -> bool:
        """Whether there is a card to show."""
        return bool(self._ready)

    def show_for(self, form: ItemForm | Spoken | None) -> None:
        """What is on screen, or nothing; called again when the record has changed."""
        self._form = form
        reading = self._reading()
        found = [(one, self._asked(one)) for one in reading.languages]
        self._ready = tuple(made for _one, made in found if isinstance(made, Shown))
        self._sure = reading.sure
        if reading.reads_nothing:
            self._ready = ()
        self.setVisible(bool(self._ready))
        self._say("" if self._ready else _nothing(reading, found, self._session.address))
        apart = not reading.reads_nothing and any(map(_told_apart, (made for _one, made in found)))
        self._say_to(addressed(self._session.address) if apart else "")

    def _say(self, words: str) -> None:
        form = self._form
        if self.line is not None and (not isValid(self.line) or self.line.parent() is not form):
            self.line = None
        note = getattr(form, "note", None)  # a line among others says nothing of its card
        if self.line is None and form is not None and note is not None and words:
            self.line = plain(self.theme, "", "note", "ink2")
            self.line.setObjectName("page.conversation.card.none")
            column = cast("QVBoxLayout", form.layout())
            column.insertWidget(column.indexOf(note) + 1, self.line)
        if self.line is not None:
            self.line.setText(words)
            self.line.setVisible(bool(words))

    def _say_to(self, words: str) -> None:
        """To whom the card speaks, where a woman and a man are told apart; pressed to change it."""
        form = self._form
        if self.to is not None and (not isValid(self.to) or self.to.parent() is not form):
            self.to = None
        note = getattr(form, "note", None)
        if self.to is None and form is not None and note is not None and words:
            self.to = Link(self.theme, "", on_click=self._ask_to_whom)
            self.to.setObjectName("page.conversation.card.to")
            self.to.setAccessibleDescription(_("Choose whom the card speaks to"))
            column = cast("QVBoxLayout", form.layout())
            above = note if self.line is None else self.line
            column.insertWidget(column.indexOf(above) + 1, self.to)
        if self.to is not None:
            self.to.set_words(words)
            self.to.setVisible(bool(words))

    def _ask_to_whom(self) -> None:
        if self.to is None:
            return
        now = self._session.address.value
        items = [replace(one, chosen=one.code == now) for one in address_items()]
        menu = Menu(self.theme, items, name=_("Whom does the card speak to?"))
        menu.picked.connect(self._speak_to)
        menu.open_at(self.to)

    def _speak_to(self, code: str) -> None:
        self._session.speak_to(Address(code))
        self.show_for(self._form)

    def _reading(self) -> Reading:
        session, form = self._session, self._form
        case, visit = session.case, session.visit
        if form is None or case is None or visit is None:
            return Reading()
        library = session.library
        if not _may_be_said(form, visit.setting, library.interpreting):
            return Reading()
        return reading_of(case, visit, library.languages, library.interpreting)

    def _asked(self, language: Language) -> Shown | NotShown:
        """The words that are on screen now, the item's own or another way of asking it."""
        assert self._form is not None  # noqa: S101 - no language is found without one
        shelf, values = self._session.shelf(language.tag), _values(self._form)
        return shelf.may_show(
            language.tag, _text_id(self._form), values=values, address=self._session.address
        )

    def _press(self) -> None:
        form = self._form
        if form is None or not form.flush():
            return
        self.show_for(form)  # another way of asking may be on screen by now
        if len(self._ready) == 1 and self._sure:
            self._open(self._ready[0])
        elif self._ready:
            self._ask_which()

    def _ask_which(self) -> None:
        """What somebody reads may not be what they speak: it is asked, and never assumed."""
        languages = self._session.library.languages
        known = {made.tag: languages.get(made.tag) for made in self._ready}
        items = [MenuItem(tag, one.english) for tag, one in known.items() if one is not None]
        menu = Menu(self.theme, items, name=_("Which can they read?"))
        menu.picked.connect(self._picked)
        menu.open_at(self)

    def _picked(self, tag: str) -> None:
        for made in self._ready:
            if made.tag == tag:
                self._open(made)

    def _open(self, shown: Shown) -> None:
        values = _values(self._form)
        self.card = show_card(self._session, self.theme, shown, self, values)
        if self.card is not None and isinstance(self._form, ItemForm):
            _by_card(self._form)


def _by_card(form: ItemForm) -> None:
    """What is answered now came by card; whoever writes it down may say otherwise."""
    answered = any(spot.standing() is not None for spot in form.spots)
    one_way_for_all = answered and bool(form.item.rows)  # lines that stood before the card too
    if form.said is not None and not one_way_for_all:
        form.said.by_card(answered=answered)


def _told_apart(made: Shown | NotShown) -> bool:
    """Whether these words, or the ones that are missing, are to a woman or to a man."""
    if isinstance(made, NotShown):
        return made.reason == "no-variant"
    return made.address is not Address.ANY


def _nothing(
    reading: Reading, found: list[tuple[Language, Shown | NotShown]], address: Address
) -> str:
    """Why there is no card, in one line; empty where no other language is spoken."""
    if not reading.languages:
        return ""
    if reading.reads_nothing:
        return _("The language card says: does not read. The interpreter will say it.")
    if any(made == NotShown("no-variant") for _one, made in found):
        return without_words(address) + " " + _("Read the English; the interpreter will say it.")
    named = " / ".join(one.english for one, made in found if isinstance(made, NotShown))
    return _("No approved {language} text. Read the English; the interpreter will say it.").format(
        language=named
    )


def _may_be_said(
    form: ItemForm | Spoken, setting: SettingBody | None, script: Interpreting
) -> bool:
    if isinstance(form, ItemForm):
        return bool(form.item.ask) and may_ask(setting, form.item.id, script)
    return may_show(setting, Matter.QUESTION)


def _values(form: ItemForm | Spoken | None) -> Mapping[str, str]:
    return NOTHING if form is None or isinstance(form, ItemForm) else form.line.values


def _text_id(form: ItemForm | Spoken) -> str:
    """Which text is on screen: a line, the item's own, or another way of asking it."""
    if not isinstance(form, ItemForm):
        return form.line.id
    said = form.heading.text()
    return next((way.id for way in form.item.ways if way.text == said), str(form.item.id))
