"""Where the journal stands after its last entry.

Invariant: a position follows from the entries alone, one `after` each.
"""

from dataclasses import dataclass, replace

from counter_app.domain.facts import Entry, Sale, TillClosed, TillOpened
from counter_app.domain.till import TillSession
from counter_app.storage import journal as bodies


@dataclass(frozen=True, slots=True)
class Position:
    """Where the journal stands: last entry, last receipt number (as an integer), open till."""

    seq: int = 0
    hash: bytes = bodies.GENESIS
    number: int = 0
    session: TillSession | None = None

    def after(self, entry: Entry, digest: bytes) -> "Position":
        """Where it stands after one more entry; the business day is the open till's."""
        moved = replace(self, seq=entry.seq, hash=digest)
        match entry.data:
            case Sale(number=number):
                return replace(moved, number=int(number))
            case TillOpened(float=amount):
                day = bodies.day_of(bodies.day_number(entry.business_date))
                return replace(moved, session=TillSession(entry.seq, day, amount))
            case TillClosed():
                return replace(moved, session=None)
            case _:
                return moved
