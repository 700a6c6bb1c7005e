"""Quick notes lie above what is due; the pieces of the change add up to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.ui.flows.selling.denominations import pieces, quick_notes


@pytest.mark.parametrize(
    ("due", "offered"),
    [
        (5175, (5500, 6000, 10000)),
        (24_90, (2500, 3000, 4000)),
        (10_00, (1500, 2000, 5000)),
        (0, ()),
        (-500, ()),
    ],
)
def test_round_amounts_above_the_due_are_offered(due: int, offered: tuple[int, ...]) -> None:
    assert quick_notes(due, 2) == offered


@given(st.integers(1, 1_000_000), st.sampled_from([0, 2, 3]))
def test_every_offered_note_covers_the_due_and_none_twice(due: int, digits: int) -> None:
    offered = quick_notes(due, digits)
    assert offered
    assert all(note > due for note in offered)
    assert list(offered) == sorted(set(offered))


@given(st.integers(0, 200_000), st.sampled_from(["EUR", "GBP", "USD"]))
def test_the_pieces_add_up_to_the_change_largest_first(change: int, code: str) -> None:
    made = pieces(change, code, 2, 10_000)
    values = [value for value, _ in made]
    assert sum(values) == change
    assert values == sorted(values, reverse=True)


def test_five_euros_are_a_note_and_two_are_a_coin() -> None:
    assert pieces(700, "EUR", 2, 8) == ((500, True), (200, False))


def test_change_of_a_slip_of_the_hand_is_counted_and_never_made_note_by_note() -> None:
    assert pieces(10**30, "EUR", 2, 8) == ()
    assert pieces(0, "EUR", 2, 0) == ()
