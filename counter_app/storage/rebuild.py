"""Drops the read tables and folds them anew from the journal, in batches that survive a kill.

Invariant: until every entry is folded and every closing's own figures came out again, the store
says that its tables are of no version, so nothing opens it for selling.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select

from counter_app.domain.errors import Fault
from counter_app.domain.facts import Entry, TillClosed, TillOpened
from counter_app.services.ports import Cancelled, Progress
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.closings import differences
from counter_app.storage.database import StoreLock, open_writer, storage_faults
from counter_app.storage.folds import FOLD_VERSION, Row, fold
from counter_app.storage.keys import Keys
from counter_app.storage.queries import SQL, Queries
from counter_app.storage.sqlite_dialect import compile_replace, compiled
from counter_app.storage.store import DATABASE, LOCK, check_schema, require_store
from counter_app.storage.unit_of_work import write_rows

BATCH: Final = 2_000  # entries of one transaction
_BEGUN: Final = f"rebuilding {FOLD_VERSION}"
_SET_META: Final = compile_replace(t.meta)
_DROP_META: Final = compiled(delete(t.meta).where(t.meta.c.key == bindparam("key")))
_BODIES: Final = compiled(
    select(t.journal.c.body)
    .where(t.journal.c.seq.between(bindparam("first"), bindparam("last")))
    .order_by(t.journal.c.seq)
)
_LAST: Final = compiled(select(func.max(t.journal.c.seq)))
_TILLS: Final = compiled(
    select(t.journal.c.body)
    .where(t.journal.c.kind.in_((bindparam("opened"), bindparam("closed"))))
    .order_by(t.journal.c.seq)
)


def rebuild(folder: Path, keys: Keys, progress: Progress, cancelled: Cancelled) -> bool:
    """Rebuild the read tables; False where it was cancelled, then the next call goes on.

    Refusal `store.in_use`; Faults `rebuild.figures_differ`, `journal.unreadable`, and those of
    opening a store.
    """
    require_store(folder)
    with StoreLock(folder / LOCK):
        engine = open_writer(folder / DATABASE, keys.database)
        try:
            with storage_faults(), engine.connect() as connection:
                return _Rebuild(connection).run(progress, cancelled)
        finally:
            engine.dispose()


class _Rebuild:
    """One rebuild on the writing connection, a transaction a batch."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._run = connection.exec_driver_sql

    def run(self, progress: Progress, cancelled: Cancelled) -> bool:
        """Fold what is not folded yet."""
        with self._connection.begin():
            check_schema(self._connection)
            last = int(self._run(_LAST).scalar() or 0)
            done = self._begun()
        progress(done, last)
        while done < last:
            if cancelled():
                return False
            with self._connection.begin():
                upto = min(done + BATCH, last)
                self._fold(done + 1, upto)
                self._mark("folded", str(upto))
            done = upto
            progress(done, last)
        with self._connection.begin():
            self._check_closings()
            self._mark("fold", str(FOLD_VERSION))
            self._run(_DROP_META, ("folded",))
        return True

    def _begun(self) -> int:
        """How far an earlier run came; the tables are dropped where there was none."""
        if self._run(SQL["meta"], ("fold",)).scalar() == _BEGUN:
            return int(self._run(SQL["meta"], ("folded",)).scalar() or 0)
        t.METADATA.drop_all(self._connection, tables=t.READ_TABLES)
        t.METADATA.create_all(self._connection, tables=t.READ_TABLES)
        self._mark("fold", _BEGUN)
        self._mark("folded", "0")
        return 0

    def _mark(self, key: str, value: str) -> None:
        self._run(_SET_META, (key, value))

    def _fold(self, first: int, last: int) -> None:
        """Fold a batch; its rows are gathered by table, so that each is one statement."""
        gathered: defaultdict[str, list[Row]] = defaultdict(list)
        for (body,) in self._run(_BODIES, (first, last)):
            for name, rows in fold(bodies.decode(bytes(body))).items():
                gathered[name] += rows
        write_rows(self._connection, gathered)

    def _check_closings(self) -> None:
        """Raise Fault `rebuild.figures_differ` unless every closing comes out as it was signed."""
        queries, before = Queries(self._connection), (0, 0)
        floats: dict[int, int] = {}
        for entry in self._tills():
            match entry.data:
                case TillOpened(float=amount):
                    floats[entry.seq] = amount
                case TillClosed() as closed:
                    found = (floats.get(closed.session, 0), queries.figures(closed.session))
                    for one in differences(entry, closed, found, before):
                        raise Fault(
                            "rebuild.figures_differ",
                            retry=False,
                            z=closed.z,
                            date=entry.business_date,
                            figure=one.figure,
                            stated=one.stated,
                            found=one.found,
                        )
                    before = (closed.z, closed.grand_total)
                case _:
                    pass

    def _tills(self) -> Sequence[Entry]:
        rows = self._run(_TILLS, (TillOpened.kind, TillClosed.kind))
        return [bodies.decode(bytes(body)) for (body,) in rows]
