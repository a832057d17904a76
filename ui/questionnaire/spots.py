"""One address of the record on the screen: its control, and saving what stands in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.answers import accounts_at
from app.domain.entry import Value
from app.services import recording
from app.services.recording import Said

if TYPE_CHECKING:
    from app.domain.answers import Account
    from app.domain.ids import EntryId
    from ui.questionnaire.asked import Asked, ValueField


class Spot:
    """A control and the answer that stands at its address. `field` is None for words alone."""

    def __init__(self, asked: Asked, field: ValueField | None) -> None:
        self.asked = asked
        self.field = field
        self._saved: tuple[Value, Said] = (Value(), Said())
        self._written: set[EntryId] = set()

    def standing(self) -> Account | None:
        """This sitting's answer: of the visit, or at the desk whatever stands."""
        asked, case = self.asked, self.asked.session.case
        if case is None:
            return None
        found = accounts_at(case, asked.item.id, asked.about, asked.row_code)
        mine = [a for a in found if asked.visit is None or a.entry.visit == asked.visit]
        return mine[-1] if mine else None

    def value(self) -> Value:
        """What stands in the control; nothing for one that saves by itself."""
        if self.field is None or self.field.saves_itself:
            return Value()
        return self.field.value()

    def show_standing(self, usual: Said) -> Said:
        """Show what the record says, and return how it was said."""
        account = self.standing()
        if account is None:
            self._saved = (Value(), replace(_kept(usual), words=""))
            return usual
        body = account.body
        if self.field is not None:
            self.field.show_value(body.value)
        said = Said(
            asked=body.asked,
            words=body.words,
            words_language=body.words_language,
            said_by=body.said_by,
            channel=body.channel,
            nature=body.nature,
            happened=body.happened,
            confidence=body.confidence,
            interpreted=body.interpreted,
            way=body.way,
            checked=body.checked,
        )
        self._saved = (body.value, _kept(said))
        return said

    def is_dirty(self, said: Said) -> bool:
        """Whether the control says something else than the record does."""
        now = (self.value(), _kept(said))
        if now == self._saved:
            return False
        # How nothing was said is nothing worth keeping.
        told = bool(said.words or said.interpreted)
        return self.standing() is not None or now[0] != Value() or told

    def save(self, said: Said) -> bool:
        """Put it in the record, if it says something new. False when that was refused."""
        if not self.is_dirty(said):
            return True
        asked, value = self.asked, self.value()
        told = value.text or said.words or said.interpreted
        told_how = replace(said, noes=asked.session.noes()) if told else said
        done = asked.session.record(
            lambda desk, case: recording.answer(
                desk,
                case,
                asked.item,
                value,
                told_how,
                about=asked.about,
                row=asked.row_code,
                visit=asked.visit,
                slips=self._written,
            )
        )
        if done:
            self._saved = (value, _kept(said))
            account = self.standing()
            if account is not None:
                self._written.add(account.entry.id)
        return done


def _kept(said: Said) -> Said:
    """What makes an answer another one: not how it was asked, nor that it was said back."""
    return replace(said, asked="", way="", checked="")
