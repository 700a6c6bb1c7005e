"""`setup --config FILE`: founds the store of this machine from one file, without a screen.

Invariant: nothing is founded while the file, the PIN or a place has a problem; all are told at
once, each under its key. The recovery sheet is on the disk before the store has its place.
"""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from counter_app.commands.arguments import PROGRAM, UsageError
from counter_app.commands.counting import Counting
from counter_app.commands.set_up_file import PIN_FILE, SetUpFile, read_pin
from counter_app.commands.set_up_store import SKIPPED, FoundedAside, check_free, known_here
from counter_app.commands.spoken import language
from counter_app.domain.errors import CounterError, Refusal
from counter_app.services.catalogues.preview import Watch
from counter_app.services.found_store import Founded, Founding, Onlooker, Stage
from counter_app.services.program.folders import check_writable
from counter_app.services.resources import resource_dir
from counter_app.services.set_up import Problem, SetUp, problems
from counter_app.settings import store_folder
from counter_app.wording import Wording

FAILED: Final = 1
EXAMPLE: Final = resource_dir() / "examples" / "setup.toml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, where the sheet goes, and where the store."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="command.setup.config")
    parser.add_argument("--recovery-sheet", type=Path, metavar="PDF", help="command.setup.sheet")
    parser.add_argument("--store", type=Path, metavar="DIR", help="command.setup.store")
    parser.add_argument("--explain", action="store_true", help="command.setup.explain")


def run(arguments: argparse.Namespace) -> int:
    """Check everything, then found; or print the example."""
    if arguments.explain:
        print(EXAMPLE.read_text("utf-8"), end="")
        return 0
    words = Wording(language())
    if arguments.config is None or arguments.recovery_sheet is None:
        raise UsageError(words.words("command.setup.what_and_where"))
    folder = (arguments.store or store_folder()).absolute()
    sheet = arguments.recovery_sheet.absolute()
    file = SetUpFile(arguments.config)
    pin = _Pin(file, words)
    answers = file.answers(pin.text)
    found = (
        *file.problems,
        *pin.problems,
        *_own_problems(folder, sheet),
        *_problems(answers, folder, words, besides=pin.problems),
    )
    if found:
        _print_problems(found, arguments.config.name, words)
        return FAILED
    made = _found(answers, FoundedAside(folder), sheet, words)
    _print_made(made, folder, sheet, words)
    return 0


class _Pin:
    """The first person's PIN: from the file that is named, else typed unseen, else a line of the
    standard input.
    """

    def __init__(self, file: SetUpFile, words: Wording) -> None:
        self.text = ""
        self.problems: tuple[Problem, ...] = ()
        try:
            path = file.pin_file()
            self.text = read_pin(path) if path else _asked_pin(words)
        except CounterError as error:
            self.problems = (Problem(PIN_FILE, error),)


def _asked_pin(words: Wording) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    once = getpass.getpass(f"{words.words('command.setup.pin')}: ").strip()
    again = getpass.getpass(f"{words.words('command.setup.pin_again')}: ").strip()
    if once != again:
        raise Refusal("set_up.pin_again")
    return once


def _own_problems(folder: Path, sheet: Path) -> Iterator[Problem]:
    """What is wrong with the two places that the command line names."""
    checks: Sequence[tuple[str, Callable[[], None]]] = (
        ("--store", lambda: check_free(folder)),
        ("--recovery-sheet", lambda: _check_sheet(sheet, folder)),
    )
    for name, check in checks:
        try:
            check()
        except CounterError as error:
            yield Problem(name, error)


def _check_sheet(sheet: Path, folder: Path) -> None:
    if folder in sheet.parents:
        raise Refusal("set_up.sheet_inside", file=str(sheet))
    if sheet.exists():
        raise Refusal("set_up.sheet_exists", file=str(sheet))
    check_writable(sheet.parent)


def _problems(
    answers: SetUp, folder: Path, words: Wording, besides: Sequence[Problem]
) -> Iterator[Problem]:
    label = words.words("command.setup.reading")
    with Counting(label) as counting:
        for problem in problems(answers, known_here(folder, _printers(answers)), Watch(counting)):
            if not (besides and problem.key == "manager.pin"):  # it was told why there is none
                yield problem


def _printers(answers: SetUp) -> Sequence[str]:
    """The system's printers, where one is named."""
    if not answers.printer:
        return ()
    from counter_app.ui.application import make_application  # noqa: PLC0415 - few files name one
    from counter_app.ui.printing import printer_names  # noqa: PLC0415 - as above

    make_application(resource_dir())  # the system's printers are asked for through it
    return printer_names()


def _found(answers: SetUp, founding: Founding, sheet: Path, words: Wording) -> Founded:
    country = known_here(sheet).country(answers.country)
    assert country is not None, "answers are checked before"  # noqa: S101 - not a check of input
    with Counting(words.words("command.import.loading")) as counting:

        def told(stage: Stage, done: int, of: int | None) -> None:
            if stage is Stage.CATALOGUE:
                counting(done, of)

        made = founding.begin(answers, country, Onlooker(told))
    try:
        founding.save_sheet(sheet)
        _prove(made, founding, sheet, words)
    except BaseException:
        founding.drop()
        raise
    founding.keep()
    return made


def _prove(made: Founded, founding: Founding, sheet: Path, words: Wording) -> None:
    """Somebody at a terminal keys in the sheet's check digits; a script is taken at its word."""
    if not sys.stdin.isatty():
        founding.prove_sheet(made.check)
        return
    print(words.words("command.setup.print_sheet", file=str(sheet)))
    while True:
        try:
            founding.prove_sheet(input(f"{words.words('command.setup.check_digits')}: "))
        except Refusal as refusal:
            print(words.refusal(refusal), file=sys.stderr)
        else:
            return


def _print_problems(found: Sequence[Problem], file: str, words: Wording) -> None:
    print(words.plural("command.setup.problems", len(found), file=file), file=sys.stderr)
    for problem in found:
        print(f"  {problem.key}: {words.refusal(problem.error)}", file=sys.stderr)


def _print_made(made: Founded, folder: Path, sheet: Path, words: Wording) -> None:
    print(words.words("command.setup.founded", folder=str(folder)))
    if made.products:
        print(words.plural("command.import.loaded", made.products))
    if made.skipped:
        file = str(folder / SKIPPED)
        print(words.plural("command.import.skipped", made.skipped, file=file))
    print(words.words("command.setup.keep_sheet", file=str(sheet)))
    line = f"{PROGRAM} open" + ("" if folder == store_folder().absolute() else f" {folder}")
    print(words.words("command.setup.then", line=line))
