"""What must hold after a kill, as plain figures: nothing lost, nothing doubled, books balanced.

Invariant: it judges values only, so each way to be wrong can be shown to it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sold:
    """One sale of the journal: basket, number, and the card attempts that pay it."""

    basket: str
    number: str
    cards: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A store after the kill: its sales, the open basket with its lines and card attempts, what
    its verification found wrong, and what the terminal itself holds.
    """

    sales: Sequence[Sold]
    findings: Sequence[str] = ()
    charged: Mapping[str, int] = field(default_factory=dict)
    draft: str = ""
    draft_lines: int = 0
    draft_cards: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """What the counter said before it was killed: sales by basket, lines kept by basket."""

    sales: dict[str, str] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Verdict:
    """What is wrong, one sentence each."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def join(self, other: "Verdict") -> None:
        """Both."""
        self.lost += other.lost
        self.doubled += other.doubled
        self.unbalanced += other.unbalanced


def judge(told: Told, found: Found) -> Verdict:
    """Hold what is there against what was said."""
    return Verdict(
        lost=[*_lost_sales(told, found), *_lost_baskets(told, found)],
        doubled=_doubled(found),
        unbalanced=[*found.findings, *_charges(found)],
    )


def _lost_sales(told: Told, found: Found) -> list[str]:
    there = {(sale.basket, sale.number) for sale in found.sales}
    baskets = {sale.basket for sale in found.sales}
    return [
        f"sale {number or basket} was acknowledged and is not there"
        for basket, number in told.sales.items()
        if (basket, number) not in there and (number or basket not in baskets)
    ]


def _lost_baskets(told: Told, found: Found) -> list[str]:
    """A basket whose lines were written down is sold, or open with at least those lines."""
    sold = {sale.basket for sale in found.sales}
    return [
        f"basket {basket} had {lines} lines written down"
        for basket, lines in told.kept.items()
        if basket not in sold and not (basket == found.draft and found.draft_lines >= lines)
    ]


def _doubled(found: Found) -> list[str]:
    baskets = Counter(sale.basket for sale in found.sales)
    numbers = Counter(sale.number for sale in found.sales)
    cards = Counter(attempt for sale in found.sales for attempt in sale.cards)
    twice = (baskets + numbers + cards).items()
    again = [found.draft] if found.draft in baskets else []
    return [f"{what} is there {times} times" for what, times in twice if times > 1] + [
        f"basket {basket} is sold and still open" for basket in again
    ]


def _charges(found: Found) -> list[str]:
    """What the terminal charged is what the sales and the open basket hold, to the penny."""
    held = dict(found.draft_cards)
    for sale in found.sales:
        held |= sale.cards
    return [
        f"attempt {attempt}: charged {found.charged.get(attempt, 0)}, held {held.get(attempt, 0)}"
        for attempt in sorted(held.keys() | found.charged.keys())
        if held.get(attempt) != found.charged.get(attempt)
    ]
