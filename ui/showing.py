"""Showing a text to a person: written down, then drawn; covered when it goes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.isolates import fill, marks_taken_out
from app.services import showing
from ui.show_card import ShowCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.domain.translation import Shown
    from ui.session import Session
    from ui.theme import Theme

NOTHING: Mapping[str, str] = {}


def show_card(
    session: Session,
    theme: Theme,
    shown: Shown,
    over: QWidget,
    values: Mapping[str, str] = NOTHING,
) -> ShowCard | None:
    """Stand a card over the screen, once the record says what is shown. None: it was refused.

    The window behind is covered when the card goes by itself or by Esc Esc: the person still
    sits in front of it.
    """
    if not record_shown(session, shown, values):
        return None
    window = over.window()
    card = ShowCard(theme, shown, window)

    def gone(why: str) -> None:
        cover = getattr(window, "cover_now", None)
        if why in {"idle", "away", "esc"} and callable(cover):
            cover()
        if card.refusal is not None:
            session.refused.emit(card.refusal)
        if why in {"held", "refused"}:
            window.activateWindow()

    card.gone.connect(gone)
    covered = getattr(window, "covered", None)
    if covered is not None:
        covered.connect(card.leave)
    card.open(session.post.printer, session.jobs)
    return card


def record_shown(
    session: Session, shown: Shown, values: Mapping[str, str] = NOTHING, *, kept: bool = False
) -> bool:
    """Write down what a person is shown or given, beside the English it stands for."""
    english = english_of(session, shown, values)
    visit = session.visit
    return session.record(
        lambda desk, case: showing.put_on_record(desk, case, shown, english, visit=visit, kept=kept)
    )


def english_of(session: Session, shown: Shown, values: Mapping[str, str] = NOTHING) -> str:
    """The English of a shown text, filled with the same values."""
    source = session.shelf(shown.tag).sources.get(shown.id)
    return marks_taken_out(fill(source.text, values)) if source is not None else ""
