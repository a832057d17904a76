"""Contacts: the areas this laptop knows, how well it knows them, and checking one by voice.

A card proves only itself. What makes an area known is a person who rang a number found elsewhere
and heard the same digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.domain.handover import Standing
from app.i18n import _
from app.services import calling_back
from ui import when
from ui.controls import (
    Danger,
    Facts,
    Line,
    LineField,
    Link,
    Page,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
)
from ui.ending import card_ends
from ui.pages.exchange import FileDrop, find_dialog, place_dialog, read_in, save_and_read_back
from ui.pages.handover.panels import key_state
from ui.pages.told import Told
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.handover import AreaCard, KnownArea
    from app.services.post import Addressee
    from ui.controls.tables import Fact
    from ui.pages.exchange import Find, Place
    from ui.session import Session
    from ui.theme import Theme


class ContactsPage(Page):
    """Known areas, their digits and their state; cards in and out."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        """Draw nothing until it is arrived at."""
        super().__init__(theme, name=_("Contacts"), rail_width=400)
        self.setObjectName("page.contacts")
        self.session = session
        self.find_file: Find = find_dialog(self, _("Open an area’s card"))
        self.choose_file: Place = place_dialog(self, _("Save the file"), session.desk.store)
        self.top.add(plain(theme, _("Areas this laptop knows"), "title"))
        told = _("A desk can read what you seal. Ring before you trust a card.")
        self.top.add(plain(theme, told, "body", "ink2"), gap=2)
        self._told, self._list = Told(self), Stack()
        self.body.add(self._told)
        self.body.add(self._list, gap=8)
        self._make_rail()
        FileDrop(self, self.take_card, self._told.refuse)

    def _make_rail(self) -> None:
        theme = self.theme
        self.take = Primary(theme, _("Import an area’s card"), icon="download", on_click=self._find)
        self.give = Secondary(
            theme, _("Save our own card"), icon="upload", on_click=self._save_card
        )
        self.trust = Secondary(
            theme, _("Save the trust list"), icon="save", on_click=self._save_trust
        )
        names = ("import", "card", "trust")
        for button, name in zip((self.take, self.give, self.trust), names, strict=True):
            button.setObjectName(f"page.contacts.{name}")
            row = Spread()
            row.add(button)
            self.rail.add(row)
        told = _(
            "The trust list is trust.txt: what ssh-keygen and a check on another machine read. It "
            "holds areas and their public keys, and nothing of a case."
        )
        self.rail.add(plain(theme, told, "note", "ink2"), gap=10)

    def arrive(self, _argument: object = None) -> None:
        """Read what is known afresh."""
        self._told.clear()
        self._draw()

    def flush(self) -> None:
        """Nothing is typed here but in sheets."""

    # Drawing

    def _draw(self) -> None:
        self._list.clear()
        found = calling_back.areas(self.session.post)
        if not found:
            words = _("No area is known here yet. Yours comes with your area’s key, in Settings.")
            self._list.add(plain(self.theme, words, "lead", "ink2"), gap=10)
            link = Link(self.theme, _("Open Settings"))
            link.clicked.connect(lambda _on=False: self.navigate.emit("settings", None))
            self._list.add(link, gap=6)
        for area, desks in found:
            self._list.add(self._area(area, desks), Line(self.theme))

    def _area(self, area: KnownArea, desks: Sequence[Addressee]) -> Stack:
        panel = Stack(margins=(0, 12, 0, 12))
        title = desks[0].title if desks else area.area
        head = Spread(gap=16, line_gap=2)
        head.add(plain(self.theme, title, "panel", measure=0))
        head.add_end(State(self.theme, *key_state(area)))
        panel.add(head)
        panel.add(Facts(self.theme, self._facts(area, desks), label_width=168), gap=8)
        if area.standing in {Standing.UNCHECKED, Standing.VOUCHED} and desks:
            check = Secondary(self.theme, _("Check by voice"), icon="phone", small=True)
            check.setAccessibleName(_("Check {area} by voice").format(area=title))
            check.setObjectName(f"page.contacts.check.{area.area}")
            check.clicked.connect(lambda _on=False: self._check(desks[0]))
            row = Spread()
            row.add(check)
            panel.add(row, gap=6)
        return panel

    def _facts(self, area: KnownArea, desks: Sequence[Addressee]) -> list[Fact]:
        rows: list[Fact] = [(_("Area"), area.area)]
        if desks:
            own = area.standing is Standing.OWN
            digits = _("Our digits") if own else _("Their digits")
            rows.append((digits, desks[0].fingerprint))
            rows.append((_("Desks"), ", ".join(d.desk.name for d in desks)))
            number = _("Number on our card") if own else _("Number on their card")
            rows.append((number, desks[0].telephone))
            rows += card_ends(desks[0].until, self.session.now())
        else:
            words = _("Their card is not here, so nothing can be sent to them")
            rows.append((_("Desks"), words, "attn", True))
        if area.check is not None:
            told = _("{who} rang {number}, {day}, {time}").format(
                who=area.check.by,
                number=area.check.number,
                day=when.day(area.check.at),
                time=when.clock(area.check.at),
            )
            rows.append((_("Checked by voice"), told))
        if area.alone and area.check is None:
            words = _("One person made this key, with no witness. Nobody vouches for it")
            rows.append((_("Made by"), words, "attn", True))
        until = area.list_until
        if until is not None and until < self.session.now():
            words = _("Ran out on {day}. Ask for a newer one").format(day=when.day(until))
            rows.append((_("List of withdrawn keys"), words, "attn", True))
        return rows

    # Cards in

    def _find(self) -> None:
        read_in(self.find_file(), self.take_card, self._told.refuse)

    def take_card(self, content: bytes, _name: str) -> None:
        """Keep an area's card, unchecked; a known area with another root is a hard stop."""
        post = self.session.post
        try:
            card = post.read_card(content)
            known = calling_back.changed_root(post, card)
            if known is not None:
                self._stop(card, known)
                return
            area = post.admit_card(content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._draw()
        if area.standing is Standing.UNCHECKED:
            words = _("{area} is here, NOT CHECKED.").format(area=card.title)
            self._told.tell(
                words, icon="circle-alert", because=_("Ring them before you send anything.")
            )
        else:
            words = _("{area}’s card is up to date. It is known by the same key as before.")
            self._told.tell(words.format(area=card.title), icon="badge-check")

    def _stop(self, card: AreaCard, known: KnownArea) -> None:
        desk = self.session.desk
        desk.store.log("changed root refused", card.area, desk.author.principal)
        kept = next(
            (d.fingerprint for a, ds in calling_back.areas(self.session.post) for d in ds[:1]
             if a.area == known.area),
            "–",
        )  # fmt: skip
        told = _(
            "This card says it is {area}, with another key than the one known here. Somebody may "
            "be pretending to be them. Nothing has been kept."
        ).format(area=card.area)
        sheet = Sheet(
            self.theme,
            _("Stop. This is another key."),
            told,
            icon="octagon-alert",
            lead=_("Refused"),
            stop=True,
        )
        rows: list[Fact] = [
            (_("Known here"), kept),
            (_("On this card"), card.fingerprint, "attn", True),
            (
                _("What to do now"),
                _("Ring them on the number you had before, and ask whether the key was changed."),
            ),
        ]
        sheet.body.add(Facts(self.theme, rows, label_width=168, ruled=True, strong=True))
        sheet.foot.add(Primary(self.theme, _("Leave it out"), on_click=sheet.dismiss))
        sheet.open_in(self)

    # Checking by voice

    def _check(self, desk: Addressee) -> None:
        sheet = VoiceSheet(self.session, self.theme, desk)
        sheet.checked.connect(lambda: self._checked(desk))
        sheet.differed.connect(lambda: self._differed(desk))
        sheet.open_in(self)

    def _checked(self, desk: Addressee) -> None:
        self._draw()
        words = _("{area} is checked by voice, by you, now.").format(area=desk.title)
        self._told.tell(words, icon="badge-check")
        self.take.setFocus()  # the button that was pressed has gone; next to it in order is Lock

    def _differed(self, desk: Addressee) -> None:
        store, who = self.session.desk.store, self.session.desk.author.principal
        store.log("voice check differed", desk.area.area, who)
        words = _("The digits of {area} differ. Send them nothing.").format(area=desk.title)
        because = _("Tell your supervisor, and ask the area for its card by a way you trust.")
        self._told.tell(words, icon="octagon-alert", because=because)

    # Files out

    def _save_card(self) -> None:
        try:
            content = self.session.post.own_card()
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._save("area-card.age", content)

    def _save_trust(self) -> None:
        self._save("trust.txt", self.session.post.trust_text().encode())

    def _save(self, name: str, content: bytes) -> None:
        path = self.choose_file(name)
        if path is None:
            return
        try:
            save_and_read_back(path, content)
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._told.tell(_("Saved as {name}, and read back from the disk.").format(name=path.name))


class VoiceSheet(Sheet):
    """Read eight groups of digits aloud, on a number that is not the card's."""

    checked = Signal()
    differed = Signal()

    def __init__(self, session: Session, theme: Theme, desk: Addressee) -> None:
        told = _(
            "Find their number yourself: an old letter, your switchboard, a directory. Have them "
            "read their digits to you first, then compare."
        )
        super().__init__(theme, _("Check {area} by voice").format(area=desk.title), told)
        self._session, self._desk = session, desk
        self.number = LineField(theme, _("The number you rang"), width=320, limit=30)
        card = _("Not {number}: that one stands on the card itself.").format(number=desk.telephone)
        self.number.set_note(card)
        self.body.add(self.number)
        self.body.add(plain(theme, _("Their digits, in eight groups"), "note_strong"), gap=14)
        self.digits = plain(theme, desk.fingerprint, "panel_large", measure=0, selectable=False)
        self.body.add(self.digits, gap=4)
        self.foot.add(
            Primary(theme, _("All eight groups agree"), on_click=self._agree),
            Danger(theme, _("They differ"), on_click=self._differ),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _agree(self) -> None:
        number = self.number.text().strip()
        if not calling_back.is_number(number):
            self.number.set_problem(_("Write the number you rang."))
            return
        if calling_back.is_on_card(number, self._desk.telephone):
            self.number.set_problem(
                _("That is the number on the card. If the card is false, so is its number.")
            )
            return
        spelt = calling_back.digits(number)
        self._session.post.check_by_voice(self._desk.area.area, spelt)
        self.close_sheet()
        self.checked.emit()

    def _differ(self) -> None:
        self.close_sheet()
        self.differed.emit()
