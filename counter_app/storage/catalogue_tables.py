"""The tables of a catalogue file, and the one way from a product to its row and back.

Invariant: a product read back equals the product that was written.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Column, Index, Integer, Text, bindparam, column, func, select, table

from counter_app.domain.catalogue import Flag, Names, Product
from counter_app.storage.database import new_metadata
from counter_app.storage.sqlite_dialect import compile_insert, compiled, strict_table

FLAG_SEPARATOR: Final = "|"
SEARCH: Final = "search"
FOLDED: Final = "folded"

METADATA: Final = new_metadata()
PRODUCT: Final = strict_table(
    "product",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("name_it", Text, nullable=False),
    Column("name_el", Text, nullable=False),
    Column("price", Integer),
    Column("tax", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("flags", Text, nullable=False),
)
BY_CODE_INDEX: Final = Index("ix_product_code", PRODUCT.c.code, unique=True)
"""Made after the load: sorting once is quicker than keeping an index sorted."""

# FTS5 gives its table a hidden column of the same name: a match on it asks the whole index.
_SEARCH: Final = table(SEARCH, column("rowid", Integer), column(FOLDED, Text), column(SEARCH, Text))

INSERT_PRODUCT: Final = compile_insert(PRODUCT)
INSERT_SEARCH: Final = compiled(
    _SEARCH.insert().values({name: bindparam(name) for name in ("rowid", FOLDED)})
)
SELECT_BY_CODE: Final = compiled(select(PRODUCT).where(PRODUCT.c.code == bindparam("code")))
SELECT_COUNT: Final = compiled(select(func.max(PRODUCT.c.id)))
"""Products are numbered from 1 without gaps, so the last number is the count, at no cost."""
_BY_CODE: Final = select(PRODUCT).order_by(PRODUCT.c.code)
SELECT_BEGINS: Final = compiled(
    _BY_CODE.where(PRODUCT.c.code >= bindparam("first"), PRODUCT.c.code < bindparam("after"))
)
# Within: the codes alone, so that only their index is read and not the products.
SELECT_HOLDS: Final = compiled(
    select(PRODUCT.c.code).where(PRODUCT.c.code.like(bindparam("pattern"))).order_by(PRODUCT.c.code)
)
SELECT_CATEGORIES: Final = compiled(
    select(PRODUCT.c.category).distinct().order_by(PRODUCT.c.category)
)
SELECT_MATCHES: Final = compiled(
    select(PRODUCT)
    .join_from(_SEARCH, PRODUCT, PRODUCT.c.id == _SEARCH.c.rowid)
    .where(_SEARCH.c[SEARCH].match(bindparam("trigrams")))
)

Row = tuple[int, str, str, str, str, int | None, str, str, str]
"""One product as the driver gives and takes it, in the order of PRODUCT's columns."""


def product_row(number: int, product: Product) -> Row:
    """Return the row of the catalogue's product `number`."""
    names = product.names
    flags = FLAG_SEPARATOR.join(sorted(product.flags)) if product.flags else ""
    return (
        number,
        product.code,
        names.en,
        names.it,
        names.el,
        product.price,
        product.tax,
        product.category,
        flags,
    )


def row_product(row: Row) -> Product:
    """Return the product of a row."""
    _, code, name_en, name_it, name_el, price, tax, category, flags = row
    return Product(code, Names(name_en, name_it, name_el), price, tax, category, _flags(flags))


def row_names(row: Row) -> Sequence[str]:
    """Return the names a row holds, those of languages it has none in left out."""
    return tuple(name for name in row[2:5] if name)


def _flags(text: str) -> frozenset[Flag]:
    return frozenset(map(Flag, text.split(FLAG_SEPARATOR))) if text else frozenset()
