"""What a package changes in a case that is here already, said before it is taken in.

A case that is not here, and a handover that follows nothing, change nothing: then this is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.case import fold
from app.domain.codes import CaseEvent
from app.domain.deliveries import CLOSURE_NOTICE, REPORT_BACK
from app.domain.entry import CaseBody
from app.domain.errors import Refused
from app.domain.handover import DeliveryKind
from app.domain.side_by_side import changes
from app.i18n import N_, _, ngettext
from app.services import carrying, following_up, inbox, receiving, superseding
from ui import when
from ui.controls import HeadRule, Link, Notice, Stack, State
from ui.errors import sentence
from ui.pages.areas import area_title
from ui.pages.package.later import later_state
from ui.pages.record.words import told as entry_words
from ui.pages.side_by_side import accounts_of
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.handover import Verified
    from app.domain.side_by_side import Changes
    from ui.session import Session
    from ui.theme import Theme

MOST = 12
"""Entries shown one by one under each heading; the number of the others is said."""

_KINDS = {
    DeliveryKind.ADDENDUM: N_("It adds to a handover that came before"),
    DeliveryKind.CORRECTION: N_("It puts right what was sent before"),
    DeliveryKind.WITHDRAWAL: N_("It takes back what was sent before: do not go by that any more"),
}


def adds_to(package: Verified, known: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What is read together with a package: nothing with a handover, which says it all."""
    return () if package.delivery.kind is DeliveryKind.HANDOVER else known


class JoiningPanel(Stack):
    """What comes before, what it changes here, and accounts that then stand side by side."""

    ask_for = Signal(str)  # the words of a question to its sender

    def __init__(
        self, session: Session, theme: Theme, package: Verified, known: tuple[Entry, ...]
    ) -> None:
        """`known` is what is here of the case, as `receiving.look_at` gave it."""
        super().__init__()
        self._session, self._theme = session, theme
        facts = package.delivery
        if facts.purpose == following_up.ADDRESS_KNOWN:
            self._notice(
                _("Somebody may know where she is"),
                _("Act on this first. Ring her by the safe way, then whoever placed her."),
            )
        elif facts.purpose == CLOSURE_NOTICE:
            self._closing(package)
        elif facts.purpose == REPORT_BACK:
            self._notice(_("They report back how she is"), self._from(package), attn=False)
        elif facts.kind in _KINDS:
            self._notice(_(_KINDS[facts.kind]), self._from(package), attn=_is_withdrawal(package))
        self._later(package)
        self._earlier(package)
        if not known:
            return
        try:
            before = fold(package.slices[0].case, known)
            after = receiving.joined(package, known)
        except Refused as refusal:
            self.add(State(theme, "circle-x", sentence(refusal), "attn"), gap=10)
            return
        self._changes(before, after)

    def _notice(self, words: str, because: str, *, attn: bool = True) -> None:
        icon = "triangle-alert" if attn else "info"
        ink = "attn" if attn else "ink"
        notice = Notice(self._theme, words, icon=icon, ink="attn" if ink == "attn" else "ink",
                        because=because)  # fmt: skip
        self.add(notice, gap=8)

    def _closing(self, package: Verified) -> None:
        """They intend to close: until when somebody may object, and why they mean to."""
        facts, now = package.delivery, self._session.now()
        by = facts.answer_by
        words = _("They intend to close this case. You hold it too.")
        if by is not None:
            late = now >= by
            said = _("They intend to close this case. You could object until {when}")
            if not late:
                said = _("They intend to close this case. Object until {when}")
            words = said.format(when=when.at(by, now))
        self._notice(words, self._from(package))
        told = _(
            "Quiet is not safe. If you say nothing, they write down that you were silent. Say "
            "“No objection” only if somebody who knows her has decided it."
        )
        self.add(plain(self._theme, told, "body"), gap=8)
        for entry in (e for one in package.slices for e in one.entries):
            if isinstance(entry.body, CaseBody) and entry.body.event is CaseEvent.CLOSURE_PROPOSED:
                self.add(plain(self._theme, _("Why they mean to"), "note_strong"), gap=10)
                self.add(plain(self._theme, entry.body.reason, "body"))

    def _from(self, package: Verified) -> str:
        facts = package.delivery
        return _("From {area}, {when}").format(
            area=area_title(self._session, facts.from_area),
            when=when.at(facts.created, self._session.now()),
        )

    def _later(self, package: Verified) -> None:
        """What came since about this very package."""
        found = superseding.later(inbox.arrived(self._session.desk))
        since = found.get(package.delivery.digest)
        if since is not None:
            icon, words, ink = later_state(since, self._session.now())
            self.add(Notice(self._theme, words, icon=icon, ink=ink), gap=8)

    def _earlier(self, package: Verified) -> None:
        """Whether what it follows is here; if not, a way to ask for it."""
        missing = carrying.missing_before(self._session.desk, package)
        if not missing:
            return
        waits = inbox.find(self._session.desk, package.delivery.previous)
        if waits is not None:
            words = _("The earlier part came here, and nobody has taken it in yet.")
            told = _("It lies in Supervision. Take that in too, or this will stand alone.")
            self.add(Notice(self._theme, words, icon="circle-alert", ink="attn", because=told))
            return
        words = _("The earlier part is not here. Ask for it.")
        told = _(
            "This can be taken in all the same. What it follows is missing, and so is its sense."
        )
        notice = Notice(self._theme, words, icon="circle-alert", ink="attn", because=told)
        ask = Link(
            self._theme, _("Ask for the earlier part"), on_click=lambda: self.ask_for.emit(
                _("What you sent follows an earlier part that never came here. Send it again.")
            ),
        )  # fmt: skip
        ask.setObjectName("page.package.earlier")
        notice.acts.add(ask)
        self.add(notice, gap=8)

    def _changes(self, before: Case, after: Case) -> None:
        theme = self._theme
        found = changes(before, after)
        self.add(HeadRule(theme, _("What it changes in the case that is here")), gap=16)
        if found.are_none:
            self.add(State(theme, "check", _("Nothing that you do not have already."), role="note"))
            return
        self._entries(_said_new(found), found.fresh, after, "plus")
        self._entries(_said_wrong(found), found.put_right, before, "triangle-alert")
        self._entries(_said_replaced(found), found.replaced, before, "clock")
        if found.conflicts:
            words = ngettext(
                "{n} thing is told in two ways. Both are kept, side by side",
                "{n} things are told in two ways. Both are kept, side by side",
                len(found.conflicts),
            )
            self._head(words.format(n=when.number(len(found.conflicts))))
            for conflict in found.conflicts[:MOST]:
                self.add(*accounts_of(self._session, theme, after, conflict))
            self._more(len(found.conflicts))

    def _head(self, words: str) -> None:
        self.add(plain(self._theme, words[:1].upper() + words[1:] + ".", "note_strong"), gap=10)

    def _entries(self, head: str, entries: tuple[Entry, ...], case: Case, icon: str) -> None:
        if not entries:
            return
        self._head(head)
        ink = "attn" if icon == "triangle-alert" else "ink"
        for entry in entries[:MOST]:
            title, text = entry_words(entry, case, self._session.library)
            words = ". ".join(w.rstrip(".") for w in (title, text) if w)
            self.add(
                State(self._theme, icon, words, "attn" if ink == "attn" else "ink", role="note"),
                gap=2,
            )
        self._more(len(entries))

    def _more(self, count: int) -> None:
        if count > MOST:
            more = _("And {n} more.").format(n=when.number(count - MOST))
            self.add(plain(self._theme, more, "note", "ink2"), gap=2)


def _is_withdrawal(package: Verified) -> bool:
    return package.delivery.kind is DeliveryKind.WITHDRAWAL


def _said_new(found: Changes) -> str:
    return ngettext("{n} thing is new here", "{n} things are new here", len(found.fresh)).format(
        n=when.number(len(found.fresh))
    )


def _said_wrong(found: Changes) -> str:
    words = ngettext(
        "{n} thing you go by was recorded wrongly. It stays in the history",
        "{n} things you go by were recorded wrongly. They stay in the history",
        len(found.put_right),
    )
    return words.format(n=when.number(len(found.put_right)))


def _said_replaced(found: Changes) -> str:
    words = ngettext(
        "{n} thing has been asked again or has changed",
        "{n} things have been asked again or have changed",
        len(found.replaced),
    )
    return words.format(n=when.number(len(found.replaced)))
