"""Selling without a code: the chosen red line is resolved on a card beside the basket.

Invariant: until the line is sold, its code stays in the basket, whatever is scanned meanwhile; Esc
goes one step back and loses nothing but an item that was never scanned.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum, auto
from typing import Final

from counter_app.domain.departments import DepartmentEntry
from counter_app.domain.errors import Refusal
from counter_app.ui.flows import typed
from counter_app.ui.flows.cards.department_parts import (
    DepartmentAsked,
    DepartmentsOpened,
    LookAgain,
    OpenDepartments,
    RingDepartment,
)
from counter_app.ui.flows.cards.finding_events import ListCategories, Search
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import holding
from counter_app.ui.flows.selling.events import Effect, Plainly
from counter_app.ui.flows.selling.parts import Finding, Note, Plain, Selling, failed, told

Step = tuple[Selling, tuple[Effect, ...]]
_FIRST_NINE: Final = 9


class Stage(StrEnum):
    """What the card asks now."""

    DEPARTMENT = auto()
    REASON = auto()
    ENTRY = auto()


def stage(card: DepartmentAsked) -> Stage:
    """Department, then reason, then price and name."""
    if not card.department:
        return Stage.DEPARTMENT
    return Stage.ENTRY if card.reason else Stage.REASON


def asked_for(state: Selling) -> Step:
    """Sell what has no known code: the red line that is chosen, or an item that bears no code."""
    if isinstance(state.card, DepartmentAsked):
        return state, ()
    if isinstance(state.card, Finding) and not state.card.results:
        query = state.card.query.strip()
        return _open_new(state, query if _is_code(query) else "")
    held = holding.holding(state)
    if held is not None and held.item is None and state.paid is None:
        return _opening(state), (OpenDepartments(held.no),)
    return _open_new(state, "")


def _opening(state: Selling) -> Selling:
    return replace(state, card=Plain(), typed="")


def _open_new(state: Selling, code: str) -> Step:
    """An item that was not scanned gets its red line first, in the next basket if need be."""
    held = holding.hold(_opening(state), code)
    if state.paid is not None:
        return held, (Plainly.BEGIN, OpenDepartments(0))
    return held, (OpenDepartments(held.chosen),)


def opened(state: Selling, event: DepartmentsOpened) -> Selling:
    """The departments are known: show them, unless the red line is gone meanwhile."""
    held = state.draft.basket.waiting(event.held or state.chosen)
    if held is None:
        return state
    if not event.policy.departments or not event.policy.reasons:
        kept = state if held.code else holding.let_go(state, held.no)
        return failed(kept, Refusal("department.none_set_up"))
    asked = state.aside if state.aside and state.aside.held == held.no else None
    card = asked or DepartmentAsked(held.no, held.code, event.policy)
    return told(replace(state, card=card, chosen=held.no), Note())


def put_aside(before: Selling, after: Selling) -> Selling:
    """What was typed for a red line waits with it while something else is done."""
    card = before.card
    gone = isinstance(card, DepartmentAsked) and not isinstance(after.card, DepartmentAsked)
    return replace(after, aside=card) if gone and isinstance(card, DepartmentAsked) else after


def digit(state: Selling, card: DepartmentAsked, text: str) -> Selling:
    """A digit chooses; anything else is typed as ever."""
    if stage(card) is Stage.ENTRY or text not in tuple("123456789"):
        return replace(state, typed=text)
    place = int(text) - 1
    return replace(choose(state, card, place), typed="") if place < _many(card) else state


def choose(state: Selling, card: DepartmentAsked, place: int) -> Selling:
    """Take the department or the reason at that place."""
    if not 0 <= place < _many(card):
        return state
    if stage(card) is Stage.DEPARTMENT:
        department = card.policy.departments[place]
        name = card.name or department.names.best(state.draft.language)
        card = replace(card, department=department.id, name=name, chosen=0)
    else:
        card = replace(card, reason=card.policy.reasons[place].id, chosen=0)
    return replace(state, card=card)


def tapped(state: Selling, key: str) -> Step | None:
    """A row of the card; None where another card is open."""
    if not isinstance(state.card, DepartmentAsked) or not key.isdecimal():
        return None
    return choose(state, state.card, int(key)), ()


def moved(state: Selling, card: DepartmentAsked, by: int) -> Selling:
    """Arrow keys."""
    place = max(0, min(_many(card) - 1, card.chosen + by))
    return replace(state, card=replace(card, chosen=place))


def field(card: DepartmentAsked, name: str, text: str) -> DepartmentAsked:
    """A field holds this text now."""
    return replace(card, name=text) if name == "name" else replace(card, price=text)


def confirmed(state: Selling, card: DepartmentAsked) -> Step:
    """Enter or F12: take the chosen row, or sell what was typed."""
    if stage(card) is not Stage.ENTRY:
        return choose(state, card, card.chosen), ()
    if not card.price.strip():
        raise Refusal("department.price_wanted")
    held = state.draft.basket.waiting(card.held)
    entry = DepartmentEntry(
        department=card.department,
        price=typed.amount(card.price, state.currency),
        name=card.name,
        reason=card.reason,
        scanned=card.code,
        quantity=held.quantity if held else None,
    )
    return state, (RingDepartment(entry, card.held),)


def back(state: Selling, card: DepartmentAsked) -> Selling:
    """One step back; before the first, an item that bears no code is let go again."""
    match stage(card):
        case Stage.ENTRY:
            return replace(state, card=replace(card, reason=""))
        case Stage.REASON:
            unnamed = replace(card, department="", name="")
            return replace(state, card=unnamed)
        case Stage.DEPARTMENT:
            plain = replace(state, card=Plain())
            return plain if card.code else holding.let_go(plain, card.held)


def settled(state: Selling) -> Selling:
    """The card closes once its red line is sold, removed or undone."""
    card = state.card
    open_ = isinstance(card, DepartmentAsked) and state.draft.basket.waiting(card.held) is None
    return replace(state, card=Plain()) if open_ else state


def look_again(state: Selling) -> Step:
    """The catalogue may know the code by now."""
    held = holding.holding(state)
    if held is None or held.item is not None or not held.code:
        raise Refusal("sale.nothing_to_look_for")
    return state, (LookAgain(held.no, held.code),)


def by_name(state: Selling) -> Step:
    """Find by name what the unknown code is: the item takes the place of the red line."""
    held = holding.holding(state)
    if held is None or held.item is not None or state.paid is not None:
        raise Refusal("sale.nothing_to_look_for")
    finding = Finding("", instead=held.no)
    return replace(state, card=finding, typed=""), (Search(""), ListCategories())


def _is_code(query: str) -> bool:
    return query.isalnum() and any(char.isdigit() for char in query)


def _many(card: DepartmentAsked) -> int:
    match stage(card):
        case Stage.DEPARTMENT:
            return min(_FIRST_NINE, len(card.policy.departments))
        case Stage.REASON:
            return min(_FIRST_NINE, len(card.policy.reasons))
        case Stage.ENTRY:
            return 0


BY_INTENT: Final[Mapping[Intent, Callable[[Selling], Step]]] = {
    Intent.DEPARTMENT: asked_for,
    Intent.LOOK_AGAIN: look_again,
    Intent.BY_NAME: by_name,
}
