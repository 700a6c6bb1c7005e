"""The command line: which commands there are, and how their arguments are read.

Invariant: naming a command here costs no import; only the command that was chosen is loaded, and
words only where they are printed. What argparse itself says of a wrong argument stays English.
"""

import argparse
import difflib
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn, Protocol, cast

import counter_app
from counter_app.commands.spoken import words

PROGRAM: Final = "counter-app"


class Command(Protocol):
    """What a file of this package offers: it takes its arguments, then does its one thing."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell `parser` what the command takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, printing sentences; the exit status. An expected error is raised, not printed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of `--help`: the name a person types, the file that does it, what it is for.

    `help` is a key of the words, as every `help` of an argument is.
    """

    name: str
    module: str
    help: str

    def load(self) -> Command:
        """Import the command's file, and with it only what that command needs."""
        return cast("Command", importlib.import_module(self.module))


COMMANDS: Final = (
    Entry(
        "demo",
        "counter_app.commands.demo",
        "command.demo.what",
    ),
    Entry(
        "tour",
        "counter_app.commands.tour",
        "command.tour.what",
    ),
    Entry(
        "replay",
        "counter_app.commands.replay",
        "command.replay.what",
    ),
    Entry("open", "counter_app.commands.open", "command.open.what"),
    Entry("setup", "counter_app.commands.setup", "command.setup.what"),
    Entry("import", "counter_app.commands.import_", "command.import.what"),
    Entry(
        "verify",
        "counter_app.commands.verify",
        "command.verify.what",
    ),
    Entry(
        "rebuild",
        "counter_app.commands.rebuild",
        "command.rebuild.what",
    ),
    Entry("backup", "counter_app.commands.backup", "command.backup.what"),
    Entry("restore", "counter_app.commands.restore", "command.restore.what"),
    Entry("recovery-sheet", "counter_app.commands.recovery_sheet", "command.recovery_sheet.what"),
    Entry(
        "self-test",
        "counter_app.commands.self_test",
        "command.self_test.what",
    ),
)


class UsageError(Exception):
    """The command line cannot be read. Carries the one sentence that says why."""


class _Parser(argparse.ArgumentParser):
    """Raises its one sentence instead of printing the usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(words("command.usage.wrong", program=self.prog, message=message))

    def format_help(self) -> str:
        """Write the help; only now its sentence is looked up."""
        self.description = words(self.description or "")
        return super().format_help()


class _Help(argparse.RawDescriptionHelpFormatter):
    """Puts words for the keys that the arguments have as their help."""

    def _get_help_string(self, action: argparse.Action) -> str:
        return words(action.help or "")


def parse(
    arguments: list[str], entries: Sequence[Entry] = COMMANDS
) -> tuple[Command, argparse.Namespace]:
    """Read the command line: the command it names, loaded, and its arguments.

    Raises UsageError with one sentence; SystemExit(0) after `--help` and `--version`.
    """
    word = arguments[0] if arguments else ""
    chosen = next((entry for entry in entries if entry.name == word), None)
    if chosen is None:
        if word in {"-h", "--help", "--version"}:
            _front_page(entries).parse_args([word])
        raise UsageError(_no_such_command(word, entries))
    command = chosen.load()
    parser = _Parser(
        prog=f"{PROGRAM} {chosen.name}",
        description=chosen.help,
        allow_abbrev=False,
        formatter_class=_Help,
    )
    command.add_arguments(parser)
    return command, parser.parse_args(arguments[1:])


def _front_page(entries: Sequence[Entry]) -> argparse.ArgumentParser:
    """The parser of `--help` and `--version`, with one line for each command."""
    width = max(len(entry.name) for entry in entries) + 2
    lines = [f"  {entry.name:<{width}}{words(entry.help)}" for entry in entries]
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} COMMAND [ARGUMENT ...]",
        description="command.front.what",
        epilog="\n".join([words("command.front.list"), *lines, "", words("command.front.more")]),
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=counter_app.__version__)
    return parser


def _no_such_command(word: str, entries: Sequence[Entry]) -> str:
    """Say what is wrong with the first word, and the nearest one that would be right."""
    names = [entry.name for entry in entries]
    listed = ", ".join(names)
    if not word or word.startswith("-"):
        return words("command.usage.none", program=PROGRAM, listed=listed)
    near = difflib.get_close_matches(word, names, n=1)
    if near:
        return words("command.usage.near", program=PROGRAM, word=word, near=near[0])
    return words("command.usage.unknown", program=PROGRAM, word=word, listed=listed)
