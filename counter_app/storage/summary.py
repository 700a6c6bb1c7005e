"""Sums up a replayed store out of its read tables alone: baskets, departments, refused lines.

Invariant: it only reads, and never the journal, so a rebuild that changes a row changes a figure.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import (
    ColumnClause,
    Connection,
    case,
    func,
    literal_column,
    select,
)

from counter_app.domain.catalogue import THOUSAND
from counter_app.domain.errors import Refusal
from counter_app.services.replay import COUPON, COUPON_MATCH, RETAIL, STORE_KIND
from counter_app.services.report import (
    BasketFigures,
    DepartmentFigures,
    RefusedLine,
    ReplaySummary,
)
from counter_app.storage import tables as t
from counter_app.storage.database import open_reader, storage_faults
from counter_app.storage.journal import day_of
from counter_app.storage.keys import Keys
from counter_app.storage.store import DATABASE, check_versions, require_store

_ZERO: Final[ColumnClause[int]] = literal_column("0")
_TAKEN_OFF: Final = (RETAIL, COUPON_MATCH, COUPON)

_shelf: Final = (
    select(t.line.c.txn, func.sum(t.line.c.price * t.line.c.quantity).label("thousandths"))
    .group_by(t.line.c.txn)
    .subquery("shelf")
)
# Baskets without a discount have no row here.
_off: Final = (
    select(
        t.line_discount.c.txn,
        *(
            func.sum(
                case((t.line_discount.c.origin == origin, t.line_discount.c.amount), else_=_ZERO)
            ).label(origin)
            for origin in _TAKEN_OFF
        ),
    )
    .group_by(t.line_discount.c.txn)
    .subquery("off")
)
_coupons: Final = (
    select(
        t.line_discount.c.txn,
        t.line_discount.c.line,
        func.sum(t.line_discount.c.amount).label("amount"),
    )
    .where(t.line_discount.c.origin == COUPON)
    .group_by(t.line_discount.c.txn, t.line_discount.c.line)
    .subquery("coupons")
)
STATEMENTS: Final = {
    "store": select(t.store.c.kind, t.store.c.name),
    "baskets": select(
        t.txn.c.origin,
        t.txn.c.day,
        _shelf.c.thousandths,
        *(func.coalesce(_off.c[origin], _ZERO) for origin in _TAKEN_OFF),
        t.txn.c.total,
    )
    .join(_shelf, _shelf.c.txn == t.txn.c.seq)
    .outerjoin(_off, _off.c.txn == t.txn.c.seq)
    .order_by(t.txn.c.seq),
    # A coupon is what the customer pays with, so it counts as sales.
    "departments": select(
        t.line.c.category,
        func.count(),
        func.sum(t.line.c.quantity),
        func.sum(t.line.c.amount + func.coalesce(_coupons.c.amount, _ZERO)),
    )
    .outerjoin(_coupons, (_coupons.c.txn == t.line.c.txn) & (_coupons.c.line == t.line.c.no))
    .group_by(t.line.c.category)
    .order_by(t.line.c.category),
    "refused": select(t.basket_event.c.origin, t.refused_line.c.code, t.refused_line.c.reason)
    .join(t.refused_line, t.refused_line.c.txn == t.basket_event.c.seq)
    .where(t.basket_event.c.kind == "refused")
    .order_by(t.refused_line.c.txn, t.refused_line.c.no),
}


def summary_of(folder: Path, keys: Keys) -> ReplaySummary:
    """Sum up one store. Raises Refusal `replay.not_replayed` for a store of another kind."""
    require_store(folder)
    engine = open_reader(folder / DATABASE, keys.database)
    try:
        with storage_faults(), engine.connect() as connection:
            check_versions(connection)
            name = _replayed(connection, folder)
            return ReplaySummary(
                tuple(_baskets(connection, name)),
                tuple(_departments(connection, name)),
                tuple(_refused(connection)),
            )
    finally:
        engine.dispose()


def _replayed(connection: Connection, folder: Path) -> str:
    """The store's id in the file that was replayed."""
    kind, name = connection.execute(STATEMENTS["store"]).one()
    if kind != STORE_KIND:
        raise Refusal("replay.not_replayed", folder=str(folder), kind=kind)
    return str(name)


def _baskets(connection: Connection, store: str) -> Iterator[BasketFigures]:
    found = connection.execute(STATEMENTS["baskets"])
    for origin, day, thousandths, retail, match, coupon, due in found:
        full = int(thousandths) // THOUSAND
        yield BasketFigures(
            store_id=store,
            basket_id=origin or "",
            day=day_of(day).isoformat(),
            shelf=full,
            retail_disc=retail,
            coupon_match_disc=match,
            sales=full - retail - match,
            coupon_disc=coupon,
            due=due,
        )


def _departments(connection: Connection, store: str) -> Iterator[DepartmentFigures]:
    for department, lines, thousandths, sales in connection.execute(STATEMENTS["departments"]):
        yield DepartmentFigures(
            store_id=store,
            department=department,
            lines=lines,
            quantity=int(thousandths) // THOUSAND,
            sales=int(sales),
        )


def _refused(connection: Connection) -> Iterator[RefusedLine]:
    for origin, code, reason in connection.execute(STATEMENTS["refused"]):
        yield RefusedLine(basket_id=origin or "", product_id=code, reason=reason)
