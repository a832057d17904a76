"""A reviewer's remark, as its author reads it in the record: it says what it is on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.codes import Proof, SignoffOn, Step
from app.domain.deliveries import deliveries
from app.domain.entry import DisclosureBody, ResponseBody, SignoffBody
from app.domain.review import COMMENT, Verdict
from app.services import recording
from tests.desktop.office import the_library
from tests.desktop.reviewed import an_area
from ui.pages.handover.loop import moments, who_holds_it
from ui.pages.record.words import told

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_remark_names_the_entry_that_it_is_on(qtbot: QtBot) -> None:
    session = an_area().worker
    case = session.case
    assert case is not None
    entry = case.ordered[3]
    what, _words = told(entry, case, the_library())
    remark = SignoffBody(SignoffOn.REVIEW, (entry.id,), COMMENT, "Who asks her?")
    case = recording.write(session.desk, case, remark)
    mine = case.ordered[-1]
    assert told(mine, case, the_library()) == (f"A reviewer’s remark on: {what}", "Who asks her?")
    elsewhere = replace(mine, body=replace(remark, over=()))  # what it is on is not in this copy
    assert told(elsewhere, case, the_library()) == ("A reviewer’s remark", "Who asks her?")


def test_what_was_for_the_own_office_says_that_it_was_reviewed_and_handed_nothing_over(
    qtbot: QtBot,
) -> None:
    session = an_area().worker
    desk, case = session.desk, session.case
    assert case is not None
    copy = DisclosureBody("package", "Ours", "p", "b", ("d" * 64,), desk=f"duty@{desk.area}")
    case = recording.write(desk, case, copy)
    assert "You stay responsible" in who_holds_it(deliveries(case)[0], session.now())
    review = SignoffBody(SignoffOn.REVIEW, (), Verdict.RETURN.value, "See A. alone first.")
    case = recording.write(desk, case, review)
    sent, now = deliveries(case)[0], session.now()
    assert "reviewed it. Nothing was handed over" in who_holds_it(sent, now)
    shown = moments(sent, now, desk.clocks)
    assert [one.title for one in shown] == ["Sent", "Reviewed in your own office"]
    accepted = ResponseBody("d" * 64, Step.ACCEPTED, area=desk.area, proof=Proof.DIGEST)
    case = recording.write(desk, case, accepted)  # by a signed file: it was a handover after all
    assert "They have signed for it" in who_holds_it(deliveries(case)[0], now)
