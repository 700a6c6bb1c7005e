"""Papers on a printer of the system; satisfies the printer port beside the PDF folder.

Invariant: what comes out of the printer is the PDF's own pages at their own size, never a second
layout; a printer that cannot is a Fault, and the paper can be printed again.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.domain.errors import Fault

DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72

Images = Callable[[bytes, float], Sequence[bytes]]
"""A PDF and a scale (1.0 is 72 dots an inch) into its pages as PNG."""


class SystemPrinter:
    """Prints on one printer of the system. `printer` makes the device for each paper anew."""

    def __init__(self, images: Images, printer: Callable[[], QPrinter]) -> None:
        self._images = images
        self._printer = printer

    def print(self, name: str, pdf: bytes) -> str:
        """Print every page; says which printer. Raises Fault `printer.no_answer`."""
        scale = DOTS_PER_INCH / _POINTS_PER_INCH
        pages = [QImage.fromData(png) for png in self._images(pdf, scale)]
        printer = self._printer()
        printer.setDocName(name)
        printer.setFullPage(True)
        painter = QPainter()
        for number, page in enumerate(pages):
            printer.setPageSize(_size_of(page))
            begun = painter.begin(printer) if number == 0 else printer.newPage()
            if not begun:
                raise Fault("printer.no_answer", printer=printer.printerName())
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), page)
        painter.end()
        return printer.printerName()


def printer_names() -> list[str]:
    """The printers that the system knows."""
    return list(QPrinterInfo.availablePrinterNames())


def system_printer(name: str) -> Callable[[], QPrinter]:
    """Make devices for the printer of that name. Raises Fault `printer.unknown`."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Fault(
            "printer.unknown", retry=False, printer=name, known=", ".join(printer_names()) or "-"
        )
    return lambda: QPrinter(info, QPrinter.PrinterMode.HighResolution)


def _size_of(page: QImage) -> QPageSize:
    """The paper's own size, in inches as it was rendered."""
    inches = QSizeF(page.width() / DOTS_PER_INCH, page.height() / DOTS_PER_INCH)
    return QPageSize(inches, QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
