"""The translation desk: what an organisation does between our English and a signed pack.

A working copy for each language is kept in the vault, encrypted like all the rest. Nothing in it
is ever shown to a person by itself: a signed pack is, through `app.domain.translation`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.content import translation_sheet, xliff
from app.content.interview_loader import load_pack
from app.content.interview_writer import complete, write_pack
from app.content.spoken import sources_of
from app.domain.renderings import MACHINE, Address, Pack, Person, Rendering, State, digest_of
from app.domain.translation import is_stale, moved, refusal, with_person, with_rendering
from app.domain.translation_checks import Fault, approval_faults, pack_faults, text_faults
from app.services.language_packs import SignedPack, shipped, take_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.content.exchange import Returned
    from app.content.library import Library
    from app.domain.languages import Language
    from app.domain.renderings import SpokenText
    from app.ports.record import Clock
    from app.ports.vault import VaultStore
    from app.services.language_packs import PackSeals

_WORKING = "interview-working"
CONTENT_LEAD = "+content@"
"""Stands in the principal of somebody who may approve and sign texts for an area."""


@dataclass(frozen=True, slots=True)
class TranslationDesk:
    """Who works on translations here, and with what."""

    store: VaultStore
    clock: Clock
    library: Library
    who: str  # principal

    @property
    def sources(self) -> dict[str, SpokenText]:
        """Every English text by id."""
        return sources_of(self.library)

    @property
    def today(self) -> date:
        """Today, UTC."""
        return self.clock.now().date()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to. With any fault nothing has been kept, and `pack` is as before."""

    pack: Pack
    taken: tuple[str, ...] = ()  # ids whose text is new
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One text beside its English and what somebody else read in it."""

    source: SpokenText
    rendering: Rendering | None
    stale: bool
    same: bool  # the back-translation is word for word the English: too good, look again


def working(desk: TranslationDesk, tag: str) -> Pack:
    """The working copy of a language, begun from what came with the program.

    Raises:
        ContentRefused: `content.language` LP02 for a language that is not written here.
    """
    language = _language(desk, tag)
    digest = _working(desk.store).get(tag)
    if digest is not None:
        pack = load_pack(f"{tag}.toml", desk.store.blob(digest))
    else:
        fresh = Pack(tag=language.tag, version=0, created=desk.clock.now(), file=f"{tag}.toml")
        pack = replace(shipped(tag).get(tag, fresh), version=0)
    return complete(pack, desk.sources)


def name_person(desk: TranslationDesk, tag: str, person: Person) -> Pack:
    """Put somebody among a pack's people, or in the place of the same id."""
    return _keep(desk, with_person(working(desk, tag), person))


def export_xliff(desk: TranslationDesk, tag: str) -> bytes:
    """The working copy for a translator's tools."""
    desk.store.log("translation out", tag, desk.who)
    return xliff.write_xliff(working(desk, tag), _language(desk, tag), desk.sources)


def export_sheet(desk: TranslationDesk, tag: str) -> bytes:
    """The working copy as a sheet of two columns."""
    desk.store.log("translation out", tag, desk.who)
    return translation_sheet.write_sheet(working(desk, tag), _language(desk, tag), desk.sources)


def bring_in(desk: TranslationDesk, tag: str, name: str, raw: bytes, translator: str) -> Imported:
    """Take a translator's file (`.xlf`, `.xliff` or `.csv`) with every check, or nothing of it.

    A text that came back as it went out keeps its state: a machine's words do not become a
    person's by travelling.

    Raises:
        ContentRefused: the file cannot be read at all; LP15 for a translator who is not named.
    """
    language, pack = _language(desk, tag), working(desk, tag)
    person = pack.person(translator)
    if person is None:
        raise refusal(name, Fault("", "LP15", translator))
    read = translation_sheet.read_sheet if name.endswith(".csv") else xliff.read_xliff
    sheet = _Sheet(language, desk.sources, person, desk.today)
    imported = sheet.onto(pack, read(name, raw, language))
    if not imported.faults:
        _keep(desk, imported.pack)
    return imported


def put_back_translation(desk: TranslationDesk, tag: str, id_: str, text: str) -> Pack:
    """Write down what a second person read in a text; an approval of before is void."""
    pack = working(desk, tag)
    rendering = _rendering(pack, id_)
    state = State.REVIEWED if rendering.state is State.APPROVED else rendering.state
    changed = replace(rendering, back_translation=text.strip(), state=state, approved_by="")
    return _keep(desk, with_rendering(pack, changed))


def compare(desk: TranslationDesk, tag: str) -> tuple[Comparison, ...]:
    """Every text beside its English and its back-translation, in the order of a conversation."""
    pack = working(desk, tag)
    found: list[Comparison] = []
    for source in desk.sources.values():
        rendering = pack.renderings.get(source.id)
        stale = rendering is not None and is_stale(rendering, source)
        same = rendering is not None and rendering.back_translation == source.text
        found.append(Comparison(source, rendering, stale, same))
    return tuple(found)


def move(desk: TranslationDesk, tag: str, id_: str, to: State, by: str) -> Pack:
    """Bring one text a step further, by one of the pack's people; `approve` does the last step.

    Raises:
        ContentRefused: `content.language`, with the rule that forbids it.
    """
    if to is State.APPROVED:
        return approve(desk, tag, (id_,))
    pack = working(desk, tag)
    source = desk.sources.get(id_)
    if source is None:
        raise refusal(pack.file, Fault(id_, "LP03", id_))
    return _keep(desk, moved(pack, id_, to, by, desk.today, source))


def approve(desk: TranslationDesk, tag: str, ids: Sequence[str]) -> Pack:
    """Approve reviewed texts whose back-translation has been compared; all of them or none.

    Raises:
        ContentRefused: `content.language`: LP15 when who works here is no content lead, or the
            rule that one of the texts breaks.
    """
    pack, sources, language = working(desk, tag), desk.sources, _language(desk, tag)
    if CONTENT_LEAD not in desk.who:
        raise refusal(pack.file, Fault("", "LP15", desk.who))
    for id_ in ids:
        if id_ not in sources:
            raise refusal(pack.file, Fault(id_, "LP03", id_))
        pack = moved(pack, id_, State.APPROVED, desk.who, desk.today, sources[id_])
        for fault in text_faults(pack.renderings[id_], language, sources[id_]):
            raise refusal(pack.file, fault)
    return _keep(desk, pack)


def sign(desk: TranslationDesk, tag: str, seals: PackSeals) -> SignedPack:
    """Sign the approved texts of a language as its next version, and use it here at once.

    Whatever is not approved stays behind in the working copy.

    Raises:
        ContentRefused: `content.language`: a rule that an approved text breaks, or LP18 when no
            text is approved.
        PackageRefused: this laptop's certificate is not a content lead's (`package.wrong-role`).
    """
    pack, sources = working(desk, tag), desk.sources
    approved = {i: r for i, r in pack.renderings.items() if r.state is State.APPROVED}
    if not approved:
        raise refusal(pack.file, Fault("", "LP18", State.APPROVED.value))
    version, now = pack.version + 1, desk.clock.now()
    hands = {by for r in approved.values() for by in (r.translated_by, r.reviewed_by)}
    final = replace(
        pack,
        version=version,
        created=now,
        people=tuple(one for one in pack.people if one.id in hands),
        renderings=MappingProxyType(approved),
        empty=(),
    )
    for fault in pack_faults(final, desk.library.languages, sources):
        raise refusal(pack.file, fault)
    content = write_pack(final, sources)
    signed = SignedPack(f"{tag}.toml", content, seals.sign_interview(content))
    take_in(desk.store, desk.library, signed, seals, desk.who)
    _keep(desk, replace(pack, version=version))
    return signed


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A translator's file on its way into a pack."""

    language: Language
    sources: Mapping[str, SpokenText]
    person: Person
    today: date

    def onto(self, pack: Pack, rows: Iterable[Returned]) -> Imported:
        """The pack with what came back, or every fault that was found."""
        found: dict[str, dict[bool, Returned]] = {}
        faults: list[Fault] = []
        for row in rows:
            faults += self._row_faults(row, found.get(row.id, {}))
            found.setdefault(row.id, {})[row.masculine] = row
        changed = pack
        taken: list[str] = []
        for id_, both in found.items():
            if True in both and both[True].target and not (False in both and both[False].target):
                faults.append(Fault(id_, "LP11", "feminine"))
                continue
            rendering = self._rendering(pack, id_, both)
            if rendering is None:
                continue
            changed = with_rendering(changed, rendering)
            taken.append(id_)
            faults += text_faults(rendering, self.language, self.sources[id_])
            faults += approval_faults(rendering, pack)
        if faults:
            return Imported(pack, (), tuple(faults))
        return Imported(changed, tuple(taken))

    def _row_faults(self, row: Returned, before: Mapping[bool, Returned]) -> list[Fault]:
        source = self.sources.get(row.id)
        if source is None:
            return [Fault(row.id, "LP03", row.id)]
        if row.masculine in before:
            return [Fault(row.id, "LP01", "twice")]
        return [Fault(row.id, "LP12")] if row.target and row.source != source.text else []

    def _rendering(self, pack: Pack, id_: str, both: Mapping[bool, Returned]) -> Rendering | None:
        """What is new of a text; None when nothing is, or it is not one of ours."""
        source, plain = self.sources.get(id_), both.get(False)
        if source is None or plain is None or not plain.target:
            return None
        man = both[True].target if True in both else ""
        before = pack.renderings.get(id_)
        if before is not None and _same(before, plain.target, man, source):
            return None
        return self._made(source, plain, man)

    def _made(self, source: SpokenText, plain: Returned, man: str) -> Rendering:
        twice = self.language.gendered and source.needs_gender
        text, machine = plain.target, plain.by == MACHINE
        same = not twice or man == text
        masculine = "" if same else man
        state = State.TRANSLATED if self.person.qualified(self.today) else State.DRAFT
        return Rendering(
            id=source.id,
            version=source.version,
            source_sha256=source.sha256,
            state=State.MACHINE_DRAFT if machine else state,
            text=text,
            address=Address.ANY if same else Address.WOMAN,
            masculine=masculine,
            target_sha256=digest_of(f"{text}\n{masculine}"),
            translated_by=MACHINE if machine else self.person.id,
            translated_on=self.today,
            back_translation=plain.back,
        )


def _same(before: Rendering, text: str, man: str, source: SpokenText) -> bool:
    """Whether a text came back as it was. One from older English is then looked at anew."""
    if (text, man or before.said_to_a_man) != (before.text, before.said_to_a_man):
        return False
    return before.state is State.MACHINE_DRAFT or before.source_sha256 == source.sha256


def _language(desk: TranslationDesk, tag: str) -> Language:
    language = desk.library.languages.get(tag)
    if language is None or not language.written:
        raise refusal(f"{tag}.toml", Fault("", "LP02", tag))
    return language


def _rendering(pack: Pack, id_: str) -> Rendering:
    rendering = pack.renderings.get(id_)
    if rendering is None:
        raise refusal(pack.file, Fault(id_, "LP03", id_))
    return rendering


def _working(store: VaultStore) -> dict[str, str]:
    found: dict[str, str] = json.loads(store.setting(_WORKING) or "{}")
    return found


def _keep(desk: TranslationDesk, pack: Pack) -> Pack:
    # Empty places are put back when it is read.
    digest = desk.store.keep(write_pack(replace(pack, empty=()), desk.sources))
    kept = {**_working(desk.store), pack.tag: digest}
    desk.store.set_setting(_WORKING, json.dumps(kept, sort_keys=True))
    desk.store.log("translation", pack.tag, desk.who)
    return pack
