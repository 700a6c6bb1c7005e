"""What was sold in a replay, for a machine to compare: figures by basket, day and department.

Invariant: every figure comes out of the read tables; the same tables give the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from operator import attrgetter
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Six sums in minor units: due = sales - coupon_disc, sales = shelf - the other two."""

    shelf: int
    retail_disc: int
    coupon_match_disc: int
    sales: int
    coupon_disc: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketFigures(Sums):
    """One basket that was sold. `day` in ISO form."""

    store_id: str
    basket_id: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures(Sums):
    """One day of one store."""

    store_id: str
    day: str
    baskets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentFigures:
    """One department of one store: lines, units, and sales in minor units."""

    store_id: str
    department: str
    lines: int
    quantity: int
    sales: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A line that left its basket unsold; `reason` is the code of the refusal."""

    basket_id: str
    product_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """What the read tables of a replay say, store by store, in the order of selling."""

    baskets: tuple[BasketFigures, ...]
    departments: tuple[DepartmentFigures, ...]
    refused: tuple[RefusedLine, ...]

    @property
    def days(self) -> Iterator[DayFigures]:
        """The sums of each store's days."""
        for (store, day), group in groupby(self.baskets, attrgetter("store_id", "day")):
            baskets = tuple(group)
            sums = {name: sum(getattr(one, name) for one in baskets) for name in _SUMS}
            yield DayFigures(store_id=store, day=day, baskets=len(baskets), **sums)


_SUMS: Final = tuple(field.name for field in fields(Sums))


def joined(summaries: Sequence[ReplaySummary]) -> ReplaySummary:
    """The summaries of several stores as one."""
    return ReplaySummary(
        tuple(row for summary in summaries for row in summary.baskets),
        tuple(row for summary in summaries for row in summary.departments),
        tuple(row for summary in summaries for row in summary.refused),
    )


def as_json(summary: ReplaySummary) -> Iterator[str]:
    """The summary as JSON, piece by piece; a row a line, keys sorted."""
    tables: dict[str, Iterable[BasketFigures | DayFigures | DepartmentFigures | RefusedLine]] = {
        "baskets": summary.baskets,
        "days": summary.days,
        "departments": summary.departments,
        "refused": summary.refused,
    }
    opening = "{"
    for name, rows in tables.items():
        yield f'{opening}\n"{name}": ['
        between = "\n"
        for row in rows:
            yield between + json.dumps(asdict(row), sort_keys=True, ensure_ascii=False)
            between = ",\n"
        yield "\n]"
        opening = ","
    yield "\n}\n"
