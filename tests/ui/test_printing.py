"""Printing on the system's printers: the PDF's own pages at their own size."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from counter_app.documents.papers import ReportlabPapers
from counter_app.domain.errors import Fault
from counter_app.ui.printing import SystemPrinter, system_printer
from tests.documents import samples


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_receipt_comes_out_of_the_printer_at_its_own_size(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot  # only its application is needed
    papers = ReportlabPapers()
    pdf = papers.receipt(samples.paper())
    out = tmp_path / "printed.pdf"
    SystemPrinter(papers.images, lambda: to_file(out)).print("receipt", pdf)
    printed, original = pypdfium2.PdfDocument(out), pypdfium2.PdfDocument(pdf)
    assert len(printed) == len(original) == 1
    assert printed[0].get_size() == pytest.approx(original[0].get_size(), abs=2)


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says so itself, and the Fault says it again
def test_a_printer_that_cannot_begin_is_a_fault_and_no_crash(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    papers = ReportlabPapers()
    nowhere = tmp_path / "no such folder" / "printed.pdf"
    with pytest.raises(Fault) as fault:
        SystemPrinter(papers.images, lambda: to_file(nowhere)).print(
            "receipt", papers.receipt(samples.paper())
        )
    assert fault.value.code == "printer.no_answer"


def test_an_unknown_printer_is_named_with_those_there_are(qtbot: QtBot) -> None:
    del qtbot
    with pytest.raises(Fault) as fault:
        system_printer("No such printer")
    assert fault.value.code == "printer.unknown"
    assert fault.value.values["printer"] == "No such printer"
