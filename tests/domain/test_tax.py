"""Taxes of lines and baskets: what is inside, what is added, what is rounded where."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import Quantity
from counter_app.domain.money import Money, currency
from counter_app.domain.tax import (
    LineTaxes,
    Tax,
    TaxedBasket,
    TaxedLine,
    TaxKind,
    TaxRounding,
    tax_lines,
)

EUR = currency("EUR")
VAT22 = Tax("IVA22", Decimal(22), included=True)
VAT10 = Tax("IVA10", Decimal(10), included=True)
STATE = Tax("state", Decimal("6.25"))
COUNTY = Tax("county", Decimal("1.5"))
BAG = Tax("bag", Decimal("0.10"), TaxKind.PER_UNIT)
BAG_INSIDE = Tax("bag", Decimal("0.10"), TaxKind.PER_UNIT, included=True)


def line(minor: int, *taxes: Tax, pieces: int | None = None) -> TaxedLine:
    count = (1 if minor >= 0 else -1) if pieces is None else pieces
    return TaxedLine(Money(minor, EUR), Quantity.pieces(count), taxes)


def taxed(*lines: TaxedLine, rounding: TaxRounding = TaxRounding.LINE) -> TaxedBasket:
    return tax_lines(lines, rounding, EUR)


def figures(found: LineTaxes) -> tuple[int, list[tuple[int, int]], int]:
    shares = [(share.net.minor, share.amount.minor) for share in found.shares]
    return found.net.minor, shares, found.gross.minor


def alone(minor: int, *taxes: Tax, pieces: int | None = None) -> tuple[object, ...]:
    return figures(taxed(line(minor, *taxes, pieces=pieces)).lines[0])


def raising(tax: Tax) -> Tax:
    return Tax(tax.id, tax.rate, tax.kind, tax.included, raises_base=True)


def test_included_tax_is_rounded_and_net_is_the_rest() -> None:
    vat20 = Tax("VAT20", Decimal(20), included=True)
    assert alone(39999, vat20) == (33332, [(33332, 6667)], 39999)
    assert alone(5250, Tax("VAT12", Decimal(12), included=True)) == (4687, [(4687, 563)], 5250)


def test_added_tax_comes_on_top() -> None:
    assert alone(1000, STATE) == (1000, [(1000, 63)], 1063)


def test_a_line_without_tax_is_its_own_net() -> None:
    assert alone(1000) == (1000, [], 1000)


def test_a_rate_of_zero_is_a_tax_with_a_base() -> None:
    assert alone(1000, Tax("zero", Decimal(0))) == (1000, [(1000, 0)], 1000)


def test_several_added_taxes_are_each_taken_on_the_price() -> None:
    assert alone(10041, Tax("a", Decimal(16)), Tax("b", Decimal(53))) == (
        10041, [(10041, 1607), (10041, 5322)], 16970,
    )  # fmt: skip


def test_several_included_taxes_share_one_net() -> None:
    taxes = (Tax("a", Decimal(6), included=True), Tax("b", Decimal(6), included=True))
    assert alone(11200, *taxes) == (10000, [(10000, 600), (10000, 600)], 11200)


def test_a_tax_that_raises_the_base_is_taxed_by_the_later_ones() -> None:
    excise = raising(Tax("excise", Decimal(10)))
    assert alone(1000, excise, Tax("vat", Decimal(20))) == (
        1000, [(1000, 100), (1100, 220)], 1320,
    )  # fmt: skip


def test_a_tax_may_ignore_what_earlier_taxes_raised() -> None:
    plain = Tax("plain", Decimal(6), on_raised_base=False)
    assert alone(10000, raising(Tax("first", Decimal(6))), plain, Tax("last", Decimal(3))) == (
        10000, [(10000, 600), (10000, 600), (10600, 318)], 11518,
    )  # fmt: skip


def test_included_tax_is_taken_out_first_then_the_rest_is_added() -> None:
    fee = raising(Tax("fee", Decimal(10), TaxKind.PER_UNIT))
    vat = Tax("vat", Decimal(21), included=True)
    # 1210.00 holds 210.00; the fee of 10.00 is taxed as well, with 2.10 on top of the price.
    assert alone(121000, fee, vat) == (100000, [(100000, 1000), (101000, 21210)], 122210)


def test_a_tax_per_unit_counts_the_units_and_comes_back_with_them() -> None:
    assert alone(1000, BAG, pieces=3) == (1000, [(1000, 30)], 1030)
    assert alone(-1000, BAG, pieces=-3) == (-1000, [(-1000, -30)], -1030)
    assert alone(0, BAG, pieces=2) == (0, [(0, 20)], 20)


def test_a_tax_per_unit_inside_the_price_is_taken_out_before_the_percentage() -> None:
    deposit = raising(BAG_INSIDE)
    assert alone(12200, raising(VAT22), BAG_INSIDE, pieces=1) == (
        9992, [(9992, 2198), (12190, 10)], 12200,
    )  # fmt: skip
    assert alone(12200, deposit, VAT22, pieces=1) == (9990, [(9990, 10), (10000, 2200)], 12200)


def test_a_tax_per_unit_follows_the_weight() -> None:
    per_kilo = Tax("levy", Decimal("1.00"), TaxKind.PER_UNIT)
    weighed = TaxedLine(Money(500, EUR), Quantity.grams(385), (per_kilo,))
    assert figures(taxed(weighed).lines[0]) == (500, [(500, 39)], 539)


def test_a_withheld_tax_has_a_negative_rate() -> None:
    taxes = (Tax("held", Decimal(-20)), raising(Tax("fund", Decimal(4))), Tax("vat", Decimal(22)))
    assert alone(5000, *taxes) == (5000, [(5000, -1000), (5000, 200), (5200, 1144)], 5344)


def test_an_included_rate_that_leaves_no_net_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no net price"):
        alone(1000, Tax("nonsense", Decimal(-100), included=True))


def test_a_line_in_another_currency_is_a_bug() -> None:
    with pytest.raises(ValueError, match="in a basket in EUR"):
        taxed(TaxedLine(Money(1, currency("USD")), Quantity.pieces(1), ()))


def test_rounding_per_line_and_per_rate_differ_by_the_cent_that_the_law_decides() -> None:
    vat = Tax("vat", Decimal(17))
    lines = (line(5040, vat), line(4721, vat))
    per_line = taxed(*lines)
    per_rate = taxed(*lines, rounding=TaxRounding.RATE)
    assert per_line.summary[0].amount.minor == 857 + 803
    assert per_rate.summary[0].amount.minor == 1659
    assert [found.shares[0].amount.minor for found in per_rate.lines] == [857, 802]


def test_two_taxes_of_one_rate_are_rounded_each_for_itself() -> None:
    lines = (line(5040, Tax("17a", Decimal(17))), line(4721, Tax("17b", Decimal(17))))
    per_rate = taxed(*lines, rounding=TaxRounding.RATE)
    assert [share.amount.minor for share in per_rate.summary] == [857, 803]


def test_one_tax_with_two_rates_has_two_summaries() -> None:
    lines = (line(1000, Tax("vat", Decimal(20))), line(1000, Tax("vat", Decimal(21))))
    summary = taxed(*lines).summary
    assert [(int(share.rate), share.amount.minor) for share in summary] == [(20, 200), (21, 210)]


def test_rounding_per_document_rounds_state_and_county_together() -> None:
    thirds = (Tax("state", Decimal("6.4")), Tax("county", Decimal("1.4")))
    per_rate = taxed(line(100, *thirds), rounding=TaxRounding.RATE)
    document = taxed(line(100, *thirds), rounding=TaxRounding.DOCUMENT)
    assert [share.amount.minor for share in per_rate.summary] == [6, 1]
    assert [share.amount.minor for share in document.summary] == [7, 1]  # 7.8 cents, once
    assert document.gross.minor == 108


def test_an_empty_basket_comes_to_nothing() -> None:
    for rounding in TaxRounding:
        nothing = taxed(rounding=rounding)
        assert (nothing.lines, nothing.summary) == ((), ())
        assert nothing.gross == nothing.net == Money.zero(EUR)


def test_a_summary_keeps_the_order_in_which_taxes_appear() -> None:
    summary = taxed(line(100, VAT10), line(100, VAT22), line(100, VAT10)).summary
    assert [share.tax_id for share in summary] == ["IVA10", "IVA22"]


TAXES = (VAT22, VAT10, STATE, COUNTY, BAG, BAG_INSIDE, raising(STATE), raising(VAT10))
lines_of_a_basket = st.builds(
    lambda price, pieces, taxes: line(price * pieces, *taxes, pieces=pieces),
    st.integers(0, 20_000),
    st.integers(-9, 9).filter(bool),
    st.lists(st.sampled_from(TAXES), max_size=4, unique_by=lambda tax: tax.id),
)
baskets = st.lists(lines_of_a_basket, max_size=12)
roundings = st.sampled_from(TaxRounding)


@given(baskets, roundings)
def test_shares_of_the_lines_are_the_summary_and_the_document(
    lines: list[TaxedLine], rounding: TaxRounding
) -> None:
    basket = tax_lines(lines, rounding, EUR)
    shares = [share for found in basket.lines for share in found.shares]
    for summed in basket.summary:
        own = [s for s in shares if (s.tax_id, s.rate) == (summed.tax_id, summed.rate)]
        assert sum(share.amount.minor for share in own) == summed.amount.minor
        assert sum(share.net.minor for share in own) == summed.net.minor
    taxes = sum(summed.amount.minor for summed in basket.summary)
    assert basket.net.minor + taxes == basket.gross.minor
    for found in basket.lines:
        assert found.net.minor + sum(s.amount.minor for s in found.shares) == found.gross.minor


@given(baskets, roundings)
def test_a_return_gives_back_exactly_what_the_sale_took(
    lines: list[TaxedLine], rounding: TaxRounding
) -> None:
    back = [TaxedLine(-sold.amount, -sold.quantity, sold.taxes) for sold in lines]
    sale, refund = (tax_lines(some, rounding, EUR) for some in (lines, back))
    assert refund.gross == -sale.gross
    for sold, returned in zip(sale.lines, refund.lines, strict=True):
        assert returned.net == -sold.net
        assert [share.amount for share in returned.shares] == [-s.amount for s in sold.shares]


@given(baskets, roundings)
def test_a_sale_and_its_return_in_one_basket_cancel(
    lines: list[TaxedLine], rounding: TaxRounding
) -> None:
    back = [TaxedLine(-sold.amount, -sold.quantity, sold.taxes) for sold in lines]
    basket = tax_lines([*lines, *back], rounding, EUR)
    assert basket.gross.minor == basket.net.minor == 0
    assert all(share.amount.minor == 0 for share in basket.summary)


@given(baskets, roundings)
def test_a_price_with_only_included_taxes_is_what_is_paid(
    lines: list[TaxedLine], rounding: TaxRounding
) -> None:
    inside = [
        TaxedLine(sold.amount, sold.quantity, tuple(t for t in sold.taxes if t.included))
        for sold in lines
    ]
    basket = tax_lines(inside, rounding, EUR)
    assert basket.gross.minor == sum(sold.amount.minor for sold in inside)


@given(st.lists(st.tuples(st.integers(-20_000, 20_000), st.sampled_from([VAT22, VAT10, STATE]))))
def test_per_rate_every_tax_is_its_exact_sum_rounded_once(
    priced: list[tuple[int, Tax]],
) -> None:
    basket = tax_lines([line(minor, tax) for minor, tax in priced], TaxRounding.RATE, EUR)
    for share in basket.summary:
        own = [exact(minor, tax) for minor, tax in priced if tax.id == share.tax_id]
        assert abs(share.amount.minor - sum(own, start=Fraction(0))) <= Fraction(1, 2)
    for found, (minor, tax) in zip(basket.lines, priced, strict=True):
        assert abs(found.shares[0].amount.minor - exact(minor, tax)) < 1


def exact(minor: int, tax: Tax) -> Fraction:
    rate = Fraction(tax.rate)
    return minor * rate / (100 + rate if tax.included else 100)
