"""What a basket comes to: pure, and independent of the order of its lines' edits.

Invariant: the total is the sum of the lines' gross amounts, and taxes are part of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.domain.basket import Basket, Line
from counter_app.domain.errors import Refusal
from counter_app.domain.money import CashRounding, Currency, Money
from counter_app.domain.slips import LineTax, SoldLine
from counter_app.domain.tax import LineTaxes, Tax, TaxedBasket, TaxedLine, TaxRounding
from counter_app.domain.totals import Document, document_totals


@dataclass(frozen=True, slots=True)
class PriceRules:
    """How the store prices: currency, tax groups with their taxes, roundings."""

    currency: Currency
    groups: Mapping[str, tuple[Tax, ...]]
    tax_rounding: TaxRounding
    cash: CashRounding

    def taxes(self, group: str) -> tuple[Tax, ...]:
        """The taxes of a group; Refusal where the profile has no such group."""
        taxes = self.groups.get(group)
        if taxes is None:
            raise Refusal("tax.unknown_group", group=group)
        return taxes


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """Lines with their taxes, and what the basket comes to in minor units."""

    lines: tuple[Line, ...]
    taxed: TaxedBasket
    total: int
    tax: int


def price(basket: Basket, rules: PriceRules) -> PricedBasket:
    """Price a basket: taxes per line, then the total."""
    nothing = Money.zero(rules.currency)
    lines = tuple(
        TaxedLine(
            Money(line.amount, rules.currency),
            line.quantity,
            () if line.card else rules.taxes(line.tax_group),
        )
        for line in basket.lines
    )
    document = Document(lines, prepaid=nothing, payment_rounding=nothing)
    totals = document_totals(document, rules.tax_rounding, rules.currency)
    assert totals.payable == totals.taxed.gross, "a basket comes to its lines' gross amounts"
    return PricedBasket(basket.lines, totals.taxed, totals.payable.minor, totals.tax.minor)


def sold_lines(priced: PricedBasket, language: str) -> tuple[SoldLine, ...]:
    """The lines as they go into the journal, numbered as they stand."""
    return tuple(
        _sold(no, line, taxes, language)
        for no, (line, taxes) in enumerate(
            zip(priced.lines, priced.taxed.lines, strict=True), start=1
        )
    )


def _sold(no: int, line: Line, taxes: LineTaxes, language: str) -> SoldLine:
    return SoldLine(
        no=no,
        code=line.code,
        name=line.names.best(language),
        category=line.category,
        tax_group=line.tax_group,
        quantity=line.quantity.thousandths,
        unit=line.quantity.unit.value,
        price=line.price,
        amount=line.amount,
        net=taxes.net.minor,
        gross=taxes.gross.minor,
        discounts=line.discounts,
        taxes=tuple(
            LineTax(
                tax=share.tax_id,
                rate=str(share.rate),
                net=share.net.minor,
                amount=share.amount.minor,
            )
            for share in taxes.shares
        ),
        card=line.card,
        serial=line.serial,
        department=line.department,
    )
