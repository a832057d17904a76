"""What follows a handover: an addendum, a correction, a withdrawal, “her address is known”.

One sheet asks what is said and to whom; then each holder gets a file of its own. Nothing is
recorded as sent before somebody has said where the files go.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.case import fold
from app.domain.closing import OBJECTION, Word
from app.domain.errors import PackageRefused, Refused
from app.domain.handover import DeliveryKind, Urgency
from app.domain.legs import path
from app.i18n import N_, _
from app.services import (
    after_accepting,
    carrying,
    disclosing,
    following_up,
    handing_over,
    moving,
)
from app.services import closing as closings
from app.services.following_up import FollowUp
from app.services.recording import append
from app.services.reporting import Copy, build_pages
from ui import when
from ui.controls import AnswerGroup, Option, Primary, Quiet, Sheet, Spread, State, TextField
from ui.errors import sentence
from ui.pages.handover.having import HavingSheet
from ui.pages.handover.holding import HoldersPanel, OwedPanel, holder_name
from ui.pages.handover.panels import reader_state
from ui.pages.handover.placing import LegSheet
from ui.pages.handover.reporting_back import ReportSheet
from ui.pages.handover.way import WayPanel
from ui.pages.times import times_link
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.after_accepting import Report as ReportBack
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.report import Report
    from app.services.desk import Desk
    from app.services.following_up import Recipient
    from app.services.handing_over import Draft
    from ui.pages.handover.page import HandoverPage
    from ui.session import Session
    from ui.theme import Theme

NEW = "new"
CORRECT = "correct"
WITHDRAW = "withdraw"
ADDRESS = "address"
CLOSING = "closing"

TITLES = {
    NEW: N_("Send what is new"),
    CORRECT: N_("Put right what they hold"),
    WITHDRAW: N_("Take back what was sent"),
    ADDRESS: N_("Her address may be known: tell everybody"),
    CLOSING: N_("Ask everybody who holds it: who objects to closing?"),
}
_TOLD = {
    NEW: N_("Each gets what it does not have yet, for the parts it had before, and answers anew."),
    CORRECT: N_(
        "Each gets what was put right. Where the correction itself is held back, they are told "
        "which words not to go by, and not why."
    ),
    WITHDRAW: N_(
        "They are told not to go by it. Nothing is erased at their desk, and nothing new of hers "
        "is sent. Choose who."
    ),
    ADDRESS: N_(
        "Each desk that holds the record is told now, and asked to answer at once. A file alone is "
        "too slow: ring each of them too. Tell nobody in the family, and no interpreter."
    ),
    CLOSING: N_(
        "Each is told that you mean to close it, and until when they may object. Until then it "
        "is not closed. Silence is written down as silence, and never as agreement."
    ),
}
_WORDS = {
    NEW: N_("Anything they should read first"),
    CORRECT: N_("What was wrong, in words that each of them may read"),
    WITHDRAW: N_("Why it is taken back"),
    ADDRESS: N_("What happened, and who may know. Do not write the address"),
    CLOSING: N_("Why it is to be closed: what has changed about each of them"),
}
_DO = {
    NEW: N_("Seal it and save the files"),
    CORRECT: N_("Seal the correction and save the files"),
    WITHDRAW: N_("Take it back and save the files"),
    ADDRESS: N_("Tell them all now"),
    CLOSING: N_("Seal the notice and save the files"),
}


class FollowSheet(Sheet):
    """What is said, to whom, and how soon they must look."""

    def __init__(
        self,
        page: HandoverPage,
        what: str,
        act: Callable[[FollowUp, tuple[Recipient, ...], str], Refused | None],
    ) -> None:
        super().__init__(page.theme, _(TITLES[what]), _(_TOLD[what]))
        self._what, self._act = what, act
        session, theme = page.session, page.theme
        case = session.case
        desk = session.desk
        self._found = following_up.recipients(desk, case, session.post) if case else ()
        hop = moving.next_hop(desk, case) if case else None
        shown = [
            Option(f"to-{n}", holder_name(session, r.holder), reader_state(r.to)[1])
            for n, r in enumerate(self._found)
        ]
        self.to = AnswerGroup(theme, shown, name=_("To whom"), shape="lines", multiple=True)
        wanted = following_up.suggested(
            self._follow_up(""), [r.holder for r in self._found], hop.tell if hop else ()
        )
        desks = {holder.desk for holder in wanted}
        if what == CLOSING and case is not None:
            untold = (h for h in closings.heard(desk, case) if h.word is Word.NOT_TOLD)
            desks = {one.desk for one in untold}
        if self._found:
            chosen = (n for n, r in enumerate(self._found) if r.holder.desk in desks)
            self.to.choose(*(f"to-{n}" for n in chosen))
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        self.words = TextField(theme, _(_WORDS[what]), lines=3)
        self.body.add(self.to, self.problem)
        if not self._found:
            words = _("No desk that holds it is in Contacts. Import their card, or ring them.")
            self.body.add(plain(theme, words, "strong", "attn"))
        self.body.add(self.words, gap=12)
        self._add_urgency(session, theme)
        self._add_unchecked(theme)
        self.foot.add(
            Primary(theme, _(_DO[what]), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _add_urgency(self, session: Session, theme: Theme) -> None:
        """How soon; when her address is known nobody is asked."""
        now, clocks = session.now(), session.desk.clocks
        shown = [
            Option(
                code.value,
                words,
                _("Answer by {when}").format(when=when.at(clocks.answer_due(now, code), now)),
            )
            for code, words in (
                (Urgency.IMMEDIATE, _("Now")),
                (Urgency.TODAY, _("Today")),
                (Urgency.ROUTINE, _("By tomorrow")),
            )
        ]
        self.urgency = AnswerGroup(theme, shown, name=_("How soon"), shape="lines")
        self.urgency.choose(
            Urgency.IMMEDIATE.value if self._what == ADDRESS else Urgency.TODAY.value
        )
        if self._what == CLOSING:
            until = clocks.ends(OBJECTION, now) or clocks.answer_due(now, Urgency.ROUTINE)
            told = _("They may object until {when}.").format(when=when.at(until, now))
            self.body.add(State(theme, "calendar-clock", told), gap=12)
            line = Spread()
            line.add(times_link(session, theme, self.body))
            self.body.add(line)
        elif self._what != ADDRESS:
            self.body.add(plain(theme, _("How soon must they look?"), "note_strong"), gap=14)
            self.body.add(self.urgency)

    def _add_unchecked(self, theme: Theme) -> None:
        """Why it cannot wait until somebody has rung, where a key is not checked."""
        self.reason = TextField(theme, _("Why it cannot wait until their key is checked"), lines=2)
        if any(r.to.is_unchecked for r in self._found):
            self.body.add(self.reason, gap=12)
        words = _("On the same legal ground as before. Each file has its own answer to wait for.")
        self.body.add(plain(theme, words, "note", "ink2"), gap=10)

    def _follow_up(self, words: str) -> FollowUp:
        if self._what == ADDRESS:
            return following_up.address_known(words)
        if self._what == CLOSING:
            return following_up.closure_notice(words)
        kind = {
            NEW: DeliveryKind.ADDENDUM,
            CORRECT: DeliveryKind.CORRECTION,
            WITHDRAW: DeliveryKind.WITHDRAWAL,
        }[self._what]
        urgency = getattr(self, "urgency", None)
        return FollowUp(kind, Urgency(urgency.value()) if urgency else Urgency.TODAY, words)

    def _do(self) -> None:
        picked = {int(code.removeprefix("to-")) for code in self.to.values()}
        to = tuple(r for n, r in enumerate(self._found) if n in picked)
        reason = self.reason.text().strip()
        unchecked = any(r.to.is_unchecked for r in to)
        if unchecked and not reason:
            self.reason.set_problem(_("Write it first. It stays in the record."))
            return
        refusal = self._act(self._follow_up(self.words.text().strip()), to, reason)
        if refusal is None:
            self.close_sheet()
        elif refusal.code == "follow-up.no-words":
            self.words.set_problem(sentence(refusal))
        else:
            self.problem.setText(sentence(refusal))
            self.problem.show()


class FollowingUp:
    """What follows a handover, on its page: who holds it, the way it went, and the acts."""

    def __init__(self, page: HandoverPage) -> None:
        """Stand on the page; its panels are put in by `add_to`."""
        self._page = page
        self.holders = HoldersPanel(page.session, page.theme)
        self.owed = OwedPanel(page.session, page.theme)
        self.way = WayPanel(page.session, page.theme)
        self.owed.correct.connect(lambda: self.ask(CORRECT))
        self.owed.send_new.connect(lambda: self.ask(NEW))
        self.owed.tell_closing.connect(lambda: self.ask(CLOSING))
        self.holders.send_new.connect(lambda: self.ask(NEW))
        self.holders.correct.connect(lambda: self.ask(CORRECT))
        self.holders.withdraw.connect(lambda: self.ask(WITHDRAW))
        self.holders.address_known.connect(lambda: self.ask(ADDRESS))
        self.holders.look_at.connect(self._look_at)
        self.way.place.connect(self._place)

    def show_case(self, case: Case) -> None:
        """The holders and the way as they stand."""
        session = self._page.session
        found = following_up.holders(session.desk, case)
        untold = [h for h in closings.heard(session.desk, case) if h.word is Word.NOT_TOLD]
        self.owed.show_holders(found, moving.next_hop(session.desk, case), len(untold))
        self.holders.show_holders(found)
        came = carrying.brought(session.desk, case.id)
        slices = carrying.slices(session.desk, case.id)
        self.way.show_case(case, path(case, self._here(), slices, came), slices)

    def _here(self) -> str:
        """Our own desk, as deliveries name it."""
        session = self._page.session
        area = session.desk.area
        names = (a.desk.name for a in session.post.addressees() if a.desk.area == area)
        return f"{next(names, '')}@{area}"

    def ask(self, what: str) -> None:
        """Ask what is said and to whom."""
        FollowSheet(self._page, what, self._begin).open_in(self._page)

    def report(self, report: ReportBack) -> None:
        """Ask how she is, for the desk that the case came here from."""
        page = self._page
        session, case = page.session, page.session.case
        loop = after_accepting.holding(session.desk, case) if case else None
        if case is None or loop is None:
            return
        came = carrying.brought(session.desk, case.id)
        desks = {f"{one.desk}@{one.area}" for one in came if one.digest == loop.digest}
        found = following_up.recipients(session.desk, case, session.post)
        to = next((r for r in found if r.holder.desk in desks), None)
        if to is None:
            page.sealing.refused.emit(PackageRefused("follow-up.no-card"))
        else:
            ReportSheet(session, page.theme, report, to, self._begin).open_in(page)

    def _look_at(self, desk: str) -> None:
        page = self._page
        case = page.session.case
        found = following_up.holders(page.session.desk, case) if case else ()
        holder = next((h for h in found if h.desk == desk), None)
        if case is not None and holder is not None:
            HavingSheet(page.session, page.theme, case, holder).open_in(page)

    def _place(self) -> None:
        LegSheet(self._page.session, self._page.theme).open_in(self._page)

    def _begin(self, follow: FollowUp, to: tuple[Recipient, ...], reason: str) -> Refused | None:
        """Seal to each, once its note may go; what is refused is said on the sheet."""
        page = self._page
        session = page.session
        desk, case = session.desk, session.case
        if case is None:
            return None
        try:
            notes = (
                *following_up.covering(desk, case, follow, [r.holder for r in to]),
                *_reasons(desk, case, to, reason),
            )
            noted = fold(case.id, (*case.ordered, *notes))
            prepared = following_up.prepare(desk, noted, session.post, follow, to)
        except Refused as refusal:
            return refusal
        if notes and not session.record(lambda d, c: append(d, c, notes)):
            return None
        pages = [self._pages(session, noted, one.draft, follow) for one in prepared]
        page.sealing.begin_each(prepared, pages)
        return None

    @staticmethod
    def _pages(
        session: Session, case: Case, draft: Draft, follow: FollowUp
    ) -> Callable[[], Report]:
        """What puts one holder's pages together; a job may do it."""
        reader = session.library.recipients.of(draft.preset)
        return partial(
            build_pages, case, session.library, copy_for(session, case, draft, follow),
            session.now(), draft.parts_in, reader,
        )  # fmt: skip


def _reasons(desk: Desk, case: Case, to: tuple[Recipient, ...], reason: str) -> tuple[Entry, ...]:
    """Why it goes to keys that nobody has checked; not yet written, and needed to seal to them."""
    unchecked = (one.to for one in to if one.to.is_unchecked)
    return tuple(
        disclosing.why_unchecked(desk, case, f"{one.title}, {one.desk.name}", reason)
        for one in unchecked
        if reason
    )


def copy_for(session: Session, case: Case, draft: Draft, follow: FollowUp) -> Copy:
    """What the pages of one holder's copy say of the delivery."""
    desk, words = session.desk, session.library.sharing.words
    reader = session.library.recipients.of(draft.preset)
    by = ", ".join(w for w in (desk.area_title, desk.author.name, desk.author.role) if w)
    return Copy(
        mode=session.post.mode,
        reference=f"HO-{case.id[:4].upper()}-{case.id[-2:].upper()}",
        sender=by,
        recipient=handing_over.said_to(draft),
        purpose=f"{follow.heading}. {words(draft.purpose)}",
        basis=words(draft.basis) or "–",
        answer_by=draft.answer_by,
        withheld=tuple((rc, words(ground)) for rc, ground in sorted(draft.grounds.items())),
        handling=reader.header if reader else "",
        header=reader.header if reader else "",
    )


def told_words(files: Sequence[tuple[str, str]]) -> str:
    """That so many files were sealed and saved; a single one by its name."""
    if len(files) == 1:
        name = files[0][0]
        return _("Sealed and saved as {name}, and read back from the disk.").format(name=name)
    words = _("{n} files are sealed, saved beside each other and read back from the disk.")
    said = words.format(n=when.number(len(files)))
    return said[:1].upper() + said[1:]


def told_whom(files: Sequence[tuple[str, str]]) -> str:
    """Which file is for which desk, since no name of a file tells, and what to do with them."""
    words = _("Send each to its own desk, and ring. Each has an answer of its own to wait for.")
    line = _("{file} is for {to}.")
    return "\n".join((*(line.format(file=name, to=to) for name, to in files), words))
