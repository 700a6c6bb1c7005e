"""Opens the on-screen keyboard where a finger is on a text field, and types into that field.

Invariant: no scan, no mouse and no key opens it, unless the machine says that its mouse is a
finger; it never stands over the field that it types into.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLayout,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from counter_app.ui.flows.keyboard import touch_typing
from counter_app.ui.flows.keyboard.touch_typing import Panel, Typing
from counter_app.ui.look import Look
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.touch_keyboard import TouchKeyboard

_BELOW: Final = 16  # free below the field that is typed into
_LIFTED: Final = QEvent.Type.MouseButtonRelease
_NUMBERS: Final = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhPreferNumbers
)
_KEYS: Final = {touch_typing.BACKSPACE: Qt.Key.Key_Backspace, touch_typing.ENTER: Qt.Key.Key_Return}


class Stage(QWidget):
    """Where the page stands; what a keyboard below leaves no room for can be scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = QWidget(self)
        self.stack = QStackedLayout(self._inner)
        # A smaller window is arranged anew; the present arrangement must not forbid it.
        self.stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._least = 0
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.valueChanged.connect(self._place)
        self._bar.hide()

    def keep(self, height: int) -> None:
        """The page is never lower than this; 0 is as high as there is room."""
        self._least = height
        self._measure()

    def bring(self, field: QWidget) -> None:
        """Scroll until a field is in sight, in its card as in the page."""
        one = field.parentWidget()
        while one is not None and one is not self:
            if isinstance(one, QScrollArea):
                one.ensureWidgetVisible(field, 0, _BELOW)
            one = one.parentWidget()
        bottom = field.mapTo(self._inner, QPoint(0, field.height())).y() + _BELOW
        self._bar.setValue(max(0, bottom - self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        over = max(0, self._least - self.height())
        self._bar.setRange(0, over)
        self._bar.setPageStep(self.height())
        self._bar.setVisible(bool(over))
        self._place()

    def _place(self) -> None:
        width, height = self.width(), self.height()
        self._inner.setGeometry(0, -self._bar.value(), width, max(height, self._least))
        across = self._bar.sizeHint().width()
        self._bar.setGeometry(width - across, 0, across, height)
        self._bar.raise_()


class TouchTyping(QObject):
    """The window's keyboard on the screen. Install it for the application."""

    changed = Signal()

    def __init__(self, window: QWidget, mouse_is_finger: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._mouse_is_finger = window, mouse_is_finger
        self.stage = Stage()
        self._box = QVBoxLayout(window)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.addWidget(self.stage, 1)
        self.keyboard: TouchKeyboard | None = None
        self._look: Callable[[], Look] | None = None
        self._field: QLineEdit | None = None
        self._spoken = self._opened_in = ""  # the language of the window, and of the keyboard
        self._chosen = ("", "")  # the keyboard's language that was chosen in one of the window
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]  # there is an application

    def wear(self, look: Callable[[], Look]) -> None:
        """How the keyboard looks whenever it opens."""
        self._look = look

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A finger that is lifted from a field; all else passes."""
        if not (isinstance(event, QMouseEvent) and event.type() == _LIFTED):
            return False
        if isinstance(watched, QLineEdit) and _types(watched) and self._is_finger(event):
            QTimer.singleShot(0, watched, partial(self._touched, watched))
        return False

    def close(self) -> None:
        """Away with it; the page has the whole window again."""
        keyboard, self.keyboard, self._field = self.keyboard, None, None
        if keyboard is None:
            return
        if keyboard.typing.language != self._opened_in:
            self._chosen = (self._spoken, keyboard.typing.language)
        self._box.removeWidget(keyboard)
        keyboard.hide()
        keyboard.deleteLater()
        self._box.activate()  # first the room, then the page: it is never squeezed between
        self.stage.keep(0)
        self.changed.emit()

    def _is_finger(self, event: QMouseEvent) -> bool:
        touch = event.pointingDevice().type() == QInputDevice.DeviceType.TouchScreen
        return touch or self._mouse_is_finger()

    def _touched(self, field: QLineEdit) -> None:
        """What the touch did is done: where the focus went on elsewhere, nothing is typed here."""
        if field.hasFocus() and self._window.isAncestorOf(field):
            self._serve(field)

    def _serve(self, field: QLineEdit) -> None:
        panel = Panel.NUMBERS if wants_numbers(field) else Panel.LETTERS
        if panel is Panel.NUMBERS and _has_pad(self._window):
            self.close()
            return
        self._field = field
        if self.keyboard is None:
            self._open(panel)
        else:
            self.keyboard.show_panel(panel)
        self._lift(field)

    def _open(self, panel: Panel) -> None:
        if self._look is None:
            return
        look = self._look()
        self._spoken = look.wording.language
        spoken, chosen = self._chosen
        self._opened_in = chosen if spoken == self._spoken else self._spoken
        typing = Typing(self._opened_in, panel)
        self.keyboard = TouchKeyboard(look, typing)
        self.keyboard.typed.connect(self._type)
        self.keyboard.asked.connect(self._press)
        self._box.addWidget(self.keyboard)
        self.changed.emit()

    def _lift(self, field: QWidget) -> None:
        """The page keeps the height that it needs, and the field comes into sight."""
        page = self.stage.stack.currentWidget()
        if page is not None:
            self.stage.keep(min(self._window.height(), page.minimumSizeHint().height()))
        self._box.activate()
        self.stage.bring(field)

    def _type(self, text: str) -> None:
        for char in text:
            self._send(Qt.Key.Key_unknown, char)

    def _press(self, name: str) -> None:
        if name == touch_typing.CLOSE:
            self.close()
        else:
            self._send(_KEYS[name], "\r" if name == touch_typing.ENTER else "")

    def _send(self, key: Qt.Key, text: str) -> None:
        """To the field itself: on the way of a real key the scanner would listen."""
        field = self._field
        if field is None or not isValid(field):
            self.close()
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if isValid(field):
                field.event(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        """It follows to another field of the same card, and goes with its field."""
        old = self._field
        if self.keyboard is None or now is old:
            return
        goes_on = old is not None and isValid(old) and old.isVisible() and now is not None
        if goes_on and isinstance(now, QLineEdit) and _types(now):
            self._serve(now)
        else:
            self.close()


def wants_numbers(field: QLineEdit) -> bool:
    """Whether only digits make sense in a field, as its own hints say."""
    return bool(field.inputMethodHints() & _NUMBERS)


def _types(field: QLineEdit) -> bool:
    return field.isEnabled() and not field.isReadOnly()


def _has_pad(window: QWidget) -> bool:
    return any(pad.isVisible() for pad in window.findChildren(NumberPad))
