"""The lines of the chain: what was done on this laptop, when, by whom; never any content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui import when
from ui.controls import Column, Quiet, Sheet, Table
from ui.text import plain

if TYPE_CHECKING:
    from app.ports.record import LogLine
    from ui.session import Session
    from ui.theme import Theme

MOST = 200


class LogSheet(Sheet):
    """The newest lines. They cannot be changed without it showing."""

    def __init__(self, session: Session, theme: Theme) -> None:
        words = _("What was done in this vault, the newest first. No line holds any content.")
        super().__init__(theme, _("The log of this laptop"), words)
        table = Table(
            theme,
            [
                Column(_("Line"), 70),
                Column(_("When"), 190, 2),
                Column(_("What"), 150, 2),
                Column(_("By whom"), 220, 3),
            ],
            name=_("Lines of the log"),
        )
        for line in session.desk.store.log_lines(MOST):
            moment = f"{when.day(line.at)}, {when.clock(line.at)}"
            table.add_row([str(line.seq), moment, act_words(line), line.who])
        self.body.add(table)
        seq, head = session.desk.store.head()
        told = _("The chain ends at line {seq}, {head}.").format(seq=seq, head=head[:16])
        self.body.add(plain(theme, told, "provenance", "ink2"), gap=10)
        self.foot.add(Quiet(theme, _("Back to the record"), on_click=self.dismiss))


def act_words(line: LogLine) -> str:
    """The act in words; one that nobody has words for is shown as it is."""
    return {
        "collect": _("Written"),
        "alter": _("Put right, or asked again"),
        "consult": _("Opened to read"),
        "erased": _("Erasure ordered"),
        "erase": _("Erased"),
        "seal": _("Sealed"),
        "export": _("Saved outside"),
        "print": _("Printed"),
        "unlock": _("Unlocked"),
        "resume": _("Writing resumed"),
        "receive": _("Received"),
        "status-part": _("Decided: the part on immigration goes"),
        "review": _("Reviewed"),
    }.get(line.act, line.act.capitalize())
