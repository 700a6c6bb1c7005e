"""What is empty says what to do, in every language."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.facts import Published
from counter_app.services.catalogues.inbox import HandIn, hand_in
from counter_app.services.catalogues.publish import CATALOGUE
from counter_app.services.ports import Store
from counter_app.services.use_cases import UseCases
from counter_app.ui.flows.keys import Intent
from counter_app.wording import LANGUAGES, Wording
from tests.own_keys import own_keys
from tests.ui.shop import TOASTER, Counted, store_in, window_over


class New:
    """A store that has no catalogue until one is published."""

    def __init__(self, real: Store) -> None:
        self._real, self._first = real, real.published(CATALOGUE)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def published(self, what: str) -> Published | None:
        found = self._real.published(what)
        return None if found == self._first else found


def new(use: UseCases) -> UseCases:
    return replace(use, store=New(use.store))  # type: ignore[arg-type]  # a twin


@pytest.fixture
def folder(qtbot: QtBot, tmp_path: Path) -> Iterator[Path]:
    del qtbot
    with own_keys(tmp_path / "keys"):
        yield tmp_path


@pytest.fixture
def shop(folder: Path) -> Iterator[Counted]:
    with store_in(folder / "store") as counter, window_over(counter, folder) as shop:
        yield shop


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counter_without_a_customer_says_how_to_begin(shop: Counted, language: str) -> None:
    words = Wording(language).words
    shop.sell(language)
    shop.driver.sees(words("page.sale.begin"), words("page.sale.idle"), "F1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_suspended_the_way_to_suspend_is_told_and_a_finger_gets_back(
    shop: Counted, language: str
) -> None:
    words = Wording(language).words
    shop.sell(language)
    shop.driver.ask(Intent.RECALL)
    shop.driver.sees(words("page.sale.waiting_none"), "Ctrl H")
    shop.driver.touch(words("page.sale.key.leave"))
    shop.driver.sees(words("page.sale.idle"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_sale_there_is_no_receipt_to_look_for(
    shop: Counted, language: str
) -> None:
    shop.sell(language)
    shop.driver.ask(Intent.RECEIPT)
    shop.driver.sees(Wording(language).words("page.receipts.first"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_store_says_how_a_catalogue_is_loaded_until_there_is_one(
    folder: Path, language: str
) -> None:
    words = Wording(language).words
    with store_in(folder / "store") as counter, window_over(counter, folder, new) as shop:
        shop.sell(language)
        shop.driver.sees(words("page.sale.no_catalogue"), "counter-app import")
        source = folder / "new.csv"
        source.write_text(f"code,name,price,tax\n{TOASTER},Toaster,12.00,standard\n", "utf-8")
        hand_in(counter.place.folder, source, HandIn(file="new.csv"), f"{1:032x}")
        shop.opened.counter.inbox.look()
        shop.driver.settle()
        shop.driver.sees_not(words("page.sale.no_catalogue"))
        shop.driver.sees(words("page.sale.idle"))
