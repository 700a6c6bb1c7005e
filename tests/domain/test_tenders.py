"""Tender rules, with the policy that is shipped: limits, who may, and from when."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.money import Money, currency
from counter_app.domain.rulings import Approval, Deny, Identify, Mode, Role, Ruling
from counter_app.domain.tenders import (
    RULES,
    RuleSetting,
    Tender,
    TenderRequest,
    enforce,
    in_force,
    rule_on_loads,
    rule_on_tender,
)
from counter_app.services.policies.profiles import canonical, policy_of, read_toml
from counter_app.services.resources import resource_dir
from tests.refusals import refused

EUR = currency("EUR")
TODAY = date(2026, 11, 2)
POLICY = policy_of(canonical(read_toml(resource_dir() / "policies" / "tenders.toml")))


def a_request(tender: Tender, amount: int, **changes: object) -> TenderRequest:
    base = TenderRequest(
        tender=tender,
        amount=amount,
        role=Role.ASSOCIATE,
        currency=EUR,
        check_number="1001",
        identified=True,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of the request


def ruled(tender: Tender, amount: int, **changes: object) -> Ruling:
    return rule_on_tender(a_request(tender, amount, **changes), POLICY, TODAY)


@pytest.mark.parametrize(
    ("tender", "role", "amount", "asked"),
    [
        (Tender.CASH, Role.ASSOCIATE, 499_999, None),
        (Tender.CASH, Role.OWNER, 500_000, Deny()),
        (Tender.CHECK, Role.ASSOCIATE, 10_000, None),
        (Tender.CHECK, Role.ASSOCIATE, 10_001, Approval(Role.SUPERVISOR, 10_001)),
        (Tender.CHECK, Role.ASSOCIATE, 25_001, Approval(Role.MANAGER, 25_001)),
        (Tender.CHECK, Role.SUPERVISOR, 25_000, None),
        (Tender.CHECK, Role.SUPERVISOR, 25_001, Approval(Role.MANAGER, 25_001)),
        (Tender.CHECK, Role.MANAGER, 50_000, None),
        (Tender.CHECK, Role.OWNER, 50_001, Deny()),
        (Tender.CREDIT, Role.ASSOCIATE, 200_000, None),
        (Tender.CREDIT, Role.ASSOCIATE, 200_001, Approval(Role.SUPERVISOR, 200_001)),
        (Tender.DEBIT, Role.ASSOCIATE, 500_001, Approval(Role.MANAGER, 500_001)),
        (Tender.DEBIT, Role.MANAGER, 1_000_001, Approval(Role.OWNER, 1_000_001)),
        (Tender.CREDIT, Role.OWNER, 99_999_999, None),
        (Tender.GIFT_CARD, Role.ASSOCIATE, 99_999_999, None),
        (Tender.STORE_CREDIT, Role.ASSOCIATE, 99_999_999, None),
    ],
)
def test_limits_of_the_shipped_policy(
    tender: Tender, role: Role, amount: int, asked: Approval | Deny | None
) -> None:
    assert ruled(tender, amount, role=role).requirements == (
        frozenset({asked}) if asked else frozenset()
    )


@given(
    tender=st.sampled_from(Tender),
    role=st.sampled_from(Role),
    amount=st.integers(1, 10**6),
    before=st.integers(0, 10**6),
    identified=st.booleans(),
)
def test_splitting_an_amount_gains_nothing(
    tender: Tender, role: Role, amount: int, before: int, *, identified: bool
) -> None:
    at_once = ruled(tender, amount + before, role=role, identified=identified)
    in_parts = ruled(tender, amount, role=role, taken_before=before, identified=identified)
    assert at_once.requirements == in_parts.requirements


@given(st.sampled_from(Tender), st.integers(1, 10**6), st.sampled_from(Role))
def test_a_higher_role_is_never_asked_for_more(tender: Tender, amount: int, role: Role) -> None:
    lower, higher = (ruled(tender, amount, role=one) for one in (role, max(Role)))
    if not lower.requirements:
        assert not higher.requirements
    if lower.approval:
        assert ruled(tender, amount, role=lower.approval.level).approval is None


@pytest.mark.parametrize(("before", "denied"), [(0, False), (2, False), (3, True), (9, True)])
def test_three_checks_a_sale(*, before: int, denied: bool) -> None:
    assert ruled(Tender.CHECK, 100, checks_before=before).denied is denied


@pytest.mark.parametrize(
    ("amount", "identified", "asks"),
    [(5_000, False, False), (5_001, False, True), (5_001, True, False)],
)
def test_a_check_above_fifty_asks_for_a_document(
    *, amount: int, identified: bool, asks: bool
) -> None:
    assert ruled(Tender.CHECK, amount, identified=identified).asks(Identify()) is asks


@pytest.mark.parametrize(("number", "noted"), [("149", True), ("150", False), ("", True)])
def test_a_low_check_number_is_only_noted(*, number: str, noted: bool) -> None:
    ruling = ruled(Tender.CHECK, 100, check_number=number)
    assert not ruling.requirements
    assert [finding.rule for finding in ruling.shadow] == ["check.low_number"] * noted


def test_a_low_check_number_asks_for_a_supervisor_once_the_rule_is_live() -> None:
    live = tuple(replace(setting, mode=Mode.LIVE) for setting in POLICY)
    request = a_request(Tender.CHECK, 100, check_number="101")
    assert rule_on_tender(request, live, TODAY).approval == Approval(Role.SUPERVISOR, 100)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER, Role.OWNER])
def test_a_supervisor_decides_on_a_low_check_number_alone(role: Role) -> None:
    ruling = ruled(Tender.CHECK, 100, role=role, check_number="101")
    assert not ruling.requirements
    assert not ruling.shadow


@pytest.mark.parametrize(("amount", "denied"), [(50_000, False), (50_001, True)])
def test_gift_cards_of_one_sale_have_a_maximum(*, amount: int, denied: bool) -> None:
    assert rule_on_loads(Money(amount, EUR), POLICY, TODAY).denied is denied


def test_a_rule_begins_on_its_day_and_the_newest_holds() -> None:
    def setting(year: int, most: str, mode: Mode = Mode.LIVE) -> RuleSetting:
        return RuleSetting("cash.maximum", year, mode, date(year, 1, 1), {"most": most})

    policy = (setting(2026, "100.00"), setting(2028, "50.00"), setting(2027, "1.00", Mode.OFF))
    assert in_force(policy, date(2025, 12, 31)) == ()
    assert [one.version for one in in_force(policy, date(2026, 1, 1))] == [2026]
    assert in_force(policy, date(2027, 6, 1)) == ()
    assert [one.version for one in in_force(policy, date(2028, 1, 1))] == [2028]


def test_of_two_settings_of_one_day_the_later_one_holds() -> None:
    first = RuleSetting("cash.maximum", 1, Mode.LIVE, TODAY, {"most": "1.00"})
    second = replace(first, version=2, parameters={"most": "2.00"})
    assert in_force((first, second), TODAY) == (second,)


def test_a_limit_that_the_policy_does_not_name_is_none() -> None:
    policy = tuple(replace(setting, parameters={}) for setting in POLICY)
    assert not rule_on_tender(a_request(Tender.CHECK, 10**9), policy, TODAY).requirements
    assert not rule_on_loads(Money(10**9, EUR), policy, TODAY).requirements


def test_a_finding_brings_the_numbers_that_broke_the_rule() -> None:
    (finding,) = ruled(Tender.CASH, 500_000).findings
    assert finding.rule == "cash.maximum"
    assert finding.numbers == {"limit": Money(499_999, EUR), "amount": Money(500_000, EUR)}


def test_every_requirement_is_enforced_with_its_own_numbers() -> None:
    limit = Money(5_000, EUR)
    with refused("rule.identify", rule="check.identify", limit=limit):
        enforce(ruled(Tender.CHECK, 20_000, identified=False))
    with refused("rule.approval", rule="check.limit", role="supervisor"):
        enforce(ruled(Tender.CHECK, 20_000))
    with refused("rule.denied", rule="check.count"):
        enforce(ruled(Tender.CHECK, 20_000, checks_before=3, identified=False))
    enforce(ruled(Tender.CHECK, 100))


def test_every_rule_of_the_shipped_policy_is_known() -> None:
    assert {setting.rule for setting in POLICY} == set(RULES)


@pytest.mark.parametrize(("change", "denied"), [(50_000, False), (50_001, True)])
@pytest.mark.parametrize("role", Role)
def test_nobody_gives_more_change_than_a_slip_of_the_hand_would_ask(
    *, change: int, denied: bool, role: Role
) -> None:
    assert ruled(Tender.CASH, 100, role=role, change=change).denied is denied
