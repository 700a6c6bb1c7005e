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
# Often chosen, and no pattern below finds them: corners and crosses of the keypad, known numbers.
_COMMON: Final = """
    112358 124578 134679 135790 142857 145236 145632 156423 159632 163245 235689 235711 246810
    258456 271828 314159 314592 316497 346791 366699 369147 420247 456852 520131 520530 753951
    785412 789632 852456 867530 868686 911420 951753 963741 973164 985623
"""
_FEWEST_DIGITS: Final = 3
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
    digits, fewer than three different ones, two lines of the keypad, a date, the user number, one
    that many choose.
    """
    if not _digits(pin, PIN_DIGITS):
        raise Refusal("pin.six_digits", digits=PIN_DIGITS)
    again = pin[:3] == pin[3:] or pin[:2] * 3 == pin or pin[::2] == pin[1::2] or pin == pin[::-1]
    lines = pin[:3] in _LINES and pin[3:] in _LINES
    few = len(set(pin)) < _FEWEST_DIGITS or pin in _COMMON.split()
    own = bool(number) and number in pin
    if again or lines or few or own or _is_run(pin) or _is_date(pin):
        raise Refusal("pin.too_easy")


def _is_run(pin: str) -> bool:
    """One run up or down, in ones or twos, or two that are dealt alternately: `192837`."""
    return _steps(pin) in ({1}, {9}, {2}, {8}) or all(
        _steps(half) in ({1}, {9}) for half in (pin[::2], pin[1::2])
    )


def _steps(digits: str) -> set[int]:
    return {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}


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
