"""Opens encrypted SQLite files, each for one purpose: the writer, a reader, a builder.

Invariant: no connection leaves this module before its key was proved by a read and its pragmas
were read back, so a store is never written with a wrong key or with less than full durability.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, MetaData, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import Fault, Refusal

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

KEY_BYTES: Final = 32
SAFE_LIBRARY: Final = (3, 51, 3)
"""The first SQLite without the WAL-reset race that can lose a committed sale."""

_POOL_WAIT_SECONDS: Final = 10
_FULL: Final = 2
_WRITER: Final = ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=1000")
_READER: Final = ("query_only=ON", "cache_size=-8000")
_BUILDER: Final = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=OFF",
    "synchronous=OFF",
    "cache_size=-16000",
)
_COMMON: Final = ("foreign_keys=ON", "busy_timeout=5000")
_FAULTS: Final = {
    5: ("storage.busy", True),  # SQLITE_BUSY
    8: ("storage.failed", True),  # SQLITE_READONLY
    10: ("storage.failed", True),  # SQLITE_IOERR
    11: ("storage.damaged", False),  # SQLITE_CORRUPT
    13: ("storage.full", True),  # SQLITE_FULL
    14: ("storage.failed", True),  # SQLITE_CANTOPEN
    26: ("storage.wrong_key", False),  # SQLITE_NOTADB
}


@dataclass(frozen=True, slots=True)
class _Opening:
    """How one kind of engine opens its file."""

    path: Path
    key: bytes
    pragmas: tuple[str, ...]
    begin: str
    frozen: bool = False


def new_metadata() -> MetaData:
    """Return metadata whose constraints and indexes are named by rule, so migrations find them."""
    return MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


def open_writer(path: Path, key: bytes) -> Engine:
    """Open the one writing connection of a store; the file is made when it is not there.

    The engine holds a single connection and every transaction begins IMMEDIATE: keep one
    `engine.connect()` for the writer thread. Raises Fault: `storage.library_too_old`,
    `storage.wrong_key`, `storage.not_durable`, `storage.failed`.
    """
    engine = _open(_Opening(path, key, (*_WRITER, *_COMMON), "BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        require_durable(connection)
    sync_folder(path.parent)
    return engine


def open_reader(path: Path, key: bytes) -> Engine:
    """Open a store for reading beside its writer: changes are refused by the database itself.

    The engine holds a single connection and hands it to one thread at a time. Raises Fault
    `storage.missing` where there is no file, and what `open_writer` raises.
    """
    if not path.is_file():
        raise Fault("storage.missing", retry=False, path=path.name)
    return _open(_Opening(path, key, (*_COMMON, *_READER), "BEGIN"))


def open_builder(path: Path, key: bytes) -> Engine:
    """Open a new file for one quick load: no journal, no sync, nobody else.

    A load that stops half-way leaves rubbish: drop the file, or make it durable with
    `make_durable` and rename it.
    """
    return _open(_Opening(path, key, _BUILDER, "BEGIN"))


def open_frozen(path: Path, key: bytes) -> Engine:
    """Open a finished file that nobody will ever change again: no locks are taken."""
    if not path.is_file():
        raise Fault("storage.missing", retry=False, path=path.name)
    return _open(_Opening(path, key, _READER, "BEGIN", frozen=True))


def require_safe_library(version: tuple[int, ...]) -> None:
    """Raise Fault `storage.library_too_old` below SQLite 3.51.3 (the WAL-reset race)."""
    if version < SAFE_LIBRARY:
        raise Fault(
            "storage.library_too_old",
            retry=False,
            found=".".join(map(str, version)),
            needed=".".join(map(str, SAFE_LIBRARY)),
        )


def require_durable(connection: Connection) -> None:
    """Raise Fault `storage.not_durable` unless commits are on the disk when they return."""
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    if mode != "wal" or level != _FULL:
        raise Fault("storage.not_durable", retry=False, mode=mode, level=level)


@contextmanager
def storage_faults() -> Iterator[None]:
    """Turn failures of disk, file and lock inside the block into Faults; wrong SQL stays a bug."""
    try:
        yield
    except DBAPIError as error:
        fault = _as_fault(error.orig)
        if fault is None:
            raise
        raise fault from error
    except sqlcipher.DatabaseError as error:  # type: ignore[attr-defined]  # no stubs
        fault = _as_fault(error)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        raise Fault("storage.failed", reason=error.strerror or str(error)) from error


def make_durable(path: Path) -> None:
    """Force a finished file and its entry in the folder onto the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Force a folder's entries onto the disk; Windows does so by itself and has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class StoreLock:
    """The right to write a store, held by one process; the system frees it when that one dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock or raise Refusal `store.in_use` at once."""
        file = self._path.open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise Refusal("store.in_use", store=self._path.parent.name) from error
        self._file = file

    def release(self) -> None:
        """Give the lock back; without effect where it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _open(opening: _Opening) -> Engine:
    require_safe_library(sqlcipher.sqlite_version_info)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=_connector(opening),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_POOL_WAIT_SECONDS,
    )
    event.listen(engine, "begin", _beginner(opening.begin))
    try:
        # The first read: only now does a wrong key show. It also fills the pool.
        with storage_faults(), engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
    except BaseException:
        engine.dispose()
        raise
    return engine


def _connector(opening: _Opening) -> Callable[[], DBAPIConnection]:
    if len(opening.key) != KEY_BYTES:
        message = f"a raw key has {KEY_BYTES} bytes"
        raise ValueError(message)

    def connect() -> DBAPIConnection:
        connection: DBAPIConnection = sqlcipher.connect(  # type: ignore[attr-defined]  # no stubs
            f"{opening.path.absolute().as_uri()}?mode=ro&immutable=1"
            if opening.frozen
            else str(opening.path),
            uri=opening.frozen,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            cursor = connection.cursor()
            # A wrong key is told by our own fault, not by lines on standard error.
            for pragma in ("cipher_log_level=NONE", f"key=\"x'{opening.key.hex()}'\""):
                cursor.execute(f"PRAGMA {pragma}")
            for pragma in opening.pragmas:
                cursor.execute(f"PRAGMA {pragma}")
                cursor.fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _beginner(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _as_fault(error: BaseException | None) -> Fault | None:
    code = getattr(error, "sqlite_errorcode", None)
    # The low byte is the family; the rest tells variants apart (SQLITE_BUSY_SNAPSHOT ...).
    if not isinstance(code, int) or code & 0xFF not in _FAULTS:
        return None
    name, retry = _FAULTS[code & 0xFF]
    return Fault(name, retry=retry, reason=str(error))
