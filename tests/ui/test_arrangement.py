"""Where the panes go follows the table of the design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.services.resources import resource_dir
from counter_app.ui.arrangement import Rail, arrange
from counter_app.ui.presenters.looks import SIZES
from counter_app.ui.theme import read_tokens

MEASURES = read_tokens(resource_dir()).measures


@pytest.mark.parametrize(
    ("width", "height", "percent", "rail", "notes"),
    [
        (1366, 768, 100, Rail.WORDS, 4),
        (1920, 1080, 125, Rail.WORDS, 4),
        (1024, 768, 100, Rail.ICONS, 2),
        (1366, 768, 125, Rail.ICONS, 2),
        (1366, 768, 150, Rail.FOLDED, 0),
        (1024, 768, 200, Rail.FOLDED, 0),
    ],
)
def test_the_room_decides_how_the_rail_stands(
    width: int, height: int, percent: int, rail: Rail, notes: int
) -> None:
    arrangement = arrange(width, height, percent, MEASURES)
    assert (arrangement.rail, arrangement.notes) == (rail, notes)


def test_the_basket_is_604_pixels_wide_at_1366() -> None:
    arrangement = arrange(1366, 768, 100, MEASURES)
    assert (arrangement.basket_width, arrangement.rail_width) == (604, 192)


def test_a_high_window_has_keys_of_64_and_a_low_one_of_48() -> None:
    assert arrange(1920, 1080, 100, MEASURES).key_height == 64
    assert arrange(1366, 768, 100, MEASURES).key_height == 48


def test_a_window_higher_than_wide_puts_the_context_under_the_basket() -> None:
    assert arrange(768, 1024, 100, MEASURES).portrait
    assert not arrange(1024, 768, 100, MEASURES).portrait


def test_a_card_keeps_head_and_foot_in_place_where_there_is_room_or_height() -> None:
    assert arrange(1366, 768, 100, MEASURES).roomy
    assert arrange(768, 1024, 100, MEASURES).roomy
    assert not arrange(768, 1024, 150, MEASURES).roomy
    assert not arrange(1024, 768, 200, MEASURES).roomy


@given(st.integers(800, 4000), st.integers(600, 2200), st.sampled_from(SIZES))
def test_the_context_always_keeps_a_third_of_the_width(
    width: int, height: int, percent: int
) -> None:
    arrangement = arrange(width, height, percent, MEASURES)
    taken = arrangement.basket_width + arrangement.rail_width + 2 * arrangement.margin
    assert width - taken - 2 * arrangement.gap >= (width - arrangement.rail_width) / 3
    assert arrangement.basket_width <= MEASURES.basket_max or arrangement.folded
