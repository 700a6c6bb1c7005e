"""Founding a store: the folder, the tables, and the first entry that says what it is for ever.

Invariant: a folder that holds a store is never founded again.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from counter_app.domain.errors import Fault
from counter_app.domain.facts import StoreFounded
from counter_app.services.ports import Clock, Lane
from counter_app.storage import tables as t
from counter_app.storage.database import open_writer, storage_faults
from counter_app.storage.folds import FOLD_VERSION
from counter_app.storage.keys import Keys
from counter_app.storage.position import Position
from counter_app.storage.sqlite_dialect import compile_replace, forbid_changes
from counter_app.storage.store import DATABASE
from counter_app.storage.unit_of_work import ClockWatch, EmbeddedWork, Writer

FOLDERS: Final = ("catalogue", "backup", "papers", "inbox")
SET_META: Final = compile_replace(t.meta)


def found_store(folder: Path, keys: Keys, clock: Clock, founding: StoreFounded) -> None:
    """Make a new store; its public key comes from the keys. Raises Fault `store.exists`."""
    path = folder / DATABASE
    if path.exists():
        raise Fault("store.exists", retry=False, folder=str(folder))
    with storage_faults():
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    engine = open_writer(path, keys.database)
    lane = Lane(founding.store, founding.lane, founding.epoch)
    writer = Writer(lane, keys.signer(), keys.pepper, clock, ClockWatch(clock, 0))
    with storage_faults(), engine.connect() as connection, connection.begin():
        create_tables(connection)
        work = EmbeddedWork(writer, connection, Position())
        work.append(replace(founding, public_key=keys.public_key()))
    engine.dispose()


def create_tables(connection: Connection) -> None:
    """Create every table, the journal's guards, and the versions."""
    t.METADATA.create_all(connection)
    for guard in forbid_changes(t.journal):
        connection.exec_driver_sql(guard)
    connection.exec_driver_sql(SET_META, ("schema", str(t.SCHEMA_VERSION)))
    connection.exec_driver_sql(SET_META, ("fold", str(FOLD_VERSION)))
