"""The programs that the bench runs in processes of their own: one window each, used by codes.

Codes come on standard input, one a line; the last line printed is the figure. Invariant: nothing
is imported before it is needed, for `start` counts from the first instruction.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.bench.window import Screen

LINES: Final = 100
TURNS: Final = 10  # timed scans of one basket: it has 95 to 105 lines


def start(folder: Path, codes: list[str]) -> str:
    """The wall time at which the first scan was painted."""
    screen = _screen(folder)
    screen.scan(codes[0])
    painted = time.time()
    screen.void()
    return str(painted)


def scan(folder: Path, codes: list[str]) -> str:
    """Milliseconds from a scan's first key to its painted line, around a hundred lines."""
    screen = _screen(folder)
    screen.void()
    gc.collect()
    gc.freeze()
    first = LINES - TURNS // 2
    filling, timed = codes[:first], codes[first:]
    times: list[float] = []
    for place in range(0, len(timed), TURNS):
        for code in filling:
            screen.scan(code)
        for code in timed[place : place + TURNS]:
            screen.rest()
            times.append(screen.scan(code))
        screen.void()
    return json.dumps(times[TURNS:])


def memory(folder: Path, codes: list[str]) -> str:
    """Resident megabytes after scans, searches, sales and their receipts."""
    screen = _screen(folder)
    screen.void()
    for place in range(0, len(codes), TURNS):
        for code in codes[place : place + TURNS]:
            screen.scan(code)
        screen.pay()
        screen.search(("choc", "milk bio", "caff", "pat")[place % 4])
    status = Path("/proc/self/status").read_text("ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return str(int(resident.split()[1]) / 1024)


def switch(folder: Path, codes: list[str]) -> str:
    """Milliseconds from a key to the other page, painted: selling, till and back, in turn."""
    from tests.bench.window import page_switches  # noqa: PLC0415 - as below

    screen = _screen(folder)
    screen.void()
    return json.dumps(page_switches(screen, len(codes)))


def hour(folder: Path, codes: list[str]) -> str:
    """How late each beat of the main thread was in a busy hour, in milliseconds."""
    from tests.bench.hour import hour as trade  # noqa: PLC0415 - as below

    return json.dumps(trade(folder, codes))


def _screen(folder: Path) -> "Screen":
    from counter_app.__main__ import quicken  # noqa: PLC0415 - as the program begins

    quicken()
    from tests.bench.window import open_screen  # noqa: PLC0415 - its imports are measured

    return open_screen(folder)


PROGRAMS: Final[Mapping[str, Callable[[Path, list[str]], str]]] = {
    "start": start,
    "scan": scan,
    "memory": memory,
    "switch": switch,
    "hour": hour,
}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    what, place = sys.argv[1:3]
    figure = PROGRAMS[what](Path(place), sys.stdin.read().splitlines())
    print(figure, flush=True)
    os._exit(0)  # how long it takes to close is no part of any figure
