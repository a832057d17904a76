"""When the program itself goes wrong: say so calmly, keep the values to ourselves, start afresh.

What is written is the type of the error, the file and line, and a refusal's code. Never a value:
the text of an error may hold what somebody said.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ui.crash.window import CrashWindow
    from ui.theme import Theme

_OWN = ("app", "ui", "storage")


def where(error: type[BaseException], trace: TracebackType | None, code: str = "") -> str:
    """`KeyError, ui/office.py:120`: the type, and the innermost line that is ours."""
    at = ""
    while trace is not None:
        parts = Path(trace.tb_frame.f_code.co_filename).parts
        own = next((n for n in range(len(parts) - 1, -1, -1) if parts[n] in _OWN), None)
        if own is not None:
            at = f"{'/'.join(parts[own:])}:{trace.tb_lineno}"
        trace = trace.tb_next
    return ", ".join(said for said in (error.__name__, at, code) if said)


class CrashPath:
    """Takes every error that nobody caught, on this thread or another."""

    def __init__(self, theme: Theme, close: Callable[[], None], again: Callable[[], None]) -> None:
        """`close` lets the vault go; `again` starts a fresh process and ends this one."""
        self._theme = theme
        self._close = close
        self._again = again
        self.window: CrashWindow | None = None

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self.take
        sys.unraisablehook = lambda seen: self.note(seen.exc_type, seen.exc_traceback)
        threading.excepthook = lambda seen: self.note(seen.exc_type, seen.exc_traceback)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Note it, hide what was on screen, and say so. A second error changes nothing."""
        code = error.code if isinstance(error, Refused) else ""
        reference = self.note(kind, trace, code)
        if self.window is not None or not isinstance(QApplication.instance(), QApplication):
            return
        from ui.crash.window import CrashWindow  # noqa: PLC0415 - loaded behind the first paint

        self.window = CrashWindow(self._theme, reference, self._leave)
        self.window.show()
        for other in QApplication.topLevelWidgets():
            if other is not self.window:
                other.hide()
        self.window.page.first_focus().setFocus()

    def note(self, kind: type[BaseException], trace: TracebackType | None, code: str = "") -> str:
        """One line on the error stream, if there is one: no value, no text of the error."""
        reference = where(kind, trace, code)
        if sys.stderr is not None:  # a windowed program on Windows has none
            sys.stderr.write(f"one chance: {reference}\n")
        return reference

    def _leave(self) -> None:
        with contextlib.suppress(Exception):  # what is broken may break again; we go all the same
            self._close()
        self._again()
