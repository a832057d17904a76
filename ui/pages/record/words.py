"""What an entry says, in words: its kind, what it is about, and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import Account
from app.domain.closing import NO_OBJECTION
from app.domain.codes import (
    ActionStatus,
    CaseEvent,
    Kind,
    Proof,
    Reliability,
    SignoffOn,
    Step,
    SubjectType,
    VisitStage,
)
from app.domain.entry import (
    ActionBody,
    AnswerBody,
    CaseBody,
    DisclosureBody,
    Entry,
    ErasedBody,
    FindingBody,
    LinkBody,
    NoteBody,
    ResponseBody,
    SettingBody,
    SignoffBody,
    SubjectBody,
    VisitBody,
)
from app.domain.established import is_overheard
from app.domain.looking_back import Stands
from app.domain.opening import ALREADY, READ_FIRST
from app.domain.papers import HEADING
from app.domain.review import COMMENT
from app.domain.shown import seen
from app.i18n import _
from app.services.report_words import VERDICTS
from app.services.report_words import status as status_words
from ui.questionnaire.words import told as answer_words

if TYPE_CHECKING:
    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.entry import Body
    from app.domain.looking_back import Standing
    from app.domain.shown import Seen


def kind_words() -> dict[Kind, str]:
    """Each kind of entry as people call it."""
    return {
        Kind.ANSWER: _("Answer"),
        Kind.NOTE: _("Note"),
        Kind.SUBJECT: _("Somebody or something named"),
        Kind.LINK: _("Relation or part"),
        Kind.VISIT: _("Visit"),
        Kind.SETTING: _("Conditions of a visit"),
        Kind.FINDING: _("Shown by a rule"),
        Kind.ACTION: _("Plan"),
        Kind.SIGNOFF: _("Signature"),
        Kind.DISCLOSURE: _("Sent or shown"),
        Kind.RESPONSE: _("Reply"),
        Kind.CASE: _("The case"),
        Kind.ERASED: _("Erased"),
    }


def told(entry: Entry, case: Case, library: Library) -> tuple[str, str]:
    """A title and what was written, which may be empty."""
    body = entry.body
    if isinstance(body, AnswerBody):
        return _answer(entry, body, case, library)
    if isinstance(body, FindingBody):
        rule = next((r for r in library.book.rules if r.id == body.rule), None)
        return (rule.name, rule.why) if rule else (body.rule, "")
    if isinstance(body, LinkBody):
        return _link(entry, body, case, library)
    if isinstance(body, SettingBody):
        return _setting(entry, body, case, library)
    if isinstance(body, ActionBody):
        return _action(body)
    if isinstance(body, DisclosureBody):
        return _("To {who}").format(who=body.to), library.sharing.words(body.purpose)
    if isinstance(body, SignoffBody) and _is_remark(body):
        return _remark(body, case, library)
    return _plain_told(entry, case)


def _remark(body: SignoffBody, case: Case, library: Library) -> tuple[str, str]:
    """A reviewer's remark and what it is on: its author reads it far from that entry."""
    on = next((case.entries[entry] for entry in body.over if entry in case.entries), None)
    if on is None:  # that was held back from this copy
        return _("A reviewer’s remark"), body.reasons
    what, _words = told(on, case, library)
    return _("A reviewer’s remark on: {what}").format(what=what), body.reasons


def _plain_told(entry: Entry, case: Case) -> tuple[str, str]:
    body = entry.body
    if isinstance(body, NoteBody):
        return _note(entry, body, case)
    if isinstance(body, SignoffBody):
        return _signoffs()[body.on], "\n".join(filter(None, (_decided(body), body.reasons)))
    if isinstance(body, ResponseBody):
        who = ", ".join(filter(None, (body.by, body.area)))
        what = _steps()[body.step]
        if body.step is Step.DECLINED and body.text.startswith("\n"):  # nobody else is named
            what = _("Objects to closing")
        elif body.text.startswith(NO_OBJECTION):
            what = _("No objection to closing")
        if body.proof is Proof.SPOKEN and body.step is not Step.CALLED:
            what = _("{what} (spoken, not proved)").format(what=what)
        said = body.text.removeprefix(NO_OBJECTION).strip()
        return _("{what}: {who}").format(what=what, who=who), said
    return _event(body)


def _event(body: Body) -> tuple[str, str]:
    if isinstance(body, CaseBody):
        return _case_events()[body.event], body.reason
    if isinstance(body, SubjectBody):
        return _subjects()[body.type].format(label=body.label), ""
    if isinstance(body, VisitBody):
        return _stages()[body.stage], body.purpose
    assert isinstance(body, ErasedBody)  # noqa: S101 - the last of the kinds
    return _("Erased here"), f"{body.ground}. {body.authority}"


def _note(entry: Entry, body: NoteBody, case: Case) -> tuple[str, str]:
    if (found := seen(entry)) is not None:
        return _seen(found)
    if body.heading == READ_FIRST:
        already = _("Not read aloud now: it had been read already.")
        return _("Read first"), already if body.text == ALREADY else _("Read aloud to the end.")
    if body.heading != HEADING:
        return body.heading or _("Note"), body.text
    title = case.label(entry.about) if entry.about else ""
    return _("Paper: {title}").format(title=title), body.text.partition("\n")[2]


def _seen(found: Seen) -> tuple[str, str]:
    title = _("Given to keep: {text}") if found.kept else _("Shown on a card: {text}")
    who = found.reviewed_by or _("nobody")
    told = _("In {language}, version {version}, reviewed by {who}")
    draft = _("A draft, in practice") if found.draft else ""
    about = told.format(language=found.tag, version=found.version, who=who)
    return title.format(text=found.english), ". ".join(filter(None, (about, draft)))


def _answer(entry: Entry, body: AnswerBody, case: Case, library: Library) -> tuple[str, str]:
    item = library.book.items.get(body.item)
    label = item.label if item else str(body.item)
    row = next((r.label for r in item.rows if r.code == body.row), "") if item else ""
    title = _("{item}: {row}").format(item=label, row=row) if row else label
    account = Account(entry, body, case.is_doubtful(entry))
    said = answer_words(account, library.book.items, case)
    cleared = bool(entry.corrects or entry.follows)
    return title, said or (_("Cleared") if cleared else _("Not asked yet"))


def _link(entry: Entry, body: LinkBody, case: Case, library: Library) -> tuple[str, str]:
    who = case.label(entry.about) if entry.about else ""
    relation = library.book.links.label(body.relation)
    if body.relation == "at_risk":
        relation = _("the person at risk")
    word, _mark = status_words(body.status)
    return _("{who}: {relation}").format(who=who or _("Somebody"), relation=relation), (
        ". ".join(filter(None, (word, body.basis)))
    )


def _setting(entry: Entry, body: SettingBody, case: Case, library: Library) -> tuple[str, str]:
    """The whole visit is doubted, so an earlier setting of it is no better than a later one."""
    doubtful = entry.visit in case.doubtful
    concern = library.interpreting.concern(body.concern)
    trust = {
        Reliability.SOUND: _("Can be relied on"),
        Reliability.CONCERN: _("With a concern"),
        Reliability.DOUBTFUL: _("Doubtful: no “no” said in it is established"),
    }[Reliability.DOUBTFUL if doubtful else body.reliability]
    heard = body.hearing if is_overheard(body) else ""
    parts = (
        concern.label if concern is not None else body.concern.replace("_", " "),
        _("Present: {who}").format(who=body.present) if body.present else "",
        _("Can hear: {who}").format(who=heard) if heard else "",
        _("In {language}").format(language=body.language) if body.language else "",
        body.why,
    )
    return trust, ". ".join(filter(None, parts))


def _action(body: ActionBody) -> tuple[str, str]:
    status = {
        ActionStatus.OPEN: _("To be done"),
        ActionStatus.DONE: _("Done"),
        ActionStatus.NOT_NEEDED: _("Not needed"),
        ActionStatus.LAPSED: _("Lapsed"),
    }[body.status]
    owner = body.owner or _("nobody named")
    return body.text, ". ".join(filter(None, (f"{status}: {owner}", body.evidence)))


def _is_remark(body: SignoffBody) -> bool:
    return body.on is SignoffOn.REVIEW and body.decision == COMMENT


def _decided(body: SignoffBody) -> str:
    if body.on is SignoffOn.REVIEW:
        verdicts = {verdict.value: words for verdict, words in VERDICTS.items()}
        return _(verdicts.get(body.decision, ""))
    named = {SignoffOn.LOWERING, SignoffOn.CLOSURE}
    return _("Agreed by {who}").format(who=body.decision) if body.on in named else ""


def standing_words(standing: Standing) -> tuple[str, str]:
    """Icon and words for what has become of an entry; nothing for one that stands."""
    by = standing.by
    who = by.by.name if by else _("somebody whose entry is held back")
    if standing.stands is Stands.CORRECTED:
        return "circle-x", _("Recorded wrongly, says {who}. Kept here, and counted nowhere").format(
            who=who
        )
    if standing.stands is Stands.ACCOUNT:
        return "undo-2", _("Said then, and kept. Written again since by {who}").format(who=who)
    return "", ""


def area_words(area: str) -> str:
    """An area by its first name: Northmere for northmere.example."""
    return area.partition(".")[0].replace("-", " ").title()


def _case_events() -> dict[CaseEvent, str]:
    return {
        CaseEvent.OPENED: _("Opened"),
        CaseEvent.CLOSURE_PROPOSED: _("Proposed for closing"),
        CaseEvent.CLOSED: _("Closed"),
        CaseEvent.HELD: _("Held: it must not be erased"),
        CaseEvent.HOLD_LIFTED: _("The hold is lifted"),
    }


def _stages() -> dict[VisitStage, str]:
    return {
        VisitStage.PLANNED: _("Visit planned"),
        VisitStage.BEGAN: _("Visit began"),
        VisitStage.ENDED: _("Visit ended"),
    }


def _subjects() -> dict[SubjectType, str]:
    return {
        SubjectType.PERSON: _("Person: {label}"),
        SubjectType.ORGANISATION: _("Organisation: {label}"),
        SubjectType.PLACE: _("Place: {label}"),
        SubjectType.DEVICE: _("Device: {label}"),
        SubjectType.DOCUMENT: _("Paper: {label}"),
        SubjectType.MATTER: _("Matter: {label}"),
    }


def _signoffs() -> dict[SignoffOn, str]:
    return {
        SignoffOn.JUDGEMENT: _("Judgement signed"),
        SignoffOn.PLAN: _("Plan signed"),
        SignoffOn.LOWERING: _("A less pressing level agreed"),
        SignoffOn.CLOSURE: _("Closing agreed"),
        SignoffOn.REVIEW: _("Reviewed"),
        SignoffOn.SET_ASIDE: _("A finding set aside"),
        SignoffOn.STOP: _("A stop answered"),
        SignoffOn.MISSING: _("Sealed without, with the reason"),
    }


def _steps() -> dict[Step, str]:
    return {
        Step.SENT: _("Sent"),
        Step.CALLED: _("Called"),
        Step.ARRIVED: _("Arrived"),
        Step.READ: _("Read"),
        Step.ACCEPTED: _("Accepted"),
        Step.ASKED: _("Asked"),
        Step.DECLINED: _("Declined"),
        Step.FIRST_CONTACT: _("First contact"),
        Step.CONFERENCE: _("Conference"),
        Step.TRANSFERRED: _("Transferred"),
        Step.RELEASED: _("Released"),
    }
