"""The idle lock at the real window: keys, touch and scans, a clock that the test moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.services.drafts import CURRENT
from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.signing_in import SignInPresenter
from counter_app.ui.widgets.action_key import ActionKey
from tests.own_keys import own_keys
from tests.ui.shop import PAN, TOASTER, Counted, store_in, window_over

NOTICE = {
    "en": "Any key goes on. Nothing is lost.",
    "it": "Qualsiasi tasto riprende. Nulla va perso.",
    "el": "Οποιοδήποτε πλήκτρο συνεχίζει. Τίποτα δεν χάνεται.",
}
DIMS, LOCKS = 90, 120


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> Iterator[Counted]:
    del qtbot
    with (
        own_keys(tmp_path / "keys"),
        store_in(tmp_path / "store") as counter,
        window_over(counter, tmp_path) as shop,
    ):
        yield shop


def pass_by(shop: Counted, seconds: int) -> None:
    """Nobody touches anything for so long."""
    shop.ticks.now += seconds * 1000
    shop.opened.attention.look()
    shop.driver.settle()


def is_locked(shop: Counted) -> bool:
    return isinstance(shop.opened.counter.page, SignInPresenter)


@pytest.mark.parametrize("language", NOTICE)
def test_the_screen_dims_first_and_says_so(shop: Counted, language: str) -> None:
    shop.sell(language)
    pass_by(shop, DIMS - 1)
    shop.driver.sees_not(NOTICE[language])
    pass_by(shop, 1)
    shop.driver.sees(NOTICE[language], "30")
    pass_by(shop, 20)
    shop.driver.sees(NOTICE[language], "10")


def test_a_basket_with_lines_is_locked_out_of_sight_and_comes_back_as_it_was(
    shop: Counted,
) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    pass_by(shop, DIMS)
    pass_by(shop, LOCKS - DIMS)
    assert is_locked(shop)
    shop.driver.sees("The basket is kept")
    shop.driver.sees_not("24.90", "Locking")
    assert shop.kinds()[-1] == "signed_out"
    shop.sign_in()
    shop.driver.sees("24.90")
    assert "basket_taken_over" not in shop.kinds()


def test_somebody_else_may_take_the_basket_over_and_that_is_written_down(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    pass_by(shop, LOCKS)
    shop.sign_in("it")
    shop.driver.scan(PAN)
    (taken,) = [
        entry for entry in shop.counter.store.entries(0) if entry.kind == "basket_taken_over"
    ]
    assert (taken.user, taken.data.before, taken.data.next_line) == ("117", "104", 2)  # type: ignore[union-attr]  # its kind says which
    assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER, PAN]


def test_an_empty_basket_signs_out_and_the_till_stays_open(shop: Counted) -> None:
    shop.sell()
    pass_by(shop, LOCKS)
    assert is_locked(shop)
    shop.driver.sees_not("The basket is kept")
    assert shop.counter.use.run_till.session() is not None


def test_the_key_that_wakes_the_screen_does_nothing_else(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    for key in ("F12", "5", "Del", "Ctrl+L", "Return"):
        pass_by(shop, DIMS)
        shop.driver.press(key)
        shop.driver.sees_not("Locking")
        assert (shop.selling.state.typed, len(shop.selling.state.bill.lines)) == ("", 1)
        assert shop.selling.state.paid is None
        assert not is_locked(shop)
    shop.driver.press("F12")
    assert shop.selling.state.paid is not None


def test_a_digit_that_wakes_the_screen_is_not_typed_later_where_no_field_has_the_focus(
    shop: Counted,
) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    focused = QApplication.focusWidget()
    assert focused is not None
    focused.clearFocus()
    pass_by(shop, DIMS)
    QTest.keyClicks(shop.opened.window, "7")
    QTest.qWait(200)  # longer than a scanner's silence: kept typing would be given out by now
    assert shop.selling.state.typed == ""


def test_a_key_that_is_held_down_wakes_and_does_nothing_until_it_is_up(shop: Counted) -> None:
    shop.sell()
    pass_by(shop, DIMS)
    field = QApplication.focusWidget()
    assert field is not None
    for repeats in (False, True, True):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            held = QKeyEvent(
                kind, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5", autorep=repeats
            )
            QApplication.sendEvent(field, held)
    assert shop.selling.state.typed == ""
    up = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5")
    QApplication.sendEvent(field, up)
    shop.driver.write("5")
    assert shop.selling.state.typed == "5"


@pytest.mark.parametrize("focused", [True, False])
def test_a_scan_wakes_the_screen_and_is_taken(shop: Counted, *, focused: bool) -> None:
    shop.sell()
    if not focused:
        field = QApplication.focusWidget()
        assert field is not None
        field.clearFocus()
    pass_by(shop, DIMS)
    shop.driver.scan(TOASTER)
    shop.driver.sees_not("Locking")
    assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER]
    assert shop.selling.state.typed == ""


def test_a_finger_wakes_the_screen_and_presses_nothing(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    (cash,) = [
        key
        for key in shop.visible(ActionKey)
        if isinstance(key, ActionKey) and key.view.intent == Intent.CASH
    ]
    pass_by(shop, DIMS)
    QTest.mouseClick(cash, Qt.MouseButton.LeftButton)
    shop.driver.settle()
    shop.driver.sees_not("Locking")
    assert shop.selling.state.paid is None
    QTest.mouseClick(cash, Qt.MouseButton.LeftButton)
    shop.driver.settle()
    assert shop.selling.state.paid is not None


def test_a_count_that_was_begun_is_there_again_after_the_lock(shop: Counted) -> None:
    shop.sell()
    shop.driver.ask(Intent.TILL)
    shop.driver.write("148.5")
    pass_by(shop, LOCKS)
    assert is_locked(shop)
    shop.driver.sees_not("148.5")
    shop.sign_in()
    shop.driver.sees("148.5", "Close the till")
    shop.driver.press("Esc")
    shop.driver.sees_not("148.5", "Close the till")


def test_nobody_is_locked_out_of_the_sign_in_page(shop: Counted) -> None:
    pass_by(shop, 10 * LOCKS)
    shop.driver.sees_not("Locking")
    assert shop.kinds().count("signed_out") == 0


def test_the_locked_basket_lies_on_the_disk(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    pass_by(shop, LOCKS)
    draft = shop.counter.store.draft(CURRENT)
    assert draft is not None
    assert [line.code for line in draft.basket.lines] == [TOASTER]
