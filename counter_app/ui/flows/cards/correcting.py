"""Correcting the cash given, from the completed sale until the next scan or key begins the next.

Invariant: it never touches a basket, and whatever does not answer its question goes on as if the
question had not been asked.
"""

from dataclasses import replace

from counter_app.domain.cash_corrections import cash_given
from counter_app.domain.errors import Refusal
from counter_app.ui.flows import typed
from counter_app.ui.flows.cards.correcting_events import CorrectGiven, PutRight
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import paying
from counter_app.ui.flows.selling.events import Asked, Effect, Entered, Event, FieldTyped, Scanned
from counter_app.ui.flows.selling.parts import Busy, GivenWanted, Note, Plain, Selling, told
from counter_app.ui.flows.views import Tone

Step = tuple[Selling, tuple[Effect, ...]]


def step(state: Selling, event: Event) -> Step | None:
    """What a correction makes of an event; None where it is not about one."""
    if state.paid is None:
        return None
    match event:
        case PutRight():
            return _put_right(state, event), ()
        case Asked(intent=Intent.UNDO) if not isinstance(state.card, GivenWanted):
            cash_given(state.paid.sale)
            return replace(state, card=GivenWanted(), typed=""), ()
        case _ if isinstance(state.card, GivenWanted):
            return _answered(state, state.card, event)
        case _:
            return None


def put_away(state: Selling, event: Event) -> Selling:
    """The state without the question, where a scan goes on with the next customer."""
    if isinstance(event, Scanned) and isinstance(state.card, GivenWanted):
        return replace(state, card=Plain())
    return state


def can_put_right(state: Selling) -> bool:
    """Whether Ctrl+Z asks what was given: the sale is paid, with cash."""
    try:
        return state.paid is not None and bool(cash_given(state.paid.sale))
    except Refusal:
        return False


def least(state: Selling) -> int:
    """What the cash has to cover at least; 0 where no cash can be corrected."""
    if state.paid is None or not isinstance(state.card, GivenWanted):
        return 0
    return cash_given(state.paid.sale).amount


def _answered(state: Selling, wanted: GivenWanted, event: Event) -> Step | None:
    match event:
        case FieldTyped(text=text):
            return replace(state, card=replace(wanted, text=text)), ()
        case Asked(intent=Intent.UNDO):
            return replace(state, card=Plain(), typed=""), ()
        case Asked(intent=Intent.NOTE | Intent.EXACT, value=minor):
            return _given(state, int(minor) if minor else least(state))
        case Entered() | Asked(intent=Intent.FINISH | Intent.CASH):
            return _typed(state, wanted)
        case _:
            return None


def _typed(state: Selling, wanted: GivenWanted) -> Step:
    """What stands in the field, or in the scan line for who types there."""
    text = (wanted.text or state.typed).strip()
    if not text:
        return state, ()
    return _given(state, typed.amount(text, state.currency))


def _given(state: Selling, given: int) -> Step:
    if state.paid is None:
        return state, ()
    return replace(state, busy=Busy.STORING), (CorrectGiven(state.paid.sale.number, given),)


def _put_right(state: Selling, event: PutRight) -> Selling:
    """The completed sale again, with its new change. The customer's paper shows the old one, so
    that the way to a new paper is said at once.
    """
    if state.paid is None:
        return state
    said = paying.jammed(event.drawer) or Note(key="page.sale.put_right", tone=Tone.SUCCESS)
    paid = replace(state.paid, sale=event.sale, drawer=event.drawer)
    bill = replace(state.bill, taken=event.sale.tenders)
    after = replace(state, paid=paid, bill=bill, card=Plain(), typed="", busy=Busy.NO)
    return told(after, said)
