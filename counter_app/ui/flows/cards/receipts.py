"""Finding a receipt again: one line for whatever is known of it, rows to open, a paper to look at.

Invariant: looking changes nothing; Esc goes one step back, and lets go what is still being sought.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from counter_app.domain.own_codes import NUMBER_DIGITS, SEQUENCE_DIGITS
from counter_app.services.find_receipt import Frame, Receipts, Sought
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.ui.flows import typed
from counter_app.ui.flows.cards.finding import PAYS
from counter_app.ui.flows.cards.finding_events import ReceiptsFound, Seek, StopSeeking
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import asking
from counter_app.ui.flows.selling.events import (
    Asked,
    Effect,
    Entered,
    Event,
    LookedUp,
    Opened,
    Shown,
    ShowReceipt,
    Told,
)
from counter_app.ui.flows.selling.parts import Plain, ReceiptShown, ReceiptWanted, Selling, told

Step = tuple[Selling, tuple[Effect, ...]]
MORE: Final = "more"
MEANING: Final = "meaning"
FRAMES: Final[Mapping[Intent, Frame]] = {
    Intent.PICK_1: Frame.ALL,
    Intent.PICK_2: Frame.TODAY,
    Intent.PICK_3: Frame.YESTERDAY,
    Intent.PICK_4: Frame.WEEK,
}


def step(state: Selling, event: Event) -> Step | None:
    """What the search makes of an event; None where it is not about one."""
    match event:
        case Asked(intent=Intent.RECEIPT):
            return opened(state)
        case Shown(record=record, pages=pages):
            return replace(state, card=ReceiptShown(record, pages, _list_of(state))), ()
        case Asked(intent=Intent.BACK) if isinstance(state.card, ReceiptShown):
            before = state.card.before
            return None if before is None else _listed_again(state, before)
        case _ if isinstance(state.card, ReceiptWanted):
            return _in_list(state, state.card, event)
        case _:
            return None


def _listed_again(state: Selling, before: ReceiptWanted) -> Step:
    return replace(state, card=before, typed=before.sought.text), ()


def row_keys(wanted: ReceiptWanted) -> tuple[str, ...]:
    """The rows from top to bottom: receipts, the text's other meanings, older receipts."""
    numbers = [record.sale.number for record in wanted.records]
    others = [f"{MEANING}:{n}" for n in range(len(wanted.readings)) if n != wanted.sought.meaning]
    return (*numbers, *others, *((MORE,) if wanted.further else ()))


def is_new(state: Selling, wanted: ReceiptWanted) -> bool:
    """Whether something is typed that was not looked for yet."""
    text = state.typed.strip()
    return bool(text) and text != wanted.sought.text


def is_whole(text: str) -> bool:
    """Whether it is all digits of a number, or all that this lane's numbers differ in."""
    digits = text.strip().replace("-", "")
    lengths = {NUMBER_DIGITS, SEQUENCE_DIGITS}
    return typed.is_receipt_number(text) or (digits == text.strip() and _digits(digits) in lengths)


def _digits(text: str) -> int:
    return len(text) if text.isascii() and text.isdigit() else 0


def _in_list(state: Selling, wanted: ReceiptWanted, event: Event) -> Step | None:
    match event:
        case ReceiptsFound():
            return _found(state, wanted, event)
        case Told(note=note) if wanted.looking:
            return told(replace(state, card=replace(wanted, looking=False)), note), ()
        case LookedUp(found=FoundItem(product=product)):
            return _seek(state, wanted, Sought(product.code, frame=wanted.sought.frame))
        case LookedUp(found=NotFound(code=code)):
            return _seek(state, wanted, Sought(code, frame=wanted.sought.frame))
        case _:
            return _by_hand(state, wanted, event)


def _by_hand(state: Selling, wanted: ReceiptWanted, event: Event) -> Step | None:
    match event:
        case Entered() | Asked(intent=Intent.FINISH):
            return _entered(state, wanted)
        case Opened(key=key):
            return _row(state, wanted, key)
        case Asked(intent=intent) if intent in PAYS:
            return asking.asked(replace(state, card=Plain(), typed=""), event)
        case Asked(intent=intent):
            return _asked(state, wanted, intent)
        case _:
            return None


def opened(state: Selling) -> Step:
    """F3: what is typed is looked for, else the newest are listed."""
    text = state.typed.strip()
    if is_whole(text):
        return replace(state, typed=""), (ShowReceipt(text),)
    wanted = state.card if isinstance(state.card, ReceiptWanted) else ReceiptWanted()
    return _seek(state, wanted, Sought(text, frame=wanted.sought.frame))


def _asked(state: Selling, wanted: ReceiptWanted, intent: Intent) -> Step | None:
    match intent:
        case Intent.NEXT | Intent.PREVIOUS:
            by = 1 if intent is Intent.NEXT else -1
            last = len(row_keys(wanted)) - 1
            chosen = max(0, min(last, wanted.chosen + by))
            return replace(state, card=replace(wanted, chosen=chosen)), ()
        case _ if intent in FRAMES:
            return _seek(state, wanted, Sought(state.typed.strip(), frame=FRAMES[intent]))
        case Intent.BACK if wanted.looking:
            return replace(state, card=replace(wanted, looking=False)), (StopSeeking(),)
        case _:
            return None


def _entered(state: Selling, wanted: ReceiptWanted) -> Step:
    """Enter looks for what is typed; once that is on the screen it opens the chosen row."""
    if is_new(state, wanted):
        return opened(state)
    keys = row_keys(wanted)
    return _row(state, wanted, keys[wanted.chosen]) if wanted.chosen < len(keys) else (state, ())


def _row(state: Selling, wanted: ReceiptWanted, key: str) -> Step:
    sought = wanted.sought
    if key == MORE:
        card = replace(wanted, looking=True)
        return replace(state, card=card), (Seek(replace(sought, before=wanted.further)),)
    name, _, meaning = key.partition(":")
    if name == MEANING:
        return _seek(state, wanted, replace(sought, meaning=int(meaning)))
    place = row_keys(wanted).index(key) if key in row_keys(wanted) else wanted.chosen
    return replace(state, card=replace(wanted, chosen=place)), (ShowReceipt(key),)


def _seek(state: Selling, wanted: ReceiptWanted, sought: Sought) -> Step:
    """Ask; what was found before stays until the answer is there."""
    after = replace(state, typed=sought.text)
    return replace(after, card=replace(wanted, sought=sought, looking=True)), (Seek(sought),)


def _found(state: Selling, wanted: ReceiptWanted, event: ReceiptsFound) -> Step:
    """A page is there. One receipt alone that a number was typed for is opened at once."""
    page = event.receipts
    if not wanted.looking or replace(event.sought, before=0) != wanted.sought or page is None:
        return state, ()
    before = wanted.records if event.sought.before else ()
    card = ReceiptWanted(
        sought=wanted.sought,
        readings=page.readings,
        records=(*before, *page.found.records),
        further=page.found.further,
        back_to=page.found.back_to,
        chosen=len(before),
        answered=True,
    )
    after = replace(state, card=card)
    if _alone(card, page):
        return replace(after, typed=""), (ShowReceipt(card.records[0].sale.number),)
    return after, ()


def _alone(card: ReceiptWanted, page: Receipts) -> bool:
    meant = page.readings[min(card.sought.meaning, len(page.readings) - 1)]
    return bool(meant.number) and len(card.records) == 1 and not card.further


def _list_of(state: Selling) -> ReceiptWanted | None:
    """The list that a shown receipt leads back to."""
    match state.card:
        case ReceiptWanted() as wanted:
            return wanted
        case ReceiptShown(before=before):
            return before
        case _:
            return None
