"""Finding an earlier package of the same case, proving it, and laying it beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.comparing import compare
from app.domain.errors import PackageRefused, Refused
from app.i18n import _
from app.services import inbox, receiving
from ui import when
from ui.controls import MenuItem
from ui.pages.package.genuine import withheld
from ui.pages.reviewing.opening import proving
from ui.pages.supervision.asked import Wanted

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import Case
    from app.domain.comparing import Compared
    from app.domain.handover import Verified
    from ui.pages.exchange import Find
    from ui.session import Session

ANOTHER_FILE = "file"
_HERE = "here:"


class Earlier(QObject):
    """Other packages of a case. `compared((case, when), changes)` when one was proved."""

    compared = Signal(object, object)
    refused = Signal(object)  # Refused

    def __init__(self, session: Session, find_file: Find, parent: QObject) -> None:
        """Stand on a session; `find_file` is asked for a file from elsewhere."""
        super().__init__(parent)
        self._session, self.find_file = session, find_file

    def items(self, package: Verified, want: Wanted | None) -> list[MenuItem]:
        """Those in the same folder, those at this desk, and one chosen by hand."""
        now, case = self._session.now(), package.slices[0].case
        items = [
            MenuItem(
                str(one.path),
                _("In the folder: {name}").format(name=one.name),
                _made(one.made, now),
            )
            for one in (want.others if want else ())
        ]
        items += [
            MenuItem(_HERE + line.delivery, _("Received here"), when.at(line.opened_at(), now))
            for line in inbox.arrived(self._session.desk)
            if line.case == case and line.delivery != package.delivery.digest
        ]
        return [*items, MenuItem(ANOTHER_FILE, _("Choose a file"))]

    def files(self, package: Verified, want: Wanted | None) -> tuple[Wanted, ...]:
        """The same ones, to be read together with a package that follows one of them."""
        desk, case = self._session.desk, package.slices[0].case
        here = (
            Wanted(line.name, None, inbox.content_of(desk, line))
            for line in inbox.arrived(desk)
            if line.case == case and line.delivery != package.delivery.digest
        )
        return (*(Wanted(o.name, o.path) for o in (want.others if want else ())), *here)

    def begin(self, code: str, package: Verified, case: Case) -> None:
        """Prove the one that was picked in a job, and compare it with `case`."""
        want = self._wanted(code)
        if want is None:
            return
        session = self._session
        try:
            papers = session.post.papers()
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        prove = proving(papers, want, session.now())

        def work() -> tuple[tuple[Case, str], tuple[Compared, ...]]:
            earlier = prove()
            if earlier.slices[0].case != package.slices[0].case:
                raise PackageRefused("review.another-case")
            before = receiving.preview(earlier)
            held_back = frozenset(rc for rc, _ground in withheld(earlier))
            made = earlier.delivery.created
            told = f"{when.day(made)}, {when.clock(made)}"
            return (before, told), compare(before, case, held_back)

        session.jobs.run(work, lambda found: self.compared.emit(*found), self.refused.emit)

    def _wanted(self, code: str) -> Wanted | None:
        if code == ANOTHER_FILE:
            path = self.find_file()
            return Wanted(path.name, path) if path is not None else None
        if code.startswith(_HERE):
            desk = self._session.desk
            line = inbox.find(desk, code.removeprefix(_HERE))
            return Wanted(line.name, None, inbox.content_of(desk, line)) if line else None
        return Wanted(Path(code).name, Path(code))


def _made(made: datetime | None, now: datetime) -> str:
    return when.at(made, now) if made is not None else ""
