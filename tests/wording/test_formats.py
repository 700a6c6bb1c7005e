"""Amounts, numbers and dates: what Babel writes, and what a person may type."""

import datetime as dt
from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.money import Money, currency
from counter_app.wording import Wording

EUR = currency("EUR")
USD = currency("USD")
JPY = currency("JPY")
LOCALES = {
    "en_GB": ("en", "GB"),
    "en_US": ("en", "US"),
    "it_IT": ("it", "IT"),
    "el_GR": ("el", "GR"),
}
WORDINGS = {locale: Wording(*place) for locale, place in LOCALES.items()}
EN, US, IT, EL = WORDINGS.values()

minors = st.integers(-(10**12), 10**12)
locales = st.sampled_from(sorted(LOCALES))


@given(minor=minors, locale=locales, code=st.sampled_from(["EUR", "GBP", "USD", "JPY", "TND"]))
def test_an_amount_is_written_as_babel_writes_it(minor: int, locale: str, code: str) -> None:
    amount = Money(minor, currency(code))
    pattern = "#,##0" + ("." + "0" * amount.currency.digits if amount.currency.digits else "")
    wording = WORDINGS[locale]
    assert wording.money(amount) == format_decimal(amount.decimal, pattern, locale=locale)
    assert wording.money_symbol(amount) == format_currency(amount.decimal, code, locale=locale)


@given(value=st.decimals(-(10**9), 10**9, places=3), locale=locales)
def test_a_number_is_written_as_babel_writes_it(value: Decimal, locale: str) -> None:
    assert WORDINGS[locale].number(value) == format_decimal(value, "#,##0.000", locale=locale)
    whole = int(value)
    assert WORDINGS[locale].number(whole) == format_decimal(whole, locale=locale)


def test_a_small_amount_keeps_its_zeros() -> None:
    assert [EN.money(Money(minor, EUR)) for minor in (0, 5, -5, 100)] == [
        "0.00",
        "0.05",
        "-0.05",
        "1.00",
    ]
    assert EN.money(Money(1234, JPY)) == "1,234"


def test_the_euro_sign_stands_where_the_language_puts_it() -> None:
    amount = Money(5175, EUR)
    assert EN.money_symbol(amount) == "€51.75"
    assert IT.money_symbol(amount) == EL.money_symbol(amount) == "51,75\u00a0€"


def test_a_rate_shows_no_zeros_at_its_end() -> None:
    rates = [Decimal("22.00"), Decimal("4.50"), Decimal("0.375"), Decimal(0), Decimal("1E+1")]
    assert [EN.percent(rate) for rate in rates] == ["22%", "4.5%", "0.375%", "0%", "10%"]
    assert IT.percent(Decimal("4.5")) == EL.percent(Decimal("4.5")) == "4,5%"


def test_pieces_are_whole_and_a_weight_has_grams_and_a_unit() -> None:
    assert EN.quantity(Quantity.pieces(1200)) == "1,200"
    assert EN.quantity(Quantity.pieces(-2)) == "-2"
    assert EL.quantity(Quantity.grams(452)) == "0,452\u00a0kg"
    assert EN.quantity(Quantity.grams(2000)) == "2.000\u00a0kg"


def test_the_day_comes_first_but_in_the_united_states() -> None:
    day = dt.date(2026, 11, 2)
    assert [one.date(day) for one in (EN, IT, EL, US)] == [
        "02/11/2026",
        "02/11/2026",
        "02/11/2026",
        "11/02/2026",
    ]


def test_a_date_in_words_is_the_languages_own() -> None:
    day = dt.date(2026, 11, 2)
    assert EN.date_in_words(day) == "Monday, 2 November 2026"
    assert US.date_in_words(day) == "Monday, November 2, 2026"
    assert IT.date_in_words(day) == "lunedì 2 novembre 2026"
    assert EL.date_in_words(day) == "Δευτέρα 2 Νοεμβρίου 2026"


def test_a_time_has_twenty_four_hours_everywhere() -> None:
    moment = dt.datetime(2026, 11, 2, 14, 5, tzinfo=dt.UTC)
    assert [one.time(moment) for one in (EN, US, IT, EL)] == ["14:05"] * 4
    assert EN.time(dt.time(0, 7)) == "00:07"
    assert US.date_time(moment) == "11/02/2026 14:05"


@given(minor=minors, locale=locales)
def test_an_amount_that_is_shown_can_be_typed_again(minor: int, locale: str) -> None:
    amount = Money(minor, EUR)
    wording = WORDINGS[locale]
    assert wording.parse_amount(wording.money(amount), EUR) == amount
    assert wording.parse_amount(wording.money_symbol(amount), EUR) == amount


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("20", 2000),
        ("20.5", 2050),
        ("20,5", 2050),
        (" 20,50 € ", 2050),
        ("EUR 5", 500),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1,234,567.00", 123456700),
        ("1.234.567", 123456700),
        (",50", 50),
        ("-3,20", -320),
    ],
)
def test_both_decimal_marks_are_understood_in_each_language(typed: str, minor: int) -> None:
    assert all(one.parse_amount(typed, EUR) == Money(minor, EUR) for one in (EN, IT, EL, US))


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.234", "1,234", "12.34.56", "1.23,456", "1.2.3,4", "1,234,5", "20 kg"]
)
def test_an_amount_that_may_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"money\.not_an_amount"):
        EN.parse_amount(typed, EUR)


def test_a_refused_amount_is_shown_as_it_was_typed() -> None:
    with pytest.raises(Refusal) as refused:
        EN.parse_amount("€ twenty", EUR)
    assert refused.value.values["text"] == "€ twenty"
