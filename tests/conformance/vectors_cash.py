"""Cash rounding by country: groups cash_round_* of the vectors, through `CashRounding`.

Where a vector names several rules, ours is the symmetric one; both of New Zealand's are run.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.domain.money import CashMode, CashRounding, Money
from counter_app.domain.tendering import Collecting, Due, State
from tests.conformance import figures
from tests.conformance.cases import Case, Verdict, Words, compare
from tests.conformance.cash_rounding import tendered

FAMILY = "vectors_cash"

STEPS: Final[Mapping[str, str]] = {
    "cash_round_5c": "0.05",
    "cash_round_5c_small": "0.05",
    "cash_round_10c_nz": "0.10",
    "cash_round_1_sek": "1.00",
    "cash_round_50_dkk": "0.50",
    "cash_round_5_chf_aud_cad": "0.05",
    "cash_round_5_huf": "5",
    "cash_round_scope": "0.05",
}
HALF_UP, HALF_DOWN = "half_up", "half_down"


def run(case: Case) -> Verdict:
    """Round the amount, or pay the rest of a split payment in cash."""
    given = case.given["input"]
    if case.group == "cash_round_scope":
        return compare(case.expected, _split(given, _rule(case, HALF_UP)))
    if case.group == "cash_round_5c_small":
        ours = {"symmetric": case.expected["symmetric"]}
        return compare(ours, {"symmetric": [_cash(one, _rule(case, HALF_UP)) for one in given]})
    if case.group == "cash_round_10c_nz":
        modes = {rule: HALF_UP if rule.startswith(HALF_UP) else HALF_DOWN for rule in case.expected}
        got = {rule: _cash(given, _rule(case, mode)) for rule, mode in modes.items()}
        return compare(case.expected, got)
    return compare(case.expected, {"output": _cash(given, _rule(case, HALF_UP))})


def _rule(case: Case, mode: str) -> CashRounding:
    return CashRounding(figures.minor(STEPS[case.group], figures.CENTS), CashMode(mode))


def _cash(amount: str, rule: CashRounding) -> object:
    return rule.round(Money.parse(amount, figures.CENTS)).decimal


def _split(given: Words, rule: CashRounding) -> Words:
    """Pay with each tender in turn."""
    currency = figures.CENTS
    state: State = Collecting(Due(figures.minor(given["total"], currency), currency, rule))
    for kind, amount in given["tenders"].items():
        state = tendered(state, {"type": kind, "amount": amount})
    last = Money(state.taken[-1].amount, currency).decimal
    return {
        "cash_due": last,
        "due": last,
        "rounding": Money(state.rounding, currency).decimal,
    }
