"""What the keys ask for, beside paying: find, receipt, suspend, recall, undo, void, leave.

Invariant: Esc goes one step back and never changes a basket.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from counter_app.domain.catalogue import THOUSAND
from counter_app.domain.errors import Refusal
from counter_app.ui.flows.cards import departments, questions
from counter_app.ui.flows.cards.department_parts import DepartmentAsked
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import holding, paying, ringing
from counter_app.ui.flows.selling.events import (
    Asked,
    Change,
    Display,
    Edit,
    Effect,
    Hand,
    Leave,
    Plainly,
)
from counter_app.ui.flows.selling.parts import (
    Busy,
    CardWanted,
    CheckWanted,
    Finding,
    Helping,
    ItemAsks,
    MessagesShown,
    PadShown,
    Plain,
    ReceiptShown,
    ReceiptWanted,
    Selling,
    VoidAsked,
    WaitingShown,
    require_answered,
    require_known,
)

Step = tuple[Selling, tuple[Effect, ...]]


def asked(state: Selling, event: Asked) -> Step:
    """A key or a shortcut asks for something."""
    if state.paid is not None and event.intent in paying.TAKES:
        return paying.finish(state)  # a key pressed twice: nothing is taken, and that is said
    if event.intent is Intent.NOTE:
        return paying.note(state, event.value)
    if event.intent is Intent.FINISH:
        return finish(state)
    handler = next((of[event.intent] for of in _HANDLERS if event.intent in of), None)
    return handler(state) if handler else (state, ())


def finish(state: Selling) -> Step:
    """F12 finishes what the card is about; without one, the sale."""
    match state.card:
        case ItemAsks() as asks:
            return questions.answered(state, asks)
        case DepartmentAsked() as card:
            return departments.confirmed(state, card)
        case VoidAsked():
            return state, ()  # the habit of pressing F12 must not throw a basket away
        case _ if is_asked_for(state):
            return given(state)
        case _:
            return ringing.again(state) if state.draft.basket.held else paying.finish(state)


def is_asked_for(state: Selling) -> bool:
    """Whether the card asks for something that F12 and Enter give: a payment, a paper, a basket."""
    match state.card:
        case CheckWanted() | CardWanted():
            return True
        case ReceiptWanted(records=records):
            return bool(state.typed.strip() or records)
        case WaitingShown(waiting=waiting):
            return bool(waiting)
        case _:
            return False


def given(state: Selling) -> Step:
    """What the card asks for was given."""
    match state.card:
        case CheckWanted() as wanted:
            return paying.check_given(state, wanted)
        case CardWanted() as wanted:
            return ringing.card_given(state, wanted)
        case _:
            return opened(state, "")


def opened(state: Selling, key: str) -> Step:
    """A row of the card was opened; an empty key is the chosen one."""
    match state.card:
        case WaitingShown(waiting=waiting, chosen=chosen) if waiting:
            return ringing.recalling(state, key or waiting[chosen].slip)
        case Plain() if state.bill.taken and state.paid is None and key.isdigit():
            return replace(state, chosen_tender=int(key)), ()
        case Plain() if key and not state.bill.lines:
            return ringing.recalling(state, key)
        case _:
            return state, ()


def back(state: Selling) -> Step:
    """Esc: first what is typed goes, then the card; a card that was only looked at goes first."""
    if isinstance(state.card, Helping | MessagesShown):
        return replace(state, card=Plain()), ()
    if state.typed and not isinstance(state.card, Finding | ItemAsks):
        return replace(state, typed=""), ()
    if isinstance(state.card, DepartmentAsked):
        return departments.back(state, state.card), ()
    return ringing.left_out(state), ()


def pad(state: Selling) -> Step:
    """The amount was touched: digits for a thumb, unless the card asks for something."""
    if not isinstance(state.card, Plain) or state.paid is not None:
        return state, ()
    return replace(state, card=PadShown()), ()


def suspend(state: Selling) -> Step:
    """Ctrl+H."""
    if state.paid or not (state.bill.lines or state.draft.basket.held):
        raise Refusal("basket.empty")
    return replace(state, card=Plain(), busy=Busy.STORING), (Plainly.SUSPEND,)


def recall(state: Selling) -> Step:
    """Ctrl+R: the suspended baskets to choose from."""
    return replace(state, card=WaitingShown(state.waiting)), (Plainly.LIST_WAITING,)


def reprint(state: Selling) -> Step:
    """Ctrl+P: the receipt that is shown is printed once more, else the newest."""
    if isinstance(state.card, ReceiptShown):
        return state, (Hand(state.card.record.sale.number, copy=True),)
    return state, (Hand("", copy=True),)


def gift_receipt(state: Selling) -> Step:
    """A gift receipt of the sale on the screen."""
    if isinstance(state.card, ReceiptShown):
        return state, (Hand(state.card.record.sale.number, copy=True, gift=True),)
    if state.paid is not None:
        return state, (Hand(state.paid.sale.number, copy=True, gift=True),)
    raise Refusal("receipt.none_shown")


def till(state: Selling) -> Step:
    """Ctrl+T: close the till, which no basket outlives."""
    open_ = state.bill.lines or state.unknown or state.unanswered
    if state.paid is None and (open_ or isinstance(state.card, ItemAsks)):
        raise Refusal("till.basket_is_open")
    return replace(state, card=Plain()), (Leave(Intent.TILL),)


def void(state: Selling) -> Step:
    """Void the basket? It is asked in place, with the amount; asked again it is the answer."""
    if isinstance(state.card, VoidAsked):
        return yes(state)
    require_known(state)
    if state.paid or not (state.bill.lines or state.unknown or state.unanswered):
        raise Refusal("basket.empty")
    return replace(state, card=VoidAsked()), ()


def yes(state: Selling) -> Step:
    """Yes to what the card asks."""
    match state.card:
        case VoidAsked():
            return replace(state, busy=Busy.STORING), (Plainly.VOID,)
        case _:
            return questions.clearly_over(state)


def undo(state: Selling) -> Step:
    """Ctrl+Z."""
    _require_open(state)
    return state, (Change(Edit.UNDO),)


def redo(state: Selling) -> Step:
    """Ctrl+Y."""
    _require_open(state)
    return state, (Change(Edit.REDO),)


def more(state: Selling) -> Step:
    """One more of the chosen line."""
    return _by(state, THOUSAND)


def less(state: Selling) -> Step:
    """One less of the chosen line."""
    return _by(state, -THOUSAND)


def remove(state: Selling) -> Step:
    """The chosen line, or what holds the sale, goes; undo brings it back."""
    _require_open(state)
    held = holding.holding(state)
    numbers = [line.no for line in state.bill.lines]
    if held is not None and (held.no == state.chosen or state.chosen not in numbers):
        return state, (Change(Edit.DROP, held.no),)
    return state, (Change(Edit.DROP, _chosen(state)),)


def following(state: Selling) -> Step:
    """Arrow down."""
    return _moved(state, 1)


def preceding(state: Selling) -> Step:
    """Arrow up."""
    return _moved(state, -1)


def identified(state: Selling) -> Step:
    """An identity document was seen, or not after all."""
    if isinstance(state.card, CheckWanted):
        card = replace(state.card, identified=not state.card.identified)
        return replace(state, card=card), ()
    return state, ()


def _by(state: Selling, thousandths: int) -> Step:
    _require_open(state)
    if state.draft.basket.waiting(state.chosen) is not None:
        require_answered(state)
    return state, (Change(Edit.QUANTITY, _chosen(state), thousandths),)


def _chosen(state: Selling) -> int:
    numbers = [line.no for line in state.bill.lines]
    if not numbers:
        raise Refusal("basket.empty")
    return state.chosen if state.chosen in numbers else numbers[-1]


def _require_open(state: Selling) -> None:
    if state.paid is not None:
        raise Refusal("basket.empty")


def _moved(state: Selling, by: int) -> Step:
    match state.card:
        case WaitingShown(waiting=waiting, chosen=chosen) as shown if waiting:
            chosen = max(0, min(len(waiting) - 1, chosen + by))
            return replace(state, card=replace(shown, chosen=chosen)), ()
        case DepartmentAsked() as card:
            return departments.moved(state, card, by), ()
        case _:
            return _line_moved(state, by), ()


def _line_moved(state: Selling, by: int) -> Selling:
    numbers = [line.no for line in state.bill.lines]
    numbers += [held.no for held in state.draft.basket.held]
    if not numbers:
        return state
    place = (numbers.index(state.chosen) if state.chosen in numbers else len(numbers) - 1) + by
    return replace(state, chosen=numbers[max(0, min(len(numbers) - 1, place))])


def _leaving(intent: Intent) -> Callable[[Selling], Step]:
    return lambda state: (replace(state, card=Plain()), (Leave(intent),))


def _showing(intent: Intent) -> Callable[[Selling], Step]:
    return lambda state: (state, (Display(intent),))


_BY_INTENT: Final[Mapping[Intent, Callable[[Selling], Step]]] = {
    Intent.BACK: back,
    Intent.SUSPEND: suspend,
    Intent.RECALL: recall,
    Intent.REPRINT: reprint,
    Intent.GIFT_RECEIPT: gift_receipt,
    Intent.VOID: void,
    Intent.YES: yes,
    Intent.CLEARLY_OVER: questions.clearly_over,
    Intent.UNDO: undo,
    Intent.REDO: redo,
    Intent.MORE: more,
    Intent.LESS: less,
    Intent.REMOVE: remove,
    Intent.NEXT: following,
    Intent.PREVIOUS: preceding,
    Intent.IDENTIFIED: identified,
    Intent.PAD: pad,
    Intent.HELP: lambda state: (replace(state, card=Helping()), ()),
    Intent.TILL: till,
    Intent.LOCK: _leaving(Intent.LOCK),
    Intent.SWITCH: _leaving(Intent.SWITCH),
    Intent.MODE: _showing(Intent.MODE),
    Intent.LARGER: _showing(Intent.LARGER),
    Intent.VOLUME: _showing(Intent.VOLUME),
    Intent.MOTION: _showing(Intent.MOTION),
    Intent.LANGUAGE: _showing(Intent.LANGUAGE),
}


def handles(intent: Intent) -> bool:
    """Whether the selling page itself does something when this is asked for."""
    return intent is Intent.FINISH or any(intent in one for one in _HANDLERS)


_HANDLERS: Final = (_BY_INTENT, departments.BY_INTENT, paying.BY_INTENT)
