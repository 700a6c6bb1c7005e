"""About this counter at the real window: from anywhere, by key and by finger, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.flows.keys import Intent
from counter_app.ui.widgets.report_text import ReportText
from tests.own_keys import own_keys
from tests.ui.shop import PAN, TOASTER, Counted, store_in, window_over

TITLES = {
    "en": "About this counter",
    "it": "Informazioni su questa cassa",
    "el": "Σχετικά με αυτό το ταμείο",
}


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> Iterator[Counted]:
    del qtbot
    with (
        own_keys(tmp_path / "keys"),
        store_in(tmp_path / "store") as counter,
        window_over(counter, tmp_path) as shop,
    ):
        yield shop


def report_shown(shop: Counted) -> str:
    texts: list[QWidget] = shop.visible(ReportText)
    return "".join(one.toPlainText() for one in texts if isinstance(one, ReportText))


@pytest.mark.parametrize("language", TITLES)
def test_it_opens_over_a_basket_and_leads_back_to_it(shop: Counted, language: str) -> None:
    shop.sell(language)
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.ABOUT)
    shop.driver.sees(TITLES[language], "Noto Sans", "reportlab")
    shop.driver.ask(Intent.BACK)
    shop.driver.sees_not(TITLES[language])
    assert len(shop.selling.state.bill.lines) == 1


def test_a_finger_reaches_it_before_anybody_signs_in(shop: Counted) -> None:
    shop.driver.touch(TITLES["en"])
    shop.driver.sees("Where things lie", str(shop.counter.place.folder))
    shop.driver.touch("Back")
    shop.driver.sees("Sign in")


def test_a_report_is_read_first_and_saved_where_the_page_says(shop: Counted) -> None:
    shop.sell()
    shop.driver.ask(Intent.ABOUT)
    shop.driver.touch("Make a report")
    text = report_shown(shop)
    assert "[program]" in text
    assert "Emma" not in text
    shop.driver.ask(Intent.FINISH)
    (saved,) = (shop.counter.place.folder / "reports").iterdir()
    shop.driver.sees("The report is saved", saved.name)
    assert saved.read_text("utf-8") == text
    shop.driver.ask(Intent.FINISH)
    shop.driver.sees_not("Made with")


def test_a_scan_closes_the_page_and_is_taken(shop: Counted) -> None:
    shop.sell()
    shop.driver.ask(Intent.ABOUT)
    shop.driver.scan(PAN)
    shop.driver.sees_not(TITLES["en"])
    assert len(shop.selling.state.bill.lines) == 1


def test_a_report_that_cannot_be_saved_is_told_and_stays(shop: Counted) -> None:
    (shop.counter.place.folder / "reports").write_text("in the way")
    shop.driver.ask(Intent.ABOUT)
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.FINISH)
    shop.driver.sees("The report could not be saved", "All sales are safe")
    assert report_shown(shop)
