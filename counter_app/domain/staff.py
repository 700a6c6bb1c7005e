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
    """Refuse a PIN that is no PIN or that anybody guesses: runs, repeats, the user number."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise Refusal("pin.six_digits", digits=PIN_DIGITS)
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    halves = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    if steps in ({0}, {1}, {9}) or halves or number in pin:
        raise Refusal("pin.too_easy")


def check_number(number: str) -> None:
    """Refuse what is no user number."""
    if len(number) != NUMBER_DIGITS or not (number.isascii() and number.isdigit()):
        raise Refusal("staff.number", digits=NUMBER_DIGITS)
