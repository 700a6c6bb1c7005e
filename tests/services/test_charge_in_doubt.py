"""A silent terminal, answers that come late, and old views of a basket: the lane goes on."""

from collections.abc import Callable

import pytest

from counter_app.commands.demo_store import GIFT_CARD
from counter_app.domain.checks import check_of
from counter_app.domain.facts import AttemptSettled
from counter_app.domain.tendering import complete
from counter_app.services.charge import Answered
from counter_app.services.drafts import Draft
from counter_app.services.ports import Outcome, TerminalAnswer
from tests.counters import (
    CARD_25,
    EMMA,
    NEW_CARD,
    PAN,
    TOASTER,
    Answers,
    Desk,
    HandTerminal,
    approved,
)
from tests.refusals import refused
from tests.services.conftest import DeskMaker

SILENCE: Answers = ()
PRICE = 2490


def pay(desk: Desk, amount: int | None = None) -> Answered:
    return desk.use.take_payment.card(desk.ring(TOASTER), amount, EMMA)


def silent_terminal() -> HandTerminal:
    """A terminal that says nothing at all until the test lets it."""
    return HandTerminal(
        on_pay=lambda _: SILENCE,
        on_status=lambda attempt: TerminalAnswer(attempt, Outcome.SILENT),
    )


def test_a_basket_in_doubt_is_put_aside_and_the_lane_goes_on(make_desk: DeskMaker) -> None:
    terminal = silent_terminal()
    desk = make_desk(terminal=terminal)
    doubtful = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    slip = desk.use.sell.suspend(doubtful, EMMA.number).slip
    desk.use.take_payment.settle_in_cash(desk.ring(PAN), None, EMMA)
    desk.use.run_till.close(15_000 + 1_790, EMMA.number)
    desk.use.run_till.open(15_000, EMMA.number)
    recalled = desk.use.sell.recall(slip, EMMA.number)
    assert recalled == doubtful
    terminal.on_status = lambda _: approved(terminal.paid[0])
    resolved = desk.use.charge.resolve(recalled, EMMA.number).draft
    paid = desk.use.take_payment.complete(resolved, EMMA)
    assert [tender.amount for tender in paid.sale.tenders] == [PRICE]
    assert len(terminal.paid) == 1
    assert desk.counter.store.suspended() == []


def test_in_doubt_also_what_is_paid_in_part_or_sells_a_card_may_wait(make_desk: DeskMaker) -> None:
    terminal = silent_terminal()
    desk = make_desk(terminal=terminal)
    draft = desk.use.sell.add_card(desk.ring(TOASTER), desk.item(CARD_25).product, NEW_CARD, None)
    draft = desk.use.take_payment.cash(draft, 1_000, EMMA)
    draft = desk.use.take_payment.stored(draft, GIFT_CARD, 500, EMMA)
    doubtful = desk.use.take_payment.card(draft, None, EMMA).draft
    slip = desk.use.sell.suspend(doubtful, EMMA.number).slip
    terminal.on_status = lambda attempt: TerminalAnswer(attempt, Outcome.DECLINED)
    recalled = desk.use.sell.recall(slip, EMMA.number)
    freed = desk.use.charge.resolve(recalled, EMMA.number).draft
    with refused("basket.paid_in_part"):
        desk.use.sell.suspend(freed, EMMA.number)
    paid = desk.use.take_payment.settle_in_cash(freed, None, EMMA)
    assert [tender.amount for tender in paid.sale.tenders] == [1_000, 500, 3_490]


def test_a_late_answer_settles_the_basket_that_waits_for_it_and_is_not_given_back(
    make_desk: DeskMaker,
) -> None:
    terminal = silent_terminal()
    desk = make_desk(terminal=terminal)
    doubtful = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    slip = desk.use.sell.suspend(doubtful, EMMA.number).slip
    terminal.on_pay = lambda request: [approved(terminal.paid[0]), approved(request)]
    answered = desk.use.take_payment.card(desk.ring(PAN), None, EMMA)
    desk.use.take_payment.complete(answered.draft, EMMA)
    assert terminal.reversals == []
    assert desk.counter.store.open_attempts() == []
    assert complete(desk.use.sell.tendering(desk.use.sell.recall(slip, EMMA.number)))


def test_an_approval_that_comes_again_after_its_sale_is_not_given_back(
    make_desk: DeskMaker,
) -> None:
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    desk.use.take_payment.complete(pay(desk).draft, EMMA)
    terminal.on_pay = lambda request: [approved(terminal.paid[0]), approved(request)]
    assert len(pay(desk).draft.taken) == 1
    assert terminal.reversals == []


def test_an_approval_that_comes_after_a_definite_no_is_given_back(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_pay=lambda r: [TerminalAnswer(r.attempt, Outcome.DECLINED)])
    desk = make_desk(terminal=terminal)
    desk.use.sell.cancel(pay(desk).draft, EMMA.number)
    terminal.on_pay = lambda request: [approved(terminal.paid[0]), approved(request)]
    pay(desk)
    assert [request.reverses for request in terminal.reversals] == [terminal.paid[0].attempt]


def test_a_reversal_that_the_terminal_declines_stays_open(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(
        on_pay=lambda request: [approved(request, request.amount + 1)],
        on_reverse=lambda r: [TerminalAnswer(r.attempt, Outcome.DECLINED, reason="closed")],
    )
    desk = make_desk(terminal=terminal)
    pay(desk)
    (still,) = desk.counter.store.open_attempts()
    assert (still.operation, still.reverses) == ("reverse", terminal.paid[0].attempt)
    assert still.amount == PRICE + 1
    settled = [fact for fact in desk.facts(AttemptSettled) if isinstance(fact, AttemptSettled)]
    assert [(fact.outcome, fact.reason) for fact in settled] == [
        ("approved", ""),
        ("declined", "closed"),
    ]


Ender = Callable[[Desk, Draft], object]
ENDS: dict[str, tuple[str, Ender]] = {
    "sold": (
        "sale.already_sold",
        lambda desk, draft: desk.use.take_payment.settle_in_cash(draft, None, EMMA),
    ),
    "cancelled": (
        "basket.not_open",
        lambda desk, draft: desk.use.sell.cancel(draft, EMMA.number),
    ),
    "suspended": (
        "basket.not_open",
        lambda desk, draft: desk.use.sell.suspend(draft, EMMA.number),
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_an_old_view_of_a_basket_that_is_not_open_takes_nothing(
    make_desk: DeskMaker, end: str
) -> None:
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    code, finish = ENDS[end]
    stale = desk.ring(TOASTER)
    finish(desk, stale)
    before = len(desk.entries())
    take = desk.use.take_payment
    keys: list[Callable[[], object]] = [
        lambda: take.card(stale, None, EMMA),
        lambda: take.check(
            stale, None, check_of("111000025", "73910458264", "1001"), EMMA, identified=True
        ),
        lambda: take.stored(stale, GIFT_CARD, None, EMMA),
        lambda: take.cash(stale, 1_000, EMMA),
        lambda: take.settle_in_cash(stale, None, EMMA),
        lambda: desk.use.sell.suspend(stale, EMMA.number),
        lambda: desk.use.sell.cancel(stale, EMMA.number),
    ]
    for press in keys:
        with refused(code):
            press()
    desk.use.sell.keep(stale)
    assert len(desk.entries()) == before
    assert terminal.paid == []
    assert desk.open_draft() is None
