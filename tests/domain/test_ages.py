"""Old enough or not: birth dates, days, and what is kept of them."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.ages import (
    AGES,
    AgeShown,
    Proof,
    age_on,
    check_age,
    required_age,
    shown,
)
from counter_app.domain.catalogue import Flag
from tests.refusals import refused

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TODAY = date(2026, 11, 2)


@given(DAYS, DAYS)
def test_an_age_is_the_number_of_birthdays_since_the_birth(born: date, day: date) -> None:
    assume(born <= day)
    age = age_on(born, day)
    birthday_month = (born.month, born.day)
    had = (day.month, day.day) >= birthday_month
    assert age >= 0
    assert day.year - born.year - age == (0 if had else 1)


@given(DAYS, st.integers(0, 40_000))
def test_nobody_grows_younger_and_a_day_makes_nobody_two_years_older(born: date, days: int) -> None:
    assume(born.year + days // 365 < 2099)
    day = born + timedelta(days)
    assert age_on(born, day + timedelta(1)) - age_on(born, day) in {0, 1}


@given(DAYS, st.sampled_from([16, 18, 21]))
def test_the_first_day_on_which_it_is_sold_is_the_birthday(born: date, age: int) -> None:
    assume(born.year + age <= 2099 and (born.month, born.day) != (2, 29))
    birthday = born.replace(year=born.year + age)
    assert check_age(age, born, birthday).age == age
    with refused("age.not_reached"):
        check_age(age, born, birthday - timedelta(1))


def test_who_was_born_on_29_february_is_18_on_1_march_of_a_common_year() -> None:
    born = date(2004, 2, 29)
    assert age_on(born, date(2022, 2, 28)) == 17
    assert age_on(born, date(2022, 3, 1)) == 18
    assert age_on(born, date(2024, 2, 28)) == 19
    assert age_on(born, date(2024, 2, 29)) == 20


def test_the_answer_holds_the_age_and_how_it_was_shown_and_no_birth_date() -> None:
    answer = check_age(18, date(1998, 11, 2), TODAY)
    assert answer == AgeShown(age=18, by=Proof.DOCUMENT)
    assert {one.name for one in fields(answer)} == {"age", "by"}


@pytest.mark.parametrize("born", [date(2026, 11, 3), date(1890, 1, 1)])
def test_a_day_that_no_customer_was_born_on_is_a_slip_of_the_finger(born: date) -> None:
    with refused("age.date"):
        check_age(18, born, TODAY)


def test_an_item_asks_for_the_highest_of_its_ages() -> None:
    assert required_age(frozenset({Flag.AGE_16, Flag.AGE_21, Flag.SERIAL})) == 21
    assert required_age(frozenset({Flag.SERIAL})) == 0
    assert {flag for flag in Flag if flag.name.startswith("AGE")} == set(AGES)


def test_who_is_21_is_18_as_well_but_not_the_other_way() -> None:
    ages = (AgeShown(age=18, by=Proof.CLEARLY_OVER),)
    assert shown(ages, 16)
    assert shown(ages, 18)
    assert not shown(ages, 21)
    assert not shown((), 16)
