"""The round of Tab: pane by pane in the order of their letters, in each from top left to the end.

Qt goes by the order in which widgets were made, and a pane that is filled anew comes last with it.
Invariant: every enabled widget that takes the focus is in the round once.
"""

from itertools import groupby
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

PANE: Final = "pane"  # the property that holds a pane's letter, A to G


def stand_in(pane: str, *widgets: QWidget) -> None:
    """Say in which pane of the window widgets stand."""
    for widget in widgets:
        widget.setProperty(PANE, pane)


def pane_of(widget: QWidget) -> str:
    """The letter of the pane that a widget stands in; empty outside of all."""
    one: QWidget | None = widget
    while one is not None:
        pane = one.property(PANE)
        if pane:
            return str(pane)
        one = one.parentWidget()
    return ""


def in_order(root: QWidget) -> list[QWidget]:
    """All that Tab visits below `root`, in its order."""
    reached = [widget for widget in root.findChildren(QWidget) if _takes_focus(widget)]
    reached.sort(key=pane_of)
    ordered: list[QWidget] = []
    for _, inside in groupby(reached, pane_of):
        ordered += _read(root, list(inside))
    return ordered


def go_on(root: QWidget, *, forward: bool) -> bool:
    """Move the focus one on, or one back; False where there is nothing to move to."""
    ordered = in_order(root)
    if not ordered:
        return False
    now = QApplication.focusWidget()
    step = 1 if forward else -1
    if now in ordered:
        target = ordered[(ordered.index(now) + step) % len(ordered)]
    else:
        target = ordered[0 if forward else -1]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    _bring_into_sight(target)
    # A keyboard on the screen that goes with the last focus gives its room back only then.
    QTimer.singleShot(0, target, lambda: _bring_into_sight(target))
    return True


def _bring_into_sight(widget: QWidget) -> None:
    outer = widget.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea):
            outer.ensureWidgetVisible(widget)
        outer = outer.parentWidget()


def go_to(root: QWidget, pane: str) -> bool:
    """Move the focus to the first place of a pane; False where it has none."""
    target = next((one for one in in_order(root) if pane_of(one) == pane), None)
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)
    return target is not None


def _takes_focus(widget: QWidget) -> bool:
    return bool(
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    )


def _read(root: QWidget, widgets: list[QWidget]) -> list[QWidget]:
    """From top to bottom; what stands beside one another, from left to right."""
    places = {widget: _place(root, widget) for widget in widgets}
    waiting = sorted(widgets, key=lambda widget: (places[widget].top(), places[widget].left()))
    ordered: list[QWidget] = []
    while waiting:
        first = places[waiting[0]]
        beside = [one for one in waiting if places[one].center().y() <= first.bottom()]
        ordered += sorted(beside, key=lambda widget: places[widget].left())
        waiting = [one for one in waiting if one not in beside]
    return ordered


def _place(root: QWidget, widget: QWidget) -> QRect:
    """Where it stands, as if nothing were scrolled: the round must not turn by going it."""
    outer = widget.parentWidget()
    while outer is not None and outer is not root:
        if isinstance(outer, QScrollArea) and (inside := outer.widget()) is not None:
            corner = widget.mapTo(inside, QPoint(0, 0))
            return QRect(outer.mapTo(root, corner), widget.size())
        outer = outer.parentWidget()
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
