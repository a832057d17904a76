"""One unlocked vault in use: the open case, and the one path by which a page changes it.

A page calls `record` with a use-case; the case that comes back travels down in `changed`. No
page asks the store, and none keeps a case of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain import patterns
from app.domain.errors import Refused
from app.domain.stops import open_stops
from app.domain.visit import Visit, open_visit
from app.services import attention, judging, recording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.ids import CaseId
    from app.domain.patterns import Finding
    from app.domain.stops import OpenStop
    from app.ports import KeyVault, Unlocked
    from app.services.desk import Desk
    from app.services.post import Post
    from ui.jobs import Jobs

READING_ONLY = frozenset({"vault.rolled-back", "vault.altered", "vault.read-only"})
"""Notices of a vault in which nothing can be written, so that nothing can be chained either."""

IDLE_BEFORE_SUMMARY = 1_500
"""Milliseconds of quiet after the last change before the list line and search words are made."""


class Session(QObject):
    """What every page is given. `case` is None on the office pages."""

    changed = Signal(object)  # Case: after every change, and when a case is opened
    refused = Signal(object)  # Refused: the shell says it, the page keeps what was typed
    closed = Signal()  # the case was put away

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
        self.desk = desk
        self.library = library
        self.post = post
        self.vault = vault
        self.jobs = jobs
        self.case: Case | None = None
        self.consulted: set[CaseId] = set()
        self._findings: tuple[Finding, ...] = ()
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
        return self._take(
            lambda: (
                recording.load(self.desk, case)
                if case in self.consulted or self.reading_only
                else recording.consult(self.desk, case, why, self._reasons())
            )
        )

    def _reasons(self) -> set[str]:
        return {"resumed", *(reason.code for reason in self.library.reasons)}

    def begin(self, alias: str, reason: str) -> bool:
        """Open a new case and make it the one in hand."""
        return self._take(lambda: recording.open_case(self.desk, alias, reason))

    def put_away(self) -> None:
        """Leave the case for the office pages."""
        self.summarise()
        self.case = None
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

    def summarise(self) -> None:
        """Bring the list line and search words up to date; on idle, and before locking."""
        self._idle.stop()
        if self.case is None or self.reading_only:
            return
        try:
            attention.refresh(self.desk, self.case, self.desk.area_title)
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
