"""Steps of an interpreted visit: one more person in the room, and what their words are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.rehearsal.driver import StepFailed
from ui.rehearsal.in_the_visit import on, to
from ui.rehearsal.interpreted import before
from ui.rehearsal.interpreted.card import put_away, stands

if TYPE_CHECKING:
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage

INTERPRETED: Final = "As interpreted"
EXACT: Final = "Her exact words"

LINES: Final = 30
"""More lines than the opening has."""

SECTION: Final = "Harm and threat"
"""Where she denies through the interpreter that answers for her."""


def who_can_hear(stage: Stage) -> None:
    """It is owed to ask at the start, and it is asked."""
    hands = stage.hands
    hands.go("Ask who can hear")
    hands.see("Who can hear or see?")
    hands.choose("Nobody else")
    stage.picture("who-can-hear")
    hands.go("Note who can hear")
    hands.wait(lambda: not hands.has("Ask who can hear"), "it is still owed")


def begin(stage: Stage) -> None:
    """The conversation begins with what is read aloud, not with a question."""
    hands = stage.hands
    hands.go("Begin the conversation")
    hands.see("Read this first", "My name is")
    stage.picture("read-first")


def read_first(stage: Stage) -> None:
    """Every line, one a screen; one of them as a card. Then the first question."""
    hands = stage.hands
    hands.go("Next line")
    hands.see("I work for")
    hands.go("Next line")
    hands.see("I want to talk with you about your safety.")
    hands.go("Show card")
    stands(stage)
    stage.picture("read-first-card")
    put_away(stage)
    for _turn in range(LINES):
        if hands.has("Begin the questions"):
            break
        hands.go("Next line")
    hands.see("Can anyone see this screen?")
    stage.picture("read-first-last")
    hands.go("Begin the questions")
    hands.see("Look and listen")
    stage.picture("first-prompt")


def opening(stage: Stage) -> None:
    """How the conversation opens: who is near, is it safe, the interpreter, what is kept."""
    hands = stage.hands
    hands.choose("Nobody else can hear")
    on(hands, "Is it safe to talk now?")
    hands.choose("Yes")
    hands.fill("Minutes there are", "40")
    on(hands, "where are the people you fear?")
    hands.fill("The people they fear", "He is at work. His mother is next door.")
    on(hands, "Does anyone insist")
    hands.choose("No")
    on(hands, "Do you know this interpreter?")
    hands.choose("No")
    hands.fill(INTERPRETED, "No.")
    on(hands, "I write down what you tell me")
    hands.choose("Done")
    hands.see("Saved")
    stage.picture("opening")


def her_story(stage: Stage) -> None:
    """Her one word of her own and what the interpreter made of it stand beside one another."""
    hands = stage.hands
    to(hands, "Her story")
    hands.see("Please tell me what has been happening")
    hands.fill(EXACT, "Kilil.")
    hands.fill(INTERPRETED, "They took the key when I came back from the doctor.")
    hands.see("as interpreted")
    stage.picture("exact-and-interpreted")
    on(hands, "What changed before we met today?")
    hands.fill(EXACT, "No.")
    hands.fill(INTERPRETED, "No, nothing.")


def show_card(stage: Stage) -> None:
    """She reads the question herself, in Sorani; it is a draft, and says so."""
    hands = stage.hands
    to(hands, "Fear")
    hands.see("How afraid are you today?")
    hands.go("Show card")
    stands(stage)
    stage.picture("card-in-sorani")
    put_away(stage)
    hands.see("How afraid are you today?")


def asked_again(stage: Stage) -> None:
    """What came back sounded like no answer: it is asked another way, and said back."""
    hands = stage.hands
    hands.go("Ask another way")
    hands.see("What are you afraid of today?")
    hands.choose("Says: not afraid")
    if not hands.has(INTERPRETED):  # the card was shown before: this answer did not come by it
        hands.go("How it came")
    hands.fill(INTERPRETED, "No.")
    stage.picture("asked-another-way")
    hands.go("Say it back")
    hands.see("did I say this well?")
    stage.picture("said-back")
    hands.go("Said right")
    hands.see("said back: right")


def by_gesture(stage: Stage) -> None:
    """What she shows with her hands did not come through the interpreter."""
    hands = stage.hands
    for _turn in range(20):
        if hands.reads("How is your fear, compared with last month?"):
            break
        hands.go("Next prompt")
    hands.choose("Grown")
    for _press in ("in English", "partly interpreted", "by gesture"):
        hands.go("How it came")
    hands.see("by gesture")
    stage.picture("by-gesture")


def someone_came_in(stage: Stage) -> None:
    """One press: the agreed subject and a sentence about it. The way back asks who can hear."""
    hands = stage.hands
    hands.go("Someone came in")
    hands.see("School forms", "Which school form do you have?")
    stage.picture("someone-came-in")
    hands.go("Carry on")
    hands.see("Who can hear or see?")
    hands.choose("Nobody else")
    stage.picture("asked-again-who-can-hear")
    hands.go("Note who can hear")
    hands.see("Next prompt")


def another_interpreter(stage: Stage) -> None:
    """The line breaks for good: nothing of her is shown until the next one is checked."""
    hands = stage.hands
    hands.pick("This visit", "Another interpreter")
    hands.fill("The reason", "The line broke for good. The service sent another.")
    stage.picture("change-interpreter")
    hands.go("Change, for this reason")
    hands.see("Who will interpret?")
    if hands.reads("How is your fear"):
        raise StepFailed("a question is on the screen with no interpreter checked")
    stage.picture("questions-put-away")
    before.checked(hands, before.SECOND)
    before.details(hands, "Other Tongues", "At home, alone")
    stage.picture("second-interpreter")
    hands.go("Keep this, and go back")
    hands.see("Next prompt")


def denials(stage: Stage) -> None:
    """Through the second interpreter she denies whatever is asked."""
    hands = stage.hands
    to(hands, "Honour")
    hands.see("What does your family say you did wrong?")
    on(hands, "In your family, who decides")
    on(hands, "Has your family ever hurt someone")
    hands.choose("No")
    hands.fill(INTERPRETED, "No, never.")
    on(hands, "Has the family met to decide about you?")
    hands.choose("No")
    to(hands, SECTION)
    hands.see("Has anyone threatened to kill you?")
    hands.choose("No", "Threat to kill: now")
    hands.choose("No", "Threat to kill: in the past")
    hands.fill(INTERPRETED, "No.")
    hands.see("Saved")
    stage.picture("denied")


def concern(stage: Stage) -> None:
    """He answered for her. What a serious concern does is said before it is noted."""
    hands = stage.hands
    hands.go("Interpreter concern")
    hands.choose("Answered for the person")
    hands.see("no “no” said in it counts as a no", "Stop. Ask for another interpreter.")
    hands.fill("What happened", "The answer came before she had spoken. She looked at the floor.")
    stage.picture("concern-serious")
    hands.go("Note this concern")
    hands.see("No, not established: the conditions were doubtful.")


def strip_says_so(stage: Stage) -> None:
    """The strip says from now on that no answer of this visit that denies is established."""
    hands = stage.hands
    hands.see("No “no” here is established")
    on(hands, "Has anyone pressed on your neck?")
    hands.choose("No", "Hands on the neck: now")
    hands.choose("No", "Hands on the neck: in the past")
    hands.see("No, not established: the conditions were doubtful.")
    stage.picture("not-established")


def teach_back(stage: Stage) -> None:
    """She says the plan in her own words; what came of it is kept, and never the word."""
    hands = stage.hands
    hands.pick("This visit", "End the visit")
    hands.see("In her own words", "Before you part, read aloud")
    hands.pick("The first step", "Said right")
    hands.pick("The agreed word", "Right after it was said again")
    hands.pick("The number to call", "Not right")
    hands.pick("When the police come", "Said right")
    stage.picture("teach-back")
    hands.look_at(hands.named("Show card: "))
    stage.picture("closing-lines")


def end_the_visit(stage: Stage) -> None:
    """What nobody leaves without goes into the plan, and the visit ends."""
    hands = stage.hands
    while any(name.startswith("Add to plan: ") for name in hands.names()):
        hands.go(hands.named("Add to plan: "))
    hands.go("End the visit")
    hands.see("No visit is open", "Not debriefed yet.")
    if hands.has("Someone came in") or not hands.has("Lock"):
        raise StepFailed("the header is still that of a visit")
    stage.picture("visit-ended")


STEPS: tuple[Step, ...] = (
    ("Begin the conversation", begin),
    ("Who can hear, at the start", who_can_hear),
    ("Read this first, line by line", read_first),
    ("Opening", opening),
    ("Exact words, and interpreted words", her_story),
    ("A card in Sorani, under the DRAFT band", show_card),
    ("Asked another way, and said back", asked_again),
    ("By gesture: the channel of an answer", by_gesture),
    ("Someone came in, and back", someone_came_in),
    ("Another interpreter in the middle", another_interpreter),
    ("Denials through the second interpreter", denials),
    ("A serious concern", concern),
    ("The strip: no answer that denies is established", strip_says_so),
    ("Teach-back", teach_back),
    ("End the visit", end_the_visit),
)
