"""The fold: a set of entries becomes a case. Pure, and blind to order and to clocks.

`accounts` is what stands as said; `current` is what stands today. A correction takes its
target out of both; following takes it out of `current` only. Cycles remove nothing, another
area's entry is never corrected, and what was said in a doubtful setting takes nothing out
but what was said in that same visit, which is as doubtful as itself.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.codes import Kind, Status, SubjectType
from app.domain.entry import AnswerBody, Entry, LinkBody, SubjectBody
from app.domain.errors import RecordRefused
from app.domain.established import doubts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from app.domain.ids import CaseId, EntryId, ItemId, SubjectId, VisitId

Address = tuple["ItemId", "SubjectId | None", str]
"""Where a value lives: item, whom it is about, row of the item."""


@dataclass(frozen=True, slots=True)
class Index:
    """What is asked of a case again and again, each kind in the order of the record."""

    now: Mapping[Kind, tuple[Entry, ...]]
    ever: Mapping[Kind, tuple[Entry, ...]]
    labels: Mapping[SubjectId | None, str]
    links_about: Mapping[SubjectId | None, tuple[Entry, ...]]
    links_named: Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """What one laptop knows of one case: entries, and which of them stand."""

    id: CaseId
    entries: Mapping[EntryId, Entry]
    ordered: tuple[Entry, ...]  # by time written, then id: for display only
    accounts: frozenset[EntryId]
    current: frozenset[EntryId]
    doubtful: frozenset[VisitId]  # visits whose "no" answers are not established
    by_kind: Mapping[Kind, tuple[Entry, ...]] = field(repr=False, compare=False)
    by_address: Mapping[Address, tuple[Entry, ...]] = field(repr=False, compare=False)
    index: Index = field(repr=False, compare=False)  # the same, sorted out once
    # What makes each doubtful visit so; nothing, when its conditions were held back.
    doubts: Mapping[VisitId, tuple[EntryId, ...]] = field(repr=False, compare=False)

    def of(self, kind: Kind, *, ever: bool = False) -> tuple[Entry, ...]:
        """Entries of a kind that stand today, or, with `ever`, that were ever said and stand."""
        return (self.index.ever if ever else self.index.now).get(kind, ())

    def answers(
        self,
        item: ItemId,
        about: SubjectId | None = None,
        row: str = "",
        *,
        ever: bool = False,
    ) -> tuple[Entry, ...]:
        """Answers at one address, oldest first; several may stand side by side."""
        standing = self.accounts if ever else self.current
        found = self.by_address.get((item, about, row), ())
        return tuple(e for e in found if e.id in standing)

    def is_doubtful(self, entry: Entry) -> bool:
        """Tell whether an entry was made in a visit whose interview conditions were unsafe."""
        return entry.visit is not None and entry.visit in self.doubtful

    def subjects(self, type_: SubjectType | None = None) -> tuple[Entry, ...]:
        """Subjects that stand, oldest first."""
        return tuple(
            e
            for e in self.of(Kind.SUBJECT)
            if isinstance(e.body, SubjectBody) and type_ in {None, e.body.type}
        )

    def label(self, subject: SubjectId) -> str:
        """The alias of a subject; never a name."""
        return self.index.labels.get(subject, "")

    def links(self, relation: str, *, about: SubjectId | None = None) -> tuple[Entry, ...]:
        """Links of a relation that stand: everybody's, or those of one subject."""
        found = self.index.links_named.get(relation, ())
        return found if about is None else tuple(e for e in found if e.about == about)

    def links_of(self, subject: SubjectId) -> tuple[Entry, ...]:
        """Every link of one subject that stands, of whatever relation."""
        return self.index.links_about.get(subject, ())

    def at_risk(self) -> SubjectId | None:
        """The person this case is about: the first to be linked `at_risk`."""
        for entry in self.links("at_risk"):
            if isinstance(entry.body, LinkBody) and entry.body.status is not Status.RULED_OUT:
                return entry.about
        return None


def fold(case: CaseId, entries: Iterable[Entry]) -> Case:
    """Make the case from any order, partition or repetition of its entries.

    Raises:
        RecordRefused: two entries have one id and differ, or one is of another case.
    """
    unique = _unique(case, entries)
    ordered = tuple(sorted(unique.values(), key=lambda e: (e.at, e.id)))
    by_kind: dict[Kind, list[Entry]] = defaultdict(list)
    by_address: dict[Address, list[Entry]] = defaultdict(list)
    for entry in ordered:
        by_kind[entry.kind].append(entry)
        if isinstance(entry.body, AnswerBody):
            by_address[entry.body.item, entry.about, entry.body.row].append(entry)
    unsafe = _doubts(unique, by_kind)
    doubtful = frozenset(unsafe)

    def corrects(entry: Entry, target: Entry) -> bool:
        return _corrections(entry, target) and _may_take_out(entry, target, doubtful)

    def follows(entry: Entry, target: Entry) -> bool:
        return target.id in entry.follows and _may_take_out(entry, target, doubtful)

    accounts = frozenset(unique) - _taken_out(unique, ordered, corrects)
    followed = _taken_out(unique, [e for e in ordered if e.id in accounts], follows)
    current = accounts - followed
    return Case(
        id=case,
        entries=unique,
        ordered=ordered,
        accounts=accounts,
        current=current,
        doubtful=doubtful,
        by_kind={kind: tuple(found) for kind, found in by_kind.items()},
        by_address={address: tuple(found) for address, found in by_address.items()},
        index=_indexed(by_kind, accounts, current),
        doubts=unsafe,
    )


def _indexed(
    by_kind: Mapping[Kind, list[Entry]], accounts: frozenset[EntryId], current: frozenset[EntryId]
) -> Index:
    """Sort out what stands, once for a case that is then only read."""
    now = {k: tuple(e for e in found if e.id in current) for k, found in by_kind.items()}
    ever = {k: tuple(e for e in found if e.id in accounts) for k, found in by_kind.items()}
    subjects = now.get(Kind.SUBJECT, ())
    links = [(e, e.body) for e in now.get(Kind.LINK, ()) if isinstance(e.body, LinkBody)]
    about: dict[SubjectId | None, list[Entry]] = defaultdict(list)
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry, body in links:
        about[entry.about].append(entry)
        named[body.relation].append(entry)
    return Index(
        now=now,
        ever=ever,
        labels={e.about: e.body.label for e in subjects if isinstance(e.body, SubjectBody)},
        links_about={subject: tuple(found) for subject, found in about.items()},
        links_named={relation: tuple(found) for relation, found in named.items()},
    )


def known_by(case: Case, day: datetime, arrived: Mapping[EntryId, datetime] | None = None) -> Case:
    """The case as recorded by a moment (`at`), or, given arrival times, as known here by then."""
    times = {e.id: e.at for e in case.ordered} if arrived is None else arrived
    return fold(case.id, [e for e in case.ordered if times[e.id] <= day])


def case_digest(
    case: Case,
    encode: Callable[[Entry], bytes],
    leave_out: Callable[[Entry], bool] = lambda _entry: False,
) -> str:
    """SHA-256 over the entries and what stands; equal on every laptop with the same entries.

    `leave_out` is told of each entry, and may pass over what each desk wrote of its own sending
    and answering (`holders.is_paperwork`).
    """
    digest = hashlib.sha256()
    for key in sorted(key for key, entry in case.entries.items() if not leave_out(entry)):
        line = encode(case.entries[key])
        stands = (key in case.accounts, key in case.current)
        digest.update(b"%d:%d%d:" % (len(line), *stands) + line)
    return digest.hexdigest()


def _unique(case: CaseId, entries: Iterable[Entry]) -> dict[EntryId, Entry]:
    unique: dict[EntryId, Entry] = {}
    for entry in entries:
        if entry.case != case:
            raise RecordRefused("entry.other-case")
        if unique.setdefault(entry.id, entry) != entry:
            raise RecordRefused("entry.two-of-one-id")
    return unique


def _doubts(
    entries: Mapping[EntryId, Entry], by_kind: Mapping[Kind, list[Entry]]
) -> Mapping[VisitId, tuple[EntryId, ...]]:
    """The visits that are doubted, and why.

    Only a setting takes a setting back, and what was said of a visit is put right in that visit
    or at the desk: so doubt never depends on what it decides.
    """
    settings, answers = by_kind[Kind.SETTING], by_kind[Kind.ANSWER]
    putting_right = [e for e in entries.values() if e.corrects]
    mistaken = _taken_out(entries, putting_right, _puts_right)
    stages = (*settings, *by_kind[Kind.VISIT])
    return doubts(
        [e for e in settings if e.id not in mistaken],
        [e for e in answers if e.id not in mistaken],
        {e.visit for e in stages if e.visit is not None},
    )


def _puts_right(entry: Entry, target: Entry) -> bool:
    here = entry.kind is Kind.SETTING or entry.visit in {None, target.visit}
    return here and _corrections(entry, target)


def _corrections(entry: Entry, target: Entry) -> bool:
    setting_only = (entry.kind is Kind.SETTING) == (target.kind is Kind.SETTING)
    return target.id in entry.corrects and target.area == entry.area and setting_only


def _may_take_out(entry: Entry, target: Entry, doubtful: frozenset[VisitId]) -> bool:
    return entry.kind is Kind.SETTING or entry.visit not in doubtful or entry.visit == target.visit


def _taken_out(
    entries: Mapping[EntryId, Entry],
    removing: Iterable[Entry],
    takes: Callable[[Entry, Entry], bool],
) -> frozenset[EntryId]:
    edges: dict[EntryId, list[EntryId]] = {}
    for entry in removing:
        if not (entry.corrects or entry.follows):
            continue
        named = (entries[i] for i in {*entry.corrects, *entry.follows} if i in entries)
        targets = [t.id for t in named if takes(entry, t)]
        if targets:
            edges[entry.id] = targets
    if not edges:
        return frozenset()
    loop = _loops(edges)
    return frozenset(
        target
        for source, targets in edges.items()
        for target in targets
        if source not in loop or loop[source] != loop.get(target)
    )


def _loops(edges: Mapping[EntryId, list[EntryId]]) -> dict[EntryId, EntryId]:
    """Name the loop each entry is in: the strongly connected parts (Sharir, 1981)."""
    back: dict[EntryId, list[EntryId]] = defaultdict(list)
    for source, targets in edges.items():
        for target in targets:
            back[target].append(source)
    loop: dict[EntryId, EntryId] = {}
    for start in reversed(_by_finish(edges)):
        reached = [start]
        while reached:
            node = reached.pop()
            if node not in loop:
                loop[node] = start
                reached.extend(back.get(node, ()))
    return loop


def _by_finish(edges: Mapping[EntryId, list[EntryId]]) -> list[EntryId]:
    """Every entry an edge touches, each after all that it reaches; without recursion."""
    finished: list[EntryId] = []
    seen: set[EntryId] = set()
    for start in edges:
        path = [(start, iter(edges[start]))] if start not in seen else []
        seen.add(start)
        while path:
            node, targets = path[-1]
            onward = next((t for t in targets if t not in seen), None)
            if onward is None:
                path.pop()
                finished.append(node)
            else:
                seen.add(onward)
                path.append((onward, iter(edges.get(onward, ()))))
    return finished
