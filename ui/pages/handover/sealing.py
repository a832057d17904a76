"""The way from the Handover page to a file: checked, sealed in a job, kept, saved and read back.

The record is written when the file is sealed and somebody has said where it goes; before that
nothing has left, and nothing is written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refused
from app.services import coding, disclosing, following_up, handing_over, leaving
from app.services.reporting import build_pages
from ui.pages.exchange import save_and_read_back
from ui.pages.handover import drafting
from ui.pages.handover.drafting import copy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtCore import SignalInstance

    from app.domain.case import Case
    from app.domain.deliveries import Delivery
    from app.domain.report import Report
    from app.services.coding import Outer
    from app.services.handing_over import Draft, Made, Prepared
    from ui.pages.exchange import Place
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session


class Sealing(QObject):
    """Seals one handover at a time. `choose_file` is asked where each file is to go."""

    sealed = Signal(str)  # the file's name as saved
    followed = Signal(object)  # the files of a follow-up as saved: (name, for which desk) each
    coded = Signal(str, str)  # digest of a coded copy that was saved, and its name if it is new
    copied = Signal(str)  # a reading copy's name as saved
    left = Signal()  # somebody chose no place: nothing was sealed or saved
    refused = Signal(object)  # Refused
    busy = Signal(bool)

    def __init__(self, session: Session, choose_file: Place, parent: QObject) -> None:
        """Stand on a session; nothing is running."""
        super().__init__(parent)
        self._session = session
        self.choose_file = choose_file

    def report(self, case: Case, chosen: Chosen, to: str = "") -> Report:
        """The pages as they would be read; nothing is saved."""
        return self._pages(case, chosen, to)()

    def _pages(
        self, case: Case, chosen: Chosen, to: str = "", answer_by: datetime | None = None
    ) -> Callable[[], Report]:
        """What puts the pages together, with everything read that it needs: a job may do it."""
        session = self._session
        copy, now = copy_of(session, case, chosen, to, answer_by), session.now()
        reader = session.library.recipients.of(chosen.preset)
        return partial(build_pages, case, session.library, copy, now, chosen.parts_in, reader)

    def begin(self, case: Case, chosen: Chosen, draft: Draft) -> None:
        """Check, draw the pages and seal, off the GUI thread; then ask where it goes."""
        session = self._session
        try:
            prepared = handing_over.prepare(session.desk, case, session.post, draft)
            to, due = (draft.to.title, draft.answer_by) if draft.to.desk.is_coded else ("", None)
            pages = self._pages(case, chosen, to, due)
            papers, printer = session.post.papers(), session.post.printer
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        self.busy.emit(True)

        def work() -> Made:
            report, outer = pages(), None
            if draft.to.desk.is_coded:
                outer = coding.outer(papers, printer.handover, report, prepared.back)
            return handing_over.seal(prepared, papers, printer.handover(report), outer=outer)

        session.jobs.run(work, lambda made: self._place(prepared, made), self._stop)

    def _place(self, prepared: Prepared, made: Made) -> None:
        self.busy.emit(False)
        session = self._session
        if session.case is None or session.case.id != prepared.case:
            self.left.emit()  # another case is open by now: nothing of this one has left
            return
        path = self.choose_file(made.sealed.name)
        if path is None:
            self.left.emit()
            return
        if session.record(lambda desk, case: handing_over.keep(desk, case, made)):
            session.vault.anchor()
            if made.codes is None:
                self._save(path, made.sealed.content)
            elif self._is_written(path, made.sealed.content):
                self.coded.emit(made.sealed.digest, path.name)

    def begin_each(
        self, prepared: Sequence[Prepared], pages: Sequence[Callable[[], Report]]
    ) -> None:
        """Seal a follow-up to each holder, off the GUI thread; then ask where the files go."""
        session = self._session
        try:
            papers, printer = session.post.papers(), session.post.printer
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        drawn = {id(one): page for one, page in zip(prepared, pages, strict=True)}
        self.busy.emit(True)

        def outer(one: Prepared) -> Outer | None:
            if not one.draft.to.desk.is_coded:
                return None
            return coding.outer(papers, printer.handover, drawn[id(one)](), one.back)

        def work() -> tuple[Made, ...]:
            return following_up.seal(
                prepared, papers, lambda one: printer.handover(drawn[id(one)]()), outer
            )

        session.jobs.run(work, lambda made: self._place_each(prepared[0], made), self._stop)

    def _place_each(self, first: Prepared, made: Sequence[Made]) -> None:
        """Ask once: the other files go beside the first, under their own names."""
        self.busy.emit(False)
        session = self._session
        here = session.case is not None and session.case.id == first.case
        path = self.choose_file(made[0].sealed.name) if here else None
        if path is None:
            self.left.emit()
            return
        if not session.record(lambda desk, case: following_up.keep(desk, case, made)):
            return
        session.vault.anchor()
        paths = (path, *(path.parent / one.sealed.name for one in made[1:]))
        files = tuple(zip(paths, made, strict=True))
        try:
            for file, one in files:
                save_and_read_back(file, one.sealed.content)
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        said_to = handing_over.said_to
        self.followed.emit(tuple((file.name, said_to(one.draft)) for file, one in files))
        for one in [one for one in made if one.codes is not None][:1]:  # the rest, from the rail
            self.coded.emit(one.sealed.digest, "")

    def save_again(self, delivery: Delivery) -> None:
        """Save a file that was sealed before, as it was."""
        digest = delivery.body.digests[1] if len(delivery.body.digests) > 1 else ""
        try:
            content = self._session.desk.store.blob(digest)
        except KeyError:
            self.refused.emit(Refused("file.unreadable"))
            return
        ending = "pdf" if delivery.is_coded else "age"
        path = self.choose_file(f"HO-{delivery.digest[:8]}.{ending}")
        if path is not None:
            desk = self._session.desk
            desk.store.log("saved again", delivery.digest, desk.author.principal)
            self._save(path, content)

    def copy(self, case: Case, chosen: Chosen, to: str) -> None:
        """Draw a reading copy, log it as a disclosure, and save it."""
        session = self._session
        handed = drafting.handed(chosen, to)
        try:
            leaving.may_leave(case, handed.parts_in, handed.consent, handed.release)
            pages = self._pages(case, chosen, to)
        except Refused as refusal:
            self.refused.emit(refusal)
            return
        printer = session.post.printer
        self.busy.emit(True)

        def done(pdf: bytes) -> None:
            self.busy.emit(False)
            if session.case is None or session.case.id != case.id:
                self.left.emit()
                return
            path = self.choose_file("notes.pdf")
            if path is None:
                self.left.emit()
            elif session.record(lambda desk, c: disclosing.log_copy(desk, c, handed, pdf)):
                self._write(path, pdf, self.copied)

        session.jobs.run(lambda: printer.handover(pages()), done, self._stop)

    def _save(self, path: Path, content: bytes) -> None:
        self._write(path, content, self.sealed)

    def _write(self, path: Path, content: bytes, told: SignalInstance) -> None:
        if self._is_written(path, content):
            told.emit(path.name)

    def _is_written(self, path: Path, content: bytes) -> bool:
        try:
            save_and_read_back(path, content)
        except Refused as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def _stop(self, refusal: Refused) -> None:
        self.busy.emit(False)
        self.refused.emit(refusal)
