"""What customers say of a receipt they have not got, and what the counter makes of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.receipt_search import Reading, last_days, readings

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 21)


def read(text: str, digits: int = 2) -> tuple[Reading, ...]:
    return readings(text, TODAY, digits)


def on(day: date, **more: object) -> Reading:
    return Reading(since=day, until=day, **more)  # type: ignore[arg-type]  # names of fields


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_typed_asks_for_every_receipt(text: str) -> None:
    assert read(text) == (Reading(),)


@pytest.mark.parametrize("text", ["0001-03-01-0000042", "000103010000042"])
def test_a_whole_number_is_that_receipt_alone(text: str) -> None:
    assert read(text) == (Reading(number="000103010000042"),)


def test_the_last_digits_of_a_number_may_be_the_sum_of_the_receipt_too() -> None:
    assert read("42") == (Reading(number="42"), Reading(amount=4200))
    assert read("0000042") == (Reading(number="0000042"),)


def test_four_digits_may_be_the_end_of_a_card_too() -> None:
    assert read("4242") == (
        Reading(number="4242"),
        Reading(last4="4242"),
        Reading(amount=424_200),
    )


@pytest.mark.parametrize("text", ["*4242", "* 4242", "····4242", "...4242", "…4242", "****4242"])
def test_a_star_or_dots_before_four_digits_is_a_card(text: str) -> None:
    assert read(text) == (Reading(last4="4242"),)


@pytest.mark.parametrize("text", ["*42", "*42424", "*card"])
def test_a_card_has_four_last_digits_no_more_no_fewer(text: str) -> None:
    assert all(not one.last4 for one in read(text))


@pytest.mark.parametrize(
    ("text", "minor"),
    [("45.90", 4590), ("45,90", 4590), ("45,9", 4590), (",90", 90), ("€45.90", 4590), ("7€", 700)],
)
def test_an_amount_is_read_as_it_is_written_here_and_abroad(text: str, minor: int) -> None:
    assert read(text) == (Reading(amount=minor),)


def test_a_currency_without_cents_has_none() -> None:
    assert read("450", 0) == (Reading(number="450"), Reading(amount=450))
    assert read("45.5", 0) == (Reading(item="45.5"),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21/11", DAY),
        ("21-11", DAY),
        ("21.11.", DAY),
        ("21.11.2026", DAY),
        ("21/11/26", DAY),
        ("2026-11-21", DAY),
        ("11/21", DAY),
        ("23/11", date(2025, 11, 23)),
        ("29/2", date(2024, 2, 29)),
        ("22.11.2026", TODAY),
    ],
)
def test_a_day_without_a_year_is_the_last_one_that_has_begun(text: str, day: date) -> None:
    assert read(text) == (on(day),)


def test_what_may_be_a_day_or_a_sum_is_read_as_the_day_first() -> None:
    assert read("21.11") == (on(DAY), Reading(amount=2111))
    assert read("12,50") == (Reading(amount=1250),)
    assert read("31.06") == (Reading(amount=3106),)


@pytest.mark.parametrize("text", ["45,90 21/11", "21/11 45.90", " 21/11   45.90 "])
def test_a_day_and_a_sum_are_asked_together_in_any_order(text: str) -> None:
    assert read(text) == (on(DAY, amount=4590),)


def test_a_card_narrows_a_day_and_a_sum() -> None:
    assert read("*4242 45.90 21/11") == (on(DAY, amount=4590, last4="4242"),)


@pytest.mark.parametrize("text", ["kettle", "Βραστήρας", "kettle 1.7", "caffè", "45.90 kettle"])
def test_whatever_is_none_of_these_is_the_name_of_an_item(text: str) -> None:
    assert read(text) == (Reading(item=text),)


def test_a_long_number_is_an_item_before_it_is_part_of_a_receipt() -> None:
    assert read("9520001000034") == (
        Reading(item="9520001000034"),
        Reading(number="9520001000034"),
    )


@pytest.mark.parametrize("text", ["45.90 12.80", "21/11 20/11", "*4242 *1111"])
def test_two_of_a_kind_are_no_search(text: str) -> None:
    assert read(text) == (Reading(item=text),)


def test_a_day_that_never_was_is_no_day() -> None:
    assert not any(one.dated for one in read("31/02"))
    assert not any(one.dated for one in read("99.99.2026"))


def test_today_and_the_days_before_it_are_counted_with_today() -> None:
    assert last_days(TODAY, 1) == on(TODAY)
    assert last_days(TODAY, 7) == Reading(since=TODAY - timedelta(days=6), until=TODAY)


@given(st.text(max_size=24))
def test_any_text_has_a_meaning_and_none_of_them_twice(text: str) -> None:
    found = read(text)
    assert found
    assert len(set(found)) == len(found)


@given(st.dates(date(2019, 1, 1), TODAY))
def test_every_day_of_the_past_is_found_by_its_full_date(day: date) -> None:
    assert read(f"{day:%d/%m/%Y}")[0] == on(day)
    assert read(day.isoformat())[0] == on(day)


@given(st.integers(0, 9_999_999))
def test_every_amount_is_found_as_it_is_printed(minor: int) -> None:
    assert Reading(amount=minor) in read(f"{minor // 100}.{minor % 100:02}")
    assert Reading(amount=minor) in read(f"{minor // 100},{minor % 100:02}")
