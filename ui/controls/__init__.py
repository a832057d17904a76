"""The UI kit. Each part with its signature and signals stands in docs/ui-kit.md.

Every part takes a `Theme` first, paints itself, follows `Theme.changed`, keeps 4 px inside itself
for the focus ring, and can be reached and named by a screen reader.

A part is loaded when it is first asked for by name, since the first window needs few of them and
a person waits for it. `_AT` therefore says again what the imports say to the type checkers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.controls.answers import Answer, AnswerGroup, Option
    from ui.controls.buttons import Button, Danger, Link, Primary, Quiet, Secondary
    from ui.controls.cards import FindingCard, MoreCards
    from ui.controls.choices import Check, ChoiceField
    from ui.controls.dates import DateField
    from ui.controls.dialog import Sheet
    from ui.controls.earlier import EarlierAnswer, Quote
    from ui.controls.fields import Field, LineField, PassphraseField, TextField
    from ui.controls.header import Header, Tab
    from ui.controls.menu import Menu, MenuButton, MenuItem
    from ui.controls.notice import Notice
    from ui.controls.page import Fit, Page, fit_of
    from ui.controls.painted import Line, Painted, Panel
    from ui.controls.rows import DetailRow, HeadRule, ListRow, TaskRow
    from ui.controls.scrolling import Scrolling
    from ui.controls.search import SearchField
    from ui.controls.sections import Section, Sections
    from ui.controls.spread import Spread
    from ui.controls.stack import Stack
    from ui.controls.state import State
    from ui.controls.strip import Strip, StripAction
    from ui.controls.tables import Column, Facts, Table
    from ui.controls.timeline import Moment, Step, Steps, Timeline

__all__ = [
    "Answer", "AnswerGroup", "Button", "Check", "ChoiceField", "Column", "Danger", "DateField",
    "DetailRow", "EarlierAnswer", "Facts", "Field", "FindingCard", "Fit", "HeadRule", "Header",
    "Line", "LineField", "Link", "ListRow", "Menu", "MenuButton", "MenuItem", "Moment",
    "MoreCards", "Notice", "Option", "Page", "Painted", "Panel", "PassphraseField", "Primary",
    "Quiet", "Quote", "Scrolling", "SearchField", "Secondary", "Section", "Sections", "Sheet",
    "Spread", "Stack", "State", "Step", "Steps", "Strip", "StripAction", "Tab", "Table", "TaskRow",
    "TextField", "Timeline", "fit_of",
]  # fmt: skip

_AT: Final = {
    "Answer": "answers", "AnswerGroup": "answers", "Option": "answers",
    "Button": "buttons", "Danger": "buttons", "Link": "buttons", "Primary": "buttons",
    "Quiet": "buttons", "Secondary": "buttons",
    "FindingCard": "cards", "MoreCards": "cards",
    "Check": "choices", "ChoiceField": "choices",
    "DateField": "dates",
    "Sheet": "dialog",
    "EarlierAnswer": "earlier", "Quote": "earlier",
    "Field": "fields", "LineField": "fields", "PassphraseField": "fields", "SearchField": "search",
    "TextField": "fields",
    "Header": "header", "Tab": "header",
    "Menu": "menu", "MenuButton": "menu", "MenuItem": "menu",
    "Notice": "notice",
    "Fit": "page", "Page": "page", "fit_of": "page",
    "Line": "painted", "Painted": "painted", "Panel": "painted",
    "DetailRow": "rows", "HeadRule": "rows", "ListRow": "rows", "TaskRow": "rows",
    "Scrolling": "scrolling",
    "Section": "sections", "Sections": "sections",
    "Spread": "spread",
    "Stack": "stack",
    "State": "state",
    "Strip": "strip", "StripAction": "strip",
    "Column": "tables", "Facts": "tables", "Table": "tables",
    "Moment": "timeline", "Step": "timeline", "Steps": "timeline", "Timeline": "timeline",
}  # fmt: skip
"""Where each part stands."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load the part that is asked for, once; AttributeError when there is none."""
        at = _AT.get(name)
        if at is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        part = getattr(import_module(f"{__name__}.{at}"), name)
        globals()[name] = part
        return part
