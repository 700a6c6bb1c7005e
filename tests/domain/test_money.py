"""Money: what is typed, how it rounds, how it is shared, what coins can pay."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.money import (
    CashMode,
    CashRounding,
    Currency,
    Money,
    RoundingMode,
    allocate,
    currency,
    extended,
    round_to,
    rounded,
    total,
)

EUR = currency("EUR")
JPY = currency("JPY")

amounts = st.integers(-(10**12) + 1, 10**12 - 1)
weights = st.lists(
    st.one_of(st.integers(0, 10**6), st.fractions(0, 100, max_denominator=1000)),
    min_size=1,
    max_size=12,
)
steps = st.sampled_from([1, 2, 5, 10, 25, 50, 100, 500])


def eur(minor: int) -> Money:
    return Money(minor, EUR)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("20", 2000),
        ("20.5", 2050),
        ("20,5", 2050),
        ("20.50", 2050),
        (" 0,01 ", 1),
        (".5", 50),
        ("5.", 500),
        ("-3", -300),
        ("+0.10", 10),
        ("007", 700),
        ("999999999999.99", 99_999_999_999_999),
    ],
)
def test_an_amount_is_typed_as_it_is_read(typed: str, minor: int) -> None:
    assert Money.parse(typed, EUR) == eur(minor)


def test_a_currency_without_decimals_takes_whole_amounts_only() -> None:
    assert Money.parse("500", JPY) == Money(500, JPY)
    with pytest.raises(Refusal, match=r"money\.not_an_amount"):
        Money.parse("500.5", JPY)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        ".",
        "-",
        "1.234",
        "1,234.50",
        "1 000",
        "12e3",
        "١٢",
        "½",
        "2O",
        "0x1",
        "--5",
        "9" * 13,
    ],
)
def test_what_is_not_an_amount_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        Money.parse(typed, EUR)
    assert caught.value.code == "money.not_an_amount"
    assert caught.value.values["text"] == typed


@given(amounts, st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_an_amount_reads_back_as_it_is_written(minor: int, code: str) -> None:
    amount = Money(minor, currency(code))
    assert Money.parse(f"{amount.decimal:f}", amount.currency) == amount


def test_amounts_of_one_currency_add_subtract_and_compare() -> None:
    assert eur(150) + eur(-50) == eur(100)
    assert eur(150) - eur(200) == eur(-50) == -eur(50)
    assert abs(eur(-50)) == eur(50)
    assert eur(-1) < Money.zero(EUR) < eur(1)
    assert eur(1) >= eur(1) > eur(0)
    assert eur(1) <= eur(1)
    assert eur(1234).decimal == Decimal("12.34")
    assert total([eur(1), eur(2)], EUR) == eur(3)
    assert total([], EUR) == Money.zero(EUR)


def test_two_currencies_never_meet() -> None:
    dollars = Money(1, currency("USD"))
    for meet in (
        lambda: eur(1) + dollars,
        lambda: eur(1) - dollars,
        lambda: eur(1) < dollars,
        lambda: eur(1) <= dollars,
        lambda: eur(1) > dollars,
        lambda: eur(1) >= dollars,
        lambda: total([dollars], EUR),
    ):
        with pytest.raises(ValueError, match="do not meet"):
            meet()
    assert eur(1) != dollars


def test_a_currency_made_elsewhere_is_the_same_currency() -> None:
    assert eur(1) + Money(1, Currency("EUR", 2)) == eur(2)


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(Refusal, match=r"currency\.unknown \(currency=EURO\)"):
        currency("EURO")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        # amounts:                  1.4 1.5 1.6 2.5 -1.5 -2.5
        (RoundingMode.HALF_UP, (1, 2, 2, 3, -2, -3)),
        (RoundingMode.HALF_DOWN, (1, 1, 2, 2, -1, -2)),
        (RoundingMode.HALF_EVEN, (1, 2, 2, 2, -2, -2)),
        (RoundingMode.UP, (2, 2, 2, 3, -2, -3)),
        (RoundingMode.DOWN, (1, 1, 1, 2, -1, -2)),
    ],
)
def test_each_rounding_mode_has_its_own_answer(
    mode: RoundingMode, expected: tuple[int, ...]
) -> None:
    tenths = (14, 15, 16, 25, -15, -25)
    assert tuple(rounded(tenth, 10, mode) for tenth in tenths) == expected


@given(amounts, st.integers(1, 10**6), st.sampled_from(RoundingMode))
def test_rounding_is_mirrored_and_moves_by_less_than_one(
    numerator: int, denominator: int, mode: RoundingMode
) -> None:
    result = rounded(numerator, denominator, mode)
    assert rounded(-numerator, denominator, mode) == -result
    assert abs(result - Fraction(numerator, denominator)) < 1
    if mode.startswith("half"):
        assert abs(result - Fraction(numerator, denominator)) <= Fraction(1, 2)


@given(amounts, st.sampled_from(RoundingMode))
def test_a_whole_amount_is_never_moved(minor: int, mode: RoundingMode) -> None:
    assert round_to(eur(minor).decimal, EUR, mode) == eur(minor)


def test_the_rounding_gate_takes_exact_amounts_in_main_units() -> None:
    assert round_to(Decimal("2.675"), EUR) == eur(268)
    assert round_to(Fraction(-1, 3), EUR) == eur(-33)
    assert round_to(Decimal("1234.5"), JPY) == Money(1235, JPY)
    assert round_to(Fraction(1, 7), EUR, RoundingMode.UP, step=5) == eur(15)


@pytest.mark.parametrize(
    ("price", "thousandths", "per", "expected"),
    [
        (199, 3000, 1000, 597),
        (1290, 385, 1000, 497),  # 0.385 kg at 12.90
        (1000, -1, 1000, -1),
        (500, 1, 1000, 1),  # half a cent goes up
        (500, -1, 1000, -1),  # and comes back the same
        (1524, 132_000, 12_000, 16_764),  # 132 eggs at 15.24 a dozen
    ],
)
def test_a_quantity_is_priced_and_rounded_once(
    price: int, thousandths: int, per: int, expected: int
) -> None:
    assert extended(price, thousandths, per) == expected


def test_the_odd_cent_goes_to_the_largest_remainder_and_on_a_tie_to_the_first() -> None:
    assert allocate(5, [3, 7]) == (2, 3)
    assert allocate(100, [1, 1, 1]) == (34, 33, 33)
    assert allocate(-100, [1, 1, 1]) == (-34, -33, -33)
    assert allocate(10, [1, Fraction(1, 2), Fraction(3, 2)]) == (3, 2, 5)
    assert allocate(2, [10, 10, 1]) == (1, 1, 0)


def test_weights_that_are_all_zero_share_equally() -> None:
    assert allocate(101, [0, 0]) == (51, 50)


def test_weights_of_both_signs_or_none_at_all_have_no_proportion() -> None:
    for nonsense in ([1, -1], []):
        with pytest.raises(ValueError, match="one sign"):
            allocate(1, nonsense)


@given(amounts, weights)
def test_shares_add_up_to_the_whole_and_each_is_within_one_of_its_due(
    whole: int, parts_by: list[int | Fraction]
) -> None:
    parts = allocate(whole, parts_by)
    assert sum(parts) == whole
    weight = sum(parts_by) or len(parts_by)
    for part, share in zip(parts, parts_by, strict=True):
        due = Fraction(whole) * (share if sum(parts_by) else 1) / weight
        assert abs(part - due) < 1


@given(amounts, weights)
def test_a_refund_is_shared_as_its_sale_was(whole: int, parts_by: list[int | Fraction]) -> None:
    mirrored = tuple(-part for part in allocate(whole, parts_by))
    assert allocate(-whole, parts_by) == mirrored
    assert allocate(whole, [-share for share in parts_by]) == allocate(whole, parts_by)


@given(amounts, weights, st.integers(1, 50))
def test_only_the_proportion_of_weights_counts(
    whole: int, parts_by: list[int | Fraction], scale: int
) -> None:
    assert allocate(whole, [share * scale for share in parts_by]) == allocate(whole, parts_by)


quotas_of_both_signs = st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12)


@given(quotas_of_both_signs, st.integers(1, 999))
def test_sales_and_returns_in_one_basket_share_a_sum_that_adds_up(
    quotas: list[int], denominator: int
) -> None:
    whole = rounded(sum(quotas), denominator)
    parts = allocate(whole, quotas, denominator)
    assert sum(parts) == whole
    for part, quota in zip(parts, quotas, strict=True):
        assert abs(part - Fraction(quota, denominator)) < 1
    mirrored = allocate(-whole, [-quota for quota in quotas], denominator)
    assert mirrored == tuple(-part for part in parts)


def test_halves_that_cancel_are_mirrored_too() -> None:
    assert allocate(0, [5, -5], 10) == (1, -1)
    assert allocate(0, [-5, 5], 10) == (-1, 1)


def test_cash_is_rounded_to_what_coins_can_pay() -> None:
    five_cents = CashRounding(5, CashMode.HALF_UP)
    assert [five_cents.round(eur(minor)).minor for minor in range(1000, 1010)] == [
        1000, 1000, 1000, 1005, 1005, 1005, 1005, 1005, 1010, 1010,
    ]  # fmt: skip
    assert five_cents.round(eur(-1003)) == eur(-1005)


def test_a_tie_on_the_step_goes_where_the_country_says() -> None:
    def tie(mode: CashMode) -> int:
        return CashRounding(10, mode).round(eur(1235)).minor

    assert [tie(mode) for mode in (CashMode.HALF_UP, CashMode.HALF_DOWN)] == [1240, 1230]
    assert [tie(mode) for mode in (CashMode.UP, CashMode.DOWN)] == [1240, 1230]


def test_where_only_exact_amounts_are_taken_an_amount_between_steps_is_refused() -> None:
    exact = CashRounding(5, CashMode.EXACT_ONLY)
    assert exact.round(eur(1005)) == eur(1005)
    with pytest.raises(Refusal, match=r"cash\.not_a_step"):
        exact.round(eur(1007))


def test_a_cash_step_is_at_least_one_minor_unit() -> None:
    with pytest.raises(ValueError, match="at least one"):
        CashRounding(0, CashMode.HALF_UP)


rounding_modes = st.sampled_from([mode for mode in CashMode if mode is not CashMode.EXACT_ONLY])


@given(amounts, steps, rounding_modes)
def test_rounded_cash_can_be_paid_and_a_refund_gives_back_the_same(
    minor: int, step: int, mode: CashMode
) -> None:
    rule = CashRounding(step, mode)
    cash = rule.round(eur(minor))
    assert rule.accepts(cash)
    assert rule.round(cash) == cash
    assert abs(cash.minor - minor) < step
    assert rule.round(eur(-minor)) == -cash
