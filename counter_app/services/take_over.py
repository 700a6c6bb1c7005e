"""Somebody else goes on with an open basket: written down, so that it is known who rang up what.

Invariant: the lines before `next_line` are those of who was there before, all later ones of who
came.
"""

from counter_app.domain.facts import BasketTakenOver
from counter_app.services.drafts import Draft
from counter_app.services.ports import Store
from counter_app.services.sell import Sell


class TakeOver:
    """The use case of a basket that changes hands."""

    def __init__(self, store: Store, sell: Sell) -> None:
        self._store, self._sell = store, sell

    def run(self, draft: Draft, before: str, user: str) -> None:
        """`user` goes on with what `before` (user numbers) began; an empty basket is nobody's."""
        if draft.basket.empty or before == user:
            return
        taken = BasketTakenOver(
            basket=draft.basket.id,
            before=before,
            lines=len(draft.basket.lines),
            total=self._sell.priced(draft).total,
            next_line=draft.basket.next_no,
        )
        with self._store.work() as work:
            work.append(taken, user)
