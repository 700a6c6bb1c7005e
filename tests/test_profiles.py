"""The facts of each country and the shipped tender policy, as the domain's own rules read them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from counter_app.domain.money import Money, currency
from counter_app.domain.rulings import Approval, Deny, Identify, Role, Ruling
from counter_app.domain.store_profile import StoreProfile, taxes_on
from counter_app.domain.tax import Tax, TaxRounding
from counter_app.domain.tenders import RULES, RuleSetting, Tender, TenderRequest, rule_on_tender
from counter_app.services.policies.profiles import canonical, policy_of, profile_of, read_toml
from counter_app.services.resources import resource_dir
from counter_app.wording import LANGUAGES, Wording

EUR = currency("EUR")
GROUPS = frozenset({"standard", "reduced", "low", "super_reduced", "zero", "exempt"})
PROFILES = ("it", "gr", "gb", "us_ny")
TODAY = date(2026, 11, 21)

Table = Mapping[str, Any]  # a TOML file: each test says what it expects in it


def _table(name: str) -> Table:
    return read_toml(resource_dir() / "profiles" / f"{name}.toml")


def _profile(name: str) -> StoreProfile:
    """The profile as a store founded with it reads it."""
    return profile_of(canonical(_table(name)))


def _taxes(name: str, group: str) -> tuple[Tax, ...]:
    return taxes_on(_profile(name).groups[group], TODAY)


# ---- profiles of countries


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_states_every_fact_and_nothing_else(name: str) -> None:
    profile = _table(name)
    assert set(profile) == {
        "country",
        "currency",
        "tax_word",
        "prices_include_tax",
        "tax_rounding",
        "not_fiscal",
        "date_format",
        "in_store_region",
        "cash_rounding",
        "groups",
    }
    assert set(profile["groups"]) == GROUPS
    read = _profile(name)
    assert read.currency.digits == 2
    assert read.tax_rounding is TaxRounding(profile["tax_rounding"])
    assert all(Wording(one).has(f"tax.word.{read.tax_word}") for one in LANGUAGES)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_writes_dates_as_the_words_do(name: str) -> None:
    profile = _table(name)
    language = {"IT": "it", "GR": "el"}.get(profile["country"], "en")
    written = Wording(language, profile["country"]).date(date(2026, 11, 2))
    shown = profile["date_format"].replace("dd", "02").replace("mm", "11").replace("yyyy", "2026")
    assert written == shown


@pytest.mark.parametrize("name", PROFILES)
def test_taxes_are_included_where_prices_include_them(name: str) -> None:
    taxes = [tax for group in GROUPS for tax in _taxes(name, group)]
    assert {tax.included for tax in taxes} == {_profile(name).prices_include_tax}
    assert all(tax.rate >= 0 for tax in taxes)


@pytest.mark.parametrize("name", PROFILES)
def test_one_tax_identity_has_one_rate(name: str) -> None:
    rates: dict[str, set[Decimal]] = {}
    for group in GROUPS:
        for tax in _taxes(name, group):
            rates.setdefault(tax.id, set()).add(tax.rate)
    assert all(len(found) == 1 for found in rates.values())


@pytest.mark.parametrize(
    ("name", "group", "rates"),
    [
        ("it", "standard", ["22"]),
        ("it", "reduced", ["10"]),
        ("it", "low", ["5"]),
        ("it", "super_reduced", ["4"]),
        ("it", "exempt", []),
        ("gr", "standard", ["24"]),
        ("gr", "reduced", ["13"]),
        ("gr", "super_reduced", ["6"]),
        ("gb", "standard", ["20"]),
        ("gb", "reduced", ["5"]),
        ("gb", "zero", ["0"]),
        ("us_ny", "standard", ["4", "4.5", "0.375"]),
        ("us_ny", "super_reduced", []),
    ],
)
def test_the_rates_are_those_of_the_country(name: str, group: str, rates: list[str]) -> None:
    taxes = _taxes(name, group)
    assert [tax.rate for tax in taxes] == [Decimal(rate) for rate in rates]


def test_new_york_city_adds_8_875_percent_in_all() -> None:
    taxes = _taxes("us_ny", "standard")
    assert sum(tax.rate for tax in taxes) == Decimal("8.875")


def test_italy_rounds_cash_to_five_cents_and_the_others_do_not() -> None:
    due = {name: Money(1063, _profile(name).currency) for name in PROFILES}
    paid = {name: _profile(name).rules_on(TODAY).cash.round(due[name]).minor for name in PROFILES}
    assert paid == {"it": 1065, "gr": 1063, "gb": 1063, "us_ny": 1063}
    before = _profile("it").rules_on(date(2017, 12, 31)).cash
    assert before.round(due["it"]) == due["it"]


def test_where_a_fiscal_device_prints_ours_says_it_is_not_the_fiscal_document() -> None:
    saying = {name for name in PROFILES if _profile(name).not_fiscal}
    assert saying == {"it", "gr"}


# ---- tender policy


def _policy() -> tuple[RuleSetting, ...]:
    return policy_of(canonical(read_toml(resource_dir() / "policies" / "tenders.toml")))


CHECK = TenderRequest(
    tender=Tender.CHECK,
    amount=0,
    role=Role.ASSOCIATE,
    currency=EUR,
    check_number="1001",
    identified=True,
)


def _ruling(request: TenderRequest, amount: str) -> Ruling:
    asked = replace(request, amount=Money.parse(amount, EUR).minor)
    return rule_on_tender(asked, _policy(), TODAY)


def test_the_policy_sets_every_tender_rule_once_and_knows_no_other() -> None:
    assert sorted(one.rule for one in _policy()) == sorted(RULES)


def test_every_rule_has_its_words() -> None:
    for language in LANGUAGES:
        wording = Wording(language)
        assert all(wording.has(f"rule.{one.rule}") for one in _policy())


def test_every_parameter_is_an_amount_or_a_count_written_as_text() -> None:
    for setting in _policy():
        for name, text in setting.parameters.items():
            assert isinstance(text, str)
            assert Money.parse(text, EUR).minor > 0, (setting.rule, name)
            assert setting.number(name) if "." not in text else setting.amount(name, EUR)


def test_a_higher_role_never_has_the_lower_limit() -> None:
    for setting in _policy():
        limits = [setting.amount(role.word, EUR) for role in Role]
        known = [limit.minor for limit in limits if limit is not None]
        assert known == sorted(known)


@pytest.mark.parametrize(
    ("amount", "requirement"),
    [
        ("100.00", None),
        ("100.01", Approval(Role.SUPERVISOR, 10001)),
        ("250.01", Approval(Role.MANAGER, 25001)),
        ("500.01", Deny()),
    ],
)
def test_a_check_above_the_limit_asks_the_first_role_that_may(
    amount: str, requirement: object
) -> None:
    asked = _ruling(CHECK, amount).requirements
    assert set(asked) == ({requirement} if requirement else set())


def test_a_fourth_check_is_refused_and_identity_is_asked_above_fifty() -> None:
    assert _ruling(replace(CHECK, checks_before=3), "10.00").denied
    assert not _ruling(replace(CHECK, checks_before=2), "10.00").denied
    assert _ruling(replace(CHECK, identified=False), "50.01").asks(Identify())
    assert not _ruling(replace(CHECK, identified=False), "50.00").asks(Identify())


def test_a_low_check_number_is_only_recorded() -> None:
    ruling = _ruling(replace(CHECK, check_number="101"), "10.00")
    assert not ruling.requirements
    assert [finding.rule for finding in ruling.shadow] == ["check.low_number"]


def test_cash_stays_below_five_thousand() -> None:
    cash = replace(CHECK, tender=Tender.CASH)
    assert not _ruling(cash, "4999.99").denied
    assert _ruling(replace(cash, taken_before=499_999), "0.01").denied
