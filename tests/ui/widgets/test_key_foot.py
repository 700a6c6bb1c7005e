"""The keys at a card's foot are whole at the largest text on the smallest screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.views import KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.card import KeyFoot
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over

MakeLook = Callable[..., Look]
KEYS = (
    KeyView("one", "Αντίγραφο", "printer", "Ctrl P", kind=KeyKind.CONTROL),
    KeyView("two", "Για δώρο", "gift-card", "Ctrl G", kind=KeyKind.CONTROL),
)


SCENES: tuple[tuple[str, ...], ...] = (
    (TOASTER, KETTLE),
    (Intent.VOID,),
    (Intent.BACK, Intent.CHECK),
    (Intent.BACK, Intent.CARD),
    (Intent.REPRINT,),
    (Intent.REPRINT,),
)


def act(shop: Counted, what: str) -> None:
    """Press the key of an intent, or scan a code."""
    if what in list(Intent):
        shop.driver.ask(Intent(what))
    else:
        shop.driver.scan(what)


@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_no_key_of_any_card_is_cut_at_twice_the_text(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    cut: list[str] = []
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.sell(language)
        for _ in range(3):
            shop.driver.ask(Intent.LARGER)
        shop.driver.resize(1024, 768)
        feet = 0
        for scene in SCENES:
            for what in scene:
                act(shop, what)
            for foot in shop.visible(KeyFoot):
                assert isinstance(foot, KeyFoot)
                feet += 1
                cut += _cut(foot)
    assert feet >= len(SCENES)
    assert cut == []


@pytest.mark.parametrize("width", [260, 300, 476, 700])
def test_keys_wrap_and_keep_their_words(qtbot: QtBot, make_look: MakeLook, width: int) -> None:
    foot = KeyFoot(make_look("el", percent=200))
    qtbot.addWidget(foot)
    foot.show_keys(KEYS)
    foot.resize(width, foot.heightForWidth(width))
    foot.show()
    assert _cut(foot) == []
    assert foot.heightForWidth(260) > foot.heightForWidth(700)


def _cut(foot: KeyFoot) -> list[str]:
    return [
        f"{key.view.text}: {key.geometry()} in {foot.size()}"
        for key in foot.keys
        if key.width() < key.minimumSizeHint().width() or not foot.rect().contains(key.geometry())
    ]
