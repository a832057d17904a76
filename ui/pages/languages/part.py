"""Settings, Languages: each language with its pack's state, taking in a pack, cards to keep."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.errors import Refused
from app.i18n import _
from app.services import language_packs, showing
from app.services.language_packs import SIGNATURE, SignedPack
from ui import files
from ui.controls import Check, HeadRule, Line, Link, Quiet, Secondary, Spread, Stack, State
from ui.errors import explain, sentence
from ui.native import NativeText
from ui.pages.exchange import read_in
from ui.pages.languages import words
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from app.domain.languages import Language
    from app.domain.translation import Shelf
    from ui.session import Session
    from ui.theme import Theme


AT_ONCE: Final = 8
"""Rows that are made at one go."""


class LanguagesPart(Stack):
    """`open_desk` shows the translation desk; it is given a language's tag, or nothing."""

    def __init__(self, session: Session, theme: Theme, open_desk: Callable[[str], None]) -> None:
        super().__init__()
        self._session, self.theme, self._open_desk = session, theme, open_desk
        self.choose_file: Callable[[], Path | None] = lambda: files.ask_what_to_open(
            self.window(), _("Take in a language pack"), _("Language packs (*.toml)")
        )
        said = _(
            "The English is always there, and it is read aloud. A text in a person’s own language "
            "is shown only when two qualified people and a content lead stand behind it."
        )
        self.add(plain(theme, said, "lead", "ink2"))
        self._add_buttons()
        self._add_keeping()
        self.add(HeadRule(theme, _("Languages, by need")), gap=20)
        self.list = Stack()
        self.list.setObjectName("page.settings.languages.list")
        self.add(self.list)
        self._drop = _PairDrop(self, self.take)
        self._slices = Slices(self)
        self._show()

    def _add_buttons(self) -> None:
        theme = self.theme
        self.take_button = Secondary(
            theme, _("Take in a language pack"), icon="download", on_click=self._choose
        )
        self.take_button.setObjectName("page.settings.languages.take")
        self.desk = Secondary(
            theme,
            _("Open the translation desk"),
            icon="pencil",
            on_click=lambda: self._open_desk(""),
        )
        self.desk.setObjectName("page.settings.languages.desk")
        row = Spread()
        row.add(self.take_button, self.desk)
        self.add(row, gap=12)
        both = _("A pack is two files, such as ckb.toml and ckb.toml.sig. Keep them side by side.")
        self.add(plain(theme, both, "note", "ink2"), gap=4)
        self.state = State(theme, "check", "")
        self.state.setObjectName("page.settings.languages.state")
        self.state.hide()
        self.add(self.state, gap=8)

    def _add_keeping(self) -> None:
        self.add(HeadRule(self.theme, _("Cards to keep")), gap=20)
        allowed = showing.may_keep(self._session.desk.store)
        self.keep = Check(self.theme, _("Cards to keep may be printed here"), checked=allowed)
        self.keep.setObjectName("page.settings.languages.keep")
        self.keep.toggled.connect(self._keep)
        self.add(self.keep, gap=8)
        why = _(
            "A card with a number is a danger where somebody goes through her things. A number "
            "learnt by heart is better. The card says nothing of what the number is for."
        )
        self.add(plain(self.theme, why, "note", "ink2"))

    # What is there

    def _show(self) -> None:
        session = self._session
        self._session.forget_packs()
        self.list.clear()
        shelf = language_packs.shelf(session.unlocked.store, session.library, session.post)
        kept = language_packs.tags(session.unlocked.store)
        self._slices.begin(self._rows(shelf, kept))

    def _rows(self, shelf: Shelf, kept: tuple[str, ...]) -> Iterator[None]:
        for at, language in enumerate(self._session.library.languages.all, 1):
            self.list.add(self._row(language, shelf, kept=language.tag in kept), Line(self.theme))
            if at % AT_ONCE == 0:  # the page is laid out anew at each step
                yield

    def _row(self, language: Language, shelf: Shelf, *, kept: bool) -> Stack:
        theme = self.theme
        row = Stack(margins=(0, 10, 0, 10))
        row.setObjectName(f"page.settings.languages.{language.tag}")
        head = Spread(gap=14)
        head.add(plain(theme, language.english, "row", wrap=False))
        if language.native and language.native != language.english:
            head.add(NativeText(theme, language.native, "lead", "ink2", wrap=False))
        if kept:
            leave = Quiet(theme, _("Use no longer"), on_click=partial(self._let_go, language))
            leave.setAccessibleName(
                _("Use the pack of {language} no longer").format(language=language.english)
            )
            head.add_end(leave)
        elif language.written:
            work = Link(
                theme, _("Work on its texts"), on_click=partial(self._open_desk, language.tag)
            )
            work.setAccessibleName(
                _("Work on the texts of {language}").format(language=language.english)
            )
            head.add_end(work)
        row.add(head)
        if told := words.names(language):
            row.add(plain(theme, told, "note", "ink2"), gap=2)
        now = words.standing(language, shelf, self._session.library.languages)
        row.add(State(theme, now.icon, now.words, now.ink, role="note"), gap=4)
        return row

    # What somebody does

    def _choose(self) -> None:
        path = self.choose_file()
        if path is not None:
            self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Take in a pack by one of its two files, or both; the other is looked for beside it."""
        path = paths[0]
        base = path.with_name(path.name.removesuffix(SIGNATURE))
        read_in(base, partial(self._with_signature, base), self._refused)

    def _with_signature(self, base: Path, content: bytes, name: str) -> None:
        beside = base.with_name(name + SIGNATURE)
        if not beside.is_file():
            told = _("{signature} is not beside {name}. Nothing was taken in: both are needed.")
            self._say("circle-alert", told.format(signature=beside.name, name=name))
            return
        read_in(
            beside, lambda raw, _name: self._take(SignedPack(name, content, raw)), self._refused
        )

    def _take(self, signed: SignedPack) -> None:
        session = self._session
        who = session.desk.author.principal
        try:
            pack = language_packs.take_in(
                session.unlocked.store, session.library, signed, session.post, who
            )
        except Refused as refused:
            self._refused(refused)
            return
        self._show()
        language = session.library.languages.get(pack.tag)
        told = _("{language}: proved, checked and in use.")
        self._say("badge-check", told.format(language=language.english if language else pack.tag))

    def _let_go(self, language: Language) -> None:
        session = self._session
        try:
            language_packs.let_go(
                session.unlocked.store, language.tag, session.desk.author.principal
            )
        except Refused as refused:
            self._refused(refused)
            return
        self._show()
        told = _("{language}: not used any longer. What was shown from it stays in the record.")
        self._say("check", told.format(language=language.english))
        self.take_button.setFocus()

    def _keep(self, on: bool) -> None:
        session = self._session
        try:
            showing.let_keep(session.desk.store, on, session.desk.author.principal)
        except Refused as refused:
            self._refused(refused)

    def _refused(self, refused: Refused) -> None:
        self._say("circle-alert", f"{sentence(refused)} {explain(refused).safe}".strip())

    def _say(self, icon: str, told: str) -> None:
        self.state.show_state(icon, told, "attn" if icon == "circle-alert" else "ink")
        self.state.show()


class _PairDrop(QObject):
    """Lets a pack be dropped: one of its files, or both at once."""

    def __init__(self, part: LanguagesPart, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(part)
        self._take = take
        part.setAcceptDrops(True)
        part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take one local file, or two of one pack; anything else is left alone."""
        if not isinstance(event, QDragEnterEvent | QDropEvent):
            return False
        if event.type() not in {QEvent.Type.DragEnter, QEvent.Type.Drop}:
            return False
        from pathlib import Path  # noqa: PLC0415 - only at a drop

        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len({path.name.removesuffix(SIGNATURE) for path in paths}) != 1:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(paths)
        return True
