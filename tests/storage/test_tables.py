"""The schema's own rules, and that a second database understands it as well."""

import re
from typing import get_args

import pytest
from sqlalchemy import Table
from sqlalchemy.schema import CreateTable

from counter_app.domain.facts import Fact
from counter_app.storage import postgres_dialect as postgres
from counter_app.storage import sqlite_dialect as sqlite
from counter_app.storage import tables as t
from counter_app.storage.queries import STATEMENTS
from counter_app.storage.store import EmbeddedStore
from tests.builders import a_store

BY_NAME = {table.name: table for table in t.METADATA.sorted_tables}
NO_FACTS = {"journal", "draft", "secret", "badge", "claim", "vault", "meta"}


def test_every_table_is_a_read_table_or_one_of_the_known_others() -> None:
    assert {table.name for table in t.READ_TABLES} == BY_NAME.keys() - NO_FACTS


@pytest.mark.parametrize("table", t.READ_TABLES, ids=lambda table: table.name)
def test_the_key_of_a_read_table_stands_first(table: Table) -> None:
    # Verify and the counters rely on it: a row is its key, then what is kept under it.
    names = [column.name for column in table.columns]
    keys = t.key_columns(table)
    assert tuple(names[: len(keys)]) == keys


@pytest.mark.parametrize("table", t.READ_TABLES, ids=lambda table: table.name)
def test_a_read_table_is_found_by_its_entry_or_adds_up_integers(table: Table) -> None:
    if table.info["fold"] == t.INSERT:
        assert t.key_columns(table)[0] in {"seq", "txn"}
        assert t.added_columns(table) == ()
    else:
        added = t.added_columns(table)
        assert added
        assert {table.c[name].type.python_type for name in added} == {int}


def test_no_index_on_lines_beside_their_key() -> None:
    # Random keys on the largest table cost 2.57 times at a million sales.
    assert BY_NAME["line"].indexes == set()
    assert BY_NAME["line_tax"].indexes == set()


@pytest.mark.parametrize("table", BY_NAME.values(), ids=BY_NAME)
def test_every_table_is_strict_and_has_64_bit_integers(table: Table) -> None:
    ddl = sqlite.compiled(CreateTable(table))
    assert "STRICT" in ddl
    assert " BIGINT" not in ddl
    assert " INTEGER" not in postgres.create(table)[0]


@pytest.mark.parametrize("table", BY_NAME.values(), ids=BY_NAME)
def test_every_table_and_its_fold_compile_for_postgresql(table: Table) -> None:
    texts = [*postgres.create(table), postgres.compile_insert(table)]
    if table.info.get("fold") == t.ADD:
        texts.append(postgres.compile_upsert(table, t.key_columns(table), t.added_columns(table)))
    if set(t.key_columns(table)) != {column.name for column in table.columns}:
        texts.append(postgres.compile_replace(table))
    for text in texts:
        assert not re.search(r"STRICT|ROWID|\?", text)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_query_compiles_for_postgresql(name: str) -> None:
    assert postgres.compiled(STATEMENTS[name]).startswith(("SELECT", "WITH"))


def test_an_upsert_says_the_same_in_both_databases() -> None:
    table = BY_NAME["session_total"]
    arguments = (table, t.key_columns(table), t.added_columns(table))
    update = " DO UPDATE SET "
    ours = sqlite.compile_upsert(*arguments).partition(update)[2]
    theirs = postgres.compile_upsert(*arguments).partition(update)[2]
    assert ours.replace('"', "") == theirs.replace('"', "")


def test_the_journal_s_guards_are_written_for_both_databases() -> None:
    assert len(sqlite.forbid_changes(t.journal)) == 2
    function, trigger = postgres.forbid_changes(t.journal)
    assert "append-only" in function
    assert "UPDATE OR DELETE OR TRUNCATE" in trigger


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return a_store(tmp_path_factory.mktemp("schema"))


def test_a_founded_store_has_exactly_these_tables(store: EmbeddedStore) -> None:
    with store.reading() as queries:
        found = queries.connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        ).scalars()
        assert set(found) == BY_NAME.keys()
    store.close()


def test_every_kind_of_fact_has_a_name_of_its_own() -> None:
    kinds = [fact.kind for fact in get_args(Fact)]
    assert len(kinds) == len(set(kinds))
