"""The facts of currencies, as their source states them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from counter_app.domain.currencies import CASH_STEPS, CODES, DIGITS
from counter_app.domain.money import Money, currency

TABLE = Path(__file__).parents[3] / "shared" / "cases" / "currency_table.json"

needs_table = pytest.mark.skipif(
    not TABLE.is_file(), reason="the folder shared is not beside the project"
)


@pytest.mark.parametrize(
    ("code", "digits", "cash_step"),
    [
        ("EUR", 2, 1),
        ("USD", 2, 1),
        ("JPY", 0, 1),
        ("KWD", 3, 1),
        ("CHF", 2, 5),
        ("DKK", 2, 50),
        ("SEK", 2, 100),
        ("HUF", 0, 5),
    ],
)
def test_a_currency_knows_its_digits_and_cash_step(code: str, digits: int, cash_step: int) -> None:
    assert (currency(code).digits, currency(code).cash_step) == (digits, cash_step)


def test_exceptions_are_only_of_codes_that_exist() -> None:
    assert set(DIGITS) | set(CASH_STEPS) <= CODES


def test_one_code_is_one_currency() -> None:
    assert currency("EUR") is currency("EUR")


@needs_table
def test_every_fact_is_the_one_of_the_table() -> None:
    table = json.loads(TABLE.read_text("utf-8"))
    for row in table["cldr_exceptions"]:
        money = currency(row["currency"])
        assert money.digits == row["digits"], money
        step = Money(money.cash_step, money).decimal
        assert step == Decimal(row["cash_increment"]), money
    exceptions = {row["currency"] for row in table["cldr_exceptions"]}
    codes = {row["alpha_3"] for row in table["iso4217"]}
    assert exceptions | codes == CODES
    assert set(DIGITS) | set(CASH_STEPS) <= exceptions
