"""The Handover page: what is missing first, then to whom, which parts, the seal, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.codes import RestrictionClass
from app.domain.completeness import reasons
from app.domain.consent import gaps
from app.domain.deliveries import deliveries
from app.domain.errors import Refused
from app.i18n import _
from app.services import disclosing, handing_over, inbox
from ui.controls import Link, Page, Primary, Secondary
from ui.errors import finding_words
from ui.pages.exchange import (
    FileDrop,
    ReasonSheet,
    find_dialog,
    given_file,
    place_dialog,
    read_in,
)
from ui.pages.handover import drafting, loop, sheets
from ui.pages.handover.calling import CallSheet
from ui.pages.handover.coded import CodedCopies
from ui.pages.handover.coming_back import ReviewsBack
from ui.pages.handover.copies import Copies
from ui.pages.handover.following import FollowingUp, told_whom, told_words
from ui.pages.handover.leaking import LeakPanel
from ui.pages.handover.panels import MissingPanel, PartsPanel, SharedPanel, ToPanel
from ui.pages.handover.rail import LoopButtons, LoopRail
from ui.pages.handover.sealing import Sealing
from ui.pages.package.refusal import is_other
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.completeness import Missing
    from app.domain.handover import Receipt
    from app.services.desk import Desk
    from app.services.handing_over import Draft
    from app.services.inbox import Arrived
    from ui.pages.exchange import Find, Place
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Theme

MINUTE = 60_000
"""Milliseconds between looks at the clocks of the rail."""


class HandoverPage(Page):
    """How the open case leaves, and what came back. `arrive((bytes, name))` opens a receipt."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Draw nothing of a case until it is arrived at."""
        super().__init__(theme, name=_("Handover"), rail_width=400)
        self.setObjectName("page.handover")
        self.session = session
        self.chosen = drafting.Chosen()
        self._of = ""  # the case that `chosen` belongs to
        self.find_file: Find = find_dialog(self, _("Open a receipt file"))
        self.sealing = Sealing(
            session, place_dialog(self, _("Save the sealed file"), session.desk.store), self
        )
        self.copies = Copies(self)
        self.following = FollowingUp(self)
        self.reviews = ReviewsBack(session, self)
        self._review_file: tuple[bytes, str] = (b"", "")
        self._make()
        self._listen()

    @property
    def choose_file(self) -> Place:
        """Asked where each file goes; the desktop's dialog unless somebody puts another here."""
        return self.sealing.choose_file

    @choose_file.setter
    def choose_file(self, place: Place) -> None:
        self.sealing.choose_file = place

    def _make(self) -> None:
        theme, session = self.theme, self.session
        self._told = Told(self, over_headline=True)
        self.top.add(self._told, self.following.owed)
        self.gaps = MissingPanel(session, theme)
        self.to = ToPanel(session, theme)
        self.parts = PartsPanel(session, theme)
        self.leaks = LeakPanel(session, theme)
        self.shared = SharedPanel(session, theme)
        self.body.add(self.gaps)
        self.body.add(self.to, gap=14)
        self.body.add(self.parts, gap=12)
        self.copy = Link(
            theme,
            _("Save a reading copy for the record system"),
            icon="save",
            on_click=self.copies.copy,
        )
        self.copy.setObjectName("page.handover.copy")
        self.body.add(self.leaks, self.following.holders, self.following.way, self.shared)
        self.body.add(self.copy, gap=8)
        self.loop = LoopRail(session, theme)
        self.rail.add(self.loop)
        self.coded = CodedCopies(self)
        self.buttons = LoopButtons(theme)
        self.rail_foot.add(self.buttons)
        self.preview = Secondary(
            theme, _("Read it as they will"), icon="book-open", on_click=self.copies.preview
        )
        self.once = plain(theme, _("Cannot be changed afterwards"), "note", "ink2", wrap=False)
        self.seal = Primary(theme, _("Seal and save the file"), icon="stamp", on_click=self._seal)
        self.seal.setObjectName("page.handover.seal")
        self.foot.add(self.preview)
        self.foot.add_end(self.once, self.seal)

    def _listen(self) -> None:
        self.gaps.say_why.connect(self._say_why)
        self.to.change.connect(self._change_to)
        self.to.ask_her.connect(lambda: self.navigate.emit("conversation", "Z5"))
        self.to.consent.connect(self.copies.ask_consent)
        self.parts.decide.connect(self._decide_part)
        self.parts.presets.connect(self.copies.choose_preset)
        self.shared.register.connect(self.copies.register)
        self.shared.spoken.connect(self.copies.spoken)
        self.leaks.look_at.connect(self._look_at)
        self.buttons.release.clicked.connect(lambda _on=False: self._release())
        self.loop.save_again.connect(self._save_again)
        self.loop.answer.connect(self._answer_theirs)
        self.loop.picked.connect(lambda: self.buttons.show_for(self.loop.delivery))
        self.loop.report.connect(self.following.report)
        self.buttons.call.clicked.connect(lambda _on=False: self._log_call())
        self.buttons.receipt.clicked.connect(lambda _on=False: self._find_receipt())
        self.sealing.sealed.connect(self._sealed)
        self.sealing.followed.connect(self._followed)
        self.sealing.copied.connect(self._copied)
        self.sealing.left.connect(self._left_it)
        self.sealing.refused.connect(self._refuse)
        self.sealing.busy.connect(self._busy)
        FileDrop(self, self.open_receipt, self._refuse)
        self.reviews.taken.connect(self._reviewed)
        self.reviews.refused.connect(self._refuse)
        self.reviews.elsewhere.connect(self._review_of)
        self.session.changed.connect(self._changed)
        self.session.closed.connect(self._told.clear)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Show the open case; with (bytes, name), open that receipt as well."""
        case = self.session.case
        if case is None:
            return
        if self._of != case.id:
            self._of = case.id
            self._told.clear()
            self.chosen = drafting.kept(self.session, case)
        self._draw(case)
        file = given_file(argument)
        if file is not None:
            self.open_receipt(*file)

    def flush(self) -> None:
        """What was chosen is kept as it is chosen; nothing is typed on the page itself."""

    # Drawing

    def _changed(self, case: Case) -> None:
        if self.isVisible() and case.id == self._of:
            self._draw(case)

    def _tick(self) -> None:
        if self.isVisible() and self.session.case is not None:
            self.loop.show_case(self.session.case)
            self.buttons.show_for(self.loop.delivery)

    def _draw(self, case: Case) -> None:
        to = drafting.addressee(self.session, self.chosen)
        self.gaps.show_case(case, to.title if to else "")
        self.to.show_case(case, self.chosen)
        self.parts.show_case(case, self.chosen)
        self.leaks.show_case(case, self.chosen)
        self.following.show_case(case)
        self.shared.show_case(case)
        self.loop.show_case(case)
        self.buttons.show_for(self.loop.delivery)

    def choose(self, chosen: Chosen) -> None:
        """Keep what was chosen, and show it."""
        case = self.session.case
        if case is None:
            return
        self.chosen = chosen
        drafting.keep(self.session, case, chosen)
        self._draw(case)

    # What is said

    def _refuse(self, refusal: Refused) -> None:
        notice = self._told.refuse(refusal)
        if refusal.code == "handover.not-enrolled":
            go = Link(self.theme, _("Open Settings"))
            go.clicked.connect(lambda _on=False: self.navigate.emit("settings", None))
            notice.acts.add(go)

    def _busy(self, on: bool) -> None:
        self.seal.setEnabled(not on)
        self.seal.set_reason(_("The pages are being drawn.") if on else "")
        say = getattr(self.window(), "busy_with", None)
        if callable(say):
            say(_("Drawing the pages.") if on else "")

    # What somebody does

    def _say_why(self, gap: Missing) -> None:
        case = self.session.case
        given = reasons(case).get(gap.key, "") if case else ""
        sheets.WhySheet(self.session, self.theme, gap, given, self.navigate.emit).open_in(self)

    def _change_to(self) -> None:
        sheets.ToSheet(self.session, self.theme, self.chosen, self.choose).open_in(self)

    def _decide_part(self, code: str) -> None:
        rc = RestrictionClass(code)
        sheets.PartSheet(self.session, self.theme, self.chosen, rc, self.choose).open_in(self)

    def _look_at(self, entry: str) -> None:
        self.navigate.emit("record", entry)

    def _log_call(self) -> None:
        if self.loop.delivery is not None:
            CallSheet(self.session, self.theme, self.loop.delivery).open_in(self)

    def _release(self) -> None:
        if self.loop.delivery is not None:
            sheets.ReleaseSheet(self.session, self.theme, self.loop.delivery).open_in(self)

    def _answer_theirs(self, line: Arrived) -> None:
        """The package that this case came from, opened again to answer it."""
        try:
            content = inbox.content_of(self.session.desk, line)
        except KeyError:
            self._refuse(Refused("file.unreadable"))
            return
        self.navigate.emit("package", (content, line.name))

    def _save_again(self) -> None:
        if self.loop.delivery is not None:
            self.sealing.save_again(self.loop.delivery)

    # Sealing

    def _seal(self) -> None:
        case = self.session.case
        if case is None:
            return
        if not self.session.post.is_enrolled():
            self._refuse(Refused("handover.not-enrolled"))
            return
        draft = drafting.draft(self.session, self.chosen)
        if self.coded.is_for(self.chosen):
            self.coded.make()
        elif draft is None:
            sheet = sheets.ToSheet(self.session, self.theme, self.chosen, self.choose)
            sheet.show_gaps()
            sheet.open_in(self)
        elif gaps(draft.consent):
            self.copies.with_consent(self._seal)
        elif draft.to.is_unchecked:
            self._ask_unchecked(draft)
        else:
            self._begin(draft)

    def _ask_unchecked(self, draft: Draft) -> None:
        told = _(
            "Nobody has rung {area} to compare their number. If the card is false, whoever made it "
            "can read this. Ring first. If it cannot wait, write why."
        ).format(area=draft.to.title)

        def act(reason: str) -> bool:
            to = handing_over.said_to(draft)
            done = self.session.record(
                lambda desk, case: disclosing.say_why_unchecked(desk, case, to, reason)
            )
            if done:
                self._begin(draft)
            return done

        title = _("This key is not checked")
        sheet = ReasonSheet(
            self.theme, title, told, _("Seal all the same"), act, label=_("Why it cannot wait")
        )
        sheet.open_in(self)

    def _begin(self, draft: Draft) -> None:
        case = self.session.case
        if case is not None:
            self._told.clear()
            self.sealing.begin(case, self.chosen, draft)

    def tell(self, words: str, because: str) -> None:
        """Say at the top what was done, and what is to be done about it."""
        self._told.tell(words, because=because)

    def _sealed(self, name: str) -> None:
        words = _("Sealed and saved as {name}, and read back from the disk.").format(name=name)
        self.tell(words, _("Send it, ring the desk, and wait for a name. Sent is not accepted."))

    def _followed(self, files: tuple[tuple[str, str], ...]) -> None:
        self._told.tell(told_words(files), because=told_whom(files))

    def _copied(self, name: str) -> None:
        self._told.tell(_("Saved as {name}, and logged.").format(name=name))

    def _left_it(self) -> None:
        self._told.tell(
            _("Nothing was sealed or saved. Say where it goes when you are asked."),
            icon="circle-alert",
        )

    # What comes back

    def _find_receipt(self) -> None:
        read_in(self.find_file(), self.open_receipt, self._refuse)

    def open_receipt(self, content: bytes, name: str) -> None:
        """Prove a receipt in a job, then take it into the case it answers."""
        case = self.session.case
        if case is None:
            return
        digests = [d.digest for d in deliveries(case, self.session.desk.area)]
        now = self.session.now()
        try:
            papers = self.session.post.papers()
        except Refused as refusal:
            self._refuse(refusal)
            return

        def refused(refusal: Refused) -> None:
            if is_other(refusal):
                self._review_file = (content, name)
                self.reviews.open(content)
            elif not self._of_another_case(refusal, content, name):
                self._refuse(refusal)

        self.session.jobs.run(
            lambda: papers.open_receipt(content, now, digests),
            lambda receipt: self._take(receipt, content),
            refused,
        )

    def _of_another_case(self, refusal: Refused, content: bytes, name: str) -> bool:
        digest = str(refusal.facts.get("delivery", ""))
        if refusal.code != "package.receipt-for-nothing-sent" or not digest:
            return False
        other = handing_over.case_of_delivery(self.session.desk, digest)
        if not other:
            return False
        self.navigate.emit("case", (other, "handover", (content, name)))
        return True

    def _reviewed(self, words: str, because: str) -> None:
        self._told.tell(words, icon="badge-check", because=because)

    def _review_of(self, case: str) -> None:
        """The review that is being opened is of another case of ours."""
        self.navigate.emit("case", (case, "handover", self._review_file))

    def _take(self, receipt: Receipt, content: bytes) -> None:
        def change(desk: Desk, case: Case) -> Case:
            case = handing_over.import_receipt(desk, case, receipt)
            desk.store.keep(content, case.id)
            return case

        if self.session.record(change):
            self.session.vault.anchor()
            words = loop.came_back(receipt, self.session.now())
            found = " ".join(finding_words(f.code) for f in receipt.findings)
            self._told.tell(words, icon="badge-check", because=found)
