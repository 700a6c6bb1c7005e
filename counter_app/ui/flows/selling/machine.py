"""Selling as a screen machine: what a scan, a typed text or a key does to what is on the screen.

Invariant: Esc, a refusal and a lost answer never empty a basket; while the counter waits for the
terminal or the disk nothing else is taken.
"""

from dataclasses import replace
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.services.look_up import FoundCard
from counter_app.ui.flows import typed
from counter_app.ui.flows.cards import (
    correcting,
    departments,
    finding,
    helping,
    questions,
    receipts,
)
from counter_app.ui.flows.cards.department_parts import (
    DepartmentAsked,
    DepartmentsOpened,
    FoundAgain,
)
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import asking, holding, paying, ringing
from counter_app.ui.flows.selling.events import (
    Asked,
    Begun,
    Chosen,
    Completed,
    Effect,
    Entered,
    Event,
    FieldTyped,
    Held,
    Judged,
    Laid,
    Listed,
    LookedUp,
    LookUpCode,
    Opened,
    Rung,
    Scanned,
    Told,
    Typed,
)
from counter_app.ui.flows.selling.parts import (
    Busy,
    CardHolds,
    CardWanted,
    CheckWanted,
    Finding,
    ItemAsks,
    Note,
    Plain,
    ReceiptWanted,
    Selling,
    WaitingShown,
    failed,
    flashed,
    told,
)
from counter_app.ui.flows.shop import number_shown
from counter_app.ui.flows.views import Tone

Step = tuple[Selling, tuple[Effect, ...]]
_PERSON: Final = (Asked, Chosen, Entered, FieldTyped, Opened, Scanned, Typed)
_MICR_SIGNS: Final = "\u2446\u2447\u2448\u2449tao"
_ANSWERS: Final = frozenset({Intent.FINISH, Intent.YES, Intent.BACK, Intent.CLEARLY_OVER})
_SEARCHES: Final = (Finding, ReceiptWanted)
_STEPS: Final = {"+": Intent.MORE, "-": Intent.LESS}


def step(state: Selling, event: Event) -> Step:
    """The next state and what is to be done. What the rules refuse is said, and changes nothing."""
    if state.busy is not Busy.NO and isinstance(event, _PERSON):
        return state, ()
    try:
        about = _elsewhere(state, event)
        after, effects = about or _step(correcting.put_away(state, event), event)
    except Refusal as refusal:
        return flashed(failed(state, refusal), "error"), ()
    after = _sought_no_more(state, departments.put_aside(state, after))
    return (after if _answers(state, event) else ringing.put_off(state, after)), effects


def _sought_no_more(before: Selling, after: Selling) -> Selling:
    """What was typed to find something goes with the search: it is no amount of a payment."""
    ended = isinstance(before.card, _SEARCHES) and not isinstance(after.card, _SEARCHES)
    same = ended and after.typed == before.typed
    return replace(after, typed="") if same and after.typed else after


def _elsewhere(state: Selling, event: Event) -> Step | None:
    """Stories with a card of their own; each leaves alone what is not about it."""
    return (
        helping.step(state, event)
        or correcting.step(state, event)
        or finding.step(state, event)
        or receipts.step(state, event)
    )


def _answers(state: Selling, event: Event) -> bool:
    """Whether an open question ends by this; by all else it is only put off."""
    match event:
        case Entered() | Judged():
            return True
        case Asked(intent=intent):
            return intent in _ANSWERS
        case Scanned() | LookedUp(found=FoundCard()):
            return ringing.wants_card(state)
        case _:
            return False


def _step(state: Selling, event: Event) -> Step:
    match event:
        case Scanned(code=code):
            return _scanned(state, code)
        case Typed(text=text):
            return _typed(state, text)
        case Entered():
            return _entered(state)
        case Asked():
            return asking.asked(state, event)
        case Opened(key=key):
            return departments.tapped(state, key) or asking.opened(state, key)
        case _:
            return _answered(state, event)


def _answered(state: Selling, event: Event) -> Step:
    match event:
        case LookedUp() | FoundAgain():
            return ringing.known(state, event)
        case Judged():
            return questions.judged(state, event)
        case Rung():
            return _rung(state, event)
        case Completed():
            return paying.completed(state, event)
        case Laid() | Begun():
            return _begun(state, event), ()
        case _:
            return _shown(state, event), ()


def _scanned(state: Selling, code: str) -> Step:
    if isinstance(state.card, CheckWanted) and code[:1] in _MICR_SIGNS:
        return paying.check_read(state, state.card, code)
    if ringing.wants_card(state) and typed.is_card_number(code):
        return ringing.card(state, typed.card_number(code))
    return state, (LookUpCode(code),)


def _typed(state: Selling, text: str) -> Step:
    if not state.typed and text in _STEPS:
        return asking.asked(state, Asked(_STEPS[text]))
    if isinstance(state.card, DepartmentAsked) and not state.typed:
        return departments.digit(state, state.card, text), ()
    if state.paid is not None and text:
        return replace(state, typed=text), ()
    return replace(state, typed=text), ()


def _entered(state: Selling) -> Step:
    match state.card:
        case ItemAsks() as asks:
            return questions.answered(state, asks)
        case WaitingShown() if state.typed:
            return _code_entered(state)
        case DepartmentAsked() as card if not state.typed:
            return departments.confirmed(state, card)
        case _ if asking.is_asked_for(state):
            return asking.given(state)
        case _:
            return _code_entered(state)


def _code_entered(state: Selling) -> Step:
    text = state.typed.strip()
    if not text:
        return ringing.again(state) if state.draft.basket.held else (state, ())
    if not any(char.isdigit() for char in text):
        return finding.opened(replace(state, typed=""), text)
    if typed.is_receipt_number(text):
        return receipts.opened(state)
    count, code = ringing.count_before(text)
    return replace(state, typed=count), (LookUpCode(code, typed=True),)


def _field(state: Selling, name: str, text: str) -> Selling:
    match state.card:
        case ItemAsks() as asks:
            return replace(state, card=replace(asks, text=text, wrong=None))
        case CardWanted() as wanted:
            return replace(state, card=replace(wanted, text=text))
        case DepartmentAsked() as card:
            return replace(state, card=departments.field(card, name, text))
        case CheckWanted() as wanted:
            return replace(state, card=_check_field(wanted, name, text))
        case _:
            return state


def _check_field(wanted: CheckWanted, name: str, text: str) -> CheckWanted:
    match name:
        case "routing":
            return replace(wanted, routing=text)
        case "account":
            return replace(wanted, account=text)
        case "dated":
            return replace(wanted, dated=text)
        case _:
            return replace(wanted, number=text)


def _rung(state: Selling, event: Rung) -> Step:
    other = event.draft.basket.id != state.draft.basket.id
    after = replace(
        state,
        draft=event.draft,
        bill=event.bill,
        paid=None if other else state.paid,
        card=Plain() if other and isinstance(state.card, WaitingShown) else state.card,
        chosen=_still_there(state, event),
    )
    after = departments.settled(after)
    if event.paying:
        finished, effects = paying.paid_in(replace(after, bill=state.bill), event)
        return replace(finished, bill=event.bill), effects
    if event.note is not None:
        after = told(after, event.note)
    elif other or _changed(state, event):
        after = told(after, Note())
    return replace(after, busy=Busy.NO), ()


def _changed(state: Selling, event: Rung) -> bool:
    """Whether what was said before is about another basket; what is held keeps its words."""
    held = event.draft.basket.held
    fewer = len(held) < len(state.draft.basket.held)
    return fewer or (event.bill.lines != state.bill.lines and not held)


def _still_there(state: Selling, event: Rung) -> int:
    """What is chosen now: what holds the sale stays so until it is resolved or another is."""
    basket = event.draft.basket
    if basket.waiting(state.chosen) is not None and basket.id == state.draft.basket.id:
        return state.chosen
    before = {held.no for held in state.draft.basket.held}
    back = [held.no for held in basket.held if held.no not in before]
    if back:  # undone or redone, or another basket
        return back[-1]
    if event.line:
        return event.line
    numbers = [line.no for line in basket.lines]
    return state.chosen if state.chosen in numbers else (numbers[-1] if numbers else 0)


def _begun(state: Selling, event: Laid | Begun) -> Selling:
    fresh = Selling(
        state.seller,
        state.currency,
        event.draft,
        waiting=state.waiting,
        flash=state.flash,
        flash_state=state.flash_state,
    )
    if isinstance(event, Laid):
        values = (("slip", number_shown(event.suspended.slip)), ("total", event.suspended.total))
        return told(fresh, Note(key="page.sale.suspended", values=values, tone=Tone.SUCCESS))
    if event.voided:
        return told(fresh, Note(key="page.sale.voided"))
    draft = holding.carried_over(state, event.draft) if state.paid is not None else event.draft
    last = draft.basket.held[-1].no if draft.basket.held else 0
    return replace(fresh, draft=draft, card=state.card, chosen=last)


def _shown(state: Selling, event: Event) -> Selling:
    match event:
        case Told(note=note, done=done, unread=unread):
            heard = told(replace(state, busy=Busy.NO if done else state.busy), note)
            return flashed(heard, "error") if unread else heard
        case FieldTyped(name=name, text=text):
            return _field(state, name, text)
        case Chosen(key=key):
            return replace(state, chosen=int(key)) if key.isdigit() else state
        case DepartmentsOpened():
            return departments.opened(state, event)
        case _:
            return _listed(state, event)


def _listed(state: Selling, event: Event) -> Selling:
    match event:
        case Listed(waiting=waiting):
            card = WaitingShown(waiting) if isinstance(state.card, WaitingShown) else state.card
            return replace(state, waiting=waiting, card=card)
        case Held(card=card):
            return replace(state, card=CardHolds(card), busy=Busy.NO)
        case _:
            return state
