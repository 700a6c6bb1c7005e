"""Finding an item, and checking its price: nothing gets into the basket until it is taken.

Invariant: while the card is open a scan only shows what an item is and costs; taking it, or Esc,
closes the card, and the next scan sells again.
"""

from dataclasses import replace

from counter_app.domain.errors import Refusal
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.ui.flows.cards.department_parts import FoundAgain
from counter_app.ui.flows.cards.finding_events import (
    CategoriesListed,
    Checked,
    ListCategories,
    Search,
)
from counter_app.ui.flows.cards.finding_events import Searched as Answer
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import asking, ringing
from counter_app.ui.flows.selling.events import (
    Asked,
    Effect,
    Entered,
    Event,
    LookedUp,
    LookUpCode,
    Opened,
    Typed,
)
from counter_app.ui.flows.selling.parts import Finding, Plain, Selling, flashed

Step = tuple[Selling, tuple[Effect, ...]]
EVERY = "every"
"""The row that takes the category away."""

PAYS = frozenset(
    {Intent.CASH, Intent.CHECK, Intent.CARD, Intent.GIFT, Intent.EXACT, Intent.NOTE, Intent.PAD}
)
"""What pays: it ends a search, for what was typed there is no amount."""


def step(state: Selling, event: Event) -> Step | None:
    """What a search makes of an event; None where it is not about one."""
    if isinstance(event, Asked) and event.intent is Intent.FIND:
        return opened(state, state.typed.strip())
    finding = state.card
    if not isinstance(finding, Finding):
        return None
    match event:
        case LookedUp(found=FoundItem() | NotFound()):
            return _looked_up(state, finding, event)
        case Answer():
            return replace(state, card=_answered(finding, event)), ()
        case CategoriesListed(categories=categories):
            return replace(state, card=replace(finding, categories=categories)), ()
        case _:
            return _by_hand(state, finding, event)


def _by_hand(state: Selling, finding: Finding, event: Event) -> Step | None:
    match event:
        case Typed(text=text):
            return _typed(state, finding, text)
        case Entered() | Asked(intent=Intent.FINISH):
            return _entered(state, finding)
        case Opened(key=key):
            return _tapped(state, finding, key)
        case Asked():
            return _asked(state, finding, event)
        case _:
            return None


def opened(state: Selling, text: str) -> Step:
    """F2: what is typed is looked for, else what was sold lately is offered."""
    return replace(state, card=Finding(text)), (Search(text), ListCategories())


def rows(finding: Finding) -> int:
    """How many rows there are to choose from."""
    return len(finding.categories) + 1 if finding.choosing else len(finding.results)


def _asked(state: Selling, finding: Finding, event: Asked) -> Step | None:
    intent = event.intent
    match intent:
        case Intent.NEXT | Intent.PREVIOUS:
            by = 1 if intent is Intent.NEXT else -1
            chosen = max(0, min(rows(finding) - 1, finding.chosen + by))
            return replace(state, card=replace(finding, chosen=chosen)), ()
        case Intent.PICK_1:
            return _choosing(state, finding)
        case Intent.BACK if finding.choosing:
            return replace(state, card=replace(finding, choosing=False, chosen=0)), ()
        case _ if intent in PAYS:
            return asking.asked(replace(state, card=Plain(), typed=""), event)
        case _:
            return None


def _typed(state: Selling, finding: Finding, text: str) -> Step:
    asking = replace(finding, query=text.strip(), choosing=False, checked=None, missing=False)
    return replace(state, typed=text, card=asking), (Search(text.strip(), finding.category),)


def _looked_up(state: Selling, finding: Finding, event: LookedUp) -> Step:
    """A scanned item is shown and not sold; another scan shows another."""
    shown = replace(finding, query="", category="", choosing=False, chosen=0)
    match event.found:
        case FoundItem() as found:
            card = replace(shown, results=(found.product,), checked=found, missing=False)
            return replace(state, typed="", card=card), (Checked(found.product),)
        case _:
            card = replace(shown, query=event.code, results=(), checked=None, missing=True)
            return flashed(replace(state, typed="", card=card), "error"), ()


def _answered(finding: Finding, answer: Answer) -> Finding:
    """The products of what is asked now; a late answer brings the tax rates at most."""
    known = replace(finding, taxes=answer.taxes or finding.taxes)
    asked = (finding.query, finding.category)
    if finding.checked or finding.missing or (answer.query, answer.category) != asked:
        return known
    if answer.lately is None:
        return replace(known, results=answer.products, often=0, chosen=0, lately=False)
    often = answer.lately.often
    results = (*answer.lately.newest, *often)
    return replace(known, results=results, often=len(often), chosen=0, lately=True)


def _entered(state: Selling, finding: Finding) -> Step:
    if finding.choosing:
        return _filtered(state, finding, finding.chosen)
    if finding.chosen < len(finding.results):
        return _taken(state, finding)
    code = state.typed.strip()
    if any(char.isdigit() for char in code):
        return state, (LookUpCode(code, typed=True),)
    raise Refusal("sale.nothing_chosen")


def _taken(state: Selling, finding: Finding) -> Step:
    """Into the basket, with what its label said of this piece."""
    found = finding.checked or FoundItem(finding.results[finding.chosen])
    if state.draft.basket.waiting(finding.instead) is not None:
        known = FoundAgain(finding.instead, found, found.product.code)
        return ringing.known(replace(state, card=Plain(), typed=""), known)
    return ringing.item(replace(state, card=Plain(), typed=""), found)


def _tapped(state: Selling, finding: Finding, key: str) -> Step:
    """A row was touched: it is chosen and shown; touched again it is taken."""
    place = int(key) if key.isdecimal() else finding.chosen
    if finding.choosing:
        return _filtered(state, finding, 0 if key == EVERY else place)
    if place != finding.chosen:
        return replace(state, card=replace(finding, chosen=place)), ()
    return _taken(state, finding) if place < len(finding.results) else (state, ())


def _choosing(state: Selling, finding: Finding) -> Step:
    """The categories as rows, the present one chosen; asked again they go."""
    if finding.choosing:
        return replace(state, card=replace(finding, choosing=False, chosen=0)), ()
    named = finding.category in finding.categories
    place = finding.categories.index(finding.category) + 1 if named else 0
    card = replace(finding, choosing=True, chosen=place, checked=None, missing=False)
    return replace(state, card=card), (ListCategories(),)


def _filtered(state: Selling, finding: Finding, place: int) -> Step:
    """Only items of the chosen category, or of every one (row 0)."""
    category = finding.categories[place - 1] if place else ""
    text = state.typed.strip()
    card = replace(finding, query=text, category=category, choosing=False, chosen=0)
    return replace(state, card=card), (Search(text, category),)
