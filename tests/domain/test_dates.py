"""A day as a person types it, in every order and with every mark."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dates import read_date
from counter_app.domain.errors import Refusal
from tests.refusals import refused

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TODAY = date(2026, 11, 2)


@given(DAYS)
def test_a_date_is_read_as_it_is_written_with_marks_or_without(day: date) -> None:
    for mark in (".", "/", "-", " "):
        assert read_date(f"{day.day}{mark}{day.month}{mark}{day.year}", TODAY.year) == day
    assert read_date(f"{day:%d%m%Y}", TODAY.year) == day
    assert read_date(f" {day:%d/%m/%Y} ", TODAY.year) == day
    assert read_date(f"{day:%m/%d/%Y}", TODAY.year, month_first=True) == day
    assert read_date(f"{day:%m%d%Y}", TODAY.year, month_first=True) == day


@given(st.dates(date(1927, 1, 1), date(2026, 12, 31)))
def test_two_digits_of_a_year_are_the_newest_such_year_that_has_begun(day: date) -> None:
    assert read_date(f"{day:%d%m%y}", TODAY.year) == day
    assert read_date(f"{day.day}.{day.month}.{day:%y}", TODAY.year) == day


def test_a_year_to_come_is_read_where_there_may_be_one() -> None:
    assert read_date("050127", 2036) == date(2027, 1, 5)
    assert read_date("050137", 2036) == date(1937, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("", "1", "31", "3102", "310226", "31/02/1998", "00/01/1998", "01/13/1998", "1998-11-02"),
        *(
            "2.11.98.",
            "2/11",
            "02111",
            "0211199",
            "021119988",
            "01/01/0000",
            "٠٢١١١٩٩٨",
            "2.11.199",
        ),
    ],
)
def test_what_is_no_date_is_refused_and_never_guessed(text: str) -> None:
    with refused("date.not_one"):
        read_date(text, TODAY.year)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_date_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert isinstance(read_date(text, TODAY.year), date)
