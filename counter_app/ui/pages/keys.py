"""The page of the keys: all of them at the left, the chosen one and its new key at the right.

Invariant: while a new key is waited for, no key does anything but become it.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout

from counter_app.ui.flows.keyboard.keys_page import Chosen, KeysView, Left, Opened, Pressed
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.pages.window_keys import CATCHES, key_of
from counter_app.ui.widgets.balance import MessageArea
from counter_app.ui.widgets.card import Card, KeyFoot, Scroller
from counter_app.ui.widgets.parts import STRETCH, column, holder, label, restyle, row
from counter_app.ui.widgets.payment_row import PaymentRow
from counter_app.ui.widgets.row_list import RowList
from counter_app.ui.widgets.status_bar import StatusBar

_HELD_ALONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
    }
)
_OPENS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_STEPS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ELSEWHERE = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.MouseFocusReason,
    }
)
_LEAST_CATCHER = 72


class KeyCatcher(QFrame):
    """Shows a key; while it catches, it takes whatever key is pressed instead of any shortcut."""

    wanted = Signal()  # a new key, by Enter, Space or a touch
    pressed = Signal(str)
    left = Signal()  # by Tab, or by a touch elsewhere: nothing is waited for any more

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("field", "rest")
        self._text: QLabel = label("", "heading", wraps=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self._text, margins=(12, 8, 12, 8)))
        self.setMinimumHeight(_LEAST_CATCHER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_key(self, text: str, name: str, *, catches: bool) -> None:
        """Show a key, or what to do while one is waited for."""
        self._text.setText(text)
        self.setAccessibleName(f"{name}, {text}")
        began = catches and not self.property(CATCHES)
        self.setProperty(CATCHES, catches)
        if began:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring says that the next key is caught."""
        super().focusInEvent(event)
        restyle(self, "field", "focus")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes on elsewhere wants no new key here."""
        super().focusOutEvent(event)
        restyle(self, "field", "rest")
        if self.property(CATCHES) and event.reason() in _ELSEWHERE:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for a new key."""
        if event.key() in _OPENS:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """So does a touch."""
        super().mouseReleaseEvent(event)
        self.wanted.emit()

    def event(self, event: QEvent) -> bool:
        """Any key while catching is no shortcut and no letter; only Tab goes on, as everywhere."""
        if not (self.property(CATCHES) and isinstance(event, QKeyEvent)) or event.key() in _STEPS:
            return super().event(event)
        event.accept()
        asks = event.type() == QEvent.Type.ShortcutOverride and not event.isAutoRepeat()
        if asks and Qt.Key(event.key()) not in _HELD_ALONE:
            self.pressed.emit(key_of(event))
        return True


class KeysPage(PageWidget):
    """Shows a `KeysView`; tells which entry is chosen or opened, and which key was pressed."""

    def __init__(self, look: Look, view: KeysView) -> None:
        super().__init__()
        self._look = look
        self._status = StatusBar(look)
        self._list = RowList(look, view.title, step="body")
        self._title = label(view.title, "heading", wraps=True)
        self._title.setParent(self)
        self._title.setVisible(not look.arrangement.folded)
        self._how = label(view.how, "body", "muted", wraps=True)
        self._name = label("", "title", wraps=True)
        self._catcher = KeyCatcher()
        self._message = MessageArea(look)
        self._tools = KeyFoot(look)
        self._keys = PaymentRow(look)
        self._waiting, self._chosen = False, view.chosen
        for source in (self._status, self._tools, self._keys):
            source.asked.connect(self.asked)
        self._list.chosen.connect(lambda key: self.told.emit(Chosen(key)))
        self._list.opened.connect(lambda key: self.told.emit(Opened(key)))
        self._catcher.pressed.connect(lambda key: self.told.emit(Pressed(key)))
        self._catcher.wanted.connect(lambda: self.told.emit(Opened(self._chosen)))
        self._catcher.left.connect(lambda: self.told.emit(Left()))
        self._lay_out()

    def show_view(self, view: KeysView) -> None:
        """Show the page; the focus goes to the catcher while it catches, then back to the list."""
        self._status.show_view(view.status)
        self._title.setText(view.title)
        self._how.setText(view.how)
        self._list.setAccessibleName(view.title)
        self._list.show_rows(view.rows, view.chosen)
        self._name.setText(view.name)
        self._chosen = view.chosen
        was, self._waiting = self._waiting, view.waiting
        self._catcher.show_key(view.key, view.name, catches=view.waiting)
        self._message.show_view(view.message)
        self._tools.show_keys(view.tools)
        self._keys.show_view(view.keys)
        if was and not view.waiting and QApplication.focusWidget() in (None, self._catcher):
            self.take_focus()

    def take_focus(self) -> None:
        """The list, or whatever waits for a key."""
        target = self._catcher if self._waiting else self._list
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        arrangement = self._look.arrangement
        gap, margin = arrangement.gap, arrangement.margin
        left = Card()
        left.body(self._list)
        left.box.setContentsMargins(1, 8, 1, 8)
        right = Card()
        told = (self._name, self._catcher, self._message)  # together: a refusal is read at once
        if arrangement.folded:
            words = column(*told, self._how, self._tools, STRETCH, gap=8, margins=(16, 12, 16, 8))
        else:
            words = column(
                self._title, self._how, 12, *told, STRETCH, gap=8, margins=(16, 16, 16, 8)
            )
            right.foot(self._tools)
        right.box.insertWidget(0, Scroller(holder(words)), 1)
        stand_in("A", self._status)
        stand_in("C", left)
        stand_in("D", right)
        stand_in("G", self._keys)
        middle = row((left, 1), (right, 1), gap=gap)
        inner = column((middle, 1), self._keys, gap=gap, margins=(margin, gap, margin, margin))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._status)
        box.addLayout(inner, 1)
