"""Checks of room: targets for a thumb, words that are never cut, a page that fits the screen."""

from itertools import combinations
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.parts import Aside
from tests.accessibility.looking import Seen, in_sight, title

TARGET: Final = 48
GAP: Final = 8
CLOSE: Final = 2  # between keys that stand as on a keyboard


def targets(seen: Seen) -> list[str]:
    """6: a target is 48 pixels each way and 8 from the next; keyboards stand closer."""
    found = [
        f"{title(one)} is {one.width()} x {one.height()}"
        for one in seen.clickable()
        if one.isEnabled() and (one.width() < TARGET or one.height() < TARGET)
    ]
    for view in seen.visible(QAbstractItemView):
        model = view.model()
        alive = (n for n in range(model.rowCount()) if model.flags(model.index(n, 0)))
        rows = (view.sizeHintForRow(number) for number in alive)  # a caption is no target
        if view.isEnabled() and any(0 < height < TARGET for height in rows) and _opens(view):
            found.append(f"{title(view)} has rows below {TARGET}")
    return found + _too_near(seen)


def _opens(view: QAbstractItemView) -> bool:
    """Whether its rows are there to be pressed, not only to be read."""
    return bool(view.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _too_near(seen: Seen) -> list[str]:
    found = []
    for one, other in combinations(seen.clickable(), 2):
        gap = _gap(seen.shown(one), seen.shown(other))
        keyboard = keyboard_of(one)
        close = keyboard is not None and keyboard is keyboard_of(other)
        if gap < (CLOSE if close else GAP):
            found.append(f"{title(one)} and {title(other)} are {gap} apart")
    return found


def _gap(one: QRect, other: QRect) -> int:
    """Pixels between two targets; much where they do not stand beside one another."""
    across = max(one.left(), other.left()) - min(one.right(), other.right()) - 1
    down = max(one.top(), other.top()) - min(one.bottom(), other.bottom()) - 1
    return max(across, down)


def keyboard_of(button: QAbstractButton) -> QWidget | None:
    """The pad or keyboard on the screen that a key belongs to."""
    parent = button.parentWidget()
    while parent is not None:
        if isinstance(parent, NumberPad) or parent.property("keyboard"):
            return parent
        parent = parent.parentWidget()
    return None


def text_fits(seen: Seen) -> list[str]:
    """12: no word on a key, no label and no amount is cut."""
    found = [
        f"{title(key)} has {key.width()} of {key.minimumSizeHint().width()} pixels"
        for key in seen.visible(QAbstractButton)
        if key.width() < key.minimumSizeHint().width()
        or (isinstance(key, ActionKey) and key.height() < key.minimumSizeHint().height())
    ]
    found += [
        f"{title(one)} shows {in_sight(one).width()} of {one.width()} pixels"
        for one in seen.visible(QWidget)
        if isinstance(one, QLabel | QLineEdit | QAbstractButton)
        and in_sight(one).width() < one.width()
    ]
    for one in seen.visible(QLabel):
        needed = one.sizeHint().width()
        if isinstance(one, Aside) or not one.text():
            continue
        if not one.wordWrap() and one.width() < needed:
            found.append(f"{one.text()!r} has {one.width()} of {needed} pixels")
        elif one.wordWrap() and one.height() < one.heightForWidth(one.width()):
            room = one.heightForWidth(one.width())
            found.append(f"{one.text()!r} has {one.height()} of {room} pixels of height")
    return found


def page_fits(seen: Seen) -> list[str]:
    """14: the page needs no more than the screen, at twice the text as well."""
    needed = seen.root.minimumSizeHint().expandedTo(QSize(0, 0))
    if needed.width() > seen.width or needed.height() > seen.height:
        return [f"needs {needed.width()} x {needed.height()} of {seen.width} x {seen.height}"]
    return []
