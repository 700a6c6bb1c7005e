"""What is paid in cash: cases of `cash_rounding.json` through `CashRounding` and the tenders.

A payment runs through the tendering machine. What the store pays back is the mirrored payment: its
cash amount is asked of the same `Due`.
"""

from decimal import Decimal
from fractions import Fraction

from counter_app.domain.errors import Refusal
from counter_app.domain.money import (
    CashMode,
    CashRounding,
    Currency,
    Money,
    RoundingMode,
    round_to,
    total,
)
from counter_app.domain.slips import CardSlip
from counter_app.domain.tax import Tax, TaxedBasket, TaxedLine, TaxRounding, tax_lines
from counter_app.domain.tendering import (
    Approved,
    AskTerminal,
    Collecting,
    Due,
    GiveCash,
    State,
    change,
    remaining,
    step,
)
from counter_app.domain.tenders import Tender
from tests.conformance import figures
from tests.conformance.cases import Case, Verdict, Words, compare

FAMILY = "cash_rounding"

ERRORS = {"cash.not_a_step": "rounding_necessary"}
JUST_CASH = ({"type": "cash", "amount": "rest"},)


def run(case: Case) -> Verdict:
    """Round a bare amount, pay an order, or pay a part of one back."""
    given = case.given
    if "amount" in given:
        return compare(case.expected, _bare(given))
    if "refund_lines" in given:
        return compare(case.expected, _paid_back(given))
    if "lines" in given:
        return compare(case.expected, _order(case))
    return compare(case.expected, _paid(given, figures.CENTS, given["total"]))


def _bare(given: Words) -> Words:
    increment, mode = given["increment"], given["mode"]
    if "/" in given["amount"]:  # no such amount is ever money: straight to the rounding gate
        finest = Currency("XXX", 3)
        step_size = figures.minor(increment, finest)
        exact = Fraction(given["amount"])
        return {"rounded": round_to(exact, finest, RoundingMode(mode), step_size).decimal}
    currency = figures.digits_of(given["amount"], increment)
    rule = CashRounding(figures.minor(increment, currency), _mode(mode))
    try:
        return {"rounded": rule.round(figures.money(given["amount"], currency)).decimal}
    except Refusal as refusal:
        return {"error": ERRORS[refusal.code]}


def _mode(word: str) -> CashMode:
    return CashMode.EXACT_ONLY if word == "unnecessary" else CashMode(word)


def _due(given: Words, currency: Currency, exact: object) -> Due:
    rule = CashRounding(figures.minor(given["increment"], currency), _mode(given["mode"]))
    return Due(figures.minor(exact, currency), currency, rule)


def _paid(given: Words, currency: Currency, exact: object) -> Words:
    """Pay with the case's tenders in their order, by default just in cash."""
    due = _due(given, currency, exact)
    sale = figures.opposite(exact) if due.total < 0 else exact
    state: State = Collecting(_due(given, currency, sale))
    words: dict[str, object] = {}
    for tender in given.get("tenders", JUST_CASH):
        state = tendered(state, tender)
        if tender["type"] == "card":
            words["remaining_after_card"] = Money(remaining(state), currency).decimal
    cash_due = Money(due.cash(due.total), currency)
    taken = total([Money(tender.amount, currency) for tender in state.taken], currency)
    return words | {
        "rounded": cash_due.decimal,
        "paid": cash_due.decimal if due.total < 0 else taken.decimal,
        "rounding": Money(state.rounding, currency).decimal,
        "direction": "up" if state.rounding > 0 else "down",
        "remaining": Money(remaining(state), currency).decimal,
        "change": Money(change(state.taken), currency).decimal,
    }


def tendered(state: State, tender: Words) -> State:
    """Take one tender; `rest` is just what is still asked."""
    due = state.due
    rest = tender["amount"] == "rest"
    if tender["type"] == "card":
        amount = remaining(state) if rest else figures.minor(tender["amount"], due.currency)
        asked, _ = step(state, AskTerminal("1", amount))
        return step(asked, Approved("1", amount, Tender.CREDIT, CardSlip()))[0]
    cash = due.cash(remaining(state)) if rest else figures.minor(tender["amount"], due.currency)
    return step(state, GiveCash(cash))[0]


def _paid_back(given: Words) -> Words:
    currency = figures.CENTS
    lines = [figures.money(figures.opposite(amount), currency) for amount in given["refund_lines"]]
    due = _due(given, currency, total(lines, currency).decimal)
    return {"refund_total": Money(due.cash(due.total), currency).decimal}


def _order(case: Case) -> Words:
    currency = figures.CENTS
    taxed = _taxed(case.given, currency)
    words = _paid(case.given, currency, taxed.gross.decimal)
    tax = total([share.amount for share in taxed.summary], currency).decimal
    exact = taxed.gross.decimal
    return {
        **words,
        "tax": tax,
        "taxes": {f"{share.rate}": share.amount.decimal for share in taxed.summary},
        "total": exact if "paid" in case.expected else words["rounded"],
        "invoice_untaxed": taxed.net.decimal,
        "invoice_tax": tax,
        "invoice_total": exact,
    }


def _taxed(given: Words, currency: Currency) -> TaxedBasket:
    lines = []
    for words in given["lines"]:
        bought = words["qty"]
        units = figures.quantity(figures.opposite(bought) if "refund_of" in given else bought)
        amount = figures.line("", figures.minor(words["unit_price"], currency), units).amount
        rate = Decimal(words["tax_rate"])
        tax = Tax(f"{rate}", rate, included=words["tax_included"])
        lines.append(TaxedLine(Money(amount, currency), units, (tax,)))
    return tax_lines(lines, TaxRounding.LINE, currency)
