"""Where the bench keeps what is slow to make, and the stores it makes there.

Invariant: nothing is kept inside the project, and a store kept from before is used only when the
same shape of tables, fold and workload made it.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from platformdirs import user_cache_path
from sqlalchemy.schema import CreateIndex, CreateTable

from counter_app.bootstrap import Counter, Parts
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.storage.folds import FOLD_VERSION
from counter_app.storage.tables import METADATA
from tests.british_store import found_british_store

CACHE_VARIABLE: Final = "COUNTER_BENCH_CACHE"
SHARED: Final = Path(__file__).resolve().parents[2].parent / "shared"
ASSOCIATE: Final = Person("101", "Bench", Role.ASSOCIATE, "en")
_DONE: Final = "done"


def cache_folder() -> Path:
    """Where slow things are kept: COUNTER_BENCH_CACHE, else the user's cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    folder = Path(chosen) if chosen else user_cache_path("counter") / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for this run only, on the disk of the cache."""
    with TemporaryDirectory(dir=cache_folder(), prefix="run-") as folder:
        yield Path(folder)


def found_store(folder: Path, parts: Parts | None = None) -> Counter:
    """A store of the bench."""
    return found_british_store(folder, ASSOCIATE, "demo", parts)


def kept(name: str) -> Path:
    """The folder of a kept store of today's shape; empty until it is `finished`."""
    return cache_folder() / f"{name}-{_shape()}"


def _shape() -> str:
    """The tables and the fold as a few digits: another shape needs another store."""
    tables = "".join(str(CreateTable(table)) for table in METADATA.sorted_tables)
    indexes = "".join(
        sorted(str(CreateIndex(one)) for table in METADATA.sorted_tables for one in table.indexes)
    )
    return hashlib.sha256(f"{FOLD_VERSION}{tables}{indexes}".encode()).hexdigest()[:12]


def is_finished(folder: Path) -> bool:
    """Whether a kept store was made to its end; what is half made is thrown away."""
    if (folder / _DONE).exists():
        return True
    shutil.rmtree(folder, ignore_errors=True)
    return False


def finished(folder: Path) -> None:
    """A kept store is complete."""
    (folder / _DONE).touch()
