"""What may be shown to a person in her language: one door, and nobody else makes what leaves it.

`may_show` is the only maker of `Shown`. Every renderer (a card, a print, the clipboard, a PDF, a
package) takes a `Shown` and nothing else, so that no text which is not approved, current and
signed can come before a person's eyes in a live vault. Pure.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from app.domain.errors import ContentRefused
from app.domain.established import folded, only_denies
from app.domain.handover import Mode
from app.domain.isolates import fill
from app.domain.renderings import Address, State
from app.domain.translation_checks import (
    Fault,
    approval_faults,
    proof_faults,
    text_faults,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.languages import Direction, Language, Languages
    from app.domain.renderings import Pack, Person, Rendering, SpokenText

_OURS: Final = object()
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that may come before a person's eyes, as it is to be drawn.

    With `draft`, whatever draws it must draw the DRAFT band too. The record keeps `tag`, `id`,
    `version`, `target_sha256` and `state`: what was really seen.
    """

    tag: str
    id: str
    version: int
    text: str  # placeholders filled, each value isolated
    direction: Direction
    font: str  # key of a typeface
    qt_tag: str
    state: State
    target_sha256: str
    draft: bool
    reviewed_by: str
    address: Address  # to whom these words speak; `ANY` where they are the same for everybody
    maker: InitVar[object]

    def __post_init__(self, maker: object) -> None:
        """Let nobody but this module make one."""
        if maker is not _OURS:
            raise TypeError("only may_show decides what is shown")


@dataclass(frozen=True, slots=True)
class NotShown:
    """Why there is no text to show; the English is read aloud instead.

    Reasons: `language` (not in the registry, or not written), `no-pack`, `no-text`, `withdrawn`,
    `stale`, `not-approved`, `unsigned`, `no-variant` (no words to whom it is said), or the code
    of a broken rule (`LP04` …).
    """

    reason: str


def may_show(
    pack: Pack | None,
    text_id: str,
    source: SpokenText,
    wiring: Mode,
    *,
    language: Language | None,
    values: Mapping[str, str] = NOTHING,
    address: Address = Address.WOMAN,
) -> Shown | NotShown:
    """Decide whether a text of a pack may be shown, and make it ready.

    Live: approved, made from today's English, unchanged since, in a pack with a trusted
    signature. Practice shows drafts as well, each marked as one. `address` is to whom it is said.

    Raises:
        ContentRefused: `text.no-value` or `text.no-place`, as `isolates.fill` says.
        RecordRefused: `name.forbidden`, for a value that could be read as another.
    """
    if language is None or not language.written:
        return NotShown("language")
    if pack is None or pack.tag != language.tag:
        return NotShown("no-pack")
    rendering = pack.renderings.get(text_id)
    if rendering is None or text_id != source.id:
        return NotShown("no-text")
    why = _why_not(pack, rendering, source, language, wiring)
    if why:
        return NotShown(why)
    told_apart = language.gendered and rendering.address is Address.WOMAN
    said = rendering.said_to(address) if told_apart else rendering.text
    if not said:
        return NotShown("no-variant")
    draft = rendering.state is not State.APPROVED or bool(proof_faults(pack))
    return Shown(
        tag=pack.tag,
        id=text_id,
        version=rendering.version,
        text=fill(said, values),
        direction=language.direction,
        font=language.font,
        qt_tag=language.qt_tag,
        state=rendering.state,
        target_sha256=rendering.target_sha256,
        draft=draft,
        reviewed_by=rendering.reviewed_by,
        address=address if told_apart else Address.ANY,
        maker=_OURS,
    )


def _why_not(
    pack: Pack, rendering: Rendering, source: SpokenText, language: Language, wiring: Mode
) -> str:
    """The first reason against a text; empty when there is none."""
    if rendering.state is State.WITHDRAWN:
        return "withdrawn"
    if is_stale(rendering, source):
        return "stale"
    faults = [*text_faults(rendering, language, source), *approval_faults(rendering, pack)]
    if wiring is not Mode.DEMO:
        if rendering.state is not State.APPROVED:
            return "not-approved"
        if proof_faults(pack):
            return "unsigned"
    return faults[0].code if faults else ""


def is_stale(rendering: Rendering, source: SpokenText) -> bool:
    """Whether the English or the text itself is no longer what was looked at."""
    return (
        rendering.source_sha256 != source.sha256 or rendering.target_sha256 != rendering.target_now
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs in force in one vault, with everything that the door needs to know."""

    languages: Languages
    sources: Mapping[str, SpokenText]
    packs: Mapping[str, Pack] = field(default_factory=lambda: MappingProxyType({}))
    wiring: Mode = Mode.LIVE
    faults: tuple[tuple[str, Fault], ...] = ()  # by tag: why a kept pack is off

    def may_show(
        self,
        tag: str,
        text_id: str,
        *,
        values: Mapping[str, str] = NOTHING,
        address: Address = Address.WOMAN,
    ) -> Shown | NotShown:
        """`may_show` for a text in a language; raises what that raises."""
        source = self.sources.get(text_id)
        if source is None:
            return NotShown("no-text")
        language, pack = self.languages.get(tag), self.packs.get(tag)
        return may_show(
            pack, text_id, source, self.wiring, language=language, values=values, address=address
        )

    def noes(self, tag: str) -> frozenset[str]:
        """The words for a bare "no" in a language, folded: of its texts that may be shown."""
        answers = [one for one in self.sources.values() if one.part == "answer"]
        found = (
            self.may_show(tag, one.id, address=to)
            for one in answers
            if only_denies(one.text)
            for to in (Address.WOMAN, Address.MAN)
        )
        return frozenset(folded(made.text) for made in found if isinstance(made, Shown))


def moved(pack: Pack, id_: str, to: State, by: str, on: date, source: SpokenText) -> Pack:
    """The pack with one text brought a step further by a person, or withdrawn.

    `by` is the id of one of the pack's people; for `approved` it is the content lead's principal.

    Raises:
        ContentRefused: `content.language`, naming the rule that forbids the step.
    """
    file = pack.file or pack.tag
    rendering = pack.renderings.get(id_)
    if rendering is None:
        raise refusal(file, Fault(id_, "LP03", id_))
    if to is State.WITHDRAWN:
        return with_rendering(pack, replace(rendering, state=to))
    if to not in _next(rendering.state):
        raise refusal(file, Fault(id_, "LP18", to.value))
    if is_stale(rendering, source):
        raise refusal(file, Fault(id_, "LP12"))
    if to is State.DRAFT and pack.person(by) is None:
        raise refusal(file, Fault(id_, "LP15", by))
    changed = _signed_by(replace(rendering, state=to), by, on)
    for fault in approval_faults(changed, pack):
        raise refusal(file, fault)
    return with_rendering(pack, changed)


def with_rendering(pack: Pack, rendering: Rendering) -> Pack:
    """The pack with a text put in the place of the old one. Its signature no longer fits."""
    renderings = {**pack.renderings, rendering.id: rendering}
    empty = tuple(id_ for id_ in pack.empty if id_ != rendering.id)
    return replace(pack, renderings=MappingProxyType(renderings), empty=empty, proof=None)


def with_person(pack: Pack, person: Person) -> Pack:
    """The pack with somebody added to its people, or put in the place of the same id."""
    others = tuple(one for one in pack.people if one.id != person.id)
    people = tuple(sorted((*others, person), key=lambda one: one.id))
    return replace(pack, people=people, proof=None)


def refusal(file: str, fault: Fault) -> ContentRefused:
    """A broken rule as a refusal that names file, id and rule."""
    return ContentRefused("content.language", file=file, id=fault.id, rule=fault.rule)


def _next(state: State) -> tuple[State, ...]:
    """The states that may follow one."""
    if state is State.MACHINE_DRAFT:
        # A qualified person may make a machine's words their own at once.
        return State.DRAFT, State.TRANSLATED
    if state is State.WITHDRAWN:
        return (State.DRAFT,)
    return tuple(one for one in State if one.step == state.step + 1)


def _signed_by(rendering: Rendering, by: str, on: date) -> Rendering:
    if rendering.state is State.APPROVED:
        return replace(rendering, approved_by=by)
    if rendering.state is State.REVIEWED:
        return replace(rendering, reviewed_by=by, reviewed_on=on)
    return replace(rendering, translated_by=by, translated_on=on)
