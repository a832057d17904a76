"""The handover, its sheets, the register and what is owed, in every look, to look at.

Run: python -m tests.desktop.gallery_handover OUT. One case of practice on its way: put together,
sealed to two desks, answered, late, corrected; then the receiver's side of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from app.domain import spoken_code
from app.domain.codes import Kind, RestrictionClass, Status, Step, SubjectType
from app.domain.completeness import missing
from app.domain.deliveries import deliveries
from app.domain.entry import AnswerBody, NoteBody, Value, When
from app.domain.ids import ItemId
from app.services import (
    correcting,
    disclosing,
    handing_over,
    inbox,
    moving,
    receiving,
    recording,
    replying,
)
from app.services.receiving import Reply
from tests.builders import SteppingClock
from tests.desktop.exchanged import CALDERBY, ESTOVER, NORTHMERE, fill, write_note
from tests.desktop.posing import LOOKS, Look, a_seeded_case, a_window, draw, press, rest
from tests.desktop.post_office import a_practice_session
from tests.journeys.practice import CONSENT, Practice, a_draft
from ui.controls import Link
from ui.pages.handover import HandoverPage, drafting
from ui.pages.home import TodayPage
from ui.pages.owing import AloudSheet
from ui.pages.package import PackagePage
from ui.pages.record import RecordPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.desktop.office import AnOffice
    from tests.desktop.posing import Posed
    from ui.pages.handover.drafting import Chosen
    from ui.shell import Shell
    from ui.theme import Theme

RC = RestrictionClass
ADDRESS = "14 Larch Way"


@dataclass
class Desks:
    """Northmere with its fullest practice case open, and two desks that it goes to."""

    clock: SteppingClock
    here: AnOffice
    calderby: AnOffice
    estover: AnOffice


def the_desks() -> Desks:
    """One clock for all three."""
    clock = SteppingClock()
    here = a_practice_session(NORTHMERE, clock=clock)
    a_seeded_case(here, "e-northmere.toml")
    calderby = a_practice_session(CALDERBY, "k.lowe", clock=clock, first_id=50_000)
    return Desks(clock, here, calderby, a_practice_session(ESTOVER, "p.hart", clock=clock))


def sealed(desks: Desks, to: str, look: Look, **facts: object) -> bytes:
    """The case as it stands, sealed to a desk and recorded as sent."""
    desk, post = desks.here.desk, desks.here.post
    out = {RC.RC3: "police-decision", RC.RC5: "not-needed"} if to == ESTOVER else None
    draft = replace(a_draft(Practice(desk, post), to, out), person=look.said("DS K. Lowe"), **facts)
    if to == ESTOVER:  # nobody has rung them
        said = handing_over.said_to(draft)
        why = "She travels tonight."
        assert desks.here.record(lambda d, c: disclosing.say_why_unchecked(d, c, said, why))
    assert desks.here.case is not None
    prepared = handing_over.prepare(desk, desks.here.case, post, draft)
    made = handing_over.seal(prepared, post.papers(), b"%PDF-1.7 pages")
    assert desks.here.record(lambda d, case: handing_over.keep(d, case, made))
    return made.sealed.content


def answered(desks: Desks, page: HandoverPage, file: bytes, *replies: Reply) -> None:
    """Calderby answers, five minutes apart, and each answer comes back."""
    there = desks.calderby
    package = there.post.papers().open(file, desks.clock.now())
    line = inbox.keep(there.desk, package, file, "HO-1.age")
    for one in replies:
        desks.clock.step(minutes=5)
        _, answer, _ = replying.reply(there.desk, there.post, package, line, one)
        page.open_receipt(answer.content, "RE-1.age")
        rest(desks.here)


def says(session: AnOffice, item: str, code: str, **at: object) -> None:
    """An answer about her, from today."""
    body = AnswerBody(ItemId(item), 1, "", "", Value(codes=(code,)))
    assert session.record(lambda d, c: recording.write(d, c, body, about=c.at_risk(), **at))


def handover_scenes(look: Look, theme: Theme, folder: Path) -> Posed:
    """All of it, in the order in which somebody comes to it."""
    desks = the_desks()
    page = HandoverPage(desks.here, theme)
    page.choose_file = lambda name: folder / name
    shell = a_window(desks.here, theme, page, look, alias="E.")
    page.arrive(None)
    rest(desks.here)
    shell.focus_page()
    yield "01-nothing-chosen", shell
    yield from _put_together(desks, page, shell, look)
    file = sealed(desks, CALDERBY, look)
    desks.clock.step(minutes=20)
    sealed(desks, ESTOVER, look)
    yield from _on_its_way(desks, page, shell, look, file)
    yield from _followed(desks, page, shell, look)
    shell.close()
    yield from _beside(desks, theme, look)
    yield from _received(desks, theme, look, file, folder)


def _put_together(desks: Desks, page: HandoverPage, shell: Shell, look: Look) -> Posed:
    here = desks.here
    page.seal.click()
    rest(here)
    yield "02-to-whom", shell
    press(shell, "Leave it", here)
    chosen = drafting.Chosen(
        CALDERBY, "hub", look.said("DS K. Lowe"), "safeguarding", "vital-interests", consent=CONSENT
    )
    page.choose(chosen)
    rest(here)
    yield "03-chosen", shell
    page._change_to()
    rest(here)
    yield "04-to-whom-chosen", shell
    press(shell, "Leave it", here)
    yield "05-reader", press(shell, "Choose by who reads it", here)
    press(shell, "Leave it", here)
    page._decide_part(RC.RC4.value)
    rest(here)
    yield "06-part", press(shell, "It goes", here)
    press(shell, "Leave it", here)
    page._say_why(missing(here.case, here.library.screening, here.findings)[0])
    rest(here)
    yield "07-why-missing", shell
    press(shell, "Leave it", here)
    yield from _copied(desks, page, shell, chosen)
    yield from _leaking(desks, page, shell, chosen)


def _copied(desks: Desks, page: HandoverPage, shell: Shell, chosen: Chosen) -> Posed:
    here = desks.here
    page.choose(replace(chosen, consent=drafting.Consent()))
    page.copies.with_consent(lambda: None)
    rest(here)
    yield "08-consent", shell
    press(shell, "Leave it", here)
    page.choose(chosen)
    yield "09-preview", press(shell, "Read it as they will", here)
    press(shell, "Go back", here)
    yield "10-reading-copy", press(shell, "Save a reading copy for the record system", here)
    press(shell, "Leave it", here)
    yield "11-spoken", press(shell, "Write down what was told", here)
    press(shell, "Leave it", here)


def _leaking(desks: Desks, page: HandoverPage, shell: Shell, chosen: Chosen) -> Posed:
    """A word that is held back, in words that would go; then it is put right."""
    here = desks.here
    place = NoteBody("Where she is", ADDRESS)
    assert here.record(lambda d, c: recording.write(d, c, place, rc=RC.RC2))
    write_note(here, "Call", f"School rang. Somebody asked for {ADDRESS}.")
    page.choose(chosen.withholding(RC.RC2, "not-needed"))
    rest(here)
    _scroll_to(page, page.leaks)
    yield "12-leak", shell
    wrong = next(e for e in here.case.of(Kind.NOTE) if e.body.heading == "Call")
    assert here.record(lambda d, c: correcting.put_right(d, c, wrong, "It named a place"))
    page.choose(chosen)
    rest(here)


def _on_its_way(desks: Desks, page: HandoverPage, shell: Shell, look: Look, file: bytes) -> Posed:
    here = desks.here
    page.arrive(None)
    page.loop._picked = deliveries(here.case)[-1].digest
    desks.clock.step(hours=2)
    page._tick()
    rest(here)
    page.scroll_to_top()
    yield "20-ring-now", shell
    press(shell, "Log a call", here)
    code = spoken_code.code_of(page.loop.delivery.digest, Step.ACCEPTED)
    fill(shell, "Whom you spoke to", look.said("K. Lowe"))
    fill(shell, "The code they read out", code.lower())
    rest(here)
    yield "21-call", shell
    fill(shell, "On which number", "01632 960 271")
    fill(shell, "What was said", "They have it, and will ring back.")
    press(shell, "Log this call", here)
    desks.clock.step(hours=3)
    page._tick()
    rest(here)
    yield "22-spoken-and-late", shell
    due = desks.clock.now() + timedelta(hours=2)
    answered(
        desks, page, file,
        Reply(Step.ARRIVED, ""),
        Reply(Step.READ, look.said("DS K. Lowe")),
        Reply(Step.ASKED, look.said("DS K. Lowe"), "Which school does the older girl go to?"),
        Reply(Step.ACCEPTED, look.said("DS K. Lowe"), "", due),
    )  # fmt: skip
    yield "23-accepted", shell
    page._release()
    rest(here)
    yield "24-release", shell
    press(shell, "Not yet", here)
    press(shell, "Where these times come from", here)
    yield "25-times", shell
    press(shell, "Go back", here)


def _followed(desks: Desks, page: HandoverPage, shell: Shell, look: Look) -> Posed:
    here = desks.here
    write_note(here, "Second call", "The man rang again, and asked for the younger girl.")
    says(here, "F2", "yes")
    wrong = next(e for e in here.case.of(Kind.NOTE) if e.body.heading == "Where she is")
    assert here.record(lambda d, c: correcting.put_right(d, c, wrong, "It was the old address"))
    assert here.record(lambda d, c: _placed(d, c, look))
    page.arrive(None)
    rest(here)
    page.scroll_to_top()
    yield "30-owed-a-correction", shell
    _scroll_to(page, page.following.holders)
    yield "31-holders", shell
    _scroll_to(page, page.following.way)
    yield "32-way", shell
    _scroll_to(page, page.shared)
    yield "33-shared", shell
    for number, name in enumerate(("Send what is new to all", "Correct", "Her address is known")):
        yield f"{34 + number}-follow-up", press(shell, name, here)
        press(shell, "Leave it", here)
    link = next(
        w
        for w in shell.findChildren(Link)
        if w.objectName() == f"page.handover.holder.hub@{CALDERBY}"
    )
    link.click()
    rest(here)
    yield "37-what-they-have", shell
    press(shell, "Go back", here)
    yield "38-a-stay", press(shell, "Write down a stay", here)
    press(shell, "Leave it", here)
    yield "39-register", press(shell, "Disclosure register", here)
    press(shell, "Go back", here)


def _placed(desk: object, case: object, look: Look) -> object:
    return moving.place(
        desk, case, look.said("Refuge, south"), type_=SubjectType.PLACE,
        since=When(2026, 11, 20), until=When(2026, 12, 4), placed_by="K. Lowe",
        status=Status.ESTABLISHED,
    )  # type: ignore[arg-type]  # fmt: skip


def _beside(desks: Desks, theme: Theme, look: Look) -> Posed:
    """Two accounts of one thing, as they stand when another area’s record has come."""
    there = desks.calderby
    file = sealed(desks, CALDERBY, look)
    package = there.post.papers().open(file, desks.clock.now())
    receiving.take_in(there.desk, package, file, Reply(Step.ACCEPTED, "K. Lowe"))
    assert there.open(desks.here.case.id, "duty")
    says(there, "F2", "no")
    page = RecordPage(there, theme)
    shell = a_window(there, theme, page, look, alias="E.", tab="record")
    page.arrive(None)
    rest(there)
    shell.focus_page()
    yield "40-two-ways", shell
    yield "41-side-by-side", press(shell, "Show them side by side", there)
    shell.close()
    page = HandoverPage(there, theme)
    shell = a_window(there, theme, page, look, alias="E.")
    page.arrive(None)
    rest(there)
    shell.focus_page()
    yield "42-owed-in-the-case", shell
    shell.close()


def _received(desks: Desks, theme: Theme, look: Look, file: bytes, folder: Path) -> Posed:
    there = a_practice_session(CALDERBY, "m.reid", clock=desks.clock, first_id=90_000)
    desks.clock.step(hours=1)
    page = PackagePage(there, theme)
    page.choose_file = lambda name: folder / name
    shell = a_window(there, theme, page, look)
    page.arrive((file, "HO-1.age"))
    rest(there)
    yield "50-owed", shell
    AloudSheet(there, theme, page.line, Step.ARRIVED).open_in(page)
    rest(there)
    yield "51-read-out", shell
    shell.close()
    for number, session in ((52, there), (53, desks.here)):
        session.put_away()
        home = TodayPage(session, theme)
        shell = a_window(session, theme, home, look, tab="today")
        home.arrive(None)
        rest(session)
        shell.focus_page()
        yield f"{number}-today", shell
        shell.close()


def _scroll_to(page: HandoverPage, part: QWidget) -> None:
    """The part at the window's top."""
    page.begin_with(part)
    rest()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        draw(handover_scenes, Path(sys.argv[1]), LOOKS, Path(made))
