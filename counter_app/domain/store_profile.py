"""A country's facts as a store uses them: currency, taxes, cash rounding, what papers must say.

Invariant: dated facts are asked with a day; the newest that has begun holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counter_app.domain.money import CashMode, CashRounding, Currency
from counter_app.domain.pricing import PriceRules
from counter_app.domain.tax import Tax, TaxRounding


@dataclass(frozen=True, slots=True)
class DatedTax:
    """One tax from a day on."""

    since: date
    tax: Tax


@dataclass(frozen=True, slots=True)
class DatedCashRounding:
    """A cash rounding from a day on."""

    since: date
    rounding: CashRounding


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreProfile:
    """What the law and the country fix for a store. `tax_word` names the text."""

    country: str
    currency: Currency
    tax_word: str
    prices_include_tax: bool
    tax_rounding: TaxRounding
    not_fiscal: bool
    in_store_region: str
    groups: Mapping[str, tuple[DatedTax, ...]]
    cash_roundings: tuple[DatedCashRounding, ...] = ()

    def rules_on(self, day: date) -> PriceRules:
        """How the store prices on a business day."""
        return PriceRules(
            self.currency,
            {group: taxes_on(dated, day) for group, dated in self.groups.items()},
            self.tax_rounding,
            self._cash_on(day),
        )

    def _cash_on(self, day: date) -> CashRounding:
        begun = [dated for dated in self.cash_roundings if dated.since <= day]
        if not begun:
            return CashRounding(self.currency.cash_step, CashMode.HALF_UP)
        return max(begun, key=lambda dated: dated.since).rounding


def taxes_on(dated: Sequence[DatedTax], day: date) -> tuple[Tax, ...]:
    """Of each tax identity the newest that has begun, in the order they are listed."""
    newest: dict[str, DatedTax] = {}
    for tax in dated:
        if tax.since <= day:
            known = newest.get(tax.tax.id)
            if known is None or known.since <= tax.since:
                newest[tax.tax.id] = tax
    return tuple(tax.tax for tax in newest.values())
