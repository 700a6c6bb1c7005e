"""Drawing shared by whatever paints itself: text, keycap, ring, wrapped lines.

Invariant: text is measured with the very font that draws it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from counter_app.ui.theme import Theme

_LINE: Final = Qt.TextFlag.TextSingleLine.value | Qt.AlignmentFlag.AlignVCenter.value
LEFT: Final = _LINE | Qt.AlignmentFlag.AlignLeft.value
RIGHT: Final = _LINE | Qt.AlignmentFlag.AlignRight.value
CENTRE: Final = _LINE | Qt.AlignmentFlag.AlignHCenter.value
RING: Final = 3
RING_GAP: Final = 2
KEYCAP_RADIUS: Final = 5
KEYCAP_PADDING: Final = 6


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text looks: step of the type scale, colour role, cut, struck through or not."""

    step: str
    role: str
    bold: bool | None = None
    struck: bool = False


class Brush:
    """A painter that knows the theme. Lives for one paint event."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter, self.theme = painter, theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(self, rect: QRectF, text: str, ink: Ink, align: int = LEFT) -> None:
        """One line of text; the caller has made room for all of it."""
        font = self.theme.font(ink.step, bold=ink.bold)
        if ink.struck:
            font = QFont(font)
            font.setStrikeOut(True)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(ink.role))
        self.painter.drawText(rect, align, text)

    def fill(self, rect: QRectF, role: str, radius: float = 0.0) -> None:
        """A filled rectangle, rounded or not."""
        if radius:
            self.painter.fillPath(rounded(rect, radius), self.theme.colour(role))
        else:
            self.painter.fillRect(rect, self.theme.colour(role))

    def edge(self, rect: QRectF, role: str, width: float, radius: float) -> None:
        """The outline of a rounded rectangle."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.theme.colour(role), width))
        self.painter.drawPath(rounded(rect, radius))

    def ring(self, bounds: QRectF, radius: float) -> None:
        """The focus ring, just inside `bounds`."""
        half = RING / 2
        self.edge(bounds.adjusted(half, half, -half, -half), "focus", RING, radius)

    def icon(self, name: str, role: str, size: int, at: QPointF) -> None:
        """An icon of `size` pixels at 100 %, its top left corner at `at`."""
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(at, self.theme.icon(name, role, size, ratio))

    def keycap(self, right: float, centre: float, hint: str, roles: tuple[str, str]) -> float:
        """A keycap that ends at `right`, filled and inked in `roles`; gives its left edge."""
        size = keycap_size(self.theme, hint)
        rect = QRectF(right - size[0], centre - size[1] / 2, size[0], size[1])
        self.fill(rect, roles[0], KEYCAP_RADIUS)
        self.text(rect, hint, Ink("caption", roles[1]), CENTRE)
        return rect.left()


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """The path of a rounded rectangle."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def keycap_size(theme: Theme, hint: str) -> tuple[int, int]:
    """Width and height of a keycap."""
    width = theme.text_width(hint, "caption") + 2 * KEYCAP_PADDING
    return max(width, theme.line_height("caption") + 4), theme.line_height("caption") + 4


def wrap(theme: Theme, text: str, ink: Ink, width: int, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines of `width` pixels; only the last is ever shortened.

    Breaks between words; a word wider than the line stands alone and is shortened on the last line.
    """
    metrics = theme.metrics(ink.step, bold=ink.bold)
    if not text or metrics.horizontalAdvance(text) <= width:
        return (text,) if text else ()
    lines: list[str] = [""]
    words = text.split()
    for n, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = _shorten(" ".join((lines[-1], *words[n:])), metrics, width)
            break
    return tuple(
        line if metrics.horizontalAdvance(line) <= width else _shorten(line, metrics, width)
        for line in lines
    )


def _shorten(text: str, metrics: QFontMetricsF, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def stacked(rect: QRectF, heights: Sequence[float]) -> tuple[QRectF, ...]:
    """Rows of the given heights, centred together in `rect`."""
    top = rect.center().y() - sum(heights) / 2
    rows: list[QRectF] = []
    for height in heights:
        rows.append(QRectF(rect.left(), top, rect.width(), height))
        top += height
    return tuple(rows)
