"""Copies a running store, consistent as of one moment, and reads the copy back.

Invariant: the copy is taken inside one read transaction, so the writer goes on meanwhile and each
page is of the same commit; without it every commit would make the copy begin again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.engine.interfaces import DBAPICursor

from counter_app.domain.errors import Fault, Refusal
from counter_app.services.catalogues.publish import CATALOGUE
from counter_app.services.ports import Cancelled
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.database import open_builder, open_frozen, open_reader, storage_faults
from counter_app.storage.queries import Queries
from counter_app.storage.sqlite_dialect import INTEGRITY, NO_LOG, compiled

PAGES: Final = 256
"""A step of the copy: 1 MiB, some milliseconds, then the cancel button is looked at."""

_PAGE_BYTES: Final = 4096
_DAMAGED: Final = "storage.damaged"
_COPY_FAULTS: Final = {  # as sqlite3_errstr says them
    "database or disk is full": "storage.full",
    "database disk image is malformed": _DAMAGED,
    "file is not a database": _DAMAGED,
}
_ENTRIES: Final = compiled(select(func.count()).select_from(t.journal))

Copied = Callable[[int], None]  # bytes so far


@dataclass(frozen=True, slots=True)
class Head:
    """Where a journal stands in one moment, and which catalogue file belongs to it."""

    epoch: int
    seq: int
    hash: bytes
    number: int
    z: int
    catalogue: str
    catalogue_digest: str

    @property
    def receipt(self) -> str:
        """The highest receipt number, 15 digits; empty before the first sale."""
        return f"{self.number:015d}" if self.number else ""


class _Driver(Protocol):
    """What the driver's own connection offers beyond DB-API."""

    def backup(
        self, target: object, *, pages: int, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy page by page."""

    def execute(self, statement: str) -> DBAPICursor:
        """Run a statement."""


def copy_database(
    source: Path, target: Path, key: bytes, copied: Copied, cancelled: Cancelled
) -> Head:
    """Copy the database `source` to a new file; where its journal stood in that moment.

    Raises Refusal `backup.cancelled`, and the Faults of storage.
    """

    def step(_status: int, left: int, pages: int) -> None:
        if cancelled():
            raise Refusal("backup.cancelled")
        copied((pages - left) * _PAGE_BYTES)

    with storage_faults(), _opened(open_reader(source, key)) as reader, reader.begin():
        head = head_of(reader)  # the first read fixes the moment for every page
        source_driver = cast("_Driver", reader.connection.driver_connection)
        with _driver_of(open_builder(target, key)) as builder, _copy_faults():
            source_driver.backup(builder, pages=PAGES, progress=step)
            builder.execute(NO_LOG).fetchall()
    return head


@contextmanager
def _copy_faults() -> Iterator[None]:
    """A copy that fails tells no code, unlike a statement: its words are all there is."""
    try:
        yield
    except sqlcipher.DatabaseError as error:  # type: ignore[attr-defined]  # no stubs
        code = _COPY_FAULTS.get(str(error), "storage.failed")
        raise Fault(code, retry=code != _DAMAGED, reason=str(error)) from error


def prove_copy(path: Path, key: bytes, head: Head) -> None:
    """Read a copy back. Raises Fault `backup.not_whole` with the reason."""
    try:
        _prove(path, key, head)
    except Fault as fault:
        if fault.code not in {_DAMAGED, "storage.wrong_key"}:
            raise
        reason = str(fault.values.get("reason", fault.code))
        raise Fault("backup.not_whole", file=path.name, reason=reason) from fault


def require_sound(path: Path, key: bytes) -> None:
    """Raise Fault `storage.damaged` where a page of a store, open or not, is not as written."""
    with storage_faults(), _opened(open_reader(path, key)) as connection:
        said = [str(row[0]) for row in connection.exec_driver_sql(INTEGRITY[0])]
    if said:
        raise Fault(_DAMAGED, retry=False, reason=said[0])


def _prove(path: Path, key: bytes, head: Head) -> None:
    with storage_faults(), _opened(open_frozen(path, key)) as connection:
        for check in INTEGRITY:
            said = [str(row[0]) for row in connection.exec_driver_sql(check)]
            if said not in ([], ["ok"]):
                raise Fault("backup.not_whole", file=path.name, reason=said[0])
        if head_of(connection) != head:
            raise Fault("backup.not_whole", file=path.name, reason=f"head {head.seq}")
        entries = connection.exec_driver_sql(_ENTRIES).scalar()
        if entries != head.seq:
            raise Fault("backup.not_whole", file=path.name, reason=f"{entries} / {head.seq}")


def head_of(connection: Connection) -> Head:
    """Where the journal of an open database stands."""
    queries = Queries(connection)
    position, _ = queries.position()
    lane = bodies.lane_of(queries.body(position.seq))
    catalogue = queries.published(CATALOGUE)
    return Head(
        lane.epoch,
        position.seq,
        position.hash,
        position.number,
        queries.last_closing()[0],
        catalogue.id if catalogue else "",
        catalogue.digest if catalogue else "",
    )


def head_of_file(path: Path, key: bytes) -> Head:
    """Where the journal of a finished copy stands. Raises the Faults of storage."""
    with storage_faults(), _opened(open_frozen(path, key)) as connection:
        return head_of(connection)


@contextmanager
def _driver_of(engine: Engine) -> Iterator[_Driver]:
    """The driver's own connection outside any transaction: pages are put under it."""
    try:
        kept = engine.raw_connection()
        try:
            yield cast("_Driver", kept.driver_connection)
        finally:
            kept.close()
    finally:
        engine.dispose()


@contextmanager
def _opened(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
