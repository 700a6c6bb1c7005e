"""Finds receipts for somebody who knows only a part: digits, a day, an amount, a card, an item.

Invariant: looking changes nothing; a page is whole, in the store's order, newest first.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from typing import Final

from counter_app.domain.receipt_search import Reading, last_days, readings
from counter_app.services.look_up import LookUp
from counter_app.services.past_sales import PastSales, SalesFound, SalesWanted
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Clock, SaleRecord

PAGE: Final = 50
"""Receipts of one page: more are read by nobody before they narrow it down."""

_WEEK: Final = 7
_MOST_ITEMS: Final = 20
_SHORTEST_SERIAL: Final = 4


class Frame(StrEnum):
    """When it was, as customers say it; a day that is typed goes before it."""

    ALL = auto()
    TODAY = auto()
    YESTERDAY = auto()
    WEEK = auto()


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked: the text, which of its meanings, when, and from which entry on."""

    text: str = ""
    meaning: int = 0
    frame: Frame = Frame.ALL
    before: int = 0


@dataclass(frozen=True, slots=True)
class Receipts:
    """What was found, and all that the text may mean. `found` holds one page."""

    readings: tuple[Reading, ...] = (Reading(),)
    found: SalesFound = field(default_factory=SalesFound)


class FindReceipt:
    """Reads what was typed and asks the store."""

    def __init__(self, sales: PastSales, look_up: LookUp, terms: Terms, clock: Clock) -> None:
        self._sales = sales
        self._look_up = look_up
        self._terms = terms
        self._clock = clock

    def page(self, sought: Sought) -> Receipts:
        """One page of what fits; slow only for an item that is hardly ever sold."""
        currency = self._terms.profile.currency
        meant = readings(sought.text, self._clock.today(), currency.digits)
        reading = meant[min(sought.meaning, len(meant) - 1)]
        serial = self._of_serial(sought, reading)
        if serial:
            return Receipts(meant, SalesFound(serial))
        wanted = self._wanted(reading, sought.frame)
        if reading.item and not wanted.codes:
            return Receipts(meant)
        return Receipts(meant, self._sales.find_sales(wanted, sought.before, PAGE))

    def _of_serial(self, sought: Sought, reading: Reading) -> tuple[SaleRecord, ...]:
        """The sales of one piece: a serial number looks like any code or receipt's digits."""
        text = sought.text.strip()
        if sought.before or len(text) < _SHORTEST_SERIAL or not (reading.item or reading.number):
            return ()
        return tuple(self._sales.sales_of_serial(text))

    def _wanted(self, reading: Reading, frame: Frame) -> SalesWanted:
        when = reading if reading.dated else self._days(frame)
        wanted = SalesWanted(
            reading.number,
            last4=reading.last4,
            codes=self._codes(reading.item) if reading.item else (),
            since=when.since,
            until=when.until,
        )
        if reading.amount is None:
            return wanted
        # The customer may have kept the total or what was paid in coins: both are near enough.
        near = self._terms.rules().cash.step // 2
        return replace(wanted, least=reading.amount - near, most=reading.amount + near)

    def _days(self, frame: Frame) -> Reading:
        today = self._clock.today()
        match frame:
            case Frame.TODAY:
                return last_days(today, 1)
            case Frame.YESTERDAY:
                day = last_days(today, 2).since
                return Reading(since=day, until=day)
            case Frame.WEEK:
                return last_days(today, _WEEK)
            case Frame.ALL:
                return Reading()

    def _codes(self, item: str) -> tuple[str, ...]:
        """The items meant: by code also where the catalogue no longer has it."""
        found = tuple(product.code for product in self._look_up.names(item, _MOST_ITEMS))
        if item.isascii() and item.isdigit():
            return tuple(dict.fromkeys((item, *found)))[:_MOST_ITEMS]
        return found
