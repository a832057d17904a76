"""A folder of sealed files as a list to work through: the most urgent first, the refused last."""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _, ngettext
from app.services import inbox, reviewing, worklist
from ui import when
from ui.controls import DetailRow, HeadRule, Line, Link, ListRow, Quiet, Spread, Stack, State
from ui.pages.areas import area_title
from ui.pages.supervision import words
from ui.pages.supervision.asked import Other, Wanted
from ui.pages.supervision.reading import FolderReading
from ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.services.reviewing import Kept
    from app.services.worklist import Line as FileLine
    from ui.pages.supervision.reading import Listing
    from ui.session import Session
    from ui.theme import Theme

AT_ONCE = 40
"""Rows drawn before somebody asks for more."""

PIECE = 2
"""Rows put together out of sight and shown at once: one laying out for all of them."""


class FolderPart(Stack):
    """The folder that was chosen, while it is read and afterwards. `opened` is for review."""

    opened = Signal(object)  # Wanted
    refused = Signal(object)  # Refused
    left = Signal()  # the folder was put away

    def __init__(self, session: Session, theme: Theme) -> None:
        """No folder is chosen."""
        super().__init__()
        self.setObjectName("page.supervision.folder")
        self._session, self._theme = session, theme
        self.reading = FolderReading(session, self)
        self.reading.progressed.connect(self._progressed)
        self.reading.refused.connect(self._refuse)
        self._slices = Slices(self)
        self._most = AT_ONCE
        self._lines: tuple[FileLine, ...] = ()
        self._mine: dict[str, Kept] = {}
        self._titles: dict[str, str] = {}
        self._head, self._rows = Stack(), Stack()
        self._state: State | None = None

    @property
    def is_open(self) -> bool:
        """Whether a folder is listed, or being read."""
        return self._state is not None

    def begin(self, folder: Path) -> None:
        """Read a folder and list it."""
        self._slices.leave()
        self.clear()
        theme = self._theme
        self._head, self._rows, self._most = Stack(), Stack(), AT_ONCE
        title = _("In the folder “{name}”").format(name=folder.name or str(folder))
        self._head.add(HeadRule(theme, title), gap=12)
        self._state = State(theme, "hourglass", _("Looking into the folder."), role="note")
        self._state.setObjectName("page.supervision.folder.state")
        line = Spread(gap=16, line_gap=2)
        self._stop = Link(theme, _("Stop reading"), on_click=self.reading.stop)
        self._again = Link(theme, _("Read it again"), on_click=lambda: self.begin(folder))
        put_away = Link(theme, _("Put the folder away"), on_click=self._put_away)
        line.add(self._state)
        line.add_end(self._stop, self._again, put_away)
        self._again.hide()
        self._head.add(line, gap=6)
        self._head.add(Line(theme), gap=6)
        self.add(self._head, self._rows)
        self.reading.begin(folder)

    def draw_again(self) -> None:
        """What this desk has done since with what is listed."""
        listing = self.reading.listing
        if self._state is not None and listing is not None and listing.done:
            self._show(listing)

    def _put_away(self) -> None:
        self.reading.stop()
        self._slices.leave()
        self.clear()
        self._state, self.reading.listing = None, None
        self.left.emit()

    def _refuse(self, refusal: object) -> None:
        self._put_away()
        self.refused.emit(refusal)

    def _progressed(self, listing: Listing) -> None:
        if self._state is None:
            return
        if not listing.done:
            told = _("{read} of {of} read and proved. Nothing is kept of them.")
            said = told.format(read=len(listing.lines), of=listing.of)
            self._state.show_state("hourglass", said, "ink")
            return
        self._stop.hide()
        self._again.show()
        self._show(listing)

    def _show(self, listing: Listing) -> None:
        desk = self._session.desk
        received = {line.delivery for line in inbox.arrived(desk)}
        self._mine = reviewing.kept(desk)
        self._lines = worklist.in_order(listing.lines, received)
        self._say(listing)
        self._slices.begin(self._draw())

    def _say(self, listing: Listing) -> None:
        if self._state is None:
            return
        if listing.gone:
            told = _(
                "The folder went away while it was read. Was the stick pulled out? {read} of {of} "
                "were read and are listed. Nothing is lost: put it back and read it again."
            )
            said = told.format(read=len(listing.lines), of=listing.of)
            self._state.show_state("circle-alert", said, "attn")
            return
        genuine = sum(line.is_genuine for line in self._lines)
        refused = len(self._lines) - genuine
        if not self._lines and not listing.of:
            self._state.show_state("circle-alert", _("There is no sealed file in it."), "ink")
            return
        parts = [
            ngettext("{n} file is genuine.", "{n} files are genuine.", genuine).format(n=genuine),
            ngettext("{n} is refused.", "{n} are refused.", refused).format(n=refused)
            if refused
            else "",
            _("Nothing of them is kept."),
        ]
        left = listing.of - len(listing.lines) + listing.more
        if left:
            parts.insert(
                2, ngettext("{n} was not read.", "{n} were not read.", left).format(n=left)
            )
        self._state.show_state("check", " ".join(p for p in parts if p), "ink")

    def _draw(self) -> Iterator[None]:
        """Some rows at each step: a long list is never put together in one turn."""
        self._rows.clear()
        genuine = [line for line in self._lines if line.is_genuine]
        refused = [line for line in self._lines if not line.is_genuine]
        # What was decided here waits no longer, however late an answer is from somebody else.
        shown = [*filterfalse(self._is_decided, genuine), *filter(self._is_decided, genuine)]
        yield from self._draw_rows(shown[: self._most])
        if len(shown) > self._most:
            left = len(shown) - self._most
            told = ngettext("Show {n} more", "Show {n} more", left).format(n=left)
            more = Spread()
            more.add(Quiet(self._theme, told, on_click=self._more))
            self._rows.add(more, gap=10)
        if refused:
            self._rows.add(HeadRule(self._theme, _("Refused. Nothing in them was shown")), gap=24)
            yield from self._draw_refused(refused[: self._most])

    def _is_decided(self, line: FileLine) -> bool:
        mine = self._mine.get(line.slices[-1]) if line.slices else None
        return mine is not None and mine.signed is not None

    def _draw_rows(self, lines: Sequence[FileLine]) -> Iterator[None]:
        into = Stack()
        for number, line in enumerate(lines, 1):
            into.add(self._row(line), Line(self._theme))
            if number % PIECE == 0:
                self._rows.add(into)
                into = Stack()
                yield
        self._rows.add(into)

    def _draw_refused(self, lines: Sequence[FileLine]) -> Iterator[None]:
        for number, line in enumerate(lines, 1):
            what, why = words.refused_words(line)
            note = ". ".join(part.rstrip(".") for part in (what, why) if part) + "."
            row = DetailRow(self._theme, "circle-x", line.name, note, ink="attn")
            self._rows.add(row, Line(self._theme))
            if number % PIECE == 0:
                yield

    def _more(self) -> None:
        self._most += AT_ONCE
        self._slices.begin(self._draw())

    def _row(self, line: FileLine) -> ListRow:
        now = self._session.now()
        mine = self._mine.get(line.slices[-1]) if line.slices else None
        about = words.note_words(line, mine, now)
        row = ListRow(
            self._theme,
            line.label or "–",
            _("from {area}").format(area=self._title(line.area)),
            when=when.ago(line.created, now) if line.created else "",
            note=about,
            state=words.state_words(line, mine, now),
            lead_width=0,
        )
        row.setObjectName(f"page.supervision.folder.{line.delivery[:12]}")
        row.clicked.connect(lambda _on=False: self._open(line))
        row.heightForWidth(self._rows.width())  # laid out here, where the time is counted
        return row

    def _title(self, area: str) -> str:
        if area not in self._titles:
            self._titles[area] = area_title(self._session, area)
        return self._titles[area]

    def _open(self, line: FileLine) -> None:
        listing = self.reading.listing
        if listing is None:
            return
        others = tuple(
            Other(one.name, one.created, listing.folder / one.name)
            for one in self._lines
            if one.case == line.case and one.is_genuine and one.file != line.file
        )
        self.opened.emit(Wanted(line.name, listing.folder / line.name, b"", others))
