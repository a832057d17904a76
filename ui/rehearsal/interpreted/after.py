"""Steps after an interpreted visit: debrief, the later question, the handover, and the check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.rehearsal import across
from ui.rehearsal.interpreted.before import SPOKEN
from ui.rehearsal.interpreted.proof import check

if TYPE_CHECKING:
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage

LANGUAGES: Final = "Languages for the person"


def debrief(stage: Stage) -> None:
    """Asked of the interpreter when she has gone; it leaves the task to ask her later."""
    hands = stage.hands
    hands.go("Debrief the interpreter")
    hands.see("What was hard to interpret?")
    hands.fill("What was unclear", "She speaks low when the stairs creak.")
    hands.fill("Words with more than one meaning", "Promise, and debt: one word for both.")
    hands.pick("Safe to leave", "Safe")
    hands.pick("The interpreter's notes", "Destroyed here")
    hands.go("Do not use this interpreter again")
    hands.fill("Why they are not to be used again", "Answered for her, twice.")
    stage.picture("debrief")
    hands.go("Keep the debrief")
    hands.wait(lambda: not hands.reads("Not debriefed yet."), "the debrief is still owed")


def languages(stage: Stage) -> None:
    """What may be shown in which language, and the desk where its texts are worked on."""
    hands = stage.hands
    hands.click("Today")
    hands.click("Settings")
    if hands.has(LANGUAGES):
        hands.click(LANGUAGES)
    else:
        hands.pick("Part of the settings", LANGUAGES)
    work = f"Work on the texts of {SPOKEN}"
    hands.wait(lambda: hands.has(work), "the languages are not listed")
    stage.picture("languages")
    hands.click(work)
    hands.see("Nothing here is shown to a person.", "My name is")
    stage.picture("translation-desk")
    hands.click("Work on open.why")
    hands.see("What somebody else reads in it")
    stage.picture("translation-text")
    hands.click("Back to the list")
    hands.click("Back to the settings")


def asked_later(stage: Stage) -> None:
    """The task stands on Today, and she is asked by another way."""
    hands = stage.hands
    hands.click("Today")
    task = hands.named("E. Ask how the interpreter was")
    hands.look_at(task)
    stage.picture("task-on-today")
    hands.go(task)
    hands.see("never through the same interpreter")
    hands.go("Write what she said of the interpreter")
    hands.see("Was the interpreter good for you?")
    hands.pick("Happy with the interpreter", "Was not")
    hands.fill("Her words: Happy with the interpreter", "She said what my husband would say.")
    hands.pick("The same interpreter again", "Another one")
    hands.pick("How it was asked", "In English")
    stage.picture("asked-later")
    hands.go("Keep what she said")
    hands.wait(
        lambda: not hands.has("Write what she said of the interpreter"), "the task is still open"
    )


def received(stage: Stage) -> None:
    """At the other desk the pages and the parts say the same; nothing of the visit is a “no”."""
    across.receiver_opens(stage)
    stage.write_keys()  # for whoever checks it after us, also when our own check fails
    check(stage)


def lock(stage: Stage) -> None:
    """Back at the sender's window: locking closes the vault."""
    stage.turn_to(stage.people[0])
    across.lock(stage)


STEPS: tuple[Step, ...] = (
    ("Debrief, away from her", debrief),
    ("Languages: what may be shown, and their desk", languages),
    ("Today: she is asked later, by another way", asked_later),
    ("Handover: to whom, what for, by when", across.addressed),
    ("Handover: what is missing, with a reason", across.what_is_missing),
    ("Handover: seal and save", across.seal),
    ("Handover: a reading copy as pages", across.reading_copy),
    ("Machine check at the receiver: no “no” of that visit stands", received),
    ("Sender: lock", lock),
)
