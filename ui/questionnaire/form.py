"""ItemForm: one prompt on the screen, whatever its type, and the saving of what is answered.

Heading, the practitioner's note, earlier answers, the control or controls, the exact words with
their language, and what follows from the answer. Text is saved after 400 ms of quiet; a choice
at once; everything by `flush()`, which the shell calls before a page is left, covered or locked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.answers import is_answered, prompted
from app.domain.questionnaire import ItemType
from app.i18n import _
from app.services.report_words import answer as answer_words
from ui.controls import EarlierAnswer, Link, Notice, Spread, Stack, State, TextField
from ui.questionnaire import how, words
from ui.questionnaire.asked import Asked
from ui.questionnaire.fields import FIELD_FOR_TYPE, ROW_FOR_TYPE, WordsField
from ui.questionnaire.rows import RowTable
from ui.questionnaire.spots import Spot
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.answers import Account
    from app.domain.case import Case
    from app.domain.entry import SettingBody
    from app.domain.ids import VisitId
    from app.domain.visit import Prompt
    from app.services.recording import Said
    from ui.questionnaire.asked import ValueField
    from ui.session import Session
    from ui.theme import Theme

QUIET = 400
"""Milliseconds without a key before typed words are saved."""

EARLIER_SHOWN = 2
"""Earlier answers in sight; the others are a press away."""

_WORDLESS = frozenset({ItemType.TEXT, ItemType.VIEW})


class ItemForm(Stack):
    """One prompt. `saved()` after each durable save; `follow(item id)` for a follow-up pressed."""

    saved = Signal()
    follow = Signal(str)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        prompt: Prompt,
        visit: VisitId | None,
        *,
        heading: bool = True,
    ) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self.prompt = prompt
        self.item = prompt.item
        self.visit = visit
        self.setObjectName(f"form.{self.item.id}")
        self._way = 0
        self._prompt_only = False
        self._earlier_key: object = None
        self._all_earlier = False
        self._after_key: object = None
        self._said = how.usual(prompt, self._setting(), at_visit=visit is not None)
        self._usual = self._said
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.flush)
        self._build(heading=heading)
        self._show_standing()
        self._redraw()
        session.changed.connect(self._changed)

    # Building

    def _build(self, *, heading: bool) -> None:
        self.heading = plain(self.theme, self.item.heading, "prompt")
        self.note = State(self.theme, "eye", self._note_words(), "ink2", role="note")
        self.earlier = Stack(gap=10)
        self.earlier.setObjectName("form.earlier")
        self.add(self.heading)
        self.add(self.note, gap=4)
        # Only now: a part that is shown before it has a parent would be a window of its own.
        self.heading.setVisible(heading)
        self.note.setVisible(bool(self.item.note))
        self.add(self.earlier, gap=14)
        self._add_controls()
        self.after = Stack(gap=8)
        self.add(self.after, gap=4)
        self._add_words()

    def _note_words(self) -> str:
        if self.item.ask:
            return _("For you, not to read aloud. {note}").format(note=self.item.note)
        return self.item.note

    def _add_controls(self) -> None:
        rows = self.item.rows or (None,)
        factory = FIELD_FOR_TYPE if not self.item.rows else ROW_FOR_TYPE
        about = self.prompt.about
        self.spots: list[Spot] = []
        for row in rows:
            asked = Asked(self.session, self.item, about, self.visit, row)
            field = factory[self.item.type](self.theme, asked)
            field.pressed.connect(self._pressed)
            field.typed.connect(self._typed)
            self.spots.append(Spot(asked, field))
        self.fields: list[ValueField] = [s.field for s in self.spots if s.field is not None]
        if self.item.rows:
            self.add(RowTable(self.theme, self.fields), gap=12)
        else:
            self.add(*self.fields, gap=12)

    def _add_words(self) -> None:
        self.words: TextField | None = None
        self.how: how.HowPanel | None = None  # made when it is first asked for: seldom
        self._words_spot: Spot | None = None
        if self.item.type is ItemType.VIEW:
            return
        if self.item.type not in _WORDLESS:
            lines = 3 if self.visit is not None and not self.item.rows else 2
            self.words = TextField(self.theme, self._words_label(), lines=lines)
            self.words.edited.connect(lambda _text="": self._typed())
            self.words.finished.connect(lambda _text="": self.flush())
            self.add(self.words, gap=16)
            self._words_spot = self.spots[0]
            if self.item.rows:
                asked = Asked(self.session, self.item, self.prompt.about, self.visit)
                self._words_spot = Spot(asked, None)
                self.spots.append(self._words_spot)
        self._add_how()

    def _words_label(self) -> str:
        if self._usual.said_by == "child":
            return _("The child’s exact words")
        if self.item.observed:
            return _("What you saw")
        return _("Her exact words") if self._usual.said_by == "person" else _("In your words")

    def _add_how(self) -> None:
        self.how_line = plain(self.theme, "", "provenance", "ink2", wrap=False)
        self.change = Link(self.theme, _("Change"), on_click=self._open_how)
        self.change.setAccessibleDescription(_("Language, way, and whose words"))
        single = self.fields[0] if len(self.fields) == 1 else None
        if self.words is not None:
            self.words.aside.add(self.how_line, self.change)
        elif isinstance(single, WordsField):
            single.field.aside.add(self.how_line, self.change)
        else:
            line = Spread(gap=4)
            line.add_end(self.how_line, self.change)
            self.add(line, gap=8)
        self._how_place = Stack()
        self.add(self._how_place)

    def _setting(self) -> SettingBody | None:
        visit = self.session.visit
        return visit.setting if visit is not None and visit.id == self.visit else None

    # From the record

    def _show_standing(self) -> None:
        for spot in self.spots:
            said = spot.show_standing(self._usual)
            if spot.standing() is not None:
                self._said = replace(said, words="", asked="")
                if spot is self._words_spot and self.words is not None:
                    self.words.set_text(said.words)
        self._show_how()

    def _changed(self, case: Case) -> None:
        if self.session.case is not case or self.isHidden():
            return
        for spot in self.spots:
            field = spot.field
            if field is None:
                continue
            field.follow()
            if not field.has_focus_inside() and not spot.is_dirty(self._said_of(spot)):
                spot.show_standing(self._usual)
        self._redraw()

    def _redraw(self) -> None:
        self._draw_earlier()
        self._draw_after()

    def _draw_earlier(self) -> None:
        case = self.session.case
        found: list[tuple[str, Account]] = []
        differs = False
        for spot in self.spots:
            if case is None or self.visit is None:
                break
            asked = spot.asked
            said = prompted(case, self.item.id, asked.about, asked.row_code, self.visit)
            label = asked.row.label if asked.row else ""
            found += [(label, a) for a in said.earlier if is_answered(a.body.value) or a.body.words]
            differs = differs or said.differs
        key = (tuple(a.entry.id for _label, a in found), differs, self._all_earlier)
        if key == self._earlier_key:
            return
        self._earlier_key = key
        self.earlier.clear()
        for n, (label, account) in enumerate(found):
            if n < EARLIER_SHOWN or self._all_earlier:
                self.earlier.add(self._one_earlier(label, account, differs=differs and n == 0))
        hidden = len(found) - EARLIER_SHOWN
        if hidden > 0 and not self._all_earlier:
            self.earlier.add(Link(self.theme, _("All earlier answers"), on_click=self._show_all))
        self.earlier.setVisible(bool(found) and not self._prompt_only)

    def _one_earlier(self, label: str, account: Account, *, differs: bool) -> EarlierAnswer:
        case = self.session.case
        assert case is not None  # noqa: S101 - an account came out of it
        told = answer_words(account, self.session.library.book.items, case, words=False)
        answer = f"{label}: {told}" if label else told
        return EarlierAnswer(
            self.theme,
            _("Earlier answer: {answer}").format(answer=_sentence(answer)),
            account.body.words,
            words.provenance(case, account),
            differs=_("Today’s differs. Both are kept.") if differs else "",
        )

    def _show_all(self) -> None:
        self._all_earlier = True
        self._draw_earlier()

    def _draw_after(self) -> None:
        raised = self.raised_codes()
        if (raised, self._prompt_only) == self._after_key:
            return
        self._after_key = (raised, self._prompt_only)
        self.after.clear()
        if raised and self.item.critical:
            notice = Notice(self.theme, self._call_words(), icon="phone")
            notice.setObjectName("form.critical")
            self.after.add(notice)
        for item in self.item.follow_up if raised else ():
            label = self.session.library.screening.item(item).label
            link = Link(self.theme, _("Then ask: {item}").format(item=label))
            link.clicked.connect(lambda _checked=False, to=item: self.follow.emit(to))
            self.after.add(link)
        self.after.setVisible(bool(raised))

    def _call_words(self) -> str:
        if self._prompt_only:  # somebody in the room may read it
            return _("Before you leave: make today’s calls.")
        return _(
            "Before you leave: call your supervisor, and an HBA specialist today. "
            "Danger now: call 999."
        )

    def raised_codes(self) -> frozenset[str]:
        """The answers chosen now that call for a call today, or open a follow-up."""
        told: set[str] = set()
        for spot in self.spots:
            value = spot.value()
            told |= {*value.codes, *value.past}
            if value.who or value.text:
                told.add("*")
        wanted = set(self.item.raised_by) or {"*"}
        return frozenset(told & wanted)

    # Saving

    def _pressed(self) -> None:
        self.flush()
        self._redraw()

    def _typed(self) -> None:
        self._quiet.start()

    def flush(self) -> bool:
        """Save everything that is new; False when something was refused and is still unsaved."""
        self._quiet.stop()
        if self.session.case is None:
            return True
        dirty = [spot for spot in self.spots if spot.is_dirty(self._said_of(spot))]
        results = [spot.save(self._said_of(spot)) for spot in dirty]  # every one is tried
        done = all(results)
        if dirty and done:
            self._draw_after()
            self.saved.emit()
        return done

    def is_dirty(self) -> bool:
        """Whether something typed is not in the record yet."""
        return any(spot.is_dirty(self._said_of(spot)) for spot in self.spots)

    def _said_of(self, spot: Spot) -> Said:
        said = replace(self._said, asked=self.asked)
        if spot is self._words_spot and self.words is not None:
            return replace(said, words=self.words.text().strip())
        return said

    @property
    def asked(self) -> str:
        """The words as they were read out, or nothing when nothing is read aloud."""
        return self.heading.text() if self.item.ask else ""

    # How it was said

    def _show_how(self) -> None:
        if self.item.type is not ItemType.VIEW:
            self.how_line.setText(how.line_of(self._said))
        if self.how is not None:
            self.how.show_said(self._said)

    def _open_how(self) -> None:
        if self.how is not None:
            self._close_how()
            return
        self.how = how.HowPanel(self.theme)
        self.how.show_said(self._said)
        self.how.changed.connect(self._how_changed)
        self.how.left.connect(self._close_how)
        self._how_place.add(self.how)
        self.how.show()
        self.how.said_by.first_focus().setFocus()

    def _close_how(self) -> None:
        self.flush()
        self.how = None
        self._how_place.clear()
        self.change.setFocus()

    def _how_changed(self) -> None:
        if self.how is None:
            return
        self._said = self.how.said()
        self.how_line.setText(how.line_of(self._said))
        self._quiet.start()

    # For pages

    def first_focus(self) -> QWidget:
        """The chosen or first answer, or the first field."""
        return self.fields[0].first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose: in the control in hand, else in the first that takes them."""
        inside = [f for f in self.fields if f.has_focus_inside()]
        return any(field.handle_key(event) for field in (*inside, *self.fields))

    def another_way(self) -> bool:
        """Ask it in the next of its approved ways; after the last the first comes again."""
        ways = (self.item.heading, *(way.text for way in self.item.ways))
        if len(ways) == 1:
            return False
        self._way = (self._way + 1) % len(ways)
        self.heading.setText(ways[self._way])
        return True

    def set_prompt_only(self, only: bool) -> None:
        """Put earlier answers away, or bring them back (NO14)."""
        self._prompt_only = only
        self.earlier.setVisible(self.earlier.count() > 0 and not only)
        self._draw_after()

    def set_low(self, low: bool) -> None:
        """Stand lower in a low window."""
        for field in self.fields:
            field.set_low(low)

    def told(self) -> str:
        """Today's answer and words as they may be said back, or nothing."""
        case = self.session.case
        parts: list[str] = []
        for spot in self.spots:
            account = spot.standing()
            if case is None or account is None or not is_answered(account.body.value):
                continue
            parts.append(answer_words(account, self.session.library.book.items, case))
        return " ".join(_sentence(part) for part in parts)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "”", "?", "!")) else f"{text}."
