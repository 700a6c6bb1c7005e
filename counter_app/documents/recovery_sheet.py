"""The recovery sheet: one page of A4 for the safe, with the code that opens backups elsewhere.

Invariant: the same sheet gives the same bytes, and the code is printed three ways that agree: in
numbered groups for the eye, as a QR code for a scanner, and checked by the digits at the foot.
Lengths are points, y runs up from the bottom edge.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from counter_app.documents.frame import Frame
from counter_app.documents.lettering import (
    BOLD,
    REGULAR,
    Style,
    fitted,
    load_faces,
    printable,
    width,
    wrap,
)
from counter_app.documents.qr import qr_modules
from counter_app.services.recovery import RecoverySheet

_WIDE, _HIGH = A4
_MARGIN: Final = 20 * mm
_TOP: Final = 14 * mm
_ROOM: Final = _WIDE - 2 * _MARGIN
_TITLE: Final = Style(BOLD, 26, 32)
_STORE: Final = Style(BOLD, 15, 20)
_TEXT: Final = Style(REGULAR, 11.5, 15.5)
_STRONG: Final = Style(BOLD, 11.5, 16)
_SMALL: Final = Style(REGULAR, 9.5, 13)
_STAMP: Final = Style(BOLD, 14, 18)
_LETTER: Final = Style(BOLD, 21, 27)
_CHECK: Final = Style(BOLD, 24, 30)
_PITCH: Final = 17  # from letter to letter: each stands alone, none is taken for its neighbour
_GROUP_GAP: Final = 20
_IN_A_ROW: Final = 3
_QR_SIDE: Final = 34 * mm
_PAD: Final = 6 * mm
_STEPS: Final = 3


def recovery_sheet_pdf(sheet: RecoverySheet, frame: Frame) -> bytes:
    """The sheet."""
    load_faces()
    out = BytesIO()
    about = frame.about(frame.wording.words("sheet.title"))
    canvas = Canvas(out, pagesize=A4, invariant=True, lang=about.language)
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("counter-app")
    _Page(canvas, frame, sheet).draw()
    canvas.save()
    return out.getvalue()


@dataclass(slots=True)
class _Page:
    """The page while it is written, from the top down."""

    canvas: Canvas
    frame: Frame
    sheet: RecoverySheet
    y: float = _HIGH - _TOP

    def draw(self) -> None:
        """Everything, in the order in which it is read."""
        self._stamp()
        self._head()
        self._code()
        self._part("sheet.opens.title", "sheet.opens")
        self._steps()
        self._part("sheet.keep.title", "sheet.keep")
        self._check()
        self._stamp()

    def _head(self) -> None:
        words, founded = self.frame.wording.words, self.sheet.founded
        self._line(words("sheet.title"), _TITLE)
        name = printable(founded.name)
        for row in wrap(name, _STORE, _ROOM):
            self._line(row, _STORE)
        for row in wrap(", ".join(map(printable, founded.address)), _TEXT, _ROOM):
            self._line(row, _TEXT)
        self.y -= 4
        where = words("sheet.store", store=f"{founded.store:04}", lane=f"{founded.lane:02}")
        self._line(where, _TEXT)
        self._line(words("sheet.id", id=self.sheet.store_id), _TEXT)
        self._line(words("sheet.printed", at=self.frame.date_time(self.sheet.wall)), _TEXT)
        key = words("sheet.public_key", key=founded.public_key)
        for row in wrap(key, _SMALL, _ROOM):
            self._line(row, _SMALL)
        self.y -= 10

    def _code(self) -> None:
        """The groups with their numbers, and beside them the QR code, in one frame."""
        top, rows = self.y, -(-len(self.sheet.groups) // _IN_A_ROW)
        row_high = _SMALL.leading + _LETTER.leading + 5
        high = max(_QR_SIDE, rows * row_high + _STRONG.leading) + 2 * _PAD
        self.canvas.setLineWidth(1.4)
        self.canvas.rect(_MARGIN, top - high, _ROOM, high)
        self.y = top - _PAD
        self._line(self.frame.wording.words("sheet.code"), _STRONG, _PAD)
        start = self.y - 4
        for place, group in enumerate(self.sheet.groups):
            row, column = divmod(place, _IN_A_ROW)
            x = _MARGIN + _PAD + column * (5 * _PITCH + _GROUP_GAP)
            self._group(place + 1, group, x, start - row * row_high)
        self._qr("-".join(self.sheet.groups), _MARGIN + _ROOM - _PAD - _QR_SIDE, top - high / 2)
        self.y = top - high - 16

    def _group(self, number: int, group: str, x: float, top: float) -> None:
        self._at(x, top - _SMALL.size, str(number), _SMALL)
        base = top - _SMALL.leading - _LETTER.size
        for at, letter in enumerate(group):
            centre = x + (at + 0.5) * _PITCH
            self._at(centre - width(letter, _LETTER) / 2, base, letter, _LETTER)

    def _qr(self, text: str, x: float, middle: float) -> None:
        code = qr_modules(text)
        module, top = _QR_SIDE / code.size, middle + _QR_SIDE / 2
        path = self.canvas.beginPath()
        for column, row, run in code.runs():
            path.rect(x + column * module, top - (row + 1) * module, run * module, module)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _steps(self) -> None:
        words = self.frame.wording.words
        self._line(words("sheet.steps.title"), _STRONG)
        for number in range(1, _STEPS + 1):
            self._at(_MARGIN, self.y - _TEXT.size, f"{number}.", _STRONG)
            self._flow(words(f"sheet.step.{number}"), 18)
            self.y -= 3
        self.y -= 7

    def _part(self, title: str, text: str) -> None:
        words = self.frame.wording.words
        self._line(words(title), _STRONG)
        self._flow(words(text))
        self.y -= 10

    def _check(self) -> None:
        """What proves to the counter that somebody holds this page and can read it."""
        words, digits = self.frame.wording.words, self.sheet.check
        shown = f"{digits[:3]} {digits[3:]}"
        taken = width(shown, _CHECK) + _PAD
        high, top = 18 * mm, self.y
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(_MARGIN, top - high, _ROOM, high)
        base = top - high / 2 - _CHECK.size * 0.36
        rows = wrap(words("sheet.check"), _TEXT, _ROOM - taken - 2 * _PAD, 3)
        self.y = top - (high - len(rows) * _TEXT.leading) / 2
        for row in rows:
            self._line(row, _TEXT, _PAD)
        self._at(_MARGIN + _ROOM - taken, base, shown, _CHECK)
        self.y = top - high - 12

    def _stamp(self) -> None:
        if self.frame.live:
            return
        text = self.frame.wording.words(f"sheet.stamp.{self.sheet.founded.store_kind}")
        self.canvas.setLineWidth(1.4)
        self.canvas.rect(_MARGIN, self.y - _STAMP.leading - 6, _ROOM, _STAMP.leading + 6)
        style = fitted(text, _STAMP, _ROOM - 2 * _PAD, 8)
        x = _MARGIN + (_ROOM - width(text, style)) / 2
        self._at(x, self.y - _STAMP.leading + 1.5, text, style)
        self.y -= _STAMP.leading + 18

    def _flow(self, text: str, indent: float = 0) -> None:
        for row in wrap(text, _TEXT, _ROOM - indent, 5):
            self._line(row, _TEXT, indent)

    def _line(self, text: str, style: Style, indent: float = 0) -> None:
        self._at(_MARGIN + indent, self.y - style.size, text, style)
        self.y -= style.leading

    def _at(self, x: float, y: float, text: str, style: Style) -> None:
        self.canvas.setFont(style.face, style.size)
        self.canvas.drawString(round(x, 2), round(y, 2), text)
