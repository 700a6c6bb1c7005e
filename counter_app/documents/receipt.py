"""The receipt: what was sold and paid, 80 mm wide, in the order of a shop's own eyes.

Invariant: every amount is the journal's; nothing is computed here but sums of what the entry holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from counter_app.documents.frame import Frame, third_party_text, utc_text
from counter_app.documents.lettering import BODY, HEAD, NAME, SMALL, STAMP, TITLE, printable
from counter_app.documents.page import INDENT, Strip
from counter_app.documents.payments import print_payments
from counter_app.domain.catalogue import Quantity, Unit
from counter_app.domain.facts import Sale
from counter_app.domain.own_codes import parse_receipt_number
from counter_app.domain.slips import SoldLine
from counter_app.domain.tax import TaxKind
from counter_app.services.ports import Paper

_ONE: Final = 1000  # thousandths


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One tax of the whole sale. `rate` None is an amount per unit."""

    included: bool
    rate: Decimal | None
    net: int
    amount: int


def receipt_pdf(paper: Paper, frame: Frame) -> bytes:
    """A sale, a return or an exchange."""
    return receipt_strip(paper, frame).pdf(frame.about(pdf_title(frame, paper)))


def receipt_strip(paper: Paper, frame: Frame) -> Strip:
    """The receipt as it stands on the strip."""
    strip = Strip()
    sale = paper.record.sale
    print_head(strip, frame, paper, frame.wording.words(f"receipt.title.{kind_of(sale)}"))
    _print_lines(strip, frame, sale)
    _print_total(strip, frame, sale)
    print_payments(strip, frame, sale, corrected=paper.record.correction is not None)
    _print_foot(strip, frame, paper)
    return strip


def kind_of(sale: Sale) -> str:
    """`sale`, `return` or `exchange`: the way the goods went."""
    out = any(line.quantity > 0 for line in sale.lines)
    back = any(line.quantity < 0 for line in sale.lines)
    return ("exchange" if out else "return") if back else "sale"


def number_of(sale: Sale) -> str:
    """`SSSS-LL-EE-NNNNNNN`."""
    return str(parse_receipt_number(sale.number))


def pdf_title(frame: Frame, paper: Paper) -> str:
    """What the PDF calls itself."""
    sale = paper.record.sale
    kind = "gift" if paper.gift else kind_of(sale)
    return f"{frame.wording.words(f'receipt.title.{kind}')} {number_of(sale)}"


def print_head(strip: Strip, frame: Frame, paper: Paper, title: str) -> None:
    """Store, copy, title, number, when and by whom."""
    words = frame.wording.words
    sale = paper.record.sale
    number = parse_receipt_number(sale.number)
    frame.head(strip)
    if paper.copy:
        copy = words("receipt.copy", copy=paper.copy)
        when = frame.date_time(paper.reprinted) if paper.reprinted else ""
        strip.stamp(" · ".join(filter(None, (copy, when))), STAMP)
    strip.line(title, TITLE)
    strip.line(str(number), BODY)
    served = words("receipt.served", lane=f"{number.lane:02}", user=paper.seller)
    strip.line(frame.date_time(paper.record.entry.wall), BODY, served)
    strip.dotted()


def print_not_fiscal(strip: Strip, frame: Frame) -> None:
    """Where the law wants a fiscal device's paper, say that this is none."""
    strip.dotted()
    if frame.profile.not_fiscal:
        strip.centred(frame.wording.words("receipt.not_fiscal"), SMALL)
    strip.space(6)


def has_quantity(line: SoldLine) -> bool:
    """Whether the line is more than one piece."""
    return abs(line.quantity) != _ONE or Unit(line.unit) is not Unit.PIECE


def quantity_words(frame: Frame, line: SoldLine) -> str:
    """`2`, `0.482 kg`: how much, whichever way it went."""
    return frame.wording.quantity(Quantity(abs(line.quantity), Unit(line.unit)))


def _print_lines(strip: Strip, frame: Frame, sale: Sale) -> None:
    """What came back stands first."""
    parts = {
        "receipt.returned": [line for line in sale.lines if line.quantity < 0],
        "receipt.sold": [line for line in sale.lines if line.quantity >= 0],
    }
    headed = bool(parts["receipt.returned"])
    for head, lines in parts.items():
        if headed and lines:
            strip.line(frame.wording.words(head), HEAD)
        for line in lines:
            _print_line(strip, frame, line)


def _print_line(strip: Strip, frame: Frame, line: SoldLine) -> None:
    words = frame.wording.words
    before = line.amount + sum(discount.amount for discount in line.discounts)
    strip.line(printable(line.name), NAME, frame.money(before))
    if has_quantity(line):
        each = f"{quantity_words(frame, line)} × {frame.money(line.price)}"
        strip.line(each, SMALL, indent=INDENT)
    if line.card:
        done = words(f"receipt.card.{line.card.operation}", last4=line.card.last4)
        strip.line(done, SMALL, indent=INDENT)
    print_serial(strip, frame, line)
    if line.reason:
        strip.line(words("receipt.reason", reason=_reason(frame, line)), SMALL, indent=INDENT)
    for discount in line.discounts:
        label = printable(discount.label) or words("receipt.discount")
        strip.line(label, SMALL, frame.money(-discount.amount), indent=INDENT)


def print_serial(strip: Strip, frame: Frame, line: SoldLine) -> None:
    """Which piece it is, where the item has a serial number: the proof of a guarantee."""
    if line.serial:
        words = frame.wording.words("receipt.serial", serial=printable(line.serial))
        strip.line(words, SMALL, indent=INDENT)


def _reason(frame: Frame, line: SoldLine) -> str:
    key = f"reason.{line.reason}"
    return frame.wording.words(key) if frame.wording.has(key) else printable(line.reason)


def _print_total(strip: Strip, frame: Frame, sale: Sale) -> None:
    """Added taxes lead to the total, included ones are said below it."""
    words = frame.wording.words
    rows = tuple(_tax_rows(frame, sale))
    added = [row for row in rows if not row.included]
    strip.rule()
    if added:
        subtotal = sum(line.amount for line in sale.lines)
        strip.line(words("receipt.subtotal"), NAME, frame.money(subtotal))
        for row in added:
            strip.line(_tax_words(frame, row), BODY, frame.money(row.amount))
    way = "pay" if sale.total > 0 else "get" if sale.total < 0 else "even"
    strip.loud(words(f"receipt.total.{way}"), frame.total(abs(sale.total)))
    for row in rows:
        if row.included:
            strip.line(_tax_words(frame, row), BODY, frame.money(row.amount))
    strip.dotted()


def _tax_rows(frame: Frame, sale: Sale) -> Iterator[TaxRow]:
    """One row per tax and rate, in the order of the lines."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in sale.lines:
        for tax in line.taxes:
            kept = sums.setdefault((tax.tax, tax.rate), [0, 0])
            kept[0] += tax.net
            kept[1] += tax.amount
    known = frame.taxes() if sums else {}
    for (name, rate), (net, amount) in sums.items():
        tax_facts = known.get(name)
        included = tax_facts.included if tax_facts else frame.profile.prices_include_tax
        per_unit = tax_facts is not None and tax_facts.kind is TaxKind.PER_UNIT
        yield TaxRow(included, None if per_unit else Decimal(rate), net, amount)


def _tax_words(frame: Frame, row: TaxRow) -> str:
    words = frame.wording.words
    if row.rate is None:
        return words("receipt.tax.per_unit", word=frame.tax_word())
    rate = frame.wording.percent(row.rate)
    if row.included:
        gross = frame.money(row.net + row.amount)
        return words("receipt.tax.included", word=frame.tax_word(), rate=rate, gross=gross)
    return words("receipt.tax.added", word=frame.tax_word(), rate=rate, net=frame.money(row.net))


def _print_foot(strip: Strip, frame: Frame, paper: Paper) -> None:
    print_not_fiscal(strip, frame)
    strip.codes(paper.code, _qr_text(paper))
    frame.foot(strip, frame.wording.words("receipt.thanks"))


def _qr_text(paper: Paper) -> str:
    """Number, total in minor units, time, hash, signature: for whoever must check this receipt."""
    record = paper.record
    said = (record.sale.number, str(record.sale.total), utc_text(record.entry.wall))
    return third_party_text(said, record.hash, record.signature)
