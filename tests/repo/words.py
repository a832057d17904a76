"""Finds words for people that would never be translated.

A literal is refused in two places of `ui`: handed to something that shows or speaks it, whatever
it is; and anywhere, when it reads as a phrase. Marked with `_`, `N_`, `ngettext` or `pgettext` it
is right. What stays as it is stands in `KEPT`, each with its reason.
"""

import ast
import re
from collections.abc import Iterator

MARKS = {"_", "N_", "ngettext", "pgettext"}
SHOW = {
    *("plain", "Label", "State", "show_state", "Primary", "Secondary", "Quiet", "Danger", "Link"),
    *("Button", "HeadRule", "Option", "MenuItem", "MenuButton", "Section", "Tab", "Step", "Notice"),
    *("Column", "Facts", "Field", "LineField", "TextField", "PassphraseField", "SearchField"),
    *("Check", "ChoiceField", "DateField", "AnswerGroup", "Moment", "StripAction", "DetailRow"),
    *("ListRow", "TaskRow", "Quote", "FindingCard", "Steps", "Table", "Sheet", "Page", "Menu"),
    *("setText", "set_words", "setAccessibleName", "setAccessibleDescription", "set_reason"),
    *("set_problem", "set_note", "setPlaceholderText", "setWindowTitle", "tell", "busy", "refuse"),
    *("getSaveFileName", "getOpenFileName", "find_dialog", "place_dialog"),
}
"""What puts its words on the screen or into a screen reader's mouth."""

SPEAKING = {"name", "text", "title", "words", "label", "note", "lead", "placeholder", "reason"}
"""Keyword arguments of these calls that are words; the rest are codes, icons and inks."""

PHRASE = re.compile(r"[A-Za-z]{2,}[,.:;]? +[A-Za-z]{2,}")
WORD = re.compile(r"^[A-Z][a-z]{2,}|[A-Za-z]{2,} ")

ELSEWHERE = {
    "ui/main.py": "the commands speak English on the terminal",
    "ui/commands/": "the same",
    "ui/rehearsal/": "its steps find a control by its English name, in any language",
    "ui/qt_translator.py": "Qt's own English is what is looked up",
    "ui/theme.py": "names of fonts",
}
KEPT = {
    "Notes": "the neutral name of the window",
    "One Chance": "the name of the program",
    "Esc Esc": "what stands on the keys",
    "one chance: ": "for the log of whoever looks after the program",
    "social worker": "who works in practice mode, as the record has it",
    "team manager": "the same",
    "detective sergeant": "the same",
    " has no attribute ": "for whoever writes the program",
    "nobody needs so much room": "the same",
    "changed root refused": "an act of the log, shown through its own words",
    "voice check differed": "the same",
    "saved again": "the same",
    "saved their pages": "the same",
    "Unreviewed draft": "said in both languages on purpose",
    "Qt, PySide6, Shiboken": "names of libraries and licences",
    "SQLCipher, sqlcipher3": "the same",
    "BSD-3-Clause, zlib": "the same",
    "Babel, tzdata": "the same",
    "BSD-3-Clause, Apache-2.0": "the same",
    "Atkinson Hyperlegible Next, Noto": "the same",
    "SIL OFL 1.1": "the same",
    "ISC, MIT": "the same",
}


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def faults(path: str, tree: ast.Module) -> list[str]:
    """Every literal of a module that a person would read and nobody could translate."""
    if path.startswith(tuple(ELSEWHERE)):
        return []
    found = {*_phrases(tree), *_shown(tree)}
    return [f"{path}:{line}: {text!r} is not marked" for line, text in sorted(found)]


def _phrases(node: ast.AST) -> Iterator[tuple[int, str]]:
    for part in _unmarked(node):
        if PHRASE.search(part.value) and part.value not in KEPT:
            yield part.lineno, part.value


def _shown(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SHOW:
            for word in node.keywords:
                if word.arg in SPEAKING:
                    yield from _bare(word.value)
            for given in node.args:
                yield from _bare(given)


def _bare(node: ast.AST) -> Iterator[tuple[int, str]]:
    for part in _unmarked(node):
        if WORD.search(part.value) and part.value not in KEPT:
            yield part.lineno, part.value


def _unmarked(node: ast.AST) -> Iterator[ast.Constant]:
    """Text constants under a node, save what is marked, documentation, types and comparisons."""
    if isinstance(node, ast.Call) and _name(node.func) in MARKS:
        return
    if isinstance(node, ast.Assign) and _name(node.targets[0]) == "msg":
        return  # for whoever writes the program
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for part in _parts(node):
        yield from _unmarked(part)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "ops", "comparators", "slice"}:
            continue
        parts = value if isinstance(value, list) else [value]
        if name == "args" and isinstance(node, ast.Call) and _name(node.func) == "cast":
            parts = parts[1:]
        for part in parts:
            docs = isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
            if isinstance(part, ast.AST) and not docs:
                yield part
