"""Kinds of payment and the rules that limit them; parameters are policy, never constants here.

Invariant: a rule is a pure function of the request and its own setting; it answers findings.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.domain.checks import is_low_number
from counter_app.domain.errors import Refusal
from counter_app.domain.money import Currency, Money
from counter_app.domain.rulings import (
    Approval,
    Deny,
    Finding,
    Identify,
    Mode,
    Notice,
    OpenIncident,
    Requirement,
    Role,
    Ruling,
    join,
)


class Tender(StrEnum):
    """How somebody pays."""

    CASH = "cash"
    CHECK = "check"
    CREDIT = "credit"
    DEBIT = "debit"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """One rule as the policy sets it: from a day on, live, only recorded, or off."""

    rule: str
    version: int
    mode: Mode
    since: date
    parameters: Mapping[str, str]

    def amount(self, name: str, currency: Currency) -> Money | None:
        """An amount parameter; None where the policy does not name it (no limit)."""
        text = self.parameters.get(name)
        return None if text is None else Money.parse(text, currency)

    def number(self, name: str) -> int | None:
        """A whole-number parameter."""
        text = self.parameters.get(name)
        return None if text is None else int(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderRequest:
    """The facts that tender rules name, loaded once. Amounts in minor units."""

    tender: Tender
    amount: int
    role: Role
    currency: Currency
    checks_before: int = 0
    check_number: str = ""
    identified: bool = False
    taken_before: int = 0  # by the same tender in this sale
    change: int = 0  # what would go back in cash

    @property
    def in_all(self) -> Money:
        """This tender with those of its kind before it."""
        return Money(self.amount + self.taken_before, self.currency)


Rule = Callable[[TenderRequest, RuleSetting], tuple[Requirement, dict[str, object]] | None]
Broken = tuple[Requirement, dict[str, object]] | None


def role_limit(request: TenderRequest, setting: RuleSetting) -> Broken:
    """Above the role's own limit a higher role must agree; above every limit nobody can."""
    return above_role(request.in_all, request.role, setting)


def above_role(asked: Money, own_role: Role, setting: RuleSetting) -> Broken:
    """What an amount above the limit of `own_role` asks for; None where it is within."""
    own = setting.amount(own_role.word, asked.currency)
    if own is None or asked <= own:
        return None
    for role in Role:
        limit = setting.amount(role.word, asked.currency)
        if role > own_role and (limit is None or asked <= limit):
            return Approval(role, asked.minor), {"limit": own, "amount": asked}
    return Deny(), {"limit": own, "amount": asked}


def maximum(request: TenderRequest, setting: RuleSetting) -> Broken:
    """An absolute maximum per sale."""
    most = setting.amount("most", request.currency)
    asked = request.in_all
    return None if most is None or asked <= most else (Deny(), {"limit": most, "amount": asked})


def change_maximum(request: TenderRequest, setting: RuleSetting) -> Broken:
    """More change than a drawer gives: a slip of the hand, or notes nobody should swap here."""
    most = setting.amount("most", request.currency)
    asked = Money(request.change, request.currency)
    return None if most is None or asked <= most else (Deny(), {"limit": most, "amount": asked})


def count_limit(request: TenderRequest, setting: RuleSetting) -> Broken:
    """So many checks a sale and no more."""
    most = setting.number("most")
    if most is None or request.checks_before < most:
        return None
    return Deny(), {"most": most}


def identify_above(request: TenderRequest, setting: RuleSetting) -> Broken:
    """From this amount on, by one check or several, an identity document is shown."""
    above = setting.amount("above", request.currency)
    asked = request.in_all
    if above is None or asked <= above or request.identified:
        return None
    return Identify(), {"limit": above, "amount": asked}


def low_number(request: TenderRequest, setting: RuleSetting) -> Broken:
    """A low check number hints at a new account; a supervisor decides that alone."""
    if request.role >= Role.SUPERVISOR:
        return None
    least = setting.number("least")
    number = request.check_number or "0"
    if least is None or not is_low_number(number, least):
        return None
    return Approval(Role.SUPERVISOR, request.amount), {"number": int(number), "least": least}


LOADS: Final = "gift_card.activate_maximum"
RULES: Final[Mapping[str, tuple[frozenset[Tender], Rule]]] = {
    "cash.maximum": (frozenset({Tender.CASH}), maximum),
    "cash.change_maximum": (frozenset({Tender.CASH}), change_maximum),
    "check.limit": (frozenset({Tender.CHECK}), role_limit),
    "check.maximum": (frozenset({Tender.CHECK}), maximum),
    "check.count": (frozenset({Tender.CHECK}), count_limit),
    "check.identify": (frozenset({Tender.CHECK}), identify_above),
    "check.low_number": (frozenset({Tender.CHECK}), low_number),
    "card.limit": (frozenset({Tender.CREDIT, Tender.DEBIT}), role_limit),
    LOADS: (frozenset(), maximum),
    "gift_card.redeem_maximum": (frozenset({Tender.GIFT_CARD}), maximum),
    "store_credit.redeem_maximum": (frozenset({Tender.STORE_CREDIT}), maximum),
}


_AMOUNT: Final = re.compile(r"\d+(\.\d+)?", re.ASCII)
_COUNT: Final = re.compile(r"\d+", re.ASCII)
_PARAMETERS: Final[Mapping[Rule, tuple[frozenset[str], re.Pattern[str]]]] = {
    role_limit: (frozenset(role.word for role in Role), _AMOUNT),
    maximum: (frozenset({"most"}), _AMOUNT),
    change_maximum: (frozenset({"most"}), _AMOUNT),
    count_limit: (frozenset({"most"}), _COUNT),
    identify_above: (frozenset({"above"}), _AMOUNT),
    low_number: (frozenset({"least"}), _COUNT),
}


def check_parameters(setting: RuleSetting) -> None:
    """Raise ValueError for a parameter that the rule does not know, or that is no number: a limit
    that is misspelt would be no limit.
    """
    names, form = _PARAMETERS[RULES[setting.rule][1]]
    for name, text in setting.parameters.items():
        if name not in names or not form.fullmatch(text):
            message = f"{setting.rule}: {name} = {text}"
            raise ValueError(message)


def rule_on_tender(request: TenderRequest, policy: tuple[RuleSetting, ...], on: date) -> Ruling:
    """Ask every rule of the policy that concerns this tender, on a business day."""
    findings = []
    for setting in in_force(policy, on):
        tenders, rule = RULES.get(setting.rule, (frozenset[Tender](), maximum))
        if request.tender not in tenders:
            continue
        broken = rule(request, setting)
        if broken is not None:
            requirement, numbers = broken
            findings.append(
                Finding(setting.rule, setting.version, numbers, (requirement,), setting.mode)
            )
    return join(tuple(findings))


def rule_on_loads(amount: Money, policy: tuple[RuleSetting, ...], on: date) -> Ruling:
    """Rule on what the gift cards of one sale are activated and loaded with, in all."""
    findings = []
    for setting in in_force(policy, on):
        most = setting.amount("most", amount.currency)
        if setting.rule == LOADS and most is not None and amount > most:
            numbers = {"limit": most, "amount": amount}
            finding = Finding(setting.rule, setting.version, numbers, (Deny(),), setting.mode)
            findings.append(finding)
    return join(tuple(findings))


def in_force(policy: tuple[RuleSetting, ...], on: date) -> tuple[RuleSetting, ...]:
    """Of each rule the newest setting that has begun; rules that are off are left out."""
    newest: dict[str, RuleSetting] = {}
    for setting in policy:
        if setting.since <= on:
            known = newest.get(setting.rule)
            if known is None or known.since <= setting.since:
                newest[setting.rule] = setting
    return tuple(setting for setting in newest.values() if setting.mode is not Mode.OFF)


def enforce(ruling: Ruling) -> None:
    """Refuse while a requirement is unmet; an approval names the role that may give it."""
    for kind, code in ((Deny, "rule.denied"), (Identify, "rule.identify")):
        asking = ruling.asked_by(kind)
        if asking:
            raise Refusal(code, rule=asking[0].rule, **asking[0].numbers)
    approval = ruling.approval
    if approval is not None:
        finding = _asking_most(ruling, approval.level)
        raise Refusal(
            "rule.approval", rule=finding.rule, role=approval.level.word, **finding.numbers
        )
    unmet = [r for r in ruling.requirements if not isinstance(r, Notice | OpenIncident)]
    if unmet:
        raise Refusal("rule.unmet", rule=ruling.asked_by(type(unmet[0]))[0].rule)


def _asking_most(ruling: Ruling, level: Role) -> Finding:
    """The finding that asks for the highest approval: its numbers belong to that role."""
    return next(
        finding
        for finding in ruling.asked_by(Approval)
        if any(isinstance(r, Approval) and r.level is level for r in finding.requirements)
    )
