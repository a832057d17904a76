"""The language card: what she speaks, apart from what she reads, before anybody is booked.

What is spoken is found by everyday names. A name that says too little to book by, such as
"Kurdish", is warned about, and each variety of it is one press away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.domain.interpreter import CARD, card_of
from app.domain.reading import written_of
from app.i18n import _
from app.services import interpreting
from ui.controls import ChoiceField, LineField, MenuItem, Secondary, Spread, Stack, State
from ui.pages.prepare.pointing import point
from ui.questionnaire import ItemForm
from ui.text import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.ids import EntryId
    from app.domain.interpreting import CardField
    from app.domain.visit import Prompt
    from ui.session import Session
    from ui.theme import Theme

QUIET = 400
"""Milliseconds without a key before typed words are saved."""

OFFERED = 6
"""Languages offered while a name is typed; more would be read, not pressed."""

_SPOKEN = ("language", "variety")
_WIDE = 330
_LETTERS = "letters"


def script_words(script: str) -> str:
    """The letters of an ISO 15924 script in everyday words; empty for one we have no words for."""
    return {
        "Arab": _("Arabic letters"),
        "Latn": _("Latin letters"),
        "Beng": _("Bengali letters"),
        "Guru": _("Gurmukhi letters"),
        "Deva": _("Devanagari letters"),
        "Ethi": _("Ethiopic letters"),
        "Gujr": _("Gujarati letters"),
        "Taml": _("Tamil letters"),
        "Sinh": _("Sinhala letters"),
        "Cyrl": _("Cyrillic letters"),
    }.get(script, "")


class Offers(Spread):
    """Names that are one press away. `pressed(str)` is sent with the one pressed."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, what: str) -> None:
        super().__init__(gap=4, line_gap=2)
        self.theme = theme
        self._what = what
        self._names: tuple[str, ...] = ()

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer these and nothing else."""
        if names == self._names:
            return
        self._names = names
        self.clear()
        for name in names:
            button = Secondary(self.theme, name, small=True, height=40)
            button.setAccessibleName(self._what.format(name=name))
            button.clicked.connect(lambda _checked=False, one=name: self.pressed.emit(one))
            self.add(button)
        self.setVisible(bool(names))


class LanguageCard(Stack):
    """Every line of the card, saved as it is written. `saved()` after each durable save."""

    saved = Signal()
    follow = Signal(str)

    def __init__(self, session: Session, theme: Theme, prompt: Prompt) -> None:
        super().__init__()
        self.setObjectName("page.prepare.card")
        self.session, self.theme, self.item = session, theme, prompt.item
        self._lines = {line.id: line for line in session.library.interpreting.card}
        self._shown: dict[str, str] = {}
        self._written: set[EntryId] = set()
        self.fields: dict[str, LineField | ChoiceField] = {}
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.flush)
        self._build(prompt)
        self._show_standing()
        self._look()
        session.changed.connect(self._changed)

    # Building

    def _build(self, prompt: Prompt) -> None:
        theme = self.theme
        self.add(plain(theme, _("Which language, and which interpreter?"), "prompt"))
        note = _("For you, not to read aloud. {note}").format(note=self.item.note)
        self.add(State(theme, "eye", note, "ink2", role="note"), gap=4)
        point_out = Secondary(theme, _("Let her point"), on_click=self._point)
        point_out.setObjectName("page.prepare.point")
        self.add(point_out, gap=12)
        self.add(self._line("language"), gap=8)
        self.found = Offers(theme, _("They speak {name}"))
        self.found.pressed.connect(self._speaks)
        self.add(self.found)
        self.add(self._line("variety"), gap=8)
        self.broad = State(theme, "circle-question-mark", "", "attn")
        self.which = Offers(theme, _("The variety is {name}"))
        self.which.pressed.connect(self._is_variety)
        self.add(self.broad, gap=4)
        self.add(self.which)
        self.read = plain(theme, "", "note", "ink2")
        self.add(self.read, gap=2)
        self._apart("reads", _LETTERS)
        self.scripts = Offers(theme, _("Reads {name}"))
        self.scripts.pressed.connect(self._reads_script)
        self.add(self.scripts)
        self._apart("region", "others", "sex", "mode", "seen_with", "avoid")
        self._add_rest(prompt)

    def _apart(self, *lines: str) -> None:
        """One under another, each no wider than it needs."""
        for id_ in lines:
            field = self._line(id_)
            if id_ == "avoid":
                self.add(field, gap=12)
                continue
            row = Spread()
            row.add(field)
            self.add(row, gap=12)

    def _line(self, id_: str) -> LineField | ChoiceField:
        line = self._lines.get(id_)
        if line is None:
            field: LineField | ChoiceField = LineField(
                self.theme, _("In which letters"), width=_WIDE, limit=60
            )
            field.set_note(_("The script they read, not what they speak."))
        elif line.choices:
            items = [MenuItem(c.code, c.label) for c in line.choices]
            field = ChoiceField(self.theme, line.label, items)
            field.set_note(line.note)
        else:
            wide = 0 if id_ == "avoid" else _WIDE
            field = LineField(self.theme, line.label, width=wide, limit=200)
            field.set_note(line.note)
        field.setObjectName(f"page.prepare.card.{id_}")
        self._listen(field)
        self.fields[id_] = field
        return field

    def _listen(self, field: LineField | ChoiceField) -> None:
        if isinstance(field, ChoiceField):
            field.chosen.connect(lambda _code="": self.flush())
        else:
            field.edited.connect(lambda _text="": self._typed())
            field.finished.connect(lambda _text="": self.flush())

    def _add_rest(self, prompt: Prompt) -> None:
        """What of the item is no line of the card: how the interpreter was found and briefed."""
        rows = tuple(row for row in self.item.rows if row.code not in self._lines)
        self.rest = ItemForm(
            self.session,
            self.theme,
            replace(prompt, item=replace(self.item, rows=rows, note="", follow_up=())),
            None,
            heading=False,
        )
        self.rest.saved.connect(self.saved)
        self.add(self.rest, gap=4)

    # What is so

    def _show_standing(self) -> None:
        case = self.session.case
        card = card_of(case, self.session.library.interpreting) if case else {}
        for id_, line in self._lines.items():
            words = card[id_].words if id_ in card else ""
            if id_ == "reads":
                words, _colon, letters = words.partition(":")
                self.fields[_LETTERS].set_text(letters.strip())  # type: ignore[union-attr]
            self._show(line, words)
        self._shown = self._now()

    def _show(self, line: CardField, words: str) -> None:
        field = self.fields[line.id]
        if isinstance(field, ChoiceField):
            field.choose(line.code_of(words))
        else:
            field.set_text(words)

    def _now(self) -> dict[str, str]:
        """What stands in each line, as the record would keep it."""
        found: dict[str, str] = {}
        for id_, line in self._lines.items():
            field = self.fields[id_]
            said = field.value() if isinstance(field, ChoiceField) else field.text().strip()
            found[id_] = line.words_of(said)
        letters = self.fields[_LETTERS].text().strip()
        if found["reads"] and letters:
            found["reads"] = f"{found['reads']}: {letters}"
        return found

    def _changed(self, _case: Case) -> None:
        if self.isHidden() or self._now() != self._shown:
            return  # what is being typed stays
        self._show_standing()
        self._look()

    # What is offered

    def _typed(self) -> None:
        self._quiet.start()
        self._look()

    def _look(self) -> None:
        """Offer what begins so, warn of what says too little, and say what may be read."""
        languages = self.session.library.languages
        spoken, variety = (self.fields[id_].text().strip() for id_ in _SPOKEN)
        found = languages.named(spoken)
        exact = any(spoken.casefold() == one.english.casefold() for one in found)
        broad = languages.broad(spoken)
        asked = broad is not None and not variety
        done = exact or broad is not None
        self.found.offer(() if done else tuple(one.english for one in found[:OFFERED]))
        words = _("“{name}” is not enough to book by. Ask which variety, and never guess it.")
        self.broad.show_state(
            "circle-question-mark", words.format(name=spoken) if asked else "", "attn"
        )
        self.broad.setVisible(asked)
        of = languages.varieties(broad) if broad is not None else ()
        self.which.offer(tuple(one.english for one in of) if asked else ())
        written = written_of(variety or spoken, languages) if variety or spoken else ()
        self.read.setText(_written(written))
        self.read.setVisible(bool(written))
        scripts = dict.fromkeys(script_words(one.script) for one in written)
        has = self.fields[_LETTERS].text().strip()
        self.scripts.offer(() if has else tuple(name for name in scripts if name))

    def _speaks(self, name: str) -> None:
        self._take("language", name)

    def _is_variety(self, name: str) -> None:
        self._take("variety", name)

    def _reads_script(self, name: str) -> None:
        self._take(_LETTERS, name)

    def _take(self, id_: str, words: str) -> None:
        field = self.fields[id_]
        if isinstance(field, LineField):
            field.set_text(words)
        self._look()
        self.flush()
        field.first_focus().setFocus()

    def _point(self) -> None:
        point(self.session, self.theme, self, self._pointed)

    def _pointed(self, tag: str) -> None:
        language = self.session.library.languages.get(tag)
        if language is not None:
            self._take("language", language.english)

    # Saving

    def flush(self) -> bool:
        """Save every line that says something new or was cleared; False when that was refused."""
        self._quiet.stop()
        now = self._now()
        new = {id_: words for id_, words in now.items() if words != self._shown.get(id_, "")}
        done = True
        if new and self.session.case is not None:
            done = self.session.record(
                lambda desk, case: interpreting.record_card(
                    desk, case, self.session.library, new, slips=self._written
                )
            )
        if done and new:
            self._shown = now
            self._remember(new)
            self.saved.emit()
        return self.rest.flush() and done

    def _remember(self, new: dict[str, str]) -> None:
        case = self.session.case
        for id_ in new if case is not None else ():
            self._written |= {e.id for e in case.answers(CARD, None, id_)}  # type: ignore[union-attr]

    # For the page

    def first_focus(self) -> QWidget:
        """What they speak."""
        return self.fields["language"].first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose in what is below the card."""
        return self.rest.handle_key(event)


def _written(found: tuple[object, ...]) -> str:
    named = "; ".join(getattr(one, "english", "") for one in found)
    if not named:
        return ""
    return _("Written texts there may be: {names}. Ask whether they read it.").format(names=named)
