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
from ui.controls import EarlierAnswer, Link, Notice, Stack, State
from ui.questionnaire import how, words
from ui.questionnaire.asked import Asked
from ui.questionnaire.fields import FIELD_FOR_TYPE, ROW_FOR_TYPE, WordsField
from ui.questionnaire.rows import RowTable
from ui.questionnaire.said_part import SaidPart
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
    from ui.controls import TextField
    from ui.questionnaire.asked import ValueField
    from ui.questionnaire.how import HowPanel
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
        self._usual = how.usual(prompt, self._setting(), at_visit=visit is not None)
        self._checked = ""  # what came of saying it back: kept with what is written next
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
        self.said: SaidPart | None = None
        self._words_spot: Spot | None = None
        if self.item.type is ItemType.VIEW:
            return
        single = self.fields[0] if len(self.fields) == 1 else None
        own = self.item.type not in _WORDLESS
        self.said = SaidPart(
            self.theme,
            self._usual,
            self._setting() if own or not self.item.rows else None,  # each line is an answer
            words=self._words_label() if own else "",
            lines=3 if self.visit is not None and not self.item.rows else 2,
            beside=single.field if isinstance(single, WordsField) else None,
        )
        if self.said.is_interpreted and isinstance(single, WordsField):
            single.field.set_lines(2)  # the interpreter's words stand below it
        self.said.typed.connect(self._typed)
        self.said.left.connect(self.flush)
        self.add(self.said, gap=16 if own else 8)
        if not self.item.rows:
            self._words_spot = self.spots[0]
        elif own:
            asked = Asked(self.session, self.item, self.prompt.about, self.visit)
            self._words_spot = Spot(asked, None)
            self.spots.append(self._words_spot)

    def _words_label(self) -> str:
        if self._usual.said_by == "child":
            return _("The child’s exact words")
        if self.item.observed:
            return _("What you saw")
        return _("Her exact words") if self._usual.said_by == "person" else _("In your words")

    @property
    def words(self) -> TextField | None:
        """The field of the exact words, where there is one."""
        return self.said.words if self.said is not None else None

    @property
    def how(self) -> HowPanel | None:
        """The fields behind “Change”, while they are open."""
        return self.said.panel if self.said is not None else None

    def _setting(self) -> SettingBody | None:
        visit = self.session.visit
        return visit.setting if visit is not None and visit.id == self.visit else None

    # From the record

    def _show_standing(self) -> None:
        for spot in self.spots:
            said = spot.show_standing(self._usual)
            if spot.standing() is None or self.said is None:
                continue
            self._show_way(said.way)
            if spot is self._words_spot:
                self.said.show_words(said)
            else:
                self.said.show_said(replace(said, interpreted=""))

    def _show_way(self, way: str) -> None:
        """What was asked another way stands on the screen in that way."""
        found = [n for n, one in enumerate(self.item.ways, 1) if one.id == way]
        if found:
            self._way = found[0]
            self.heading.setText(self.item.ways[found[0] - 1].text)

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
            if case is None or self.visit is None or self.session.veiled:
                break
            asked = spot.asked
            said = prompted(case, self.item.id, asked.about, asked.row_code, self.visit)
            label = asked.row.label if asked.row else ""
            found += [(label, a) for a in said.earlier if is_answered(a.value) or words.was_said(a)]
            differs = differs or said.differs
        told = tuple((a.entry.id, a.doubtful) for _label, a in found)
        key = (told, differs, self._all_earlier)
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
        told = words.read_back(account, self.session.library.book.items, case)
        answer = f"{label}: {told}" if label else told
        return EarlierAnswer(
            self.theme,
            _("Earlier answer: {answer}").format(answer=_sentence(answer)),
            words.own_words(account),
            words.provenance(case, account),
            differs=_("Today’s differs. Both are kept.") if differs else "",
        )

    def _show_all(self) -> None:
        self._all_earlier = True
        self._draw_earlier()

    def _draw_after(self) -> None:
        raised = self.raised_codes()
        standing = [spot.standing() for spot in self.spots]
        void = any(a is not None and a.not_established for a in standing)
        if (raised, void, self._prompt_only) == self._after_key:
            return
        self._after_key = (raised, void, self._prompt_only)
        self.after.clear()
        if void:
            told = _("No, not established: the conditions were doubtful.")
            self.after.add(State(self.theme, "circle-question-mark", told, "attn"))
        if raised and self.item.critical:
            notice = Notice(self.theme, self._call_words(), icon="phone")
            notice.setObjectName("form.critical")
            self.after.add(notice)
        for item in self.item.follow_up if raised else ():
            label = self.session.library.screening.item(item).label
            link = Link(self.theme, _("Then ask: {item}").format(item=label))
            link.clicked.connect(lambda _checked=False, to=item: self.follow.emit(to))
            self.after.add(link)
        self.after.setVisible(bool(raised) or void)

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
        if dirty and self.said is not None:
            self.said.answer_begins()
        results = [spot.save(self._said_of(spot)) for spot in dirty]  # every one is tried
        done = all(results)
        if dirty and done:
            self.show_checked(self._checked)
            self._draw_after()
            self.saved.emit()
        return done

    def is_dirty(self) -> bool:
        """Whether something typed is not in the record yet."""
        return any(spot.is_dirty(self._said_of(spot)) for spot in self.spots)

    def _said_of(self, spot: Spot) -> Said:
        way = self.item.ways[self._way - 1].id if self._way else ""
        said = self.said.how_said() if self.said is not None else self._usual
        said = replace(said, asked=self.asked, way=way, checked=self._checked)
        if spot is self._words_spot and self.said is not None:
            return self.said.with_words(said)
        return said

    @property
    def asked(self) -> str:
        """The words as they were read out, or nothing when nothing is read aloud."""
        return self.heading.text() if self.item.ask else ""

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

    # Saying it back

    def standing(self) -> tuple[Account, ...]:
        """Today's answers, each as it was put down: a "no" is said back as a no."""
        found = (spot.standing() for spot in self.spots)
        return tuple(
            replace(a, doubtful=False) for a in found if a is not None and is_answered(a.value)
        )

    def told(self) -> str:
        """Today's answer and words as they may be said back, or nothing."""
        case = self.session.case
        items = self.session.library.book.items
        found = self.standing() if case is not None else ()
        return " ".join(_sentence(words.say_back(a, items, case)) for a in found)

    def put_right(self) -> None:
        """What is written here next was put right by the person, when it was said back."""
        self._checked = "corrected"
        self.first_focus().setFocus()

    def show_checked(self, checked: str) -> None:
        """Say what came of saying it back, as long as nothing else is written."""
        if self.said is not None:
            self.said.show_checked(checked)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "”", "?", "!")) else f"{text}."
