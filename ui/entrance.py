"""How somebody gets in: the first window, painted before anything heavy is loaded.

Typing works at once; Enter waits for the libraries. Everything that takes time runs through
`ui.jobs`. The window's title is neutral and its pages say nothing of what is inside.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.errors import Refused
from app.i18n import _
from ui.controls import Page, Panel, State
from ui.controls.painted import Line
from ui.pages.unlock.trouble import TroublePage, WaitPage
from ui.start import practice_desk, practice_profile, whose_places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent

    from app.ports.vault import KeyVault, Unlocked, VaultPlace
    from ui.jobs import Jobs
    from ui.pages.setup import SetUp
    from ui.pages.unlock.ask import UnlockPage
    from ui.start import Ports, Start
    from ui.theme import Theme

TITLE: Final = "Notes"
SIZE: Final = QSize(1200, 720)
LEAST: Final = QSize(800, 480)
PATIENCE: Final = 1_000
"""Milliseconds after which loading begins even when the window was never painted."""

INLINE: Final = frozenset({"vault.wrong-passphrase", "vault.wait"})
"""Refusals that are said beside the field, where they can be put right."""


class Entrance(Panel):
    """The window before a vault is open. `opened(unlocked)` when it is; `painted()` once."""

    opened = Signal(object)
    painted = Signal()

    def __init__(self, start: Start, theme: Theme, jobs: Jobs) -> None:
        """Paint what can be painted without the heavy libraries; `ready` brings them."""
        super().__init__(theme, "paper")
        self._start, self._theme, self._jobs = start, theme, jobs
        self._ports: Ports | None = None
        self._waiting: tuple[VaultPlace, str] | None = None
        self._place: VaultPlace | None = None
        self._passphrase = ""
        self._gone_in = False
        self._was_painted = False
        self.set_up: SetUp | None = None
        self.choose_keys: Callable[[], Path | None] | None = None  # None: the desktop's dialog
        self.page: Page | None = None
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumSize(LEAST)
        self.resize(SIZE)
        self.setPalette(theme.palette())
        theme.changed.connect(self._recolour)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if start.band:
            self._add_band(start.band)
        self._first_page()
        QTimer.singleShot(PATIENCE, self._tell_painted)

    def _add_band(self, words: str) -> None:
        """What stands on every window of this kind of vault."""
        band = Panel(self._theme, "shade")
        row = QHBoxLayout(band)
        row.setContentsMargins(24, 4, 20, 4)
        row.addWidget(State(self._theme, "triangle-alert", words, "attn"))
        self._column.addWidget(band)
        self._column.addWidget(Line(self._theme, indent=0))

    def _recolour(self) -> None:
        """A method, so that the connection goes with the window and not before."""
        self.setPalette(self._theme.palette())

    # What the wiring asks

    def ready(self, ports: Ports) -> None:
        """The heavy libraries are there: whatever waited for them goes on."""
        self._ports = ports
        self._offer_languages()
        if self.set_up is not None:
            self.set_up.ready(ports)
        elif self._walks_in():
            self._walk_in()
        elif self._waiting is not None:
            self._unlock(*self._waiting)

    def refuse(self, refused: Refused) -> None:
        """The program could not be loaded whole: say why, and offer to start again."""
        page = TroublePage(self._theme, refused, can_go_back=False)
        page.again.connect(self._start_again)
        self.turn_to(page)

    def turn_to(self, page: Page) -> None:
        """Show another page in this window."""
        before, self.page = self.page, page
        if before is page:
            return
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            if not self._keeps(before):
                before.deleteLater()
        self._column.addWidget(page, 1)
        page.show()
        if self._ports is not None:
            self._offer_languages()
        first = page.first_focus()
        if first is not None:
            first.setFocus()

    def _offer_languages(self) -> None:
        from ui.pages.unlock.tongues import offer_languages  # noqa: PLC0415 - after first paint

        offer_languages(self.page, self._start)

    # First page

    def _first_page(self) -> None:
        places = self._start.places()
        if self._walks_in():
            self.turn_to(WaitPage(self._theme, _("Opening the practice cases…")))
        elif places:
            self._ask()
        else:
            self._begin_set_up()

    def _walks_in(self) -> bool:
        """Practice needs no typing, except after a lock."""
        return bool(self._start.demo_passphrase) and not self._start.locked

    def _ask(self) -> None:
        from ui.pages.unlock.ask import UnlockPage  # noqa: PLC0415 - not every first page asks

        hint = ""
        if self._start.demo_passphrase:
            words = _("For practice the passphrase is: {words}")
            hint = words.format(words=self._start.demo_passphrase)
        page = UnlockPage(self._theme, *whose_places(self._start), hint)
        page.other.setVisible(not hint)
        page.forgotten.setVisible(not hint)
        page.entered.connect(self._entered)
        page.lost.connect(self._recover)
        page.someone_else.connect(self._begin_set_up)
        self.turn_to(page)

    def _begin_set_up(self) -> None:
        from ui.pages.setup import SetUp  # noqa: PLC0415 - an unlock page does not need it

        self._follow(SetUp(self._start, self._theme, self._jobs, self._next_place())).begin()

    def _follow(self, set_up: SetUp) -> SetUp:
        set_up.turned.connect(self.turn_to)
        set_up.done.connect(self._enter)
        set_up.left.connect(self._ask)
        set_up.stuck.connect(partial(self._trouble, back=set_up.begin))
        self.set_up = set_up
        if self._ports is not None:
            set_up.ready(self._ports)
        return set_up

    def _next_place(self) -> VaultPlace:
        """`desk-1` for the first person on this laptop, `desk-2` for the next, and so on."""
        from app.ports.vault import VaultPlace  # noqa: PLC0415 - only when somebody sets up

        base = self._start.base
        used = {place.nickname for place in self._start.places()}
        free = next(n for n in range(1, 100) if f"desk-{n}" not in used)
        return VaultPlace(base / f"desk-{free}")

    # Opening

    def _entered(self, nickname: str, passphrase: str) -> None:
        place = next(p for p in self._start.places() if p.nickname == nickname)
        self._busy(_("Opening…"))
        self._waiting = (place, passphrase)
        if self._ports is not None:
            self._unlock(place, passphrase)

    def _unlock(self, place: VaultPlace, passphrase: str) -> None:
        self._waiting = None
        self._place, self._passphrase = place, passphrase
        vault = self._vault()
        self._jobs.run(lambda: vault.unlock(place, passphrase), self._came_in, self._kept_out)

    def _walk_in(self) -> None:
        """Practice: open its vault, or make it, without asking anything."""
        from app.ports.vault import VaultKind, VaultPlace  # noqa: PLC0415 - after first paint

        words, code = self._start.demo_passphrase, self._start.desk
        place = VaultPlace(self._start.base / practice_desk(code).folder)
        if place in self._start.places():
            self._unlock(place, words)
            return
        vault, kind, profile = self._vault(), VaultKind(self._start.kind), practice_profile(code)
        self._jobs.run(
            lambda: vault.create(place, kind, words, profile)[0], self._came_in, self._kept_out
        )

    def _came_in(self, unlocked: Unlocked) -> None:
        from app.services import setting_up  # noqa: PLC0415 - after first paint
        from ui.pages.unlock.told import ToldPage, is_worth_telling  # noqa: PLC0415

        if setting_up.stage(unlocked.store):
            self._go_on_setting_up(unlocked)
        elif is_worth_telling(unlocked):
            page = ToldPage(self._theme, unlocked)
            page.read.connect(lambda: self._enter(unlocked))
            page.resumed.connect(partial(self._resume, unlocked))
            self.turn_to(page)
        else:
            self._enter(unlocked)

    def _go_on_setting_up(self, unlocked: Unlocked) -> None:
        from ui.pages.setup import SetUp  # noqa: PLC0415 - after first paint

        place = self._place or self._next_place()
        set_up = self._follow(SetUp(self._start, self._theme, self._jobs, place))
        set_up.resume(unlocked, self._passphrase)

    def _resume(self, unlocked: Unlocked, reason: str) -> None:
        from ui.pages.unlock.told import DOUBTS  # noqa: PLC0415 - after first paint

        try:
            unlocked.store.resume(reason, unlocked.profile.by.principal)
        except Refused as refused:
            self._trouble(refused, self._ask)
            return
        told = tuple(code for code in unlocked.notices if code not in DOUBTS)
        self._enter(replace(unlocked, notices=told))

    def _enter(self, unlocked: Unlocked) -> None:
        self._passphrase = ""
        self._gone_in = True  # the vault is the office's now
        self.opened.emit(unlocked)

    def _kept_out(self, refused: Refused) -> None:
        self._busy("")
        if refused.code in INLINE:
            if self._asking() is None:
                self._ask()
            page = self._asking()
            if page is not None:
                seconds = refused.facts.get("wait", refused.facts.get("seconds", 0))
                failures = refused.facts.get("failures", 0)
                words = "" if refused.code == "vault.wait" else _said(refused)
                page.refuse(words, int(failures), int(seconds))
        else:
            self._trouble(refused, self._ask)

    # What may be in the way

    def _trouble(self, refused: Refused, back: Callable[[], None]) -> None:
        """A page about it; a damaged file may be replaced by a copy, when its keys are sound."""
        known = self._place is not None and bool(self._passphrase)
        damaged = refused.code == "vault.damaged"
        keys = damaged and refused.facts.get("file") == "slots" and known
        if keys:
            refused = Refused("keys.damaged")
        page = TroublePage(self._theme, refused, can_restore=damaged and known and not keys)
        page.keys.connect(self._mend_keys)
        page.lost.connect(partial(self._recover, self._place.nickname if self._place else ""))
        page.back.connect(back)
        page.again.connect(lambda: self._try_again(back))
        page.restore.connect(self._restore)
        self.turn_to(page)

    def _try_again(self, back: Callable[[], None]) -> None:
        if self._place is None or not self._passphrase:
            back()
            return
        place, passphrase = self._place, self._passphrase
        self.turn_to(WaitPage(self._theme, _("Opening…")))
        self._unlock(place, passphrase)

    def _mend_keys(self) -> None:
        from ui.pages.unlock.keys import copied_keys  # noqa: PLC0415 - after first paint

        vault, place, passphrase = self._vault(), self._place, self._passphrase
        keys = copied_keys(self, self.choose_keys, self._kept_out)
        if keys is not None and place is not None:
            self.turn_to(WaitPage(self._theme, _("Opening…")))
            work = partial(vault.mend_keys, place, passphrase, keys)
            self._jobs.run(work, self._came_in, self._kept_out)

    def _restore(self) -> None:
        from ui.pages.unlock.restore import RestorePage  # noqa: PLC0415 - after first paint

        assert self._place is not None  # noqa: S101 - offered only with a place
        vault, place, passphrase = self._vault(), self._place, self._passphrase
        page = RestorePage(self._theme, vault.backups(place))
        page.back.connect(self._ask)

        def put_back(name: str) -> None:
            page.busy(_("Checking the copy and putting it back…"))
            self._jobs.run(
                lambda: vault.restore(place, passphrase, name),
                self._came_in,
                lambda refused: page.refuse(_said(refused), name),
            )

        page.chosen.connect(put_back)
        self.turn_to(page)

    def _recover(self, nickname: str) -> None:
        from ui.pages.unlock.recover import RecoverPage  # noqa: PLC0415 - after first paint

        place = next(p for p in self._start.places() if p.nickname == nickname)
        page = RecoverPage(self._theme)
        page.back.connect(self._ask)

        def refused(refusal: Refused) -> None:
            if refusal.code.startswith(("recovery.", "vault.wait")):
                page.refuse(_said(refusal))
            else:
                self._trouble(refusal, self._ask)

        def given(code: str, passphrase: str) -> None:
            if self._ports is None:
                page.refuse(_("One moment: the program is still loading. Then press it again."))
                return
            page.busy(_("Opening…"))
            self._place, self._passphrase = place, passphrase
            vault = self._vault()
            self._jobs.run(lambda: vault.recover(place, code, passphrase), self._came_in, refused)

        page.given.connect(given)
        self.turn_to(page)

    # Small things

    def _busy(self, words: str) -> None:
        page = self._asking()
        if page is not None:
            page.busy(words)

    def _asking(self) -> UnlockPage | None:
        """The page in front, when it is the one that asks for a passphrase."""
        from ui.pages.unlock.ask import UnlockPage  # noqa: PLC0415 - after first paint

        return self.page if isinstance(self.page, UnlockPage) else None

    def _vault(self) -> KeyVault:
        assert self._ports is not None  # noqa: S101 - callers wait for ready()
        return self._ports.vault

    def _keeps(self, page: Page) -> bool:
        return self.set_up is not None and page in self.set_up.current_pages()

    def _start_again(self) -> None:
        self._start.restart()
        self._start.leave(1)

    def _tell_painted(self) -> None:
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time, tell that there is something to look at: now the rest may be loaded."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._tell_painted)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard goes where the page begins; before, there was no window to have it."""
        super().showEvent(event)
        first = self.page.first_focus() if self.page is not None else None
        if first is not None:
            first.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing lets an open vault go."""
        if self._ports is not None and not self._gone_in:
            self._jobs.finish()
            self._ports.vault.seal_down()
        super().closeEvent(event)


def _said(refused: Refused) -> str:
    from ui.errors import sentence  # noqa: PLC0415 - nothing is refused before first paint

    return sentence(refused)
