"""`open`: the counter on this machine's own store; where there is none yet, set-up comes first.

Invariant: a store that exists is never set up again.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from counter_app.bootstrap import open_counter
from counter_app.commands.arguments import PROGRAM
from counter_app.commands.paper_parts import printed_on
from counter_app.commands.spoken import language
from counter_app.domain.errors import Fault
from counter_app.services.program.log_file import log_beside
from counter_app.services.resources import resource_dir
from counter_app.settings import Place, read_settings, store_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store's folder."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="command.open.folder")


def run(arguments: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    folder = (arguments.folder or store_folder()).absolute()
    if not Place(folder, folder).database.exists() and not _set_up(folder):
        return 0
    return _open(folder)


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be shown, or Qt was told where."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform in {"win32", "darwin"} or any(environment.get(name) for name in named)


def _open(folder: Path) -> int:
    from counter_app.ui.assembly import Opening, open_window  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.senses.loudspeaker import (  # noqa: PLC0415 - it is the window's
        Loudspeaker,
        machine_output,
    )

    settings = read_settings(folder)
    counter = open_counter(folder, printed_on(settings.printer, settings.paper_folder))
    try:
        opening = Opening(
            resources=resource_dir(),
            wording=counter.wording,
            scanner_prefix=settings.scanner_prefix,
            looks_file=counter.place.folder / "window.ini",
            speaker=Loudspeaker(machine_output),
        )
        with log_beside(counter.place.folder):
            return open_window(counter.use, opening).run()
    finally:
        counter.close()


def _set_up(folder: Path) -> bool:
    """The wizard; whether there is a store now. Raises Fault `set_up.no_screen`."""
    from counter_app.commands.set_up_store import (  # noqa: PLC0415 - a store is set up once
        FoundedAside,
        check_free,
        known_here,
    )

    check_free(folder)
    if not has_screen():
        line = f"{PROGRAM} setup --config FILE.toml --recovery-sheet SHEET.pdf --store {folder}"
        raise Fault("set_up.no_screen", retry=False, folder=str(folder), line=line)
    from counter_app.ui.application import make_application  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.printing import printer_names  # noqa: PLC0415 - as above
    from counter_app.ui.set_up_assembly import (  # noqa: PLC0415 - as above
        SetUpOpening,
        open_set_up,
    )

    make_application(resource_dir())  # the system's printers are asked for through it
    known = known_here(folder, printer_names())
    opening = SetUpOpening(resource_dir(), known, FoundedAside(folder), language())
    return open_set_up(opening).run() is not None
