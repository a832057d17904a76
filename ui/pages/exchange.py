"""Files that come and go on pages: choosing, dropping, saving and reading back; and a reason asked.

Saving asks where with our own Export folder proposed, under a name that says nothing. What was
written is read back from the disk before anybody is told that it is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.errors import Refused
from app.i18n import _
from app.services.outgoing import chosen_folder
from ui import files
from ui.controls import Primary, Quiet, Sheet, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ports.record import CaseStore
    from ui.theme import Theme

Place = Callable[[str], Path | None]
"""Asked with the name proposed for a file: where it is to go, or None to leave it."""

Find = Callable[[], Path | None]
"""Which file to open, or None to leave it."""

Take = Callable[[bytes, str], None]
"""Given a file's bytes and its name."""

Refuse = Callable[[Refused], object]
"""Given why a file could not be read."""


def usual_folder() -> Path:
    """Where files that leave are put when nobody chose a folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Export"


def export_folder(store: CaseStore | None = None) -> Path:
    """Where files that leave are offered to be put, and there: the folder chosen in Settings.

    A chosen folder that is not there (a stick that was pulled out) is not made: what would stand
    in its place is this laptop's own disk.
    """
    chosen = chosen_folder(store) if store is not None else ""
    if chosen and Path(chosen).is_dir():
        return Path(chosen)
    folder = usual_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path.home()
    return folder


def place_dialog(parent: QWidget, title: str, store: CaseStore | None = None) -> Place:
    """Ask with the desktop's own dialog, beginning in the folder chosen in Settings."""

    def ask(name: str) -> Path | None:
        return files.ask_where_to_save(parent, title, str(export_folder(store) / name))

    return ask


def find_dialog(parent: QWidget, title: str) -> Find:
    """Ask with the desktop's own dialog."""
    kinds = _("Sealed files (*.age *.hop);;All files (*)")
    return lambda: files.ask_what_to_open(parent, title, kinds)


def save_and_read_back(path: Path, content: bytes) -> None:
    """Save a file and compare it with what then stands on the disk.

    Raises:
        Refused: `file.unwritable`, also when the disk gives back something else.
    """
    files.save(path, content)
    if files.read(path) != content:
        raise Refused("file.unwritable")


class FileDrop(QObject):
    """Lets one file be dropped on a page; `take` is given its bytes and name.

    A page that lists folders is given one that is dropped, in `folder`.
    """

    def __init__(
        self,
        page: QWidget,
        take: Take,
        refuse: Refuse,
        folder: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__(page)
        self._take, self._refuse, self._folder = take, refuse, folder
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take a single local file; anything else is left alone."""
        if isinstance(event, QDragEnterEvent | QDropEvent) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        }:
            paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
            if len(paths) != 1:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._dropped(Path(paths[0]))
            return True
        return False

    def _dropped(self, path: Path) -> None:
        if self._folder is not None and path.is_dir():
            self._folder(path)
        else:
            read_in(path, self._take, self._refuse)


def given_file(argument: object) -> tuple[bytes, str] | None:
    """The bytes and the name of a file that a page was asked to open; None for anything else."""
    match argument:
        case (bytes() as content, str() as name):
            return content, name
        case _:
            return None


def read_in(path: Path | None, take: Take, refuse: Refuse) -> None:
    """Read a chosen file and pass it on; nothing when none was chosen."""
    if path is None:
        return
    try:
        content = files.read(path)
    except Refused as refusal:
        refuse(refusal)
        return
    take(content, path.name)


class ReasonSheet(Sheet):
    """Words to be written before something is done; without them nothing happens."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        body: str,
        do: str,
        act: Callable[[str], bool],
        *,
        label: str = "",
    ) -> None:
        super().__init__(theme, title, body)
        self._act = act
        self.words = TextField(theme, label or _("The reason"), lines=3)
        self.body.add(self.words)
        self.done = Primary(theme, do, on_click=self._do)
        self.leave = Quiet(theme, _("Leave it"), on_click=self.dismiss)
        self.foot.add(self.done, self.leave)

    def _do(self) -> None:
        reason = self.words.text().strip()
        if not reason:
            self.words.set_problem(_("Write it first. It stays in the record."))
            self.words.first_focus().setFocus()
            return
        if self._act(reason):
            self.close_sheet()
