"""A closing's own figures against what the journal says of its till session.

Invariant: what a closing must say is computed by the same function that closed the till.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from counter_app.domain import till
from counter_app.domain.facts import Entry, TillClosed
from counter_app.domain.till import SessionFigures, TillSession
from counter_app.storage.journal import day_number, day_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of a closing: what it states and what the journal gives."""

    figure: str
    stated: object
    found: object


def differences(
    entry: Entry, closed: TillClosed, found: tuple[int, SessionFigures], before: tuple[int, int]
) -> Iterator[Difference]:
    """What a closing states otherwise. `found`: the float and figures of its session; `before`:
    the Z number and grand total of the closing before it.
    """
    opened, figures = found
    day = day_of(day_number(entry.business_date))
    fresh = till.close(TillSession(closed.session, day, opened), figures, 0, before)
    counted = closed.counted
    right = replace(fresh, counted=counted, difference=counted - fresh.expected)
    for figure in fields(TillClosed):
        stated, should = getattr(closed, figure.name), getattr(right, figure.name)
        if stated != should:
            yield Difference(figure.name, stated, should)
