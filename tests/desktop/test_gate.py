"""The interpreter gate over the whole window: nothing of the person before it is passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.answers import latest, text_of
from app.domain.codes import Kind, Reliability, RestrictionClass
from app.domain.entry import SettingBody, Value
from app.domain.errors import RecordRefused
from app.domain.ids import ItemId
from app.domain.interpreter import CAME_IN, Matter
from app.domain.plan import actions
from app.domain.visit import visits
from app.services import attention, interpreting, recording, visiting
from app.services.recording import Said
from tests.desktop import clipping, naming
from tests.desktop.a_case import say, somebody
from tests.desktop.an_office import an_office
from tests.desktop.looks import in_four_looks
from tests.desktop.office import (
    AnOffice,
    a_session,
    a_window,
    click,
    in_a_visit,
    press,
    seen,
    settle,
    type_in,
)
from tests.desktop.post_office import a_practice_session
from ui.controls import Sheet
from ui.errors import sentence
from ui.pages.directory import CASE_PAGES, OFFICE_PAGES
from ui.pages.languages.pointing import PointingScreen
from ui.pages.prepare import PreparePage
from ui.pages.prepare.override import OverrideSheet
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.visit import Visit
    from ui.office import Office

NAMES = ("zuleika", "farhadi", "station road", "calder", "halabja", "rowan school", "old mill")
"""What was written of this case: a name, an address or an area, each on some page of it."""

INTERPRETED = {"mode": "telephone", "language": "Sorani", "gate": "suitable"}


def a_named_case() -> AnOffice:
    """A case in which every kind of name, address and area is written somewhere."""
    session = a_practice_session("northmere.example", alias="Zuleika")
    somebody(session, "Farhadi", "husband")
    say(session, "A8", text="From 14 Station Road", row="reason", about=None)
    say(session, "A8", text="The old mill", row="topic", about=None)
    say(session, "A7", text="Sorani, from Halabja", row="variety", about=None)
    say(session, "A1", "other", words="She fled from Calder", about=None)
    visit = in_a_visit(session, type_="office")
    say(session, "B3", text="At Rowan School", visit=visit.id)
    say(session, "D2", "death", words="Farhadi said so", visit=visit.id)
    assert session.record(lambda desk, case: visiting.end(desk, case, visit))
    return session


def an_office_of(qtbot, session: AnOffice, theme: Theme, base: Path) -> Office:
    """The case open in an office, as after a lock: where nothing else was being done."""
    session.summarise()
    office = an_office(qtbot, session, theme, base)
    assert office.session.open(session.case.id, "my-case")
    office.go("prepare", None)
    settled(office)
    return office


def settled(office: Office) -> None:
    settle(QApplication.instance())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(QApplication.instance())


def told(window: QWidget) -> str:
    """Every word of the window, seen or hidden, and all that a screen reader could say of it."""
    words: list[str] = [window.windowTitle(), window.windowIconText(), window.windowFilePath()]
    for widget in (window, *window.findChildren(QWidget)):
        words += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.statusTip(),
            widget.whatsThis(),
        ]
        for name in ("text", "toPlainText", "placeholderText", "displayText", "title", "words"):
            given = getattr(widget, name, "")
            found = given() if callable(given) else given
            words.append(found if isinstance(found, str) else "")
        words += [v for v in vars(widget).values() if isinstance(v, str)]
    return "\n".join(words).casefold()


def named_in(office: Office) -> list[str]:
    """The names that are anywhere in the window, or on the clipboard."""
    settled(office)
    said = told(office.shell) + QApplication.clipboard().text().casefold()
    return [name for name in NAMES if name in said]


def gone_round(office: Office) -> dict[str, list[str]]:
    """Every page of the program asked for in turn, and the names on it."""
    found = {}
    for code in (*CASE_PAGES, *OFFICE_PAGES):
        if code in {"child", "package", "translating"}:
            continue  # they show something that is handed to them
        office.go(code, None)
        found[code] = named_in(office)
        if not office.session.veiled and office.session.case is None:
            office.session.open(office.session.desk.store.cases()[0], "my-case")
    return found


def checking(qtbot, theme: Theme, base: Path) -> Office:
    """A second visit is planned, and its interpreter is being checked."""
    office = an_office_of(qtbot, a_named_case(), theme, base)
    type_in(office.shell.page.panel.purpose.first_focus(), "To Old Mill")
    click(office.shell, "Plan this visit")
    click(office.shell, "Check the interpreter")
    settled(office)
    return office


def in_the_middle(qtbot, theme: Theme, base: Path) -> Office:
    """A visit that is interpreted by telephone, in the middle of its conversation."""
    session = a_named_case()
    in_a_visit(session, type_="office", **INTERPRETED)
    office = an_office_of(qtbot, session, theme, base)
    office.go("conversation", None)
    settled(office)
    return office


def change(office: Office) -> None:
    assert office.session.record(
        lambda desk, case: interpreting.change_interpreter(
            desk, case, office.session.visit, "tired"
        )
    )
    settled(office)


def override(office: Office) -> None:
    click(office.shell, "Life in danger now: go on without")
    sheet = office.shell.findChild(OverrideSheet)
    sheet.sure.click()
    type_in(sheet.words.first_focus(), "A knife")
    click(office.shell, "Go on now")
    settled(office)


def pass_all(office: Office) -> None:
    for _step in range(5):
        press(office.shell, Qt.Key.Key_1, Qt.Key.Key_Space)


# Nothing of the person before the gate is passed.


def test_without_a_check_each_name_is_somewhere(qtbot, theme, tmp_path) -> None:
    """What proves that the walk below would find them."""
    office = an_office_of(qtbot, a_named_case(), theme, tmp_path)
    assert visits(office.session.case)
    found = set(NAMES) - {"halabja", "old mill", "station road", "calder"}
    shown = {name for names in gone_round(office).values() for name in names}
    for item in ("A7", "A8", "A1"):
        office.go("prepare", item)
        shown |= set(named_in(office))
    assert shown >= found | {"halabja", "old mill", "station road", "calder"}


def test_while_an_interpreter_is_checked_no_page_names_anything(qtbot, theme, tmp_path) -> None:
    office = checking(qtbot, theme, tmp_path)
    assert office.session.veiled
    assert gone_round(office) == {code: [] for code in gone_round(office)}
    for _step in range(6):
        assert named_in(office) == []
        press(office.shell, Qt.Key.Key_1, Qt.Key.Key_Space)
    assert "The interpreter is suitable" in seen(office.shell)
    assert named_in(office) == []
    click(office.shell, "Begin the conversation")
    assert "zuleika" in named_in(office)
    assert office.place == "conversation"


def test_the_header_has_no_alias_and_no_way_past_the_check(qtbot, theme, tmp_path) -> None:
    office = checking(qtbot, theme, tmp_path)
    assert [tab.tab.code for tab in office.shell.header.tabs] == ["prepare"]
    assert office.shell.header.alias.text() == ""
    click(office.shell, "Leave the check")
    assert office.shell.header.alias.text() == "Zuleika"
    assert len(office.shell.header.tabs) > 5


def test_a_lock_in_the_middle_of_the_check_opens_nothing(qtbot, theme, tmp_path) -> None:
    office = checking(qtbot, theme, tmp_path)
    session = office.session
    office.lock()
    again = an_office(qtbot, session, theme, tmp_path)
    assert again.session.veiled
    assert "Who will interpret?" in seen(again.shell)
    assert named_in(again) == []


def test_changing_the_interpreter_midway_closes_everything_until_the_next_is_checked(
    qtbot, theme, tmp_path
) -> None:
    office = in_the_middle(qtbot, theme, tmp_path)
    assert "zuleika" in named_in(office)
    before = office.session.visit.settings
    change(office)
    assert gone_round(office) == {code: [] for code in gone_round(office)}
    assert "Who will interpret?" in seen(office.shell)
    assert "Leave the check" not in seen(office.shell)
    pass_all(office)
    click(office.shell, "Keep this, and go back")
    after = office.session.visit.settings
    assert after[: len(before)] == before  # a new setting, never an edit
    assert len(after) == len(before) + 2
    assert office.place == "conversation"
    assert "zuleika" in named_in(office)


def test_a_refused_interpreter_in_the_middle_leaves_the_check_open(qtbot, theme, tmp_path) -> None:
    office = in_the_middle(qtbot, theme, tmp_path)
    change(office)
    press(office.shell, Qt.Key.Key_3)
    click(office.shell, "Not suitable: stop and rebook")
    assert named_in(office) == []
    click(office.shell, "A friend")
    click(office.shell, "Stop, and keep the draft")
    assert "Who will interpret?" in seen(office.shell)
    assert gone_round(office) == {code: [] for code in gone_round(office)}
    click(office.shell, "End this visit")
    type_in(office.shell.findChild(Sheet).words.first_focus(), "Nobody else was free")
    click(office.shell, "End the visit with this reason")
    assert office.session.visit is None
    assert not office.session.veiled
    assert "zuleika" in named_in(office)


def test_may_show_is_what_decides(qtbot, theme, tmp_path, monkeypatch) -> None:
    office = in_the_middle(qtbot, theme, tmp_path)
    asked = []
    monkeypatch.setattr(
        "ui.session.may_show", lambda _setting, matter: bool(asked.append(matter)) or True
    )
    change(office)
    office.go("people", None)
    assert "farhadi" in named_in(office)
    assert set(asked) == {Matter.PERSON}


# Going on without a check.


def test_life_in_danger_leaves_the_few_questions_and_no_name(qtbot, theme, tmp_path) -> None:
    office = checking(qtbot, theme, tmp_path)
    override(office)
    least = office.session.library.interpreting.override.items
    page = office.shell.page
    assert office.place == "conversation"
    assert {p.item.id for p in page._prompts} == set(least)
    assert [tab.tab.code for tab in office.shell.header.tabs] == ["prepare", "conversation"]
    assert not {"Add a person", "Add a child"} & set(page.more.offers())
    for prompt in page._prompts:
        page.arrive(prompt.item.id)
        assert named_in(office) == []
    for code in ("people", "record", "judgement", "today", "cases"):
        office.go(code, None)
        assert named_in(office) == []


def test_somebody_who_came_in_on_any_page_is_written_down(qtbot, theme, tmp_path) -> None:
    office = in_the_middle(qtbot, theme, tmp_path)
    office.go("people", None)
    settled(office)
    office.shell.someone_came_in.emit()
    assert office.shell.is_covered()
    assert office.session.visit.setting.asked_after == CAME_IN


def test_the_override_marks_every_later_page(qtbot, theme, tmp_path) -> None:
    office = checking(qtbot, theme, tmp_path)
    mark = office.session.library.interpreting.override.mark
    assert mark not in seen(office.shell)
    override(office)
    assert mark in seen(office.shell)
    visit = office.session.visit
    assert office.session.record(lambda desk, case: visiting.end(desk, case, visit))
    for code in CASE_PAGES:
        if code != "child":
            office.go(code, None)
            settled(office)
            assert mark in seen(office.shell), code
    office.go("today", None)
    settled(office)
    assert mark not in seen(office.shell)


def test_the_task_of_an_override_is_on_today(qtbot, theme, tmp_path) -> None:
    office = checking(qtbot, theme, tmp_path)
    override(office)
    session = office.session
    (task,) = actions(session.case)
    assert task.body.text == "Interview again, with an independent interpreter"
    assert task.body.triggers == "A knife"
    visit = session.visit
    assert session.record(lambda desk, case: visiting.end(desk, case, visit))
    office.go("today", None)
    settled(office)
    assert [line.need.code for line in attention.today(session.desk)].count("interview-again") == 1
    assert "Interview again" in seen(office.shell)


def test_an_interpreter_found_after_all_is_checked_from_the_override(
    qtbot, theme, tmp_path
) -> None:
    office = checking(qtbot, theme, tmp_path)
    override(office)
    office.go("prepare", None)
    settled(office)
    assert "Who will interpret?" in seen(office.shell)
    click(office.shell, "Leave the check")
    settled(office)
    assert office.place == "conversation"
    office.go("prepare", None)
    settled(office)
    pass_all(office)
    click(office.shell, "Keep this, and go back")
    assert office.session.visit.setting.gate == "suitable"
    assert not office.session.veiled
    assert office.session.visit.id in office.session.case.doubtful  # nothing heals it


# What may not be asked is not written.


def test_a_question_is_refused_before_the_gate_and_said_in_a_sentence() -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session, mode="telephone")

    def ask(item: str) -> None:
        recording.answer(
            session.desk, session.case, session.library.screening.item(item),
            Value(codes=("yes",)), Said(), about=session.case.at_risk(), visit=visit.id,
        )  # fmt: skip

    with pytest.raises(RecordRefused) as refused:
        ask("D1")
    assert refused.value.code == "interpreter.gate-open"
    assert "has not been checked yet" in sentence(refused.value)
    setting = SettingBody(mode="telephone", gate="override", reliability=Reliability.DOUBTFUL)
    assert session.record(lambda desk, case: visiting.note_setting(desk, case, visit.id, setting))
    ask("D1")
    with pytest.raises(RecordRefused) as refused:
        ask("F2")
    assert refused.value.code == "interpreter.not-one-of-the-least"
    assert "only the fewest safety questions" in sentence(refused.value)


def test_a_visit_that_needs_no_interpreter_asks_anything() -> None:
    session = a_session(alias="E.")
    visit = in_a_visit(session)
    say(session, "F2", "yes", visit=visit.id)
    assert latest(session.case, ItemId("F2"), session.case.at_risk()) is not None


# The gate itself.


def at_the_gate(qtbot, theme: Theme):
    session = a_session(alias="E.")
    page = PreparePage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive(None)
    click(window, "Plan this visit")
    click(window, "Check the interpreter")
    return session, page, window


def last_visit(session: AnOffice) -> Visit:
    return visits(session.case)[-1]


def test_identity_comes_before_ties_and_her_own_check_before_the_details(qtbot, theme) -> None:
    _session, page, window = at_the_gate(qtbot, theme)
    asked = []
    for _step in range(5):
        asked.append(page.panel.step.id)
        assert "Details of this interpreter" not in seen(window)
        press(window, Qt.Key.Key_1, Qt.Key.Key_Space)
    assert asked == ["who", "where", "ties", "check", "understand"]
    assert "Details of this interpreter" in seen(window)


def test_the_hand_sign_is_agreed_where_it_is_needed(qtbot, theme) -> None:
    session, page, window = at_the_gate(qtbot, theme)
    sign = session.library.interpreting.hand_signal
    for _step in range(3):
        assert sign not in seen(window)
        press(window, Qt.Key.Key_1, Qt.Key.Key_Space)
    assert page.panel.step.sign
    assert sign in seen(window)


def test_every_detail_is_kept_in_the_setting(qtbot, theme) -> None:
    session, page, window = at_the_gate(qtbot, theme)
    for _step in range(5):
        press(window, Qt.Key.Key_1, Qt.Key.Key_Space)
    given = {
        "provider": "National line",
        "reference": "4471",
        "pair": "Sorani and English",
        "called_from": "An office in another county",
        "chosen": "From the national list",
    }
    for id_, words in given.items():
        type_in(page.panel.fields[id_].first_focus(), words)
    page.panel.fields["registration"].choose("seen")
    page.panel.fields["registration"].chosen.emit("seen")
    click(window, "Begin the conversation")
    setting = session.visit.setting
    kept = {id_: getattr(setting, id_) for id_ in (*given, "registration")}
    assert kept == {**given, "registration": "seen"}


def test_a_stop_names_the_tie_says_a_harmless_reason_and_keeps_the_draft(qtbot, theme) -> None:
    session, page, window = at_the_gate(qtbot, theme)
    type_in(page.panel.reference.first_focus(), "4471")
    page.first_focus().setFocus()
    press(window, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_2)
    click(window, "Not suitable: stop and rebook")
    assert page.panel.stops.values() == ("knows_area",)
    excuse = session.library.interpreting.excuses[0]
    click(window, f"“{excuse.say}”")
    click(window, "Knows the family")
    before = last_visit(session).body
    click(window, "Stop, and keep the draft")
    visit = last_visit(session)
    assert visit.body == before
    assert visit.setting.gate == "not_suitable"
    assert visit.setting.reference == ""
    for told_why in ("Knows the family", "Knows the area", excuse.say):
        assert told_why in visit.setting.why
    (note,) = session.case.of(Kind.NOTE)
    assert note.rc is RestrictionClass.RC3
    assert note.body.text.startswith("4471")


def test_back_from_the_stop_is_back_at_the_step(qtbot, theme) -> None:
    _session, page, window = at_the_gate(qtbot, theme)
    press(window, Qt.Key.Key_3)
    click(window, "Not suitable: stop and rebook")
    click(window, "A friend")
    click(window, "Back")
    assert page.panel.step.id == "who"
    assert page.gate.stops == []


def test_the_override_asks_whether_a_life_is_in_danger_and_lists_what_may_be_asked(
    qtbot, theme
) -> None:
    session, _page, window = at_the_gate(qtbot, theme)
    pack = session.library.interpreting.override
    click(window, "Life in danger now: go on without")
    assert pack.confirm in seen(window)
    for item in pack.items:
        assert session.library.book.items[item].heading in seen(window)
    click(window, "Yes: a life is in danger now")
    click(window, "Go on now")
    assert "Write the reason first." in seen(window)
    assert session.visit is None


# The language card.


def at_the_card(qtbot, theme: Theme):
    session = a_session(alias="E.")
    page = PreparePage(session, theme)
    window = a_window(qtbot, session, page)
    page.arrive("A7")
    return session, page, window


@pytest.mark.parametrize("name", ["Kurdish", "arabic", "Farsi", "Persian", "Panjabi", "Chinese"])
def test_a_name_that_is_too_broad_is_warned_about_and_its_varieties_are_one_press_away(
    qtbot, theme, name
) -> None:
    session, page, window = at_the_card(qtbot, theme)
    type_in(page.form.fields["language"].first_focus(), name)
    assert "is not enough to book by. Ask which variety" in seen(window)
    languages = session.library.languages
    variety = languages.varieties(languages.broad(name))[0].english
    click(window, f"The variety is {variety}")
    assert "is not enough to book by" not in seen(window)
    assert text_of(session.case, "A7", None, "variety") == variety
    assert text_of(session.case, "A7", None, "language") == name


def test_everyday_names_find_a_language_and_what_is_read_stands_apart(qtbot, theme) -> None:
    session, page, window = at_the_card(qtbot, theme)
    type_in(page.form.fields["language"].first_focus(), "Mirp")
    click(window, "They speak Mirpuri, Pahari")
    assert text_of(session.case, "A7", None, "language") == "Mirpuri, Pahari"
    assert "Written texts there may be: Urdu" in seen(window)
    page.form.fields["reads"].choose("little")
    click(window, "Reads Arabic letters")
    assert text_of(session.case, "A7", None, "reads") == "Reads a little: Arabic letters"
    again, _window = PreparePage(session, theme), None
    qtbot.addWidget(again)
    again.arrive("A7")
    assert again.form.fields["reads"].value() == "little"
    assert again.form.fields["letters"].text() == "Arabic letters"


def test_every_line_of_the_card_is_kept_and_whom_it_must_not_be_apart(qtbot, theme) -> None:
    session, page, _window = at_the_card(qtbot, theme)
    fields = page.form.fields
    for id_ in ("region", "others", "avoid"):
        type_in(fields[id_].first_focus(), f"{id_} as said")
    for id_, code in (("sex", "woman"), ("mode", "telephone"), ("seen_with", "safe")):
        fields[id_].choose(code)
    page.flush()
    for id_ in ("region", "others", "avoid"):
        assert text_of(session.case, "A7", None, id_) == f"{id_} as said"
    for id_, label in (("sex", "A woman"), ("mode", "By telephone"), ("seen_with", "Safe")):
        assert text_of(session.case, "A7", None, id_) == label
    (avoid,) = session.case.answers(ItemId("A7"), None, "avoid")
    assert avoid.rc is RestrictionClass.RC3


def test_a_half_typed_name_is_a_slip_and_no_account(qtbot, theme) -> None:
    session, page, _window = at_the_card(qtbot, theme)
    type_in(page.form.fields["variety"].first_focus(), "Sor")
    page.flush()
    type_in(page.form.fields["variety"].first_focus(), "ani")
    page.flush()
    found = session.case.answers(ItemId("A7"), None, "variety", ever=True)
    assert [e.body.value.text for e in found] == ["Sorani"]


def test_she_points_at_her_language_and_nothing_else_is_there_to_read(qtbot, theme) -> None:
    session, _page, window = at_the_card(qtbot, theme)
    click(window, "Let her point")
    screen = window.findChild(PointingScreen)
    assert screen.isVisible()
    assert screen.geometry() == window.rect()
    tile = next(t for t in screen.tiles if t.tag == "ckb")
    tile.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(PointingScreen) is None
    assert text_of(session.case, "A7", None, "language") == "Kurdish, Sorani"


def test_the_cover_comes_over_the_screen_to_point_at(qtbot, theme) -> None:
    _session, _page, window = at_the_card(qtbot, theme)
    click(window, "Let her point")
    window.cover_now()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(PointingScreen) is None
    assert window.is_covered()


# How it looks.


@in_four_looks
def test_every_part_of_the_gate_and_the_card_is_whole_and_named(
    qtbot, qapp, fonts, scale, dark, size
) -> None:
    del fonts
    theme = Theme(dark=dark, scale=scale)
    session = a_session(alias="E.")
    page = PreparePage(session, theme)
    window = a_window(qtbot, session, page, size=size)

    def look() -> None:
        settle(qapp)
        assert clipping.check(page) == []
        assert naming.check(page) == []
        assert clipping.contrasts(page, theme) == []

    page.arrive("A7")
    type_in(page.form.fields["language"].first_focus(), "Kurdish")
    look()
    page.show_item("visit")
    click(window, "Plan this visit")
    click(window, "Check the interpreter")
    press(window, Qt.Key.Key_3)
    click(window, "Not suitable: stop and rebook")
    look()
    click(window, "Back")
    for _step in range(5):
        press(window, Qt.Key.Key_1, Qt.Key.Key_Space)
    look()
    click(window, "Life in danger now: go on without")
    settle(qapp)
    sheet = window.findChild(OverrideSheet)
    assert clipping.check(sheet) == []
    assert naming.check(sheet) == []
