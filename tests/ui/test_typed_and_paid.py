"""What was typed waits for what it was typed for; a sale that is paid is not paid again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import (
    GivenWanted,
    ItemAsks,
    Plain,
    Question,
    ReceiptShown,
    ReceiptWanted,
)
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over

PRICELESS = "20000059"  # a repair: its price is asked for
BANANAS = "2001010000002"  # sold by weight
NOBODYS = "5201234567890"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.sell()
        yield shop


def on_screen(shop: Counted) -> tuple[type, str]:
    state = shop.selling.state
    return type(state.card), state.typed


def test_cash_that_was_typed_stays_when_a_forgotten_item_is_scanned(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.write("60")
    shop.driver.scan(KETTLE)
    shop.driver.ask(Intent.CASH)
    paid = shop.selling.state.paid
    assert paid is not None
    assert paid.sale.change == 6000 - 2490 - 2990


def test_what_is_typed_after_a_sale_does_not_pay_for_the_next(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.FINISH)
    shop.driver.write("5")
    shop.driver.scan(KETTLE)
    assert shop.selling.state.typed == ""


def test_what_a_receipt_was_looked_for_by_is_neither_cash_nor_a_price(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.RECEIPT)
    shop.driver.write("24.90")
    shop.driver.press("Return")
    shop.driver.press("Return")
    assert on_screen(shop) == (ReceiptShown, "")
    shop.driver.press("Esc")
    assert on_screen(shop) == (ReceiptWanted, "24.90")
    shop.driver.ask(Intent.HELP)
    shop.driver.press("Esc")
    shop.driver.scan(PRICELESS)
    shop.driver.sees("Repair")
    assert shop.selling.state.bill.lines == ()


@pytest.mark.parametrize("text", ["abc", "9520001000010"])
def test_a_slip_of_the_fingers_before_a_scan_loses_no_item(shop: Counted, text: str) -> None:
    shop.driver.write(text)
    shop.driver.scan(PRICELESS)
    card = shop.selling.state.card
    assert isinstance(card, ItemAsks)
    assert (card.question, card.price) == (Question.PRICE, None)
    shop.driver.press("Esc")
    shop.driver.write(text)
    shop.driver.scan(BANANAS)
    shop.driver.sees("Sold by weight")


def test_esc_puts_the_keys_away_and_keeps_the_amount(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.write("50")
    shop.driver.ask(Intent.HELP)
    shop.driver.press("Esc")
    assert (shop.selling.state.card, shop.selling.state.typed) == (Plain(), "50")


@pytest.mark.parametrize("again", [Intent.CASH, Intent.CARD, Intent.CHECK])
def test_a_payment_key_pressed_twice_says_that_it_is_paid(shop: Counted, again: Intent) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.CASH)
    shop.driver.ask(again)
    shop.driver.sees("Scan for the next customer")
    shop.driver.sees_not("The basket is empty")
    assert shop.kinds().count("sale") == 1


def test_cash_is_put_right_after_a_copy_was_printed(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.write("30")
    shop.driver.ask(Intent.CASH)
    shop.driver.ask(Intent.REPRINT)
    shop.driver.ask(Intent.UNDO)
    assert isinstance(shop.selling.state.card, GivenWanted)
    shop.driver.write("50")
    shop.driver.press("Return")
    shop.driver.sees("25.10")
    assert shop.kinds()[-2:] == ["receipt_reprinted", "cash_corrected"]


def test_an_unknown_code_silences_what_was_said_before(shop: Counted) -> None:
    shop.driver.ask(Intent.SUSPEND)
    shop.driver.sees("The basket is empty")
    shop.driver.scan(NOBODYS)
    shop.driver.sees_not("The basket is empty")


def test_without_anything_due_a_card_is_asked_for_its_balance(shop: Counted) -> None:
    shop.driver.ask(Intent.GIFT)
    shop.driver.sees("Balance of a card")
    shop.driver.press("Esc")
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.GIFT)
    shop.driver.sees("All that is due")
