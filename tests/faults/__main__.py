"""`python -m tests.faults kill [--count N] [--seed S]`: what a kill costs, which must be nothing.

Invariant: it exits 1 if one sale was lost, doubled or left the books unbalanced.
"""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from counter_app.settings import KEYS_VARIABLE
from tests.faults.kill import Tally, kill

SHOWN: Final = 20  # sentences about what is wrong


def report(tally: Tally) -> int:
    """Print what is wrong, then the figures; the exit status."""
    wrong = tally.verdict
    for sentence in [*wrong.lost, *wrong.doubled, *wrong.unbalanced][:SHOWN]:
        print(sentence)
    print(f"{tally.unanswered} between attempt and answer, {tally.resubmitted} baskets resubmitted")
    print(tally.line())
    return 0 if tally.passed else 1


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    kills = parser.add_subparsers(required=True).add_parser("kill")
    kills.add_argument("--count", type=int, default=300, metavar="N")
    kills.add_argument("--seed", type=int, default=1, metavar="S")
    kills.add_argument("--control", action="store_true", help="acknowledge before the commit")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="counter-faults-") as folder:
        os.environ[KEYS_VARIABLE] = str(Path(folder) / "keys")
        tally = kill(asked.count, asked.seed, Path(folder) / "stores", early=asked.control)
        return report(tally)


if __name__ == "__main__":
    sys.exit(main())
