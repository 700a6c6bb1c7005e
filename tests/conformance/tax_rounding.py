"""Taxes of one line or of a document: cases of `tax_rounding.json` through `domain.tax`.

Figures that a source leaves unrounded are compared after their sum is rounded, and shared by the
counter's own largest remainder: a till shows minor units.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from counter_app.domain.basket import Line
from counter_app.domain.money import Currency, Money, allocate, extended, round_to, total
from counter_app.domain.tax import (
    LineTaxes,
    Tax,
    TaxedBasket,
    TaxedLine,
    TaxKind,
    TaxRounding,
    tax_lines,
)
from tests.conformance import figures
from tests.conformance.cases import Case, Failed, Verdict, Words, compare

FAMILY = "tax_rounding"

KINDS = {"percent": TaxKind.PERCENT, "fixed": TaxKind.PER_UNIT}
ADDED, INCLUDED = "added", "included"


def run(case: Case) -> Verdict:
    """Tax the line or the lines; what the counter has no word for fails with that word."""
    try:
        return _document(case) if "lines" in case.given else _single(case)
    except KeyError as missing:
        return Failed(case.expected, f"the counter has no {missing}")


def _single(case: Case) -> Verdict:
    given, expected = case.given, case.expected
    rounding, currency = _rounding(case), _currency(given)
    price, units = given["unit_price"], given["quantity"]
    amount = figures.line("", figures.minor(price, currency), figures.quantity(units)).amount
    # A negative price is a return: what is taxed per unit comes back too.
    returned = Decimal(price).is_signed() and not Decimal(units).is_signed()
    quantity = figures.quantity(figures.opposite(units) if returned else units)
    taxes = tuple(
        _tax({**words, "included": words["included"] or given["force_included"]}, f"{place}")
        for place, words in enumerate(given["taxes"])
    )
    taxed = tax_lines([TaxedLine(Money(amount, currency), quantity, taxes)], rounding, currency)
    if case.words["policy"].get("shown", "rounded") != "rounded":
        expected = _rounded(expected, currency)
    return compare(expected, _line_words(taxed.lines[0]))


def _document(case: Case) -> Verdict:
    currency = _currency(case.given)
    lines = _discounted(case.given, currency)
    taxed = tax_lines(
        [
            TaxedLine(
                Money(line.amount, currency),
                line.quantity,
                tuple(
                    _tax(tax, _identity(tax)) for tax in words["taxes"] if tax.get("active", True)
                ),
            )
            for line, words in zip(lines, case.given["lines"], strict=True)
        ],
        _rounding(case),
        currency,
    )
    return compare(case.expected, _document_words(taxed, lines, currency))


def _rounding(case: Case) -> TaxRounding:
    """Choose ours: per unit does not exist here, a source that rounds nothing rounds at the end."""
    policy = case.words["policy"]
    if policy["tax_method"] == "unrounded":
        return TaxRounding.DOCUMENT
    return TaxRounding.RATE if policy["rounding"] == "per_document" else TaxRounding.LINE


def _currency(given: Words) -> Currency:
    step = given.get("currency_rounding", "0.01")
    return figures.CENTS if "none" in f"{step}" else figures.digits_of(step)


def _tax(words: Words, identity: str) -> Tax:
    return Tax(
        id=identity,
        rate=Decimal(words["amount"] if "amount" in words else words["rate"]),
        kind=KINDS[words.get("kind", "percent")],
        included=words["included"],
        raises_base=words.get("affects_next_base", False),
        on_raised_base=words.get("base_affected_by_previous", True),
    )


def _identity(words: Words) -> str:
    place = INCLUDED if words["included"] else ADDED
    name = words.get("name", words.get("amount", words.get("rate")))
    return f"{place} {name}"


def _discounted(given: Words, currency: Currency) -> list[Line]:
    """Ring the lines up, then take off each promotion whose condition the products meet."""
    lines = [
        figures.line(
            words.get("product", ""),
            figures.minor(words["unit_price"], currency),
            figures.quantity(words["qty"]),
            (figures.minor(words.get("line_discount", 0), currency),),
        )
        for words in given["lines"]
    ]
    products = {line.code for line in lines}
    for promotion in given.get("promotions", ()):
        if promotion["condition"].get("contains_product", lines[0].code) in products:
            for action in promotion["actions"]:
                lines = _taken_off(lines, action, currency)
    return lines


def _taken_off(lines: Sequence[Line], action: Words, currency: Currency) -> list[Line]:
    value = figures.minor(action["value"], currency)
    if action["target"] == "order":
        parts = allocate(value, [line.amount for line in lines])
    else:
        chosen = action["filter"]["products"]
        parts = tuple(
            extended(value, line.quantity.thousandths) if line.code in chosen else 0
            for line in lines
        )
    return [
        figures.line(
            line.code, line.price, line.quantity, (*[d.amount for d in line.discounts], part)
        )
        for line, part in zip(lines, parts, strict=True)
    ]


def _line_words(line: LineTaxes) -> Words:
    return {
        "total_included": line.gross.decimal,
        "total_excluded": line.net.decimal,
        "taxes": [
            {"base": share.net.decimal, "amount": share.amount.decimal} for share in line.shares
        ],
    }


def _document_words(taxed: TaxedBasket, lines: Sequence[Line], currency: Currency) -> Words:
    tax = {
        place: total(
            [share.amount for share in taxed.summary if share.tax_id.startswith(place)], currency
        ).decimal
        for place in (ADDED, INCLUDED)
    }
    return {
        "untaxed": taxed.net.decimal,
        "tax_total": total([share.amount for share in taxed.summary], currency).decimal,
        "total": taxed.gross.decimal,
        "tax_added": tax[ADDED],
        "tax_included": tax[INCLUDED],
        "lines": [
            {
                "product": line.code,
                "line_total": Money(line.amount, currency).decimal,
                "untaxed": taxes.net.decimal,
                "taxes": [share.amount.decimal for share in taxes.shares],
                "total": taxes.gross.decimal,
            }
            for line, taxes in zip(lines, taxed.lines, strict=True)
        ],
    }


def _rounded(expected: Words, currency: Currency) -> Words:
    """Put unrounded figures as a till would show them: the sum rounded, then shared."""
    amounts = [Decimal(tax["amount"]) for tax in expected["taxes"]]
    exact = total(
        [round_to(amount, figures.SIX_DECIMALS) for amount in amounts], figures.SIX_DECIMALS
    )
    parts = allocate(
        round_to(exact.decimal, currency).minor, [Fraction(amount) for amount in amounts]
    )
    return {
        "total_included": round_to(expected["total_included"], currency).decimal,
        "total_excluded": round_to(expected["total_excluded"], currency).decimal,
        "taxes": [
            {
                "base": round_to(tax["base"], currency).decimal,
                "amount": Money(part, currency).decimal,
            }
            for tax, part in zip(expected["taxes"], parts, strict=True)
        ],
    }
