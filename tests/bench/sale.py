"""The bars `sale` and `sale_1m`: a cash sale against its floor, and against a long history.

Invariant: the routes of one bar take turns in random order within one run, warm-up left out.
"""

import gc
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from counter_app.bootstrap import Counter, keys_folder, open_counter
from counter_app.storage.keys import load_keys
from tests.bench.floor import Batch, Floor, Written
from tests.bench.history import long_history
from tests.bench.measure import Bar, Measure
from tests.bench.places import found_store, scratch
from tests.bench.selling import CashSales

SALE: Final = Bar("sale", "x", 1.8)
SALE_1M: Final = Bar("sale_1m", "x", 1.1)
ROUNDS: Final = 1_500
WARM: Final = 150
SALES_OF_HISTORY: Final = 1_000_000


def sale(rounds: int = ROUNDS, warm: int = WARM) -> Measure:
    """A 10-line cash sale, tender key to commit, over the same rows through the bare driver."""
    with scratch() as folder:
        counter = new_till(folder / "store")
        counter.close()
        key = load_keys(keys_folder(folder / "store")).database
        database = folder / "store" / "counter.db"
        with ExitStack() as opened:
            floor = Floor(database, folder / "floor.db", key)
            opened.callback(floor.close)
            counter = open_counter(folder / "store")
            opened.callback(counter.close)
            written = Written(database, key)
            opened.callback(written.close)
            product = CashSales(counter, [])
            _against_floor(product, floor, written, rounds + warm)
    return SALE.ratio(product.times[warm:], floor.times[warm:])


def sale_1m(sales: int = SALES_OF_HISTORY, rounds: int = ROUNDS // 2, warm: int = WARM) -> Measure:
    """The same sale after a million others, over the one in an empty store."""
    with scratch() as folder, ExitStack() as opened:
        routes = []
        for counter in (new_till(folder / "empty"), open_counter(long_history(sales))):
            opened.callback(counter.close)
            routes.append(CashSales(counter, [], sold=sales))
        take_turns([route.one for route in routes], rounds + warm)
        empty, grown = (route.times[warm:] for route in routes)
    return SALE_1M.ratio(grown, empty)


def new_till(folder: Path) -> Counter:
    """A new store with its till open."""
    counter = found_store(folder)
    counter.use.run_till.open(10_000, "101")
    return counter


def take_turns(routes: list[Callable[[], object]], rounds: int) -> None:
    """Run every route so often, in random order within each round."""
    chance = random.Random(1)
    order = list(routes)
    with undisturbed():
        for _ in range(rounds):
            chance.shuffle(order)
            for route in order:
                route()


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is there before the run is no matter of the collector's."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _against_floor(product: CashSales, floor: Floor, written: Written, rounds: int) -> None:
    """The floor takes the rows of the sale before, so that either may come first."""
    waiting: list[Batch] = [written.batch(product.one())]
    product.times.clear()

    def sell() -> None:
        waiting.append(written.batch(product.one()))

    take_turns([sell, lambda: floor.insert(waiting.pop(0))], rounds)
