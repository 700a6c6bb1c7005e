"""Catalogue files: each publication an encrypted file of its own, built aside, then never changed.

Invariant: under a catalogue's own name there is only ever a complete and durable file; a load that
is cancelled or fails leaves nothing behind and no other catalogue is touched.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Final, cast

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from counter_app.domain.catalogue import Product
from counter_app.domain.errors import Refusal
from counter_app.services.catalogues.publish import BuiltCatalogue
from counter_app.storage import search
from counter_app.storage.catalogue_tables import (
    BY_CODE_INDEX,
    FOLDED,
    INSERT_PRODUCT,
    INSERT_SEARCH,
    PRODUCT,
    SEARCH,
    SELECT_BEGINS,
    SELECT_BY_CODE,
    SELECT_CATEGORIES,
    SELECT_COUNT,
    SELECT_HOLDS,
    SELECT_MATCHES,
    Row,
    product_row,
    row_product,
)
from counter_app.storage.database import (
    make_durable,
    open_builder,
    open_frozen,
    storage_faults,
    sync_folder,
)
from counter_app.storage.sqlite_dialect import trigram_index, trigram_optimize

CHUNK: Final = 5_000
"""Rows between two looks at the cancel button: some tens of milliseconds."""

_UNFINISHED: Final = ".building"


class CatalogueFolder:
    """The catalogue files of a store. Satisfies the port `CatalogueShelf`."""

    def __init__(self, folder: Path, key: bytes, new_id: Callable[[], str]) -> None:
        self._folder = folder
        self._key = key
        self._new_id = new_id

    def path(self, catalogue_id: str) -> Path:
        """Where a catalogue lies, whether or not it is there."""
        return self._folder / f"{catalogue_id}.db"

    def open(self, catalogue_id: str) -> "CatalogueReader":
        """Open a finished catalogue. Raises Fault `storage.missing`, `storage.wrong_key`."""
        return CatalogueReader(self.path(catalogue_id), self._key)

    def build(
        self,
        products: Iterable[Product],
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> BuiltCatalogue:
        """Build a catalogue of `products` (codes distinct) and make it durable.

        Tells the number of products so far after each chunk. Raises Refusal
        `catalogue.cancelled`, and whatever `products` raises.
        """
        catalogue_id = self._new_id()
        draft = self.path(catalogue_id).with_suffix(_UNFINISHED)
        with storage_faults():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            try:
                rows = _fill(draft, self._key, _watched(products, progress, cancelled))
                make_durable(draft)
                digest = digest_of(draft)
                draft.replace(self.path(catalogue_id))
                sync_folder(self._folder)
            finally:
                draft.unlink(missing_ok=True)
        return BuiltCatalogue(catalogue_id, digest, rows)

    def discard(self, catalogue_id: str) -> None:
        """Delete a catalogue that no publication names."""
        with storage_faults():
            self.path(catalogue_id).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Drop what a load left that was cut off by a power failure."""
        for left in self._folder.glob(f"*{_UNFINISHED}"):
            left.unlink(missing_ok=True)


class CatalogueReader:
    """Reads one catalogue. A look-up by code never waits for a search: each has its connection."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._engines = (open_frozen(path, key), open_frozen(path, key))
        # Cursors of the driver itself: a look-up passes no layer that it does not need.
        self._connections = tuple(engine.raw_connection() for engine in self._engines)
        self._codes, self._names = (kept.cursor() for kept in self._connections)
        self._codes_lock, self._names_lock = Lock(), Lock()

    def by_code(self, code: str) -> Product | None:
        """Return the product with exactly this code."""
        with self._codes_lock, storage_faults():
            self._codes.execute(SELECT_BY_CODE, (code,))
            row = self._codes.fetchone()
        return None if row is None else row_product(cast(Row, row))

    def search(self, text: str, limit: int = 20) -> list[Product]:
        """Return up to `limit` products by name or category; see `search.find`."""
        with self._names_lock, storage_faults():
            return search.find(text, self._matches, limit)

    def code_begins(self, digits: str, limit: int) -> list[Product]:
        """Return up to `limit` products whose code begins so, by code."""
        after = f"{digits[:-1]}{chr(ord(digits[-1]) + 1)}"
        with self._codes_lock, storage_faults():
            self._codes.execute(SELECT_BEGINS, (digits, after))
            return [row_product(cast(Row, row)) for row in self._codes.fetchmany(limit)]

    def code_holds(self, digits: str, limit: int) -> list[Product]:
        """Return up to `limit` products with these digits anywhere in their code, by code.

        Reads every code (0.2 s of 800,000): not for the thread that paints.
        """
        codes = self._slowly(SELECT_HOLDS, (f"%{digits}%",), limit)
        return [product for code in codes if (product := self.by_code(code)) is not None]

    def categories(self) -> list[str]:
        """Return the distinct categories. Reads every product (1 s of 800,000)."""
        return [name for name in self._slowly(SELECT_CATEGORIES, ()) if name]

    def count(self) -> int:
        """Return how many products there are."""
        with self._codes_lock, storage_faults():
            self._codes.execute(SELECT_COUNT)
            row = self._codes.fetchone()
        return int(row[0] or 0) if row else 0

    def close(self) -> None:
        """Let go of the file; the reader is of no use afterwards."""
        for kept in self._connections:
            kept.close()
        for engine in self._engines:
            engine.dispose()

    def _slowly(self, statement: str, values: tuple[str, ...], limit: int = -1) -> list[str]:
        """Run it on a connection of its own: nobody's look-up waits for it."""
        engine = open_frozen(self._path, self._key)
        try:
            with storage_faults(), engine.connect() as connection:
                rows = connection.exec_driver_sql(statement, values)
                found = rows.fetchmany(limit) if limit >= 0 else rows.fetchall()
                rows.close()
                return [str(row[0]) for row in found]
        finally:
            engine.dispose()

    def _matches(self, expression: str) -> Iterator[Row]:
        self._names.execute(SELECT_MATCHES, (expression,))
        while row := self._names.fetchone():
            yield cast(Row, row)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file as lower-case hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(path: Path, key: bytes, chunks: Iterable[Sequence[Product]]) -> int:
    engine = open_builder(path, key)
    count = 0
    try:
        with engine.begin() as connection:
            connection.execute(CreateTable(PRODUCT))
            connection.exec_driver_sql(trigram_index(SEARCH, FOLDED))
            for chunk in chunks:
                _insert(connection, count, chunk)
                count += len(chunk)
            BY_CODE_INDEX.create(connection)
            connection.exec_driver_sql(trigram_optimize(SEARCH))
    finally:
        engine.dispose()
    return count


def _insert(connection: Connection, before: int, products: Sequence[Product]) -> None:
    numbered = range(before + 1, before + 1 + len(products))
    rows = list(map(product_row, numbered, products))
    connection.exec_driver_sql(INSERT_PRODUCT, rows)
    texts = list(zip(numbered, map(search.index_text, products), strict=True))
    connection.exec_driver_sql(INSERT_SEARCH, texts)


def _watched(
    products: Iterable[Product],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> Iterator[Sequence[Product]]:
    """Cut `products` into chunks; between two, tell how far it is and obey a cancel."""
    source, done = iter(products), 0
    while chunk := tuple(islice(source, CHUNK)):
        if cancelled():
            raise Refusal("catalogue.cancelled")
        yield chunk
        done += len(chunk)
        progress(done)
