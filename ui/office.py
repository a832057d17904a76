"""The office: one unlocked vault, its shell and its pages, and the way out by locking.

Pages are made when first shown and told of nothing but the session. Leaving a page, covering and
locking all flush what was typed, and locking cannot be prevented: what refuses to be saved then
is said at the next unlock, not in a dialog in front of a stranger.
"""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import Refused, VaultRefused
from app.domain.ids import CaseId
from app.services import attention, own_content, recording
from app.services.desk import Desk
from app.services.interpreting import someone_came_in
from ui.drafts import Drafts
from ui.errors import sentence
from ui.idle import IDLE_LOCK_VISIT, IdleWatch, idle_minutes
from ui.pages.asking_why import WhySheet
from ui.pages.directory import CASE_PAGES, OFFICE_PAGES, load_pages, make_page, warm_up
from ui.session import Session
from ui.shell import Shell
from ui.slices import Slices
from ui.uncovering import uncover
from ui.veil import Veil
from ui.when import LONDON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import SignalInstance

    from app.content.library import Library
    from app.ports.vault import Unlocked
    from ui.controls import Page
    from ui.jobs import Jobs
    from ui.start import Ports, Start
    from ui.theme import Theme

ANCHOR_EVERY = 5 * 60 * 1_000
"""Milliseconds between two notes of the chain's head outside the database."""

TIDY_AFTER = 3_000
"""Milliseconds after unlocking before what can wait is done."""

NOTE_AFTER = 400
"""Milliseconds after a page is shown before the vault is told which; locking tells it at once."""

MAKE_AFTER = 300
"""Milliseconds of quiet after the last change before a case's other pages are made."""

CHECK_STEP = 250
"""Milliseconds between two steps of the background check of the whole chain."""


class PageLike(Protocol):
    """What the office asks of every page."""

    navigate: SignalInstance

    def flush(self) -> None:
        """Save what was typed, at once."""
        ...

    def arrive(self, argument: object) -> None:
        """The page is shown; the argument is what it was asked to show."""
        ...


class Office(QObject):
    """Owns the shell and the pages of one unlocked vault."""

    locked = Signal()

    def __init__(
        self, start: Start, ports: Ports, unlocked: Unlocked, theme: Theme, jobs: Jobs
    ) -> None:
        """Stand on an unlocked vault; `show` opens the window where the work was left."""
        super().__init__()
        self._start = start
        self.sits_next_at = ""  # in practice: the desk that is opened when this one is closed
        self._ports = ports
        self._theme = theme
        profile = unlocked.profile
        post = ports.post(unlocked)
        desk = Desk(
            store=unlocked.store,
            clock=ports.clock,
            ids=ports.ids,
            author=profile.by,
            area=profile.area,
            area_title=unlocked.store.setting("area-title") or profile.area,
            kind=start.kind,
        )
        if ports.seed is not None:
            ports.seed(desk, post)
            desk = replace(desk, area_title=unlocked.store.setting("area-title"))
        library, self._unfit = _content(unlocked, ports.library)
        self.session = Session(unlocked, desk, library, post, ports.vault, jobs, self)
        self.shell = Shell(theme, lambda: ports.clock.now().astimezone(LONDON))
        self._drafts = Drafts(self.session, self.shell, self)
        self._pages: dict[str, Page] = {}
        self._place = ""
        self._veil = Veil(self.session, self.shell, self._pages, self)
        self._wire()
        if start.sit is not None:
            from ui.practising import offer_desks  # noqa: PLC0415 - in practice alone

            offer_desks(self.shell, start.desk, self._sit)

    def _tidy(self) -> None:
        """What can wait until the window stands: list lines that are behind, and a daily backup."""
        desk, vault = self.session.desk, self.session.vault
        try:
            behind = self.session.unlocked.store.unsummarised()
            if behind:
                attention.refresh(desk, recording.load(desk, behind[0]), desk.area_title)
                QTimer.singleShot(0, self._tidy)
                return
            vault.back_up(only_if_due=True)
        except Refused as refusal:
            self.session.refused.emit(refusal)

    def _make_ahead_soon(self, _case: object) -> None:
        self._ahead.start()

    def _make_ahead(self) -> Iterator[None]:
        """Make the pages of the case in hand before their tabs are picked, one at each step."""
        for code in CASE_PAGES:
            if self.session.case is not None and code not in self._pages:
                if self.session.veiled:
                    return
                self._page(code)
                yield

    def _wire(self) -> None:
        shell, session = self.shell, self.session
        if self._start.band:
            shell.set_band(self._start.band)
        shell.tab_picked.connect(self._tab_picked)
        shell.lock_asked.connect(self.lock)
        shell.covered.connect(self.flush)
        shell.cover.passphrase.connect(self._uncover)
        shell.closing.connect(self.lock)
        shell.someone_came_in.connect(self._someone_came_in)
        shell.stop_opened.connect(self._open_stop)
        session.changed.connect(self._show_stop)
        session.changed.connect(self._show_strip)
        session.changed.connect(self._make_ahead_soon)
        session.closed.connect(self._forget_case)
        session.refused.connect(self._tell)
        # What was refused is put away as soon as something else has been recorded.
        session.changed.connect(self._put_away_refusal)
        self._idle = IdleWatch(self.lock, self)
        self._idle.tell(self.shell.count_down)
        self._idle.rested.connect(self._rest)
        self._anchor = QTimer(self)
        self._anchor.setInterval(ANCHOR_EVERY)
        self._anchor.timeout.connect(self._note_anchor)
        self._anchor.start()
        self._checking = session.unlocked.store.verify_chain_steps()
        self._check = QTimer(self)
        self._check.setInterval(CHECK_STEP)
        self._check.timeout.connect(self._check_step)
        self._check.start()
        QTimer.singleShot(TIDY_AFTER, self._tidy)
        # Importing and making pages waits for a quiet moment, so that nobody waits for them.
        self._slices = Slices(self)
        self._slices.later(chain(load_pages(), warm_up(self._theme)))
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(MAKE_AFTER)
        self._ahead.timeout.connect(
            lambda: self._slices.later(chain(load_pages(), self._make_ahead()))
        )
        self._noting = QTimer(self)
        self._noting.setSingleShot(True)
        self._noting.setInterval(NOTE_AFTER)
        self._noting.timeout.connect(self._remember)

    def show(self) -> None:
        """Open the window, at the place where the work was left."""
        self.shell.show()
        place = self._resumed()
        if place and self.session.open(CaseId(place["case"]), "resumed"):
            self.go(place["page"], place.get("argument"))
        else:
            self.go("today", None)
        if self._unfit is not None:
            self.shell.tell(sentence(self._unfit))
        if self.session.reading_only:
            self.shell.tell(sentence(VaultRefused(self.session.reading_only)))

    def go(self, code: str, argument: object) -> None:
        """Show a page. What was typed on the one before is saved first. “lock” is the way out."""
        if code == "lock":
            self.lock()
            return
        code, argument = self._veil.instead(code, argument)
        self.shell.tell("")  # said of the page before; what the flush refuses is said anew
        self.flush()
        if code == "case":
            self._open_case(argument)
            return
        if code in OFFICE_PAGES and self.session.case is not None:
            self.session.put_away()
        if code in CASE_PAGES and self.session.case is None:
            code = "today"
        page = self._page(code)
        self._place = code
        self.show_tabs()
        cast("PageLike", page).arrive(argument)
        self.shell.show_soon(page)
        self._show_strip()
        seconds = idle_minutes(self.session.unlocked.store) * 60
        self._idle.set_limit(IDLE_LOCK_VISIT if self.session.visit else seconds)
        self._noting.start()

    def flush(self) -> None:
        """Save what is typed on the page in front, and keep what is typed in a sheet over it."""
        self._drafts.keep()
        page = self._pages.get(self._place)
        if page is not None:
            cast("PageLike", page).flush()

    def lock(self) -> None:
        """Flush, commit, close, and go. Nothing may prevent it."""
        for timer in (self._idle, self._anchor, self._check, self._ahead):
            timer.stop()
        self._slices.leave()
        try:
            self.flush()
            if self._noting.isActive():
                self._remember()
            self.session.summarise()
        except Refused:
            pass  # what could be saved is saved; the chain and the anchor must still be closed
        finally:
            self.shell.hide()
            self.session.vault.seal_down()
            self.locked.emit()

    def _sit(self, desk: str) -> None:
        self.sits_next_at = desk
        self.lock()

    def _open_case(self, argument: object) -> None:
        """Open a case, asking why the first time in this session; the reason is chained."""
        case, page, onward = _wanted(argument)
        if case in self.session.consulted:
            self._enter_case(case, page, onward, "")
            return

        def said(why: str) -> None:
            self._enter_case(case, page, onward, why)

        sheet = WhySheet(self._theme, self.session.library.reasons)
        sheet.said.connect(said)
        sheet.about = case
        sheet.open_in(self.shell)

    def _enter_case(self, case: CaseId, page: str, onward: object, why: str) -> None:
        if self.session.open(case, why):
            self.go(page or ("conversation" if self.session.visit else "prepare"), onward)

    def _page(self, code: str) -> Page:
        if code not in self._pages:
            page = make_page(code, self.session, self._theme)
            cast("PageLike", page).navigate.connect(self.go)
            self._pages[code] = page
        return self._pages[code]

    @property
    def place(self) -> str:
        """The code of the page in front."""
        return self._place

    def show_tabs(self) -> None:
        """The header as the page in front, the case and the veil have it."""
        self._veil.show_tabs(self._place)
        self._show_stop()

    def _follow_visit(self, _case: object) -> None:
        """A visit that ends takes “Someone came in” with it, on whatever page that was done."""
        visiting = self.session.visit is not None
        if visiting == self.shell.header.someone.isHidden():
            self.show_tabs()

    def _show_strip(self) -> None:
        """The strip under the header belongs to the page in front; most have none."""
        self.shell.set_strip(getattr(self._pages.get(self._place), "strip", None))

    def _forget_case(self) -> None:
        """No page outlives the case it was drawn for."""
        self._ahead.stop()
        self._slices.leave()
        for code in [code for code in self._pages if code in CASE_PAGES]:
            self._pages.pop(code).deleteLater()

    def _open_stop(self) -> None:
        if "conversation" not in self._veil.open_to():
            return
        self.go("conversation", None)
        self.shell.show_coming()  # a sheet opens in the window that its page stands in
        open_stop = getattr(self._pages["conversation"], "open_stop", None)
        if open_stop is not None:
            open_stop()

    def _tab_picked(self, code: str) -> None:
        self.go(code, None)

    def _put_away_refusal(self, _case: object) -> None:
        self.shell.tell("")

    def _tell(self, refusal: Refused) -> None:
        self.shell.tell(sentence(refusal))

    def _show_stop(self) -> None:
        stops = self.session.stops
        self.shell.set_stop(stops[0].stop.title if stops else "")
        self.shell.stop.link.setVisible("conversation" in self._veil.open_to())

    def _someone_came_in(self) -> None:
        self.flush()
        page = self._pages.get(self._place)
        hide = getattr(page, "someone_came_in", None)
        if hide is not None:
            hide()
            return
        self.shell.cover_now()
        visit = self.session.visit
        if visit is not None:
            self.session.record(lambda desk, case: someone_came_in(desk, case, visit))

    def _uncover(self, passphrase: str) -> None:
        uncover(self.shell, self.session.vault, self.session.jobs, passphrase)

    def _rest(self) -> None:
        """Nobody is at the keys: look for what can be thrown away, which takes a moment."""
        gc.collect()

    def _note_anchor(self) -> None:
        self.session.vault.anchor()

    def _check_step(self) -> None:
        try:
            next(self._checking)
        except StopIteration:
            self._check.stop()
        except Refused as refusal:
            self._check.stop()
            self.session.refused.emit(refusal)

    def _remember(self) -> None:
        self._noting.stop()
        case = self.session.case
        place = json.dumps({"case": case.id, "page": self._place}) if case else ""
        store = self.session.desk.store
        if not self.session.reading_only and store.setting("place") != place:
            store.set_setting("place", place)

    def _resumed(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads(self.session.desk.store.setting("place") or "{}")
        except ValueError:
            return {}
        return found if "case" in found else {}


def _wanted(argument: object) -> tuple[CaseId, str, object]:
    """The case to open, the page of it that was asked for, and what that page is to show."""
    if isinstance(argument, tuple):
        case, page, *onward = cast("tuple[str, str, object]", argument)
        return CaseId(case), page, onward[0] if onward else None
    return CaseId(str(argument)), "", None


def _content(unlocked: Unlocked, ours: Library) -> tuple[Library, Refused | None]:
    """Our content with the organisation's own; ours alone when theirs fits no more, and why."""
    try:
        return own_content.with_own(unlocked.store, ours), None
    except Refused as refused:
        return ours, refused
