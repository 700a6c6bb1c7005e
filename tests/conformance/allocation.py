"""Sharing out an amount: cases of `allocation.json` through `money.allocate`, as taxes are."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from counter_app.domain.money import Money, allocate
from tests.conformance import figures
from tests.conformance.cases import Case, Verdict, compare

FAMILY = "allocation"


def run(case: Case) -> Verdict:
    """Share `amount`, kept in units of `unit`, by the weights."""
    currency = figures.digits_of(case.given["unit"])
    amount = Money.parse(case.given["amount"], currency)
    weights = [Fraction(weight) for weight in case.given["weights"]]
    parts = [Money(part, currency).decimal for part in allocate(amount.minor, weights)]
    if "parts_in_any_order" in case.expected:
        wanted = [Decimal(part) for part in case.expected["parts_in_any_order"]]
        return compare(Counter(wanted), Counter(parts))
    return compare(case.expected, {"parts": parts})
