"""Case, accents, the final sigma and punctuation never decide whether a name is found."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.search_text import fold, trigrams

NAMES = st.text(max_size=40)


def capitals_without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.upper())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Milk", "milk"),
        ("  Semi-skimmed   MILK, 1 L. ", "semi skimmed milk 1 l"),
        ("Caffè", "caffe"),
        ("Γάλα", "γαλα"),
        ("ΓΑΛΑ", "γαλα"),
        ("Χυμός", "χυμοσ"),
        ("ΧΥΜΟΣ", "χυμοσ"),
        ("Weißbier", "weissbier"),
        ("Ρούχα_εργασίας", "ρουχα εργασιασ"),
        ("Ряженка", "ряженка"),
        ("שָׁלוֹם", "שלום"),
        ("★★★", "★★★"),
        ("???", "???"),
        ("", ""),
        ("\x03\x02", "\x03\x02"),
    ],
)
def test_a_name_is_folded_to_plain_words(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(NAMES)
@example("Å")
@example("\x1f_")
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ ", max_size=30))
def test_greek_in_capitals_without_accents_is_the_same_name(name: str) -> None:
    assert fold(capitals_without_accents(name)) == fold(name)


@given(NAMES)
def test_letters_and_digits_stand_in_words_with_one_space_between(name: str) -> None:
    folded = fold(name)
    assert folded == " ".join(folded.split()) or not any(map(str.isalnum, folded))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ()), ("ab", ()), ("abc", ("abc",)), ("abcab", ("abc", "bca", "cab"))],
)
def test_trigrams_are_each_three_letters_in_a_row(text: str, expected: tuple[str, ...]) -> None:
    assert trigrams(text) == expected
