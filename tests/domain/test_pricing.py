"""What a basket comes to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.basket import Addition, Basket, add
from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.domain.gift_cards import load_of
from counter_app.domain.money import CashMode, CashRounding, currency
from counter_app.domain.pricing import PriceRules, price, sold_lines
from counter_app.domain.slips import LineDiscount
from counter_app.domain.tax import Tax, TaxRounding
from tests.refusals import refused

EUR = currency("EUR")
VAT = Tax("vat", Decimal(22), included=True)
RULES = PriceRules(
    EUR, {"standard": (VAT,), "exempt": ()}, TaxRounding.RATE, CashRounding(5, CashMode.HALF_UP)
)


def product(cents: int, tax: str = "standard") -> Product:
    return Product(f"{cents}", Names("Thing", "Cosa", ""), cents, tax, "things")


def basket(*amounts: int, tax: str = "standard") -> Basket:
    filled = Basket("b1")
    for cents in amounts:
        filled = add(filled, Addition(product(cents, tax), merge=False))
    return filled


@given(st.lists(st.integers(0, 50_000), max_size=12), st.sampled_from(["standard", "exempt"]))
def test_lines_taxes_and_total_agree(amounts: list[int], tax: str) -> None:
    priced = price(basket(*amounts, tax=tax), RULES)
    sold = sold_lines(priced, "en")
    assert priced.total == sum(amounts)
    assert priced.total == sum(line.gross for line in sold)
    assert priced.tax == sum(share.amount for line in sold for share in line.taxes)
    for line in sold:
        assert line.gross == line.net + sum(share.amount for share in line.taxes)


@given(st.permutations([199, 250, 333, 1, 4_999]))
def test_the_order_of_the_lines_does_not_change_the_total(amounts: list[int]) -> None:
    priced = price(basket(*amounts), RULES)
    assert (priced.total, priced.tax) == (5_782, 1_043)


def test_an_empty_basket_comes_to_nothing() -> None:
    priced = price(Basket("b1"), RULES)
    assert (priced.total, priced.tax, priced.lines) == (0, 0, ())


def test_a_gift_card_has_no_tax_whatever_its_group_says() -> None:
    load = load_of("c0", "4242", None)
    filled = add(Basket("b1"), Addition(product(2_500), card=load))
    priced = price(filled, RULES)
    assert (priced.total, priced.tax) == (2_500, 0)
    assert sold_lines(priced, "en")[0].card == load


def test_a_group_that_the_profile_does_not_know_is_refused() -> None:
    with refused("tax.unknown_group", group="luxury"):
        price(basket(100, tax="luxury"), RULES)


def test_a_sold_line_tells_what_was_sold_and_not_how_to_work_it_out() -> None:
    off = LineDiscount(origin="file", label="coupon", amount=50)
    addition = Addition(product(333), Quantity.pieces(3), discounts=(off,))
    (line,) = sold_lines(price(add(Basket("b1"), addition), RULES), "it")
    assert (line.no, line.code, line.name, line.category) == (1, "333", "Cosa", "things")
    assert (line.quantity, line.unit, line.price, line.amount) == (3_000, "piece", 333, 949)
    assert (line.net, line.gross, line.discounts) == (778, 949, (off,))
    assert [(share.tax, share.rate, share.amount) for share in line.taxes] == [("vat", "22", 171)]


@pytest.mark.parametrize(("language", "name"), [("en", "Thing"), ("it", "Cosa"), ("el", "Thing")])
def test_a_name_that_is_missing_falls_back_to_another(language: str, name: str) -> None:
    (line,) = sold_lines(price(basket(100), RULES), language)
    assert line.name == name


def test_what_comes_back_is_taxed_mirrored() -> None:
    sold = price(add(Basket("b1"), Addition(product(999), Quantity.pieces(3))), RULES)
    back = price(add(Basket("b1"), Addition(product(999), Quantity.pieces(-3))), RULES)
    assert (back.total, back.tax) == (-sold.total, -sold.tax)
