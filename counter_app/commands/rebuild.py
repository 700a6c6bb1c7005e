"""`counter-app rebuild STORE`: folds the read tables anew; the journal is only read.

Invariant: interrupted anywhere, the next call goes on; the store opens again when it is complete.
"""

import argparse
import sys
import time
from pathlib import Path

from counter_app.commands.counting import Counting
from counter_app.commands.spoken import language
from counter_app.domain.errors import CounterError
from counter_app.settings import Place, places_in
from counter_app.storage.keys import load_keys
from counter_app.storage.rebuild import rebuild
from counter_app.wording import Wording


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store."""
    parser.add_argument("store", type=Path, help="command.store_or_lanes", metavar="STORE")


def run(arguments: argparse.Namespace) -> int:
    """Rebuild every lane that the folder holds."""
    lanes = places_in(arguments.store)
    done = [_rebuilt(place, named=len(lanes) > 1) for place in lanes]
    return 0 if all(done) else 1


def _rebuilt(place: Place, *, named: bool) -> bool:
    """Rebuild one lane; one that cannot be rebuilt stops no other."""
    wording = Wording(language())
    lane = f"{place.folder.name}: " if named else ""
    begun, entries = time.monotonic(), [0]
    try:
        with Counting(f"{lane}{wording.words('rebuild.counting')}") as counting:

            def progress(done: int, of: int | None) -> None:
                entries[0] = done
                counting(done, of)

            rebuild(place.folder, load_keys(place.keys), progress, lambda: False)
    except CounterError as error:
        print(f"{lane}{wording.refusal(error)}", file=sys.stderr)
        return False
    seconds = f"{time.monotonic() - begun:.1f}"
    counted = wording.number(entries[0])
    print(f"{lane}{wording.words('rebuild.done', entries=counted, seconds=seconds)}")
    return True
