"""Tokens into Qt: colours by role, type steps, icons, one palette.

Reads `theme/tokens.toml`, the one source of every colour and size. Invariant: a theme does not
change; another mode or text size is another theme.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from counter_app.ui.arrangement import Measures

FONT_FILES = ("NotoSans-Regular-sub.ttf", "NotoSans-Bold-sub.ttf")
_BOLD = 700
_LARGE = 28


class Mode(StrEnum):
    """Light on pale, or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the type scale: pixels at 100 %, and whether it is the bold cut."""

    size: int
    bold: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """What tokens.toml says, and where the icons lie."""

    family: str
    colours: Mapping[Mode, Mapping[str, str]]
    steps: Mapping[str, Step]
    measures: Measures
    radius: Mapping[str, int]
    motion: Mapping[str, int]
    icons: Path


def read_tokens(resources: Path) -> Tokens:
    """The tokens of a resources folder; a missing entry is a fault of the build, and raises."""
    raw: dict[str, Any] = tomllib.loads((resources / "theme" / "tokens.toml").read_text("utf-8"))
    names = Measures.__dataclass_fields__
    return Tokens(
        family=raw["meta"]["family"],
        colours={mode: raw["color"][mode] for mode in Mode},
        steps={
            name: Step(step["size"], step["weight"] == _BOLD) for name, step in raw["type"].items()
        },
        measures=Measures(**{name: raw["layout"][name] for name in names}),
        radius=raw["radius"],
        motion=raw["motion"],
        icons=resources / "icons",
    )


def load_fonts(resources: Path) -> None:
    """Make the two bundled cuts known to Qt. Needs an application object."""
    for name in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resources / "fonts" / name)) < 0:
            message = f"the bundled font {name} cannot be read"
            raise OSError(message)


class Theme:
    """One mode at one text size."""

    def __init__(self, tokens: Tokens, mode: Mode, percent: int = 100) -> None:
        self.tokens, self.mode, self.percent = tokens, mode, percent
        self.hex = tokens.colours[mode]
        self._colours = {role: QColor(value) for role, value in self.hex.items()}
        self._fonts = {
            (name, bold): self._make_font(name, bold=bold)
            for name in tokens.steps
            for bold in (False, True)
        }
        self._metrics = {key: QFontMetricsF(font) for key, font in self._fonts.items()}

    def colour(self, role: str) -> QColor:
        """The colour of a role, by its token name."""
        return self._colours[role]

    def px(self, step: str) -> int:
        """Pixels of a type step: small steps grow with the text size, large ones by half."""
        size = self.tokens.steps[step].size
        return self.grow(size) if size >= _LARGE else size * self.percent // 100

    def grow(self, size: int) -> int:
        """Icons, keycaps and large figures follow the text at half its pace."""
        return round(size * (100 + self.percent) / 200)

    def font(self, step: str, *, bold: bool | None = None) -> QFont:
        """The font of a step, in its own cut unless told otherwise."""
        return self._fonts[step, self.tokens.steps[step].bold if bold is None else bold]

    def metrics(self, step: str, *, bold: bool | None = None) -> QFontMetricsF:
        """The measures of exactly the font that `font` gives."""
        return self._metrics[step, self.tokens.steps[step].bold if bold is None else bold]

    def text_width(self, text: str, step: str, *, bold: bool | None = None) -> int:
        """Whole pixels that `text` needs, rounded up."""
        return int(self.metrics(step, bold=bold).horizontalAdvance(text) + 0.999)

    def line_height(self, step: str) -> int:
        """Whole pixels of one line of a step."""
        return int(self.metrics(step).height() + 0.999)

    def icon(self, name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
        """An icon in a role's colour, `size` pixels at 100 %, for a screen of `ratio`."""
        side = self.grow(size)
        key = f"{name}:{self.hex[role]}:{side}:{ratio}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        pixmap = self._draw_icon(name, role, side, ratio)
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def palette(self) -> QPalette:
        """A palette in which even what is not styled fits."""
        palette, group = QPalette(), QPalette.ColorGroup
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        for role in (_ROLE.Text, _ROLE.WindowText, _ROLE.ButtonText):
            palette.setColor(group.Disabled, role, self.colour("faint"))
        palette.setColor(group.Disabled, _ROLE.Button, self.colour("raised"))
        return palette

    def _make_font(self, step: str, *, bold: bool) -> QFont:
        font = QFont(self.tokens.family)
        font.setPixelSize(self.px(step))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _draw_icon(self, name: str, role: str, side: int, ratio: float) -> QPixmap:
        svg = (self.tokens.icons / f"{name}.svg").read_text("utf-8")
        svg = svg.replace("currentColor", self.hex[role])
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(
            painter, QRectF(0, 0, pixmap.width(), pixmap.height())
        )
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


_ROLE = QPalette.ColorRole
_PALETTE = {
    _ROLE.Window: "canvas",
    _ROLE.Base: "surface",
    _ROLE.AlternateBase: "raised",
    _ROLE.Text: "text",
    _ROLE.WindowText: "text",
    _ROLE.ButtonText: "text",
    _ROLE.Button: "surface",
    _ROLE.Highlight: "primary",
    _ROLE.HighlightedText: "on_primary",
    _ROLE.PlaceholderText: "muted",
    _ROLE.Link: "primary",
    _ROLE.ToolTipBase: "surface",
    _ROLE.ToolTipText: "text",
}
