"""What PostgreSQL says in its own way: upserts, and guards against change on the journal.

Invariant: the same tables and the same fold as the embedded store, no logic of its own; a store's
server with several lanes runs these texts.
"""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Table, insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.expression import ClauseElement

from counter_app.storage.sqlite_dialect import WHERE

_DIALECT: Final = postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]  # untyped there


def compiled(statement: ClauseElement) -> str:
    """Return the SQL of a Core statement with its parameters by name."""
    return str(statement.compile(dialect=_DIALECT))


def compile_insert(table: Table) -> str:
    """Return the INSERT of whole rows."""
    return compiled(insert(table))


def compile_upsert(table: Table, keys: Sequence[str], adds: Collection[str]) -> str:
    """Return the INSERT that adds to a row already there: `ON CONFLICT (keys) DO UPDATE`."""
    statement = postgresql.insert(table)
    sums = {name: table.c[name] + statement.excluded[name] for name in adds}
    return compiled(statement.on_conflict_do_update(index_elements=list(keys), set_=sums))


def compile_replace(table: Table) -> str:
    """Return the INSERT that takes the place of the row with the same key."""
    statement = postgresql.insert(table)
    keys = [column.name for column in table.primary_key]
    news = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return compiled(statement.on_conflict_do_update(index_elements=keys, set_=news))


def create(table: Table) -> tuple[str, ...]:
    """Return the DDL of a table and its indexes."""
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    for index in indexes:
        if WHERE in index.info:
            index.dialect_options["postgresql"]["where"] = index.info[WHERE]
    return compiled(CreateTable(table)), *(compiled(CreateIndex(index)) for index in indexes)


def forbid_changes(table: Table) -> tuple[str, str]:
    """Return function and trigger that refuse every UPDATE, DELETE and TRUNCATE."""
    name = f"{table.name}_append_only"
    refusal = f"BEGIN RAISE EXCEPTION '{table.name} is append-only'; END"
    function = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {refusal} $$"
    changes = "UPDATE OR DELETE OR TRUNCATE"
    trigger = (
        f"CREATE TRIGGER {name} BEFORE {changes} ON {table.name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
    return function, trigger
