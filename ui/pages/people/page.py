"""The People page: the map, one person at its side, and the same facts as a list.

In one column the list comes first and the map below it, with its own scrolling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from app.domain.ids import SubjectId
from app.domain.people import children, counts, parties
from app.i18n import _, ngettext
from ui import when
from ui.controls import Page, Quiet, Secondary, Sheet, Spread, Stack, State
from ui.map import MapView, Standing, StandingMark
from ui.pages.people.facts_sheet import FactsSheet
from ui.pages.people.figures import scene_of
from ui.pages.people.list_view import PeopleList
from ui.pages.people.panel import PartyPanel
from ui.pages.people.sheets import AddSheet, FindOutSheet, RoleSheet, TieSheet
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from ui.controls import Fit
    from ui.map import Scene
    from ui.session import Session
    from ui.theme import Theme

LEAST_MAP = 300
"""Pixels the map keeps at 100 % when the window is low; the page scrolls below that."""

_CHILD = "child"


class PeoplePage(Page):
    """`arrive(subject)` shows somebody at the side; without one, whoever was shown last."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("People"), rail_width=340, centred=False)
        self.setObjectName("page.people")
        self.session = session
        self.subject: SubjectId | None = None
        self.sheet: Sheet | None = None
        self._as_list = False
        self._make_top()
        self._make_body()
        self._make_foot()
        self._make_rail()
        session.changed.connect(self._changed)
        session.closed.connect(self._put_away)

    # Building

    def _make_top(self) -> None:
        theme = self.theme
        self.count = State(theme, "circle-question-mark", "", "attn", role="strong")
        self.count.setObjectName("page.people.count")
        self.add_person = Secondary(theme, _("Add a person"), icon="plus")
        self.add_unknown = Secondary(theme, _("Add an unknown person"), icon="plus")
        self.add_person.clicked.connect(
            lambda: self._open(AddSheet(self.session, theme, unknown=False))
        )
        self.add_unknown.clicked.connect(
            lambda: self._open(AddSheet(self.session, theme, unknown=True))
        )
        head = Spread(gap=12, line_gap=2)
        head.add(plain(theme, _("People"), "title", wrap=False), self.count)
        head.add_end(self.add_person, self.add_unknown)
        self.top.add(head)

    def _make_body(self) -> None:
        self.empty = plain(
            self.theme,
            _("Nobody is on the map yet. Add everybody she speaks of, far away or unknown too."),
            "lead",
            "ink2",
        )
        self.view = MapView(self.theme, _("Map of the people"))
        self.map = self.view.map
        self.map.chosen.connect(self._pressed)
        self.list = PeopleList(self.session, self.theme)
        self.list.chosen.connect(self._pressed)
        self._place = Stack(gap=8)
        self._place.add(self.empty, self.list, self.view)
        self.list.hide()
        self.body.add(self._place)
        self._scroll.viewport().installEventFilter(self)

    def _make_foot(self) -> None:
        theme = self.theme
        words = {
            Standing.ESTABLISHED: _("Established"),
            Standing.SUSPECTED: _("Suspected"),
            Standing.OPEN: _("Not established"),
            Standing.RULED_OUT: _("Ruled out, stays on the map"),
        }
        for standing, label in words.items():
            entry = Spread(gap=4)
            entry.add(StandingMark(theme, standing))
            entry.add(plain(theme, label, "provenance", "ink2", wrap=False))
            self.foot.add(entry)
        self.saved = plain(theme, "", "provenance", "ink2", wrap=False)
        self.saved.setObjectName("page.people.saved")
        self.switch = Quiet(theme, _("The same facts as a list"), key="L", small=True)
        self.switch.clicked.connect(self._switch)
        self.foot.add_end(self.saved, self.switch)

    def _make_rail(self) -> None:
        self.panel = PartyPanel(self.session, self.theme)
        self.panel.asked.connect(self._asked)
        self.panel.left.connect(self._back_to_map)
        self.rail.add(self.panel)
        row = Spread(gap=8)
        row.add(self.panel.facts, self.panel.more)
        self.rail_foot.add(self.panel.role, self.panel.find_out, row)

    # What the shell asks

    def arrive(self, argument: object = None) -> None:
        """Show the people as they are now, and somebody at the side."""
        case = self.session.case
        if argument:
            self.subject = SubjectId(str(argument))
        elif case is not None and self.subject is None:
            found = parties(case)
            first = next((p for p in found if p.role_open), found[0] if found else None)
            self.subject = first.subject if first else None
        self._draw()

    def flush(self) -> None:
        """Save what is typed in an open form."""
        if isinstance(self.sheet, FactsSheet):
            self.sheet.flush()

    def first_focus(self) -> QWidget | None:
        """The chosen person on the map, or in the list."""
        shown = self.list if self._list_first() else self.map
        found = shown.first_focus()
        if self._list_first() and self.subject in self.list.rows:
            found = self.list.rows[str(self.subject)]
        return found or self.add_person

    def fitted(self, fit: Fit) -> None:
        """One column: the list first, the map below."""
        del fit
        self._arrange_views()

    # Drawing

    def _changed(self, _case: Case) -> None:
        if self.isVisible():
            self._settle()
            self._draw()

    def _put_away(self) -> None:
        self.subject = None
        self._as_list = False
        self._arrange_views()
        self.panel.show_person(None)

    def _scene(self) -> Scene | None:
        case = self.session.case
        return scene_of(case, self.session.library.book.links) if case else None

    def _draw(self) -> None:
        case, scene = self.session.case, self._scene()
        if case is None or scene is None:
            return
        open_ = counts(case).role_open
        told = ngettext(
            "{n} person whose role is not established",
            "{n} people whose role is not established",
            open_,
        )
        self.count.show_state("circle-question-mark", told.format(n=open_), "attn")
        self.count.setVisible(open_ > 0)
        self.empty.setVisible(not scene.parties)
        chosen = str(self.subject or "")
        self.map.show_scene(scene)
        self.map.choose(chosen)
        self.list.show_scene(scene, chosen)
        self.panel.show_person(self.subject)
        self._arrange_views()

    def _list_first(self) -> bool:
        return self._as_list or self.fit == "single"

    def _arrange_views(self) -> None:
        single = self.fit == "single"
        self.list.setVisible(self._list_first())
        self.view.setVisible(single or not self._as_list)
        self.switch.setVisible(not single)
        self.switch.set_words(
            _("The same facts as a map") if self._as_list else _("The same facts as a list")
        )
        self._size_map()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The map takes the height that is left."""
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._size_map)
        return bool(super().eventFilter(watched, event))

    def _size_map(self) -> None:
        seen = self._scroll.viewport().height()
        margins = self._column.contentsMargins()
        room = seen - margins.top() - margins.bottom()
        if self.fit != "single":
            width = self._scroll.viewport().width() - margins.left() - margins.right()
            room -= self.top.heightForWidth(width) if self.top.hasHeightForWidth() else 60
            room -= 8
            if self.empty.isVisibleTo(self):
                room -= self.empty.heightForWidth(width) + 8
        room = max(room, LEAST_MAP)
        if self.view.minimumHeight() != room:
            self.view.setFixedHeight(room)
            self._lay_out_again()

    def _lay_out_again(self) -> None:
        """Forget heights kept from before: they would cut the map."""
        for part in (self._place, self.body, self._inside):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
            part.updateGeometry()
        self._column.activate()

    # Choosing

    def _pressed(self, id_: str) -> None:
        case = self.session.case
        if case is None:
            return
        if id_ in children(case):
            self.navigate.emit(_CHILD, SubjectId(id_))
            return
        self.subject = SubjectId(id_)
        self.map.choose(id_)
        self.list.show_scene(self._scene(), id_)  # type: ignore[arg-type]
        self.panel.show_person(self.subject)
        if self.fit == "single":
            self.panel.role.setFocus()

    def _switch(self) -> None:
        self._as_list = not self._as_list
        self._arrange_views()
        first = self.first_focus()
        if first is not None:
            first.setFocus()

    def _back_to_map(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus()

    # Sheets

    def _asked(self, code: str) -> None:
        subject = self.subject
        if subject is None:
            return
        if code == "role":
            self._open(RoleSheet(self.session, self.theme, subject))
        elif code == "find_out":
            self._open(FindOutSheet(self.session, self.theme, subject))
        elif code == "facts":
            self._open(FactsSheet(self.session, self.theme, subject))
        else:
            self._open(TieSheet(self.session, self.theme, subject, same=code == "same"))

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open_in(self)

    def _settle(self) -> None:
        """What a sheet wrote is in the record: show whoever was added, and when it was saved."""
        self.saved.setText(_("Saved {time}").format(time=when.clock(self.session.now())))
        if isinstance(self.sheet, AddSheet) and self.sheet.added is not None:
            case = self.session.case
            if case is not None and self.sheet.added not in children(case):
                self.subject = self.sheet.added  # a child has a page, and no part in the threat
            self.sheet.added = None
