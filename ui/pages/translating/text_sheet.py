"""One text: its English, its words, what somebody else read in them, and the next step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain import renderings
from app.domain.errors import Refused
from app.i18n import _
from app.services import translating
from ui.controls import (
    ChoiceField,
    Danger,
    HeadRule,
    MenuItem,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
    TextField,
)
from ui.errors import sentence
from ui.native import NativeText
from ui.pages.translating import words
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.renderings import Rendering
    from app.services.translating import Comparison, TranslationDesk
    from ui.theme import Theme


class TextSheet(Sheet):
    """`changed` is sent after each step; the sheet stays, and shows how the text stands now."""

    changed = Signal()

    def __init__(self, theme: Theme, desk: TranslationDesk, tag: str, id_: str) -> None:
        super().__init__(theme, _("Text {id}").format(id=id_))
        self.setObjectName("translating.text")
        self.about = f"{tag}.{id_}"
        self._desk, self._tag, self._id = desk, tag, id_
        self._next: Callable[[], None] | None = None
        self.state = State(theme, "circle-alert", "", "attn")
        self.state.setObjectName("translating.text.state")
        self._place = Stack()
        self.body.add(self._place)
        self.body.add(self.state, gap=8)
        self.state.hide()
        self._draw()

    def offer_next(self, act: Callable[[], None]) -> None:
        """There is a text after this one in the list."""
        self._next = act
        self._draw_foot()

    def _one(self) -> Comparison:
        return next(
            one for one in translating.compare(self._desk, self._tag) if one.source.id == self._id
        )

    def _draw(self) -> None:
        theme, place = self.theme, self._place
        one = self._one()
        self.now, place = one, self._place
        place.clear()
        icon, told, ink = words.state_words(one)
        place.add(State(theme, icon, told, ink, role="strong"))
        if one.source.note:
            note = _("For the translator: {note}").format(note=one.source.note)
            place.add(plain(theme, note, "note", "ink2"), gap=4)
        place.add(HeadRule(theme, _("English")), gap=12)
        place.add(plain(theme, one.source.text, "panel"), gap=4)
        place.add(HeadRule(theme, _("In the language")), gap=12)
        if one.rendering is None:
            empty = _("No text yet. Export the language, and import what the translator sends.")
            place.add(plain(theme, empty, "body", "ink2"), gap=4)
        else:
            self._draw_words(one.rendering, same=one.same)
        self._draw_foot()

    def _draw_words(self, rendering: Rendering, *, same: bool) -> None:
        theme, place = self.theme, self._place
        for to_whom, said in words.spoken_to(rendering):
            if to_whom:
                place.add(plain(theme, to_whom, "provenance", "ink2"), gap=4)
            none = plain(theme, _("No words yet."), "note", "ink2")
            place.add(NativeText(theme, said, "panel_large") if said else none, gap=4)
        place.add(plain(theme, words.hands(rendering), "provenance", "ink2"), gap=4)
        place.add(HeadRule(theme, _("What somebody else reads in it")), gap=12)
        label = _("Back-translation, by a person who has not seen the English")
        self.back = TextField(theme, label, lines=2)
        self.back.setObjectName("translating.text.back")
        self.back.set_text(rendering.back_translation)
        if same:
            told = _("Word for word the English. That is too good: ask for it again.")
            self.back.set_note(told)
        keep = Secondary(theme, _("Write it down"), on_click=self._keep_back)
        place.add(self.back, gap=4)
        row = Spread()
        row.add(keep)
        place.add(row, gap=4)
        people = translating.working(self._desk, self._tag).people
        items = [MenuItem(p.id, f"{p.id} {p.name}".strip(), p.qualification) for p in people]
        self.by = ChoiceField(theme, _("Who does the next step"), items)
        self.by.setObjectName("translating.text.by")
        if any(to is not renderings.State.APPROVED for to in words.NEXT[rendering.state]):
            place.add(self.by, gap=8)
        if not items:
            self.by.set_note(_("Name the people first, on the page behind."))

    def _draw_foot(self) -> None:
        foot, rendering = self.foot, self.now.rendering
        foot.clear()
        for to in words.NEXT[rendering.state] if rendering is not None else ():
            foot.add(Primary(self.theme, words.step_words(to), on_click=partial(self._move, to)))
        if rendering is not None and rendering.state is not renderings.State.WITHDRAWN:
            withdraw = partial(self._move, renderings.State.WITHDRAWN)
            foot.add(Danger(self.theme, _("Withdraw"), on_click=withdraw))
        if self._next is not None:
            foot.add(Quiet(self.theme, _("Next text"), on_click=self._on))
        foot.add(Quiet(self.theme, _("Back to the list"), on_click=self.dismiss))

    def _on(self) -> None:
        onward = self._next
        self.close_sheet()
        if onward is not None:
            onward()

    def _keep_back(self) -> None:
        text = self.back.text()
        self._do(
            lambda: translating.put_back_translation(self._desk, self._tag, self._id, text),
            _("Written down. An approval of before is void."),
        )

    def _move(self, to: renderings.State) -> None:
        by = self.by.value()
        needs = to not in {renderings.State.APPROVED, renderings.State.WITHDRAWN}
        if needs and not by:
            self._say("circle-alert", _("Say first who does it."))
            self.by.first_focus().setFocus()
            return
        self._do(lambda: translating.move(self._desk, self._tag, self._id, to, by), _("Done."))

    def _do(self, act: Callable[[], object], told: str) -> None:
        try:
            act()
        except Refused as refused:
            self._say("circle-alert", sentence(refused))
            return
        self._draw()
        self._say("check", told)
        self.changed.emit()
        first = self.first_focus()
        if first is not None:
            first.setFocus()

    def _say(self, icon: str, told: str) -> None:
        self.state.show_state(icon, told, "attn" if icon == "circle-alert" else "ink")
        self.state.show()
