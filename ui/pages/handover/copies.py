"""Copies of a case, on the Handover page: for whom, what she was told, reading, the register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.consent import NO_CONSENT, NO_RELEASE, gaps
from app.i18n import _
from app.services import disclosing
from ui.pages.exchange import place_dialog
from ui.pages.handover import drafting, sheets
from ui.pages.handover.consenting import ConsentSheet, PresetSheet
from ui.pages.handover.preview import PreviewSheet
from ui.pages.handover.spoken import SpokenSheet
from ui.pages.register import RegisterSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.exchange import Place
    from ui.pages.handover.drafting import Chosen
    from ui.pages.handover.page import HandoverPage


class Copies:
    """What the page's buttons on copies do. It keeps nothing: what is chosen stays on the page."""

    def __init__(self, page: HandoverPage) -> None:
        """Stand on the page."""
        self._page = page
        self.choose_register: Place = place_dialog(
            page, _("Save the register as pages"), page.session.desk.store
        )

    def choose_preset(self) -> None:
        """For what kind of reader."""
        page = self._page
        PresetSheet(page.session, page.theme, page.chosen, page.choose).open_in(page)

    def ask_consent(self) -> None:
        """What she was told, and who decided."""
        self._ask(lambda: None)

    def with_consent(self, go_on: Callable[[], None]) -> None:
        """Go on at once if it is written; else ask first, and go on when it has been written."""
        if not gaps(self._page.chosen.consent):
            go_on()
            return
        self._ask(go_on, at_once=True)

    def _ask(self, go_on: Callable[[], None], *, at_once: bool = False) -> None:
        page = self._page

        def act(chosen: Chosen) -> None:
            page.choose(chosen)
            go_on()

        sheet = ConsentSheet(page.session, page.theme, page.chosen, act)
        if at_once:
            sheet.show_gaps()
        sheet.open_in(page)

    def preview(self) -> None:
        """Everything the reader will see, before anything is sealed."""
        page = self._page
        case = page.session.case
        if case is None:
            return
        report = page.sealing.report(case, page.chosen)
        sheet = PreviewSheet(page.session, page.theme, case, page.chosen, report)
        sheet.save.connect(self.copy)
        sheet.look_at.connect(self._look_at)
        sheet.open_in(page)

    def _look_at(self, entry: str) -> None:
        self._page.navigate.emit("record", entry)

    def copy(self) -> None:
        """The pages, to whoever has no key: for whom, and then where they are saved."""
        page = self._page
        case = page.session.case

        def act(to: str, chosen: Chosen) -> None:
            def save() -> None:
                if case is not None:
                    told = replace(chosen, consent=page.chosen.consent)
                    page.sealing.copy(case, told, to)

            self.with_consent(save)

        sheets.CopySheet(page.session, page.theme, page.chosen, act).open_in(page)

    def spoken(self) -> None:
        """What was told by word of mouth; what she was told of it is asked for this alone."""
        page = self._page

        def act(to: str, chosen: Chosen) -> None:
            def keep(consented: Chosen) -> None:
                handed = drafting.handed(consented, to)
                page.session.record(lambda desk, case: disclosing.log_spoken(desk, case, handed))

            ConsentSheet(page.session, page.theme, chosen, keep).open_in(page)

        fresh = replace(page.chosen, consent=NO_CONSENT, release=NO_RELEASE)
        SpokenSheet(page.session, page.theme, fresh, act).open_in(page)

    def register(self) -> None:
        """Everything that was shared."""
        page = self._page
        if page.session.case is not None:
            RegisterSheet(
                page.session, page.theme, page.session.case, self.choose_register
            ).open_in(page)
