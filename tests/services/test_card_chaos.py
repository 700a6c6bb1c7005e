"""Cards under everything at once: kills, broken lines, silence, wrong amounts, voids, restarts,
baskets put aside in doubt.

What must hold at the end: the terminal holds exactly the money of the tenders that were sold or
still lie on the open basket or a suspended one. No charge twice, none without its sale, none lost.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from counter_app.devices.simulated import Behaviour, SimulatedTerminal
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import Sale
from counter_app.domain.slips import TenderTaken
from counter_app.services.drafts import CURRENT
from counter_app.services.ports import Outcome, TerminalAnswer, TerminalRequest
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import verify
from tests.counters import EMMA, TOASTER, Answers, Desk
from tests.services.conftest import DeskMaker

STEPS = 25
BEHAVIOURS = tuple(Behaviour)


class Killed(BaseException):
    """The counter's process is gone; the terminal goes on."""


class WildTerminal(SimulatedTerminal):
    """Behaves in every way, and in between the line or the counter dies."""

    def __init__(self, memory: Path, chance: Random) -> None:
        super().__init__(memory=memory)
        self._chance = chance
        self.calm = False

    def pay(self, request: TerminalRequest) -> Answers:
        self._breaks()
        if self.calm:
            return super().pay(request)
        if self._chance.random() < 0.3:
            request = replace(request, amount=request.amount + 7)
        answers = super()._behave(self._chance.choice(BEHAVIOURS), request)
        self._breaks()
        if answers and self._chance.random() < 0.1:
            return [*answers, TerminalAnswer("e" * 32, Outcome.APPROVED, 100)]
        return answers

    def reverse(self, request: TerminalRequest) -> Answers:
        self._breaks()
        if not self.calm and self._chance.random() < 0.2:
            return [TerminalAnswer(request.attempt, Outcome.DECLINED)]
        answers = super().reverse(request)
        self._breaks()
        return () if not self.calm and self._chance.random() < 0.2 else answers

    def status(self, attempt: str) -> TerminalAnswer:
        self._breaks()
        if not self.calm and self._chance.random() < 0.3:
            return TerminalAnswer(attempt, Outcome.SILENT)
        return super().status(attempt)

    def _breaks(self) -> None:
        chance = 1.0 if self.calm else self._chance.random()
        if chance < 0.06:
            raise Killed
        if chance < 0.14:
            raise Fault("terminal.gone")


@pytest.mark.parametrize("seed", range(12))
def test_the_terminal_holds_just_the_money_of_what_was_sold(
    make_desk: DeskMaker, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    terminal = WildTerminal(tmp_path / "memory", chance)
    desk = make_desk(terminal=terminal)
    for _ in range(STEPS):
        try:
            _something(desk, chance)
        except Killed:
            desk.again()
            _until_alive(desk)
    terminal.calm = True
    for _ in range(2):  # a terminal that is still busy at one start knows at the next
        desk.again()
        desk.use.recover.run()
    assert desk.counter.store.open_attempts() == []

    assert terminal.charged() == _paid(desk)
    place = desk.counter.place
    assert verify(place.folder, load_keys(place.keys)).findings == ()


def _something(desk: Desk, chance: Random) -> None:
    """One press of a key, sensible or not."""
    draft = desk.counter.store.draft(CURRENT) or desk.ring(TOASTER)
    numbers = [tender.no for tender in draft.taken]
    slips = [waiting.slip for waiting in desk.counter.store.suspended()]
    keys: list[Callable[[], object]] = [
        lambda: desk.use.take_payment.card(draft, None, EMMA),
        lambda: desk.use.take_payment.card(draft, 700, EMMA),
        lambda: desk.use.take_payment.cash(draft, 300, EMMA),
        lambda: desk.use.charge.resolve(draft, EMMA.number),
        lambda: desk.use.charge.void(draft, chance.choice(numbers or [1]), EMMA.number),
        lambda: desk.use.take_payment.complete(draft, EMMA),
        lambda: desk.use.take_payment.settle_in_cash(draft, None, EMMA),
        lambda: desk.use.sell.suspend(draft, EMMA.number),
        lambda: desk.use.sell.recall(chance.choice(slips or ["none"]), EMMA.number),
    ]
    try:
        chance.choice(keys)()
    except Refusal:
        return


def _until_alive(desk: Desk) -> None:
    """A start may be killed as well."""
    while True:
        try:
            desk.use.recover.run()
        except Killed:
            desk.again()
        else:
            return


def _paid(desk: Desk) -> dict[str, int]:
    """Card payments of all sales and of the baskets that wait, by attempt."""
    sales = [fact for fact in desk.facts(Sale) if isinstance(fact, Sale)]
    current = desk.counter.store.draft(CURRENT)
    drafts = [*desk.counter.store.suspended(), *([current] if current else [])]
    tenders: list[TenderTaken] = [tender for sale in sales for tender in sale.tenders]
    tenders += [tender for draft in drafts for tender in draft.taken]
    paid = [tender for tender in tenders if tender.attempt]
    assert len({tender.attempt for tender in paid}) == len(paid)
    return {tender.attempt: tender.amount for tender in paid}
