"""Sells the baskets of a file, through the same use cases as the window, on the file's own clock.

Invariant: every basket of the file becomes exactly one entry: a sale with its tender, or a basket
that was refused, with the reason of each line that no till could have sold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import BasketEnded, StoreFounded
from counter_app.domain.pricing import sold_lines
from counter_app.domain.rulings import Role
from counter_app.domain.slips import LineDiscount, SoldLine
from counter_app.domain.staff import Person
from counter_app.domain.till import expected_cash
from counter_app.services.drafts import Draft
from counter_app.services.look_up import FoundItem
from counter_app.services.policies.profiles import canonical, profile_of, read_toml
from counter_app.services.replay_rows import FileBasket, FileLine, FileStore, Goods
from counter_app.services.resources import resource_dir
from counter_app.services.use_cases import UseCases

STORE_KIND: Final = "replay"
LANGUAGE: Final = "en"
TAX_GROUP: Final = "none"
SELLER: Final = Person("101", "Replay", Role.ASSOCIATE, LANGUAGE)
RETAIL: Final = "retail"
COUPON_MATCH: Final = "coupon_match"
COUPON: Final = "coupon"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class FileClock:
    """The clock of a replay: it stands at the basket that is being sold, and never goes back."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def advance(self, at: datetime) -> None:
        """Time goes on to the next basket."""
        self._at = max(at, self._at)

    def wall(self) -> int:
        """Milliseconds since 1970; the file's time stands as if it were UTC."""
        return (self._at - _EPOCH) // _MILLISECOND

    def monotonic(self) -> int:
        """In step with the wall: a file's nights are no clock that somebody moved."""
        return self.wall()

    def today(self) -> date:
        """The file's day."""
        return self._at.date()


def replay_founding(store: FileStore) -> StoreFounded:
    """What the first entry of a replayed store says: one lane, dollars, no taxes."""
    profile = canonical(read_toml(resource_dir() / "profiles" / "replay.toml"))
    known = profile_of(profile)
    return StoreFounded(
        store_kind=STORE_KIND,
        store=store.number,
        lane=1,
        epoch=1,
        name=store.id,
        address=(),
        tax_number="",
        country=known.country,
        currency=known.currency.code,
        language=LANGUAGE,
        profile=profile,
        public_key="",
    )


def lane_folder(store: FileStore) -> Path:
    """The name of a store's folder: its number, then what of its id can be a file name."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in store.id[:40])
    return Path(f"{store.number:04}-{plain or '_'}")


@dataclass(frozen=True, slots=True)
class Unsold:
    """A row that no till could have sold, and why."""

    basket: str
    product: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one store's baskets; `paid` in cents."""

    sold: int
    days: int
    paid: int
    refused: int
    unsold: tuple[Unsold, ...]


class Replay:
    """Replays one store of a file into the open counter that `use` stands for."""

    def __init__(self, use: UseCases, clock: FileClock, goods: Goods) -> None:
        self._use = use
        self._clock = clock
        self._goods = goods
        self._products: dict[tuple[str, int], Product] = {}
        self._unsold: list[Unsold] = []

    def run(
        self, store: FileStore, told: Callable[[int, int | None], None] = lambda _done, _all: None
    ) -> Replayed:
        """Sell every basket in the order of its time; the till is closed every evening.

        `told` hears the baskets done and all of them, after each; what it raises stops the replay
        between two baskets.
        """
        baskets = store.in_order()
        paid: list[int] = []
        days: set[date] = set()
        for done, (at, basket) in enumerate(baskets, 1):
            self._evening(at.date())
            self._clock.advance(at)
            total = self._one(basket)
            if total is not None:
                paid.append(total)
                days.add(at.date())
            told(done, len(baskets))
        self._close()
        refused = len(baskets) - len(paid)
        return Replayed(len(paid), len(days), sum(paid), refused, tuple(self._unsold))

    def _one(self, basket: FileBasket) -> int | None:
        """Sell a basket for exact cash: what was paid; None where it was refused."""
        draft, wrong = self._rung_up(basket)
        if wrong:
            self._refuse(draft, wrong)
            return None
        if self._use.run_till.session() is None:
            self._use.run_till.open(0, SELLER.number)
        due = self._use.sell.priced(draft).total  # also 0: every basket has its tender
        return self._use.take_payment.settle_in_cash(draft, due, SELLER).sale.total

    def _rung_up(self, basket: FileBasket) -> tuple[Draft, list[Unsold]]:
        """The basket with every line that can be sold, and the rows that cannot."""
        draft = self._use.sell.begin(LANGUAGE, basket.id)
        wrong = []
        for product, line in basket.lines():
            try:
                if isinstance(line, Refusal):
                    raise line
                draft = self._use.sell.add(draft, self._item(line), Quantity.pieces(line.quantity))
            except Refusal as reason:
                wrong.append(Unsold(basket.id, product, reason))
        return draft, wrong

    def _item(self, line: FileLine) -> FoundItem:
        """The row as the counter finds an item, with the discounts that the file gives."""
        discounts = tuple(
            LineDiscount(origin=origin, label=origin, amount=amount)
            for origin, amount in (
                (RETAIL, line.retail),
                (COUPON_MATCH, line.coupon_match),
                (COUPON, line.coupon),
            )
            if amount
        )
        return FoundItem(self._product(line), discounts=discounts, merge=False)

    def _product(self, line: FileLine) -> Product:
        key = (line.product, line.price)
        known = self._products.get(key)
        if known is None:
            known = self._products[key] = Product(
                line.product,
                Names(self._goods.name(line.product)),
                line.price,
                TAX_GROUP,
                self._goods.department(line.product),
            )
        return known

    def _refuse(self, draft: Draft, wrong: list[Unsold]) -> None:
        """The basket ends unsold: what could be rung up, then the rows that could not."""
        self._unsold.extend(wrong)
        priced = self._use.sell.priced(draft)
        good = sold_lines(priced, LANGUAGE)
        bad = (self._refused(no, row) for no, row in enumerate(wrong, len(good) + 1))
        ended = BasketEnded(
            basket=draft.basket.id,
            how="refused",
            reason=wrong[0].reason.code,
            lines=(*good, *bad),
            total=priced.total,
            origin=draft.basket.origin,
        )
        with self._use.store.work() as work:
            work.append(ended, SELLER.number)

    def _refused(self, no: int, row: Unsold) -> SoldLine:
        """A row that has no numbers to be trusted: product and reason."""
        return SoldLine(
            no=no,
            code=row.product,
            name=self._goods.name(row.product),
            category=self._goods.department(row.product),
            tax_group=TAX_GROUP,
            quantity=0,
            unit="piece",
            price=0,
            amount=0,
            net=0,
            gross=0,
            reason=row.reason.code,
        )

    def _evening(self, day: date) -> None:
        """Close the till before another day's first basket."""
        session = self._use.run_till.session()
        if session is not None and session.day != day:
            self._close()

    def _close(self) -> None:
        if self._use.run_till.session() is not None:
            counted = expected_cash(self._use.run_till.figures().totals)
            self._use.run_till.close(counted, SELLER.number)
