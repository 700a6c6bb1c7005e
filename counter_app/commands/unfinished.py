"""Stores that are made aside first, and thrown away: nothing in them was ever real.

Invariant: only a folder that is marked as a store's is ever removed, and never one that is open.
"""

import contextlib
import shutil
from pathlib import Path

from counter_app.bootstrap import open_counter
from counter_app.domain.errors import Fault
from counter_app.settings import ID_FILE, place_of


def aside_of(folder: Path) -> Path:
    """Where the store of that folder is made; nobody names a store so."""
    return folder.with_name(f".{folder.name}.unfinished")


def refuse_if_open(folder: Path) -> None:
    """Raise Refusal `store.in_use` where somebody has the store open; a broken one may go."""
    if (folder / ID_FILE).is_file():
        with contextlib.suppress(Fault):
            open_counter(folder).close()


def throw_away(folder: Path) -> None:
    """A store with its keys; any other folder stays."""
    if (folder / ID_FILE).is_file():
        shutil.rmtree(place_of(folder).keys, ignore_errors=True)
        shutil.rmtree(folder)
