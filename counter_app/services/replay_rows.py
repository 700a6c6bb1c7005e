"""Reads a file of real baskets: its rows gathered by store and basket, each row told apart.

Invariant: every row of the file stands in exactly one basket; a row that no till could have sold is
named with its reason, never mended and never dropped. Amounts are cents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from counter_app.domain.errors import Fault, Refusal
from counter_app.services.catalogues.text import CatalogueText, open_text

BASKET: Final = ("store_id", "basket_id")
ITEM: Final = (
    "product_id",
    "quantity",
    "sales_value",
    "retail_disc",
    "coupon_disc",
    "coupon_match_disc",
    "transaction_timestamp",
)
COLUMNS: Final = (*BASKET, *ITEM)
UNKNOWN: Final = "UNKNOWN"
MOST_STORES: Final = 9_999  # a receipt number has four digits for the store

_CENT: Final = Decimal("0.01")
_FIRST_DAY: Final = date(1970, 1, 1)
_MOST_DIGITS: Final = 15
_LONGEST_NUMBER: Final = 24
_APART: Final = "\x1f"  # no printable cell holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One row that a till could sell. `price` is a unit's shelf price, the rest are the line's."""

    product: str
    quantity: int
    price: int
    retail: int
    coupon_match: int
    coupon: int


@dataclass(slots=True)
class FileBasket:
    """The rows of one basket, packed: files have millions. `at` is the end of the receipt."""

    id: str
    at: datetime | None = None
    rows: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[tuple[str, FileLine | Refusal]]:
        """Each row's product with the line that it is, or with what is wrong with it."""
        for row in self.rows:
            flaw, *cells = row.split(_APART)
            try:
                yield cells[0], _line(flaw, cells)
            except Refusal as refusal:
                yield cells[0], refusal


@dataclass(frozen=True, slots=True)
class FileStore:
    """One store of the file. `number` counts the stores in order of appearance, from 1."""

    id: str
    number: int
    baskets: dict[str, FileBasket] = field(default_factory=dict)

    def in_order(self) -> list[tuple[datetime, FileBasket]]:
        """The baskets by their time; one without a readable time follows the one before it."""
        last = min((b.at for b in self.baskets.values() if b.at), default=_beginning())
        timed = []
        for basket in self.baskets.values():
            last = basket.at or last
            timed.append((last, basket))
        return sorted(timed, key=lambda pair: pair[0])


def read_stores(
    path: Path, told: Callable[[int, int | None], None] = lambda _done, _all: None
) -> tuple[FileStore, ...]:
    """Read a CSV, plain or gzip, whole. `told` hears the rows done and an estimate of all.

    Raises Refusal `replay.column_missing`, `replay.empty`, `replay.stores`, what
    CatalogueText raises; Fault `replay.unreadable`.
    """
    try:
        with open_text(path) as text:
            stores = _gathered(text, told)
    except Fault as fault:
        raise Fault("replay.unreadable", retry=True, **fault.values) from fault
    if not stores:
        raise Refusal("replay.empty", file=path.name)
    if len(stores) > MOST_STORES:
        raise Refusal("replay.stores", count=len(stores), most=MOST_STORES)
    return tuple(stores.values())


def _gathered(
    text: CatalogueText, told: Callable[[int, int | None], None]
) -> Mapping[str, FileStore]:
    for name in COLUMNS:
        if name not in text.columns:
            raise Refusal("replay.column_missing", file=text.name, column=name)
    places = [text.columns.index(name) for name in COLUMNS]
    stores: dict[str, FileStore] = {}
    for done, (_, cells) in enumerate(text.records(), 1):
        row = [_printable(cells[at]) if at < len(cells) else "" for at in places]
        store_id, basket_id, *item = row
        flaw = "cells" if len(cells) != len(text.columns) else _nameless(row)
        store = stores.get(store_id) or stores.setdefault(
            store_id, FileStore(store_id, len(stores) + 1)
        )
        if basket_id not in store.baskets:
            store.baskets[basket_id] = FileBasket(basket_id)
        _add(store.baskets[basket_id], flaw, item)
        if not done % 10_000:
            told(done, text.estimate(done))
    return _without_strays(stores)


def _without_strays(stores: dict[str, FileStore]) -> dict[str, FileStore]:
    """A row that names no store spoils the basket that it belongs to, wherever that is."""
    stray = stores.get("")
    if stray is None or len(stores) == 1:
        return stores
    named = [store for store in stores.values() if store.id]
    kept = {
        store.id: FileStore(store.id, number, store.baskets)
        for number, store in enumerate(named, 1)
    }
    for basket in stray.baskets.values():
        homes = [store for store in kept.values() if basket.id in store.baskets]
        for store in homes or [next(iter(kept.values()))]:
            home = store.baskets.setdefault(basket.id, FileBasket(basket.id, basket.at))
            home.rows.extend(basket.rows)
    return kept


def _nameless(row: list[str]) -> str:
    """The column of store or basket that a row leaves empty, if it does."""
    return next((name for name, cell in zip(BASKET, row, strict=False) if not cell), "")


def _add(basket: FileBasket, flaw: str, item: list[str]) -> None:
    basket.rows.append(_APART.join((flaw, *item)))
    try:
        at = _moment(item[-1])
    except Refusal:
        return  # told again with its row
    basket.at = at if basket.at is None else max(at, basket.at)


def _line(flaw: str, cells: list[str]) -> FileLine:
    """The line of a row's cells, in the order of `ITEM`; `flaw` is what ails the row as a whole."""
    product, quantity, *amounts, moment = cells
    if flaw == "cells":
        raise Refusal("replay.row.cells")
    for name, cell in ((flaw, not flaw), *zip(ITEM, cells, strict=True)):
        if not cell:
            raise Refusal("replay.row.missing", column=name)
    _moment(moment)
    units = _number("quantity", quantity)
    if units != units.to_integral_value():
        raise Refusal("replay.row.not_whole_units", value=quantity)
    if units <= 0:
        raise Refusal("replay.row.no_quantity", value=quantity)
    sales, retail, coupon, match = map(_cents, ITEM[2:6], amounts)
    price, rest = divmod(sales + retail + match, int(units))
    if rest:
        raise Refusal("replay.row.price_not_whole", value=quantity)
    return FileLine(
        product=product,
        quantity=int(units),
        price=price,
        retail=retail,
        coupon_match=match,
        coupon=coupon,
    )


def _cents(name: str, cell: str) -> int:
    """An amount of the file in cents."""
    cents = _number(name, cell) / _CENT
    if cents != cents.to_integral_value():
        raise Refusal("replay.row.part_of_a_cent", column=name, value=cell)
    if cents < 0:
        raise Refusal("replay.row.negative", column=name, value=cell)
    return int(cents)


def _number(name: str, cell: str) -> Decimal:
    """A number of no more digits than a till has, or Refusal."""
    wrong = Refusal("replay.row.not_a_number", column=name, value=cell)
    if not cell.isascii() or "_" in cell or len(cell) > _LONGEST_NUMBER:
        raise wrong
    try:
        number = Decimal(cell)
    except InvalidOperation as error:
        raise wrong from error
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        raise wrong
    return number


def _moment(cell: str) -> datetime:
    """The store's own time, as it stands; a zone that is named is not converted."""
    try:
        at = datetime.fromisoformat(cell)
    except ValueError as error:
        raise Refusal("replay.row.not_a_time", value=cell) from error
    if at.date() <= _FIRST_DAY:
        raise Refusal("replay.row.not_a_time", value=cell)
    return at.replace(tzinfo=UTC)


def _beginning() -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC)


def _printable(cell: str) -> str:
    return cell.strip() if cell.isprintable() else "".join(filter(str.isprintable, cell)).strip()


@dataclass(frozen=True, slots=True)
class Goods:
    """What the products file says: department and name by product; the rest is `UNKNOWN`."""

    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def department(self, product: str) -> str:
        """The product's department."""
        return self.known.get(product, ("", ""))[0] or UNKNOWN

    def name(self, product: str) -> str:
        """What stands on the receipt."""
        return self.known.get(product, ("", ""))[1] or product


def read_goods(path: Path) -> Goods:
    """Read a products file: product_id, department, and a name where there is one.

    Raises Refusal `replay.column_missing`; Fault `replay.unreadable`.
    """
    known: dict[str, tuple[str, str]] = {}
    try:
        with open_text(path) as text:
            for name in ("product_id", "department"):
                if name not in text.columns:
                    raise Refusal("replay.column_missing", file=path.name, column=name)
            for _, cells in text.records():
                row = dict(zip(text.columns, map(_printable, cells), strict=False))
                known[row.get("product_id", "")] = (
                    row.get("department", ""),
                    row.get("name", "") or row.get("product_type", ""),
                )
    except Fault as fault:
        raise Fault("replay.unreadable", retry=True, **fault.values) from fault
    return Goods(known)
