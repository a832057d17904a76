"""One holder at a glance: what it was sent, what it lacks, and what was put right since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui import when
from ui.controls import HeadRule, Primary, Sheet, State
from ui.pages.handover.holding import answered, holder_name
from ui.pages.handover.leaking import place_of
from ui.pages.handover.words import part_title
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.holders import Holder
    from ui.session import Session
    from ui.theme import Theme

MOST = 12
"""Entries shown one by one; the number of the others is said."""


class HavingSheet(Sheet):
    """What a desk has of this case, as far as is known here."""

    def __init__(self, session: Session, theme: Theme, case: Case, holder: Holder) -> None:
        told = _("What they have of this case, and what not, as far as is known here.")
        super().__init__(theme, holder_name(session, holder), told)
        self._session, self._case = session, case
        self._sent(holder)
        self._list(_("Put right since, and they were not told"), holder.wrong, attn=True)
        self._list(_("Written since, and not with them"), holder.news)
        self.body.add(HeadRule(theme, _("Held back from them")), gap=16)
        for rc, ground in sorted(holder.grounds.items()):
            words = f"{part_title(rc)}. {session.library.sharing.words(ground)}"
            self.body.add(State(theme, "file-minus", words, role="note"), gap=4)
        if not holder.grounds:
            self.body.add(plain(theme, _("Nothing. All seven parts go to them."), "note"), gap=4)
        self.foot.add(Primary(theme, _("Go back"), on_click=self.dismiss))

    def _sent(self, holder: Holder) -> None:
        now = self._session.now()
        words = self._session.library.sharing.words
        for delivery in holder.deliveries:
            at = when.at(delivery.entry.at, now)
            said = _("Sent {when}. {purpose}. {answered}").format(
                when=at, purpose=words(delivery.body.purpose), answered=answered(delivery)
            )
            self.body.add(State(self.theme, "upload", said, role="note"), gap=4)
        for one in holder.brought:
            said = _("Came from them, made {made}, taken in {taken}").format(
                made=when.at(one.created, now), taken=when.at(one.taken, now)
            )
            self.body.add(State(self.theme, "download", said, role="note"), gap=4)

    def _list(self, title: str, entries: Iterable[Entry], *, attn: bool = False) -> None:
        found = tuple(entries)
        if not found:
            return
        self.body.add(HeadRule(self.theme, title), gap=16)
        for entry in found[:MOST]:
            where = sentence_case(place_of(self._session, self._case, entry))
            icon, ink = ("triangle-alert", "attn") if attn else ("plus", "ink")
            self.body.add(
                State(self.theme, icon, where, "attn" if ink == "attn" else "ink", role="note"),
                gap=4,
            )
        if len(found) > MOST:
            more = _("And {n} more.").format(n=when.number(len(found) - MOST))
            self.body.add(plain(self.theme, more, "note", "ink2"), gap=4)
