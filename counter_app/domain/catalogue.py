"""What the shop sells: a product as the catalogue knows it, and how much of it.

Invariant: a quantity is a whole number of thousandths of its unit, and pieces are whole.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from counter_app.domain.errors import Refusal

THOUSAND: Final = 1000


class Unit(StrEnum):
    """What is counted."""

    PIECE = "piece"
    KILOGRAM = "kg"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much, signed: negative comes back. `thousandths` of the unit; pieces are whole."""

    thousandths: int
    unit: Unit = Unit.PIECE

    def __post_init__(self) -> None:
        if self.unit is Unit.PIECE and self.thousandths % THOUSAND:
            raise Refusal("quantity.pieces_are_whole", quantity=self.decimal)

    @classmethod
    def pieces(cls, count: int) -> "Quantity":
        """Whole pieces."""
        return cls(count * THOUSAND)

    @classmethod
    def grams(cls, grams: int) -> "Quantity":
        """A weight, kept in kilograms with three decimals."""
        return cls(grams, Unit.KILOGRAM)

    @property
    def decimal(self) -> Decimal:
        """The number of units, exact."""
        return Decimal(self.thousandths) / THOUSAND

    def __add__(self, other: "Quantity") -> "Quantity":
        if other.unit is not self.unit:
            message = f"{self.unit} and {other.unit} do not add up"
            raise ValueError(message)
        return Quantity(self.thousandths + other.thousandths, self.unit)

    def __neg__(self) -> "Quantity":
        return Quantity(-self.thousandths, self.unit)


class Flag(StrEnum):
    """What a product asks of the associate, or what it is."""

    AGE_16 = "age_16"
    AGE_18 = "age_18"
    AGE_21 = "age_21"
    PRICE_REQUIRED = "price_required"
    QUANTITY_REQUIRED = "quantity_required"
    WEIGHED = "weighed"
    SERIAL = "serial"
    GIFT_CARD = "gift_card"
    NOT_RETURNABLE = "not_returnable"


@dataclass(frozen=True, slots=True)
class Names:
    """A product's name in the three languages; an empty one falls back to the first that is not."""

    en: str
    it: str = ""
    el: str = ""

    def best(self, language: str) -> str:
        """The name in `language` (en, it, el), else the first there is."""
        wanted = {"en": self.en, "it": self.it, "el": self.el}.get(language, "")
        return wanted or self.en or self.it or self.el


@dataclass(frozen=True, slots=True)
class Product:
    """One row of the catalogue. `price` in minor units of the store's currency, per unit;
    None asks for it at the counter. `tax` names a group of the store's tax profile.
    """

    code: str
    names: Names
    price: int | None
    tax: str
    category: str = ""
    flags: frozenset[Flag] = frozenset()

    @property
    def unit(self) -> Unit:
        """Kilograms where it is weighed, else pieces."""
        return Unit.KILOGRAM if Flag.WEIGHED in self.flags else Unit.PIECE
