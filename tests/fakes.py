"""Hand-written stand-ins for the ports that reach the outside: time and ids.

Invariant: they only move when a test moves them.
"""

import datetime as dt

NOON = int(dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC).timestamp() * 1000)


class FixedClock:
    """A clock that stands still until it is told. Milliseconds throughout."""

    def __init__(self, wall: int = NOON, day: dt.date = dt.date(2026, 11, 2)) -> None:
        self._wall = wall
        self._monotonic = 1_000_000
        self._day = day

    def wall(self) -> int:
        return self._wall

    def monotonic(self) -> int:
        return self._monotonic

    def today(self) -> dt.date:
        return self._day

    def advance(self, milliseconds: int) -> None:
        """Time passes: both clocks go on."""
        self._wall += milliseconds
        self._monotonic += milliseconds

    def step(self, milliseconds: int) -> None:
        """Somebody sets the clock: only the wall clock moves."""
        self._wall += milliseconds

    def midnight(self, days: int = 1) -> None:
        """The calendar turns."""
        self._day += dt.timedelta(days=days)


class CountingIds:
    """Ids 1, 2, 3 ... as 32 hexadecimal digits."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        self._last += 1
        return f"{self._last:032x}"
