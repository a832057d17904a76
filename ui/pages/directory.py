"""Which page has which code, written out. Pages are imported when they are first shown."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from app.i18n import N_
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    Column,
    DateField,
    LineField,
    MenuItem,
    Option,
    Table,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.controls import Page
    from ui.session import Session
    from ui.theme import Theme

OFFICE_PAGES = {
    "today": N_("Today"),
    "cases": N_("Cases"),
    "supervision": N_("Supervision"),
    "contacts": N_("Contacts"),
    "settings": N_("Settings"),
    "package": "",
    "review": "",
    "translating": "",
}
"""Code and tab of each page outside a case; an empty tab has none of its own."""

CASE_PAGES = {
    "prepare": N_("Prepare"),
    "conversation": N_("Conversation"),
    "people": N_("People"),
    "judgement": N_("Judgement"),
    "plan": N_("Plan"),
    "handover": N_("Handover"),
    "record": N_("Record"),
    "child": "",
}

_WHERE = {
    "today": ("ui.pages.home", "TodayPage"),
    "cases": ("ui.pages.home", "CasesPage"),
    "supervision": ("ui.pages.supervision", "SupervisionPage"),
    "contacts": ("ui.pages.contacts", "ContactsPage"),
    "settings": ("ui.pages.settings", "SettingsPage"),
    "package": ("ui.pages.package", "PackagePage"),
    "review": ("ui.pages.reviewing", "ReviewPage"),
    "translating": ("ui.pages.translating", "TranslatingPage"),
    "prepare": ("ui.pages.prepare", "PreparePage"),
    "conversation": ("ui.pages.conversation", "ConversationPage"),
    "people": ("ui.pages.people", "PeoplePage"),
    "judgement": ("ui.pages.judgement", "JudgementPage"),
    "plan": ("ui.pages.plan", "PlanPage"),
    "handover": ("ui.pages.handover", "HandoverPage"),
    "record": ("ui.pages.record", "RecordPage"),
    "child": ("ui.pages.child", "ChildPage"),
}


_FIRST = (
    *("app.services.inbox", "app.services.handing_over", "app.domain.report"),
    *("app.services.report_words", "app.services.report_source", "app.services.reporting"),
    *("ui.controls.timeline", "ui.pages.paper", "ui.questionnaire", "app.services.interpreting"),
    *("csv", "xml.etree.ElementTree", "app.content.xliff", "app.services.language_packs"),
    *("app.services.translating", "ui.show_card", "ui.showing", "ui.pages.languages.keeping"),
    *("ui.map", "app.services.correcting", "app.services.opening"),
    *("app.services.planning", "app.services.stopping", "ui.pages.read_first"),
    *("ui.pages.conversation", "ui.pages.record", "ui.pages.register", "ui.pages.package"),
    *("app.services.hearing_back", "ui.pages.marking", "ui.pages.handover"),
)
"""What pages import and takes long, each after what it imports itself; one at a step.

A test names the page that brings too much at once, and what to add here before it.
"""


def load_pages() -> Iterator[None]:
    """Import the pages that nobody has looked at yet, and before them their parts, in steps."""
    for module in dict.fromkeys((*_FIRST, *(module for module, _name in _WHERE.values()))):
        if module not in sys.modules:
            import_module(module)
            yield


def warm_up(theme: Theme) -> Iterator[None]:
    """Make one of each field and let it go, so that nobody waits for the first of its kind.

    Qt's bindings make up their types when they are first asked for.
    """
    for make in (
        lambda: TextField(theme, ""),
        lambda: LineField(theme, ""),
        lambda: DateField(theme, ""),
        lambda: ChoiceField(theme, "", [MenuItem("", "")]),
        lambda: AnswerGroup(theme, [Option("", "")], name=""),
        lambda: Table(theme, [Column("")]),
    ):
        make().deleteLater()
        yield


def make_page(code: str, session: Session, theme: Theme) -> Page:
    """The page with this code; `KeyError` for a code nobody has."""
    module, name = _WHERE[code]
    page: Page = getattr(import_module(module), name)(session, theme)
    return page
