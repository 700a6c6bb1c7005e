"""Every table of the store, by home: journal, read tables, drafts, credentials, claims, vault.

Invariant: a read table says in its `info` how the fold writes it (`insert` a row once, or `add` to
counters under a key); whatever has no such mark holds no facts.
"""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text, literal_column

from counter_app.storage.database import new_metadata
from counter_app.storage.sqlite_dialect import keyed_table, partial_index, strict_table

METADATA: Final = new_metadata()
SCHEMA_VERSION: Final = 1
INSERT: Final = "insert"
ADD: Final = "add"


# 64 bits everywhere: SQLite's INTEGER has them, PostgreSQL's has 32 (a wall time needs 41).
_INTEGER: Final = BigInteger().with_variant(Integer(), "sqlite")


def _integer(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, _INTEGER, primary_key=key, nullable=False, autoincrement=False)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=null)


def _blob(name: str, *, key: bool = False, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, primary_key=key, nullable=null)


def _read(name: str, *columns: Column[int] | Column[str] | Column[bytes]) -> Table:
    """A read table with one row per entry, keyed by `seq`."""
    table = strict_table(name, METADATA, _integer("seq", key=True), *columns)
    table.info["fold"] = INSERT
    return table


def _child(name: str, *columns: Column[int] | Column[str] | Column[bytes]) -> Table:
    """A read table with several rows per entry, stored in its key."""
    table = keyed_table(name, METADATA, _integer("txn", key=True), *columns)
    table.info["fold"] = INSERT
    return table


def _counter(name: str, *columns: Column[int] | Column[str] | Column[bytes]) -> Table:
    """A read table of counters; every integer column outside the key is added to."""
    table = keyed_table(name, METADATA, *columns)
    table.info["fold"] = ADD
    return table


journal = strict_table(
    "journal",
    METADATA,
    _integer("seq", key=True),
    _text("kind"),
    _integer("wall"),
    _integer("day"),
    _text("person"),
    _blob("hash"),
    _blob("signature", null=True),
    _blob("body"),
)

txn = _read(
    "txn",
    _blob("id"),
    _integer("number"),
    _integer("session"),
    _integer("day"),
    _integer("wall"),
    _text("person"),
    _integer("lines"),
    _integer("total"),
    _integer("tax"),
    _integer("rounding"),
    _text("customer", null=True),
    _text("origin", null=True),
)
Index("txn_id", txn.c.id, unique=True)
Index("txn_number", txn.c.number, unique=True)
Index("txn_day", txn.c.day, txn.c.seq)
# Amounts of one session stand together: a new one goes where the last ones went.
Index("txn_session_total", txn.c.session, txn.c.total)
partial_index(
    "txn_customer",
    txn.c.customer,
    txn.c.wall,
    where=txn.c.customer.is_not(None),
)

line = _child(
    "line",
    _integer("no", key=True),
    _text("code"),
    _text("name"),
    _text("category"),
    _text("tax_group"),
    _integer("quantity"),
    _text("unit"),
    _integer("price"),
    _integer("amount"),
    _integer("net"),
    _integer("gross"),
    _integer("returned"),
    _integer("returned_amount"),
)
line_discount = _child(
    "line_discount",
    _integer("line", key=True),
    _integer("no", key=True),
    _text("origin"),
    _text("label"),
    _integer("amount"),
)
line_tax = _child(
    "line_tax",
    _integer("line", key=True),
    _integer("no", key=True),
    _text("tax"),
    _text("rate"),
    _integer("net"),
    _integer("amount"),
)
line_serial = _child(
    "line_serial",
    _integer("no", key=True),
    _text("serial"),
    _text("code"),
    _integer("pieces"),  # 1 went out, -1 came back
)
Index("line_serial_serial", line_serial.c.serial, line_serial.c.txn)
line_department = _child(
    "line_department",
    _integer("no", key=True),
    _text("department"),
    _text("scanned"),
    _text("reason"),
    _text("person"),
)
age_shown = _child("age_shown", _integer("age", key=True), _text("proof"))
tender = _child(
    "tender",
    _integer("no", key=True),
    _text("tender"),
    _integer("amount"),
    _integer("given"),
    _integer("change"),
    _text("last4"),
    _blob("token", null=True),
    _blob("attempt", null=True),
)
partial_index(
    "tender_token",
    tender.c.token,
    where=tender.c.token.is_not(None),
)
partial_index(
    "tender_last4",
    tender.c.last4,
    tender.c.txn,
    where=tender.c.last4 != literal_column("''"),
)
posting = _child("posting", _integer("no", key=True), _text("account"), _integer("amount"))
session_total = _counter(
    "session_total",
    _integer("session", key=True),
    _text("account", key=True),
    _integer("count"),
    _integer("amount"),
)
session = _read("session", _text("person"), _integer("day"), _integer("wall"), _integer("float"))
closing = _read(
    "closing",
    _integer("session"),
    _integer("day"),
    _text("person"),
    _integer("z"),
    _integer("sales"),
    _integer("float"),
    _integer("expected"),
    _integer("counted"),
    _integer("difference"),
    _integer("grand_total"),
)
Index("closing_session", closing.c.session, unique=True)

publication = _read(
    "publication", _text("what"), _text("id"), _text("digest"), _integer("rows"), _text("content")
)
staff = _read(
    "staff",
    _text("number"),
    _text("name"),
    _text("role"),
    _integer("active"),
    _text("language"),
)
access = _read("access", _text("kind"), _text("number"), _text("detail"), _integer("tries"))
basket_event = _read(
    "basket_event",
    _text("kind"),
    _blob("basket"),
    _text("slip"),
    _text("reason"),
    _integer("lines"),
    _integer("total"),
    _text("origin", null=True),
)
Index("basket_event_basket", basket_event.c.basket)
refused_line = _child("refused_line", _integer("no", key=True), _text("code"), _text("reason"))
attempt = _read(
    "attempt",
    _blob("id"),
    _blob("basket"),
    _text("operation"),
    _integer("amount"),
    _blob("reverses", null=True),
)
Index("attempt_id", attempt.c.id, unique=True)
attempt_outcome = _read(
    "attempt_outcome",
    _blob("attempt"),
    _text("outcome"),
    _integer("amount"),
    _text("tender"),
    _text("reason"),
)
attempt_open = _counter("attempt_open", _blob("attempt", key=True), _integer("open"))
partial_index(
    "attempt_open_still",
    attempt_open.c.attempt,
    where=attempt_open.c.open > 0,
)
tender_event = _read(
    "tender_event",
    _text("kind"),
    _blob("basket"),
    _text("tender"),
    _integer("amount"),
    _text("rule"),
    _text("requirement"),
    _integer("shadow"),
)
card = _counter(
    "card",
    _blob("card", key=True),
    _text("stored", key=True),
    _text("last4", key=True),
    _integer("balance"),
    _integer("moves"),
)
card_move = _child(
    "card_move", _integer("no", key=True), _blob("card"), _text("operation"), _integer("amount")
)
Index("card_move_card", card_move.c.card, card_move.c.txn)
balance_query = _read("balance_query", _blob("card"), _text("last4"), _integer("balance"))
reprint = _read("reprint", _integer("number"), _text("paper"), _integer("copy"))
Index("reprint_number", reprint.c.number)
cash_correction = _read(
    "cash_correction",
    _integer("number"),
    _integer("tender"),
    _integer("given_before"),
    _integer("given"),
    _integer("change_before"),
    _integer("change"),
)
Index("cash_correction_number", cash_correction.c.number)
store = _read(
    "store", _text("kind"), _integer("store"), _integer("lane"), _integer("epoch"), _text("name")
)
clock_step = _read("clock_step", _integer("before"), _integer("after"))
backup = _read(
    "backup", _text("name"), _integer("upto"), _text("hash"), _text("digest"), _integer("size")
)
restoration = _read(
    "restoration",
    _integer("epoch"),
    _text("backup"),
    _integer("upto"),
    _text("hash"),
    _text("newest"),
)

draft = keyed_table("draft", METADATA, _text("slot", key=True), _integer("saved"), _blob("body"))
secret = keyed_table(
    "secret",
    METADATA,
    _text("number", key=True),
    _text("pin_hash"),
    _integer("failures"),
    _integer("locked_for"),
)
badge = keyed_table("badge", METADATA, _text("badge", key=True), _text("number"))
claim = keyed_table(
    "claim",
    METADATA,
    _text("thing", key=True),
    _text("basket", key=True),
    _integer("amount"),
)
vault = keyed_table("vault", METADATA, _text("id", key=True), _blob("key"), _blob("ciphertext"))
meta = keyed_table("meta", METADATA, _text("key", key=True), _text("value"))

READ_TABLES: Final = tuple(t for t in METADATA.sorted_tables if "fold" in t.info)


def key_columns(table: Table) -> tuple[str, ...]:
    """The names of a table's key."""
    return tuple(column.name for column in table.primary_key)


def added_columns(table: Table) -> tuple[str, ...]:
    """What an `add` table adds up; empty for the others."""
    if table.info.get("fold") != ADD:
        return ()
    keys = key_columns(table)
    return tuple(column.name for column in table.columns if column.name not in keys)
