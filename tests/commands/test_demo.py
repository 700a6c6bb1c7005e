"""`counter-app demo`: which printer its papers go to."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Parts
from counter_app.commands import run
from counter_app.commands.demo import demo_counter, printed_on
from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.printing import SystemPrinter, printer_names
from tests.ui.shop import TOASTER


def test_an_unknown_printer_is_one_sentence_and_founds_no_store(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del qtbot
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    assert run(["demo", "--printer", "No such printer"]) == 1
    sentence = capsys.readouterr().err
    assert sentence.count("\n") == 1
    assert "No such printer" in sentence
    assert (", ".join(printer_names()) or "-") in sentence
    assert list(tmp_path.iterdir()) == []


def test_without_a_printer_papers_are_filed() -> None:
    assert printed_on("").printer is None


def test_a_known_printer_gets_the_papers_of_the_demo(qtbot: QtBot) -> None:
    del qtbot
    names = QPrinterInfo.availablePrinterNames()
    if not names:
        pytest.skip("this machine has no printer")
    assert isinstance(printed_on(names[0]).printer, SystemPrinter)


def test_a_sale_of_the_demo_comes_out_of_the_printer_that_was_built_in(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    out = tmp_path / "printed.pdf"

    def device() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    counter = demo_counter(tmp_path / "demo", fresh=False)
    images = counter.use.hand_over.images
    counter.close()
    counter = demo_counter(
        tmp_path / "demo", Parts(printer=SystemPrinter(images, device)), fresh=False
    )
    try:
        use, seller = counter.use, counter.store.people()[0]
        use.run_till.open(10000, seller.number)
        found = use.look_up.scanned(TOASTER)
        draft = use.sell.add(use.sell.begin("en"), found)  # type: ignore[arg-type]  # an item
        paid = use.take_payment.settle_in_cash(draft, None, seller)
        use.hand_over.receipt(paid.sale.number)
    finally:
        counter.close()
    assert out.read_bytes().startswith(b"%PDF")
