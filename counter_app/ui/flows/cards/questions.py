"""The questions of an item: asked one after the other in a strip beside the basket.

Invariant: an item is rung up only when nothing about it is open; an answer that a rule decides on
(age, serial number) is judged by the services, never here.

While a serial number is asked for, a scan **is** the serial number, unless it is something that the
counter knows: a code of ours (badge, receipt, slip, card) does what it always does, a code of the
catalogue rings up that item and puts the question off. A label that says both item and serial
number (GS1, AI 01 and 21) answers for the item that asks. A line with a serial number is one piece:
of several pieces each is asked for its own.
"""

import re
from dataclasses import replace
from typing import Final

from counter_app.domain.ages import required_age, shown
from counter_app.domain.catalogue import THOUSAND, Flag, Quantity, Unit
from counter_app.domain.errors import Refusal
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.ui.flows import typed
from counter_app.ui.flows.selling.events import (
    Effect,
    JudgeAge,
    Judged,
    JudgeSerial,
    LookedUp,
    Plainly,
    Ring,
    RingCard,
)
from counter_app.ui.flows.selling.parts import (
    CardWanted,
    CheckWanted,
    ItemAsks,
    Note,
    Plain,
    Question,
    Selling,
    failed,
    flashed,
    told,
)
from counter_app.ui.flows.views import Tone

Step = tuple[Selling, tuple[Effect, ...]]
TOO_YOUNG: Final = "age.not_reached"
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")  # what a scanner may say of the barcode


def proceed(state: Selling, asks: ItemAsks) -> Step:
    """Ask the next thing the item needs, or ring it up."""
    product = asks.found.product
    question = _question(state, asks)
    if question is not None:
        return _ask(state, replace(asks, question=question, text="", wrong=None))
    fresh = state.paid is not None
    found = asks.found
    if asks.price is not None:
        found = replace(found, price=asks.price)
    # What was typed of a payment is not lost to an item that was forgotten in the cart.
    card = state.card if isinstance(state.card, CheckWanted | CardWanted) else Plain()
    ringing = flashed(replace(state, card=card), "stored")
    if Flag.GIFT_CARD in product.flags:
        return ringing, (RingCard(product, asks.text, asks.price, fresh),)
    if found.serial:
        return replace(ringing, card=_others(asks)), (Ring(found, None, found.price, fresh),)
    return ringing, (Ring(found, asks.quantity, found.price, fresh),)


def answered(state: Selling, asks: ItemAsks) -> Step:
    """The question's field was confirmed."""
    text, asks = asks.text.strip(), replace(asks, text="", wrong=None)
    match asks.question:
        case Question.PRICE:
            price = typed.price(text, state.currency)
            return proceed(state, replace(asks, price=price))
        case Question.WEIGHT:
            return proceed(state, replace(asks, quantity=typed.weight(text)))
        case Question.QUANTITY:
            return proceed(state, replace(asks, quantity=typed.count(text)))
        case Question.AGE:
            if not text:
                raise Refusal("age.wanted")
            return state, (JudgeAge(age_of(asks), text),)
        case Question.SERIAL:
            return state, (JudgeSerial(asks.found.product, text),)
        case Question.CARD:
            return with_card(state, asks, typed.card_number(text))


def clearly_over(state: Selling) -> Step:
    """The associate sees that the customer is clearly older; holds for this basket."""
    match state.card:
        case ItemAsks(question=Question.AGE) as asks:
            return state, (JudgeAge(age_of(asks)),)
        case _:
            return state, ()


def judged(state: Selling, event: Judged) -> Step:
    """The services decided on an answer: on to the next question, or say what is wrong with it."""
    asks = state.card
    if not isinstance(asks, ItemAsks):
        return state, ()
    refusal = event.refusal
    if refusal is None:
        found = replace(asks.found, serial=event.serial or asks.found.serial)
        return proceed(replace(state, draft=event.draft, note=Note()), replace(asks, found=found))
    if refusal.code == TOO_YOUNG:
        return told(replace(state, card=Plain()), Note(error=refusal, tone=Tone.INFO)), ()
    wrong = replace(asks, wrong=refusal)
    return flashed(failed(replace(state, card=wrong), refusal), "error"), ()


def scanned(state: Selling, event: LookedUp) -> Step | None:
    """What a scan answers while a serial number is asked for; None where it is something else."""
    asks = state.card
    if not isinstance(asks, ItemAsks) or asks.question is not Question.SERIAL:
        return None
    product = asks.found.product
    match event.found:
        case NotFound():
            serial = _SYMBOLOGY.sub("", event.code, count=1)
        case FoundItem(product=other, serial=serial) if serial and other.code == product.code:
            pass
        case _:
            return None
    return replace(state, typed=""), (JudgeSerial(product, serial),)


def with_card(state: Selling, asks: ItemAsks, number: str) -> Step:
    """The gift card to be sold was scanned or typed."""
    fresh = state.paid is not None
    ringing = flashed(replace(state, card=Plain()), "stored")
    return ringing, (RingCard(asks.found.product, number, asks.price, fresh),)


def count_again(state: Selling, asks: ItemAsks) -> Step:
    """The count before the scan was none of one line: the item stays, and its count is asked."""
    if (
        asks.quantity is not None
        or wants_weight(asks)
        or Flag.GIFT_CARD in asks.found.product.flags
    ):
        return proceed(state, asks)  # its count is not for anybody to say
    asking, effects = _ask(state, replace(asks, question=Question.QUANTITY))
    return flashed(failed(asking, Refusal("quantity.count_again")), "error"), effects


def resumed(state: Selling, asks: ItemAsks) -> Step:
    """Ask about a put off item again. One that asks nothing by itself waits for its count."""
    unproved = replace(state, draft=replace(state.draft, ages=()))
    if asks.quantity is None and _question(unproved, asks) is None:
        return _ask(state, replace(asks, question=Question.QUANTITY))
    return proceed(state, asks)


def age_of(asks: ItemAsks) -> int:
    """The age that the item asks for."""
    return required_age(asks.found.product.flags)


def pieces_of(asks: ItemAsks) -> int:
    """How many pieces still ask for their serial number."""
    return asks.quantity.thousandths // THOUSAND if asks.quantity else 1


def wants_price(asks: ItemAsks) -> bool:
    """Whether nothing says yet what the item costs."""
    return asks.found.product.price is None and asks.found.price is None and asks.price is None


def wants_weight(asks: ItemAsks) -> bool:
    """Whether nothing says yet what the item weighs."""
    return asks.found.product.unit is Unit.KILOGRAM and asks.quantity is None


def _ask(state: Selling, asks: ItemAsks) -> Step:
    """Ask; the question of the next customer's first item begins the next basket."""
    asking = replace(state, card=asks)
    return (asking, ()) if state.paid is None else (asking, (Plainly.BEGIN,))


def _others(asks: ItemAsks) -> ItemAsks | Plain:
    """The other pieces of the same item, each with a serial number of its own."""
    left = pieces_of(asks) - 1
    if left <= 0:
        return Plain()
    found, quantity = replace(asks.found, serial=""), Quantity.pieces(left)
    return replace(asks, question=Question.SERIAL, found=found, quantity=quantity, text="")


def _question(state: Selling, asks: ItemAsks) -> Question | None:
    """What is asked next: whether it may be sold at all stands first."""
    flags, counted = asks.found.product.flags, asks.quantity is not None
    ages = state.draft.ages if state.paid is None else ()
    age = required_age(flags)
    open_ = {
        Question.AGE: bool(age) and not shown(ages, age),
        Question.PRICE: wants_price(asks),
        Question.WEIGHT: wants_weight(asks),
        Question.QUANTITY: Flag.QUANTITY_REQUIRED in flags and not counted,
        Question.SERIAL: Flag.SERIAL in flags and not asks.found.serial,
        Question.CARD: Flag.GIFT_CARD in flags and not asks.text,
    }
    return next((question for question, is_open in open_.items() if is_open), None)
