"""The People page by keyboard and mouse: the map, the person at its side, the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.codes import Status
from app.domain.entry import LinkBody
from app.domain.ids import ItemId, SubjectId
from app.domain.people import CHILD_OF, Ring, counts, parties, party, ring
from app.services import network, recording
from tests.desktop import clipping, naming
from tests.desktop.kit import fonts, shown, theme
from tests.desktop.office import a_session, in_a_shell
from ui.controls import Sheet
from ui.map import Standing
from ui.pages.people import PeoplePage
from ui.pages.people.sheets import NO_PART, AddSheet, FindOutSheet, RoleSheet
from ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.domain.case import Case
    from app.services.desk import Desk
    from tests.desktop.office import AnOffice

__all__ = ["fonts", "shown", "theme"]

_open = partial(in_a_shell, PeoplePage)


def _add(session: AnOffice, label: str, relation: str, place: str = "", **role: str) -> SubjectId:
    made: list[SubjectId] = []
    item = session.library.screening.item(ItemId("H4"))

    def change(desk: Desk, case: Case) -> Case:
        said = recording.Said(said_by="practitioner")
        where = (item, place, said) if place else None
        case, subject = network.add_party(desk, case, label, relation, place=where)
        made.append(subject)
        if role:
            body = LinkBody(case.at_risk(), role["role"], Status(role["status"]))
            case = recording.link(desk, case, subject, body)
        return case

    assert session.record(change)
    return made[0]


def _child(session: AnOffice, label: str) -> SubjectId:
    made: list[SubjectId] = []

    def change(desk: Desk, case: Case) -> Case:
        case, child = recording.add_subject(desk, case, label, "child_of", to=case.at_risk())
        made.append(child)
        return case

    assert session.record(change)
    return made[0]


@pytest.fixture
def family() -> tuple[AnOffice, dict[str, SubjectId]]:
    session = a_session(alias="E.")
    who = {
        "husband": _add(session, "Her husband, B.", "husband", "neighbourhood"),
        "mother": _add(
            session, "His mother", "mother_in_law", "neighbourhood",
            role="role.decides", status="established",
        ),
        "father": _add(
            session, "Her father", "father", "abroad", role="role.pressures", status="suspected"
        ),
        "neighbour": _add(
            session, "Neighbour W.", "neighbour", "this_area", role="role.watches",
            status="ruled_out",
        ),
        "child": _child(session, "A., 12"),
    }  # fmt: skip
    return session, who


@pytest.fixture
def opened(
    theme: Theme, shown: Callable[..., QWidget], family: tuple[AnOffice, dict[str, SubjectId]]
) -> PeoplePage:
    return _open(theme, shown, family[0])


def _settled(page: PeoplePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.map.drawing is not None, timeout=5000)


def test_everybody_is_on_the_map_with_who_they_are_and_how_well_their_part_is_known(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    who = family[1]
    said = {key: opened.map.discs[id_].figure for key, id_ in who.items()}
    assert said["husband"].standing is Standing.OPEN
    assert said["husband"].said == "Role not established"
    assert said["mother"].said == "Decides, established"
    assert said["father"].standing is Standing.SUSPECTED
    assert said["neighbour"].standing is Standing.RULED_OUT
    assert said["father"].ring is Ring.ABROAD
    assert "Her father" in opened.map.discs[who["father"]].accessibleName()


def test_the_number_whose_role_is_not_established_is_said(opened: PeoplePage) -> None:
    assert opened.count.isVisible()
    assert opened.count.words == "1 person whose role is not established"
    assert opened.count.ink == "attn"


def test_somebody_ruled_out_stays_and_is_aimed_at_nobody(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    assert opened.map.scene is not None
    aimed = {aim.source for aim in opened.map.scene.aims}
    assert family[1]["neighbour"] in opened.map.discs
    assert family[1]["neighbour"] not in aimed
    assert family[1]["husband"] in aimed


def test_arrows_move_over_the_map_and_enter_shows_the_person(
    opened: PeoplePage, qtbot: QtBot
) -> None:
    _settled(opened, qtbot)
    before = opened.subject
    reached = set()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(QApplication.focusWidget(), key)
        reached.add(QApplication.focusWidget().objectName())
    assert len(reached) > 1
    assert all(name.startswith("map.") for name in reached)
    other = next(d for i, d in opened.map.discs.items() if i != before and not d.child)
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert opened.subject == other.figure.id
    assert other.chosen
    assert opened.panel.subject == other.figure.id


def test_a_role_is_recorded_with_its_status_and_basis(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    session, who = family
    opened.arrive(who["husband"])
    opened.panel.role.click()
    sheet = opened.sheet
    assert isinstance(sheet, RoleSheet)
    sheet.do.click()
    assert sheet.problem.isVisible()  # nothing chosen yet
    sheet.role.choose("role.decides")
    sheet.status.choose("suspected")
    sheet.basis.set_text("She says that he nods")
    sheet.do.click()
    assert session.case is not None
    (role,) = party(session.case, who["husband"]).roles
    assert (role.relation, role.status) == ("role.decides", Status.SUSPECTED)
    assert not opened.count.isVisible()
    assert opened.map.discs[who["husband"]].figure.said == "Decides, suspected"
    assert opened.saved.text().startswith("Saved")


def test_nobody_is_ruled_out_without_saying_how_that_is_known(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    session, who = family
    opened.arrive(who["mother"])
    opened.panel.role.click()
    sheet = opened.sheet
    assert isinstance(sheet, RoleSheet)
    sheet.role.choose(NO_PART)
    sheet.do.click()
    assert session.case is not None
    assert not party(session.case, who["mother"]).ruled_out
    sheet.basis.set_text("DC Marsh spoke with her on 23 November")
    sheet.do.click()
    assert party(session.case, who["mother"]).ruled_out
    assert who["mother"] in opened.map.discs


def test_one_part_ruled_out_leaves_another_part_open(
    family: tuple[AnOffice, dict[str, SubjectId]],
) -> None:
    session, who = family
    for role, status in (("role.acts", "ruled_out"), ("role.decides", "not_established")):
        body = LinkBody(None, role, Status(status))
        assert session.record(
            lambda desk, case, body=body: recording.link(desk, case, who["husband"], body)
        )
    assert session.case is not None
    assert counts(session.case).role_open == 1


def test_a_named_person_is_to_find_out_by_a_day(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    session, who = family
    opened.arrive(who["husband"])
    for owner, day in (("DC L. Marsh", "2026-11-27"), ("PC R. Amin", "2026-11-28")):
        opened.panel.find_out.click()
        sheet = opened.sheet
        assert isinstance(sheet, FindOutSheet)
        sheet.owner.set_text(owner)
        sheet.due.set_value(day)
        sheet.do.click()
    assert session.case is not None
    named = network.finding_out(session.case, who["husband"])
    assert named is not None
    assert named.body.owner == "PC R. Amin"
    texts = [label.accessibleName() for label in opened.panel.findChildren(QWidget)]
    assert any("PC R. Amin is to find out, by Saturday 28 November 2026" in t for t in texts)


def test_an_unknown_person_is_added_abroad_and_shown_at_the_side(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    session = family[0]
    opened.add_unknown.click()
    sheet = opened.sheet
    assert isinstance(sheet, AddSheet)
    sheet.ring.choose("abroad")
    sheet.do.click()
    assert session.case is not None
    added = parties(session.case)[-1]
    assert added.label == "Unknown man"
    assert ring(session.case, added.subject) is Ring.ABROAD
    assert opened.subject == added.subject
    assert opened.count.words == "2 people whose role is not established"


def test_a_child_that_is_added_is_not_shown_as_somebody_whose_part_is_open(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    before = opened.subject
    opened.add_person.click()
    sheet = opened.sheet
    assert isinstance(sheet, AddSheet)
    sheet.alias.set_text("S., 9")
    sheet.relation.choose(CHILD_OF)
    sheet.do.click()
    assert opened.subject == before
    assert opened.count.words == "1 person whose role is not established"


def test_l_shows_the_same_people_as_a_list_and_back(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    QTest.keyClick(opened.window(), Qt.Key.Key_L)
    assert opened.list.isVisible()
    assert not opened.view.isVisible()
    assert set(opened.list.rows) == set(opened.map.discs)
    row = opened.list.rows[family[1]["father"]]
    assert "suspected" in row.accessibleDescription()
    row.click()
    assert opened.subject == family[1]["father"]
    QTest.keyClick(opened.window(), Qt.Key.Key_L)
    assert opened.view.isVisible()


def test_a_child_opens_the_childs_page(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]], qtbot: QtBot
) -> None:
    child = family[1]["child"]
    with qtbot.waitSignal(opened.navigate) as gone:
        opened.map.discs[child].click()
    assert gone.args == ["child", child]


def test_facts_are_edited_by_the_same_form_as_in_the_conversation(
    opened: PeoplePage, family: tuple[AnOffice, dict[str, SubjectId]]
) -> None:
    session, who = family
    opened.arrive(who["husband"])
    opened.panel.facts.click()
    sheet = opened.sheet
    sheet.show_item("H9")  # type: ignore[union-attr]
    form = sheet.form  # type: ignore[union-attr]
    form.fields[0].field.set_text("He says that he will take the children")
    opened.flush()
    assert session.case is not None
    (said,) = session.case.answers(ItemId("H9"), who["husband"])
    assert said.body.value.text == "He says that he will take the children"


@pytest.mark.parametrize(
    ("dark", "scale", "size"),
    [(False, 1.0, (1366, 696)), (True, 1.0, (1280, 648)), (False, 2.0, (1366, 696))],
)
def test_everything_fits_and_has_a_name(
    dark: bool,
    scale: float,
    size: tuple[int, int],
    fonts: object,
    shown: Callable[..., QWidget],
    family: tuple[AnOffice, dict[str, SubjectId]],
    qtbot: QtBot,
) -> None:
    del fonts
    look = Theme(dark=dark, scale=scale)
    page = _open(look, shown, family[0], *size)
    _settled(page, qtbot)
    if scale == 2.0:
        assert page.list.isVisible()
        assert page.view.isVisible()
        assert page.list.y() < page.view.y()
    qtbot.waitUntil(lambda: clipping.check(page.window()) == [], timeout=5000)
    assert naming.check(page.window()) == []
    assert clipping.contrasts(page.window(), look) == []


def test_a_case_with_nobody_says_what_to_do(theme: Theme, shown: Callable[..., QWidget]) -> None:
    page = _open(theme, shown, a_session(alias="E."))
    assert page.empty.isVisible()
    assert not page.count.isVisible()
    page.add_person.click()
    assert isinstance(page.window().findChild(Sheet), AddSheet)
