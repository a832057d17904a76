"""What the Handover page shows of a case: gaps, addressee, parts, and what was shared.

Each panel redraws only when what it says has changed, so that the keyboard stays where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.answers import accounts_at
from app.domain.codes import RestrictionClass
from app.domain.completeness import missing, reasons
from app.domain.consent import decided_by, gaps, released_by
from app.domain.entry import DisclosureBody
from app.domain.handover import Standing
from app.domain.ids import ItemId
from app.domain.recipients import Manner
from app.i18n import _, ngettext
from app.services.coding import NoKey
from app.services.disclosing import disclosures
from app.services.report_source import holds_any
from ui import when
from ui.controls import (
    Column,
    DetailRow,
    Facts,
    Line,
    Link,
    Quote,
    Spread,
    Stack,
    State,
    Table,
)
from ui.pages.handover.drafting import addressee
from ui.pages.handover.words import (
    MANNERS,
    MISSING,
    PARTS,
    gap_note,
    gap_title,
    headline,
)
from ui.pages.sentences import sentence_case
from ui.questionnaire.words import own_words
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.completeness import Missing
    from app.domain.entry import Entry
    from app.domain.handover import KnownArea
    from app.services.post import Addressee
    from ui.controls.tables import Fact
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Ink, Theme

_VIEW = ItemId("Z5")
"""What she thinks of sharing, and what she was told of it."""


class Panel(Stack):
    """A stack that is drawn again only when its key differs."""

    def __init__(self, session: Session, theme: Theme) -> None:
        """Empty until it is shown."""
        super().__init__()
        self.session, self.theme = session, theme
        self._key: object = None

    def redraw(self, key: object, draw: Callable[[], None]) -> None:
        """Clear and draw, unless the same stands there already."""
        if key != self._key:
            self._key = key
            self.clear()
            draw()


class MissingPanel(Panel):
    """What is missing, said first, each with its reason or a way to give one."""

    say_why = Signal(object)  # Missing

    def show_case(self, case: Case, to: str) -> None:
        """The gaps of the case as it stands; `to` is who will read the reasons."""
        session = self.session
        found = missing(case, session.library.screening, session.findings)
        given = reasons(case)
        labels = [gap_title(case, gap) for gap in found]
        self.redraw((found, given, labels, to), lambda: self._draw(case, found, given, to))

    def _draw(self, case: Case, found: tuple[Missing, ...], given: dict[str, str], to: str) -> None:
        self.add(plain(self.theme, headline(len(found)), "title"))
        if found:
            who = to or _("whoever opens it")
            words = _("You may seal without them. Say why, and {who} will read your reason first.")
            self.add(plain(self.theme, words.format(who=who), "body", "ink2", measure=0), gap=2)
        else:
            words = _("That is not the same as everything being known.")
            self.add(plain(self.theme, words, "body", "ink2"), gap=2)
        self.add(Line(self.theme), gap=12)
        for gap in found:
            self.add(self._row(case, gap, given.get(gap.key, "")), Line(self.theme))

    def _row(self, case: Case, gap: Missing, reason: str) -> DetailRow:
        title = gap_title(case, gap)
        known = MISSING.get(gap.code)
        link = Link(
            self.theme,
            _("Reason given") if reason else _(known.link if known else "Say why"),
            icon="check" if reason else "",
            on_click=lambda: self.say_why.emit(gap),
        )
        link.setAccessibleName(f"{link.words}: {title}")
        link.setObjectName(f"page.handover.why.{gap.code}.{title}")
        note = reason or gap_note(gap)
        return DetailRow(self.theme, "circle-dashed", title, note, end=link, ink="attn")


class ToPanel(Panel):
    """Who gets it, how well their key is known, what for and by when, and what she said of it."""

    change = Signal()
    contacts = Signal()
    ask_her = Signal()
    consent = Signal()

    def show_case(self, case: Case, chosen: Chosen) -> None:
        """The choice as it stands."""
        found = addressee(self.session, chosen)
        view = self._view(case)
        key = (chosen, found, view, self.session.today())
        self.redraw(key, lambda: self._draw(chosen, view))

    def _draw(self, chosen: Chosen, view: str) -> None:
        to = addressee(self.session, chosen)
        words = ", ".join(w for w in (to.title, to.desk.name, chosen.person) if w) if to else ""
        head = Spread(gap=12, line_gap=2)
        head.add(plain(self.theme, _("To"), "row", wrap=False))
        head.add(plain(self.theme, words or _("Nobody chosen yet"), "lead", measure=0))
        link = Link(self.theme, _("Change") if to else _("Choose"), on_click=self.change.emit)
        link.setAccessibleName(_("Choose whom it goes to, what for and by when"))
        link.setObjectName("page.handover.to")
        if to is not None:
            head.add_end(State(self.theme, *key_state(to.area)))
        head.add_end(link)
        self.add(head)
        self.add(Facts(self.theme, self._facts(chosen), label_width=152), gap=8)
        talk = Link(self.theme, _("Write down the talk about sharing"), on_click=self.ask_her.emit)
        told = Link(self.theme, _("What she was told, and who decided"), on_click=self.consent.emit)
        told.setObjectName("page.handover.consent")
        if view:
            self.add(Quote(self.theme, view, _("Her view on sharing"), strong=False), gap=8)
        acts = Spread(gap=18, line_gap=0)
        acts.add(told, talk)
        self.add(acts, gap=4)

    def _facts(self, chosen: Chosen) -> list[Fact]:
        lists = self.session.library.sharing
        confirm = next((t.confirm for t in lists.bases if t.code == chosen.basis), "")
        now = self.session.now()
        due = chosen.answer_by(now, self.session.desk.clocks)
        missing_word = _("Not chosen yet")
        rows: list[Fact] = [
            (_("What for"), lists.words(chosen.purpose))
            if chosen.purpose
            else (_("What for"), missing_word, "attn", True),
            (_("Legal ground"), ". ".join(w for w in (lists.words(chosen.basis), confirm) if w))
            if chosen.basis
            else (_("Legal ground"), missing_word, "attn", True),
            (_("Answer by"), sentence_case(when.at(due, now))),
            self._told(chosen),
        ]
        return rows

    def _told(self, chosen: Chosen) -> Fact:
        """What she was told of this copy, and who decided; brick until it is written."""
        consent = chosen.consent
        if gaps(consent):
            return (_("She was told"), _("Not written yet"), "attn", True)
        told = self.session.library.sharing.words(consent.told)
        said = _("{told}. Decided by {who}").format(told=told, who=decided_by(consent))
        by = released_by(chosen.release)
        if by:
            said += ". " + _("Immigration part: {who}").format(who=by)
        return (_("She was told"), said)

    @staticmethod
    def _view(case: Case) -> str:
        accounts = [a for row in ("view", "told") for a in accounts_at(case, _VIEW, None, row)]
        found = (account.value.text or own_words(account) for account in accounts)
        return " ".join(f"“{words}”" for words in found if words)


def key_state(area: KnownArea) -> tuple[str, str, Ink]:
    """How an area's key is known: icon, words, ink. Brick when nobody has rung."""
    if area.standing is Standing.CHECKED and area.check is not None:
        on = when.day(area.check.at)
        return "badge-check", _("Key checked by voice, {day}").format(day=on), "ink"
    if area.standing is Standing.VOUCHED:
        return "badge-check", _("Key vouched for by our area"), "ink"
    if area.standing is Standing.OWN:
        return "house", _("Our own area"), "ink"
    return "circle-alert", _("Key NOT CHECKED. Nobody has rung them"), "attn"


def reader_state(to: Addressee | NoKey) -> tuple[str, str, Ink]:
    """The same of whoever is told: somebody with no key is told by telephone."""
    if isinstance(to, NoKey):
        words = _("No key: a coded PDF with a code of its own. Ring {number}")
        return "phone", words.format(number=to.telephone or "–"), "ink"
    return key_state(to.area)


class PartsPanel(Panel):
    """The seven parts: inside, withheld with the ground, or empty."""

    decide = Signal(str)  # the class
    presets = Signal()

    def show_case(self, case: Case, chosen: Chosen) -> None:
        """What goes and what stays."""
        holds = tuple(holds_any(case, rc) for rc in RestrictionClass)
        key = (chosen.preset, tuple(sorted(chosen.grounds.items())), holds)
        self.redraw(key, lambda: self._draw(case, chosen))

    def _draw(self, case: Case, chosen: Chosen) -> None:
        head = Spread(gap=12, line_gap=2)
        head.add(plain(self.theme, self._made_for(chosen), "note", "ink2", measure=0))
        presets = Link(self.theme, _("Choose by who reads it"), on_click=self.presets.emit)
        presets.setObjectName("page.handover.presets")
        head.add_end(presets)
        self.add(head)
        self.add(Line(self.theme, heavy=True))
        for rc in RestrictionClass:
            self.add(self._row(rc, chosen, empty=not holds_any(case, rc)), Line(self.theme))

    def _made_for(self, chosen: Chosen) -> str:
        reader = self.session.library.recipients.of(chosen.preset)
        if reader is None:
            return _("Put together by hand")
        made = _("Made for: {who}").format(who=reader.label)
        if dict(reader.out) != chosen.grounds:
            made += ", " + _("changed by hand")
        how = "" if reader.manner is Manner.KEY else _("They have no key: a coded PDF, or pages.")
        return f"{made}. {how}".strip()

    def _row(self, rc: RestrictionClass, chosen: Chosen, *, empty: bool) -> DetailRow:
        title, note = _(PARTS[rc][0]), _(PARTS[rc][1])
        ground = chosen.grounds.get(rc)
        icon, word, ink = "file-check", _("Inside"), "ink"
        if ground:
            icon, word = "file-minus", _("Withheld")
            note = self.session.library.sharing.words(ground)
        elif empty:
            icon, word, ink = "file-minus", _("Empty"), "attn"
            note = _("None recorded yet. It goes as an empty part")
        by_hand = rc is not RestrictionClass.RC1 or bool(ground)
        if not by_hand:
            return DetailRow(self.theme, icon, title, note, end=word, ink=_ink(ink))
        end = Link(self.theme, word, on_click=lambda: self.decide.emit(rc.value))
        end.setAccessibleName(_("{part}: {state}. Change").format(part=title, state=word))
        end.setObjectName(f"page.handover.part.{rc.value}")
        return DetailRow(self.theme, icon, title, note, end=end, ink=_ink(ink))


def _ink(name: str) -> Ink:
    return "attn" if name == "attn" else "ink"


class SharedPanel(Panel):
    """Everything that has left, whatever the manner."""

    register = Signal()
    spoken = Signal()

    def show_case(self, case: Case) -> None:
        """Newest first."""
        found = disclosures(case)
        self.redraw(tuple(e.id for e in found), lambda: self._draw(found))

    def _draw(self, found: tuple[Entry, ...]) -> None:
        head = Spread(gap=12, line_gap=2)
        head.add(plain(self.theme, _("What has been shared"), "panel"))
        told = Link(self.theme, _("Write down what was told"), on_click=self.spoken.emit)
        told.setObjectName("page.handover.spoken")
        head.add_end(told)
        if found:
            link = Link(self.theme, _("Disclosure register"), on_click=self.register.emit)
            link.setObjectName("page.handover.register")
            head.add_end(link)
        self.add(head, gap=24)
        if not found:
            words = _("Nothing has left this laptop for this case.")
            self.add(plain(self.theme, words, "note", "ink2"), gap=4)
            return
        columns = [
            Column(_("When, by whom"), 170),
            Column(_("To"), 170, 2),
            Column(_("How, what for"), 170, 2),
        ]
        table = Table(self.theme, columns, name=_("What has been shared"))
        for entry in found:
            if isinstance(entry.body, DisclosureBody):
                table.add_row(self._row(entry, entry.body))
        self.add(table, gap=8)

    def _row(self, entry: Entry, body: DisclosureBody) -> list[str]:
        purpose = self.session.library.sharing.words(body.purpose)
        parts = ngettext("{n} part", "{n} parts", len(body.parts_in))
        how = _(MANNERS.get(body.manner, body.manner))
        inside = parts.format(n=when.number(len(body.parts_in)))
        return [
            f"{when.day(entry.at)}, {when.clock(entry.at)}. {entry.by.name}",
            body.to,
            ". ".join(w for w in (f"{how}, {inside}", purpose) if w),
        ]
