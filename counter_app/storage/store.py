"""The embedded store: one writer that appends entries and folds them, and the read side beside it.

Invariant: one process writes a store, through one connection, one transaction at a time; readers
see what was committed.
"""

import hmac
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from counter_app.domain.errors import Fault
from counter_app.domain.facts import Entry, Published, StoreFounded
from counter_app.domain.gift_cards import StoredCard
from counter_app.domain.staff import Person
from counter_app.domain.till import SessionFigures, TillSession
from counter_app.services.drafts import Draft
from counter_app.services.past_sales import SalesFound, SalesWanted, SoldLately
from counter_app.services.ports import (
    Clock,
    Lane,
    OpenAttempt,
    SaleRecord,
    Secret,
)
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.database import StoreLock, open_reader, open_writer, storage_faults
from counter_app.storage.folds import FOLD_VERSION
from counter_app.storage.keys import Keys
from counter_app.storage.queries import SQL, Queries
from counter_app.storage.sale_search import SaleSearch
from counter_app.storage.unit_of_work import ClockWatch, EmbeddedWork, Writer

DATABASE: Final = "counter.db"
LOCK: Final = "counter.lock"


class EmbeddedStore:
    """A store folder opened for writing; satisfies the `Store` port."""

    def __init__(self, folder: Path, keys: Keys, clock: Clock) -> None:
        """Open an existing store. Faults: none there, wrong key, other schema; Refusal: in use."""
        self.folder = folder
        self._clock = clock
        self._keys = keys
        require_store(folder)
        with ExitStack() as opened:
            opened.enter_context(StoreLock(folder / LOCK))
            self._engine = open_writer(folder / DATABASE, keys.database)
            opened.callback(self._engine.dispose)
            self._connection = self._engine.connect()
            opened.callback(self._connection.close)
            self._readers = open_reader(folder / DATABASE, keys.database)
            opened.callback(self._readers.dispose)
            self._writing = threading.RLock()
            self._load()
            self._opened = opened.pop_all()

    def _load(self) -> None:
        with self.reading() as queries:
            check_versions(queries.connection)
            founded = bodies.decode(queries.body(1)).data
            if not isinstance(founded, StoreFounded):  # the first entry founds the store
                raise Fault("journal.unreadable", retry=False, reason=founded.kind)
            self._position, last_wall = queries.position()
            self._lane = bodies.lane_of(queries.body(self._position.seq))
            self._founded = replace(founded, epoch=self._lane.epoch)
        watch = ClockWatch(self._clock, last_wall)
        self._writer = Writer(
            self._lane, self._keys.signer(), self._keys.pepper, self._clock, watch
        )

    def close(self) -> None:
        """Close both sides and free the lock."""
        self._opened.close()

    @contextmanager
    def work(self) -> Iterator[EmbeddedWork]:
        """One write transaction; the journal's head moves only when it is on the disk."""
        with self._writing, storage_faults():
            told = self._writer.watch.mark()
            try:
                with self._connection.begin():
                    work = EmbeddedWork(self._writer, self._connection, self._position)
                    yield work
            except BaseException:
                self._writer.watch.forget(told)
                raise
            self._position = work.position

    @contextmanager
    def reading(self) -> Iterator[Queries]:
        """The read side, on its own connection, as of the last commit."""
        with storage_faults(), self._readers.connect() as connection:
            yield Queries(connection)

    def keyed_hash(self, text: str) -> str:
        """HMAC-SHA-256 under the pepper, first 16 bytes, hexadecimal."""
        return self._writer.keyed_hash(text)

    def code_key(self) -> bytes:
        """The key of printed check digits: derived, so that paper never touches the pepper."""
        return hmac.digest(self._keys.pepper, b"printed codes", "sha256")

    @property
    def lane(self) -> Lane:
        """Which register this is."""
        return self._lane

    def founded(self) -> StoreFounded:
        """What this store is, with the epoch that is in force: a restore begins a new one."""
        return self._founded

    def published(self, what: str) -> Published | None:
        """The publication in force."""
        with self.reading() as queries:
            return queries.published(what)

    def last_backup(self) -> str:
        """The name of the newest backup that was written down."""
        with self.reading() as queries:
            return queries.last_backup()

    def session(self) -> TillSession | None:
        """The open till."""
        return self._position.session

    def figures(self, session: int) -> SessionFigures:
        """What the ledger says of a session."""
        with self.reading() as queries:
            return queries.figures(session)

    def last_closing(self) -> tuple[int, int]:
        """Last Z number and grand total."""
        with self.reading() as queries:
            return queries.last_closing()

    def sale(self, number: str) -> SaleRecord | None:
        """A sale by its number."""
        with self.reading() as queries:
            return queries.sale(number)

    def proof(self, seq: int) -> tuple[bytes, bytes]:
        """Hash and signature of a signed entry."""
        with self.reading() as queries:
            return queries.proof(seq)

    def last_sale(self) -> SaleRecord | None:
        """The newest sale."""
        newest = self.recent_sales(1)
        return newest[0] if newest else None

    def newest_basket(self) -> int:
        """The newest entry about a basket."""
        with self.reading() as queries:
            return queries.newest_basket()

    def recent_sales(self, limit: int) -> Sequence[SaleRecord]:
        """The newest sales."""
        with self.reading() as queries:
            return queries.newest_sales(limit)

    def find_sales(self, wanted: SalesWanted, before: int, limit: int) -> SalesFound:
        """A page of past sales."""
        with self.reading() as queries:
            page = SaleSearch(queries.connection, self._lane).page(wanted, before, limit)
            return SalesFound(queries.records(page.seqs), page.further, page.back_to)

    def sold_lately(self, sales: int) -> Sequence[SoldLately]:
        """The items of the newest sales."""
        with self.reading() as queries:
            return SaleSearch(queries.connection, self._lane).sold_lately(sales)

    def entries(self, after: int = 0) -> Sequence[Entry]:
        """The journal's entries after a sequence number, oldest first."""
        with self.reading() as queries:
            return queries.entries(after)

    def people(self) -> Sequence[Person]:
        """Everybody."""
        with self.reading() as queries:
            return queries.people()

    def secret(self, number: str) -> Secret | None:
        """A person's PIN hash and counter."""
        with self.reading() as queries:
            return queries.secret(number)

    def badge_owner(self, badge: str) -> str | None:
        """Whose badge."""
        with self.reading() as queries:
            return queries.badge_owner(self.keyed_hash(badge))

    def sold_with(self, serial: str, code: str) -> str:
        """The receipt of a piece that is sold."""
        with self.reading() as queries:
            return queries.sold_with(serial, code)

    def sales_of_serial(self, serial: str) -> Sequence[SaleRecord]:
        """The sales of a piece."""
        with self.reading() as queries:
            return queries.sales_of_serial(serial)

    def card(self, card: str) -> StoredCard | None:
        """A stored-value card."""
        with self.reading() as queries:
            return queries.card(card)

    def open_attempts(self) -> Sequence[OpenAttempt]:
        """Attempts without an answer."""
        with self.reading() as queries:
            return queries.open_attempts()

    def settled(self, attempt: str) -> str:
        """The outcome of an attempt."""
        with self.reading() as queries:
            return queries.settled(attempt)

    def draft(self, slot: str) -> Draft | None:
        """A saved draft."""
        with self.reading() as queries:
            return queries.draft(slot)

    def suspended(self) -> Sequence[Draft]:
        """Suspended baskets."""
        with self.reading() as queries:
            return queries.suspended()


def require_store(folder: Path) -> None:
    """Raise Fault `store.none_here` unless the folder holds a store."""
    if not (folder / DATABASE).is_file():
        raise Fault("store.none_here", retry=False, folder=str(folder))


def check_versions(connection: Connection) -> None:
    """Faults: `store.other_schema`, `store.needs_rebuild`."""
    check_schema(connection)
    folded = connection.exec_driver_sql(SQL["meta"], ("fold",)).scalar()
    if folded != str(FOLD_VERSION):
        raise Fault("store.needs_rebuild", retry=False, found=folded, known=FOLD_VERSION)


def check_schema(connection: Connection) -> None:
    """Raise Fault `store.other_schema` where the tables are another version's."""
    schema = connection.exec_driver_sql(SQL["meta"], ("schema",)).scalar()
    if schema != str(t.SCHEMA_VERSION):
        raise Fault("store.other_schema", retry=False, found=schema, known=t.SCHEMA_VERSION)
