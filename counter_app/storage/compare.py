"""Stored rows against the rows that the journal gives: what is missing, surplus or different.

Invariant: equal rows in any order are no finding; a difference names table, key and column.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Table

from counter_app.storage.findings import Findings, shown
from counter_app.storage.folds import Row
from counter_app.storage.tables import key_columns


def place(table: str, key: Iterable[object]) -> str:
    """A row as a person finds it: `line 37/2`."""
    return f"{table} {'/'.join(str(shown(part)) for part in key)}"


class TableCheck:
    """Compares the rows of one table; its key columns stand first."""

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self.columns = tuple(column.name for column in table.columns)
        self._keys = len(key_columns(table))

    def compare(self, stored: Sequence[Row], expected: Sequence[Row], into: Findings) -> None:
        """Add what differs. Meant for few rows: callers compare whole lists first."""
        found = {row[: self._keys]: row for row in stored}
        given = {row[: self._keys]: row for row in expected}
        for key, row in given.items():
            if key not in found:
                into.add(place(self.name, key), "row.missing", table=self.name)
            elif found[key] != row:
                self._columns(found[key], row, into)
        for key in found:
            if key not in given:
                into.add(place(self.name, key), "row.surplus", table=self.name)

    def _columns(self, stored: Row, expected: Row, into: Findings) -> None:
        where = place(self.name, stored[: self._keys])
        for column, is_, should in zip(self.columns, stored, expected, strict=True):
            if is_ != should:
                into.add(
                    where,
                    "row.differs",
                    table=self.name,
                    column=column,
                    stored=shown(is_),
                    expected=shown(should),
                )
