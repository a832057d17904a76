"""Where the conversation was left, kept in the vault at each move, so that a lock loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import Refused

if TYPE_CHECKING:
    from app.domain.ids import VisitId
    from app.domain.visit import Prompt
    from ui.session import Session

PLACE = "place"
"""The vault's setting that the office reads at unlock: the case and the page."""

PROMPT = "place-prompt"
"""The prompt of that page, which is read when nothing else is asked for."""


def argument_of(prompt: Prompt) -> str:
    """How a prompt is named in the place: its item, and whom it is about."""
    return f"{prompt.item.id}|{prompt.about or ''}"


AFTER = 150
"""Milliseconds after a prompt is shown before it is kept."""


class Bookmark(QObject):
    """Keeps the prompt on screen, once it can be seen: nobody waits for the disk."""

    def __init__(self, session: Session, parent: QObject) -> None:
        """Nothing to keep yet."""
        super().__init__(parent)
        self._session = session
        self._argument = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self.put)
        session.closed.connect(self.forget)

    def put_soon(self, argument: str) -> None:
        """Keep what is on the screen, as `argument_of` names it, when its page stands."""
        self._argument = argument
        self._soon.start()

    def put(self) -> None:
        """Keep it at once, if that has not been done."""
        self._soon.stop()
        argument, self._argument = self._argument, ""
        if argument:
            keep(self._session, argument)

    def forget(self) -> None:
        """Its case is put away."""
        self._soon.stop()
        self._argument = ""


def keep(session: Session, argument: str) -> None:
    """Note the prompt on screen, with one write while this page stays in front.

    A vault that cannot be written says so when an answer is saved.
    """
    case = session.case
    if case is None:
        return
    place = {"case": case.id, "page": "conversation"}
    visit = session.visit.id if session.visit is not None else ""
    here, prompt = json.dumps(place), json.dumps({**place, "argument": argument, "visit": visit})
    store = session.desk.store
    try:
        if store.setting(PLACE) != here:
            store.set_setting(PLACE, here)
        if store.setting(PROMPT) != prompt:
            store.set_setting(PROMPT, prompt)
    except Refused:
        return


def kept(session: Session, visit: VisitId | None = None) -> str:
    """The prompt where this case was left, or nothing; of one visit alone when it is named."""
    try:
        found = json.loads(session.desk.store.setting(PROMPT) or "{}")
    except ValueError:
        return ""
    case = session.case
    if not isinstance(found, dict) or case is None:
        return ""
    place = cast("dict[str, object]", found)
    mine = place.get("case") == case.id and (visit is None or place.get("visit") == visit)
    return str(place.get("argument", "")) if mine else ""


def find(prompts: tuple[Prompt, ...], argument: str) -> Prompt | None:
    """The prompt that an argument names: exactly, or the first of its item."""
    item, _sep, about = argument.partition("|")
    of_item = [p for p in prompts if p.item.id == item]
    exact = [p for p in of_item if about and p.about == about]
    return next(iter(exact or of_item), None)
