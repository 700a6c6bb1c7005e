"""Ringing up: what a found code does; what an item asks first stands in `questions`.

Invariant: nothing that was scanned is lost: it is rung up, asked about, or stays in sight.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from counter_app.domain.errors import Refusal
from counter_app.services.look_up import (
    FoundBadge,
    FoundCard,
    FoundItem,
    FoundReceipt,
    FoundSlip,
    NotFound,
)
from counter_app.ui.flows import typed
from counter_app.ui.flows.cards import departments, questions
from counter_app.ui.flows.cards.department_parts import DepartmentAsked, FoundAgain
from counter_app.ui.flows.cards.finding_events import ListCategories, Search
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import holding, paying
from counter_app.ui.flows.selling.events import (
    AskBalance,
    Effect,
    Leave,
    LookedUp,
    Plainly,
    Recall,
    ShowReceipt,
)
from counter_app.ui.flows.selling.parts import (
    Busy,
    CardWanted,
    Finding,
    ItemAsks,
    Note,
    Plain,
    Question,
    Selling,
    asks_of,
    flashed,
    require_answered,
    told,
)
from counter_app.ui.flows.views import Tone

Step = tuple[Selling, tuple[Effect, ...]]
T = TypeVar("T")
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


def known(state: Selling, event: LookedUp | FoundAgain) -> Step:
    """What a code is; one of a red line that the catalogue knows by now goes the same way."""
    if isinstance(event, LookedUp):
        return questions.scanned(state, event) or looked_up(state, event)
    held = state.draft.basket.waiting(event.held)
    if held is None:
        return state, ()
    count = f"{held.quantity.decimal}*" if held.quantity else ""
    resolved = replace(holding.let_go(state, held.no), typed=count, note=Note())
    return looked_up(resolved, LookedUp(event.found, event.code, typed=False))


def item(state: Selling, found: FoundItem) -> Step:
    """An item: ring it up with the count, price or weight that was typed before, or ask. An amount
    that the item has no use for stays: it was typed for the payment.
    """
    text = state.typed.strip()
    asks = ItemAsks(Question.PRICE, found, found.quantity)
    counted = _COUNT.fullmatch(text)
    if counted and not counted[2]:
        count = _read(typed.pieces, counted[1])
        if count is None:
            return questions.count_again(replace(state, typed=""), asks)
        asks = replace(asks, quantity=count)
    elif text and questions.wants_price(asks):
        asks = replace(asks, price=_read(typed.price, text, state.currency))
    elif text and questions.wants_weight(asks):
        asks = replace(asks, quantity=_read(typed.weight, text))
    elif text and state.paid is None and _read(typed.amount, text, state.currency) is not None:
        return questions.proceed(state, asks)
    return questions.proceed(replace(state, typed=""), asks)


def _read(reader: Callable[..., T], *what: object) -> T | None:
    """What was typed, read so; None where it means nothing, for then the item asks."""
    try:
        return reader(*what)
    except Refusal:
        return None


def put_off(before: Selling, after: Selling) -> Selling:
    """The item that was asked about, where something else took the question's place: it stays in
    sight, holds the sale and is asked about again. Nothing that was scanned is ever lost.
    """
    asks, now = before.card, after.card
    if not isinstance(asks, ItemAsks) or (isinstance(now, ItemAsks) and now.found is asks.found):
        return after
    waiting = holding.hold_item(after, asks)
    return flashed(told(waiting, _about(asks, "page.sale.put_off", Tone.ERROR)), "error")


def again(state: Selling) -> Step:
    """Resolve what holds the sale: ask about the item again, or sell the code by department."""
    held = holding.holding(state)
    if held is None or held.item is None:
        return departments.asked_for(state)
    waiting = holding.let_go(replace(state, note=Note()), held.no)
    return questions.resumed(waiting, asks_of(held.item))


def left_out(state: Selling) -> Selling:
    """One step back; an item whose question is left open is not sold, and that is said."""
    plain = replace(state, card=Plain())
    if not isinstance(state.card, ItemAsks):
        return replace(plain, typed="")
    aged = state.card.question is Question.AGE
    key = "page.sale.age_left_out" if aged else "page.sale.left_out"
    return told(plain, _about(state.card, key, Tone.INFO))


def _about(asks: ItemAsks, key: str, tone: Tone) -> Note:
    age = str(questions.age_of(asks))  # a bare number would be read as money
    values = (("name", asks.found.product.names), ("age", age))
    return Note(key=key, values=values, tone=tone)


def card(state: Selling, number: str) -> Step:
    """A card of ours: sold where an item waits for it, a tender where money is due, else asked."""
    if isinstance(state.card, ItemAsks) and wants_card(state):
        return questions.with_card(state, state.card, number)
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


def _not_found(state: Selling, event: LookedUp) -> Step:
    if event.typed:
        query = event.code
        return replace(state, card=Finding(query), typed=""), (Search(query), ListCategories())
    counted = _COUNT.fullmatch(state.typed)
    said = counted is not None and not counted[2]
    quantity = _read(typed.pieces, counted[1]) if counted and said else None
    wrong = Note(error=Refusal("quantity.one_kept"), tone=Tone.ERROR)
    note = wrong if said and quantity is None else Note()  # what was said before is of another code
    quiet = replace(state, typed="", note=note)
    held = flashed(holding.hold(quiet, event.code, quantity), "error")
    if state.paid is not None:
        return held, (Plainly.BEGIN,)
    card = Plain() if isinstance(state.card, DepartmentAsked) else state.card
    return replace(held, card=card), ()
