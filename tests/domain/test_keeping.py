"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.keeping import Keep, to_drop

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


def days_back(*days: float) -> list[datetime]:
    return [NOON - timedelta(days=one) for one in days]


def kept(made: list[datetime], keep: Keep) -> list[datetime]:
    return sorted(set(made) - set(to_drop(made, keep)), reverse=True)


def test_only_the_newest_of_a_day_stays() -> None:
    made = days_back(0, 0.1, 0.2, 1)
    assert to_drop(made, Keep(7, 0, 0)) == tuple(days_back(0.2, 0.1))


def test_a_year_of_days_leaves_days_weeks_and_months() -> None:
    made = days_back(*range(400))
    left = kept(made, Keep(7, 4, 12))
    assert left[:7] == days_back(*range(7))
    assert [at.weekday() for at in left[7:10]] == [6, 6, 6]  # Sundays: the last of their weeks
    months = {(at.year, at.month) for at in left}
    assert len(months) == 12
    assert len(left) == 7 + 3 + 11  # this month's newest is today's, this week's too


def test_a_shop_that_was_shut_keeps_as_many_days() -> None:
    made = days_back(100, 101, 102)
    assert kept(made, Keep(2, 0, 0)) == days_back(100, 101)


def test_the_newest_stays_even_where_nothing_is_kept() -> None:
    assert kept(days_back(3, 4), Keep(0, 0, 0)) == days_back(3)


MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=60)  # noqa: DTZ001 - only their order counts
COUNTS = st.integers(0, 12)


@given(MOMENTS, COUNTS, COUNTS, COUNTS)
def test_dropping_twice_drops_no_more(
    made: list[datetime], daily: int, weekly: int, monthly: int
) -> None:
    keep = Keep(daily, weekly, monthly)
    left = kept(made, keep)
    assert to_drop(left, keep) == ()
    assert len(left) <= max(1, daily + weekly + monthly)
    assert not made or max(made) in left
