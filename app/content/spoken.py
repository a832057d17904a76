"""Every English text that is said or shown to a person: what there is to translate.

The words for a practitioner (notes, cards of what is never safe to infer, findings) are not
among them. Ids are those of the record, so that it can say what was really asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.renderings import SpokenText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.library import Library
    from app.domain.gate import GateScript
    from app.domain.interpreting import Interpreting
    from app.domain.questionnaire import Item

TO_THE_PERSON = "to the person"
"""How `to` of a gate step begins when it is the person who is spoken to."""


def spoken_texts(library: Library) -> tuple[SpokenText, ...]:
    """All of them, each id once, in the order of a conversation."""
    script = library.script
    items = [item for section in library.screening.sections for item in section.items]
    return (
        *(line for line in script if line.part == "opening"),
        *_covers(library.interpreting),
        *_gate(library.gate),
        *(text for item in items if item.ask for text in _item(item)),
        *_rules(library),
        *(line for line in script if line.part != "opening"),
    )


def sources_of(library: Library) -> dict[str, SpokenText]:
    """The same by id."""
    return {one.id: one for one in spoken_texts(library)}


def _gate(gate: GateScript) -> Iterator[SpokenText]:
    for step in gate.steps:
        if step.ask and step.to.startswith(TO_THE_PERSON):
            yield SpokenText(f"gate.{step.id}", 1, step.ask, step.note, "gate", critical=True)
            for way in step.ways:
                yield SpokenText(way.id, 1, way.text, step.note, "way", critical=True)


def _covers(script: Interpreting) -> Iterator[SpokenText]:
    """What is said when somebody comes in: true enough to be overheard."""
    note = "Said when somebody comes in. It must sound like small talk, and lead nowhere."
    for cover in script.covers:
        yield SpokenText(cover.id, cover.version, cover.say, f"{cover.label}. {note}", "cover")


def _item(item: Item) -> Iterator[SpokenText]:
    star = item.critical
    yield SpokenText(item.id, item.version, item.ask, item.note, "question", star)
    for way in item.ways:
        yield SpokenText(way.id, item.version, way.text, item.note, "way", star)
    for option in item.options:
        id_ = f"{item.id}.{option.code}"
        note = f"An answer to: {item.ask}"
        yield SpokenText(id_, item.version, option.spoken, note, "answer", star)


def _rules(library: Library) -> Iterator[SpokenText]:
    for rule in library.book.rules:
        for number, ask in enumerate(rule.ask, 1):
            yield SpokenText(f"{rule.id}.ask{number}", rule.version, ask, rule.name, "question")
