"""Small invented cases, written as lists of facts, that show when a rule fires and when not.

One fact is one inline table; the person at risk is always there and is called "person":

    {person="hal", is="husband"}                     somebody, and a relation to the person, or,
                                                     with of="bo", to somebody else
    {person="hal", role="role.decides", status="suspected"}
    {child="ana"}                                    a child of the person
    {item="F1", code="often"}                        an answer about the person; also codes, past,
                                                     trend, text, who, number, row, visit, and
                                                     days (a date that many days from today)
    {item="H5", code="released", about="hal"}        about somebody else; about="case": the case
    {item="D1", code="very", then="none"}            said, and later something else was said
    {setting="v1", reliability="doubtful"}           conditions: also mode, hearing, concern
    {visit="v1", minutes=7}                          it began, and ended after so long
    {case="closure_proposed"}
    {delivery="d1", due=-1}                          its answer was due that many days from today
    {response="d1", step="accepted"}

A near miss is the same list with one fact changed, so that only one answer lies between them:
{change=2, to={…}}, {drop=2} or {add={…}}, counting from 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from app.content.strict import Table
from app.domain.case import Case, fold
from app.domain.codes import CaseEvent, Reliability, Status, Step, SubjectType, VisitStage
from app.domain.entry import (
    AnswerBody,
    Author,
    Body,
    CaseBody,
    DisclosureBody,
    Entry,
    LinkBody,
    ResponseBody,
    SettingBody,
    SubjectBody,
    Value,
    VisitBody,
    When,
)
from app.domain.ids import CaseId, EntryId, ItemId, SubjectId, VisitId

if TYPE_CHECKING:
    from app.content.strict import Where

TODAY = date(2026, 3, 10)
"""The day on which every example is read."""

_NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
_AUTHOR = Author("jo@northmere.example", "Jo", "social worker")
_ANSWER_KEYS = ("code", "codes", "past", "trend", "text", "who", "number", "days")


@dataclass(frozen=True, slots=True)
class Example:
    """One rule's two cases: the first fires it, the second does not."""

    fires: Case
    near_miss: Case


def decode_example(table: Table) -> Example:
    """Read `fires` and `near_miss` of a rule's table; raises `ContentRefused`."""
    facts = table.value("fires")
    if not isinstance(facts, list) or not facts:
        table.where.refuse("content.example", "fires is a list of facts")
    near = table.table("near_miss")
    listed = list(cast("list[object]", facts))
    changed = _changed(near, listed)
    return Example(build_case(listed, table.where), build_case(changed, table.where))


def _changed(near: Table, facts: list[object]) -> list[object]:
    changed = list(facts)
    if near.has("add"):
        changed.append(near.value("add"))
    else:
        key = "change" if near.has("change") else "drop"
        place = near.integer(key)
        if not 1 <= place <= len(facts):
            near.where.refuse("content.example", f"{key} counts the facts from 1")
        changed[place - 1 : place] = [near.value("to")] if key == "change" else []
    near.finish()
    return changed


def build_case(facts: list[object], where: Where) -> Case:
    """The case that a list of facts tells; `where` is named by every refusal."""
    story = _Story(where)
    for fact in facts:
        if not isinstance(fact, dict):
            where.refuse("content.example", "a fact is a table")
        story.tell(Table(cast("dict[str, object]", fact), where))
    return fold(story.case, story.entries)


def _name(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


class _Story:
    """Gathers the entries of one example, with ids made from their places in it."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.case = CaseId(_name("case"))
        self.entries: list[Entry] = []
        self.known: set[str] = set()
        self.person("person", "at_risk", Status.ESTABLISHED)

    def tell(self, fact: Table) -> None:
        kinds = {
            "person": self._person,
            "child": self._child,
            "item": self._answer,
            "setting": self._setting,
            "visit": self._visit,
            "case": self._case,
            "delivery": self._delivery,
            "response": self._response,
        }
        kind = next((name for name in kinds if fact.has(name)), None)
        if kind is None:
            self.where.refuse("content.example", "a fact begins with " + ", ".join(kinds))
        kinds[kind](fact)
        fact.finish()

    def person(self, alias: str, relation: str, status: Status, of: str = "person") -> None:
        self._introduce(alias)
        to = None if relation == "at_risk" else self._subject(of)
        self._add(LinkBody(to, relation, status), about=self._subject(alias))

    def _introduce(self, alias: str) -> None:
        if alias not in self.known:
            self.known.add(alias)
            self._add(SubjectBody(SubjectType.PERSON, alias), about=self._subject(alias))

    def _subject(self, alias: str) -> SubjectId:
        if alias not in self.known:
            self.where.refuse("content.example", f"{alias} is nobody yet")
        return SubjectId(_name("subject", alias))

    def _add(
        self,
        body: Body,
        *,
        about: SubjectId | None = None,
        visit: str = "",
        follows: tuple[EntryId, ...] = (),
        minutes: int = 0,
    ) -> EntryId:
        id_ = EntryId(_name("entry", str(len(self.entries))))
        at = _NOON - timedelta(days=1) + timedelta(minutes=minutes or len(self.entries))
        named = VisitId(_name("visit", visit)) if visit else None
        self.entries.append(
            Entry(
                id=id_,
                case=self.case,
                area="northmere.example",
                by=_AUTHOR,
                at=at,
                body=body,
                about=about,
                visit=named,
                follows=follows,
            )
        )
        return id_

    def _person(self, fact: Table) -> None:
        relation = fact.text("is" if fact.has("is") else "role")
        status = Status(fact.one_of("status", list(Status), "established"))
        self.person(fact.text("person"), relation, status, fact.text("of", "person"))

    def _child(self, fact: Table) -> None:
        self.person(fact.text("child"), "child_of", Status.ESTABLISHED)

    def _answer(self, fact: Table) -> None:
        if not any(fact.has(key) for key in _ANSWER_KEYS):
            self.where.refuse("content.example", "an answer says something")
        item, row = fact.text("item"), fact.text("row", "")
        about = fact.text("about", "person")
        subject = None if about == "case" else self._subject(about)
        visit, then = fact.text("visit", ""), fact.text("then", "")
        first = self._add(_said(item, row, self._value(fact)), about=subject, visit=visit)
        if then:
            later = _said(item, row, Value(codes=(then,)))
            self._add(later, about=subject, visit=visit, follows=(first,))

    def _value(self, fact: Table) -> Value:
        codes = (fact.text("code"),) if fact.has("code") else fact.texts("codes", ())
        when = _day(fact.integer("days")) if fact.has("days") else None
        return Value(
            codes=codes,
            past=fact.texts("past", ()),
            trend=fact.text("trend", ""),
            text=fact.text("text", ""),
            when=when,
            who=tuple(self._subject(alias) for alias in fact.texts("who", ())),
            number=fact.integer("number") if fact.has("number") else None,
        )

    def _setting(self, fact: Table) -> None:
        body = SettingBody(
            hearing=fact.text("hearing", ""),
            mode=fact.text("mode", "none"),
            concern=fact.text("concern", ""),
            reliability=Reliability(fact.one_of("reliability", list(Reliability), "sound")),
        )
        self._add(body, visit=fact.text("setting"))

    def _visit(self, fact: Table) -> None:
        name, minutes = fact.text("visit"), fact.integer("minutes")
        self._add(VisitBody(VisitStage.BEGAN, "home"), visit=name, minutes=60)
        self._add(VisitBody(VisitStage.ENDED, "home"), visit=name, minutes=60 + minutes)

    def _case(self, fact: Table) -> None:
        self._add(CaseBody(CaseEvent(fact.one_of("case", list(CaseEvent))), "an example"))

    def _delivery(self, fact: Table) -> None:
        due = _NOON + timedelta(days=fact.integer("due"))
        digests = (_name("delivery", fact.text("delivery")),)
        body = DisclosureBody(
            "package", "calderby.example", "handover", "example", digests, answer_due=due
        )
        self._add(body)

    def _response(self, fact: Table) -> None:
        step = Step(fact.one_of("step", list(Step)))
        self._add(ResponseBody(_name("delivery", fact.text("response")), step))


def _said(item: str, row: str, value: Value) -> AnswerBody:
    return AnswerBody(ItemId(item), 1, row, "asked in an example", value)


def _day(days: int) -> When:
    day = TODAY + timedelta(days=days)
    return When(day.year, day.month, day.day)
