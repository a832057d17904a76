"""Papers of the case in the rail: what is kept, where the original is, adding and saving out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import RestrictionClass
from app.domain.errors import Refused
from app.domain.papers import papers
from app.i18n import _
from app.services import papers as keeping
from app.services.report_words import CLASS_TITLES
from ui import files, when
from ui.controls import (
    ChoiceField,
    LineField,
    Link,
    MenuItem,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
)
from ui.pages.exchange import place_dialog
from ui.text import plain

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.case import Case
    from app.domain.papers import Paper
    from ui.session import Session
    from ui.theme import Theme

MOST = 8 * 1024 * 1024
"""Bytes in one paper."""

KINDS = "*.pdf *.jpg *.jpeg *.png"


class Papers(Stack):
    """The papers that stand, with their class in words."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self.choose_file = place_dialog(self, _("Save it outside"), session.desk.store)
        self.setObjectName("page.record.papers")

    def show_case(self, case: Case) -> None:
        """Draw the list."""
        self.clear()
        self.add(plain(self._theme, _("Papers"), "panel"))
        found = papers(case)
        if not found:
            words = _("None kept. Orders, drawings and photographs can be kept here, as they came.")
            self.add(plain(self._theme, words, "note", "ink2"), gap=4)
        for paper in found:
            self._add(paper)
        line = Spread()
        line.add(Secondary(self._theme, _("Add a paper"), icon="plus", on_click=self._choose))
        self.add(line, gap=8)

    def _add(self, paper: Paper) -> None:
        self.add(plain(self._theme, paper.title, "strong"), gap=8)
        told = _("{class_}. Original: {where}. {when}").format(
            class_=_(CLASS_TITLES[paper.rc]),
            where=paper.original or _("not said"),
            when=when.day(paper.entry.at),
        )
        self.add(plain(self._theme, told, "note", "ink2"))
        link = Link(self._theme, _("Save it outside"))
        link.setAccessibleName(_("Save it outside: {title}").format(title=paper.title))
        link.clicked.connect(lambda _checked=False: self._save(paper))
        line = Spread()
        line.add(link)
        self.add(line)

    def _choose(self) -> None:
        kinds = _("PDF, JPEG or PNG") + f" ({KINDS})"
        chosen = files.ask_what_to_open(self, _("Add a paper"), kinds)
        if chosen is not None:
            self.add_from(chosen)

    def add_from(self, path: Path) -> None:
        """Read a chosen file, and ask what it is."""
        try:
            content = files.read(path, MOST)
        except Refused as refusal:
            self._session.refused.emit(refusal)
            return
        PaperSheet(self._session, self._theme, content).open_in(self.window())

    def _save(self, paper: Paper) -> None:
        chosen = self.choose_file(f"paper.{paper.ending}")
        if chosen is not None:
            self.save_to(paper, chosen)

    def save_to(self, paper: Paper, path: Path) -> None:
        """Write a paper to a chosen place; that it left is chained."""
        try:
            files.save(path, keeping.give_out(self._session.desk, paper))
        except Refused as refusal:
            self._session.refused.emit(refusal)


class PaperSheet(Sheet):
    """What a paper is, who may have it, and where the original is."""

    def __init__(self, session: Session, theme: Theme, content: bytes) -> None:
        words = _("It is kept as it came. Delete the copy it came from when you have done.")
        super().__init__(theme, _("What is this paper?"), words)
        self._session, self._content = session, content
        self.title_field = LineField(theme, _("What it is called here, without a name"), limit=80)
        items = [MenuItem(rc.value, _(CLASS_TITLES[rc])) for rc in RestrictionClass]
        self.rc = ChoiceField(theme, _("Who may have it"), items, value=RestrictionClass.RC1.value)
        self.where = LineField(theme, _("Where the original is"), limit=200)
        self.body.add(self.title_field, self.rc, self.where)
        self.foot.add(
            Primary(theme, _("Keep this paper"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        title, where = self.title_field.text().strip(), self.where.text().strip()
        self.title_field.set_problem("" if title else _("Write what it is."))
        self.where.set_problem("" if where else _("Write where the original is."))
        if not title or not where:
            return
        rc = RestrictionClass(self.rc.value())
        done = self._session.record(
            lambda desk, case: keeping.add(desk, case, title, self._content, where, rc)
        )
        if done:
            self.close_sheet()
