"""Ctrl+C as a cancel button: long work stops between two steps and leaves nothing behind.

Invariant: what Ctrl+C did before is what it does afterwards.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType


@contextmanager
def interruptible() -> Iterator[Event]:
    """Set the event at Ctrl+C instead of ending the program."""
    stopped = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
