"""People, and what a secret must look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person, check_badge, check_number, check_pin
from tests.refusals import refused


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12a456", "¹²³⁴⁵⁶", "９０７３５１", "-12345"]
)
def test_a_pin_is_six_digits(pin: str) -> None:
    with refused("pin.six_digits", digits=6):
        check_pin(pin, "104")


@pytest.mark.parametrize(
    "pin",
    [
        "000000",
        "777777",
        "123456",
        "987654",
        "890123",
        "210987",
        "482482",
        "363636",
        "104829",
        "821049",
        "829104",
        "112233",
        "884477",
        "123321",
        "701107",
        "147258",
        "159753",
        "963741",
        "311299",
        "010170",
        "850704",
        "123185",
        "192837",
        "246802",
        "246810",
        "142536",
        "110110",
        "222333",
        "314159",
        "134679",
    ],
)
def test_a_pin_that_anybody_guesses_is_refused(pin: str) -> None:
    with refused("pin.too_easy"):
        check_pin(pin, "104")


@pytest.mark.parametrize("pin", ["131860", "907351", "246801", "321399", "147259", "334456"])
def test_any_other_pin_will_do(pin: str) -> None:
    check_pin(pin, "104")


@given(st.integers(0, 999_999))
def test_nearly_every_random_pin_will_do_or_is_called_too_easy(number: int) -> None:
    pin = f"{number:06}"
    try:
        check_pin(pin, "104")
    except Refusal as refusal:
        assert refusal.code == "pin.too_easy"  # noqa: PT017 - most are not refused at all


@pytest.mark.parametrize("number", ["", "10", "1040", "1o4", "١٠٤"])
def test_a_user_number_is_three_digits(number: str) -> None:
    with refused("staff.number", digits=3):
        check_number(number)
    check_number("104")


@pytest.mark.parametrize("badge", ["", "1" * 15, "1" * 17, "123456789012345a", "１" * 16])
def test_a_badge_is_sixteen_digits(badge: str) -> None:
    with refused("staff.badge", digits=16):
        check_badge(badge)
    check_badge("5260181590830166")


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Emma Clarke", "EC"), ("Νίκος Παππάς", "ΝΠ"), ("Plato", "P"), ("Ana Maria de Sa", "AM")],
)
def test_initials_are_of_the_first_two_words(name: str, initials: str) -> None:
    assert Person("104", name, Role.ASSOCIATE, "en").initials == initials
