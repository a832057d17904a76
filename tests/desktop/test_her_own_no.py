"""A bare "no" in her own language, kept as exact words: nobody reads it as more than it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.answers import latest
from app.domain.established import NOT_ESTABLISHED
from app.domain.handover import Mode
from app.domain.ids import ItemId
from app.domain.renderings import State
from app.services import interpreting
from app.services.report_accounts import words_part
from app.services.report_source import CORE, Source, cut
from tests.desktop.cards import interpreted, put_in_force
from tests.desktop.office import a_session, a_window, seen
from tests.unit.a_pack import a_pack, rendered
from ui.pages.conversation import ConversationPage

NO = "نەخێر"


@pytest.fixture
def talk(qtbot, theme, tmp_path):
    def begin(*texts, mode: Mode = Mode.LIVE):
        session = a_session(tmp_path, alias="E.")
        put_in_force(session, a_pack(*texts), mode)
        interpreted(session)
        page = ConversationPage(session, theme)
        window = a_window(qtbot, session, page)
        page.arrive("D3")
        QApplication.processEvents()
        return session, page, window

    return begin


def say(page, words: str) -> None:
    page.form.said.words.set_text(words)
    page.flush()


def doubt(session) -> None:
    script = session.library.interpreting
    concern = next(one for one in script.concerns if one.serious)
    session.record(
        lambda desk, case: interpreting.raise_concern(
            desk, case, session.visit, concern, "D3", "It was heard"
        )
    )


def account(session):
    return latest(session.case, ItemId("D3"), session.case.at_risk())


def printed(session) -> str:
    core = Source(cut(session.case, frozenset({CORE})), session.library, session.now())
    return str(words_part(core).blocks)


def test_in_a_visit_that_becomes_doubtful_it_is_not_established_and_not_quoted(talk):
    session, page, window = talk(rendered("answer.no", f"{NO}."))
    say(page, f"{NO}!")
    assert account(session).body.noes == (NO,)
    assert account(session).words == f"{NO}!"
    doubt(session)
    assert account(session).value.codes == (NOT_ESTABLISHED,)
    assert account(session).words == ""
    assert NO not in printed(session)
    assert "No, not established" in seen(window)


def test_more_than_a_bare_no_is_kept_and_quoted(talk):
    session, page, _window = talk(rendered("answer.no", NO))
    say(page, f"{NO}، لێم دەدات")
    doubt(session)
    assert account(session).body.noes == ()
    assert "لێم دەدات" in printed(session)


@pytest.mark.parametrize(
    ("mode", "found"), [(Mode.LIVE, ()), (Mode.DEMO, (NO,))], ids=["live", "practice"]
)
def test_only_words_that_may_be_shown_here_are_known(talk, mode, found):
    session, page, _window = talk(rendered("answer.no", NO, state=State.DRAFT), mode=mode)
    say(page, NO)
    assert account(session).body.noes == found


def test_with_no_visit_and_with_no_pack_nothing_is_known(talk):
    session, _page, _window = talk()
    assert session.noes() == frozenset()
    session.put_away()
    assert session.noes() == frozenset()
