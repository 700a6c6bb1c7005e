"""What somebody means who looks for a receipt: a number, a day, an amount, a card, an item.

Invariant: reading is pure and never refuses: whatever is none of the others is the name of an item.
Where a text can mean several things, the likeliest comes first and the others follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from counter_app.domain.own_codes import NUMBER_DIGITS, SEQUENCE_DIGITS

_CARD: Final = re.compile(r"[*·•.…]{1,4}\s*([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?\.?")
_AMOUNT: Final = re.compile(r"(?:€|£|\$)?([0-9]{1,7})?(?:[.,]([0-9]{1,3}))?(?:€|£|\$)?")
_DASHED: Final = re.compile(r"[0-9]{1,4}(?:-[0-9]{1,7}){1,3}")
_LAST_FOUR: Final = 4
_SHORTEST_CODE: Final = 8  # EAN-8
_LONGEST_SUM: Final = 5  # digits of an amount without a mark: 99999.00
_CENTURY: Final = 2000


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a text. What is not set asks nothing; all that is set must hold.

    `number` is the last digits of a receipt's number, `amount` minor units, `last4` of a card,
    check or voucher, `item` a code or a part of a name; `since` and `until` are both included.
    """

    number: str = ""
    amount: int | None = None
    last4: str = ""
    item: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def dated(self) -> bool:
        """Whether the text itself names a day."""
        return self.since is not None


def readings(text: str, today: date, digits: int) -> tuple[Reading, ...]:
    """What `text` may mean, the likeliest first; empty text is everything.

    `digits` are the decimals of the store's currency. A day without a year is the last one that
    has begun; day and month stand in this order unless only the other is a date.
    """
    bare = " ".join(text.split())
    if not bare:
        return (Reading(),)
    several = _several(bare.split(" "), today, digits)
    if several is not None:
        return (several,)
    found = dict.fromkeys(_meanings(bare, today, digits))
    return tuple(found) or (Reading(item=bare),)


def _meanings(text: str, today: date, digits: int) -> Iterator[Reading]:
    if card := _CARD.fullmatch(text):
        yield Reading(last4=card[1])
        return
    if text.isascii() and text.isdigit():
        yield from _of_digits(text, digits)
        return
    day = _day(text, today)
    if day is not None:
        yield Reading(since=day, until=day)
    amount = _amount(text, digits)
    if amount is not None:
        yield Reading(amount=amount)
    if day is None and _DASHED.fullmatch(text):
        yield Reading(number=text.replace("-", ""))


def _of_digits(text: str, digits: int) -> Iterator[Reading]:
    """A number alone: a receipt's last digits, a card's, an amount, or an item's code."""
    number = Reading(number=text)
    if len(text) == NUMBER_DIGITS or len(text) <= SEQUENCE_DIGITS:
        yield number
    if len(text) == _LAST_FOUR:
        yield Reading(last4=text)
    if len(text) <= _LONGEST_SUM and int(text):
        yield Reading(amount=int(text) * 10**digits)
    if len(text) >= _SHORTEST_CODE and len(text) != NUMBER_DIGITS:
        yield Reading(item=text)
        yield number


def _several(parts: list[str], today: date, digits: int) -> Reading | None:
    """A day, an amount and a card side by side, in any order; None where it is anything else."""
    reading = Reading()
    if len(parts) == 1:
        return None
    for part in parts:
        more = _and(reading, part, today, digits)
        if more is None:
            return None
        reading = more
    return reading


def _and(reading: Reading, part: str, today: date, digits: int) -> Reading | None:
    if (card := _CARD.fullmatch(part)) and not reading.last4:
        return replace(reading, last4=card[1])
    day = _day(part, today)
    if day is not None and not reading.dated:
        return replace(reading, since=day, until=day)
    amount = _amount(part, digits)
    if amount is not None and reading.amount is None:
        return replace(reading, amount=amount)
    return None


def _amount(text: str, digits: int) -> int | None:
    match = _AMOUNT.fullmatch(text)
    if match is None or not (match[1] or match[2]) or len(match[2] or "") > digits:
        return None
    minor: int = int((match[1] or "0") + (match[2] or "").ljust(digits, "0"))
    return minor


def _day(text: str, today: date) -> date | None:
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if match[4]:
        year = int(match[4]) if len(match[4]) > len("26") else _CENTURY + int(match[4])
        return _date(year, second, first) or _date(year, first, second)
    return _last(first, second, today) or _last(second, first, today)


def _last(day: int, month: int, today: date) -> date | None:
    """The newest such day that is not after today; 29 February may be years ago."""
    years = range(today.year, today.year - 8, -1)
    days = (_date(year, month, day) for year in years)
    return next((one for one in days if one is not None and one <= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_days(today: date, count: int) -> Reading:
    """The days up to and with today."""
    return Reading(since=today - timedelta(days=count - 1), until=today)
