"""The floor under a sale: the rows that the fold made, through the bare driver.

Invariant: same file, key, pragmas, tables, indexes and triggers as the store; one kept connection;
nothing is encoded, hashed, signed or decided here.
"""

import shutil
import time
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher

from counter_app.storage.database import open_reader
from counter_app.storage.folds import Row, fold
from counter_app.storage.journal import decode
from counter_app.storage.tables import journal
from counter_app.storage.unit_of_work import FOLD_SQL
from tests.bench.measure import milliseconds

_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=1000",
    "foreign_keys=ON",
    "busy_timeout=5000",
)
_COLUMNS: Final = [column.name for column in journal.columns]
_JOURNAL: Final = f"INSERT INTO journal VALUES({','.join('?' * len(_COLUMNS))})"
_READ: Final = f"SELECT {', '.join(_COLUMNS)} FROM journal WHERE seq = ?"  # noqa: S608 - our names

Batch = list[tuple[str, list[Row]]]
"""Statements with their rows, in the order of the fold."""


class Written:
    """Reads back what a store wrote, as the rows of one transaction."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._engine = open_reader(path, key)

    def batch(self, seq: int) -> Batch:
        """The journal's row and every read table's rows of one entry."""
        with self._engine.connect() as connection:
            row = connection.exec_driver_sql(_READ, (seq,)).one()
        rows = fold(decode(bytes(row[-1])))
        folded = [(FOLD_SQL[table], list(values)) for table, values in rows.items() if values]
        return [(_JOURNAL, [tuple(row)]), *folded]

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


class Floor:
    """A copy of a store into which finished rows go."""

    def __init__(self, source: Path, copy: Path, key: bytes) -> None:
        """`source` is a database that nobody has open."""
        shutil.copyfile(source, copy)
        self._connection = sqlcipher.connect(  # type: ignore[attr-defined]  # no stubs
            str(copy), isolation_level=None
        )
        self._cursor = self._connection.cursor()
        self._cursor.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            self._cursor.execute(f"PRAGMA {pragma}").fetchall()
        self.times: list[float] = []

    def insert(self, batch: Batch) -> None:
        """One transaction of finished rows, timed."""
        cursor = self._cursor
        begun = time.perf_counter_ns()
        cursor.execute("BEGIN IMMEDIATE")
        for statement, rows in batch:
            cursor.executemany(statement, rows)
        cursor.execute("COMMIT")
        self.times.append(milliseconds(time.perf_counter_ns() - begun))

    def close(self) -> None:
        """Close the copy."""
        self._connection.close()
