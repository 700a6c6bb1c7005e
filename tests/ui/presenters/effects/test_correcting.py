"""The cash given is corrected with keys and with a thumb, at the real window over a real store."""

from pathlib import Path

from counter_app.domain.facts import CashCorrected
from counter_app.ui.flows.keys import Intent
from counter_app.ui.widgets.action_key import ActionKey
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over


def sold_for_fifty(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)  # 24.90
    shop.driver.write("50")
    shop.driver.ask(Intent.CASH)
    shop.driver.sees("25.10")


def corrections(shop: Counted) -> list[CashCorrected]:
    entries = shop.counter.store.entries(0)
    return [entry.data for entry in entries if isinstance(entry.data, CashCorrected)]


def test_a_note_typed_wrong_is_corrected_with_four_keys_and_the_sale_stays(folder: Path) -> None:
    with store_in(folder) as counter, window_over(counter, folder.parent) as shop:
        sold_for_fifty(shop)
        shop.driver.ask(Intent.UNDO)
        shop.driver.sees("Cash really given", "at least 24.90")
        shop.driver.write("30")
        shop.driver.ask(Intent.FINISH)
        shop.driver.sees("5.10", "it was 25.10", "Print it once more", "Drawer open")
        (correction,) = corrections(shop)
        assert (correction.given, correction.change) == (3_000, 510)
        assert shop.kinds().count("sale") == 1


def test_a_thumb_corrects_with_the_card_s_key_and_a_note(folder: Path) -> None:
    with store_in(folder) as counter, window_over(counter, folder.parent) as shop:
        sold_for_fifty(shop)
        press(shop, Intent.UNDO.value, "Cash given was…")
        press(shop, f"{Intent.NOTE}:3000", "30")
        assert corrections(shop)[0].given == 3_000


def press(shop: Counted, intent: str, text: str) -> None:
    keys = [one for one in shop.visible(ActionKey) if isinstance(one, ActionKey)]
    key = next(one for one in keys if one.view.intent == intent and one.view.text == text)
    key.click()
    shop.driver.settle()


def test_too_little_is_refused_with_the_question_still_open(folder: Path) -> None:
    with store_in(folder) as counter, window_over(counter, folder.parent) as shop:
        sold_for_fifty(shop)
        shop.driver.ask(Intent.UNDO)
        shop.driver.write("20")
        shop.driver.ask(Intent.FINISH)
        shop.driver.sees("has to cover", "Cash really given")
        assert corrections(shop) == []


def test_the_next_scan_begins_the_next_sale_and_nothing_is_corrected_any_more(folder: Path) -> None:
    with store_in(folder) as counter, window_over(counter, folder.parent) as shop:
        sold_for_fifty(shop)
        shop.driver.ask(Intent.UNDO)
        shop.driver.scan(KETTLE)
        shop.driver.sees("Customer pays", "29.90")
        shop.driver.sees_not("Cash really given")
        shop.driver.ask(Intent.UNDO)
        assert corrections(shop) == []


def test_a_copy_printed_after_it_says_that_it_was_corrected(folder: Path) -> None:
    with store_in(folder) as counter, window_over(counter, folder.parent) as shop:
        sold_for_fifty(shop)
        shop.driver.ask(Intent.UNDO)
        shop.driver.write("30")
        shop.driver.ask(Intent.FINISH)
        shop.driver.ask(Intent.REPRINT)
        assert shop.kinds()[-2:] == ["cash_corrected", "receipt_reprinted"]
