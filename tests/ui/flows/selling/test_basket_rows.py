"""The rows of the basket: made once for each line, and the same rows until something changes."""

from dataclasses import replace

import pytest

from counter_app.domain.basket import Addition, Basket, add, change_quantity, hold
from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.domain.money import currency
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.services.drafts import Draft
from counter_app.ui.flows.selling.basket_view import Rows
from counter_app.ui.flows.selling.bill import Bill
from counter_app.ui.flows.selling.parts import Selling
from counter_app.ui.flows.shop import Shown
from counter_app.wording import Wording

EUR = currency("EUR")


def selling(basket: Basket) -> Selling:
    seller = Person("101", "Anna", Role.ASSOCIATE, "en")
    return Selling(seller, EUR, Draft(basket, "en"), Bill(lines=basket.lines))


def scanned(basket: Basket, *codes: str) -> Basket:
    for code in codes:
        basket = add(basket, Addition(Product(code, Names(f"Thing {code}"), 250, "standard")))
    return basket


@pytest.fixture
def rows() -> Rows:
    return Rows(Shown(Wording("en", "IT"), EUR))


def test_one_more_line_leaves_the_rows_of_the_others_as_they_were(rows: Rows) -> None:
    two = scanned(Basket("b"), "1", "2")
    before = rows.of(selling(two))
    after = rows.of(selling(scanned(two, "3")))
    assert [row.name for row in after] == ["Thing 1", "Thing 2", "Thing 3"]
    assert all(one is other for one, other in zip(before, after, strict=False))


def test_a_changed_line_gets_a_row_of_its_own(rows: Rows) -> None:
    basket = scanned(Basket("b"), "1", "2")
    before = rows.of(selling(basket))
    after = rows.of(selling(change_quantity(basket, 2, Quantity.pieces(3))))
    assert after[0] is before[0]
    assert after[1].figure != before[1].figure


def test_what_is_typed_meanwhile_makes_no_row_anew(rows: Rows) -> None:
    state = selling(scanned(Basket("b"), "1"))
    assert rows.of(replace(state, typed="12")) is rows.of(state)


def test_an_unknown_code_has_its_row_and_loses_it(rows: Rows) -> None:
    state = selling(scanned(Basket("b"), "1"))
    unknown = replace(state, draft=replace(state.draft, basket=hold(state.draft.basket, "9")))
    assert len(rows.of(unknown)) == 2
    assert len(rows.of(state)) == 1


def test_another_basket_with_the_same_line_numbers_has_its_own_rows(rows: Rows) -> None:
    rows.of(selling(scanned(Basket("b"), "1")))
    (row,) = rows.of(selling(scanned(Basket("c"), "7")))
    assert row.name == "Thing 7"
