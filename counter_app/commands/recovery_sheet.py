"""`recovery-sheet`: prints a new sheet, and puts it in force once its check digits were keyed in.

Invariant: until then the sheet before stays in force; the recovery code is printed nowhere but on
the sheet.
"""

import argparse
import sys
from pathlib import Path

from counter_app.bootstrap import Counter, open_counter
from counter_app.commands.paper_parts import printed_on
from counter_app.commands.spoken import language
from counter_app.domain.errors import Fault, Refusal
from counter_app.services.recovery import RecoverySheet
from counter_app.settings import place_of, read_settings, store_folder
from counter_app.wording import Wording


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store, and where the PDF goes."""
    parser.add_argument("store", nargs="?", type=Path, metavar="STORE", help="command.backup.store")
    parser.add_argument("--to", type=Path, metavar="FILE", help="command.recovery_sheet.to")


def run(arguments: argparse.Namespace) -> int:
    """Print, ask for the digits, put in force."""
    wording = Wording(language())
    place = place_of(arguments.store or store_folder())
    settings = read_settings(place.folder)
    counter = open_counter(place.folder, printed_on(settings.printer, settings.paper_folder))
    try:
        recovery = counter.use.recovery
        sheet = recovery.prepare(language())
        printed = _printed(counter, sheet, arguments.to)
        # Read before the digits are asked for, also by who reads through a pipe.
        print(wording.words("command.recovery_sheet.printed", place=printed), flush=True)
        recovery.confirm(sheet, _digits(wording))
        print(wording.words("command.recovery_sheet.done", place=printed))
    finally:
        counter.close()
    return 0


def _printed(counter: Counter, sheet: RecoverySheet, to: Path | None) -> str:
    """Where the sheet went; a file that exists is not overwritten."""
    if to is None:
        return counter.use.recovery.print(sheet)
    try:
        with to.open("xb") as file:
            file.write(counter.use.recovery.pdf(sheet))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("printer.folder", folder=str(to), reason=reason) from error
    return str(to)


def _digits(wording: Wording) -> str:
    """What is typed after the question; nobody there to type it is no check."""
    if sys.stdin.isatty():
        return input(f"{wording.words('command.recovery_sheet.ask')} ")
    typed = sys.stdin.readline()
    if not typed:
        raise Refusal("recovery.check_digits")
    return typed
