"""The shop's own printed codes: receipts, hold slips, badges, gift cards.

Digits only, an even number of them, for Code 128 C: two of kind, then a number of 15 and a check of
9 keyed by the store (receipt, hold slip), or 16 random ones (badge, card). Invariant: a receipt or
slip code whose check was not made with the store's key is refused, so codes cannot be made up.
"""

import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from counter_app.domain.errors import Refusal

NUMBER_DIGITS: Final = 15
SEQUENCE_DIGITS: Final = 7  # the last of them
CHECK_DIGITS: Final = 9
RANDOM_DIGITS: Final = 16
KEY_BYTES: Final = 32
_WIDTHS: Final = (4, 2, 2, 7)  # store, lane, epoch, sequence
_NAMES: Final = ("store", "lane", "epoch", "sequence")
_RECEIPT_NUMBER: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})-?(\d{7})", re.ASCII)


class OwnKind(StrEnum):
    """The two digits that open a code of ours."""

    RECEIPT = "91"
    HOLD_SLIP = "92"
    BADGE = "93"
    GIFT_CARD = "94"


_PAPERS: Final = (OwnKind.RECEIPT, OwnKind.HOLD_SLIP)
_PAPER_DIGITS: Final = 2 + NUMBER_DIGITS + CHECK_DIGITS
_MOST_SPOILT: Final = 2  # Code 128 C loses digits in pairs
_LENGTHS: Final = {
    OwnKind.RECEIPT: _PAPER_DIGITS,
    OwnKind.HOLD_SLIP: _PAPER_DIGITS,
    OwnKind.BADGE: 2 + RANDOM_DIGITS,
    OwnKind.GIFT_CARD: 2 + RANDOM_DIGITS,
}


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """Store 1-9999, lane 1-99, epoch 1-99, sequence 1-9999999: printed SSSS-LL-EE-NNNNNNN."""

    store: int
    lane: int
    epoch: int
    sequence: int

    def __post_init__(self) -> None:
        for name, width in zip(_NAMES, _WIDTHS, strict=True):
            value: int = getattr(self, name)
            if not 0 <= value < 10**width:
                message = f"{name} {value} does not fit {width} digits"
                raise ValueError(message)

    @property
    def digits(self) -> str:
        """The 15 digits without dashes."""
        return f"{self.store:04}{self.lane:02}{self.epoch:02}{self.sequence:07}"

    def __str__(self) -> str:
        return f"{self.store:04}-{self.lane:02}-{self.epoch:02}-{self.sequence:07}"


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A receipt of this store."""

    number: ReceiptNumber


@dataclass(frozen=True, slots=True)
class SlipCode:
    """A slip for a suspended basket. Its number has the receipt number's width, another meaning."""

    number: str


@dataclass(frozen=True, slots=True)
class BadgeCode:
    """A badge: 16 random digits, compared as a keyed hash, never stored."""

    digits: str


@dataclass(frozen=True, slots=True)
class GiftCardCode:
    """A gift card: 16 random digits, kept as keyed hash and last four."""

    digits: str


OwnCodeContent = ReceiptCode | SlipCode | BadgeCode | GiftCardCode


def parse_receipt_number(text: str) -> ReceiptNumber:
    """A receipt number with or without dashes. Raises Refusal `receipt_number.format`."""
    match = _RECEIPT_NUMBER.fullmatch(text.strip())
    if match is None:
        raise Refusal("receipt_number.format", text=text[:40])
    return ReceiptNumber(*(int(part) for part in match.groups()))


def dashed(digits: str) -> str:
    """The 15 digits of a receipt or a hold slip as they are printed: SSSS-LL-EE-NNNNNNN."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}-{digits[8:]}"


def receipt_code(number: str, key: bytes) -> str:
    """The 26 digits printed on a receipt, from its number with or without dashes.

    `key` is the store's, 32 bytes.
    """
    return _checked(OwnKind.RECEIPT, parse_receipt_number(number).digits, key)


def hold_slip_code(number: str, key: bytes) -> str:
    """The 26 digits printed on a hold slip, from up to 15 digits."""
    return _checked(OwnKind.HOLD_SLIP, _padded(number, NUMBER_DIGITS), key)


def badge_code(random_digits: str) -> str:
    """The 18 digits of a badge, from its 16 random ones."""
    return f"{OwnKind.BADGE}{_exactly(random_digits, RANDOM_DIGITS)}"


def gift_card_code(random_digits: str) -> str:
    """The 18 digits of a gift card, from its 16 random ones."""
    return f"{OwnKind.GIFT_CARD}{_exactly(random_digits, RANDOM_DIGITS)}"


def own_kind(text: str) -> OwnKind | None:
    """The kind of a text that has the form of a code of ours; its check is not looked at."""
    if not (text.isascii() and text.isdecimal()):
        return None
    for kind, length in _LENGTHS.items():
        if len(text) == length and text.startswith(kind):
            return kind
    return None


def require_no_paper(text: str) -> None:
    """Refuse what can only be a receipt's or a slip's code that lost or gained up to two digits.

    No item's code is as long. Raises Refusal `own_code.forged`.
    """
    digits = text.isascii() and text.isdecimal()
    if digits and text.startswith(_PAPERS) and abs(len(text) - _PAPER_DIGITS) <= _MOST_SPOILT:
        raise Refusal("own_code.forged", number=text)


def read_own_code(text: str, key: bytes) -> OwnCodeContent:
    """What a code of ours says.

    Raises Refusal `own_code.format` where it has not the form of one, `own_code.forged` where its
    check was not made with this store's key.
    """
    kind, number = own_kind(text), text[2:]
    match kind:
        case None:
            raise Refusal("own_code.format", text=text[:40])
        case OwnKind.BADGE:
            return BadgeCode(number)
        case OwnKind.GIFT_CARD:
            return GiftCardCode(number)
        case OwnKind.RECEIPT:
            return ReceiptCode(parse_receipt_number(_proved(kind, number, key)))
        case OwnKind.HOLD_SLIP:
            return SlipCode(_proved(kind, number, key))


def _proved(kind: OwnKind, digits: str, key: bytes) -> str:
    number = digits[:NUMBER_DIGITS]
    if not hmac.compare_digest(_check(kind, number, key), digits[NUMBER_DIGITS:]):
        raise Refusal("own_code.forged", number=number)
    return number


def _checked(kind: OwnKind, number: str, key: bytes) -> str:
    code = f"{kind}{number}{_check(kind, number, key)}"
    assert len(code) == _LENGTHS[kind], "a code has the length that its kind is known by"
    return code


def _check(kind: OwnKind, number: str, key: bytes) -> str:
    """Nine digits of HMAC-SHA256 over kind and number."""
    assert len(key) == KEY_BYTES, "the store's key has 32 bytes"
    digest = hmac.new(key, f"{kind}{number}".encode("ascii"), sha256).digest()
    return f"{int.from_bytes(digest, 'big') % 10**CHECK_DIGITS:0{CHECK_DIGITS}}"


def _padded(number: str, width: int) -> str:
    return _exactly(number.zfill(width), width)


def _exactly(digits: str, width: int) -> str:
    if not (len(digits) == width and digits.isascii() and digits.isdecimal()):
        message = f"not {width} digits"
        raise ValueError(message)
    return digits
