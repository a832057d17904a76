"""What is said of entries, judgements, plans and content packs."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import ALL_SAVED, KEPT_TYPED, NOTHING_CHANGED, Words

_REPORT_IT = N_("This is a fault of the program. Write down what you did, and report it.")
_PACK = N_("In {file}, at {id}: “{rule}”.")
_PACK_SAFE = N_("The file has not been taken in. The questions you had are still in use.")
_PACK_NEXT = N_("Give this line to whoever wrote the file.")


def _pack(said: str) -> Words:
    """Content is refused for its author: the file, the row and the rule are the sentence."""
    return Words(what=said, safe=_PACK_SAFE, next=_PACK_NEXT, line=_PACK)


RECORDS = {
    "case.unknown": Words(
        what=N_("This case is not on this laptop, or never was. There is nothing to open."),
        safe=N_("No empty case was made in its place, and every other case is as it was."),
        next=N_(
            "Look for it under the name it is known by. If another area holds it, ask them to "
            "send it."
        ),
    ),
    "entry.shape": Words(
        what=N_("An entry does not have the shape it must have ({field})."),
        safe=N_("It was not written, and nothing else has changed."),
        next=_REPORT_IT,
    ),
    "entry.date": Words(
        what=N_("There is no such date."),
        safe=KEPT_TYPED,
        next=N_("Put the day, month and year right, or leave out what is not known."),
    ),
    "entry.other-case": Words(
        what=N_("An entry of another case cannot be put into this one."),
        safe=NOTHING_CHANGED,
        next=_REPORT_IT,
    ),
    "entry.two-of-one-id": Words(
        what=N_("Two different entries bear the same number. One of them is not what it says."),
        safe=N_("Neither has been mixed with the other, and nothing was taken in."),
        next=N_("Ring the area it came from, and ask which of the two they wrote."),
    ),
    "entry.erased-here": Words(
        what=N_("This was erased here on {on}, so it is not taken in again."),
        safe=N_("The erasure stands, and says who decided it and why."),
        next=N_("If it must come back, the person who decided the erasure has to say so."),
    ),
    "log.shape": Words(
        what=N_("A line of the log does not have the shape it must have."),
        safe=N_("It was not written, and nothing else has changed."),
        next=_REPORT_IT,
    ),
    "marker.who": Words(
        what=N_("Nobody is named who set this marker, or who tried."),
        safe=KEPT_TYPED,
        next=N_("Write the name of the person, not of the office."),
    ),
    "marker.where": Words(
        what=N_("It does not say where this marker was set, or why it cannot be set here."),
        safe=KEPT_TYPED,
        next=N_("Write the system and its reference, or the reason."),
    ),
    "first-visit.no-reason": Words(
        what=N_("A visit begins before anybody here has read the earlier accounts."),
        safe=N_("The visit has not begun, and nothing was written."),
        next=N_("Read them first, or write why it cannot wait."),
    ),
    "judgement.gaps": Words(
        what=N_("Some things must be asked, or set aside with a reason, before you sign: {count}."),
        safe=KEPT_TYPED,
        next=N_(
            "They stand at the head of the page. “Declined” and “not safe to ask” are answers."
        ),
    ),
    "plan.no-owner": Words(
        what=N_("Some actions in the plan have nobody to do them: {count}."),
        safe=KEPT_TYPED,
        next=N_("Name a person or a desk for each, then sign."),
    ),
    "judgement.lowering": Words(
        what=N_("The level is less pressing than the one you signed. A second person signs that."),
        safe=KEPT_TYPED,
        next=N_("Ask your supervisor, then write their name and their reasons on this page."),
    ),
    "judgement.second-name": Words(
        what=N_("A second person has to be named, and it cannot be you."),
        safe=KEPT_TYPED,
        next=N_("Write the name of whoever agreed, such as your supervisor."),
    ),
    "judgement.no-reasons": Words(
        what=N_("The reasons for a less pressing level are missing."),
        safe=KEPT_TYPED,
        next=N_("Write what has changed, and how that is known."),
    ),
    "interpreter.gate-open": Words(
        what=N_("The interpreter has not been checked yet, so nothing can be asked."),
        safe=KEPT_TYPED,
        next=N_("Finish the check of the interpreter first, or stop and book another."),
    ),
    "interpreter.not-one-of-the-least": Words(
        what=N_("Without a checked interpreter only the fewest safety questions can be asked."),
        safe=KEPT_TYPED,
        next=N_("Ask it again later, with an independent interpreter."),
    ),
    "interpreter.not-suitable": Words(
        what=N_("This interpreter was found not suitable."),
        safe=NOTHING_CHANGED,
        next=N_("Stop kindly, and book another."),
    ),
    "interpreter.no-reason": Words(
        what=N_("The reason for going on without a check is missing."),
        safe=KEPT_TYPED,
        next=N_("Write what the danger to life is."),
    ),
    "interpreter.nobody-and-somebody": Words(
        what=N_("Nobody can hear, and somebody can: both were chosen."),
        safe=KEPT_TYPED,
        next=N_("Choose one of the two. If you cannot tell, choose that."),
    ),
    "interpreter.breaks": Words(
        what=N_("The second reminder has to come after the first."),
        safe=NOTHING_CHANGED,
        next=N_("Write two numbers of minutes, the smaller one first."),
    ),
    "record.not-ours": Words(
        what=N_("This entry cannot be put right here."),
        safe=NOTHING_CHANGED,
        next=N_("Only the area that wrote it can. Ask them, and write a note meanwhile."),
    ),
    "closure.quiet": Words(
        what=N_("That nothing more was said is no reason to close."),
        safe=KEPT_TYPED,
        next=N_("Say what has changed about each person behind it, and how that is known."),
    ),
    "closure.reasons": Words(
        what=N_("The reasons for closing are missing."),
        safe=KEPT_TYPED,
        next=N_("Write what has changed, and how that is known."),
    ),
    "closure.stage": Words(
        what=N_("The case does not stand where that can be done."),
        safe=NOTHING_CHANGED,
        next=N_("A case is proposed for closing first, and closed after everybody was asked."),
    ),
    "closure.supervisor": Words(
        what=N_("A supervisor has to be named, and it cannot be you."),
        safe=KEPT_TYPED,
        next=N_("Write the name of the supervisor who agreed."),
    ),
    "closure.objected": Words(
        what=N_("Somebody who holds this case objects to closing it: {who}"),
        safe=N_("Nothing has been closed. What they wrote is in the record."),
        next=N_(
            "Talk to them. If they send word that they no longer object, it can be closed; if "
            "not, take the proposal back."
        ),
    ),
    "closure.not-consulted": Words(
        what=N_("Not everybody has been asked about closing; still to be asked: {count}."),
        safe=KEPT_TYPED,
        next=N_("Write for each what they said, or when you asked and that nothing came."),
    ),
    "closure.too-early": Words(
        what=N_("Others may object until {until}. Before that the case stays open."),
        safe=KEPT_TYPED,
        next=N_("Come back after that day. An objection is a reason to take the proposal back."),
    ),
    "erase.ground": Words(
        what=N_("Erasing needs a ground, and the name of whoever has the authority."),
        safe=NOTHING_CHANGED,
        next=N_("Write both. They stay in the log; nothing else of the case does."),
    ),
    "paper.kind": Words(
        what=N_("Only a PDF, a JPEG or a PNG can be kept as a paper."),
        safe=NOTHING_CHANGED,
        next=N_("Save it as a PDF first, or write in a note where the original is."),
    ),
    "paper.missing": Words(
        what=N_("This paper is not on this laptop. Only what is said about it is."),
        safe=NOTHING_CHANGED,
        next=N_("Ask the area that wrote it down; the note says where the original is."),
    ),
    # Content
    "content.not-toml": _pack(N_("The file cannot be read as a pack of questions: “{rule}”.")),
    "content.missing": _pack(N_("Something is missing in {file}, at {id}: “{rule}”.")),
    "content.unknown-key": _pack(N_("There is a line nobody knows in {file}, at {id}: “{rule}”.")),
    "content.type": _pack(N_("A value is of the wrong kind in {file}, at {id}: “{rule}”.")),
    "content.empty": _pack(N_("Something is blank in {file}, at {id}: “{rule}”.")),
    "content.order": _pack(N_("Something stands in the wrong order in {file}, at {id}: “{rule}”.")),
    "content.number": _pack(N_("A number is too small in {file}, at {id}: “{rule}”.")),
    "content.word": _pack(N_("A word is not one of those allowed in {file}, at {id}: “{rule}”.")),
    "content.duplicate": _pack(N_("Something is said twice in {file}, at {id}: “{rule}”.")),
    "content.id": _pack(N_("A name is not allowed in {file}, at {id}: “{rule}”.")),
    "content.code": _pack(N_("An answer’s code is not allowed in {file}, at {id}: “{rule}”.")),
    "content.unknown-id": _pack(
        N_("Something is named that is not there, {file}, at {id}: “{rule}”.")
    ),
    "content.dangling": _pack(
        N_("Something is named that is not there, {file}, at {id}: “{rule}”.")
    ),
    "content.later": _pack(N_("A question hangs on a later one in {file}, at {id}: “{rule}”.")),
    "content.cycle": _pack(N_("Questions lead round in a circle in {file}, at {id}: “{rule}”.")),
    "content.item": _pack(N_("A question is not as it must be in {file}, at {id}: “{rule}”.")),
    "content.condition": _pack(N_("A condition cannot be read in {file}, at {id}: “{rule}”.")),
    "content.raise": _pack(N_("A rule never comes up in {file}, at {id}: “{rule}”.")),
    "content.example": _pack(
        N_("An example does not do what it says in {file}, at {id}: “{rule}”.")
    ),
    "content.source": _pack(N_("A row does not say where it comes from in {file}, at {id}.")),
    "content.no-source": _pack(N_("A row does not say where it comes from in {file}, at {id}.")),
    "content.waiver": _pack(N_("A waiver is not as it must be in {file}, at {id}: “{rule}”.")),
    "content.wording": _pack(
        N_("A question must not be read aloud as it stands in {file}, at {id}: “{rule}”.")
    ),
    "content.language": Words(
        what=N_("A text for another language is not taken: {file}, at {id}. “{rule}”."),
        safe=N_("Nothing of it has been kept. The English is still read aloud."),
        next=N_("Send the file back with this line. docs/languages.md explains the rules."),
    ),
    "content.no-pack": Words(
        what=N_("A part of the program’s own content is missing: {file}."),
        safe=ALL_SAVED,
        next=N_("Install the program again. Your cases are kept elsewhere and stay as they are."),
    ),
}
