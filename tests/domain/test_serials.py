"""Serial numbers: one form, one piece, one line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.basket import Addition, Basket, add, change_quantity, redo, remove, undo
from counter_app.domain.catalogue import Flag, Names, Product, Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.serials import LONGEST, check_not_in_basket, read_serial
from tests.refusals import refused

OVEN = Product("9520001000164", Names("Oven"), 8900, "standard", flags=frozenset({Flag.SERIAL}))
SERIALS = st.text("ABCXYZ0189-/.", min_size=1, max_size=LONGEST)


def one(serial: str, quantity: Quantity | None = None) -> Addition:
    return Addition(OVEN, quantity, serial=serial)


@given(st.text(max_size=40))
def test_a_serial_number_has_one_form_however_it_is_typed(text: str) -> None:
    with suppress(Refusal):
        _has_one_form(text)


def _has_one_form(text: str) -> None:
    serial = read_serial(text, OVEN.code)
    assert read_serial(serial, OVEN.code) == serial
    assert read_serial(f" {serial.lower()} ", OVEN.code) == serial
    assert 1 <= len(serial) <= LONGEST


def test_capitals_and_spaces_make_no_other_piece() -> None:
    assert read_serial("sn 4711 a", OVEN.code) == "SN4711A"


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_nothing_is_no_serial_number(text: str) -> None:
    with refused("serial.wanted"):
        read_serial(text, OVEN.code)


@pytest.mark.parametrize("text", ["Σ4711", "X" * (LONGEST + 1), "A\x07B"])
def test_what_no_label_holds_is_refused(text: str) -> None:
    with refused("serial.format"):
        read_serial(text, OVEN.code)


@pytest.mark.parametrize("text", [OVEN.code, "0" + OVEN.code, " 9520001000164 "])
def test_the_items_own_code_is_no_serial_number(text: str) -> None:
    with refused("serial.item_code"):
        read_serial(text, OVEN.code)


def test_two_pieces_are_two_lines_and_each_keeps_its_number() -> None:
    basket = add(add(Basket("b"), one("A1")), one("A2"))
    assert [(line.no, line.serial) for line in basket.lines] == [(1, "A1"), (2, "A2")]


def test_a_line_with_a_serial_number_is_one_piece_whatever_is_tried() -> None:
    basket = add(Basket("b"), one("A1"))
    with refused("serial.one_piece"):
        change_quantity(basket, 1, Quantity.pieces(2))
    with refused("serial.one_piece"):
        add(basket, one("A2", Quantity.pieces(3)))
    assert add(basket, one("A2", Quantity.pieces(-1))).line(2).quantity == Quantity.pieces(-1)


def test_the_same_piece_stands_in_a_basket_once() -> None:
    basket = add(Basket("b"), one("A1"))
    with refused("serial.in_basket"):
        check_not_in_basket(basket.lines, OVEN.code, "A1")
    check_not_in_basket(basket.lines, OVEN.code, "A2")
    check_not_in_basket(basket.lines, "another item", "A1")
    check_not_in_basket(remove(basket, 1).lines, OVEN.code, "A1")


@given(st.lists(SERIALS, unique=True, min_size=1, max_size=5))
def test_undo_and_redo_bring_back_the_very_piece(serials: list[str]) -> None:
    basket = Basket("b")
    for serial in serials:
        basket = add(basket, one(serial))
    again = basket
    for _ in serials:
        again = undo(again)
    assert again.empty
    for _ in serials:
        again = redo(again)
    assert again.lines == basket.lines
