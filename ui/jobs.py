"""Work off the GUI thread: one worker, one builder, replies always on the GUI thread.

Only unlocking, sealing, opening and printing are jobs; saving an answer never is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from app.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _Reply(QObject):
    done = Signal(object, object)  # result, error


class _Run(QRunnable, Generic[T]):
    def __init__(self, work: Callable[[], T], reply: _Reply) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python keeps it, or it would be gone before it ran
        self._work = work
        self._reply = reply

    def run(self) -> None:
        result: object = None
        error: BaseException | None = None
        try:
            result = self._work()
        except BaseException as raised:  # noqa: BLE001 - carried to the GUI thread and raised there
            error = raised
        self._reply.done.emit(result, error)


class Jobs(QObject):
    """Runs one job at a time; a second waits for the first."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the pool of one worker."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: dict[_Reply, tuple[_Run[Any], Callable[[object, object], None]]] = {}

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._waiting)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        refused: Callable[[Refused], None],
    ) -> None:
        """Do `work` on the worker, then call `done` or `refused` on the GUI thread.

        `work` must touch no widget and no database. Anything but `Refused` is our bug: it is
        raised on the GUI thread, where the crash path takes it.
        """
        reply = _Reply(self)

        def settle(result: object, error: object) -> None:
            if isinstance(error, Refused):
                refused(error)
            elif isinstance(error, BaseException):
                raise error
            else:
                done(result)  # type: ignore[arg-type]

        run = _Run(work, reply)
        self._waiting[reply] = (run, settle)
        reply.done.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        self._pool.start(run)

    @Slot(object, object)
    def _settle(self, result: object, error: object) -> None:
        reply = self.sender()
        assert isinstance(reply, _Reply)  # noqa: S101 - only replies are connected here
        _run, settle = self._waiting.pop(reply)
        reply.deleteLater()
        if not self._waiting:
            self.busy_changed.emit(False)
        settle(result, error)

    def finish(self) -> None:
        """Wait for the worker; called before the process ends."""
        self._pool.waitForDone()
