"""The strip: one page 80 mm wide that grows downwards as it is written, then becomes a PDF.

Invariant: the same calls give the same bytes (no clock, no random id), and nothing is drawn outside
the 70 mm between the margins. Lengths are points (1/72 inch), y runs down from the top edge.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from counter_app.documents.lettering import (
    BODY,
    SMALL,
    TOTAL,
    TOTAL_WORD,
    Style,
    fitted,
    load_faces,
    width,
    wrap,
)
from counter_app.documents.qr import qr_modules

PAPER_WIDTH: Final = 80 * mm
MARGIN: Final = 5 * mm
WIDTH: Final = PAPER_WIDTH - 2 * MARGIN
INDENT: Final = 3 * mm
_CREATOR: Final = "counter-app"
_GAP: Final = 2 * mm  # between words on the left and an amount on the right
_LEAST_WORDS: Final = WIDTH / 3
_BASELINE: Final = 0.76  # of the row's height
_BAR: Final = 0.25 * mm  # a module of Code 128: two dots at 203 dots an inch
_BAR_HEIGHT: Final = 12 * mm
_QR_MODULE: Final = 0.375 * mm  # three dots
_WIDEST_QR: Final = 22 * mm  # what the bars (44.5 mm) and both quiet zones leave


@dataclass(frozen=True, slots=True)
class PdfAbout:
    """What a PDF says of itself. `language` is a BCP 47 tag."""

    title: str
    author: str
    subject: str
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """One row of words; y is its baseline, from the top edge."""

    x: float
    y: float
    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Path operators of PDF in their own coordinates: origin (x, y), `scale`, y running down."""

    x: float
    y: float
    scale: float
    operators: str


class Strip:
    """A paper under construction."""

    __slots__ = ("_drawings", "_texts", "_y")

    def __init__(self) -> None:
        self._texts: list[Text] = []
        self._drawings: list[_Drawing] = []
        self._y = MARGIN

    def line(self, left: str, style: Style, right: str = "", *, indent: float = 0) -> None:
        """Words on the left, two rows at most, and an amount on the right of the first."""
        taken = width(right, style) + _GAP if right else 0
        alone = bool(right) and WIDTH - indent - taken < _LEAST_WORDS
        for row in wrap(left, style, WIDTH - indent - (0 if alone else taken)):
            self._put(indent, style, row)
            if right and not alone:
                self._put_right(style, right)
                right = ""
            self._y += style.leading
        if right:
            self._put_right(style, right)
            self._y += style.leading

    def flow(self, parts: list[str], style: Style, *, indent: float = 0) -> None:
        """Short parts with dots between them, as many in a row as fit, none broken if it fits."""
        room = WIDTH - indent
        row = ""
        for part in parts:
            longer = f"{row} · {part}" if row else part
            if row and width(longer, style) > room:
                self.line(row, style, indent=indent)
                row = part
            else:
                row = longer
        if row:
            self.line(row, style, indent=indent)

    def centred(self, text: str, style: Style, most: int = 2) -> None:
        """Words in the middle."""
        for row in wrap(text, style, WIDTH, most):
            self._put((WIDTH - width(row, style)) / 2, style, row)
            self._y += style.leading

    def loud(self, word: str, amount: str) -> None:
        """The one loud number."""
        word_style = fitted(word, TOTAL_WORD, WIDTH * 0.48, 8)
        room = WIDTH - width(word, word_style) - _GAP
        self._put(0, word_style, word)
        self._put_right(fitted(amount, TOTAL, room, 8), amount)
        self._y += TOTAL.leading

    def space(self, height: float) -> None:
        """Leave paper free."""
        self._y += height

    def rule(self) -> None:
        """A strong line across."""
        self._across("0.9 w 0 0 m {width:.2f} 0 l S")

    def dotted(self) -> None:
        """A dotted line across."""
        self._across("0.9 w 1 J [0 2.6] 0 d 0.45 0 m {width:.2f} 0 l S")

    def signature_line(self, words: str) -> None:
        """Room to sign, and below it what is signed for."""
        self._y += 11 * mm
        self._across("0.6 w 0 0 m {width:.2f} 0 l S")
        self.line(words, SMALL)

    def stamp(self, text: str, style: Style) -> None:
        """Words in a thick frame: nobody takes this paper for another."""
        shown = fitted(text, style, WIDTH - 4 * mm, 6)
        height = style.leading + 2 * mm
        frame = f"1.4 w 0.7 0.7 {WIDTH - 1.4:.2f} {height - 1.4:.2f} re S"
        self._drawings.append(_Drawing(MARGIN, self._y, 1, frame))
        self._y += 1 * mm
        self._put((WIDTH - width(text, shown)) / 2, shown, text)
        self._y += style.leading + 1 * mm + 3

    def codes(self, digits: str, qr_text: str = "") -> None:
        """Code 128 C with its digits in fours below; beside it a QR code where there is a text."""
        top = self._y
        bars, modules = _bars(digits)
        wide = modules * _BAR
        left = 0 if qr_text else (WIDTH - wide) / 2
        self._drawings.append(_Drawing(MARGIN + left, top, _BAR, bars))
        self._y += _BAR_HEIGHT + 1
        fours = " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
        style = fitted(fours, BODY, wide, 5)
        self._put(left + (wide - width(fours, style)) / 2, style, fours)
        self._y += BODY.leading
        if qr_text:
            self._y = max(self._y, self._qr(qr_text, top))

    def qr(self, text: str) -> None:
        """A QR code of its own, in the middle."""
        self._y = self._qr(text, self._y, centred=True)

    @property
    def texts(self) -> tuple[Text, ...]:
        """All words in the order in which they are read."""
        return tuple(self._texts)

    def pdf(self, about: PdfAbout) -> bytes:
        """The finished page."""
        load_faces()
        height = round(self._y + MARGIN, 2)
        out = BytesIO()
        canvas = Canvas(out, pagesize=(PAPER_WIDTH, height), invariant=True, lang=about.language)
        canvas.setTitle(about.title)
        canvas.setAuthor(about.author)
        canvas.setSubject(about.subject)
        canvas.setCreator(_CREATOR)
        self._write(canvas, height)
        for drawing in self._drawings:
            y, scale = height - drawing.y, drawing.scale
            matrix = f"{scale:.5f} 0 0 {-scale:.5f} {drawing.x:.3f} {y:.3f}"
            canvas.addLiteral(f"q {matrix} cm {drawing.operators} Q")
        canvas.save()
        return out.getvalue()

    def _write(self, canvas: Canvas, height: float) -> None:
        """All texts in one text object, in the order in which they are read."""
        text = canvas.beginText()
        style = None
        for item in self._texts:
            if item.style != style:
                style = item.style
                text.setFont(style.face, style.size)
            text.setTextOrigin(round(item.x, 2), round(height - item.y, 2))
            text.textLine(item.text)
        canvas.drawText(text)

    def _put(self, x: float, style: Style, text: str) -> None:
        baseline = self._y + style.leading * _BASELINE
        self._texts.append(Text(MARGIN + x, baseline, style, text))

    def _put_right(self, style: Style, text: str) -> None:
        self._put(WIDTH - width(text, style), style, text)

    def _across(self, operators: str) -> None:
        self._y += 3
        drawn = operators.format(width=WIDTH)
        self._drawings.append(_Drawing(MARGIN, self._y, 1, drawn))
        self._y += 4

    def _qr(self, text: str, top: float, *, centred: bool = False) -> float:
        code = qr_modules(text)
        side = min(_QR_MODULE * code.size, _WIDEST_QR)
        x = MARGIN + ((WIDTH - side) / 2 if centred else WIDTH - side)
        dark = " ".join(f"{column} {row} {run} 1 re" for column, row, run in code.runs())
        self._drawings.append(_Drawing(x, top, side / code.size, f"{dark} f"))
        return top + side + 1


def _bars(digits: str) -> tuple[str, int]:
    """Operators for the bars of an even number of digits, and the width, in modules: code set C."""
    code = Code128(digits)
    code.validate()
    code.encode()
    code.decompose()
    x = 0
    bars = []
    height = _BAR_HEIGHT / _BAR
    for element in code.decomposed:
        modules = ord(element.upper()) - ord("A") + 1
        if element.isupper():
            bars.append(f"{x} 0 {modules} {height:.1f} re")
        x += modules
    return " ".join(bars) + " f", x
