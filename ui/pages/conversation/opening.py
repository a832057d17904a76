"""What is read aloud before the first question, one line a screen; and before anybody leaves.

Nothing of it is an answer. When it is over, or was read already, one note says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import opening as script
from app.domain.interpreter import Matter, may_show
from app.i18n import _
from app.services import opening
from ui import when
from ui.controls import HeadRule, Line, Link, Stack, State
from ui.pages.conversation import place
from ui.pages.conversation.showing import CardButton
from ui.questionnaire.how import is_interpreted
from ui.questionnaire.rows import RowLine
from ui.questionnaire.words import ordinal
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.visit import Visit
    from ui.session import Session
    from ui.theme import Theme


class LinePanel(Stack):
    """One line to read aloud, as large as a question; `at` counts from 0."""

    def __init__(
        self, theme: Theme, line: script.Line, at: int, of: int, skip: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("page.conversation.opening")
        self.line, self.at, self.last = line, at, at == of - 1
        nth = _("{nth} of {all}").format(nth=ordinal(at + 1), all=when.number(of))
        self.where = "  ·  ".join((_("Read this first"), nth))
        self.heading = plain(theme, line.words, "prompt")
        first = _("Read it aloud, and wait. Nothing is written down here.") if at == 0 else ""
        words = line.note or first
        told = _("For you, not to read aloud. {note}").format(note=words)
        self.note = State(theme, "eye", told, "ink2", role="note")
        self.skip = Link(theme, _("Already read: go to the questions"), on_click=skip)
        self.add(self.heading)
        self.add(self.note, gap=4)
        self.note.setVisible(bool(words))
        self.add(self.skip, gap=24)

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True


def next_words(line: LinePanel | None) -> str:
    """What the first button says: to the next line or prompt, or that the questions begin."""
    if line is None:
        return _("Next prompt")
    return _("Begin the questions") if line.last else _("Next line")


class Opening:
    """The way through the opening of one page: `show` draws a line, `over` begins the questions."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        show: Callable[[LinePanel], None],
        over: Callable[[], None],
    ) -> None:
        self._session, self._theme = session, theme
        self._show, self._over = show, over

    def begin(self) -> bool:
        """Show the line where it was left, or the first; False when there is nothing to read."""
        visit, case = self._session.visit, self._session.case
        if visit is None or case is None or not script.due(case, visit):
            return False
        ids = [line.id for line in self._lines(visit)]
        left = place.kept(self._session, visit.id)
        if not ids or (left and left not in ids):
            return False  # a question of this visit was on the screen
        self._to(ids.index(left) if left else 0)
        return True

    def step(self, panel: LinePanel, by: int) -> None:
        """The line before or after; after the last, the questions."""
        if by > 0 and panel.last:
            self._done(read=True)
        elif panel.at + by >= 0:
            self._to(panel.at + by)

    def _to(self, at: int) -> None:
        visit = self._session.visit
        if visit is None:
            return
        found = self._lines(visit)
        at = min(at, len(found) - 1)  # a subject may have been taken back meanwhile
        skip = lambda: self._done(read=False)  # noqa: E731 - it is the one way to leave them all
        self._show(LinePanel(self._theme, found[at], at, len(found), skip))

    def _lines(self, visit: Visit) -> tuple[script.Line, ...]:
        return script.to_read(lines_of(self._session, visit, script.OPENING))

    def _done(self, *, read: bool) -> None:
        visit = self._session.visit
        if visit is not None and self._session.record(
            lambda desk, case: opening.done(desk, case, visit, read=read)
        ):
            self._over()


def lines_of(session: Session, visit: Visit, part: str) -> tuple[script.Line, ...]:
    """The lines of a part of the script, filled; none where no question may be on the screen."""
    case = session.case
    if case is None or not may_show(visit.setting, Matter.QUESTION):
        return ()
    values = opening.values(session.desk, case)
    interpreted = is_interpreted(visit.setting)
    return script.lines(session.library.script, part, values, interpreted=interpreted)


class ClosingLines(Stack):
    """What is said before anybody leaves: each line, with its card where one may be shown."""

    def __init__(self, session: Session, theme: Theme, visit: Visit) -> None:
        super().__init__(gap=2)
        self.setObjectName("page.conversation.closing")
        found = lines_of(session, visit, script.CLOSING)
        if not found:
            return
        self.add(HeadRule(theme, _("Before you part, read aloud")))
        for line in found:
            self.add(RowLine(theme, f"“{line.words}”", ClosingLine(session, theme, line)))
            self.add(Line(theme))


class ClosingLine(Stack):
    """The card of one line. A line with a blank has none: the rest is said by whoever reads."""

    def __init__(self, session: Session, theme: Theme, line: script.Line) -> None:
        super().__init__()
        self.line = line
        self._theme = theme
        self.card = CardButton(session, theme, key="")
        self.card.setObjectName(f"page.conversation.card.{line.id}")
        self.card.setAccessibleName(_("Show card: {line}").format(line=line.words))
        self.add(self.card)
        self.card.show_for(self if line.whole else None)
        self.stretch()
        theme.changed.connect(self._hold)
        self._hold()

    def _hold(self) -> None:
        """As high with no card as with one, but where they stand one above the other."""
        tall = 0 if self._theme.one_column else self.card.sizeHint().height()
        self.setMinimumHeight(tall)

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True
