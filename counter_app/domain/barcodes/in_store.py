"""In-store numbers: prefix 2, with the price, weight or count of one piece in the number itself.

The rules are national (GS1 General Specifications 2.1.11): biip's where it knows the country, ours
for Italy, Greece and the United States. Invariant: a number whose inner check digit is wrong is not
read, for its price could not be trusted.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from counter_app.domain.barcodes.gtins import check_digit, gtin_of, spellings

if TYPE_CHECKING:
    from biip.rcn import Rcn


@dataclass(frozen=True, slots=True)
class InStoreCode:
    """A number of the shop's own scale. At most one of price, weight and count is there.

    `lookups` are the codes under which the item itself may stand in the catalogue, the number with
    its variable part at zero first, its item reference last.
    """

    code: str
    item_reference: str | None
    lookups: tuple[str, ...]
    region: str | None = None
    price: Decimal | None = None  # of this piece, in `currency`
    currency: str | None = None
    weight_grams: int | None = None
    count: int | None = None

    @property
    def measured(self) -> bool:
        """Whether the number carries a price, weight or count."""
        return any(value is not None for value in (self.price, self.weight_grams, self.count))


class _Measure(StrEnum):
    PRICE = "price"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A number of 13 digits: fixed part, check digit of the value if any, value, check digit."""

    fixed: int
    prefix: int  # digits of the fixed part before the item's own
    checked: bool
    measure: _Measure
    decimals: int
    currency: str | None = None


_ITALIAN: Final = _Pattern(7, 1, checked=False, measure=_Measure.PRICE, decimals=2, currency="EUR")
_GREEK: Final = _Pattern(7, 0, checked=False, measure=_Measure.WEIGHT, decimals=3)
_AMERICAN: Final = _Pattern(7, 2, checked=True, measure=_Measure.PRICE, decimals=2, currency="USD")

_PATTERNS: Final = {
    **{("it", str(prefix)): _ITALIAN for prefix in range(20, 30)},
    **{("gr", str(prefix)): _GREEK for prefix in range(25, 30)},
    ("us", "02"): _AMERICAN,
}
"""By country and first two of 13 digits. Italy: 2, six digits of item, five of price. Greece: five
digits of GS1 Greece (25 to 29) and two of item, which name it together, five of weight. United
States: UPC-A, number system 2: five digits of item, price check digit, four of price."""
_OWN_REGIONS: Final = frozenset(region for region, _ in _PATTERNS)


def may_be_in_store(gtin: str) -> bool:
    """Whether a GTIN of 14 digits has the prefix of in-store numbers, 02 or 20 to 29."""
    return gtin.startswith(("02", "002"))


def read_in_store(code: str, region: str | None) -> InStoreCode | None:
    """What an in-store number of 8, 12, 13 or 14 digits says by the rules of a country.

    `region` is ISO 3166 alpha-2 in lower case. None where it is not such a number, or one of its
    check digits is wrong.
    """
    gtin = gtin_of(code)
    if gtin is None:
        return None
    if region in _OWN_REGIONS and may_be_in_store(gtin):
        pattern = _PATTERNS.get((region, gtin[1:3]))
        return _by_pattern(code, gtin[1:], region, pattern) if pattern else None
    return _by_biip(code, region)


def _by_pattern(code: str, digits: str, region: str, pattern: _Pattern) -> InStoreCode | None:
    fixed, value = digits[: pattern.fixed], digits[pattern.fixed + pattern.checked : -1]
    if pattern.checked and digits[pattern.fixed] != _inner_check(value):
        return None
    number = Decimal(value).scaleb(-pattern.decimals)
    priced = pattern.measure is _Measure.PRICE
    reference = fixed[pattern.prefix :]
    return InStoreCode(
        code=code,
        item_reference=reference,
        lookups=_lookups(_zeroed(fixed, value, checked=pattern.checked), reference),
        region=region,
        price=number if priced else None,
        currency=pattern.currency,
        weight_grams=None if priced else _grams(number),
    )


def _zeroed(fixed: str, value: str, *, checked: bool) -> str:
    """The number with its value at zero and its check digits made anew."""
    nothing = "0" * len(value)
    payload = f"{fixed}{_inner_check(nothing) if checked else ''}{nothing}"
    return f"{payload}{check_digit(payload)}"


def _inner_check(value: str) -> str:
    return str(price_weight_check_digit(value))


def price_weight_check_digit(value: str) -> int:
    """The check digit of a price or weight field of 4 or 5 digits (GS1 7.9.2 to 7.9.4)."""
    from biip.checksums import gs1_price_weight_check_digit  # noqa: PLC0415  90 ms, see elements

    return gs1_price_weight_check_digit(value)


def _by_biip(code: str, region: str | None) -> InStoreCode | None:
    from biip import ParseConfig, ParseError  # noqa: PLC0415  biip takes 90 ms to import
    from biip.gtin import Gtin  # noqa: PLC0415  the same
    from biip.rcn import Rcn, RcnRegion  # noqa: PLC0415  the same

    known = region if region in {one.value for one in RcnRegion} else None
    try:
        number = Gtin.parse(code, config=ParseConfig(rcn_region=known))
    except ParseError:
        return None
    return _from_biip(code, number) if isinstance(number, Rcn) else None


def _from_biip(code: str, number: "Rcn") -> InStoreCode:
    """What biip answers, in exact decimals: kilograms, and the region's currency."""
    bare = number.without_variable_measure().value if number.region else code
    reference = number.item_reference
    return InStoreCode(
        code=code,
        item_reference=reference,
        lookups=_lookups(bare, reference),
        region=number.region.value if number.region else None,
        price=number.price,
        currency=number.region.get_currency_code() if number.region else None,
        weight_grams=None if number.weight is None else _grams(number.weight),
        count=number.count,
    )


def _lookups(bare: str, reference: str | None) -> tuple[str, ...]:
    gtin = gtin_of(bare)
    codes = (*(spellings(gtin) if gtin else (bare,)), *((reference,) if reference else ()))
    return tuple(dict.fromkeys(codes))


def _grams(kilograms: Decimal) -> int:
    return int(kilograms.scaleb(3))
