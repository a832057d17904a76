"""What is shown from the record and never typed: accounts side by side, and what was not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import prompted, said_in
from app.domain.visit import is_dealt, open_visit, prompts
from app.i18n import _
from ui.controls import EarlierAnswer, Stack
from ui.questionnaire import words
from ui.questionnaire.asked import Asked, ValueField
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.answers import Account
    from ui.theme import Theme


class ViewField(ValueField):
    """Draws one of the views of the record; which one is said by the item's id."""

    def __init__(self, theme: Theme, asked: Asked) -> None:
        super().__init__(theme, asked)
        self._place = Stack(gap=12)
        self.add(self._place)
        self.follow()

    def follow(self) -> None:
        """Draw it again from the record."""
        self._place.clear()
        draw = _VIEWS.get(self.asked.item.id, _side_by_side)
        if not draw(self, self._place):
            nothing = _(
                "Nothing yet. What is said today will stand here beside what was said before."
            )
            self._place.add(plain(self.theme, nothing, "note", "ink2"))


def _side_by_side(field: ViewField, place: Stack) -> bool:
    """Every address with accounts of another visit and of this one, or that differ."""
    session, theme, case = field.asked.session, field.theme, field.asked.session.case
    if case is None:
        return False
    drawn = False
    items = session.library.book.items
    for item, about, row in case.by_address:
        found = prompted(case, item, about, row, field.asked.visit)
        if not found.earlier or not (found.today or len(found.earlier) > 1):
            continue
        drawn = True
        label = items[item].label if item in items else str(item)
        place.add(plain(theme, label, "label"))
        for account in (*found.today, *found.earlier):
            place.add(_account(field, account))
    return drawn


def _account(field: ViewField, account: Account) -> EarlierAnswer:
    case, session = field.asked.session.case, field.asked.session
    assert case is not None  # noqa: S101 - the view was drawn from it
    told = words.read_back(account, session.library.book.items, case)
    own = words.own_words(account)
    return EarlierAnswer(field.theme, told, own, words.provenance(case, account))


def _not_asked(field: ViewField, place: Stack) -> bool:
    """Every prompt of this visit that has no answer, and the reason given."""
    session, case = field.asked.session, field.asked.session.case
    if case is None:
        return False
    every = prompts(case, session.library.screening, open_visit(case), session.today())
    reasons = words.state_words()
    drawn = False
    for prompt in every:
        said = said_in(case, prompt.item, prompt.about, field.asked.visit)
        why = [c for a in said for c in a.value.codes if c in {"declined", "not_safe"}]
        if is_dealt(case, prompt, field.asked.visit) and not why:
            continue
        drawn = True
        reason = reasons[why[-1]] if why else reasons["not_asked"]
        text = _("{item}: {reason}").format(item=prompt.item.label, reason=reason.lower())
        place.add(plain(field.theme, text))
    return drawn


_VIEWS: dict[str, Callable[[ViewField, Stack], bool]] = {
    "V1": _side_by_side,
    "V4": _not_asked,
}
