"""The port to past sales: what is looked for in them, and what is found.

Invariant: as in `ports`, nothing here has behaviour. A page is as the store had it at one moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from counter_app.services.ports import SaleRecord


@dataclass(frozen=True, slots=True)
class SalesWanted:
    """Which past sales are looked for; what is not set asks nothing, all that is set must hold.

    `number` is the last digits of a receipt's number, `least` and `most` of the total in minor
    units, `last4` of what paid, `codes` of items of which one is enough. Local days, both included.
    """

    number: str = ""
    least: int | None = None
    most: int | None = None
    last4: str = ""
    codes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SalesFound:
    """A page of past sales, newest first; `further` is where the next one begins, 0 for the end.

    `back_to` is the day down to which was looked where that is not the beginning.
    """

    records: tuple[SaleRecord, ...] = ()
    further: int = 0
    back_to: date | None = None


@dataclass(frozen=True, slots=True)
class SoldLately:
    """An item that was sold a short while ago, and in how many of those sales."""

    code: str
    sales: int


class PastSales(Protocol):
    """What the store knows of its past, for whoever knows only a part of it."""

    def find_sales(self, wanted: SalesWanted, before: int, limit: int) -> SalesFound:
        """A page of past sales before the entry `before`; 0 is from the newest on."""

    def sold_lately(self, sales: int) -> Sequence[SoldLately]:
        """The items of the newest sales, the latest first."""

    def sales_of_serial(self, serial: str) -> Sequence[SaleRecord]:
        """The sales in which a piece of this serial number went out or came back, newest first."""
