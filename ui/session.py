"""One unlocked vault in use: the open case, and the one path by which a page changes it.

A page calls `record` with a use-case; the case that comes back travels down in `changed`. No
page asks the store, and none keeps a case of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain import patterns
from app.domain.errors import Refused
from app.domain.interpreter import Matter, may_show
from app.domain.reading import reading_of
from app.domain.renderings import Address
from app.domain.shown import last_addressed
from app.domain.stops import open_stops
from app.domain.visit import Visit, open_visit, visits
from app.services import attention, judging, recording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.ids import CaseId, VisitId
    from app.domain.patterns import Finding
    from app.domain.stops import OpenStop
    from app.domain.translation import Shelf
    from app.ports.vault import KeyVault, Unlocked
    from app.services.desk import Desk
    from app.services.post import Post
    from ui.jobs import Jobs

READING_ONLY = frozenset({"vault.rolled-back", "vault.altered", "vault.read-only"})
"""Notices of a vault in which nothing can be written, so that nothing can be chained either."""

CHECKING = "checking"
"""The vault's setting that says whose interpreter is being checked: a visit, or nothing."""

IDLE_BEFORE_SUMMARY = 1_500
"""Milliseconds of quiet after the last change before the list line and search words are made."""


class Session(QObject):
    """What every page is given. `case` is None on the office pages."""

    changed = Signal(object)  # Case: after every change, and when a case is opened
    refused = Signal(object)  # Refused: the shell says it, the page keeps what was typed
    closed = Signal()  # the case was put away
    veil_moved = Signal()  # an interpreter is being checked now, or is no more

    def __init__(  # noqa: PLR0917 - everything a session stands on, given once by the wiring
        self,
        unlocked: Unlocked,
        desk: Desk,
        library: Library,
        post: Post,
        vault: KeyVault,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Stand on an unlocked vault, its owner's desk, the content and the package ports."""
        super().__init__(parent)
        self.unlocked = unlocked
        self.desk = replace(desk, clocks=library.clocks, receiving=library.receiving)
        self.library = library
        self.post = post
        self.vault = vault
        self.jobs = jobs
        self.case: Case | None = None
        self.consulted: set[CaseId] = set()
        self.checking: VisitId | None = None  # whose interpreter is being checked now
        self._findings: tuple[Finding, ...] = ()
        self._shelves: dict[str, Shelf] = {}
        self._addressed: dict[CaseId, Address] = {}
        self._trust = ""
        self._behind = False  # whether the list line may not know of the last change
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_BEFORE_SUMMARY)
        self._idle.timeout.connect(self.summarise)

    @property
    def reading_only(self) -> str:
        """Why nothing can be written in this vault, as a code; empty when it can."""
        return next((code for code in self.unlocked.notices if code in READING_ONLY), "")

    def now(self) -> datetime:
        """This moment, UTC."""
        return self.desk.clock.now()

    def today(self) -> date:
        """Today's date, as rules read it."""
        return self.now().date()

    def open(self, case: CaseId, why: str) -> bool:
        """Open a case; `why` is chained the first time in this session."""

        def opened() -> Case:
            if case in self.consulted or self.reading_only:
                found = recording.load(self.desk, case)
            else:
                found = recording.consult(self.desk, case, why, self._reasons())
            self._take_up_check(found)  # before anything of it is drawn
            return found

        return self._take(opened)

    def _reasons(self) -> set[str]:
        return {"resumed", *(reason.code for reason in self.library.reasons)}

    def begin(self, alias: str, reason: str) -> bool:
        """Open a new case and make it the one in hand."""
        return self._take(lambda: recording.open_case(self.desk, alias, reason))

    def put_away(self) -> None:
        """Leave the case for the office pages."""
        self.summarise()
        self.case = None
        self.checking = None
        self._findings = ()
        self.closed.emit()

    def record(self, change: Callable[[Desk, Case], Case]) -> bool:
        """Do one use-case on the case in hand. False when it was refused and nothing changed."""
        case = self.case
        if case is None:
            return False
        return self._take(lambda: change(self.desk, case))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules raise over the case in hand."""
        return self._findings

    @property
    def stops(self) -> tuple[OpenStop, ...]:
        """Findings that came together, until their calls are recorded or excused."""
        if self.case is None:
            return ()
        found = patterns.stops(self._findings, self.library.book)
        return open_stops(self.case, found, self._findings)

    @property
    def visit(self) -> Visit | None:
        """The open visit of the case in hand."""
        return open_visit(self.case) if self.case else None

    def shelf(self, tag: str) -> Shelf:
        """What may be shown in one language, its pack proved once for each change of trust.

        After a pack was taken in, let go or signed, `forget_packs`.
        """
        from app.services import language_packs  # noqa: PLC0415 - seldom, and not at unlocking

        store, library = self.unlocked.store, self.library
        trust = store.setting("trust")
        if trust != self._trust:  # a withdrawn key takes its packs away at once
            self.forget_packs()
            self._trust = trust
        if tag not in self._shelves:
            self._shelves[tag] = language_packs.shelf(store, library, self.post, tag)
        return self._shelves[tag]

    def forget_packs(self) -> None:
        """Prove them anew when they are next asked for."""
        self._shelves.clear()

    @property
    def address(self) -> Address:
        """To whom cards speak: as was chosen in this session, else as the last card did."""
        case = self.case
        if case is None:
            return Address.WOMAN
        return self._addressed.get(case.id) or last_addressed(case)

    def speak_to(self, address: Address) -> None:
        """Cards of the case in hand speak to a woman, to a man, or to anybody from now on."""
        if self.case is not None:
            self._addressed[self.case.id] = address

    def noes(self) -> frozenset[str]:
        """The words for a bare "no" in what is spoken in the open visit, by the packs in force."""
        if self.case is None or self.visit is None:
            return frozenset()
        languages, script = self.library.languages, self.library.interpreting
        read = reading_of(self.case, self.visit, languages, script)
        found = (self.shelf(one.tag).noes(one.tag) for one in read.languages)
        return frozenset(word for words in found for word in words)

    @property
    def veiled(self) -> bool:
        """Whether nothing of the person may be on any screen, for no interpreter is checked yet.

        So it is while the check is in hand, and in an open visit whose gate has not been passed.
        """
        if self.case is None:
            return False
        visit = self.visit
        open_ = visit is not None and not may_show(visit.setting, Matter.PERSON)
        return open_ or self.checking is not None

    def check(self, visit: VisitId | None) -> None:
        """The check of a visit's interpreter is in hand, or is put down. A lock does not end it."""
        if visit == self.checking:
            return
        self.checking = visit
        try:
            self.desk.store.set_setting(CHECKING, visit or "")
        except Refused as refusal:
            self.refused.emit(refusal)
        self.veil_moved.emit()

    def _take_up_check(self, case: Case) -> None:
        """Go on with the check that a lock, or a failure of power, broke off in this case."""
        kept = self.desk.store.setting(CHECKING)
        found = [v for v in visits(case) if v.id == kept and v.ended is None]
        self.checking = found[0].id if found else None

    def summarise(self) -> None:
        """Bring the list line and search words up to date; on idle, and before locking."""
        self._idle.stop()
        if self.case is None or self.reading_only or not self._behind:
            return
        try:
            attention.refresh(self.desk, self.case, self.desk.area_title)
            self._behind = False
        except Refused as refusal:
            self.refused.emit(refusal)

    def _take(self, make: Callable[[], Case]) -> bool:
        before = self.case
        try:
            case = make()
            if case is before:
                return True
        except Refused as refusal:
            self.refused.emit(refusal)
            return False
        # What was saved is saved, whatever becomes of the findings it raises.
        self._findings = patterns.evaluate(case, self.library.book, self.today())
        self.case = self._shown(case)
        self.consulted.add(case.id)
        self._behind = True
        self._idle.start()
        self.changed.emit(self.case)
        return True

    def _shown(self, case: Case) -> Case:
        """The case with a record of the findings that are now shown, if that could be saved."""
        if self.reading_only:
            return case
        visit = open_visit(case)
        try:
            return judging.show(self.desk, case, self._findings, visit.id if visit else None)
        except Refused as refusal:
            self.refused.emit(refusal)
            return case
