"""Catalogues that are handed in while the window is open."""

from pytestqt.qtbot import QtBot

from counter_app.services.catalogues.inbox import HandIn, hand_in
from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters import inbox
from tests.ui.shop import TOASTER, Counted

CLOCK = "9520001999990"
NEW = f"code,name,price,tax\n{CLOCK},Alarm clock,12.00,standard\n"
BAD = NEW + f"{TOASTER},Toaster,cheap,standard\n"
PATIENCE_MS = 3 * inbox.EVERY_MS


def leave(shop: Counted, text: str, number: int = 1) -> None:
    """What `import` does while the counter holds the store."""
    source = shop.counter.place.folder.parent / "new.csv"
    source.write_text(text, "utf-8")
    hand_in(shop.counter.place.folder, source, HandIn(file="new.csv"), f"{number:032x}")


def look(shop: Counted) -> None:
    """The timer's moment, without waiting for it."""
    shop.opened.counter.inbox.look()
    shop.driver.settle()


def test_a_catalogue_that_is_handed_in_is_sold_from_without_a_restart(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(CLOCK)
    shop.driver.sees(f"Unknown code {CLOCK}")
    shop.driver.press("Del")
    leave(shop, NEW)
    look(shop)
    shop.driver.sees("New catalogue: 1 products", "From new.csv")
    shop.driver.scan(CLOCK)
    shop.driver.sees("Alarm clock", "12.00")
    assert shop.kinds().count("published") >= 1
    assert shop.counter.use.inbox.waiting() == 0


def test_a_catalogue_that_cannot_be_loaded_is_told_and_the_old_one_sells(shop: Counted) -> None:
    shop.sell()
    leave(shop, BAD)
    look(shop)
    shop.driver.sees("new.csv")
    shop.driver.scan(TOASTER)
    shop.driver.sees("Toaster, 2 slices")


def test_nothing_is_loaded_while_a_basket_is_open(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    leave(shop, NEW)
    look(shop)
    assert shop.counter.use.inbox.waiting() == 1
    shop.driver.ask(Intent.FINISH)
    look(shop)
    assert shop.counter.use.inbox.waiting() == 0


def test_a_basket_that_was_begun_meanwhile_is_rung_up_from_the_old_catalogue(
    shop: Counted,
) -> None:
    shop.sell()
    leave(shop, NEW)
    shop.opened.counter.inbox.look()
    shop.opened.counter.scanned(TOASTER)  # before the load has come back
    shop.driver.settle()
    shop.driver.scan(TOASTER)
    shop.driver.sees("2 × 24.90")
    shop.driver.ask(Intent.FINISH)
    look(shop)
    shop.driver.sees("New catalogue")
    shop.driver.scan(TOASTER)
    shop.driver.sees(f"Unknown code {TOASTER}")


def test_what_was_loaded_before_anybody_signed_in_is_told_to_who_does(shop: Counted) -> None:
    leave(shop, NEW)
    look(shop)
    shop.sell()
    shop.driver.sees("New catalogue: 1 products")


def test_the_window_looks_by_itself_every_few_seconds(shop: Counted, qtbot: QtBot) -> None:
    leave(shop, NEW)
    qtbot.waitUntil(lambda: shop.counter.use.inbox.waiting() == 0, timeout=PATIENCE_MS)
