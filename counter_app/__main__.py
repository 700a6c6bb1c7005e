"""`python -m counter_app`: hands the command line to the one command it names."""

import gc
import sys
from typing import Final

LOADING: Final = 50_000  # objects between two collections: a start makes many and drops none


def quicken() -> None:
    """Collect seldom from here on; a window that is open goes back to the usual."""
    gc.set_threshold(LOADING)


quicken()
from counter_app import commands  # noqa: E402 - what it loads is what takes the time


def main(arguments: list[str] | None = None) -> int:
    """Run the command that `arguments` (by default the process's own) name; its exit status."""
    return commands.run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
