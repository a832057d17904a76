"""What the source may not do, except in the one place that does it for all.

Each ban says why, and names the modules that may, each with its reason. A new exception is a
line here that a reviewer reads.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Sees = Callable[[ast.AST], bool]


@dataclass(frozen=True)
class Ban:
    """One thing that is forbidden, how it looks in source, and who may do it all the same."""

    what: str
    why: str
    sees: Sees
    allowed: dict[str, str] = field(default_factory=dict)  # path or folder/: reason


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def imports(*forbidden: str) -> Sees:
    """An import of one of these modules, or of something inside it."""

    def sees(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            return False
        return any(f"{name}.".startswith(f"{ban}.") for name in found for ban in forbidden)

    return sees


def mentions(*names: str) -> Sees:
    """Any use of one of these names, called or not."""
    return lambda node: _name(node) in names


def makes(*classes: str) -> Sees:
    """An instance of one of these classes, or a class that stands on one."""

    def sees(node: ast.AST) -> bool:
        if isinstance(node, ast.ClassDef):
            return any(_name(base) in classes for base in node.bases)
        return isinstance(node, ast.Call) and _name(node.func) in classes

    return sees


def calls(*names: str) -> Sees:
    """A call of a function or method of this name."""
    return lambda node: isinstance(node, ast.Call) and _name(node.func) in names


def calls_method(*names: str) -> Sees:
    """A call of something's method of this name."""

    def sees(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in names
        )

    return sees


def calls_builtin(*names: str) -> Sees:
    """A call of a built-in by its bare name (`re.compile` is not `compile`)."""

    def sees(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
        )

    return sees


def says(pattern: str) -> Sees:
    """A text constant that matches."""
    matcher = re.compile(pattern, re.IGNORECASE)

    def sees(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and matcher.search(node.value) is not None
        )

    return sees


def labels_a_row_by_text(node: ast.AST) -> bool:
    """`addRow("…", field)`, or a marked string in place of the label."""
    if not isinstance(node, ast.Call) or _name(node.func) not in {"addRow", "insertRow"}:
        return False
    return any(
        (isinstance(word, ast.Constant) and isinstance(word.value, str))
        or isinstance(word, ast.JoinedStr)
        or (isinstance(word, ast.Call) and _name(word.func) in {"_", "pgettext", "ngettext"})
        for word in node.args[:2]
    )


def opens_for_writing(node: ast.AST) -> bool:
    """A file opened to be written: `open(…, "w")`, `path.open("ab")`, `write_text`, `os.open`."""
    if not isinstance(node, ast.Call):
        return False
    called = _name(node.func)
    if called in {"write_text", "write_bytes", "NamedTemporaryFile", "mkstemp", "fdopen"}:
        return True
    if called != "open":
        return False
    if isinstance(node.func, ast.Attribute) and _name(node.func.value) == "os":
        return True
    words = [*node.args, *(word.value for word in node.keywords if word.arg == "mode")]
    return any(
        isinstance(word, ast.Constant)
        and isinstance(word.value, str)
        and re.fullmatch(r"[rwaxbt+]{1,4}", word.value) is not None
        and set(word.value) & set("wax+")
        for word in words
    )


def draws_a_layout(node: ast.AST) -> bool:
    """`laid.layout.draw(painter, at)`: text drawn without asking which way the window runs."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "draw"
        and _name(node.func.value) == "layout"
    )


BANS = (
    Ban(
        "a text drawn as it is",
        "in a mirrored window it could not be read; draw_laid turns it back",
        draws_a_layout,
        {
            "ui/text.py": "labels are never mirrored",
            "ui/native.py": "a name in its own script, never mirrored",
            "ui/card_face.py": "the card for the person, never mirrored",
            "ui/controls/painted.py": "draw_laid itself",
            "ui/map/": "places on the map stay where they are",
            "ui/pages/languages/pointing.py": "the same as draw_laid, round the middle",
        },
    ),
    Ban(
        "a raw QLabel",
        "Qt guesses rich text, and a picture named in case text would be opened",
        makes("QLabel"),
        {"ui/text.py": "the one plain-text label"},
    ),
    Ban(
        "a message box",
        "it guesses rich text and blocks the lock",
        mentions("QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"),
    ),
    Ban(
        "a tool tip",
        "it guesses rich text, is unreachable by keyboard and shows on a covered screen",
        calls("setToolTip", "setWhatsThis", "setStatusTip", "showText"),
    ),
    Ban(
        "rich text or a link",
        "it opens files and addresses named in the text",
        mentions(
            *("setHtml", "insertHtml", "appendHtml", "setMarkdown", "setOpenExternalLinks"),
            *("QTextBrowser", "QTextEdit", "QDesktopServices", "QWizardPage", "QWhatsThis"),
        ),
    ),
    Ban(
        "a form row labelled by text",
        "QFormLayout makes a raw label of it; give it a plain one",
        labels_a_row_by_text,
    ),
    Ban(
        "dynamic code",
        "content and packages are data",
        calls_builtin("eval", "exec", "compile", "__import__"),
    ),
    Ban(
        "deserialising code",
        "a package comes from a stranger",
        imports("pickle", "marshal", "shelve", "dill"),
    ),
    Ban(
        "zipfile",
        "it accepts what our grammar refuses",
        imports("zipfile", "tarfile", "shutil.unpack_archive"),
        {"storage/handover/archive.py": "our own strict reader, checked against the stock one"},
    ),
    Ban(
        "unpacking by somebody else's names",
        "a member's name is not a path",
        calls_method("extractall", "extract", "unpack_archive"),
    ),
    Ban(
        "a key in SQL text",
        "the text of a statement stays in memory and in logs; set_key(bytearray) is wiped",
        says(r"pragma\s+(\w+\.)?(hex)?(re)?key\s*[=(]"),
    ),
    Ban(
        "a file opened for writing",
        "written files go through one private, atomic writer",
        opens_for_writing,
        {
            "storage/files.py": "the writer itself",
            "storage/report/child.py": "the pipe to its parent, by number; no file",
            "storage/handover/child.py": "the pipe to its parent, by number; it may write no file",
            "storage/handover/extract.py": "new files only, by names from a closed list",
            "ui/rehearsal/report.py": "its reports, in the folder the user named",
            "ui/rehearsal/stage.py": "a made-up case's practice keys, in the folder the user named",
        },
    ),
    Ban(
        "a temporary file",
        "case text would stay on the disk",
        imports("tempfile"),
    ),
    Ban(
        "starting a program",
        "only the children that print and that open files, and a fresh start, are other processes",
        imports("subprocess", "multiprocessing"),
        {
            "storage/report/renderer.py": "the short-lived child that prints",
            "storage/handover/guarded.py": "the child with bounds that opens strangers' files",
            "ui/main.py": "the fresh start after a lock",
            "ui/restart.py": "the fresh start after a lock",
            "ui/commands/rehearse.py": "asks Qt in a child whether there is a screen to be seen on",
            "ui/rehearsal/interpreted/proof.py": "pdftotext, over the pages of a made-up case",
        },
    ),
    Ban(
        "leaving without saying so",
        "only the lock ends the process at once",
        mentions("_exit"),
        {"ui/main.py": "the lock", "ui/restart.py": "the lock", "ui/lock.py": "the lock"},
    ),
)


def may(ban: Ban, name: str) -> bool:
    """Whether this module is one that may."""
    return any(
        name == path or (path.endswith("/") and name.startswith(path)) for path in ban.allowed
    )


def faults(name: str, tree: ast.Module) -> Iterator[str]:
    """Every line of a module that does what it may not, with the reason."""
    in_force = [ban for ban in BANS if not may(ban, name)]
    for node in ast.walk(tree):
        for ban in in_force:
            if ban.sees(node):
                yield f"{name}:{getattr(node, 'lineno', 0)}: {ban.what}: {ban.why}"
