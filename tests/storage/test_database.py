"""Opening encrypted stores: durability is proved, a wrong key is told, two writers are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, Integer, Table, Text
from sqlalchemy.exc import DBAPIError, IntegrityError

from counter_app.domain.errors import Fault, Refusal
from counter_app.storage import database, sqlite_dialect

Opener = Callable[[Path, bytes], Engine]

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


def totals_table() -> Table:
    return sqlite_dialect.keyed_table(
        "total",
        database.new_metadata(),
        Column("day", Text, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("amount", Integer, nullable=False),
        Column("note", Text),
    )


def made_store(path: Path) -> None:
    engine = database.open_writer(path, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE sale(id INTEGER PRIMARY KEY) STRICT")
        connection.exec_driver_sql("INSERT INTO sale VALUES(1)")
    engine.dispose()


def test_the_writer_makes_every_commit_durable(tmp_path: Path) -> None:
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    with engine.connect() as connection:
        shown = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        }
    engine.dispose()
    assert shown == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "wal_autocheckpoint": 1000,
    }


def test_a_connection_that_could_lose_a_sale_is_refused(tmp_path: Path) -> None:
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA synchronous=NORMAL")
    raw.close()
    with engine.connect() as connection, pytest.raises(Fault) as caught:
        database.require_durable(connection)
    engine.dispose()
    assert caught.value.code == "storage.not_durable"
    assert not caught.value.retry


def test_what_was_committed_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    engine = database.open_reader(path, KEY)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT id FROM sale").scalars().all() == [1]
    engine.dispose()


def test_the_file_is_unreadable_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    assert not path.read_bytes().startswith(b"SQLite format")


@pytest.mark.parametrize(
    "opener", [database.open_writer, database.open_reader, database.open_frozen]
)
def test_a_wrong_key_is_told_when_the_store_is_opened(
    opener: Opener, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    with pytest.raises(Fault) as caught:
        opener(path, OTHER_KEY)
    assert caught.value.code == "storage.wrong_key"
    assert not caught.value.retry
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("opener", [database.open_reader, database.open_frozen])
def test_a_reader_does_not_make_a_store_that_is_not_there(opener: Opener, tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        opener(tmp_path / "counter.db", KEY)
    assert caught.value.code == "storage.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        database.open_writer(tmp_path / "gone" / "counter.db", KEY)
    assert caught.value.code == "storage.failed"


def test_a_reader_cannot_change_anything(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    engine = database.open_reader(path, KEY)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM sale")
    engine.dispose()


def test_a_reader_reads_while_the_writer_is_in_a_transaction(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    writer, reader = database.open_writer(path, KEY), database.open_reader(path, KEY)
    with writer.begin() as writing:
        writing.exec_driver_sql("INSERT INTO sale VALUES(2)")
        with reader.connect() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM sale").scalar() == 1
    with reader.connect() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM sale").scalar() == 2
    writer.dispose()
    reader.dispose()


def test_a_writer_holds_the_store_from_the_beginning_of_its_transaction(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    writer, other = database.open_writer(path, KEY), database.open_reader(path, KEY)
    with writer.begin(), other.connect() as late:
        for pragma in ("busy_timeout=0", "query_only=OFF"):
            late.exec_driver_sql(f"PRAGMA {pragma}")
        with pytest.raises(Fault) as caught, database.storage_faults():
            late.exec_driver_sql("DELETE FROM sale")
    writer.dispose()
    other.dispose()
    assert (caught.value.code, caught.value.retry) == ("storage.busy", True)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "counter.db"
    made_store(path)
    engine = database.open_writer(path, KEY)
    with pytest.raises(IntegrityError), database.storage_faults(), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO sale VALUES(?)", [(2,), (1,)])
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sale").scalar() == 1
    engine.dispose()


def test_a_full_disk_is_a_fault_that_may_be_tried_again(tmp_path: Path) -> None:
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE sale(id INTEGER PRIMARY KEY, body BLOB) STRICT")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=4")
    with (
        pytest.raises(Fault) as caught,
        database.storage_faults(),
        engine.begin() as connection,
    ):
        connection.exec_driver_sql("INSERT INTO sale VALUES(1, zeroblob(100000))")
    engine.dispose()
    assert (caught.value.code, caught.value.retry) == ("storage.full", True)


def test_an_old_library_is_refused_and_named() -> None:
    with pytest.raises(Fault) as caught:
        database.require_safe_library((3, 51, 2))
    assert caught.value.values == {"found": "3.51.2", "needed": "3.51.3"}


def test_the_first_safe_library_is_accepted() -> None:
    database.require_safe_library((3, 51, 3))


def test_a_key_of_another_length_never_reaches_the_database(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        database.open_writer(tmp_path / "counter.db", b"short")


def test_a_second_writer_of_a_store_is_refused_at_once(tmp_path: Path) -> None:
    with (
        database.StoreLock(tmp_path / "lock"),
        pytest.raises(Refusal) as caught,
        database.StoreLock(tmp_path / "lock"),
    ):
        pass
    assert caught.value.code == "store.in_use"


def test_a_store_is_free_again_when_its_writer_has_gone(tmp_path: Path) -> None:
    first = database.StoreLock(tmp_path / "lock")
    first.acquire()
    first.release()
    first.release()
    with database.StoreLock(tmp_path / "lock"):
        pass


def test_a_compiled_insert_takes_whole_rows_in_column_order(tmp_path: Path) -> None:
    table = totals_table()
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    with engine.begin() as connection:
        table.create(connection)
        connection.exec_driver_sql(
            sqlite_dialect.compile_insert(table), [("d1", "cash", 5, None), ("d1", "card", 7, "x")]
        )
        rows = connection.execute(table.select().order_by(table.c.kind)).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("d1", "card", 7, "x"), ("d1", "cash", 5, None)]


def test_an_upsert_adds_to_the_amount_and_keeps_the_rest(tmp_path: Path) -> None:
    table = totals_table()
    statement = sqlite_dialect.compile_upsert(table, ("day", "kind"), ("amount",))
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    with engine.begin() as connection:
        table.create(connection)
        for amount, note in ((5, "first"), (-2, "second"), (40, "third")):
            connection.exec_driver_sql(statement, ("d1", "cash", amount, note))
        rows = connection.execute(table.select()).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("d1", "cash", 43, "first")]


@pytest.mark.parametrize("change", ["UPDATE total SET amount = 0", "DELETE FROM total"])
def test_an_append_only_table_refuses_every_change(change: str, tmp_path: Path) -> None:
    table = totals_table()
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    with engine.begin() as connection:
        table.create(connection)
        for trigger in sqlite_dialect.forbid_changes(table):
            connection.exec_driver_sql(trigger)
        connection.exec_driver_sql("INSERT INTO total VALUES('d1', 'cash', 5, NULL)")
    with engine.begin() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.exec_driver_sql(change)
    engine.dispose()


def test_a_strict_table_refuses_a_wrong_type(tmp_path: Path) -> None:
    table = totals_table()
    engine = database.open_writer(tmp_path / "counter.db", KEY)
    with engine.begin() as connection:
        table.create(connection)
        with pytest.raises(IntegrityError, match="cannot store TEXT"):
            connection.exec_driver_sql("INSERT INTO total VALUES('d1', 'cash', 'five', NULL)")
    engine.dispose()
