"""Numbers with check digits: what a person typed, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.check_digits import SCHEMES, TAX_NUMBERS, check_tax_number, validate
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


@pytest.mark.parametrize(
    ("country", "number"),
    [("IT", "00743110157"), ("GR", "094259216"), ("GB", "980780684"), ("US", "any"), ("IT", "")],
)
def test_a_store_has_the_tax_number_of_its_country_or_none(country: str, number: str) -> None:
    check_tax_number(country, number)


@pytest.mark.parametrize(
    ("country", "number"),
    [("IT", "00743110158"), ("GR", "94259217"), ("GB", "98078068"), ("IT", "12345670009")],
)
def test_a_tax_number_that_cannot_be_is_refused(country: str, number: str) -> None:
    with pytest.raises(Refusal, match=r"store\.tax_number"):
        check_tax_number(country, number)


def test_the_schemes_of_tax_numbers_are_known() -> None:
    assert set(TAX_NUMBERS.values()) <= SCHEMES


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
