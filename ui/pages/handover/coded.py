"""Coded copies, on the Handover page: for whom, the code to be read out, and that it was told.

The code is shown on the screen and nowhere else: no file, no clipboard, no log has it. It can be
shown again for as long as the case is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.coded import number_told
from app.domain.deliveries import deliveries
from app.domain.recipients import Manner
from app.domain.spoken_code import groups_aloud
from app.i18n import _
from app.services import coding
from app.services.calling_back import is_number
from app.services.coding import NoKey, Telling
from ui import when
from ui.controls import (
    ChoiceField,
    LineField,
    Link,
    MenuItem,
    Primary,
    Quiet,
    Sheet,
    Spread,
    Stack,
    State,
    TextField,
)
from ui.pages.handover import drafting
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.deliveries import Delivery
    from app.services.coding import Kept
    from ui.pages.handover.drafting import Chosen
    from ui.pages.handover.page import HandoverPage
    from ui.session import Session
    from ui.theme import Role, Theme


class CodedSheet(Sheet):
    """For whom a coded PDF is, and on which number its code will be told."""

    def __init__(
        self, session: Session, theme: Theme, chosen: Chosen, act: Callable[[NoKey, Chosen], None]
    ) -> None:
        told = _(
            "For somebody with no key and no such program. They open the file with any PDF reader "
            "and a code. You tell them the code by telephone. The parts are those chosen on the "
            "page."
        )
        super().__init__(theme, _("Make a coded PDF"), told)
        self._chosen, self._act = chosen, act
        self.to = LineField(theme, _("Who is to have it"), width=460, limit=120)
        self.to.set_note(_("The place, and the person there by name or by post."))
        reader = session.library.recipients.of(chosen.preset)
        if reader is not None and reader.manner is Manner.PAPER:
            self.to.set_text(reader.label)
        self.number = LineField(theme, _("The number you will ring"), width=300, limit=30)
        self.number.set_note(
            _("One you had before, or looked up yourself. Never one from a message of theirs.")
        )
        lists = session.library.sharing
        purposes = [MenuItem(t.code, t.label) for t in lists.purposes]
        bases = [MenuItem(t.code, t.label) for t in lists.bases]
        self.purpose = ChoiceField(theme, _("What for"), purposes, value=chosen.purpose)
        self.basis = ChoiceField(theme, _("Legal ground"), bases, value=chosen.basis)
        self.body.add(self.to, self.number, self.purpose, self.basis, gap=10)
        self.foot.add(
            Primary(theme, _("Make it and save the file"), icon="save", on_click=self._make),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _make(self) -> None:
        to, number = self.to.text().strip(), self.number.text().strip()
        self.to.set_problem("" if to else _("Write who is to have it."))
        known = is_number(number)
        self.number.set_problem("" if known else _("Write the number you will ring."))
        for field in (self.purpose, self.basis):
            field.set_problem("" if field.value() else _("Choose one."))
        if to and known and self.purpose.value() and self.basis.value():
            chosen = replace(self._chosen, purpose=self.purpose.value(), basis=self.basis.value())
            self.close_sheet()
            self._act(NoKey(to, number), chosen)


class CodeSheet(Sheet):
    """One code, in groups large enough to be read across a table, each as it is said."""

    def __init__(self, theme: Theme, kept: Kept, to: str, tell: Callable[[], None]) -> None:
        title = _("Ring {who}").format(who=to)
        said = _(
            "Ring {number}, a number you had before. Read the code group by group and have it "
            "read back to you: capitals, with the hyphens. Never send it by letter or message."
        )
        number = kept.number.replace(" ", "\u00a0") or "–"
        super().__init__(theme, title, said.format(number=number))
        self._tell = tell
        self.code = QWidget()
        self.code.setAccessibleName(_("The code"))
        grid = QGridLayout(self.code)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        size: Role = "stop" if theme.one_column else "clock"  # all five at once, at any text size
        said_so = groups_aloud(kept.codes.code)
        for n, group in enumerate(kept.codes.code.split("-")):
            hyphen = "" if n == len(said_so) - 1 else "-"
            shown = plain(theme, f"{group}{hyphen}", size, wrap=False)
            shown.setObjectName(f"page.handover.code.{n + 1}")
            names = plain(theme, " ".join(said_so[n]), "panel", "ink2", wrap=False)
            grid.addWidget(shown, n, 0)
            grid.addWidget(names, n, 1, Qt.AlignmentFlag.AlignVCenter)
        self.body.add(self.code)
        self.foot.add(
            Primary(theme, _("I have told it"), icon="phone", on_click=self._told),
            Quiet(theme, _("Not told yet"), on_click=self.dismiss),
        )

    def _told(self) -> None:
        self.close_sheet()
        self._tell()


class TellSheet(Sheet):
    """To whom the code was told, and on which number."""

    def __init__(self, session: Session, theme: Theme, delivery: Delivery, number: str) -> None:
        told = _(
            "The register keeps to whom it was told, on which number and when; the code is in "
            "none of it. Ask them to ring you back with the code on the first page."
        )
        super().__init__(theme, _("The code was told"), told)
        self._session, self._delivery = session, delivery
        self.who = LineField(theme, _("Whom you told it"), width=460, limit=80)
        self.number = LineField(theme, _("On which number"), width=300, limit=30)
        self.number.set_text(number)
        self.words = TextField(theme, _("What else was said"), lines=2)
        self.body.add(self.who, self.number, self.words, gap=10)
        self.foot.add(
            Primary(theme, _("Keep this"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        who, number = self.who.text().strip(), self.number.text().strip()
        self.who.set_problem("" if who else _("Write whom you told it."))
        known = is_number(number)
        self.number.set_problem("" if known else _("Write the number you spoke on."))
        if not who or not known:
            return
        telling, delivery = Telling(who, number, self.words.text().strip()), self._delivery
        if self._session.record(lambda d, c: coding.tell(d, c, delivery, telling)):
            self.close_sheet()


class CodePanel(Stack):
    """Whether the code of the copy that is shown was told, and the way to it."""

    show_code = Signal(object)  # Delivery

    def __init__(self, session: Session, theme: Theme, delivery: Delivery, now: datetime) -> None:
        super().__init__()
        told = delivery.tellings
        if told:
            number = number_told(told[-1].body.text).replace(" ", "\u00a0")
            words = _("The code was told {when} on {number}")
            said = words.format(when=when.at(told[-1].said, now), number=number)
            self.add(State(theme, "phone", said, "ink"))
        elif delivery.opened is None:
            self.add(State(theme, "phone", _("The code is not told yet. Ring them"), "attn"))
        if coding.kept(session.desk, delivery.digest) is not None:
            label = _("Show the code again") if told else _("Show the code to read out")
            link = Link(theme, label, on_click=lambda: self.show_code.emit(delivery))
            link.setObjectName("page.handover.code")
            row = Spread()
            row.add(link)
            self.add(row)
        if delivery.opened is None:
            words = _("When they read back the code of its first page, log the call.")
            self.add(plain(theme, words, "note", "ink2"))


class CodedCopies:
    """What the page does about coded copies. What is chosen stays on the page."""

    def __init__(self, page: HandoverPage) -> None:
        """Stand on the page, with a way to make one under its other copies."""
        self._page = page
        self.link = Link(page.theme, _("Make a coded PDF"), icon="lock", on_click=self.make)
        self.link.setObjectName("page.handover.coded")
        page.body.add(self.link, gap=4)
        page.loop.code.connect(self.show)
        page.sealing.coded.connect(self.made)

    def is_for(self, chosen: Chosen) -> bool:
        """Whether the reader that was chosen has no key, and no desk was chosen."""
        reader = self._page.session.library.recipients.of(chosen.preset)
        return not chosen.area and reader is not None and reader.manner is Manner.PAPER

    def make(self) -> None:
        """For whom; then what she was told, if it is not written; then where it is saved."""
        page = self._page

        def act(to: NoKey, chosen: Chosen) -> None:
            def seal() -> None:
                case = page.session.case
                told = replace(chosen, consent=page.chosen.consent, release=page.chosen.release)
                draft = drafting.coded_draft(page.session, told, to)
                if case is not None:
                    page.sealing.begin(case, told, draft)

            page.copies.with_consent(seal)

        CodedSheet(page.session, page.theme, page.chosen, act).open_in(page)

    def made(self, digest: str, name: str) -> None:
        """A coded copy was saved: its code is shown at once, for the telephone."""
        page = self._page
        if name:
            words = _("Sealed and saved as {name}, and read back from the disk.")
            because = _("Send the file. Tell the code by telephone alone, and wait for their call.")
            page.tell(words.format(name=name), because)
        case = page.session.case
        found = deliveries(case, page.session.desk.area) if case else ()
        delivery = next((d for d in found if d.digest == digest), None)
        if delivery is not None:
            self.show(delivery)

    def show(self, delivery: Delivery) -> None:
        """The code of one delivery, large."""
        page = self._page
        kept = coding.show(page.session.desk, delivery.digest)
        if kept is None:
            return

        def tell() -> None:
            TellSheet(page.session, page.theme, delivery, kept.number).open_in(page)

        CodeSheet(page.theme, kept, delivery.body.to, tell).open_in(page)
