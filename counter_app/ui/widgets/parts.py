"""The small fixed parts: labels, pills, avatars, rules, and boxes to put things in.

Invariant: a label takes its font from the stylesheet's step and its measures from the same token.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.look import Look
from counter_app.ui.stylesheet import pill_height

STRETCH: Final = None
Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None
Margins = tuple[int, int, int, int]
NO_MARGINS: Final[Margins] = (0, 0, 0, 0)
LEAST_LABEL: Final = 40


def fill(box: QBoxLayout, items: Sequence[Item], gap: int, margins: Margins) -> None:
    """Put items into a box: a number is space, `STRETCH` a spring, a pair carries its weight."""
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        _add(box, item)


def _add(box: QBoxLayout, item: Item) -> None:
    match item:
        case None:
            box.addStretch(1)
        case int():
            box.addSpacing(item)
        case (QWidget() as widget, weight):
            box.addWidget(widget, weight)
        case (QLayout() as layout, weight):
            box.addLayout(layout, weight)
        case QLayout():
            box.addLayout(item)
        case QWidget():
            box.addWidget(item)


def row(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Items side by side."""
    box = QHBoxLayout()
    fill(box, items, gap, margins)
    return box


def column(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """Items one under another."""
    box = QVBoxLayout()
    fill(box, items, gap, margins)
    return box


def holder(layout: QLayout) -> QWidget:
    """A plain widget around a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def card(layout: QLayout, kind: str = "plain") -> QFrame:
    """A card around a layout; `kind` names its fill in the stylesheet."""
    frame = QFrame()
    frame.setProperty("card", kind)
    frame.setLayout(layout)
    return frame


def rule(way: str = "h") -> QFrame:
    """A hairline, `h` or `v`."""
    frame = QFrame()
    frame.setProperty("rule", way)
    return frame


def label(text: str, step: str = "body", tone: str = "text", *, wraps: bool = False) -> QLabel:
    """Words at a step of the type scale in a colour role."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("step", step)
    made.setProperty("tone", tone)
    made.setWordWrap(wraps)
    if wraps:
        made.setMinimumWidth(LEAST_LABEL)
    return made


class Aside(QLabel):
    """Words that only accompany: shown whole, or not at all where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("step", "label")
        self.setProperty("tone", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw only what fits."""
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)


def figure(text: str, step: str, tone: str = "text") -> QLabel:
    """An amount: right-aligned, never cut."""
    made = label(text, step, tone)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
    return made


def icon(look: Look, name: str, tone: str = "text", size: int = 20) -> QLabel:
    """An icon that only accompanies words, so readers skip it."""
    made = QLabel()
    show_icon(made, look, name, tone, size)
    return made


def show_icon(made: QLabel, look: Look, name: str, tone: str, size: int = 20) -> None:
    """Give an icon label another picture."""
    made.setPixmap(look.theme.icon(name, tone, size, made.devicePixelRatioF()))
    made.setFixedSize(look.theme.grow(size), look.theme.grow(size))


def pill(look: Look, text: str, tone: str = "neutral") -> QLabel:
    """A fact in a word."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("pill", tone)
    made.setFixedHeight(pill_height(look.theme))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def keycap(text: str) -> QLabel:
    """A key hint outside a key."""
    made = QLabel(text)
    made.setProperty("cap", "true")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the stylesheet selects by, and let it take effect."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, widgets and inner layouts alike."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
