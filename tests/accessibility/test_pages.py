"""Every page and state, in each language, light and dark, at 100 and 200 %: no finding."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pytestqt.qtbot import QtBot

from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Card, ItemAsks, Question
from counter_app.ui.pages.all_pages import PAGES
from counter_app.wording import LANGUAGES
from tests.accessibility.checks import CHECKS, look
from tests.accessibility.data import DATA
from tests.accessibility.looking import process
from tests.accessibility.scenes import (
    CLOSING,
    LEAVING,
    OPENING,
    SELLING,
    SIGNED_OUT,
    Scene,
    dress,
    leave,
    seen,
)
from tests.ui.shop import Counted, store_in, window_over

LOOKS = [(dark, percent) for dark in (False, True) for percent in (100, 200)]


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as counted:
        yield counted


class Visit:
    """Goes through scenes and keeps what the checks found, and what was on the screen."""

    def __init__(self, shop: Counted) -> None:
        self.shop = shop
        self.findings: list[str] = []
        self.views: set[type] = set()
        self.cards: set[object] = set()

    def see(self, scene: Scene) -> None:
        scene.reach(self.shop)
        process()
        self.views.add(type(self.shop.opened.counter.page.view()))
        self._remember_card()
        for number in CHECKS:
            findings = look(number, lambda: seen(self.shop, scene.name, DATA))
            self.findings += [f"{scene.name}: {number} {finding}" for finding in findings]

    def _remember_card(self) -> None:
        selling = self.shop.opened.counter.selling
        if selling is not None:
            card = selling.state.card
            self.cards.add(type(card))
            if isinstance(card, ItemAsks):
                self.cards.add(card.question)


def visit_all(shop: Counted, language: str) -> Visit:
    """Through the day: sign in, open, sell, lock, close."""
    visit = Visit(shop)
    for scene in (*SIGNED_OUT, *OPENING):
        visit.see(scene)
        if scene in SIGNED_OUT:
            shop.driver.press("Esc")
            shop.driver.press("Esc")
    dress_again = shop.opened.counter.looks.language != language
    if dress_again:
        shop.opened.counter.ask(Intent.LANGUAGE, language)
    shop.driver.ask(Intent.FINISH)
    for scene in SELLING:
        visit.see(scene)
        leave(shop)
    for scene in LEAVING:
        visit.see(scene)
        shop.sign_in(language)
        leave(shop)
    for scene in CLOSING:
        visit.see(scene)
        if scene is not CLOSING[-1]:
            shop.driver.ask(Intent.BACK)
            shop.driver.ask(Intent.BACK)
    return visit


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("dark", "percent"), LOOKS, ids=[f"{'dark' if d else 'light'}-{p}" for d, p in LOOKS]
)
def test_every_page_and_state_passes_every_check(
    shop: Counted, language: str, *, dark: bool, percent: int
) -> None:
    dress(shop, dark=dark, percent=percent, language=language)
    visit = visit_all(shop, language)
    assert visit.findings == []
    assert {kind.view for kind in PAGES} - visit.views == set()
    assert set(get_args(Card)) - visit.cards == set()
    assert set(Question) - visit.cards == set()
