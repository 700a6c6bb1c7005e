"""A store that sells from the 818,775 products of the shared catalogue, imported once.

Invariant: it is imported as any catalogue is, by the publisher; codes and names to ask for are
drawn from the file itself by a seed.
"""

import csv
import gzip
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.services.catalogues.publish import Load
from counter_app.services.catalogues.rows import RowRules
from tests.bench.places import ASSOCIATE, SHARED, finished, found_store, is_finished, kept

FILE: Final = SHARED / "data" / "catalogue_818k.csv.gz"
PIN: Final = "739154"
_TOLD: Final = 100_000  # products
_DEFAULTS: Final = {"price": "1.00", "tax": "standard"}


def big_store(source: Path = FILE) -> Path | None:
    """The folder of a store with the catalogue and an open till; None where the file is missing."""
    if not source.is_file():
        return None
    folder = kept(f"catalogue-{source.name.split('.')[0]}")
    if not is_finished(folder):
        counter = found_store(folder, Parts(cheap_pins=True))
        _publish(counter, source)
        counter.use.sign_in.set_pin(ASSOCIATE.number, PIN, "")
        counter.use.run_till.open(10_000, "101")
        counter.close()
        finished(folder)
    return folder


def asked_for(count: int, source: Path = FILE) -> list[tuple[str, str]]:
    """Codes and names of random rows that the import takes."""
    chance = random.Random(2)
    rows = [row for row in _rows(source) if all(row) and chance.random() < 0.05]
    return chance.sample(rows, min(count, len(rows)))


def open_big() -> Counter | None:
    """The store with the big catalogue, opened; None where its file is missing."""
    folder = big_store()
    return None if folder is None else open_counter(folder)


def _publish(counter: Counter, source: Path) -> None:
    profile = counter.use.terms.profile
    rules = RowRules(profile.currency, frozenset(profile.groups), _DEFAULTS)

    def tell(done: int, whole: int | None) -> None:
        if done % _TOLD == 0:
            print(f"catalogue: {done} of about {whole}", file=sys.stderr, flush=True)

    skipped = counter.place.folder / "skipped.csv"
    counter.use.publisher.publish(Load(source, rules, "101", skipped, tell))


def _rows(source: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(source, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            yield row["code"], row["name"]
