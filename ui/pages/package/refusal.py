"""A file that was refused: what it means, what to do now, and what to read to their log."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from app.services import inbox
from app.services.calling_back import is_number
from ui import when
from ui.controls import (
    Facts,
    Line,
    LineField,
    Primary,
    Quiet,
    Secondary,
    Sheet,
    Spread,
    Stack,
    State,
    TextField,
)
from ui.errors import explain, log_line
from ui.pages.digits import refusal_facts
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.errors import Refused
    from ui.controls.tables import Fact
    from ui.errors import Explained
    from ui.session import Session
    from ui.theme import Theme

WIDTH = 820
"""Pixels of the column at 100 %."""

LONGEST_NAME = 60
"""Characters of a file's name that are shown."""


class RefusalPanel(Stack):
    """Nothing of the file is here but its name, its checksum and why it was refused."""

    log_call = Signal()
    another = Signal()

    def __init__(
        self, session: Session, theme: Theme, refusal: Refused, file: bytes, name: str
    ) -> None:
        """Say it in words; the file's bytes are only summed."""
        super().__init__()
        self.digest = hashlib.sha256(file).hexdigest()
        said = explain(refusal)
        self._words = Stack()
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self._words, 100)
        middle.addStretch(1)
        self._words.setMaximumWidth(theme.px(WIDTH))
        around = QWidget()
        around.setLayout(middle)
        self.add(around)
        self._fill(session, theme, refusal, name, said)

    def _fill(
        self, session: Session, theme: Theme, refusal: Refused, name: str, said: Explained
    ) -> None:
        column = self._words
        column.add(State(theme, "circle-x", _("Refused"), "attn", role="row", size=20), gap=28)
        column.add(plain(theme, _title(refusal), "stop", measure=44), gap=10)
        column.add(plain(theme, said.what, "lead", "ink2"), gap=12)
        meanwhile = _("She may be in danger now. Ask on the telephone what cannot wait.")
        rows: list[Fact] = [
            *refusal_facts(refusal),
            (_("What to do now"), said.next),
            (_("Meanwhile"), meanwhile),
            (_("For their log"), self._for_their_log(session, refusal, name)),
        ]
        column.add(Line(theme), gap=16)
        column.add(Facts(theme, rows, label_width=170, ruled=True, strong=True))
        buttons = Spread(gap=10)
        buttons.add(
            Primary(theme, _("Log the call"), icon="phone", on_click=self.log_call.emit),
            Secondary(theme, _("Open another file"), on_click=self.another.emit),
        )
        column.add(buttons, gap=14)

    def _for_their_log(self, session: Session, refusal: Refused, name: str) -> str:
        short = " ".join(self.digest[i : i + 2].upper() for i in range(0, 8, 2))
        shown = "".join(c for c in name if c.isprintable())[:LONGEST_NAME]
        now = session.now()
        opened = _("Opened {day}, {time}.").format(day=when.day(now), time=when.clock(now))
        words = _("File {name}, check {check}.").format(name=shown or "–", check=short)
        return f"{words} {opened} {log_line(refusal)}."


def _title(refusal: Refused) -> str:
    """That nothing was shown; of a file for another desk nobody says that it is false."""
    if refusal.code == "package.not-for-us":
        return _("This file is for another desk, so nothing in it can be shown.")
    return _("This file cannot be trusted, so nothing in it has been shown.")


class RefusedCallSheet(Sheet):
    """What was said on the telephone about a refused file."""

    def __init__(self, session: Session, theme: Theme, digest: str, code: str) -> None:
        told = _("Ring the number in your Contacts, never one in the message or on the file.")
        super().__init__(theme, _("Log the call"), told)
        self._session, self._digest, self._code = session, digest, code
        self.who = LineField(theme, _("Whom you spoke to"), width=460, limit=80)
        self.number = LineField(theme, _("The number you rang"), width=300, limit=30)
        self.words = TextField(theme, _("What was said"), lines=3)
        self.body.add(self.who, self.number, self.words, gap=8)
        self.foot.add(
            Primary(theme, _("Log this call"), icon="phone", on_click=self._log),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _log(self) -> None:
        words, number = self.words.text().strip(), self.number.text().strip()
        self.words.set_problem("" if words else _("Write what was said, or that nobody answered."))
        known = is_number(number)
        self.number.set_problem("" if known else _("Write the number you rang."))
        if not (words and known):
            return
        call = inbox.Call(
            file=self._digest,
            code=self._code,
            at=self._session.now().isoformat(),
            who=self.who.text().strip(),
            number=number,
            words=words,
        )
        inbox.log_call(self._session.desk, call)
        self.close_sheet()


def is_other(refusal: Refused) -> bool:
    """Whether the file may be another kind of ours: sealed to us, and not put together so."""
    return refusal.code in {"package.members", "package.archive"}
