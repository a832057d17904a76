"""Which answers a package asks for: a handover’s, or those to a notice that a case is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Step
from app.domain.deliveries import CLOSURE_NOTICE, NOTICES
from app.i18n import _
from ui.controls import MenuItem
from ui.pages.package.replies import KINDS, ON_CLOSING

if TYPE_CHECKING:
    from app.domain.handover import Verified

_FIRST = (Step.ARRIVED, Step.READ)
_LATER = (Step.FIRST_CONTACT, Step.CONFERENCE, Step.TRANSFERRED, Step.ASKED)


def asks_to_close(package: Verified | None) -> bool:
    """Whether it asks who objects to closing a case."""
    return package is not None and package.delivery.purpose == CLOSURE_NOTICE


def accept_words(package: Verified | None) -> str:
    """What the first button says."""
    if asks_to_close(package):
        return _("No objection")
    if package is not None and package.delivery.purpose in NOTICES:
        return _("Take it in")
    return _("Accept by name")


def decline_words(package: Verified | None) -> str:
    """What the button beside it says."""
    return _("Object") if asks_to_close(package) else _("Decline, say who holds it")


def step_items(package: Verified | None, *, taken: bool) -> list[MenuItem]:
    """The further answers under More; after a notice was taken in, nothing of a handover."""
    steps: tuple[Step, ...] = _LATER if taken else _FIRST
    if taken and package is not None and package.delivery.purpose in NOTICES:
        steps = (Step.ASKED,)
    items = [MenuItem(step.value, _(KINDS[step].title)) for step in steps]
    if taken and asks_to_close(package):
        items.insert(0, MenuItem(Step.DECLINED.value, _(ON_CLOSING[Step.DECLINED].title)))
    return items
