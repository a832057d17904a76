"""Saying that an entry was recorded wrongly: the reason, and what it should have said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import Kind, Reliability, RestrictionClass
from app.domain.entry import ActionBody, LinkBody, NoteBody, SettingBody
from app.i18n import _
from app.services import correcting
from app.services.report_words import CLASS_TITLES
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    MenuItem,
    Option,
    Primary,
    Quiet,
    Quote,
    Sheet,
    TextField,
)
from ui.pages.record.words import told
from ui.questionnaire import words as form_words
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Body, Entry
    from ui.session import Session
    from ui.theme import Theme


class CorrectSheet(Sheet):
    """The entry stays in the history; it is counted nowhere from now on."""

    def __init__(self, session: Session, theme: Theme, case: Case, entry: Entry) -> None:
        words = _(
            "It stays in the history with your reason, and is counted nowhere from now on. "
            "If it has changed since, ask again instead."
        )
        super().__init__(theme, _("Was this recorded wrongly?"), words)
        self._session, self._entry = session, entry
        title, text = told(entry, case, session.library)
        self.body.add(Quote(theme, f"{title}\n{text}".strip(), strong=False))
        self.reason = TextField(theme, _("What is wrong with it, and how that is known"), lines=2)
        self.body.add(self.reason, gap=12)
        self.right: TextField | None = None
        self.status: AnswerGroup | None = None
        self._add_right()
        parts = [MenuItem(rc.value, _(CLASS_TITLES[rc])) for rc in RestrictionClass]
        first = MenuItem("", _("As before"))
        self.held = ChoiceField(theme, _("Hold the wrong words back with"), [first, *parts])
        if entry.kind is not Kind.SETTING:
            note = _("A copy without that part leaves them out.")
            self.body.add(self.held, gap=8)
            self.held.set_note(note)
        self.foot.add(
            Primary(theme, _("Record that it was wrong"), on_click=self._record),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _add_right(self) -> None:
        body = self._entry.body
        if isinstance(body, NoteBody):
            self._text(_("What the note should say, if anything"), body.text)
        elif isinstance(body, ActionBody):
            self._text(_("What the action should say, if anything"), body.text)
        elif isinstance(body, SettingBody):
            self._text(_("Who was present, put right"), body.present)
            shown = [
                Option("sound", _("Can be relied on")),
                Option("concern", _("With a concern")),
                Option("doubtful", _("Doubtful")),
            ]
            self._choice(shown, _("What was said in it"), body.reliability.value)
        elif isinstance(body, LinkBody):
            found = form_words.options(form_words.status_words())
            self._choice(list(found), _("How well it is known"), "")
        else:
            words = _("Then ask it again in the conversation, or write it there from the record.")
            self.body.add(plain(self.theme, words, "note", "ink2"), gap=8)

    def _text(self, label: str, text: str) -> None:
        self.right = TextField(self.theme, label, lines=2)
        self.right.set_text(text)
        self.body.add(self.right, gap=8)

    def _choice(self, options: list[Option], name: str, value: str) -> None:
        self.body.add(plain(self.theme, name, "note_strong"), gap=8)
        self.status = AnswerGroup(self.theme, options, name=name)
        if value:
            self.status.choose(value)
        self.body.add(self.status, gap=4)

    def _body(self) -> Body | None:
        body = self._entry.body
        text = self.right.text().strip() if self.right else ""
        chosen = (self.status.value() or "") if self.status else ""
        if isinstance(body, SettingBody):
            reliability = Reliability(chosen or body.reliability.value)
            return replace(body, present=text, reliability=reliability)
        if isinstance(body, NoteBody | ActionBody):
            return replace(body, text=text) if text and text != body.text else None
        if isinstance(body, LinkBody) and chosen and chosen != body.status.value:
            return replace(body, status=type(body.status)(chosen))
        return None

    def _record(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.set_problem(_("Write the reason first. It stays in the record."))
            return
        right = self._body()
        held = RestrictionClass(self.held.value()) if self.held.value() else None
        done = self._session.record(
            lambda desk, case: correcting.put_right(
                desk, case, self._entry, reason, right, held_with=held
            )
        )
        if done:
            self.close_sheet()
