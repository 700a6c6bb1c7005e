"""F1 lists every key, each can be touched; panes, messages, and voiding that waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui.flows.keyboard.key_groups import GROUPS
from counter_app.ui.flows.keys import SHORTCUTS, Intent
from counter_app.ui.flows.selling.parts import Helping, MessagesShown, Plain, VoidAsked
from counter_app.ui.flows.views import RowState
from counter_app.ui.focus_order import pane_of
from counter_app.ui.pages.keys import KeysPage
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.row_list import RowList
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.sell()
        yield shop


def page(shop: Counted) -> SellPage:
    shown = shop.opened.window.page
    assert isinstance(shown, SellPage)
    return shown


def rows_of_card(shop: Counted) -> RowList:
    (rows,) = (one for one in page(shop).card.findChildren(RowList) if one.isVisible())
    assert isinstance(rows, RowList)
    return rows


def touch_row(shop: Counted, name: str) -> None:
    rows = rows_of_card(shop)
    index = rows.rows.index(rows.rows.number_of(name))
    rows.scrollTo(index)
    where = rows.visualRect(index).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    shop.driver.settle()


def is_shown(shop: Counted, card: type) -> bool:
    return isinstance(shop.selling.state.card, card)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_f1_lists_every_key_in_every_language(shop: Counted, language: str) -> None:
    while shop.opened.counter.looks.language != language:
        shop.driver.ask(Intent.LANGUAGE)
    shop.driver.ask(Intent.HELP)
    shown = {row.key: row for row in rows_of_card(shop).rows.rows}
    assert set(SHORTCUTS) <= set(shown)
    assert {f"group.{name}" for name, _ in GROUPS} <= set(shown)
    assert all(shown[one].tail == shop.opened.counter.keys.hint(one) for one in SHORTCUTS)


@pytest.mark.parametrize("key", ["F1", "Esc"])
def test_f1_and_esc_close_the_list_of_keys(shop: Counted, key: str) -> None:
    shop.driver.ask(Intent.HELP)
    shop.driver.press(key)
    assert shop.selling.state.card == Plain()


def test_a_scan_closes_the_list_of_keys_and_sells(shop: Counted) -> None:
    shop.driver.ask(Intent.HELP)
    shop.driver.scan(TOASTER)
    assert not isinstance(shop.selling.state.card, Helping)
    assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER]


def test_what_does_not_work_now_is_pale_and_says_why(shop: Counted) -> None:
    shop.driver.ask(Intent.HELP)
    shown = {row.key: row for row in rows_of_card(shop).rows.rows}
    assert (shown["suspend"].state, bool(shown["suspend"].detail)) == (RowState.OFF, True)
    assert shown["find"].state is RowState.NORMAL
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.HELP)
    shown = {row.key: row for row in rows_of_card(shop).rows.rows}
    assert shown["suspend"].state is RowState.NORMAL
    assert shown["undo"].state is RowState.NORMAL
    assert shown["redo"].state is RowState.OFF


def test_touching_an_entry_does_what_its_key_does(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.HELP)
    touch_row(shop, "more")
    assert [line.quantity.thousandths for line in shop.selling.state.bill.lines] == [2000]
    shop.driver.ask(Intent.HELP)
    dark = shop.opened.counter.looks.dark
    touch_row(shop, "mode")
    assert shop.opened.counter.looks.dark is not dark
    assert isinstance(shop.selling.state.card, Helping)
    touch_row(shop, "keys")
    assert isinstance(shop.opened.window.page, KeysPage)
    shop.driver.press("Esc")
    assert isinstance(shop.selling.state.card, Helping)
    touch_row(shop, "to_payment")
    assert pane_of(focused()) == "G"


@pytest.mark.parametrize(
    ("intent", "pane"),
    [
        (Intent.TO_STATUS, "A"),
        (Intent.TO_SCAN, "B"),
        (Intent.TO_BASKET, "C"),
        (Intent.TO_CARD, "D"),
        (Intent.TO_RAIL, "E"),
        (Intent.TO_PAYMENT, "G"),
    ],
)
def test_a_key_jumps_to_each_pane(shop: Counted, intent: Intent, pane: str) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(intent)
    assert pane_of(focused()) == pane


def test_messages_are_kept_with_their_time_the_newest_first(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.SUSPEND)
    shop.driver.ask(Intent.SUSPEND)  # there is nothing to suspend any more
    shop.driver.ask(Intent.MESSAGES)
    assert is_shown(shop, MessagesShown)
    refused, suspended = rows_of_card(shop).rows.rows[:2]
    assert (refused.icon, suspended.icon) == ("error", "success")
    assert refused.word == suspended.word or refused.word > suspended.word
    shop.driver.ask(Intent.MESSAGES)
    assert is_shown(shop, Plain)


def test_the_log_of_messages_does_not_grow_for_ever(shop: Counted) -> None:
    for _ in range(60):
        shop.driver.ask(Intent.SUSPEND)
    assert len(shop.selling.state.log) == 50


def test_voiding_asks_in_place_with_the_focus_on_keep(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.VOID)
    key = focused()
    assert isinstance(key, ActionKey)
    assert key.view.intent == Intent.BACK
    shop.driver.press("Space")
    assert shop.selling.state.card == Plain()
    assert len(shop.selling.state.bill.lines) == 1


def test_nobody_answers_and_the_basket_is_kept(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.VOID)
    assert shop.selling.lapsing.timer.interval() == 10_000
    shop.selling.lapsing.timer.timeout.emit()
    assert shop.selling.state.card == Plain()
    assert len(shop.selling.state.bill.lines) == 1
    shop.driver.ask(Intent.BACK)
    assert not shop.selling.lapsing.timer.isActive()


def hold(kind: QEvent.Type) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(focused(), QKeyEvent(kind, Qt.Key.Key_Delete, both))


def test_the_void_key_held_for_a_second_voids(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    keys = shop.opened.window.keys
    QTest.keyPress(focused(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert keys.hold.isActive()
    assert keys.hold.interval() == 1000
    keys.hold.timeout.emit()
    shop.driver.settle()
    assert not shop.selling.state.bill.lines


def test_the_void_key_let_go_in_time_only_asks(shop: Counted) -> None:
    shop.driver.scan(KETTLE)
    QTest.keyPress(focused(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    hold(QEvent.Type.KeyRelease)
    assert not shop.opened.window.keys.hold.isActive()
    assert isinstance(shop.selling.state.card, VoidAsked)


def test_holding_the_void_key_answers_no_other_question(shop: Counted) -> None:
    shop.driver.scan("9520002000095")  # a knife: how old is the customer?
    card = shop.selling.state.card
    shop.opened.counter.ask(Intent.VOID_HELD)
    assert shop.selling.state.card == card
