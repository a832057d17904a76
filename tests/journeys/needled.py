"""One whole use of the program over two real vaults, full of needles: `… needled BASE`.

Fifty names and addresses, some in Arabic script, go through everything: typed, shown, searched
for, printed, sealed, opened by the child, accepted, backed up, and standing on the screen when the
program breaks. `test_needles` then looks for them in every file and word that is left.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication

from app.domain.codes import Step
from app.domain.entry import Author, NoteBody
from app.domain.handover import Mode
from app.ports.vault import Profile, VaultKind, VaultPlace
from app.services import handing_over, inbox, recording, replying
from app.services.desk import Desk
from app.services.post import Post, PostPorts
from app.services.practice_areas import join, load_areas
from app.services.receiving import Reply
from app.services.reporting import build_report
from storage.clock import RandomIds, SystemClock
from storage.handover.desk import EnrolmentDesk, TrustDesk
from storage.handover.guarded import Opening, guarded
from storage.keys.vault import FileKeyVault
from storage.keys.wrapping import CHOICES
from storage.report.renderer import Renderer
from tests.desktop.office import AnOffice, a_window, settle, the_library
from tests.journeys.practice import ALL, AREAS, Practice, a_draft
from tests.report.a_case import COPY
from tests.report.conftest import FONTS
from ui.crash import CrashPath
from ui.jobs import Jobs
from ui.main import render_command
from ui.pages.directory import make_page
from ui.theme import Theme, load_fonts

NAMES = (
    "Zerîn Qasimova",
    "نەسرین عەبدولڕەحمان",
    "کەژاڵ حەمەئەمین",
    "پروین خاتون چوہدری",
    "Parveen Chowdhury",
    "ফারজানা হক",
    "Ўғилой Раҳимова",
    "Żaneta Ćwiklińska",
    "እማዋይሽ ታደሰ",
    "ਹਰਪ੍ਰੀਤ ਕੌਰ",
)
STREETS = (
    "Quillfeather Row",
    "Ambersett Crescent",
    "شەقامی گوڵان",
    "گلی نمبر سات",
    "Oddingley Mews",
)
NEEDLES = tuple(f"{name} {number:02d}" for number, name in enumerate(NAMES)) + tuple(
    f"{number} {street}" for number, street in enumerate(STREETS * 8, start=111)
)
NOBODY: Any = SimpleNamespace(addWidget=lambda _widget: None)
"""In the place of pytest-qt, which closes windows after a test: this process ends."""
PASSPHRASE = "quiet rope lantern oats"
OPENER = (*render_command()[:-1], "--opener")


class Laptop:
    """One area's laptop: a vault on disk, enrolled, and the windows over it."""

    def __init__(self, base: Path, area: str, who: str, opening: Opening) -> None:
        clock = SystemClock()
        self.vault = FileKeyVault(clock, RandomIds(), cost=CHOICES[-1])
        author = Author(f"{who}@{area}", who, "social worker")
        place = VaultPlace(base / area.partition(".")[0] / "desk-1")
        profile = Profile(author, area)
        unlocked, _code = self.vault.create(place, VaultKind.DEMO, PASSPHRASE, profile)
        ports = PostPorts(
            EnrolmentDesk(),
            TrustDesk(),
            lambda credentials, book: guarded(credentials, book, opening),
            Renderer(render_command(), FONTS),
        )
        post = Post(unlocked.store, clock, Mode.DEMO, author.principal, ports)
        areas = load_areas(AREAS.name, AREAS.read_bytes())
        join(post, ports, areas, area, clock.now())
        for known in post.book().areas:
            post.check_by_voice(known.area, "01632 960 901")
        desk = Desk(unlocked.store, clock, RandomIds(), author, area, areas[area].title, "demo")
        self.session = AnOffice(unlocked, desk, the_library(), post, self.vault, Jobs())


def main(base: Path) -> int:
    """Leave under BASE what such a use leaves, and end as a broken program ends."""
    app = QApplication([])
    load_fonts()
    theme, opening = Theme(), Opening(OPENER)
    here = Laptop(base / "vaults", "northmere.example", "t.osei", opening)
    there = Laptop(base / "vaults", "calderby.example", "k.lowe", opening)
    _typed(here.session)
    (base / "stick").mkdir()
    file = _sent(here.session, base / "stick")
    _taken_in(there.session, file)
    for session in (here.session, there.session):
        _shown(session, theme, app)
    opening.close()
    _broken(theme, (here, there))
    return 0


def _typed(session: AnOffice) -> None:
    assert session.begin(NEEDLES[0], NEEDLES[1])
    for n, needle in enumerate(NEEDLES):
        other = NEEDLES[-1 - n]
        body = NoteBody(needle, f"She said: {other}. And again: {needle}")
        assert session.record(lambda d, c, b=body: recording.write(d, c, b))
    session.summarise()


def _sent(session: AnOffice, stick: Path) -> bytes:
    """Print it, seal it, and save it where somebody chose to."""
    desk, post, case = session.desk, session.post, session.case
    assert case is not None
    now = datetime.now(UTC).replace(microsecond=0)
    report = build_report(case, the_library(), replace(COPY, answer_by=now), now, ALL)
    pdf = Renderer(render_command(), FONTS).handover(report)
    prepared = handing_over.prepare(
        desk, case, post, a_draft(Practice(desk, post), "calderby.example")
    )
    made = handing_over.seal(prepared, post.papers(), pdf)
    assert session.record(lambda d, c: handing_over.keep(d, c, made))
    (stick / made.sealed.name).write_bytes(made.sealed.content)
    return made.sealed.content


def _taken_in(session: AnOffice, file: bytes) -> None:
    package = session.post.papers().open(file, session.now())
    line = inbox.keep(session.desk, package, file, "HO-1.age")
    said = Reply(Step.ACCEPTED, NEEDLES[2], NEEDLES[4])
    _line, _answer, case = replying.reply(session.desk, session.post, package, line, said)
    assert case is not None
    assert session.open(case.id, "my-case")
    session.summarise()


def _shown(session: AnOffice, theme: Theme, app: QApplication) -> None:
    for code in ("today", "cases", "record", "people", "handover"):
        page = make_page(code, session, theme)
        window = a_window(NOBODY, session, page)
        page.arrive(None)
        settle(app)
        window.close()


def _broken(theme: Theme, laptops: tuple[Laptop, ...]) -> None:
    """Break with a needle in the error, lock, and go."""

    def close() -> None:
        for laptop in laptops:
            laptop.vault.seal_down()

    path = CrashPath(theme, close, lambda: None)
    path.install()
    try:
        dict.fromkeys(NEEDLES)[NEEDLES[3] + NEEDLES[4]]
    except KeyError as error:
        path.take(type(error), error, error.__traceback__)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
