"""Products, names and quantities."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import Flag, Names, Product, Quantity, Unit
from tests.refusals import refused


@given(st.integers(-9_999, 9_999), st.integers(-9_999, 9_999))
def test_quantities_of_one_unit_add_up_and_turn_round(one: int, other: int) -> None:
    assert Quantity.pieces(one) + Quantity.pieces(other) == Quantity.pieces(one + other)
    assert Quantity.grams(one) + -Quantity.grams(one) == Quantity.grams(0)
    assert Quantity.grams(one).decimal == Decimal(one) / 1_000


def test_pieces_and_kilograms_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        Quantity.pieces(1) + Quantity.grams(1)


@pytest.mark.parametrize("thousandths", [1, 500, -999, 1_001])
def test_half_a_piece_is_refused(thousandths: int) -> None:
    with refused("quantity.pieces_are_whole", quantity=Decimal(thousandths) / 1_000):
        Quantity(thousandths)


def test_a_weighed_product_counts_in_kilograms() -> None:
    weighed = Product("1", Names("Pears"), 179, "low", flags=frozenset({Flag.WEIGHED}))
    assert weighed.unit is Unit.KILOGRAM
    assert Product("2", Names("Mug"), 250, "standard").unit is Unit.PIECE


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        (Names("Mug", "Tazza", "Κούπα"), "el", "Κούπα"),
        (Names("Mug", "Tazza", ""), "el", "Mug"),
        (Names("", "Tazza", "Κούπα"), "en", "Tazza"),
        (Names("", "", "Κούπα"), "it", "Κούπα"),
        (Names("Mug"), "fr", "Mug"),
    ],
)
def test_there_is_always_a_name(names: Names, language: str, shown: str) -> None:
    assert names.best(language) == shown
