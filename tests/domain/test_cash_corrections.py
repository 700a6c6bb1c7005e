"""The cash that was really given: what may be corrected, and what stays as it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.cash_corrections import as_corrected, cash_given, correct_given
from counter_app.domain.facts import CashCorrected, Sale
from counter_app.domain.ledger import postings
from counter_app.domain.money import Currency, Money
from counter_app.domain.slips import TenderTaken
from tests.builders import a_sale, a_tender
from tests.refusals import refused

EUR = Currency("EUR", 2)


def cash(no: int, amount: int, change: int = 0) -> TenderTaken:
    return a_tender(no=no, amount=amount, given=amount + change, change=change)


def credit(no: int, amount: int) -> TenderTaken:
    return a_tender(no=no, tender="credit", amount=amount, given=0)


def sold(*tenders: TenderTaken) -> Sale:
    sale = a_sale(tenders=tenders)
    return replace(sale, change=sum(tender.change for tender in tenders))


def test_a_fifty_that_was_a_twenty_gives_thirty_less_back() -> None:
    sale = sold(cash(1, 1_500, 3_500))
    assert correct_given(sale, 2_000, EUR) == CashCorrected(
        number=sale.number,
        tender=1,
        given_before=5_000,
        given=2_000,
        change_before=3_500,
        change=500,
    )


def test_a_twenty_that_was_a_fifty_gives_thirty_more_back() -> None:
    correction = correct_given(sold(cash(1, 1_500, 500)), 5_000, EUR)
    assert (correction.change_before, correction.change) == (500, 3_500)


def test_an_exact_amount_that_was_a_note_gives_change() -> None:
    assert correct_given(sold(cash(1, 1_500)), 2_000, EUR).change == 500


def test_a_note_that_was_the_exact_amount_gives_nothing_back() -> None:
    assert correct_given(sold(cash(1, 1_500, 500)), 1_500, EUR).change == 0


def test_nothing_below_the_due_can_have_been_given() -> None:
    with refused("cash.below_due", due=Money(1_500, EUR)):
        correct_given(sold(cash(1, 1_500)), 1_499, EUR)


def test_what_stands_there_already_is_no_correction() -> None:
    with refused("cash.as_recorded"):
        correct_given(sold(cash(1, 1_500, 500)), 2_000, EUR)


def test_a_sale_that_was_paid_by_card_has_no_cash_to_correct() -> None:
    with refused("cash.none_given"):
        correct_given(sold(credit(1, 1_500)), 2_000, EUR)


def test_cash_that_went_back_to_the_customer_was_not_given() -> None:
    with refused("cash.none_given"):
        cash_given(sold(cash(1, -1_500)))


def test_of_two_cash_payments_the_last_one_is_corrected_for_it_gave_the_change() -> None:
    sale = sold(cash(1, 500), credit(2, 300), cash(3, 700, 300))
    correction = correct_given(sale, 2_000, EUR)
    assert (correction.tender, correction.given_before) == (3, 1_000)
    after = as_corrected(sale, correction)
    assert [tender.given for tender in after.tenders] == [500, 0, 2_000]
    assert after.change == 1_300


def test_a_correction_is_corrected_from_what_it_said() -> None:
    sale = sold(cash(1, 1_500, 3_500))
    once = as_corrected(sale, correct_given(sale, 2_000, EUR))
    twice = correct_given(once, 10_000, EUR)
    assert (twice.given_before, twice.change_before) == (2_000, 500)
    assert as_corrected(sale, twice) == as_corrected(once, twice)


amounts = st.integers(min_value=1, max_value=10**9)


@given(amounts, st.integers(min_value=0, max_value=10**9), st.integers(0, 10**9))
def test_neither_the_total_nor_the_drawer_ever_moves(due: int, change: int, more: int) -> None:
    sale = sold(credit(1, 100), cash(2, due, change))
    if more == change:
        more += 1
    correction = correct_given(sale, due + more, EUR)
    after = as_corrected(sale, correction)
    assert (
        correction.given - correction.given_before == correction.change - correction.change_before
    )
    assert sum(one.amount for one in after.tenders) == sum(one.amount for one in sale.tenders)
    assert postings(after) == postings(sale)
    assert postings(correction) == ()
    assert replace(after, tenders=sale.tenders, change=sale.change) == sale


@given(amounts, st.integers(min_value=-(10**9), max_value=-1))
def test_change_is_never_negative(due: int, less: int) -> None:
    with refused("cash.below_due"):
        correct_given(sold(cash(1, due)), due + less, EUR)
