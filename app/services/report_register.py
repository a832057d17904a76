"""The disclosure register: everything that left, to whom, why, on what ground, and who decided.

A view of the record's own disclosure entries, the newest first: nothing is kept for it apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.coded import number_told
from app.domain.codes import Kind, RestrictionClass
from app.domain.consent import capacity_of, is_release
from app.domain.deliveries import deliveries
from app.domain.entry import DisclosureBody, NoteBody
from app.domain.handover import Mode
from app.domain.report import (
    Cell,
    Column,
    Line,
    Marking,
    Report,
    Section,
    Sheet,
    Table,
    Tone,
    Words,
)
from app.i18n import N_, _, in_english
from app.services import report_words as words
from app.services.report_source import CORE

if TYPE_CHECKING:
    from datetime import datetime

    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.entry import Entry

MANNERS = {
    "package": N_("Sealed file"),
    "coded": N_("Coded PDF"),
    "reading_copy": N_("Pages to read"),
    "print": N_("Printed"),
    "spoken": N_("Told by word of mouth"),
}
KINDS = {
    "addendum": N_("an addition"),
    "correction": N_("a correction"),
    "withdrawal": N_("taken back"),
}


def register_section(case: Case, packs: Library) -> Section:
    """Every disclosure of the case as a table, in the language of the windows."""
    left = [
        (e, e.body)
        for e in reversed(case.of(Kind.DISCLOSURE, ever=True))
        if isinstance(e.body, DisclosureBody)
    ]
    columns = (
        Column(_("When, by whom"), 4),
        Column(_("To whom, how"), 5),
        Column(_("Why, on what ground"), 7),
        Column(_("What went, what stayed"), 7),
    )
    title = _("Everything that was shared")
    rows = tuple(_row(case, entry, body, packs) for entry, body in left)
    return Section(
        title,
        (Table(title, columns, rows),) if rows else (),
        empty=_("Nothing has left this laptop for this case, as far as the record says."),
    )


@in_english()
def register_report(case: Case, packs: Library, mode: Mode, sender: str, now: datetime) -> Report:
    """The register to be printed (UTC), in English. It names nobody but those who got something."""
    section = register_section(case, packs)
    reference = f"REG-{case.id[:4].upper()}-{case.id[-2:].upper()}"
    found = (
        section.blocks[0].rows if section.blocks and isinstance(section.blocks[0], Table) else ()
    )
    her = case.at_risk()
    who = case.label(her) if her else ""
    return Report(
        reference=reference,
        title=_("Disclosure register {reference}").format(reference=reference),
        made=now.astimezone(words.LONDON).date(),
        marking=Marking(handling=_("For the case file. It says who holds what of this record.")),
        band=_("DEMO. Made-up people. Not a real case.") if mode is Mode.DEMO else "",
        headline=_("What has been shared, and with whom"),
        standing=_("Made {day} from the record. The record is the authority, not this.").format(
            day=words.day(now)
        ),
        control=(Line(_("Made by"), sender),),
        summary=(
            Line(_("Case"), who or _("The person")),
            Line(_("Listed"), str(len(found)), Tone.STRONG),
        ),
        sheets=(Sheet(CORE, _("Disclosure register"), "", (section,)),),
        words=Words(_("Page {page} of {pages}"), "", _("Stale: assess again")),
    )


def _row(case: Case, entry: Entry, body: DisclosureBody, packs: Library) -> tuple[Cell, ...]:
    by = ", ".join(filter(None, (entry.by.name, entry.by.role)))
    return (
        Cell(words.minute(entry.at), by),
        Cell(body.to, "\n".join((_how(body, packs), *_code_told(case, entry))), Tone.STRONG),
        _why(body, packs, _released(case, entry, body)),
        _parts(body, packs),
    )


def _released(case: Case, entry: Entry, body: DisclosureBody) -> str:
    """Who decided that the immigration part went, and why: the note nearest to the disclosure."""
    found = [
        (abs(note.at - entry.at), note.id, note.body.text)
        for note in case.of(Kind.NOTE, ever=True)
        if isinstance(note.body, NoteBody) and is_release(note.body.heading, body.to)
    ]
    if not found or RestrictionClass.RC4 not in body.parts_in:
        return ""
    return _("Immigration part: {why}").format(why=min(found)[2])


def _code_told(case: Case, entry: Entry) -> tuple[str, ...]:
    """Of a coded copy: to whom its code was told, on which number and when; and who opened it."""
    delivery = next((d for d in deliveries(case) if d.entry.id == entry.id and d.is_coded), None)
    if delivery is None:
        return ()
    told = tuple(
        _("Code told to {who} on {number}, {when}").format(
            who=said.body.by, number=number_told(said.body.text), when=words.minute(said.said)
        )
        for said in delivery.tellings
    )
    if delivery.opened is None:
        return told or (_("Code not told"),)
    read = _("Read back by {who}, {when}: spoken, not proved")
    opened = delivery.opened
    return (*told, read.format(who=opened.body.by, when=words.minute(opened.said)))


def _how(body: DisclosureBody, packs: Library) -> str:
    manner = _(MANNERS[body.manner]) if body.manner in MANNERS else body.manner
    kind = _(KINDS[body.kind]) if body.kind in KINDS else ""
    preset = packs.recipients.of(body.preset)
    made = _("made for: {who}").format(who=preset.label) if preset else ""
    return ", ".join(filter(None, (manner, kind, made)))


def _why(body: DisclosureBody, packs: Library, released: str) -> Cell:
    known = packs.sharing.words
    capacity, rest = capacity_of(body.reasons)
    told = known(body.told) if body.told else ""
    if not told:
        told = (
            _("As decided for the one before it.")
            if body.previous
            else _("What she was told is not written.")
        )
    by = _("Decided by {who}").format(who=body.decided_by) if body.decided_by else ""
    said = (known(body.basis), told, known(capacity) if capacity else "", rest, by, released)
    tone = Tone.PLAIN if body.told or body.previous else Tone.MISSING
    return Cell(known(body.purpose), "\n".join(filter(None, said)), tone)


def _parts(body: DisclosureBody, packs: Library) -> Cell:
    inside = "; ".join(_(words.CLASS_TITLES[rc]) for rc in body.parts_in)
    out = "\n".join(
        _("Held back: {part}. {ground}").format(
            part=_(words.CLASS_TITLES[rc]), ground=packs.sharing.words(ground)
        )
        for rc, ground in body.parts_out
    )
    return Cell(inside or _("Not written"), out)
