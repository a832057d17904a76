"""Comparing an area's 32 digits by voice, and the hard stop when they are others.

A card proves only itself. What makes an area known is a person who rang a number found elsewhere
and heard the same digits.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import _
from app.services import calling_back
from ui.controls import (
    Check,
    Danger,
    Facts,
    LineField,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    State,
    TextField,
)
from ui.text import plain
from ui.when import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.errors import Refused
    from app.domain.handover import AreaCard
    from ui.controls.tables import Fact
    from ui.theme import Theme

LABEL_WIDTH = 168


class VoiceSheet(Sheet):
    """Read eight groups of digits aloud, on a number that is not the card's."""

    agreed = Signal(str)  # the number that was rung
    differed = Signal()

    def __init__(self, theme: Theme, title: str, digits: str, card_number: str) -> None:
        told = _(
            "Find their number yourself: an old letter, your switchboard, a directory. Have them "
            "read their digits to you first, then compare."
        )
        super().__init__(theme, _("Check {area} by voice").format(area=title), told)
        self._card_number = card_number
        self.number = LineField(theme, _("The number you rang"), width=320, limit=30)
        card = _("Not {number}: that one stands on the card itself.").format(number=card_number)
        self.number.set_note(card)
        self.body.add(self.number)
        self.body.add(plain(theme, _("Their digits, in eight groups"), "note_strong"), gap=14)
        self.digits = plain(theme, digits, "panel_large", measure=0, selectable=False)
        self.body.add(self.digits, gap=4)
        self.foot.add(
            Primary(theme, _("All eight groups agree"), on_click=self._agree),
            Danger(theme, _("They differ"), on_click=self._differ),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _agree(self) -> None:
        number = self.number.text().strip()
        problem = number_problem(number, self._card_number)
        self.number.set_problem(problem)
        if problem:
            return
        self.close_sheet()
        self.agreed.emit(calling_back.digits(number))

    def _differ(self) -> None:
        self.close_sheet()
        self.differed.emit()


class ChangedRootSheet(Sheet):
    """A known area with another root: both in full, and nothing of it was taken in."""

    rung = Signal()

    def __init__(
        self,
        theme: Theme,
        area: str,
        facts: Mapping[str, object],
        *,
        can_ring: bool,
        told: str = "",
    ) -> None:
        """`facts` are those of `package.changed-root`; `can_ring` when a new card is at hand."""
        said = told or _(
            "This file says it is from {area}, with another key than the one known here. Somebody "
            "may be pretending to be them. Nothing has been kept."
        ).format(area=area)
        title = _("Stop. This is another key.")
        super().__init__(theme, title, said, icon="octagon-alert", lead=_("Refused"), stop=True)
        todo = _("Ring them on the number you had before, and ask whether the key was changed.")
        if not can_ring:
            todo += " " + _("If they did, have their new card sent to you and import it here.")
        rows: list[Fact] = [
            *both(facts),
            (_("What to do now"), todo),
        ]
        self.body.add(Facts(theme, rows, label_width=LABEL_WIDTH, ruled=True, strong=True))
        self.foot.add(Primary(theme, _("Leave it out"), on_click=self.dismiss))
        if can_ring:
            self.foot.add(Secondary(theme, _("I rang them. They changed it"), on_click=self._ring))

    def _ring(self) -> None:
        self.close_sheet()
        self.rung.emit()


class NewRootSheet(Sheet):
    """Knowing an area by another root from now on: on purpose, by voice, and with the reason."""

    heard = Signal(str, str)  # the number that was rung, and what they said

    def __init__(self, theme: Theme, card: AreaCard) -> None:
        told = _(
            "Their old key then counts for nothing here, and nothing that was checked by it "
            "carries over. Type the digits they read to you; they are not shown here on purpose."
        )
        super().__init__(theme, _("A new key for {area}").format(area=card.title), told)
        self._card = card
        self.number = LineField(theme, _("The number you rang, known to you before"), width=320)
        card_number = _("Not {number}: that one stands on the new card.").format(
            number=card.telephone
        )
        self.number.set_note(card_number)
        self.typed = LineField(theme, _("Their digits, eight groups of four"), width=460, limit=50)
        self.said = TextField(theme, _("Who said so, and why it was changed"), lines=2)
        self.sure = Check(theme, _("I know them by their voice, or my switchboard put me through"))
        self.unsure = State(theme, "circle-alert", _("Tick this first, or leave it."), "attn")
        self.unsure.hide()
        self.body.add(self.number, self.typed, self.said, self.sure, self.unsure, gap=10)
        self.foot.add(
            Danger(theme, _("Know them by the new key"), on_click=self._do),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _do(self) -> None:
        number, said = self.number.text().strip(), self.said.text().strip()
        same = "".join(self.typed.text().split()) == self._card.fingerprint.replace(" ", "")
        problems = (
            (self.number, number_problem(number, self._card.telephone)),
            (self.typed, "" if same else _("Those are not the digits of this card. Stop here.")),
            (self.said, "" if said else _("Write it first. It stays in the record.")),
        )
        for field, problem in problems:
            field.set_problem(problem)
        wrong = next((field for field, problem in problems if problem), None)
        if wrong is not None:
            wrong.first_focus().setFocus()
        elif not self.sure.isChecked():
            self.unsure.show()
            self.sure.setFocus()
        else:
            self.close_sheet()
            self.heard.emit(calling_back.digits(number), said)


def both(facts: Mapping[str, object]) -> list[Fact]:
    """Both roots in full, one under the other, so that they can be compared group by group."""
    return [
        (_("Known here"), str(facts.get("known", "–"))),
        (_("In this file"), str(facts.get("found", "–")), "attn", True),
    ]


def refusal_facts(refusal: Refused) -> list[Fact]:
    """What a person needs to see of a refused file's key: both roots, or since when it is gone."""
    if refusal.code == "package.changed-root":
        return both(refusal.facts)
    since = str(refusal.facts.get("since", ""))
    if refusal.code != "package.revoked" or not since:
        return []
    words = _(
        "Since {day}. What it signs is refused whatever date it bears, since whoever has the key "
        "can write any date. Of what was sent before, ask them which still holds."
    )
    return [(_("Key withdrawn"), words.format(day=day(date.fromisoformat(since))))]


def number_problem(number: str, card_number: str) -> str:
    """What is wrong with the number that somebody says they rang, or nothing."""
    if not calling_back.is_number(number):
        return _("Write the number you rang.")
    if calling_back.is_on_card(number, card_number):
        return _("That is the number on the card. If the card is false, so is its number.")
    return ""
