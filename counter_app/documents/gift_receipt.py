"""The gift receipt: the same sale for the one who unwraps it.

Invariant: no amount stands on it, in words or in a code; so it has no QR code either, which says
the total. Its bars are the receipt's own.
"""

from counter_app.documents.frame import Frame
from counter_app.documents.lettering import BODY, NAME, printable
from counter_app.documents.page import Strip
from counter_app.documents.receipt import (
    has_quantity,
    pdf_title,
    print_head,
    print_not_fiscal,
    print_serial,
    quantity_words,
)
from counter_app.services.ports import Paper


def gift_receipt_pdf(paper: Paper, frame: Frame) -> bytes:
    """What was bought, without prices. A sold card is left out: its name may tell a sum."""
    words = frame.wording.words
    strip = Strip()
    print_head(strip, frame, paper, words("receipt.title.gift"))
    for line in paper.record.sale.lines:
        if line.quantity > 0 and line.card is None:
            many = quantity_words(frame, line) if has_quantity(line) else ""
            strip.line(printable(line.name), NAME, many)
            print_serial(strip, frame, line)
    strip.space(4)
    strip.centred(words("receipt.gift.no_prices"), BODY)
    print_not_fiscal(strip, frame)
    strip.codes(paper.code)
    frame.foot(strip, words("receipt.gift.keep"))
    return strip.pdf(frame.about(pdf_title(frame, paper)))
