"""What cards are made of alike: their keys, and the row of a suspended basket.

Invariant: a key of a card asks for what the same key of the keyboard asks for.
"""

from counter_app.services.drafts import Draft
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.shop import Shown, number_shown
from counter_app.ui.flows.views import KeyKind, KeyView, RowView


def waiting_row(draft: Draft, shown: Shown) -> RowView:
    """One suspended basket."""
    basket = draft.basket
    name = shown.wording.plural("page.sale.items", len(basket.lines))
    first = basket.lines[0].names.best(shown.wording.language) if basket.lines else ""
    amount = sum(line.amount for line in basket.lines)
    detail = f"{number_shown(draft.slip)} · {first}"
    return RowView(draft.slip, name, detail, shown.money(amount), icon="suspend")


def card_key(
    shown: Shown,
    intent: Intent,
    icon: str,
    key: str = "",
    *,
    spoken: bool = False,
) -> KeyView:
    """One key at the foot of a card; `spoken` where only its icon is shown."""
    text = shown.words(key or f"page.sale.key.{intent}")
    if spoken:
        return KeyView(intent, "", icon, shown.hint(intent), kind=KeyKind.CONTROL, spoken=text)
    return KeyView(intent, text, icon, shown.hint(intent), kind=KeyKind.CONTROL)
