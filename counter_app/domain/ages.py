"""Whether somebody is old enough for an item, from a birth date and a day.

Invariant: only the answer is kept, an age that was shown and how; a birth date is never stored.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.domain.catalogue import Flag
from counter_app.domain.errors import Refusal

AGES: Final[Mapping[Flag, int]] = {Flag.AGE_16: 16, Flag.AGE_18: 18, Flag.AGE_21: 21}
OLDEST: Final = 130
"""Years: a birth date before that was mistyped."""

_CENTURY: Final = 100
_SHORT: Final = 6
_LONG: Final = 8
_PARTS: Final = re.compile(r"([0-9]{1,2})[ ./\-]([0-9]{1,2})[ ./\-]([0-9]{4}|[0-9]{2})")


class Proof(StrEnum):
    """How an age was shown."""

    DOCUMENT = "document"
    CLEARLY_OVER = "clearly_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeShown:
    """The customer of this basket has reached `age`; `by` is a `Proof`. Nothing else is kept."""

    age: int
    by: str


def required_age(flags: Iterable[Flag]) -> int:
    """The age that an item asks for; 0 where it asks for none."""
    return max((AGES[flag] for flag in flags if flag in AGES), default=0)


def shown(ages: Iterable[AgeShown], age: int) -> bool:
    """Whether an age was shown already: who is 21 is 18 as well."""
    return any(one.age >= age for one in ages)


def age_on(born: date, day: date) -> int:
    """Full years on `day`. Who was born on 29 February completes a year on 1 March where there is
    no 29 February: the later day, so that nobody is taken for older than every law has it.
    """
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def check_age(age: int, born: date, today: date) -> AgeShown:
    """The answer that a document gives.

    Raises Refusal `age.not_reached`, and `age.date` for a day that nobody at a counter was born on.
    """
    years = age_on(born, today)
    if born > today or years > OLDEST:
        raise Refusal("age.date")
    if years < age:
        raise Refusal("age.not_reached", age=age)
    return AgeShown(age=age, by=Proof.DOCUMENT)


def read_date(text: str, today: date, *, month_first: bool = False) -> date:
    """A day that is past as a person types it: `2.11.1998`, `02/11/98`, `02111998`, `021198`.

    Day before month, as all our languages write it but for the United States (`month_first`). Two
    digits of a year are the newest such year that is not after `today`'s. Refusal `date.not_one`.
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
        year += today.year // _CENTURY * _CENTURY
        year -= _CENTURY * (year > today.year)
    day, month = (second, first) if month_first else (first, second)
    if not (1 <= month <= len(calendar.mdays) - 1 and year):
        raise Refusal("date.not_one")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Refusal("date.not_one")
    return date(year, month, day)
