"""Scanner or person is told by when the keys were pressed, not by when the window got to them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.test_scanner import CODE, Bench

BEGUN = 3_600_000  # the platform's milliseconds begin elsewhere than the counter's own clock
PIN = "481205"


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Bench:
    return Bench(qtbot, qapp)


def press(bench: Bench, text: str, *, at: int, key: Qt.Key = Qt.Key.Key_0) -> None:
    """A key that the platform stamped, on its way as the platform sends it."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at)
        QApplication.sendEvent(bench.focused(), event)


@pytest.mark.parametrize("gap", [55, 60, 120])
def test_what_a_person_typed_while_the_window_was_busy_stays_typing(bench: Bench, gap: int) -> None:
    bench.other.setFocus()
    for n, digit in enumerate(PIN):
        press(bench, digit, at=BEGUN + n * gap)  # all are looked at within the same millisecond
    assert bench.other.text() == PIN
    assert bench.scans == []


@pytest.mark.parametrize("late", [60, 500])
def test_a_scan_that_the_window_got_to_slowly_is_one_scan(bench: Bench, late: int) -> None:
    bench.field.setFocus()
    for n, digit in enumerate(CODE):
        bench.clock.now += late
        press(bench, digit, at=BEGUN + n * 5)
    bench.clock.now += late
    press(bench, "\r", at=BEGUN + len(CODE) * 5, key=Qt.Key.Key_Return)
    assert bench.scans == [CODE]
    assert bench.field.text() == "25"


def test_silence_after_stamped_keys_is_measured_from_the_last_of_them(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.field.setFocus()
    for n, digit in enumerate(CODE):
        press(bench, digit, at=BEGUN + n * 5)
    bench.clock.now += 80
    qtbot.waitUntil(lambda: bench.scans == [CODE])
    assert bench.field.text() == "25"


def test_a_shortcut_long_after_a_scan_is_a_shortcut_again(bench: Bench) -> None:
    bench.field.setFocus()
    for n, digit in enumerate(CODE):
        press(bench, digit, at=BEGUN + n * 5)
    override = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1"
    )
    for at, ours in ((BEGUN + len(CODE) * 5, True), (BEGUN + 1000, False)):
        override.setTimestamp(at)
        assert bench.scanner.eventFilter(bench.field, override) is ours


def test_keys_without_a_stamp_go_by_the_counters_own_clock(bench: Bench) -> None:
    bench.other.setFocus()
    press(bench, "7", at=BEGUN)
    bench.keys(PIN, 60)
    assert bench.other.text() == f"7{PIN}"
    assert bench.scans == []
