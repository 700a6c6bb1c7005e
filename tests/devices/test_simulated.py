"""The twins of terminal and drawer: as good and as bad as they were told to be."""

from pathlib import Path

import pytest

from counter_app.devices.simulated import (
    BY_CENTS,
    Behaviour,
    SimulatedDrawer,
    SimulatedTerminal,
    behaviour_for,
)
from counter_app.domain.errors import Fault
from counter_app.domain.tenders import Tender
from counter_app.services.ports import Outcome, TerminalAnswer, TerminalRequest

ONE, TWO, BACK = "1" * 32, "2" * 32, "b" * 32


def a_request(attempt: str = ONE, amount: int = 1_000, reverses: str = "") -> TerminalRequest:
    return TerminalRequest(attempt, amount, "EUR", reverses)


def pay(terminal: SimulatedTerminal, attempt: str = ONE, amount: int = 1_000) -> list[Outcome]:
    return [answer.outcome for answer in terminal.pay(a_request(attempt, amount))]


def give_back(terminal: SimulatedTerminal, attempt: str = BACK) -> list[Outcome]:
    return [answer.outcome for answer in terminal.reverse(a_request(attempt, 1_000, ONE))]


@pytest.mark.parametrize(
    ("behaviour", "answers", "charged", "status"),
    [
        (Behaviour.APPROVE, [Outcome.APPROVED], 1_000, Outcome.APPROVED),
        (Behaviour.APPROVE_DEBIT, [Outcome.APPROVED], 1_000, Outcome.APPROVED),
        (Behaviour.SIGN, [Outcome.APPROVED], 1_000, Outcome.APPROVED),
        (Behaviour.PARTIAL, [Outcome.APPROVED], 500, Outcome.APPROVED),
        (Behaviour.DECLINE, [Outcome.DECLINED], 0, Outcome.DECLINED),
        (Behaviour.LATE, [], 1_000, Outcome.APPROVED),
        (Behaviour.LOST, [], 0, Outcome.NOT_FOUND),
        (Behaviour.BUSY, [], 1_000, Outcome.IN_PROGRESS),
        (Behaviour.TWICE, [Outcome.APPROVED] * 2, 1_000, Outcome.APPROVED),
        (Behaviour.CROSSED, [Outcome.APPROVED, Outcome.APPROVED], 1_000, Outcome.APPROVED),
    ],
)
def test_each_behaviour_answers_charges_and_remembers_as_it_says(
    behaviour: Behaviour, answers: list[Outcome], charged: int, status: Outcome
) -> None:
    terminal = SimulatedTerminal((behaviour,))
    assert pay(terminal) == answers
    assert sum(terminal.charged().values()) == charged
    assert terminal.status(ONE).outcome is status


def test_every_behaviour_is_tried_here_and_reachable_by_cents() -> None:
    assert set(BY_CENTS.values()) | {Behaviour.APPROVE} == set(Behaviour)
    assert behaviour_for(12_305) is Behaviour.DECLINE
    assert behaviour_for(12_300) is Behaviour.APPROVE


def test_the_script_comes_before_the_cents() -> None:
    terminal = SimulatedTerminal((Behaviour.APPROVE,))
    assert pay(terminal, ONE, 1_005) == [Outcome.APPROVED]
    assert pay(terminal, TWO, 1_005) == [Outcome.DECLINED]


def test_the_same_attempt_is_never_charged_twice() -> None:
    terminal = SimulatedTerminal()
    assert pay(terminal) == pay(terminal) == [Outcome.APPROVED]
    assert terminal.charged() == {ONE: 1_000}


def test_a_busy_terminal_knows_at_the_second_question() -> None:
    terminal = SimulatedTerminal((Behaviour.BUSY,))
    pay(terminal)
    said = [terminal.status(ONE).outcome for _ in range(2)]
    assert said == [Outcome.IN_PROGRESS, Outcome.APPROVED]


def test_a_charge_is_given_back_once_and_the_same_question_gets_the_same_answer() -> None:
    terminal = SimulatedTerminal()
    pay(terminal)
    assert give_back(terminal) == give_back(terminal) == [Outcome.REVERSED]
    assert terminal.status(BACK).outcome is Outcome.REVERSED
    assert give_back(terminal, TWO) == [Outcome.NOT_FOUND]
    assert terminal.charged() == {}
    assert terminal.status(ONE).outcome is Outcome.REVERSED


def test_what_was_never_charged_cannot_be_given_back() -> None:
    assert give_back(SimulatedTerminal()) == [Outcome.NOT_FOUND]


def test_slips_tell_credit_from_debit_and_want_a_signature_on_command() -> None:
    terminal = SimulatedTerminal((Behaviour.APPROVE_DEBIT, Behaviour.SIGN))
    (debit,) = terminal.pay(a_request(ONE))
    (signed,) = terminal.pay(a_request(TWO))
    assert (debit.tender, signed.tender) == (Tender.DEBIT, Tender.CREDIT)
    assert debit.slip is not None
    assert signed.slip is not None
    assert (debit.slip.cvm, debit.slip.signature_required) == ("pin", False)
    assert (signed.slip.cvm, signed.slip.signature_required) == ("signature", True)
    assert debit.slip.reference == ONE[-12:]


def test_what_it_charged_it_remembers_beyond_a_kill(tmp_path: Path) -> None:
    memory = tmp_path / "terminal.jsonl"
    before = SimulatedTerminal((Behaviour.LATE, Behaviour.APPROVE_DEBIT), memory)
    pay(before, ONE)
    pay(before, TWO)
    give_back(before)
    after = SimulatedTerminal(memory=memory)
    assert after.charged() == {TWO: 1_000}
    assert after.status(BACK).outcome is Outcome.REVERSED
    assert after.status(TWO).tender is Tender.DEBIT


def test_a_line_that_a_kill_cut_off_takes_no_other_with_it(tmp_path: Path) -> None:
    memory = tmp_path / "terminal.jsonl"
    pay(SimulatedTerminal(memory=memory), ONE)
    memory.write_text(memory.read_text("ascii") + '\n["222', "ascii")
    pay(SimulatedTerminal(memory=memory), "3" * 32)
    assert set(SimulatedTerminal(memory=memory).charged()) == {ONE, "3" * 32}


def test_a_crossed_answer_names_an_attempt_that_nobody_made() -> None:
    terminal = SimulatedTerminal((Behaviour.CROSSED,))
    crossed, mine = terminal.pay(a_request())
    assert isinstance(crossed, TerminalAnswer)
    assert (crossed.attempt == ONE, mine.attempt == ONE) == (False, True)
    (back,) = terminal.reverse(a_request(BACK, crossed.amount, crossed.attempt))
    assert back.outcome is Outcome.REVERSED
    assert terminal.charged() == {ONE: 1_000}


def test_a_crossed_charge_is_another_registers_and_so_none_of_its_own(tmp_path: Path) -> None:
    memory = tmp_path / "terminal.jsonl"
    before = SimulatedTerminal((Behaviour.CROSSED,), memory)
    crossed, _ = before.pay(a_request())
    assert before.charged() == SimulatedTerminal(memory=memory).charged() == {ONE: 1_000}
    after = SimulatedTerminal(memory=memory)
    (back,) = after.reverse(a_request(BACK, crossed.amount, crossed.attempt))
    assert back.outcome is Outcome.NOT_FOUND


def test_a_drawer_counts_and_jams() -> None:
    drawer = SimulatedDrawer()
    drawer.open()
    drawer.jammed = True
    with pytest.raises(Fault, match=r"drawer\.no_answer"):
        drawer.open()
    assert drawer.opened == 1
