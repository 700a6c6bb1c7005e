from hypothesis import given
from hypothesis import strategies as st

from counter_app.documents.lettering import (
    BODY,
    NAME,
    STORE,
    TOTAL,
    fitted,
    printable,
    width,
    wrap,
)

ROOM = 150.0
WORDS = st.text("abcdefgh ΩμέγαÀè'<b>€ ", max_size=120)


@given(WORDS, st.integers(1, 3))
def test_a_wrapped_text_never_leaves_its_room_nor_its_rows(text: str, most: int) -> None:
    rows = wrap(text, NAME, ROOM, most)
    assert len(rows) <= most
    assert all(width(row, NAME) <= ROOM + 0.01 for row in rows)


@given(WORDS)
def test_only_the_last_row_may_lose_words_and_says_so(text: str) -> None:
    rows = wrap(text, NAME, ROOM, 2)
    if "…" not in rows[-1]:
        assert "".join("".join(rows).split()) == "".join(text.split())


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert wrap("Kettle 1.7 L", NAME, ROOM) == ("Kettle 1.7 L",)


def test_rows_break_between_words_where_there_are_any() -> None:
    first, second = wrap("Kettle with a very long name indeed", NAME, ROOM)
    assert f"{first} {second}" == "Kettle with a very long name indeed"


def test_a_word_wider_than_the_room_is_broken_inside() -> None:
    first, second = wrap("Donaudampfschifffahrtsgesellschaft", NAME, ROOM)
    assert first + second == "Donaudampfschifffahrtsgesellschaft"


def test_a_wide_number_is_set_smaller_but_never_unreadably() -> None:
    wide = "12,345,678.90 EUR"
    assert width(wide, fitted(wide, TOTAL, 120, 8)) <= 120.01
    assert fitted(wide, TOTAL, 10, 8).size == 8
    assert fitted("5.00", STORE, 120, 8) is STORE


def test_data_is_one_line_without_control_characters() -> None:
    assert printable("Two\nlines\tand\x07 a bell") == "Two lines and a bell"
    assert printable("<b>«Caffè»</b> & Ωμέγα") == "<b>«Caffè»</b> & Ωμέγα"


def test_widths_grow_with_the_size() -> None:
    assert width("0,00", TOTAL) > width("0,00", BODY) > 0
