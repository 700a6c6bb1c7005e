"""An unknown code at the real window: sold by keys, by touch, and never lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.commands.demo_store import demo_people
from counter_app.domain.facts import BasketEnded, Sale
from counter_app.services.drafts import CURRENT
from counter_app.ui.flows.cards.department_parts import DepartmentAsked
from counter_app.ui.flows.keys import Intent
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.row_list import RowList
from tests.ui.shop import PAN, TOASTER, Counted, store_in, window_over

CODE = "5449000000996"
KNIFE = "9520002000095"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.opened.window.show()
        shop.sell()
        yield shop


def sign_in_as(shop: Counted, number: str) -> None:
    one = next(one for one in demo_people() if one.person.number == number)
    shop.driver.write(one.person.number)
    shop.driver.write(one.pin)


def sale(shop: Counted) -> Sale:
    data = shop.counter.store.entries(0)[-1].data
    assert isinstance(data, Sale)
    return data


def tap_row(shop: Counted, words: str) -> None:
    """A finger on a row of any list."""
    for rows in shop.visible(RowList):
        assert isinstance(rows, RowList)
        for number, row in enumerate(rows.rows.rows):
            if words in row.name:
                index = rows.rows.index(number)
                rows.scrollTo(index)
                QTest.mouseClick(
                    rows.viewport(),
                    Qt.MouseButton.LeftButton,
                    pos=rows.visualRect(index).center(),
                )
                shop.driver.settle()
                return
    pytest.fail(f"no row {words!r}")


def tap_digits(shop: Counted, text: str) -> None:
    for char in text:
        (pad,) = shop.visible(NumberPad)
        key = next(key for key in pad.findChildren(ActionKey) if key.view.text == char)
        shop.ticks.now += 200  # a thumb is no scanner
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        shop.driver.settle()


def test_by_keys_an_unknown_code_is_sold_in_eight_keys(shop: Counted) -> None:
    d = shop.driver
    d.scan(TOASTER)
    d.scan(CODE)
    d.sees(f"Unknown code {CODE}", "Resolve")
    before = d._actions  # noqa: SLF001 - what the driver counts
    d.ask(Intent.FINISH)
    d.write("1")
    d.write("1")
    d.write("12.5")
    d.press("Return")
    assert d._actions - before == 8  # noqa: SLF001 - as above
    d.sees("Household goods", "1 × 12.50 · by department", "37.40")
    d.sees_not("Unknown code")
    d.ask(Intent.FINISH)
    line = sale(shop).lines[1]
    assert (line.name, line.code, line.gross) == ("Household goods", CODE, 1250)
    assert line.department is not None
    assert (line.department.scanned, line.department.user) == (CODE, "104")


def test_by_touch_alone_the_same(shop: Counted) -> None:
    d = shop.driver
    d.scan(CODE)
    d.touch("Sell by department")
    tap_row(shop, "Electrical goods")
    tap_row(shop, "Label is missing")
    tap_digits(shop, "7.20")
    d.touch("Add the line")
    d.sees("Electrical goods", "7.20")
    d.touch("Exact")
    assert sale(shop).lines[0].department is not None


def test_a_scan_while_the_card_is_open_loses_neither_item_nor_what_was_typed(
    shop: Counted,
) -> None:
    d = shop.driver
    d.scan(CODE)
    d.ask(Intent.FINISH)
    d.write("1")
    d.write("2")
    d.write("9.90")
    d.scan(TOASTER)
    d.sees("Toaster", f"Unknown code {CODE}")
    d.ask(Intent.DEPARTMENT)
    card = shop.selling.state.card
    assert isinstance(card, DepartmentAsked)
    assert (card.price, card.reason) == ("9.90", "unreadable")
    d.press("Return")
    d.ask(Intent.FINISH)
    assert [one.gross for one in sale(shop).lines] == [2490, 990]


def test_above_the_limit_a_supervisor_switches_in_and_confirms(shop: Counted) -> None:
    d = shop.driver
    d.scan(CODE)
    d.ask(Intent.FINISH)
    d.write("1")
    d.write("1")
    d.write("60")
    d.ask(Intent.FINISH)
    d.sees("60.00 without a code: your limit is 50.00", "Supervisor")
    assert shop.selling.state.unknown == (CODE,)
    d.ask(Intent.SWITCH)
    sign_in_as(shop, "205")
    assert shop.selling.state.unknown == (CODE,)
    d.ask(Intent.DEPARTMENT)
    d.press("Return")
    d.ask(Intent.FINISH)
    line = sale(shop).lines[0]
    assert line.department is not None
    assert (line.department.user, line.gross) == ("205", 6000)


@pytest.mark.parametrize("intent", [Intent.LOCK, Intent.SWITCH])
def test_a_red_line_outlives_lock_and_switch(shop: Counted, intent: Intent) -> None:
    shop.driver.scan(CODE)
    shop.driver.ask(intent)
    sign_in_as(shop, "117")
    assert shop.selling.state.unknown == (CODE,)


def test_a_red_line_is_suspended_and_recalled_with_its_basket(shop: Counted) -> None:
    d = shop.driver
    d.scan(CODE)
    d.ask(Intent.SUSPEND)
    assert shop.selling.state.unknown == ()
    d.ask(Intent.RECALL)
    d.press("Return")
    d.sees(f"Unknown code {CODE}")


def test_after_a_power_cut_red_lines_and_the_open_question_stand_in_the_basket(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "store"
    with store_in(folder) as counter, window_over(counter, tmp_path) as killed:
        killed.sell()
        killed.driver.scan(CODE)
        killed.driver.scan(KNIFE)
        draft = counter.store.draft(CURRENT)
        assert draft is not None
        assert [one.code for one in draft.basket.held] == [CODE, KNIFE]
    with store_in(folder) as counter, window_over(counter, tmp_path) as again:
        again.sell()
        again.driver.sees(f"Unknown code {CODE}", "Not added", "The basket was kept")
        assert again.selling.state.unknown == (CODE,)
        assert len(again.selling.state.unanswered) == 1


def test_undo_and_redo_of_a_removed_red_line_are_written_down(shop: Counted) -> None:
    d = shop.driver
    d.scan(CODE)
    d.press("Del")
    d.sees_not("Unknown code")
    d.ask(Intent.UNDO)
    d.sees(f"Unknown code {CODE}")
    draft = shop.counter.store.draft(CURRENT)
    assert draft is not None
    assert [one.code for one in draft.basket.held] == [CODE]
    d.ask(Intent.REDO)
    d.sees_not("Unknown code")


def test_a_voided_basket_tells_the_code_in_the_journal(shop: Counted) -> None:
    d = shop.driver
    d.scan(CODE)
    d.ask(Intent.VOID)
    d.ask(Intent.VOID)
    ended = shop.counter.store.entries(0)[-1].data
    assert isinstance(ended, BasketEnded)
    assert [(line.code, line.reason) for line in ended.lines] == [(CODE, "sale.unknown_code")]


def test_an_item_without_a_barcode_is_sold_with_no_scan_at_all(shop: Counted) -> None:
    d = shop.driver
    d.scan(PAN)
    d.ask(Intent.DEPARTMENT)
    d.sees("Item without a code")
    d.write("1")
    d.write("3")
    d.write("4")
    d.press("Return")
    d.ask(Intent.FINISH)
    line = sale(shop).lines[1]
    assert line.department is not None
    assert (line.department.scanned, line.gross) == ("", 400)


def test_looking_again_says_that_nobody_knows_it_still(shop: Counted) -> None:
    shop.driver.scan(CODE)
    shop.driver.ask(Intent.LOOK_AGAIN)
    shop.driver.sees("not in the catalogue yet")
    assert shop.selling.state.unknown == (CODE,)


def test_more_pieces_than_the_role_may_sell_are_refused_at_the_line(shop: Counted) -> None:
    d = shop.driver
    d.scan(CODE)
    d.ask(Intent.FINISH)
    d.write("1")
    d.write("1")
    d.write("30")
    d.press("Return")
    d.write("+")
    d.sees("60.00 without a code: your limit is")
    assert shop.selling.state.bill.total == 3000
