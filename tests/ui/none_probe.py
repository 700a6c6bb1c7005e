"""Counts references to None that calls into Qt lose: `python -m tests.ui.none_probe CALLS`.

A program of its own, for the count is of the whole process. Prints a JSON object: what was done ->
references lost in all its calls.
"""

import ctypes
import json
import os
import sys
from collections.abc import Callable

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import (  # after the platform is chosen
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRunnable,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent  # likewise
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView  # likewise

Index = QModelIndex | QPersistentModelIndex


class Watch(QObject):
    """An event filter in Python, as the scanner's."""

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        return False


class Rows(QAbstractTableModel):
    """A table that has `text`, or nothing, in every cell."""

    def __init__(self, text: str | None) -> None:
        super().__init__()
        self._text = text

    def rowCount(self, _parent: Index | None = None) -> int:
        return 5

    def columnCount(self, _parent: Index | None = None) -> int:
        return 3

    def data(self, _index: Index, role: int = 0) -> str | None:
        return self._text if role == Qt.ItemDataRole.DisplayRole else None

    def grow(self) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.endInsertRows()


class Work(QRunnable):
    """A task that does nothing."""

    def run(self) -> None:
        pass


class Source(QObject):
    """Something that tells."""

    happened = Signal(object)


def lost(call: Callable[[], object], calls: int) -> int:
    """References to None that are gone after `calls` calls; a first one is not counted."""
    call()
    before = sys.getrefcount(None)
    for _ in range(calls):
        call()
    return before - sys.getrefcount(None)


def qt_calls(application: QApplication) -> dict[str, Callable[[], object]]:
    """What a window does all day."""
    field, pool, source = QLineEdit(), QThreadPool(), Source()
    source.happened.connect(lambda _value: None)
    field.show()

    def key() -> QKeyEvent:
        none = Qt.KeyboardModifier.NoModifier
        return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, none, "1")

    def after(call: Callable[[], object]) -> Callable[[], object]:
        return lambda: (call(), application.processEvents())

    return {
        "a key": lambda: application.sendEvent(field, key()),
        "a posted key": after(lambda: application.postEvent(field, key())),
        "a signal": lambda: source.happened.emit(3),
        "work in the pool": lambda: (pool.start(Work()), pool.waitForDone()),
        "a timer": after(lambda: QTimer.singleShot(0, lambda: None)),
        "a text set": lambda: field.setText("x"),
        "a table painted": painted(Rows("x")),
        "a table without texts painted": painted(Rows(None)),
        "rows inserted": Rows(None).grow,
    }


def painted(rows: Rows) -> Callable[[], object]:
    """The repaint of a table that shows these rows."""
    table = QTableView()
    table.setModel(rows)
    rows.setParent(table)
    table.show()
    return lambda: table.viewport().repaint()


def lose_one() -> None:
    """The fault itself, so that a reader of the figures knows they can see it."""
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))


def main(calls: int) -> None:
    """Measure every call, and the fault."""
    application = QApplication([])
    losses = {name: lost(call, calls) for name, call in qt_calls(application).items()}
    watch = Watch()
    application.installEventFilter(watch)
    losses["a key past a filter"] = lost(qt_calls(application)["a key"], calls)
    losses["the fault"] = lost(lose_one, calls)
    print(json.dumps(losses), flush=True)
    # Not through the interpreter's end: references are missing now, by our own doing.
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
