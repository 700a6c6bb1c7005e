"""What a screen reader is told of an event of the selling page.

Invariant: one event is told at most once, in the words that stand on the screen; what must not be
missed (an unknown code, a question, a refusal, the change) interrupts, all else waits its turn.
"""

from dataclasses import dataclass

from counter_app.domain.basket import Line
from counter_app.domain.facts import Sale
from counter_app.services.look_up import NotFound
from counter_app.ui.flows.cards.correcting_events import PutRight
from counter_app.ui.flows.cards.question_view import asked
from counter_app.ui.flows.selling.events import Completed, Event, LookedUp, Rung
from counter_app.ui.flows.selling.parts import ItemAsks, Note, Selling
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.status import message_view
from counter_app.ui.flows.views import Tone


@dataclass(frozen=True, slots=True)
class Said:
    """One announcement; `now` where it interrupts what is being read."""

    text: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class Stepped:
    """An event with the selling page before and after it."""

    before: Selling
    event: Event
    after: Selling


def said_of(stepped: Stepped, shown: Shown) -> Said | None:
    """What is told of an event; None where it goes unsaid."""
    match stepped.event:
        case Completed(paid=paid):
            return Said(_change(paid.sale, stepped.after.note, shown), now=True)
        case PutRight(sale=sale):
            return Said(_change(sale, stepped.after.note, shown), now=True)
        case LookedUp(found=NotFound(), code=code, typed=False):
            return Said(shown.words("page.sale.unknown", code=code), now=True)
        case _:
            return _question(stepped, shown) or _note(stepped, shown) or _line(stepped, shown)


def balance_of(state: Selling, shown: Shown) -> str:
    """What the customer pays; empty while there is no basket, or once it is paid."""
    if state.paid is not None or not state.bill.lines:
        return ""
    if not state.bill.remaining:
        return shown.words("page.sale.nothing")
    return f"{shown.words('page.sale.pays')} {shown.spoken(state.bill.remaining)}"


def _change(sale: Sale, note: Note, shown: Shown) -> str:
    """The change; and first what went wrong beside the sale, a drawer that does not open."""
    change = shown.words("page.sale.no_change")
    if sale.change:
        change = f"{shown.words('page.sale.change')} {shown.spoken(sale.change)}"
    return change if note.error is None else f"{_message(note, shown)} {change}"


def _question(stepped: Stepped, shown: Shown) -> Said | None:
    asks, before = stepped.after.card, stepped.before.card
    if not isinstance(asks, ItemAsks):
        return None
    if isinstance(before, ItemAsks) and before.question is asks.question:
        return None
    name = asks.found.product.names.best(shown.wording.language)
    return Said(f"{name}. {asked(asks, shown)}", now=True)


def _note(stepped: Stepped, shown: Shown) -> Said | None:
    note = stepped.after.note
    if note is stepped.before.note or not (note.key or note.error):
        return None
    urgent = note.error is not None or note.tone is Tone.ERROR
    return Said(_message(note, shown), now=urgent)


def _message(note: Note, shown: Shown) -> str:
    view = message_view(note, shown, "")
    return ". ".join(part.rstrip(".") for part in (view.text, view.detail) if part) + "."


def _line(stepped: Stepped, shown: Shown) -> Said | None:
    """A line that was added, or that is another now."""
    event = stepped.event
    if not isinstance(event, Rung) or event.paying:
        return None
    old = {line.no: line for line in stepped.before.bill.lines}
    fresh = stepped.before.draft.basket.id != event.draft.basket.id
    touched = next((line for line in event.bill.lines if line.no == event.line), None)
    if touched is None or (not fresh and old.get(touched.no) is touched):
        return None
    return Said(_read(touched, shown))


def _read(line: Line, shown: Shown) -> str:
    return shown.words(
        "page.say.line",
        name=line.names.best(shown.wording.language),
        quantity=line.quantity,
        amount=shown.spoken(line.shelf),
    )
