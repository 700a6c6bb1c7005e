"""Cards to look at: receipts, suspended baskets, the keys, what was said.

Invariant: looking changes nothing.
"""

from counter_app.ui.flows.cards.helping import help_card, messages_card
from counter_app.ui.flows.cards.parts import card_key, waiting_row
from counter_app.ui.flows.cards.receipts_view import receipt_card, receipts_card
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import (
    Helping,
    ReceiptShown,
    ReceiptWanted,
    Selling,
    WaitingShown,
)
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import CardView, EmptyView, HeadView, KeyView, SectionView


def looked_at(state: Selling, shown: Shown, keys: tuple[KeyView, ...]) -> CardView:
    """The card of a state that only looks, beside the `keys` that the panes show."""
    match state.card:
        case ReceiptWanted() as wanted:
            return receipts_card(wanted, shown)
        case ReceiptShown() as receipt:
            return receipt_card(receipt, shown)
        case WaitingShown() as waiting:
            return _waiting(waiting, shown)
        case Helping():
            return help_card(state, shown, keys)
        case _:
            return messages_card(state.log, shown)


def _waiting(card: WaitingShown, shown: Shown) -> CardView:
    words, waiting = shown.words, card.waiting
    head = HeadView("recall", words("page.sale.waiting"), words("page.sale.waiting_how"))
    rows = tuple(waiting_row(draft, shown) for draft in waiting)
    if not rows:
        detail = words("page.sale.waiting_none_detail", cap=shown.hint(Intent.SUSPEND))
        empty = EmptyView("suspend", words("page.sale.waiting_none"), detail)
        leave = card_key(shown, Intent.BACK, "close", "page.sale.key.leave")
        return CardView("waiting", head, empty=empty, keys=(leave,))
    section = (SectionView(rows),)
    return CardView("waiting", head, sections=section, chosen=waiting[card.chosen].slip)
