"""Contacts: the areas this laptop knows, how well it knows them, and checking one by voice.

A card proves only itself. What makes an area known is a person who rang a number found elsewhere
and heard the same digits.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.domain.handover import Standing
from app.i18n import _
from app.services import calling_back
from ui import when
from ui.controls import (
    Facts,
    Line,
    Link,
    Page,
    Primary,
    Secondary,
    Spread,
    Stack,
    State,
)
from ui.ending import card_ends, key_ends
from ui.pages.digits import ChangedRootSheet, NewRootSheet, VoiceSheet
from ui.pages.exchange import FileDrop, find_dialog, place_dialog, read_in, save_and_read_back
from ui.pages.handover.panels import key_state
from ui.pages.told import Told
from ui.pages.trust_words import clash_words, list_facts, news_words, vouching_facts
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        self.find_list: Find = find_dialog(self, _("Open a list of withdrawn keys"))
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
        self.take_list = Secondary(
            theme, _("Import a list of withdrawn keys"), icon="download", on_click=self._find_list
        )
        self.give_list = Secondary(
            theme, _("Save our list of withdrawn keys"), icon="upload", on_click=self._save_list
        )
        self.trust = Secondary(
            theme, _("Save the trust list"), icon="save", on_click=self._save_trust
        )
        self._buttons((self.take, "import"), (self.give, "card"))
        told = _("An area gives up keys that were lost. Take in its newest list, and pass ours on.")
        self.rail.add(plain(theme, told, "note", "ink2"), gap=14)
        self._buttons((self.take_list, "import-list"), (self.give_list, "list"))
        self.rail.add(Line(theme), gap=14)
        self._buttons((self.trust, "trust"))
        told = _(
            "The trust list is trust.txt: what ssh-keygen and a check on another machine read. It "
            "holds areas and their public keys, and nothing of a case."
        )
        self.rail.add(plain(theme, told, "note", "ink2"), gap=10)

    def _buttons(self, *named: tuple[Secondary | Primary, str]) -> None:
        for button, name in named:
            button.setObjectName(f"page.contacts.{name}")
            row = Spread()
            row.add(button)
            self.rail.add(row)

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
        if area.standing is Standing.OWN:
            rows += key_ends(self.session.post.enrolled_until(), self.session.now())
        return rows + vouching_facts(area) + list_facts(area, self.session.now())

    # Cards in

    def _find(self) -> None:
        read_in(self.find_file(), self.take_card, self._told.refuse)

    def _find_list(self) -> None:
        read_in(self.find_list(), self.take_card, self._told.refuse)

    def take_card(self, content: bytes, _name: str) -> None:
        """Keep an area's card, unchecked, or its list; another root for it is a hard stop."""
        post = self.session.post
        if post.is_list(content):
            self._take_list(content)
            return
        try:
            card = post.read_card(content)
            known = calling_back.changed_root(post, card)
            if known is not None:
                self._changed(card, known, content)
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

    def _take_list(self, content: bytes) -> None:
        """A list of withdrawn keys, from a memory stick; what it changed is said."""
        try:
            news = self.session.post.take_list(content)
        except Refused as refusal:
            if refusal.code == "package.changed-root":
                self._stop(str(refusal.facts["area"]), refusal.facts)
            else:
                self._told.refuse(refusal)
            return
        self._draw()
        self._told.tell(news_words(news), icon="check" if news.is_newer else "info")
        for clash in news.clashes:
            facts = {"known": clash.known, "found": clash.found}
            self._stop(clash.area, facts, told=clash_words(clash.area))

    def _stop(
        self, area: str, facts: Mapping[str, object], *, told: str = "", card: bytes = b""
    ) -> None:
        sheet = ChangedRootSheet(self.theme, area, facts, can_ring=bool(card), told=told)
        sheet.rung.connect(lambda: self._ask_anew(card))
        sheet.open_in(self)

    def _changed(self, card: AreaCard, known: KnownArea, content: bytes) -> None:
        desk, post = self.session.desk, self.session.post
        desk.store.log("changed root refused", card.area, desk.author.principal)
        facts = {"known": post.spoken(known.root), "found": card.fingerprint}
        self._stop(card.area, facts, card=content)

    def _ask_anew(self, content: bytes) -> None:
        card = self.session.post.read_card(content)
        sheet = NewRootSheet(self.theme, card)
        sheet.heard.connect(partial(self._anew, content))
        sheet.open_in(self)

    def _anew(self, content: bytes, number: str, said: str) -> None:
        area = self.session.post.root_anew(content, number, said)
        self._draw()
        words = _("{area} is known by its new key, checked by you, now.").format(area=area.area)
        because = _("Its old list of withdrawn keys is gone too. Ask them for the new one.")
        if area.area == self.session.desk.area:
            because = _("Your own certificate is of the old key. Ask for a new one in Settings.")
        self._told.tell(words, icon="badge-check", because=because)

    # Checking by voice

    def _check(self, desk: Addressee) -> None:
        sheet = VoiceSheet(self.theme, desk.title, desk.fingerprint, desk.telephone)
        sheet.agreed.connect(partial(self._checked, desk))
        sheet.differed.connect(lambda: self._differed(desk))
        sheet.open_in(self)

    def _checked(self, desk: Addressee, number: str) -> None:
        self.session.post.check_by_voice(desk.area.area, number)
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

    def _save_list(self) -> None:
        try:
            content = self.session.post.own_list()
        except Refused as refusal:
            self._told.refuse(refusal)
            return
        self._save("withdrawn-keys.age", content)

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
