"""What a check looks at: one page as it stands on the screen, its widgets, its pixels.

Invariant: looking changes nothing; a check that has to press something says so and puts it back.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, TypeVar

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget

from counter_app.ui.scanner import Scanner
from counter_app.ui.theme import Theme
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.row_list import RowList

Rgb = tuple[int, int, int]
SCALE: Final = 3  # text is looked at three times as large: its stems then show their whole colour
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Seen:
    """One page in one state. `switch` changes its language."""

    place: str
    root: QWidget
    theme: Theme
    language: str
    width: int
    height: int
    scanner: Scanner
    switch: Callable[[str], None]
    burst: Callable[[str, int], None]  # a code as a scanner sends it, that many ms a character
    unplugged: Callable[[], AbstractContextManager[None]]  # nothing comes of what is pressed
    data: frozenset[str] = frozenset()  # texts that are the same in every language

    def visible(self, kind: type[W]) -> list[W]:
        """Every widget of a kind that a person can see, the root included."""
        found = [*self.root.findChildren(kind)]
        if isinstance(self.root, kind):
            found.insert(0, self.root)
        return [one for one in found if one.isVisible() and not in_sight(one).isEmpty()]

    def focusable(self) -> list[QWidget]:
        """Every enabled widget that Tab is to reach, on the screen or scrolled out of sight."""
        return [
            one
            for one in self.root.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def clickable(self) -> list[QAbstractButton]:
        """Every button."""
        return self.visible(QAbstractButton)

    def rect(self, widget: QWidget) -> QRect:
        """Where a widget stands on the page."""
        return QRect(widget.mapTo(self.root, QPoint(0, 0)), widget.size())

    def shown(self, widget: QWidget) -> QRect:
        """Where what is in sight of a widget stands on the page."""
        part = in_sight(widget)
        return part.translated(widget.mapTo(self.root, QPoint(0, 0)))

    def picture(self, scale: int = 1) -> Image.Image:
        """The page as it is painted, each pixel `scale` times as large."""
        image = QImage(
            self.root.width() * scale, self.root.height() * scale, QImage.Format.Format_RGB888
        )
        painter = QPainter(image)
        painter.scale(scale, scale)
        self.root.render(painter, QPoint(0, 0))
        painter.end()
        return as_picture(image)


def in_sight(widget: QWidget) -> QRect:
    """The part of a widget that is not scrolled away, in its own coordinates."""
    part, outer = widget.rect(), widget.parentWidget()
    while outer is not None and not widget.isWindow():
        part &= QRect(widget.mapFrom(outer, QPoint(0, 0)), outer.size())
        outer = None if outer.isWindow() else outer.parentWidget()
    return part


def as_picture(image: QImage) -> Image.Image:
    """A Qt image for counting its colours."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    pixels = bytes(image.constBits())
    return Image.frombytes("RGB", size, pixels, "raw", "RGB", image.bytesPerLine())


def colours(picture: Image.Image, rect: QRect, scale: int = 1) -> Counter[Rgb]:
    """How often each colour comes in a part of a picture."""
    left, top = max(0, rect.left() * scale), max(0, rect.top() * scale)
    right = min(picture.width, (rect.right() + 1) * scale)
    bottom = min(picture.height, (rect.bottom() + 1) * scale)
    part = picture.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
    found = part.getcolors(part.width * part.height) or []
    return Counter({_rgb(colour): count for count, colour in found})


def _rgb(colour: object) -> Rgb:
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return int(red), int(green), int(blue)


def pixels(picture: Image.Image) -> Iterator[Rgb]:
    """Every pixel, row by row."""
    data = picture.tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(colour: QColor) -> Rgb:
    """A colour of the theme."""
    return colour.red(), colour.green(), colour.blue()


def accessible_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def title(widget: QWidget) -> str:
    """A widget as a finding calls it."""
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {name!r}"


def texts(seen: Seen) -> Iterator[str]:
    """Everything that can be read or is read out."""
    for widget in seen.root.findChildren(QWidget):
        if widget.isVisible():
            yield widget.accessibleName()
            yield widget.toolTip()
            yield from _texts_of(widget)


def _texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, ActionKey):
        yield from (widget.view.text, widget.view.sub, widget.view.spoken)
    elif isinstance(widget, RowList):
        for row in widget.rows.rows:
            yield from (row.name, row.full_detail, row.figure_sub, row.chip, row.read_out)
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif not isinstance(widget, QAbstractItemView):
        text = getattr(widget, "text", None)
        if callable(text):
            yield str(text())


def process() -> None:
    """Let the window come to rest."""
    for _ in range(4):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
