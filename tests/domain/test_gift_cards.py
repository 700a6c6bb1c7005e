"""Stored value: what a card may pay, and that it works once a sale."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.basket import Addition, Basket, add
from counter_app.domain.catalogue import Flag, Names, Product
from counter_app.domain.errors import Refusal
from counter_app.domain.gift_cards import (
    Stored,
    StoredCard,
    check_single_use,
    load_of,
    redeemable,
)
from counter_app.domain.slips import StoredSlip, TenderTaken
from tests.refusals import refused

GIFT = Product("gift", Names("Gift card"), 2_500, "exempt", flags=frozenset({Flag.GIFT_CARD}))


def a_card(balance: int, free: int | None = None, stored: Stored = Stored.GIFT_CARD) -> StoredCard:
    return StoredCard("c0", "4242", stored, balance, balance if free is None else free)


@given(
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.none() | st.integers(1, 20_000),
    st.integers(1, 20_000),
)
def test_no_card_ever_goes_below_zero(
    balance: int, held: int, wanted: int | None, due: int
) -> None:
    assume(held <= balance)
    card = a_card(balance, balance - held)
    try:
        amount = redeemable(card, wanted, due)
    except Refusal:
        assert card.free <= 0 or (wanted or 0) > card.free
        return
    assert 0 < amount <= card.free <= card.balance
    if wanted is None:
        assert amount == min(card.free, due)
    else:
        assert amount == wanted, "an amount is taken whole or not at all"


def test_an_empty_card_and_one_that_is_in_use_are_told_apart() -> None:
    with refused("card.empty", last4="4242"):
        redeemable(a_card(0), None, 100)
    with refused("card.in_use_elsewhere", last4="4242"):
        redeemable(a_card(100, 0), None, 100)
    with refused("card.balance_too_low", last4="4242"):
        redeemable(a_card(100), 101, 500)


def test_one_operation_a_card_and_sale() -> None:
    load = load_of("c0", "4242", None)
    lines = add(Basket("b1"), Addition(GIFT, card=load)).lines
    slip = StoredSlip(card="c1", last4="1111", balance=0)
    taken = (TenderTaken(no=1, tender="gift_card", amount=100, stored=slip),)
    for used in ("c0", "c1"):
        with refused("card.one_operation_a_sale"):
            check_single_use(used, lines, taken)
    check_single_use("c2", lines, taken)


@pytest.mark.parametrize(("known", "operation"), [(None, "activate"), (a_card(0), "load")])
def test_an_unknown_card_is_activated_and_a_known_one_loaded(
    known: StoredCard | None, operation: str
) -> None:
    load = load_of("c0", "4242", known)
    assert (load.operation, load.stored, load.card) == (operation, Stored.GIFT_CARD, "c0")


def test_store_credit_is_given_for_goods_and_never_sold() -> None:
    with refused("card.credit_cannot_be_loaded", last4="4242"):
        load_of("c0", "4242", a_card(100, stored=Stored.STORE_CREDIT))
