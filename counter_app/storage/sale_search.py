"""Finds past sales by number, day, amount, card or item: newest first, a page at a time.

Invariant: every way costs about the same after a million sales. An amount or a day is sought in
each till session's own part of an index, which is warm while it is written; an item, whose lines
have no index (random keys on lines cost more than twice the sale), is sought backwards through so
many entries a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, func, literal_column, select

from counter_app.domain.own_codes import SEQUENCE_DIGITS, ReceiptNumber
from counter_app.services.past_sales import SalesWanted, SoldLately
from counter_app.services.ports import Lane
from counter_app.storage import tables as t
from counter_app.storage.journal import day_number, day_of
from counter_app.storage.sqlite_dialect import compiled

MOST_CODES: Final = 20
SPAN: Final = 60_000  # entries that a page of an item search looks back through
_CHUNK: Final = 4_000  # entries looked through at once
_NUMBERS: Final = 10**SEQUENCE_DIGITS
_LOWEST: Final = -(2**62)
_HIGHEST: Final = 2**62

# The sum keeps the planner from walking through all sales backwards for the sake of their order.
_WITHIN: Final = (
    t.txn.c.seq + literal_column("0") < bindparam("before"),
    t.txn.c.wall >= bindparam("since"),
    t.txn.c.wall < bindparam("until"),
    t.txn.c.total >= bindparam("low"),
    t.txn.c.total <= bindparam("high"),
)

STATEMENTS: Final = {
    # Session by session, newest first: each is one place of the index (session, total).
    "by_session": select(t.txn.c.seq)
    .join_from(t.session, t.txn, t.txn.c.session == t.session.c.seq)
    .where(t.session.c.day >= bindparam("first"), t.session.c.day <= bindparam("last"))
    .where(*_WITHIN)
    .order_by(t.session.c.seq.desc(), t.txn.c.seq.desc()),
    "by_number": select(t.txn.c.seq).where(t.txn.c.number == bindparam("number"), *_WITHIN),
    # The literal is what the partial index says: a parameter could be anything.
    "by_card": select(t.tender.c.txn)
    .join_from(t.tender, t.txn, t.txn.c.seq == t.tender.c.txn)
    .where(t.tender.c.last4 == bindparam("last4"), t.tender.c.last4 != literal_column("''"))
    .where(*_WITHIN)
    .order_by(t.tender.c.txn.desc()),
    "by_item": select(t.line.c.txn)
    .where(t.line.c.txn >= bindparam("low_seq"), t.line.c.txn < bindparam("high_seq"))
    .where(t.line.c.code.in_([bindparam(f"code{n}") for n in range(MOST_CODES)]))
    .order_by(t.line.c.txn.desc()),
    "fits": select(t.txn.c.seq).where(t.txn.c.seq == bindparam("seq"), *_WITHIN),
    "number_from": select(t.txn.c.number)
    .where(t.txn.c.seq >= bindparam("seq"))
    .order_by(t.txn.c.seq),
    "newest_number": select(func.max(t.txn.c.number)).where(
        t.txn.c.number >= bindparam("low"), t.txn.c.number < bindparam("high")
    ),
    "newest_sale": select(func.max(t.txn.c.seq)),
    "first_of_days": select(func.min(t.session.c.seq)).where(t.session.c.day >= bindparam("day")),
    "newest_sales": select(t.txn.c.seq).order_by(t.txn.c.seq.desc()),
    "sold_lately": select(t.line.c.code, func.count())
    .where(t.line.c.txn >= bindparam("since"))
    .group_by(t.line.c.code)
    .order_by(func.max(t.line.c.txn).desc(), t.line.c.code),
    "session_at": select(t.session.c.day)
    .where(t.session.c.seq <= bindparam("seq"))
    .order_by(t.session.c.seq.desc()),
}
SQL: Final = {name: compiled(statement) for name, statement in STATEMENTS.items()}


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of sales, newest first; `further` is where to go on, 0 where all is seen.

    `back_to` is the business day down to which an item was sought, where more days are left.
    """

    seqs: tuple[int, ...]
    further: int = 0
    back_to: date | None = None


@dataclass(frozen=True, slots=True)
class SaleSearch:
    """Searches over one connection, for one lane; `span` entries a page of an item's."""

    connection: Connection
    lane: Lane
    span: int = SPAN

    def page(self, wanted: SalesWanted, before: int, limit: int) -> Page:
        """At most `limit` sales before the entry `before`; 0 is from the newest on."""
        before = before or _HIGHEST
        if wanted.number:
            return _cut(self._numbered(wanted, before), limit)
        if wanted.last4:
            return _cut(self._run("by_card", wanted.last4, *_within(wanted, before)), limit)
        if wanted.codes:
            return self._with_item(wanted, before, limit)
        days = (_first_day(wanted), _last_day(wanted))
        return _cut(self._run("by_session", *days, *_within(wanted, before)), limit)

    def sold_lately(self, sales: int) -> Sequence[SoldLately]:
        """The items of the newest sales, the latest first."""
        newest = self.connection.exec_driver_sql(SQL["newest_sales"])
        seqs = newest.fetchmany(sales)
        newest.close()
        if not seqs:
            return ()
        rows = self.connection.exec_driver_sql(SQL["sold_lately"], (seqs[-1][0],))
        return [SoldLately(code, count) for code, count in rows]

    def _numbered(self, wanted: SalesWanted, before: int) -> Iterator[int]:
        within = _within(wanted, before)
        low, high = self._entries(wanted, before)
        first = self._number_from(low) if wanted.since else 0
        after = (self._number_from(high) if wanted.until else 0) or _HIGHEST
        for number in self._numbers(wanted.number):
            if number < first:
                return
            if number <= after:
                yield from self._run("by_number", number, *within)

    def _number_from(self, seq: int) -> int:
        """The number of the first sale at or after an entry; 0 where there is none."""
        row = self.connection.exec_driver_sql(SQL["number_from"], (seq,)).first()
        return 0 if row is None else row[0]

    def _entries(self, wanted: SalesWanted, before: int) -> tuple[int, int]:
        """From which entry on the wanted days lie, and before which."""
        low = self._first_of(_first_day(wanted)) if wanted.since else 0
        if wanted.since and not low:
            return before, before
        if wanted.until:
            following = self._first_of(_number(wanted.until + timedelta(days=1)))
            before = min(before, following or before)
        return low, before

    def _numbers(self, last: str) -> Iterator[int]:
        """Every number given so far that ends with these digits, the newest first."""
        lane = self.lane
        for epoch in range(lane.epoch, 0, -1):
            first = int(ReceiptNumber(lane.store, lane.lane, epoch, 0).digits)
            bounds = (first, first + _NUMBERS)
            newest = self.connection.exec_driver_sql(SQL["newest_number"], bounds).scalar()
            if newest is None:
                continue
            step = 10 ** len(last)
            ends = int(last)
            highest = newest - (newest - ends) % step
            yield from range(highest, first, -step)

    def _with_item(self, wanted: SalesWanted, before: int, limit: int) -> Page:
        codes = [*wanted.codes[:MOST_CODES]]
        codes += codes[:1] * (MOST_CODES - len(codes))
        newest = self.connection.exec_driver_sql(SQL["newest_sale"]).scalar() or 0
        lowest, high = self._entries(wanted, min(before, newest + 1))
        stop = max(lowest, high - self.span, 0)
        seen: dict[int, None] = {}
        while high > stop and len(seen) <= limit:
            low = max(stop, high - _CHUNK)
            hits = dict.fromkeys(self._run("by_item", low, high, *codes))
            within = _within(wanted, before)
            seen |= {seq: None for seq in hits if any(self._run("fits", seq, *within))}
            high = low
        page = _cut(seen, limit)
        if page.further or high <= lowest:
            return page
        return Page(page.seqs, high, self._day_at(high))

    def _first_of(self, day: int) -> int:
        """The entry with which the first session of this day or a later one began; 0 if none."""
        return self.connection.exec_driver_sql(SQL["first_of_days"], (day,)).scalar() or 0

    def _day_at(self, seq: int) -> date | None:
        row = self.connection.exec_driver_sql(SQL["session_at"], (seq,)).first()
        return None if row is None else day_of(row[0])

    def _run(self, name: str, *values: int | str) -> Iterator[int]:
        rows = self.connection.exec_driver_sql(SQL[name], values)
        try:
            for row in rows:
                yield row[0]
        finally:
            rows.close()


def _within(wanted: SalesWanted, before: int) -> tuple[int, ...]:
    since = _LOWEST if wanted.since is None else _midnight(wanted.since)
    until = _HIGHEST if wanted.until is None else _midnight(wanted.until + timedelta(days=1))
    low = _LOWEST if wanted.least is None else wanted.least
    high = _HIGHEST if wanted.most is None else wanted.most
    return (before, since, until, low, high)


def _midnight(day: date) -> int:
    """The beginning of a local day, milliseconds UTC."""
    return int(datetime.combine(day, time()).astimezone().timestamp() * 1000)


def _first_day(wanted: SalesWanted) -> int:
    """A till left open past midnight keeps its business day: one more is looked at."""
    return _LOWEST if wanted.since is None else _number(wanted.since - timedelta(days=1))


def _last_day(wanted: SalesWanted) -> int:
    return _HIGHEST if wanted.until is None else _number(wanted.until)


def _number(day: date) -> int:
    return day_number(day.isoformat())


def _cut(found: Iterable[int], limit: int) -> Page:
    """The first `limit` distinct ones, and where to go on where there is one more."""
    seen: dict[int, None] = {}
    for seq in found:
        if seq in seen:
            continue
        if len(seen) == limit:
            return Page(tuple(seen), next(reversed(seen)))
        seen[seq] = None
    return Page(tuple(seen))
