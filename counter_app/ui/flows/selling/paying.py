"""Paying on the screen: which tender takes which amount, and what its answer does.

Invariant: what covers the due finishes the sale, whatever it was paid with; an unknown outcome
stays on the screen until it is definite.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from counter_app.domain.checks import check_of, read_micr
from counter_app.domain.errors import Fault, Refusal
from counter_app.services.charge import OTHER_AMOUNT, Answered
from counter_app.services.ports import NO_DRAWER, NO_TERMINAL, Outcome
from counter_app.ui.flows import typed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.events import (
    Completed,
    Effect,
    Hand,
    PayCard,
    PayCash,
    PayCheck,
    PayStored,
    Plainly,
    Rung,
    TakeBack,
)
from counter_app.ui.flows.selling.parts import (
    Busy,
    CardWanted,
    CheckWanted,
    Note,
    Plain,
    Selling,
    amount_typed,
    flashed,
    require_answered,
    require_known,
    told,
)
from counter_app.ui.flows.views import Tone

Step = tuple[Selling, tuple[Effect, ...]]
_WHY: Final[Mapping[str, str]] = {
    Outcome.NOT_FOUND: "page.sale.not_charged",  # lost on its way: nobody declined it
    OTHER_AMOUNT: "page.sale.other_amount",
    NO_TERMINAL: "page.sale.no_terminal",
}
_ALREADY: Final = Note(key="page.sale.already_paid", tone=Tone.SUCCESS)


def cash(state: Selling) -> Step:
    """F9: the typed amount, else all that is due."""
    amount = amount_typed(state)
    return _pay(state, PayCash(state.bill.cash_due if amount is None else amount))


def note(state: Selling, minor: str) -> Step:
    """A quick note replaces whatever was typed."""
    return _pay(state, PayCash(int(minor)))


def exact(state: Selling) -> Step:
    """The due exactly, in cash."""
    return _pay(state, PayCash(state.bill.cash_due))


def card(state: Selling) -> Step:
    """F10: the terminal; it also asks again what became of a silent attempt."""
    if state.bill.doubtful:
        return replace(state, busy=Busy.TERMINAL), (Plainly.RESOLVE,)
    _require_due(state)
    asked = replace(state, busy=Busy.TERMINAL, card=Plain(), note=Note(key="page.sale.terminal"))
    return asked, (PayCard(amount_typed(state)),)


def gift(state: Selling) -> Step:
    """F11: asks for the card; a number that is typed already is taken at once."""
    if typed.is_card_number(state.typed):
        return stored(state, typed.card_number(state.typed), None)
    amount = amount_typed(state) if state.bill.remaining else None
    return replace(state, card=CardWanted(amount), typed=""), ()


def stored(state: Selling, number: str, amount: int | None) -> Step:
    """A gift card or store credit is to pay."""
    return _pay(state, PayStored(number, amount))


def check(state: Selling) -> Step:
    """Shift+F9: asks for the check; most are dated today."""
    _require_due(state)
    amount = amount_typed(state)
    return replace(state, card=CheckWanted(amount), typed=""), (Plainly.TODAY,)


def check_read(state: Selling, wanted: CheckWanted, line: str) -> Step:
    """A reader delivered the line of a check: its fields are filled in."""
    micr = read_micr(line)
    filled = replace(wanted, routing=micr.routing, account=micr.account, number=micr.number)
    return flashed(replace(state, card=filled), "stored"), ()


def check_given(state: Selling, wanted: CheckWanted) -> Step:
    """The check's fields are complete: validate them, then take it."""
    check_of(wanted.routing, wanted.account, wanted.number)
    _require_due(state)
    return replace(state, busy=Busy.STORING), (PayCheck(wanted),)


def finish(state: Selling) -> Step:
    """F12: what is covered is stored; with nothing typed the due is taken exactly in cash."""
    if state.paid is not None:
        return (state if state.note.error else told(state, _ALREADY)), ()
    require_answered(state)
    if state.bill.complete:
        return replace(state, busy=Busy.STORING), (Plainly.COMPLETE,)
    if not state.bill.lines:
        raise Refusal("basket.empty")
    return cash(state)


def take_back(state: Selling) -> Step:
    """A tender is voided: the chosen one, else the last."""
    if not state.bill.taken or state.paid:
        raise Refusal("tender.nothing_to_take_back")
    numbers = [tender.no for tender in state.bill.taken]
    chosen = state.chosen_tender if state.chosen_tender in numbers else numbers[-1]
    return replace(state, busy=Busy.TERMINAL), (TakeBack(chosen),)


def paid_in(state: Selling, event: Rung) -> Step:
    """A payment was answered: what is covered now is stored at once."""
    after = replace(state, busy=Busy.NO, typed="", card=Plain(), chosen_tender=0)
    if event.note is not None:
        after = told(after, event.note)
    held = state.draft.basket.held
    if event.bill.complete and event.bill.received >= state.bill.received and not held:
        return replace(after, busy=Busy.STORING), (Plainly.COMPLETE,)
    return after, ()


def completed(state: Selling, event: Completed) -> Step:
    """The sale is on the disk: show the change, print the receipt."""
    sale, drawer = event.paid.sale, event.paid.drawer
    said = jammed(drawer) or Note(key="page.sale.stored", tone=Tone.SUCCESS)
    paid = replace(state.bill, taken=sale.tenders, remaining=0, cash_due=0, complete=True)
    after = replace(
        state, bill=paid, paid=event.paid, busy=Busy.NO, typed="", card=Plain(), chosen=0, note=said
    )
    return after, (Hand(sale.number),)


def jammed(drawer: Fault | None) -> Note | None:
    """What to say of a drawer that did not open. A store without one expects nothing else."""
    if drawer is None or drawer.code == NO_DRAWER:
        return None
    return Note(error=drawer, tone=Tone.ERROR)


def answer_note(answered: Answered, *, reversal: bool) -> Note:
    """What the terminal's answer means; `reversal` where it was asked to give a charge back."""
    if answered.draft.doubtful:
        return Note(key="page.sale.silent", tone=Tone.ERROR)
    if answered.declined:
        key = _WHY.get(answered.declined, "page.sale.declined")
        if reversal and answered.declined != OTHER_AMOUNT:
            key = "page.sale.void_refused"
        return Note(key=key, tone=Tone.ERROR)
    if answered.partial:
        return Note(key="page.sale.partial")
    if reversal:
        return Note(key="page.sale.taken_back", tone=Tone.SUCCESS)
    return Note(key="page.sale.answered", tone=Tone.SUCCESS)


def _pay(state: Selling, effect: PayCash | PayStored) -> Step:
    _require_due(state)
    return replace(state, busy=Busy.STORING, card=Plain()), (effect,)


def _require_due(state: Selling) -> None:
    require_answered(state)
    require_known(state)
    if not state.bill.lines or state.paid:
        raise Refusal("basket.empty")
    if state.bill.complete:
        raise Refusal("tender.already_paid")


TAKES: Final = frozenset({Intent.CASH, Intent.NOTE, Intent.EXACT, Intent.CHECK, Intent.CARD})
BY_INTENT: Final[Mapping[Intent, Callable[[Selling], Step]]] = {
    Intent.CASH: cash,
    Intent.EXACT: exact,
    Intent.CARD: card,
    Intent.GIFT: gift,
    Intent.CHECK: check,
    Intent.FINISH: finish,
    Intent.TAKE_BACK: take_back,
}
