"""A scan reaches the counter from wherever the focus is, and leaves no trace there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.scanner import MOST_WAITING, Scanner, character_of

CODE = "5201234567890"


@dataclass
class Clock:
    """Milliseconds that pass only when told."""

    now: int = 1000

    def __call__(self) -> int:
        return self.now


class Bench:
    """A window with two fields and a button, and a scanner listening to the application."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self.clock = Clock()
        self.scanner = Scanner(self.clock)
        self.window = QWidget()
        self.field, self.other = QLineEdit("25"), QLineEdit()
        self.button = QPushButton("Pay")
        box = QVBoxLayout(self.window)
        for widget in (self.field, self.other, self.button):
            box.addWidget(widget)
        self.scans: list[str] = []
        self.presses: list[int] = []
        self.scanner.scanned.connect(self.scans.append)
        self.button.clicked.connect(lambda: self.presses.append(1))
        app.installEventFilter(self.scanner)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def keys(self, text: str, gap: int, target: QWidget | None = None) -> None:
        for char in text:
            self.clock.now += gap
            QTest.keyClicks(target or self.focused(), char)

    def enter(self, gap: int = 5, key: Qt.Key = Qt.Key.Key_Return) -> None:
        self.clock.now += gap
        QTest.keyClick(self.focused(), key)

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    made = Bench(qtbot, qapp)
    yield made
    qapp.removeEventFilter(made.scanner)


@pytest.mark.parametrize("gap", [0, 10, 30, 50])
def test_a_scan_into_a_field_leaves_its_text_as_it_was(bench: Bench, gap: int) -> None:
    bench.field.setFocus()
    bench.keys(CODE, gap)
    bench.enter(gap)
    assert bench.scans == [CODE]
    assert bench.field.text() == "25"


def test_a_scan_keeps_cursor_and_selection_of_the_field(bench: Bench) -> None:
    bench.field.setFocus()
    bench.field.setSelection(0, 2)
    bench.keys(CODE, 5)
    bench.enter()
    assert (bench.field.text(), bench.field.selectedText()) == ("25", "25")


def test_a_scans_enter_never_presses_the_focused_button(bench: Bench) -> None:
    bench.button.setFocus()
    bench.keys(CODE, 5)
    bench.enter()
    assert bench.scans == [CODE]
    assert bench.presses == []


def test_a_scans_tab_does_not_move_the_focus(bench: Bench) -> None:
    bench.field.setFocus()
    bench.keys(CODE, 5)
    bench.enter(key=Qt.Key.Key_Tab)
    assert bench.scans == [CODE]
    assert bench.field.hasFocus()


def test_a_person_may_type_and_press_enter(bench: Bench, qtbot: QtBot) -> None:
    bench.other.setFocus()
    with qtbot.waitSignal(bench.other.returnPressed):
        bench.keys("12.50", 200)
        bench.enter(200)
    assert bench.other.text() == "12.50"
    assert bench.scans == []


def test_a_scan_without_enter_ends_when_the_scanner_falls_silent(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.field.setFocus()
    bench.keys(CODE, 5)
    bench.clock.now += 80
    qtbot.waitUntil(lambda: bench.scans == [CODE])
    assert bench.field.text() == "25"


def test_typing_before_a_scan_stays_in_the_field(bench: Bench) -> None:
    bench.other.setFocus()
    bench.keys("3", 200)
    bench.clock.now += 300
    bench.keys(CODE, 5)
    bench.enter()
    assert bench.other.text() == "3"
    assert bench.scans == [CODE]


def test_the_same_scan_at_once_is_told_as_a_bounce(bench: Bench) -> None:
    bounced: list[str] = []
    bench.scanner.bounced.connect(bounced.append)
    bench.field.setFocus()
    for _ in range(2):
        bench.keys(CODE, 2)
        bench.enter(2)
    assert (bench.scans, bounced) == ([CODE], [CODE])


def test_scans_wait_while_the_counter_is_busy_and_are_played_in_order(bench: Bench) -> None:
    refused: list[str] = []
    bench.scanner.refused.connect(refused.append)
    bench.field.setFocus()
    bench.scanner.hold(held=True)
    codes = [f"52000{n:03}" for n in range(MOST_WAITING + 1)]
    for code in codes:
        bench.keys(code, 2)
        bench.enter(2)
    assert bench.scans == []
    bench.scanner.hold(held=False)
    assert bench.scans == codes[:MOST_WAITING]
    assert refused == codes[MOST_WAITING:]


def test_a_key_that_no_widget_wants_is_counted_once(bench: Bench) -> None:
    bench.button.setFocus()
    bench.keys("1234", 5)
    bench.enter()
    assert bench.scans == ["1234"]


def test_typing_where_no_field_is_comes_out_as_typing(bench: Bench, qtbot: QtBot) -> None:
    typed: list[str] = []
    bench.scanner.typed.connect(typed.append)
    bench.button.setFocus()
    bench.keys("20", 200)
    bench.clock.now += 80
    qtbot.waitUntil(lambda: "".join(typed) == "20")
    assert bench.scans == []


def test_the_space_bar_still_presses_the_focused_button(bench: Bench) -> None:
    bench.button.setFocus()
    bench.keys(" ", 200)
    assert bench.presses == [1]


def test_a_scan_on_a_button_is_no_typing(bench: Bench) -> None:
    typed: list[str] = []
    bench.scanner.typed.connect(typed.append)
    bench.button.setFocus()
    bench.keys(CODE, 5)
    bench.enter()
    assert (bench.scans, typed) == ([CODE], [])


def test_digits_come_from_the_place_of_the_key_under_any_layout() -> None:
    greek_q = QKeyEvent(QEvent.Type.KeyPress, 0x3A9, Qt.KeyboardModifier.NoModifier, 24, 0, 0, "ω")
    french_1 = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Ampersand, Qt.KeyboardModifier.NoModifier, 10, 0, 0, "&"
    )
    assert character_of(greek_q) == "q"
    assert character_of(french_1) == "1"


def test_a_shortcut_is_no_character_but_the_separator_of_gs1_is() -> None:
    control = Qt.KeyboardModifier.ControlModifier
    undo = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, control, "\x1a")
    separator = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_BracketRight, control, "\x1d")
    assert character_of(undo) == ""
    assert character_of(separator) == "\x1d"


def test_the_mouse_is_none_of_its_business(bench: Bench) -> None:
    QTest.mouseClick(bench.button, Qt.MouseButton.LeftButton, pos=QPointF(5, 5).toPoint())
    assert bench.presses == [1]
