"""Who and what appears in the tour: goods, people, cards; and how a step looks into a sale.

Invariant: codes are those of the demo store, whose prices the steps rely on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from counter_app.domain.facts import Sale
from counter_app.ui.tour.driver import Driver

TOASTER: Final = "9520001000010"  # 24.90
KETTLE: Final = "9520001000034"  # 29.90
SCALE: Final = "9520001000263"  # 14.90
PAN: Final = "9520002000019"  # 17.90
PEELER: Final = "9520002000118"  # 3.50
DRILL: Final = "9520007000106"  # 89.90, with a serial number
KNIFE: Final = "9520002000095"  # 4.90, adults only
PEN: Final = "9520006000022"  # 0.80, asks how many
BANANAS: Final = "2001010000002"  # 1.79 a kilogram
FIFTY: Final = 5000  # cents
GIFT_25: Final = "9520015000013"
GIFT_FREE: Final = "9520015000037"
REPAIR: Final = "20000059"  # no fixed price
NOBODYS: Final = "5449000000996"  # in no catalogue
ROUTING, ACCOUNT, CHECK_NUMBER = "021000021", "1234567890", "1042"


Script = Callable[[Driver], None]
Steps = tuple[tuple[str, Script], ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what appears: user numbers with their PINs, card codes as a scanner reads them."""

    english: tuple[str, str]
    italian: tuple[str, str]
    greek: tuple[str, str]
    badge: str
    gift_card: str
    store_credit: str
    empty_card: str
    new_card: str
    other_card: str
    receipt_code: Callable[[str], str]


def sale_of(d: Driver, *kinds: str) -> Sale:
    """The sale that ends these entries."""
    data = d.journal(*kinds)[-1].data
    if not isinstance(data, Sale):
        message = f"{kinds} does not end with a sale"
        raise TypeError(message)
    return data


def paid_with(sale: Sale) -> list[tuple[str, int]]:
    """The tenders of a sale with their amounts in cents."""
    return [(tender.tender, tender.amount) for tender in sale.tenders]


def fits(d: Driver, width: int, height: int) -> bool:
    """Whether the window is no larger than a screen."""
    size = d.opened.window.size()
    return size.width() <= width and size.height() <= height
