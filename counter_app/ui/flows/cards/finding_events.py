"""What finding items and receipts asks of the presenter, and what comes back.

Invariant: an answer says what it answers, so that a late one changes nothing.
"""

from dataclasses import dataclass
from decimal import Decimal

from counter_app.domain.catalogue import Product
from counter_app.services.find_item import Lately
from counter_app.services.find_receipt import Receipts, Sought


@dataclass(frozen=True, slots=True)
class Taxes:
    """The tax of the store: its word, whether prices hold it, and each group's rates in percent."""

    word: str = "vat"
    included: bool = True
    rates: tuple[tuple[str, tuple[Decimal, ...]], ...] = ()


# ------------------------------------------------------------------------------------ events


@dataclass(frozen=True, slots=True)
class Searched:
    """Items of a text and a category; without either those sold lately."""

    query: str
    products: tuple[Product, ...]
    category: str = ""
    lately: Lately | None = None
    taxes: Taxes | None = None


@dataclass(frozen=True, slots=True)
class CategoriesListed:
    """The categories of the catalogue."""

    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptsFound:
    """A page of receipts; None where it could not be read."""

    sought: Sought
    receipts: Receipts | None


# ----------------------------------------------------------------------------------- effects


@dataclass(frozen=True, slots=True)
class Search:
    """Find items by name, code or category; nothing asked is what was sold lately."""

    query: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class ListCategories:
    """Which categories there are."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Somebody asked what an item costs: it is among the next ones to be looked for."""

    product: Product


@dataclass(frozen=True, slots=True)
class Seek:
    """Find receipts; an earlier search is forgotten."""

    sought: Sought


@dataclass(frozen=True, slots=True)
class StopSeeking:
    """Nobody waits for the receipts any more."""


FoundEvent = Searched | CategoriesListed | ReceiptsFound
FindEffect = Search | ListCategories | Checked | Seek | StopSeeking
