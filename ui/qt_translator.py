"""Qt's own few words (file dialogs, what a screen reader says of a button) from our catalogue.

Qt ships its translations as files we leave out; the program's language is chosen in one place.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from app.i18n import pgettext


class CatalogueTranslator(QTranslator):
    """Answers Qt with our words; what we do not know stays as Qt has it."""

    def isEmpty(self) -> bool:
        """It always has something to say, or Qt would not ask."""
        return False

    def translate(
        self,
        context: str | bytes,
        source: str | bytes,
        disambiguation: str | bytes | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """The words for one of Qt's strings; Qt's own English when it is not ours to say."""
        said, where = _text(source), _text(context)
        return _known().get((where, said), said)


def _text(given: str | bytes) -> str:
    return given.decode("utf-8", "replace") if isinstance(given, bytes) else given


def _known() -> dict[tuple[str, str], str]:
    """Every string of Qt's that can be met, in the program's language."""
    return {**_file_dialog(), **_buttons(), **_accessible()}


def _file_dialog() -> dict[tuple[str, str], str]:
    return {
        ("QFileDialog", "Look in:"): pgettext("QFileDialog", "Look in:"),
        ("QFileDialog", "Back"): pgettext("QFileDialog", "Back"),
        ("QFileDialog", "Forward"): pgettext("QFileDialog", "Forward"),
        ("QFileDialog", "Parent Directory"): pgettext("QFileDialog", "Folder above"),
        ("QFileDialog", "Create New Folder"): pgettext("QFileDialog", "Make a new folder"),
        ("QFileDialog", "List View"): pgettext("QFileDialog", "List"),
        ("QFileDialog", "Detail View"): pgettext("QFileDialog", "List with details"),
        ("QFileDialog", "File &name:"): pgettext("QFileDialog", "File &name:"),
        ("QFileDialog", "&Directory:"): pgettext("QFileDialog", "&Folder:"),
        ("QFileDialog", "Directory:"): pgettext("QFileDialog", "Folder:"),
        ("QFileDialog", "Files of type:"): pgettext("QFileDialog", "Files of type:"),
        ("QFileDialog", "&Open"): pgettext("QFileDialog", "&Open"),
        ("QFileDialog", "&Save"): pgettext("QFileDialog", "&Save"),
        ("QFileDialog", "&Choose"): pgettext("QFileDialog", "&Choose"),
        ("QFileDialog", "Cancel"): pgettext("QFileDialog", "Cancel"),
        ("QFileDialog", "Directories"): pgettext("QFileDialog", "Folders"),
        ("QFileDialog", "All Files (*)"): pgettext("QFileDialog", "All files (*)"),
        ("QFileSystemModel", "Name"): pgettext("QFileDialog", "Name"),
        ("QFileSystemModel", "Size"): pgettext("QFileDialog", "Size"),
        ("QFileSystemModel", "Type"): pgettext("QFileDialog", "Type"),
        ("QFileSystemModel", "Date Modified"): pgettext("QFileDialog", "Changed on"),
    }


def _buttons() -> dict[tuple[str, str], str]:
    return {
        ("QPlatformTheme", "Cancel"): pgettext("QPlatformTheme", "Cancel"),
        ("QPlatformTheme", "Close"): pgettext("QPlatformTheme", "Close"),
        ("QPlatformTheme", "Open"): pgettext("QPlatformTheme", "Open"),
        ("QPlatformTheme", "Save"): pgettext("QPlatformTheme", "Save"),
        ("QPlatformTheme", "&Yes"): pgettext("QPlatformTheme", "&Yes"),
        ("QPlatformTheme", "&No"): pgettext("QPlatformTheme", "&No"),
    }


def _accessible() -> dict[tuple[str, str], str]:
    return {
        ("QAccessibleActionInterface", "Press"): pgettext("screen reader", "Press"),
        ("QAccessibleActionInterface", "Toggle"): pgettext("screen reader", "Change"),
        ("QAccessibleActionInterface", "SetFocus"): pgettext("screen reader", "Go there"),
        ("QAccessibleActionInterface", "ShowMenu"): pgettext("screen reader", "Open the menu"),
    }
