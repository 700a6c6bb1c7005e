"""A receipt's PDF against a bare reportlab page: the same strings, faces, sizes and places.

The floor is one canvas, one `drawString` a text, no rules, no codes, no layout. It uses the faces
that the product registered, so it gains as much from their small subsets.
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from counter_app.documents.frame import Frame
from counter_app.documents.page import PAPER_WIDTH, Text
from counter_app.documents.receipt import receipt_strip
from counter_app.services.ports import Paper
from counter_app.wording import Wording
from tests.documents.samples import CODE, line, paper, papers, sale

ROUNDS: Final = 200
WARM_UP: Final = 20
LINES: Final = 10
_HEIGHT: Final = 600.0


def ratios() -> tuple[list[float], list[float]]:
    """Milliseconds a receipt of ten lines takes the product and the floor, turn by turn."""
    shop = papers()
    originals = [_paper(turn) for turn in range(WARM_UP + ROUNDS)]
    pages = [_texts(original) for original in originals]
    product: list[float] = []
    floor: list[float] = []
    for original, texts in zip(originals, pages, strict=True):
        product.append(_milliseconds(partial(shop.receipt, original)))
        floor.append(_milliseconds(partial(bare_page, texts)))
    return product[WARM_UP:], floor[WARM_UP:]


def bare_page(texts: Sequence[Text]) -> bytes:
    """The same words with nothing but reportlab."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(PAPER_WIDTH, _HEIGHT), invariant=True)
    for text in texts:
        canvas.setFont(text.style.face, text.style.size)
        canvas.drawString(text.x, _HEIGHT - text.y, text.text)
    canvas.save()
    return out.getvalue()


def _paper(turn: int) -> Paper:
    """No two alike: other names, prices and code each time, so that no memory helps."""
    lines = tuple(
        line(no, f"Kitchen towels, set of {turn} {no}", 850 + 13 * turn + no, 1000 * (1 + no % 2))
        for no in range(1, LINES + 1)
    )
    sold = paper(sale(lines))
    code = f"{int(CODE) + 7919 * turn:026}"
    return Paper(sold.record, sold.founded, sold.profile, code, "101", "en")


def _texts(original: Paper) -> tuple[Text, ...]:
    frame = Frame(original.founded, original.profile, Wording("en", "GB"), dt.UTC)
    return receipt_strip(original, frame).texts


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
