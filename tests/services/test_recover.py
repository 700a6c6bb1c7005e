"""After a kill at every point of a card payment, through a store that is opened again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.devices.simulated import Behaviour, SimulatedTerminal
from counter_app.domain.errors import Fault
from counter_app.domain.facts import AttemptSettled, AttemptStarted
from counter_app.domain.tendering import complete, remaining
from counter_app.services.drafts import CURRENT
from counter_app.services.ports import Outcome, TerminalAnswer, TerminalRequest
from tests.counters import (
    EMMA,
    PAN,
    TOASTER,
    Answers,
    Desk,
    HandTerminal,
    approved,
    reversed_,
)
from tests.services.conftest import DeskMaker

PRICE = 2490
OTHER = "ab" * 16


class Killed(BaseException):
    """The program is gone in the middle of a call; nothing is tidied up."""


class KillingTerminal(SimulatedTerminal):
    """Does what it is asked, or not, and then the counter dies before it hears of it."""

    def __init__(self, memory: Path, *, charges: bool = True) -> None:
        super().__init__((Behaviour.APPROVE,) * 9, memory)
        self._does_it = charges

    def pay(self, request: TerminalRequest) -> Answers:
        if self._does_it:
            super().pay(request)
        raise Killed

    def reverse(self, request: TerminalRequest) -> Answers:
        if self._does_it:
            super().reverse(request)
        raise Killed


def killed(call: Callable[[], object]) -> None:
    with pytest.raises(Killed):
        call()


def restarted(desk: Desk, memory: Path) -> SimulatedTerminal:
    """The same store and the same terminal, another process."""
    terminal = SimulatedTerminal(memory=memory)
    desk.again(terminal=terminal)
    return terminal


def settled(desk: Desk) -> list[str]:
    found = desk.facts(AttemptSettled)
    return [fact.outcome for fact in found if isinstance(fact, AttemptSettled)]


def test_a_kill_before_the_answer_of_a_charge_ends_in_a_paid_basket(
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    desk = make_desk(terminal=KillingTerminal(memory))
    draft = desk.ring(TOASTER)
    killed(lambda: desk.use.take_payment.card(draft, None, EMMA))
    terminal = restarted(desk, memory)
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (1, 0)
    assert found.draft is not None
    assert complete(desk.use.sell.tendering(found.draft))
    assert list(terminal.charged().values()) == [PRICE]
    paid = desk.use.take_payment.complete(found.draft, EMMA)
    assert [tender.amount for tender in paid.sale.tenders] == [PRICE]
    assert desk.use.recover.run().draft is None


def test_a_kill_before_the_terminal_heard_the_charge_leaves_everything_due(
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    desk = make_desk(terminal=KillingTerminal(memory, charges=False))
    draft = desk.ring(TOASTER)
    killed(lambda: desk.use.take_payment.card(draft, None, EMMA))
    terminal = restarted(desk, memory)
    found = desk.use.recover.run()
    assert found.draft is not None
    assert remaining(desk.use.sell.tendering(found.draft)) == PRICE
    assert settled(desk) == ["not_found"]
    assert terminal.charged() == {}


@pytest.mark.parametrize(("gave_back", "left"), [(True, 0), (False, PRICE)])
def test_a_kill_while_a_card_is_taken_back_ends_where_the_terminal_stands(
    make_desk: DeskMaker, tmp_path: Path, *, gave_back: bool, left: int
) -> None:
    memory = tmp_path / "memory"
    desk = make_desk(terminal=SimulatedTerminal(memory=memory))
    draft = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    desk.again(terminal=KillingTerminal(memory, charges=gave_back))
    killed(lambda: desk.use.charge.void(draft, 1, EMMA.number))
    terminal = restarted(desk, memory)
    found = desk.use.recover.run()
    assert found.draft is not None
    assert sum(tender.amount for tender in found.draft.taken) == left
    assert sum(terminal.charged().values()) == left
    assert desk.counter.store.open_attempts() == []


def test_a_doubt_outlives_the_program_and_ends_with_a_definite_word(
    make_desk: DeskMaker,
) -> None:
    silent = HandTerminal(
        on_pay=lambda _: (), on_status=lambda attempt: TerminalAnswer(attempt, Outcome.SILENT)
    )
    desk = make_desk(terminal=silent)
    desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA)
    desk.again()
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (0, 1)
    assert found.draft is not None
    assert found.draft.doubtful
    silent.on_status = lambda _: approved(silent.paid[0])
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (1, 0)
    assert found.draft is not None
    assert complete(desk.use.sell.tendering(found.draft))


def test_a_terminal_that_is_gone_at_the_start_stops_nothing(make_desk: DeskMaker) -> None:
    def gone(_: str) -> TerminalAnswer:
        raise Fault("terminal.gone")

    desk = make_desk(terminal=HandTerminal(on_pay=lambda _: (), on_status=gone))
    _open_attempt(desk, "pay")
    desk.again()
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (0, 1)


def test_a_charge_whose_basket_is_gone_is_given_back(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_status=lambda a: approved(TerminalRequest(a, PRICE, "EUR")))
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "pay")
    desk.ring(PAN)
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (1, 0)
    assert [request.reverses for request in terminal.reversals] == [OTHER]
    assert settled(desk) == ["approved", "reversed"]
    assert found.draft is not None
    assert found.draft.taken == ()


@pytest.mark.parametrize("outcome", [Outcome.DECLINED, Outcome.NOT_FOUND])
def test_a_charge_that_never_was_is_only_written_down(
    make_desk: DeskMaker, outcome: Outcome
) -> None:
    terminal = HandTerminal(on_status=lambda attempt: TerminalAnswer(attempt, outcome))
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "pay")
    assert desk.use.recover.run().settled == 1
    assert settled(desk) == [outcome.value]
    assert terminal.reversals == []


def test_a_reversal_that_was_not_sent_before_the_kill_is_sent(make_desk: DeskMaker) -> None:
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "reverse")
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (1, 0)
    assert [(r.attempt, r.reverses) for r in terminal.reversals] == [(OTHER, "cd" * 16)]
    assert settled(desk) == ["reversed"]


def test_a_reversal_that_was_done_before_the_kill_is_not_sent_again(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_status=lambda a: TerminalAnswer(a, Outcome.REVERSED, PRICE))
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "reverse")
    assert desk.use.recover.run().settled == 1
    assert terminal.reversals == []


def declines(request: TerminalRequest) -> Answers:
    return [TerminalAnswer(request.attempt, Outcome.DECLINED)]


def test_a_reversal_that_the_terminal_declines_is_tried_anew_at_each_start(
    make_desk: DeskMaker,
) -> None:
    """A declined one is answered for ever: the next try has an id of its own."""
    terminal = HandTerminal(on_reverse=declines)
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "reverse")
    for _ in range(2):
        assert desk.use.recover.run().in_doubt == 1
        desk.again()
    terminal.on_reverse = lambda request: [reversed_(request)]
    assert desk.use.recover.run().settled == 1
    assert desk.counter.store.open_attempts() == []
    assert settled(desk) == ["declined", "declined", "reversed"]
    assert len({request.attempt for request in terminal.reversals}) == 3
    assert {(r.reverses, r.amount) for r in terminal.reversals} == {("cd" * 16, PRICE)}


def test_a_reversal_that_was_declined_before_the_kill_is_tried_anew(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_status=lambda a: TerminalAnswer(a, Outcome.DECLINED))
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "reverse")
    assert desk.use.recover.run().settled == 1
    assert settled(desk) == ["declined", "reversed"]
    assert [request.reverses for request in terminal.reversals] == ["cd" * 16]


def test_an_approval_says_nothing_of_a_reversal(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_reverse=lambda request: [approved(request)])
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "reverse")
    assert desk.use.recover.run().in_doubt == 1
    terminal.on_status = lambda a: approved(TerminalRequest(a, PRICE, "EUR"))
    assert desk.use.recover.run().in_doubt == 1
    assert settled(desk) == []


def test_a_charge_in_doubt_of_a_suspended_basket_is_settled_where_it_waits(
    make_desk: DeskMaker,
) -> None:
    terminal = HandTerminal(
        on_pay=lambda _: (), on_status=lambda attempt: TerminalAnswer(attempt, Outcome.SILENT)
    )
    desk = make_desk(terminal=terminal)
    draft = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    slip = desk.use.sell.suspend(draft, EMMA.number).slip
    other = desk.ring(PAN)
    desk.again()
    assert desk.use.recover.run().in_doubt == 1
    terminal.on_status = lambda _: approved(terminal.paid[0])
    found = desk.use.recover.run()
    assert (found.draft, found.settled, found.in_doubt) == (other, 1, 0)
    desk.use.sell.cancel(other, EMMA.number)
    recalled = desk.use.sell.recall(slip, EMMA.number)
    assert complete(desk.use.sell.tendering(recalled))
    assert terminal.reversals == []


def test_a_silent_reversal_is_asked_again_at_the_next_start(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_reverse=lambda _: ())
    desk = make_desk(terminal=terminal)
    _open_attempt(desk, "reverse")
    assert desk.use.recover.run().in_doubt == 1
    terminal.on_reverse = lambda request: [reversed_(request)]
    assert desk.use.recover.run().settled == 1
    assert desk.counter.store.open_attempts() == []


def test_two_kills_on_the_way_to_an_orphans_reversal_still_give_the_money_back(
    make_desk: DeskMaker, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    charged = SimulatedTerminal((Behaviour.APPROVE,), memory)
    list(charged.pay(TerminalRequest(OTHER, PRICE, "EUR")))
    desk = make_desk(terminal=KillingTerminal(memory, charges=False))
    _open_attempt(desk, "pay")
    killed(desk.use.recover.run)
    desk.again(terminal=KillingTerminal(memory))
    killed(desk.use.recover.run)
    terminal = restarted(desk, memory)
    found = desk.use.recover.run()
    assert (found.settled, found.in_doubt) == (1, 0)
    assert terminal.charged() == {}
    assert settled(desk) == ["approved", "reversed"]


def test_a_start_without_anything_open_offers_the_open_basket(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    found = desk.use.recover.run()
    assert found.draft == draft
    assert (found.settled, found.in_doubt) == (0, 0)


def test_a_basket_that_was_sold_is_not_offered_again(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 5_000, EMMA)
    desk.use.take_payment.complete(draft, EMMA)
    desk.use.sell.keep(draft)  # a change that was written down too late
    assert desk.use.recover.run().draft is None
    assert desk.counter.store.draft(CURRENT) is None


def _open_attempt(desk: Desk, operation: str) -> None:
    """An attempt of a basket that is not there any more."""
    reverses = "cd" * 16 if operation == "reverse" else ""
    started = AttemptStarted(
        attempt=OTHER, basket="01" * 16, operation=operation, amount=PRICE, reverses=reverses
    )
    with desk.counter.store.work() as work:
        work.append(started, EMMA.number)
