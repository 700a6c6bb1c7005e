"""At the real window: prices checked, items and receipts found, by keys only and by touch only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.commands.demo_store import GIFT_CARD
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Finding, Plain, ReceiptShown, ReceiptWanted
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.widgets.row_list import RowList
from tests.ui.shop import KETTLE, PAN, TOASTER, Counted, store_in, window_over

LANGUAGES = ("en", "it", "el")
PROMPTS = {"en": "Price check", "it": "Controllo prezzo", "el": "Έλεγχος τιμής"}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.opened.window.show()
        yield shop


def codes(shop: Counted) -> list[str]:
    return [line.code for line in shop.selling.state.bill.lines]


def prompt(shop: Counted) -> str:
    return shop.selling.view().shell.scan.prompt


def tap_row(shop: Counted, key: str) -> None:
    """A finger on the row of the card's list."""
    page = shop.opened.window.page
    assert isinstance(page, SellPage)
    rows = page.card.findChild(RowList)
    assert rows is not None
    number = rows.rows.number_of(key)
    assert number >= 0
    shop.ticks.now += 1000
    centre = rows.visualRect(rows.rows.index(number)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    shop.driver.settle()


def sold(shop: Counted, *items: str) -> None:
    for code in items:
        shop.driver.scan(code)
    shop.driver.ask(Intent.FINISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_price_is_checked_in_two_actions_and_nothing_is_sold(
    shop: Counted, language: str
) -> None:
    shop.sell(language)
    shop.driver.scan(TOASTER)
    before = shop.kinds()
    shop.driver.ask(Intent.FIND)
    shop.driver.scan(KETTLE)
    shop.driver.sees("29,90" if language != "en" else "29.90", "22")
    assert codes(shop) == [TOASTER]
    assert shop.kinds() == before
    assert prompt(shop).startswith(PROMPTS[language])
    shop.driver.scan(PAN)
    shop.driver.press("Return")
    assert codes(shop) == [TOASTER, PAN]
    assert not prompt(shop).startswith(PROMPTS[language])
    shop.driver.scan(KETTLE)
    assert codes(shop) == [TOASTER, PAN, KETTLE]


def test_a_price_is_checked_before_a_basket_is_begun_and_esc_ends_it(shop: Counted) -> None:
    shop.sell()
    shop.driver.ask(Intent.FIND)
    shop.driver.scan(KETTLE)
    shop.driver.ask(Intent.BACK)
    assert shop.selling.state.card == Plain()
    assert codes(shop) == []
    shop.driver.scan(TOASTER)
    assert codes(shop) == [TOASTER]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "kettle"), ("it", "bollitore"), ("el", "ΒΡΑΣΤΗΡΑΣ")]
)
def test_an_item_is_found_by_name_and_taken_by_keys_alone(
    shop: Counted, language: str, name: str
) -> None:
    shop.sell(language)
    shop.driver.ask(Intent.FIND)
    if name.isascii():
        shop.driver.write(name, as_search=True)
    else:
        shop.opened.window.type_in(name)  # keys of a Greek keyboard, which tests cannot press
        shop.driver.settle()
    card = shop.selling.state.card
    assert isinstance(card, Finding)
    assert KETTLE in [product.code for product in card.results]
    shop.driver.press("Return")
    assert codes(shop) == [card.results[0].code]


def test_an_item_sold_lately_is_found_and_taken_by_touch_alone(shop: Counted) -> None:
    shop.sell()
    sold(shop, KETTLE)
    sold(shop, PAN)
    shop.driver.touch(Intent.FIND)
    card = shop.selling.state.card
    assert isinstance(card, Finding)
    assert [product.code for product in card.results] == [PAN, KETTLE]
    tap_row(shop, "1")
    assert shop.selling.state.paid is not None  # the next customer's basket is not begun
    shop.driver.touch("Add the item")
    assert codes(shop) == [KETTLE]


def test_a_category_is_chosen_by_touch_and_leaves_only_its_items(shop: Counted) -> None:
    shop.sell()
    shop.driver.touch(Intent.FIND)
    shop.driver.touch(Intent.PICK_1)
    card = shop.selling.state.card
    assert isinstance(card, Finding)
    tap_row(shop, str(card.categories.index("kitchen") + 1))
    card = shop.selling.state.card
    assert isinstance(card, Finding)
    assert {product.category for product in card.results} == {"kitchen"}


def test_part_of_a_code_finds_the_item(shop: Counted) -> None:
    shop.sell()
    shop.driver.ask(Intent.FIND)
    shop.driver.write(KETTLE[4:], as_search=True)
    card = shop.selling.state.card
    assert isinstance(card, Finding)
    assert [product.code for product in card.results] == [KETTLE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_is_found_by_its_amount_and_printed_again_by_keys_alone(
    shop: Counted, language: str
) -> None:
    shop.sell(language)
    sold(shop, KETTLE)
    sold(shop, PAN)
    shop.driver.ask(Intent.RECEIPT)
    shop.driver.write("29,90", as_search=True)
    shop.driver.press("Return")
    card = shop.selling.state.card
    assert isinstance(card, ReceiptWanted)
    assert [record.sale.total for record in card.records] == [2990]
    shop.driver.press("Return")
    shop.driver.sees_paper()
    shop.driver.ask(Intent.REPRINT)
    shown = shop.selling.state.card
    assert isinstance(shown, ReceiptShown)
    assert (shown.record.copies, shop.kinds()[-1]) == (1, "receipt_reprinted")
    shop.driver.ask(Intent.BACK)
    assert isinstance(shop.selling.state.card, ReceiptWanted)


def test_a_receipt_of_today_is_found_and_shown_by_touch_alone(shop: Counted) -> None:
    shop.sell()
    sold(shop, KETTLE)
    sold(shop, PAN)
    shop.driver.touch(Intent.RECEIPT)
    shop.driver.touch(Intent.PICK_2)
    card = shop.selling.state.card
    assert isinstance(card, ReceiptWanted)
    assert len(card.records) == 2
    tap_row(shop, card.records[1].sale.number)
    shop.driver.sees_paper()
    shop.driver.touch(Intent.GIFT_RECEIPT)
    shown = shop.selling.state.card
    assert isinstance(shown, ReceiptShown)
    assert shown.record.gifts == 1


def test_an_item_scanned_under_f3_finds_its_receipts_and_is_not_sold(shop: Counted) -> None:
    shop.sell()
    sold(shop, KETTLE)
    sold(shop, PAN)
    shop.driver.ask(Intent.RECEIPT)
    shop.driver.scan(KETTLE)
    card = shop.selling.state.card
    assert isinstance(card, ReceiptWanted)
    assert [record.sale.lines[0].code for record in card.records] == [KETTLE]
    assert shop.kinds().count("sale") == 2


def test_a_card_payment_is_found_by_the_last_four_digits(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(PAN)
    shop.driver.ask(Intent.CARD)
    shop.driver.ask(Intent.FINISH)
    sold(shop, KETTLE)
    shop.driver.ask(Intent.RECEIPT)
    shop.driver.write("*4242", as_search=True)
    shop.driver.press("Return")
    card = shop.selling.state.card
    assert isinstance(card, ReceiptWanted)
    assert [record.sale.lines[0].code for record in card.records] == [PAN]


def test_the_last_receipt_is_printed_again_in_one_action(shop: Counted) -> None:
    shop.sell()
    sold(shop, KETTLE)
    shop.driver.ask(Intent.REPRINT)
    assert shop.kinds()[-1] == "receipt_reprinted"


@pytest.mark.parametrize("touch", [True, False], ids=["by touch", "by keys"])
def test_the_balance_of_a_card_is_shown_without_a_sale(shop: Counted, *, touch: bool) -> None:
    shop.sell()
    (shop.driver.touch if touch else shop.driver.ask)(Intent.GIFT)
    if touch:
        for digit in GIFT_CARD:
            shop.driver.touch(digit)
        shop.driver.touch(Intent.FINISH)
    else:
        shop.driver.write(GIFT_CARD)
        shop.driver.press("Return")
    shop.driver.sees(f"····{GIFT_CARD[-4:]}", "25.00")
    assert shop.kinds()[-1] == "balance_asked"
    assert codes(shop) == []
