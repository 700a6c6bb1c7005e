"""Which backups stay: the newest of each of so many days, weeks and months.

Invariant: the newest backup is never among those to drop, whatever the numbers say.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Keep:
    """How many days, weeks (ISO 8601, Monday first) and months keep their newest backup."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def to_drop(made: Iterable[datetime], keep: Keep) -> tuple[datetime, ...]:
    """Those of `made` that neither a day, a week nor a month keeps; oldest first.

    A period counts only where it has a backup, so a shop that was shut keeps as many.
    """
    newest_first = sorted(set(made), reverse=True)
    kept = set(newest_first[:1])
    kept |= _newest_of_each(newest_first, keep.daily, datetime.date)
    kept |= _newest_of_each(newest_first, keep.weekly, lambda at: at.isocalendar()[:2])
    kept |= _newest_of_each(newest_first, keep.monthly, lambda at: (at.year, at.month))
    return tuple(sorted(set(newest_first) - kept))


def _newest_of_each(
    newest_first: Sequence[datetime], periods: int, period: Callable[[datetime], Hashable]
) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for at in newest_first:
        newest.setdefault(period(at), at)
    return set(list(newest.values())[:periods])
