"""Double entry: what each fact moves on the store's accounts.

Invariant: the postings of a fact add up to zero (debit positive, credit negative, minor units).
"""

from collections import Counter
from typing import Final

from counter_app.domain.facts import CardBroughtIn, Fact, Sale, TillClosed, TillOpened

CASH: Final = "tender.cash"
SALES: Final = "sales"
ROUNDING: Final = "rounding"
FLOAT: Final = "float"
OVER_SHORT: Final = "over_short"
TAKEN_OVER: Final = "taken_over"
LIABILITIES: Final = {"gift_card": "liability.gift_card", "store_credit": "liability.store_credit"}

Posting = tuple[str, int]


def tender_account(tender: str) -> str:
    """The account that a tender debits; a card of ours takes its liability back."""
    return LIABILITIES.get(tender) or f"tender.{tender}"


def sale_postings(sale: Sale) -> tuple[Posting, ...]:
    """Tenders against sales, taxes, loaded cards and the cash rounding."""
    moved: Counter[str] = Counter()
    for tender in sale.tenders:
        moved[tender_account(tender.tender)] += tender.amount
    for line in sale.lines:
        moved[LIABILITIES[line.card.stored] if line.card else SALES] -= line.net
        for tax in line.taxes:
            moved[f"tax.{tax.tax}"] -= tax.amount
    if sale.rounding:
        moved[ROUNDING] -= sale.rounding
    return tuple(moved.items())


def postings(fact: Fact) -> tuple[Posting, ...]:
    """What a fact moves; most kinds move nothing."""
    match fact:
        case Sale():
            return sale_postings(fact)
        case TillOpened(float=amount) if amount:
            return ((CASH, amount), (FLOAT, -amount))
        case TillClosed():
            return _closing(fact)
        case CardBroughtIn():
            return ((TAKEN_OVER, fact.amount), (LIABILITIES[fact.stored], -fact.amount))
        case _:
            return ()


def _closing(closed: TillClosed) -> tuple[Posting, ...]:
    """The difference is booked, then the whole drawer is handed over."""
    moved = [(CASH, -closed.expected), (FLOAT, closed.counted), (OVER_SHORT, -closed.difference)]
    return tuple((account, amount) for account, amount in moved if amount)


def balanced(moved: tuple[Posting, ...]) -> bool:
    """Debits equal credits."""
    return sum(amount for _, amount in moved) == 0
