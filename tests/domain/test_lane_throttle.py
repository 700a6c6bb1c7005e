"""Twenty wrong PINs within an hour close the lane for a quarter of one."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.lane_throttle import (
    CLOSED_MS,
    MOST_WRONG,
    WINDOW_MS,
    LaneWatch,
    after_wrong,
)

MINUTE = 60_000


def after(*moments: int) -> LaneWatch:
    watch = LaneWatch()
    for at in moments:
        watch = after_wrong(watch, at)
    return watch


def test_the_twentieth_wrong_try_within_the_hour_closes_the_lane() -> None:
    moments = [n * MINUTE for n in range(MOST_WRONG)]
    assert after(*moments[:-1]).left(moments[-1]) == 0
    assert after(*moments).left(moments[-1]) == CLOSED_MS


def test_it_opens_again_after_a_quarter_of_an_hour() -> None:
    watch = after(*range(MOST_WRONG))
    end = MOST_WRONG - 1 + CLOSED_MS
    assert watch.left(end - 1) == 1
    assert watch.left(end) == 0


def test_what_is_an_hour_old_does_not_count() -> None:
    old = range(MOST_WRONG - 1)
    assert after(*old, WINDOW_MS + MOST_WRONG).left(WINDOW_MS + MOST_WRONG) == 0


def test_after_closing_the_count_begins_anew() -> None:
    watch = after_wrong(after(*range(MOST_WRONG)), 2 * CLOSED_MS)
    assert watch.wrong == (2 * CLOSED_MS,)
    assert watch.left(2 * CLOSED_MS) == 0


@given(st.lists(st.integers(0, 10 * MINUTE), max_size=60))
def test_it_closes_exactly_when_an_hour_holds_too_many(gaps: list[int]) -> None:
    watch, now, counted = LaneWatch(), 0, list[int]()
    for gap in gaps:
        now += gap
        before = watch.closed_until
        watch = after_wrong(watch, now)
        counted = [at for at in counted if now - at < WINDOW_MS] + [now]
        closes = len(counted) >= MOST_WRONG
        assert (watch.closed_until != before) == closes
        counted = [] if closes else counted
