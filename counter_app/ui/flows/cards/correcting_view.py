"""How the correction of the cash given is shown: its key, its card, its notes.

Invariant: the payment row keeps its keys in their places; only what they stand for changes.
"""

from dataclasses import replace

from counter_app.domain.cash_corrections import cash_given
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import Sale
from counter_app.services.take_payment import Paid
from counter_app.ui.flows.cards.correcting import least
from counter_app.ui.flows.cards.parts import card_key
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.denominations import quick_notes
from counter_app.ui.flows.selling.parts import Busy, GivenWanted, Selling
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import (
    AmountView,
    CardView,
    FieldView,
    HeadView,
    KeyKind,
    KeyView,
    PaymentRowView,
)


def correcting_key(sale: Sale, shown: Shown) -> tuple[KeyView, ...]:
    """The key that begins a correction, where cash was given."""
    try:
        cash_given(sale)
    except Refusal:
        return ()
    return (card_key(shown, Intent.UNDO, "cash", "page.sale.key.cash_was"),)


def corrected_from(paid: Paid, shown: Shown) -> str:
    """What the change was before it was corrected, for what was handed out by it."""
    first = paid.entry.data
    if not isinstance(first, Sale) or first.change == paid.sale.change:
        return ""
    return shown.words("page.sale.change_was", before=shown.money(first.change))


def given_card(wanted: GivenWanted, sale: Sale, shown: Shown) -> CardView:
    """Asks what the customer gave."""
    words, cash = shown.words, cash_given(sale)
    detail = words(
        "page.sale.given", given=shown.money(cash.given), change=shown.money(cash.change)
    )
    caption = words("page.sale.field.given", due=shown.money(cash.amount))
    return CardView(
        "given",
        HeadView("cash", words("page.sale.cash_was"), detail),
        fields=(FieldView("given", caption, wanted.text, "cash"),),
        keys=(card_key(shown, Intent.BACK, "close", "page.sale.key.leave"),),
        pad=True,
    )


def given_row(row: PaymentRowView, state: Selling, shown: Shown) -> PaymentRowView:
    """The payment row while a correction is asked: its notes say what was given."""
    wanted = state.card
    if not isinstance(wanted, GivenWanted):
        return row
    due, ready = least(state), state.busy is Busy.NO
    notes = quick_notes(due, state.currency.digits)
    exact = replace(row.notes[0], enabled=ready)
    keys = tuple(
        KeyView(f"{Intent.NOTE}:{note}", shown.note(note), kind=KeyKind.CONTROL, enabled=ready)
        for note in notes
    )
    text = (wanted.text or state.typed).strip() or shown.money(due)
    how = shown.words("page.sale.given_how", finish=shown.hint(Intent.FINISH))
    finish = replace(
        row.keys[-1],
        text=shown.words("page.sale.key.correct"),
        sub="" if wanted.text else shown.words("page.sale.given_first"),
        enabled=ready and bool(wanted.text or state.typed),
    )
    amount = AmountView(shown.words("page.sale.amount"), text, enabled=ready, how=how)
    return PaymentRowView((*row.keys[:-1], finish), amount, (exact, *keys))
