"""Cards: what a person is shown on the screen, and the small one that she may keep.

A card to keep is a danger where somebody goes through her things, so it is off until the
organisation turns it on, and even then a number learnt by heart is better. It can hold one
neutral sentence of its own and one number, and never a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from app.domain.errors import ReportRefused
from app.domain.renderings import Address
from app.domain.shown import note_of
from app.domain.translation import NotShown
from app.services.recording import write

if TYPE_CHECKING:
    from app.domain.cards import CardLook, LeaveBehindFormat
    from app.domain.case import Case
    from app.domain.translation import Shelf, Shown
    from app.domain.visit import Visit
    from app.ports.record import CaseStore
    from app.services.desk import Desk

TO_KEEP: Final = "card.call"
"""The one text that may be kept; what it is about cannot be told from it."""

_SETTING = "cards-to-keep"


class CardDrawer(Protocol):
    """Draws what a person is shown or may keep. Takes only what `may_show` let through.

    Raises `ReportRefused`.
    """

    def card_svg(self, shown: Shown, look: CardLook) -> bytes:
        """A show-card as an SVG drawing."""
        ...

    def leave_behind(self, shown: Shown, telephone: str, format_: LeaveBehindFormat) -> bytes:
        """A card to keep, as a PDF."""
        ...


def may_keep(store: CaseStore) -> bool:
    """Whether the organisation has turned cards to keep on. They are off at first."""
    return store.setting(_SETTING) == "on"


def let_keep(store: CaseStore, on: bool, who: str) -> None:
    """Turn cards to keep on or off; who did is written down."""
    store.set_setting(_SETTING, "on" if on else "")
    store.log(f"cards to keep {'on' if on else 'off'}", "", who)


def card_to_keep(
    store: CaseStore,
    drawer: CardDrawer,
    shelf: Shelf,
    tag: str,
    telephone: str,
    format_: LeaveBehindFormat,
    *,
    address: Address = Address.WOMAN,
) -> bytes | NotShown:
    """The card as a PDF, in a language whose text may be shown; else why there is none.

    Raises:
        ReportRefused: `report.no-card` while they are turned off; `report.one-number` for what
            is no telephone number; and as drawing does.
        RecordRefused: `name.forbidden`, for a number with a hidden character.
        ContentRefused: `text.no-value` for an empty one.
    """
    shown = text_to_keep(store, shelf, tag, telephone, address)
    return shown if isinstance(shown, NotShown) else drawer.leave_behind(shown, telephone, format_)


def text_to_keep(
    store: CaseStore, shelf: Shelf, tag: str, telephone: str, address: Address = Address.WOMAN
) -> Shown | NotShown:
    """What would stand on a card to keep, for whoever draws it elsewhere; raises as it does."""
    if not may_keep(store):
        raise ReportRefused("report.no-card")
    return shelf.may_show(tag, TO_KEEP, values={"number": telephone}, address=address)


def put_on_record(
    desk: Desk,
    case: Case,
    shown: Shown,
    english: str,
    *,
    visit: Visit | None = None,
    kept: bool = False,
) -> Case:
    """Write down what a person is shown, or is given to keep, beside its English."""
    return write(desk, case, note_of(shown, english, kept=kept), visit=visit.id if visit else None)
