"""What this machine fixes for a store: where it lies, where its keys lie.

Invariant: keys never lie inside the store's folder, unless somebody set COUNTER_KEYS so.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.domain.errors import Fault

KEYS_VARIABLE: Final = "COUNTER_KEYS"
DEMO_VARIABLE: Final = "COUNTER_DEMO"
ID_FILE: Final = "counter.id"


@dataclass(frozen=True, slots=True)
class Place:
    """One store's folder and the folder of its keys."""

    folder: Path
    keys: Path

    @property
    def database(self) -> Path:
        """The journal and its read tables."""
        return self.folder / "counter.db"


def new_place(folder: Path, store_id: str) -> Place:
    """Claim a folder for a new store. Faults: `store.exists`, `store.folder_not_made`.

    A claim whose founding was killed holds no store yet; it is claimed anew, with other keys.
    """
    place = Place(folder, keys_root() / store_id)
    if place.database.exists():
        raise Fault("store.exists", retry=False, folder=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ID_FILE).write_text(store_id + "\n", "ascii")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("store.folder_not_made", folder=str(folder), reason=reason) from error
    return place


def place_of(folder: Path) -> Place:
    """The place of a store that exists. Raises Fault `store.none_here`."""
    marker = folder / ID_FILE
    if not marker.is_file():
        raise Fault("store.none_here", retry=False, folder=str(folder))
    return Place(folder, keys_root() / marker.read_text("ascii").strip())


def places_in(folder: Path) -> tuple[Place, ...]:
    """The store in a folder, or the lane stores one level below it, by name."""
    if (folder / ID_FILE).is_file():
        return (place_of(folder),)
    lanes = sorted(marker.parent for marker in folder.glob(f"*/{ID_FILE}"))
    if not lanes:
        raise Fault("store.none_here", retry=False, folder=str(folder))
    return tuple(place_of(lane) for lane in lanes)


def keys_root() -> Path:
    """Where the keys of all stores lie: COUNTER_KEYS, else the user's configuration folder."""
    chosen = os.environ.get(KEYS_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where COUNTER_KEYS is set

    return user_config_path("counter")


def demo_folder() -> Path:
    """Where the demo store is kept between runs: COUNTER_DEMO, else the user's data folder."""
    chosen = os.environ.get(DEMO_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - only the demo asks

    return user_data_path("counter") / "demo"
