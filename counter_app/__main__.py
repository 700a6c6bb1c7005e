"""`python -m counter_app`: hands the command line to the one command it names."""

import sys

from counter_app import commands


def main(arguments: list[str] | None = None) -> int:
    """Run the command that `arguments` (by default the process's own) name; its exit status."""
    return commands.run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
