"""An item's questions at the real window: by keys only, by touch only, by scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from counter_app.domain.facts import Sale
from counter_app.services.drafts import CURRENT
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import ItemAsks, Question
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.number_pad import NumberPad
from tests.ui.shop import KETTLE, PAN, Counted, store_in, window_over

KNIFE = "9520002000095"  # 4.90, from 18 years on
WINE = "9520012000108"  # 5.90, from 18 years on
OVEN = "9520001000164"  # 89.00, with a serial number


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.sell()
        yield shop


def tap(shop: Counted, text: str) -> None:
    (pad,) = shop.visible(NumberPad)
    keys = {key.view.text: key for key in pad.findChildren(ActionKey)}
    for digit in text:
        shop.ticks.now += 200  # no thumb is as quick as a scanner
        QTest.mouseClick(keys[digit], Qt.MouseButton.LeftButton)
        shop.driver.settle()


def field(shop: Counted) -> QLineEdit:
    page = shop.opened.window.page
    assert isinstance(page, SellPage)
    assert isinstance(page.card.first_field, QLineEdit)
    return page.card.first_field


def asks(shop: Counted) -> Question | None:
    card = shop.selling.state.card
    return card.question if isinstance(card, ItemAsks) else None


def last_sale(shop: Counted) -> Sale:
    record = shop.counter.store.last_sale()
    assert record is not None
    return record.sale


def finish(shop: Counted) -> Sale:
    shop.driver.ask(Intent.FINISH)
    return last_sale(shop)


def test_a_birth_date_is_typed_by_keys_and_asked_once_for_the_basket(shop: Counted) -> None:
    shop.driver.scan(KNIFE)
    assert field(shop).hasFocus()
    shop.driver.write("12051990")
    shop.driver.press("Return")
    shop.driver.scan(WINE)
    assert asks(shop) is None
    assert [(one.age, one.by) for one in finish(shop).ages] == [(18, "document")]


def test_clearly_over_is_one_key_or_one_touch(shop: Counted) -> None:
    shop.driver.scan(KNIFE)
    shop.driver.ask(Intent.CLEARLY_OVER)
    assert [(one.age, one.by) for one in finish(shop).ages] == [(18, "clearly_over")]
    shop.driver.scan(KNIFE)
    shop.driver.touch("Clearly over 18")
    assert asks(shop) is None
    assert len(shop.selling.state.bill.lines) == 1


def test_a_birth_date_is_tapped_by_a_thumb_only(shop: Counted) -> None:
    shop.driver.scan(KNIFE)
    tap(shop, "12051990")
    shop.driver.touch("Check the date")
    assert [line.code for line in shop.selling.state.bill.lines] == [KNIFE]


def test_who_is_too_young_today_leaves_the_item_and_keeps_the_basket(shop: Counted) -> None:
    shop.driver.scan(PAN)
    shop.driver.scan(KNIFE)
    shop.driver.write("01012020")
    shop.driver.press("Return")
    assert asks(shop) is None
    assert [line.code for line in shop.selling.state.bill.lines] == [PAN]
    shop.driver.sees("The law sets 18 years for this item")
    assert finish(shop).ages == ()


def test_no_document_leaves_the_item_out_by_touch(shop: Counted) -> None:
    shop.driver.scan(KNIFE)
    shop.driver.touch("Leave it out")
    assert (asks(shop), shop.selling.state.unanswered) == (None, ())
    shop.driver.sees("is left out")


def test_the_answer_outlives_lock_and_kill(shop: Counted) -> None:
    shop.driver.scan(KNIFE)
    shop.driver.ask(Intent.CLEARLY_OVER)
    kept = shop.counter.store.draft(CURRENT)
    assert kept is not None
    assert [one.age for one in kept.ages] == [18]
    shop.driver.ask(Intent.LOCK)
    shop.sign_in()
    shop.driver.scan(WINE)
    assert asks(shop) is None


def test_a_scan_answers_for_the_serial_number_and_the_receipt_has_it(shop: Counted) -> None:
    shop.driver.scan(OVEN)
    assert asks(shop) is Question.SERIAL
    shop.driver.scan("SN4711A")
    assert asks(shop) is None
    shop.driver.sees("Serial SN4711A")
    assert [line.serial for line in finish(shop).lines] == ["SN4711A"]


def test_a_serial_number_is_typed_too_and_the_same_piece_is_refused(shop: Counted) -> None:
    shop.driver.scan(OVEN)
    shop.driver.write("sn4711a")
    shop.driver.press("Return")
    shop.driver.scan(OVEN)
    shop.driver.scan("SN4711A")
    assert asks(shop) is Question.SERIAL
    shop.driver.sees("SN4711A is in this basket already")
    shop.driver.scan("SN4712A")
    assert [line.serial for line in finish(shop).lines] == ["SN4711A", "SN4712A"]


def test_other_scans_go_on_and_f12_asks_again(shop: Counted) -> None:
    shop.driver.scan(OVEN)
    shop.driver.scan(KETTLE)
    assert [line.code for line in shop.selling.state.bill.lines] == [KETTLE]
    assert len(shop.selling.state.unanswered) == 1
    shop.driver.ask(Intent.FINISH)
    assert asks(shop) is Question.SERIAL
    shop.driver.scan("SN1")
    assert [line.serial for line in finish(shop).lines] == ["", "SN1"]


def test_a_scan_never_stands_in_the_field_of_a_question(shop: Counted) -> None:
    shop.driver.scan(KNIFE)
    shop.driver.scan(KETTLE)
    shop.driver.ask(Intent.FINISH)
    assert field(shop).text() == ""


@pytest.mark.parametrize(
    ("dated", "sentence"), [("01012020", "stale"), ("01012031", "date")], ids=["stale", "post"]
)
def test_a_stale_or_post_dated_check_is_refused_and_today_is_filled_in(
    shop: Counted, dated: str, sentence: str
) -> None:
    shop.driver.scan(PAN)
    shop.driver.ask(Intent.CHECK)
    for text in ("021000021", "1234567890", "1042"):
        shop.driver.write(text)
        shop.driver.press("Tab")
    day = next(
        one for one in shop.visible(QLineEdit) if isinstance(one, QLineEdit) and one.hasFocus()
    )
    today = shop.counter.use.terms.day()
    assert day.text() == f"{today:%d/%m/%Y}"
    day.selectAll()
    shop.driver.write(dated)
    shop.driver.ask(Intent.FINISH)
    error = shop.selling.state.note.error
    assert error is not None
    assert error.code in {"check.stale", "check.post_dated"}
    assert (sentence == "stale") == (error.code == "check.stale")
    day.selectAll()
    shop.driver.write(f"{today:%d%m%Y}")
    shop.driver.ask(Intent.FINISH)
    assert last_sale(shop).tenders[0].tender == "check"
