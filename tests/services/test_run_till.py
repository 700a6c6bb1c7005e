"""The drawer's day: open, sell, count, close; and what the closing must say for ever."""

import pytest

from counter_app.domain.facts import TillClosed, TillOpened
from tests.counters import CARD_25, EMMA, NEW_CARD, TOASTER, Desk
from tests.refusals import refused
from tests.services.conftest import DeskMaker


@pytest.fixture
def shut(make_desk: DeskMaker) -> Desk:
    """A desk whose till is not open yet."""
    return make_desk(till=False)


def sell(desk: Desk, minor: int = 1_000) -> None:
    desk.use.take_payment.settle_in_cash(desk.ring_amount(minor), None, EMMA)


def test_one_till_is_open_at_a_time(shut: Desk) -> None:
    shut.use.run_till.open(15_000, EMMA.number)
    with refused("till.already_open"):
        shut.use.run_till.open(15_000, EMMA.number)
    shut.again()
    with refused("till.already_open"):
        shut.use.run_till.open(15_000, EMMA.number)
    assert len(shut.facts(TillOpened)) == 1


@pytest.mark.parametrize("amount", [-1, 10**9 + 1])
def test_a_float_or_count_that_cannot_be_is_refused(shut: Desk, amount: int) -> None:
    with refused("till.not_an_amount"):
        shut.use.run_till.open(amount, EMMA.number)
    shut.use.run_till.open(0, EMMA.number)
    with refused("till.not_an_amount"):
        shut.use.run_till.close(amount, EMMA.number)
    assert shut.use.run_till.session() is not None


def test_what_is_not_open_has_no_figures_and_is_not_closed(shut: Desk) -> None:
    with refused("till.not_open"):
        shut.use.run_till.figures()
    with refused("till.not_open"):
        shut.use.run_till.close(0, EMMA.number)


def test_a_closing_counts_what_was_sold_and_what_is_in_the_drawer(desk: Desk) -> None:
    sell(desk, 1_002)
    draft = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    desk.use.take_payment.complete(draft, EMMA)
    closed = desk.use.run_till.close(15_900, EMMA.number).closed
    assert (closed.z, closed.sales) == (1, 2)
    assert (closed.float, closed.expected, closed.counted) == (15_000, 16_000, 15_900)
    assert closed.difference == -100
    assert closed.grand_total == 1_002 + 2_490
    totals = {total.account: total.amount for total in closed.totals}
    assert totals["tender.credit"] == 2_490
    assert totals["rounding"] == 2


def test_a_closing_is_signed_and_says_who_counted(desk: Desk) -> None:
    closed = desk.use.run_till.close(15_000, "205")
    digest, signature = desk.counter.store.proof(closed.entry.seq)
    assert (len(digest), len(signature)) == (32, 64)
    assert closed.entry.user == "205"
    assert desk.use.run_till.session() is None


def test_z_numbers_have_no_gap_and_the_grand_total_is_never_reset(shut: Desk) -> None:
    for _ in range(3):
        shut.use.run_till.open(0, EMMA.number)
        sell(shut)
        shut.use.run_till.close(1_000, EMMA.number)
        shut.clock.midnight()
        shut.again()
    closings = [fact for fact in shut.facts(TillClosed) if isinstance(fact, TillClosed)]
    assert [closed.z for closed in closings] == [1, 2, 3]
    assert [closed.grand_total for closed in closings] == [1_000, 2_000, 3_000]
    assert [closed.sales for closed in closings] == [1, 1, 1]


def test_the_business_day_is_the_openings_and_not_the_calendars(desk: Desk) -> None:
    desk.clock.midnight()
    desk.clock.advance(12 * 3_600_000)
    sell(desk)
    closed = desk.use.run_till.close(16_000, EMMA.number)
    days = {entry.business_date for entry in desk.entries()}
    assert days == {"2026-11-02"}
    assert closed.entry.business_date == "2026-11-02"
    desk.use.run_till.open(0, EMMA.number)
    assert desk.entries()[-1].business_date == "2026-11-03"


def test_a_till_with_an_open_basket_is_not_closed(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    with refused("till.basket_is_open"):
        desk.use.run_till.close(15_000, EMMA.number)
    desk.use.sell.keep(desk.use.sell.remove(draft, 1))
    desk.use.run_till.close(15_000, EMMA.number)


def test_a_suspended_basket_waits_over_the_close_for_the_next_day(desk: Desk) -> None:
    slip = desk.use.sell.suspend(desk.ring(TOASTER), EMMA.number).slip
    desk.use.run_till.close(15_000, EMMA.number)
    desk.clock.midnight()
    desk.use.run_till.open(15_000, EMMA.number)
    draft = desk.use.sell.recall(slip, EMMA.number)
    paid = desk.use.take_payment.settle_in_cash(draft, None, EMMA)
    assert paid.entry.business_date == "2026-11-03"


def test_gift_cards_that_are_sold_are_turnover_but_no_sales(desk: Desk) -> None:
    product = desk.item(CARD_25).product
    draft = desk.use.sell.add_card(desk.use.sell.begin("en"), product, NEW_CARD, None)
    desk.use.take_payment.settle_in_cash(draft, None, EMMA)
    figures = desk.use.run_till.figures()
    totals = {total.account: total.amount for total in figures.totals}
    assert "sales" not in totals
    assert totals["liability.gift_card"] == -2_500
    assert figures.turnover == 2_500
