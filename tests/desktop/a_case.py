"""A made-up case for pages after the visit: two men, two children, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from app.domain.entry import Value
from app.domain.visit import open_visit
from app.services import recording, visiting
from app.services.recording import Said
from tests.desktop.office import a_session, a_window, in_a_visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.domain.ids import SubjectId, VisitId
    from tests.desktop.office import AnOffice
    from ui.pages.judgement import JudgementPage
    from ui.pages.plan import PlanPage
    from ui.pages.record import RecordPage
    from ui.shell import Shell
    from ui.theme import Theme

    P = TypeVar("P", JudgementPage, PlanPage, RecordPage)

ALL = ("W1", "W2", "W3", "W4", "W5", "W6", "W8", "W9", "W10", "W11")


def after_a_visit() -> AnOffice:
    """E., her husband G., his brother B., the children A. and M.; a visit that has ended."""
    session = a_session(alias="E.")
    for label, relation in (("G.", "husband"), ("B.", "brother_in_law"), ("A.", "child_of")):
        somebody(session, label, relation)
    visit = in_a_visit(session)
    session.desk.clock.step(minutes=10)
    say(session, "F2", "no", words="The key is with his mother.", visit=visit.id)
    say(session, "F3", "yes", visit=visit.id)
    say(session, "G2", "yes", visit=visit.id)
    session.desk.clock.step(minutes=30)
    assert session.record(lambda desk, case: visiting.end(desk, case, open_visit(case)))
    session.desk.clock.step(minutes=5)
    return session


def a_page(
    kind: Callable[[AnOffice, Theme], P],
    qtbot: QtBot,
    session: AnOffice,
    theme: Theme,
    size: tuple[int, int] = (1366, 696),
) -> tuple[P, Shell]:
    """A page of this kind, arrived at, and the window it is in."""
    page = kind(session, theme)
    page.arrive(None)
    return page, a_window(qtbot, session, page, theme=theme, size=size)


def somebody(session: AnOffice, label: str, relation: str) -> SubjectId:
    """Somebody tied to her."""
    her = session.case.at_risk()
    assert session.record(
        lambda desk, case: recording.add_subject(desk, case, label, relation, to=her)[0]
    )
    return next(e.about for e in session.case.subjects() if e.body.label == label)


def say(
    session: AnOffice,
    item: str,
    *codes: str,
    text: str = "",
    words: str = "",
    visit: VisitId | None = None,
    about: object = "her",
    row: str = "",
    **value: object,
) -> None:
    """An answer, about her unless it says otherwise."""
    asked = session.library.screening.item(item)
    whom = session.case.at_risk() if about == "her" else about
    filled = Value(codes=codes, text=text, **value)
    assert session.record(
        lambda desk, case: recording.answer(
            desk, case, asked, filled, Said(words=words), about=whom, row=row, visit=visit
        )
    )
