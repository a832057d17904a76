"""The strip of a visit: how it is interpreted, how long since a break, and three things to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Reliability
from app.domain.entry import SettingBody
from app.domain.interpreter import break_due
from app.domain.visit import last_break
from app.i18n import _, ngettext
from ui.controls import Page, Strip, StripAction

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.interpreting import Breaks
    from app.domain.visit import Visit
    from ui.controls.strip import Level
    from ui.theme import Ink, Theme


class VisitStrip(Strip):
    """`acted` sends `break`, `concern` or `hear`. No concern where nobody interprets."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("page.conversation.strip")
        self._offered: bool | None = None

    def _offer(self, *, interpreted: bool) -> None:
        if self._offered == interpreted:
            return
        self._offered = interpreted
        concern = [StripAction("concern", _("Interpreter concern"), "I")] if interpreted else []
        self.set_actions(
            [
                StripAction("break", _("Break"), "T"),
                *concern,
                StripAction("hear", _("Who can hear?"), "H"),
            ]
        )

    def show_visit(
        self, case: Case, visit: Visit, now: datetime, breaks: Breaks, *, prompt_only: bool
    ) -> None:
        """Show the conditions as they are now; in prompt-only mode without their details."""
        setting = visit.setting or SettingBody()
        interpreted = setting.mode != "none"
        self._offer(interpreted=interpreted)
        icon, words, ink = _mode(setting, doubtful=visit.id in case.doubtful)
        self.set_mode(icon, words, ink)
        self.set_facts([] if prompt_only else _facts(setting))
        since = last_break(case, visit)
        if since is None:
            self.set_clock("", "")
            return
        minutes = max(0, int((now - since).total_seconds()) // 60)
        late, strong = minutes >= breaks.stronger, minutes >= breaks.first
        level: Level = "late" if late else "strong" if strong else "calm"
        due = break_due(case, visit, now, breaks) if interpreted else ""
        self.set_clock("clock", *_since(minutes, due), level)


class StripPage(Page):
    """A page with a strip of its own: it comes with the page and goes with it."""

    @property
    def strip(self) -> Strip | None:
        """What stands under the header while this page is shown."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        """The strip comes."""
        super().showEvent(event)
        give(self, self.strip)

    def hideEvent(self, event: QHideEvent) -> None:
        """And goes."""
        super().hideEvent(event)
        give(self, None)


def give(page: QWidget, strip: Strip | None) -> None:
    """Have the shell that stands round a page show this strip, or none."""
    set_strip = getattr(page.window(), "set_strip", None)
    if callable(set_strip) and page.window() is not page:
        set_strip(strip)


def mode_words(mode: str) -> tuple[str, str]:
    """Icon and words of how a visit is interpreted."""
    return {
        "in_person": ("users", _("Interpreter in the room")),
        "telephone": ("phone", _("Interpreter by telephone")),
        "video": ("users", _("Interpreter by video")),
    }.get(mode, ("message-square-quote", _("No interpreter")))


def _mode(setting: SettingBody, *, doubtful: bool) -> tuple[str, str, Ink]:
    if setting.gate == "override":
        return "triangle-alert", _("No checked interpreter: life in danger"), "attn"
    icon, words = mode_words(setting.mode)
    if doubtful:
        told = _("{mode}. No “no” here is established").format(mode=words)
        return "circle-question-mark", told, "attn"
    if setting.reliability is Reliability.CONCERN:
        return icon, _("{mode}. With concern").format(mode=words), "ink"
    return icon, words, "ink"


def _since(minutes: int, due: str) -> tuple[str, str]:
    """The minutes since the break in words, and shorter; with the reminder that is due."""
    if due:
        long = _("{n} min. {reminder}").format(n=minutes, reminder=due)
        return long, _("{n} min: a break is due").format(n=minutes)
    long = ngettext("{n} minute since the last break", "{n} minutes since the last break", minutes)
    short = ngettext("{n} minute since break", "{n} minutes since break", minutes)
    return long.format(n=minutes), short.format(n=minutes)


def _facts(setting: SettingBody) -> list[str]:
    sex = {"woman": _("woman"), "man": _("man")}.get(setting.interpreter_sex, "")
    reference = setting.reference
    told = _("reference {number}").format(number=reference) if reference else ""
    return [fact for fact in (setting.language, sex, told) if fact]
