"""Joining findings: nothing asked is lost, and the order in which rules speak does not matter."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.rulings import (
    Approval,
    Deny,
    Document,
    Finding,
    Identify,
    Mode,
    Notice,
    OpenIncident,
    Reason,
    RefundTenders,
    Requirement,
    Role,
    Ruling,
    Signature,
    TwoApprovals,
    join,
)
from counter_app.domain.tenders import enforce
from tests.refusals import refused

REQUIREMENTS: st.SearchStrategy[Requirement] = st.one_of(
    st.sampled_from([Notice(), Reason(), Identify(), Signature(), OpenIncident(), Deny()]),
    st.builds(Document, st.sampled_from(["licence", "invoice"])),
    st.builds(Approval, st.sampled_from(Role), st.integers(0, 1_000)),
    st.builds(TwoApprovals, st.integers(0, 1_000)),
    st.builds(RefundTenders, st.frozensets(st.sampled_from(["cash", "credit", "store_credit"]))),
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["check.limit", "check.identify"]),
    st.just(1),
    st.just({}),
    st.lists(REQUIREMENTS, max_size=3).map(tuple),
    st.sampled_from(Mode),
)
MANY = st.lists(FINDINGS, max_size=5).map(tuple)


def finding(*requirements: Requirement, rule: str = "a.rule", mode: Mode = Mode.LIVE) -> Finding:
    return Finding(rule, 1, {}, requirements, mode)


@given(MANY, st.randoms())
def test_the_order_of_the_findings_does_not_matter(
    findings: tuple[Finding, ...], random: Random
) -> None:
    mixed = list(findings)
    random.shuffle(mixed)
    assert join(tuple(mixed)).requirements == join(findings).requirements


@given(MANY, MANY)
def test_more_findings_never_ask_for_less(
    some: tuple[Finding, ...], more: tuple[Finding, ...]
) -> None:
    few, many = join(some), join(some + more)
    for requirement in few.requirements:
        assert any(_covers(other, requirement) for other in many.requirements)


def _covers(other: Requirement, requirement: Requirement) -> bool:
    """Whether `other` asks for at least as much."""
    match requirement, other:
        case Approval(), Approval():
            return other.level >= requirement.level and other.amount >= requirement.amount
        case TwoApprovals(), TwoApprovals():
            return other.amount >= requirement.amount
        case RefundTenders(), RefundTenders():
            return other.allowed <= requirement.allowed
        case _:
            return other == requirement


@given(MANY)
def test_a_shadow_rule_is_recorded_and_asks_for_nothing(findings: tuple[Finding, ...]) -> None:
    ruling = join(findings)
    live = tuple(one for one in findings if one.mode is Mode.LIVE)
    assert ruling.requirements == join(live).requirements
    assert list(ruling.shadow) == [one for one in findings if one.mode is Mode.SHADOW]


@given(MANY)
def test_there_is_at_most_one_approval_and_it_covers_all(findings: tuple[Finding, ...]) -> None:
    ruling = join(findings)
    approvals = [one for one in ruling.requirements if isinstance(one, Approval)]
    assert len(approvals) <= 1
    assert ruling.approval == (approvals[0] if approvals else None)


@given(MANY)
def test_nothing_that_is_asked_gets_past(findings: tuple[Finding, ...]) -> None:
    ruling = join(findings)
    if ruling.requirements <= {Notice(), OpenIncident()}:
        enforce(ruling)
    elif ruling.denied:
        with refused("rule.denied"):
            enforce(ruling)
    else:
        assert _refusal(ruling) in {"rule.identify", "rule.approval", "rule.unmet"}


def test_the_highest_level_and_the_highest_amount_are_asked_together() -> None:
    ruling = join((finding(Approval(Role.MANAGER, 100)), finding(Approval(Role.SUPERVISOR, 900))))
    assert ruling.approval == Approval(Role.MANAGER, 900)


def test_a_refund_goes_only_where_every_rule_lets_it() -> None:
    ruling = join(
        (
            finding(RefundTenders(frozenset({"cash", "credit"}))),
            finding(RefundTenders(frozenset({"credit", "store_credit"}))),
        )
    )
    assert ruling.requirements == {RefundTenders(frozenset({"credit"}))}


def test_the_approval_that_is_named_is_the_one_of_the_highest_role() -> None:
    ruling = join(
        (
            finding(Approval(Role.SUPERVISOR, 100), rule="check.low_number"),
            finding(Approval(Role.MANAGER, 100), rule="check.limit"),
        )
    )
    with refused("rule.approval", rule="check.limit", role="manager"):
        enforce(ruling)


@pytest.mark.parametrize(
    "requirement",
    [Reason(), Signature(), Document("licence"), TwoApprovals(1), RefundTenders(frozenset())],
)
def test_what_cannot_be_met_yet_refuses(requirement: Requirement) -> None:
    with refused("rule.unmet", rule="a.rule"):
        enforce(join((finding(requirement),)))


def test_roles_rise_and_know_their_words() -> None:
    assert [role.word for role in sorted(Role)] == ["associate", "supervisor", "manager", "owner"]
    assert Role.named("manager") is Role.MANAGER
    with pytest.raises(KeyError):
        Role.named("king")


def _refusal(ruling: Ruling) -> str:
    with pytest.raises(Refusal) as caught:
        enforce(ruling)
    return caught.value.code
