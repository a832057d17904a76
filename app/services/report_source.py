"""What a report may read: the case cut down to the classes that are in, and the packs' words.

Each sheet is written from a case folded anew from its own class and the core alone, so that
what is withheld, or belongs on another sheet, cannot come out of it by any path.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.answers import Account, body_of, is_answered
from app.domain.case import Case, fold
from app.domain.codes import Kind, RestrictionClass
from app.domain.deliveries import taken_out
from app.domain.entry import SettingBody
from app.domain.ids import ItemId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.content.library import Library
    from app.domain.entry import Entry
    from app.domain.handover import Mode
    from app.domain.ids import SubjectId
    from app.domain.questionnaire import Item, Screening

CORE = RestrictionClass.RC1


@dataclass(frozen=True, slots=True)
class Copy:
    """What is said of this one copy: who sends it, to whom, why, and what stays out.

    Words, not codes, save the grounds: the caller knows the desks and the local pick-lists.
    """

    mode: Mode
    reference: str  # HO-7K3M-1
    sender: str  # area, person, role, telephone day and night
    recipient: str
    purpose: str
    basis: str
    reason: str = ""  # why now: a move made, a move planned, found
    answer_by: datetime | None = None  # UTC
    withheld: tuple[tuple[RestrictionClass, str], ...] = ()  # with the ground, code or words
    papers: tuple[str, ...] = ()  # titles of the papers enclosed
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = ""  # empty: the default line
    header: str = ""  # what this reader is told before anything else; empty for nobody special
    digest: str = ""  # SHA-256 of the signed record this renders, or empty


@dataclass(frozen=True, slots=True)
class Source:
    """A cut-down case and everything needed to put it into words."""

    case: Case
    packs: Library
    now: datetime

    def accounts(self, item: str, *, ever: bool = False) -> tuple[Account, ...]:
        """Every answer to an item, about anybody, on any line; oldest first."""
        return tuple(a for a in self.answers(ever=ever) if a.body.item == item)

    def answers(self, *, ever: bool = False) -> Iterator[Account]:
        """Every answer that was answered, oldest first."""
        for entry in self.case.of(Kind.ANSWER, ever=ever):
            account = Account(entry, body_of(entry), self.case.is_doubtful(entry))
            if is_answered(account.value) or account.value.codes or account.body.words:
                yield account

    def item(self, item: str) -> Item | None:
        """The item of the packs, or none when they do not have it."""
        return self.packs.book.items.get(item) or _found(self.packs.screening, item)

    def label(self, item: str, row: str = "") -> str:
        """What an item is called, with the line of it; its id when the packs are older."""
        found = self.item(item)
        if found is None:
            return f"{item} {row}".strip()
        line = next((r.label for r in found.rows if r.code == row), row)
        return f"{found.label}: {line}" if line else found.label

    def setting_of(self, entry: Entry) -> SettingBody | None:
        """The conditions in force when an entry was written, or none."""
        before = [
            e.body
            for e in self.case.of(Kind.SETTING, ever=True)
            if e.visit == entry.visit and e.at <= entry.at and isinstance(e.body, SettingBody)
        ]
        return before[-1] if before and entry.visit else None

    def present(self, account: Account) -> str:
        """Who was present when something was said; empty when nobody wrote it down."""
        setting = self.setting_of(account.entry)
        return setting.present if setting else ""

    def name(self, subject: SubjectId | None) -> str:
        """The alias of a subject; empty for the case itself."""
        return self.case.label(subject) if subject else ""


def cut(case: Case, classes: frozenset[RestrictionClass]) -> Case:
    """The case of some classes only. What a withheld entry corrects goes out with it."""
    wrong = taken_out(case, classes)
    kept = [e for e in case.ordered if e.rc in classes and e.id not in wrong]
    return fold(case.id, kept)


def holds_any(case: Case, klass: RestrictionClass) -> bool:
    """Whether anything that stands is of a class."""
    return any(e.rc is klass and e.id in case.accounts for e in case.ordered)


def _found(screening: Screening, item: str) -> Item | None:
    try:
        return screening.item(ItemId(item))
    except KeyError:
        return None
