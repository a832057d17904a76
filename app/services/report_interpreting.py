"""Who interpreted, as a section of the core sheet, and the mark that an override leaves.

A reference and never a name: whoever is not to be used again is on the sheet of the network,
with the reason, or withheld with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import interpreter
from app.domain.codes import ActionStatus, Reliability
from app.domain.entry import SettingBody
from app.domain.gate import GateState, gate_state
from app.domain.plan import actions
from app.domain.renderings import Address, State
from app.domain.report import (
    Cell,
    Column,
    Line,
    Lines,
    Mark,
    Pair,
    Pairs,
    Section,
    Table,
    Tone,
)
from app.domain.shown import seen_in
from app.i18n import N_, _
from app.services import report_words as words

if TYPE_CHECKING:
    from app.content.library import Library
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.report import Block
    from app.domain.shown import Seen
    from app.domain.visit import Visit
    from app.services.report_source import Source

_RESULTS = {
    GateState.NOT_NEEDED: (N_("No interpreter was needed"), Mark.DONE),
    GateState.OPEN: (N_("Not checked yet"), Mark.MISSING),
    GateState.SUITABLE: (N_("Suitable"), Mark.DONE),
    GateState.WITH_CONCERN: (N_("Suitable, with a concern"), Mark.PARTLY),
    GateState.REFUSED: (N_("Not suitable: not used"), Mark.RULED_OUT),
    GateState.OVERRIDDEN: (N_("Not checked: life was in danger"), Mark.MISSING),
}
_SEXES = {"woman": N_("a woman"), "man": N_("a man")}
_STATES = {
    State.MACHINE_DRAFT: N_("machine draft"),
    State.DRAFT: N_("draft"),
    State.TRANSLATED: N_("translated"),
    State.REVIEWED: N_("reviewed"),
    State.APPROVED: N_("approved"),
    State.WITHDRAWN: N_("withdrawn"),
}
_REGISTRATION = {
    "seen": N_("registration seen"),
    "not_seen": N_("registration not seen"),
    "not_possible": N_("registration could not be seen"),
}


def caution(case: Case, packs: Library) -> str:
    """What stands on every page once a visit went on without a checked interpreter; else empty."""
    return packs.interpreting.override.mark if interpreter.overridden(case) else ""


def interpreters_part(core: Source) -> Section:
    """Each interpreter, the concerns with their times, and what is therefore not established."""
    found = interpreter.interpreted(core.case)
    blocks: list[Block] = []
    if found:
        blocks.append(_who(core, found))
    concerns = tuple(_concern(core, r) for v in found for r in _raised(core, v))
    if concerns:
        columns = (Column(_("When"), 4), Column(_("Concern"), 7), Column(_("At the question"), 6))
        blocks.append(Table(_("Concerns about an interpreter"), columns, concerns))
    blocks += _shown(core, found)
    for title, lines in (
        (_("Not established, because of the conditions"), _not_established(core, found)),
        (_("Said back, and asked afterwards"), _afterwards(core)),
        (_("Left to be done"), _tasks(core)),
    ):
        if lines:
            blocks.append(Lines(lines, title))
    return Section(
        _("Who interpreted"),
        tuple(blocks),
        intro=_("By reference, not by name. No interpreter named here is to be contacted."),
        empty=_("No interpreter is recorded in this copy."),
    )


def _shown(core: Source, found: tuple[Visit, ...]) -> list[Block]:
    """What the person was shown in their language, beside its English; or that nothing was."""
    seen = seen_in(core.case)
    if seen:
        heads = (_("English"), _("Shown in their language"))
        pairs = tuple(_pair(core, one) for one in seen)
        return [Pairs(_("What they were shown"), heads, pairs)]
    if any(_interpreted(visit) for visit in found):
        told = _("No text in their language was shown: it was interpreted aloud from the English.")
        return [Lines((Line(_("Text shown"), told),))]
    return []


def _interpreted(visit: Visit) -> bool:
    return any(isinstance(e.body, SettingBody) and e.body.gate for e in visit.settings)


def _pair(core: Source, one: Seen) -> Pair:
    language = core.packs.languages.get(one.tag)
    named = language.english if language else one.tag
    told = (
        _("{language} text given to keep: {state}, version {version}, {when}.")
        if one.kept
        else _("{language} text shown: {state}, version {version}, {when}.")
    ).format(
        language=named,
        state=_(_STATES[one.state]),
        version=one.version,
        when=words.minute(one.entry.at),
    )
    to = {Address.WOMAN: _("Words to a woman."), Address.MAN: _("Words to a man.")}
    who = _("Reviewer {who}.").format(who=one.reviewed_by) if one.reviewed_by else ""
    band = _("DRAFT. Nobody had checked these words. Practice only.") if one.draft else ""
    note = " ".join(filter(None, (told, to.get(one.address, ""), who)))
    return Pair(one.english, one.words, one.tag, note, band)


def _who(core: Source, found: tuple[Visit, ...]) -> Table:
    columns = (
        Column(_("From"), 4), Column(_("Interpreter"), 6), Column(_("How"), 6),
        Column(_("Result of the check"), 6),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for visit in found:
        before: tuple[str, ...] | None = None
        for stretch in interpreter.stretches(core.case, visit):
            now = _identity(stretch.setting, stretch.reliability)
            if before != now:
                rows.append(_row(stretch.entry, stretch.setting, stretch.reliability))
            before = now
    return Table(_("Who interpreted"), columns, tuple(rows))


def _identity(setting: SettingBody, level: Reliability) -> tuple[str, ...]:
    """What makes it another interpreter, another line or another result.

    `level` is that of the whole visit once it is doubtful, as the row says it.
    """
    return (
        setting.mode, setting.gate, setting.reference, setting.provider, setting.language,
        setting.pair, setting.interpreter_sex, setting.interpreter or "",
        "doubtful" if level is Reliability.DOUBTFUL else "",
    )  # fmt: skip


def _row(entry: Entry, setting: SettingBody, level: Reliability) -> tuple[Cell, ...]:
    result, mark = _RESULTS[gate_state(setting)]
    mode = _(words.MODES.get(setting.mode, setting.mode))
    named = ", ".join(filter(None, (setting.reference, setting.provider)))
    about = ", ".join(
        _(told[code])
        for told, code in (
            (_SEXES, setting.interpreter_sex), (_REGISTRATION, setting.registration),
        )
        if code in told
    )  # fmt: skip
    where = (setting.pair or setting.language, setting.called_from, setting.chosen)
    doubted = level is Reliability.DOUBTFUL
    held = _("Nothing denied in this visit is established.") if doubted else ""
    return (
        Cell(words.minute(entry.at)),
        Cell(named or _("No reference"), about, Tone.PLAIN if named else Tone.MISSING),
        Cell(mode[:1].upper() + mode[1:], ", ".join(filter(None, where))),
        Cell(_(result), held, Tone.MISSING if mark is Mark.MISSING else Tone.PLAIN, mark),
    )


def _raised(core: Source, visit: Visit) -> tuple[interpreter.Raised, ...]:
    return interpreter.raised(visit, core.packs.interpreting)


def _concern(core: Source, raised: interpreter.Raised) -> tuple[Cell, ...]:
    serious = raised.concern is not None and raised.concern.serious
    at = core.label(raised.setting.item) if raised.setting.item else _("Between questions")
    return (
        Cell(words.minute(raised.entry.at)),
        Cell(raised.label, raised.setting.why, Tone.MISSING if serious else Tone.PLAIN),
        Cell(at),
    )


def _not_established(core: Source, found: tuple[Visit, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            core.label(a.body.item, a.body.row), _("Not established."), Tone.MISSING,
            words.day(a.entry.at), Mark.NOT_ESTABLISHED,
        )
        for a in interpreter.not_established(core.case)
        if a.entry.visit in {visit.id for visit in found}
    )  # fmt: skip


def _afterwards(core: Source) -> tuple[Line, ...]:
    """Teach-back, what the interpreter said afterwards, and what the person said of them later."""
    items = core.packs.book.items
    return tuple(
        Line(item.label, words.answer(a, items, core.case), provenance=words.provenance(a))
        for item in core.packs.interpreting.items
        for a in core.accounts(item.id)
    )


def _tasks(core: Source) -> tuple[Line, ...]:
    lines: list[Line] = []
    for action in actions(core.case):
        if action.body.row not in {interpreter.AGAIN, interpreter.LATER}:
            continue
        word, mark = words.ACTION_STATUS[action.body.status]
        due = words.minute(action.body.due) if action.body.due else action.body.due_words
        text = ". ".join(filter(None, (action.body.text, due, _(word))))
        open_ = action.body.status is ActionStatus.OPEN
        lines.append(Line(_("Task"), text, mark=Mark.DUE if open_ else mark))
    return tuple(lines)
