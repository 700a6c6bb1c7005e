"""Open the counter on the demo store, which is kept between runs; its PINs stand on the screen.

Invariant: what was sold in the demo stays until `--fresh`; a fresh store replaces the old one only
when it is complete.
"""

import argparse
from pathlib import Path

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.commands.demo_store import demo_people, found_demo, opening_float
from counter_app.commands.paper_parts import printed_on
from counter_app.commands.unfinished import aside_of, refuse_if_open, throw_away
from counter_app.domain.errors import Fault
from counter_app.services.program.log_file import log_beside
from counter_app.services.resources import resource_dir
from counter_app.settings import ID_FILE, demo_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell what the command takes."""
    parser.add_argument("--fresh", action="store_true", help="command.demo.fresh")
    parser.add_argument(
        "--printer",
        metavar="NAME",
        default="",
        help="command.demo.printer",
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    from counter_app.ui.assembly import Opening, open_window  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.flows.signing_in import DemoSecret  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.senses.loudspeaker import (  # noqa: PLC0415 - it is the window's
        Loudspeaker,
        machine_output,
    )

    parts = printed_on(arguments.printer)  # first: a wrong name changes nothing
    counter = demo_counter(demo_folder(), parts, fresh=arguments.fresh)
    try:
        opening = Opening(
            resources=resource_dir(),
            wording=counter.wording,
            people=tuple(DemoSecret(one.person, one.pin) for one in demo_people()),
            opening_float=opening_float(),
            looks_file=counter.place.folder / "window.ini",
            speaker=Loudspeaker(machine_output),
        )
        with log_beside(counter.place.folder):
            return open_window(counter.use, opening).run()
    finally:
        counter.close()


def demo_counter(folder: Path, parts: Parts | None = None, *, fresh: bool) -> Counter:
    """The demo store of a folder, founded where there is none or a fresh one is wanted."""
    if fresh or not (folder / ID_FILE).is_file():
        _refuse_if_taken(folder)
        made = aside_of(folder)
        throw_away(made)
        found_demo(made).close()
        throw_away(folder)
        made.rename(folder)
    return open_counter(folder, parts)


def _refuse_if_taken(folder: Path) -> None:
    """What is no store stays, and so does one that is open elsewhere; a broken one may go."""
    refuse_if_open(folder)
    if not (folder / ID_FILE).is_file() and folder.is_dir() and any(folder.iterdir()):
        raise Fault("demo.folder_taken", retry=False, folder=str(folder))
