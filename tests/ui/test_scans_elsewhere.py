"""A scan where nothing is sold is never silent: the page says so, and what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.keys import KeysPresenter
from counter_app.ui.presenters.signing_in import SignInPresenter
from counter_app.ui.senses.tones import Sound
from tests.ui.shop import TOASTER, Counted, store_in, window_over


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        yield shop


def test_an_item_scanned_before_signing_in_is_answered_in_words(shop: Counted) -> None:
    sounds: list[str] = []
    shop.opened.counter.sounded.connect(sounds.append)
    shop.driver.write("104")
    shop.driver.scan(TOASTER)
    assert sounds == [Sound.ERROR]
    shop.driver.sees("Nobody is signed in, so nothing was sold.", "104")


def test_an_item_scanned_at_a_closed_till_is_answered_in_words(shop: Counted) -> None:
    shop.sign_in()
    shop.driver.scan(TOASTER)
    shop.driver.sees("The till is closed, so nothing was sold", "150.00")


def test_an_item_scanned_while_money_is_counted_or_was_counted(shop: Counted) -> None:
    shop.sell()
    shop.driver.ask(Intent.TILL)
    shop.driver.write("150.00")
    shop.driver.scan(TOASTER)
    shop.driver.sees("Nothing is sold while the till is counted", "150.00")
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.FINISH)
    shop.driver.scan(TOASTER)
    shop.driver.sees("Sign in again to open it")


def test_f1_shows_the_keys_before_anybody_signed_in(shop: Counted) -> None:
    shop.driver.ask(Intent.HELP)
    pages = [type(shop.opened.counter.page)]
    shop.driver.press("Esc")
    pages.append(type(shop.opened.counter.page))
    assert pages == [KeysPresenter, SignInPresenter]
