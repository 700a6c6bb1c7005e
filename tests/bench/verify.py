"""The bars `verify` and `verify_rows`: a million entries, chain and closings, then every row.

Invariant: a history that does not verify is no measure.
"""

import time
from typing import Final

from counter_app.bootstrap import keys_folder
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import Checks, verify
from tests.bench.history import long_history
from tests.bench.measure import Bar, Measure
from tests.bench.sale import SALES_OF_HISTORY

CHAIN: Final = Bar("verify", "s", 10.0)
ROWS: Final = Bar("verify_rows", "s", 60.0)


def chain(entries: int = SALES_OF_HISTORY) -> Measure:
    """Chain and closings."""
    return _timed(CHAIN, entries, Checks(rows=False))


def rows(entries: int = SALES_OF_HISTORY) -> Measure:
    """Chain, closings and every row of every read table."""
    return _timed(ROWS, entries, Checks())


def _timed(bar: Bar, entries: int, checks: Checks) -> Measure:
    folder = long_history(entries)
    keys = load_keys(keys_folder(folder))
    begun = time.perf_counter()
    report = verify(folder, keys, checks=checks)
    seconds = time.perf_counter() - begun
    if not report.passed:
        message = f"the history does not verify: {report.findings[:3]}"
        raise AssertionError(message)
    return bar.reached(seconds * entries / report.entries)
