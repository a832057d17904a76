"""What the Handover page shows of a case: gaps, addressee, parts, leaks, and what was shared.

Each panel redraws only when what it says has changed, so that the keyboard stays where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.answers import accounts_at
from app.domain.completeness import leaks, missing, reasons
from app.domain.entry import AnswerBody, DisclosureBody, Kind, NoteBody, RestrictionClass
from app.domain.handover import Standing
from app.domain.ids import ItemId
from app.i18n import _, ngettext
from app.services.disclosing import disclosures
from app.services.report_source import holds_any
from ui import when
from ui.controls import (
    Column,
    DetailRow,
    Facts,
    Line,
    Link,
    Notice,
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
    part_title,
    sentence_case,
)
from ui.questionnaire.words import own_words
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.case import Case
    from app.domain.completeness import Leak, Missing
    from app.domain.entry import Entry
    from app.domain.handover import KnownArea
    from ui.controls.tables import Fact
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Ink, Theme

_VIEW = ItemId("Z5")
"""What she thinks of sharing, and what she was told of it."""

MOST = 12
"""Leaks shown one by one; the number of the others is said."""


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
        found, given = missing(case), reasons(case)
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
        if view:
            self.add(Quote(self.theme, view, _("Her view on sharing"), strong=False), gap=8)
        self.add(talk, gap=4)

    def _facts(self, chosen: Chosen) -> list[Fact]:
        lists = self.session.library.sharing
        confirm = next((t.confirm for t in lists.bases if t.code == chosen.basis), "")
        now = self.session.now()
        missing_word = _("Not chosen yet")
        rows: list[Fact] = [
            (_("What for"), lists.words(chosen.purpose))
            if chosen.purpose
            else (_("What for"), missing_word, "attn", True),
            (_("Legal ground"), ". ".join(w for w in (lists.words(chosen.basis), confirm) if w))
            if chosen.basis
            else (_("Legal ground"), missing_word, "attn", True),
            (_("Answer by"), sentence_case(when.at(chosen.answer_by(now), now))),
        ]
        return rows

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


class PartsPanel(Panel):
    """The seven parts: inside, withheld with the ground, or empty."""

    decide = Signal(str)  # the class

    def show_case(self, case: Case, chosen: Chosen) -> None:
        """What goes and what stays."""
        holds = tuple(holds_any(case, rc) for rc in RestrictionClass)
        key = (tuple(sorted(chosen.grounds.items())), holds)
        self.redraw(key, lambda: self._draw(case, chosen))

    def _draw(self, case: Case, chosen: Chosen) -> None:
        self.add(Line(self.theme, heavy=True))
        for rc in RestrictionClass:
            self.add(self._row(rc, chosen, empty=not holds_any(case, rc)), Line(self.theme))

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
        if rc is RestrictionClass.RC1:
            return DetailRow(self.theme, icon, title, note, end=word, ink=_ink(ink))
        end = Link(self.theme, word, on_click=lambda: self.decide.emit(rc.value))
        end.setAccessibleName(_("{part}: {state}. Change").format(part=title, state=word))
        end.setObjectName(f"page.handover.part.{rc.value}")
        return DetailRow(self.theme, icon, title, note, end=end, ink=_ink(ink))


def _ink(name: str) -> Ink:
    return "attn" if name == "attn" else "ink"


class LeakPanel(Panel):
    """Words that are held back and stand in text that goes. Nothing is sealed while there are."""

    look_at = Signal(str)  # entry id
    decide = Signal(str)  # the class that is held back
    _looked: tuple[Case, frozenset[RestrictionClass], tuple[Leak, ...]] | None = None

    def show_case(self, case: Case, chosen: Chosen) -> None:
        """Look for them; some milliseconds for a long record, so not twice in the same one."""
        known = self._looked
        if known is not None and known[0] is case and known[1] == chosen.parts_in:
            found = known[2]
        else:
            found = leaks(case, chosen.parts_in)
            self._looked = (case, chosen.parts_in, found)
        self.redraw(found, lambda: self._draw(case, found))

    def _draw(self, case: Case, found: tuple[Leak, ...]) -> None:
        if not found:
            words = _("No word that is held back stands in the parts that go.")
            self.add(State(self.theme, "check", words, role="note"), gap=8)
            return
        count = ngettext(
            "{n} held-back word stands in text that would go",
            "{n} held-back words stand in text that would go",
            len(found),
        )
        words = sentence_case(count.format(n=when.number(len(found))))
        notice = Notice(self.theme, words, icon="circle-alert", ink="attn")
        self.add(notice, gap=10)
        for leak in found[:MOST]:
            self.add(self._row(case, leak))
        if len(found) > MOST:
            more = _("And {n} more.").format(n=when.number(len(found) - MOST))
            self.add(plain(self.theme, more, "note", "ink2"))

    def _row(self, case: Case, leak: Leak) -> DetailRow:
        where = place_of(self.session, case, leak.found_in)
        note = _("Held back with {part}. Stands in: {where}").format(
            part=part_title(leak.withheld_in.rc).lower(), where=where
        )
        link = Link(
            self.theme, _("Look at it"), on_click=lambda: self.look_at.emit(leak.found_in.id)
        )
        link.setAccessibleName(_("Look at {word} in {where}").format(word=leak.needle, where=where))
        return DetailRow(self.theme, "circle-alert", f"“{leak.needle}”", note, end=link, ink="attn")


def place_of(session: Session, case: Case, entry: Entry) -> str:
    """Where something stands, in words: the question or the heading, and the day."""
    body = entry.body
    name = str(entry.kind)
    if isinstance(body, AnswerBody):
        item = session.library.book.items.get(body.item)
        name = item.label if item else body.item
    elif isinstance(body, NoteBody):
        name = body.heading
    else:
        name = {
            Kind.ACTION: _("the plan"),
            Kind.SETTING: _("who was present"),
            Kind.SIGNOFF: _("a signature’s reasons"),
            Kind.DISCLOSURE: _("what was shared"),
            Kind.RESPONSE: _("an answer that came back"),
            Kind.SUBJECT: _("an alias"),
            Kind.LINK: _("a tie between people"),
            Kind.CASE: _("why the case was opened"),
        }.get(entry.kind, name)
    del case
    return f"{name}, {when.day(entry.at)}"


class SharedPanel(Panel):
    """Everything that has left, whatever the manner."""

    def show_case(self, case: Case) -> None:
        """Newest first."""
        found = disclosures(case)
        self.redraw(tuple(e.id for e in found), lambda: self._draw(found))

    def _draw(self, found: tuple[Entry, ...]) -> None:
        self.add(plain(self.theme, _("What has been shared"), "panel"), gap=24)
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
