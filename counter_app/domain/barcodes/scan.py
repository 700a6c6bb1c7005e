"""One scan or typed code -> an item, a number of the shop's scale, a code of ours, or text.

Invariant: any text gives an answer or a Refusal, and a plain EAN costs microseconds. What is said
is what the symbol says; whether the catalogue knows it, the service finds out.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from counter_app.domain.barcodes.elements import (
    SEPARATOR,
    Element,
    Elements,
    read_brackets,
    read_elements,
)
from counter_app.domain.barcodes.gtins import (
    GTIN_LENGTHS,
    SHORTEST,
    UPC_E_LENGTHS,
    gtin_of,
    is_digits,
    spellings,
    upc_a_of,
)
from counter_app.domain.barcodes.in_store import InStoreCode, may_be_in_store, read_in_store
from counter_app.domain.barcodes.label_rules import CONTRADICTIONS, LabelFault, label_faults
from counter_app.domain.barcodes.links import is_web_address, read_link
from counter_app.domain.barcodes.symbols import Carrier, Symbol, read_symbol
from counter_app.domain.errors import Refusal
from counter_app.domain.own_codes import OwnKind, own_kind

LONGEST: Final = 3000
"""Characters; a label has far fewer, and no more fit most symbols."""
_EAN_13: Final = 13


@dataclass(frozen=True, slots=True)
class ItemCode:
    """An item's code, and what a GS1 label says besides.

    Look up `code` first, then `alternatives` in order. `check_digit_ok` is None where the code has
    no check digit. The rest is None where the label does not say it.
    """

    code: str
    alternatives: tuple[str, ...] = ()
    gtin: str | None = None  # 14 digits; None unless the check digit is right
    check_digit_ok: bool | None = None
    batch: str | None = None
    serial: str | None = None
    expiry: date | None = None
    best_before: date | None = None
    weight_grams: int | None = None
    count: int | None = None
    price: Decimal | None = None  # of this piece
    currency: str | None = None  # of `price`; None: the store's
    faults: tuple[LabelFault, ...] = ()  # rules among identifiers that the label breaks


@dataclass(frozen=True, slots=True)
class OwnCode:
    """A code of ours by its form. `payload` is all its digits, for `own_codes.read_own_code`."""

    kind: OwnKind
    payload: str


@dataclass(frozen=True, slots=True)
class PlainText:
    """Anything else: perhaps an article number of the catalogue, perhaps a name to search."""

    text: str


Scan = ItemCode | InStoreCode | OwnCode | PlainText


def read_scan(text: str, *, region: str) -> Scan:
    """What a scanned or typed text is, by the in-store rules of `region` (ISO 3166, any case).

    An InStoreCode is looked up by its whole `code` first: an exact catalogue code wins.
    Raises Refusal: `scan.empty`, `scan.too_long`; for a symbol that says what it is and carries
    something else `scan.symbol`, `scan.misread`, `scan.label`; `scan.web_address` for an address
    without item; `scan.no_item` for a label without one; `scan.contradiction`.
    """
    text = text.strip(" \t\r\n")
    if not text:
        raise Refusal("scan.empty")
    if len(text) > LONGEST:
        raise Refusal("scan.too_long", length=len(text))
    if text.startswith("]"):
        return _from_symbol(read_symbol(text), region)
    return _from_data(text, region)


def _from_data(text: str, region: str) -> Scan:
    return _from_digits(text, region) if is_digits(text) else _from_text(text)


def _from_symbol(symbol: Symbol, region: str) -> Scan:
    if symbol.elements:
        return _from_elements(symbol.elements)
    if not symbol.data:
        raise Refusal("scan.empty")
    if symbol.aim.carrier is Carrier.EAN_8:
        return _item(symbol.data, gtin_of(symbol.data))
    return _from_data(_without_add_on(symbol), region)


def _without_add_on(symbol: Symbol) -> str:
    """The item: an add-on of two or five digits behind an EAN-13 names the issue of a paper."""
    return symbol.data[:_EAN_13] if symbol.aim.carrier is Carrier.EAN_13 else symbol.data


def _from_digits(text: str, region: str) -> Scan:
    if len(text) in GTIN_LENGTHS:
        return _from_gtin_length(text, region)
    if (kind := own_kind(text)) is not None:
        return OwnCode(kind, text)
    if len(text) in UPC_E_LENGTHS:
        upc_a = upc_a_of(text)
        return ItemCode(text, _others(text, spellings(upc_a.zfill(14)) if upc_a else ()))
    return _from_text(text)


def _from_gtin_length(text: str, region: str) -> ItemCode | InStoreCode:
    gtin = gtin_of(text)
    if gtin is not None and may_be_in_store(gtin):
        in_store = read_in_store(text, region.lower())
        if in_store is not None and in_store.measured:
            return in_store
    return _item(text, gtin)


def _item(text: str, gtin: str | None) -> ItemCode:
    upc_a = upc_a_of(text) if len(text) == SHORTEST else None
    known = gtin or (upc_a.zfill(14) if upc_a else None)
    forms = (*(spellings(gtin) if gtin else ()), *(spellings(upc_a.zfill(14)) if upc_a else ()))
    return ItemCode(text, _others(text, forms), known, check_digit_ok=known is not None)


def _others(text: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form != text))


def _from_text(text: str) -> Scan:
    if is_web_address(text):
        return _from_elements(read_link(text))
    if SEPARATOR in text or text.startswith("(") or _opens_with_gtin(text):
        return _if_label(text)
    return PlainText(text)


def _opens_with_gtin(text: str) -> bool:
    return text.startswith("01") and gtin_of(text[2:16]) is not None


def _if_label(text: str) -> Scan:
    """A label without the scanner's prefix: only likely, so what is none is plain text."""
    try:
        elements = read_brackets(text) if text.startswith("(") else read_elements(text)
    except Refusal:
        return PlainText(text)
    return _from_elements(elements)


def _from_elements(elements: Elements) -> ItemCode:
    said = {element.ai: element for element in elements}
    item = said.get("01") or said.get("8006")
    if item is None:
        raise Refusal("scan.no_item", ai=elements[0].ai)
    faults = label_faults(elements)
    if any(fault.rule in CONTRADICTIONS for fault in faults):
        raise Refusal("scan.contradiction", ai=faults[0].ai)
    gtin = gtin_of(item.value[:14])
    code, *alternatives = spellings(gtin) if gtin else (item.value[:14],)
    bare = ItemCode(code, tuple(alternatives), gtin, check_digit_ok=gtin is not None, faults=faults)
    return _with_details(bare, elements, said)


def _with_details(bare: ItemCode, elements: Elements, said: dict[str, Element]) -> ItemCode:
    price = _first(elements, "392") or _first(elements, "393")
    weight = _first(elements, "310")
    return replace(
        bare,
        batch=_value(said, "10"),
        serial=_value(said, "21"),
        expiry=_day(said, "17") or _day(said, "7003"),
        best_before=_day(said, "15"),
        weight_grams=_grams(weight.number) if weight and weight.number is not None else None,
        count=int(said["30"].value) if "30" in said else None,
        price=price.number if price else None,
        currency=price.currency if price else None,
    )


def _first(elements: Elements, start: str) -> Element | None:
    return next((element for element in elements if element.ai.startswith(start)), None)


def _value(said: dict[str, Element], ai: str) -> str | None:
    return said[ai].value if ai in said else None


def _day(said: dict[str, Element], ai: str) -> date | None:
    return said[ai].day if ai in said else None


def _grams(kilograms: Decimal) -> int:
    return int(kilograms.scaleb(3).quantize(Decimal(1), ROUND_HALF_UP))
