"""Checks of colour, on the pixels as they are painted: text, icons, edges.

The colour of a text is the one of its pixels that stands out most from the ground; it is looked at
three times as large, for the stems of small letters are thinner than a pixel.
"""

from collections import Counter
from typing import Final

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QLineEdit, QWidget

from counter_app.ui.widgets.parts import Aside
from tests.accessibility.looking import SCALE, Rgb, Seen, colours, contrast, in_sight, title

TEXT: Final = 4.5
AMOUNT: Final = 7.0
OFF: Final = 3.0
MARK: Final = 3.0
_LEAST_PIXELS: Final = 8
_AMOUNTS: Final = frozenset({"amount", "balance", "display", "figure"})


def text(seen: Seen) -> list[str]:
    """7: text stands out from its ground by 4.5, an amount by 7, what is off by 3."""
    picture = seen.picture(SCALE)
    found = []
    for one in seen.visible(QWidget):
        least = _least(one)
        if not least:
            continue
        part = seen.shown(one)
        if part.height() < one.height():
            continue  # scrolled half away: it is looked at where it is whole
        best = _stands_out(colours(picture, part, SCALE))
        if best < least:
            found.append(f"{title(one)} has {best:.2f}:1 of {least}:1")
    return found


def _least(widget: QWidget) -> float:
    """What its text needs; 0 where it shows none."""
    if isinstance(widget, QLabel):
        if not widget.text() or (isinstance(widget, Aside) and not _has_room(widget)):
            return 0
        is_amount = widget.property("step") in _AMOUNTS and widget.property("tone") != "muted"
        return AMOUNT if is_amount else TEXT
    if isinstance(widget, QAbstractButton):
        return TEXT if widget.isEnabled() else OFF
    if isinstance(widget, QLineEdit) and (widget.text() or widget.placeholderText()):
        return TEXT if widget.isEnabled() else OFF
    return 0


def _has_room(words: Aside) -> bool:
    """Whether words that only accompany are shown at all."""
    return words.fontMetrics().horizontalAdvance(words.text()) <= words.width()


def _stands_out(found: Counter[Rgb]) -> float:
    ground = found.most_common(1)[0][0]
    inks = (colour for colour, count in found.items() if count >= _LEAST_PIXELS)
    return max(contrast(colour, ground) for colour in inks)


def marks(seen: Seen) -> list[str]:
    """8: icons and the edges of fields stand out from their ground by 3."""
    picture = seen.picture(SCALE)
    found = []
    for one in seen.visible(QLabel):
        if one.pixmap().isNull() or in_sight(one).height() < one.height():
            continue
        best = _stands_out(colours(picture, seen.rect(one), SCALE))
        if best < MARK:
            found.append(f"an icon of {one.width()} pixels has {best:.2f}:1")
    for frame in seen.visible(QFrame):
        whole = in_sight(frame).height() == frame.height()
        if frame.property("field") in {None, "off"} or not whole:
            continue
        best = _edge(picture, seen.rect(frame))
        if best < MARK:
            found.append(f"the edge of {title(frame)} has {best:.2f}:1")
    return found


def _edge(picture: Image.Image, rect: QRect) -> float:
    """How the left edge of a field stands out from what is inside it, half way down."""
    y = rect.center().y() * SCALE
    if y >= picture.height:
        return AMOUNT
    first = max(0, rect.left() * SCALE - 2)
    line = [_pixel(picture, first + x, y) for x in range(8 * SCALE)]
    return max(contrast(line[-1], colour) for colour in line[: 4 * SCALE])


def _pixel(picture: Image.Image, x: int, y: int) -> Rgb:
    value = picture.getpixel((min(x, picture.width - 1), y))
    assert isinstance(value, tuple)
    return int(value[0]), int(value[1]), int(value[2])
