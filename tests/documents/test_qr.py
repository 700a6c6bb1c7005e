import re

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

from counter_app.documents.qr import QrModules, qr_modules

SCALE = 4
QUIET = 4


@pytest.mark.parametrize("length", [0, 1, 14, 15, 62, 163, 180, 181, 213, 300, 500])
def test_a_code_has_the_modules_of_a_slow_encoder_under_one_of_the_eight_masks(length: int) -> None:
    text = ("Total|95.92|Ωμέγα|" * 40).encode()[:length].decode(errors="ignore")
    code = qr_modules(text)
    version = (code.size - 17) // 4
    assert code.rows in [by_reportlab(text, version, mask) for mask in range(8)]


def by_reportlab(text: str, version: int, mask: int) -> tuple[str, ...]:
    slow = QRCode(version, QRErrorCorrectLevel.M)
    slow.addData(QR8bitByte(text.encode()))
    slow.makeImpl(False, mask)  # noqa: FBT003  # the encoder's own signature
    return tuple("".join("01"[dark] for dark in row) for row in slow.modules)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200))
def test_any_text_reads_back_from_its_code(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(picture(qr_modules(f"x{text}")), text_mode=PLAIN)
    assert found.bytes.decode() == f"x{text}"


PLAIN = zxingcpp.TextMode.Plain


def picture(code: QrModules) -> memoryview:
    """Black on white with the quiet zone."""
    side = code.size + 2 * QUIET
    empty = [b"\xff" * side * SCALE] * QUIET * SCALE
    rows = [b"\xff" * QUIET * SCALE + dots(row) + b"\xff" * QUIET * SCALE for row in code.rows]
    lines = [*empty, *(row for row in rows for _ in range(SCALE)), *empty]
    return memoryview(b"".join(lines)).cast("B", [side * SCALE, side * SCALE])


def dots(row: str) -> bytes:
    return b"".join((b"\0" if module == "1" else b"\xff") * SCALE for module in row)


def test_the_dark_runs_are_all_dark_modules_once() -> None:
    code = qr_modules("0012-03-01-0004419")
    drawn = [["0"] * code.size for _ in range(code.size)]
    for column, row, length in code.runs():
        for place in range(column, column + length):
            assert drawn[row][place] == "0"
            drawn[row][place] = "1"
    assert tuple("".join(row) for row in drawn) == code.rows


def test_more_than_a_receipt_can_say_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        qr_modules("x" * 1000)


@pytest.mark.parametrize("text", ["0012-03-01", "x" * 150, "Ωμέγα|" * 12, 17 * "\0" + "1"])
def test_the_mask_that_reads_best_is_printed(text: str) -> None:
    code = qr_modules(text)
    version = (code.size - 17) // 4
    assert cost(code.rows) == min(cost(by_reportlab(text, version, mask)) for mask in range(8))


def cost(rows: tuple[str, ...]) -> int:
    """ISO/IEC 18004, 7.8.3.1, module by module."""
    lines = [*rows, *("".join(column) for column in zip(*rows, strict=True))]
    runs = sum(len(run) - 2 for line in lines for run in re.findall("0{5,}|1{5,}", line))
    squares = sum(
        len({rows[y][x], rows[y][x + 1], rows[y + 1][x], rows[y + 1][x + 1]}) == 1
        for y in range(len(rows) - 1)
        for x in range(len(rows) - 1)
    )
    finders = sum(len(re.findall(f"(?={alike})", line)) for line in lines for alike in ALIKE)
    dark = sum(row.count("1") for row in rows)
    off = abs(2 * dark - len(rows) ** 2) * 10 // len(rows) ** 2
    return runs + 3 * squares + 40 * finders + 10 * off


ALIKE = ("10111010000", "00001011101")
