"""Where the pack of a language stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from app.domain.isolates import placeholders
from app.domain.renderings import Address, State
from app.domain.translation import Shown
from app.domain.translation_checks import RULES
from app.i18n import _, ngettext
from ui.controls import MenuItem
from ui.errors import sentence

if TYPE_CHECKING:
    from app.domain.languages import Language, Languages
    from app.domain.renderings import Pack
    from app.domain.translation import Shelf
    from app.domain.translation_checks import Fault
    from ui.theme import Ink


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of one language: an icon, words, and their ink."""

    icon: str
    words: str
    ink: Ink = "ink"


def standing(language: Language, shelf: Shelf, languages: Languages) -> Standing:
    """Whether there is a pack, how much of it may be shown, and why it is off."""
    if not language.written:
        return Standing("ear", _spoken(language, languages), "ink2")
    off = next((fault for tag, fault in shelf.faults if tag == language.tag), None)
    if off is not None:
        told = _("Off: {reason} The English is read aloud.").format(reason=_reason(off))
        return Standing("circle-x", told, "attn")
    pack = shelf.packs.get(language.tag)
    if pack is None or not pack.renderings:
        return Standing("circle-dashed", _("No texts. The English is read aloud."), "ink2")
    return _with_texts(pack, shelf)


def _with_texts(pack: Pack, shelf: Shelf) -> Standing:
    every = len(shelf.sources)
    if pack.proof is None:
        n = len(pack.renderings)
        told = ngettext(
            "{n} draft of {every}, checked by nobody. Shown in practice only, under a DRAFT band.",
            "{n} drafts of {every}, checked by nobody. Shown in practice only, under a DRAFT band.",
            n,
        )
        return Standing("triangle-alert", told.format(n=n, every=every), "attn")
    approved = sum(one.state is State.APPROVED for one in pack.renderings.values())
    shown = sum(_may_be_shown(shelf, pack.tag, id_) for id_ in pack.renderings)
    told = _("{n} of {every} approved. Version {version}, signed by {who}.").format(
        n=approved, every=every, version=pack.version, who=pack.proof.principal
    )
    if shown < approved:
        told = f"{told} {_older(approved - shown)}"
    return Standing("badge-check", told)


def _may_be_shown(shelf: Shelf, tag: str, id_: str) -> bool:
    source = shelf.sources.get(id_)
    if source is None:
        return False
    values = dict.fromkeys(placeholders(source.text), "x")
    return isinstance(shelf.may_show(tag, id_, values=values), Shown)


def _older(n: int) -> str:
    return ngettext(
        "{n} is out of date and is not shown.", "{n} are out of date and are not shown.", n
    ).format(n=n)


def _reason(fault: Fault) -> str:
    """Why a kept pack is off: what the signature's proof said, or the rule that it breaks."""
    if fault.found.startswith(("package.", "handover.")):
        return sentence(PackageRefused(fault.found))
    return f"{RULES[fault.code]} ({fault.code})."


def _spoken(language: Language, languages: Languages) -> str:
    read = [found.english for tag in language.reads if (found := languages.get(tag))]
    if not read:
        return _("Spoken, with no settled way of writing. The English is read aloud.")
    return _("Spoken. Some read {languages}: ask.").format(languages=" / ".join(read))


def address_items() -> list[MenuItem]:
    """To whom a card may speak, in a language where that makes another word of "you"."""
    return [
        MenuItem(Address.WOMAN.value, _("A woman")),
        MenuItem(Address.MAN.value, _("A man")),
        MenuItem(Address.ANY.value, _("Anybody: only words that are the same for all")),
    ]


def addressed(address: Address) -> str:
    """To whom the card speaks as things stand."""
    return {
        Address.WOMAN: _("The card speaks to a woman"),
        Address.MAN: _("The card speaks to a man"),
    }.get(address, _("The card has only words that are the same for all"))


def without_words(address: Address) -> str:
    """That there is no text for whom the card speaks to."""
    return {
        Address.WOMAN: _("There are no approved words to a woman."),
        Address.MAN: _("There are no approved words to a man."),
    }.get(address, _("There are no approved words that are the same for all."))


def names(language: Language) -> str:
    """The other names that people use for it."""
    others = [name for name in language.everyday if name != language.english]
    return _("Also called {names}.").format(names=", ".join(others)) if others else ""
