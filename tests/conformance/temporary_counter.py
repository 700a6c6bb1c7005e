"""A counter over a real encrypted store that lives as long as one case, and tills at one moment.

Invariant: it opens, closes and starts threads; it works no figure out.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import TypeVar

from counter_app.bootstrap import NewStore, Parts, found_counter, profile_text
from counter_app.services.resources import resource_dir
from counter_app.services.use_cases import UseCases
from tests.builders import a_founding
from tests.own_keys import own_keys

T = TypeVar("T")


@contextmanager
def a_counter() -> Iterator[UseCases]:
    """The use cases of a fresh store with an open till."""
    profile = profile_text(resource_dir() / "profiles" / "it.toml")
    with TemporaryDirectory() as folder, own_keys(Path(folder) / "keys"):
        founding = a_founding(profile=profile, store_kind="training")
        counter = found_counter(Path(folder) / "store", NewStore(founding), Parts(cheap_pins=True))
        try:
            counter.use.run_till.open(0, "")
            yield counter.use
        finally:
            counter.close()


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What each call gives when all of them start at the same moment."""
    gate = Barrier(len(calls))

    def start(call: Callable[[], T]) -> T:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as tills:
        return list(tills.map(start, calls))
