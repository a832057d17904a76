"""What was answered, read from the fold: today's answers, earlier ones, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from app.domain.entry import AnswerBody, Value
from app.domain.established import NOT_ESTABLISHED, quotable, reading
from app.domain.ids import ItemId
from app.domain.questionnaire import NO_ANSWER

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import SubjectId, VisitId
    from app.domain.questionnaire import Item


@dataclass(frozen=True, slots=True)
class Account:
    """One answer with its envelope, and whether its setting was doubtful."""

    entry: Entry
    body: AnswerBody
    doubtful: bool

    @property
    def value(self) -> Value:
        """What was answered, as it may be read.

        `body.value` is what was put down: only a form that shows it to be changed reads that.
        """
        return reading(self.body, doubtful=self.doubtful)

    @property
    def words(self) -> str:
        """The exact words, as far as they may be quoted."""
        return quotable(self.body.words, doubtful=self.doubtful, noes=self.body.noes)

    @property
    def interpreted(self) -> str:
        """The interpreter's words, as far as they may be quoted."""
        return quotable(self.body.interpreted, doubtful=self.doubtful, noes=self.body.noes)

    @property
    def not_established(self) -> bool:
        """A "no" from a doubtful visit: nobody may call it a no."""
        return NOT_ESTABLISHED in {*self.value.codes, *self.value.past}


@dataclass(frozen=True, slots=True)
class Prompted:
    """Everything said at one address, as the conversation shows it."""

    today: tuple[Account, ...]  # of the open visit, current
    earlier: tuple[Account, ...]  # of other visits and other hands, every account, newest first
    differs: bool  # today's answer is not what an earlier account says


def accounts_at(
    case: Case, item: ItemId, about: SubjectId | None = None, row: str = "", *, ever: bool = False
) -> tuple[Account, ...]:
    """Answers at one address, oldest first."""
    return tuple(
        Account(e, e.body, case.is_doubtful(e))
        for e in case.answers(item, about, row, ever=ever)
        if isinstance(e.body, AnswerBody)
    )


def prompted(
    case: Case, item: ItemId, about: SubjectId | None, row: str, visit: VisitId | None
) -> Prompted:
    """Split what was said at an address into this visit's and everything earlier."""
    every = accounts_at(case, item, about, row, ever=True)
    today = tuple(a for a in every if a.entry.visit == visit and a.entry.id in case.current)
    earlier = tuple(reversed([a for a in every if a.entry.visit != visit]))
    now = {a.value.codes for a in today if a.value.codes}
    before = {a.value.codes for a in earlier if is_answered(a.value)}
    return Prompted(today, earlier, bool(now and before and now != before))


def latest(
    case: Case, item: ItemId, about: SubjectId | None = None, row: str = ""
) -> Account | None:
    """The newest of the answers that stand today, or none."""
    found = accounts_at(case, item, about, row)
    return found[-1] if found else None


def text_of(case: Case, item: str, about: SubjectId | None = None, row: str = "") -> str:
    """The newest text at an address: the value's text, else the exact words; else empty."""
    account = latest(case, ItemId(item), about, row)
    return (account.value.text or account.words) if account else ""


def codes_of(
    case: Case, item: str, about: SubjectId | None = None, row: str = ""
) -> tuple[str, ...]:
    """The newest codes at an address; empty when nothing was answered."""
    account = latest(case, ItemId(item), about, row)
    return account.value.codes if account else ()


def value_of(case: Case, entry: Entry) -> Value:
    """What the answer of an entry may be read as."""
    return reading(body_of(entry), doubtful=case.is_doubtful(entry))


def body_of(entry: Entry) -> AnswerBody:
    """The body of an entry that is known to be an answer."""
    return cast("AnswerBody", entry.body)


def is_answered(value: Value) -> bool:
    """Tell whether something was answered: a reason why not is not an answer (NO6)."""
    said = [c for c in (*value.codes, *value.past) if c not in NO_ANSWER]
    told = value.text or value.when or value.who or value.number is not None
    return bool(said or told)


def is_dealt_with(value: Value) -> bool:
    """Tell whether the prompt needs no more asking in this visit: answered, or declined."""
    return is_answered(value) or bool(set(value.codes) & {"declined", "not_safe"})


def said_in(
    case: Case, item: Item, about: SubjectId | None, visit: VisitId | None
) -> tuple[Account, ...]:
    """What was said of an item in one visit, over all its rows, oldest first."""
    rows = [row.code for row in item.rows] or [""]
    found = [a for row in rows for a in accounts_at(case, item.id, about, row)]
    return tuple(a for a in found if a.entry.visit == visit)
