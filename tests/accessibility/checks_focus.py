"""Checks of the keyboard: the round of Tab, no trap, a ring, keys that mean one thing."""

from collections import Counter
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from counter_app.ui.focus_order import pane_of
from tests.accessibility.checks_size import keyboard_of
from tests.accessibility.looking import Seen, as_picture, contrast, in_sight, pixels, process, title

_FORWARD: Final = Qt.Key.Key_Tab
_BACK: Final = Qt.Key.Key_Backtab
_MOST: Final = 150
MARK: Final = 3.0
_ROW: Final = 24  # widgets whose tops are nearer stand in one row


def walk(seen: Seen, key: Qt.Key = _FORWARD) -> list[QWidget]:
    """The round that Tab makes from where the focus is, until it comes by again."""
    start = QApplication.focusWidget() or seen.root
    visited: list[QWidget] = []
    for _ in range(_MOST):
        QTest.keyClick(QApplication.focusWidget() or seen.root, key)
        now = QApplication.focusWidget()
        if now is None or now in visited:
            break
        visited.append(now)
        if now is start:
            break
    return visited


def tab_order(seen: Seen) -> list[str]:
    """4: Tab visits all once and comes back, pane by pane, and Shift+Tab goes the same way back."""
    there, back = walk(seen), walk(seen, _BACK)
    wanted = set(seen.focusable())
    found = [f"Tab never reaches {title(one)}" for one in wanted - set(there)]
    if not _same_round(there[::-1], back):
        found.append("Shift+Tab does not go the way of Tab back")
    return found + _out_of_order(seen, there)


def _same_round(one: list[QWidget], other: list[QWidget]) -> bool:
    """Whether two rounds go the same way, wherever they begin."""
    if not one or one[0] not in other:
        return not one and not other
    first = other.index(one[0])
    return one == other[first:] + other[:first]


def _out_of_order(seen: Seen, visited: list[QWidget]) -> list[str]:
    places = [(pane_of(one), *_place(seen, one)) for one in visited]
    if not places:
        return ["Tab moves nowhere"]
    first = places.index(min(places))
    turned = visited[first:] + visited[:first]
    found = []
    for before, after in pairwise(turned):
        one, other = pane_of(before), pane_of(after)
        if other < one:
            found.append(f"{title(after)} of pane {other} comes after pane {one}")
        elif other == one and not _reads_on(seen.rect(before), seen.rect(after)):
            found.append(f"{title(after)} comes after {title(before)}, against reading order")
    return found


def _place(seen: Seen, widget: QWidget) -> tuple[int, int]:
    rect = seen.rect(widget)
    return rect.top() // _ROW, rect.left()


def _reads_on(before: QRect, after: QRect) -> bool:
    """Whether a reader goes on from one to the other: to the right in a row, else further down."""
    if abs(before.center().y() - after.center().y()) < _ROW or (
        before.top() < after.bottom() and after.top() < before.bottom()
    ):
        return after.left() > before.left() or after.top() >= before.bottom()
    return after.top() > before.top()


def no_trap(seen: Seen) -> list[str]:
    """5: Tab leads out of every widget."""
    found = []
    for one in seen.focusable():
        one.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(one, _FORWARD)
        if QApplication.focusWidget() is one and len(seen.focusable()) > 1:
            found.append(f"{title(one)} lets nobody out")
    return found


def focus_visible(seen: Seen) -> list[str]:
    """9: where the focus is can be seen: a mark of 2 pixels around, 3:1 against what was there."""
    found = []
    for _ in range(len(seen.focusable())):
        before = QApplication.focusWidget()
        QTest.keyClick(before or seen.root, _FORWARD)
        now = QApplication.focusWidget()
        if now is None or now is before or not seen.root.isAncestorOf(now):
            continue
        process()
        if not in_sight(now).height():
            found.append(f"{title(now)} has the focus out of sight")
            continue
        marked, rect = _marked(now)
        with_ring = as_picture(marked.grab(rect).toImage())
        (before or seen.root).setFocus(Qt.FocusReason.OtherFocusReason)
        process()
        without = as_picture(marked.grab(rect).toImage())
        now.setFocus(Qt.FocusReason.TabFocusReason)
        least = 2 * (rect.width() + rect.height() - 24) * 2 * 0.9  # rounded corners
        changed = _told_apart(without, with_ring)
        if changed < least:
            found.append(f"{title(now)}: {changed} pixels show the focus, {least:.0f} are needed")
    return found


def _marked(widget: QWidget) -> tuple[QWidget, QRect]:
    """What the ring goes around: the frame of a field, the row of a list, else the widget."""
    if isinstance(widget, QAbstractItemView):
        row = widget.visualRect(widget.currentIndex())
        if row.isValid():
            return widget.viewport(), row
    parent = widget.parentWidget()
    if isinstance(widget, QLineEdit) and parent is not None and parent.property("field"):
        return parent, parent.rect()
    return widget, widget.rect()


def _told_apart(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ by 3:1 or more."""
    if one.size != other.size:
        return 0
    differs = ImageChops.difference(one, other).convert("L").point(lambda value: value and 255)
    if differs.getbbox() is None:
        return 0
    pairs = Counter(zip(pixels(one), pixels(other), strict=True))
    return sum(count for (a, b), count in pairs.items() if a != b and contrast(a, b) >= MARK)


def reachable(seen: Seen) -> list[str]:
    """10: whatever can be pressed is in the round of Tab or has a key that works."""
    keys = {shortcut.key().toString() for shortcut in seen.root.window().findChildren(QShortcut)}
    return [
        f"{title(button)} can be pressed by a pointer only"
        for button in seen.clickable()
        if button.isEnabled()
        and not _on_keyboard(button)
        and not button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _has_key(button, keys)
    ]


def _has_key(button: QAbstractButton, keys: set[str]) -> bool:
    view = getattr(button, "view", None)
    hint = str(getattr(view, "hint", "")).replace(" ", "+")
    return not button.shortcut().isEmpty() or QKeySequence(hint).toString() in keys - {""}


def _on_keyboard(button: QAbstractButton) -> bool:
    """Whether it stands for a key that every keyboard has, as the keys of a pad do."""
    return keyboard_of(button) is not None


def clash(seen: Seen) -> list[str]:
    """11: no key means two things, and no single letter works where somebody may be typing."""
    window = seen.root.window()
    keys = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    for action in window.findChildren(QAction):
        keys += [key.toString() for key in action.shortcuts()]
    for one in seen.visible(QWidget):
        if isinstance(one, QPushButton | QLabel):
            mnemonic = QKeySequence.mnemonic(one.text()).toString()
            keys += [mnemonic] if mnemonic else []
    found = [f"{key} means {count} things" for key, count in Counter(keys).items() if count > 1]
    return found + [f"{key} would fire while somebody types" for key in keys if len(key) == 1]
