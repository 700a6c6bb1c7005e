"""What happens when the cash given is corrected, and what that asks of the presenter.

Invariant: plain frozen values; amounts are minor units.
"""

from dataclasses import dataclass

from counter_app.domain.errors import Fault
from counter_app.domain.facts import Sale


@dataclass(frozen=True, slots=True)
class PutRight:
    """The correction is stored: the sale as it stands now, and the fault of a jammed drawer."""

    sale: Sale
    drawer: Fault | None = None


@dataclass(frozen=True, slots=True)
class CorrectGiven:
    """Store that this much cash was given for a sale."""

    number: str
    given: int
