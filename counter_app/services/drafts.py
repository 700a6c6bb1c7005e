"""The open basket with its tenders: what is saved at every change and gone when it is a fact.

Invariant: a draft holds all that is needed to go on after a kill, and the same values come back.
"""

from dataclasses import dataclass, replace

from counter_app.domain.ages import AgeShown
from counter_app.domain.basket import Basket
from counter_app.domain.slips import TenderTaken
from counter_app.domain.tendering import Asking, Attempt, Collecting, Doubtful, Due, State

CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Draft:
    """One customer's basket and how far it is paid. `slip` is set while it is suspended."""

    basket: Basket
    language: str
    taken: tuple[TenderTaken, ...] = ()
    rounding: int = 0
    attempt: Attempt | None = None
    doubtful: bool = False
    slip: str = ""
    ages: tuple[AgeShown, ...] = ()  # of this customer, so of this basket

    @property
    def slot(self) -> str:
        """Where it is kept: as the open basket, or under its slip."""
        return self.slip or CURRENT

    def tendering(self, due: Due) -> State:
        """The tendering machine where this draft left it."""
        if self.attempt is None:
            return Collecting(due, self.taken, self.rounding)
        asked = Doubtful if self.doubtful else Asking
        return asked(due, self.taken, self.attempt, self.rounding)

    def with_tendering(self, state: State) -> "Draft":
        """The same basket with the machine's new state."""
        attempt = None if isinstance(state, Collecting) else state.attempt
        return replace(
            self,
            taken=state.taken,
            rounding=state.rounding,
            attempt=attempt,
            doubtful=isinstance(state, Doubtful),
        )
