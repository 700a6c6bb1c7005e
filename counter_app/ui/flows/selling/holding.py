"""What holds the sale: codes that nobody knows and items whose question was put off.

Invariant: the draft is the one place that knows them, so they outlive the page, the user and the
program; a question that is open on the card goes to the disk with them.
"""

from dataclasses import replace

from counter_app.domain import basket as baskets
from counter_app.domain.basket import Addition, Basket, Held
from counter_app.domain.catalogue import Quantity
from counter_app.services.drafts import Draft
from counter_app.ui.flows.selling.parts import ItemAsks, Selling


def hold(
    state: Selling, code: str, quantity: Quantity | None = None, item: Addition | None = None
) -> Selling:
    """Keep it in the basket, chosen, until it is resolved or removed."""
    basket = _put_back(state.draft.basket, code, item)
    if basket is None:
        basket = baskets.hold(state.draft.basket, code, quantity, item)
    kept = basket.held[-1].no
    return replace(state, draft=replace(state.draft, basket=basket), chosen=kept)


def hold_item(state: Selling, asks: ItemAsks) -> Selling:
    """Keep an item that was asked about."""
    return hold(state, asks.found.product.code, item=_addition(asks))


def let_go(state: Selling, no: int) -> Selling:
    """Take it out of the basket again; undo brings it back."""
    basket = baskets.remove(state.draft.basket, no)
    return replace(state, draft=replace(state.draft, basket=basket))


def holding(state: Selling) -> Held | None:
    """What is to be resolved first: the chosen one, else the question put off last, else the code
    scanned last.
    """
    held = state.draft.basket.held
    chosen = next((one for one in held if one.no == state.chosen), None)
    asked = next((one for one in reversed(held) if one.item is not None), None)
    return chosen or asked or (held[-1] if held else None)


def carried_over(state: Selling, fresh: Draft) -> Draft:
    """The next customer's basket with what was scanned for it while the last sale was shown."""
    basket = fresh.basket
    for held in state.draft.basket.held:
        basket = baskets.hold(basket, held.code, held.quantity, held.item)
    return replace(fresh, basket=basket)


def safe(state: Selling, draft: Draft) -> Draft:
    """The draft as it goes to the disk: with the item that the card asks about just now."""
    if not isinstance(state.card, ItemAsks) or state.paid is not None:
        return draft
    asks = state.card
    basket = baskets.hold(draft.basket, asks.found.product.code, item=_addition(asks))
    return replace(draft, basket=basket)


def to_keep(before: Selling, after: Selling) -> bool:
    """Whether a step left something to write down that no other effect writes down."""
    if after.paid is not None:
        return False
    was = before.card if isinstance(before.card, ItemAsks) else None
    now = after.card if isinstance(after.card, ItemAsks) else None
    other = (was is None) != (now is None) or (was and now and was.found is not now.found)
    return bool(other) or before.draft.basket.held is not after.draft.basket.held


def _addition(asks: ItemAsks) -> Addition:
    found = asks.found
    return Addition(
        found.product,
        asks.quantity or found.quantity,
        found.price if asks.price is None else asks.price,
        found.discounts,
        merge=found.merge,
        serial=found.serial,
    )


def _put_back(basket: Basket, code: str, item: Addition | None) -> Basket | None:
    """Where this very thing was the last to be taken out, the basket as it was before that."""
    edit = basket.done[-1] if basket.done else None
    gone = edit.held_before if edit is not None and edit.after is None else None
    if gone is None or item is None or (gone.code, gone.item) != (code, item):
        return None
    return replace(baskets.undo(basket), undone=basket.undone)
