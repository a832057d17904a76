"""Everything that is written down of a third person in the conversation.

Each function writes entries and returns the case with them. A change of conditions is a new
setting that follows the last one, never an edit of it. What is denied in a doubtful visit is
read through `app.domain.established`, whoever reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.answers import body_of
from app.domain.codes import Channel, Kind, Reliability, RestrictionClass
from app.domain.entry import ActionBody, AnswerBody, NoteBody, SettingBody, Value
from app.domain.errors import RecordRefused
from app.domain.interpreter import AGAIN, CAME_IN, CARD, LATER, NOT_AGAIN, Verdict, card_of
from app.domain.questionnaire import AboutType
from app.services import recording
from app.services.recording import Said, append, make, write
from app.services.visiting import take_break

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import EntryId, SubjectId
    from app.domain.interpreting import Breaks, Concern, Interpreting
    from app.domain.questionnaire import Item
    from app.domain.visit import Visit
    from app.services.desk import Desk

__all__ = ["take_break"]

BREAKS = "interpreting.breaks"
"""The vault's setting of an owner's own reminders: two numbers of minutes, as `25 45`."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """What the gate found out about an interpreter: facts of the setting, and how it went."""

    mode: str = "telephone"  # in_person, telephone, video
    language: str = ""  # the variety
    pair: str = ""
    sex: str = ""
    provider: str = ""
    reference: str = ""
    registration: str = ""
    called_from: str = ""
    chosen: str = ""
    subject: SubjectId | None = None  # where the network holds them
    why: str = ""  # what was answered at each step, in words
    present: str = ""  # who else is there; empty leaves it as it was


def record_card(
    desk: Desk,
    case: Case,
    library: Library,
    written: Mapping[str, str],
    *,
    slips: Collection[EntryId] = (),
) -> Case:
    """Write the language card: line to words, or to the code of a choice.

    `slips` are what this hand wrote in this same sitting, as for any answer at the desk.

    A line that says what it said already writes nothing, and one that is not among `written` is
    left alone. An empty one clears what stands: that is an entry too, which holds nothing. Whom
    it must not be is of the class of the network, so that it can be withheld.
    """
    item = library.book.items[CARD]
    about = case.at_risk() if item.about is AboutType.PERSON else None
    for field in library.interpreting.card:
        if field.id not in written:
            continue
        words = field.words_of(written[field.id].strip())
        if not words and field.id not in card_of(case, library.interpreting):
            continue
        rc = RestrictionClass.RC3 if field.id == "avoid" else None
        case = recording.answer(
            desk, case, item, Value(text=words), Said(asked=field.label), about=about,
            row=field.id, rc=rc, slips=slips,
        )  # fmt: skip
    return case


def pass_gate(
    desk: Desk, case: Case, visit: Visit, interpreter: Interpreter, found: Verdict
) -> Case:
    """The gate was passed, with or without a concern.

    Raises:
        RecordRefused: `interpreter.not-suitable` when the verdict is not one that passes.
    """
    if found is Verdict.NOT_SUITABLE:
        raise RecordRefused("interpreter.not-suitable")
    worried = found is Verdict.WITH_CONCERN
    level = Reliability.CONCERN if worried else Reliability.SOUND
    if found is Verdict.NOT_NEEDED:
        interpreter = Interpreter(
            mode="none", language=interpreter.language, why=interpreter.why,
            present=interpreter.present,
        )  # fmt: skip
    return _note(desk, case, visit, _setting(visit, interpreter, found.value, level))


def refuse(
    desk: Desk,
    case: Case,
    visit: Visit,
    interpreter: Interpreter,
    stops: Iterable[str],
    script: Interpreting,
) -> Case:
    """This interpreter is not suitable. Who it was goes on the restricted list, not into the core.

    `stops` are codes of the hard stops that were met. The draft of the visit stays as it is.
    """
    met = ". ".join(found.label for code in stops if (found := script.stop(code)) is not None)
    why = "\n".join(filter(None, (met, interpreter.why)))
    told = replace(interpreter, reference="", provider="", subject=None, why=why)
    setting = _setting(visit, told, Verdict.NOT_SUITABLE.value, Reliability.CONCERN)
    case = _note(desk, case, visit, setting)
    return not_again(desk, case, visit, interpreter, met)


def override(
    desk: Desk,
    case: Case,
    visit: Visit,
    interpreter: Interpreter,
    reason: str,
    script: Interpreting,
) -> Case:
    """Go on without a checked interpreter, for danger to life, and leave the task behind.

    The setting is doubtful, so no denial of the visit is established; the task to interview again
    is part of the plan, with its time.

    Raises:
        RecordRefused: `interpreter.no-reason` when no reason is given.
    """
    if not reason.strip():
        raise RecordRefused("interpreter.no-reason")
    why = "\n".join(part for part in (reason.strip(), interpreter.why) if part)
    told = replace(interpreter, why=why)
    setting = _setting(visit, told, "override", Reliability.DOUBTFUL)
    due = desk.clock.now() + timedelta(hours=script.override.task_hours)
    task = ActionBody(text=script.override.task, row=AGAIN, due=due, triggers=reason.strip())
    last = case.ordered[-1] if case.ordered else None
    entries = (
        make(desk, case.id, setting, last=last, visit=visit.id, follows=_last(case, visit)),
        make(desk, case.id, task, last=last, visit=visit.id),
    )
    return append(desk, case, entries)


def change_interpreter(desk: Desk, case: Case, visit: Visit, why: str) -> Case:
    """The interpreter leaves: the gate is open again, and nothing of the person may be shown.

    A new setting, not an edit: what was said through the first one stays said through them, and
    a visit that was doubtful stays so.
    """
    now = visit.setting or SettingBody()
    mode = now.mode if now.mode != "none" else "telephone"
    setting = SettingBody(
        present=now.present, hearing=now.hearing, mode=mode, language=now.language,
        reliability=Reliability.CONCERN, why=why,
    )  # fmt: skip
    return _note(desk, case, visit, setting)


def raise_concern(
    desk: Desk, case: Case, visit: Visit, concern: Concern, item: str, why: str
) -> Case:
    """A concern about the interpreter, at the prompt on the screen; its entry keeps the time.

    A serious one makes the setting doubtful. A lesser one never makes a doubtful one better.
    """
    now = visit.setting or SettingBody()
    doubtful = concern.serious or now.reliability is Reliability.DOUBTFUL
    level = Reliability.DOUBTFUL if doubtful else Reliability.CONCERN
    return _note(
        desk, case, visit, replace(now, reliability=level, why=why, concern=concern.id, item=item)
    )


def who_can_hear(
    desk: Desk,
    case: Case,
    visit: Visit,
    places: tuple[str, ...],
    present: str,
    *,
    after: str,
    script: Interpreting,
) -> Case:
    """It was asked who can hear or see: at the start, or again after a door, a noise, a pause.

    `places` are codes of the pack. Anywhere that somebody can hear makes the visit unsafe (P23).

    Raises:
        RecordRefused: `interpreter.nobody-and-somebody` when both were chosen.
    """
    known = [spot for code in places if (spot := script.place(code)) is not None]
    if len({spot.heard for spot in known}) > 1:
        raise RecordRefused("interpreter.nobody-and-somebody")
    heard = ", ".join(spot.label for spot in known if spot.heard)
    now = replace(visit.setting or SettingBody(), concern="", item="")
    hearing = heard or ("nobody" if known else "")
    told = replace(now, present=present, hearing=hearing, places=places, asked_after=after)
    return _note(desk, case, visit, told)


def someone_came_in(desk: Desk, case: Case, visit: Visit, who: str = "") -> Case:
    """Somebody came in: the screen is on the harmless subject. It is owed to ask who can hear.

    By itself it voids nothing: what was said before was said alone.
    """
    now = replace(visit.setting or SettingBody(), concern="", item="", places=())
    return _note(desk, case, visit, replace(now, present=who or now.present, asked_after=CAME_IN))


def answer(
    desk: Desk,
    case: Case,
    visit: Visit,
    item: Item,
    value: Value,
    said: Said,
    *,
    about: SubjectId | None = None,
    row: str = "",
) -> Case:
    """Record an answer of an interpreted visit: by what channel, in whose words, asked how.

    `said.words` are the person's own, in `said.words_language`; `said.interpreted` is what the
    interpreter said; `said.way` the id of the other way it was asked in.

    Raises:
        RecordRefused: `interpreter.gate-open` while the gate is not passed, and
            `interpreter.not-one-of-the-least` for a question that an override does not allow.
    """
    return recording.answer(
        desk, case, item, value, said, about=about, row=row, visit=visit.id,
    )  # fmt: skip


def read_back(desk: Desk, case: Case, entry: Entry, right: Value | None = None) -> Case:
    """An answer was said back to the person: it was right, or `right` is what it should be.

    Of this visit and this hand, so it takes the place of what was put down.

    Raises:
        RecordRefused: `record.not-ours` when another hand or another area wrote it.
    """
    if entry.area != desk.area or entry.by != desk.author:
        raise RecordRefused("record.not-ours")
    body: AnswerBody = body_of(entry)
    changed = right is not None and right != body.value
    told = replace(body, value=right or body.value, checked="corrected" if changed else "read_back")
    return write(
        desk, case, told, about=entry.about, visit=entry.visit, rc=entry.rc, corrects=[entry.id],
    )  # fmt: skip


def teach_back(
    desk: Desk, case: Case, visit: Visit, item: Item, result: str, words: str = ""
) -> Case:
    """What the person said when asked for it back: `result` is one of the pack's codes.

    It came as all of the visit did: through the interpreter, where there is one.
    """
    said, setting = Said(words=words), visit.setting
    if setting is not None and setting.mode != "none":
        said = replace(said, channel=Channel.INTERPRETED, words_language=setting.language)
    return _asked(desk, case, visit, item, Value(codes=(result,)), said)


def debrief(
    desk: Desk, case: Case, visit: Visit, item: Item, value: Value, words: str = ""
) -> Case:
    """What the interpreter said afterwards, away from the person."""
    return _asked(desk, case, visit, item, value, Said(words=words, said_by="third_party"))


def plan_later(desk: Desk, case: Case, visit: Visit, script: Interpreting) -> Case:
    """Leave the task to ask the person later, by another way; one for each visit."""
    if any(
        isinstance(e.body, ActionBody) and e.body.row == LATER and e.visit == visit.id
        for e in case.of(Kind.ACTION)
    ):
        return case
    due = desk.clock.now() + timedelta(days=script.later_task.days)
    return write(desk, case, ActionBody(script.later_task.text, LATER, due=due), visit=visit.id)


def ask_later(
    desk: Desk, case: Case, item: Item, result: str, said: Said, visit: Visit | None = None
) -> Case:
    """The person answered how the interpreter was, through another channel.

    `visit` is the one in which it was asked, or none when it was on the telephone.
    """
    return _asked(desk, case, visit, item, Value(codes=(result,)), said)


def not_again(
    desk: Desk, case: Case, visit: Visit | None, interpreter: Interpreter, why: str
) -> Case:
    """Put an interpreter on the list of those not to be used: by number, in the restricted class.

    With neither a number nor a service there is nobody to put there, and nothing is written.
    """
    named = ", ".join(filter(None, (interpreter.reference, interpreter.provider)))
    if not named:
        return case
    body = NoteBody(NOT_AGAIN, "\n".join(filter(None, (named, why))))
    return write(desk, case, body, visit=visit.id if visit else None, rc=RestrictionClass.RC3)


def breaks(desk: Desk, script: Interpreting) -> Breaks:
    """The reminders of this vault: the owner's own minutes, or the pack's."""
    own = desk.store.setting(BREAKS).split()
    if len(own) != len(("first", "stronger")) or not all(part.isdecimal() for part in own):
        return script.breaks
    first, stronger = int(own[0]), int(own[1])
    if not 0 < first < stronger:
        return script.breaks
    return replace(script.breaks, first=first, stronger=stronger)


def set_breaks(desk: Desk, first: int, stronger: int) -> None:
    """Keep the owner's own minutes.

    Raises:
        RecordRefused: `interpreter.breaks` unless 0 < first < stronger.
    """
    if not 0 < first < stronger:
        raise RecordRefused("interpreter.breaks")
    desk.store.set_setting(BREAKS, f"{first} {stronger}")


def _asked(
    desk: Desk, case: Case, visit: Visit | None, item: Item, value: Value, said: Said
) -> Case:
    told = replace(said, asked=said.asked or item.ask)
    about = case.at_risk()
    return recording.answer(
        desk, case, item, value, told, about=about, visit=visit.id if visit else None
    )


def _setting(visit: Visit, interpreter: Interpreter, gate: str, level: Reliability) -> SettingBody:
    """A setting after the gate: who was present and could hear stays as it was."""
    now = visit.setting or SettingBody()
    return SettingBody(
        present=interpreter.present or now.present,
        hearing=now.hearing,
        places=now.places,
        asked_after=now.asked_after,
        mode=interpreter.mode,
        interpreter=interpreter.subject,
        language=interpreter.language,
        interpreter_sex=interpreter.sex,
        reference=interpreter.reference,
        gate=gate,
        reliability=level,
        why=interpreter.why,
        provider=interpreter.provider,
        pair=interpreter.pair,
        registration=interpreter.registration,
        called_from=interpreter.called_from,
        chosen=interpreter.chosen,
    )


def _note(desk: Desk, case: Case, visit: Visit, setting: SettingBody) -> Case:
    return write(desk, case, setting, visit=visit.id, follows=_last(case, visit))


def _last(case: Case, visit: Visit) -> list[EntryId]:
    return [e.id for e in case.of(Kind.SETTING) if e.visit == visit.id]
