"""Selling without a code: who may, at which price, under which name and reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import departments as d
from counter_app.domain.catalogue import Names, Quantity
from counter_app.domain.money import Money, currency
from counter_app.domain.rulings import Approval, Deny, Mode, Role, join
from counter_app.domain.slips import DepartmentSale
from counter_app.domain.tenders import RuleSetting
from tests.refusals import refused

EUR = currency("EUR")
DAY = date(2026, 11, 2)
LIMITS = {"associate": "50.00", "supervisor": "200.00", "manager": "1000.00", "owner": "1000.00"}
LIMIT = RuleSetting(d.LIMIT, 1, Mode.LIVE, date(2026, 1, 1), LIMITS)
RANGE = RuleSetting(d.RANGE, 2, Mode.LIVE, date(2026, 1, 1), {})
HOUSE = d.Department("household", Names("Household", "Casa", "Σπίτι"), "standard", 10, 100_000)
ANY = d.Department("any", Names("Anything"), "standard")
REASON = d.DepartmentReason("no_label", Names("Label is missing"))
POLICY = d.DepartmentPolicy(
    (HOUSE, ANY), (REASON,), (LIMIT, RANGE), frozenset({"reparto", "dept", "τμημα"})
)
ROLES = st.sampled_from(list(Role))


def asked(amount: int, role: Role = Role.ASSOCIATE, price: int = 0) -> d.DepartmentRequest:
    return d.DepartmentRequest(
        department=HOUSE, price=price or amount, amount=amount, role=role, currency=EUR
    )


def entry(**changes: object) -> d.DepartmentEntry:
    fields: dict[str, object] = {
        "department": "household",
        "price": 1250,
        "name": "Lamp shade",
        "reason": "no_label",
        "scanned": "5449000000996",
    }
    return d.DepartmentEntry(**(fields | changes))  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("role", "limit"),
    [(Role.ASSOCIATE, 5_000), (Role.SUPERVISOR, 20_000), (Role.MANAGER, 100_000)],
)
def test_each_role_sells_up_to_its_own_limit_and_not_a_cent_more(role: Role, limit: int) -> None:
    policy = (LIMIT,)
    assert not d.rule_on_department(asked(limit, role), policy, DAY).findings
    assert d.rule_on_department(asked(limit + 1, role), policy, DAY).findings


def test_above_the_own_limit_the_lowest_role_that_may_is_named() -> None:
    assert d.rule_on_department(asked(5_001), POLICY.rules, DAY).approval == Approval(
        Role.SUPERVISOR, 5_001
    )
    assert d.rule_on_department(asked(20_001), POLICY.rules, DAY).approval == Approval(
        Role.MANAGER, 20_001
    )


def test_above_every_limit_nobody_can_agree() -> None:
    assert d.rule_on_department(asked(100_001), (LIMIT,), DAY).denied


@given(st.integers(1, 200_000), ROLES, ROLES)
def test_a_higher_role_may_sell_all_that_a_lower_one_may(
    amount: int, one: Role, other: Role
) -> None:
    lower, higher = sorted((one, other))
    if not d.rule_on_department(asked(amount, lower), (LIMIT,), DAY).findings:
        assert not d.rule_on_department(asked(amount, higher), (LIMIT,), DAY).findings


@given(st.integers(1, 200_000), ROLES)
def test_a_return_of_such_a_line_asks_as_its_sale_does(amount: int, role: Role) -> None:
    sold = d.rule_on_department(asked(amount, role), (LIMIT,), DAY)
    back = d.rule_on_department(asked(-amount, role), (LIMIT,), DAY)
    assert sold.requirements == back.requirements


@pytest.mark.parametrize("price", [9, 100_001])
def test_a_price_outside_the_departments_bounds_is_nobodys_to_approve(price: int) -> None:
    ruling = d.rule_on_department(asked(price, Role.OWNER), (RANGE,), DAY)
    assert ruling.requirements == {Deny()}
    with refused("department.price_range", least=Money(10, EUR), most=Money(100_000, EUR)):
        d.enforce(ruling)


def test_a_department_without_bounds_takes_any_price() -> None:
    request = d.DepartmentRequest(
        department=ANY, price=10**8, amount=10**8, role=Role.OWNER, currency=EUR
    )
    assert not d.rule_on_department(request, (RANGE,), DAY).findings


def test_a_shadow_rule_only_records_and_one_that_is_off_or_to_come_is_silent() -> None:
    shadow = RuleSetting(d.LIMIT, 1, Mode.SHADOW, date(2026, 1, 1), LIMITS)
    off = RuleSetting(d.LIMIT, 1, Mode.OFF, date(2026, 1, 1), LIMITS)
    later = RuleSetting(d.LIMIT, 1, Mode.LIVE, date(2027, 1, 1), LIMITS)
    recorded = d.rule_on_department(asked(9_999), (shadow,), DAY)
    assert (recorded.findings, len(recorded.shadow)) == ((), 1)
    d.enforce(recorded)
    for silent in (off, later):
        assert d.rule_on_department(asked(9_999), (silent,), DAY) == join(())


def test_the_refusal_says_who_may_and_the_numbers() -> None:
    with refused("department.above_role", role="supervisor", limit=Money(5_000, EUR)):
        d.enforce(d.rule_on_department(asked(6_000), POLICY.rules, DAY))
    with refused("department.above_all", amount=Money(100_001, EUR)):
        d.enforce(d.rule_on_department(asked(100_001), (LIMIT,), DAY))


@pytest.mark.parametrize(
    ("parameters", "rule"),
    [
        ({"asociate": "50.00"}, d.LIMIT),
        ({"associate": "fifty"}, d.LIMIT),
        ({"most": "5"}, d.RANGE),
    ],
)
def test_a_limit_that_is_misspelt_is_an_error_and_not_no_limit(
    parameters: dict[str, str], rule: str
) -> None:
    with pytest.raises(ValueError, match=rule):
        d.check_parameters(RuleSetting(rule, 1, Mode.LIVE, DAY, parameters))


@pytest.mark.parametrize("name", ["Lamp", "  Lamp   shade ", "Φωτιστικό", "Reparto pane"])
def test_a_name_that_says_what_it_is_prints_without_needless_blanks(name: str) -> None:
    assert d.checked_name(name, POLICY) == " ".join(name.split())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "department.name_short"),
        ("  ", "department.name_short"),
        ("12345", "department.name_short"),
        ("a1", "department.name_short"),
        ("Reparto 1", "department.name_generic"),
        ("REPARTO", "department.name_generic"),
        ("Dept. 7 no", "department.name_generic"),
        ("Τμήμα 2", "department.name_generic"),
        ("x" * 41, "department.name_long"),
    ],
)
def test_a_name_that_tells_the_customer_nothing_is_refused(name: str, code: str) -> None:
    with refused(code):
        d.checked_name(name, POLICY)


def test_the_line_carries_code_department_reason_and_who() -> None:
    addition = d.addition_of(entry(quantity=Quantity.pieces(3)), POLICY, "104")
    assert addition.department == DepartmentSale(
        department="household", scanned="5449000000996", reason="no_label", user="104"
    )
    product = addition.product
    assert (product.code, product.category, product.tax) == (
        "5449000000996",
        "household",
        "standard",
    )
    assert (product.names.best("it"), addition.quantity) == ("Lamp shade", Quantity.pieces(3))
    assert not addition.merge


def test_an_item_without_a_code_goes_by_its_departments_name() -> None:
    addition = d.addition_of(entry(scanned=""), POLICY, "104")
    assert addition.product.code == "household"
    assert addition.department is not None
    assert addition.department.scanned == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"department": ""}, "department.wanted"),
        ({"department": "toys"}, "department.wanted"),
        ({"reason": ""}, "department.reason_wanted"),
        ({"price": 0}, "department.price_wanted"),
        ({"price": -5}, "department.price_wanted"),
        ({"name": "x"}, "department.name_short"),
    ],
)
def test_each_thing_that_was_left_out_is_named(changes: dict[str, object], code: str) -> None:
    with refused(code):
        d.addition_of(entry(**changes), POLICY, "104")


def test_a_receipts_code_is_never_sold_under_a_department() -> None:
    with refused("own_code.forged"):
        d.addition_of(entry(scanned="91" + "0" * 24), POLICY, "104")
