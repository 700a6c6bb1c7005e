"""A small command, for the tests of the frame."""

import argparse

from counter_app.domain.errors import Fault, Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("--times", type=int, default=1)


def run(arguments: argparse.Namespace) -> int:
    match arguments.name:
        case "refused":
            raise Refusal("money.not_an_amount", text="x")
        case "failed":
            raise Fault("storage.failed", reason="no room")
        case "broken":
            raise ZeroDivisionError
        case "interrupted":
            raise KeyboardInterrupt
        case _:
            pass
    for _ in range(arguments.times):
        print(f"hello {arguments.name}")
    return 0 if arguments.times else 7
