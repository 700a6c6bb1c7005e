"""`import`: load a catalogue into a store, or hand it to the counter that has the store open.

Invariant: until the whole file is loaded the old catalogue is in force, however the load ends.
"""

import argparse
from pathlib import Path
from typing import Final

from counter_app.bootstrap import Counter, open_counter
from counter_app.commands.arguments import UsageError
from counter_app.commands.counting import Counting
from counter_app.commands.interrupting import interruptible
from counter_app.commands.spoken import language
from counter_app.devices.system_clock import Uuid7
from counter_app.domain.errors import Refusal
from counter_app.services.catalogues.inbox import HandIn, hand_in, rules_of
from counter_app.services.catalogues.publish import Load, Publication
from counter_app.services.catalogues.text import open_text
from counter_app.services.resources import resource_dir
from counter_app.settings import place_of
from counter_app.wording import Wording

EXPLAINED: Final = {"catalogue": resource_dir() / "examples" / "catalogue.csv"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and store, and how bad rows and missing columns are met."""
    parser.add_argument("file", nargs="?", type=Path, help="command.import.file")
    parser.add_argument("--store", type=Path, metavar="DIR", help="command.import.store")
    parser.add_argument(
        "--skip-bad",
        nargs="?",
        type=Path,
        const=Path(),
        metavar="FILE",
        help="command.import.skip_bad",
    )
    parser.add_argument(
        "--default",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="command.import.default",
    )
    parser.add_argument("--progress", action="store_true", help="command.import.progress")
    parser.add_argument("--explain", choices=EXPLAINED, help="command.import.explain")


def run(arguments: argparse.Namespace) -> int:
    """Load, hand over, or explain."""
    words = Wording(language())
    if arguments.explain:
        print(EXPLAINED[arguments.explain].read_text("utf-8"), end="")
        return 0
    if arguments.file is None or arguments.store is None:
        raise UsageError(words.words("command.import.what_and_where"))
    request = HandIn(
        file=arguments.file.name,
        skipped=_skipped(arguments.file, arguments.skip_bad),
        defaults=dict(_default(text, words) for text in arguments.default),
    )
    if request.skipped and Path(request.skipped) == arguments.file.absolute():
        raise UsageError(words.words("command.import.same_file"))
    with open_text(arguments.file):
        pass  # fails here, before a store is opened or anything handed in
    place_of(arguments.store)  # Fault where there is no store, before anything is said of it
    try:
        counter = open_counter(arguments.store)
    except Refusal as refusal:
        if refusal.code != "store.in_use":
            raise
        hand_in(arguments.store, arguments.file, request, Uuid7().new())
        print(words.words("command.import.handed_in", file=request.file))
        return 0
    try:
        _load(counter, arguments, request, words)
    finally:
        counter.close()
    return 0


def _load(counter: Counter, arguments: argparse.Namespace, request: HandIn, words: Wording) -> None:
    label = words.words("command.import.loading")
    with interruptible() as stopped, Counting(label, asked=arguments.progress) as counting:
        publication = counter.use.publisher.publish(
            Load(
                arguments.file,
                rules_of(counter.use.terms, request.defaults),
                skipped=Path(request.skipped) if request.skipped else None,
                progress=counting,
                cancelled=stopped.is_set,
            )
        )
    _print_outcome(publication, request, words)


def _print_outcome(done: Publication, request: HandIn, words: Wording) -> None:
    print(words.plural("command.import.loaded", done.rows))
    if done.skipped:
        print(words.plural("command.import.skipped", done.skipped, file=request.skipped))
    if done.warnings:
        print(words.plural("command.import.warnings", done.warnings))
    for remark in done.examples:
        key = f"command.import.warning.{remark.code}"
        print(f"  {words.words(key, line=remark.line, value=remark.value)}")
    if done.warnings > len(done.examples):
        left = words.number(done.warnings - len(done.examples))
        print(f"  {words.words('command.import.more_warnings', count=left)}")


def _skipped(source: Path, chosen: Path | None) -> str:
    """The file for skipped rows: as named, else after the catalogue's name, in this folder."""
    if chosen is None:
        return ""
    if chosen != Path():
        return str(chosen.absolute())
    stem = source.name.removesuffix(".gz").removesuffix(".csv")
    return str(Path(f"{stem}.skipped.csv").absolute())


def _default(text: str, words: Wording) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(words.words("command.import.default_form", text=text))
    return name.strip(), value
