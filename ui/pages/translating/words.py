"""How a text stands at the translation desk, in words, and where it may go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.renderings import Address, State
from app.i18n import _
from ui.controls import MenuItem

if TYPE_CHECKING:
    from app.domain.renderings import Rendering
    from app.services.translating import Comparison
    from ui.theme import Ink

NONE: Final = "none"
STALE: Final = "stale"
SAME: Final = "same"

NEXT: Final[dict[State, tuple[State, ...]]] = {
    State.MACHINE_DRAFT: (State.DRAFT, State.TRANSLATED),
    State.DRAFT: (State.TRANSLATED,),
    State.TRANSLATED: (State.REVIEWED,),
    State.REVIEWED: (State.APPROVED,),
    State.APPROVED: (),
    State.WITHDRAWN: (State.DRAFT,),
}
"""Where the desk offers to bring a text; whether it may go there, the service says."""


def state_words(one: Comparison) -> tuple[str, str, Ink]:
    """Icon, words and ink of one text as it stands today."""
    if one.rendering is None:
        return "circle-dashed", _("No text yet"), "ink2"
    if one.stale:
        return "clock-alert", _("Out of date: the English has changed"), "attn"
    return _states()[one.rendering.state]


def _states() -> dict[State, tuple[str, str, Ink]]:
    return {
        State.MACHINE_DRAFT: ("triangle-alert", _("Machine draft, checked by nobody"), "attn"),
        State.DRAFT: ("pencil", _("Draft by a person"), "ink"),
        State.TRANSLATED: ("contrast", _("Translated"), "ink"),
        State.REVIEWED: ("contrast", _("Reviewed"), "ink"),
        State.APPROVED: ("badge-check", _("Approved"), "ink"),
        State.WITHDRAWN: ("circle-x", _("Withdrawn"), "attn"),
    }


def filters() -> list[MenuItem]:
    """What the list may be narrowed to."""
    states = [MenuItem(state.value, words) for state, (_i, words, _k) in _states().items()]
    return [
        MenuItem("", _("All texts")),
        MenuItem(NONE, _("No text yet")),
        *states,
        MenuItem(STALE, _("Out of date")),
        MenuItem(SAME, _("Back-translation word for word the English")),
    ]


def fits(one: Comparison, wanted: str) -> bool:
    """Whether a text is among those that were asked for."""
    if wanted == NONE:
        return one.rendering is None
    if wanted == STALE:
        return one.stale
    if wanted == SAME:
        return one.same
    return not wanted or (one.rendering is not None and one.rendering.state.value == wanted)


def step_words(to: State) -> str:
    """What a button says that brings a text a step further."""
    return {
        State.DRAFT: _("Take over as a draft"),
        State.TRANSLATED: _("Mark as translated"),
        State.REVIEWED: _("Mark as reviewed"),
        State.APPROVED: _("Approve: it says what the English says"),
    }[to]


def hands(rendering: Rendering) -> str:
    """Whose hands a text has been through, and on which days."""
    parts = (
        (_("Translated by {who}"), rendering.translated_by, rendering.translated_on),
        (_("Reviewed by {who}"), rendering.reviewed_by, rendering.reviewed_on),
        (_("Approved by {who}"), rendering.approved_by, None),
    )
    return " ".join(
        f"{words.format(who=who)}{f', {on.isoformat()}' if on else ''}."
        for words, who, on in parts
        if who
    )


def spoken_to(rendering: Rendering) -> list[tuple[str, str]]:
    """The words, each with whom they speak to; both empty where there is nothing to say."""
    if rendering.address is not Address.WOMAN:
        return [("", rendering.text)]
    return [(_("To a woman"), rendering.text), (_("To a man"), rendering.masculine)]
