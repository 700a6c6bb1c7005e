"""Where something is typed: framed fields with their ring, the amount, the PIN.

Invariant: an amount field takes digits and one decimal mark only and keeps them as typed; reading
them as money is the flow's work.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSizePolicy, QWidget

from counter_app.ui.flows.views import AmountView
from counter_app.ui.look import Look
from counter_app.ui.widgets.painting import Brush
from counter_app.ui.widgets.parts import STRETCH, column, icon, label, restyle, row

AMOUNT: Final = QRegularExpression(r"[0-9]{0,9}([.,][0-9]{0,3})?")
PIN_LENGTH: Final = 6
_DOT: Final = 14
_DOT_PITCH: Final = 30


_EDITING: Final = frozenset(map(ord, "ACVXYZ"))  # select all, copy, paste, cut, redo, undo


class Editor(QLineEdit):
    """A frameless line edit that tells its frame about focus and its owner about Enter and Esc."""

    focused = Signal(bool)
    left = Signal()
    touched = Signal()

    def event(self, event: QEvent) -> bool:
        """Ctrl with a letter is the window's, as its hint says; what edits a text stays here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
            if control and letter and event.key() not in _EDITING:
                event.ignore()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that it has the focus."""
        super().focusInEvent(event)
        self.focused.emit(True)  # noqa: FBT003  a signal's value has no name

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it lost the focus."""
        super().focusOutEvent(event)
        self.focused.emit(False)  # noqa: FBT003  as above

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that a finger or a mouse is on it."""
        super().mousePressEvent(event)
        self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is for the window, not swallowed here."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class FieldFrame(QFrame):
    """The edge around an editor: at rest, focused, off, error, or flashing as stored."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor, self._state, self._passing = editor, "rest", False
        self.setProperty("field", "rest")
        editor.focused.connect(self._restyle)
        self.setFocusProxy(editor)

    def mark(self, state: str, *, passing: bool = False) -> None:
        """`rest` or `wrong`; `error` or `stored` in passing. The editor tells focus and off.

        What is only `passing` shows above the focus; what lasts gives way to its ring.
        """
        self._state, self._passing = state, passing
        self._restyle()

    def _restyle(self) -> None:
        state = self._state
        if not self._passing and self._editor.hasFocus():
            state = "focus"
        if state == "rest" and not self._editor.isEnabled():
            state = "off"
        restyle(self, "field", state)


class Field(QWidget):
    """A label above a framed editor, an icon at its right, a sentence below when it is wrong."""

    changed = Signal(str)

    def __init__(
        self, look: Look, caption: str, icon_name: str = "", editor: Editor | None = None
    ) -> None:
        super().__init__()
        self.editor = editor or Editor()
        self.editor.setAccessibleName(caption)
        self.editor.setProperty("step", "line")
        self._frame = FieldFrame(self.editor)
        self._frame.setFixedHeight(max(56, look.theme.line_height("line") + 24))
        tail = [icon(look, icon_name, "muted")] if icon_name else []
        self._frame.setLayout(row((self.editor, 1), *tail, margins=(12, 0, 12, 0)))
        self._caption = label(caption, "label", "muted", wraps=True)
        self._caption.setBuddy(self.editor)
        self._wrong = label("", "label", "error_fg", wraps=True)
        self._wrong.hide()
        self.setLayout(column(self._caption, self._frame, self._wrong, gap=4))
        self.setFocusProxy(self.editor)
        self.editor.textEdited.connect(self.changed)

    def show_text(self, text: str, wrong: str = "") -> None:
        """Show a text and, when there is one, the sentence that says what is wrong with it."""
        if self.editor.text() != text:
            self.editor.setText(text)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.editor.setAccessibleDescription(wrong)
        self._frame.mark("wrong" if wrong else "rest")


class AmountField(FieldFrame):
    """Caption over figure. Shows the amount in question until something is typed into it."""

    changed = Signal(str)

    def __init__(self, look: Look, view: AmountView) -> None:
        editor = Editor()
        super().__init__(editor)
        self.editor = editor
        editor.setProperty("step", "title")
        editor.setValidator(QRegularExpressionValidator(AMOUNT, editor))
        editor.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._caption: QLabel = label(view.caption, "caption", "muted")
        self._caption.setBuddy(editor)
        self.setLayout(
            column(STRETCH, self._caption, editor, STRETCH, gap=0, margins=(11, 0, 8, 0))
        )
        self.setFixedWidth(look.arrangement.amount_width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        editor.textEdited.connect(self.changed)
        editor.focused.connect(self._focused)
        self.show_view(view)

    def show_view(self, view: AmountView) -> None:
        """Show an amount; what a person is typing right now is left alone when it is the same."""
        self._caption.setText(view.caption)
        self.editor.setAccessibleName(view.caption)
        self.editor.setAccessibleDescription(view.how)
        self.editor.setEnabled(view.enabled)
        if self.editor.text() != view.text:
            self.editor.setText(view.text)
        self.mark("rest")

    def _focused(self, focused: bool) -> None:  # noqa: FBT001  Qt hands the signal's value over
        if focused:
            self.editor.selectAll()


class PinEditor(Editor):
    """Six places for a PIN: filled as they are typed, never shown, taken at the last digit."""

    complete = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(PIN_LENGTH)
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhDigitsOnly)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textChanged.connect(self._count)

    def minimumSizeHint(self) -> QSize:
        """Room for six dots."""
        return QSize(PIN_LENGTH * _DOT_PITCH, self._look.theme.line_height("line") + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the places; the text itself is never drawn."""
        del event
        painter = QPainter(self)
        brush, theme = Brush(painter, self._look.theme), self._look.theme
        middle = self.height() / 2
        for place in range(PIN_LENGTH):
            centre = QPointF(_DOT + place * _DOT_PITCH, middle)
            rect = QRectF(centre.x() - _DOT / 2, centre.y() - _DOT / 2, _DOT, _DOT)
            if place < len(self.text()):
                brush.fill(rect, "text", _DOT / 2)
            else:
                painter.setPen(QPen(theme.colour("border"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(rect)

    def _count(self, text: str) -> None:
        if len(text) == PIN_LENGTH:
            self.complete.emit(text)
