"""Steps of the visit: one prompt at a time, from the first words to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.rehearsal.driver import Driver
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage


def begin(stage: Stage) -> None:
    """The conversation begins, with earlier answers and cards put away: it is her home."""
    hands = stage.hands
    hands.go("Begin the conversation")
    hands.see("Bring earlier answers and cards")
    stage.picture("first-prompt")


STEPS: tuple[Step, ...] = (("Begin the conversation", begin),)
