"""The Conversation page: one prompt at a time, its sections at the start, the rail at the end.

What was left is found again: the prompt on screen is noted in the vault at each move. A visit in
a home begins with earlier answers, cards and strip details put away (prohibition NO14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.i18n import _
from ui import when
from ui.controls import Link, Menu, MenuButton, Primary, Quiet, Sections, Spread, Stack
from ui.pages.conversation import came_in, place, route
from ui.pages.conversation.acts import Acts, more_of, only_words
from ui.pages.conversation.came_in import TopicPanel
from ui.pages.conversation.child_link import ChildLink
from ui.pages.conversation.hearing import HearingLine
from ui.pages.conversation.minutes import Minutes
from ui.pages.conversation.opening import LinePanel, Opening, next_words
from ui.pages.conversation.panels import GatePanel, LeavingPanel, NoVisitPanel
from ui.pages.conversation.rail import FindingRail
from ui.pages.conversation.showing import CardButton
from ui.pages.conversation.strip import StripPage, VisitStrip, give
from ui.questionnaire import ItemForm
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.ids import VisitId
    from app.domain.visit import Prompt
    from ui.controls import Fit
    from ui.session import Session
    from ui.theme import Theme


class ConversationPage(StripPage):
    """`strip` is the shell's to show while this page is; None while no visit is open."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Conversation"), rail_width=336, side_width=232)
        self.setObjectName("page.conversation")
        self.session = session
        self.form: ItemForm | None = None
        self.panel: Stack | None = None
        self._prompts: tuple[Prompt, ...] = ()
        self._way = route.Way(session)
        self._prompt: Prompt | None = None
        self._visit: VisitId | None = None
        self._prompt_only = False
        self.hearing = HearingLine(theme, on_click=lambda: self._acted("hear"))
        self.acts = Acts(session, theme, self, self.hearing.asked)
        self._make()
        self.opening = Opening(session, theme, self._read, self.arrive)
        self.minutes = Minutes(session, theme, self.hearing, self)
        self.visit_strip: VisitStrip = self.minutes.strip
        self.visit_strip.acted.connect(self._acted)
        self._bookmark = place.Bookmark(session, self)
        session.changed.connect(self._changed)
        session.closed.connect(self._put_away)

    @property
    def strip(self) -> VisitStrip | None:
        """What the shell shows under the header."""
        hidden = self.session.visit is None or isinstance(self.panel, TopicPanel | GatePanel)
        return None if hidden else self.visit_strip

    # Building

    def _make(self) -> None:
        self.where = plain(self.theme, "", "label", "ink2", wrap=False)
        self.all_sections = Link(self.theme, _("All sections"), on_click=self._open_sections)
        self.more = MenuButton(self.theme, _("This visit"), more_of(None))
        self.more.picked.connect(self._more)
        head = Spread(gap=8)
        self.child = ChildLink(self.theme, self.navigate)
        head.add(self.where, self.all_sections, self.child)
        self.card = CardButton(self.session, self.theme)
        head.add_end(self.hearing, self.card, self.more)
        self.top.add(head)
        self._place = Stack()
        self.body.add(self._place)
        self.sections = Sections(self.theme, [])
        self.sections.picked.connect(self._to_section)
        self._side = Stack()
        self._side.add(self.sections)
        self.side.add(self._side)
        # All sections are behind the link too; a bar would take the room of their counts.
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._side_scroll.setHorizontalScrollBarPolicy(off)
        self._side_scroll.setVerticalScrollBarPolicy(off)
        self.findings = FindingRail(self.session, self.theme)
        self.findings.plan.connect(self.acts.plan)
        self.findings.aside.connect(self.acts.set_aside)
        self.rail.add(self.findings)
        self.only = Quiet(self.theme, "", key="P", on_click=self.toggle_prompt_only)
        self.rail_foot.add(self.only)
        self._build_foot()

    def _build_foot(self) -> None:
        self.back = Quiet(self.theme, _("Back"), icon="arrow-left", on_click=self._back)
        self.another = Quiet(self.theme, _("Ask another way"), key="R", on_click=self.acts.reword)
        self.say_back = Quiet(self.theme, _("Say it back"), key="B", on_click=self.acts.say_back)
        self.saved = plain(self.theme, "", "note", "ink2", wrap=False)
        self.saved.setObjectName("page.conversation.saved")
        self.next = Primary(self.theme, _("Next prompt"), key="Space", on_click=self._next)
        self.foot.add(self.back, self.another, self.say_back)
        self.foot.add_end(self.saved, self.next)

    # What the shell asks

    def arrive(self, argument: object = None) -> None:
        """Show a prompt by its item id (or `item|subject`); without one, where it was left."""
        visit, case = self.session.visit, self.session.case
        if visit is None or case is None:
            self._show_no_visit()
            return
        if visit.id != self._visit:
            self._visit = visit.id
            self._prompt = None
            self._prompt_only = visit.body.type == "home"
        if not visit.gate_passed:
            self._show_gate()
            return
        self._refresh()
        if not argument and self._prompt is None and self.opening.begin():
            return
        wanted = str(argument or "") or ("" if self._prompt else place.kept(self.session))
        found = place.find(self._prompts, wanted) if wanted else self._prompt
        self._show(found or route.first_open(case, self._prompts, self._visit))
        self.acts.check_stops()

    def flush(self) -> None:
        """Save what was typed, at once."""
        if self.form is not None:
            self.form.flush()
        self._bookmark.put()

    def first_focus(self) -> QWidget | None:
        """The chosen or first answer."""
        if self.form is not None:
            return self.form.first_focus()
        if isinstance(self.panel, TopicPanel | GatePanel):
            return self.panel.button
        return self.next if self._line is not None else super().first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose an answer."""
        return self.form is not None and self.form.handle_key(event)

    def someone_came_in(self) -> None:
        """Show the harmless topic that was agreed; without one, cover. Then write it down."""
        self.flush()
        came_in.put_sheets_by(self.window())
        if isinstance(self.panel, TopicPanel):
            return  # it is there already
        self._set_prompt_only(only=True)
        panel = came_in.topic_panel(self.session, self.theme)
        if panel is None:
            came_in.cover(self.window())
        else:
            panel.carry_on.connect(self._alone_again)
            self._show_panel(panel, bare=True)
            panel.button.setFocus()
        came_in.note(self.session)

    def _alone_again(self) -> None:
        if came_in.must_ask(self.session):
            self.acts.hear(then=self.arrive)
        else:
            self.arrive()

    def fitted(self, fit: Fit) -> None:
        """Lower answers in a low window."""
        self.all_sections.setVisible(self.form is not None)
        if self.form is not None:
            self.form.set_low(fit == "low")

    # Moving

    def _refresh(self) -> None:
        case = self.session.case
        if case is None:
            return
        if self._way.read(case, self._visit):
            self._prompts = self._way.prompts
            self.sections.set_sections(route.sections_of(case, self._prompts, self._visit))
        if self._prompt is None or self.form is None:
            return
        self.where.show()
        self.where.setText(route.where_words(case, self._prompts, self._prompt))
        self.sections.set_current(self._prompt.section.id)
        here = next((row for row in self.sections.rows if row.current), None)
        if here is not None:
            self._side_scroll.ensureWidgetVisible(here, 0, 40)

    def _show(self, prompt: Prompt) -> None:
        self._prompt = prompt
        form = ItemForm(self.session, self.theme, prompt, self._visit)
        form.saved.connect(self._told_saved)
        form.follow.connect(self.arrive)
        form.set_prompt_only(self._prompt_only)
        form.set_low(self.fit == "low")
        self._put(form)
        self.form = form
        self.saved.setText("")
        self.saved.hide()
        self._set_bare(bare=False)
        self.another.setVisible(bool(prompt.item.ways))
        self.say_back.setVisible(bool(prompt.item.ask))
        self._refresh()
        self._show_strip()
        self._draw_rail()
        self.fitted(self.fit)
        self.scroll_to_top()
        self._bookmark.put_soon(place.argument_of(prompt))
        if self.isVisible():
            form.first_focus().setFocus()

    def _put(self, widget: Stack) -> None:
        if self.form is not None:
            self.form.hide()
        self.form, self.panel = None, None
        self._place.clear()
        self._place.add(widget)

    def _step(self, by: int) -> None:
        if self._line is not None:
            self.opening.step(self._line, by)
            return
        if self.form is not None and not self.form.flush():
            return  # refused: what was typed stays in front of whoever typed it
        self._refresh()
        prompt = self._prompt
        if prompt is None:
            return
        to = route.beside(self.session.library.screening, self._prompts, prompt, by)
        if to >= len(self._prompts):
            self._show_leaving()
        elif to >= 0:
            self._show(self._prompts[to])

    def _next(self) -> None:
        self._step(1)

    def _back(self) -> None:
        if isinstance(self.panel, LeavingPanel):
            self._show(self._prompts[-1])
        else:
            self._step(-1)

    def _to_section(self, code: str) -> None:
        self.flush()
        prompt = route.into(self.session.case, self._prompts, code, self._visit)
        if prompt is not None:
            self._show(prompt)

    def _open_sections(self) -> None:
        menu = Menu(self.theme, route.menu_of(self.sections), name=_("All sections"))
        menu.picked.connect(self._to_section)
        menu.open_at(self.all_sections)

    # Panels in place of a prompt

    def _show_panel(self, panel: Stack, *, bare: bool) -> None:
        self._put(panel)
        self.panel = panel
        self.where.hide()
        self.saved.hide()
        self.all_sections.hide()
        self._set_bare(bare=bare)

    def _set_bare(self, *, bare: bool) -> None:
        visiting_now = self.session.visit is not None
        for part in (self._side, self.more, self.only):
            part.setVisible(not bare and visiting_now)
        self.findings.setVisible(not bare and not self._prompt_only)
        self.clear_sides(empty=bare)
        give(self, self.strip)
        form, line = self.form is not None, self._line
        self.child.show_for(self.session.case, self._prompt if form else None)
        self.back.setVisible(not bare and visiting_now and not (line and line.at == 0))
        self.another.setVisible(form)
        self.say_back.setVisible(form)
        self.next.setVisible(form or line is not None)
        self.next.set_words(next_words(line))
        self.hearing.set_away(away=not form and line is None)
        self.card.show_for(self.form or line)
        self.only.set_words(only_words(prompt_only=self._prompt_only))

    @property
    def _line(self) -> LinePanel | None:
        return self.panel if isinstance(self.panel, LinePanel) else None

    def _read(self, panel: LinePanel) -> None:
        self._show_panel(panel, bare=False)
        self.where.setText(panel.where)
        self.where.show()
        self._show_strip()
        self._draw_rail()
        self.scroll_to_top()
        self._bookmark.put_soon(panel.line.id)
        self.take_keyboard()

    def _show_no_visit(self) -> None:
        self._prompt, self._visit = None, None
        self._show_panel(NoVisitPanel(self.session, self.theme, self.navigate), bare=True)
        self.take_keyboard()

    def _show_leaving(self) -> None:
        self.flush()
        visit = self.session.visit
        if visit is None:
            return
        panel = LeavingPanel(self.session, self.theme, visit)
        panel.go_to.connect(self.arrive)
        panel.stop.connect(self.open_stop)
        self._show_panel(panel, bare=False)
        self.take_keyboard()

    def _show_gate(self) -> None:
        self._show_panel(GatePanel(self.theme, self.navigate, self._visit), bare=True)
        self.take_keyboard()

    def _more(self, code: str) -> None:
        if code == "end":
            self._show_leaving()
        else:
            self.acts.of_menu(code, self._visit)

    # What changes

    def _changed(self, _case: Case) -> None:
        if self.isHidden():
            return  # `arrive` reads it all again
        visit = self.session.visit
        if visit is None:
            if self._visit is not None or self.panel is not None:
                self._show_no_visit()
            return
        if visit.id != self._visit or isinstance(self.panel, GatePanel) == visit.gate_passed:
            self.arrive(None)
            return
        self._refresh()
        self._show_strip()
        self._draw_rail()
        if isinstance(self.panel, LeavingPanel):
            self.panel.draw()
        if not isinstance(self.panel, TopicPanel):
            self.acts.check_stops()

    def _put_away(self) -> None:
        self._prompt, self._visit = None, None
        self._way.forget()
        self._place.clear()
        self.form, self.panel = None, None
        self.acts.forget()

    def _told_saved(self) -> None:
        self.saved.setText(_("Saved {time}").format(time=when.clock(self.session.now())))
        self.saved.show()

    def _show_strip(self) -> None:
        self.minutes.show(prompt_only=self._prompt_only)
        visit = self.session.visit
        self.more.set_items(more_of(visit.setting if visit else None))

    def _draw_rail(self) -> None:
        self.card.show_for(self.form or self._line)
        self.findings.show_for(self._prompt.item.id if self._prompt else "")

    # Prompt only

    def toggle_prompt_only(self) -> None:
        """Bring earlier answers, cards and details, or put them away."""
        self._set_prompt_only(only=not self._prompt_only)

    def _set_prompt_only(self, *, only: bool) -> None:
        self._prompt_only = only
        if self.form is not None:
            self.form.set_prompt_only(only)
        self.findings.setVisible(not only)
        self.only.set_words(only_words(prompt_only=self._prompt_only))
        self._show_strip()

    # What somebody does

    def _acted(self, code: str) -> None:
        self.acts.of_strip(code, self._prompt.item.id if self._prompt else "")

    def open_stop(self) -> None:
        """Show the stop that still holds; the shell's “See why” asks for it too."""
        self.acts.open_stop()
