"""A long past: days of W1 sales with a true chain, true closings, and every row of the fold.

Invariant: entries go through the product's own encode, chain, signature and fold; only the commits
are fewer, one a day instead of one a sale. The till of the last day is open.
"""

import sys
from collections import Counter as Sums
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.bootstrap import keys_folder
from counter_app.domain import basket as baskets
from counter_app.domain import till
from counter_app.domain.basket import Addition, Basket
from counter_app.domain.catalogue import Quantity
from counter_app.domain.facts import Entry, Fact, Sale, StoreFounded, TillOpened
from counter_app.domain.ledger import postings
from counter_app.domain.pricing import PriceRules, price, sold_lines
from counter_app.domain.slips import AccountTotal, SoldLine, TenderTaken
from counter_app.domain.till import SessionFigures
from counter_app.services.policies.profiles import profile_of
from counter_app.services.ports import Lane
from counter_app.storage import journal as bodies
from counter_app.storage.database import open_writer
from counter_app.storage.folds import Row, fold
from counter_app.storage.keys import load_keys
from counter_app.storage.position import Position
from counter_app.storage.queries import Queries
from counter_app.storage.sqlite_dialect import compile_insert
from counter_app.storage.tables import journal
from counter_app.storage.unit_of_work import FOLD_SQL, NUMBER_SPAN
from tests.bench.places import ASSOCIATE, finished, found_store, is_finished, kept
from tests.bench.selling import product
from tests.bench.workload import basket

A_DAY: Final = 2_000  # sales
BASKETS: Final = 5_000  # distinct ones; a longer past sells them again
LAST_DAY: Final = date(2026, 1, 1)
_JOURNAL: Final = compile_insert(journal)
_TOLD: Final = 50  # days
_FLOAT: Final = 10_000

Goods = tuple[tuple[SoldLine, ...], int, int]
"""Lines as sold, their total and the tax in it."""


def long_history(sales: int) -> Path:
    """The folder of a store with so many past sales, made at its first use."""
    folder = kept(f"history-{sales}")
    if not is_finished(folder):
        found_store(folder).close()
        _fill(folder, sales)
        finished(folder)
    return folder


def _fill(folder: Path, sales: int) -> None:
    keys = load_keys(keys_folder(folder))
    engine = open_writer(folder / "counter.db", keys.database)
    try:
        with engine.connect() as connection:
            with connection.begin():
                connection.exec_driver_sql("PRAGMA cache_size=-200000")
                reading = Queries(connection)
                lane, first = bodies.read(reading.body(1))
                position, _ = reading.position()
            assert isinstance(first.data, StoreFounded)
            rules = profile_of(first.data.profile).rules_on(LAST_DAY)
            past = _Past(lane, keys.signer(), rules, position)
            days = -(-sales // A_DAY)
            for no in range(days):
                day = LAST_DAY - timedelta(days=days - 1 - no)
                past.day(day, range(no * A_DAY, min((no + 1) * A_DAY, sales)), last=no == days - 1)
                with connection.begin():
                    for statement, rows in past.taken():
                        connection.exec_driver_sql(statement, rows)
                _tell(no + 1, days)
    finally:
        engine.dispose()


def _tell(done: int, days: int) -> None:
    if done % _TOLD == 0:
        print(f"history: day {done} of {days}", file=sys.stderr, flush=True)


@dataclass(slots=True)
class _Past:
    """Writes the entries of whole days, and holds their rows until they are taken."""

    lane: Lane
    signer: Ed25519PrivateKey
    rules: PriceRules
    at: Position
    before: tuple[int, int] = (0, 0)  # last Z, grand total
    entries: list[Row] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    known: dict[int, Goods] = field(default_factory=dict)

    def day(self, day: date, numbers: range, *, last: bool) -> None:
        """One day: the till opens, sells, and closes unless it is the last."""
        wall = int(datetime(day.year, day.month, day.day, 8, tzinfo=UTC).timestamp() * 1000)
        opened = TillOpened(float=_FLOAT)
        self._append(opened, day, wall)
        sums, counts = Sums(dict(postings(opened))), Sums(dict.fromkeys(dict(postings(opened)), 1))
        turnover = 0
        for place, number in enumerate(numbers, start=1):
            sold = self._sale(number)
            self._append(sold, day, wall + place * 15_000)
            turnover += sold.total
            for account, amount in postings(sold):
                sums[account] += amount
                counts[account] += 1
        if not last:
            totals = tuple(
                AccountTotal(account=account, count=counts[account], amount=sums[account])
                for account in sorted(sums)
            )
            self._close(SessionFigures(len(numbers), turnover, totals), day, wall)

    def taken(self) -> Iterator[tuple[str, list[Row]]]:
        """Every statement with its rows; nothing is held afterwards."""
        yield _JOURNAL, self.entries
        for table, rows in self.rows.items():
            if rows:
                yield FOLD_SQL[table], rows
        self.entries, self.rows = [], {}

    def _close(self, figures: SessionFigures, day: date, wall: int) -> None:
        assert self.at.session is not None
        counted = till.expected_cash(figures.totals)
        closing = till.close(self.at.session, figures, counted, self.before)
        self.before = (closing.z, closing.grand_total)
        self._append(closing, day, wall + 12 * 3_600_000)

    def _sale(self, number: int) -> Sale:
        lines, total, tax = self._goods(number % BASKETS)
        assert self.at.session is not None
        first = ((self.lane.store * 100 + self.lane.lane) * 100 + self.lane.epoch) * NUMBER_SPAN
        return Sale(
            id=f"{number + 1:032x}",
            number=f"{max(first, self.at.number) + 1:015d}",
            session=self.at.session.seq,
            language="en",
            lines=lines,
            tenders=(TenderTaken(no=1, tender="cash", amount=total, given=total),),
            total=total,
            tax=tax,
            rounding=0,
            change=0,
        )

    def _goods(self, number: int) -> Goods:
        """Basket `number` of W1, priced once."""
        if number not in self.known:
            made = Basket(id="")
            for code, pieces in basket(number):
                made = baskets.add(made, Addition(product(code), Quantity.pieces(pieces)))
            priced = price(made, self.rules)
            self.known[number] = (sold_lines(priced, "en"), priced.total, priced.tax)
        return self.known[number]

    def _append(self, fact: Fact, day: date, wall: int) -> None:
        seq = self.at.seq + 1
        entry = Entry(
            seq=seq,
            kind=fact.kind,
            wall=wall,
            business_date=day.isoformat(),
            user=ASSOCIATE.number,
            data=fact,
        )
        body = bodies.encode(entry, self.lane)
        digest = bodies.chain(self.at.hash, body)
        signature = bodies.sign(self.signer, digest) if bodies.is_signed(fact.kind) else None
        number = bodies.day_number(entry.business_date)
        self.entries.append((seq, fact.kind, wall, number, entry.user, digest, signature, body))
        for table, rows in fold(entry).items():
            self.rows.setdefault(table, []).extend(rows)
        self.at = self.at.after(entry, digest)
