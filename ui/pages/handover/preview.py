"""What the reader of this copy will see: its parts, every entry of them, and its first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.case import fold
from app.domain.codes import RestrictionClass
from app.domain.recipients import Manner
from app.i18n import _, ngettext
from app.services import leaving
from ui import when
from ui.controls import (
    DetailRow,
    HeadRule,
    Line,
    Link,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
)
from ui.pages.handover.leaking import LeakPanel
from ui.pages.handover.words import part_title
from ui.pages.paper import facts
from ui.pages.record.words import told
from ui.pages.sentences import sentence_case
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.report import Report
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Theme

AT_ONCE = 25
"""Entries of a part shown until somebody asks for more."""

PIECE = 3
"""Entries put together out of sight and shown at once."""


class PreviewSheet(Sheet):
    """Read before it is sealed. Nothing is saved or logged by looking."""

    look_at = Signal(str)  # entry id: a word that may not go stands there
    save = Signal()

    def __init__(
        self, session: Session, theme: Theme, case: Case, chosen: Chosen, report: Report
    ) -> None:
        """Draw what a copy with these parts would say if it were made now."""
        words = _("Everything this copy would hold, and nothing else. Looking changes nothing.")
        super().__init__(theme, _("Read it as they will"), words)
        self.session = session
        goes = leaving.in_copy(session.desk, case, chosen.parts_in)
        self._there = fold(case.id, goes)
        self._add_reader(chosen)
        self._add_leaks(case, chosen)
        self.body.add(HeadRule(theme, _("What goes")), gap=18)
        self.entries = PartWords(session, theme)
        for rc in RestrictionClass:
            if rc not in chosen.grounds:
                self.body.add(self._inside(rc, [e for e in goes if e.rc is rc]), Line(theme))
        self.body.add(HeadRule(theme, _("What stays")), gap=18)
        for rc, ground in sorted(chosen.grounds.items()):
            self.body.add(self._outside(rc, ground), Line(theme))
        self.body.add(self.entries)
        self.body.add(HeadRule(theme, _("The first page")), gap=18)
        self.body.add(plain(theme, report.headline, "panel"), gap=8)
        self.body.add(facts(theme, report.control), gap=8)
        self.body.add(facts(theme, report.summary), gap=14)
        self.foot.add(
            Primary(theme, _("Go back"), on_click=self.dismiss),
            Secondary(theme, _("Save the pages"), icon="save", on_click=self._save),
        )

    def _add_reader(self, chosen: Chosen) -> None:
        reader = self.session.library.recipients.of(chosen.preset)
        if reader is None:
            return
        how = (
            _("reads the sealed file with a key")
            if reader.manner is Manner.KEY
            else _("is given pages")
        )
        made = _("Made for: {who}, who {how}.").format(who=reader.label, how=how)
        self.body.add(plain(self.theme, made, "strong"))
        self.body.add(plain(self.theme, reader.header, "body", "ink2"), gap=4)

    def _add_leaks(self, case: Case, chosen: Chosen) -> None:
        panel = LeakPanel(self.session, self.theme)
        panel.show_case(case, chosen)
        panel.look_at.connect(self._look_at)
        self.body.add(panel, gap=8)

    def _inside(self, rc: RestrictionClass, found: list[Entry]) -> DetailRow:
        title = part_title(rc)
        if not found:
            note = _("Goes as an empty part")
            return DetailRow(self.theme, "file-minus", title, note, end=_("Empty"), ink="attn")
        words = ngettext("{n} entry", "{n} entries", len(found))
        count = sentence_case(words.format(n=when.number(len(found))))
        link = Link(self.theme, _("Read it"))
        link.clicked.connect(lambda _on=False: self.entries.show_part(title, found, self._there))
        link.setAccessibleName(_("Read it: {part}").format(part=title))
        return DetailRow(self.theme, "file-check", title, count, end=link)

    def _outside(self, rc: RestrictionClass, ground: str) -> DetailRow:
        note = self.session.library.sharing.words(ground)
        return DetailRow(self.theme, "file-minus", part_title(rc), note, end=_("Left out"))

    def _look_at(self, entry: str) -> None:
        self.close_sheet()
        self.look_at.emit(entry)

    def _save(self) -> None:
        self.close_sheet()
        self.save.emit()


class PartWords(Stack):
    """The entries of one part as its reader finds them, oldest first."""

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until a part is asked for."""
        super().__init__()
        self._session, self._theme = session, theme
        self._more: Spread | None = None
        self._slices = Slices(self)

    def show_part(self, title: str, found: list[Entry], there: Case) -> None:
        """Show these entries as they read in a case that holds nothing but this copy."""
        self.clear()
        self.add(plain(self._theme, title, "panel"), gap=14)
        self._slices.begin(self._draw(found, there))

    def _draw(self, found: list[Entry], there: Case) -> Iterator[None]:
        for first in range(0, len(found[:AT_ONCE]), PIECE):
            self.add(self._piece(found[first : min(first + PIECE, AT_ONCE)], there))
            yield
        rest = found[AT_ONCE:]
        if rest:
            more = Quiet(self._theme, _("Show more of this part"))
            self._more = Spread()
            self._more.add(more)
            more.clicked.connect(lambda _on=False: self._go_on(rest, there))
            self.add(self._more, gap=8)

    def _piece(self, found: list[Entry], there: Case) -> Stack:
        into = Stack()
        for entry in found:
            title, text = told(entry, there, self._session.library)
            about = there.label(entry.about) if entry.about else ""
            head = "  ·  ".join(w for w in (when.day(entry.at), about, entry.by.name) if w)
            into.add(plain(self._theme, head, "provenance", "ink2"), gap=7)
            into.add(plain(self._theme, title, "note_strong"), gap=1)
            if text:
                into.add(plain(self._theme, text, "note"), gap=1)
        return into

    def _go_on(self, rest: list[Entry], there: Case) -> None:
        if self._more is not None:
            self._more.hide()
        self._slices.begin(self._draw(rest, there))
