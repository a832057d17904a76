"""Keeps what is typed in sheets: a lock, a cover or a power cut takes none of it away.

A page's own fields are saved into the record as they are typed. A sheet records nothing until its
button is pressed, so its text is kept as a draft in the vault, and stands there again when the
same sheet is opened of the same thing. Passphrases are never kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import Refused
from app.services import drafts
from app.services.drafts import Draft
from ui.controls import LineField, TextField
from ui.text import Label

if TYPE_CHECKING:
    from ui.controls import Sheet
    from ui.session import Session
    from ui.shell import Shell

QUIET = 400
"""Milliseconds after the last key, as for a page's own fields."""


class Drafts(QObject):
    """Watches every sheet that opens over the shell."""

    def __init__(self, session: Session, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._open: dict[Sheet, tuple[str, str, dict[TextField | LineField, str]]] = {}
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.keep)
        shell.sheet_opened.connect(self._opened)
        shell.sheet_closed.connect(self._closed)

    def keep(self) -> None:
        """Keep what stands in the open sheets now."""
        self._quiet.stop()
        for sheet in self._open:
            self._keep(sheet)

    def _opened(self, sheet: Sheet) -> None:
        case, key = self._case(sheet), _key(sheet)
        fields = {f: f.text() for f in _fields(sheet)}
        self._open[sheet] = (case, key, fields)
        store = self._session.desk.store
        had = {
            d.field: d
            for d in drafts.drafts(store, self._session.now())
            if (d.case, d.sheet) == (case, key)
        }
        for place, (field, before) in enumerate(fields.items()):
            draft = had.get(str(place))
            if draft is not None and draft.before == before:
                field.set_text(draft.text)
                field.edited.emit(draft.text)
            field.edited.connect(self._typed)

    def _typed(self, _text: str) -> None:
        self._quiet.start()

    def _closed(self, sheet: Sheet) -> None:
        """Done with, or left on purpose; a sheet that was put by keeps what was typed."""
        if sheet not in self._open:
            return
        if sheet.was_put_by:
            self._keep(sheet)
        case, key, _fields = self._open.pop(sheet)
        if not sheet.was_put_by:
            self._write(case, key, [])

    def _keep(self, sheet: Sheet) -> None:
        case, key, fields = self._open[sheet]
        at = self._session.now().isoformat()
        typed = [
            Draft(case, key, str(place), before, field.text(), at)
            for place, (field, before) in enumerate(fields.items())
            if field.text() != before and field.text().strip()
        ]
        self._write(case, key, typed)

    def _write(self, case: str, key: str, typed: list[Draft]) -> None:
        session = self._session
        if session.reading_only:
            return
        try:
            drafts.keep(session.desk.store, session.now(), case, key, typed)
        except Refused as refusal:  # a full disk: said, and the text still stands in the sheet
            session.refused.emit(refusal)

    def _case(self, sheet: Sheet) -> str:
        case = self._session.case
        return sheet.about or (case.id if case is not None else "")


def _fields(sheet: Sheet) -> list[TextField | LineField]:
    """The fields that hold words. A passphrase and a search are lines, too, and are not kept."""
    lines = [f for f in sheet.findChildren(LineField) if type(f) is LineField]
    return [*sheet.findChildren(TextField), *lines]


def _key(sheet: Sheet) -> str:
    """What tells a sheet from another: all it says, but for figures, which a clock may change."""
    said = [type(sheet).__name__, *(label.text() for label in sheet.findChildren(Label))]
    words = "\n".join("".join(c for c in text if not c.isdigit()) for text in said)
    return hashlib.sha256(words.encode()).hexdigest()
