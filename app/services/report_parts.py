"""The sections of a report, each a view of one cut of the record. Nothing is left out silently."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from app.domain import people
from app.domain.codes import Kind, Reliability, RestrictionClass, SignoffOn, SubjectType
from app.domain.completeness import Missing, missing, reasons
from app.domain.entry import DisclosureBody, SettingBody, SignoffBody, SubjectBody
from app.domain.patterns import evaluate
from app.domain.report import (
    STALE_DAYS,
    Cell,
    Column,
    Line,
    Lines,
    Mark,
    Section,
    Table,
    Tone,
)
from app.i18n import N_, _
from app.services import report_words as words
from app.services.report_source import holds_any
from app.services.report_tables import aged, written_by

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.ids import SubjectId
    from app.services.report_source import Copy, Source

JUDGED = ("W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "W10", "W11")
CHILD = ("L1", "L9", "L10", "K2", "K3", "K6", "K7")
_DECIDED = {
    SignoffOn.JUDGEMENT: N_("Judgement signed"),
    SignoffOn.PLAN: N_("Plan signed"),
    SignoffOn.LOWERING: N_("Concern lowered"),
    SignoffOn.CLOSURE: N_("Closure"),
    SignoffOn.REVIEW: N_("Reviewed"),
}


def missing_part(whole: Case, core: Source) -> Section:
    """What is missing, judged on the whole record, with the reasons this copy may show."""
    given, packs = reasons(core.case), core.packs
    rows = tuple(
        (
            Cell(_what(core, gap), mark=Mark.MISSING),
            Cell(
                given.get(gap.key) or _("No reason given."),
                tone=Tone.PLAIN if given.get(gap.key) else Tone.MISSING,
            ),
        )
        for gap in missing(whole, packs.screening, evaluate(whole, packs.book, core.now.date()))
    )
    not_asked = tuple(
        Line(_("Not asked, and why"), words.answer(a, core.packs.book.items, core.case))
        for a in core.accounts("V4")
    )
    title = _("What is missing, and why")
    columns = (Column(_("Missing"), 6), Column(_("Why"), 8))
    blocks: list[Table | Lines] = [Table(title, columns, rows)] if rows else []
    if not_asked:
        blocks.append(Lines(not_asked))
    return Section(
        title,
        tuple(blocks),
        empty=_("Nothing that a handover must have is missing. That is not the same as all known."),
    )


def _what(core: Source, gap: Missing) -> str:
    return _(words.MISSING[gap.code]).format(who=core.name(gap.about) or _("somebody"))


def ages_part(core: Source) -> Section:
    """How old each part is, the oldest first, and whether it must be assessed again."""
    found = sorted(_newest(core), key=lambda part: words.local(part[1].at).date())
    rows = [
        (Cell(", ".join(title for title, _newest in of)), Cell(when), _age_cell(core, of[0][1]))
        for when, group in groupby(found, key=lambda part: words.day(part[1].at))
        if (of := list(group))
    ]
    columns = (Column(_("Part"), 9), Column(_("Newest entry"), 4), Column(_("Age"), 4))
    return Section(
        _("How old each part is"),
        (Table(_("How old each part is"), columns, tuple(rows)),) if rows else (),
        empty=_("Nothing is recorded."),
    )


def children_part(core: Source) -> Section:
    """Each child: heard or not, what life is like for them, and what follows from it."""
    return Section(
        _("Children"),
        tuple(_child(core, child) for child in people.children(core.case)),
        intro=_("A child’s own words are on a sheet of their own, or withheld."),
        empty=_("No child is recorded in this copy. That is not the same as none."),
    )


def _child(core: Source, child: SubjectId) -> Lines:
    lines = [
        Line(core.label(i), words.answer(a, core.packs.book.items, core.case))
        for i in CHILD
        for a in core.accounts(i)
        if a.entry.about == child
    ]
    if not any(a.entry.about == child for i in ("L9", "L3") for a in core.accounts(i)):
        unheard = _("What this child says is not on this sheet.")
        lines.insert(0, Line(_("Voice"), unheard, Tone.MISSING, mark=Mark.MISSING))
    return Lines(tuple(lines), core.name(child) or _("A child"))


def judgement_part(core: Source) -> Section:
    """What a person judged, in writing, and whose signature stands under it."""
    items = core.packs.book.items
    lines = [
        Line(core.label(i), words.answer(a, items, core.case), provenance=written_by(a.entry))
        for i in JUDGED
        for a in core.accounts(i)
    ]
    signed = [
        Line(
            _(_DECIDED[e.body.on]),
            words.sentences((_decision(e.body), e.body.reasons)) or _("Signed"),
            mark=Mark.DONE,
            provenance=written_by(e),
        )
        for e in core.case.of(Kind.SIGNOFF)
        if isinstance(e.body, SignoffBody) and e.body.on in _DECIDED
    ]
    found = (*lines, *signed)
    section = Section(
        _("Judgement"),
        (Lines(found),) if found else (),
        intro=_("Written by a person. No answers were counted to reach it."),
        empty=_("No judgement is written."),
    )
    return aged(section, core, [a.entry for i in JUDGED for a in core.accounts(i)])


def _decision(body: SignoffBody) -> str:
    """What was decided beside signing: the heading already says that it is signed."""
    return "" if body.decision == "signed" else body.decision


def interview_part(core: Source) -> Section:
    """Under what conditions she spoke, and what is therefore not established."""
    columns = (Column(_("When"), 4), Column(_("Who could hear"), 6), Column(_("Interpreter"), 6),
               Column(_("To be relied on"), 5))  # fmt: skip
    rows = tuple(
        _setting(core, e) for e in core.case.of(Kind.SETTING) if isinstance(e.body, SettingBody)
    )
    denied = tuple(
        Line(core.label(a.body.item, a.body.row), _("Not established."), Tone.MISSING,
             words.day(a.entry.at), Mark.NOT_ESTABLISHED)
        for a in core.answers()
        if a.not_established
    )  # fmt: skip
    blocks: list[Table | Lines] = []
    if rows:
        blocks.append(Table(_("Conditions"), columns, rows))
    if denied:
        blocks.append(Lines(denied))
    return Section(
        _("Conditions of the interview"),
        tuple(blocks),
        intro=_("What was denied in a doubtful setting is listed as not established."),
        empty=_("Under what conditions she spoke is not recorded: rely on no denial."),
    )


def copy_part(whole: Case, copy: Copy, parts_in: frozenset[RestrictionClass]) -> Section:
    """Which parts of the record are in this copy, and on what ground the others are not.

    Of a part that is withheld it is not said whether it holds anything.
    """
    title = _("What is in this copy, and what is withheld")
    columns = (Column(_("Part"), 7), Column(_("In this copy"), 4), Column(_("Ground"), 7))
    rows = tuple(
        (
            Cell(_(words.CLASS_TITLES[rc])),
            *(_inside(whole, rc) if rc in parts_in else _withheld(dict(copy.withheld).get(rc))),
        )
        for rc in RestrictionClass
    )
    return Section(title, (Table(title, columns, rows),))


def _inside(whole: Case, rc: RestrictionClass) -> tuple[Cell, Cell]:
    if holds_any(whole, rc):
        return Cell(_("Inside"), mark=Mark.DONE), Cell("")
    return Cell(_("Inside, and empty"), tone=Tone.MISSING, mark=Mark.MISSING), Cell("")


def _withheld(ground: str | None) -> tuple[Cell, Cell]:
    held = Cell(_("Withheld"), tone=Tone.STRONG, mark=Mark.RULED_OUT)
    if ground:
        return held, Cell(_(words.GROUNDS.get(ground, ground)))
    return held, Cell(_("No ground given."), tone=Tone.MISSING)


def sharing_part(core: Source, copy: Copy) -> Section:
    """What she was told and agreed to, why this is shared, and what was shared before."""
    items = core.packs.book.items
    lines = [
        Line(_("Purpose"), copy.purpose),
        Line(_("Lawful basis"), copy.basis),
        *(
            Line(core.label(a.body.item, a.body.row), words.answer(a, items, core.case),
                 provenance=words.provenance(a, core.present(a)))
            for i in ("Z5", "Z1")
            for a in core.accounts(i)
        ),
        *(
            Line(
                _("Shared before"),
                words.sentences((e.body.to, core.packs.sharing.words(e.body.purpose))),
                provenance=written_by(e),
            )
            for e in core.case.of(Kind.DISCLOSURE, ever=True)
            if isinstance(e.body, DisclosureBody)
        ),
    ]  # fmt: skip
    return Section(_("Sharing and consent"), (Lines(tuple(lines)),))


def papers_part(core: Source, copy: Copy) -> Section:
    """Papers enclosed, and documents the record speaks of."""
    enclosed = [Line(_("Enclosed"), title, mark=Mark.DONE) for title in copy.papers]
    spoken_of = [
        Line(_("Spoken of"), e.body.label)
        for e in core.case.subjects(SubjectType.DOCUMENT)
        if isinstance(e.body, SubjectBody)
    ]
    found = (*enclosed, *spoken_of)
    return Section(
        _("Papers"), (Lines(found),) if found else (), empty=_("No paper is enclosed or named.")
    )


def authors_part(core: Source) -> Section:
    """Who wrote what is in this copy, for which area, and when."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in core.case.ordered:
        found.setdefault((entry.by.name, entry.by.role, entry.area), []).append(entry)
    rows = tuple(
        (Cell(name, role), Cell(area), Cell(_span(written)))
        for (name, role, area), written in found.items()
    )
    columns = (Column(_("Who"), 5), Column(_("For"), 5), Column(_("Wrote"), 6))
    return Section(
        _("Who wrote it"), (Table(_("Who wrote it"), columns, rows),) if rows else (),
        empty=_("Nobody."),
    )  # fmt: skip


def _setting(core: Source, entry: Entry) -> tuple[Cell, ...]:
    body = entry.body
    assert isinstance(body, SettingBody)  # noqa: S101 - the caller chose it so
    level = Reliability.DOUBTFUL if core.case.is_doubtful(entry) else body.reliability
    word, mark = words.RELIABILITY[level]
    heard = body.present or _("Not recorded")
    hearing = _("Could hear: {who}").format(who=body.hearing) if body.hearing else ""
    mode = _(words.MODES.get(body.mode, body.mode))
    tone = Tone.MISSING if level is Reliability.DOUBTFUL else Tone.PLAIN
    return (
        Cell(words.minute(entry.at)),
        Cell(heard, hearing),
        Cell(mode[:1].upper() + mode[1:], ", ".join(filter(None, (body.language, body.reference)))),
        Cell(_(word), body.why, tone, mark),
    )


def _newest(core: Source) -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for section in core.packs.screening.sections:
        ids = {item.id for item in section.items}
        said = [a.entry for a in core.answers() if a.body.item in ids]
        if said:
            found.append((section.title, said[-1]))
    for title, kind in ((_("Ties and roles"), Kind.LINK), (_("Plan"), Kind.ACTION)):
        entries = core.case.of(kind)
        if entries:
            found.append((title, entries[-1]))
    return found


def _age_cell(core: Source, entry: Entry) -> Cell:
    days = (core.now - entry.at).days
    if days > STALE_DAYS:
        return Cell(words.age(days), _("Stale: assess again"), Tone.MISSING, Mark.DUE)
    return Cell(words.age(days))


def _span(written: list[Entry]) -> str:
    first, last = words.day(written[0].at), words.day(written[-1].at)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)
