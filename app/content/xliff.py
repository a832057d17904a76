"""XLIFF 1.2 to and from a translator's tools. Source: OASIS XLIFF 1.2, sections 2.2 to 2.4.

What comes back is a stranger's file. A document type or entity is refused before a parser sees
it, only UTF-8 is read, and nothing but ids, sources, targets and back-translations is taken.
"""

from __future__ import annotations

import re
from html import escape as escaped
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from app.content.exchange import MASCULINE, MOST, Returned, units
from app.content.strict import Where
from app.domain.renderings import MACHINE, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.content.exchange import Unit
    from app.domain.languages import Language
    from app.domain.renderings import Pack, SpokenText

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_DEFINITION: Final = re.compile(r"<!(?!--|\[CDATA\[)|<\?xml-stylesheet", re.IGNORECASE)
_BACK: Final = "back-translation"

_STATES: Final = {
    State.MACHINE_DRAFT: 'state="needs-review-translation" state-qualifier="mt-suggestion"',
    State.DRAFT: 'state="needs-review-translation"',
    State.TRANSLATED: 'state="translated"',
    State.REVIEWED: 'state="signed-off"',
    State.APPROVED: 'state="final"',
    State.WITHDRAWN: 'state="needs-translation"',
}


def write_xliff(pack: Pack, language: Language, sources: Mapping[str, SpokenText]) -> bytes:
    """Every text with what there is of it, a note for the translator, and its longest length."""
    parts = "".join(_unit(unit) for unit in units(pack, language, sources))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{_NAMESPACE}">\n'
        f'<file original="interview" source-language="en-GB" target-language={_quoted(pack.tag)}'
        f' datatype="plaintext">\n<body>\n{parts}</body>\n</file>\n</xliff>\n'
    ).encode()


def read_xliff(file: str, raw: bytes, language: Language) -> tuple[Returned, ...]:
    """What a translator has filled in, in the order of the file.

    Raises:
        ContentRefused: `content.language` LP01 for a file that is not such XLIFF, or one with a
            document type or entity; LP02 for another language's.
    """
    where = Where(file)
    root = _parsed(where, raw)
    if root.tag != _name("xliff") or root.get("version") != "1.2":
        where.refuse("content.language", "LP01: the file is XLIFF 1.2")
    found: list[Returned] = []
    for part in root.findall(_name("file")):
        if part.get("target-language") != language.tag:
            where.refuse("content.language", f"LP02: the target language is {language.tag}")
        found += [_returned(unit, where) for unit in part.iter(_name("trans-unit"))]
    return tuple(found)


def _unit(unit: Unit) -> str:
    approved = "yes" if unit.state is State.APPROVED else "no"
    head = f"<trans-unit id={_quoted(unit.key)} approved={_quoted(approved)}"
    head += f' maxwidth="{unit.max_length}" size-unit="char" xml:space="preserve">'
    said = [head, f"<source>{_text(unit.source)}</source>"]
    if unit.target and unit.state is not None:
        said.append(f"<target {_STATES[unit.state]}>{_text(unit.target)}</target>")
    said += [f'<note from="developer">{_text(note)}</note>' for note in unit.notes]
    if unit.back:
        said.append(f'<note from="{_BACK}">{_text(unit.back)}</note>')
    return "\n".join([*said, "</trans-unit>\n"])


def _text(words: str) -> str:
    return escaped(words, quote=False)


def _quoted(words: str) -> str:
    """An attribute; `xml.sax.saxutils`, which has this too, brings all of `urllib` along."""
    spelt = escaped(words).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{spelt}"'


def _parsed(where: Where, raw: bytes) -> ET.Element:
    if len(raw) > MOST:
        where.refuse("content.language", "LP01: a file is at most 4 MiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        where.refuse("content.language", "LP01: the file is UTF-8")
    if _DEFINITION.search(text):
        where.refuse("content.language", "LP01: no document type, entity or style sheet")
    parser = ET.XMLParser(encoding="utf-8")  # noqa: S314 - whatever the file says of itself
    try:
        return ET.fromstring(text.encode("utf-8"), parser)  # noqa: S314 - guarded above
    except ET.ParseError:
        where.refuse("content.language", "LP01: the file is XML")


def _returned(unit: ET.Element, where: Where) -> Returned:
    key = unit.get("id") or ""
    back = [note for note in unit.findall(_name("note")) if note.get("from") == _BACK]
    texts = [unit.find(_name("source")), unit.find(_name("target")), *back[:1]]
    if any(one is not None and len(one) for one in texts):
        # Markup inside a text would be lost in silence.
        Where(where.file, key).refuse("content.language", "LP01: a text has no markup in it")
    said = [(one.text or "").strip() if one is not None else "" for one in texts]
    target = unit.find(_name("target"))
    machine = target is not None and target.get("state-qualifier") == "mt-suggestion"
    id_ = key.removesuffix(MASCULINE)
    return Returned(
        id=id_,
        masculine=id_ != key,
        source=said[0],
        target=said[1],
        back=said[2] if len(said) > 2 else "",
        by=MACHINE if machine else "",
    )


def _name(tag: str) -> str:
    return f"{{{_NAMESPACE}}}{tag}"
