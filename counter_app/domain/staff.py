"""The people of the counter and what a secret must look like.

Invariant: user numbers have three digits, PINs six, badges sixteen random digits.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.domain.rulings import Role

NUMBER_DIGITS: Final = 3
PIN_DIGITS: Final = 6
BADGE_DIGITS: Final = 16
TRIES: Final = 5
LOCK_SECONDS: Final = 30 * 60
_ROWS: Final = ("123", "456", "789", "147", "258", "369", "159", "357")
_LINES: Final = frozenset(_ROWS) | {row[::-1] for row in _ROWS}
_DAYS: Final = 31
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in."""

    number: str
    name: str
    role: Role
    language: str
    active: bool = True

    @property
    def initials(self) -> str:
        """The first letters of the first two words of the name."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()


def check_pin(pin: str, number: str) -> None:
    """Refuse a PIN that is no PIN or that anybody guesses: a run or repeat, doubled or mirrored
    digits, two lines of the keypad, a date, the user number.
    """
    if not _digits(pin, PIN_DIGITS):
        raise Refusal("pin.six_digits", digits=PIN_DIGITS)
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    again = pin[:3] == pin[3:] or pin[:2] * 3 == pin or pin[::2] == pin[1::2] or pin == pin[::-1]
    lines = pin[:3] in _LINES and pin[3:] in _LINES
    if steps in ({0}, {1}, {9}) or again or lines or number in pin or _is_date(pin):
        raise Refusal("pin.too_easy")


def _is_date(pin: str) -> bool:
    """Day and month stand beside each other in a date of any year, whichever comes first."""
    first, second, third = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    return any(
        1 <= day <= _DAYS and 1 <= month <= _MONTHS
        for day, month in ((first, second), (second, first), (third, second))
    )


def check_badge(badge: str) -> None:
    """Refuse what is no badge code."""
    if not _digits(badge, BADGE_DIGITS):
        raise Refusal("staff.badge", digits=BADGE_DIGITS)


def check_number(number: str) -> None:
    """Refuse what is no user number."""
    if not _digits(number, NUMBER_DIGITS):
        raise Refusal("staff.number", digits=NUMBER_DIGITS)


def _digits(text: str, many: int) -> bool:
    return len(text) == many and text.isascii() and text.isdigit()
