"""What one bar comes to, and how a run of them is printed and kept.

Invariant: a bar whose data is missing is neither met nor failed.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

NANOSECONDS: Final = 1_000_000  # in a millisecond


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the bench. `value` is held against `bar`, both in `unit`; smaller is better."""

    name: str
    unit: str
    value: float | None = None
    median_ms: float | None = None
    p99_ms: float | None = None
    floor_ms: float | None = None
    ratio: float | None = None
    bar: float | None = None
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the design: its name, its unit and its figure."""

    name: str
    unit: str
    most: float

    def missing(self) -> Measure:
        """The data to measure it on is not there."""
        return Measure(name=self.name, unit=self.unit, bar=self.most)

    def reached(self, value: float, **figures: float) -> Measure:
        """The value, with further figures (`median_ms`, `p99_ms`, `floor_ms`, `ratio`)."""
        kept = {name: round(figure, 4) for name, figure in figures.items()}
        return Measure(
            name=self.name,
            unit=self.unit,
            value=round(value, 4),
            bar=self.most,
            met=value <= self.most,
            **kept,
        )

    def ratio(self, times: Sequence[float], floor: Sequence[float]) -> Measure:
        """Median over median of the floor, times in milliseconds."""
        middle, base = median(times), median(floor)
        return self.reached(
            middle / base,
            median_ms=middle,
            p99_ms=p99(times),
            floor_ms=base,
            ratio=middle / base,
        )

    def tail(self, times: Sequence[float]) -> Measure:
        """The 99th of a hundred, times in milliseconds."""
        worst = p99(times)
        return self.reached(worst, median_ms=median(times), p99_ms=worst)


def quantile(times: Sequence[float], part: float) -> float:
    """The value below which `part` of the values lie."""
    ordered = sorted(times)
    return ordered[round(part * (len(ordered) - 1))]


def median(times: Sequence[float]) -> float:
    """The middle value."""
    return quantile(times, 0.5)


def p99(times: Sequence[float]) -> float:
    """The value that one in a hundred exceeds."""
    return quantile(times, 0.99)


def milliseconds(nanoseconds: int) -> float:
    """A difference of two `time.perf_counter_ns()`."""
    return nanoseconds / NANOSECONDS


def line(measure: Measure) -> str:
    """One measure as a line of the table."""
    verdict = {None: "no data", True: "met", False: "NOT MET"}[measure.met]
    figures = [measure.median_ms, measure.p99_ms, measure.floor_ms, measure.value, measure.bar]
    cells = [f"{'-' if figure is None else format(figure, '.3f'):>11}" for figure in figures]
    return f"{measure.name:<20}{''.join(cells)} {measure.unit:<4}{verdict}"


HEADER: Final = f"{'name':<20}" + "".join(
    f"{h:>11}" for h in ("median ms", "p99 ms", "floor ms", "value", "bar")
)


def write_json(path: Path, measures: Sequence[Measure]) -> None:
    """Keep a run as a list of objects."""
    path.write_text(json.dumps([asdict(measure) for measure in measures], indent=2) + "\n", "utf-8")
