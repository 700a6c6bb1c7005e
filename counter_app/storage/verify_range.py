"""One range of the journal, checked on its own: chain, signatures, columns, rows; and its sums.

Invariant: a range starts from the stored hash before it and only reads, so ranges may run in any
order and in any process; what needs the whole journal is handed on in the `Tally`.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from operator import add
from pathlib import Path
from typing import Final, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import bindparam, select
from sqlalchemy.engine.interfaces import DBAPICursor

from counter_app.domain.errors import Fault
from counter_app.domain.facts import (
    SIGNED,
    Entry,
    Sale,
    StoreFounded,
    StoreRestored,
    TillClosed,
    TillOpened,
)
from counter_app.domain.ledger import Posting, balanced
from counter_app.services.ports import Lane
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.compare import TableCheck
from counter_app.storage.database import open_reader, storage_faults
from counter_app.storage.findings import Checks, Findings, shown
from counter_app.storage.folds import Row, Rows, fold
from counter_app.storage.queries import SQL
from counter_app.storage.sqlite_dialect import compiled
from counter_app.storage.unit_of_work import NUMBER_SPAN

BLOCK: Final = 1_000
ALWAYS_SIGNED: Final = frozenset({TillClosed.kind, StoreFounded.kind, StoreRestored.kind})
INSERTED: Final = tuple(table for table in t.READ_TABLES if not t.added_columns(table))
ADDED: Final = {
    table.name: len(t.key_columns(table)) for table in t.READ_TABLES if t.added_columns(table)
}
CHECKS: Final = {table.name: TableCheck(table) for table in t.READ_TABLES}
_BESIDE: Final = ("seq", "kind", "wall", "day", "person")
_ENTRIES: Final = compiled(
    select(t.journal)
    .where(t.journal.c.seq.between(bindparam("first"), bindparam("last")))
    .order_by(t.journal.c.seq)
)
_ROWS: Final = {
    table.name: compiled(
        select(table)
        .where(next(iter(table.columns)).between(bindparam("first"), bindparam("last")))
        .order_by(*table.primary_key)
    )
    for table in INSERTED
}

JournalRow = tuple[int, str, int, int, str, bytes, bytes | None, bytes]
Sums = dict[str, dict[Row, Row]]


@dataclass(frozen=True, slots=True)
class Range:
    """What one worker is given: entries `first` to `last` of a store."""

    path: Path
    key: bytes = field(repr=False)
    public_key: bytes
    lane: Lane | None  # of the founding; None where it cannot be read
    first: int
    last: int
    checks: Checks


@dataclass(slots=True)
class SessionTally:
    """The sales of a till session, and between which entries they stand."""

    sales: int = 0
    turnover: int = 0
    first: int = 0
    last: int = 0

    def add(self, seq: int, total: int) -> None:
        """One more sale."""
        self.sales += 1
        self.turnover += total
        self.first = self.first or seq
        self.last = seq

    def join(self, later: "SessionTally") -> None:
        """The sales of a later range."""
        self.sales += later.sales
        self.turnover += later.turnover
        self.first = self.first or later.first
        self.last = later.last


@dataclass(slots=True)
class Tally:
    """What a range adds to the whole: findings, counts, sums, numbers, openings and closings."""

    entries: int = 0
    signatures: int = 0
    unchecked: int = 0  # signatures that nobody asked to check
    rows: int = 0
    findings: Findings = field(default_factory=Findings)
    sums: Sums = field(default_factory=lambda: {name: {} for name in ADDED})
    sessions: dict[int, SessionTally] = field(default_factory=lambda: defaultdict(SessionTally))
    floats: dict[int, int] = field(default_factory=dict)
    closings: list[tuple[Entry, TillClosed]] = field(default_factory=list)
    first_entry: int = 0  # seq, of those whose body can be read
    first_epoch: int = 0
    restored: bool = False  # whether that first entry may change the epoch
    last_epoch: int = 0
    first_sale: int = 0  # seq
    first_number: int = 0
    last_number: int = 0


def add_up(sums: dict[Row, Row], key: Row, amounts: Row) -> None:
    """Add to the counters under a key."""
    before = sums.get(key)
    sums[key] = amounts if before is None else tuple(map(add, before, amounts))


def begins_epoch(lane: Lane, entry: Entry) -> bool:
    """Whether an entry is the restore that names its own envelope's epoch."""
    return isinstance(entry.data, StoreRestored) and entry.data.epoch == lane.epoch


def same_epoch(before: int, epoch: int, *, restored: bool) -> bool:
    """Whether an entry may stand in `epoch` after one in `before`."""
    return epoch == before or (restored and epoch > before)


def follows(before: int, number: int) -> bool:
    """Whether a receipt number is the next: one more, or the first of a later epoch."""
    prefix, no = divmod(number, NUMBER_SPAN)
    prefix_before, no_before = divmod(before, NUMBER_SPAN)
    if prefix == prefix_before:
        return no == no_before + 1
    return prefix > prefix_before and no == 1


def check_range(task: Range) -> Tally:
    """Check one range; also the entry point of a worker process."""
    engine = open_reader(task.path, task.key)
    try:
        with storage_faults(), engine.connect() as connection:
            cursor = connection.connection.cursor()  # the driver's own: plain tuples, no copies
            return _RangeCheck(task, cursor).run()
    finally:
        engine.dispose()


def _moved(rows: Rows) -> tuple[Posting, ...]:
    """The postings among the rows of an entry."""
    return tuple(cast("Posting", row[-2:]) for row in rows.get("posting", ()))


class _RangeCheck:
    """The state of one pass over a range."""

    def __init__(self, task: Range, cursor: DBAPICursor) -> None:
        self._task = task
        self._cursor = cursor
        self._public = Ed25519PublicKey.from_public_bytes(task.public_key)
        self._signed = SIGNED if task.checks.all_signatures else ALWAYS_SIGNED
        self._next = task.first
        self._previous: bytes | None = bodies.GENESIS
        self._unreadable: set[int] = set()
        self.tally = Tally()

    def run(self) -> Tally:
        """Check every block of the range."""
        task = self._task
        if task.first > 1:
            before = self._fetch(SQL["entry"], task.first - 1)
            self._previous = before[0][1] if before else None  # type: ignore[assignment]  # hash
        for first in range(task.first, task.last + 1, BLOCK):
            last = min(first + BLOCK - 1, task.last)
            self._block(first, last)
        self._gap(task.last + 1)
        return self.tally

    def _fetch(self, sql: str, *values: object) -> list[Row]:
        self._cursor.execute(sql, values)
        return list(self._cursor.fetchall())

    def _block(self, first: int, last: int) -> None:
        entries = cast("list[JournalRow]", self._fetch(_ENTRIES, first, last))
        for row in entries:
            self._link(row)
        self.tally.entries += len(entries)
        if self._task.checks.rows:
            self._rows(self._folded(entries), first, last)

    def _link(self, row: JournalRow) -> None:
        seq, kind, _, _, _, digest, signature, body = row
        self._gap(seq)
        if self._previous is not None and bodies.chain(self._previous, body) != digest:
            self._found(seq, "chain.broken")
        self._previous = digest
        self._next = seq + 1
        if (signature is not None) != bodies.is_signed(kind):
            self._found(seq, "signature.surplus" if signature else "signature.missing")
        elif signature is not None and kind not in self._signed:
            self.tally.unchecked += 1
        elif signature is not None:
            self.tally.signatures += 1
            if not bodies.verifies(self._public, signature, digest):
                self._found(seq, "signature.wrong")

    def _gap(self, seq: int) -> None:
        if seq > self._next:
            self._found(self._next, "seq.gap", first=self._next, last=seq - 1)
            self._previous = None  # the link over a gap cannot be checked
            self._next = seq

    def _found(self, seq: int, what: str, **values: object) -> None:
        self.tally.findings.add(f"journal {seq}", what, **values)

    def _folded(self, entries: list[JournalRow]) -> defaultdict[str, list[Row]]:
        """What the bodies give, by table."""
        expected: defaultdict[str, list[Row]] = defaultdict(list)
        for row in entries:
            folded = self._entry(row)
            if folded is None:
                self._unreadable.add(row[0])
                continue
            for name, rows in folded.items():
                expected[name] += rows
        return expected

    def _rows(self, expected: defaultdict[str, list[Row]], first: int, last: int) -> None:
        for table in INSERTED:
            stored = self._fetch(_ROWS[table.name], first, last)
            self.tally.rows += len(stored)
            if self._unreadable:  # what such an entry gave cannot be told
                stored = [row for row in stored if row[0] not in self._unreadable]
            if stored != expected[table.name]:
                CHECKS[table.name].compare(stored, expected[table.name], self.tally.findings)
        for name, keys in ADDED.items():
            sums = self.tally.sums[name]
            for row in expected[name]:
                add_up(sums, row[:keys], row[keys:])

    def _entry(self, row: JournalRow) -> Rows | None:
        """What the body gives; None where it cannot be read."""
        seq = row[0]
        try:
            lane, entry = bodies.read(row[-1])
            rows = fold(entry)
            day = bodies.day_number(entry.business_date)
        except (Fault, ValueError, LookupError) as error:
            self._found(seq, "body.unreadable", reason=str(error))
            return None
        self._beside(row, (entry.seq, entry.kind, entry.wall, day, entry.user))
        own = self._task.lane
        if own is not None and (lane.store, lane.lane) != (own.store, own.lane):
            self._found(seq, "lane.other", store=lane.store, lane=lane.lane)
        if not balanced(_moved(rows)):
            self._found(seq, "postings.unbalanced")
        self._epoch(lane, entry)
        self._tally(lane, entry)
        return rows

    def _epoch(self, lane: Lane, entry: Entry) -> None:
        """Only a restore begins a new epoch, the one that it names."""
        tally, restored = self.tally, begins_epoch(lane, entry)
        if not tally.first_entry:
            tally.first_entry, tally.first_epoch, tally.restored = entry.seq, lane.epoch, restored
        elif not same_epoch(tally.last_epoch, lane.epoch, restored=restored):
            self._found(entry.seq, "epoch.changed", before=tally.last_epoch, epoch=lane.epoch)
        tally.last_epoch = lane.epoch

    def _beside(self, row: JournalRow, body: tuple[int, str, int, int, str]) -> None:
        if row[: len(body)] == body:
            return
        for column, stored, expected in zip(_BESIDE, row, body, strict=False):
            if stored != expected:
                self._found(
                    row[0],
                    "row.differs",
                    table="journal",
                    column=column,
                    stored=shown(stored),
                    expected=shown(expected),
                )

    def _tally(self, lane: Lane, entry: Entry) -> None:
        match entry.data:
            case Sale() as sale:
                self._sale(lane, entry.seq, sale)
            case TillOpened(float=amount):
                self.tally.floats[entry.seq] = amount
            case TillClosed() as closed:
                self.tally.closings.append((entry, closed))
            case _:
                pass

    def _sale(self, lane: Lane, seq: int, sale: Sale) -> None:
        tally, number = self.tally, int(sale.number)
        if number // NUMBER_SPAN != (lane.store * 100 + lane.lane) * 100 + lane.epoch:
            self._found(seq, "number.other_lane", number=sale.number)
        if not tally.first_number:
            tally.first_sale, tally.first_number = seq, number
        elif not follows(tally.last_number, number):
            self._found(seq, "number.gap", number=sale.number, before=f"{tally.last_number:015d}")
        tally.last_number = number
        tally.sessions[sale.session].add(seq, sale.total)
        if sum(tender.amount for tender in sale.tenders) != sale.total + sale.rounding:
            self._found(seq, "sale.unpaid")
        for tender in sale.tenders:
            if tender.check is not None:
                self._vault(seq, tender.check.vault, tender.check.vault_digest)

    def _vault(self, seq: int, record: str, digest: str) -> None:
        """An erased record is none; one that is there must be the one that was locked away."""
        for row in self._fetch(SQL["vault"], record):
            ciphertext = row[2]
            if (
                not isinstance(ciphertext, bytes)
                or hashlib.sha256(ciphertext).hexdigest() != digest
            ):
                self._found(seq, "vault.differs", record=record)
