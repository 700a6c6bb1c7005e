"""What a scan or a typed code is: an item, a receipt, a hold slip, a badge, a card, or unknown.

Invariant: an exact catalogue code wins over an in-store pattern; looking up changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from counter_app.domain import own_codes
from counter_app.domain.barcodes import InStoreCode, ItemCode, OwnCode, PlainText, read_scan
from counter_app.domain.catalogue import Flag, Product, Quantity, Unit
from counter_app.domain.errors import Refusal
from counter_app.domain.gift_cards import card_text, is_card_number
from counter_app.domain.money import round_to
from counter_app.domain.slips import LineDiscount
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Catalogue, SaleRecord, Store


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A product, and what its label says of this piece. `price` per unit in minor units.

    `discounts` are those that are given with the item, not worked out by the counter.
    """

    product: Product
    quantity: Quantity | None = None
    price: int | None = None
    merge: bool = True
    discounts: tuple[LineDiscount, ...] = ()
    serial: str = ""  # where the item wants one: from its label, or as it was answered


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """One of this store's receipts."""

    record: SaleRecord


@dataclass(frozen=True, slots=True)
class FoundSlip:
    """The slip of a suspended basket."""

    slip: str


@dataclass(frozen=True, slots=True)
class FoundBadge:
    """Somebody's badge."""

    badge: str


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A gift card or store credit by its printed number."""

    number: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """No product and no code of ours."""

    code: str


Found = FoundItem | FoundReceipt | FoundSlip | FoundBadge | FoundCard | NotFound


class LookUp:
    """Looks codes and names up in the catalogue in force and in the store."""

    def __init__(self, store: Store, catalogue: Catalogue, terms: Terms) -> None:
        self._store = store
        self._catalogue = catalogue
        self._terms = terms

    def scanned(self, text: str) -> Found:
        """What a scan is. Raises Refusal for a forged, damaged or unreadable code."""
        text = text.strip()
        exact = self._catalogue.by_code(text)
        if exact is not None:
            return FoundItem(exact)
        if is_card_number(text) and self._store.card(self._store.keyed_hash(card_text(text))):
            return FoundCard(text)
        scan = read_scan(text, region=self._terms.profile.in_store_region)
        match scan:
            case ItemCode():
                return self._item(scan)
            case InStoreCode():
                return self._in_store(scan)
            case OwnCode(payload=payload):
                return self._own(payload)
            case PlainText(text=bare):
                own_codes.require_no_paper(bare)
                return NotFound(text)

    def names(self, text: str, limit: int = 20) -> Sequence[Product]:
        """Products by name or category, case and accents ignored; by exact code too."""
        exact = self._catalogue.by_code(text.strip())
        found = self._catalogue.search(text, limit)
        if exact is None:
            return found
        return [exact, *(product for product in found if product.code != exact.code)][:limit]

    def receipt(self, number: str) -> SaleRecord:
        """A sale by its receipt number, typed with or without dashes. Refusal if unknown.

        The last digits alone are a receipt of this lane.
        """
        digits = self._whole(number.strip()) or own_codes.parse_receipt_number(number).digits
        record = self._store.sale(digits)
        if record is None:
            raise Refusal("receipt.unknown", number=number)
        return record

    def _whole(self, last: str) -> str:
        """The number whose last digits these are; empty where they are not that."""
        if not (last.isascii() and last.isdigit() and len(last) <= own_codes.SEQUENCE_DIGITS):
            return ""
        lane = self._store.lane
        return own_codes.ReceiptNumber(lane.store, lane.lane, lane.epoch, int(last)).digits

    def _item(self, scan: ItemCode) -> Found:
        for code in (scan.code, *scan.alternatives):
            product = self._catalogue.by_code(code)
            if product is not None:
                return _with_serial(self._measured(product, scan), scan)
        return NotFound(scan.code)

    def _measured(self, product: Product, scan: ItemCode) -> FoundItem:
        if scan.price is not None and scan.currency in {None, self._terms.profile.currency.code}:
            return self._package(product, scan.price)
        if product.unit is Unit.KILOGRAM and scan.weight_grams:
            return FoundItem(product, Quantity.grams(scan.weight_grams), merge=False)
        if scan.count and product.unit is Unit.PIECE:
            return FoundItem(product, Quantity.pieces(scan.count))
        return FoundItem(product)

    def _in_store(self, scan: InStoreCode) -> Found:
        for code in (scan.code, *scan.lookups):
            product = self._catalogue.by_code(code)
            if product is not None:
                return self._weighed(product, scan)
        return NotFound(scan.code)

    def _weighed(self, product: Product, scan: InStoreCode) -> FoundItem:
        if scan.price is not None:
            return self._package(product, scan.price)
        if scan.weight_grams and product.unit is Unit.KILOGRAM:
            return FoundItem(product, Quantity.grams(scan.weight_grams), merge=False)
        if scan.count and product.unit is Unit.PIECE:
            return FoundItem(product, Quantity.pieces(scan.count))
        return FoundItem(product)

    def _package(self, product: Product, price: Decimal) -> FoundItem:
        """A price on the label is the price of this package, whatever it weighs."""
        package = replace(product, flags=product.flags - {Flag.WEIGHED})
        minor = round_to(price, self._terms.profile.currency).minor
        return FoundItem(package, Quantity.pieces(1), minor, merge=False)

    def _own(self, payload: str) -> Found:
        match own_codes.read_own_code(payload, self._store.code_key()):
            case own_codes.ReceiptCode(number=number):
                return FoundReceipt(self.receipt(number.digits))
            case own_codes.SlipCode(number=slip):
                return FoundSlip(slip)
            case own_codes.BadgeCode(digits=badge):
                return FoundBadge(badge)
            case own_codes.GiftCardCode(digits=card):
                return FoundCard(card)


def _with_serial(found: FoundItem, scan: ItemCode) -> FoundItem:
    """A label that says which piece this is answers the question before it is asked."""
    wanted = Flag.SERIAL in found.product.flags and scan.serial
    return replace(found, serial=scan.serial or "") if wanted else found
