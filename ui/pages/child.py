"""One child's page: seen, heard, their own words kept apart, and what it means for the plan.

Every question is drawn by the generic form; this page says only in which part it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.child import has_answer, owed, was_not_seen
from app.domain.codes import RestrictionClass
from app.domain.ids import SubjectId
from app.domain.people import children
from app.domain.questionnaire import AboutType
from app.domain.visit import Prompt
from app.i18n import _
from ui import when
from ui.controls import (
    HeadRule,
    Link,
    Menu,
    MenuButton,
    MenuItem,
    Page,
    Primary,
    Quiet,
    Secondary,
    Section,
    Sections,
    Sheet,
    Spread,
    Stack,
    State,
)
from ui.questionnaire import AddPerson, ItemForm
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.questionnaire import Item
    from ui.controls import Fit
    from ui.session import Session
    from ui.theme import Theme

PARTS = {
    "seen": ("L1", "L10", "L2"),
    "words": ("L3", "L4", "L5"),
    "fear": ("L6", "L7", "L8", "K3"),
    "change": ("K6", "K5"),
    "meaning": ("L9",),
    "facts": ("K1", "K7"),
}
"""Which items stand in which part; an item of a newer pack stands in the last."""

_WHY_NOT = "L10"


def part_words() -> dict[str, str]:
    """The names of the parts."""
    return {
        "seen": _("Seen and heard"),
        "words": _("The child’s own words"),
        "fear": _("Fear, and who may collect"),
        "change": _("What has changed"),
        "meaning": _("What it means for the plan"),
        "facts": _("Facts"),
    }


def owed_words() -> dict[str, str]:
    """What is missing, by code of `app.domain.child.owed`."""
    return {
        "seen": _("whether the child was seen"),
        "why_not": _("why the child was not heard, and by when"),
        "words": _("the child’s own words"),
        "readings": _("both readings of the change"),
        "meaning": _("what it means"),
    }


class ChildPage(Page):
    """`arrive(child)` shows one child; without one, the first who is owed something."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Child"), side_width=272)
        self.setObjectName("page.child")
        self.session = session
        self.child: SubjectId | None = None
        self.part = "seen"
        self.forms: dict[str, ItemForm] = {}
        self._frames: dict[str, Stack] = {}
        self._make()
        session.changed.connect(self._changed)
        session.closed.connect(self._put_away)

    # Building

    def _make(self) -> None:
        theme = self.theme
        back = Link(theme, _("Back to people"), on_click=self._back)
        self.add_child = Quiet(theme, _("Add a child"), icon="plus", on_click=self._add)
        self.chooser = MenuButton(theme, _("Another child"), [], name=_("Another child"))
        self.chooser.picked.connect(self._choose)
        line = Spread(gap=8)
        line.add(back)
        line.add_end(self.chooser, self.add_child)
        self.alias = plain(theme, "", "title")
        self.owed = State(theme, "circle-dashed", "", "attn")
        self.owed.setObjectName("page.child.owed")
        self.all_parts = Link(theme, _("All parts of this page"), on_click=self._open_parts)
        self.top.add(line, self.alias, self.owed)
        self.top.add(self.all_parts, gap=4)
        self._place = Stack()
        self.body.add(self._place)
        self.sections = Sections(theme, [])
        self.sections.picked.connect(self.show_part)
        self.side.add(self.sections)
        self.saved = plain(theme, "", "note", "ink2", wrap=False)
        self.saved.setObjectName("page.child.saved")
        self.next = Primary(theme, _("Next part"), on_click=self._next)
        self.foot.add_end(self.saved, self.next)

    # What the shell asks

    def arrive(self, argument: object = None) -> None:
        """Show a child; what was typed of another is saved first."""
        self.flush()
        case = self.session.case
        every = children(case) if case else ()
        wanted = SubjectId(str(argument)) if argument else self.child
        if wanted not in every:
            due = [c for c in every if case is not None and owed(case, c)]
            wanted = next(iter((*due, *every)), None)
        if wanted != self.child or not self.forms:
            self.child = wanted
            self.show_part("seen")
        self._tell()

    def flush(self) -> None:
        """Save what was typed, at once."""
        for form in self.forms.values():
            form.flush()

    def first_focus(self) -> QWidget | None:
        """The first answer of the part on screen, or the way to add a child."""
        form = next(iter(self.forms.values()), None)
        return form.first_focus() if form is not None else self.add_child

    def fitted(self, fit: Fit) -> None:
        """Where the parts at the side are put away, a link opens them."""
        self.all_parts.setVisible(fit in {"low", "single"} and self.child is not None)
        for form in self.forms.values():
            form.set_low(fit == "low")

    # Parts

    def items(self, part: str) -> list[Prompt]:
        """The questions of one part, for this child."""
        found = [
            Prompt(section, item, self.child)
            for section in self.session.library.screening.sections
            for item in section.items
            if item.about is AboutType.CHILD
        ]
        order = [i for ids in PARTS.values() for i in ids]
        mine = PARTS[part]
        last = part == list(PARTS)[-1]
        shown = [p for p in found if p.item.id in mine or (last and p.item.id not in order)]
        rank = {code: n for n, code in enumerate(mine)}
        return sorted(shown, key=lambda p: rank.get(p.item.id, len(rank)))

    def show_part(self, part: str) -> None:
        """Show one part of the page; what was typed in another is saved first."""
        saved = [form.flush() for form in self.forms.values()]  # every one, even after a refusal
        if not all(saved):
            return
        self.part = part
        self._clear()
        if self.child is None:
            self._show_nobody()
            self._tell()
            return
        self._place.add(HeadRule(self.theme, part_words()[part]), gap=8)
        for prompt in self.items(part):
            self._frame(prompt)
        self._tell()
        self._scroll.settle_soon()
        self.scroll_to_top()
        if self.isVisible():
            first = self.first_focus()
            if first is not None:
                first.setFocus()

    def _frame(self, prompt: Prompt) -> None:
        frame = Stack()
        if prompt.item.rc is RestrictionClass.RC7:
            words = _("Restricted: a child’s own words")
            frame.add(State(self.theme, "lock", words, "ink2", role="label"), gap=12)
        frame.add(plain(self.theme, prompt.item.heading, "panel"), gap=6)
        visit = self.session.visit
        form = ItemForm(
            self.session, self.theme, prompt, visit.id if visit else None, heading=False
        )
        form.saved.connect(self._told_saved)
        form.follow.connect(self._follow_up)
        form.set_low(self.fit == "low")
        if form.words is not None:  # several stand on one page: each needs a name of its own
            name = _("{item}: {label}").format(item=prompt.item.label, label=form.words.name)
            form.words.first_focus().setAccessibleName(name)
        frame.add(form)
        self.forms[prompt.item.id] = form
        self._frames[prompt.item.id] = frame
        self._place.add(frame, gap=16)

    def _clear(self) -> None:
        for form in self.forms.values():
            form.hide()
        self.forms, self._frames = {}, {}
        self._place.clear()

    def _show_nobody(self) -> None:
        hint = _(
            "No child is in this record. If there is one, add them: each child is heard alone."
        )
        self._place.add(plain(self.theme, hint, "lead", "ink2"), gap=16)
        self._place.add(Secondary(self.theme, _("Add the first child"), on_click=self._add), gap=12)

    # What is said above

    def _changed(self, _case: Case) -> None:
        if self.isVisible():
            self._tell()

    def _tell(self) -> None:
        case, child = self.session.case, self.child
        if case is None:
            return
        every = children(case)
        self.alias.setText(case.label(child) if child else _("Children"))
        self.chooser.set_items([MenuItem(str(c), case.label(c), chosen=c == child) for c in every])
        self.chooser.setVisible(len(every) > 1)
        self.next.setVisible(child is not None)
        self.owed.setVisible(child is not None)
        self._draw_owed(case)
        self._draw_parts(case)
        if _WHY_NOT in self._frames and child is not None:
            self._frames[_WHY_NOT].setVisible(was_not_seen(case, child))
        self.fitted(self.fit)

    def _draw_owed(self, case: Case) -> None:
        if self.child is None:
            return
        missing = [owed_words()[code] for code in owed(case, self.child)]
        if missing:
            words = _("Still owed: {things}.").format(things=", ".join(missing))
            self.owed.show_state("circle-dashed", words, "attn")
        else:
            self.owed.show_state("check", _("Nothing is owed on this page."), "ink")

    def _draw_parts(self, case: Case) -> None:
        child = self.child
        if child is None:
            self.sections.set_sections([])
            return
        shown: list[Section] = []
        for code, label in part_words().items():
            items = [p.item for p in self.items(code) if self._is_asked(case, p.item)]
            done = sum(has_answer(case, item, child) for item in items)
            shown.append(Section(code, label, done, len(items)))
        self.sections.set_sections(shown)
        self.sections.set_current(self.part)

    def _is_asked(self, case: Case, item: Item) -> bool:
        return item.id != _WHY_NOT or (self.child is not None and was_not_seen(case, self.child))

    def _told_saved(self) -> None:
        self.saved.setText(_("Saved {time}").format(time=when.clock(self.session.now())))

    def _put_away(self) -> None:
        self.child = None
        self._clear()

    # Moving

    def _next(self) -> None:
        codes = list(PARTS)
        at = codes.index(self.part) + 1
        if at < len(codes):
            self.show_part(codes[at])
        else:
            self._back()

    def _follow_up(self, item: str) -> None:
        part = next((code for code, ids in PARTS.items() if item in ids), "")
        if part:
            self.show_part(part)
            self.forms[item].first_focus().setFocus()
        else:
            self.navigate.emit("conversation", item)

    def _open_parts(self) -> None:
        items = [
            MenuItem(row.section.code, row.section.label, row.section.progress, row.current)
            for row in self.sections.rows
        ]
        menu = Menu(self.theme, items, name=_("All parts of this page"))
        menu.picked.connect(self.show_part)
        menu.open_at(self.all_parts)

    def _choose(self, child: str) -> None:
        self.arrive(child)

    def _back(self) -> None:
        self.flush()
        self.navigate.emit("people", None)

    def _add(self) -> None:
        self.flush()
        visit = self.session.visit
        words = _("Use an alias. The name is asked later, and kept apart.")
        sheet = Sheet(self.theme, _("Add a child"), words)
        adder = AddPerson(self.session, self.theme, visit.id if visit else None, child=True)

        def close(_child: str) -> None:
            sheet.close_sheet()

        adder.added.connect(self.arrive)
        adder.added.connect(close)
        adder.left.connect(sheet.dismiss)
        sheet.body.add(adder)
        sheet.open_in(self)
