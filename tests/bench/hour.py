"""An hour at the counter, twenty times as fast, while terminal and printer take their time.

Invariant: every key is an event of its own, as from a keyboard; what is measured is how long the
main thread was away from its events at a stretch.
"""

import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap import Parts
from counter_app.devices.paper_folder import PaperFolder
from counter_app.devices.simulated import SimulatedTerminal
from counter_app.services.ports import TerminalAnswer, TerminalRequest
from tests.bench.measure import milliseconds
from tests.bench.window import Screen, open_screen, wait_until

HOUR_S: Final = 3600.0
SPEED: Final = 20
_BEAT_MS: Final = 5
_KEY_MS: Final = 4  # a scanner's, which no speed changes
_SCAN_S: Final = 2.0
_ANSWER_S: Final = 4.0  # what a customer takes to hold the card there
_PRINT_S: Final = 2.0
_PAUSE_S: Final = 15.0
_LINES: Final = (3, 7, 1, 12, 5)
_PAY: Final = ("F12", "F10", "F12", "F10", "F9")


class SlowTerminal(SimulatedTerminal):
    """Answers when the customer has found the card."""

    def pay(self, request: TerminalRequest) -> Sequence[TerminalAnswer]:
        """The twin's answer, late."""
        time.sleep(_ANSWER_S / SPEED)
        return tuple(super().pay(request))


class SlowPrinter(PaperFolder):
    """Prints as slowly as a worn one."""

    def print(self, name: str, pdf: bytes) -> str:
        """File the paper, late."""
        time.sleep(_PRINT_S / SPEED)
        return super().print(name, pdf)


class Heart(QObject):
    """Beats in the main thread and keeps how long each beat was late, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter_ns()
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter_ns()
        self.late.append(max(0.0, milliseconds(now - self._last) - _BEAT_MS))
        self._last = now


def hour(folder: Path, codes: Sequence[str], seconds: float = HOUR_S) -> list[float]:
    """Trade for so many seconds of the shop's time; how late each beat of the window was."""
    parts = Parts(terminal=SlowTerminal(), printer=SlowPrinter(folder / "papers"), cheap_pins=True)
    screen = open_screen(folder, parts)
    screen.void()
    heart, script = Heart(), _trade(screen, cycle(codes))
    loop, end = QEventLoop(), time.monotonic() + seconds / SPEED

    def go_on() -> None:
        if time.monotonic() >= end:
            loop.quit()
        else:
            QTimer.singleShot(next(script), go_on)

    QTimer.singleShot(0, go_on)
    loop.exec()
    late = list(heart.late)
    wait_until(lambda: screen.opened.tasks.at_rest)
    screen.void()
    screen.close()
    return late


def _trade(screen: Screen, codes: Iterator[str]) -> Iterator[int]:
    """Customer after customer, key by key; gives the milliseconds until the next one."""
    for lines, pay in zip(cycle(_LINES), cycle(_PAY), strict=False):
        for _ in range(lines):
            yield from _scan(next(codes))
            yield _shop_ms(_SCAN_S)
        if pay == "F9":
            yield from _press("Ctrl+H")  # forgot the purse
            yield _shop_ms(_PAUSE_S)
            yield from _press("Ctrl+R")
            yield from _press("Return")
            yield _shop_ms(_SCAN_S)
        yield from _press("F12" if pay == "F9" else pay)
        while not screen.opened.tasks.at_rest:
            yield _BEAT_MS
        yield from _press("Ctrl+P")
        yield _shop_ms(_PAUSE_S)


def _scan(code: str) -> Iterator[int]:
    for char in code:
        QTest.keyClicks(_focused(), char)
        yield _KEY_MS
    yield from _press("Return")


def _press(keys: str) -> Iterator[int]:
    QTest.keySequence(_focused(), keys)
    yield _KEY_MS


def _focused() -> QWidget:
    focused = QApplication.focusWidget() or QApplication.activeWindow()
    assert focused is not None, "the window is open"
    return focused


def _shop_ms(seconds: float) -> int:
    return round(seconds * 1000 / SPEED)
