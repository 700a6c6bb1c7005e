"""Which adapter answers which case: the explicit registry, and the verdict with the refusals.

Invariant: a refused case is run too, and never counts as passed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from counter_app.domain.errors import CounterError
from tests.conformance import (
    allocation,
    barcodes,
    cash_rounding,
    check_digits,
    invoice_totals,
    stored_value,
    tax_rounding,
    vectors_barcodes,
    vectors_cash,
    vectors_checks,
)
from tests.conformance.cases import ByPolicy, Case, Failed, Passed, Verdict
from tests.conformance.refused import REFUSED


@dataclass(frozen=True, slots=True)
class Family:
    """An adapter and the files (their stem) or groups of vectors it answers."""

    name: str
    run: Callable[[Case], Verdict]
    groups: tuple[str, ...]  # shell patterns
    not_here: tuple[str, ...] = ()  # groups that a pattern would catch and that are other work


FAMILIES: Final = (
    Family(allocation.FAMILY, allocation.run, ("allocation",)),
    Family(tax_rounding.FAMILY, tax_rounding.run, ("tax_rounding",)),
    Family(cash_rounding.FAMILY, cash_rounding.run, ("cash_rounding",)),
    Family(invoice_totals.FAMILY, invoice_totals.run, ("invoice_totals_en16931",)),
    Family(stored_value.FAMILY, stored_value.run, ("stored_value",)),
    Family(
        vectors_cash.FAMILY,
        vectors_cash.run,
        ("cash_round_*",),
        not_here=("cash_round_jurisdiction",),
    ),
    Family(barcodes.FAMILY, barcodes.run, ("barcodes",)),
    Family(check_digits.FAMILY, check_digits.run, ("check_digits",)),
    Family(
        vectors_checks.FAMILY,
        vectors_checks.run,
        ("aba_*", "micr_line", "check_date"),
    ),
    Family(
        vectors_barcodes.FAMILY,
        vectors_barcodes.run,
        ("gtin", "gtin_check_digit", "gs1_*"),
        not_here=("gs1_expired_sale",),
    ),
)


def family_of(group: str) -> Family | None:
    """The family that answers a group, or None where no adapter knows it."""
    for family in FAMILIES:
        wanted = any(fnmatchcase(group, pattern) for pattern in family.groups)
        if wanted and group not in family.not_here:
            return family
    return None


def judge(family: Family, case: Case) -> Verdict:
    """The adapter's verdict; a refused case is by policy, and wrong in the table if it passes."""
    try:
        verdict = family.run(case)
    except CounterError as error:
        verdict = Failed(case.expected, error)
    reason = REFUSED.get(family.name, {}).get(case.id)
    if reason is None:
        return verdict
    if isinstance(verdict, Passed):
        return Failed("refused by policy, as the table says", "passes: take it out of the table")
    return ByPolicy(reason)
