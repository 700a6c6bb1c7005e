"""Sums up a replayed store out of its read tables alone: baskets, departments, refused lines.

Invariant: it only reads, and never the journal, so a rebuild that changes a row changes a figure.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Subquery,
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
    kind, name = connection.execute(select(t.store.c.kind, t.store.c.name)).one()
    if kind != STORE_KIND:
        raise Refusal("replay.not_replayed", folder=str(folder), kind=kind)
    return str(name)


def _baskets(connection: Connection, store: str) -> Iterator[BasketFigures]:
    shelf = (
        select(
            t.line.c.txn,
            func.sum(t.line.c.price * t.line.c.quantity).label("thousandths"),
        )
        .group_by(t.line.c.txn)
        .subquery()
    )
    off = _discounts()
    found = connection.execute(
        select(t.txn.c.origin, t.txn.c.day, shelf.c.thousandths, *_amounts(off), t.txn.c.total)
        .join(shelf, shelf.c.txn == t.txn.c.seq)
        .outerjoin(off, off.c.txn == t.txn.c.seq)
        .order_by(t.txn.c.seq)
    )
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


def _discounts() -> Subquery:
    """What each origin took off each basket; baskets without a discount are left out."""
    table = t.line_discount.c
    columns = [
        func.sum(case((table.origin == origin, table.amount), else_=_ZERO)).label(origin)
        for origin in (RETAIL, COUPON_MATCH, COUPON)
    ]
    return select(table.txn, *columns).group_by(table.txn).subquery()


def _amounts(off: Subquery) -> list[ColumnElement[int]]:
    return [func.coalesce(off.c[origin], _ZERO) for origin in (RETAIL, COUPON_MATCH, COUPON)]


def _departments(connection: Connection, store: str) -> Iterator[DepartmentFigures]:
    """Lines, units and sales; a coupon is what the customer pays with, so it counts as sales."""
    table = t.line_discount.c
    coupons = (
        select(table.txn, table.line, func.sum(table.amount).label("amount"))
        .where(table.origin == COUPON)
        .group_by(table.txn, table.line)
        .subquery()
    )
    line = t.line.c
    found = connection.execute(
        select(
            line.category,
            func.count(),
            func.sum(line.quantity),
            func.sum(line.amount + func.coalesce(coupons.c.amount, _ZERO)),
        )
        .outerjoin(coupons, (coupons.c.txn == line.txn) & (coupons.c.line == line.no))
        .group_by(line.category)
        .order_by(line.category)
    )
    for department, lines, thousandths, sales in found:
        yield DepartmentFigures(
            store_id=store,
            department=department,
            lines=lines,
            quantity=int(thousandths) // THOUSAND,
            sales=int(sales),
        )


def _refused(connection: Connection) -> Iterator[RefusedLine]:
    event, line = t.basket_event.c, t.refused_line.c
    found = connection.execute(
        select(event.origin, line.code, line.reason)
        .join(t.refused_line, line.txn == event.seq)
        .where(event.kind == "refused")
        .order_by(line.txn, line.no)
    )
    for origin, code, reason in found:
        yield RefusedLine(basket_id=origin or "", product_id=code, reason=reason)
