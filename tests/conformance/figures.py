"""Numbers of case files in the counter's own terms, and back; every step is a domain function.

Invariant: an amount that the case states exactly arrives exactly.
"""

from decimal import Decimal

from counter_app.domain.basket import Line
from counter_app.domain.catalogue import Names, Quantity, Unit
from counter_app.domain.money import Currency, Money, round_to
from counter_app.domain.slips import LineDiscount

CENTS = Currency("XXX", 2)
SIX_DECIMALS = Currency("XXX", 6)
THOUSANDTHS = Currency("XXX", 3)  # reads a quantity with three decimals as a whole number


def digits_of(*texts: object) -> Currency:
    """Name a currency with just the decimals that these amounts need."""
    plain = [f"{Decimal(str(text)).normalize():f}" for text in texts]
    return Currency("XXX", max(len(text.partition(".")[2]) for text in plain))


def minor(amount: object, currency: Currency) -> int:
    """Read an amount in main units as minor units."""
    return round_to(Decimal(str(amount)), currency).minor


def opposite(number: object) -> str:
    """Write a number with the other sign, for the counter to read."""
    text = f"{number}"
    return text.removeprefix("-") if text.startswith("-") else f"-{text}"


def money(amount: object, currency: Currency) -> Money:
    """Read an amount in main units as money."""
    return Money(minor(amount, currency), currency)


def quantity(units: object, unit: Unit = Unit.PIECE) -> Quantity:
    """Read a number of units."""
    return Quantity(minor(units, THOUSANDTHS), unit)


def line(name: str, price: int, units: Quantity, discounts: tuple[int, ...] = ()) -> Line:
    """Ring up a line as the basket holds it, with what was taken off it."""
    return Line(
        no=1,
        code=name,
        names=Names(name),
        category="",
        tax_group="",
        flags=frozenset(),
        quantity=units,
        price=price,
        discounts=tuple(LineDiscount(origin="case", label="", amount=off) for off in discounts),
    )
