"""Words that may not stand where they stand, and where that is: the leak check, on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import Kind, RestrictionClass
from app.domain.completeness import leaks, on_one_sheet
from app.domain.entry import AnswerBody, NoteBody
from app.i18n import _, ngettext
from ui import when
from ui.controls import DetailRow, Link, Notice, State
from ui.pages.handover.panels import Panel
from ui.pages.handover.words import part_title
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.completeness import Leak
    from app.domain.entry import Entry
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session

MOST = 12
"""Leaks shown one by one; the number of the others is said."""


class LeakPanel(Panel):
    """Words that are held back and stand in text that goes. Nothing is sealed while there are."""

    look_at = Signal(str)  # entry id
    decide = Signal(str)  # the class that is held back
    _looked: tuple[Case, frozenset[RestrictionClass], tuple[Leak, ...]] | None = None
    _parts_in: frozenset[RestrictionClass] = frozenset()

    def show_case(self, case: Case, chosen: Chosen) -> None:
        """Look for them; some milliseconds for a long record, so not twice in the same one."""
        known = self._looked
        if known is not None and known[0] is case and known[1] == chosen.parts_in:
            found = known[2]
        else:
            found = (*leaks(case, chosen.parts_in), *on_one_sheet(case, chosen.parts_in))
            self._looked = (case, chosen.parts_in, found)
        self._parts_in = chosen.parts_in
        self.redraw((found, chosen.parts_in), lambda: self._draw(case, found))

    def _draw(self, case: Case, found: tuple[Leak, ...]) -> None:
        if not found:
            words = _("No word that is held back stands in the parts that go.")
            self.add(State(self.theme, "check", words, role="note"), gap=8)
            return
        count = ngettext(
            "{n} held-back word stands in text that would go",
            "{n} held-back words stand in text that would go",
            len(found),
        )
        words = sentence_case(count.format(n=when.number(len(found))))
        notice = Notice(self.theme, words, icon="circle-alert", ink="attn")
        self.add(notice, gap=10)
        for leak in found[:MOST]:
            self.add(self._row(case, leak))
        if len(found) > MOST:
            more = _("And {n} more.").format(n=when.number(len(found) - MOST))
            self.add(plain(self.theme, more, "note", "ink2"))

    def _row(self, case: Case, leak: Leak) -> DetailRow:
        where = place_of(self.session, case, leak.found_in)
        apart = leak.withheld_in.rc in self._parts_in
        kept = (
            _("Printed apart, with {part}. Stands in: {where}")
            if apart
            else _("Held back with {part}. Stands in: {where}")
        )
        note = kept.format(part=part_title(leak.withheld_in.rc).lower(), where=where)
        link = Link(
            self.theme, _("Look at it"), on_click=lambda: self.look_at.emit(leak.found_in.id)
        )
        link.setAccessibleName(_("Look at {word} in {where}").format(word=leak.needle, where=where))
        return DetailRow(self.theme, "circle-alert", f"“{leak.needle}”", note, end=link, ink="attn")


def place_of(session: Session, case: Case, entry: Entry) -> str:
    """Where something stands, in words: the question or the heading, and the day."""
    body = entry.body
    name = str(entry.kind)
    if isinstance(body, AnswerBody):
        item = session.library.book.items.get(body.item)
        name = item.label if item else body.item
    elif isinstance(body, NoteBody):
        name = body.heading
    else:
        name = {
            Kind.ACTION: _("the plan"),
            Kind.SETTING: _("who was present"),
            Kind.SIGNOFF: _("a signature’s reasons"),
            Kind.DISCLOSURE: _("what was shared"),
            Kind.RESPONSE: _("an answer that came back"),
            Kind.SUBJECT: _("an alias"),
            Kind.LINK: _("a tie between people"),
            Kind.CASE: _("why the case was opened"),
        }.get(entry.kind, name)
    del case
    return f"{name}, {when.day(entry.at)}"
