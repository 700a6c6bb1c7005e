"""Numbers with check digits: what a person typed, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.check_digits import SCHEMES, check_digit, formatted, validate
from counter_app.domain.errors import Refusal


def test_separators_and_country_prefix_are_dropped() -> None:
    assert validate("it.iva", "IT 00743110157") == "00743110157"
    assert validate("gr.vat", "EL 094259216") == "094259216"


@pytest.mark.parametrize(
    ("scheme", "number", "code"),
    [
        ("it.iva", "00743110158", "number.checksum"),
        ("ean", "40063813", "number.checksum"),
        ("us.rtn", "02100002", "number.length"),
        ("gs1_128", "", "number.length"),
        ("us.rtn", "02100002A", "number.format"),
        ("it.codicefiscale", "RCCMNL83S18D969X", "number.checksum"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(scheme: str, number: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        validate(scheme, number)


def test_check_digit_and_usual_print_are_known() -> None:
    assert check_digit("ean", "400638133393") == "1"
    assert formatted("isbn", "9780471117094") == "978-0-471-11709-4"


def test_an_unknown_scheme_is_a_bug() -> None:
    with pytest.raises(ValueError, match="unknown number scheme"):
        validate("os", "1")


@given(st.sampled_from(sorted(SCHEMES)), st.text(max_size=40))
def test_any_text_is_valid_or_refused(scheme: str, text: str) -> None:
    assert outcome(scheme, text) in {"valid", "number"}


def outcome(scheme: str, text: str) -> str:
    try:
        return "valid" if validate(scheme, text) else "empty"
    except Refusal as refusal:
        return refusal.code.partition(".")[0]
