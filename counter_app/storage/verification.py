"""Checks a whole store beside its running counter: chain, signatures, gaps, every row, closings.

Invariant: it only reads, and what it says of a running store holds for one moment: the head, the
counters and the bounds are read in one transaction, all else is append-only below that head.
"""

import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import (
    ColumnClause,
    Connection,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from counter_app.domain.errors import Fault
from counter_app.domain.facts import StoreFounded
from counter_app.services.ports import Lane, Progress
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.compare import place
from counter_app.storage.database import open_reader, storage_faults
from counter_app.storage.findings import Checks, Findings, Report
from counter_app.storage.folds import Row
from counter_app.storage.keys import Keys
from counter_app.storage.queries import SQL
from counter_app.storage.sqlite_dialect import compiled
from counter_app.storage.store import DATABASE, check_versions, require_store
from counter_app.storage.verify_range import (
    ADDED,
    ALWAYS_SIGNED,
    INSERTED,
    Range,
    Tally,
    check_range,
)
from counter_app.storage.verify_whole import Whole

__all__ = ["EVERYTHING", "Checks", "Report", "verify"]

EVERYTHING: Final = Checks()
RANGE: Final = 10_000  # entries
ALONE: Final = 20_000  # entries up to which a second process costs more than it saves
PROCESSES: Final = 2
# Literals, not parameters: the compiled texts take none.
_ONE: Final[ColumnClause[int]] = literal_column("1")
_NEWEST_SIGNED: Final = compiled(
    select(t.journal.c.seq, t.journal.c.hash, t.journal.c.signature, t.journal.c.kind)
    .where(t.journal.c.signature.is_not(None))
    .order_by(t.journal.c.seq.desc())
)
_COUNTERS: Final = {name: compiled(select(t.METADATA.tables[name])) for name in ADDED}
_OUTSIDE: Final = {
    table.name: compiled(
        select(*table.primary_key).where(
            or_(
                next(iter(table.columns)) < bindparam("first"),
                next(iter(table.columns)) > bindparam("last"),
            )
        )
    )
    for table in INSERTED
}


_UNSOLD: Final = t.basket_event.c.kind.not_in(
    [literal_column(f"'{kind}'") for kind in ("suspended", "recalled", "taken_over")]
)
_ENDS: Final = compiled(
    union_all(
        select(func.max(t.txn.c.seq)).group_by(t.txn.c.id).having(func.count() > _ONE),
        select(func.max(t.basket_event.c.seq))
        .where(_UNSOLD)
        .group_by(t.basket_event.c.basket)
        .having(func.count() > _ONE),
        select(t.basket_event.c.seq)
        .join(t.txn, t.txn.c.id == t.basket_event.c.basket)
        .where(_UNSOLD),
    )
)


def no_progress(_done: int, _all: int | None, /) -> None:
    """Nobody watches."""


def verify(
    folder: Path, keys: Keys, progress: Progress = no_progress, checks: Checks = EVERYTHING
) -> Report:
    """Check a store; Faults only where it cannot be read at all (key, file, versions)."""
    require_store(folder)
    path = folder / DATABASE
    moment = _moment(path, keys, checks)
    public = bytes.fromhex(keys.public_key())
    bounds = range(1, moment.last + 1, RANGE)
    ranges = [
        Range(
            path,
            keys.database,
            public,
            moment.lane,
            first,
            min(first + RANGE - 1, moment.last),
            checks,
        )
        for first in bounds
    ]
    whole = Whole(moment.findings, newest=moment.newest)
    done = 0
    for tally in _tallies(ranges, moment.last):
        whole.join(tally)
        done += tally.entries
        progress(done, moment.last)
    if checks.rows:
        whole.check_counters(moment.counters)
        whole.check_ledgers()
        whole.check_sessions()
    return whole.report()


def _tallies(ranges: list[Range], entries: int) -> Iterator[Tally]:
    """Each range's outcome, in order; in two processes where that is worth their start."""
    if entries <= ALONE:
        yield from map(check_range, ranges)
        return
    pool = ProcessPoolExecutor(
        PROCESSES,
        mp_context=get_context("spawn"),
        # An interrupt is answered here; the workers would print their own.
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield from pool.map(check_range, ranges)
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Moment:
    """What was read in one transaction at the start."""

    last: int
    newest: bool  # whether a signature was checked that no range checks
    lane: Lane | None
    counters: dict[str, list[Row]]
    findings: Findings


def _moment(path: Path, keys: Keys, checks: Checks) -> _Moment:
    engine = open_reader(path, keys.database)
    try:
        with storage_faults(), engine.connect() as connection:
            if checks.rows:
                check_versions(connection)
            reading = _Start(connection, Findings())
            last = reading.head(checks)
            newest = reading.newest(keys, checks)
            lane = reading.founding(keys)
            counters = reading.counters(last) if checks.rows else {}
            if checks.rows:
                reading.ends()
            return _Moment(last, newest, lane, counters, reading.findings)
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class _Start:
    """The reads of the first transaction."""

    connection: Connection
    findings: Findings

    def head(self, checks: Checks) -> int:
        """The last entry; whether a head known from outside is there."""
        newest = self.connection.exec_driver_sql(SQL["head"]).first()
        if checks.head is not None:
            self._known(*checks.head)
        return 0 if newest is None else int(newest[0])

    def newest(self, keys: Keys, checks: Checks) -> bool:
        """Check the newest signature, which covers all before it, where no range will."""
        signed = self.connection.exec_driver_sql(_NEWEST_SIGNED).first()
        if signed is None or checks.all_signatures or signed[3] in ALWAYS_SIGNED:
            return False
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys.public_key()))
        if not bodies.verifies(public, bytes(signed[2]), bytes(signed[1])):
            self.findings.add(f"journal {signed[0]}", "signature.wrong")
        return True

    def _known(self, seq: int, digest: bytes) -> None:
        row = self.connection.exec_driver_sql(SQL["entry"], (seq,)).first()
        if row is None:
            self.findings.add(f"journal {seq}", "head.missing")
        elif not bytes(row[1]).startswith(digest):
            stored = bytes(row[1])[: len(digest)].hex()
            self.findings.add(
                f"journal {seq}", "head.differs", stored=stored, expected=digest.hex()
            )

    def founding(self, keys: Keys) -> Lane | None:
        """Which lane wrote this journal; None where its first entry does not say."""
        row = self.connection.exec_driver_sql(SQL["entry"], (1,)).first()
        try:
            lane, entry = bodies.read(b"" if row is None else bytes(row[3]))
        except Fault:
            self.findings.add("journal 1", "founding.missing")
            return None
        if not isinstance(entry.data, StoreFounded):
            self.findings.add("journal 1", "founding.missing")
        elif entry.data.public_key != keys.public_key():
            self.findings.add("journal 1", "key.differs")
        return lane

    def ends(self) -> None:
        """Name each basket that ended more than once: one end, sold or unsold, is all it has."""
        for seq in self.connection.exec_driver_sql(_ENDS).scalars():
            self.findings.add(f"journal {seq}", "basket.ends")

    def counters(self, last: int) -> dict[str, list[Row]]:
        """The tables of counters; rows of no entry are named at once."""
        with closing(self.connection.connection.cursor()) as cursor:
            for name, sql in _OUTSIDE.items():
                cursor.execute(sql, (1, last))
                for key in cursor.fetchall():
                    self.findings.add(place(name, key), "row.surplus", table=name)
            counters: dict[str, list[Row]] = {}
            for name, sql in _COUNTERS.items():
                cursor.execute(sql)
                counters[name] = list(cursor.fetchall())
            return counters
