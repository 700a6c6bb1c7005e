"""Ringing up: what a found code does, and the questions an item asks before it is in the basket.

Invariant: an item that needs a price, a weight, a count, an age or a card is not added without it.
"""

import re
from dataclasses import replace
from typing import Final

from counter_app.domain.catalogue import Flag, Product, Unit
from counter_app.services.look_up import (
    FoundBadge,
    FoundCard,
    FoundItem,
    FoundReceipt,
    FoundSlip,
    NotFound,
)
from counter_app.ui.flows import paying, typed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling_events import (
    AskBalance,
    Effect,
    Leave,
    LookedUp,
    Plainly,
    Recall,
    Ring,
    RingCard,
    Search,
    ShowReceipt,
)
from counter_app.ui.flows.selling_parts import (
    Busy,
    CardWanted,
    Finding,
    ItemAsks,
    Note,
    Plain,
    Question,
    Selling,
    flashed,
    require_answered,
    told,
)
from counter_app.ui.flows.views import Tone

Step = tuple[Selling, tuple[Effect, ...]]
_COUNT: Final = re.compile(r"\s*([0-9]+)\s*[*x×]\s*(.*)", re.IGNORECASE | re.DOTALL)


def looked_up(state: Selling, event: LookedUp) -> Step:
    """A code is known now."""
    match event.found:
        case FoundItem() as found:
            return item(state, found)
        case FoundReceipt(record=record):
            return replace(state, typed=""), (ShowReceipt(record.sale.number),)
        case FoundSlip(slip=slip):
            return recalling(state, slip)
        case FoundBadge(badge=badge):
            return replace(state, typed=""), (Leave(Intent.SWITCH, badge),)
        case FoundCard(number=number):
            return card(state, number)
        case NotFound():
            return _not_found(state, event)


def of(product: Product) -> FoundItem:
    """A product that was chosen by name."""
    return FoundItem(product)


def item(state: Selling, found: FoundItem) -> Step:
    """An item: ring it up with the count, price or weight that was typed before, or ask."""
    text, state = state.typed.strip(), replace(state, typed="")
    asks = ItemAsks(Question.PRICE, found, found.quantity)
    counted = _COUNT.fullmatch(text)
    if counted and not counted[2]:
        asks = replace(asks, quantity=typed.pieces(counted[1]))
    elif text and _wants_price(asks):
        asks = replace(asks, price=typed.amount(text, state.currency))
    elif text and _wants_weight(asks):
        asks = replace(asks, quantity=typed.weight(text))
    return proceed(state, asks)


def proceed(state: Selling, asks: ItemAsks) -> Step:
    """Ask the next thing the item needs, or ring it up."""
    product = asks.found.product
    question = _question(state, asks)
    if question is not None:
        return _ask(state, replace(asks, question=question, text=""))
    fresh = state.paid is not None
    found = asks.found
    if asks.price is not None:
        found = replace(found, price=asks.price)
    ringing = flashed(replace(state, card=Plain()), "stored")
    if Flag.GIFT_CARD in product.flags:
        return ringing, (RingCard(product, asks.text, asks.price, fresh),)
    return ringing, (Ring(found, asks.quantity, found.price, fresh),)


def _ask(state: Selling, asks: ItemAsks) -> Step:
    """Ask; the question of the next customer's first item begins the next basket."""
    if state.paid is None:
        return replace(state, card=asks), ()
    return replace(state, card=asks, adult=False), (Plainly.BEGIN,)


def answered(state: Selling, asks: ItemAsks) -> Step:
    """The question's field was confirmed."""
    text, asks = asks.text.strip(), replace(asks, text="")
    match asks.question:
        case Question.PRICE:
            price = typed.amount(text, state.currency)
            return proceed(state, replace(asks, price=price))
        case Question.WEIGHT:
            return proceed(state, replace(asks, quantity=typed.weight(text)))
        case Question.QUANTITY:
            return proceed(state, replace(asks, quantity=typed.count(text)))
        case Question.AGE:
            return grown_up(state, asks)
        case Question.CARD:
            return with_card(state, asks, typed.card_number(text))


def put_off(before: Selling, after: Selling) -> Selling:
    """The item that was asked about, where something else took the question's place: it stays in
    sight, holds the sale and is asked about again. Nothing that was scanned is ever lost.
    """
    asks, now = before.card, after.card
    if not isinstance(asks, ItemAsks) or (isinstance(now, ItemAsks) and now.found is asks.found):
        return after
    waiting = replace(after, unanswered=(*after.unanswered, replace(asks, text="")))
    return flashed(told(waiting, _about(asks, "page.sale.put_off", Tone.ERROR)), "error")


def again(state: Selling) -> Step:
    """Ask about the item that was put off last."""
    *waiting, asks = state.unanswered
    return proceed(replace(state, unanswered=tuple(waiting), note=Note()), asks)


def left_out(state: Selling) -> Selling:
    """One step back; an item whose question is left open is not sold, and that is said."""
    plain = replace(state, card=Plain(), typed="")
    if not isinstance(state.card, ItemAsks):
        return plain
    return told(plain, _about(state.card, "page.sale.left_out", Tone.INFO))


def _about(asks: ItemAsks, key: str, tone: Tone) -> Note:
    return Note(key=key, values=(("name", asks.found.product.names),), tone=tone)


def grown_up(state: Selling, asks: ItemAsks) -> Step:
    """The associate has seen that the customer is old enough; holds for this basket."""
    return proceed(replace(state, adult=True), asks)


def with_card(state: Selling, asks: ItemAsks, number: str) -> Step:
    """The gift card to be sold was scanned or typed."""
    fresh = state.paid is not None
    ringing = flashed(replace(state, card=Plain()), "stored")
    return ringing, (RingCard(asks.found.product, number, asks.price, fresh),)


def card(state: Selling, number: str) -> Step:
    """A card of ours: sold where an item waits for it, a tender where money is due, else asked."""
    if isinstance(state.card, ItemAsks) and wants_card(state):
        return with_card(state, state.card, number)
    if state.paid is None and state.bill.remaining > 0 and state.bill.lines:
        amount = state.card.amount if isinstance(state.card, CardWanted) else None
        return paying.stored(state, number, amount)
    return replace(state, typed="", busy=Busy.STORING), (AskBalance(number),)


def wants_card(state: Selling) -> bool:
    """Whether a card is asked for: to pay with, to sell, or for its balance."""
    asks = state.card
    return isinstance(asks, CardWanted) or (
        isinstance(asks, ItemAsks) and asks.question is Question.CARD
    )


def card_given(state: Selling, wanted: CardWanted) -> Step:
    """The card that F11 asks for was typed, into its field or the scan line."""
    return card(state, typed.card_number(wanted.text or state.typed))


def recalling(state: Selling, slip: str) -> Step:
    """Ask for a suspended basket; until it is there, nothing may go into the one before it."""
    require_answered(state)
    return replace(state, typed="", busy=Busy.STORING), (Recall(slip),)


def count_before(text: str) -> tuple[str, str]:
    """`3 * 9520001000010` is a count and a code; the count keeps its star."""
    counted = _COUNT.fullmatch(text)
    if not counted or not counted[2]:
        return "", text
    typed.pieces(counted[1])
    return f"{counted[1]}*", counted[2]


def _question(state: Selling, asks: ItemAsks) -> Question | None:
    flags = asks.found.product.flags
    if Flag.AGE_18 in flags and not _adult(state):
        return Question.AGE
    if _wants_price(asks):
        return Question.PRICE
    if _wants_weight(asks):
        return Question.WEIGHT
    if Flag.QUANTITY_REQUIRED in flags and asks.quantity is None:
        return Question.QUANTITY
    if Flag.GIFT_CARD in flags and not asks.text:
        return Question.CARD
    return None


def _adult(state: Selling) -> bool:
    return state.adult and state.paid is None


def _wants_price(asks: ItemAsks) -> bool:
    return asks.found.product.price is None and asks.found.price is None and asks.price is None


def _wants_weight(asks: ItemAsks) -> bool:
    return asks.found.product.unit is Unit.KILOGRAM and asks.quantity is None


def _not_found(state: Selling, event: LookedUp) -> Step:
    if event.typed:
        query = event.code
        return replace(state, card=Finding(query), typed=""), (Search(query),)
    if state.paid is not None:
        return flashed(replace(state, unknown=(event.code,)), "error"), (Plainly.BEGIN,)
    return flashed(replace(state, unknown=(*state.unknown, event.code), typed=""), "error"), ()
