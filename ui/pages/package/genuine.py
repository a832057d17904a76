"""A package that is genuine: who sealed it, what to weigh, what is withheld, how old it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.entry import ErasedBody
from app.domain.handover import Decision, ReviewRole
from app.domain.report import STALE_DAYS
from app.i18n import _, ngettext
from app.services import inbox, receiving
from app.services.report_words import CLASS_TITLES, OFFICES
from app.services.reporting import Copy, build_report
from app.services.signed_off import in_part
from ui import when
from ui.controls import DetailRow, HeadRule, Line, Notice, Primary, Stack, State, TextField
from ui.errors import finding_words
from ui.errors.findings import signed_in_part
from ui.pages.areas import area_title
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.content.library import Library
    from app.domain.codes import RestrictionClass
    from app.domain.entry import Entry
    from app.domain.handover import DeliveryFacts, ReviewFacts, Verified
    from app.domain.report import Report
    from ui.session import Session
    from ui.theme import Theme


def parts_in(package: Verified) -> frozenset[RestrictionClass]:
    """Classes that are here in at least one slice."""
    return frozenset(rc for one in package.slices for rc in one.present)


def withheld(package: Verified) -> tuple[tuple[RestrictionClass, str], ...]:
    """Classes that are in no slice, with the ground the sender gave; each once."""
    here = parts_in(package)
    found = {w.rc: w.ground for one in package.slices for w in one.withheld if w.rc not in here}
    return tuple(sorted(found.items()))


def copy_of(session: Session, package: Verified) -> Copy:
    """What the pages of a package say of the delivery itself."""
    facts, words = package.delivery, session.library.sharing.words
    return Copy(
        mode=facts.mode,
        reference=facts.id[:8].upper(),
        sender=f"{area_title(session, facts.from_area)}, {facts.from_desk}, {facts.sender}",
        recipient=_addressed(session, facts),
        purpose=words(facts.purpose),
        basis=words(facts.basis),
        answer_by=facts.answer_by,
        withheld=tuple((rc, words(ground)) for rc, ground in withheld(package)),
        marking=facts.marking,
        digest=facts.digest,
    )


def _addressed(session: Session, facts: DeliveryFacts) -> str:
    """To which desk it is addressed; a coded copy names none."""
    if facts.is_coded:
        return _("No desk: a coded copy, addressed to nobody’s key")
    return f"{area_title(session, facts.to_area)}, {facts.to_desk}"


def report_of(
    package: Verified,
    library: Library,
    copy: Copy,
    now: datetime,
    known: tuple[Entry, ...] = (),
) -> Report:
    """The record of a package as pages; touches no store, so that a job may do it.

    `known` is what is here already of a case that the package adds to: by itself an addendum
    would read as a record in which everything is missing. Raises `Refused` when its parts are
    too new to read, or do not fit to what is here.
    """
    if not known:
        return build_report(receiving.preview(package), library, copy, now, parts_in(package))
    parts = parts_in(package) | {e.rc for e in known}
    out = tuple((rc, ground) for rc, ground in copy.withheld if rc not in parts)
    case = receiving.joined(package, known)
    return build_report(case, library, replace(copy, withheld=out), now, parts)


class Banner(Stack):
    """Genuine, by whom and when; then whether a supervisor signed and what stays out."""

    def __init__(self, session: Session, theme: Theme, package: Verified) -> None:
        """Say it in two lines."""
        super().__init__()
        facts = package.delivery
        words = _("Genuine. Sealed by {who}, {area}, {day}, {time}").format(
            who=f"{facts.sender} ({facts.sender_reference})",
            area=area_title(session, facts.from_area),
            day=when.day(facts.created),
            time=when.clock(facts.created),
        )
        self.state = State(theme, "badge-check", words, role="strong")
        self.add(self.state)
        told = " ".join(_second_line(session, package))
        below = Stack(margins=(theme.px(18) + theme.px(7), 0, 0, 0))  # in line with the words above
        below.add(plain(theme, told, "note", "ink2", measure=0))
        self.add(below, gap=2)
        erased = receiving.erased_here(session.desk, package)
        if erased is not None:
            self.add(_erased_notice(theme, erased), gap=10)
        self.add(Line(theme, heavy=True), gap=10)


def _erased_notice(theme: Theme, erased: Entry) -> Stack:
    """That this case was erased here, by whom and why, before anybody answers."""
    body = erased.body
    word = body.authority if isinstance(body, ErasedBody) else ""
    why = body.ground if isinstance(body, ErasedBody) else ""
    words = _("This case was erased here on {day} by {who}.").format(
        day=when.day(erased.at), who=erased.by.name
    )
    told = _(
        "On the word of {authority}: {ground} It cannot be taken in again. Read it, and ask or "
        "decline: say who holds it now. If it must come back, whoever decided has to say so."
    ).format(authority=word, ground=why.rstrip(".") + ".")
    said = Stack()
    said.add(Notice(theme, words, icon="circle-alert", ink="attn"))
    said.add(plain(theme, told, "note", measure=0), gap=6)
    return said


def _second_line(session: Session, package: Verified) -> Iterator[str]:
    yield _("Nothing has changed since.")
    if package.delivery.is_coded:
        yield _("It came as a coded copy, addressed to nobody’s key.")
    reviews = [r for one in package.slices for r in one.reviews]
    signed = {_reviewer(r) for r in reviews if r.decision is not Decision.RETURNED}
    if signed:
        yield _("Countersigned by {who}.").format(who=", ".join(sorted(signed)))
    sent_back = {_reviewer(r) for r in reviews} - signed
    if sent_back:
        yield _("Sent back by {who}.").format(who=", ".join(sorted(sent_back)))
    authors = {one.area for one in package.slices} - {package.delivery.from_area}
    for area in sorted(authors):
        yield _("Holds a record by {area}, passed on.").format(area=area_title(session, area))
    out = withheld(package)
    if out:
        words = ngettext(
            "{n} part withheld, with its reason.",
            "{n} parts withheld, each with a reason.",
            len(out),
        )
        yield sentence_case(words.format(n=when.number(len(out))))


def _reviewer(review: ReviewFacts) -> str:
    """Who reviewed it, and in what office where it is not a supervisor's."""
    if review.role is ReviewRole.SUPERVISOR:
        return review.reviewer
    return f"{review.reviewer} ({_(OFFICES[review.role])})"


class BeforeReading(Stack):
    """What was found about a genuine file, and the reason for reading on; it is kept."""

    read_on = Signal(str)

    def __init__(self, theme: Theme, package: Verified) -> None:
        """Findings that need a reason, one under another."""
        super().__init__()
        self.add(plain(theme, _("Before you read it"), "title"))
        for code in dict.fromkeys(inbox.needs_reason(package)):
            found = State(theme, "circle-alert", finding_words(code), "attn", role="strong")
            self.add(found, gap=10)
        self.reason = TextField(theme, _("Why you read on"), lines=2)
        self.reason.set_note(_("It is kept with the file, and with the case if it is accepted."))
        self.add(self.reason, gap=16)
        self.button = Primary(theme, _("Read it with this reason"), on_click=self._go)
        self.add(self.button, gap=8)
        self.stretch()

    def _go(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.read_on.emit(reason)
        else:
            self.reason.set_problem(_("Write the reason first."))


def weighed_words(code: str, package: Verified, now: datetime) -> str:
    """What a finding says of this package; of one that is signed off in part, how far."""
    part = in_part(package) if code == "slice.unreviewed" else None
    if part is None:
        return finding_words(code)
    return signed_in_part(when.at(part.until, now), part.left, when.number(part.left))


class FactsRail(Stack):
    """What to weigh, what is withheld, and how old each part is."""

    def show_package(self, session: Session, theme: Theme, package: Verified) -> None:
        """Draw it afresh."""
        self.clear()
        self.add(plain(theme, _("To be weighed"), "panel"))
        if not package.findings:
            self.add(State(theme, "check", _("Nothing was found"), role="note"), gap=8)
        for code in dict.fromkeys(f.code for f in package.findings):
            words = weighed_words(code, package, session.now())
            self.add(State(theme, "circle-alert", words, "attn", role="note"), gap=8)
        self._withheld(session, theme, package)
        self._ages(session, theme, package)

    def _withheld(self, session: Session, theme: Theme, package: Verified) -> None:
        self.add(HeadRule(theme, _("Withheld")), gap=22)
        out = withheld(package)
        for rc, ground in out:
            why = session.library.sharing.words(ground)
            self.add(DetailRow(theme, "file-minus", _(CLASS_TITLES[rc]), why), Line(theme))
        if not out:
            self.add(plain(theme, _("Nothing. All seven parts are here."), "note", "ink2"), gap=6)

    def _ages(self, session: Session, theme: Theme, package: Verified) -> None:
        self.add(HeadRule(theme, _("How old each part is")), gap=22)
        now = session.now()
        for rc in sorted(parts_in(package)):
            times = [e.at for one in package.slices for e in one.entries if e.rc is rc]
            if not times:
                note, ink, icon = _("Empty"), "ink2", "file-minus"
            else:
                newest = max(times)
                days = (now - newest).days
                stale = days > STALE_DAYS
                said = when.ago(newest, now) if newest <= now else when.day(newest)
                note = _("{age}. Stale: assess again").format(age=said) if stale else said
                icon, ink = ("clock-alert", "attn") if stale else ("file-check", "ink")
            row = DetailRow(
                theme,
                icon,
                _(CLASS_TITLES[rc]),
                sentence_case(note),
                ink="attn" if ink == "attn" else "ink",
            )
            self.add(row, Line(theme))
