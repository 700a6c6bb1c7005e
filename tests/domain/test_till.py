"""The drawer of a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import till
from counter_app.domain.ledger import CASH, balanced, postings
from counter_app.domain.slips import AccountTotal
from counter_app.domain.till import SessionFigures, TillSession
from tests.refusals import refused

SESSION = TillSession(7, date(2026, 11, 2), 15_000)
AMOUNTS = st.integers(0, 10**9)
MOVED = st.integers(-(10**9), 10**9)


def figures(cash: int, turnover: int = 0) -> SessionFigures:
    totals = (
        AccountTotal(account=CASH, count=2, amount=cash),
        AccountTotal(account="tender.credit", count=1, amount=999),
    )
    return SessionFigures(3, turnover, totals)


@given(cash=MOVED, counted=AMOUNTS, turnover=MOVED, z=st.integers(0, 10**6), grand=MOVED)
def test_difference_z_and_grand_total(
    cash: int, counted: int, turnover: int, z: int, grand: int
) -> None:
    closed = till.close(SESSION, figures(cash, turnover), counted, (z, grand))
    assert closed.expected == cash
    assert closed.difference == counted - closed.expected
    assert closed.z == z + 1
    assert closed.grand_total - grand == turnover
    assert (closed.session, closed.float, closed.sales) == (7, 15_000, 3)
    assert balanced(postings(closed))


def test_only_cash_lies_in_the_drawer() -> None:
    assert till.expected_cash(figures(12_300).totals) == 12_300
    assert till.expected_cash(()) == 0


@pytest.mark.parametrize("amount", [-1, 10**9 + 1])
def test_a_count_that_cannot_be_is_refused(amount: int) -> None:
    with refused("till.not_an_amount"):
        till.close(SESSION, figures(0), amount, (0, 0))
    with refused("till.not_an_amount"):
        till.check_amount(amount)


def test_an_empty_drawer_can_be_counted() -> None:
    assert till.close(SESSION, figures(15_000), 0, (0, 0)).difference == -15_000
