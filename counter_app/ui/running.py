"""Running the application until its window is closed, whichever window it is.

Invariant: Ctrl+C in the terminal ends it like the window's own button, and what stood before is put
back.
"""

import signal
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

_SIGNAL_MS: Final = 250


def run_until_closed(application: QApplication, interrupted: Callable[[], object]) -> int:
    """Stay until the last window is closed; the exit status. `interrupted` is what Ctrl+C does."""
    before = signal.signal(signal.SIGINT, lambda *_: interrupted())
    awake = QTimer()  # Python sees a signal only when it runs
    awake.timeout.connect(_nothing)
    awake.start(_SIGNAL_MS)
    status = application.exec()
    signal.signal(signal.SIGINT, before)
    return status


def steady_clock() -> Callable[[], int]:
    """Milliseconds that never go back, for the times between keys."""
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed


def _nothing() -> None:
    """Let Python look whether a signal came."""
