"""Money: whole minor units of one currency, the one rounding gate, fair shares and cash steps.

Invariant: no amount is ever a float or a fraction of a minor unit; parts add up to their whole, and
a negative amount is the mirror of the positive one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Final, assert_never

from counter_app.domain.currencies import CASH_STEPS, CODES, DIGITS, DIGITS_ELSE, STEP_ELSE
from counter_app.domain.errors import Refusal

THOUSANDTHS: Final = 1000  # a quantity's smallest part

# 12 digits before the point keep every sum of a day inside a 64-bit integer.
_AMOUNT: Final = re.compile(r"([+-]?)(?=[.,]?[0-9])([0-9]{0,12})(?:[.,]([0-9]*))?")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code; `digits` decimals make its minor unit."""

    code: str
    digits: int

    @property
    def cash_step(self) -> int:
        """Smallest cash amount in minor units as CLDR knows it; national law may say more."""
        return CASH_STEPS.get(self.code, STEP_ELSE)


_CURRENCIES: Final[Mapping[str, Currency]] = MappingProxyType(
    {code: Currency(code, DIGITS.get(code, DIGITS_ELSE)) for code in CODES}
)


def currency(code: str) -> Currency:
    """Give the currency of a code; refuses one that ISO 4217 never had (`currency.unknown`)."""
    try:
        return _CURRENCIES[code]
    except KeyError:
        raise Refusal("currency.unknown", currency=code) from None


class RoundingMode(StrEnum):
    """Where an amount between two steps goes; up is away from zero, down is towards it."""

    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units. Two currencies never meet: that is a bug, a ValueError."""

    minor: int
    currency: Currency

    @classmethod
    def zero(cls, currency: Currency) -> "Money":
        """Nothing, in a currency."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: Currency) -> "Money":
        """Read an amount as a person types it: 20 is 20.00, 20.5 and 20,5 are 20.50.

        Refuses anything else, and more decimals than the currency has (`money.not_an_amount`).
        """
        match = _AMOUNT.fullmatch(text.strip())
        decimals = (match[3] or "") if match else ""
        if match is None or len(decimals) > currency.digits:
            raise Refusal("money.not_an_amount", text=text)
        minor = int(match[2] + decimals.ljust(currency.digits, "0") or "0")
        return cls(-minor if match[1] == "-" else minor, currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in main units (20.00 for 2000 cents), exact."""
        return Decimal(self.minor).scaleb(-self.currency.digits)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._alike(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._alike(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._alike(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._alike(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._alike(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._alike(other)

    def _alike(self, other: "Money") -> int:
        if self.currency is not other.currency and self.currency != other.currency:
            message = f"{self.currency.code} and {other.currency.code} do not meet"
            raise ValueError(message)
        return other.minor


def total(amounts: Iterable[Money], currency: Currency) -> Money:
    """Add up amounts of one currency; nothing at all is zero."""
    result = Money.zero(currency)
    for amount in amounts:
        result += amount
    return result


def rounded(numerator: int, denominator: int, mode: RoundingMode = RoundingMode.HALF_UP) -> int:
    """Round a ratio to a whole number: the one place where rounding happens.

    `denominator` is positive. Negative ratios round as the mirror of the positive ones.
    """
    whole, rest = divmod(abs(numerator), denominator)
    if rest and _goes_up(2 * rest - denominator, whole, mode):
        whole += 1
    return -whole if numerator < 0 else whole


def _goes_up(above_half: int, whole: int, mode: RoundingMode) -> bool:
    match mode:
        case RoundingMode.HALF_UP:
            return above_half >= 0
        case RoundingMode.HALF_DOWN:
            return above_half > 0
        case RoundingMode.HALF_EVEN:
            return above_half > 0 or (above_half == 0 and whole % 2 == 1)
        case RoundingMode.UP:
            return True
        case RoundingMode.DOWN:
            return False
        case _:
            assert_never(mode)


def round_to(
    amount: Decimal | Fraction,
    currency: Currency,
    mode: RoundingMode = RoundingMode.HALF_UP,
    step: int = 1,
) -> Money:
    """Make money of an exact amount in main units, rounded to `step` minor units."""
    numerator, denominator = amount.as_integer_ratio()
    scaled = numerator * 10**currency.digits
    return Money(rounded(scaled, denominator * step, mode) * step, currency)


def extended(price: int, thousandths: int, per: int = THOUSANDTHS) -> int:
    """Price a quantity: `price` buys `per` thousandths of the unit (1 piece, 1 kg, a dozen).

    Minor units in, minor units out, half away from zero.
    """
    return rounded(price * thousandths, per)


def allocate(
    total: int, weights: Sequence[int | Fraction], per: int | None = None
) -> tuple[int, ...]:
    """Share `total` minor units over `weights`; the parts add up to it.

    Largest remainder, ties to the first. Without `per` in proportion: weights of one sign, and all
    zero share equally; of both signs, or none at all, they have no proportion (ValueError). With
    `per` each weight is itself an exact part, in so many to the minor unit, of any sign (a sale
    and a return in one basket), and `total` is their sum, rounded. The mirrored amounts are shared
    as the mirror.
    """
    scale = lcm(*(weight.denominator for weight in weights))
    exact = [int(weight * scale) for weight in weights]
    if per is not None:
        return _apportioned(total, exact, per * scale)
    if not exact or (min(exact) < 0 < max(exact)):
        message = "an amount is shared over weights of one sign"
        raise ValueError(message)
    shares = [abs(share) for share in exact] if any(exact) else [1] * len(exact)
    return _apportioned(total, [total * share for share in shares], sum(shares))


def _apportioned(whole: int, quotas: Sequence[int], denominator: int) -> tuple[int, ...]:
    """Make whole numbers of the exact quotas / `denominator`, so that they add up to `whole`."""
    leading = sum(quotas) or next((quota for quota in quotas if quota), 0)
    if leading < 0:
        mirrored = _apportioned(-whole, [-quota for quota in quotas], denominator)
        return tuple(-part for part in mirrored)
    divided = [divmod(quota, denominator) for quota in quotas]
    parts = [part for part, _ in divided]
    missing = whole - sum(parts)
    assert 0 <= missing <= len(parts), "the whole is not the quotas' sum, rounded"
    by_remainder = sorted(range(len(parts)), key=lambda place: -divided[place][1])
    for place in by_remainder[:missing]:
        parts[place] += 1
    assert sum(parts) == whole, "parts add up to their whole"
    return tuple(parts)


class CashMode(StrEnum):
    """How an amount that coins cannot pay is rounded to their step, by country profile."""

    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    UP = "up"
    DOWN = "down"
    EXACT_ONLY = "exact_only"


@dataclass(frozen=True, slots=True)
class CashRounding:
    """A country's cash rule: multiples of `step` minor units, reached by `mode`."""

    step: int
    mode: CashMode

    def __post_init__(self) -> None:
        if self.step < 1:
            message = f"a cash step is at least one minor unit, not {self.step}"
            raise ValueError(message)

    def round(self, amount: Money) -> Money:
        """Give what coins can pay for `amount`, both ways alike.

        Exact-only refuses an amount between two steps (`cash.not_a_step`).
        """
        if self.accepts(amount):
            return amount
        if self.mode is CashMode.EXACT_ONLY:
            raise Refusal("cash.not_a_step", amount=amount, step=Money(self.step, amount.currency))
        mode = RoundingMode(self.mode.value)
        payable = round_to(amount.decimal, amount.currency, mode, self.step)
        assert self.accepts(payable), "what is rounded is a multiple of the step"
        return payable

    def accepts(self, amount: Money) -> bool:
        """Tell whether coins can pay the amount: it is a multiple of the step."""
        return amount.minor % self.step == 0
