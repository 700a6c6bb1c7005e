"""One line takes every scan: what the counter makes of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from counter_app.commands.demo_store import GIFT_CARD, demo_people
from counter_app.domain import own_codes
from counter_app.domain.barcodes import check_digit
from counter_app.domain.catalogue import Product, Quantity, Unit
from counter_app.services.look_up import (
    FoundBadge,
    FoundCard,
    FoundItem,
    FoundReceipt,
    FoundSlip,
    LookUp,
    NotFound,
)
from tests.counters import BANANAS, EMMA, TOASTER, Desk
from tests.refusals import refused


@dataclass(frozen=True)
class OneProduct:
    """A catalogue of one product."""

    product: Product

    def by_code(self, code: str) -> Product | None:
        return self.product if code == self.product.code else None

    def search(self, text: str, limit: int = 20) -> Sequence[Product]:
        raise NotImplementedError

    def code_begins(self, digits: str, limit: int) -> Sequence[Product]:
        raise NotImplementedError

    def code_holds(self, digits: str, limit: int) -> Sequence[Product]:
        raise NotImplementedError

    def categories(self) -> Sequence[str]:
        raise NotImplementedError

    def count(self) -> int:
        return 1


def priced_bananas(cents: int) -> str:
    """The label of the shop's scale: item, price, check digit."""
    payload = f"{BANANAS[:7]}{cents:05}"
    return f"{payload}{check_digit(payload)}"


@pytest.mark.parametrize(
    "text",
    [
        TOASTER,
        f"  {TOASTER}\r\n",
        f"]E0{TOASTER}",
        f"0{TOASTER}",
        f"]I10{TOASTER}",
        f"]C1010{TOASTER}10LOT7",
        f"(01)0{TOASTER}(21)SERIAL",
        f"https://id.gs1.org/01/0{TOASTER}/21/SERIAL",
    ],
)
def test_an_item_is_found_by_every_spelling_of_its_number(desk: Desk, text: str) -> None:
    found = desk.use.look_up.scanned(text)
    assert isinstance(found, FoundItem)
    assert found.product.code == TOASTER
    assert (found.quantity, found.price) == (None, None)


def test_a_label_with_a_price_is_one_package_at_that_price(desk: Desk) -> None:
    found = desk.use.look_up.scanned(priced_bananas(345))
    assert isinstance(found, FoundItem)
    assert (found.product.code, found.price, found.quantity) == (BANANAS, 345, Quantity.pieces(1))
    draft = desk.use.sell.add(desk.use.sell.begin("en"), found)
    draft = desk.use.sell.add(draft, found)
    assert [line.amount for line in draft.basket.lines] == [345, 345]


def test_an_exact_code_of_the_catalogue_wins_over_the_pattern(desk: Desk) -> None:
    assert priced_bananas(0) == BANANAS
    found = desk.use.look_up.scanned(BANANAS)
    assert isinstance(found, FoundItem)
    assert (found.price, found.product.unit) == (None, Unit.KILOGRAM)


def test_a_label_with_a_weight_is_that_weight(desk: Desk) -> None:
    found = desk.use.look_up.scanned(f"(01)0{BANANAS}(3103)001250")
    assert isinstance(found, FoundItem)
    assert found.quantity == Quantity.grams(1_250)
    draft = desk.use.sell.add(desk.use.sell.begin("en"), found)
    assert draft.basket.lines[0].amount == 224


def test_a_label_with_a_count_is_so_many_pieces(desk: Desk) -> None:
    found = desk.use.look_up.scanned(f"(01)0{TOASTER}(30)12")
    assert isinstance(found, FoundItem)
    assert found.quantity == Quantity.pieces(12)


def test_a_label_that_names_its_price_is_sold_at_it(desk: Desk) -> None:
    found = desk.use.look_up.scanned(f"(01)0{BANANAS}(3103)001250(3922)199")
    assert isinstance(found, FoundItem)
    assert (found.price, found.quantity) == (199, Quantity.pieces(1))


def test_a_price_in_another_currency_is_not_ours(desk: Desk) -> None:
    found = desk.use.look_up.scanned(f"(01)0{TOASTER}(3932)840199")
    assert isinstance(found, FoundItem)
    assert found.price is None


def test_what_nobody_knows_is_not_found_and_says_its_code(desk: Desk) -> None:
    assert desk.use.look_up.scanned("9501101530003") == NotFound("9501101530003")
    assert desk.use.look_up.scanned("nothing of ours") == NotFound("nothing of ours")
    unknown = priced_bananas(345).replace("200101", "200999", 1)
    assert isinstance(desk.use.look_up.scanned(unknown), NotFound)


def test_an_empty_scan_is_refused(desk: Desk) -> None:
    with refused("scan.empty"):
        desk.use.look_up.scanned("  ")


def test_a_receipts_code_opens_the_receipt(desk: Desk) -> None:
    sale = desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), None, EMMA).sale
    code = own_codes.receipt_code(sale.number, desk.counter.store.code_key())
    found = desk.use.look_up.scanned(code)
    assert isinstance(found, FoundReceipt)
    assert found.record.sale == sale
    assert desk.use.look_up.scanned(f"]C0{code}") == found


def test_a_forged_receipt_code_is_refused(desk: Desk) -> None:
    sale = desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), None, EMMA).sale
    code = own_codes.receipt_code(sale.number, desk.counter.store.code_key())
    other = own_codes.receipt_code(sale.number, bytes(32))
    for forged in (other, f"{code[:-1]}{(int(code[-1]) + 1) % 10}"):
        with refused("own_code.forged"):
            desk.use.look_up.scanned(forged)


def test_a_true_code_of_a_receipt_that_is_not_here_is_unknown(desk: Desk) -> None:
    code = own_codes.receipt_code("000101010000099", desk.counter.store.code_key())
    with refused("receipt.unknown"):
        desk.use.look_up.scanned(code)


def test_a_slip_a_badge_and_a_card_are_told_apart(desk: Desk) -> None:
    slip = desk.use.sell.suspend(desk.ring(TOASTER), EMMA.number).slip
    badge = demo_people()[0].badge
    look = desk.use.look_up.scanned
    assert look(own_codes.hold_slip_code(slip, desk.counter.store.code_key())) == FoundSlip(slip)
    assert look(own_codes.badge_code(badge)) == FoundBadge(badge)
    assert look(own_codes.gift_card_code(GIFT_CARD)) == FoundCard(GIFT_CARD)


@pytest.mark.parametrize("typed", ["000101010000001", "0001-01-01-0000001", " 0001-01-01-0000001 "])
def test_a_receipt_number_is_typed_with_or_without_dashes(desk: Desk, typed: str) -> None:
    sale = desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), None, EMMA).sale
    assert desk.use.look_up.receipt(typed).sale == sale


def test_names_are_found_whatever_the_case_and_by_code_once(desk: Desk) -> None:
    names = desk.use.look_up.names
    assert TOASTER in {product.code for product in names("TOASTER")}
    assert TOASTER in {product.code for product in names("φρυγανιερα")}
    assert [product.code for product in names(TOASTER)] == [TOASTER]
    assert len(names("a", limit=3)) <= 3


def test_looking_up_changes_nothing(desk: Desk) -> None:
    before = len(desk.entries())
    for text in (TOASTER, "nothing", priced_bananas(100), own_codes.badge_code("1" * 16)):
        desk.use.look_up.scanned(text)
    assert len(desk.entries()) == before


@pytest.mark.parametrize("text", [GIFT_CARD, f"94{GIFT_CARD}", f" {GIFT_CARD}\r\n"])
def test_a_card_is_found_by_its_bare_number_as_by_its_printed_code(desk: Desk, text: str) -> None:
    assert desk.use.look_up.scanned(text) == FoundCard(GIFT_CARD)


def test_sixteen_digits_that_no_card_has_are_no_card(desk: Desk) -> None:
    assert desk.use.look_up.scanned("9999888877776666") == NotFound("9999888877776666")


@pytest.mark.parametrize("typed", ["1", "0000001"])
def test_the_last_digits_of_a_receipt_number_are_this_lanes(desk: Desk, typed: str) -> None:
    sale = desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), None, EMMA).sale
    assert desk.use.look_up.receipt(typed).sale == sale
    with refused("receipt.unknown"):
        desk.use.look_up.receipt("99")


def test_a_damaged_paper_is_refused_but_an_exact_catalogue_code_wins(desk: Desk) -> None:
    damaged = "91" + "0" * 23
    with refused("own_code.forged"):
        desk.use.look_up.scanned(damaged)
    product = replace(desk.use.look_up.names(TOASTER)[0], code=damaged)
    look_up = LookUp(desk.counter.store, OneProduct(product), desk.use.terms)
    assert look_up.scanned(damaged) == FoundItem(product)
