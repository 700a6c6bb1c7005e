"""`python -m tests.bench [--json FILE] [--only NAME]`: the bars of the design, measured here.

Invariant: it prints what it measured, never what was hoped for, and fails no build: times are
read by people.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.bench import counter_in_use, receipt_pdf, sale, search, verify
from tests.bench.measure import HEADER, Bar, Measure, line, write_json
from tests.bench.places import cache_folder
from tests.own_keys import own_keys

RECEIPT_PDF: Final = Bar("receipt_pdf", "x", 2.0)


def receipt() -> Measure:
    """A receipt's PDF over a bare page with the same text."""
    return RECEIPT_PDF.ratio(*receipt_pdf.ratios())


BENCHES: Final[Mapping[str, Callable[[], Measure]]] = {
    "sale": sale.sale,
    "sale_1m": sale.sale_1m,
    "scan": counter_in_use.scan,
    "search": search.search,
    "start": counter_in_use.start,
    "receipt_pdf": receipt,
    "verify": verify.chain,
    "verify_rows": verify.rows,
    "memory": counter_in_use.memory,
    "page_switch": counter_in_use.page_switch,
    "stall": counter_in_use.stall,
}


def run(benches: Mapping[str, Callable[[], Measure]], kept: Path | None) -> list[Measure]:
    """Measure these bars, print each as it comes, and keep them as JSON."""
    measures = []
    print(HEADER, flush=True)
    with own_keys(cache_folder() / "keys"):
        for measured in benches.values():
            measures.append(measured())
            print(line(measures[-1]), flush=True)
    if kept:
        write_json(kept, measures)
    return measures


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", choices=BENCHES, metavar="NAME", help=", ".join(BENCHES))
    asked = parser.parse_args()
    run({asked.only: BENCHES[asked.only]} if asked.only else BENCHES, asked.json)


if __name__ == "__main__":
    main()
