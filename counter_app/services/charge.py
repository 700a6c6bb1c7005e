"""Charge a card at the terminal, find out what became of it, take a tender back.

Invariant: an attempt is in the journal before the terminal is asked and asked only once; no
transaction is open while the terminal is asked; every definite answer is an entry.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import AttemptSettled, AttemptStarted, TenderVoided
from counter_app.domain.slips import CardSlip, TenderTaken
from counter_app.domain.tendering import (
    Approved,
    AskStatus,
    AskTerminal,
    Attempt,
    Declined,
    Doubtful,
    Effect,
    Event,
    GiveBack,
    Reversed,
    ReverseOrphan,
    SendPayment,
    SendReversal,
    Silent,
    Void,
    step,
)
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.ports import (
    Ids,
    Outcome,
    PaymentTerminal,
    Store,
    TerminalAnswer,
    TerminalRequest,
    Work,
)
from counter_app.services.sell import Sell

DEFINITE: Final = frozenset(Outcome) - {Outcome.SILENT, Outcome.IN_PROGRESS}
GIVEN_BACK: Final = frozenset({Outcome.REVERSED, Outcome.NOT_FOUND})
# An approval says nothing of a reversal.
OF_REVERSALS: Final = GIVEN_BACK | {Outcome.DECLINED}
OTHER_AMOUNT: Final = "other_amount"  # approved, but not for what was asked: given back
Asked = Callable[[TerminalRequest], Iterable[TerminalAnswer]]


@dataclass(frozen=True, slots=True)
class Answered:
    """A draft after a card was tried, and why it was not charged where it was not."""

    draft: Draft
    declined: str = ""
    partial: bool = False


class Charge:
    """The use cases that reach for the terminal. They may take as long as it does."""

    def __init__(self, store: Store, ids: Ids, sell: Sell, terminal: PaymentTerminal) -> None:
        self._store = store
        self._ids = ids
        self._sell = sell
        self._terminal = terminal
        self._turn = Lock()
        self._touched = ""

    @property
    def busy(self) -> bool:
        """Whether the terminal is being asked for the open basket."""
        return self._turn.locked()

    def touched(self, basket: str) -> bool:
        """Whether this basket was the last that the terminal was asked for."""
        return self._touched == basket

    def card(self, draft: Draft, amount: int, user: str) -> Answered:
        """Try a credit or debit card for `amount` minor units."""
        return self._ask(draft, AskTerminal(self._ids.new(), amount), user)

    def resolve(self, draft: Draft, user: str) -> Answered:
        """Ask what became of a silent attempt; it stays doubtful until that is definite."""
        state = self._sell.tendering(draft)
        if not isinstance(state, Doubtful):
            raise Refusal("tender.nothing_in_doubt")
        with self._alone():
            return self._settle(draft, (self.status(state.attempt.id),), user)

    def status(self, attempt: str) -> TerminalAnswer:
        """What the terminal knows of an attempt; a terminal that is gone is silent."""
        try:
            return self._terminal.status(attempt)
        except Fault:
            return TerminalAnswer(attempt, Outcome.SILENT)

    def resume(self, draft: Draft, user: str) -> Answered:
        """After a kill: ask what became of the attempt that the draft waits for."""
        attempt = draft.attempt
        if attempt is None:
            raise Refusal("tender.nothing_in_doubt")
        if draft.doubtful:
            return self.resolve(draft, user)
        with self._alone():
            return self._settle(draft, (_silence(attempt),), user)

    def void(self, draft: Draft, no: int, user: str) -> Answered:
        """Take a tender back before the sale is complete; a card is reversed at the terminal."""
        return self._ask(draft, Void(no, self._ids.new()), user)

    def start_reversal(self, work: Work, orphan: ReverseOrphan, basket: str, user: str) -> Attempt:
        """Write down, in the transaction of the answer that asks for it, that a charge which no
        basket waits for goes back; `send_reversal` comes after the commit.
        """
        attempt = Attempt(self._ids.new(), orphan.amount, reverses=orphan.attempt)
        work.append(_started(attempt, basket), user)
        return attempt

    def send_reversal(self, attempt: Attempt, basket: str, user: str) -> bool:
        """Ask the terminal to give back; True when nothing is charged any more.

        Without a definite answer the attempt stays open, and the next start asks again.
        """
        for answer in self._heard(self._terminal.reverse, attempt):
            if answer.attempt == attempt.id and answer.outcome in OF_REVERSALS:
                return self.settle_reversal(attempt, answer, basket, user) is None
        return False

    def settle_reversal(
        self, attempt: Attempt, answer: TerminalAnswer, basket: str, user: str
    ) -> Attempt | None:
        """Write the terminal's definite word on a reversal.

        One that it declined is begun anew under an id of its own, and stays open until the next
        start sends it: money that nobody waits for is never forgotten.
        """
        with self._store.work() as work:
            work.append(settled_by(answer), user)
            if answer.outcome in GIVEN_BACK:
                return None
            orphan = ReverseOrphan(attempt.reverses, attempt.amount)
            return self.start_reversal(work, orphan, basket, user)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One question at a time: a second press, or an older view of the basket, is refused."""
        if not self._turn.acquire(blocking=False):
            raise Refusal("tender.terminal_busy")
        try:
            yield
        finally:
            self._turn.release()

    def _ask(self, draft: Draft, event: Event, user: str) -> Answered:
        """Step, write the attempt down, and only then ask the terminal."""
        with self._alone():
            asked, effects = self._begin(draft, event, user)
            answered = self._settle(asked, self._send(effects), user)
            attempt = answered.draft.attempt
            if attempt is None or answered.draft.doubtful:
                return answered
            return self._settle(answered.draft, (_silence(attempt),), user)

    def _begin(self, draft: Draft, event: Event, user: str) -> tuple[Draft, tuple[Effect, ...]]:
        after, effects = step(self._sell.tendering(draft), event)
        asked = draft.with_tendering(after)
        with self._store.work() as work:
            self._sell.check_open(work, draft)
            for effect in effects:
                self._write(work, draft, effect, user)
            work.save_draft(CURRENT, asked)
        self._touched = draft.basket.id
        return asked, effects

    def _write(self, work: Work, draft: Draft, effect: Effect, user: str) -> None:
        match effect:
            case SendPayment(attempt) | SendReversal(attempt):
                work.append(_started(attempt, draft.basket.id), user)
            case GiveBack(tender):
                work.append(_voided(tender, draft.basket.id), user)
                if tender.check:  # nobody will deposit it: its number has no purpose any more
                    work.erase(tender.check.vault)
                if tender.stored:
                    work.release(draft.basket.id, f"card:{tender.stored.card}")
            case AskStatus() | ReverseOrphan():
                pass

    def _send(self, effects: Iterable[Effect]) -> tuple[TerminalAnswer, ...]:
        """Ask the terminal what the effects ask for; nothing where they ask nothing of it."""
        answers: tuple[TerminalAnswer, ...] = ()
        for effect in effects:
            match effect:
                case SendPayment(attempt):
                    answers += self._heard(self._terminal.pay, attempt)
                case SendReversal(attempt):
                    answers += self._heard(self._terminal.reverse, attempt)
                case AskStatus() | ReverseOrphan() | GiveBack():
                    pass
        return answers

    def _heard(self, ask: Asked, attempt: Attempt) -> tuple[TerminalAnswer, ...]:
        """The answers that came before the terminal fell silent or the line broke."""
        code = self._store.founded().currency
        request = TerminalRequest(attempt.id, attempt.amount, code, attempt.reverses)
        heard: list[TerminalAnswer] = []
        # Asked is asked: whatever broke, only the status tells what became of the attempt.
        with suppress(Fault):
            heard.extend(ask(request))
        return tuple(heard)

    def _settle(self, draft: Draft, answers: Iterable[TerminalAnswer], user: str) -> Answered:
        """Take the answers in the order they came; each is written before the next is looked at."""
        answered = Answered(draft)
        for answer in answers:
            answered = self._settle_one(answered, answer, user)
        return answered

    def _settle_one(self, before: Answered, answer: TerminalAnswer, user: str) -> Answered:
        event = _event(answer)
        draft = before.draft
        waited = draft.attempt if draft.attempt and draft.attempt.id == answer.attempt else None
        if event is None or (waited is None and self._settled_elsewhere(draft, answer, user)):
            return before
        after, effects = step(self._sell.tendering(draft), event)
        settled = draft.with_tendering(after)
        fact = settled_by(answer) if waited and settled.attempt is None else None
        settled = self._write_settled(settled, fact, effects, user)
        if any(isinstance(effect, AskStatus) for effect in effects):
            return self._settle(settled, (self.status(answer.attempt),), user)
        return _told(before, settled, waited, answer) if waited else replace(before, draft=settled)

    def _settled_elsewhere(self, draft: Draft, answer: TerminalAnswer, user: str) -> bool:
        """Whether a late answer is a suspended basket's (and settles that one), or is old news."""
        for waiting in self._store.suspended():
            awaited = waiting.attempt and waiting.attempt.id == answer.attempt
            if awaited and waiting.basket.id != draft.basket.id:
                self._settle(waiting, (answer,), user)
                return True
        return self._store.settled(answer.attempt) == Outcome.APPROVED

    def _write_settled(
        self, settled: Draft, fact: AttemptSettled | None, effects: Iterable[Effect], user: str
    ) -> Draft:
        """Write what an answer changed where its basket is kept, then give orphans back."""
        basket, reversals = settled.basket.id, []
        with self._store.work() as work:
            if fact is not None:
                work.append(fact, user)
            for effect in effects:
                self._write(work, settled, effect, user)
                if isinstance(effect, ReverseOrphan):
                    reversals.append(self.start_reversal(work, effect, basket, user))
            settled = replace(settled, slip=self._slip(basket))
            work.save_draft(settled.slot, settled)
        for reversal in reversals:
            self.send_reversal(reversal, basket, user)
        return settled

    def _slip(self, basket: str) -> str:
        """Under which slip a basket waits, if it does: it may have been put aside meanwhile."""
        waiting = self._store.suspended()
        return next((draft.slip for draft in waiting if draft.basket.id == basket), "")


def _told(before: Answered, settled: Draft, waited: Attempt, answer: TerminalAnswer) -> Answered:
    """What the answer to the awaited attempt means to the associate."""
    if settled.attempt is not None:  # it settled nothing
        return Answered(settled)
    if answer.outcome is Outcome.APPROVED:
        taken = len(settled.taken) > len(before.draft.taken)
        partial = taken and answer.amount < waited.amount
        return Answered(settled, "" if taken else OTHER_AMOUNT, partial)
    as_asked = answer.outcome is Outcome.REVERSED and waited.reverses
    if as_asked:
        return Answered(settled)
    return Answered(settled, answer.reason or answer.outcome.value)


def _event(answer: TerminalAnswer) -> Event | None:
    """The terminal's words as an event; still in progress is no event yet."""
    match answer.outcome:
        case Outcome.APPROVED:
            slip = answer.slip or CardSlip()
            return Approved(answer.attempt, answer.amount, answer.tender, slip)
        case Outcome.DECLINED | Outcome.NOT_FOUND:
            return Declined(answer.attempt)
        case Outcome.REVERSED:
            return Reversed(answer.attempt)
        case Outcome.SILENT:
            return Silent(answer.attempt)
        case Outcome.IN_PROGRESS:
            return None


def _silence(attempt: Attempt) -> TerminalAnswer:
    return TerminalAnswer(attempt.id, Outcome.SILENT)


def _started(attempt: Attempt, basket: str) -> AttemptStarted:
    return AttemptStarted(
        attempt=attempt.id,
        basket=basket,
        operation="reverse" if attempt.reverses else "pay",
        amount=attempt.amount,
        reverses=attempt.reverses,
    )


def settled_by(answer: TerminalAnswer) -> AttemptSettled:
    """The entry of a definite answer."""
    approved = answer.outcome is Outcome.APPROVED
    return AttemptSettled(
        attempt=answer.attempt,
        outcome=answer.outcome.value,
        amount=answer.amount,
        tender=answer.tender.value if approved else "",
        reason=answer.reason,
        card=answer.slip,
    )


def _voided(tender: TenderTaken, basket: str) -> TenderVoided:
    return TenderVoided(
        basket=basket, tender=tender.tender, amount=tender.amount, attempt=tender.attempt
    )
