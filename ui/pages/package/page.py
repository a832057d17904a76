"""The Package page: a file is proved in a job; then it is shown, or it is refused unseen."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import Step
from app.domain.errors import PackageRefused, Refused
from app.domain.handover import Verified
from app.i18n import _
from app.services import handing_over, inbox, receiving, reviews_back
from app.services.reviews_back import came_back
from ui import when
from ui.controls import Link, MenuButton, MenuItem, Page, Primary, Secondary, Stack
from ui.errors import explain
from ui.pages.areas import area_title
from ui.pages.exchange import (
    FileDrop,
    find_dialog,
    given_file,
    place_dialog,
    read_in,
    save_and_read_back,
)
from ui.pages.owing import OwingPanel
from ui.pages.package.answering import Answers
from ui.pages.package.genuine import (
    Banner,
    BeforeReading,
    FactsRail,
    copy_of,
    report_of,
)
from ui.pages.package.joining import JoiningPanel, adds_to
from ui.pages.package.refusal import RefusalPanel, RefusedCallSheet, is_other
from ui.pages.package.replies import ReplySheet
from ui.pages.package.steps import accept_words, asks_to_close, decline_words, step_items
from ui.pages.paper import facts, section_panel, sections
from ui.pages.read_first import OnceAccepted
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.entry import Entry
    from app.domain.report import Report
    from app.services.inbox import Arrived
    from ui.pages.exchange import Find, Place
    from ui.session import Session
    from ui.theme import Theme

RAIL = 336
TWO_MINUTES = "two"


class PackagePage(Page):
    """Preview of an opened package, or its refusal. `arrive((bytes, name))` opens a file."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Nothing is open."""
        super().__init__(theme, name=_("Package"), rail_width=RAIL)
        self.setObjectName("page.package")
        self.session = session
        self.find_file: Find = find_dialog(self, _("Open a sealed file"))
        self.choose_file: Place = place_dialog(self, _("Save the answer"), session.desk.store)
        self.package: Verified | None = None
        self.line: Arrived | None = None
        self._sender = ""  # the sending area, as people call it; read once, for it takes a while
        self.report: Report | None = None
        self.refusal: RefusalPanel | None = None
        self.told = Told(self, over_headline=True)
        self._banner = Stack()
        self.top.add(self.told, self._banner)
        self._shown = Stack()
        self.body.add(self._shown)
        self.answers = Answers(self)
        self.owing = OwingPanel(self.session, theme)
        self.owing.give.connect(self._answer_step)
        self.owing.save.connect(self.answers.save_kept)
        self.facts = FactsRail()
        self.rail.add(self.owing)
        self.rail.add(self.facts, gap=24)
        self._make_foot()
        FileDrop(self, self.open_file, self._unreadable)
        self._empty()

    def _make_foot(self) -> None:
        theme = self.theme
        self.ask = Secondary(theme, _("Ask a question"), on_click=lambda: self._answer(Step.ASKED))
        self.decline = Secondary(
            theme, _("Decline, say who holds it"), on_click=lambda: self._answer(Step.DECLINED)
        )
        self.read = MenuButton(theme, _("Read the record"), [], name=_("Read the record"))
        self.read.picked.connect(self._show_part)
        self.more = MenuButton(theme, _("More"), [], name=_("More about this package"))
        self.more.picked.connect(self._more)
        self.accept = Primary(
            theme, _("Accept by name"), on_click=lambda: self._answer(Step.ACCEPTED)
        )
        self.accept.setObjectName("page.package.accept")
        self.foot.add(self.ask, self.decline, self.read, self.more)
        self.foot.add_end(self.accept)

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Open (bytes, name); without it, a file can be chosen."""
        file = given_file(argument)
        if file is not None:
            self.open_file(*file)
        else:
            self._empty()

    def flush(self) -> None:
        """Nothing is typed here but in sheets, and the reason before reading."""

    # Opening

    def find_one(self) -> None:
        """Choose a file and open it."""
        read_in(self.find_file(), self.open_file, self._unreadable)

    def open_file(self, content: bytes, name: str) -> None:
        """Prove a file off the GUI thread; a receipt goes to the case it answers."""
        self._clear()
        # What came before is judged by when it came.
        now = inbox.opened_before(self.session.desk, content) or self.session.now()
        try:
            papers = self.session.post.papers()
        except Refused as refusal:
            self._not_ready(refusal)
            return

        def work() -> Verified | tuple[str, str]:
            try:
                return papers.open(content, now)
            except PackageRefused as refusal:
                came = came_back(papers, content, now) if is_other(refusal) else None
                if came is not None:
                    return came
                raise

        def done(found: Verified | tuple[str, str]) -> None:
            if isinstance(found, Verified):
                self._opened(found, content, name)
            else:
                self._came_back(*found, content, name)

        def refused(refusal: Refused) -> None:
            self._refuse(refusal, content, name)

        self.session.jobs.run(work, done, refused)

    def _opened(self, package: Verified, content: bytes, name: str) -> None:
        try:
            line = inbox.keep(self.session.desk, package, content, name)
            self.session.post.take_trust(package.trust, package.trust_signature)
        except Refused as refusal:  # a disk that is full, a file larger than a vault keeps
            self._unreadable(refusal)
            return
        self.package, self.line = package, line
        self._sender = area_title(self.session, package.delivery.from_area)
        self._set_rail(RAIL)
        self._banner.add(Banner(self.session, self.theme, package))
        self.facts.show_package(self.session, self.theme, package)
        if inbox.needs_reason(package) and not line.read:
            before = BeforeReading(self.theme, package)
            before.read_on.connect(self._read)
            self._shown.add(before)
            before.reason.first_focus().setFocus()
        else:
            self._read("")
        self.answers.arrive()

    def _came_back(self, delivery: str, slice_: str, content: bytes, name: str) -> None:
        """An answer or a review: it is opened on the case that it is of."""
        desk = self.session.desk
        case = handing_over.case_of_delivery(desk, delivery) or reviews_back.case_of(desk, slice_)
        if not case:
            code = "package.receipt-for-nothing-sent" if delivery else "review.of-nothing-here"
            self._refuse(PackageRefused(code, delivery=delivery), content, name)
            return
        self._empty()
        self.navigate.emit("case", (case, "handover", (content, name)))

    # Showing

    def _clear(self) -> None:
        self.package, self.line, self.report, self.refusal = None, None, None, None
        for part in (self.told, self._banner, self._shown, self.owing, self.facts):
            part.clear()
        self._set_rail(0)
        self.show_foot(shown=False)

    def _set_rail(self, width: int) -> None:
        if self._rail_width != width:
            self._rail_width = width
            self._arranged = None
            self._refit()

    def _empty(self) -> None:
        self._clear()
        theme = self.theme
        self._shown.add(plain(theme, _("Open a sealed file"), "title"), gap=20)
        told = _(
            "A handover that came to this desk, or an answer to one of yours. It is proved before "
            "anything in it is shown. You can also drop the file here."
        )
        self._shown.add(plain(theme, told, "lead", "ink2"), gap=8)
        self.open_button = Primary(
            theme, _("Choose the file"), icon="package-open", on_click=self.find_one
        )
        self._shown.add(self.open_button, gap=16)

    def _unreadable(self, refusal: Refused) -> None:
        self._empty()
        self.told.refuse(refusal)
        self.begin_at_top()

    def _not_ready(self, refusal: Refused) -> None:
        self._empty()
        said = explain(refusal)
        notice = self.told.tell(f"{said.what} {said.next}", icon="circle-x")
        link = Link(self.theme, _("Open Settings"))
        link.clicked.connect(lambda _on=False: self.navigate.emit("settings", None))
        notice.acts.add(link)
        self.begin_at_top()

    def _refuse(self, refusal: Refused, content: bytes, name: str) -> None:
        self._clear()
        panel = RefusalPanel(self.session, self.theme, refusal, content, name)
        panel.log_call.connect(lambda: self._log_call(panel.digest, refusal.code))
        panel.another.connect(self.find_one)
        self.refusal = panel
        self._shown.add(panel)
        inbox.note_refused(self.session.desk, refusal.code, panel.digest)
        self.begin_at_top()

    def _read(self, reason: str) -> None:
        package, line = self.package, self.line
        if package is None or line is None:
            return
        self.line = inbox.mark_read(self.session.desk, line, reason)
        self._shown.clear()
        copy, library = copy_of(self.session, package), self.session.library
        now, known = self.session.now(), receiving.look_at(self.session.desk, package)

        def made(report: Report) -> None:
            if self.package is package:  # and not another, opened meanwhile
                self.report = report
                self._show_report(package, known)
                end()

        def too_new(refusal: Refused) -> None:
            if self.package is package:
                said = explain(refusal)
                told = f"{said.safe} {said.next}"
                self._shown.add(plain(self.theme, said.what, "title"), gap=12)
                self._shown.add(plain(self.theme, told, "lead", "ink2"), gap=8)
                end()

        def end() -> None:
            self.show_foot(shown=True)
            self.begin_at_top()

        before = adds_to(package, known)
        self.session.jobs.run(lambda: report_of(package, library, copy, now, before), made, too_new)

    def _show_report(self, package: Verified, known: tuple[Entry, ...]) -> None:
        joining = JoiningPanel(self.session, self.theme, package, known)
        joining.ask_for.connect(partial(self._answer, Step.ASKED))
        self._shown.add(joining)
        self._part = Stack()
        self._shown.add(self._part)
        self._show_part(TWO_MINUTES)
        if not known and not receiving.erased_here(self.session.desk, package):
            case = receiving.preview(package)
            self._shown.add(OnceAccepted(self.session, self.theme, case))

    def _show_part(self, code: str) -> None:
        report = self.report
        if report is None:
            return
        every = sections(report)
        items = [
            MenuItem(TWO_MINUTES, _("Two minutes"), chosen=code == TWO_MINUTES),
            *(
                MenuItem(str(n), title, chosen=code == str(n))
                for n, (title, _section, _rule) in enumerate(every)
            ),
        ]
        self.read.set_items(items)
        self._part.clear()
        if code == TWO_MINUTES:
            self._part.add(plain(self.theme, report.headline, "title"), gap=4)
            self._part.add(facts(self.theme, report.summary), gap=10)
            self._part.add(facts(self.theme, report.control), gap=18)
        else:
            title, section, rule = every[int(code)]
            back = Link(self.theme, _("Back to two minutes"), icon="arrow-left")
            back.clicked.connect(lambda _on=False: self._show_part(TWO_MINUTES))
            self._part.add(back, gap=8)
            self._part.add(section_panel(self.theme, title, section, rule))
        self.scroll_to_top()

    def show_foot(self, *, shown: bool) -> None:
        """The answers that may still be given, or none."""
        package = self.package
        taken = receiving.already_taken(self.session.desk, package) if package else ""
        readable = self.report is not None
        erased = package is not None and receiving.erased_here(self.session.desk, package)
        self.accept.setVisible(shown and not taken and readable and not erased)
        self.ask.setVisible(shown and not taken)
        self.decline.setVisible(shown and not taken)
        self.more.setVisible(shown)
        self.read.setVisible(shown and readable)
        self.accept.set_words(accept_words(self.package))
        self.decline.set_words(decline_words(self.package))
        items = step_items(self.package, taken=bool(taken))
        items.append(MenuItem("review", _("Review it, check by check")))
        items.append(MenuItem("pdf", _("Save their printed pages")))
        items.append(MenuItem("other", _("Open another file")))
        self.more.set_items(items)
        self.show_owing()
        if shown and taken and package is not None:
            self._say_taken(taken, package)

    def show_owing(self) -> None:
        """What was answered and what is still owed, as it stands now."""
        if self.package is not None and self.line is not None:
            self.owing.show_line(self.line, self._sender)

    def _say_taken(self, taken: str, package: Verified) -> None:
        at = when.at(when_of(taken), self.session.now())
        notice = self.told.tell(
            _("This very handover was taken in here {when}.").format(when=at),
            because=_("Nothing was taken in twice."),
        )
        notice.acts.add(self.case_link(package))

    # What somebody does

    def _more(self, code: str) -> None:
        if code == "other":
            self.find_one()
        elif code == "pdf":
            self._save_pages()
        elif code == "review" and self.line is not None:
            content = inbox.content_of(self.session.desk, self.line)
            self.navigate.emit("review", (content, self.line.name))
        else:
            self._answer(Step(code))

    def _log_call(self, digest: str, code: str) -> None:
        RefusedCallSheet(self.session, self.theme, digest, code).open_in(self)

    def _answer_step(self, step: str) -> None:
        self._answer(Step(step))

    def _answer(self, step: Step, words: str = "") -> None:
        if self.package is not None:
            asked, give = asks_to_close(self.package), self.answers.give
            sheet = ReplySheet(self.session, self.theme, step, give, on_closing=asked)
            sheet.words.set_text(words)
            sheet.open_in(self)

    def case_link(self, package: Verified) -> Link:
        """The way to the case that a package was taken into."""
        case = package.slices[0].case
        link = Link(self.theme, _("Open the case"))
        link.clicked.connect(lambda _on=False: self.navigate.emit("case", case))
        return link

    def _save_pages(self) -> None:
        package = self.package
        path = self.choose_file("notes.pdf") if package is not None else None
        if package is None or path is None:
            return
        desk = self.session.desk
        try:
            desk.store.log("saved their pages", package.delivery.digest, desk.author.principal)
            save_and_read_back(path, package.pdf)
        except Refused as refusal:
            self.session.refused.emit(refusal)
            return
        self.told.tell(_("Their pages are saved as {name}, and logged.").format(name=path.name))


def when_of(text: str) -> datetime:
    """A moment as a setting spells it."""
    return datetime.fromisoformat(text)
