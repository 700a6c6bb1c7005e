"""Reads a day as a person types it.

Invariant: what is read is a day of the calendar; whatever else is typed is a Refusal, not a guess.
"""

import calendar
import re
from datetime import date
from typing import Final

from counter_app.domain.errors import Refusal

_CENTURY: Final = 100
_MONTHS: Final = 12
_SHORT: Final = 6
_LONG: Final = 8
_PARTS: Final = re.compile(r"([0-9]{1,2})[ ./\-]([0-9]{1,2})[ ./\-]([0-9]{4}|[0-9]{2})")


def read_date(text: str, newest_year: int, *, month_first: bool = False) -> date:
    """A day as a person types it: `2.11.1998`, `02/11/98`, `02111998`, `021198`.

    Day before month, as all our languages write it but for the United States (`month_first`). Two
    digits of a year are the newest such year up to `newest_year`. Refusal `date.not_one`.
    """
    bare = text.strip()
    match = _PARTS.fullmatch(bare)
    if match:
        parts = match.groups()
    elif bare.isascii() and bare.isdecimal() and len(bare) in {_SHORT, _LONG}:
        parts = (bare[:2], bare[2:4], bare[4:])
    else:
        raise Refusal("date.not_one")
    first, second, year = map(int, parts)
    if len(parts[2]) < len("2000"):
        year += newest_year // _CENTURY * _CENTURY
        year -= _CENTURY * (year > newest_year)
    day, month = (second, first) if month_first else (first, second)
    if not (1 <= month <= _MONTHS and year):
        raise Refusal("date.not_one")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Refusal("date.not_one")
    return date(year, month, day)
