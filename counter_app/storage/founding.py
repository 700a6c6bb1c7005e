"""Founding a store: the folder, the tables, and the first entry that says what it is for ever.

Invariant: a folder that holds a store is never founded again, and one that was founded half-way
(a kill, a full disk) holds none: the file gets its name when the first entry is on the disk.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from counter_app.domain.errors import Fault
from counter_app.domain.facts import Fact, StoreFounded
from counter_app.services.ports import Clock, Lane
from counter_app.storage import tables as t
from counter_app.storage.database import (
    StoreLock,
    make_durable,
    open_writer,
    storage_faults,
    sync_folder,
)
from counter_app.storage.folds import FOLD_VERSION
from counter_app.storage.keys import Keys
from counter_app.storage.position import Position
from counter_app.storage.sqlite_dialect import compile_replace, forbid_changes
from counter_app.storage.store import DATABASE, LOCK
from counter_app.storage.unit_of_work import ClockWatch, EmbeddedWork, Writer

FOLDERS: Final = ("catalogue", "backup", "papers", "inbox")
SET_META: Final = compile_replace(t.meta)


def found_store(
    folder: Path, keys: Keys, clock: Clock, founding: StoreFounded, facts: Sequence[Fact] = ()
) -> None:
    """Make a new store with its first facts; its public key comes from the keys.

    Raises Fault `store.exists`.
    """
    path = folder / DATABASE
    with storage_faults():
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    with StoreLock(folder / LOCK), storage_faults():
        if path.exists():
            raise Fault("store.exists", retry=False, folder=str(folder))
        unfinished = folder / f"{DATABASE}.new"
        for suffix in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)
        lane = Lane(founding.store, founding.lane, founding.epoch)
        writer = Writer(lane, keys.signer(), keys.pepper, clock, ClockWatch(clock, 0))
        first = replace(founding, public_key=keys.public_key())
        _found(unfinished, keys, writer, (first, *facts))
        make_durable(unfinished)
        unfinished.rename(path)
        sync_folder(folder)


def _found(path: Path, keys: Keys, writer: Writer, facts: Sequence[Fact]) -> None:
    engine = open_writer(path, keys.database)
    try:
        with engine.begin() as connection:
            create_tables(connection)
            work = EmbeddedWork(writer, connection, Position())
            for fact in facts:
                work.append(fact)
    finally:
        engine.dispose()  # the last connection writes the log into the file


def create_tables(connection: Connection) -> None:
    """Create every table, the journal's guards, and the versions."""
    t.METADATA.create_all(connection)
    for guard in forbid_changes(t.journal):
        connection.exec_driver_sql(guard)
    connection.exec_driver_sql(SET_META, ("schema", str(t.SCHEMA_VERSION)))
    connection.exec_driver_sql(SET_META, ("fold", str(FOLD_VERSION)))
