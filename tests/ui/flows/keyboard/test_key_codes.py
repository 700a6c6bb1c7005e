"""No layout changes what a scanner sent."""

import pytest

from counter_app.ui.flows.keyboard.key_codes import Platform, by_place


@pytest.mark.parametrize(
    ("platform", "first"), [(Platform.X11, 10), (Platform.WINDOWS, 2)], ids=["x11", "windows"]
)
def test_the_digit_row_gives_digits_by_place(platform: Platform, first: int) -> None:
    row = [by_place(platform, first + n, shift=False, pad=False) for n in range(10)]
    assert "".join(row) == "1234567890"


def test_a_mac_gives_the_same_digits_by_its_own_numbers() -> None:
    places = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)
    row = [by_place(Platform.MAC, place, shift=False, pad=False) for place in places]
    assert "".join(row) == "1234567890"


def test_letters_follow_the_place_so_a_greek_layout_gives_latin() -> None:
    assert by_place(Platform.X11, 38, shift=False, pad=False) == "a"
    assert by_place(Platform.WINDOWS, 44, shift=True, pad=False) == "Z"
    assert by_place(Platform.MAC, 6, shift=False, pad=False) == "z"


def test_signs_of_a_web_address_survive_an_italian_layout() -> None:
    assert by_place(Platform.X11, 61, shift=False, pad=False) == "/"
    assert by_place(Platform.X11, 47, shift=True, pad=False) == ":"
    assert by_place(Platform.X11, 61, shift=True, pad=False) == "?"


def test_the_number_pad_gives_digits_too() -> None:
    pad = [by_place(Platform.X11, code, shift=False, pad=True) for code in (90, 87, 88, 89, 83)]
    assert "".join(pad) == "01234"
    assert by_place(Platform.MAC, 92, shift=False, pad=True) == "9"
    assert by_place(Platform.WINDOWS, 55, shift=False, pad=True) == "*"


def test_a_place_without_a_character_gives_none() -> None:
    assert by_place(Platform.X11, 67, shift=False, pad=False) == ""
    assert by_place(Platform.MAC, 122, shift=False, pad=False) == ""
