"""Checks of what comes in: scans into any field, a key pressed twice, nothing modal.

They press real keys; the page is unplugged from the counter meanwhile, so that nothing comes of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.payment_row import PaymentRow
from tests.accessibility.looking import Seen, process, title

CODE: Final = "9520001000034"
GAPS_MS: Final = (10, 30, 50)
SLOW_MS: Final = 200


def wedge(seen: Seen) -> list[str]:
    """21: a scan into any widget is heard as a scan, leaves the text as it was, presses nothing."""
    found = []
    for gap in GAPS_MS:
        for one in seen.focusable():
            if isinstance(one, QLineEdit) or gap == GAPS_MS[0]:
                found += _scanned_into(seen, one, gap)
    return found + [
        f"digits that a person typed into {title(one)} were taken for a scan"
        for one in seen.focusable()
        if isinstance(one, QLineEdit) and _taken_for_a_scan(seen, one)
    ]


def _taken_for_a_scan(seen: Seen, field: QLineEdit) -> bool:
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    before = field.text()
    with _listening(seen) as heard:
        seen.burst(CODE[:4], SLOW_MS)
        process()
    field.setText(before)
    return bool(heard.scans)


def _scanned_into(seen: Seen, one: QWidget, gap: int) -> list[str]:
    one.setFocus(Qt.FocusReason.OtherFocusReason)
    before = _text(one)
    with _listening(seen) as heard:
        seen.burst(CODE, gap)
        process()
    found = []
    if heard.scans != [CODE]:
        found.append(f"a scan at {gap} ms into {title(one)} was heard as {heard.scans}")
    if _text(one) != before:
        found.append(f"a scan at {gap} ms left {_text(one)!r} in {title(one)}")
    if heard.pressed:
        found.append(f"a scan at {gap} ms into {title(one)} pressed {heard.pressed}")
    return found


class _Heard:
    def __init__(self) -> None:
        self.scans: list[str] = []
        self.pressed: list[str] = []


@contextmanager
def _listening(seen: Seen) -> Iterator[_Heard]:
    heard = _Heard()
    buttons = seen.clickable()
    links = [
        button.clicked.connect(lambda _=False, one=button: heard.pressed.append(title(one)))
        for button in buttons
    ]
    with seen.unplugged():
        link = seen.scanner.scanned.connect(heard.scans.append)
        yield heard
        QObject.disconnect(link)
    for one in links:
        QObject.disconnect(one)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else ""


def double_press(seen: Seen) -> list[str]:
    """23: two presses in 50 ms on a key that moves money count once."""
    found = []
    with seen.unplugged():
        for key in seen.clickable():
            if not key.isEnabled() or not _moves_money(key):
                continue
            asked: list[str] = []
            told = key.asked if isinstance(key, ActionKey) else key.clicked
            link = told.connect(lambda *_, into=asked: into.append("pressed"))
            for _ in range(2):
                QTest.mouseClick(key, Qt.MouseButton.LeftButton)
            QObject.disconnect(link)
            if len(asked) != 1:
                found.append(f"{title(key)} counted {len(asked)} times")
    return found


def _moves_money(key: QAbstractButton) -> bool:
    parent = key.parentWidget()
    while parent is not None:
        if isinstance(parent, PaymentRow) or parent.property("money"):
            return True
        parent = parent.parentWidget()
    return False


def modality(seen: Seen) -> list[str]:
    """18: nothing stands over the window and waits for an answer."""
    found = [
        f"{title(one)} stands over the window"
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog | QMessageBox) and one.isVisible()
    ]
    modal = QApplication.activeModalWidget()
    if modal is not None and not found:
        found.append(f"{title(modal)} is modal")
    if seen.root.window().windowModality() is not Qt.WindowModality.NonModal:
        found.append(f"{seen.place} is modal")
    return found
