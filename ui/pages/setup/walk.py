"""The walk through the four steps.

Going back loses nothing, and breaking off loses nothing that was made: the next opening goes on
where this one stopped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.i18n import _
from app.services import setting_up
from ui.errors import sentence
from ui.pages.setup.passphrase import PassphrasePage
from ui.pages.setup.who import Who, WhoPage

if TYPE_CHECKING:
    from app.domain.errors import Refused
    from app.ports.vault import Profile, Unlocked, VaultKind, VaultPlace
    from ui.controls import Page
    from ui.jobs import Jobs
    from ui.pages.setup.area_key import AreaKeyPage
    from ui.pages.setup.frame import StepPage
    from ui.pages.setup.root_key import RootKeyPage
    from ui.pages.setup.sheet import SheetPage
    from ui.start import Ports, Start
    from ui.theme import Theme


class SetUp(QObject):
    """`turned(page)` for each page to be shown, `done(unlocked)` at the end, `left()` before it."""

    turned = Signal(object)
    done = Signal(object)
    left = Signal()
    stuck = Signal(object)  # Refused: nothing to be put right on the page

    def __init__(self, start: Start, theme: Theme, jobs: Jobs, place: VaultPlace) -> None:
        super().__init__()
        self._start, self._theme, self._jobs, self._place = start, theme, jobs, place
        self._ports: Ports | None = None
        self._wants_vault = False
        self._code = self._who = ""
        self._root = start.kind == "root"
        self.unlocked: Unlocked | None = None
        self._passphrase = ""
        self.who_page = WhoPage(theme, Who())
        self.who_page.next_asked.connect(self._who_given)
        self.who_page.back_asked.connect(self.left)
        self.who_page.back.setVisible(bool(start.places()))
        self.words_page = PassphrasePage(theme)
        self.words_page.next_asked.connect(self._passphrase_given)
        self.words_page.back_asked.connect(lambda: self.turned.emit(self.who_page))
        self.sheet_page: SheetPage | None = None
        self.key_page: AreaKeyPage | RootKeyPage | None = None
        self._show_who("")

    def begin(self) -> None:
        """The first step."""
        self.turned.emit(self.who_page)

    def ready(self, ports: Ports) -> None:
        """The heavy libraries are there: words can be drawn, and a vault can be made."""
        self._ports = ports
        self.words_page.offer_words(ports.vault.propose_passphrase)
        if self._wants_vault:
            self._make()

    def resume(self, unlocked: Unlocked, passphrase: str) -> None:
        """Go on with a vault whose setting up was broken off."""
        self.unlocked, self._passphrase = unlocked, passphrase
        by = unlocked.profile.by
        self._show_who(by.name)
        self._code = setting_up.code(unlocked.store)
        if setting_up.stage(unlocked.store) == setting_up.SHEET and self._code:
            self._to_sheet()
        else:
            self._to_key()

    # Steps one and two

    def _who_given(self) -> None:
        who = self.who_page.who()
        self._show_who(
            _("{name}, {organisation}").format(name=who.name, organisation=who.organisation)
        )
        self.turned.emit(self.words_page)

    def _passphrase_given(self) -> None:
        self._wants_vault = True
        self.words_page.busy(_("Making it safe. This takes a few seconds."))
        if self._ports is not None:
            self._make()

    def _make(self) -> None:
        """The vault, off the GUI thread; or another passphrase when it is there already."""
        self._wants_vault = False
        assert self._ports is not None  # noqa: S101 - both callers have looked
        vault, passphrase = self._ports.vault, self.words_page.passphrase()
        if self.unlocked is None:
            kind, place, profile = self._kind(), self._place, self._profile()
            self._jobs.run(
                lambda: vault.create(place, kind, passphrase, profile), self._made, self._refused
            )
        elif passphrase != self._passphrase:
            old = self._passphrase
            self._jobs.run(
                lambda: vault.change_passphrase(old, passphrase), self._changed, self._refused
            )
        else:
            self._changed(None)

    def _made(self, made: tuple[Unlocked, str]) -> None:
        self.unlocked, self._code = made
        setting_up.begun(self.unlocked, self._code, self.who_page.who().organisation)
        self._changed(None)

    def _changed(self, _nothing: None) -> None:
        from app.services.owner import correct  # noqa: PLC0415 - not needed for first paint

        assert self.unlocked is not None  # noqa: S101 - there is a vault by now
        self._passphrase = self.words_page.passphrase()
        self.words_page.busy("")
        self.unlocked = correct(self.unlocked, self._profile())
        setting_up.name_organisation(self.unlocked.store, self.who_page.who().organisation)
        self.key_page = None  # it signs with the name given now
        self._to_sheet()

    def _refused(self, refused: Refused) -> None:
        self.words_page.busy("")
        if refused.code.startswith("passphrase."):
            self.words_page.refuse(sentence(refused))
        else:
            self.stuck.emit(refused)

    def _profile(self) -> Profile:
        from app.domain.entry import Author  # noqa: PLC0415 - not needed for first paint
        from app.ports.vault import Profile  # noqa: PLC0415

        who = self.who_page.who()
        return Profile(Author(who.principal, who.name, who.role), who.area)

    def _kind(self) -> VaultKind:
        from app.ports.vault import VaultKind  # noqa: PLC0415

        return VaultKind(self._start.kind)

    # Steps three and four

    def _to_sheet(self) -> None:
        if self.sheet_page is None:
            self.sheet_page = self._new_sheet()
        self.turned.emit(self.sheet_page)

    def _new_sheet(self) -> SheetPage:
        from ui.pages.setup.sheet import SheetPage  # noqa: PLC0415 - not needed for first paint

        assert self._ports is not None  # noqa: S101 - there is a vault by now
        groups = tuple(self._code.split("-"))
        page = SheetPage(self._theme, self._made_for(), groups, two_of(len(groups), self._ports))
        page.paper_asked.connect(self._to_printer)
        page.print_asked.connect(self._print)
        page.next_asked.connect(self._sheet_safe)
        page.back_asked.connect(lambda: self.turned.emit(self.words_page))
        page.back.setVisible(bool(self.words_page.passphrase()))
        page.tell_who(self._who, root=self._root)
        return page

    def _made_for(self) -> str:
        from ui.pages.unlock.ask import called  # noqa: PLC0415
        from ui.when import day  # noqa: PLC0415 - time zones are not needed for first paint

        assert self._ports is not None  # noqa: S101
        words = _("{place} on this laptop, made {day}")
        return words.format(place=called(self._place.nickname), day=day(self._ports.clock.now()))

    def _to_printer(self) -> None:
        from ui.pages.setup import on_paper  # noqa: PLC0415 - after first paint
        from ui.pages.setup.printing import sheet_of  # noqa: PLC0415

        assert self._ports is not None  # noqa: S101
        assert self.sheet_page is not None  # noqa: S101 - it is the page that asks
        sheet = sheet_of(self._code, self._made_for(), self._start.band, self._ports.clock)
        if on_paper.print_with_dialog(self.sheet_page.window(), sheet):
            self.sheet_page.say_saved(_("Sent to the printer. Fetch it now: nobody else must."))
            self.sheet_page.is_on_paper()

    def _print(self) -> None:
        from ui.pages.setup.printing import print_sheet  # noqa: PLC0415 - after first paint

        assert self._ports is not None  # noqa: S101
        assert self.unlocked is not None  # noqa: S101
        assert self.sheet_page is not None  # noqa: S101 - it is the page that asks
        ports = (self._ports.post(self.unlocked).printer, self._ports.clock)
        made_for, band = self._made_for(), self._start.band
        print_sheet(self.sheet_page, self._code, made_for, band, ports, self._jobs)

    def _sheet_safe(self) -> None:
        assert self.unlocked is not None  # noqa: S101
        if setting_up.stage(self.unlocked.store) == setting_up.SHEET:
            setting_up.sheet_is_safe(self.unlocked.store, self.unlocked.profile.by.principal)
        self._to_key()

    def _to_key(self) -> None:
        if self.key_page is None:
            page = self._new_key_page()
            page.next_asked.connect(self._finish)
            page.back_asked.connect(self._to_sheet)
            page.back.setVisible(bool(self._code))
            page.tell_who(self._who, root=self._root)
            self.key_page = page
        self.turned.emit(self.key_page)

    def _new_key_page(self) -> AreaKeyPage | RootKeyPage:
        from ui.pages.setup.area_key import AreaKeyPage  # noqa: PLC0415 - after first paint
        from ui.pages.setup.root_key import RootKeyPage  # noqa: PLC0415

        assert self._ports is not None  # noqa: S101
        assert self.unlocked is not None  # noqa: S101
        if not self._root:
            return AreaKeyPage(self._theme, self._ports.post(self.unlocked))
        organisation = self.unlocked.store.setting("area-title")
        root = self._ports.root(self.unlocked)
        return RootKeyPage(self._theme, root, self.unlocked.profile.area, organisation)

    def _finish(self) -> None:
        assert self.unlocked is not None  # noqa: S101
        setting_up.finished(self.unlocked.store)
        self._code = self._passphrase = ""
        self.done.emit(replace(self.unlocked, notices=()))

    def _show_who(self, who: str) -> None:
        self._who = who
        pages: list[StepPage | None] = [
            self.who_page, self.words_page, self.sheet_page, self.key_page,
        ]  # fmt: skip
        for page in pages:
            if page is not None:
                page.tell_who(who, root=self._root)

    def current_pages(self) -> tuple[Page, ...]:
        """Every page made so far."""
        made = (self.who_page, self.words_page, self.sheet_page, self.key_page)
        return tuple(page for page in made if page is not None)


def two_of(groups: int, ports: Ports) -> tuple[int, int]:
    """Two different groups, drawn by lot, the earlier first."""
    lot = int(ports.ids.new(), 16)
    first = lot % groups
    second = (first + 1 + lot // groups % (groups - 1)) % groups
    return (first, second) if first < second else (second, first)
