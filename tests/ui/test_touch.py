"""A thumb can do all that keys can: digits beside every field, undo and redo, an amount."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from counter_app.ui.flows.keys import Intent
from counter_app.ui.focus_order import in_order
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


FOLDED = [(1024, 768, 200), (768, 1024, 200), (768, 1024, 100)]


def fold(shop: Counted, width: int, height: int, percent: int) -> None:
    """A window so small, or words so large, that the rail and the amount have left it."""
    while shop.opened.counter.looks.percent != percent:
        shop.opened.counter.ask(Intent.LARGER)
    shop.driver.resize(width, height)
    shop.driver.settle()


def finger_on(shop: Counted, intent: str) -> ActionKey:
    """Touch the window where a key stands whole; what is scrolled away cannot be touched."""
    window = shop.opened.window
    keys = [key for key in shop.visible(ActionKey) if isinstance(key, ActionKey)]
    key = next(key for key in keys if key.view.intent == intent and key.isEnabled())
    assert key.visibleRegion().boundingRect() == key.rect()
    assert min(key.width(), key.height()) >= 48
    at = key.mapTo(window, QPoint(key.width() // 2, key.height() // 2))
    nothing_held = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, nothing_held, at)
    shop.driver.settle()
    return key


@pytest.mark.parametrize(("width", "height", "percent"), FOLDED)
@pytest.mark.parametrize("touches", [("exact",), ("note:3000",), ("3", "0", "cash")])
def test_a_finger_sells_for_cash_where_the_amount_has_left_the_row(
    shop: Counted, width: int, height: int, percent: int, touches: tuple[str, ...]
) -> None:
    fold(shop, width, height, percent)
    assert finger_on(shop, Intent.PAD).accessibleName()
    for touch in touches:
        finger_on(shop, touch)
    if shop.selling.state.paid is None:
        finger_on(shop, Intent.FINISH)
    paid = shop.selling.state.paid
    assert paid is not None
    assert paid.sale.change == (0 if touches == ("exact",) else 3000 - paid.sale.total)


@pytest.mark.parametrize(("width", "height", "percent"), FOLDED)
def test_every_digit_stands_whole_and_the_way_back_beside_the_balance(
    shop: Counted, width: int, height: int, percent: int
) -> None:
    fold(shop, width, height, percent)
    finger_on(shop, Intent.PAD)
    for digit in "7894561230":
        finger_on(shop, digit)
        assert shop.selling.state.typed == digit
        tap(shop, "")  # the only key of the pad without a word takes it away again
    page = shop.opened.window.page
    assert isinstance(page, SellPage)
    (key,) = page.shell.balance.findChildren(ActionKey)
    assert (key.isVisible(), key.view.intent) == (True, Intent.BACK)
    shop.driver.ask(Intent.BACK)
    assert not shop.visible(NumberPad)
    assert key.view.intent == Intent.PAD


def test_the_key_for_digits_is_in_the_round_of_tab(shop: Counted) -> None:
    fold(shop, 1024, 768, 200)
    reached = [one for one in in_order(shop.opened.window) if isinstance(one, ActionKey)]
    assert [key.view.intent for key in reached].count(Intent.PAD) == 1


def test_where_the_amount_can_be_touched_no_key_stands_for_it(shop: Counted) -> None:
    keys = [key for key in shop.visible(ActionKey) if isinstance(key, ActionKey)]
    assert Intent.PAD not in [key.view.intent for key in keys]


def test_undo_and_redo_stand_side_by_side(shop: Counted) -> None:
    shop.driver.ask(Intent.UNDO)
    keys = [key for key in shop.visible(ActionKey) if isinstance(key, ActionKey)]
    redo = next(key for key in keys if key.view.intent == Intent.REDO)
    QTest.mouseClick(redo, Qt.MouseButton.LeftButton)
    shop.driver.settle()
    assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER]
