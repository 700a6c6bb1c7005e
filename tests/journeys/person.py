"""Somebody at the counter: reads the screen, presses keys, scans, touches, and counts it all.

Invariant: whatever it does reaches the top window as a key or a pointer event of the platform, and
nothing else; a key, a tap or a scan counts one, a typed search one, an amount its keys.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.row_list import RowList

W = TypeVar("W", bound=QWidget)
_HUMAN_MS: Final = 60  # slower than any scanner, faster than any person
_SCANNER_MS: Final = 4
_BETWEEN_MS: Final = 1000
_LATER_MS: Final = 10_000_000  # after every stamp of the keys that are pressed
_PATIENCE_MS: Final = 10_000


class Person:
    """One pair of hands and eyes before the window."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self.actions = 0
        self._moment = _LATER_MS

    # ------------------------------------------------------------------------------- hands

    def press(self, *keys: str) -> None:
        """Keys and combinations, such as `F9` or `Ctrl+P`; each is one action."""
        for key in keys:
            self.actions += 1
            self._key(key)

    def amount(self, text: str) -> None:
        """An amount, key by key."""
        self.actions += len(text)
        self._write(text)

    def search(self, text: str) -> None:
        """Words to look for: one action, however long."""
        self.actions += 1
        self._write(text)

    def scan(self, *codes: str) -> None:
        """The scanner sends each code and Enter; its keys carry its own times, as the platform
        stamps them, however long the window takes over each.
        """
        for code in codes:
            self.actions += 1
            self._moment += _BETWEEN_MS
            for char in code:
                self._scanned(Qt.Key(ord(char)), char)
            self._scanned(Qt.Key.Key_Return, "\r")
            self._rest()

    def touch(self, words: str) -> None:
        """A finger on the key, or the row, that says so."""
        self.actions += 1
        QTest.mouseClick(
            self._top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._find(words)
        )
        self._rest()

    def without_counting(self, doing: Callable[[], object]) -> None:
        """What leads to the task but is no part of it."""
        before = self.actions
        doing()
        self.actions = before

    # -------------------------------------------------------------------------------- eyes

    def sees(self, *texts: str) -> None:
        """Wait until every text stands on the screen."""
        for text in texts:
            self._qtbot.waitUntil(partial(self._reads, text), timeout=_PATIENCE_MS)

    def reads(self) -> list[str]:
        """Everything that can be read now."""
        texts = [label.text() for label in self._visible(QLabel)]
        texts += [field.text() or field.placeholderText() for field in self._visible(QLineEdit)]
        texts += [button.accessibleName() for button in self._visible(QAbstractButton)]
        texts += [row.read_out for rows in self._visible(RowList) for row in rows.rows.rows]
        return [text for text in texts if text]

    # ----------------------------------------------------------------------------- the rest

    @property
    def _top(self) -> QWindow:
        return self._window.windowHandle()

    def _reads(self, text: str) -> bool:
        return any(text in one for one in self.reads())

    def _scanned(self, key: Qt.Key, text: str) -> None:
        self._moment += _SCANNER_MS
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._moment)
            QApplication.sendEvent(self._top, event)

    def _key(self, key: str) -> None:
        self._qtbot.wait(_HUMAN_MS)
        QTest.keySequence(self._top, QKeySequence(key))
        self._rest()

    def _write(self, text: str) -> None:
        for char in text:
            self._qtbot.wait(_HUMAN_MS)
            self._char(char)
        self._rest()

    def _char(self, char: str) -> None:
        # The stubs know characters for widgets only, Qt for windows too.
        QTest.keyClick(self._top, char)  # type: ignore[call-overload]

    def _rest(self) -> None:
        self._qtbot.wait(1)

    def _find(self, words: str) -> QPoint:
        for button in self._visible(QAbstractButton):
            if button.isEnabled() and button.accessibleName() == words:
                return button.mapTo(self._window, button.rect().center())
        for rows in self._visible(RowList):
            for number, row in enumerate(rows.rows.rows):
                if words in row.read_out:
                    place = rows.visualRect(rows.rows.index(number)).center()
                    return rows.viewport().mapTo(self._window, place)
        message = f"nothing to touch says {words!r}; there is {self.reads()}"
        raise AssertionError(message)

    def _visible(self, kind: type[W]) -> list[W]:
        return [one for one in self._window.findChildren(kind) if one.isVisible()]
