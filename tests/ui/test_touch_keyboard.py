"""The keyboard on the screen: opened by a finger only, never over its field, gone with a scan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QPointingDeviceUniqueId
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.ui.flows.keyboard.touch_typing import (
    BACKSPACE,
    CLOSE,
    ENTER,
    LANGUAGE,
    SHIFT,
    TONOS,
    Panel,
)
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Plain
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.touch_keyboard import BOUNCE_MS, TouchKeyboard
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.sell()
        yield shop


@pytest.fixture
def touch(shop: Counted) -> Counted:
    """A till whose screen passes as a mouse."""
    shop.driver.ask(Intent.HELP)
    shop.opened.counter.ask(Intent.TOUCH_KEYS)
    shop.driver.press("Esc")
    return shop


def page(shop: Counted) -> SellPage:
    shown = shop.opened.window.page
    assert isinstance(shown, SellPage)
    return shown


def scan_line(shop: Counted) -> QLineEdit:
    return page(shop).shell.scan.editor


def finger(shop: Counted, field: QWidget) -> None:
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    shop.driver.settle()


def keyboard(shop: Counted) -> TouchKeyboard | None:
    return shop.opened.window.touch.keyboard


def key(shop: Counted, name: str) -> ActionKey:
    board = keyboard(shop)
    assert board is not None
    keys = board.findChildren(ActionKey)
    return next(key for key in keys if key.view.intent == name and key.isVisible())


def press(shop: Counted, *names: str) -> None:
    for name in names:
        shop.driver.settle()
        QTest.mouseClick(key(shop, name), Qt.MouseButton.LeftButton)
        QTest.qWait(BOUNCE_MS + 1)  # a bounce is what comes sooner
    shop.driver.settle()


def touch_screen() -> QPointingDevice:
    return QPointingDevice(
        "screen",
        7,
        QInputDevice.DeviceType.TouchScreen,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )


def test_a_mouse_a_key_and_a_scan_open_no_keyboard(shop: Counted) -> None:
    finger(shop, scan_line(shop))  # the machine has a mouse, and this is it
    shop.driver.press("Tab")
    shop.driver.ask(Intent.TO_SCAN)
    shop.driver.scan(TOASTER)
    assert keyboard(shop) is None


def test_a_finger_on_a_touch_screen_opens_it(shop: Counted) -> None:
    field, device = scan_line(shop), touch_screen()
    where = QPointF(field.rect().center())
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        left = Qt.MouseButton.LeftButton
        held = left if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        on_screen = QPointF(field.mapToGlobal(where.toPoint()))
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, where, on_screen, left, held, none, device)
        QApplication.sendEvent(field, event)
    shop.driver.settle()
    assert keyboard(shop) is not None


@pytest.mark.parametrize(
    ("language", "letters", "text"),
    [
        ("en", ["t", "o", "a"], "toa"),
        ("it", ["c", "a", "f", "f", "è"], "caffè"),
        ("el", ["κ", TONOS, "α", "ς"], "κάς"),
    ],
)
def test_letters_of_each_language_go_into_the_field_and_are_sought(
    touch: Counted, language: str, letters: list[str], text: str
) -> None:
    while touch.opened.counter.looks.language != language:
        touch.driver.ask(Intent.LANGUAGE)
    finger(touch, scan_line(touch))
    press(touch, *letters)
    assert scan_line(touch).text() == text
    assert touch.selling.state.typed == text
    assert QApplication.focusWidget() is scan_line(touch)


def test_enter_confirms_and_backspace_deletes_as_on_a_real_keyboard(touch: Counted) -> None:
    finger(touch, scan_line(touch))
    press(touch, *TOASTER, "9", BACKSPACE, ENTER)
    assert [line.code for line in touch.selling.state.bill.lines] == [TOASTER]


def test_the_language_key_changes_the_letters_and_is_remembered(touch: Counted) -> None:
    finger(touch, scan_line(touch))
    press(touch, LANGUAGE, LANGUAGE, "ξ", SHIFT, "Ξ")
    assert scan_line(touch).text() == "ξΞ"
    press(touch, CLOSE)
    finger(touch, scan_line(touch))
    assert key(touch, "ξ").isVisible()
    assert touch.opened.counter.looks.language == "en"


def test_a_scan_closes_the_keyboard_and_leaves_what_was_typed_alone(touch: Counted) -> None:
    finger(touch, scan_line(touch))
    press(touch, "x")
    touch.driver.scan(KETTLE)
    assert keyboard(touch) is None
    assert [line.code for line in touch.selling.state.bill.lines] == [KETTLE]


def test_esc_closes_only_the_keyboard_first(touch: Counted) -> None:
    finger(touch, scan_line(touch))
    press(touch, "a")
    touch.driver.press("Esc")
    assert keyboard(touch) is None
    assert touch.selling.state.typed == "a"


def test_it_goes_with_its_field(touch: Counted) -> None:
    finger(touch, scan_line(touch))
    touch.driver.ask(Intent.LOCK)
    assert keyboard(touch) is None


def test_where_a_number_pad_stands_no_second_one_comes(touch: Counted) -> None:
    touch.driver.scan(TOASTER)
    amount = page(touch).shell.payment.amount
    assert amount is not None
    finger(touch, amount.editor)
    assert touch.visible(NumberPad)
    assert keyboard(touch) is None
    touch.driver.press("Esc")
    touch.driver.press("Esc")
    touch.driver.ask(Intent.CHECK)
    field = page(touch).card.first_field
    assert field is not None
    finger(touch, field)
    assert keyboard(touch) is None


def test_a_field_of_numbers_without_a_pad_gets_numbers(touch: Counted) -> None:
    field = scan_line(touch)
    field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
    finger(touch, field)
    board = keyboard(touch)
    assert board is not None
    assert board.typing.panel is Panel.NUMBERS
    press(touch, "5", "00")
    assert field.text() == "500"


def test_two_presses_within_40_ms_are_one(touch: Counted) -> None:
    finger(touch, scan_line(touch))
    QTest.mouseClick(key(touch, "a"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(key(touch, "a"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(key(touch, "b"), Qt.MouseButton.LeftButton)
    touch.driver.settle()
    assert scan_line(touch).text() == "ab"


def test_a_mouse_is_a_finger_only_for_as_long_as_the_machine_says_so(touch: Counted) -> None:
    touch.opened.counter.ask(Intent.TOUCH_KEYS)
    finger(touch, scan_line(touch))
    assert keyboard(touch) is None


SIZES = [(100, 1366, 768), (100, 1024, 768), (150, 1366, 768), (200, 1024, 768), (200, 768, 1024)]


@pytest.mark.parametrize("language", ["en", "it", "el"])
@pytest.mark.parametrize(("percent", "width", "height"), SIZES)
def test_it_is_large_enough_and_never_over_its_field(
    touch: Counted, language: str, percent: int, width: int, height: int
) -> None:
    while touch.opened.counter.looks.language != language:
        touch.driver.ask(Intent.LANGUAGE)
    while touch.opened.counter.looks.percent != percent:
        touch.driver.ask(Intent.LARGER)
    touch.driver.resize(width, height)
    field = scan_line(touch)
    finger(touch, field)
    board = keyboard(touch)
    assert board is not None
    window = touch.opened.window
    keys = [one for one in board.findChildren(ActionKey) if one.isVisible()]
    assert min(one.height() for one in keys) >= 48
    assert min(one.width() for one in keys) >= 48
    cut = [one.view.text for one in keys if one.width() < one.minimumSizeHint().width()]
    assert cut == []
    assert all(one.accessibleName() for one in keys)
    bottom = board.mapTo(window, QPoint(0, board.height())).y()
    assert bottom <= window.height()
    right = max(one.mapTo(window, QPoint(one.width(), 0)).x() for one in keys)
    assert right <= window.width()
    under = field.mapTo(window, QPoint(0, field.height())).y()
    assert field.mapTo(window, QPoint(0, 0)).y() >= 0
    assert under <= board.mapTo(window, QPoint(0, 0)).y()


def test_a_field_far_down_is_scrolled_into_sight_and_back(touch: Counted) -> None:
    while touch.opened.counter.looks.percent != 150:
        touch.driver.ask(Intent.LARGER)
    touch.driver.resize(1366, 768)
    touch.driver.scan(TOASTER)
    touch.driver.ask(Intent.FIND)
    before = page(touch).geometry()
    finger(touch, scan_line(touch))
    press(touch, CLOSE)
    assert page(touch).geometry() == before
    assert touch.selling.state.card != Plain()
