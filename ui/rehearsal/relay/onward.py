"""Steps of the way on: Northmere to Calderby for a time, from there to Estover; and word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.rehearsal import at_the_desk
from ui.rehearsal.people import RECEIVER, SENDER, THIRD
from ui.rehearsal.relay import acts
from ui.rehearsal.relay.acts import Sending

if TYPE_CHECKING:
    from ui.rehearsal.report import Step
    from ui.rehearsal.stage import Stage

HER: Final = ("E.", "promise")
"""The case that is passed on: its alias, and a word of it."""

REFUGE: Final = "Refuge in Calderby"

FOR_A_TIME: Final = Sending(
    "Calderby Safeguarding Hub, hub",
    "DS K. Lowe",
    "She is in your area for a short stay",
    "Calderby answers for her while she is there.",
)
FOR_GOOD: Final = Sending(
    "Estover Police, duty",
    "DC R. Shah",
    "To hand over responsibility: she has moved, or is about to",
    "She moves on to Estover; they answer for her from the door on.",
    "She travels tonight. Their desk is rung from the number in the book first thing.",
)


def open_the_case(stage: Stage) -> None:
    """At Northmere the case of E. is opened."""
    at_the_desk.unlock(stage)
    acts.open_case(stage, *HER)


def placed(stage: Stage) -> None:
    """Where she was placed, by whom, and until when."""
    hands = stage.hands
    hands.click("Handover")
    acts.write_stay(stage, REFUGE, 14)
    stage.picture("stay")
    hands.go("Keep this stay")
    hands.see(REFUGE, "Placed by T. Osei")


def first_hop(stage: Stage) -> None:
    """Sealed to Calderby, who hold it for a time."""
    acts.address(stage, FOR_A_TIME)
    stage.picture("to-calderby")
    acts.seal(stage, FOR_A_TIME, "E. to Calderby")
    stage.picture("sealed-to-calderby")


def second_desk(stage: Stage) -> None:
    """At Calderby it is proved and taken; they are told that they hold it for a time."""
    person = stage.enter(RECEIVER)
    stage.unlock(person)
    acts.open_package(stage, "E. to Calderby")
    acts.accept(stage, "Ring the refuge, then T. Osei.", "Calderby has E.")
    stage.picture("calderby-accepts")
    acts.open_taken(stage)
    stage.hands.click("Handover")
    stage.hands.see("and the next step is not recorded", REFUGE)
    stage.picture("next-step-owed")


def answer_of_the_second(stage: Stage) -> None:
    """Northmere opens the answer, and is released."""
    stage.turn_to(acts.at(stage, SENDER))
    acts.take_answer(stage, "Calderby has E.", "Genuine. Answered by K. Lowe")
    stage.picture("calderby-has-it")
    acts.release(stage)


def second_hop(stage: Stage) -> None:
    """Calderby passes it on to Estover: theirs, and Northmere's as it was signed."""
    stage.turn_to(acts.at(stage, RECEIVER))
    acts.address(stage, FOR_GOOD)
    acts.seal(stage, FOR_GOOD, "E. to Estover")
    stage.hands.see("that the record has gone on")
    stage.picture("word-owed-to-northmere")


def third_desk(stage: Stage) -> None:
    """At Estover the records of both are proved, each by its own area's signature."""
    person = stage.enter(THIRD)
    stage.unlock(person)
    acts.open_package(stage, "E. to Estover", "The number on their card was rung: it is theirs.")
    stage.hands.see("Holds a record by Northmere Children and Families, passed on.")
    stage.picture("two-records-in-one")
    acts.accept(stage, "See her tonight, alone.", "Estover has E.")


def answer_of_the_third(stage: Stage) -> None:
    """Calderby opens the answer of Estover, and is released."""
    stage.turn_to(acts.at(stage, RECEIVER))
    acts.take_answer(stage, "Estover has E.", "Genuine. Answered by R. Shah")
    acts.release(stage)


def next_hop_notice(stage: Stage) -> None:
    """Who held it for a time tells whoever sent it that it has gone on, and whither."""
    hands = stage.hands
    hands.click("Today")
    hands.see("does not know that the record has gone on")
    stage.picture("calderby-owes-word")
    acts.open_case(stage, *HER)
    hands.click("Handover")
    hands.go("Send what is new")
    hands.fill("Anything they should read first", "She is with Estover now. DC R. Shah has her.")
    stage.picture("next-step-told")
    with stage.file_dialog(stage.out) as saved:
        hands.go("Seal it and save the files")
    stage.carried["Word of Estover"] = saved[0]
    hands.see("Sealed and saved as")
    hands.wait(lambda: not hands.reads("that the record has gone on"), "it is still owed")


def the_whole_way(stage: Stage) -> None:
    """At Northmere the word joins the case, and the whole way of the record can be seen."""
    hands = stage.turn_to(acts.at(stage, SENDER))
    acts.open_package(stage, "Word of Estover")
    hands.see("What it changes in the case that is here")
    stage.picture("word-of-estover")
    acts.accept(stage, "Nothing. We know where she is.", "Northmere knows")
    acts.open_taken(stage)
    hands.click("Handover")
    hands.see("The way the record went", "Calderby Safeguarding Hub sent it to Estover Police")
    hands.see("Accepted by name: R. Shah")
    stage.picture("the-whole-way")


def word_is_answered(stage: Stage) -> None:
    """Calderby opens Northmere's answer: nothing of theirs is open any more."""
    stage.turn_to(acts.at(stage, RECEIVER))
    acts.take_answer(stage, "Northmere knows", "Genuine. Answered by T. Osei")
    acts.release(stage)


STEPS: tuple[Step, ...] = (
    ("Northmere: unlock, and open the case of E.", open_the_case),
    ("Northmere: where she was placed, and until when", placed),
    ("Northmere to Calderby, for a time", first_hop),
    ("Calderby: accepted by name; the next step is owed", second_desk),
    ("Northmere: the answer of Calderby, and released", answer_of_the_second),
    ("Calderby to Estover, for good", second_hop),
    ("Estover: two areas' records, accepted by name", third_desk),
    ("Calderby: the answer of Estover, and released", answer_of_the_third),
    ("Calderby: word of the next step to Northmere", next_hop_notice),
    ("Northmere: the whole way of the record", the_whole_way),
    ("Calderby: Northmere has the word", word_is_answered),
)
