"""`replay`: sell the baskets of a file, store by store; or write what was sold as JSON.

Invariant: the JSON comes out of the stores' read tables, read by a process that sold nothing.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

import counter_app
from counter_app.bootstrap import NewStore, Parts, found_counter, replay_summary
from counter_app.commands.arguments import UsageError
from counter_app.commands.counting import Counting
from counter_app.commands.replay_stores import goods_for, target
from counter_app.commands.spoken import language
from counter_app.domain.errors import Fault
from counter_app.domain.money import Money, currency
from counter_app.services.replay import (
    SELLER,
    FileClock,
    Replay,
    Replayed,
    Unsold,
    lane_folder,
    replay_founding,
)
from counter_app.services.replay_rows import FileStore, Goods, read_stores
from counter_app.services.report import as_json
from counter_app.wording import Wording

SHOWN: Final = 50  # refused rows that are printed one by one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE with where to and what else, or --summary of what was sold before."""
    parser.add_argument("file", nargs="?", type=Path, help="command.replay.file")
    parser.add_argument("--store", type=Path, metavar="DIR", help="command.replay.store")
    parser.add_argument("--fresh", action="store_true", help="command.replay.fresh")
    parser.add_argument("--products", type=Path, metavar="FILE", help="command.replay.products")
    parser.add_argument("--json", type=Path, metavar="FILE", help="command.replay.json")
    parser.add_argument("--summary", type=Path, metavar="DIR", help="command.replay.summary")


def run(arguments: argparse.Namespace) -> int:
    """Replay, or sum up."""
    words = Wording(language(), "US")
    if (arguments.file is None) == (arguments.summary is None):
        raise UsageError(words.words("command.replay.one_of"))
    if arguments.summary is None:
        _replay(arguments, words)
    elif arguments.json is None:
        raise UsageError(words.words("command.replay.where"))
    else:
        _write_summary(arguments.summary, arguments.json)
    return 0


def _replay(arguments: argparse.Namespace, words: Wording) -> None:
    goods = goods_for(arguments.file, arguments.products)
    with Counting(words.words("command.replay.reading")) as counting:
        stores = read_stores(arguments.file, counting)
    folder = target(arguments.store, fresh=arguments.fresh)
    began = time.monotonic()
    outcomes = [_sell(store, folder, goods, words) for store in stores]
    _print_outcome(outcomes, folder, time.monotonic() - began, words)
    if arguments.json is not None:
        _summary_process(folder, arguments.json)
        print(words.words("command.replay.written", file=arguments.json))


def _sell(store: FileStore, folder: Path, goods: Goods, words: Wording) -> Replayed:
    """Found one store of the file and sell its baskets."""
    first, _ = store.in_order()[0]
    clock = FileClock(first)
    new = NewStore(replay_founding(store), staff=(SELLER,))
    counter = found_counter(folder / lane_folder(store), new, Parts(clock=clock))
    try:
        with Counting(words.words("command.replay.selling", store=store.id)) as counting:
            return Replay(counter.use, clock, goods).run(store, counting)
    except KeyboardInterrupt:
        print(words.words("command.replay.stopped", folder=folder), file=sys.stderr)
        raise
    finally:
        counter.close()


def _print_outcome(outcomes: list[Replayed], folder: Path, seconds: float, words: Wording) -> None:
    sold = sum(outcome.sold for outcome in outcomes)
    paid = Money(sum(outcome.paid for outcome in outcomes), currency("USD"))
    values = {
        "paid": words.money_symbol(paid),
        "stores": words.plural("command.replay.stores", len(outcomes)),
        "days": words.plural("command.replay.days", sum(outcome.days for outcome in outcomes)),
        "rate": words.number(round(sold / max(seconds, 0.001))),
        "folder": folder,
    }
    print(words.plural("command.replay.sold", sold, **values))
    refused = sum(outcome.refused for outcome in outcomes)
    if refused:
        print(words.plural("command.replay.refused", refused))
        _print_unsold([row for outcome in outcomes for row in outcome.unsold], words)


def _print_unsold(unsold: list[Unsold], words: Wording) -> None:
    for row in unsold[:SHOWN]:
        reason = words.refusal(row.reason)
        basket, product = row.basket or "-", row.product or "-"
        _indented(words.words("command.replay.row", basket=basket, product=product, reason=reason))
    if len(unsold) > SHOWN:
        _indented(words.words("command.replay.more", count=words.number(len(unsold) - SHOWN)))
    for code, count in sorted(Counter(row.reason.code for row in unsold).items()):
        _indented(words.words("command.replay.counted", count=words.number(count), code=code))


def _indented(sentence: str) -> None:
    print(f"  {sentence}")


def _summary_process(folder: Path, file: Path) -> None:
    """Have the summary written by a process that knows nothing but the stores."""
    command = [sys.executable, "-m", "counter_app", "replay"]
    command += ["--summary", str(folder), "--json", str(file)]
    # The program may have been started from its own folder, without being installed.
    found = [str(Path(counter_app.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, found))}
    process = subprocess.run(command, check=False, env=environment)  # noqa: S603 - our own program
    status = process.returncode
    if status:
        raise Fault("replay.no_summary", folder=str(folder), file=str(file))


def _write_summary(folder: Path, file: Path) -> None:
    summary = replay_summary(folder)
    try:
        with file.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(as_json(summary))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("replay.not_written", file=str(file), reason=reason) from error
