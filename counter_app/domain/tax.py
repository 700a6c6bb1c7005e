"""Taxing a basket: rounded per line, per rate or per document, with one summary per tax.

Invariant: shares of the lines = summary = document, to the minor unit, and net + taxes = gross.
Tax is rounded and net is the rest; included tax is taken out of the price before any is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import lcm
from typing import NamedTuple

from counter_app.domain.catalogue import Quantity
from counter_app.domain.money import Currency, Money, allocate, rounded
from counter_app.domain.tax_plan import Plan, Tax, TaxKind, Term, plan

__all__ = [
    "LineTaxes",
    "Tax",
    "TaxKind",
    "TaxRounding",
    "TaxShare",
    "TaxedBasket",
    "TaxedLine",
    "tax_lines",
]


class TaxRounding(StrEnum):
    """Where tax amounts become minor units, by the store's tax profile.

    LINE: each tax of each line. RATE: once per tax identity over the document (EN 16931). DOCUMENT:
    all taxes of the document together, once, then shared over the identities: where state, county
    and city tax are one figure on the receipt (US; Streamlined Sales Tax Agreement, section 324).
    RATE and DOCUMENT give their figure back to the lines by largest remainder.
    """

    LINE = "line"
    RATE = "rate"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """A line to be taxed: its amount as priced and discounted, and its taxes in order."""

    amount: Money
    quantity: Quantity
    taxes: tuple[Tax, ...]


@dataclass(frozen=True, slots=True)
class TaxShare:
    """One tax of a line or of the summary: `amount` of tax, taken on `net`."""

    tax_id: str
    rate: Decimal
    net: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class LineTaxes:
    """A line's net, its taxes in their order, and its gross."""

    net: Money
    shares: tuple[TaxShare, ...]
    gross: Money


@dataclass(frozen=True, slots=True)
class TaxedBasket:
    """The lines in their order, their sums, and one summary per tax identity (id and rate)."""

    lines: tuple[LineTaxes, ...]
    net: Money
    gross: Money
    summary: tuple[TaxShare, ...]


class _Quota(NamedTuple):
    """The exact amount of one tax of one line, as a numerator."""

    line: int
    place: int
    exact: int


def tax_lines(lines: Sequence[TaxedLine], rounding: TaxRounding, currency: Currency) -> TaxedBasket:
    """Tax a basket: lines of one currency, sales and returns; a return mirrors its sale."""
    plans = _plans(lines, currency)
    exact = [
        found.exact(line.amount.minor, line.quantity.thousandths)
        for line, found in zip(lines, plans, strict=True)
    ]
    if rounding is TaxRounding.LINE:
        amounts = [
            [rounded(numerator, found.denominator) for numerator in numerators]
            for numerators, found in zip(exact, plans, strict=True)
        ]
    else:
        amounts = _shared_out(exact, plans, rounding)
    taxed = tuple(map(_taxed, lines, plans, amounts))
    net = sum(line.net.minor for line in taxed)
    gross = sum(line.gross.minor for line in taxed)
    summary = _summary(taxed, currency)
    assert net + sum(share.amount.minor for share in summary) == gross, "net + taxes = gross"
    return TaxedBasket(taxed, Money(net, currency), Money(gross, currency), summary)


def _plans(lines: Sequence[TaxedLine], currency: Currency) -> list[Plan]:
    """One plan per distinct tuple of taxes, found by identity first: hashing a rate is slow."""
    by_object: dict[int, Plan] = {}
    by_value: dict[tuple[Tax, ...], Plan] = {}
    found = []
    for line in lines:
        if line.amount.currency is not currency and line.amount.currency != currency:
            message = f"a line in {line.amount.currency.code} in a basket in {currency.code}"
            raise ValueError(message)
        known = by_object.get(id(line.taxes))
        if known is None:
            known = by_value.get(line.taxes) or plan(line.taxes, currency)
            by_object[id(line.taxes)] = by_value[line.taxes] = known
        found.append(known)
    return found


def _taxed(line: TaxedLine, found: Plan, amounts: Sequence[int]) -> LineTaxes:
    currency = line.amount.currency
    price = line.amount.minor
    if found.one_included:  # nearly every line: straight on, for a basket is re-taxed at each scan
        (amount,) = amounts
        tax = found.terms[0].tax
        only = Money(price - amount, currency)
        share = TaxShare(tax.id, tax.rate, only, Money(amount, currency))
        return LineTaxes(only, (share,), line.amount)
    net = price - found.inside(price, line.quantity.thousandths, amounts)
    shares = tuple(
        TaxShare(
            term.tax.id,
            term.tax.rate,
            Money(_base(net, term, amounts), currency),
            Money(amount, currency),
        )
        for term, amount in zip(found.terms, amounts, strict=True)
    )
    return LineTaxes(Money(net, currency), shares, Money(net + sum(amounts), currency))


def _base(net: int, term: Term, amounts: Sequence[int]) -> int:
    return net + sum(amounts[place] for place in term.raised_by) if term.raised_by else net


def _summary(lines: Sequence[LineTaxes], currency: Currency) -> tuple[TaxShare, ...]:
    """Add up the shares per tax identity, in the order in which they first appear."""
    sums: dict[tuple[str, Decimal], list[int]] = {}
    for line in lines:
        for share in line.shares:
            kept = sums.setdefault((share.tax_id, share.rate), [0, 0])
            kept[0] += share.net.minor
            kept[1] += share.amount.minor
    return tuple(
        TaxShare(tax_id, rate, Money(net, currency), Money(amount, currency))
        for (tax_id, rate), (net, amount) in sums.items()
    )


def _shared_out(
    exact: Sequence[Sequence[int]], plans: Sequence[Plan], rounding: TaxRounding
) -> list[list[int]]:
    """Round per identity or once, and give the figures back to the lines' taxes."""
    denominator = lcm(*(found.denominator for found in plans))
    groups: dict[tuple[str, Decimal], list[_Quota]] = {}
    for line, (numerators, found) in enumerate(zip(exact, plans, strict=True)):
        scale = denominator // found.denominator
        for place, (numerator, term) in enumerate(zip(numerators, found.terms, strict=True)):
            quota = _Quota(line, place, numerator * scale)
            groups.setdefault((term.tax.id, term.tax.rate), []).append(quota)
    amounts = [[0] * len(found.terms) for found in plans]
    wholes = _wholes(
        [sum(quota.exact for quota in quotas) for quotas in groups.values()], denominator, rounding
    )
    for whole, quotas in zip(wholes, groups.values(), strict=True):
        parts = allocate(whole, [quota.exact for quota in quotas], denominator)
        for quota, part in zip(quotas, parts, strict=True):
            amounts[quota.line][quota.place] = part
    return amounts


def _wholes(sums: Sequence[int], denominator: int, rounding: TaxRounding) -> Sequence[int]:
    """Whole minor units per identity: each rounded, or shares of the one rounded figure."""
    if rounding is TaxRounding.RATE:
        return [rounded(exact, denominator) for exact in sums]
    return allocate(rounded(sum(sums), denominator), sums, denominator)
