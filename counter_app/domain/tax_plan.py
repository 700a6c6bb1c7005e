"""A tax, and the exact rule by which the taxes of a line follow from its price and quantity.

Invariant: each tax is exactly linear in the line's price and quantity, so one plan serves every
line with the same taxes, in whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final

from counter_app.domain.money import THOUSANDTHS, Currency, rounded


class TaxKind(StrEnum):
    """What the rate means: percent of the base, or an amount in main units per unit sold."""

    PERCENT = "percent"
    PER_UNIT = "per_unit"


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax of a line, its identity `id` (summed up by it), its `rate` as `kind` says.

    `included`: the price contains it. `raises_base`: later taxes of the line are taken on the base
    and this one. `on_raised_base` False: it ignores what earlier taxes raised. A per-unit amount
    follows the sign of the quantity.
    """

    id: str
    rate: Decimal
    kind: TaxKind = TaxKind.PERCENT
    included: bool = False
    raises_base: bool = False
    on_raised_base: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One tax of a plan. Its exact amount is the numerator over the plan's denominator.

    `inside` is the part that the price contains, where that is not all or nothing: an added tax
    that raises the base of an included one puts a part of it on top of the price.
    """

    tax: Tax
    of_price: int
    of_quantity: int
    inside: tuple[int, int] | None
    raised_by: tuple[int, ...]  # places of the earlier taxes that its base holds


@dataclass(frozen=True, slots=True)
class Plan:
    """The taxes of a line as functions of its price (minor units) and quantity (thousandths)."""

    terms: tuple[Term, ...]
    denominator: int
    one_included: bool  # a single tax, all of it contained in the price

    def exact(self, price: int, thousandths: int) -> list[int]:
        """Numerators of the exact tax amounts in minor units."""
        return [term.of_price * price + term.of_quantity * thousandths for term in self.terms]

    def inside(self, price: int, thousandths: int, amounts: Sequence[int]) -> int:
        """Sum of what the price contains of the rounded tax amounts."""
        return sum(
            amount
            if term.inside is None
            else rounded(term.inside[0] * price + term.inside[1] * thousandths, self.denominator)
            for term, amount in zip(self.terms, amounts, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Linear:
    """An amount `price` * (price or base) + `quantity` * thousandths, in minor units."""

    price: Fraction
    quantity: Fraction

    def __add__(self, other: "_Linear") -> "_Linear":
        return _Linear(self.price + other.price, self.quantity + other.quantity)

    def times(self, factor: Fraction) -> "_Linear":
        """A multiple of the amount."""
        return _Linear(self.price * factor, self.quantity * factor)

    def over(self, denominator: int) -> tuple[int, int]:
        """Numerators of both factors."""
        return int(self.price * denominator), int(self.quantity * denominator)


_REMEMBERED: Final = 256  # a store has a few dozen sets of taxes, and prices them at each scan
_NOTHING = _Linear(Fraction(0), Fraction(0))
_BASE = _Linear(Fraction(1), Fraction(0))


@lru_cache(_REMEMBERED)
def plan(taxes: tuple[Tax, ...], currency: Currency) -> Plan:
    """Work out the taxes of a line once for all lines that have them.

    The net is solved from the included taxes alone; then every tax is taken in its order.
    """
    included = [tax for tax in taxes if tax.included]
    net = _net(_amounts(included, _BASE, currency))
    inside = iter(_amounts(included, net, currency))
    all_taxes = _amounts(taxes, net, currency)
    parts = [next(inside) if tax.included else _NOTHING for tax in taxes]
    denominator = lcm(
        *(
            factor.denominator
            for amount in (*all_taxes, *parts)
            for factor in (amount.price, amount.quantity)
        )
    )
    terms = tuple(
        Term(
            tax,
            *whole.over(denominator),
            None if part == whole else part.over(denominator),
            _raised_by(taxes, place),
        )
        for place, (tax, whole, part) in enumerate(zip(taxes, all_taxes, parts, strict=True))
    )
    return Plan(terms, denominator, len(terms) == 1 and taxes[0].included)


def _amounts(taxes: Sequence[Tax], base: _Linear, currency: Currency) -> list[_Linear]:
    amounts: list[_Linear] = []
    raised = _NOTHING
    for tax in taxes:
        amount = _amount(tax, base + raised if tax.on_raised_base else base, currency)
        amounts.append(amount)
        if tax.raises_base:
            raised += amount
    return amounts


def _amount(tax: Tax, base: _Linear, currency: Currency) -> _Linear:
    if tax.kind is TaxKind.PERCENT:
        return base.times(Fraction(tax.rate) / 100)
    per_thousandth = Fraction(tax.rate) * 10**currency.digits / THOUSANDTHS
    return _Linear(Fraction(0), per_thousandth)


def _net(amounts: Sequence[_Linear]) -> _Linear:
    """Solve price = net + included taxes, each of them linear in net and quantity, for the net."""
    gross = sum(amounts, start=_BASE)
    if gross.price <= 0:
        message = "included taxes of -100 % or less leave no net price"
        raise ValueError(message)
    return _Linear(1 / gross.price, -gross.quantity / gross.price)


def _raised_by(taxes: Sequence[Tax], place: int) -> tuple[int, ...]:
    if not taxes[place].on_raised_base:
        return ()
    return tuple(earlier for earlier in range(place) if taxes[earlier].raises_base)
