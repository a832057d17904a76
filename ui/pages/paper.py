"""A report on the screen: the same words as on the printed pages, drawn with the kit's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.report import Line as ReportLine
from app.domain.report import Lines, Mark, Pairs, Quotes, Tone
from app.domain.report import Table as ReportTable
from app.i18n import _
from ui.controls import Column, Facts, HeadRule, Quote, Stack, State, Table
from ui.native import NativeText
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.report import Block, Cell, Report, Section
    from ui.controls.tables import Fact
    from ui.theme import Ink, Role, Theme

_MARKS = {
    Mark.ESTABLISHED: "check",
    Mark.SUSPECTED: "contrast",
    Mark.NOT_ESTABLISHED: "circle-question-mark",
    Mark.RULED_OUT: "circle-x",
    Mark.MISSING: "circle-dashed",
    Mark.PARTLY: "contrast",
    Mark.DONE: "check",
    Mark.DUE: "clock",
}
_INKS: dict[Tone, Ink] = {Tone.MISSING: "attn", Tone.QUIET: "ink2"}


def facts(theme: Theme, lines: Sequence[ReportLine], *, label_width: int = 132) -> Facts:
    """Labelled lines as on page one."""
    return Facts(theme, [_fact(line) for line in lines], label_width=label_width, strong=True)


def _fact(line: ReportLine) -> Fact:
    text = "\n".join(t for t in (line.text, line.provenance) if t)
    if line.tone is Tone.MISSING:
        return (line.label, text, "attn", True)
    return (line.label, text, "ink", line.tone is Tone.STRONG)


def sections(report: Report) -> list[tuple[str, Section, str]]:
    """Every section with its title, and the rule of the sheet it is on."""
    return [
        (f"{sheet.title}: {section.title}" if sheet.rule else section.title, section, sheet.rule)
        for sheet in report.sheets
        for section in sheet.sections
    ]


def section_panel(theme: Theme, title: str, section: Section, rule: str = "") -> Stack:
    """One section: heading (if it has one), how old, who may hold it, its blocks. Empty says so."""
    panel = Stack()
    if title:
        panel.add(HeadRule(theme, title))
    if rule:
        panel.add(plain(theme, rule, "note_strong", "ink2"), gap=6)
    if section.age:
        ink: Ink = "attn" if section.stale else "ink2"
        icon = "clock-alert" if section.stale else "clock"
        panel.add(State(theme, icon, section.age, ink, role="note"), gap=6)
    if section.intro:
        panel.add(plain(theme, section.intro, "note", "ink2"), gap=6)
    for block in section.blocks:
        panel.add(_block(theme, block), gap=10)
    if not section.blocks:
        panel.add(plain(theme, section.empty or _("Nothing."), "body", "ink2"), gap=10)
    return panel


def _block(theme: Theme, block: Block) -> QWidget:
    if isinstance(block, Lines):
        panel = Stack()
        if block.title:
            panel.add(plain(theme, block.title, "row"))
        panel.add(facts(theme, block.lines, label_width=190), gap=4)
        return panel
    if isinstance(block, Quotes):
        panel = Stack(gap=10)
        for quote in block.quotes:
            told = ". ".join(t for t in (quote.caution, quote.provenance) if t)
            if quote.asked:
                panel.add(plain(theme, quote.asked, "label", "ink2"))
            panel.add(Quote(theme, f"“{quote.words}”", told))
        return panel
    if isinstance(block, Pairs):
        return _pairs(theme, block)
    return _table(theme, block)


def _pairs(theme: Theme, block: Pairs) -> Stack:
    """English, and under it the other language: a draft never without its band."""
    panel = Stack(gap=10)
    for pair in block.pairs:
        both = Stack()
        both.add(plain(theme, pair.english))
        if pair.band:
            both.add(State(theme, "circle-alert", pair.band, "attn", role="note_strong"), gap=4)
        both.add(NativeText(theme, pair.words, "lead"), gap=4)
        if pair.note:
            both.add(plain(theme, pair.note, "provenance", "ink2"), gap=4)
        panel.add(both)
    return panel


def _table(theme: Theme, block: ReportTable) -> Table:
    least = 170 if len(block.columns) <= 4 else 90  # in large text few columns stack, and are read
    columns = [Column(c.title, least, c.share) for c in block.columns]
    table = Table(theme, columns, name=block.name)
    for row in block.rows:
        table.add_row([_cell(theme, cell) for cell in row])
    return table


def _cell(theme: Theme, cell: Cell) -> QWidget:
    panel = Stack()
    ink: Ink = _INKS.get(cell.tone, "ink")
    icon = _MARKS.get(cell.mark, "")
    if icon:
        panel.add(State(theme, icon, cell.text, ink, role="note"))
    else:
        role: Role = "note_strong" if cell.tone in {Tone.STRONG, Tone.MISSING} else "note"
        panel.add(plain(theme, cell.text, role, ink))
    if cell.second:
        panel.add(plain(theme, cell.second, "provenance", "ink2"))
    return panel
