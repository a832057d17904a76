"""Steps of the visit: one prompt at a time, from the first words to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.rehearsal.driver import Driver
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage


PLANTED: Final = "07700 900 412"
"""A made-up number, written where it stays and where it is withheld: the leak check must stop."""


def begin(stage: Stage) -> None:
    """The conversation begins, with earlier answers and cards put away: it is her home."""
    hands = stage.hands
    hands.go("Begin the conversation")
    hands.see("Bring earlier answers and cards", "Read this first")
    hands.go("Already read: go to the questions")
    hands.see("Look and listen")
    stage.picture("first-prompt")


def safe_to_talk(stage: Stage) -> None:
    """Who is near, whether it is safe, and what is kept and shared."""
    hands = stage.hands
    hands.choose("Nobody else can hear")
    on(hands, "Is it safe to talk now?")
    hands.choose("Yes")
    hands.fill("Minutes there are", "45")
    on(hands, "where are the people you fear?")
    hands.fill("The people they fear", "He is at work until four. His mother lives two doors away.")
    on(hands, "Does anyone insist")
    hands.choose("No")
    on(hands, "Do you know this interpreter?")
    hands.choose("No")
    on(hands, "I write down what you tell me")
    hands.choose("Done")
    on(hands, "Is a phone, camera")
    hands.choose("Unclear")
    hands.see("Saved")
    stage.picture("safe-to-talk")


def her_story(stage: Stage) -> None:
    """Her own words, as she says them."""
    hands = stage.hands
    on(hands, "Please tell me what has been happening")
    hands.fill(
        "Her exact words",
        "They gave the ring to my girl. They said it is a promise, not a wedding.",
    )
    stage.picture("her-story")
    hands.go("Say it back")
    hands.fill("What she put right", f"Her helper at the law centre is on {PLANTED}.")
    stage.picture("say-it-back")
    hands.go("She puts it right")


def fear(stage: Stage) -> None:
    """What she says of fear, and what can be seen of it."""
    hands = stage.hands
    to(hands, "Fear")
    hands.see("How afraid are you today?")
    hands.choose("Very afraid")
    hands.fill("Her exact words", "When he is quiet I am more afraid.")
    on(hands, "What do you think these people will do?")
    hands.choose("Kill")
    hands.choose("Take the children")
    on(hands, "Who are you afraid of?")
    hands.choose("His mother")
    on(hands, "What fear can you see?")
    hands.choose("Whispers")
    hands.choose("Watches the window or door")
    on(hands, "How is your fear")
    hands.choose("Grown")
    stage.picture("fear")


def house_key(stage: Stage) -> None:
    """The earlier "yes" was said in company; today's "no" differs, and both are kept."""
    hands = stage.hands
    to(hands, "Control and freedom")
    hands.see("How often must someone come with you")
    hands.choose("All the time")
    on(hands, "Do you have your own key")
    hands.choose("No")
    hands.fill("Her exact words", "The key is with his mother. I ask her.")
    on(hands, "How often does someone check your phone?")
    hands.choose("Often")
    on(hands, "Who keeps your money?")
    hands.choose("Wages go to others")
    stage.picture("control")


def interpreter_concern(stage: Stage) -> None:
    """A small concern about the interpreter is noted; the visit stays sound enough."""
    hands = stage.hands
    hands.go("Interpreter concern")
    hands.see("What is the concern about the interpreter?")
    hands.choose("Much shorter than what was said")
    hands.see("Ask again, in shorter parts.")
    hands.fill("What happened", "Two sentences came back as three words. Asked again in parts.")
    stage.picture("interpreter-concern")
    hands.go("Note this concern")
    hands.see("With concern")


def harm(stage: Stage) -> None:
    """A critical yes: what to do before leaving is said at once, in words anybody may read."""
    hands = stage.hands
    to(hands, "Harm and threat")
    hands.see("Has anyone threatened to kill you?")
    hands.choose("Yes", "Threat to kill: now")
    hands.choose("Unclear", "Threat to kill: in the past")
    hands.see("Before you leave: make today’s calls.")
    hands.fill("Her exact words", "His mother said: a girl who shames us does not see the spring.")
    stage.picture("harm-critical")
    on(hands, "Has anyone pressed on your neck?")
    hands.choose("No", "Hands on the neck: now")
    hands.choose("No", "Hands on the neck: in the past")


def people(stage: Stage) -> None:
    """Who decides is said of his mother."""
    hands = stage.hands
    to(hands, "People")
    for _turn in range(40):
        if hands.reads("What has this person done so far?") and hands.reads("His mother"):
            break
        hands.go("Next prompt")
    hands.pick("Decides", "Established")
    stage.picture("people-roles")


def a_break(stage: Stage) -> None:
    """A break is noted with one key."""
    hands = stage.hands
    hands.go("Break")
    hands.see("0 minutes since")


def covered(stage: Stage) -> None:
    """Esc Esc covers at once; the passphrase brings back what was there."""
    hands = stage.hands
    hands.press("Esc", "Esc")
    hands.see("Paused. Everything is saved.")
    stage.picture("covered")
    for letter in stage.person.program.start.demo_passphrase:
        hands.letter(letter)
    hands.press("Enter")
    hands.wait(lambda: hands.has("Next prompt"), "the cover did not open")


def someone_came_in(stage: Stage) -> None:
    """Only the harmless topic that was agreed is left on the screen."""
    hands = stage.hands
    hands.go("Someone came in")
    hands.see("School meals")
    stage.picture("someone-came-in")
    hands.go("Carry on")
    hands.choose("Nobody else")
    hands.go("Note who can hear")
    hands.see("Next prompt")


def cards(stage: Stage) -> None:
    """Away from her home's eyes, what her words have raised is looked at, and planned."""
    hands = stage.hands
    hands.go("Bring earlier answers and cards")
    hands.see("Raised by what was said")
    stage.picture("cards")
    hands.go("Add to plan")
    hands.see("Name a person for each on the Plan page.")
    stage.picture("add-to-plan")
    hands.go("Add these to the plan")


def status(stage: Stage) -> None:
    """Her right to stay, in the part that is withheld later."""
    hands = stage.hands
    to(hands, "Money and status")
    hands.see("right to stay?")
    hands.choose("Yes")
    hands.fill("Her exact words", f"He keeps my papers. The law centre has a copy, on {PLANTED}.")
    stage.picture("status")


def before_leaving(stage: Stage) -> None:
    """Her wishes, the safe contact card, and what nobody leaves without."""
    hands = stage.hands
    to(hands, "Before leaving")
    hands.see("What do you want to happen now?")
    hands.fill("What they want", "To stay near the girls' school. Nobody is to ring the house.")
    on(hands, "How can I contact you safely?")
    hands.fill("Way: call, message, through somebody", "Through the school's family worker")
    hands.fill("Number", "01632 960 447")
    hands.fill("Days and hours", "Weekdays, nine to three")
    hands.fill("Word for “send help”", "Have you seen my green scarf")
    stage.picture("safe-contact")


def end_the_visit(stage: Stage) -> None:
    """What is missing is added to the plan, and the visit ends."""
    hands = stage.hands
    hands.pick("This visit", "End the visit")
    hands.see("Before you leave")
    stage.picture("before-leaving")
    while any(n.startswith("Add to plan: ") for n in hands.names()):
        hands.go(hands.named("Add to plan: "))
    hands.go("End the visit")
    hands.see("No visit is open")
    stage.picture("visit-ended")


STEPS: tuple[Step, ...] = (
    ("Begin the conversation", begin),
    ("Safe to talk", safe_to_talk),
    ("Her story", her_story),
    ("Fear", fear),
    ("The house key: today's answer differs", house_key),
    ("A concern about the interpreter", interpreter_concern),
    ("Harm: a critical yes", harm),
    ("People: who decides", people),
    ("A break", a_break),
    ("Cover, and carry on with the passphrase", covered),
    ("Someone came in", someone_came_in),
    ("Cards, and add to the plan", cards),
    ("Her right to stay", status),
    ("Before leaving", before_leaving),
    ("End the visit", end_the_visit),
)


def on(hands: Driver, prompt: str) -> None:
    """The next prompt."""
    hands.go("Next prompt")
    hands.see(prompt)


def to(hands: Driver, section: str) -> None:
    """Go to a section by the list of all of them."""
    hands.pick("All sections", section)
