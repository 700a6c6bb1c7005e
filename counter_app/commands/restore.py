"""`restore`: makes a store from a backup, on this machine or on another one.

Invariant: nothing that exists is overwritten, and without a word about the newest paper at hand no
number is given out.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from counter_app.commands.counting import Counting
from counter_app.commands.spoken import language
from counter_app.devices.system_clock import SystemClock
from counter_app.domain.errors import Refusal
from counter_app.domain.recovery_code import decode
from counter_app.settings import keys_root
from counter_app.storage.restoring import Restore, Restored, restore
from counter_app.wording import Wording

NO_PAPER: Final = "none"
_TRIES: Final = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, the new folder, the sheet's code, and the newest paper."""
    parser.add_argument("backup", type=Path, metavar="BACKUP", help="command.restore.backup")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="command.restore.folder")
    parser.add_argument("--code", metavar="CODE", help="command.restore.code")
    parser.add_argument("--newest", metavar="NUMBER", help="command.restore.newest")


def run(arguments: argparse.Namespace) -> int:
    """Ask for what is missing where somebody can answer; restore; say what came of it."""
    wording = Wording(language())
    newest = arguments.newest
    if newest is None:
        if not sys.stdin.isatty():
            raise Refusal("restore.newest_needed")
        newest = input(_asked(wording, "command.restore.ask_newest"))
    asked = Restore(
        arguments.backup.absolute(),
        arguments.folder.absolute(),
        keys_root(),
        _code(arguments.code) if arguments.code else None,
        "" if newest.strip().lower() == NO_PAPER else newest.strip() or "?",
    )
    _print(_restored(asked, wording), asked, wording)
    return 0


def _code(text: str) -> bytes:
    """The code as it was given, or out of the file of that name."""
    file = Path(text)
    named = len(file.parts) > 0 and len(text) < 255 and file.is_file()  # noqa: PLR2004 - of a name
    return decode(file.read_text("utf-8") if named else text)


def _restored(asked: Restore, wording: Wording) -> Restored:
    """With the keys of this machine, else with a code that somebody types."""
    try:
        return _run(asked, wording)
    except Refusal as refusal:
        if refusal.code != "restore.code_needed" or not sys.stdin.isatty():
            raise
    return _run(replace(asked, recovery=_typed(wording)), wording)


def _typed(wording: Wording) -> bytes:
    """The code as it is typed; a wrong group is named and asked for again."""
    for _ in range(_TRIES - 1):
        try:
            return decode(input(_asked(wording, "command.restore.ask_code")))
        except Refusal as refusal:
            print(wording.refusal(refusal), file=sys.stderr)
    return decode(input(_asked(wording, "command.restore.ask_code")))


def _asked(wording: Wording, key: str) -> str:
    return f"{wording.words(key)} "


def _run(asked: Restore, wording: Wording) -> Restored:
    with Counting(wording.words("command.restore.verifying")) as counting:
        return restore(asked, SystemClock(), counting)


def _print(done: Restored, asked: Restore, wording: Wording) -> None:
    words = wording.words
    entries, folder = wording.number(done.head.seq), str(asked.folder)
    print(words("command.restore.done", entries=entries, folder=folder, number=done.next_number))
    if done.lost:
        print(words("command.restore.lost", count=wording.number(done.lost)))
    if not done.marked:
        print(words("command.restore.not_marked"))
    print(words("command.restore.open", folder=folder))
