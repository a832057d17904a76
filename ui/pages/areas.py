"""An area as people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.session import Session


def area_title(session: Session, area: str) -> str:
    """An area's name as its card gives it, or its own when no card is here."""
    found = (a.title for a in session.post.addressees() if a.desk.area == area)
    return next(found, area)
