"""The Review page: two minutes, then every check beside what it looks at, then the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.domain.review import Comment, Review, begun
from app.i18n import _
from app.services import reviewing
from ui import when
from ui.controls import MenuButton, Page, Primary, Quiet, Stack
from ui.pages.exchange import FileDrop, find_dialog, place_dialog
from ui.pages.package.genuine import Banner, BeforeReading, copy_of
from ui.pages.paper import section_panel, sections
from ui.pages.reviewing.check import CheckView
from ui.pages.reviewing.compare import CompareView
from ui.pages.reviewing.deciding import DecideSheet, Signing, allow_signing, saved_words
from ui.pages.reviewing.earlier import Earlier
from ui.pages.reviewing.entries import Entries
from ui.pages.reviewing.opening import (
    EVERY_ENTRY,
    TWO_MINUTES,
    Reading,
    parts_of,
    proving,
    refused_panel,
    wanted,
)
from ui.pages.reviewing.rail import ChecksRail
from ui.pages.reviewing.remark import RemarkSheet
from ui.pages.reviewing.two_minutes import two_minutes
from ui.pages.supervision.asked import Wanted
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.comparing import Compared
    from app.domain.entry import Entry
    from app.domain.handover import Verified
    from app.domain.review import Answered
    from app.services.reviewing import Kept
    from ui.pages.exchange import Find, Place
    from ui.pages.reviewing.opening import Read
    from ui.session import Session
    from ui.theme import Theme


class ReviewPage(Page):
    """One package under review. `arrive(Wanted)` or `arrive((bytes, name))` opens it."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Nothing is open."""
        super().__init__(theme, name=_("Review"), rail_width=400)
        self.setObjectName("page.review")
        self.session = session
        ask = find_dialog(self, _("Open an earlier sealed file"))
        self.earlier_ones = Earlier(session, ask, self)
        self.earlier_ones.compared.connect(self._show_compared)
        self.earlier_ones.refused.connect(self._refuse)
        self.signing = Signing(
            session, place_dialog(self, _("Save the signed review"), session.desk.store), self
        )
        self.signing.signed.connect(self._signed)
        self.signing.left.connect(self._not_signed)
        self.signing.refused.connect(self._refuse)
        self.package: Verified | None = None
        self.read: Read | None = None
        self.review = Review()
        self._want: Wanted | None = None
        self._view: CheckView | None = None
        self._make()

    @property
    def choose_file(self) -> Place:
        """Asked where the signed file goes."""
        return self.signing.choose_file

    @choose_file.setter
    def choose_file(self, place: Place) -> None:
        self.signing.choose_file = place

    @property
    def find_file(self) -> Find:
        """Asked for an earlier package from elsewhere."""
        return self.earlier_ones.find_file

    @find_file.setter
    def find_file(self, find: Find) -> None:
        self.earlier_ones.find_file = find

    def _make(self) -> None:
        theme = self.theme
        self.told = Told(self, over_headline=True)
        self._banner, self._shown = Stack(), Stack()
        self.top.add(self.told, self._banner)
        self.body.add(self._shown)
        self.checks = ChecksRail(self.session, theme)
        self.checks.picked.connect(self._show_check)
        self._beside = Stack()
        self.rail.add(self.checks, self._beside)
        back = Quiet(theme, _("Back to the list"), icon="arrow-left", on_click=self._leave)
        self.parts = MenuButton(theme, _("Read the record"), [], name=_("Read the record"))
        self.parts.picked.connect(self._show_part)
        words = _("Compare with an earlier one")
        self.earlier = MenuButton(theme, words, [], name=words)
        self.earlier.picked.connect(self._compare)
        self.decide = Primary(theme, _("Decide and sign"), icon="stamp", on_click=self._decide)
        self.decide.setObjectName("page.review.decide")
        self.foot.add(back, self.parts, self.earlier)
        self.foot.add_end(self.decide)
        FileDrop(self, lambda content, name: self._open(Wanted(name, None, content)), self._refuse)
        self._ready(on=False)

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Open what is asked for; without it what was open stays."""
        want = wanted(argument)
        if want is not None:
            self._open(want)
        elif self.package is None:
            self._shown.clear()
            words = _("Nothing is open. Choose a package in Supervision.")
            self._shown.add(plain(self.theme, words, "lead", "ink2"), gap=12)

    def first_focus(self) -> QWidget | None:
        """The answer to the open check, or the first check; never the way out of here."""
        if self._view is not None:
            return self._view.answer.first_focus()
        return self.checks.first_row() or super().first_focus()

    def flush(self) -> None:
        """Keep what was answered and typed."""
        if self._view is not None:
            self._view.save()
        self._keep()

    # Opening

    def _open(self, want: Wanted) -> None:
        self.flush()
        self._clear()
        self._want = want
        now = self.session.now()
        try:
            papers = self.session.post.papers()
        except Refused as refusal:
            self._refuse(refusal)
            return

        def done(package: Verified) -> None:
            if self._want is want:
                self._opened(package)

        def refused(refusal: Refused) -> None:
            if self._want is want:
                self._not_genuine(refusal, want)

        self.session.jobs.run(proving(papers, want, now), done, refused)

    def _clear(self) -> None:
        self.package, self.read, self._view, self.review = None, None, None, Review()
        for part in (self.told, self._banner, self._shown, self._beside):
            part.clear()
        self.checks.begin_again()
        self.checks.show()
        self.clear_sides(empty=False)
        self._ready(on=False)

    def _ready(self, *, on: bool) -> None:
        for part in (self.parts, self.earlier, self.decide):
            part.setVisible(on)

    def _not_genuine(self, refusal: Refused, want: Wanted) -> None:
        if refusal.code in {"file.unreadable", "folder.unreadable"}:
            self._refuse(refusal)
            return
        panel = refused_panel(self.session, self.theme, refusal, want)
        panel.another.connect(self._leave)
        self._shown.add(panel)
        panel.show()  # so that the keyboard can go to it at once
        self.clear_sides(empty=True)
        self.begin_at_top()

    def _opened(self, package: Verified) -> None:
        try:
            reviewing.note_opened(self.session.desk, package)
            self.session.post.take_trust(package.trust, package.trust_signature)
        except Refused as refusal:
            self._refuse(refusal)
            return
        self.package = package
        self._banner.add(Banner(self.session, self.theme, package))
        kept = reviewing.find(self.session.desk, package)
        self.review = kept.review if kept else Review()
        if reviewing.needs_reason(self.session.post, package) and not self.review.read_because:
            before = BeforeReading(self.theme, package)
            before.read_on.connect(self._read_on)
            self._shown.add(before)
            before.reason.first_focus().setFocus()
            return
        self._read_it(kept)

    def _read_on(self, reason: str) -> None:
        package = self.package
        if package is None:
            return
        reviewing.note_read_on(self.session.desk, package)
        self.review = Review(read_because=reason)
        self._keep()
        self._read_it(None)

    def _read_it(self, kept: Kept | None) -> None:
        package, session = self.package, self.session
        if package is None:
            return
        self._shown.clear()
        try:
            reading = Reading(
                papers=session.post.papers(),
                package=package,
                others=self.earlier_ones.files(package, self._want),
                library=session.library,
                copy=copy_of(session, package),
                now=session.now(),
            )
        except Refused as refusal:
            self._refuse(refusal)
            return

        def done(read: Read) -> None:
            if self.package is package:
                self._show(read, kept)

        session.jobs.run(reading.work, done, self._refuse)

    def _show(self, read: Read, kept: Kept | None) -> None:
        self.read = read
        if kept is None or kept.signed is None:
            self.review = begun(self.review, read.told)
        else:
            at = when.at(kept.signed, self.session.now())
            words = _("You signed this {when}. Signing again takes its place.").format(when=at)
            self.told.tell(words)
        self._offer()
        self._show_two()
        self.checks.show_review(self.review)
        self.begin_at_top()

    def _offer(self) -> None:
        """What can be done with it: by those who may not sign, everything but signing."""
        package, read = self.package, self.read
        if package is None or read is None:
            return
        self._ready(on=True)
        allow_signing(self.decide, self.session, package)
        self.parts.set_items(parts_of(read))
        self.earlier.set_items(self.earlier_ones.items(package, self._want))

    # Showing

    def _show_two(self) -> None:
        was = self._view.check.id if self._view is not None else ""
        self._away()
        if self.read is not None:
            self._shown.add(two_minutes(self.theme, self.read))
        self.checks.show_review(self.review)
        self.checks.go_back_to(was)
        self.scroll_to_top()

    def _show_part(self, code: str) -> None:
        if self.read is None:
            return
        if code == TWO_MINUTES:
            self._show_two()
            return
        self._away()
        if code == EVERY_ENTRY:
            entries = Entries(self.session, self.theme)
            entries.remark.connect(self._remark)
            self._shown.add(entries)
            entries.show_entries(self.read.case, self.read.case.ordered, self.review)
        else:
            title, section, rule = sections(self.read.report)[int(code)]
            self._shown.add(section_panel(self.theme, title, section, rule))
        self.begin_at_top()

    def _show_check(self, code: str) -> None:
        read = self.read
        check = next((c for c in self.session.library.checks if c.id == code), None)
        if read is None or check is None:
            return
        self._away()
        told = next(t for t in read.told if t.check == code)
        view = CheckView(self.session, self.theme, read.case, check, told, self.review)
        view.answered.connect(self._answered)
        view.remark.connect(self._remark)
        view.every.connect(self._show_two)
        view.onward.connect(self._onward)
        self._view = view
        if self.fit == "single":  # there is nothing beside: the check comes first
            self._shown.add(view)
        else:
            self._beside.add(view)
        self._shown.add(view.record)
        self.checks.hide()
        self.scroll_to_top()
        view.answer.first_focus().setFocus()
        self.begin_with(view)

    def _away(self) -> None:
        """Leave what is shown, with its answer saved."""
        if self._view is not None:
            self._view.save()
            self.checks.show_review(self.review, self._view.check.id)
        self._view = None
        self._beside.clear()
        self._shown.clear()
        self.checks.show()
        self._keep()

    def _onward(self, by: int) -> None:
        checks = self.session.library.checks
        if self._view is not None:
            at = checks.index(self._view.check) + by
            self._show_check(checks[at % len(checks)].id)

    # What somebody does

    def _answered(self, answer: Answered) -> None:
        self.review = self.review.answered(answer)

    def _remark(self, entry: Entry) -> None:
        def say(words: str) -> None:
            self.review = self.review.commented(Comment(entry.id, words))
            self._keep()
            if self._view is not None:
                self._view.show_remarks(self.review)
            elif self.read is not None:
                self._show_part(EVERY_ENTRY)

        RemarkSheet(self.theme, self.review.comment(entry.id), say).open_in(self)

    def _keep(self) -> None:
        if self.package is None or (self.read is None and not self.review.read_because):
            return
        try:
            reviewing.keep_draft(self.session.desk, self.package, self.review)
        except Refused as refusal:
            self.session.refused.emit(refusal)

    def _leave(self) -> None:
        self.flush()
        self.navigate.emit("supervision", None)

    def _decide(self) -> None:
        if self._view is not None:
            self._view.save()
        DecideSheet(self.session, self.theme, self.review, self._sign).open_in(self)

    def _sign(self, review: Review) -> None:
        self.review = review
        self._keep()
        if self.package is not None:
            self.signing.begin(self.package, review)

    def _signed(self, _kept: Kept, names: tuple[str, ...]) -> None:
        self._show_two()
        words, then = saved_words(names)
        self.told.tell(words, then=then)

    def _not_signed(self) -> None:
        words = _("Nothing was signed or saved. Say where it goes when you are asked.")
        self.told.tell(words, icon="circle-alert")

    def _refuse(self, refusal: Refused) -> None:
        self.told.refuse(refusal)

    def _compare(self, code: str) -> None:
        if self.package is not None and self.read is not None:
            self.earlier_ones.begin(code, self.package, self.read.case)

    def _show_compared(self, before: tuple[Case, str], found: tuple[Compared, ...]) -> None:
        if self.read is None or before[0].id != self.read.case.id:
            return  # another package was opened meanwhile
        self._away()
        view = CompareView(self.session, self.theme, before, self.read.case, found)
        view.back.connect(self._show_two)
        self._shown.add(view)
        self.begin_at_top()
