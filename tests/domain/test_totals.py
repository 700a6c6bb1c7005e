"""Totals of a document with allowances, charges, a prepaid part and a rounded payment."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import Quantity
from counter_app.domain.money import Money, currency, total
from counter_app.domain.tax import Tax, TaxedLine, TaxKind, TaxRounding
from counter_app.domain.totals import Document, document_totals

SEK = currency("SEK")
NOTHING = Money.zero(SEK)
HIGH = Tax("S25", Decimal(25))
LOW = Tax("S12", Decimal(12))


def line(minor: int, tax: Tax = HIGH) -> TaxedLine:
    return TaxedLine(Money(minor, SEK), Quantity.pieces(1), (tax,))


def test_an_allowance_lowers_the_base_of_its_own_tax() -> None:
    document = Document(
        lines=[line(150_000), line(250_000, LOW)],
        allowances=[line(15_000)],
        charges=[line(5_000, LOW)],
        prepaid=Money(100_000, SEK),
        payment_rounding=Money(-40, SEK),
    )
    totals = document_totals(document, TaxRounding.RATE, SEK)
    assert (totals.lines.minor, totals.allowances.minor, totals.charges.minor) == (
        400_000, 15_000, 5_000,
    )  # fmt: skip
    assert totals.taxed.net.minor == 390_000
    assert [(s.net.minor, s.amount.minor) for s in totals.taxed.summary] == [
        (135_000, 33_750),
        (255_000, 30_600),
    ]
    assert totals.tax.minor == 64_350
    assert totals.payable.minor == 390_000 + 64_350 - 100_000 - 40


def test_an_allowance_gives_back_its_tax_per_unit() -> None:
    deposit = Tax("deposit", Decimal("1.00"), TaxKind.PER_UNIT)
    crate = TaxedLine(Money(1000, SEK), Quantity.pieces(2), (deposit,))
    document = Document([crate], NOTHING, NOTHING, allowances=[crate])
    totals = document_totals(document, TaxRounding.LINE, SEK)
    assert totals.allowances.minor == 1000
    assert (totals.tax, totals.payable) == (NOTHING, NOTHING)


minors = st.lists(st.tuples(st.integers(-50_000, 50_000), st.sampled_from([HIGH, LOW])), max_size=6)


@given(minors, minors, minors, st.sampled_from(TaxRounding))
def test_payable_is_the_parts_added_up(
    lines: list[tuple[int, Tax]],
    allowances: list[tuple[int, Tax]],
    charges: list[tuple[int, Tax]],
    rounding: TaxRounding,
) -> None:
    document = Document(
        lines=[line(*one) for one in lines],
        allowances=[line(*one) for one in allowances],
        charges=[line(*one) for one in charges],
        prepaid=Money(500, SEK),
        payment_rounding=NOTHING,
    )
    totals = document_totals(document, rounding, SEK)
    assert totals.lines == total([one.amount for one in document.lines], SEK)
    net = totals.lines - totals.allowances + totals.charges
    assert net == totals.taxed.net
    assert totals.payable == net + totals.tax - document.prepaid
