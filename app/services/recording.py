"""Writing the record: every entry goes through here, one durable transaction each."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.case import Case, fold
from app.domain.codes import (
    CaseEvent,
    Channel,
    Clock,
    Nature,
    RestrictionClass,
    Status,
    SubjectType,
)
from app.domain.entry import (
    AnswerBody,
    Body,
    CaseBody,
    Entry,
    LinkBody,
    NoteBody,
    SubjectBody,
    Value,
)
from app.domain.errors import RecordRefused
from app.domain.established import noes_among
from app.domain.ids import CaseId, EntryId, SubjectId, VisitId
from app.domain.interpreter import Matter, may_show
from app.domain.interpreting import GATE
from app.domain.isolates import check_name
from app.domain.plain_text import clean
from app.domain.visit import setting_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.domain.entry import When
    from app.domain.questionnaire import Item
    from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Said:
    """How an answer was said; the defaults are those of a plain conversation."""

    asked: str = ""
    words: str = ""
    words_language: str = ""
    said_by: str = "person"
    channel: Channel = Channel.DIRECT
    nature: Nature = Nature.REPORTED
    happened: When | None = None
    confidence: str = ""
    interpreted: str = ""
    way: str = ""
    checked: str = ""
    noes: Collection[str] = ()  # words for "no" where it was said: those used stay with the answer


def load(desk: Desk, case: CaseId) -> Case:
    """The case as the vault holds it now; an erased one is the entry that says so.

    Raises:
        RecordRefused: `case.unknown` when nothing of it was ever kept here. An id that leads
            nowhere must not look like a case in which nobody has written anything yet.
    """
    entries = desk.store.entries(case)
    if not entries:
        raise RecordRefused("case.unknown")
    return fold(case, entries)


def consult(desk: Desk, case: CaseId, why: str, codes: Collection[str] = ()) -> Case:
    """Open a case for the first time in a session; who, when and why are chained.

    The chain keeps only codes, since it is never erased. A reason in words becomes a note in
    the case itself, for practitioners only.

    Raises:
        RecordRefused: `case.unknown`; nothing was consulted, so nothing is chained.
    """
    code = why if why in codes else "in-words"
    found = load(desk, case)
    desk.store.log(f"consult {code}", case, desk.author.principal)
    if code == why:
        return found
    return write(desk, found, NoteBody("Opened", why, practitioner_only=True))


def write(
    desk: Desk,
    case: Case,
    body: Body,
    *,
    about: SubjectId | None = None,
    visit: VisitId | None = None,
    rc: RestrictionClass = RestrictionClass.RC1,
    corrects: Iterable[EntryId] = (),
    follows: Iterable[EntryId] = (),
) -> Case:
    """Append one entry and return the case with it; durable when this returns.

    Raises:
        VaultRefused: it could not be saved; the case is as before.
        RecordRefused: the entry has a wrong shape.
    """
    entry = make(
        desk,
        case.id,
        body,
        last=case.ordered[-1] if case.ordered else None,
        about=about,
        visit=visit,
        rc=rc,
        corrects=corrects,
        follows=follows,
    )
    return append(desk, case, (entry,))


def append(desk: Desk, case: Case, entries: tuple[Entry, ...]) -> Case:
    """Append made entries in one transaction and fold them in."""
    desk.store.append(entries)
    return fold(case.id, (*case.ordered, *entries))


def make(
    desk: Desk,
    case: CaseId,
    body: Body,
    *,
    last: Entry | None = None,
    about: SubjectId | None = None,
    visit: VisitId | None = None,
    rc: RestrictionClass = RestrictionClass.RC1,
    corrects: Iterable[EntryId] = (),
    follows: Iterable[EntryId] = (),
) -> Entry:
    """Make one entry of this desk, not yet saved. A clock that went back is marked doubted."""
    now = desk.clock.now()
    back = last is not None and last.area == desk.area and now < last.at
    return Entry(
        id=EntryId(desk.ids.new()),
        case=case,
        area=desk.area,
        by=desk.author,
        at=now,
        body=_cleaned(body),
        about=about,
        visit=visit,
        rc=rc,
        clock=Clock.DOUBTED if back else Clock.OK,
        corrects=tuple(sorted(set(corrects))),
        follows=tuple(sorted(set(follows))),
    )


def open_case(desk: Desk, alias: str, reason: str) -> Case:
    """Begin a case about one person at risk, known by an alias."""
    case = CaseId(desk.ids.new())
    person = SubjectId(desk.ids.new())
    entries = (
        make(desk, case, CaseBody(CaseEvent.OPENED, reason)),
        make(desk, case, SubjectBody(SubjectType.PERSON, alias), about=person),
        make(desk, case, LinkBody(None, "at_risk", Status.ESTABLISHED), about=person),
    )
    desk.store.append(entries)
    return fold(case, entries)


def add_subject(
    desk: Desk,
    case: Case,
    label: str,
    relation: str,
    *,
    to: SubjectId | None = None,
    type_: SubjectType = SubjectType.PERSON,
    status: Status = Status.ESTABLISHED,
    visit: VisitId | None = None,
    rc: RestrictionClass = RestrictionClass.RC1,
) -> tuple[Case, SubjectId]:
    """Add somebody or something, linked by a relation to another subject or to the case."""
    subject = SubjectId(desk.ids.new())
    entries = (
        make(desk, case.id, SubjectBody(type_, label), about=subject, visit=visit, rc=rc),
        make(
            desk,
            case.id,
            LinkBody(to, relation, status),
            about=subject,
            visit=visit,
            rc=rc,
        ),
    )
    return append(desk, case, entries), subject


def link(
    desk: Desk,
    case: Case,
    about: SubjectId,
    body: LinkBody,
    *,
    visit: VisitId | None = None,
    rc: RestrictionClass = RestrictionClass.RC1,
) -> Case:
    """Say how one subject stands to another; what stood of the same relation is followed."""
    seen = [
        e.id
        for e in case.links(body.relation, about=about)
        if isinstance(e.body, LinkBody) and e.body.to == body.to
    ]
    return write(desk, case, body, about=about, visit=visit, rc=rc, follows=seen)


def answer(
    desk: Desk,
    case: Case,
    item: Item,
    value: Value,
    said: Said,
    *,
    about: SubjectId | None = None,
    row: str = "",
    visit: VisitId | None = None,
    rc: RestrictionClass | None = None,
    slips: Collection[EntryId] = (),
) -> Case:
    """Record an answer.

    This author's own answer of this same visit is corrected, as a slip of the hand or a sentence
    still being typed; everything else that stood at the address is followed, so both are kept.
    At the desk, where there is no visit, `slips` names what this hand wrote in this same sitting.
    An answer equal to the one that stands already writes nothing.

    Raises:
        RecordRefused: `interpreter.gate-open` in a visit whose interpreter is not checked, and
            `interpreter.not-one-of-the-least` for a question that an override does not allow.
    """
    if visit is not None:
        require_askable(case, visit, item)
    body = _answer(item, row, value, said)
    standing = case.answers(item.id, about, row)
    mine = [e for e in standing if e.visit == visit and e.by == desk.author and e.area == desk.area]
    said_now = replace(_cleaned(body), asked="")
    if mine and said_now == replace(_answer_of(mine[-1]), asked=""):
        return case
    slip = [e for e in mine if visit is not None or e.id in slips]
    return write(
        desk,
        case,
        body,
        about=about,
        visit=visit,
        rc=rc or item.rc,
        corrects=[e.id for e in slip],
        follows=[e.id for e in standing if e not in slip],
    )


def require_askable(case: Case, visit: VisitId, item: Item) -> None:
    """Refuse a question that may not be asked as the gate of the visit stands.

    What is asked of the interpreter, or about them, is no question to the person.

    Raises:
        RecordRefused: as `answer`.
    """
    setting = setting_of(case, visit)
    matter = Matter.LEAST if item.least else Matter.QUESTION
    if item.section == GATE or may_show(setting, matter):
        return
    overridden = setting is not None and setting.gate == "override"
    code = "interpreter.not-one-of-the-least" if overridden else "interpreter.gate-open"
    raise RecordRefused(code)


_B = TypeVar("_B", bound=Body)


def _cleaned(body: _B) -> _B:
    """The body with every text as the record spells text: pasted controls gone, composed."""
    if isinstance(body, SubjectBody):
        check_name(body.label)  # refused, not mended: a name that hides something is no slip
    changes: dict[str, Any] = {part.name: getattr(body, part.name) for part in fields(body)}
    for name, value in changes.items():
        if isinstance(value, str) and not isinstance(value, StrEnum):
            changes[name] = clean(value)
        elif isinstance(value, Value):
            changes[name] = replace(value, text=clean(value.text))
    return type(body)(**changes)


def _answer(item: Item, row: str, value: Value, said: Said) -> AnswerBody:
    return AnswerBody(
        item=item.id,
        item_version=item.version,
        row=row,
        asked=said.asked,
        value=value,
        words=said.words,
        words_language=said.words_language,
        said_by=said.said_by,
        channel=said.channel,
        nature=said.nature,
        happened=said.happened,
        confidence=said.confidence,
        interpreted=said.interpreted,
        way=said.way,
        checked=said.checked,
        noes=noes_among((value.text, said.words, said.interpreted), said.noes),
    )


def _answer_of(entry: Entry) -> AnswerBody:
    assert isinstance(entry.body, AnswerBody)  # noqa: S101 - by_address holds answers only
    return entry.body
