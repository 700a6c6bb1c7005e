"""Where replayed stores are put, a new folder or one that may be made anew, and what they sell.

Invariant: nothing is deleted but stores that this command made, known by their kind `replay`.
"""

import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from counter_app.bootstrap import replay_summary
from counter_app.domain.errors import CounterError, Fault, Refusal
from counter_app.services.replay_rows import Goods, read_goods
from counter_app.services.resources import resource_dir
from counter_app.settings import ID_FILE, places_in

DEFAULT: Final = Path("out") / "replay"
ENDINGS: Final = ("products.csv", "products.csv.gz")
SAMPLES: Final = resource_dir().parent / "tests" / "data"


def target(chosen: Path | None, *, fresh: bool) -> Path:
    """The folder to found the stores in.

    Without a choice a new one under `out`. Refusal `replay.stores_there` where the chosen one
    holds stores and `fresh` was not asked for.
    """
    if chosen is None:
        return _unused()
    if not holds_stores(chosen):
        return chosen
    if not fresh:
        raise Refusal("replay.stores_there", folder=str(chosen))
    _remove_replayed(chosen)
    return chosen


def holds_stores(folder: Path) -> bool:
    """Whether a folder is a store, or has one directly below."""
    return (folder / ID_FILE).exists() or any(folder.glob(f"*/{ID_FILE}"))


def goods_for(source: Path, chosen: Path | None) -> Goods:
    """What the products file says: as chosen, else beside the rows (of the same series first),
    else the sample's own, which a checkout has; nothing where there is none of use.
    """
    if chosen is not None:
        return read_goods(chosen)
    for folder in (source.absolute().parent, SAMPLES):
        for path in sorted(_products(folder), key=lambda path: _series(path) != _series(source)):
            with suppress(CounterError):  # nobody asked for this very file
                return read_goods(path)
    return Goods()


def _products(folder: Path) -> list[Path]:
    return sorted(path for ending in ENDINGS for path in folder.glob(f"*{ending}"))


def _series(path: Path) -> list[str]:
    """`completejourney`, `dev` of both `completejourney_dev_products` and `..._dev_sample`."""
    return path.name.split("_")[:2]


def _unused() -> Path:
    names = (DEFAULT.with_name(f"{DEFAULT.name}-{no}") for no in count(2))
    folder = DEFAULT
    while folder.exists():
        folder = next(names)
    return folder


def _remove_replayed(folder: Path) -> None:
    """Delete replayed stores with their keys; first make sure that they all are such."""
    if (folder / ID_FILE).exists():
        raise Refusal("replay.stores_there", folder=str(folder))
    places = places_in(folder)
    for place in places:
        if place.database.exists():  # else its founding was killed
            replay_summary(place.folder)  # Refusal where it is of another kind
    try:
        for place in places:
            shutil.rmtree(place.folder)
            shutil.rmtree(place.keys, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault("replay.not_removed", folder=str(folder), reason=reason) from error
