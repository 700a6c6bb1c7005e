"""Gift cards and store credit: stored value that the ledger knows, never the card itself.

Invariant: one operation per card and sale, and no card ever goes below zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from counter_app.domain.basket import Line
from counter_app.domain.errors import Refusal
from counter_app.domain.slips import CardLoad, TenderTaken

CARD_DIGITS: Final = 16


class Stored(StrEnum):
    """What kind of value: bought, or given for goods that came back."""

    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card as the ledger knows it. `balance` in minor units; `free` is less what others hold."""

    card: str
    last4: str
    stored: Stored
    balance: int
    free: int


def is_card_number(text: str) -> bool:
    """Whether a card of ours could have this number."""
    return len(text) == CARD_DIGITS and text.isascii() and text.isdigit()


def card_text(number: str) -> str:
    """What is hashed of a card's 16 digits; Refusal where it is no card number."""
    if not is_card_number(number):
        raise Refusal("card.number", digits=CARD_DIGITS)
    return f"card:{number}"


def redeemable(card: StoredCard, wanted: int | None, due: int) -> int:
    """What the card pays: the wanted amount, or all it can; never above balance or due."""
    if card.free <= 0:
        held = card.balance > 0
        raise Refusal("card.in_use_elsewhere" if held else "card.empty", last4=card.last4)
    amount = min(card.free, due) if wanted is None else wanted
    if amount > card.free:
        raise Refusal("card.balance_too_low", last4=card.last4)
    return amount


def check_single_use(card: str, lines: Iterable[Line], taken: Iterable[TenderTaken]) -> None:
    """Refuse a second operation of the same card in one sale."""
    loaded = {line.card.card for line in lines if line.card}
    spent = {tender.stored.card for tender in taken if tender.stored}
    if card in loaded | spent:
        raise Refusal("card.one_operation_a_sale")


def load_of(card: str, last4: str, known: StoredCard | None) -> CardLoad:
    """An unknown card is activated, a known one loaded; store credit is never sold."""
    if known is not None and known.stored is Stored.STORE_CREDIT:
        raise Refusal("card.credit_cannot_be_loaded", last4=last4)
    operation = "activate" if known is None else "load"
    return CardLoad(stored=Stored.GIFT_CARD, card=card, last4=last4, operation=operation)
