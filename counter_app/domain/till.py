"""The drawer of a day: opening float, what should be in it, what was counted.

Invariant: difference = counted - expected, and the grand total of a lane only ever adds up sales.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.domain.facts import TillClosed
from counter_app.domain.ledger import CASH
from counter_app.domain.slips import AccountTotal

MOST_COUNTED: Final = 10**9


@dataclass(frozen=True, slots=True)
class TillSession:
    """An open till: its business day is the day it was opened, until it is closed."""

    seq: int  # of the opening entry
    day: date
    float: int


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What the ledger says of a session, from the read tables."""

    sales: int
    turnover: int  # sum of the sales' totals
    totals: tuple[AccountTotal, ...]


def expected_cash(totals: Sequence[AccountTotal]) -> int:
    """Float and all cash moved: what should lie in the drawer."""
    return sum(total.amount for total in totals if total.account == CASH)


def check_amount(amount: int) -> None:
    """A float or a count is not negative and not absurd."""
    if not 0 <= amount <= MOST_COUNTED:
        raise Refusal("till.not_an_amount")


def close(
    session: TillSession, figures: SessionFigures, counted: int, before: tuple[int, int]
) -> TillClosed:
    """The closing of a session. `before`: the last Z number and grand total of this lane."""
    check_amount(counted)
    expected = expected_cash(figures.totals)
    z, grand_total = before
    return TillClosed(
        session=session.seq,
        z=z + 1,
        sales=figures.sales,
        float=session.float,
        expected=expected,
        counted=counted,
        difference=counted - expected,
        grand_total=grand_total + figures.turnover,
        totals=figures.totals,
    )
