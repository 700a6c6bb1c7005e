"""Tells a scanner's burst from a person's typing, by characters and their times alone.

Invariant: every character is given out exactly once, either as typing or inside one scan; a person
who types slower than the gap is never mistaken for a scanner.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

LEAST: Final = 4
GAP_MS: Final = 50
SILENCE_MS: Final = 80
BOUNCE_MS: Final = 150


class Verdict(Enum):
    """What to do with the key that was just given."""

    PASS = auto()  # typing so far: the key goes where the focus is
    RECOGNISED = auto()  # from here on it is a scan: take back what leaked, swallow this key
    SWALLOW = auto()  # part of a known scan


@dataclass(frozen=True, slots=True)
class Scan:
    """One complete code as the scanner sent it; `bounced` when it only repeats the last one."""

    code: str
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class Burst:
    """What has been heard. Times in whole milliseconds of any steady clock.

    `prefix` is the character that the scanner is set to send first, or empty: it makes a scan
    certain from its first key, and is cut from the code.
    """

    prefix: str = ""
    heard: str = ""
    begun_at: int = 0
    last_at: int = 0
    previous: str = ""
    previous_at: int = 0

    @property
    def certain(self) -> bool:
        """Whether what was heard can only be a scanner."""
        return len(self.heard) >= LEAST or bool(self.prefix and self.heard.startswith(self.prefix))


def character(burst: Burst, char: str, at: int) -> tuple[Burst, Verdict, Scan | None]:
    """Hear one character; a scan that ended in silence before it comes out at the same time."""
    scan: Scan | None = None
    if burst.heard and at - burst.last_at > GAP_MS:
        burst, scan = _end(burst)
    was_certain = burst.certain
    begun_at = burst.begun_at if burst.heard else at
    burst = replace(burst, heard=burst.heard + char, begun_at=begun_at, last_at=at)
    if not burst.certain:
        return burst, Verdict.PASS, scan
    return burst, Verdict.SWALLOW if was_certain else Verdict.RECOGNISED, scan


def terminator(burst: Burst, at: int) -> tuple[Burst, Verdict, Scan | None]:
    """Hear Enter or Tab: it ends a scan and is swallowed with it, or it is a person's key."""
    ours = burst.certain and at - burst.last_at <= SILENCE_MS
    burst, scan = _end(burst)
    return burst, Verdict.SWALLOW if ours else Verdict.PASS, scan


def silence(burst: Burst, at: int) -> tuple[Burst, Scan | None]:
    """Nothing was heard up to `at`: enough of it ends a scan that has no terminator."""
    if not burst.heard or at - burst.last_at < SILENCE_MS:
        return burst, None
    return _end(burst)


def interrupted(burst: Burst) -> tuple[Burst, Scan | None]:
    """Another key (a shortcut, an arrow) came between: what was heard so far stands alone."""
    return _end(burst)


def _end(burst: Burst) -> tuple[Burst, Scan | None]:
    cleared = replace(burst, heard="")
    if not burst.certain:
        return cleared, None
    code = burst.heard.removeprefix(burst.prefix)
    if not code:
        return cleared, None
    bounced = code == burst.previous and burst.begun_at - burst.previous_at <= BOUNCE_MS
    # A bounce is one of the scan that counted: twenty without a pause are not all one.
    after = cleared if bounced else replace(cleared, previous=code, previous_at=burst.last_at)
    return after, Scan(code, bounced=bounced)
