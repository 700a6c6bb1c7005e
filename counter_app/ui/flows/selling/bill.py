"""What the basket comes to and how far it is paid, in the numbers that a screen shows.

Invariant: taken and remaining come from the tendering machine; nothing is worked out again here.
"""

from dataclasses import dataclass

from counter_app.domain.basket import Line
from counter_app.domain.pricing import PricedBasket
from counter_app.domain.slips import TenderTaken
from counter_app.domain.tendering import Asking, Doubtful, State, complete, remaining
from counter_app.services.drafts import Draft


@dataclass(frozen=True, slots=True)
class Bill:
    """Amounts in minor units. `cash_due` is the rest as coins can make it."""

    lines: tuple[Line, ...] = ()
    total: int = 0
    tax: int = 0
    remaining: int = 0
    cash_due: int = 0
    taken: tuple[TenderTaken, ...] = ()
    asking: bool = False
    doubtful: bool = False
    complete: bool = False
    can_undo: bool = False
    can_redo: bool = False

    @property
    def received(self) -> int:
        """What was paid so far."""
        return sum(tender.amount for tender in self.taken)

    @property
    def pieces(self) -> int:
        """Pieces, a weighed line counting as one."""
        return sum(
            line.quantity.thousandths // 1000 if line.quantity.unit == "piece" else 1
            for line in self.lines
        )


def bill_of(draft: Draft, priced: PricedBasket, state: State) -> Bill:
    """The bill of a draft that was priced and whose payments stand at `state`."""
    basket, rest = draft.basket, remaining(state)
    return Bill(
        lines=basket.lines,
        total=priced.total,
        tax=priced.tax,
        remaining=rest,
        cash_due=state.due.cash(rest) if rest > 0 else 0,
        taken=state.taken,
        asking=isinstance(state, Asking),
        doubtful=isinstance(state, Doubtful),
        complete=complete(state) and not basket.empty,
        can_undo=bool(basket.done),
        can_redo=bool(basket.undone),
    )
