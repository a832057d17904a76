"""What was said: her own words, accounts that differ, and everything that was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.answers import is_answered
from app.domain.questionnaire import AboutType
from app.domain.report import Cell, Column, Line, Lines, Quote, Quotes, Section, Table, Tone
from app.i18n import _
from app.services import report_words as words
from app.services.report_tables import aged

if TYPE_CHECKING:
    from app.domain.answers import Account
    from app.domain.entry import AnswerBody
    from app.domain.questionnaire import Item
    from app.services.report_source import Source


def words_part(core: Source) -> Section:
    """What she said, in her words, oldest account first within a question."""
    found = _quoted(core)
    section = Section(
        _("Her words"),
        (Quotes(tuple(_quote(core, a) for a in found)),) if found else (),
        empty=_("None of her own words are recorded in this copy."),
    )
    return aged(section, core, [a.entry for a in found])


def differing_part(core: Source) -> Section:
    """Both sides of each contradiction, with who was present; neither is called the true one."""
    found: dict[tuple[object, ...], list[Account]] = {}
    for account in core.answers(ever=True):
        address = (account.body.item, account.entry.about, account.body.row)
        if is_answered(account.value):
            found.setdefault(address, []).append(account)
    differing = [said for said in found.values() if len({_sense(a) for a in said}) > 1]
    return Section(
        _("Where accounts differ"),
        tuple(_side_by_side(core, said) for said in differing),
        intro=_("Both are kept. A denial takes nothing away from what was said before."),
        empty=_("No two accounts in this copy give different answers to one question."),
    )


def _sense(account: Account) -> tuple[object, ...]:
    """What tells two answers apart; words and dates may be put differently and mean the same."""
    return (frozenset(account.value.codes), frozenset(account.value.past))


def _side_by_side(core: Source, said: list[Account]) -> Lines:
    lines = tuple(
        Line(
            words.day(a.entry.at),
            words.answer(a, core.packs.book.items, core.case),
            Tone.MISSING if a.doubtful else Tone.PLAIN,
            words.provenance(a, core.present(a)),
            language=words.language_tag(a.body.words_language),
        )
        for a in said
    )
    about = core.name(said[0].entry.about)
    label = core.label(said[0].body.item, said[0].body.row)
    return Lines(lines, f"{label} ({about})" if about else label)


def answers_part(core: Source) -> Section:
    """Everything that was asked and answered, in the order of the screening."""
    blocks: list[Table] = []
    for section in core.packs.screening.sections:
        ids = {item.id for item in section.items}
        found = [a for a in core.answers() if a.body.item in ids]
        if found:
            columns = (Column(section.title, 7), Column(_("Answer"), 7), Column(_("Said"), 6))
            rows = tuple(_answered(core, a) for a in found)
            blocks.append(Table(section.title, columns, rows))
    return Section(
        _("Everything that was answered"),
        tuple(blocks),
        intro=_("What is not here was not asked, or not answered. Blank is never “no”."),
        empty=_("Nothing is answered."),
    )


def _quoted(core: Source) -> list[Account]:
    mine = [
        a
        for a in core.answers(ever=True)
        if a.words and a.body.said_by == "person" and _is_hers(core, a.body)
    ]
    order = {i.id: n for n, i in enumerate(_items(core))}
    return sorted(mine, key=lambda a: (order.get(a.body.item, len(order)), a.entry.at, a.entry.id))


def _is_hers(core: Source, body: AnswerBody) -> bool:
    item = core.item(body.item)
    return item is None or item.about is not AboutType.CHILD


def _items(core: Source) -> list[Item]:
    return [item for section in core.packs.screening.sections for item in section.items]


def _quote(core: Source, account: Account) -> Quote:
    body = account.body
    caution = ""
    if account.doubtful:
        caution = _("Said in a doubtful setting: what is denied here is not established.")
    elif account.entry.id not in core.case.current:
        caution = _("Said before; asked again since. Both are kept.")
    return Quote(
        asked=body.asked or core.label(body.item, body.row),
        words=body.words,
        provenance=" ".join(
            filter(
                None, (words.provenance(account, core.present(account)), words.rendered(account))
            )
        ),
        language=words.language_tag(body.words_language),
        caution=caution,
    )


def _answered(core: Source, account: Account) -> tuple[Cell, ...]:
    body = account.body
    about = core.name(account.entry.about) if account.entry.about != core.case.at_risk() else ""
    said = words.answer(account, core.packs.book.items, core.case)
    tone = Tone.MISSING if account.not_established else Tone.PLAIN
    return (
        Cell(core.label(body.item, body.row), about),
        Cell(said, tone=tone),
        Cell(words.day(account.entry.at), _hand(account)),
    )


def _hand(account: Account) -> str:
    name = account.entry.by.name
    return _("{name}, doubtful setting").format(name=name) if account.doubtful else name
