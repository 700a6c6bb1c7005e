"""Changes a closed store as somebody with its key would: past the triggers, past the program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, select, update

from counter_app.storage.database import open_writer
from counter_app.storage.folds import Value
from tests.builders import KEYS


@contextmanager
def tampering(folder: Path) -> Iterator[Connection]:
    """A raw connection; the guards of the journal are gone."""
    engine = open_writer(folder / "counter.db", KEYS.database)
    try:
        with engine.begin() as connection:
            for change in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS journal_no_{change}")
            yield connection
    finally:
        engine.dispose()


def last_key(connection: Connection, table: Table) -> tuple[Value, ...]:
    """The key of the last row of a table."""
    keys = list(table.primary_key)
    rows = connection.execute(table.select().with_only_columns(*keys).order_by(*keys)).all()
    return tuple(rows[-1])


def row_of(table: Table, key: tuple[Value, ...]) -> ColumnElement[bool]:
    """The condition that is true of one row."""
    return and_(*(column == part for column, part in zip(table.primary_key, key, strict=True)))


def change(connection: Connection, table: Table, key: tuple[Value, ...], column: str) -> None:
    """Give one column of one row another value of the same type."""
    one = row_of(table, key)
    stored = connection.execute(select(table.c[column]).where(one)).scalar()
    connection.execute(update(table).where(one).values({column: other(stored, column)}))


def remove(connection: Connection, table: Table, key: tuple[Value, ...]) -> None:
    """Take one row out."""
    connection.execute(delete(table).where(row_of(table, key)))


def other(value: Value, column: str) -> Value:
    """Another value of the same type."""
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    if isinstance(value, int):
        return value + 1_000_000 if column == "seq" else value + 1
    if isinstance(value, str):
        return value + "x"
    return b"x" if column in {"token", "attempt", "reverses"} else "x"
