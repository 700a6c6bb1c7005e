"""Digits for a thumb, in the order of a keyboard's pad.

Invariant: a pad key does what the same key of the keyboard does, in the field that has the focus.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from counter_app.ui.flows.views import KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm

_BACK = "back"
_CLEAR = "clear"
_COLUMNS = 3
_KEYS = {".": Qt.Key.Key_Period, ",": Qt.Key.Key_Comma, _BACK: Qt.Key.Key_Backspace}


class NumberPad(QWidget):
    """3 x 4 keys: 7 8 9 on top; below them `left` (00, a decimal mark or clear), 0, backspace."""

    def __init__(self, look: Look, left: str = "00", height: int = 60) -> None:
        super().__init__()
        self._look = look
        grid = QGridLayout(self)
        grid.setSpacing(4)
        grid.setContentsMargins(0, 0, 0, 0)
        form = KeyForm(height, "heading", centred=True, one_shot=False, bold=False)
        tall = max(height, look.theme.line_height("heading") + 10)  # as the digits, at any size
        word = replace(form, height=tall, step="body")  # a larger word would widen its column
        for n, intent in enumerate((*"789456123", left, "0", _BACK)):
            key = ActionKey(look, self._view(intent), word if intent == _CLEAR else form)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.asked.connect(self._press)
            grid.addWidget(key, n // _COLUMNS, n % _COLUMNS)

    def _view(self, intent: str) -> KeyView:
        kind, words = KeyKind.CONTROL, self._look.words
        if intent == _BACK:
            spoken = words("page.pad.backspace")
            return KeyView(intent, "", icon="backspace", kind=kind, spoken=spoken)
        if intent == _CLEAR:
            return KeyView(intent, words("page.pad.clear"), kind=kind)
        return KeyView(intent, intent, kind=kind)

    def _press(self, intent: str) -> None:
        target = QApplication.focusWidget()
        if not isinstance(target, QLineEdit):
            return
        if intent == _CLEAR:
            target.selectAll()
            intent = _BACK
        for char in (intent,) if intent == _BACK else tuple(intent):
            _type(target, char)


def _type(target: QObject, char: str) -> None:
    code = _KEYS.get(char, Qt.Key(ord(char)) if len(char) == 1 else Qt.Key.Key_unknown)
    text = "" if char == _BACK else char
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.KeypadModifier, text)
        QApplication.sendEvent(target, event)
