"""Paper checks: routing and account numbers, the line a reader delivers, the date.

US rules (ABA routing numbers, ANSI X9.100-160 MICR line, UCC 4-404 for stale checks). Invariant: a
`Check` holds only what was validated, and no digit is ever guessed: an unreadable one is a Refusal.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.domain.errors import Refusal

ROUTING_DIGITS: Final = 9
SHORTEST_ACCOUNT: Final = 6
LONGEST_ACCOUNT: Final = 14
LONGEST_NUMBER: Final = 10
STALE_AFTER_MONTHS: Final = 6
"""A bank need not pay an older check (UCC 4-404)."""

DISTRICTS: Final = (
    "Boston",
    "New York",
    "Philadelphia",
    "Cleveland",
    "Richmond",
    "Atlanta",
    "Chicago",
    "St. Louis",
    "Minneapolis",
    "Kansas City",
    "Dallas",
    "San Francisco",
)


class RoutingClass(StrEnum):
    """Who a routing number's range belongs to; twelve districts each, added to its base."""

    GOVERNMENT = "government"  # 00
    PRIMARY = "primary"  # 01-12
    THRIFT = "thrift"  # 21-32
    ELECTRONIC = "electronic"  # 61-72
    TRAVELERS = "travelers"  # 80


_BASES: Final = (
    (0, RoutingClass.PRIMARY),
    (20, RoutingClass.THRIFT),
    (60, RoutingClass.ELECTRONIC),
)
_TRAVELERS: Final = 80


@dataclass(frozen=True, slots=True)
class Routing:
    """A valid routing number; `district` of the Federal Reserve where its range has one."""

    number: str
    kind: RoutingClass
    district: str | None


class CheckKind(StrEnum):
    """Who writes such a check, as its line shows: businesses have an auxiliary on-us field."""

    PERSONAL = "personal"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class MicrLine:
    """The fields of a MICR line as read; the routing number is not validated yet.

    `account_as_printed` keeps its dashes. `amount_minor` in cents where the bank has encoded it.
    """

    routing: str
    account: str
    account_as_printed: str
    number: str
    kind: CheckKind
    aux_on_us: str | None = None
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Check:
    """A validated check. Its repr, and so any log, shows the last four digits of the account."""

    routing: Routing
    account: str
    number: str
    dated: date | None = None

    @property
    def mask(self) -> str:
        """The last four digits of the account."""
        return mask(self.account)

    def __repr__(self) -> str:
        return f"Check(routing={self.routing.number}, account=...{self.mask}, number={self.number})"


@dataclass(frozen=True, slots=True)
class Dating:
    """The date written on a check, and the business day on which it is offered."""

    dated: date
    today: date


def routing_check_digit(digits: str) -> str:
    """The ninth digit of a routing number, from the first eight (weights 3, 7, 1)."""
    # python-stdnum brings the network libraries with it; a start without a check waits for none.
    from stdnum.us import rtn  # noqa: PLC0415

    return rtn.calc_check_digit(digits)


def read_routing(text: str) -> Routing:
    """A routing number of nine digits, as typed without separators, or as read.

    Raises Refusal `check.routing.length`, `check.routing.format`, `check.routing.checksum` or
    `check.routing.range` (00-12, 21-32, 61-72, 80, and not all zeros).
    """
    number = text.strip()
    if not (number.isascii() and number.isdecimal()):
        raise Refusal("check.routing.format")
    if len(number) != ROUTING_DIGITS:
        raise Refusal("check.routing.length", digits=len(number))
    if routing_check_digit(number[:-1]) != number[-1]:
        raise Refusal("check.routing.checksum")
    return _routing(number)


def check_of(routing: str, account: str, number: str, dating: Dating | None = None) -> Check:
    """A check from what was typed or read; its date where somebody looked at it.

    Raises Refusal as `read_routing`, `check.account.format`, `check.account.length` (6-14 digits),
    `check.number.format` (1-10 digits), `check.stale` (more than six months old; exactly six is
    not) and `check.post_dated` (after today). Spaces and dashes in an account are dropped.
    """
    digits = re.sub(r"[ \-]", "", account)
    if not (digits.isascii() and digits.isdecimal()):
        raise Refusal("check.account.format")
    if not SHORTEST_ACCOUNT <= len(digits) <= LONGEST_ACCOUNT:
        raise Refusal("check.account.length", digits=len(digits))
    serial = number.strip()
    if not (serial.isascii() and serial.isdecimal() and len(serial) <= LONGEST_NUMBER):
        raise Refusal("check.number.format")
    known = read_routing(routing)
    if dating is not None:
        _in_time(dating)
    return Check(known, digits, serial, dating.dated if dating else None)


def _in_time(dating: Dating) -> None:
    if dating.dated > dating.today:
        raise Refusal("check.post_dated", dated=dating.dated)
    if dating.dated < _months_before(dating.today, STALE_AFTER_MONTHS):
        raise Refusal("check.stale", dated=dating.dated)


def _months_before(today: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def mask(account: str) -> str:
    """The last four digits: all that a screen, a paper or the journal may show."""
    return account[-4:]


def is_low_number(number: str, below: int) -> bool:
    """Whether a check comes from a new account's first book; `below` is the policy's number."""
    return int(number) < below


# Unicode's own names of U+2448 and U+2449 are swapped (its list of errata): on-us, then dash.
_SYMBOLS: Final = str.maketrans("\u2446\u2447\u2448\u2449ABCDTO", "tao-tao-to")
_READABLE: Final = re.compile(r"[0-9tao\- ]+")
_TRANSIT: Final = re.compile(r"t([0-9 \-]+)t")
_AMOUNT: Final = re.compile(r"a ?([0-9]{1,12}) ?a")
_AUX_ON_US: Final = re.compile(r"o([0-9 \-]+)o")


def read_micr(line: str) -> MicrLine:
    """The fields of a line as a reader delivers it, in the order they stand.

    Symbols are U+2446 to U+2449, or t a o -, or A B C D, for transit, amount, on-us, dash.
    Raises Refusal `check.micr.unreadable` for any other character (a reader's `?`), and
    `check.micr.fields` where routing number, account or check number is not there.
    """
    text = line.strip().translate(_SYMBOLS)
    if not _READABLE.fullmatch(text):
        raise Refusal("check.micr.unreadable")
    transit = _TRANSIT.search(text)
    if transit is None:
        raise Refusal("check.micr.fields")
    amount = _AMOUNT.search(text)
    aux_on_us = _AUX_ON_US.search(text[: transit.start()])
    account, _, serial = _AMOUNT.sub(" ", text[transit.end() :]).partition("o")
    number = aux_on_us.group(1) if aux_on_us else serial.replace("o", "")
    if not (_bare(account).isdecimal() and _bare(number).isdecimal()):
        raise Refusal("check.micr.fields")
    return MicrLine(
        routing=_bare(transit.group(1)),
        account=_bare(account),
        account_as_printed=account.strip(),
        number=_bare(number),
        kind=CheckKind.BUSINESS if aux_on_us else CheckKind.PERSONAL,
        aux_on_us=_bare(aux_on_us.group(1)) if aux_on_us else None,
        amount_minor=int(amount.group(1)) if amount else None,
    )


def _bare(field: str) -> str:
    return re.sub(r"[ \-]", "", field)


def _routing(number: str) -> Routing:
    prefix = int(number[:2])
    if prefix == _TRAVELERS:
        return Routing(number, RoutingClass.TRAVELERS, None)
    if prefix == 0 and number.strip("0"):
        return Routing(number, RoutingClass.GOVERNMENT, None)
    for base, kind in _BASES:
        if base < prefix <= base + len(DISTRICTS):
            return Routing(number, kind, DISTRICTS[prefix - base - 1])
    raise Refusal("check.routing.range")
