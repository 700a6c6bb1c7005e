"""Looks through a catalogue's file before it is loaded: the first rows, how many, the bad ones.

Invariant: a row that is bad here is bad when it is loaded, for the same reader reads it; nothing is
kept but what is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.domain.catalogue import Product
from counter_app.domain.errors import Refusal
from counter_app.services.catalogues.rows import RowReader, RowRules
from counter_app.services.catalogues.text import open_text

FIRST: Final = 5
"""Good rows shown."""
WORST: Final = 20
"""Bad rows shown; all are counted."""
_EVERY: Final = 2_000  # rows between two looks at the person who waits


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be loaded: the line it begins on, and why."""

    line: int
    why: Refusal


@dataclass(frozen=True, slots=True)
class CataloguePreview:
    """What a file holds: `rows` good ones, the first of them, `bad` others, the first of those."""

    source: Path
    rows: int
    first: tuple[Product, ...]
    bad: int
    worst: tuple[BadRow, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Who waits: is told the rows done and an estimate of all, and may call it off."""

    progress: Callable[[int, int | None], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


def preview(source: Path, rules: RowRules, watch: Watch | None = None) -> CataloguePreview:
    """Read the whole file. Raises what a load raises for the file as a whole: `catalogue.empty`,
    `catalogue.column_missing`, `catalogue.not_utf8`, Fault `catalogue.unreadable` …; and
    `catalogue.cancelled`.
    """
    watch = watch or Watch()
    first: list[Product] = []
    worst: list[BadRow] = []
    good = bad = 0
    with open_text(source) as text:
        reader = RowReader(text.columns, rules)
        for line, cells in text.records():
            try:
                product = reader.product(cells)
            except Refusal as refusal:
                bad += 1
                if len(worst) < WORST:
                    why = Refusal(refusal.code, file=text.name, line=line, **refusal.values)
                    worst.append(BadRow(line, why))
            else:
                good += 1
                if len(first) < FIRST:
                    first.append(product)
            if (good + bad) % _EVERY == 0:
                _look_up(watch, good + bad, text.estimate(good + bad))
    if not good and not bad:
        raise Refusal("catalogue.empty", file=source.name)
    return CataloguePreview(source, good, tuple(first), bad, tuple(worst))


def _look_up(watch: Watch, done: int, estimate: int | None) -> None:
    if watch.cancelled():
        raise Refusal("catalogue.cancelled")
    watch.progress(done, estimate)
