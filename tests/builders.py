"""Real domain objects with keyword overrides, and a founded store to put them in.

Invariant: what is built without overrides is consistent: lines, taxes and tenders add up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from counter_app.domain import facts as f
from counter_app.domain import slips as s
from counter_app.domain import till
from counter_app.services.ports import Work
from counter_app.storage.founding import found_store
from counter_app.storage.keys import Keys
from counter_app.storage.store import EmbeddedStore
from tests.fakes import FixedClock

T = TypeVar("T")

KEYS = Keys(database=bytes(range(32)), pepper=bytes(range(32, 64)), signing=bytes(range(64, 96)))
ASSOCIATE = "101"
CARD = "c0" * 16  # keyed hash of a gift card's number
CREDIT = "c1" * 16
ACCOUNT = "ac" * 16  # keyed hash of a checking account
BASKET = "0192b0c0" + "0" * 24


def _with(base: T, changes: dict[str, Any]) -> T:
    return replace(base, **changes)  # type: ignore[type-var]  # only dataclasses come here


def an_id(number: int) -> str:
    """The id of that number, 32 hexadecimal digits."""
    return f"{number:032x}"


def a_founding(**changes: object) -> f.StoreFounded:
    """A live store of one lane in Italy."""
    base = f.StoreFounded(
        store_kind="live",
        store=1,
        lane=2,
        epoch=3,
        name="Corner",
        address=("Via Roma 1", "00100 Roma"),
        tax_number="IT00000000000",
        country="IT",
        currency="EUR",
        language="it",
        profile="{}",
        public_key=KEYS.public_key(),
    )
    return _with(base, dict(changes))


def a_line(**changes: object) -> s.SoldLine:
    """One piece at 2.50, its tax of 22 % included."""
    base = s.SoldLine(
        no=1,
        code="9501101530003",
        name="Notebook A5",
        category="stationery",
        tax_group="standard",
        quantity=1000,
        unit="piece",
        price=250,
        amount=250,
        net=205,
        gross=250,
        taxes=(s.LineTax(tax="vat", rate="22", net=205, amount=45),),
    )
    return _with(base, dict(changes))


def a_plain_line(no: int, price: int, **changes: object) -> s.SoldLine:
    """One piece without tax."""
    base = a_line(no=no, price=price, amount=price, net=price, gross=price, taxes=())
    return _with(base, dict(changes))


def a_reduced_line(no: int, price: int, off: int) -> s.SoldLine:
    """One piece without tax, with a discount."""
    paid = price - off
    discount = s.LineDiscount(origin="file", label="coupon", amount=off)
    return a_plain_line(no, price, amount=paid, net=paid, gross=paid, discounts=(discount,))


def a_card_load(no: int, amount: int, card: str = CARD) -> s.SoldLine:
    """A gift card that is activated; no tax, a liability."""
    load = s.CardLoad(stored="gift_card", card=card, last4="4242", operation="activate")
    return a_plain_line(no, amount, name="Gift card", code="gift", card=load)


def a_tender(**changes: object) -> s.TenderTaken:
    """2.50 in cash, exact."""
    base = s.TenderTaken(no=1, tender="cash", amount=250, given=250)
    return _with(base, dict(changes))


def a_check(**changes: object) -> s.CheckSlip:
    """A check whose account number lies in the vault."""
    base = s.CheckSlip(
        routing="111000025",
        account=ACCOUNT,
        last4="6789",
        number="1001",
        vault="0" * 32,
        vault_digest="0" * 64,
    )
    return _with(base, dict(changes))


def a_card_slip(**changes: object) -> s.CardSlip:
    """What a terminal says of an approved payment."""
    base = s.CardSlip(
        scheme="visa", last4="1111", token="tok-1", auth_code="A1", entry="chip", cvm="pin"
    )
    return _with(base, dict(changes))


def a_sale(**changes: object) -> f.Sale:
    """A notebook for exact cash. Totals and tender follow the lines unless they are given."""
    lines: Any = changes.pop("lines", (a_line(),))
    total = sum(line.gross for line in lines)
    base = f.Sale(
        id=an_id(1),
        number=f"{102030000001:015d}",
        session=1,
        language="it",
        lines=lines,
        tenders=(a_tender(amount=total, given=total),),
        total=total,
        tax=sum(tax.amount for line in lines for tax in line.taxes),
        rounding=0,
        change=0,
    )
    return _with(base, dict(changes))


def a_store(folder: Path, clock: FixedClock | None = None, **founding: object) -> EmbeddedStore:
    """A store founded in this folder with `KEYS`, open for writing."""
    clock = clock or FixedClock()
    if not (folder / "counter.db").exists():
        found_store(folder, KEYS, clock, a_founding(**founding))
    return EmbeddedStore(folder, KEYS, clock)


@contextmanager
def reopened(folder: Path) -> Iterator[EmbeddedStore]:
    """The store of this folder, founded if need be, for the time of a block."""
    store = a_store(folder)
    try:
        yield store
    finally:
        store.close()


def opened(store: EmbeddedStore, float_: int = 10_000) -> f.Entry:
    """Open the till."""
    with store.work() as work:
        return work.append(f.TillOpened(float=float_), ASSOCIATE)


def sold(store: EmbeddedStore, **changes: object) -> f.Entry:
    """Sell in the open till."""
    with store.work() as work:
        return work.append(next_sale(store, work, **changes), ASSOCIATE)


def next_sale(store: EmbeddedStore, work: Work, **changes: object) -> f.Sale:
    """The next sale of the open till."""
    session = store.session()
    assert session is not None
    numbered = {
        "id": an_id(work.next_seq()),
        "number": work.next_number(),
        "session": session.seq,
    }
    return a_sale(**(numbered | changes))


def closed(store: EmbeddedStore, counted: int | None = None) -> f.Entry:
    """Count and close the open till; everything is there unless `counted` says otherwise."""
    session = store.session()
    assert session is not None
    figures = store.figures(session.seq)
    found = till.expected_cash(figures.totals) if counted is None else counted
    closing = till.close(session, figures, found, store.last_closing())
    with store.work() as work:
        return work.append(closing, ASSOCIATE)
