"""Words of a review: what a check may be answered, what the record tells, and the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.comparing import Change
from app.domain.handover import ReviewRole
from app.domain.review import Mark, Verdict
from app.i18n import N_, _
from app.services.report_words import OFFICES

if TYPE_CHECKING:
    from app.domain.review import Answered, Tells
    from ui.controls.rows import StateWords

_MARKS = {
    Mark.MET: ("check", N_("Met")),
    Mark.PARTLY: ("contrast", N_("Partly")),
    Mark.NOT_MET: ("circle-dashed", N_("Not met")),
    Mark.NOT_APPLICABLE: ("x", N_("Does not apply")),
}

_TOLD = {
    "absent": N_("Nothing of it is written down."),
    "withheld": N_("A part it would stand in was held back, so the record cannot tell."),
    "partial": N_("Only what is new is here, and not what it follows. The record cannot tell."),
    "not-said": N_("Nothing says that it is so here, and nothing that it is not."),
    "person": N_("The record cannot tell whether this is so. You have to say."),
    "no-child": N_("No child is in the record. That is not the same as no child."),
    "children-unheard": N_("Not heard: {words}."),
    "agencies-none": N_("No action has an agency and a name."),
    "police-alone": N_("Every action is left to the police."),
    "agencies-few": N_("Agencies with a named owner: {words} only."),
    "roles-open": N_("Nobody has established what part these play: {words}."),
    "roles-settled": N_(
        "Everybody’s part is settled. Is a husband or former husband among them, by name?"
    ),
    "cosigned": N_("Police and children’s social care have both signed."),
    "not-cosigned": N_("Not signed by: {offices}."),
    "nothing-sent": N_("No handover of it is in this record yet."),
    "all-contacted": N_("Every handover was accepted, and first contact made."),
    "not-all-answered": N_("Not every handover was accepted and contact made."),
    "actions-loose": N_("Actions without a name or a day: {words}."),
}

VERDICTS = {
    Verdict.APPROVE: (N_("Approve"), N_("It may go as it is.")),
    Verdict.WITH_ACTIONS: (
        N_("Approve, with actions"),
        N_("It may go. Write below what must be done, by whom and by when."),
    ),
    Verdict.RETURN: (N_("Send it back"), N_("Not yet. Write below what has to be put right.")),
    Verdict.ESCALATE: (
        N_("Take it to somebody more senior"),
        N_("You do not decide it. Write below who has it now, and why. It counts as not approved."),
    ),
}

CHANGES = {
    Change.CORRECTED: N_("Recorded wrongly, and put right"),
    Change.AGAIN: N_("Asked or written again, and it reads otherwise"),
    Change.NEW: N_("New"),
    Change.NO_LONGER: N_("No longer current"),
    Change.SAME: N_("Asked again, and the same"),
    Change.NOT_AGAIN: N_("Not asked again"),
    Change.NOT_HERE: N_("In the earlier one, and not in this copy"),
}
"""Headings of the comparison."""


def mark_words(mark: Mark) -> str:
    """The word for an answer to a check."""
    return _(_MARKS[mark][1])


def state_of(answer: Answered | None) -> StateWords:
    """How a check stands, in a word and a shape."""
    if answer is None:
        return "circle-question-mark", _("You have to say"), "ink"
    icon, words = _MARKS[answer.mark]
    if answer.mark is Mark.NOT_APPLICABLE and not answer.reason.strip():
        return icon, _("Does not apply: say why"), "attn"
    said = _(words)
    told = f"{said}. {answer.reason.strip()}" if answer.reason.strip() else said
    return icon, told, "attn" if answer.mark in {Mark.NOT_MET, Mark.PARTLY} else "ink"


def told_words(told: Tells) -> str:
    """What the record tells of a check, and what it does not."""
    if told.because == "stated":
        return _("The record says: {words}").format(words=told.words)
    if told.because == "some":
        return _("Not written down: {words}.").format(words=told.words)
    offices = (
        ", ".join(_(OFFICES[ReviewRole(code)]) for code in told.words.split())
        if (told.because == "not-cosigned")
        else ""
    )
    return _(_TOLD[told.because]).format(words=told.words.rstrip("."), offices=offices)


def number_of(check: str) -> int:
    """3 for check.03."""
    return int(check.rpartition(".")[2])
