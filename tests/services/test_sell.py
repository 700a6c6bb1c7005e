"""Ringing up: what ends up in the basket, in the draft, and in the journal."""

from dataclasses import replace

import pytest

from counter_app.commands.demo_store import GIFT_CARD
from counter_app.domain.catalogue import Quantity
from counter_app.domain.facts import BasketEnded, BasketRecalled, BasketSuspended
from tests.counters import (
    BANANAS,
    CARD_25,
    CARD_FREE,
    EMMA,
    NEW_CARD,
    PAN,
    TOASTER,
    WRAP,
    Desk,
)
from tests.refusals import refused


def codes(desk: Desk) -> list[str]:
    draft = desk.open_draft()
    return [line.code for line in draft.basket.lines] if draft else []


def test_a_draft_is_kept_at_every_change_and_outlives_a_kill(desk: Desk) -> None:
    draft = desk.ring(TOASTER, PAN, PAN)
    draft = desk.use.sell.change_quantity(draft, 1, Quantity.pieces(3))
    draft = desk.use.sell.undo(draft)
    desk.use.sell.keep(draft)
    desk.again()
    assert desk.open_draft() == draft
    redone = desk.use.sell.redo(draft)
    assert redone.basket.line(1).quantity == Quantity.pieces(3)


def test_nothing_is_written_for_a_basket_that_did_not_begin(desk: Desk) -> None:
    before = len(desk.entries())
    desk.use.sell.begin("en")
    assert len(desk.entries()) == before
    assert desk.open_draft() is None


def test_a_basket_is_priced_with_its_taxes(desk: Desk) -> None:
    priced = desk.use.sell.priced(desk.ring(TOASTER))
    assert (priced.total, priced.tax) == (2490, 449)


def test_a_weighed_product_wants_its_weight(desk: Desk) -> None:
    draft = desk.use.sell.begin("en")
    with refused("basket.weight_required"):
        desk.use.sell.add(draft, desk.item(BANANAS))
    draft = desk.use.sell.add(draft, desk.item(BANANAS), Quantity.grams(1_500))
    assert desk.use.sell.priced(draft).total == 269
    with refused("quantity.other_unit"):
        desk.use.sell.add(draft, desk.item(BANANAS), Quantity.pieces(1))


def test_a_gift_card_is_sold_by_its_own_code_only(desk: Desk) -> None:
    draft = desk.use.sell.begin("en")
    with refused("card.scan_the_card"):
        desk.use.sell.add(draft, desk.item(CARD_25))
    with refused("card.number"):
        desk.use.sell.add_card(draft, desk.item(CARD_25).product, "123", None)
    with refused("basket.price_required"):
        desk.use.sell.add_card(draft, desk.item(CARD_FREE).product, NEW_CARD, None)
    with refused("basket.negative_price"):
        desk.use.sell.add_card(draft, desk.item(CARD_FREE).product, NEW_CARD, -1_000)


def test_two_gift_cards_are_two_lines(desk: Desk) -> None:
    product = desk.item(CARD_25).product
    draft = desk.use.sell.add_card(desk.use.sell.begin("en"), product, NEW_CARD, None)
    draft = desk.use.sell.add_card(draft, product, NEW_CARD[::-1], None)
    assert [line.quantity for line in draft.basket.lines] == [Quantity.pieces(1)] * 2
    with refused("card.one_operation_a_sale"):
        desk.use.sell.add_card(draft, product, NEW_CARD, None)
    with refused("basket.one_card_a_line"):
        desk.use.sell.change_quantity(draft, 1, Quantity.pieces(2))


def test_redo_brings_no_second_operation_of_a_card_that_has_paid(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    draft = desk.use.sell.add_card(draft, desk.item(CARD_FREE).product, GIFT_CARD, 1_000)
    draft = desk.use.sell.undo(draft)
    draft = desk.use.take_payment.stored(draft, GIFT_CARD, 500, EMMA)
    with refused("card.one_operation_a_sale"):
        desk.use.sell.redo(draft)


def test_a_suspended_basket_waits_under_its_slip(desk: Desk) -> None:
    draft = desk.ring(TOASTER, PAN)
    before = len(desk.entries())
    suspended = desk.use.sell.suspend(draft, EMMA.number)
    assert desk.kinds(before) == [BasketSuspended.kind]
    assert (suspended.lines, suspended.total, len(suspended.slip)) == (2, 4280, 15)
    assert desk.open_draft() is None
    assert [waiting.basket for waiting in desk.counter.store.suspended()] == [draft.basket]


def test_a_recalled_basket_is_the_same_with_its_whole_history(desk: Desk) -> None:
    draft = desk.ring(TOASTER, PAN)
    slip = desk.use.sell.suspend(draft, EMMA.number).slip
    desk.again()
    before = len(desk.entries())
    recalled = desk.use.sell.recall(slip, EMMA.number)
    assert desk.kinds(before) == [BasketRecalled.kind]
    assert recalled == draft
    assert desk.open_draft() == draft
    assert desk.use.sell.undo(recalled).basket.lines == draft.basket.lines[:1]


def test_a_slip_brings_its_basket_back_once(desk: Desk) -> None:
    slip = desk.use.sell.suspend(desk.ring(TOASTER), EMMA.number).slip
    recalled = desk.use.sell.recall(slip, EMMA.number)
    desk.use.sell.cancel(recalled, EMMA.number)
    for number in (slip, "000101010009999", "current"):
        with refused("basket.not_waiting"):
            desk.use.sell.recall(number, EMMA.number)


def test_a_basket_is_not_recalled_over_another(desk: Desk) -> None:
    slip = desk.use.sell.suspend(desk.ring(TOASTER), EMMA.number).slip
    desk.ring(PAN)
    with refused("basket.another_is_open"):
        desk.use.sell.recall(slip, EMMA.number)
    assert codes(desk) == [PAN]


def test_a_basket_that_was_emptied_ends_with_an_entry_before_another_is_recalled(
    desk: Desk,
) -> None:
    slip = desk.use.sell.suspend(desk.ring(TOASTER), EMMA.number).slip
    emptied = desk.use.sell.remove(desk.ring(PAN), 1)
    desk.use.sell.keep(emptied)
    before = len(desk.entries())
    desk.use.sell.recall(slip, EMMA.number)
    assert desk.kinds(before) == [BasketEnded.kind, BasketRecalled.kind]


def test_what_cannot_wait_is_not_suspended(desk: Desk) -> None:
    with refused("basket.empty"):
        desk.use.sell.suspend(desk.use.sell.begin("en"), EMMA.number)
    paid = desk.use.take_payment.cash(desk.ring(TOASTER), 1_000, EMMA)
    with refused("basket.paid_in_part"):
        desk.use.sell.suspend(paid, EMMA.number)
    desk.use.sell.cancel(desk.use.charge.void(paid, 1, EMMA.number).draft, EMMA.number)
    product = desk.item(CARD_25).product
    card = desk.use.sell.add_card(desk.use.sell.begin("en"), product, NEW_CARD, None)
    with refused("basket.cards_cannot_wait"):
        desk.use.sell.suspend(card, EMMA.number)


def test_a_cancelled_basket_is_an_entry_with_its_content(desk: Desk) -> None:
    draft = desk.ring(TOASTER, PAN)
    desk.use.sell.cancel(draft, EMMA.number, "changed mind")
    (ended,) = desk.facts(BasketEnded)
    assert isinstance(ended, BasketEnded)
    assert (ended.how, ended.reason, ended.total) == ("cancelled", "changed mind", 4280)
    assert [line.code for line in ended.lines] == [TOASTER, PAN]
    assert desk.open_draft() is None
    assert desk.entries()[-1].user == "104"


def test_cancelling_a_basket_that_never_held_anything_writes_nothing(desk: Desk) -> None:
    before = len(desk.entries())
    desk.use.sell.cancel(desk.use.sell.begin("en"), EMMA.number)
    assert len(desk.entries()) == before


def test_a_basket_with_tenders_is_not_cancelled_before_they_went_back(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 1_000, EMMA)
    with refused("basket.paid_in_part"):
        desk.use.sell.cancel(draft, EMMA.number)


def test_a_basket_paid_in_part_grows_but_never_falls_below_what_was_taken(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring(TOASTER, PAN), 2_000, EMMA)
    draft = desk.use.sell.add(draft, desk.item(WRAP))
    draft = desk.use.sell.remove(draft, 2)
    with refused("tender.total_below_taken"):
        desk.use.sell.remove(draft, 1)
    assert draft.taken[0].amount == 2_000


def test_a_basket_whose_cash_was_rounded_does_not_change_any_more(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring_amount(1_002), 1_000, EMMA)
    with refused("tender.already_paid"):
        desk.use.sell.add(draft, desk.item(PAN))


def test_a_change_after_the_sale_is_not_written_down(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    desk.use.take_payment.settle_in_cash(draft, None, EMMA)
    desk.use.sell.keep(desk.use.sell.add(draft, desk.item(PAN)))
    assert desk.open_draft() is None


@pytest.mark.parametrize("price", [-1, 10**9 + 1])
def test_a_price_that_no_shop_has_is_refused(desk: Desk, price: int) -> None:
    with refused("basket.negative_price" if price < 0 else "basket.amount_too_large"):
        desk.use.sell.add(desk.use.sell.begin("en"), replace(desk.item(TOASTER), price=price))
