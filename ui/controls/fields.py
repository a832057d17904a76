"""Fields to type in. A field is a frameless editor in a painted box with its label above.

Each editor carries the label as its accessible name, asks input methods not to learn what is typed,
and lets right-to-left text stand at its own side.
"""

from typing import Final, cast

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.direction import runs_backwards
from app.i18n import _
from ui.controls.buttons import Quiet
from ui.controls.painted import draw_box, draw_icon, draw_ring, inner, smooth
from ui.controls.spread import Spread
from ui.controls.stack import Stack
from ui.text import FAR, Label, plain
from ui.theme import HALO, Role, Theme

_PRIVATE: Final = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
PAD: Final = 13  # pixels between a field's edge and what is typed
_MOST_LINES: Final = 12


class FieldBox(QWidget):
    """The painted box round an editor; shows the ring while the editor has the focus."""

    def __init__(self, theme: Theme, editor: QWidget, *, icon: str = "", top: int = 3) -> None:
        super().__init__()
        self.theme = theme
        self._top = top
        self._words = ""
        self.editor = editor
        self._icon = icon
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(editor)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        theme.changed.connect(self._follow)
        self._follow()

    def letter(self, words: str) -> None:
        """Set what is typed in a face that has its letters."""
        self._words = words
        font = self._font()
        if font.families() != self.editor.font().families():
            self.editor.setFont(font)

    def _font(self) -> QFont:
        role: Role = "body"
        usual = self.theme.font(role)
        if not FAR.search(self._words):
            return usual
        from ui.fonts import field_font  # noqa: PLC0415 - seldom, and never in the first window

        return field_font(self._words, usual)

    def _follow(self) -> None:
        self.editor.setFont(self._font())
        self.editor.setPalette(self.theme.palette())
        sides = [HALO + PAD + (self.theme.px(20) + 8 if self._icon else 0), HALO + PAD - 4]
        left, right = reversed(sides) if self.isRightToLeft() else sides
        self._row.setContentsMargins(left, HALO + self._top, right, HALO + 3)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint the ring when focus comes and goes."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, icon, ring."""
        painter = smooth(self)
        box = inner(self)
        draw_box(painter, self.theme, box)
        if self._icon:
            at = box.left() + PAD - 1
            draw_icon(painter, self.theme, self._icon, at, box.center().y() + 1, 18, "ink2")
        if self.editor.hasFocus():
            draw_ring(painter, self.theme, box)


class Field(Stack):
    """Label, box, note and problem. The base of every field."""

    apart = 12
    edited = Signal(str)
    finished = Signal(str)

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__()
        self.theme = theme
        self.name = label
        self.label: Label = plain(theme, label, "note_strong", wrap=False)
        self._aside: Spread | None = None
        self._head = Spread(gap=12)
        self._head.add(self.label)
        self.add(self._head)
        self._note: Label | None = None  # made when there is something to say: seldom
        self._problem: Label | None = None
        self._before = ""

    @property
    def aside(self) -> Spread:
        """What stands at the end of the label's line; made when something is put there."""
        if self._aside is None:
            self._aside = Spread(gap=4)
            self._head.add_end(self._aside)
        return self._aside

    def _finish(self, box: QWidget) -> None:
        """Put the box under the label; the notes come under the box."""
        self.add(box)

    def set_label(self, label: str) -> None:
        """Another label; the accessible name follows."""
        self.name = label
        self.label.setText(label)
        self.first_focus().setAccessibleName(label)

    def set_note(self, text: str) -> None:
        """A line of help under the field; an empty text takes it away."""
        if self._note is None:
            self._note = plain(self.theme, "", "note", "ink2")
            self._under(self._note, 2)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._describe()

    def _under(self, label: Label, place: int) -> None:
        """Put a line below the box: the note first, then the problem."""
        column = cast("QVBoxLayout", self.layout())
        column.insertWidget(place if self._note is not None else 2, label)

    def set_problem(self, text: str) -> None:
        """What is wrong and what to do, in brick; an empty text takes it away."""
        if self._problem is None:
            if not text:
                return
            self._problem = plain(self.theme, "", "note_strong", "attn")
            self._under(self._problem, 3)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._describe()

    def _describe(self) -> None:
        said = (part.text() for part in (self._problem, self._note) if part is not None)
        told = " ".join(text for text in said if text)
        self.first_focus().setAccessibleDescription(told)

    def first_focus(self) -> QWidget:
        """Where typing begins."""
        raise NotImplementedError

    def text(self) -> str:
        """What has been typed."""
        raise NotImplementedError

    def _left(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.finished.emit(self._before)


class _Editor(QPlainTextEdit):
    """A frameless plain-text editor that tells when it is left."""

    left = Signal()
    wrapped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setInputMethodHints(_PRIVATE | Qt.InputMethodHint.ImhMultiLine)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that another width may have broken the lines elsewhere."""
        super().resizeEvent(event)
        self.wrapped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person has gone on."""
        super().focusOutEvent(event)
        self.left.emit()


class TextField(Field):
    """Several lines. Grows with what is typed, up to twelve lines, and then scrolls."""

    def __init__(
        self, theme: Theme, label: str, *, lines: int = 3, placeholder: str = "", limit: int = 0
    ) -> None:
        super().__init__(theme, label)
        self._lines = lines
        self._limit = limit
        self._language_given = False
        self.editor = _Editor()
        self.editor.setAccessibleName(label)
        self.editor.setPlaceholderText(placeholder)
        self.label.setBuddy(self.editor)
        self.box = FieldBox(theme, self.editor, top=12)
        self.box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._finish(self.box)
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self._left)
        self.editor.wrapped.connect(self._resize)
        theme.changed.connect(self._resize)
        self._resize()

    def text(self) -> str:
        """What has been typed."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text without telling anybody."""
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self._before = text
        self._turn()
        self._resize()

    def set_lines(self, lines: int) -> None:
        """Stand at least this many lines high (fewer in a low window)."""
        self._lines = lines
        self._resize()

    def first_focus(self) -> QWidget:
        """The editor."""
        return self.editor

    def set_language(self, code: str, *, backwards: bool) -> None:
        """The language about to be typed: its locale and direction, on this field alone."""
        self._language_given = True
        self.editor.setLocale(QLocale(code))
        self._face(backwards=backwards)

    def _face(self, *, backwards: bool) -> None:
        """Turn the text (Qt moves it only by the document's default option with AlignRight)."""
        way = Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        document = self.editor.document()
        option = QTextOption(document.defaultTextOption())
        if option.textDirection() == way:
            return
        option.setTextDirection(way)
        side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        document.setDefaultTextOption(option)
        self.editor.setLayoutDirection(way)

    def _turn(self) -> None:
        self.box.letter(self.text())
        if not self._language_given:
            self._face(backwards=runs_backwards(self.text()))

    def _typed(self) -> None:
        if self._limit and len(self.text()) > self._limit:
            cut = self.text()[: self._limit]
            self.editor.blockSignals(True)
            self.editor.setPlainText(cut)
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
            self.editor.blockSignals(False)
        self._turn()
        self._resize()
        self.edited.emit(self.text())

    def _resize(self) -> None:
        shown = round(self.editor.document().size().height())
        lines = max(self._lines, min(_MOST_LINES, shown))
        line = max(self.theme.line_height("body"), self.editor.fontMetrics().lineSpacing())
        self.box.setFixedHeight(lines * line + 26 + 2 * HALO)


class LineField(Field):
    """One line. `entered` is sent on Enter. `width` is pixels at 100 %, 0 for all there is."""

    entered = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        width: int = 0,
        placeholder: str = "",
        limit: int = 0,
        icon: str = "",
    ) -> None:
        super().__init__(theme, label)
        self._width = width
        self.editor = QLineEdit()
        self.editor.setFrame(False)
        self.editor.setAccessibleName(label)
        self.editor.setPlaceholderText(placeholder)
        self.editor.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.editor.setInputMethodHints(_PRIVATE)
        if limit:
            self.editor.setMaxLength(limit)
        self.label.setBuddy(self.editor)
        self.box = FieldBox(theme, self.editor, icon=icon)
        self.beside = Spread(gap=12)
        self._lay(theme)
        self.editor.textChanged.connect(self._turn)
        self.editor.textEdited.connect(self.edited)
        self.editor.returnPressed.connect(self.entered)
        self.editor.editingFinished.connect(self._left)

    def _lay(self, theme: Theme) -> None:
        line = QWidget()
        row = self._row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.box, 100)
        row.addWidget(self.beside)
        if self._width:
            row.addStretch(1)
            row.setStretch(0, 10_000)  # what is left over begins where the box ends growing
        self._finish(line)
        theme.changed.connect(self._resize)
        self._resize()

    def put_beside(self, widget: QWidget) -> None:
        """Something that belongs to the field, after its box."""
        self._row.setSpacing(8)
        self.beside.add(widget)

    def _resize(self) -> None:
        self.box.setFixedHeight(self.theme.tall(48) + 2 * HALO)
        if self._width:
            self.box.setMaximumWidth(self.theme.px(self._width))
            self.box.setMinimumWidth(min(120, self._width))
            self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _turn(self, text: str) -> None:
        self.box.letter(text)
        backwards = runs_backwards(text)
        way = Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
        self.editor.setLayoutDirection(way)

    def text(self) -> str:
        """What has been typed."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Show a text without telling anybody."""
        self.editor.setText(text)
        self._before = text

    def first_focus(self) -> QWidget:
        """The editor."""
        return self.editor


class PassphraseField(LineField):
    """A passphrase in dots, with Show beside it."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(theme, label, width=500)
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.editor.setInputMethodHints(
            _PRIVATE | Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = Quiet(theme, _("Show"), icon="eye", on_click=self._turn_over)
        self.put_beside(self.show_button)

    def _turn_over(self) -> None:
        hidden = self.editor.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.editor.setEchoMode(mode)
        self.show_button.set_words(_("Hide it") if hidden else _("Show"))

    def forget(self) -> None:
        """Empty the field and show dots again."""
        self.editor.clear()
        self._before = ""
        if self.editor.echoMode() == QLineEdit.EchoMode.Normal:
            self._turn_over()
