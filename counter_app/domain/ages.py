"""Whether somebody is old enough for an item, from a birth date and a day.

Invariant: only the answer is kept, an age that was shown and how; a birth date is never stored.
"""

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
