"""Type on paper: the two faces, the sizes, widths, and words wrapped to a room.

Invariant: a width is measured with the very font that prints it, and a wrapped text never leaves
its room. Lengths are points (1/72 inch).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from counter_app.services.resources import resource_dir

REGULAR: Final = "Counter-Regular"
BOLD: Final = "Counter-Bold"
_FILES: Final = {REGULAR: "NotoSans-Regular-sub.ttf", BOLD: "NotoSans-Bold-sub.ttf"}
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size; `leading` is the height of its row."""

    face: str
    size: float
    leading: float


NAME: Final = Style(REGULAR, 9.5, 13)
STRONG: Final = Style(BOLD, 9.5, 13)
HEAD: Final = Style(BOLD, 8.5, 12.5)
BODY: Final = Style(REGULAR, 8, 11)
SMALL: Final = Style(REGULAR, 7.5, 10)
TITLE: Final = Style(BOLD, 12, 16)
STORE: Final = Style(BOLD, 16, 21)
TOTAL: Final = Style(BOLD, 20, 27)
TOTAL_WORD: Final = Style(BOLD, 13, 27)
STAMP: Final = Style(BOLD, 11, 16)


@lru_cache(maxsize=1)
def _faces() -> dict[str, TTFont]:
    """Parse and register both faces, once in a process."""
    folder = resource_dir() / "fonts"
    # The subset holds only what is printed: half the work of embedding all of ASCII each time.
    faces = {
        face: TTFont(face, str(folder / file), asciiReadable=False) for face, file in _FILES.items()
    }
    for font in faces.values():
        pdfmetrics.registerFont(font)
    return faces


def load_faces() -> None:
    """Make the faces known to reportlab; after the first time nothing is left to do."""
    _faces()


@lru_cache(maxsize=8192)
def _units(text: str, face: str) -> float:
    return float(_faces()[face].stringWidth(text, 1000))


def width(text: str, style: Style) -> float:
    """How wide a text prints."""
    return _units(text, style.face) * style.size / 1000


def fitted(text: str, style: Style, room: float, least: float) -> Style:
    """The style, smaller where the text is wider than its room, but not below `least` points."""
    wide = width(text, style)
    if wide <= room:
        return style
    return Style(style.face, max(least, style.size * room / wide), style.leading)


def printable(text: str) -> str:
    """Data as one line: line breaks and tabs become spaces, control characters go."""
    if text.isprintable() and "  " not in text:
        return text
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())


def wrap(text: str, style: Style, room: float, most: int = 2) -> tuple[str, ...]:
    """Break between words, inside a word that is wider than the room; the last row may end in `…`.

    Never more than `most` rows.
    """
    if width(text, style) <= room:
        return (text,)
    rows: list[str] = []
    rest = text
    while rest and len(rows) < most - 1:
        row = _row(rest, style, room)
        rows.append(row.rstrip())
        rest = rest[len(row) :].lstrip()
    if rest:
        rows.append(_shortened(rest, style, room))
    return tuple(rows)


def _row(text: str, style: Style, room: float) -> str:
    """As many whole words as fit, or as much of the first as fits."""
    fits = _fitting(text, style, room)
    if fits == len(text) or text[fits] == " ":
        return text[:fits]
    space = text.rfind(" ", 0, fits)
    return text[:space] if space > 0 else text[:fits]


def _shortened(text: str, style: Style, room: float) -> str:
    if width(text, style) <= room:
        return text
    fits = _fitting(text, style, room - width(_ELLIPSIS, style))
    return text[:fits].rstrip() + _ELLIPSIS


def _fitting(text: str, style: Style, room: float) -> int:
    """How many characters from the start fit, at least one."""
    used = 0.0
    for place, character in enumerate(text):
        used += width(character, style)
        if used > room:
            return max(place, 1)
    return len(text)
