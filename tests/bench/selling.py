"""Baskets of W1 rung up and paid through the counter's own use cases.

Invariant: what is timed is one call of the service that the window's tender key calls.
"""

import time
from dataclasses import dataclass

from counter_app.bootstrap import Counter
from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.services.drafts import Draft
from counter_app.services.look_up import FoundItem
from tests.bench.measure import milliseconds
from tests.bench.places import ASSOCIATE
from tests.bench.workload import basket, item


def product(number: int) -> Product:
    """Product `number` of W1 as the catalogue gives it."""
    made = item(number)
    return Product(made.code, Names(made.name), made.price, "standard", "bench")


def rung_up(counter: Counter, number: int, lines: int = 10) -> Draft:
    """Basket `number` of W1, written down as after its last scan."""
    sell = counter.use.sell
    draft = sell.begin("en")
    for code, pieces in basket(number, lines):
        draft = sell.add(draft, FoundItem(product(code)), Quantity.pieces(pieces))
    sell.keep(draft)
    return draft


def covering(due: int) -> int:
    """Notes that cover a sum: the next whole ten pounds."""
    return -(-due // 1000) * 1000


@dataclass(slots=True)
class CashSales:
    """Sells one W1 basket after the other for cash, and keeps the times in milliseconds."""

    counter: Counter
    times: list[float]
    sold: int = 0

    def one(self) -> int:
        """Sell the next basket; the entry's sequence number."""
        draft = rung_up(self.counter, self.sold)
        given = covering(self.counter.use.sell.priced(draft).total)
        begun = time.perf_counter_ns()
        paid = self.counter.use.take_payment.settle_in_cash(draft, given, ASSOCIATE)
        self.times.append(milliseconds(time.perf_counter_ns() - begun))
        self.sold += 1
        return paid.entry.seq
