"""What a basket holds of a card, and when it lets go."""

from counter_app.commands.demo_store import GIFT_CARD, STORE_CREDIT
from counter_app.services.ports import Claim, Outcome, TerminalAnswer
from tests.counters import EMMA, TOASTER, Desk, HandTerminal
from tests.services.conftest import DeskMaker


def test_a_claim_outlives_a_kill_and_ends_with_the_sale(desk: Desk) -> None:
    desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, 1_000, EMMA)
    desk.again()
    draft = desk.use.recover.run().draft
    assert draft is not None
    card = desk.counter.store.card(desk.counter.store.keyed_hash(f"card:{GIFT_CARD}"))
    assert card is not None
    assert (card.balance, card.free) == (2_500, 1_500)
    desk.use.take_payment.settle_in_cash(draft, None, EMMA)
    card = desk.counter.store.card(card.card)
    assert card is not None
    assert (card.balance, card.free) == (1_500, 1_500)


def free_on(desk: Desk, number: str) -> int:
    card = desk.counter.store.card(desk.counter.store.keyed_hash(f"card:{number}"))
    assert card is not None
    return card.free


def test_what_a_basket_held_is_free_when_another_is_kept_in_its_place(desk: Desk) -> None:
    desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, 1_000, EMMA)
    assert free_on(desk, GIFT_CARD) == 1_500
    desk.ring(TOASTER)
    assert free_on(desk, GIFT_CARD) == 2_500


def test_a_suspended_basket_keeps_what_it_holds(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(
        on_pay=lambda _: (), on_status=lambda attempt: TerminalAnswer(attempt, Outcome.SILENT)
    )
    desk = make_desk(terminal=terminal)
    draft = desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, 1_000, EMMA)
    desk.use.sell.suspend(desk.use.take_payment.card(draft, None, EMMA).draft, EMMA.number)
    desk.ring(TOASTER)
    desk.again()
    desk.use.recover.run()
    assert free_on(desk, GIFT_CARD) == 1_500


def test_a_start_frees_what_no_basket_holds_any_more(desk: Desk) -> None:
    card = desk.counter.store.keyed_hash(f"card:{GIFT_CARD}")
    with desk.counter.store.work() as work:
        assert work.claim(f"card:{card}", 2_000, "ab" * 16) is Claim.HELD
    desk.use.take_payment.stored(desk.ring(TOASTER), STORE_CREDIT, 1_000, EMMA)
    desk.again()
    desk.use.recover.run()
    assert free_on(desk, GIFT_CARD) == 2_500
    assert free_on(desk, STORE_CREDIT) == 3_000
