"""Charge a card at the terminal, find out what became of it, take a tender back.

Invariant: an attempt is in the journal before the terminal is asked and asked only once; no
transaction is open while the terminal is asked; every definite answer is an entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.domain.errors import Refusal
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

    def card(self, draft: Draft, amount: int, user: str) -> Answered:
        """Try a credit or debit card for `amount` minor units."""
        return self._ask(draft, AskTerminal(self._ids.new(), amount), user)

    def resolve(self, draft: Draft, user: str) -> Answered:
        """Ask what became of a silent attempt; it stays doubtful until that is definite."""
        state = self._sell.tendering(draft)
        if not isinstance(state, Doubtful):
            raise Refusal("tender.nothing_in_doubt")
        return self._settle(draft, (self._terminal.status(state.attempt.id),), user)

    def resume(self, draft: Draft, user: str) -> Answered:
        """After a kill: ask what became of the attempt that the draft waits for."""
        attempt = draft.attempt
        if attempt is None:
            raise Refusal("tender.nothing_in_doubt")
        return self._settle(draft, (TerminalAnswer(attempt.id, Outcome.SILENT),), user)

    def void(self, draft: Draft, no: int, user: str) -> Answered:
        """Take a tender back before the sale is complete; a card is reversed at the terminal."""
        return self._ask(draft, Void(no, self._ids.new()), user)

    def _ask(self, draft: Draft, event: Event, user: str) -> Answered:
        """Step, write the attempt down, and only then ask the terminal."""
        before = self._sell.tendering(draft)
        after, effects = step(before, event)
        asked = draft.with_tendering(after)
        with self._store.work() as work:
            for effect in effects:
                self._write(work, draft, effect, user)
            work.save_draft(CURRENT, asked)
        answers = self._send(effects)
        return Answered(asked) if answers is None else self._settle(asked, answers, user)

    def _write(self, work: Work, draft: Draft, effect: Effect, user: str) -> None:
        match effect:
            case SendPayment(attempt) | SendReversal(attempt):
                work.append(_started(attempt, draft.basket.id), user)
            case GiveBack(tender):
                work.append(_voided(tender, draft.basket.id), user)
                if tender.stored:
                    work.release(draft.basket.id, f"card:{tender.stored.card}")
            case AskStatus() | ReverseOrphan():
                pass

    def _send(self, effects: Iterable[Effect]) -> tuple[TerminalAnswer, ...] | None:
        """Ask the terminal what the effects ask for; None where they ask nothing of it."""
        terminal = self._terminal
        for effect in effects:
            match effect:
                case SendPayment(attempt):
                    answers = tuple(terminal.pay(self._asked(attempt)))
                    return answers or (TerminalAnswer(attempt.id, Outcome.SILENT),)
                case SendReversal(attempt):
                    answers = tuple(terminal.reverse(self._asked(attempt)))
                    return answers or (TerminalAnswer(attempt.id, Outcome.SILENT),)
                case _:
                    continue
        return None

    def _asked(self, attempt: Attempt) -> TerminalRequest:
        code = self._store.founded().currency
        return TerminalRequest(attempt.id, attempt.amount, code, attempt.reverses)

    def _settle(self, draft: Draft, answers: Iterable[TerminalAnswer], user: str) -> Answered:
        """Take the answers in the order they came; each is written before the next is looked at."""
        answered = Answered(draft)
        for answer in answers:
            answered = self._settle_one(answered, answer, user)
        return answered

    def _settle_one(self, before: Answered, answer: TerminalAnswer, user: str) -> Answered:
        event = _event(answer)
        if event is None:
            return before
        draft = before.draft
        waiting = draft.attempt is not None and draft.attempt.id == answer.attempt
        asked = draft.attempt.amount if draft.attempt and waiting else 0
        after, effects = step(self._sell.tendering(draft), event)
        settled = draft.with_tendering(after)
        with self._store.work() as work:
            if waiting and not isinstance(after, Doubtful):
                work.append(settled_by(answer), user)
            for effect in effects:
                self._write(work, draft, effect, user)
            work.save_draft(CURRENT, settled)
        for effect in effects:
            match effect:
                case AskStatus(attempt):
                    status = self._terminal.status(attempt.id)
                    return self._settle(settled, (status,), user)
                case ReverseOrphan(attempt=orphan, amount=amount):
                    self.reverse_orphan(orphan, amount, draft.basket.id, user)
                case _:
                    pass
        if not waiting:
            return Answered(settled, before.declined, before.partial)
        partial = isinstance(event, Approved) and answer.amount < asked
        declined = answer.reason or answer.outcome if isinstance(event, Declined) else ""
        return Answered(settled, declined, partial)

    def reverse_orphan(self, orphan: str, amount: int, basket: str, user: str) -> bool:
        """Give back a charge that no basket waits for; True when the terminal confirmed it."""
        attempt = Attempt(self._ids.new(), amount, reverses=orphan)
        with self._store.work() as work:
            work.append(_started(attempt, basket), user)
        answers = tuple(self._terminal.reverse(self._asked(attempt)))
        for answer in answers:
            if answer.attempt == attempt.id and _event(answer) is not None:
                if answer.outcome is not Outcome.SILENT:
                    with self._store.work() as work:
                        work.append(settled_by(answer), user)
                return answer.outcome is Outcome.REVERSED
        return False


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
