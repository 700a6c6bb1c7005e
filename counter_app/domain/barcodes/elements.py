"""GS1 element strings (GS1 General Specifications 3): identifiers, values and what they mean.

The table of identifiers and the meaning of values are biip's; how elements are told apart is here,
strictly. Invariant: an element that was read fits its identifier's format to the last character;
only a wrong check digit inside it is kept, and named, because the label is still readable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from counter_app.domain.barcodes.gtins import check_digit_ok
from counter_app.domain.errors import Refusal

if TYPE_CHECKING:
    from biip.gs1_element_strings import GS1ElementString

SEPARATOR: Final = "\x1d"
"""Group separator: how a scanner delivers FNC1 inside a message."""

_PREDEFINED: Final = {
    **dict.fromkeys(("01", "02", "03"), 16),
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
    "00": 20,
    "04": 18,
    "20": 4,
    "41": 16,
}
"""Length with identifier, by its first two digits, where no separator follows (7.8.5)."""

_KEYS: Final = {
    **dict.fromkeys(("01", "02", "03", "8006", "8026", "8003"), 14),
    **dict.fromkeys(("00", "8017", "8018"), 18),
    **dict.fromkeys(("410", "411", "412", "413", "414", "415", "416", "417", "253", "255"), 13),
    "402": 17,
}
"""How many leading digits of the value end with a check digit. A GRAI's padding zero counts not."""

_CURRENCIES: Final = {
    "036": "AUD",
    "124": "CAD",
    "203": "CZK",
    "208": "DKK",
    "348": "HUF",
    "392": "JPY",
    "554": "NZD",
    "578": "NOK",
    "710": "ZAR",
    "752": "SEK",
    "756": "CHF",
    "826": "GBP",
    "840": "USD",
    "941": "RSD",
    "946": "RON",
    "949": "TRY",
    "975": "BGN",
    "978": "EUR",
    "985": "PLN",
}
"""ISO 4217 numeric codes of identifiers 391n and 393n."""


@dataclass(frozen=True, slots=True)
class Element:
    """One identifier with its value. Two-digit years lie up to 50 ahead, 49 back (7.12)."""

    ai: str
    value: str
    check_digit_ok: bool | None = None  # None: the identifier carries no check digit
    day: date | None = None
    moment: datetime | None = None  # local, where the identifier carries a time too
    number: Decimal | None = None  # measures, amounts and percentages, in the identifier's unit
    currency: str | None = None  # of an amount in 391n and 393n, where known


Elements = tuple[Element, ...]


def read_elements(text: str, separators: Iterable[str] = (SEPARATOR,)) -> Elements:
    """The elements of a message as scanned, without the scanner's prefix.

    Raises Refusal `scan.label` where it is empty, or any element breaks its format.
    """
    for separator in separators:
        text = text.replace(separator, SEPARATOR)
    elements: list[Element] = []
    rest = text.strip(" \t\r\n").lstrip(SEPARATOR)
    while rest:
        field, rest = _split(rest)
        elements.append(_element(field))
    if not elements:
        raise _unreadable(text)
    return tuple(elements)


def read_brackets(text: str) -> Elements:
    r"""The elements of the form printed below a symbol, `(01)...(10)...`; a value may hold `\(`.

    Raises Refusal `scan.label`.
    """
    escaped = "\x00"
    printed = text.strip().replace("\\(", escaped)
    if not printed.startswith("("):
        raise _unreadable(text)
    elements = []
    for field in printed[1:].split("("):
        ai, closed, value = field.partition(")")
        if not (closed and ai and value):
            raise _unreadable(text)
        elements.append(element_of(ai, value.strip().replace(escaped, "(")))
    return tuple(elements)


def element_of(ai: str, value: str) -> Element:
    """One element by identifier and value. Raises Refusal `scan.label`."""
    element = _element(f"{ai}{value}")
    if element.ai != ai:
        raise _unreadable(value)
    return element


def _split(text: str) -> tuple[str, str]:
    """The first field, and what follows it and its separators."""
    length = _PREDEFINED.get(text[:2])
    field = text.split(SEPARATOR, 1)[0] if length is None else text[:length]
    return field, text[len(field) :].lstrip(SEPARATOR)


def _element(field: str) -> Element:
    from biip import ParseError  # noqa: PLC0415  biip takes 90 ms to import, start must not
    from biip.gs1_element_strings import GS1ElementString  # noqa: PLC0415  the same

    if not field.isascii():
        raise _unreadable(field)
    try:
        parsed = GS1ElementString.parse(field)
    except (ParseError, ValueError) as error:
        raise _unreadable(field) from error
    ai, value = parsed.ai.ai, parsed.value
    return Element(
        ai=ai,
        value=value,
        check_digit_ok=_key_ok(ai, value),
        day=parsed.date,
        moment=parsed.datetime,
        number=parsed.decimal,
        currency=_currency(parsed),
    )


def _key_ok(ai: str, value: str) -> bool | None:
    length = _KEYS.get(ai)
    return None if length is None else check_digit_ok(value[:length])


def _currency(parsed: "GS1ElementString") -> str | None:
    if parsed.ai.ai[:3] not in {"391", "393"}:
        return None
    return _CURRENCIES.get(parsed.value[:3])


def _unreadable(text: str) -> Refusal:
    return Refusal("scan.label", text=text[:40])
