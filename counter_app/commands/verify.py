"""`counter-app verify STORE`: says what is wrong with a store, and where; changes nothing.

Invariant: one line a finding on standard output, then one line that sums up; 0 only when all is
well in every lane.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from counter_app.commands.counting import Counting
from counter_app.commands.spoken import language
from counter_app.domain.errors import CounterError
from counter_app.settings import Place, places_in
from counter_app.storage.findings import Checks, Finding, Report
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import verify
from counter_app.wording import Wording

_WORDS: Final = "verify"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store, and how deep to look."""
    parser.add_argument("store", type=Path, help="command.store_or_lanes", metavar="STORE")
    parser.add_argument(
        "--all-signatures",
        action="store_true",
        help="command.verify.all_signatures",
    )
    parser.add_argument("--quick", action="store_true", help="command.verify.quick")
    parser.add_argument(
        "--head",
        type=known_head,
        metavar="ENTRY:HASH",
        help="command.verify.head",
    )


def known_head(text: str) -> tuple[int, bytes]:
    """`1234:9f3c...` as number and bytes; ValueError else."""
    seq, _, digits = text.partition(":")
    if not digits:
        raise ValueError
    return int(seq), bytes.fromhex(digits)


def run(arguments: argparse.Namespace) -> int:
    """Check every lane that the folder holds."""
    checks = Checks(
        all_signatures=arguments.all_signatures, rows=not arguments.quick, head=arguments.head
    )
    lanes = places_in(arguments.store)
    passed = [_checked(place, checks, named=len(lanes) > 1) for place in lanes]
    return 0 if all(passed) else 1


def _checked(place: Place, checks: Checks, *, named: bool) -> bool:
    """Check one lane and print what is wrong; a lane that cannot be read stops no other."""
    wording = Wording(language())
    lane = f"{place.folder.name}: " if named else ""
    begun = time.monotonic()
    try:
        with Counting(f"{lane}{wording.words('verify.counting')}") as counting:
            report = verify(place.folder, load_keys(place.keys), counting, checks)
    except CounterError as error:
        print(f"{lane}{wording.refusal(error)}", file=sys.stderr)
        return False
    for finding in report.findings:
        print(f"{lane}{sentence(wording, finding)}")
    print(f"{lane}{_sum(wording, report, time.monotonic() - begun)}")
    return report.passed


def sentence(wording: Wording, finding: Finding) -> str:
    """A finding in words: its place, then what is wrong there."""
    return f"{finding.where}: {wording.words(f'{_WORDS}.{finding.what}', **finding.values)}"


def _sum(wording: Wording, report: Report, seconds: float) -> str:
    """The closing line: counts, time, outcome."""
    wrong = len(report.findings) + report.unshown
    outcome = (
        wording.words("verify.passed")
        if report.passed
        else wording.plural("verify.found", wrong, unshown=report.unshown)
    )
    counts = wording.words(
        "verify.counts",
        entries=wording.number(report.entries),
        signatures=wording.number(report.signatures),
        rows=wording.number(report.rows),
        seconds=f"{seconds:.1f}",
    )
    if report.unchecked:
        left = wording.plural("verify.unchecked", report.unchecked)
        return f"{counts} {left} {outcome}"
    return f"{counts} {outcome}"
