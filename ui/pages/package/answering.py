"""Answering a package: sealed off the GUI thread, written at once, saved as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain import spoken_code
from app.domain.codes import Step
from app.domain.deliveries import NOTICES
from app.domain.errors import Refused
from app.i18n import _
from app.services import attention, replying
from app.services.receiving import Reply
from ui.controls import Link
from ui.pages.areas import area_title
from ui.pages.exchange import save_and_read_back
from ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.case import Case
    from app.services.replying import Ready
    from ui.pages.package.page import PackagePage


class Answers(QObject):
    """Gives the answers that somebody chose on the page."""

    def __init__(self, page: PackagePage) -> None:
        """Answer what `page` shows."""
        super().__init__(page)
        self._page = page
        self._slices = Slices(self)

    def give(self, reply: Reply, told: Callable[[Refused | None], None]) -> None:
        """Sign an answer off the GUI thread, then write it and what it accepts at once."""
        page, session = self._page, self._page.session
        package, line = page.package, page.line
        if package is None or line is None:
            return

        def written(ready: Ready) -> None:
            try:
                kept, case = replying.note_reply(session.desk, ready)
            except Refused as refusal:
                told(refusal)
                return
            told(None)
            if page.package is package:
                page.line = kept
            self._slices.later(self._answered(ready, case))

        try:
            asked = replying.prepare_reply(session.desk, session.post, package, line, reply)
        except Refused as refusal:
            told(refusal)
            return
        session.jobs.run(lambda: replying.work_out(asked), written, told)

    def arrive(self) -> None:
        """Say of a package that has just been proved that it came; nobody need be named.

        The program makes it, and it is offered as a file. Where it cannot be made, for a
        certificate that has run out, the list of what is owed goes on saying that it is missing.
        """
        line = self._page.line
        if line is not None and line.of(Step.ARRIVED) is None:
            self._make(Reply(Step.ARRIVED, ""))
        self._slices.later(self._owing())

    def _owing(self) -> Iterator[None]:
        """The list of what is owed, drawn when what was asked for stands already."""
        self._page.show_owing()
        yield

    def _make(self, reply: Reply) -> None:
        page, session = self._page, self._page.session
        package, line = page.package, page.line
        if package is None or line is None:
            return

        def left(_refusal: Refused) -> None:
            """It is still owed, and the list says so."""

        def written(ready: Ready) -> None:
            try:
                kept, _case = replying.note_reply(session.desk, ready)
            except Refused as refusal:
                left(refusal)
                return
            if page.package is package:
                page.line = kept
                page.show_owing()

        try:
            asked = replying.prepare_reply(session.desk, session.post, package, line, reply)
        except Refused as refusal:
            left(refusal)
            return
        session.jobs.run(lambda: replying.work_out(asked), written, left)

    def save_kept(self, file: str) -> None:
        """Save an answer that was signed before, as it was."""
        line = self._page.line
        found = [one for one in line.given if one.file == file] if line is not None else []
        for one in found:
            content = self._page.session.desk.store.blob(one.file)
            self.save(one.name, content, opened=False, step=Step(one.step))

    def _answered(self, ready: Ready, case: Case | None) -> Iterator[None]:
        """What follows an answer, one thing at each turn."""
        page, session, sealed = self._page, self._page.session, ready.sealed
        session.vault.anchor()
        yield
        if case is not None:
            try:
                attention.refresh(session.desk, case, session.desk.area_title)
            except Refused as refusal:  # the list line is made anew at the next unlocking
                session.refused.emit(refusal)
            yield
        if page.package is ready.asked.package:
            page.show_foot(shown=True)
            yield
            # Not here: the dialog has a loop of its own, in which the slices may be asked for.
            step = ready.asked.answer.step
            save = partial(self.save, opened=case is not None, step=step)
            QTimer.singleShot(0, self, lambda: save(sealed.name, sealed.content))

    def save(self, name: str, content: bytes, *, opened: bool, step: Step) -> None:
        """Save an answer where somebody chooses, and say on the page what became of it."""
        page, session = self._page, self._page.session
        path = page.choose_file(name)
        saved = False
        if path is not None:
            try:
                save_and_read_back(path, content)
                saved = True
            except Refused as refusal:
                session.refused.emit(refusal)
        package = page.package
        if package is None:
            return
        area = area_title(session, package.delivery.from_area)
        if saved and path is not None:
            words = _("The answer is signed and saved as {name}.").format(name=path.name)
            told = _("Send it back to {area}. Until it arrives there, they hold it too.")
            if package.delivery.purpose in NOTICES:
                told = _("Send it back to {area}. Until it arrives there, they have not heard it.")
        else:
            words = _("The answer is signed and kept here. It is not in a file yet.")
            told = _("Save it, and send it back to {area}.")
        icon = "check" if saved else "circle-alert"
        code = spoken_code.code_of(package.delivery.digest, step)
        aloud = _("If no file can be sent, read this out: {code}").format(code=code)
        notice = page.told.tell(words, then=f"{told.format(area=area)} {aloud}", icon=icon)
        again = Link(page.theme, _("Save the answer again") if saved else _("Save the answer"))
        again.clicked.connect(lambda _on=False: self.save(name, content, opened=opened, step=step))
        notice.acts.add(again)
        if opened:
            notice.acts.add(page.case_link(package))
