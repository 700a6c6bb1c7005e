"""The keyboard on the screen types what stands on its keys, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.ui.flows.keyboard.touch_typing import (
    BACKSPACE,
    CLOSE,
    DIALYTIKA,
    ENTER,
    LANGUAGE,
    LETTERS,
    NAMED,
    SHIFT,
    SIGNS,
    SPACE,
    TONOS,
    Panel,
    Shift,
    Typing,
    caption,
    keys,
    press,
)
from counter_app.wording import LANGUAGES

VOWELS = {
    "α": "ά", "ε": "έ", "η": "ή", "ι": "ί", "ο": "ό", "υ": "ύ", "ω": "ώ",
    "Α": "Ά", "Ε": "Έ", "Η": "Ή", "Ι": "Ί", "Ο": "Ό", "Υ": "Ύ", "Ω": "Ώ",
}  # fmt: skip


def typed(language: str, *names: str) -> str:
    typing, text = Typing(language), ""
    for name in names:
        typing, more = press(typing, name)
        text += more
    return text


def standing(typing: Typing) -> set[str]:
    return {name for row in keys(typing) for name in row}


@pytest.mark.parametrize(
    ("language", "alphabet"),
    [
        ("en", "abcdefghijklmnopqrstuvwxyz"),
        ("it", "abcdefghijklmnopqrstuvwxyzàèéìòù"),
        ("el", "αβγδεζηθικλμνξοπρσςτυφχψω"),
    ],
)
def test_every_letter_of_a_language_has_its_key(language: str, alphabet: str) -> None:
    assert set(alphabet) <= standing(Typing(language))
    assert set(alphabet.upper()) <= standing(Typing(language, shift=Shift.LOCKED))
    assert set("1234567890") <= standing(Typing(language))


@pytest.mark.parametrize(("plain", "accented"), VOWELS.items())
def test_the_tonos_stands_before_its_vowel_as_on_a_greek_keyboard(
    plain: str, accented: str
) -> None:
    assert typed("el", TONOS, plain) == accented


@pytest.mark.parametrize("marks", [(TONOS, DIALYTIKA), (DIALYTIKA, TONOS)])
def test_tonos_and_dialytika_go_together_in_any_order(marks: tuple[str, str]) -> None:
    assert typed("el", *marks, "ι") == "ΐ"
    assert typed("el", *marks, "υ") == "ΰ"
    assert typed("el", DIALYTIKA, "ι") == "ϊ"


@pytest.mark.parametrize("letter", ["κ", "ς", "Σ"])
def test_a_mark_that_fits_no_letter_is_dropped(letter: str) -> None:
    assert typed("el", TONOS, letter) == letter
    assert typed("el", TONOS, letter, "α") == f"{letter}α"


def test_a_mark_pressed_twice_is_taken_back() -> None:
    assert typed("el", TONOS, TONOS, "α") == "ά"
    assert typed("el", TONOS, BACKSPACE, "α") == "α"


def test_shift_gives_one_capital_and_pressed_twice_all() -> None:
    typing, _ = press(Typing("en"), SHIFT)
    assert "Q" in standing(typing)
    typing, text = press(typing, "Q")
    assert (text, typing.shift) == ("Q", Shift.OFF)
    for _ in range(2):
        typing, _ = press(typing, SHIFT)
    typing, _ = press(typing, "Q")
    assert "W" in standing(typing)
    assert press(typing, SHIFT)[0].shift is Shift.OFF


def test_shift_on_the_tonos_is_the_dialytika() -> None:
    assert DIALYTIKA in standing(Typing("el", shift=Shift.ONCE))
    assert TONOS not in standing(Typing("el", shift=Shift.ONCE))


def test_the_language_key_goes_round() -> None:
    typing, seen = Typing("en"), []
    for _ in LANGUAGES:
        typing, _ = press(typing, LANGUAGE)
        seen.append(typing.language)
    assert sorted(seen) == sorted(LANGUAGES)
    assert typing.language == "en"


def test_signs_are_one_key_away_and_so_is_the_way_back() -> None:
    typing, _ = press(Typing("el"), SIGNS)
    assert {"@", "/", "\\", "_", ":", "€"} <= standing(typing)
    assert press(typing, LETTERS)[0].panel is Panel.LETTERS


def test_numbers_stand_as_on_a_number_pad_with_the_mark_of_the_language() -> None:
    rows = keys(Typing("it", Panel.NUMBERS), ",")
    assert [row[:3] for row in rows] == [
        ("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), (",", "0", "00"),
    ]  # fmt: skip


@pytest.mark.parametrize("panel", list(Panel))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_can_delete_confirm_and_close(language: str, panel: Panel) -> None:
    assert {BACKSPACE, ENTER, CLOSE} <= standing(Typing(language, panel))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice_in_a_row_of_keys(language: str) -> None:
    for panel in Panel:
        for shift in Shift:
            rows = keys(Typing(language, panel, shift))
            names = [name for row in rows for name in row]
            assert len(names) == len(set(names))


PRESSES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 11)),
    max_size=40,
)


@given(st.sampled_from(LANGUAGES), PRESSES)
def test_every_press_types_what_stands_on_the_key_or_nothing(
    language: str, presses: list[tuple[int, int]]
) -> None:
    typing = Typing(language)
    for row, place in presses:
        rows = keys(typing)
        names = rows[row % len(rows)]
        name = names[place % len(names)]
        stood, marks = caption(typing, name), typing.marks
        typing, text = press(typing, name)
        if name == SPACE:
            assert text == " "
        elif name in NAMED:
            assert text == ""
        else:
            assert text == stood or (len(text) == 1 and marks)
