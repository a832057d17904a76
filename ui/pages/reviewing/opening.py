"""Opening a package for review, off the GUI thread: proved, drawn as pages, and checked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.review import Given, tells_all
from app.i18n import _
from app.services import inbox
from app.services.reading_together import is_whole, together
from app.services.reporting import build_report
from ui.controls import MenuItem
from ui.pages.exchange import given_file
from ui.pages.package.genuine import parts_in, withheld
from ui.pages.package.refusal import RefusalPanel, RefusedCallSheet
from ui.pages.paper import sections
from ui.pages.supervision.asked import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.handover import Verified
    from app.domain.report import Report
    from app.domain.review import Tells
    from app.services.post import Papers
    from app.services.reading_together import Together
    from app.services.reporting import Copy
    from ui.session import Session
    from ui.theme import Theme

TWO_MINUTES, EVERY_ENTRY = "two", "entries"
"""Codes of what can be read beside the sections."""


@dataclass(frozen=True, slots=True)
class Read:
    """A package as a reviewer reads it."""

    joined: Together
    report: Report
    told: tuple[Tells, ...]

    @property
    def case(self) -> Case:
        """The record, with what it follows where that is at hand."""
        return self.joined.case


def wanted(argument: object) -> Wanted | None:
    """What the page was asked to show: a file of the worklist, or bytes with a name."""
    if isinstance(argument, Wanted):
        return argument
    file = given_file(argument)
    return Wanted(file[1], None, file[0]) if file is not None else None


def proving(papers: Papers, want: Wanted, now: datetime) -> Callable[[], Verified]:
    """The job that reads and proves the file."""
    return lambda: papers.open(want.read(), now)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a package needs: the job touches no store and no widget."""

    papers: Papers
    package: Verified
    others: tuple[Wanted, ...]  # files that may be of the same case, what it follows among them
    library: Library
    copy: Copy
    now: datetime  # UTC

    def work(self) -> Read:
        """Read it with what it follows, make the pages, and look at every check."""
        package, library, now = self.package, self.library, self.now
        joined = together(package, self._others())
        report = build_report(joined.case, library, self.copy, now, parts_in(package))
        given = given_of(package, library, now, partial=joined.partial)
        return Read(joined, report, tells_all(joined.case, library.checks, given))

    def _others(self) -> Iterator[Verified]:
        """Those that can be proved: another file that cannot be read is no reason to stop."""
        if is_whole(self.package):
            return
        for want in self.others:
            with suppress(Refused):
                yield self.papers.open(want.read(), self.now)


def parts_of(read: Read) -> list[MenuItem]:
    """What of the record can be read by itself: page one, every entry, and each section."""
    items = [MenuItem(TWO_MINUTES, _("Two minutes")), MenuItem(EVERY_ENTRY, _("Every entry"))]
    every = enumerate(sections(read.report))
    return [*items, *(MenuItem(str(n), title) for n, (title, _section, _rule) in every)]


def refused_panel(session: Session, theme: Theme, refusal: Refused, want: Wanted) -> RefusalPanel:
    """Why a file is refused, with a call about it to be logged; that it was refused is noted."""
    panel = RefusalPanel(session, theme, refusal, want.at_hand(), want.name)

    def log_call() -> None:
        RefusedCallSheet(session, theme, panel.digest, refusal.code).open_in(panel)

    panel.log_call.connect(log_call)
    inbox.note_refused(session.desk, refusal.code, panel.digest)
    return panel


def given_of(package: Verified, library: Library, now: datetime, *, partial: bool = False) -> Given:
    """What the checks are read against: what is held back, and who has signed."""
    return Given(
        book=library.book,
        plan={row.id: row for row in library.plan.rows},
        today=now.date(),
        now=now,
        withheld=frozenset(rc for rc, _ground in withheld(package)),
        signed=frozenset(r.role for one in package.slices for r in one.reviews),
        partial=partial,
    )
