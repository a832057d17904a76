"""One sheet for each restriction class beyond the core, grouped by whom it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import Account, is_answered
from app.domain.codes import RestrictionClass
from app.domain.entry import (
    AnswerBody,
    DisclosureBody,
    LinkBody,
    NoteBody,
    SignoffBody,
    SubjectBody,
)
from app.domain.plan import actions
from app.domain.report import Line, Lines, Mark, Section, Sheet, Tone
from app.i18n import _
from app.services import report_words as words
from app.services.report_tables import aged, people_part, plan_part, written_by

if TYPE_CHECKING:
    from app.domain.entry import Entry
    from app.domain.ids import SubjectId
    from app.services.report_source import Source

ORDER = (
    RestrictionClass.RC3,
    RestrictionClass.RC4,
    RestrictionClass.RC5,
    RestrictionClass.RC6,
    RestrictionClass.RC7,
    RestrictionClass.RC2,  # last, on paper of its own: never on one sheet with RC3 (NO9)
)


def class_sheet(source: Source, klass: RestrictionClass) -> Sheet:
    """The sheet of one class; `source` is cut to the core and that class alone."""
    entries = [e for e in source.case.ordered if e.rc is klass and e.id in source.case.accounts]
    sections = _sections(source, entries)
    if klass is RestrictionClass.RC3 and entries:
        sections = (people_part(source), *sections)
    if any(a.entry.rc is klass for a in actions(source.case)):
        sections = (*sections, plan_part(source, klass))
    empty = Section(
        _("Nothing is recorded"), (), empty=_("That is not the same as nothing to know.")
    )
    return Sheet(
        klass=klass,
        title=_(words.CLASS_TITLES[klass]),
        rule=_(words.CLASS_RULES[klass]),
        sections=sections or (empty,),
        own_leaf=klass is RestrictionClass.RC2,
    )


def _sections(source: Source, entries: list[Entry]) -> tuple[Section, ...]:
    groups: dict[SubjectId | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.about, []).append(entry)
    found: list[Section] = []
    for about, written in groups.items():
        lines = tuple(line for e in written for line in _lines(source, e))
        if lines:
            title = source.name(about) or (_("Somebody") if about else _("The case"))
            found.append(aged(Section(title, (Lines(lines),)), source, written))
    return tuple(found)


def _lines(source: Source, entry: Entry) -> tuple[Line, ...]:
    match entry.body:
        case AnswerBody() as body:
            return _answer(source, Account(entry, body, source.case.is_doubtful(entry)))
        case NoteBody() as body:
            line = Line(body.heading or _("Note"), body.text, provenance=written_by(entry))
        case LinkBody() as body:
            line = _link(source, entry, body)
        case SignoffBody() as body:
            said = words.sentences((body.decision, body.reasons))
            line = Line(_("Signed"), said, provenance=written_by(entry))
        case DisclosureBody() as body:
            said = words.sentences((body.to, source.packs.sharing.words(body.purpose)))
            line = Line(_("Shared"), said, provenance=written_by(entry))
        case SubjectBody() as body:
            line = Line(_("Also called"), body.label, provenance=written_by(entry))
        case _:
            return ()
    return (line,)


def _answer(source: Source, account: Account) -> tuple[Line, ...]:
    body = account.body
    if not (is_answered(account.value) or account.value.codes or body.words):
        return ()
    earlier = account.entry.id not in source.case.current
    label = source.label(body.item, body.row)
    return (
        Line(
            _("{label} (before)").format(label=label) if earlier else label,
            words.answer(account, source.packs.book.items, source.case),
            provenance=words.provenance(account, source.present(account)),
            language=words.language_tag(body.words_language),
        ),
    )


def _link(source: Source, entry: Entry, body: LinkBody) -> Line:
    word, mark = words.status(body.status)
    label = source.packs.book.links.label(body.relation)
    to = source.name(body.to)
    said = words.sentences((f"{label} {to}".strip(), *_stay(body), word, body.basis))
    tone = Tone.MISSING if mark is Mark.NOT_ESTABLISHED else Tone.PLAIN
    return Line(_("Tie"), said, tone, written_by(entry), mark)


def _stay(body: LinkBody) -> tuple[str, ...]:
    """From when, until when and by whom she was placed there, as far as it is known."""
    since = _("From {day}").format(day=words.about_when(body.since)) if body.since else ""
    until = _("Until {day}").format(day=words.about_when(body.until)) if body.until else ""
    by = _("Placed by {who}").format(who=body.placed_by) if body.placed_by else ""
    return since, until, by
