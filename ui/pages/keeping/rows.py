"""The lines of the keeper's page: a certificate that was given, an area that is vouched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.trusting import CertifiedAs, certified_as
from app.i18n import _
from app.services.expiring import Ending, ending
from ui.controls import Secondary, Spread, Stack, State
from ui.pages.roles import role_words, why_words
from ui.text import plain
from ui.when import clock, day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.handover import KnownArea
    from app.services.root_kept import Answered
    from ui.theme import Ink, Theme


class CertificateRow(Stack):
    """Who was answered, as what, and whether the area still stands by it."""

    def __init__(
        self, theme: Theme, one: Answered, now: datetime, withdraw: Callable[[], None]
    ) -> None:
        super().__init__(margins=(0, 10, 0, 10))
        said = _("{who}, number {reference}: answered {day}, good until {until}").format(
            who=one.principal, reference=one.reference, day=day(one.at), until=day(one.until)
        )
        self.add(plain(theme, said, "body", measure=0))
        below = _("Certificate {n}").format(n=one.serial)
        role = certified_as(one.principal)
        if role is not CertifiedAs.WORKER:
            below += " · " + role_words(role)
        if one.beside:
            below += " · " + _("Signed with {name} beside").format(name=one.beside)
        line = Spread(gap=16, line_gap=4)
        line.add(plain(theme, below, "note", "ink2"))
        if one.withdrawn is None and one.until > now:
            button = Secondary(theme, _("Withdraw"), small=True, on_click=withdraw)
            button.setObjectName(f"page.keeping.withdraw.{one.serial}")
            named = _("Withdraw {who}, certificate {n}").format(who=one.principal, n=one.serial)
            button.setAccessibleName(named)
            line.add_end(button)
        self.add(line, gap=2)
        if one.beside is not None and not one.beside:
            told = _("Signed by one person, with nobody beside")
            self.add(plain(theme, told, "note", "attn"), gap=2)
        state = _state(one, now)
        if state is not None:
            self.add(State(theme, *state), gap=4)


def _state(one: Answered, now: datetime) -> tuple[str, str, Ink] | None:
    gone = one.withdrawn
    if gone is not None:
        words = _("Withdrawn: counts for nothing since {day}, {time}. {why}").format(
            day=day(gone.since), time=clock(gone.since), why=why_words(gone.why)
        )
        return "user-x", words, "attn"
    match ending(one.until, now):
        case Ending.NOT_YET:
            return None
        case Ending.SOON:
            words = _("Ends soon. They have to ask again, with a new request")
            return "clock-alert", words, "attn"
        case Ending.PAST:
            return "clock", _("Ended"), "ink2"


class VouchedRow(Stack):
    """An area that this one stands by, who rang it, and letting it go."""

    def __init__(
        self, theme: Theme, area: KnownArea, digits: str, let_go: Callable[[], None]
    ) -> None:
        super().__init__(margins=(0, 10, 0, 10))
        head = Spread(gap=16, line_gap=4)
        head.add(plain(theme, area.area, "strong", measure=0))
        button = Secondary(theme, _("Take it back"), small=True, on_click=let_go)
        button.setObjectName(f"page.keeping.let-go.{area.area}")
        button.setAccessibleName(_("Take back what we say of {area}").format(area=area.area))
        head.add_end(button)
        self.add(head)
        self.add(plain(theme, digits, "note", measure=0), gap=2)
        check = area.check
        if check is not None:
            told = _("{who} rang {number}, {day}, {time}").format(
                who=check.by, number=check.number, day=day(check.at), time=clock(check.at)
            )
            self.add(plain(theme, told, "note", "ink2", measure=0), gap=2)
        if area.alone:
            words = _("One person made this key, with no witness")
            self.add(State(theme, "circle-alert", words, "attn"), gap=4)
