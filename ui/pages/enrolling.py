"""The area's key: ask for it with a file, say its number, and take in the answer.

The same part stands in setting up and in Settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.errors import Refused
from app.domain.trusting import CertifiedAs
from app.i18n import _
from app.services.expiring import Ending, ending
from app.services.owner import is_reference
from ui import files
from ui.controls import ChoiceField, Facts, HeadRule, LineField, MenuItem, Secondary, Spread, State
from ui.controls.stack import Stack
from ui.ending import key_words, withdrawn_words
from ui.errors import finding_words, sentence
from ui.pages.roles import role_words
from ui.text import plain
from ui.when import day

if TYPE_CHECKING:
    from app.domain.enrolment import Enrolled
    from app.services.post import Post
    from ui.theme import Theme

MOST = 4 * 1024 * 1024
"""Bytes: an answer is some kilobytes."""


class AreaKey(Stack):
    """Request and answer. `came()` when the answer has been taken in."""

    came = Signal()

    def __init__(self, theme: Theme, post: Post) -> None:
        super().__init__()
        self.theme = theme
        self._post = post
        self.state = State(theme, "circle-dashed", "", "ink", role="strong")
        self.state.setObjectName("enrolling.state")
        self.add(self.state)
        self._add_request()
        self._add_answer()
        self.show_state()

    def _add_request(self) -> None:
        theme = self.theme
        self.add(HeadRule(theme, _("1  Ask for it")), gap=16)
        self.reference = LineField(theme, _("Your staff or collar number"), width=280, limit=40)
        self.reference.setObjectName("enrolling.reference")
        self.reference.set_note(_("It stands in the certificate, so never a name or an address."))
        self.add(self.reference, gap=8)
        items = [MenuItem(role.value, role_words(role)) for role in CertifiedAs]
        self.role = ChoiceField(theme, _("You ask to be"), items, value=self._post.role().value)
        self.role.setObjectName("enrolling.role")
        self.role.setMaximumWidth(theme.px(520))
        self.add(self.role, gap=4)
        self.ask = Secondary(theme, _("Save the request file"), icon="save", on_click=self._ask)
        self.ask.setObjectName("enrolling.ask")
        row = Spread()
        row.add(self.ask)
        self.add(row, gap=4)
        self.asked = State(theme, "check", "")
        self.asked.hide()
        self.number = plain(theme, "", "panel_large", selectable=True)
        self.number.setObjectName("enrolling.number")
        self.number.hide()
        self.how = plain(
            theme,
            _("Take the file to your supervisor, and read them this number. It has to be the same "
              "on their screen."),
            "note",
            "ink2",
        )  # fmt: skip
        self.how.hide()
        self.add(self.asked, self.number, self.how)

    def _add_answer(self) -> None:
        theme = self.theme
        self.add(HeadRule(theme, _("2  Take in the answer")), gap=16)
        said = _("Your supervisor gives you one file back. It is sealed to this laptop.")
        self.add(plain(theme, said, "note", "ink2"), gap=6)
        self.take = Secondary(theme, _("Import the answer"), icon="download", on_click=self._take)
        self.take.setObjectName("enrolling.take")
        row = Spread()
        row.add(self.take)
        self.add(row, gap=4)
        self.problem = State(theme, "circle-alert", "", "attn")
        self.problem.setObjectName("enrolling.problem")
        self.problem.hide()
        self.add(self.problem)
        self.facts = Stack()
        self.add(self.facts, gap=8)

    def show_state(self) -> None:
        """Say whether the key is here, and until when."""
        until, since = self._post.enrolled_until(), self._post.withdrawn_since()
        if since is not None:
            title, what_to_do = withdrawn_words(since)
            self.state.show_state("octagon-alert", f"{title}. {what_to_do}", "attn")
        elif self._post.is_enrolled():
            words = _("Your area’s key is here.")
            if until is not None:
                words = _("Your area’s key is here. It is good until {day}.").format(day=day(until))
            if self._post.role() is not CertifiedAs.WORKER:
                words += " " + role_words(self._post.role()) + "."
            far = ending(until, self._post.now())
            if until is not None and far is not Ending.NOT_YET:
                title, what_to_do = key_words(until, self._post.now())
                self.state.show_state("clock-alert", f"{title}. {what_to_do}", "attn")
            else:
                self.state.show_state("badge-check", words)
        elif self._post.has_asked():
            self.state.show_state(
                "hourglass",
                _("Asked for. Until the answer is here, visits work; sealing does not."),
            )
        else:
            self.state.show_state(
                "circle-dashed", _("Not here yet. Until then visits work; sealing does not.")
            )

    def _ask(self) -> None:
        reference = self.reference.text().strip()
        if not is_reference(reference):
            self.reference.set_problem(_("Write a number first: letters, digits, dots and dashes."))
            self.reference.first_focus().setFocus()
            return
        self.reference.set_problem("")
        path = files.ask_where_to_save(self.window(), _("Save the request file"), "request.age")
        if path is None:  # nothing was made: a new request puts the last one out of use
            return
        try:
            sealed = self._post.enrolment_request(reference, CertifiedAs(self.role.value()))
            number = self._post.fingerprint_of(sealed)
            files.save(path, sealed.content)
        except Refused as refused:
            self._say(sentence(refused))
            return
        self.asked.show_state("check", _("Saved as {name}.").format(name=path.name))
        self.number.setText(number)
        for part in (self.asked, self.number, self.how):
            part.show()
        self._say("")
        self.show_state()

    def _take(self) -> None:
        path = files.ask_what_to_open(
            self.window(), _("Import the answer"), _("Sealed files (*.age)")
        )
        if path is None:
            return
        try:
            enrolled = self._post.take_enrolment(files.read(path, MOST))
        except Refused as refused:
            self._say(sentence(refused))
            return
        self._say("")
        self._show(enrolled)
        self.show_state()
        self.came.emit()

    def _show(self, enrolled: Enrolled) -> None:
        self.facts.clear()
        compare = _("Compare this number with the one in your office")
        self.facts.add(plain(self.theme, compare, "body"))
        self.facts.add(plain(self.theme, enrolled.fingerprint, "strong", measure=0), gap=2)
        others = ", ".join(area.area for area in enrolled.others) or _("none")
        facts = [(_("Area"), enrolled.own.area), (_("Areas it vouches for"), others)]
        self.facts.add(Facts(self.theme, facts, label_width=180), gap=8)
        for finding in enrolled.findings:
            words = finding_words(finding.code)
            self.facts.add(State(self.theme, "triangle-alert", words, "attn"), gap=8)

    def _say(self, words: str) -> None:
        self.problem.show_state("circle-alert", words, "attn")
        self.problem.setVisible(bool(words))
