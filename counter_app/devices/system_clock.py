"""The machine's clock and its ids.

Invariant: ids of one process ascend within a millisecond's resolution and never repeat.
"""

import os
import time
from datetime import date, datetime
from typing import Final

_VERSION: Final = 0x7 << 76
_VARIANT: Final = 0b10 << 62


class SystemClock:
    """Time as the operating system tells it."""

    def wall(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> int:
        """Milliseconds that only go forward; a machine that sleeps goes on counting."""
        # Linux' monotonic clock stands still in sleep, so that every waking would look like a step.
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        return time.monotonic_ns() // 1_000_000

    def today(self) -> date:
        """The local calendar day."""
        return datetime.now().astimezone().date()


class Uuid7:
    """Makes UUIDv7 (RFC 9562): 48 bits of time, 74 random bits; 32 hexadecimal digits."""

    def new(self) -> str:
        """A fresh id."""
        random = int.from_bytes(os.urandom(10), "big")
        high, low = random >> 62 & 0xFFF, random & (1 << 62) - 1
        millisecond = time.time_ns() // 1_000_000 & (1 << 48) - 1
        return f"{millisecond << 80 | _VERSION | high << 64 | _VARIANT | low:032x}"
