"""The recovery sheet as a PDF, drawn off the GUI thread and saved where somebody says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.report import RecoverySheet
from app.i18n import _
from ui import files
from ui.errors import sentence

if TYPE_CHECKING:
    from app.ports.record import Clock
    from app.services.post import Printer
    from ui.jobs import Jobs
    from ui.pages.setup.sheet import SheetPage


def sheet_of(code: str, made_for: str, band: str, clock: Clock) -> RecoverySheet:
    """What stands on the sheet."""
    return RecoverySheet(
        title=_("Recovery sheet"),
        made_for=made_for,
        made=clock.now().date(),
        groups=tuple(code.split("-")),
        advice=(
            _("With this sheet a lost passphrase can be replaced. Whoever has the laptop and this "
              "sheet can read what is on it."),
            _("Keep it in the office safe. Never with the laptop."),
            _("There is no letter I, L, O or U."),
        ),
        band=band,
    )  # fmt: skip


def print_sheet(
    page: SheetPage,
    code: str,
    made_for: str,
    band: str,
    ports: tuple[Printer, Clock],
    jobs: Jobs,
) -> None:
    """Draw the sheet, then ask where it is to go."""
    printer, clock = ports
    sheet = sheet_of(code, made_for, band, clock)
    page.busy(_("Drawing the sheet."))

    def drawn(pdf: bytes) -> None:
        page.busy("")
        path = files.ask_where_to_save(page.window(), _("Save the sheet"), "sheet.pdf")
        if path is None:
            return
        try:
            files.save(path, pdf)
        except Refused as refused:
            page.say_problem(sentence(refused))
            return
        said = _("Saved as {name}. Print it, then delete the file: it must not stay here.")
        page.say_saved(said.format(name=path.name))
        page.is_on_paper()

    def failed(refused: Refused) -> None:
        page.busy("")
        page.say_problem(sentence(refused))

    jobs.run(lambda: printer.recovery_sheet(sheet), drawn, failed)
