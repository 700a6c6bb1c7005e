"""Nobody at the counter: it dims, says so, and is left; whoever is there is not disturbed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.idle_lock import IdleLock
from counter_app.domain.money import currency
from counter_app.ui.flows.idling import (
    DimView,
    Effect,
    Idling,
    Ticked,
    Touched,
    dim_view,
    step,
)
from counter_app.ui.flows.shop import Shown
from counter_app.wording import LANGUAGES, Wording

LOCK = IdleLock(seconds=120, notice=30)


def after(seconds: int, state: Idling = Idling(0), *, held: bool = False) -> Idling:  # noqa: B008  frozen
    return step(state, Ticked(seconds * 1000, held), LOCK)[0]


def test_until_the_policy_s_time_nothing_is_to_be_seen() -> None:
    assert step(Idling(0), Ticked(119_999), LOCK) == (Idling(0), ())


@pytest.mark.parametrize(("seconds", "left"), [(120, 30), (125, 30), (131, 20), (149, 10)])
def test_the_notice_says_how_long_it_is_in_steps_of_ten(seconds: int, left: int) -> None:
    assert after(seconds).left == left


def test_then_the_counter_is_left_once() -> None:
    left, effects = step(after(120), Ticked(150_000), LOCK)
    assert effects == (Effect.LEAVE,)
    assert not left.dim
    assert step(left, Ticked(151_000), LOCK) == (left, ())


def test_a_machine_that_slept_locks_without_a_notice() -> None:
    assert step(Idling(0), Ticked(10**9), LOCK)[1] == (Effect.LEAVE,)


def test_a_touch_wakes_it_and_the_time_begins_anew() -> None:
    woken, effects = step(after(140), Touched(140_000), LOCK)
    assert (woken, effects) == (Idling(140_000), ())
    assert not after(140 + 119, woken).dim
    assert after(140 + 120, woken).dim


def test_while_the_terminal_is_asked_or_something_is_stored_no_time_goes_by() -> None:
    held = after(10_000, held=True)
    assert not held.dim
    assert not after(10_000 + 119, held).dim


def test_work_that_begins_on_a_dimmed_screen_lights_it_again() -> None:
    assert not after(130, after(121), held=True).dim


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=20))
def test_it_is_left_only_after_the_whole_time_without_a_touch(gaps: list[int]) -> None:
    state, now = Idling(0), 0
    for gap in gaps:
        now += gap
        state, effects = step(state, Ticked(now), LOCK)
        assert bool(effects) == (gap >= 150_000)
        assert state.dim == (120_000 <= gap < 150_000)
        state, _ = step(state, Touched(now), LOCK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_names_the_seconds_in_every_language(language: str) -> None:
    shown = Shown(Wording(language), currency("EUR"))
    assert dim_view(Idling(0), shown) == DimView()
    view = dim_view(Idling(0, left=20), shown)
    assert "20" in view.title
    assert view.detail
