"""What SQLite says in its own way: strict tables, upserts, guards against change, FTS5.

Invariant: SQL text that only SQLite understands is written here and in no other module, so that a
second database gets a second module like this one and nothing else changes.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Index, MetaData, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.expression import ClauseElement

WHERE: Final = "where"
INTEGRITY: Final = ("PRAGMA cipher_integrity_check", "PRAGMA quick_check")
"""Each answers with no row or with `ok` where every page is as it was written."""
NO_LOG: Final = "PRAGMA journal_mode=DELETE"
"""Writes the log into the file and leaves the file alone: no other belongs to it then."""
_DIALECT: Final = sqlite.dialect(paramstyle="qmark")


def strict_table(name: str, metadata: MetaData, *items: SchemaItem) -> Table:
    """Return a table whose column types the database enforces (Integer, Text, LargeBinary)."""
    return Table(name, metadata, *items, sqlite_strict=True)


def keyed_table(name: str, metadata: MetaData, *items: SchemaItem) -> Table:
    """Return a strict table stored in its primary key: children `(txn, no)`, counters."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=False)


def partial_index(name: str, *columns: ColumnElement[object], where: ColumnElement[bool]) -> Index:
    """Return an index of the rows that `where` holds for; `info` keeps it for other dialects.

    Naming another dialect's option here would load that whole dialect at every start.
    """
    return Index(name, *columns, sqlite_where=where, info={WHERE: where})


def compiled(statement: ClauseElement) -> str:
    """Return the SQL of a Core statement with `?` in the order of its bound parameters."""
    return str(statement.compile(dialect=_DIALECT))


def compile_insert(table: Table) -> str:
    """Return the INSERT of whole rows, one `?` per column in the table's order.

    Meant for `exec_driver_sql` with tuples: values go to the driver as they are (int, str, bytes,
    None), without the column types' own conversion.
    """
    return compiled(insert(table))


def compile_upsert(table: Table, keys: Sequence[str], adds: Collection[str]) -> str:
    """Return the INSERT that adds to a row already there: `ON CONFLICT(keys) DO UPDATE`.

    Each column of `adds` becomes the stored value plus the given one; all others keep theirs.
    """
    statement = sqlite.insert(table)
    sums = {name: table.c[name] + statement.excluded[name] for name in adds}
    return compiled(statement.on_conflict_do_update(index_elements=list(keys), set_=sums))


def compile_replace(table: Table) -> str:
    """Return the INSERT that takes the place of the row with the same key."""
    statement = sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    news = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return compiled(statement.on_conflict_do_update(index_elements=keys, set_=news))


def forbid_changes(table: Table) -> tuple[str, str]:
    """Return the triggers that refuse every UPDATE and DELETE on an append-only table."""
    return _guard(table, "UPDATE"), _guard(table, "DELETE")


def trigram_index(name: str, column: str) -> str:
    """Return the DDL of a trigram index: any three letters in a row are found, no text is kept.

    `detail=none` keeps neither position nor column, so a query is trigrams joined by AND and its
    rows are checked against the real text (`match_all`).
    """
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='', columnsize=0, "
        "detail=none, tokenize='trigram case_sensitive 1')"
    )


def trigram_optimize(name: str) -> str:
    """Return the statement that merges the index into one segment, for files that never change."""
    return f"INSERT INTO {name}({name}) VALUES('optimize')"


def match_all(trigrams: Iterable[str]) -> str:
    """Return the FTS5 expression for rows that hold every one of `trigrams`; empty for none."""
    return " AND ".join(map(quoted, trigrams))


def match_any(trigrams: Iterable[str]) -> str:
    """Return the FTS5 expression for rows that hold one of `trigrams`; empty for none."""
    return " OR ".join(map(quoted, trigrams))


def quoted(trigram: str) -> str:
    """Return a trigram as FTS5 takes it, whatever signs it holds."""
    return '"' + trigram.replace('"', '""') + '"'


def _guard(table: Table, change: str) -> str:
    return (
        f"CREATE TRIGGER {table.name}_no_{change.lower()} BEFORE {change} ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
    )
