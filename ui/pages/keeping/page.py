"""Keeping an area's root: whom it certifies, whom no longer, for whom it vouches, what goes out.

The number is compared by voice before anything is signed: a request file proves that its maker
holds a key, and not who its maker is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.trusting import Withdrawal
from app.i18n import _, ngettext
from ui.controls import (
    Danger,
    HeadRule,
    Line,
    LineField,
    Notice,
    Page,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
)
from ui.pages.digits import ChangedRootSheet, VoiceSheet
from ui.pages.exchange import find_dialog, place_dialog, read_in, save_and_read_back
from ui.pages.keeping.rail import KeepingRail
from ui.pages.keeping.requests import RequestSheet
from ui.pages.keeping.rows import CertificateRow, VouchedRow
from ui.pages.keeping.withdrawing import WithdrawSheet
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.enrolment import EnrolmentRequest
    from app.domain.handover import AreaCard
    from app.services.keeping_root import RootDesk
    from app.services.root_kept import Answered
    from ui.pages.exchange import Find, Place
    from ui.theme import Theme


class KeepingPage(Page):
    """Requests in, answers out; whom the area stands by; beside them its own digits and files."""

    def __init__(self, desk: RootDesk, theme: Theme) -> None:
        """Draw what this vault keeps."""
        super().__init__(theme, name=_("Your area’s root key"), rail_width=400)
        self.setObjectName("page.keeping")
        self._desk = desk
        self.find_file: Find = find_dialog(self, _("Open a request"))
        self.find_card: Find = find_dialog(self, _("Open an area’s card"))
        self.choose_file: Place = place_dialog(self, _("Save the file"))
        self.top.add(plain(theme, _("Laptops that ask for their key"), "title"))
        told = _("Sign only for somebody you know, whose number you have just heard.")
        self.top.add(plain(theme, told, "body", "ink2"), gap=2)
        self._told, self._due = Told(self), Stack()
        self._answered, self._vouched = Stack(), Stack()
        self.open = Primary(theme, _("Open a request"), icon="folder-open", on_click=self._find)
        self.open.setObjectName("page.keeping.open")
        self.vouch = Secondary(
            theme, _("Vouch for another area"), icon="shield-check", on_click=self._find_card
        )
        self.vouch.setObjectName("page.keeping.vouch")
        self.body.add(self._told, self._due, gap=8)
        self._add_beside()
        self._row(self.open)
        self.body.add(HeadRule(theme, _("Answered")), gap=20)
        self.body.add(self._answered)
        self.body.add(HeadRule(theme, _("Areas we vouch for")), gap=20)
        self.body.add(self._vouched)
        self._row(self.vouch)
        self.beside = KeepingRail(theme, desk)
        self.beside.card_asked.connect(self._save_card)
        self.beside.list_asked.connect(self._save_list)
        self.beside.key_asked.connect(self._ask_key)
        self.rail.add(self.beside)
        self._draw()

    def _add_beside(self) -> None:
        """Who stands by: asked of a root of two, before anything is signed with it."""
        self.witness = LineField(
            self.theme, _("The second person who is here now"), width=500, limit=60
        )
        self.witness.setObjectName("page.keeping.beside")
        self.witness.set_text(self._desk.beside() or "")
        self.witness.set_note(
            _("Two people made this key, and two sign with it. With nobody here, all you sign is "
              "marked as signed by one person.")
        )  # fmt: skip
        self.witness.edited.connect(self._desk.stand_beside)
        self.witness.setVisible(self._desk.beside() is not None)
        self.body.add(self.witness, gap=14)

    def _row(self, button: QWidget) -> None:
        row = Spread()
        row.add(button)
        self.body.add(row, gap=8)

    def first_focus(self) -> QWidget:
        """Opening a request."""
        return self.open

    # Drawing

    def _draw(self) -> None:
        self._draw_due()
        self._draw_answered()
        self._draw_vouched()
        self.beside.show_list()

    def _draw_due(self) -> None:
        """What the keeper owes the area's laptops, above everything else."""
        self._due.clear()
        theme, answered = self.theme, self._desk.answered()
        if answered and self._desk.list_until() is None:
            words = _("What we stand by has changed. No laptop has been told of it yet.")
            notice = Notice(theme, words, icon="circle-alert", ink="attn")
            notice.setObjectName("page.keeping.untold")
            save = Secondary(theme, _("Save the list now"), icon="save", on_click=self._save_list)
            save.setObjectName("page.keeping.untold.save")
            notice.acts.add(save)
            self._due.add(notice, gap=4)
        ends = len(self._desk.ending())
        if ends:
            words = ngettext(
                "{n} certificate ends soon or has just ended. Tell its owner to ask again.",
                "{n} certificates end soon or have just ended. Tell their owners to ask again.",
                ends,
            ).format(n=ends)
            notice = Notice(theme, words, icon="clock-alert", ink="attn")
            notice.setObjectName("page.keeping.ending")
            self._due.add(notice, gap=4)

    def _draw_answered(self) -> None:
        self._answered.clear()
        answered = self._desk.answered()
        if not answered:
            words = _(
                "Nobody yet. A laptop’s request comes as a file, from step four of setting up."
            )
            self._answered.add(plain(self.theme, words, "body", "ink2"), gap=8)
        for one in reversed(answered):
            row = CertificateRow(self.theme, one, self._now(), partial(self._ask_withdraw, one))
            self._answered.add(row, Line(self.theme))

    def _draw_vouched(self) -> None:
        self._vouched.clear()
        vouched = self._desk.vouched()
        if not vouched:
            words = _(
                "None. Laptops of this area know other areas only by their own calls until then."
            )
            self._vouched.add(plain(self.theme, words, "body", "ink2"), gap=8)
        for area in vouched:
            digits = self._desk.spoken(area.root)
            row = VouchedRow(self.theme, area, digits, partial(self._ask_let_go, area.area))
            self._vouched.add(row, Line(self.theme))

    def _now(self) -> datetime:
        return self._desk.now()

    # Requests

    def _find(self) -> None:
        read_in(self.find_file(), self.take_request, self._told.refuse)

    def take_request(self, content: bytes, _name: str) -> None:
        """Show who asks, with the number to compare; refused when it is no good request."""
        try:
            asked = self._desk.read(content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        sheet = RequestSheet(self.theme, self._desk, asked)
        sheet.agreed.connect(lambda: self.answer(asked))
        sheet.open_in(self)

    def answer(self, asked: EnrolmentRequest) -> None:
        """The numbers agree: sign, and save the answer. Nothing is signed with no place for it."""
        path = self.choose_file("answer.age")
        if path is None:
            return
        try:
            save_and_read_back(path, self._desk.answer(asked).content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._draw()
        words = _("Saved as {name} for {who}.").format(name=path.name, who=asked.principal)
        self._told.tell(words, because=_("Only that laptop can open it. Take it there yourself."))

    # Withdrawing

    def _ask_withdraw(self, one: Answered) -> None:
        sheet = WithdrawSheet(self.theme, one, self._now())
        sheet.chosen.connect(partial(self._withdraw, one))
        sheet.open_in(self)

    def _withdraw(self, one: Answered, since: datetime, why: str) -> None:
        try:
            self._desk.withdraw(one.serial, since, Withdrawal(why))
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._draw()
        words = _("{who}: certificate {n} is withdrawn.").format(who=one.principal, n=one.serial)
        because = _("A laptop knows of it when the list reaches it. Ring round until then.")
        self._told.tell(words, icon="user-x", because=because)
        self.open.setFocus()

    # Vouching

    def _find_card(self) -> None:
        read_in(self.find_card(), self.take_area, self._told.refuse)

    def take_area(self, content: bytes, _name: str) -> None:
        """Another area's card: compare its digits by voice before standing by it."""
        try:
            card = self._desk.read_area(content)
        except Refused as refusal:
            if refusal.code == "package.changed-root":
                self._stop(refusal)
            else:
                self._told.refuse(refusal)
            return
        sheet = VoiceSheet(self.theme, card.title, card.fingerprint, card.telephone)
        sheet.agreed.connect(partial(self._vouch, card))
        sheet.differed.connect(lambda: self._differed(card))
        sheet.open_in(self)

    def _stop(self, refusal: Refused) -> None:
        told = _(
            "We vouch for {area} by another key than the one on this card. Nothing has been kept. "
            "If they did change it, take back what we say of them first, then open this card again."
        ).format(area=refusal.facts["area"])
        area = str(refusal.facts["area"])
        ChangedRootSheet(self.theme, area, refusal.facts, can_ring=False, told=told).open_in(self)

    def _vouch(self, card: AreaCard, number: str) -> None:
        self._desk.vouch(card, number)
        self._draw()
        words = _("We vouch for {area} from now on.").format(area=card.title)
        because = _("Our laptops know it when the list reaches them.")
        self._told.tell(words, icon="badge-check", because=because)

    def _differed(self, card: AreaCard) -> None:
        words = _("The digits of {area} differ. We do not vouch for them.").format(area=card.title)
        because = _("Ask the area for its card by a way you trust.")
        self._told.tell(words, icon="octagon-alert", because=because)

    def _ask_let_go(self, area: str) -> None:
        sheet = LetGoSheet(self.theme, area)
        sheet.done.clicked.connect(lambda _on=False: self._let_go(area, sheet))
        sheet.open_in(self)

    def _let_go(self, area: str, sheet: Sheet) -> None:
        sheet.close_sheet()
        self._desk.let_go(area)
        self._draw()
        self._told.tell(_("We no longer vouch for {area}.").format(area=area))
        self.vouch.setFocus()

    # Files out

    def _save_card(self) -> None:
        self._save("area-card.age", self._desk.card_file)

    def _save_list(self) -> None:
        if self._save("withdrawn-keys.age", self._desk.list_file):
            self._desk.list_given_out()
            self._draw()

    def _ask_key(self) -> None:
        DeskKeySheet(self).open_in(self)

    def save_key(self) -> None:
        """Save the desks' identities where somebody says."""
        self._save("our-desk-key.txt", lambda: self._desk.desk_key().encode())

    def _save(self, name: str, make: Callable[[], bytes]) -> bool:
        """Nothing is made, and nothing is logged as given out, with no place for it."""
        path: Path | None = self.choose_file(name)
        if path is None:
            return False
        try:
            save_and_read_back(path, make())
        except Refused as refusal:
            self._told.refuse(refusal)
            return False
        self._told.tell(_("Saved as {name}, and read back from the disk.").format(name=path.name))
        return True


class LetGoSheet(Sheet):
    """What taking it back does, and what it cannot do."""

    def __init__(self, theme: Theme, area: str) -> None:
        told = _(
            "Laptops that know {area} only by our word know it as not checked, once the list "
            "reaches them. One whose owner rang them keeps that: tell them too."
        ).format(area=area)
        super().__init__(theme, _("No longer vouch for {area}?").format(area=area), told)
        self.done = Danger(theme, _("No longer vouch for them"))
        self.foot.add(self.done, Quiet(theme, _("Leave it"), on_click=self.dismiss))


class DeskKeySheet(Sheet):
    """What the desk's key can do, before it is put into a file."""

    def __init__(self, page: KeepingPage) -> None:
        told = _(
            "Whoever has this file can open every package sent to your desk. Its only use is to "
            "check a package without this program. Keep it in the safe, never on a case laptop."
        )
        super().__init__(page.theme, _("Save the desk’s key?"), told)
        self._page = page
        self.foot.add(
            Primary(page.theme, _("Save it"), on_click=self._do),
            Quiet(page.theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        self.close_sheet()
        self._page.save_key()
