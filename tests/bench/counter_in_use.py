"""The bars `scan`, `start` and `memory`: a counter with 818,775 products, a process for each.

Invariant: each figure is told by a fresh process that does what a user does, and nothing else.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from tests.bench.catalogue import asked_for, big_store
from tests.bench.measure import Bar, Measure, median, p99

SCAN: Final = Bar("scan", "ms", 10.0)
START: Final = Bar("start", "s", 0.6)
MEMORY: Final = Bar("memory", "MB", 200.0)
SWITCH: Final = Bar("page_switch", "ms", 100.0)  # what is felt as at once
STALL: Final = Bar("stall", "ms", 50.0)
SWITCHES: Final = 50
STARTS: Final = 9
SCANS: Final = 700
ROOT: Final = Path(__file__).resolve().parents[2]


def scan(scans: int = SCANS) -> Measure:
    """A scan to its painted line, with a hundred lines in the basket."""
    folder = big_store()
    if folder is None:
        return SCAN.missing()
    times = json.loads(_child("scan", folder, [code for code, _ in asked_for(scans)]))
    return SCAN.tail(times)


def start(starts: int = STARTS) -> Measure:
    """From the process's start to the first accepted scan; the first start warms the caches."""
    folder = big_store()
    if folder is None:
        return START.missing()
    code = [asked_for(SCANS)[0][0]]
    times = []
    for _ in range(starts + 1):
        begun = time.time()
        times.append((float(_child("start", folder, code)) - begun) * 1000)
    del times[0]
    return START.reached(median(times) / 1000, median_ms=median(times), p99_ms=p99(times))


def memory(scans: int = SCANS) -> Measure:
    """Resident memory of the counter in use, in MB of 2^20 bytes."""
    folder = big_store()
    if folder is None or not Path("/proc/self/status").is_file():
        return MEMORY.missing()
    codes = [code for code, _ in asked_for(scans)]
    return MEMORY.reached(float(_child("memory", folder, codes)))


def page_switch(rounds: int = SWITCHES) -> Measure:
    """From a key to another page, painted."""
    folder = big_store()
    if folder is None:
        return SWITCH.missing()
    codes = [code for code, _ in asked_for(rounds)]
    return SWITCH.tail(json.loads(_child("switch", folder, codes)))


def stall() -> Measure:
    """The longest that the main thread was away from its events in a busy hour."""
    folder = big_store()
    if folder is None:
        return STALL.missing()
    codes = [code for code, _ in asked_for(SCANS)]
    late = json.loads(_child("hour", folder, codes))
    return STALL.reached(max(late), median_ms=median(late), p99_ms=p99(late))


def _child(what: str, folder: Path, codes: list[str]) -> str:
    """Run one of the programs of `child` and give what it printed last."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.child", what, str(folder)],
        input="\n".join(codes),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout.splitlines()[-1]
