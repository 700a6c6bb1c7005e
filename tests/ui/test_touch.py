"""A thumb can do all that keys can: digits beside every field, undo and redo, an amount."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.ui.flows.keys import Intent
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.number_pad import NumberPad
from tests.ui.shop import TOASTER, Counted, store_in, window_over


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.opened.window.show()
        shop.sell()
        shop.driver.scan(TOASTER)
        yield shop


def tap(shop: Counted, text: str) -> None:
    (pad,) = shop.visible(NumberPad)
    key = next(key for key in pad.findChildren(ActionKey) if key.view.text == text)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    shop.driver.settle()


@pytest.mark.parametrize("intent", [Intent.CHECK, Intent.GIFT])
def test_every_card_with_a_field_has_digits_for_a_thumb(shop: Counted, intent: Intent) -> None:
    shop.driver.ask(intent)
    tap(shop, "7")
    page = shop.opened.window.page
    assert isinstance(page, SellPage)
    field = page.card.first_field
    assert field is not None
    assert field.text() == "7"  # type: ignore[attr-defined]  # a line edit


def test_touching_the_amount_opens_digits_that_type_it(shop: Counted) -> None:
    page = shop.opened.window.page
    assert isinstance(page, SellPage)
    amount = page.shell.payment.amount
    assert amount is not None
    QTest.mouseClick(amount.editor, Qt.MouseButton.LeftButton)
    shop.driver.settle()
    tap(shop, "5")
    assert shop.selling.state.typed == "5"
    shop.driver.ask(Intent.BACK)
    shop.driver.ask(Intent.BACK)
    assert not shop.visible(NumberPad)


def test_undo_and_redo_stand_side_by_side(shop: Counted) -> None:
    shop.driver.ask(Intent.UNDO)
    keys = [key for key in shop.visible(ActionKey) if isinstance(key, ActionKey)]
    redo = next(key for key in keys if key.view.intent == Intent.REDO)
    QTest.mouseClick(redo, Qt.MouseButton.LeftButton)
    shop.driver.settle()
    assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER]
