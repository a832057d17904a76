"""The supervisor's desk at 100 and 200 %, light and dark, to look at.

Run: python -m tests.desktop.gallery_supervisor OUT. A folder on a stick as a worklist, a refused
file in it, one package under review, a check beside what it looks at, an earlier package of the
same case beside it, and the decision.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.desktop.exchanged import write_note
from tests.desktop.office import click, settle
from tests.desktop.reviewed import Area, an_area, sealed_to
from ui.application import make_application
from ui.controls import Page, Tab
from ui.pages.reviewing import ReviewPage
from ui.pages.supervision import SupervisionPage
from ui.pages.supervision.asked import Other, Wanted
from ui.shell import Shell
from ui.theme import Theme, load_fonts
from ui.when import LONDON

LOOKS = (("100", 1.0, False), ("100-dark", 1.0, True), ("200", 2.0, False), ("200-dark", 2.0, True))
CHECK = "15 Markers set and linked"


def a_stick(area: Area, folder: Path) -> Path:
    """Two packages of a case, three hours apart, one cut short, and one that is none."""
    stick = folder / "Stick"
    stick.mkdir()
    first = sealed_to(area)
    (stick / "HO-1.age").write_bytes(first)
    area.clock.step(hours=3)
    write_note(area.worker, "Call", "School rang: A. was not collected. Nobody knew the man.")
    (stick / "HO-2.age").write_bytes(sealed_to(area))
    (stick / "HO-3.age").write_bytes(first[:-40])
    (stick / "Letter.age").write_bytes(b"A letter under another name")
    return stick


def a_window(area: Area, theme: Theme, page: Page) -> Shell:
    """The page in the office, at the size of a common laptop."""
    shell = Shell(theme, lambda: area.clock.now().astimezone(LONDON))
    tabs = ("Today", "Cases", "Supervision", "Contacts", "Settings")
    shell.set_office([Tab(name.casefold(), name) for name in tabs], "supervision")
    shell.set_band("DEMO. Everybody in here is made up.")
    shell.resize(1366, 696)
    shell.show_page(page)
    shell.show()
    return shell


def rest(area: Area) -> None:
    """Until no job runs and all is drawn; a job may begin another."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _turn in range(3):
        while area.supervisor.jobs.busy:
            app.processEvents()
        settle(app)


def draw(out: Path, look: str, theme: Theme, stick: Path, area: Area) -> None:
    """Every picture of one look."""
    listed = SupervisionPage(area.supervisor, theme)
    shell = a_window(area, theme, listed)
    listed.arrive(None)
    listed.find_folder = lambda: stick
    click(shell, "Open a folder")
    while listed.folder.reading.busy or listed.folder.reading.listing is None:
        QApplication.processEvents()
    rest(area)
    shell.grab().save(str(out / f"1-worklist-{look}.png"))
    shell.close()
    page = ReviewPage(area.supervisor, theme)
    shell = a_window(area, theme, page)
    first = Other("HO-1.age", None, stick / "HO-1.age")
    page.arrive(Wanted("HO-2.age", stick / "HO-2.age", b"", (first,)))
    rest(area)
    shell.grab().save(str(out / f"2-two-minutes-{look}.png"))
    click(shell, CHECK)
    rest(area)
    shell.grab().save(str(out / f"3-check-{look}.png"))
    click(shell, "Back to the checks")
    page.earlier.picked.emit(str(stick / "HO-1.age"))
    rest(area)
    shell.grab().save(str(out / f"4-beside-an-earlier-one-{look}.png"))
    click(shell, "Decide and sign")
    rest(area)
    shell.grab().save(str(out / f"5-decision-{look}.png"))
    shell.close()


def main(out: Path) -> None:
    """Draw all looks into a folder."""
    app = make_application(["notes"])
    load_fonts()
    out.mkdir(parents=True, exist_ok=True)
    for look, scale, dark in LOOKS:
        theme = Theme(dark=dark, scale=scale)
        app.setPalette(theme.palette())
        area = an_area()
        with tempfile.TemporaryDirectory() as folder:
            draw(out, look, theme, a_stick(area, Path(folder)), area)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
