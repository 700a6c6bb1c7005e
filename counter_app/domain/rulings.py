"""One answer for every rule: findings of pure functions joined into one ruling.

Invariant: a ruling never asks for less than any of its live findings; only DENY beats all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(IntEnum):
    """Who somebody is; a higher one may do all that a lower one may."""

    ASSOCIATE = 1
    SUPERVISOR = 2
    MANAGER = 3
    OWNER = 4

    @classmethod
    def named(cls, name: str) -> "Role":
        """From its lower-case word; KeyError where there is none."""
        return cls[name.upper()]

    @property
    def word(self) -> str:
        """Its lower-case word, as journal and policies write it."""
        return self.name.lower()


class Mode(StrEnum):
    """How a rule acts: not at all, only recorded, or for real."""

    OFF = "off"
    SHADOW = "shadow"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Notice:
    """Say it; nothing is asked."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason is asked."""


@dataclass(frozen=True, slots=True)
class Identify:
    """An identity document is shown."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of this kind is attached."""

    kind: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The customer signs."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Another person of at least this role agrees, up to `amount` minor units."""

    level: Role
    amount: int


@dataclass(frozen=True, slots=True)
class TwoApprovals:
    """Two other persons agree: a manager and a manager or the owner."""

    amount: int


@dataclass(frozen=True, slots=True)
class RefundTenders:
    """The refund may go back only by these."""

    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Silent: an incident is opened."""


@dataclass(frozen=True, slots=True)
class Deny:
    """No, whoever asks."""


Requirement = (
    Notice
    | Reason
    | Identify
    | Document
    | Signature
    | Approval
    | TwoApprovals
    | RefundTenders
    | OpenIncident
    | Deny
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that spoke: its id and version, the numbers that broke it, what it asks."""

    rule: str
    version: int
    numbers: Mapping[str, object]
    requirements: tuple[Requirement, ...]
    mode: Mode = Mode.LIVE


@dataclass(frozen=True, slots=True)
class Ruling:
    """What all live findings ask together; `shadow` findings are only recorded."""

    findings: tuple[Finding, ...]
    shadow: tuple[Finding, ...]
    requirements: frozenset[Requirement]

    @property
    def denied(self) -> bool:
        """Nobody can approve this."""
        return Deny() in self.requirements

    @property
    def approval(self) -> Approval | None:
        """The one approval that covers all: highest level, highest amount."""
        return next((r for r in self.requirements if isinstance(r, Approval)), None)

    def asked_by(self, kind: type[Requirement]) -> tuple[Finding, ...]:
        """The live findings that ask for this kind of thing, in the policy's order."""
        return tuple(f for f in self.findings if any(isinstance(r, kind) for r in f.requirements))

    def asks(self, requirement: Requirement) -> bool:
        """Whether this very requirement is among them."""
        return requirement in self.requirements


def join(findings: tuple[Finding, ...]) -> Ruling:
    """Union of requirements, approvals by maximum, allowed refund tenders intersected."""
    live = tuple(finding for finding in findings if finding.mode is Mode.LIVE)
    asked = [requirement for finding in live for requirement in finding.requirements]
    plain = {r for r in asked if not isinstance(r, Approval | TwoApprovals | RefundTenders)}
    joined: set[Requirement] = set(plain)
    two = [r.amount for r in asked if isinstance(r, TwoApprovals)]
    if two:
        joined.add(TwoApprovals(max(two)))
    one = [r for r in asked if isinstance(r, Approval)]
    if one:
        joined.add(Approval(max(r.level for r in one), max(r.amount for r in one)))
    tenders = [r.allowed for r in asked if isinstance(r, RefundTenders)]
    if tenders:
        joined.add(RefundTenders(frozenset.intersection(*tenders)))
    shadow = tuple(finding for finding in findings if finding.mode is Mode.SHADOW)
    return Ruling(live, shadow, frozenset(joined))
