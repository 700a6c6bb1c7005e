"""Publishes a catalogue: a file of the supplier becomes the catalogue the counter sells from.

The new catalogue is built and checked aside; the switch is one short transaction with one entry.
Invariant: until that entry is stored the old catalogue is in force, and whatever stops the load
leaves no part of the new one.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from counter_app.domain.catalogue import Product
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import Published
from counter_app.services.catalogues.rows import RowReader, RowRules, check_digit_wrong
from counter_app.services.catalogues.skipped_rows import SkippedRows
from counter_app.services.catalogues.text import CatalogueText, open_text

CATALOGUE: Final = "catalogue"
EXAMPLES: Final = 20
"""Remarks kept to be shown; all are counted."""


@dataclass(frozen=True, slots=True)
class BuiltCatalogue:
    """A finished catalogue that nobody sells from yet; `digest` is its SHA-256, hexadecimal."""

    id: str
    digest: str
    rows: int


class CatalogueShelf(Protocol):
    """Where catalogues are built and kept, each a file of its own."""

    def build(
        self,
        products: Iterable[Product],
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> BuiltCatalogue:
        """Build and keep a catalogue; Refusal `catalogue.cancelled` when told to stop."""

    def discard(self, catalogue_id: str) -> None:
        """Drop a catalogue that no entry names."""


class Entries(Protocol):
    """One write transaction, as far as a publication needs it."""

    def append(self, fact: Published, user: str = "") -> object:
        """Write the fact as the next entry."""


class PublicationStore(Protocol):
    """The store, as far as a publication needs it; the port `Store` satisfies it."""

    def work(self) -> AbstractContextManager[Entries]:
        """Begin a write transaction; an exception inside rolls everything back."""

    def published(self, what: str) -> Published | None:
        """Give the publication in force."""


@dataclass(frozen=True, slots=True)
class Load:
    """One load: the file, what its rows are held to, who asks and who watches.

    `skipped` is the file for bad rows; without one the first bad row stops the load. `progress`
    is told the rows done and an estimate of all; `cancelled` is asked every few thousand rows.
    """

    source: Path
    rules: RowRules
    user: str = ""
    skipped: Path | None = None
    progress: Callable[[int, int | None], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd that does not stop a row: `check_digit` or `column_ignored`."""

    code: str
    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: rows loaded, rows skipped, and what is odd about those loaded."""

    id: str
    digest: str
    rows: int
    skipped: int
    warnings: int
    examples: tuple[Remark, ...]


class CataloguePublisher:
    """Loads catalogues into a store. `explain` makes a sentence of a bad row's Refusal."""

    def __init__(
        self,
        store: PublicationStore,
        shelf: CatalogueShelf,
        explain: Callable[[Refusal], str] = str,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._explain = explain

    def publish(self, load: Load) -> Publication:
        """Load a file and switch to it.

        Raises Refusal `catalogue.row.…` with file, line, field and value for the first bad row
        (unless they are skipped), `catalogue.empty`, `catalogue.cancelled`, and what
        RowReader and CatalogueText raise.
        """
        with open_text(load.source) as text:
            rows = _Rows(text, RowReader(text.columns, load.rules))
            with SkippedRows(load.skipped, text.columns, self._explain) as skipped:
                built = self._shelf.build(
                    rows.products(skipped),
                    lambda done: load.progress(done, text.estimate(done)),
                    load.cancelled,
                )
                self._switch(built, load)
        return Publication(
            built.id, built.digest, built.rows, skipped.count, rows.warnings, tuple(rows.examples)
        )

    def _switch(self, built: BuiltCatalogue, load: Load) -> None:
        if not built.rows:
            self._shelf.discard(built.id)
            raise Refusal("catalogue.empty", file=load.source.name)
        entry = Published(what=CATALOGUE, id=built.id, digest=built.digest, rows=built.rows)
        try:
            with self._store.work() as work:
                work.append(entry, load.user)
        except Exception:
            # A commit may fail after it took effect; a catalogue that is in force must stay.
            now = self._store.published(CATALOGUE)
            if now is None or now.id != built.id:
                self._shelf.discard(built.id)
            raise


class _Rows:
    """The good rows of a file, with what was odd about them."""

    def __init__(self, text: CatalogueText, reader: RowReader) -> None:
        self._text = text
        self._reader = reader
        self.warnings = 0
        self.examples: list[Remark] = []
        for column in reader.ignored:
            self._remark("column_ignored", 1, column)

    def products(self, skipped: SkippedRows) -> Iterator[Product]:
        for line, cells in self._text.records():
            try:
                product = self._reader.product(cells)
            except Refusal as refusal:
                placed = Refusal(refusal.code, file=self._text.name, line=line, **refusal.values)
                if not skipped.wanted:
                    raise placed from refusal
                skipped.add(line, placed, cells)
                continue
            if check_digit_wrong(product.code):
                self._remark("check_digit", line, product.code)
            yield product
        # Before the switch: a list of skipped rows that cannot be kept stops the load.
        skipped.finish()

    def _remark(self, code: str, line: int, value: str) -> None:
        self.warnings += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(Remark(code, line, value))
