"""The cash that a customer really gave, where another amount was typed.

Invariant: only given and change move, and both alike: what the tender pays, the sale's total and
the drawer stay as they are.
"""

from dataclasses import replace
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.domain.facts import CashCorrected, Sale
from counter_app.domain.money import Currency, Money
from counter_app.domain.slips import TenderTaken
from counter_app.domain.tenders import Tender

_CASH: Final = Tender.CASH.value


def cash_given(sale: Sale) -> TenderTaken:
    """The notes and coins that a sale was settled with: the last that were given, for change comes
    back from no other.

    Refusal `cash.none_given`.
    """
    for tender in reversed(sale.tenders):
        if tender.tender == _CASH and tender.amount > 0:
            return tender
    raise Refusal("cash.none_given")


def correct_given(sale: Sale, given: int, currency: Currency) -> CashCorrected:
    """The correction of a sale's cash to `given`, in minor units.

    Refusals `cash.none_given`, `cash.below_due`, `cash.as_recorded`.
    """
    cash = cash_given(sale)
    if given < cash.amount:
        raise Refusal("cash.below_due", due=Money(cash.amount, currency))
    if given == cash.given:
        raise Refusal("cash.as_recorded", given=Money(given, currency))
    return CashCorrected(
        number=sale.number,
        tender=cash.no,
        given_before=cash.given,
        given=given,
        change_before=cash.change,
        change=given - cash.amount,
    )


def as_corrected(sale: Sale, correction: CashCorrected) -> Sale:
    """The sale as it stands after a correction; the newest one says it all."""
    tenders = tuple(
        replace(tender, given=correction.given, change=correction.change)
        if tender.no == correction.tender
        else tender
        for tender in sale.tenders
    )
    return replace(sale, tenders=tenders, change=sum(tender.change for tender in tenders))
