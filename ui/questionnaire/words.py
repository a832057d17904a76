"""Words of the form: closed answers, how something was said, and where an answer comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Channel, Nature, Reliability
from app.domain.entry import SettingBody
from app.domain.questionnaire import NO_ANSWER, OFTEN, STATES, TRENDS, ItemType
from app.domain.visit import visits
from app.i18n import _
from app.services.report_words import answer as answer_words
from app.services.report_words import rendered, sentences
from ui import when
from ui.controls import MenuItem, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.answers import Account
    from app.domain.case import Case
    from app.domain.questionnaire import Item


def state_words() -> dict[str, str]:
    """Yes, no, unclear, and why there is no answer."""
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "unclear": _("Unclear"),
        "declined": _("Declined"),
        "not_safe": _("Not safe to ask"),
        "not_asked": _("Not asked yet"),
    }


def often_words() -> dict[str, str]:
    """How often something happens."""
    return {
        "never": _("Never"),
        "once": _("Once"),
        "sometimes": _("Sometimes"),
        "often": _("Often"),
        "constantly": _("All the time"),
    }


def trend_words() -> dict[str, str]:
    """Against before."""
    return {
        "less": _("Less than before"),
        "same": _("The same as before"),
        "more": _("More than before"),
        "unknown": _("Not known"),
    }


def tick_words() -> dict[str, str]:
    """Done, or not yet."""
    return {"done": _("Done"), "not_yet": _("Not yet")}


def said_by_words() -> dict[str, str]:
    """Whose words they are."""
    return {
        "person": _("Her own words"),
        "child": _("The child’s own words"),
        "practitioner": _("My words"),
        "third_party": _("Somebody else’s words"),
        "record": _("From a record"),
    }


def channel_words() -> dict[str, str]:
    """By what way the words came."""
    return {
        Channel.DIRECT: _("said directly"),
        Channel.INTERPRETED: _("as interpreted"),
        Channel.MIXED: _("partly interpreted"),
        Channel.GESTURE: _("by gesture"),
        Channel.CARD: _("by card"),
        Channel.RECORD: _("read in a file"),
    }


def checked_words() -> dict[str, str]:
    """What came of saying an answer back."""
    return {"read_back": _("said back: right"), "corrected": _("said back: put right")}


def nature_words() -> dict[str, str]:
    """Fact apart from assessment."""
    return {
        Nature.REPORTED: _("Said to me"),
        Nature.OBSERVED: _("Seen by me"),
        Nature.FACT: _("A checked fact"),
        Nature.ASSESSMENT: _("My assessment"),
    }


def confidence_words() -> dict[str, str]:
    """How sure it is."""
    return {
        "": _("Not said"),
        "known": _("Known"),
        "believed": _("Believed"),
        "unsure": _("Unsure"),
    }


def status_words() -> dict[str, str]:
    """How well a link is known."""
    return {
        "established": _("Established"),
        "suspected": _("Suspected"),
        "not_established": _("Not established"),
        "ruled_out": _("Ruled out"),
    }


def options(words: dict[str, str], codes: Iterable[str] = ()) -> tuple[Option, ...]:
    """Codes as answers, in their order."""
    return tuple(Option(code, words[code]) for code in (codes or words))


def menu(words: dict[str, str], *, empty: str = "") -> tuple[MenuItem, ...]:
    """Codes as lines of a menu; `empty` adds a first line that takes the choice back."""
    first = (MenuItem("", empty),) if empty else ()
    return (*first, *(MenuItem(str(code), label) for code, label in words.items()))


def codes_of_item(item: Item, *, at_visit: bool) -> dict[str, str]:
    """Every code that may be chosen for an item, and its words, in the order of the keys."""
    why_not = {code: state_words()[code] for code in NO_ANSWER} if at_visit else {}
    if item.type in {ItemType.STATE, ItemType.NOW_PAST}:
        return {code: state_words()[code] for code in STATES}
    if item.type is ItemType.OFTEN:
        return {**{code: often_words()[code] for code in OFTEN}, **state_without_said()}
    if item.type is ItemType.TICK:
        return tick_words()
    return {**{option.code: option.label for option in item.options}, **why_not}


def state_without_said() -> dict[str, str]:
    """What may be said of a how-often item beside how often."""
    return {code: state_words()[code] for code in ("unclear", *NO_ANSWER)}


def trends() -> dict[str, str]:
    """Trends in their order."""
    return {code: trend_words()[code] for code in TRENDS}


def provenance(case: Case, account: Account) -> tuple[str, ...]:
    """Where an earlier answer comes from: date, author, language and way, who was present."""
    entry, body = account.entry, account.body
    area = entry.area.split(".")[0].replace("-", " ").title()
    told = [when.day(entry.at), f"{entry.by.name}, {area}"]
    setting = _setting_of(case, account)
    told.append(_how(body.words_language, body.channel, setting))
    if setting is not None and setting.present:
        told.append(setting.present)
    if account.doubtful:
        told.append(_("the conditions were doubtful"))
    elif setting is not None and setting.reliability is Reliability.CONCERN:
        told.append(_("with a concern about the interpreter"))
    return tuple(part for part in told if part)


def told(
    account: Account, items: Mapping[str, Item], case: Case | None = None, *, words: bool = True
) -> str:
    """What an answer says, read back on a screen: a void no is “No, not established”."""
    return answer_words(account, items, case, words=words, void=_("no, not established"))


def say_back(account: Account, items: Mapping[str, Item], case: Case | None) -> str:
    """An answer as it is said back to her: nothing of who marked it or by what way it came."""
    body, item = account.body, items.get(account.body.item)
    as_said: dict[str, Item] = {} if item is None else {body.item: item.as_said()}
    told = answer_words(account, as_said, case, words=False)
    own = account.interpreted if body.interpreted else account.words
    return sentences((told[:1].upper() + told[1:], own if own != account.value.text else ""))


def read_back(account: Account, items: Mapping[str, Item], case: Case) -> str:
    """An answer beside its exact words: what was answered, and what the interpreter said."""
    return sentences((told(account, items, case, words=False), rendered(account)))


def was_said(account: Account) -> bool:
    """Whether any words of it were written down."""
    return bool(account.body.words or account.body.interpreted)


def own_words(account: Account) -> str:
    """The exact words of an answer; a bare "no" of a doubtful visit is none."""
    return account.words


def _setting_of(case: Case, account: Account) -> SettingBody | None:
    for visit in visits(case):
        if visit.id != account.entry.visit:
            continue
        before = [e.body for e in visit.settings if e.at <= account.entry.at]
        found = [body for body in before if isinstance(body, SettingBody)]
        return found[-1] if found else None
    return None


def _how(language: str, channel: Channel, setting: SettingBody | None) -> str:
    if channel is Channel.RECORD:
        return _("read in a file")
    way = {
        "none": _("no interpreter"),
        "in_person": _("interpreter in the room"),
        "telephone": _("interpreter by telephone"),
        "video": _("interpreter by video"),
    }.get(setting.mode if setting else "", "")
    spoken = language or (setting.language if setting else "")
    if not spoken:
        return way
    if not way:
        return _("in {language}").format(language=spoken)
    return _("in {language}, {way}").format(language=spoken, way=way)


def ordinal(n: int) -> str:
    """First, second … twentieth; then digits."""
    words = (
        _("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("sixth"), _("seventh"),
        _("eighth"), _("ninth"), _("tenth"), _("eleventh"), _("twelfth"), _("thirteenth"),
        _("fourteenth"), _("fifteenth"), _("sixteenth"), _("seventeenth"), _("eighteenth"),
        _("nineteenth"), _("twentieth"),
    )  # fmt: skip
    return words[n - 1] if 1 <= n <= len(words) else str(n)
