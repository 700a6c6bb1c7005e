"""Reads what a person typed as a weight, a count, an amount or a card's number.

Invariant: a number is ASCII digits with at most one decimal mark; whatever else is typed is a
Refusal with words and never a guess.
"""

import re
from typing import Final

from counter_app.domain.basket import require_cost
from counter_app.domain.catalogue import Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.gift_cards import CARD_DIGITS
from counter_app.domain.money import Currency
from counter_app.wording.formats import parse_amount

DIGITS: Final = re.compile("[0-9]+")
_KILOGRAMS: Final = re.compile(r"(?=[.,]?[0-9])([0-9]{0,4})(?:[.,]([0-9]{0,3}))?")
_PIECES: Final = re.compile("0*[1-9][0-9]{0,3}")
_AMOUNT: Final = re.compile(r"(?=[.,]?[0-9])[0-9]*[.,]?[0-9]*")
_MOST_DIGITS: Final = 7  # before the decimal mark: 9,999,999.99
_MOST_SHOWN: Final = 20
_RECEIPT: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{7}")
_PRINTED: Final = re.compile(f"(?:94)?([0-9]{{{CARD_DIGITS}}})")  # 94: a printed code of ours


def weight(text: str) -> Quantity:
    """Kilograms: `0.452` and `0,452` are 452 grams. Refusal `quantity.not_a_number`."""
    match = _KILOGRAMS.fullmatch(text.strip())
    grams = int((match[1] or "0") + (match[2] or "").ljust(3, "0")) if match else 0
    if grams <= 0:
        raise Refusal("quantity.not_a_number", text=text)
    return Quantity.grams(grams)


def count(text: str) -> Quantity:
    """Whole pieces, 1 to 9999. Refusal `quantity.not_a_number`."""
    if not _PIECES.fullmatch(text.strip()):
        raise Refusal("quantity.not_a_number", text=text)
    return Quantity.pieces(int(text))


def pieces(digits: str) -> Quantity:
    """The count before a star, 1 to 9999. Refusal `quantity.count`."""
    if not _PIECES.fullmatch(digits):
        raise Refusal("quantity.count", count=digits[:_MOST_SHOWN])
    return Quantity.pieces(int(digits))


def amount(text: str, currency: Currency) -> int:
    """Minor units of a price, a payment, a float.

    Refusal `money.not_an_amount`, or `money.too_large` for what no customer hands over: a code
    that was typed in the place of an amount has more digits.
    """
    digits = re.match(r"\s*0*([0-9]*)", text)
    if digits and len(digits[1]) > _MOST_DIGITS and looks_like_amount(text.strip()):
        raise Refusal("money.too_large", text=digits[1][:_MOST_SHOWN])
    minor = parse_amount(text, currency).minor
    if minor < 0:
        raise Refusal("money.not_an_amount", text=text)
    return minor


def price(text: str, currency: Currency) -> int:
    """Minor units of what an item costs. Refusal `basket.price_wanted` for nothing."""
    minor = amount(text, currency)
    require_cost(minor)
    return minor


def looks_like_amount(text: str) -> bool:
    """Whether the text can be shown as the amount that is being typed."""
    return bool(_AMOUNT.fullmatch(text))


def card_number(text: str) -> str:
    """The sixteen digits of a card, typed with or without spaces, or its printed code.

    Refusal `card.wanted` where nothing was given, `card.number` where it is no card's number.
    """
    bare = "".join(text.split())
    if not bare:
        raise Refusal("card.wanted", digits=CARD_DIGITS)
    match = _PRINTED.fullmatch(bare)
    if match is None:
        raise Refusal("card.number", digits=CARD_DIGITS)
    return match[1]


def is_receipt_number(text: str) -> bool:
    """Whether it is written as only a receipt's number is, with its dashes."""
    return bool(_RECEIPT.fullmatch(text.strip()))


def is_card_number(text: str) -> bool:
    """Whether a card could have this number."""
    return bool(_PRINTED.fullmatch("".join(text.split())))
