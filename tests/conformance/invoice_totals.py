"""Invoice totals after EN 16931: cases of `invoice_totals_en16931.json` through `domain.totals`.

A tax identity here is a VAT category with its rate.
"""

from decimal import Decimal

from counter_app.domain.catalogue import Unit
from counter_app.domain.money import Currency, Money, currency, extended, round_to, total
from counter_app.domain.tax import Tax, TaxedLine, TaxRounding
from counter_app.domain.totals import Document, DocumentTotals, document_totals
from tests.conformance import figures
from tests.conformance.cases import Case, Verdict, Words, compare

FAMILY = "invoice_totals_en16931"

SUB_CENT = 6  # decimals in which a price per unit, and price times quantity, are exact here


def run(case: Case) -> Verdict:
    """Total the document, per VAT category and rate."""
    given = case.given
    money = currency(given["currency"])
    adjustments = given["document_allowances_charges"]
    totals = document_totals(
        Document(
            lines=[_line(words, money) for words in given["lines"]],
            prepaid=figures.money(given.get("prepaid", 0), money),
            payment_rounding=figures.money(given.get("payable_rounding", 0), money),
            allowances=[_adjustment(one, money) for one in adjustments if not one["charge"]],
            charges=[_adjustment(one, money) for one in adjustments if one["charge"]],
        ),
        TaxRounding.RATE,
        money,
    )
    expected = {**case.expected, "vat_breakdown": _sorted(case.expected["vat_breakdown"])}
    return compare(expected, _words(totals, given))


def _line(words: Words, money: Currency) -> TaxedLine:
    """Price the quantity, then its own allowances and charges."""
    fine = Currency("XXX", SUB_CENT)
    quantity = figures.quantity(words["qty"], Unit.KILOGRAM)
    per = figures.quantity(words.get("price_base_qty", 1), Unit.KILOGRAM)
    price = figures.minor(words["unit_price"], fine)
    exact = Money(extended(price, quantity.thousandths, per.thousandths), fine)
    own = [
        figures.money(one["amount"] if one["charge"] else figures.opposite(one["amount"]), money)
        for one in words.get("allowances_charges", ())
    ]
    amount = total([round_to(exact.decimal, money), *own], money)
    return TaxedLine(amount, quantity, (_tax(words),))


def _adjustment(words: Words, money: Currency) -> TaxedLine:
    return TaxedLine(figures.money(words["amount"], money), figures.quantity(1), (_tax(words),))


def _tax(words: Words) -> Tax:
    return Tax(words["vat_category"], Decimal(words["vat_rate"] or 0))


def _sorted(breakdown: list[Words]) -> list[Words]:
    """Put a breakdown in one order; the standard has none. No rate is a rate of 0."""
    plain = [{**one, "vat_rate": Decimal(one["vat_rate"] or 0)} for one in breakdown]
    return sorted(plain, key=lambda one: (one["vat_category"], one["vat_rate"]))


def _words(totals: DocumentTotals, given: Words) -> Words:
    taxed = totals.taxed
    return {
        "lines": [
            {"net": line.net.decimal} for line, _ in zip(taxed.lines, given["lines"], strict=False)
        ],
        "sum_of_lines": totals.lines.decimal,
        "allowance_total": totals.allowances.decimal,
        "charge_total": totals.charges.decimal,
        "tax_exclusive": taxed.net.decimal,
        "vat_breakdown": _sorted(
            [
                {
                    "vat_category": share.tax_id,
                    "vat_rate": share.rate,
                    "taxable": share.net.decimal,
                    "tax": share.amount.decimal,
                }
                for share in taxed.summary
            ]
        ),
        "tax_total": totals.tax.decimal,
        "tax_inclusive": taxed.gross.decimal,
        "payable": totals.payable.decimal,
    }
