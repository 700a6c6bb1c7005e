"""The values of selling without a code: the card, and what the flow asks of the presenter.

Invariant: plain frozen values; texts are as typed until they are confirmed.
"""

from dataclasses import dataclass

from counter_app.domain.departments import DepartmentEntry, DepartmentPolicy
from counter_app.services.look_up import Found


@dataclass(frozen=True, slots=True)
class DepartmentAsked:
    """An item without a known code is being sold: department, then reason, then price and name.

    `held` is the number of its red line. The department and the reason are ids, empty until chosen.
    """

    held: int
    code: str
    policy: DepartmentPolicy
    department: str = ""
    reason: str = ""
    price: str = ""
    name: str = ""
    chosen: int = 0  # place of the row that Enter takes


@dataclass(frozen=True, slots=True)
class OpenDepartments:
    """Ask for the departments in force, for the held thing of that number."""

    held: int


@dataclass(frozen=True, slots=True)
class DepartmentsOpened:
    """The departments in force."""

    held: int
    policy: DepartmentPolicy


@dataclass(frozen=True, slots=True)
class RingDepartment:
    """Sell the held thing under a department."""

    entry: DepartmentEntry
    held: int


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """The held code is known by now."""

    held: int
    found: Found
    code: str


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Look the held code up once more: the catalogue may know it by now."""

    held: int
    code: str
