"""The two great tables of a report, people and plan, and what every section shares: its age."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import people
from app.domain.codes import Kind, RestrictionClass, Status
from app.domain.plan import actions
from app.domain.report import STALE_DAYS, Cell, Column, Line, Lines, Mark, Section, Table, Tone
from app.i18n import _
from app.services import report_words as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.entry import Entry
    from app.domain.people import Party
    from app.domain.plan import Action
    from app.services.report_source import Source

_ORDER = (Status.ESTABLISHED, Status.SUSPECTED, Status.RULED_OUT, Status.NOT_ESTABLISHED)


def aged(section: Section, source: Source, entries: Iterable[Entry]) -> Section:
    """The section with the age of its newest entry, in words."""
    times = [e.at for e in entries]
    if not times:
        return section
    days = (source.now - max(times)).days
    return replace(section, age=words.age(days), stale=days > STALE_DAYS)


def written_by(entry: Entry) -> str:
    """Who wrote an entry, in what office, and when."""
    by = f"{entry.by.name}, {entry.by.role}" if entry.by.role else entry.by.name
    return f"{by}. {words.day(entry.at)}."


def people_part(source: Source) -> Section:
    """The people behind the threat, those of whom least is established first."""
    found = sorted(people.parties(source.case), key=lambda p: (not p.role_open, p.ruled_out))
    columns = (Column(_("Who"), 6), Column(_("Part in it"), 7), Column(_("Where"), 4))
    rows = tuple((_who(source, p), _role(source, p), _place(p)) for p in found)
    unplaced = [source.name(s) for s in people.unplaced(source.case)]
    blocks: list[Table | Lines] = []
    if rows:
        blocks.append(Table(_("People behind the threat"), columns, rows))
    if unplaced:
        named = ", ".join(unplaced)
        blocks.append(Lines((Line(_("Named, not yet placed"), named, Tone.MISSING),)))
    section = Section(
        _("People behind the threat"),
        tuple(blocks),
        intro=_("By alias. Names and facts of them are on a sheet of their own, or withheld."),
        empty=_("Nobody is recorded in this copy. That is not the same as nobody."),
    )
    return aged(section, source, source.case.of(Kind.LINK))


def plan_part(source: Source, klass: RestrictionClass = RestrictionClass.RC1) -> Section:
    """The plan as it stands, of one class: what, who, by when, what it may cause, her view."""
    columns = (
        Column(_("Action"), 8),
        Column(_("Owner"), 4),
        Column(_("Due"), 5),
        Column(_("Her view"), 5),
    )
    held = [a for a in actions(source.case) if a.entry.rc is klass]
    found = sorted(held, key=lambda a: (not a.is_open, a.entry.at, a.entry.id))
    rows = tuple(_action(source, a) for a in found)
    section = Section(
        _("Plan"),
        (Table(_("Plan"), columns, rows),) if rows else (),
        intro=(
            _("Actions that touch where she is, or who they are, are on their own sheets.")
            if klass is RestrictionClass.RC1
            else ""
        ),
        empty=_("No action is recorded on this sheet."),
    )
    return aged(section, source, [a.entry for a in found])


def _who(source: Source, party: Party) -> Cell:
    links = source.packs.book.links
    kin = ", ".join(links.label(t.relation) for t in party.relations)
    return Cell(party.label or _("Somebody held back"), kin, Tone.STRONG)


def _role(source: Source, party: Party) -> Cell:
    if party.role_open:
        return Cell(_("Part not established"), "", Tone.MISSING, Mark.NOT_ESTABLISHED)
    links = source.packs.book.links
    best = min(party.roles, key=lambda t: _ORDER.index(t.status))
    said = ", ".join(links.label(t.relation) for t in party.roles)
    word, mark = words.status(best.status)
    return Cell(said, word, mark=mark)


def _place(party: Party) -> Cell:
    near = {
        people.Ring.NEAR: _("Near"),
        people.Ring.UK: _("Elsewhere in the UK"),
        people.Ring.ABROAD: _("Abroad"),
    }.get(party.ring)
    return Cell(near) if near else Cell(_("Not known"), tone=Tone.MISSING)


def _action(source: Source, action: Action) -> tuple[Cell, ...]:
    body = action.body
    agencies = {a.code: a.label for a in source.packs.plan.agencies}
    agency = _capital(agencies.get(body.agency, body.agency))
    whom = source.name(action.entry.about) if action.entry.about != source.case.at_risk() else ""
    about = _("About: {who}").format(who=whom) if whom else ""
    look = _("Look again if: {triggers}").format(triggers=body.triggers) if body.triggers else ""
    may = _("May cause: {effects}").format(effects=body.side_effects) if body.side_effects else ""
    owner = Cell(body.owner, agency) if body.owner else Cell(
        _("Nobody named"), agency, Tone.MISSING, Mark.MISSING
    )  # fmt: skip
    return (
        Cell(body.text, "\n".join(filter(None, (about, look, may)))),
        owner,
        _due(source, action),
        Cell(body.her_view),
    )


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _due(source: Source, action: Action) -> Cell:
    body = action.body
    when = words.minute(body.due) if body.due else _capital(body.due_words)
    if not action.is_open:
        word, mark = words.ACTION_STATUS[body.status]
        return Cell(_(word), body.evidence or when, mark=mark)
    if not when:
        return Cell(_("No date"), "", Tone.MISSING, Mark.MISSING)
    if action.is_late(source.now):
        return Cell(when, _("Late"), Tone.MISSING, Mark.DUE)
    return Cell(when)
