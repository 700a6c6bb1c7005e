"""A receipt is found by what a customer remembers of it, and reading it changes nothing."""

from dataclasses import replace

import pytest

from counter_app.domain.receipt_search import Reading
from counter_app.domain.rulings import Role
from counter_app.services.find_receipt import FindReceipt, Frame, Sought
from tests.counters import PAN, TOASTER, WRAP, Desk, HandTerminal, person
from tests.services.conftest import DeskMaker

ANNA = person(Role.ASSOCIATE)
DAY_MS = 86_400_000


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    """A desk whose terminal takes a card that ends in 1111."""
    return make_desk(terminal=HandTerminal())


@pytest.fixture
def search(desk: Desk) -> FindReceipt:
    """Yesterday a toaster for cash; today a pan by card, and two rolls of wrap for cash."""
    pay(desk, TOASTER)
    desk.use.run_till.close(0, "104")
    desk.clock.advance(DAY_MS)
    desk.clock.midnight()
    desk.use.run_till.open(15_000, "104")
    by_card(desk, PAN)
    pay(desk, WRAP, WRAP)
    return desk.use.find_receipt


def pay(desk: Desk, *codes: str) -> None:
    desk.use.take_payment.settle_in_cash(desk.ring(*codes), None, ANNA)


def by_card(desk: Desk, *codes: str) -> None:
    answered = desk.use.take_payment.card(desk.ring(*codes), None, ANNA)
    desk.use.take_payment.complete(answered.draft, ANNA)


def numbers(search: FindReceipt, sought: Sought) -> list[int]:
    return [int(record.sale.number[-7:]) for record in search.page(sought).found.records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [3, 2, 1]),
        ("2", [2]),
        ("0000003", [3]),
        ("24.90", [1]),
        ("24,90", [1]),
        ("5.00 3/11", [3]),
        ("5.00 2/11", []),
        ("3/11", [3, 2]),
        ("*1111", [2]),
        ("*9999", []),
        (TOASTER, [1]),
        ("toaster", [1]),
        ("tostapane", [1]),
        ("ΦΡΥΓΑΝΙΕΡΑ", [1]),
        ("no such thing", []),
    ],
)
def test_what_is_typed_finds_the_receipts_meant(
    search: FindReceipt, text: str, expected: list[int]
) -> None:
    assert numbers(search, Sought(text)) == expected


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (Frame.ALL, [3, 2, 1]),
        (Frame.TODAY, [3, 2]),
        (Frame.YESTERDAY, [1]),
        (Frame.WEEK, [3, 2, 1]),
    ],
)
def test_customers_say_today_yesterday_or_this_week(
    search: FindReceipt, frame: Frame, expected: list[int]
) -> None:
    assert numbers(search, Sought(frame=frame)) == expected


def test_a_day_that_is_typed_goes_before_the_time_frame(search: FindReceipt) -> None:
    assert numbers(search, Sought("2/11", frame=Frame.TODAY)) == [1]


def test_the_other_meaning_of_digits_is_offered_and_can_be_taken(search: FindReceipt) -> None:
    first = Sought("1111")
    assert search.page(first).readings[:2] == (Reading(number="1111"), Reading(last4="1111"))
    assert numbers(search, first) == []
    assert numbers(search, replace(first, meaning=1)) == [2]
    assert numbers(search, replace(first, meaning=9)) == []


def test_a_code_that_left_the_catalogue_still_finds_its_receipts(search: FindReceipt) -> None:
    assert search.page(Sought("9999999999994")).found.records == ()
    assert numbers(search, Sought(WRAP)) == [3]


def test_looking_writes_nothing(search: FindReceipt, desk: Desk) -> None:
    before = desk.kinds()
    for text in ("", "2", "*1111", "toaster"):
        search.page(Sought(text))
    assert desk.kinds() == before
