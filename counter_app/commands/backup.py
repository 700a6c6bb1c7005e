"""`backup`: copies a store to its second place, also while the counter is running.

Invariant: the store is only read; the entry that says so is written where nobody else has it open,
and otherwise by the running counter.
"""

import argparse
import sys
from pathlib import Path

from counter_app.bootstrap import backups_chosen, backups_of, open_counter
from counter_app.commands.counting import Counting
from counter_app.commands.interrupting import interruptible
from counter_app.commands.spoken import language
from counter_app.devices.system_clock import SystemClock
from counter_app.domain.errors import CounterError, Refusal
from counter_app.services.backup import BackedUp, back_up
from counter_app.settings import Place, place_of, store_folder
from counter_app.wording import Wording


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store, and where to."""
    parser.add_argument("store", nargs="?", type=Path, metavar="STORE", help="command.backup.store")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="command.backup.to")


def run(arguments: argparse.Namespace) -> int:
    """Copy, say what came of it, write it down."""
    wording = Wording(language())
    place = place_of(arguments.store or store_folder())
    chosen = backups_chosen(place)
    to = arguments.to.absolute() if arguments.to else chosen.place
    if to is None:
        raise Refusal("backup.no_place")
    label = wording.words("command.backup.copying")
    with interruptible() as stopped, Counting(label) as counting:
        shelf, wall = backups_of(place, to), SystemClock().wall()
        done = back_up(shelf, chosen.keep, wall, counting, stopped.is_set)
    _print(done, wording)
    _write_down(place, done, wording, announced=to == chosen.place)
    return 0


def _print(done: BackedUp, wording: Wording) -> None:
    made = done.made
    size = f"{wording.number(made.megabytes)} MB"
    entries = wording.number(made.seq)
    folder = str(made.folder)
    print(wording.words("command.backup.done", entries=entries, folder=folder, size=size))
    if done.dropped:
        print(wording.words("command.backup.dropped", count=wording.number(done.dropped)))
    for notice in done.notices:
        print(wording.words(f"command.backup.notice.{notice}"))


def _write_down(place: Place, done: BackedUp, wording: Wording, *, announced: bool) -> None:
    """The backup is whole already; what keeps it from being an entry is told, no more."""
    try:
        counter = open_counter(place.folder)
    except CounterError as error:
        if error.code != "store.in_use":
            print(wording.refusal(error), file=sys.stderr)
        elif announced:
            print(wording.words("command.backup.beside"))
        return
    try:
        counter.use.backup.write_down(done.made)
    finally:
        counter.close()
