"""Makes a report of a case for one copy: a rendering in words, never the authority.

The signed record is the authority; a report says so. It is written only from entries of the
classes that are in this copy, each sheet from its own class and the core. There is no score,
no total and no grade of ours anywhere in it (NO1), and a "no" from a doubtful visit is said to
be not established.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Kind, RestrictionClass
from app.domain.entry import FindingBody
from app.domain.errors import ReportRefused
from app.domain.handover import Mode
from app.domain.patterns import evaluate
from app.domain.plan import set_aside
from app.domain.recipients import Pages
from app.domain.report import (
    Cell,
    Column,
    Marking,
    RecoverySheet,
    Report,
    Section,
    Sheet,
    Table,
    Tone,
    Words,
)
from app.i18n import _, in_english
from app.services import report_accounts as accounts
from app.services import report_parts as parts
from app.services.report_doctor import doctor_sheet
from app.services.report_interpreting import caution, interpreters_part
from app.services.report_page_one import (
    control,
    safe_contact,
    signed_by,
    summary,
    within_a_day,
)
from app.services.report_sheets import ORDER, class_sheet
from app.services.report_source import CORE, Copy, Source, cut, holds_any
from app.services.report_tables import people_part, plan_part
from app.services.report_words import CLASS_TITLES, LONDON, day, without_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.patterns import Finding
    from app.domain.recipients import Recipient
    from app.domain.reference import Rule

__all__ = ["Copy", "build_pages", "build_report", "recovery_sheet"]


def build_pages(
    case: Case,
    packs: Library,
    copy: Copy,
    now: datetime,
    parts_in: frozenset[RestrictionClass],
    recipient: Recipient | None = None,
) -> Report:
    """What is printed for a reader: one page for a surgery, the pages of the record for others.

    Raises as `build_report`.
    """
    if recipient is not None and recipient.pages is Pages.DOCTOR:
        return doctor_sheet(case, packs, copy, now, recipient)
    return build_report(case, packs, copy, now, parts_in)


@in_english()
def build_report(
    case: Case, packs: Library, copy: Copy, now: datetime, parts_in: frozenset[RestrictionClass]
) -> Report:
    """The report of one copy, at one moment (UTC), in English: it is read at another desk.

    The same input gives the same report.

    Only entries of `parts_in` are read, save that what is missing is judged on the whole.

    Raises:
        ReportRefused: a class is both in this copy and withheld from it (`report.in-and-out`).
    """
    if parts_in & {rc for rc, _ground in copy.withheld}:
        raise ReportRefused("report.in-and-out")
    core = _source(case, packs, now, parts_in & {CORE})
    place = RestrictionClass.RC2 in parts_in
    names = RestrictionClass.RC3 in parts_in
    there = frozenset({CORE, RestrictionClass.RC2})
    placed = _source(case, packs, now, there) if place else None
    others = tuple(
        class_sheet(_source(case, packs, now, frozenset({CORE, klass}) & parts_in), klass)
        for klass in ORDER
        if klass in parts_in and holds_any(case, klass)
    )
    return Report(
        reference=copy.reference,
        title=_("Handover {reference}").format(reference=copy.reference),
        made=now.astimezone(LONDON).date(),
        marking=Marking(copy.marking, copy.handling or _handling()),
        band=_("DEMO. Made-up people. Not a real case.") if copy.mode is Mode.DEMO else "",
        headline=_("{who} Two minutes").format(who=_named(core)),
        standing=_standing(now),
        control=(*control(copy), *signed_by(core)),
        summary=summary(
            core,
            within_a_day(core, placed, with_names=names),
            safe_contact(placed, with_names=names),
        ),
        sheets=(_core_sheet(case, core, copy, parts_in), *others),
        words=_page_words(),
        digest=_short(copy.digest),
        caution=caution(case, packs),
    )


@in_english()
def recovery_sheet(
    groups: Sequence[str], laptop: str, now: datetime, mode: Mode = Mode.LIVE
) -> RecoverySheet:
    """The sheet that is printed once when a laptop is set up. `laptop` is its neutral name."""
    return RecoverySheet(
        title=_("Recovery sheet"),
        made_for=_("Laptop {laptop}, made {day}").format(laptop=laptop, day=day(now)),
        made=now.astimezone(LONDON).date(),
        groups=tuple(groups),
        advice=(
            _("In the office safe. Never with the laptop."),
            _("There is no letter I, L, O or U."),
        ),
        band=_("DEMO. Opens a practice laptop only.") if mode is Mode.DEMO else "",
    )


def _core_sheet(
    whole: Case, core: Source, copy: Copy, parts_in: frozenset[RestrictionClass]
) -> Sheet:
    return Sheet(
        klass=CORE,
        title=_(CLASS_TITLES[CORE]),
        rule="",
        sections=(
            parts.missing_part(whole, core),
            parts.ages_part(core),
            accounts.words_part(core),
            accounts.differing_part(core),
            patterns_part(core),
            people_part(core),
            parts.children_part(core),
            parts.judgement_part(core),
            plan_part(core),
            parts.interview_part(core),
            interpreters_part(core),
            parts.copy_part(whole, copy, parts_in),
            parts.sharing_part(core, copy),
            parts.papers_part(core, copy),
            parts.authors_part(core),
            accounts.answers_part(core),
        ),
    )


def patterns_part(core: Source) -> Section:
    """Patterns of the day, each with its reason and its source, and whether it was set aside.

    One that was shown to the worker earlier and no longer holds in this copy is named as such.
    """
    book = core.packs.book
    rules = {rule.id: rule for rule in book.rules}
    found = evaluate(core.case, book, core.now.astimezone(LONDON).date(), core.now)
    rows = [_pattern(core, rules[f.rule], f) for f in found]
    raised = {f.rule for f in found}
    for entry in core.case.of(Kind.FINDING, ever=True):
        body = entry.body
        if isinstance(body, FindingBody) and body.rule not in raised and body.rule in rules:
            raised.add(body.rule)
            rows.append(_earlier(rules[body.rule], day(entry.at)))
    columns = (Column(_("Pattern"), 5), Column(_("Why it was raised"), 10), Column(_("From"), 4))
    return Section(
        _("Patterns raised"),
        (Table(_("Patterns raised"), columns, tuple(rows)),) if rows else (),
        intro=_("Raised by rules, judged by people. None lowers concern; none is a score."),
        empty=_("No rule was raised by what is in this copy. That is not the same as safe."),
    )


def _pattern(core: Source, rule: Rule, finding: Finding) -> tuple[Cell, ...]:
    aside = set_aside(core.case).get(rule.id)
    put = ""
    if aside is not None:
        reasons = getattr(aside.body, "reasons", "")
        put = _("Set aside by {who}: {why}").format(who=aside.by.name, why=reasons)
    why = "\n".join(filter(None, (rule.why, put)))
    urgency = {
        "I": _("Immediate"),
        "S": _("Same day"),
        "R": _("A gap somebody must own"),
    }[finding.urgency.value]
    return (
        Cell(rule.name, f"{rule.id}. {urgency}", Tone.STRONG),
        Cell(finding.because, why),
        Cell(", ".join(without_address(s) for s in rule.source), tone=Tone.QUIET),
    )


def _earlier(rule: Rule, when: str) -> tuple[Cell, ...]:
    words = _("Shown on {day}. Its reason is not in this copy, or has changed since.")
    return (Cell(rule.name, rule.id), Cell(words.format(day=when), rule.why), Cell(""))


def _source(
    case: Case, packs: Library, now: datetime, classes: frozenset[RestrictionClass]
) -> Source:
    return Source(cut(case, classes), packs, now)


def _named(core: Source) -> str:
    alias = core.name(core.case.at_risk()) or _("The person")
    return alias if alias.endswith(".") else f"{alias}."


def _standing(now: datetime) -> str:
    return _(
        "The sender’s rendering of the signed record, made {day} for this recipient alone. "
        "It proves nothing by itself: the signed record does."
    ).format(day=day(now))


def _handling() -> str:
    return _(
        "Recipients only. Do not contact family, community members or interpreters named here."
    )


def _page_words() -> Words:
    return Words(
        page_of=_("Page {page} of {pages}"),
        left_empty=_("Left empty, so that two sheets can be kept apart."),
        stale=_("Stale: assess again"),
    )


def _short(digest: str) -> str:
    if not digest:
        return ""
    return _("record {digest}").format(digest=" ".join(digest[i : i + 4] for i in range(0, 16, 4)))
