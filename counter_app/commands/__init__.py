"""The command line: one file a command, its arguments and its printed sentences.

Exit status: 0 done, 1 not done with one sentence why, 2 the command line cannot be read, 130
interrupted. Invariant: an expected error is one sentence, never a traceback; a bug is a traceback.
"""

import sys
from collections.abc import Sequence
from typing import Final

from counter_app.commands.arguments import COMMANDS, Entry, UsageError, parse
from counter_app.commands.spoken import language
from counter_app.domain.errors import CounterError

__all__ = ["run"]

FAILED: Final = 1
UNREADABLE: Final = 2
INTERRUPTED: Final = 130  # as a shell reports SIGINT


def run(arguments: list[str], entries: Sequence[Entry] = COMMANDS) -> int:
    """Run the command of `entries` that the first of `arguments` names; its exit status."""
    try:
        command, parsed = parse(arguments, entries)
        return command.run(parsed)
    except UsageError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    except CounterError as error:
        print(_sentence(error), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _sentence(error: CounterError) -> str:
    from counter_app.wording import Wording  # noqa: PLC0415 - only an error needs its words

    return Wording(language()).refusal(error)
