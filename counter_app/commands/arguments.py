"""The words of the command line: which commands there are, and how their arguments are read.

Invariant: naming a command here costs no import; only the command that was chosen is loaded.
"""

import argparse
import difflib
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn, Protocol, cast

import counter_app

PROGRAM: Final = "counter-app"


class Command(Protocol):
    """What a file of this package offers: it takes its arguments, then does its one thing."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell `parser` what the command takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, printing sentences; the exit status. An expected error is raised, not printed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of `--help`: the name a person types, the file that does it, what it is for."""

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
        "open the counter on the demo store, which is kept between runs",
    ),
    Entry(
        "tour",
        "counter_app.commands.tour",
        "drive the real window through a scripted day; pictures and papers",
    ),
    Entry(
        "replay",
        "counter_app.commands.replay",
        "sell the baskets of a file, or sum up what was sold",
    ),
    Entry("import", "counter_app.commands.import_", "load a catalogue into a store"),
    Entry(
        "verify",
        "counter_app.commands.verify",
        "check a store's journal, signatures and every row; read-only",
    ),
    Entry(
        "rebuild",
        "counter_app.commands.rebuild",
        "drop the read tables and fold them anew from the journal",
    ),
    Entry(
        "self-test",
        "counter_app.commands.self_test",
        "set up a temporary store, sell once, verify it",
    ),
)


class UsageError(Exception):
    """The command line cannot be read. Carries the one sentence that says why."""


class _Parser(argparse.ArgumentParser):
    """Raises its one sentence instead of printing the usage and leaving."""

    def error(self, message: str) -> NoReturn:
        sentence = f"{self.prog}: {message}; `{self.prog} --help` lists what it takes."
        raise UsageError(sentence)


def parse(
    arguments: list[str], entries: Sequence[Entry] = COMMANDS
) -> tuple[Command, argparse.Namespace]:
    """Read the command line: the command it names, loaded, and its arguments.

    Raises UsageError with one sentence; SystemExit(0) after `--help` and `--version`.
    """
    word = arguments[0] if arguments else ""
    chosen = next((entry for entry in entries if entry.name == word), None)
    if chosen is None:
        _front_page(entries).parse_args([word] if word in {"-h", "--help", "--version"} else [])
        raise UsageError(_no_such_command(word, entries))
    command = chosen.load()
    parser = _Parser(
        prog=f"{PROGRAM} {chosen.name}", description=_sentence(chosen.help), allow_abbrev=False
    )
    command.add_arguments(parser)
    return command, parser.parse_args(arguments[1:])


def _front_page(entries: Sequence[Entry]) -> argparse.ArgumentParser:
    """The parser of `--help` and `--version`, with one line for each command."""
    width = max(len(entry.name) for entry in entries) + 2
    lines = [f"  {entry.name:<{width}}{entry.help}" for entry in entries]
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} COMMAND [ARGUMENT ...]",
        description="The counter: sells, takes back, explains.",
        epilog="\n".join(["commands:", *lines, "", "Each takes --help for its own arguments."]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=counter_app.__version__)
    return parser


def _no_such_command(word: str, entries: Sequence[Entry]) -> str:
    """Say what is wrong with the first word, and the nearest one that would be right."""
    names = [entry.name for entry in entries]
    listed = ", ".join(names)
    if not word or word.startswith("-"):
        return f"{PROGRAM}: name a command: {listed}."
    near = difflib.get_close_matches(word, names, n=1)
    guess = f"did you mean {near[0]!r}" if near else f"the commands are {listed}"
    return f"{PROGRAM}: there is no command {word!r}; {guess}."


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
