"""What a check of the journal asks, and what it found: which place, what is wrong, which values.

Invariant: a finding names its place (table, key) and says stored and expected; it never repairs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

MOST_SHOWN: Final = 200  # of one range of entries; what is above is counted


@dataclass(frozen=True, slots=True)
class Checks:
    """What to check. `head` is a known (seq, hash or its first bytes) from outside the store."""

    all_signatures: bool = False
    rows: bool = True
    head: tuple[int, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `what` names its words: `verify.WHAT`."""

    where: str
    what: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check; `unshown` findings are beyond the list."""

    entries: int
    signatures: int
    rows: int
    findings: tuple[Finding, ...] = ()
    unshown: int = 0
    unchecked: int = 0  # signatures: the newest covers all before it, the rest is on demand

    @property
    def passed(self) -> bool:
        """Nothing is wrong."""
        return not self.findings and not self.unshown


@dataclass(slots=True)
class Findings:
    """Collects findings, up to a number that a person can read."""

    shown: list[Finding] = field(default_factory=list)
    unshown: int = 0

    def add(self, where: str, what: str, **values: object) -> None:
        """One more."""
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(Finding(where, what, values))
        else:
            self.unshown += 1

    def join(self, others: Iterable["Findings"]) -> None:
        """Those of other ranges, in their order."""
        for other in others:
            self.shown.extend(other.shown)
            self.unshown += other.unshown


def shown(value: object) -> object:
    """A stored value as a person can read it."""
    return value.hex() if isinstance(value, bytes) else value
