"""Dated facts of a country: what holds on a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.money import CashMode, CashRounding, currency
from counter_app.domain.store_profile import (
    DatedCashRounding,
    DatedTax,
    StoreProfile,
    taxes_on,
)
from counter_app.domain.tax import Tax, TaxRounding


def vat(rate: int, since: date, tax: str = "vat") -> DatedTax:
    return DatedTax(since, Tax(tax, Decimal(rate), included=True))


OLD, NEW = date(2020, 1, 1), date(2026, 7, 1)
CITY = vat(2, OLD, "city")
PROFILE = StoreProfile(
    country="IT",
    currency=currency("EUR"),
    tax_word="vat",
    prices_include_tax=True,
    tax_rounding=TaxRounding.RATE,
    not_fiscal=True,
    in_store_region="it",
    groups={"standard": (vat(22, OLD), CITY, vat(23, NEW)), "exempt": ()},
    cash_roundings=(
        DatedCashRounding(NEW, CashRounding(10, CashMode.UP)),
        DatedCashRounding(OLD, CashRounding(5, CashMode.HALF_UP)),
    ),
)


def rates(day: date) -> list[tuple[str, Decimal]]:
    return [(tax.id, tax.rate) for tax in PROFILE.rules_on(day).taxes("standard")]


def test_a_new_rate_begins_on_its_day_and_not_before() -> None:
    assert rates(date(2026, 6, 30)) == [("vat", Decimal(22)), ("city", Decimal(2))]
    assert rates(NEW) == [("vat", Decimal(23)), ("city", Decimal(2))]
    assert rates(date(2019, 12, 31)) == []


def test_cash_rounding_begins_on_its_day_too() -> None:
    assert PROFILE.rules_on(date(2019, 1, 1)).cash == CashRounding(1, CashMode.HALF_UP)
    assert PROFILE.rules_on(date(2026, 6, 30)).cash == CashRounding(5, CashMode.HALF_UP)
    assert PROFILE.rules_on(NEW).cash == CashRounding(10, CashMode.UP)


def test_without_a_rule_of_its_own_a_country_rounds_to_its_smallest_coin() -> None:
    swiss = replace(PROFILE, currency=currency("CHF"), cash_roundings=())
    assert swiss.rules_on(NEW).cash == CashRounding(5, CashMode.HALF_UP)


def test_the_terms_of_a_day_carry_the_rest_of_the_profile() -> None:
    rules = PROFILE.rules_on(NEW)
    assert (rules.currency, rules.tax_rounding) == (currency("EUR"), TaxRounding.RATE)
    assert rules.taxes("exempt") == ()


@given(
    st.lists(st.tuples(st.dates(), st.integers(0, 50)), max_size=6, unique_by=lambda one: one[0]),
    st.dates(),
)
def test_of_each_tax_the_newest_that_has_begun_holds(
    rows: list[tuple[date, int]], day: date
) -> None:
    begun = [row for row in rows if row[0] <= day]
    found = taxes_on([vat(rate, since) for since, rate in rows], day)
    assert [tax.rate for tax in found] == ([Decimal(max(begun)[1])] if begun else [])
