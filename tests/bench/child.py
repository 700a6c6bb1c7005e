"""The programs that the bench runs in processes of their own: one counter each, used by codes.

Codes come on standard input, one a line; the last line printed is the figure. Invariant: nothing
is imported before it is needed, for `start` counts from the first instruction.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.services.drafts import Draft

LINES: Final = 100
_TURNS: Final = 10  # scans of one basket: it has 95 to 105 lines


def start(folder: Path, codes: list[str]) -> str:
    """The wall time at which the first scan was accepted."""
    counter = _open(folder)
    _scanned(counter, counter.use.sell.begin("en"), codes[0])
    return str(time.time())


def scan(folder: Path, codes: list[str]) -> str:
    """Milliseconds of each scan: looked up, added, priced, written down."""
    counter = _open(folder)
    waiting = iter(codes)
    full = _basket_of(counter, [next(waiting) for _ in range(LINES - _TURNS // 2)])
    _rest()
    times, draft = [], full
    for turn, code in enumerate(waiting):
        if turn % _TURNS == 0:
            draft = full
        begun = time.perf_counter_ns()
        draft = _scanned(counter, draft, code)
        times.append((time.perf_counter_ns() - begun) / 1e6)
    return json.dumps(times[LINES:])


def memory(folder: Path, codes: list[str]) -> str:
    """Resident megabytes after scans, searches and sales."""
    from tests.bench.places import ASSOCIATE  # noqa: PLC0415 - not part of what `start` counts

    counter = _open(folder)
    for place in range(0, len(codes), LINES):
        draft = _basket_of(counter, codes[place : place + LINES])
        counter.use.take_payment.settle_in_cash(draft, None, ASSOCIATE)
    for text in ("choc", "milk bio", "caff", "pat"):
        counter.use.look_up.names(text)
    status = Path("/proc/self/status").read_text("ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return str(int(resident.split()[1]) / 1024)


def _open(folder: Path) -> "Counter":
    from counter_app.bootstrap import open_counter  # noqa: PLC0415 - its import is measured

    return open_counter(folder)


def _basket_of(counter: "Counter", codes: list[str]) -> "Draft":
    draft = counter.use.sell.begin("en")
    for code in codes:
        draft = _scanned(counter, draft, code)
    return draft


def _scanned(counter: "Counter", draft: "Draft", code: str) -> "Draft":
    from counter_app.services.look_up import FoundItem  # noqa: PLC0415 - loaded long before

    found = counter.use.look_up.scanned(code)
    assert isinstance(found, FoundItem), code
    after = counter.use.sell.add(draft, found)
    counter.use.sell.priced(after)
    counter.use.sell.keep(after)
    return after


def _rest() -> None:
    import gc  # noqa: PLC0415 - only where a loop is timed

    gc.collect()
    gc.freeze()


PROGRAMS: Final[Mapping[str, Callable[[Path, list[str]], str]]] = {
    "start": start,
    "scan": scan,
    "memory": memory,
}


if __name__ == "__main__":
    what, place = sys.argv[1:3]
    print(PROGRAMS[what](Path(place), sys.stdin.read().splitlines()))
