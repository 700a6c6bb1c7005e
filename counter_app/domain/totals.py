"""Totals of a whole document: its lines, allowances, charges, tax, what was paid before.

Invariant: payable = lines - allowances + charges + tax - prepaid + payment rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counter_app.domain.money import Currency, Money, total
from counter_app.domain.tax import TaxedBasket, TaxedLine, TaxRounding, tax_lines


@dataclass(frozen=True, slots=True)
class Document:
    """What a receipt or invoice lists. Allowances are stated as they are called: 5.00 off is 5.00.

    `payment_rounding` is given by the payment (cash), not computed here.
    """

    lines: Sequence[TaxedLine]
    prepaid: Money
    payment_rounding: Money
    allowances: Sequence[TaxedLine] = ()
    charges: Sequence[TaxedLine] = ()


@dataclass(frozen=True, slots=True)
class DocumentTotals:
    """Net sums of each part, the tax, and what is left to pay (EN 16931: BT-106 to BT-115).

    `taxed` holds the lines, then the allowances (taken off), then the charges, and their summary.
    """

    lines: Money
    allowances: Money
    charges: Money
    tax: Money
    payable: Money
    taxed: TaxedBasket


def document_totals(
    document: Document, rounding: TaxRounding, currency: Currency
) -> DocumentTotals:
    """Tax the document as one, so that an allowance lowers the base of its own tax."""
    taken_off = [
        replace(line, amount=-line.amount, quantity=-line.quantity) for line in document.allowances
    ]
    taxed = tax_lines([*document.lines, *taken_off, *document.charges], rounding, currency)
    nets = [line.net for line in taxed.lines]
    after_lines = len(document.lines)
    after_allowances = after_lines + len(taken_off)
    return DocumentTotals(
        lines=total(nets[:after_lines], currency),
        allowances=-total(nets[after_lines:after_allowances], currency),
        charges=total(nets[after_allowances:], currency),
        tax=taxed.gross - taxed.net,
        payable=taxed.gross - document.prepaid + document.payment_rounding,
        taxed=taxed,
    )
