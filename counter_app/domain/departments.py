"""Selling what no catalogue knows: under a department, at a typed price, with a name and a reason.

Invariant: whatever is sold so names its department, a reason and goods that a customer recognises
on the receipt; how much a role may sell so is policy, never a constant here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.domain.basket import Addition
from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.money import Currency, Money
from counter_app.domain.own_codes import require_no_paper
from counter_app.domain.rulings import Approval, Deny, Finding, Requirement, Role, Ruling, join
from counter_app.domain.search_text import fold
from counter_app.domain.slips import DepartmentSale
from counter_app.domain.tenders import RuleSetting, above_role, in_force

LEAST_LETTERS: Final = 3
MOST_NAME: Final = 40  # characters: a line of the receipt


@dataclass(frozen=True, slots=True)
class Department:
    """A group of goods that may be sold without a code. `tax` names a group of the tax profile;
    `least` and `most` bound the price of one piece, minor units, None where there is no bound.
    """

    id: str
    names: Names
    tax: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class DepartmentReason:
    """Why something is sold without its code."""

    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class DepartmentPolicy:
    """The departments, the reasons in the order of their digits, and the rules.

    `generic` are words that name no goods (`reparto`), folded: a name needs more than these.
    """

    departments: tuple[Department, ...] = ()
    reasons: tuple[DepartmentReason, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    generic: frozenset[str] = frozenset()

    def department(self, department: str) -> Department:
        """The department of that id. Refusal `department.wanted` where there is none."""
        for known in self.departments:
            if known.id == department:
                return known
        raise Refusal("department.wanted")

    def reason(self, reason: str) -> DepartmentReason:
        """The reason of that id. Refusal `department.reason_wanted` where there is none."""
        for known in self.reasons:
            if known.id == reason:
                return known
        raise Refusal("department.reason_wanted")


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentEntry:
    """What was answered. `price` of one piece in minor units; `scanned` empty without a code."""

    department: str
    price: int
    name: str
    reason: str
    scanned: str = ""
    quantity: Quantity | None = None  # None: one piece


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRequest:
    """The facts that the rules name. Amounts in minor units."""

    department: Department
    price: int  # of one piece
    amount: int  # of the line
    role: Role
    currency: Currency


Broken = tuple[Requirement, dict[str, object]] | None
Rule = Callable[[DepartmentRequest, RuleSetting], Broken]


def line_limit(request: DepartmentRequest, setting: RuleSetting) -> Broken:
    """Above the role's own limit a higher role must agree; above every limit nobody can."""
    return above_role(Money(abs(request.amount), request.currency), request.role, setting)


def price_range(request: DepartmentRequest, setting: RuleSetting) -> Broken:
    """A piece of this department costs no less and no more: else it was typed wrong."""
    del setting
    least, most = request.department.least, request.department.most
    price = Money(request.price, request.currency)
    if (least is None or request.price >= least) and (most is None or request.price <= most):
        return None
    low = Money(least or 0, request.currency)
    high = Money(request.price if most is None else most, request.currency)
    return Deny(), {"price": price, "least": low, "most": high}


LIMIT: Final = "department.limit"
RANGE: Final = "department.range"
RULES: Final[Mapping[str, Rule]] = {LIMIT: line_limit, RANGE: price_range}


_AMOUNT: Final = re.compile(r"\d+(\.\d+)?", re.ASCII)
_PARAMETERS: Final[Mapping[str, frozenset[str]]] = {
    LIMIT: frozenset(role.word for role in Role),
    RANGE: frozenset(),
}


def check_parameters(setting: RuleSetting) -> None:
    """Raise ValueError for a parameter that the rule does not know, or that is no amount: a limit
    that is misspelt would be no limit.
    """
    for name, text in setting.parameters.items():
        if name not in _PARAMETERS[setting.rule] or not _AMOUNT.fullmatch(text):
            message = f"{setting.rule}: {name} = {text}"
            raise ValueError(message)


def rule_on_department(
    request: DepartmentRequest, policy: tuple[RuleSetting, ...], on: date
) -> Ruling:
    """Ask every rule of the policy, on a business day."""
    findings = []
    for setting in in_force(policy, on):
        broken = RULES[setting.rule](request, setting)
        if broken is not None:
            requirement, numbers = broken
            findings.append(
                Finding(setting.rule, setting.version, numbers, (requirement,), setting.mode)
            )
    return join(tuple(findings))


def enforce(ruling: Ruling) -> None:
    """Refuse what the rules do not let this role sell; says which role may."""
    denied = ruling.asked_by(Deny)
    if denied and denied[0].rule == RANGE:
        raise Refusal("department.price_range", **denied[0].numbers)
    if denied:
        raise Refusal("department.above_all", **denied[0].numbers)
    approval = ruling.approval
    if approval is not None:
        numbers = ruling.asked_by(Approval)[0].numbers
        raise Refusal("department.above_role", role=approval.level.word, **numbers)


def checked_name(name: str, policy: DepartmentPolicy) -> str:
    """The short name as it prints. Refuses what names no goods: under three letters, or nothing
    but generic words (Italian law wants the goods named: D.M. 7/12/2016, no `reparto 1`).
    """
    short = " ".join(name.split())
    if len(short) > MOST_NAME:
        raise Refusal("department.name_long", most=MOST_NAME)
    words = "".join(char if char.isalpha() else " " for char in fold(short)).split()
    if sum(map(len, words)) < LEAST_LETTERS:
        raise Refusal("department.name_short", least=LEAST_LETTERS)
    if sum(len(word) for word in words if word not in policy.generic) < LEAST_LETTERS:
        raise Refusal("department.name_generic", name=short)
    return short


def addition_of(entry: DepartmentEntry, policy: DepartmentPolicy, user: str) -> Addition:
    """The line to be added; each thing that was left out or cannot be is refused by name."""
    department = policy.department(entry.department)
    require_no_paper(entry.scanned)
    if entry.price <= 0:
        raise Refusal("department.price_wanted")
    name = checked_name(entry.name, policy)
    reason = policy.reason(entry.reason)
    return Addition(
        Product(
            code=entry.scanned or department.id,
            names=Names(name),
            price=entry.price,
            tax=department.tax,
            category=department.id,
        ),
        entry.quantity,
        merge=False,
        department=DepartmentSale(
            department=department.id, scanned=entry.scanned, reason=reason.id, user=user
        ),
    )
