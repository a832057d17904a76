"""FindingCard: what a pattern says, why, and what to do. One open, the rest by title. No border."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.i18n import _, ngettext
from ui.controls.buttons import Link, Secondary
from ui.controls.painted import Line
from ui.controls.spread import Spread
from ui.controls.stack import Stack
from ui.controls.state import State
from ui.text import plain
from ui.theme import Role, Theme


class FindingCard(Stack):
    """Title, time in words, Why, Ask, Do, From, and two things to do about it.

    `plan` and `aside` are the buttons' words; an empty one is left out.
    """

    add_to_plan = Signal()
    set_aside = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        *,
        when: str = "",
        why: str = "",
        ask: str = "",
        do: str = "",
        source: str = "",
        plan: str | None = None,
        aside: str | None = None,
        open_: bool = True,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(title)
        self.add(plain(theme, title, "panel"))
        if when:
            self.add(State(theme, "clock", when, "attn"), gap=3)
        if not open_:
            return
        self._part(_("Why"), why)
        self._part(_("Ask"), f"“{ask}”" if ask else "")
        self._part(_("Do"), do)
        self._part(_("From"), source, "provenance")
        self._acts(
            _("Add to plan") if plan is None else plan,
            _("Set aside, say why") if aside is None else aside,
        )

    def _part(self, heading: str, text: str, role: Role = "body") -> None:
        if text:
            self.add(plain(self.theme, heading, "label", "ink2"), gap=11)
            self.add(
                plain(self.theme, text, role, "ink2" if role == "provenance" else "ink"), gap=1
            )

    def _acts(self, plan: str, aside: str) -> None:
        row = Spread(gap=12)
        if plan:
            self.plan_button = Secondary(
                self.theme, plan, small=True, on_click=self.add_to_plan.emit
            )
            row.add(self.plan_button)
        if aside:
            self.aside_button = Link(self.theme, aside, on_click=self.set_aside.emit)
            row.add(self.aside_button)
        if plan or aside:
            self.add(row, gap=12)


class MoreCards(Stack):
    """The other cards by title, under a hairline; `picked(code)` opens one."""

    picked = Signal(str)

    def __init__(self, theme: Theme, titles: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.theme = theme
        self.set_titles(titles)

    def set_titles(self, titles: Sequence[tuple[str, str]]) -> None:
        """Show these: (code, title) each."""
        self.clear()
        if not titles:
            return
        count = len(titles)
        words = ngettext("{n} more card", "{n} more cards", count).format(n=count)
        self.add(Line(self.theme))
        self.add(plain(self.theme, words, "note_strong"), gap=11)
        for code, title in titles:
            self.add(self._link(code, title))

    def _link(self, code: str, title: str) -> Link:
        return Link(self.theme, title, height=18, on_click=lambda: self.picked.emit(code))
